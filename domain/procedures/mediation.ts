// 调解: mediation at one body (enterprise committee, community, park station, town or district centre). Voluntary from
// the first day to the last: consent is asked per body, a refusal ends it, either party may leave for arbitration.
import { procedure } from './procedure.ts';

export const mediation = procedure({
  id: 'mediation',
  name: { zh: '调解', en: 'Mediation' },
  voluntary: true,
  opening: {
    command: 'applyForMediation',
    by: ['either-party', 'body'],
    guards: ['body-mediates', 'no-mediation-running'],
    tells: [
      ['mediation-applied', 'office'],
      ['consent-asked', 'respondent'],
    ],
    level: 'body',
    source: '劳动争议调解仲裁法 第十条',
  },
  initial: 'consentPending',
  overtakenBy: {
    applyForArbitration: { consentPending: 'left', accepted: 'left' },
    fileSuit: { consentPending: 'left', accepted: 'left' },
  },
  states: {
    consentPending: {
      name: { zh: '征询调解意愿', en: 'Consent asked' },
      waitsFor: 'body',
      clocks: ['mediation-acceptance-enterprise', 'mediation-statutory'],
      on: {
        consent: {
          to: 'same',
          by: ['respondent'],
          guards: ['no-refusal'],
          source: '企业劳动争议协商调解规定 第二十二条',
        },
        refuse: {
          to: 'refused',
          by: ['respondent'],
          meets: ['mediation-acceptance-enterprise'],
          brings: ['restart-limitation', 'offer-next-steps'],
          tells: [['mediation-refused', 'both']],
          source: '人民调解法 第十七条',
        },
        acceptCase: {
          to: 'accepted',
          by: ['body'],
          guards: ['no-refusal', 'respondent-consented'],
          meets: ['mediation-acceptance-enterprise'],
          tells: [['mediation-accepted', 'both']],
          source: '企业劳动争议协商调解规定 第二十二条',
        },
        declineCase: {
          to: 'notAccepted',
          by: ['body'],
          guards: ['reason-given'],
          meets: ['mediation-acceptance-enterprise'],
          brings: ['restart-limitation', 'offer-next-steps'],
          tells: [['mediation-not-accepted', 'both']],
          source: '企业劳动争议协商调解规定 第二十二条',
        },
        withdraw: { to: 'withdrawn', by: ['applicant'], brings: ['offer-next-steps'], source: '人民调解法 第二十三条' },
        leave: { to: 'left', by: ['either-party'], brings: ['offer-next-steps'], source: '劳动争议调解仲裁法 第五条' },
      },
      lapse: {
        // Without the other party's answer there is no consent: the mediation does not come about.
        'mediation-acceptance-enterprise': {
          to: 'unanswered',
          unless: 'respondent-consented',
          brings: ['restart-limitation', 'lead-to-next-body'],
          tells: [['mediation-unanswered', 'both']],
        },
        'mediation-statutory': { tells: [['arbitration-open', 'both']] },
      },
    },
    accepted: {
      name: { zh: '调解中', en: 'In mediation' },
      waitsFor: 'body',
      clocks: ['mediation-enterprise-total'],
      on: {
        settle: {
          to: 'agreed',
          by: ['body'],
          guards: ['no-refusal'],
          meets: ['mediation-enterprise-total', 'mediation-statutory'],
          brings: ['claims-agreed', 'perform-agreement', 'strengthen-agreement'],
          tells: [['mediation-agreed', 'both']],
          source: '劳动争议调解仲裁法 第十四条',
        },
        fail: {
          to: 'failed',
          by: ['body'],
          guards: ['reason-given'],
          brings: ['restart-limitation', 'lead-to-next-body'],
          tells: [['mediation-failed', 'both']],
          source: '企业劳动争议协商调解规定 第三十条',
        },
        refuse: {
          to: 'refused',
          by: ['respondent'],
          brings: ['restart-limitation', 'offer-next-steps'],
          tells: [['mediation-refused', 'both']],
          source: '人民调解法 第十七条',
        },
        agreeLonger: {
          to: 'same',
          by: ['body'],
          guards: ['no-refusal'],
          source: '企业劳动争议协商调解规定 第二十九条',
        },
        withdraw: { to: 'withdrawn', by: ['applicant'], brings: ['offer-next-steps'], source: '人民调解法 第二十三条' },
        leave: { to: 'left', by: ['either-party'], brings: ['offer-next-steps'], source: '劳动争议调解仲裁法 第五条' },
      },
      lapse: {
        'mediation-enterprise-total': {
          to: 'lapsed',
          brings: ['restart-limitation', 'lead-to-next-body'],
          tells: [['mediation-lapsed', 'both']],
        },
        'mediation-statutory': { tells: [['arbitration-open', 'both']] },
      },
    },
    agreed: { name: { zh: '达成调解协议', en: 'Agreement reached' }, waitsFor: null, ending: 'settled' },
    failed: { name: { zh: '调解不成', en: 'Failed' }, waitsFor: null, ending: 'failed' },
    lapsed: { name: { zh: '期满视为调解不成', en: 'Time ran out: deemed failed' }, waitsFor: null, ending: 'failed' },
    unanswered: { name: { zh: '未获同意,未受理', en: 'No consent in time' }, waitsFor: null, ending: 'failed' },
    refused: { name: { zh: '不同意调解', en: 'Refused' }, waitsFor: null, ending: 'refused' },
    notAccepted: { name: { zh: '不予受理', en: 'Not accepted' }, waitsFor: null, ending: 'ended' },
    withdrawn: { name: { zh: '撤回申请', en: 'Withdrawn' }, waitsFor: null, ending: 'withdrawn' },
    left: { name: { zh: '当事人选择其他途径', en: 'Left by choice' }, waitsFor: null, ending: 'left' },
  },
});
