// Events that stop a period, open no suit for delay, or interrupt limitation: each with its article.

import {
  type Bilingual,
  excerpt,
  type InterruptionCause,
  recalled,
  type Source,
  type SuspensionGround,
  text,
} from './clock-rule.ts';

export interface Ground {
  readonly name: Bilingual;
  readonly source: Source;
}

const suspensionArticle = recalled('办案规则', '第四十七条', 'high', 'grounds (1)(2) V2[78911]');

/** Grounds of suspension (中止) in arbitration; approved by the director or delegate, notified in writing. */
export const SUSPENSION_GROUNDS = {
  'worker-died-or-incapable': {
    name: {
      zh: '劳动者死亡需等待继承人表明是否参加，或者丧失民事行为能力尚未确定法定代理人',
      en: 'Worker died and heirs are awaited, or lost capacity and has no legal representative yet',
    },
    source: excerpt('办案规则', '第四十七条', 'V2[78911]'),
  },
  'employer-gone': {
    name: { zh: '用人单位终止，尚未确定权利义务承受者', en: 'Employer gone, successor not yet known' },
    source: excerpt('办案规则', '第四十七条', 'V2[78911]'),
  },
  'force-majeure': {
    name: { zh: '一方当事人因不可抗拒的事由不能参加', en: 'A party is kept away by force majeure' },
    source: suspensionArticle,
  },
  'other-case': {
    name: { zh: '须以其他案件的审理结果为依据，而该案尚未审结', en: 'Rests on the result of another, pending case' },
    source: suspensionArticle,
  },
  'injury-or-capacity-result': {
    name: {
      zh: '需要等待工伤认定、伤残等级鉴定以及其他鉴定结论',
      en: 'Injury determination, disability grade or another appraisal is awaited',
    },
    source: suspensionArticle,
  },
  'other-cause': {
    name: { zh: '其他应当中止的情形', en: 'Other cases that call for suspension' },
    source: suspensionArticle,
  },
} as const satisfies Record<SuspensionGround, Ground>;

const suitForDelay = text('解释一', '第十二条');

/** While one of these holds, the court does not take a suit for “no decision in time” (解释一 第十二条). */
export const SUIT_FOR_DELAY_EXCEPTIONS = {
  transferred: { name: { zh: '移送管辖', en: 'Transferred to another commission' }, source: suitForDelay },
  'being-served': {
    name: { zh: '正在送达或者送达延误', en: 'Being served, or service delayed' },
    source: suitForDelay,
  },
  'awaiting-other-case': {
    name: { zh: '等待另案诉讼结果、评残结论', en: 'Another case or a disability grade is awaited' },
    source: suitForDelay,
  },
  'awaiting-hearing': {
    name: { zh: '正在等待仲裁委员会开庭', en: 'The hearing is awaited' },
    source: suitForDelay,
  },
  'appraisal-or-inquiry': {
    name: { zh: '启动鉴定程序或者委托其他部门调查取证', en: 'Appraisal or inquiry by another body is under way' },
    source: suitForDelay,
  },
  'other-cause': { name: { zh: '其他正当事由', en: 'Another proper cause' }, source: suitForDelay },
} as const satisfies Record<string, Ground>;

/** Interruptions that no command brings about by itself: a person tells of them and names the proof. */
export const TOLD_INTERRUPTIONS = [
  'claim-against-other-side',
  'relief-sought',
  'agreed-to-perform',
  'complaint-to-authority',
] as const satisfies readonly InterruptionCause[];
export type ToldInterruption = (typeof TOLD_INTERRUPTIONS)[number];

const statute = text('调解仲裁法', '第二十七条第二款');
const rules = recalled('协商调解规定', '第三十一条', 'high');
const handling = recalled('办案规则', '第二十七条', 'high', 'heading V2[59ts]');

/** Events on whose day limitation starts again in full. */
export const LIMITATION_INTERRUPTING_EVENTS = {
  'claim-against-other-side': {
    name: { zh: '向对方当事人主张权利', en: 'Claim made against the other side' },
    source: statute,
  },
  'relief-sought': {
    name: { zh: '向有关部门请求权利救济', en: 'Relief sought from an authority' },
    source: statute,
  },
  'agreed-to-perform': { name: { zh: '对方当事人同意履行义务', en: 'Other side agreed to perform' }, source: statute },
  'negotiation-refused': { name: { zh: '一方不愿协商', en: 'Negotiation refused' }, source: rules },
  'negotiation-unanswered': {
    name: { zh: '五日内不回应协商要求', en: 'No answer to a request to negotiate in 5 days' },
    source: rules,
  },
  'negotiation-lapsed': { name: { zh: '协商期限届满未达成一致', en: 'Negotiation period over' }, source: rules },
  'settlement-not-performed': { name: { zh: '和解协议不履行', en: 'Settlement not performed' }, source: rules },
  'mediation-refused': { name: { zh: '一方不愿调解', en: 'Mediation refused' }, source: rules },
  'mediation-failed': { name: { zh: '调解不成', en: 'Mediation over without agreement' }, source: rules },
  'mediation-agreement-not-performed': {
    name: { zh: '调解协议不履行', en: 'Mediation agreement not performed' },
    source: rules,
  },
  'complaint-to-authority': {
    name: { zh: '向有关部门投诉、举报', en: 'Complaint to an authority' },
    source: handling,
  },
  'arbitration-filed': { name: { zh: '申请仲裁', en: 'Arbitration filed' }, source: handling },
  'suit-filed': { name: { zh: '提起诉讼', en: 'Suit filed' }, source: handling },
  'payment-order-sought': { name: { zh: '申请支付令', en: 'Payment order sought' }, source: handling },
} as const satisfies Record<InterruptionCause, Ground>;
