// 仲裁: from filing until the last claim is decided (调解仲裁法 第五条, 第二十七条 to 第五十一条; 办案规则). Free of charge (第五十三条).
// Either party may file from every open state of a case; a running voluntary procedure then ends by choice.
import { attemptService, postNotice, publishNotice } from './award.ts';
import { type Lapse, type Move, procedure, type StateRule } from './procedure.ts';

const RULES = '劳动人事争议仲裁办案规则';
const STATUTE = '劳动争议调解仲裁法';

type State =
  | 'filed'
  | 'correcting'
  | 'deferred'
  | 'accepted'
  | 'delegated'
  | 'suspended'
  | 'awarded'
  | 'rejected'
  | 'withdrawn'
  | 'settled'
  | 'deemedWithdrawn'
  | 'revoked'
  | 'terminated'
  | 'sued';

const withdraw: Move<State> = {
  to: 'withdrawn',
  by: ['applicant'],
  brings: ['restart-limitation', 'offer-next-steps'],
  tells: [['arbitration-withdrawn', 'both']],
  source: `${RULES} 第三十五条`,
};

/** Settled on the way: the parties reconcile, or the tribunal mediates (仲裁调解书, effective when both sign for it). */
const settle: Move<State> = {
  to: 'settled',
  by: ['body'],
  meets: ['arbitration-award', 'arbitration-simple', 'wage-fast-track'],
  brings: ['claims-agreed', 'perform-decision'],
  tells: [['arbitration-statement', 'both']],
  source: `${STATUTE} 第四十二条`,
};

const terminate: Move<State> = {
  to: 'terminated',
  by: ['director'],
  guards: ['reason-given'],
  brings: ['restart-limitation', 'offer-next-steps'],
  tells: [['arbitration-terminated', 'both']],
  source: `${RULES} 第四十八条`,
};

/** 第二十九条: silence opens the suit; the commission still owes its decision. */
const late: Lapse<State> = { brings: ['unlock-suit', 'offer-next-steps'], tells: [['acceptance-late', 'both']] };
const DEEMED: Lapse<State> = { brings: ['deemed-served'], tells: [['deemed-served', 'office']] };

/** What runs on from `accepted` may end in each state that the proceeding then is in. */
const lapses: StateRule<State>['lapse'] = {
  'arbitration-award': { brings: ['unlock-suit', 'offer-next-steps'], tells: [['award-late', 'both']] },
  'arbitration-defence': { tells: [['defence-period-over', 'office']] },
  'service-posted': DEEMED,
  'service-publication': DEEMED,
  'service-publication-collective': DEEMED,
};

