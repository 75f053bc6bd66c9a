// The limitation of arbitration (domain reference §1.2): information for the parties, never a reason to refuse intake.

import { type ClockRule, type Provision, recalled, text } from './clock-rule.ts';
import { LAWS } from './laws.ts';

const INTERRUPTIONS = [
  'claim-against-other-side',
  'relief-sought',
  'agreed-to-perform',
  'negotiation-refused',
  'negotiation-unanswered',
  'negotiation-lapsed',
  'settlement-not-performed',
  'mediation-refused',
  'mediation-failed',
  'mediation-agreement-not-performed',
  'complaint-to-authority',
  'arbitration-filed',
  'suit-filed',
  'payment-order-sought',
] as const;

const lapse = {
  zh: '对方可以提出时效抗辩；仲裁委员会不得以此为由不予受理，也不主动审查',
  en: 'The other side may plead it; it is only a defence and never a reason to refuse intake',
};

export const LIMITATION = [
  {
    id: 'arbitration-limitation-general',
    name: { zh: '仲裁时效', en: 'Limitation of arbitration' },
    starts: { zh: '知道或者应当知道权利被侵害', en: 'party knew or should have known of the infringement' },
    length: { n: 1, unit: 'year' },
    kind: 'fact',
    bearer: 'either-party',
    suspendedBy: ['force-majeure', 'other-cause'],
    resets: INTERRUPTIONS,
    lapse,
    source: text('调解仲裁法', '第二十七条第一款'),
    alsoSee: [text('调解仲裁法', '第二十七条第二款'), text('调解仲裁法', '第二十七条第三款')],
    region: 'CN',
    from: LAWS.调解仲裁法.since,
  },
  {
    id: 'arbitration-limitation-wages',
    name: { zh: '拖欠劳动报酬的仲裁时效', en: 'Limitation for wage arrears' },
    starts: { zh: '劳动关系终止（存续期间不受限制）', en: 'employment ended (no limit while it lasts)' },
    length: { n: 1, unit: 'year' },
    kind: 'fact',
    bearer: 'worker',
    suspendedBy: ['force-majeure', 'other-cause'],
    resets: INTERRUPTIONS,
    lapse,
    source: text('调解仲裁法', '第二十七条第四款'),
    alsoSee: [text('调解仲裁法', '第二十七条第二款'), text('调解仲裁法', '第二十七条第三款')],
    region: 'CN',
    from: LAWS.调解仲裁法.since,
  },
] as const satisfies readonly ClockRule[];

export const LIMITATION_PROVISIONS = [
  {
    id: 'limitation-interrupting-events',
    name: { zh: '时效中断的情形', en: 'What interrupts limitation' },
    says: {
      zh: '自中断之日起，仲裁时效期间重新计算',
      en: 'The period runs anew from the day of interruption',
    },
    source: recalled('协商调解规定', '第三十一条', 'high'),
    alsoSee: [recalled('办案规则', '第二十七条', 'high', 'heading V2[59ts]'), text('调解仲裁法', '第二十七条第二款')],
  },
  {
    id: 'limitation-defence-late',
    name: { zh: '诉讼中才提出的时效抗辩', en: 'Limitation pleaded only in court' },
    says: {
      zh: '仲裁期间未提出时效抗辩的，人民法院不予支持，但有新证据的除外',
      en: 'Not raised in arbitration: the court does not hear it, except on new evidence',
    },
    source: recalled('解释二', '第二十条', 'medium', 'article no. R-med; existence V2[gszybw]'),
  },
] as const satisfies readonly Provision[];
