// 仲裁: from filing to an effective award (调解仲裁法 第五条, 第二十七条 to 第五十一条; 办案规则). Free of charge (第五十三条).
// Either party may file from every open state of a case; a running voluntary procedure then ends by choice.
import { type Move, procedure, type StateRule } from './procedure.ts';

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
  | 'effective'
  | 'contested'
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
  meets: ['arbitration-award'],
  brings: ['claims-agreed', 'perform-decision'],
  tells: [['arbitration-statement', 'both']],
  source: `${STATUTE} 第四十二条`,
};

const terminate: Move<State> = {
  to: 'terminated',
  by: ['director'],
  guards: ['reason-given'],
  brings: ['offer-next-steps'],
  tells: [['arbitration-terminated', 'both']],
  source: `${RULES} 第四十八条`,
};

const accepted: StateRule<State> = {
  name: { zh: '已受理,审理中', en: 'Accepted' },
  waitsFor: 'body',
  clocks: ['arbitration-award', 'arbitration-serve-application', 'arbitration-tribunal-notice', 'wage-fast-track'],
  on: {
    serveApplication: {
      to: 'same',
      by: ['body'],
      meets: ['arbitration-serve-application'],
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
      meets: ['arbitration-counterclaim-decision'],
      brings: ['reset-award-clock'],
      tells: [['counterclaim-decided', 'both']],
      source: `${RULES} 第四十六条第四项`,
    },
    joinParty: { to: 'same', by: ['body'], brings: ['reset-award-clock'], source: `${RULES} 第四十六条第一项` },
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
      meets: ['arbitration-hearing-notice'],
      tells: [['hearing-notice', 'both']],
      source: `${STATUTE} 第三十五条`,
    },
    requestPostponement: {
      to: 'same',
      by: ['either-party'],
      guards: ['reason-given', 'before-hearing'],
      meets: ['arbitration-postponement-request'],
      tells: [['postponement-asked', 'office']],
      source: `${STATUTE} 第三十五条`,
    },
    holdHearing: { to: 'same', by: ['body'], source: `${STATUTE} 第三十八条` },
    delegateMediation: { to: 'delegated', by: ['body'], source: `${RULES} 第七十条` },
    convertToOrdinary: { to: 'same', by: ['body'], guards: ['reason-given'], source: `${RULES} 第六十一条` },
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
      guards: ['hearing-notified'],
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
    publishNotice: {
      to: 'same',
      by: ['body'],
      guards: ['reason-given'],
      starts: ['service-publication'],
      source: `${RULES} 第二十条`,
    },
    revokeCase: {
      to: 'revoked',
      by: ['director'],
      guards: ['reason-given'],
      brings: ['unlock-suit', 'offer-next-steps'],
      tells: [['case-revoked', 'both']],
      source: `${RULES} 第三十二条`,
    },
    terminate,
    award: {
      to: 'awarded',
      by: ['body'],
      meets: ['arbitration-award', 'wage-fast-track'],
      brings: ['claims-decided'],
      tells: [['award-made', 'both']],
      source: `${STATUTE} 第四十六条`,
    },
  },
  lapse: {
    'arbitration-award': { brings: ['unlock-suit'], tells: [['award-late', 'both']] },
    'arbitration-defence': { tells: [['defence-period-over', 'office']] },
    'service-publication': { brings: ['deemed-served'] },
  },
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
  overtakenBy: { fileSuit: { filed: 'sued', accepted: 'sued', delegated: 'sued', awarded: 'contested' } },
  states: {
    filed: {
      name: { zh: '已申请,待受理', en: 'Filed' },
      waitsFor: 'body',
      clocks: ['arbitration-acceptance'],
      on: {
        requireCorrection: {
          to: 'correcting',
          by: ['body'],
          guards: ['reason-given'],
          ends: ['arbitration-acceptance'],
          tells: [['correction-required', 'applicant']],
          source: `${RULES} 第二十九条`,
        },
        adviseMediation: {
          to: 'deferred',
          by: ['body'],
          guards: ['respondent-consented'],
          ends: ['arbitration-acceptance'],
          tells: [['mediation-advised', 'both']],
          source: `${RULES} 第六十九条`,
        },
        consent: { to: 'same', by: ['respondent'], source: `${RULES} 第六十九条` },
        acceptCase: {
          to: 'accepted',
          by: ['body'],
          meets: ['arbitration-acceptance'],
          tells: [['arbitration-accepted', 'both']],
          source: `${STATUTE} 第二十九条`,
        },
        declineCase: {
          to: 'rejected',
          by: ['body'],
          guards: ['reason-given'],
          meets: ['arbitration-acceptance'],
          brings: ['unlock-suit', 'restart-limitation', 'offer-next-steps'],
          tells: [['arbitration-not-accepted', 'applicant']],
          source: `${STATUTE} 第二十九条`,
        },
        settle,
        withdraw,
      },
      lapse: { 'arbitration-acceptance': { brings: ['unlock-suit'], tells: [['acceptance-late', 'both']] } },
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
      clocks: ['arbitration-delegated-mediation'],
      on: {
        settle: { ...settle, meets: ['arbitration-award', 'arbitration-delegated-mediation'] },
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
        'arbitration-award': { brings: ['unlock-suit'], tells: [['award-late', 'both']] },
        'arbitration-defence': { tells: [['defence-period-over', 'office']] },
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
      lapse: { 'arbitration-defence': { tells: [['defence-period-over', 'office']] } },
    },
    awarded: {
      name: { zh: '已裁决', en: 'Award made' },
      waitsFor: 'body',
      on: {
        serveAward: { to: 'same', by: ['body'], tells: [['award-served', 'both']], source: `${STATUTE} 第四十六条` },
      },
      lapse: {
        'suit-non-final-award': {
          to: 'effective',
          when: 'no-other-right-running',
          brings: ['perform-decision'],
          tells: [['award-effective', 'both']],
        },
        'suit-final-award-worker': {
          to: 'effective',
          when: 'no-other-right-running',
          brings: ['perform-decision'],
          tells: [['award-effective', 'both']],
        },
        'setaside-final-award-employer': {
          to: 'effective',
          when: 'no-other-right-running',
          brings: ['perform-decision'],
          tells: [['award-effective', 'both']],
        },
      },
    },
    rejected: { name: { zh: '不予受理', en: 'Not accepted' }, waitsFor: null, ending: 'ended' },
    withdrawn: { name: { zh: '撤回申请', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
    settled: { name: { zh: '调解或和解结案', en: 'Settled' }, waitsFor: null, ending: 'settled' },
    deemedWithdrawn: {
      name: { zh: '按撤回申请处理', en: 'Treated as withdrawn' },
      waitsFor: null,
      ending: 'withdrawn',
    },
    effective: { name: { zh: '裁决生效', en: 'Award effective' }, waitsFor: null, ending: 'decided' },
    contested: { name: { zh: '已起诉,裁决不生效', en: 'Contested in court' }, waitsFor: null, ending: 'ended' },
    revoked: { name: { zh: '撤销案件', en: 'Revoked' }, waitsFor: null, ending: 'ended' },
    terminated: { name: { zh: '终结', en: 'Terminated' }, waitsFor: null, ending: 'ended' },
    sued: { name: { zh: '逾期未决,已起诉', en: 'Taken to court for delay' }, waitsFor: null, ending: 'ended' },
  },
});
