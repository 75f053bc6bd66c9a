// 信访: registered without condition, then sorted by 信访工作条例 第三十一条. What belongs to arbitration, a court or
// another procedure is routed there; only 第三十一条第六项 matters are handled, reviewed and rechecked. The parallel line:
// it stops no clock of any other.
import type { ClockId } from '../rulebook/rulebook.ts';
import { attemptService as failed } from './award.ts';
import { type Move, procedure } from './procedure.ts';

const LAW = '信访工作条例';

/** Duties towards a petition that was received; what is decided on it fulfils them all. */
const RECEIPT = [
  'petition-direct-notice',
  'petition-office-routing',
  'petition-transferred-notice',
  'petition-simple-acceptance',
  'petition-simple-forwarding',
] as const satisfies readonly ClockId[];
const OBJECTION = ['petition-transfer-objection'] as const satisfies readonly ClockId[];

const cleared = (meets: readonly ClockId[] = []) =>
  ({
    to: 'cleared',
    by: ['body'],
    guards: ['cleared-properly'],
    meets,
    brings: ['claims-agreed', 'perform-agreement', 'return-visits'],
    source: `${LAW} 第三十三条`,
  }) as const satisfies Move;
const withdrawn = { to: 'withdrawn', by: ['applicant'], source: `${LAW} 第十九条` } as const satisfies Move;

const attemptService = { ...failed, source: `${LAW} 第三十二条` } as const satisfies Move;

/** What whoever holds a petition that is not accepted yet may do with it. */
const received = {
  sortPetition: {
    to: 'same',
    by: ['body'],
    meets: ['petition-direct-notice', 'petition-transferred-notice'],
    tells: [['petition-programme', 'applicant']],
    source: `${LAW} 第三十一条`,
  },
  routeOut: {
    to: 'routedOut',
    by: ['body'],
    guards: ['reason-given', 'sorted-elsewhere'],
    meets: RECEIPT,
    brings: ['offer-next-steps'],
    tells: [['petition-routed', 'applicant']],
    source: `${LAW} 第三十一条`,
  },
  acceptCase: {
    to: 'handling',
    by: ['body'],
    guards: ['sorted-here', 'no-same-petition'],
    meets: RECEIPT,
    tells: [['petition-accepted', 'applicant']],
    source: `${LAW} 第三十一条第六项`,
  },
  acceptSimply: {
    to: 'simpleHandling',
    by: ['body'],
    guards: ['sorted-here', 'no-same-petition', 'simple-allowed'],
    meets: RECEIPT,
    tells: [['petition-accepted', 'applicant']],
    source: '设计 信访事项简易办理办法',
  },
  declineCase: {
    to: 'declined',
    by: ['body'],
    guards: ['reason-given', 'declinable'],
    meets: RECEIPT,
    tells: [['petition-declined', 'applicant']],
    source: `${LAW} 第十九条第三款、第三十六条第三款`,
  },
  openCare: {
    to: 'care',
    by: ['body'],
    guards: ['levels-ended'],
    meets: RECEIPT,
    ends: OBJECTION,
    tells: [['petition-final', 'applicant']],
    source: `${LAW} 第三十六条第三款、第三十七条第三款`,
  },
  forwardPetition: {
    to: 'forwarded',
    by: ['body'],
    guards: ['transfers-left'],
    meets: RECEIPT,
    ends: OBJECTION,
    starts: ['petition-transferred-notice', 'petition-transfer-objection'],
    tells: [['petition-forwarded', 'applicant']],
    source: `${LAW} 第二十二条`,
  },
  referToSuperior: {
    to: 'superior',
    by: ['body'],
    guards: ['reason-given'],
    source: `${LAW} 第二十四条`,
  },
  clear: cleared(RECEIPT),
  withdraw: withdrawn,
} as const;

