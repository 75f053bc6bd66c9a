// 诉讼, 撤销裁决, 强制执行: what courts do, mirrored here so that its periods are watched. Nobody here decides for a court.
import { attemptService, publishNotice } from './award.ts';
import { type Lapse, type Move, procedure } from './procedure.ts';

const CODE = '民事诉讼法';

type CourtState =
  | 'filed'
  | 'registered'
  | 'judged'
  | 'appealed'
  | 'final'
  | 'effective'
  | 'settled'
  | 'withdrawn'
  | 'rejected';

/** What the court publishes; the time of the notice is not counted in its own period. */
const publish: Move<never> = { ...publishNotice, by: ['liaison'], source: `${CODE} 第九十五条` };
const DEEMED: Lapse<CourtState> = { brings: ['deemed-served'], tells: [['deemed-served', 'office']] };
const deemed = { 'service-publication': DEEMED, 'service-publication-collective': DEEMED };

const settle: Move<CourtState> = {
  to: 'settled',
  by: ['liaison'],
  brings: ['claims-agreed', 'perform-decision'],
  source: `${CODE} 第一百条`,
};
const withdraw: Move<CourtState> = {
  to: 'withdrawn',
  by: ['applicant', 'liaison'],
  brings: ['award-stands'],
  source: `${CODE} 第一百四十八条`,
};