const accepted: StateRule<State> = {
  name: { zh: '已受理,审理中', en: 'Accepted' },
  waitsFor: 'body',
  clocks: [
    'arbitration-award',
    'arbitration-simple',
    'arbitration-serve-application',
    'arbitration-tribunal-notice',
    'arbitration-collective-one-time-notice',
    'wage-fast-track',
  ],
  on: {
    serveApplication: {
      to: 'same',
      by: ['body'],
      starts: ['arbitration-defence'],
      tells: [['application-served', 'respondent']],
      source: `${STATUTE} 第三十条第一款`,
    },
    formTribunal: {
      to: 'same',
      by: ['body'],
      meets: ['arbitration-tribunal-notice'],
      tells: [['tribunal-formed', 'both']],
      source: `${STATUTE} 第三十二条`,
    },
    submitDefence: {
      to: 'same',
      by: ['respondent'],
      meets: ['arbitration-defence'],
      starts: ['arbitration-serve-defence'],
      source: `${STATUTE} 第三十条第二款`,
    },
    serveDefence: {
      to: 'same',
      by: ['body'],
      meets: ['arbitration-serve-defence'],
      source: `${STATUTE} 第三十条第二款`,
    },
    objectJurisdiction: {
      to: 'same',
      by: ['respondent'],
      guards: ['in-defence-period'],
      tells: [['jurisdiction-objected', 'office']],
      source: `${RULES} 第十条`,
    },
    counterclaim: {
      to: 'same',
      by: ['respondent'],
      guards: ['in-defence-period'],
      starts: ['arbitration-counterclaim-decision'],
      tells: [['counterclaim-made', 'office']],
      source: `${RULES} 第三十六条`,
    },
    decideCounterclaim: {
      to: 'same',
      by: ['body'],
      guards: ['counterclaim-pending'],
      meets: ['arbitration-counterclaim-decision'],
      brings: ['reset-award-clock'],
      tells: [['counterclaim-decided', 'both']],
      source: `${RULES} 第四十六条第四项`,
    },
    joinParty: { to: 'same', by: ['body'], brings: ['reset-award-clock'], source: `${RULES} 第四十六条第一项` },
    addClaim: { to: 'same', by: ['body'], brings: ['reset-award-clock'], source: `${RULES} 第四十六条第三项` },
    changeClaims: { to: 'same', by: ['body'], brings: ['reset-award-clock'], source: `${RULES} 第四十六条第三项` },
    transferCase: {
      to: 'same',
      by: ['director'],
      guards: ['reason-given'],
      brings: ['reset-award-clock'],
      tells: [['case-transferred', 'both']],
      source: `${RULES} 第四十六条第五项`,
    },
    scheduleHearing: {
      to: 'same',
      by: ['body'],
      guards: ['hearing-in-reach'],
      starts: ['arbitration-hearing-notice', 'arbitration-postponement-request'],
      source: `${STATUTE} 第三十五条`,
    },
    giveHearingNotice: {
      to: 'same',
      by: ['body'],
      guards: ['notice-in-time'],
      meets: ['arbitration-hearing-notice', 'arbitration-collective-one-time-notice'],
      tells: [['hearing-notice', 'both']],
      source: `${STATUTE} 第三十五条`,
    },
    requestPostponement: {
      to: 'same',
      by: ['either-party'],
      guards: ['reason-given', 'before-hearing', 'postponement-in-time'],
      meets: ['arbitration-postponement-request'],
      tells: [['postponement-asked', 'office']],
      source: `${STATUTE} 第三十五条`,
    },
    holdHearing: { to: 'same', by: ['body'], source: `${STATUTE} 第三十八条` },
    delegateMediation: {
      to: 'delegated',
      by: ['body'],
      guards: ['not-heard-yet'],
      starts: ['arbitration-delegated-mediation'],
      source: `${RULES} 第七十条`,
    },
    convertToOrdinary: {
      to: 'same',
      by: ['body'],
      guards: ['reason-given'],
      ends: ['arbitration-simple'],
      source: `${RULES} 第六十一条`,
    },
    suspend: {
      to: 'suspended',
      by: ['director'],
      guards: ['reason-given'],
      tells: [['arbitration-suspended', 'both']],
      source: `${RULES} 第四十七条`,
    },
    settle,
    withdraw,
    applicantAbsent: {
      to: 'deemedWithdrawn',
      by: ['body'],
      guards: ['hearing-notified', 'reason-given'],
      brings: ['restart-limitation', 'offer-next-steps'],
      tells: [['deemed-withdrawn', 'both']],
      source: `${STATUTE} 第三十六条第一款`,
    },
    respondentAbsent: {
      to: 'same',
      by: ['body'],
      guards: ['hearing-notified'],
      source: `${STATUTE} 第三十六条第二款`,
    },
    publishNotice,
    postNotice,
    attemptService,
    revokeCase: {
      to: 'revoked',
      by: ['director'],
      guards: ['reason-given'],
      brings: ['unlock-suit', 'restart-limitation', 'offer-next-steps'],
      tells: [['case-revoked', 'both']],
      source: `${RULES} 第三十二条`,
    },
    terminate,
    /** On all open claims or on part of them (先行裁决); with the last of them decided it has done its work. */
    award: {
      to: 'same',
      by: ['body'],
      guards: ['application-served'],
      brings: ['award-made'],
      tells: [['award-made', 'both']],
      source: `${STATUTE} 第四十三条、第四十六条`,
    },
  },
  lapse: lapses,
};

