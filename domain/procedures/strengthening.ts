// What gives a mediation agreement more force: 仲裁审查, 司法确认, 支付令. The first two exclude each other.
import { attemptService } from './award.ts';
import { procedure } from './procedure.ts';

export const arbitrationReview = procedure({
  id: 'arbitration-review',
  name: { zh: '仲裁审查', en: 'Arbitration review' },
  voluntary: false,
  opening: {
    command: 'applyForArbitrationReview',
    by: ['either-party'],
    guards: ['settled-before-listed-body', 'review-not-sought', 'not-running-already'],
    meets: ['arbitration-review-application', 'judicial-confirmation-application'],
    level: 'arbitration',
    tells: [['review-applied', 'office']],
    source: '劳动人事争议仲裁办案规则 第七十四条',
  },
  initial: 'filed',
  states: {
    filed: {
      name: { zh: '申请审查', en: 'Filed' },
      waitsFor: 'body',
      on: {
        acceptCase: { to: 'accepted', by: ['body'], source: '劳动人事争议仲裁办案规则 第七十四条' },
        reject: {
          to: 'rejected',
          by: ['body'],
          guards: ['reason-given'],
          tells: [['review-rejected', 'both']],
          source: '劳动人事争议仲裁办案规则 第七十五条',
        },
        withdraw: { to: 'withdrawn', by: ['either-party'], source: '劳动人事争议仲裁办案规则 第七十四条' },
      },
    },
    accepted: {
      name: { zh: '审查中', en: 'Under review' },
      waitsFor: 'body',
      clocks: ['arbitration-review-decision'],
      on: {
        grant: {
          to: 'granted',
          by: ['body'],
          meets: ['arbitration-review-decision'],
          brings: ['enforceable'],
          tells: [['review-granted', 'both']],
          source: '劳动人事争议仲裁办案规则 第七十六条',
        },
        reject: {
          to: 'rejected',
          by: ['body'],
          guards: ['reason-given'],
          meets: ['arbitration-review-decision'],
          tells: [['review-rejected', 'both']],
          source: '劳动人事争议仲裁办案规则 第七十七条',
        },
        withdraw: { to: 'withdrawn', by: ['either-party'], source: '劳动人事争议仲裁办案规则 第七十四条' },
      },
    },
    granted: { name: { zh: '制作仲裁调解书', en: 'Statement issued' }, waitsFor: null, ending: 'decided' },
    rejected: { name: { zh: '不予确认', en: 'Refused' }, waitsFor: null, ending: 'ended' },
    withdrawn: { name: { zh: '撤回', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
  },
});

export const judicialConfirmation = procedure({
  id: 'judicial-confirmation',
  name: { zh: '司法确认', en: 'Judicial confirmation' },
  voluntary: false,
  opening: {
    command: 'applyForConfirmation',
    by: ['either-party'],
    guards: ['settled-before-listed-body', 'review-not-sought', 'not-running-already'],
    meets: ['arbitration-review-application', 'judicial-confirmation-application'],
    level: 'court',
    source: '人民调解法 第三十三条',
  },
  initial: 'filed',
  states: {
    filed: {
      name: { zh: '申请确认', en: 'Filed' },
      waitsFor: 'liaison',
      clocks: ['judicial-confirmation-intake'],
      on: {
        acceptCase: {
          to: 'accepted',
          by: ['liaison'],
          meets: ['judicial-confirmation-intake'],
          source: '最高人民法院关于人民调解协议司法确认程序的若干规定 第四条',
        },
        reject: {
          to: 'rejected',
          by: ['liaison'],
          guards: ['reason-given'],
          meets: ['judicial-confirmation-intake'],
          source: '民事诉讼法 第二百零六条',
        },
        withdraw: { to: 'withdrawn', by: ['either-party'], source: '民事诉讼法 第二百零五条' },
      },
    },
    accepted: {
      name: { zh: '审查中', en: 'Under review' },
      waitsFor: 'liaison',
      clocks: ['judicial-confirmation-decision'],
      on: {
        grant: {
          to: 'granted',
          by: ['liaison'],
          meets: ['judicial-confirmation-decision'],
          brings: ['enforceable'],
          source: '民事诉讼法 第二百零六条',
        },
        reject: {
          to: 'rejected',
          by: ['liaison'],
          guards: ['reason-given'],
          meets: ['judicial-confirmation-decision'],
          source: '民事诉讼法 第二百零六条',
        },
        withdraw: { to: 'withdrawn', by: ['either-party'], source: '民事诉讼法 第二百零五条' },
      },
    },
    granted: { name: { zh: '裁定有效', en: 'Confirmed' }, waitsFor: null, ending: 'decided' },
    rejected: { name: { zh: '驳回', en: 'Rejected' }, waitsFor: null, ending: 'ended' },
    withdrawn: { name: { zh: '撤回', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
  },
});

export const paymentOrder = procedure({
  id: 'payment-order',
  name: { zh: '支付令', en: 'Payment order' },
  voluntary: false,
  opening: {
    command: 'applyForPaymentOrder',
    by: ['worker'],
    guards: ['settled-before-listed-body', 'breached', 'wage-or-injury-money', 'not-running-already'],
    brings: ['restart-limitation'],
    level: 'court',
    source: '劳动争议调解仲裁法 第十六条',
  },
  initial: 'applied',
  states: {
    applied: {
      name: { zh: '申请支付令', en: 'Applied' },
      waitsFor: 'liaison',
      clocks: ['payment-order-intake'],
      on: {
        acceptCase: {
          to: 'accepted',
          by: ['liaison'],
          meets: ['payment-order-intake'],
          source: '民事诉讼法 第二百二十六条',
        },
        reject: {
          to: 'rejected',
          by: ['liaison'],
          guards: ['reason-given'],
          meets: ['payment-order-intake'],
          brings: ['offer-next-steps'],
          source: '民事诉讼法 第二百二十六条',
        },
        withdraw: { to: 'withdrawn', by: ['applicant'], source: '民事诉讼法 第二百二十六条' },
      },
    },
    accepted: {
      name: { zh: '审查中', en: 'Under review' },
      waitsFor: 'liaison',
      clocks: ['payment-order-issue'],
      on: {
        grant: { to: 'issued', by: ['liaison'], meets: ['payment-order-issue'], source: '民事诉讼法 第二百二十七条' },
        reject: {
          to: 'rejected',
          by: ['liaison'],
          guards: ['reason-given'],
          meets: ['payment-order-issue'],
          brings: ['offer-next-steps'],
          source: '民事诉讼法 第二百二十七条',
        },
        withdraw: { to: 'withdrawn', by: ['applicant'], source: '民事诉讼法 第二百二十六条' },
      },
    },
    issued: {
      name: { zh: '已发出,待送达', en: 'Issued' },
      waitsFor: 'liaison',
      clocks: ['payment-order-unservable'],
      on: {
        serveOrder: {
          to: 'served',
          by: ['liaison'],
          meets: ['payment-order-unservable'],
          source: '民事诉讼法 第二百二十七条',
        },
        attemptService,
      },
      lapse: { 'payment-order-unservable': { to: 'void', brings: ['unlock-suit', 'offer-next-steps'] } },
    },
    served: {
      name: { zh: '已送达', en: 'Served' },
      waitsFor: 'respondent',
      clocks: ['payment-order-objection'],
      on: {
        object: {
          to: 'void',
          by: ['respondent', 'liaison'],
          meets: ['payment-order-objection'],
          brings: ['unlock-suit', 'offer-next-steps'],
          source: '民事诉讼法 第二百二十八条',
        },
      },
      lapse: { 'payment-order-objection': { to: 'effective', brings: ['enforceable'] } },
    },
    effective: { name: { zh: '支付令生效', en: 'Effective' }, waitsFor: null, ending: 'decided' },
    void: { name: { zh: '支付令失效', en: 'Void' }, waitsFor: null, ending: 'ended' },
    rejected: { name: { zh: '驳回', en: 'Rejected' }, waitsFor: null, ending: 'ended' },
    withdrawn: { name: { zh: '撤回', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
  },
});
