// 信访: registered without condition, then sorted by 信访工作条例 第三十一条. What belongs to arbitration, a court or
// another procedure is routed there; only 第三十一条第六项 matters are handled. The parallel line: it stops no clock.
import { procedure } from './procedure.ts';

const LAW = '信访工作条例';

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
      clocks: ['petition-direct-notice'],
      on: {
        routeOut: {
          to: 'routedOut',
          by: ['body'],
          guards: ['reason-given'],
          meets: ['petition-direct-notice'],
          brings: ['offer-next-steps'],
          tells: [['petition-routed', 'applicant']],
          source: `${LAW} 第三十一条`,
        },
        acceptCase: {
          to: 'handling',
          by: ['body'],
          meets: ['petition-direct-notice'],
          tells: [['petition-accepted', 'applicant']],
          source: `${LAW} 第三十一条第六项`,
        },
        clear: {
          to: 'cleared',
          by: ['body'],
          meets: ['petition-direct-notice'],
          brings: ['claims-agreed', 'perform-agreement'],
          source: `${LAW} 第三十三条`,
        },
        withdraw: { to: 'withdrawn', by: ['applicant'], source: `${LAW} 第十九条` },
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
          tells: [['petition-opinion', 'applicant']],
          source: `${LAW} 第三十二条`,
        },
        clear: {
          to: 'cleared',
          by: ['body'],
          meets: ['petition-handling'],
          brings: ['claims-agreed', 'perform-agreement'],
          source: `${LAW} 第三十三条`,
        },
        withdraw: { to: 'withdrawn', by: ['applicant'], source: `${LAW} 第十九条` },
      },
    },
    opinion: {
      name: { zh: '已答复', en: 'Opinion given' },
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
        clear: {
          to: 'cleared',
          by: ['body'],
          brings: ['claims-agreed', 'perform-agreement'],
          source: `${LAW} 第三十三条`,
        },
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
          guards: ['reason-given'],
          meets: ['petition-review-opinion'],
          tells: [['petition-review-opinion', 'applicant']],
          source: `${LAW} 第三十五条`,
        },
      },
    },
    reviewed: {
      name: { zh: '已复查', en: 'Reviewed' },
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
        clear: {
          to: 'cleared',
          by: ['body'],
          brings: ['claims-agreed', 'perform-agreement'],
          source: `${LAW} 第三十三条`,
        },
      },
      lapse: { 'petition-recheck-request': { to: 'ended', tells: [['petition-ended', 'applicant']] } },
    },
    recheck: {
      name: { zh: '复核中', en: 'In recheck' },
      waitsFor: 'body',
      clocks: ['petition-recheck-opinion'],
      on: {
        giveRecheckOpinion: {
          to: 'ended',
          by: ['body', 'liaison'],
          guards: ['reason-given'],
          meets: ['petition-recheck-opinion'],
          tells: [['petition-recheck-opinion', 'applicant']],
          source: `${LAW} 第三十六条`,
        },
      },
    },
    routedOut: { name: { zh: '已导入法定程序', en: 'Routed out' }, waitsFor: null, ending: 'ended' },
    cleared: { name: { zh: '已化解', en: 'Resolved' }, waitsFor: null, ending: 'settled' },
    ended: { name: { zh: '信访终结', en: 'Ended' }, waitsFor: null, ending: 'ended' },
    withdrawn: { name: { zh: '撤回', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
  },
});