export const arbitration = procedure<State, 'arbitration'>({
  id: 'arbitration',
  name: { zh: '仲裁', en: 'Arbitration' },
  voluntary: false,
  opening: {
    command: 'applyForArbitration',
    by: ['either-party'],
    guards: ['not-running-already'],
    brings: ['limitation-exercised'],
    tells: [['arbitration-filed', 'office']],
    level: 'arbitration',
    source: `${STATUTE} 第五条`,
  },
  initial: 'filed',
  overtakenBy: {
    fileSuit: {
      filed: 'sued',
      correcting: 'sued',
      deferred: 'sued',
      accepted: 'sued',
      delegated: 'sued',
      suspended: 'sued',
    },
  },
  states: {
    filed: {
      name: { zh: '已申请,待受理', en: 'Filed' },
      waitsFor: 'body',
      clocks: ['arbitration-acceptance', 'arbitration-collective-acceptance'],
      on: {
        requireCorrection: {
          to: 'correcting',
          by: ['body'],
          guards: ['reason-given', 'corrected-once'],
          ends: ['arbitration-acceptance', 'arbitration-collective-acceptance'],
          tells: [['correction-required', 'applicant']],
          source: `${RULES} 第二十九条`,
        },
        adviseMediation: {
          to: 'deferred',
          by: ['body'],
          guards: ['respondent-consented'],
          ends: ['arbitration-acceptance', 'arbitration-collective-acceptance'],
          tells: [['mediation-advised', 'both']],
          source: `${RULES} 第六十九条`,
        },
        consent: { to: 'same', by: ['respondent'], source: `${RULES} 第六十九条` },
        acceptCase: {
          to: 'accepted',
          by: ['body'],
          meets: ['arbitration-acceptance', 'arbitration-collective-acceptance'],
          tells: [['arbitration-accepted', 'both']],
          source: `${STATUTE} 第二十九条`,
        },
        declineCase: {
          to: 'rejected',
          by: ['body'],
          guards: ['reason-given'],
          meets: ['arbitration-acceptance', 'arbitration-collective-acceptance'],
          brings: ['unlock-suit', 'restart-limitation', 'offer-next-steps'],
          tells: [['arbitration-not-accepted', 'applicant']],
          source: `${STATUTE} 第二十九条`,
        },
        settle,
        withdraw,
      },
      lapse: { 'arbitration-acceptance': late, 'arbitration-collective-acceptance': late },
    },
    correcting: {
      name: { zh: '待补正', en: 'Papers to be corrected' },
      waitsFor: 'applicant',
      on: {
        submitCorrection: { to: 'filed', by: ['applicant'], source: `${RULES} 第四十六条第二项` },
        withdraw,
      },
    },
    deferred: {
      name: { zh: '暂缓受理,先行调解', en: 'Deferred for mediation' },
      waitsFor: 'body',
      on: {
        settle,
        endDeferral: { to: 'filed', by: ['body', 'either-party'], source: `${RULES} 第六十九条` },
        withdraw,
      },
    },
    accepted,
    delegated: {
      name: { zh: '委托调解', en: 'Delegated mediation' },
      waitsFor: 'body',
      on: {
        settle: { ...settle, meets: ['arbitration-award', 'arbitration-simple', 'arbitration-delegated-mediation'] },
        endDelegation: {
          to: 'accepted',
          by: ['body', 'either-party'],
          meets: ['arbitration-delegated-mediation'],
          source: `${RULES} 第七十条`,
        },
        withdraw,
      },
      lapse: {
        'arbitration-delegated-mediation': { to: 'accepted', tells: [['delegation-over', 'office']] },
        ...lapses,
      },
    },
    suspended: {
      name: { zh: '中止', en: 'Suspended' },
      waitsFor: 'body',
      on: {
        resume: {
          to: 'accepted',
          by: ['body'],
          tells: [['arbitration-resumed', 'both']],
          source: `${RULES} 第四十七条`,
        },
        settle,
        withdraw,
        terminate,
      },
      lapse: lapses,
    },
    awarded: { name: { zh: '已裁决结案', en: 'Decided' }, waitsFor: null, ending: 'decided' },
    rejected: { name: { zh: '不予受理', en: 'Not accepted' }, waitsFor: null, ending: 'ended' },
    withdrawn: { name: { zh: '撤回申请', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
    settled: { name: { zh: '调解或和解结案', en: 'Settled' }, waitsFor: null, ending: 'settled' },
    deemedWithdrawn: {
      name: { zh: '按撤回申请处理', en: 'Treated as withdrawn' },
      waitsFor: null,
      ending: 'withdrawn',
    },
    revoked: { name: { zh: '撤销案件', en: 'Revoked' }, waitsFor: null, ending: 'ended' },
    terminated: { name: { zh: '终结', en: 'Terminated' }, waitsFor: null, ending: 'ended' },
    sued: { name: { zh: '已转入诉讼', en: 'Taken to court' }, waitsFor: null, ending: 'ended' },
  },
});