export const court = procedure<CourtState, 'court'>({
  id: 'court',
  name: { zh: '诉讼', en: 'Court' },
  voluntary: false,
  opening: {
    command: 'fileSuit',
    by: ['either-party', 'liaison'],
    guards: ['suit-unlocked', 'not-running-already'],
    meets: ['suit-non-final-award', 'suit-final-award-worker', 'suit-after-setaside', 'suit-after-non-enforcement'],
    brings: ['limitation-exercised'],
    level: 'court',
    source: '劳动争议调解仲裁法 第五条',
  },
  initial: 'filed',
  states: {
    filed: {
      name: { zh: '已起诉,待立案', en: 'Suit filed' },
      waitsFor: 'liaison',
      clocks: ['court-filing'],
      on: {
        registerSuit: { to: 'registered', by: ['liaison'], meets: ['court-filing'], source: `${CODE} 第一百二十六条` },
        reject: {
          to: 'rejected',
          by: ['liaison'],
          guards: ['reason-given'],
          meets: ['court-filing'],
          brings: ['award-stands'],
          source: `${CODE} 第一百二十六条`,
        },
        settle,
        withdraw,
      },
    },
    registered: {
      name: { zh: '一审', en: 'First instance' },
      waitsFor: 'liaison',
      clocks: ['first-instance', 'court-serve'],
      on: {
        serveApplication: {
          to: 'same',
          by: ['liaison'],
          starts: ['court-defence'],
          source: `${CODE} 第一百二十八条`,
        },
        publishNotice: publish,
        attemptService,
        submitDefence: {
          to: 'same',
          by: ['respondent', 'liaison'],
          meets: ['court-defence'],
          source: `${CODE} 第一百二十八条`,
        },
        judge: {
          to: 'judged',
          by: ['liaison'],
          meets: ['first-instance'],
          ends: ['court-serve', 'court-defence', 'service-publication', 'service-publication-collective'],
          brings: ['claims-decided'],
          source: `${CODE} 第一百五十五条`,
        },
        settle,
        withdraw,
      },
      lapse: deemed,
    },
    judged: {
      name: { zh: '一审已判', en: 'Judged' },
      waitsFor: 'liaison',
      on: {
        serveJudgment: { to: 'same', by: ['liaison'], source: `${CODE} 第一百七十一条` },
        publishNotice: publish,
        attemptService,
        appeal: {
          to: 'appealed',
          by: ['either-party', 'liaison'],
          guards: ['appeal-in-time'],
          meets: ['appeal'],
          source: `${CODE} 第一百七十一条`,
        },
      },
      lapse: {
        ...deemed,
        appeal: {
          to: 'effective',
          when: 'no-other-right-running',
          brings: ['perform-decision'],
          tells: [['judgment-effective', 'both']],
        },
      },
    },
    appealed: {
      name: { zh: '二审', en: 'Second instance' },
      waitsFor: 'liaison',
      clocks: ['second-instance'],
      on: {
        judgeAppeal: {
          to: 'final',
          by: ['liaison'],
          meets: ['second-instance'],
          brings: ['claims-decided', 'perform-decision'],
          tells: [['judgment-effective', 'both']],
          source: `${CODE} 第一百八十二条`,
        },
        settle,
        withdraw: { ...withdraw, to: 'effective', brings: ['perform-decision'] },
      },
    },
    final: { name: { zh: '终审判决', en: 'Final judgment' }, waitsFor: null, ending: 'decided' },
    effective: { name: { zh: '判决生效', en: 'Judgment effective' }, waitsFor: null, ending: 'decided' },
    settled: { name: { zh: '法院调解结案', en: 'Settled in court' }, waitsFor: null, ending: 'settled' },
    withdrawn: { name: { zh: '撤诉', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
    rejected: { name: { zh: '不予立案', en: 'Not registered' }, waitsFor: null, ending: 'ended' },
  },
});

export const setAside = procedure({
  id: 'set-aside',
  name: { zh: '申请撤销裁决', en: 'Setting aside' },
  voluntary: false,
  opening: {
    command: 'applyForSetAside',
    by: ['employer', 'liaison'],
    guards: ['not-running-already', 'set-aside-open'],
    meets: ['setaside-final-award-employer', 'setaside-after-worker-suit-ends', 'setaside-after-wrong-court'],
    brings: ['award-unawaited'],
    level: 'court',
    source: '劳动争议调解仲裁法 第四十九条',
  },
  initial: 'filed',
  // 解释一 第二十一条: when the worker sues over the same award, the application is not taken or is dismissed.
  overtakenBy: { fileSuit: { filed: 'rejected' } },
  states: {
    filed: {
      name: { zh: '申请撤销', en: 'Filed' },
      waitsFor: 'liaison',
      on: {
        grant: {
          to: 'granted',
          by: ['liaison'],
          brings: ['award-falls', 'offer-next-steps'],
          tells: [['award-set-aside', 'both']],
          source: '劳动争议调解仲裁法 第四十九条第三款',
        },
        reject: { to: 'rejected', by: ['liaison'], guards: ['reason-given'], source: '劳动争议调解仲裁法 第四十九条' },
        withdraw: { to: 'withdrawn', by: ['applicant', 'liaison'], source: '劳动争议调解仲裁法 第四十九条' },
      },
    },
    granted: { name: { zh: '裁决被撤销', en: 'Award set aside' }, waitsFor: null, ending: 'decided' },
    rejected: { name: { zh: '驳回', en: 'Rejected' }, waitsFor: null, ending: 'ended' },
    withdrawn: { name: { zh: '撤回', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
  },
});

export const enforcement = procedure({
  id: 'enforcement',
  name: { zh: '强制执行', en: 'Enforcement' },
  voluntary: false,
  opening: {
    command: 'applyForEnforcement',
    by: ['worker', 'employer', 'liaison'],
    guards: ['not-running-already', 'enforceable'],
    meets: ['enforcement-application'],
    level: 'court',
    source: '劳动争议调解仲裁法 第五十一条',
  },
  initial: 'applied',
  states: {
    applied: {
      name: { zh: '执行中', en: 'In enforcement' },
      waitsFor: 'liaison',
      on: {
        confirmPayment: {
          to: 'same',
          by: ['worker', 'liaison'],
          brings: ['claims-performed'],
          source: `${CODE} 第二百五十条`,
        },
        endEnforcement: {
          to: 'ended',
          by: ['liaison'],
          guards: ['reason-given'],
          brings: ['enforcement-anew'],
          source: `${CODE} 第二百六十八条`,
        },
        withdraw: {
          to: 'withdrawn',
          by: ['applicant'],
          brings: ['enforcement-anew'],
          source: `${CODE} 第二百六十八条`,
        },
      },
    },
    performed: { name: { zh: '执行完毕', en: 'Enforced' }, waitsFor: null, ending: 'performed' },
    ended: { name: { zh: '终结执行', en: 'Ended' }, waitsFor: null, ending: 'ended' },
    withdrawn: { name: { zh: '撤回', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
  },
});
