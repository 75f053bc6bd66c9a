// 协商: the parties talk to each other; a union or a third person may help (调解仲裁法 第四条).
import { procedure } from './procedure.ts';

export const negotiation = procedure({
  id: 'negotiation',
  name: { zh: '协商', en: 'Negotiation' },
  voluntary: true,
  opening: {
    command: 'requestNegotiation',
    by: ['either-party'],
    guards: ['not-running-already'],
    level: 'enterprise',
    tells: [['negotiation-requested', 'respondent']],
    source: '劳动争议调解仲裁法 第四条',
  },
  initial: 'requested',
  overtakenBy: {
    applyForMediation: { requested: 'left', talking: 'left' },
    applyForArbitration: { requested: 'left', talking: 'left' },
    fileSuit: { requested: 'left', talking: 'left' },
  },
  states: {
    requested: {
      name: { zh: '已要求协商', en: 'Requested' },
      waitsFor: 'respondent',
      clocks: ['negotiation-response'],
      on: {
        consent: {
          to: 'talking',
          by: ['respondent'],
          meets: ['negotiation-response'],
          source: '企业劳动争议协商调解规定 第十条',
        },
        refuse: {
          to: 'refused',
          by: ['respondent'],
          meets: ['negotiation-response'],
          brings: ['restart-limitation', 'offer-next-steps'],
          tells: [['negotiation-refused', 'applicant']],
          source: '企业劳动争议协商调解规定 第十条',
        },
        settle: {
          to: 'agreed',
          by: ['either-party', 'liaison'],
          meets: ['negotiation-response'],
          brings: ['claims-agreed', 'perform-agreement'],
          source: '企业劳动争议协商调解规定 第十一条',
        },
        leave: { to: 'left', by: ['either-party'], brings: ['offer-next-steps'], source: '劳动争议调解仲裁法 第五条' },
        withdraw: {
          to: 'withdrawn',
          by: ['applicant'],
          brings: ['offer-next-steps'],
          source: '企业劳动争议协商调解规定 第十条',
        },
      },
      lapse: {
        'negotiation-response': {
          to: 'lapsed',
          brings: ['restart-limitation', 'offer-next-steps'],
          tells: [['negotiation-unanswered', 'applicant']],
        },
      },
    },
    talking: {
      name: { zh: '协商中', en: 'Talking' },
      waitsFor: 'either-party',
      on: {
        agreePeriod: {
          to: 'same',
          by: ['either-party'],
          starts: ['negotiation-agreed-period'],
          source: '企业劳动争议协商调解规定 第十条',
        },
        agreeLonger: { to: 'same', by: ['either-party'], source: '企业劳动争议协商调解规定 第十条' },
        settle: {
          to: 'agreed',
          by: ['either-party', 'liaison'],
          brings: ['claims-agreed', 'perform-agreement'],
          source: '企业劳动争议协商调解规定 第十一条',
        },
        fail: {
          to: 'failed',
          by: ['either-party', 'liaison'],
          brings: ['restart-limitation', 'offer-next-steps'],
          source: '企业劳动争议协商调解规定 第十条',
        },
        leave: { to: 'left', by: ['either-party'], brings: ['offer-next-steps'], source: '劳动争议调解仲裁法 第五条' },
        withdraw: {
          to: 'withdrawn',
          by: ['applicant'],
          brings: ['offer-next-steps'],
          source: '企业劳动争议协商调解规定 第十条',
        },
      },
      lapse: {
        'negotiation-agreed-period': {
          to: 'failed',
          brings: ['restart-limitation', 'offer-next-steps'],
          tells: [['negotiation-over', 'both']],
        },
      },
    },
    agreed: { name: { zh: '达成和解', en: 'Settled' }, waitsFor: null, ending: 'settled' },
    refused: { name: { zh: '不愿协商', en: 'Refused' }, waitsFor: null, ending: 'refused' },
    lapsed: { name: { zh: '视为不愿协商', en: 'Not answered in time' }, waitsFor: null, ending: 'failed' },
    failed: { name: { zh: '协商不成', en: 'Failed' }, waitsFor: null, ending: 'failed' },
    left: { name: { zh: '当事人选择其他途径', en: 'Left by choice' }, waitsFor: null, ending: 'left' },
    withdrawn: { name: { zh: '撤回', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
  },
});