export const petition = procedure({
  id: 'petition',
  name: { zh: '信访', en: 'Petition' },
  voluntary: false,
  opening: {
    command: 'registerPetition',
    by: ['either-party', 'liaison'],
    level: 'petition',
    brings: ['restart-limitation'],
    tells: [['petition-registered', 'office']],
    source: `${LAW} 第二十二条`,
  },
  initial: 'registered',
  states: {
    registered: {
      name: { zh: '已登记,待甄别', en: 'Registered' },
      waitsFor: 'body',
      clocks: RECEIPT,
      on: received,
    },
    forwarded: {
      name: { zh: '已转送、交办', en: 'Forwarded' },
      waitsFor: 'body',
      on: {
        ...received,
        contestJurisdiction: {
          to: 'contested',
          by: ['body'],
          guards: ['may-contest', 'reason-given'],
          meets: OBJECTION,
          starts: ['petition-contest-answer'],
          source: `${LAW} 第二十三条第三款`,
        },
        takeOn: {
          to: 'registered',
          by: ['body'],
          meets: OBJECTION,
          source: `${LAW} 第二十三条第三款`,
        },
      },
      lapse: { 'petition-transfer-objection': { to: 'superior', tells: [['petition-undecided', 'office']] } },
    },
    contested: {
      name: { zh: '管辖异议,待转送单位答复', en: 'Jurisdiction contested' },
      waitsFor: 'sender',
      on: {
        takeBack: {
          to: 'registered',
          by: ['sender'],
          meets: ['petition-contest-answer'],
          source: `${LAW} 第二十三条第三款`,
        },
        refuseReturn: {
          to: 'superior',
          by: ['sender'],
          guards: ['reason-given'],
          meets: ['petition-contest-answer'],
          source: `${LAW} 第二十四条`,
        },
        withdraw: withdrawn,
      },
      lapse: { 'petition-contest-answer': { to: 'superior', tells: [['petition-undecided', 'office']] } },
    },
    superior: {
      name: { zh: '待共同上级机关决定', en: 'With the common superior' },
      waitsFor: 'superior',
      clocks: ['petition-jurisdiction-decision'],
      on: {
        decideJurisdiction: {
          to: 'registered',
          by: ['superior'],
          guards: ['reason-given'],
          meets: ['petition-jurisdiction-decision'],
          ends: ['petition-transferred-notice'],
          starts: ['petition-transferred-notice'],
          tells: [['petition-forwarded', 'applicant']],
          source: `${LAW} 第二十四条`,
        },
        withdraw: withdrawn,
      },
    },
    handling: {
      name: { zh: '办理中', en: 'Handling' },
      waitsFor: 'body',
      clocks: ['petition-handling'],
      on: {
        giveOpinion: {
          to: 'opinion',
          by: ['body'],
          guards: ['reason-given'],
          meets: ['petition-handling'],
          source: `${LAW} 第三十二条`,
        },
        clear: cleared(['petition-handling']),
        withdraw: withdrawn,
      },
    },
    simpleHandling: {
      name: { zh: '简易办理中', en: 'Simple handling' },
      waitsFor: 'body',
      clocks: ['petition-simple-opinion'],
      on: {
        giveOpinion: {
          to: 'opinion',
          by: ['body'],
          guards: ['reason-given'],
          meets: ['petition-simple-opinion'],
          source: '设计 信访事项简易办理办法',
        },
        convertToOrdinary: {
          to: 'handling',
          by: ['body'],
          guards: ['reason-given'],
          ends: ['petition-simple-opinion'],
          source: '设计 信访事项简易办理办法',
        },
        clear: cleared(['petition-simple-opinion']),
        withdraw: withdrawn,
      },
    },
    opinion: {
      name: { zh: '已出具处理意见', en: 'Opinion given' },
      waitsFor: 'body',
      on: {
        serveDecision: {
          to: 'answered',
          by: ['body'],
          tells: [['petition-opinion', 'applicant']],
          source: `${LAW} 第三十二条`,
        },
        attemptService,
        clear: cleared(),
      },
    },
    answered: {
      name: { zh: '处理意见已送达', en: 'Opinion served' },
      waitsFor: 'applicant',
      clocks: ['petition-review-request'],
      on: {
        requestReview: {
          to: 'review',
          by: ['applicant'],
          meets: ['petition-review-request'],
          tells: [['petition-review-asked', 'office']],
          source: `${LAW} 第三十五条`,
        },
        clear: cleared(),
      },
      lapse: { 'petition-review-request': { to: 'ended', tells: [['petition-ended', 'applicant']] } },
    },
    review: {
      name: { zh: '复查中', en: 'In review' },
      waitsFor: 'body',
      clocks: ['petition-review-opinion'],
      on: {
        giveReviewOpinion: {
          to: 'reviewed',
          by: ['body', 'liaison'],
          guards: ['reason-given', 'from-above', 'authority-named'],
          meets: ['petition-review-opinion'],
          source: `${LAW} 第三十五条`,
        },
      },
    },
    reviewed: {
      name: { zh: '已出具复查意见', en: 'Reviewed' },
      waitsFor: 'body',
      on: {
        serveDecision: {
          to: 'reviewAnswered',
          by: ['body', 'liaison'],
          tells: [['petition-review-opinion', 'applicant']],
          source: `${LAW} 第三十五条`,
        },
        attemptService,
      },
    },
    reviewAnswered: {
      name: { zh: '复查意见已送达', en: 'Review opinion served' },
      waitsFor: 'applicant',
      clocks: ['petition-recheck-request'],
      on: {
        requestRecheck: {
          to: 'recheck',
          by: ['applicant'],
          meets: ['petition-recheck-request'],
          tells: [['petition-recheck-asked', 'office']],
          source: `${LAW} 第三十六条`,
        },
        clear: cleared(),
      },
      lapse: { 'petition-recheck-request': { to: 'ended', tells: [['petition-ended', 'applicant']] } },
    },
    recheck: {
      name: { zh: '复核中', en: 'In recheck' },
      waitsFor: 'body',
      clocks: ['petition-recheck-opinion'],
      on: {
        beginHearing: { to: 'same', by: ['body', 'liaison'], guards: ['from-above'], source: `${LAW} 第三十六条` },
        endHearing: { to: 'same', by: ['body', 'liaison'], guards: ['from-above'], source: `${LAW} 第三十六条` },
        giveRecheckOpinion: {
          to: 'ended',
          by: ['body', 'liaison'],
          guards: ['reason-given', 'from-above', 'authority-named'],
          meets: ['petition-recheck-opinion'],
          tells: [['petition-recheck-opinion', 'applicant']],
          source: `${LAW} 第三十六条`,
        },
      },
    },
    // 第三十六条第三款、第三十七条第三款: the matter has ended; the duty to care for the person has not.
    care: {
      name: { zh: '已终结事项的关怀', en: 'Care after the end' },
      waitsFor: 'body',
      clocks: ['petition-care'],
      on: {
        endCare: {
          to: 'cared',
          by: ['body', 'liaison'],
          guards: ['reason-given'],
          meets: ['petition-care'],
          source: `${LAW} 第三十七条第三款`,
        },
        withdraw: withdrawn,
      },
    },
    routedOut: { name: { zh: '已导入法定程序', en: 'Routed out' }, waitsFor: null, ending: 'ended' },
    declined: { name: { zh: '不予受理', en: 'Not accepted' }, waitsFor: null, ending: 'refused' },
    cleared: { name: { zh: '已化解', en: 'Resolved' }, waitsFor: null, ending: 'settled' },
    ended: { name: { zh: '信访终结', en: 'Ended' }, waitsFor: null, ending: 'ended' },
    cared: { name: { zh: '已关怀', en: 'Cared for' }, waitsFor: null, ending: 'ended' },
    withdrawn: { name: { zh: '撤回', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
  },
});
