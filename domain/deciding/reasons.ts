// 事由: why a case left its straight way (features L3). A person may give any code; where he gives none, the act itself
// says enough, and the first code of its list is recorded. Codes only, never a text.
import type { CommandType } from '../command.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';
import type { Draft } from './draft.ts';

export const REASONS = {
  'in-words': { zh: '见文字说明', en: 'Given in words' },
  'applicant-withdrew': { zh: '申请人撤回', en: 'The applicant withdrew' },
  'settled-privately': { zh: '双方自行和解', en: 'The parties settled by themselves' },
  'claim-given-up': { zh: '提出请求的一方撤回该项请求', en: 'The side that made the claim withdrew it' },
  'party-left': { zh: '当事人选择离开自愿程序', en: 'A party chose to leave a voluntary procedure' },
  'refused-consent': { zh: '不愿协商、调解', en: 'Does not want to negotiate or mediate' },
  'applicant-chose-mediation': { zh: '申请人选择调解', en: 'The applicant chose mediation' },
  'claimant-chose-arbitration': { zh: '申请人选择仲裁', en: 'The claimant chose arbitration' },
  'claimant-chose-court': { zh: '当事人选择诉讼', en: 'The claimant chose the court' },
  'applicant-chose-payment-order': { zh: '申请人选择支付令', en: 'The applicant chose a payment order' },
  'applicant-chose-review': { zh: '申请人选择审查、确认', en: 'The applicant chose review or confirmation' },
  'applicant-chose-set-aside': { zh: '当事人申请撤销裁决', en: 'The applicant chose to have the award set aside' },
  'applicant-chose-enforcement': { zh: '当事人申请强制执行', en: 'The applicant chose enforcement' },
  'petition-received': { zh: '收到信访事项', en: 'A petition came in' },
  'new-facts': { zh: '出现新事实', en: 'New facts' },
  'not-performed': { zh: '协议、裁决未履行', en: 'What was agreed or decided was not performed' },
  'other-competence': { zh: '依职责属于其他机关、单位', en: 'Another body is competent' },
  'taken-back': { zh: '接收单位提出异议,收回', en: 'Taken back on the objection of the receiver' },
  'deferral-over': { zh: '先行调解结束', en: 'The mediation before acceptance has ended' },
  'delegation-over': { zh: '委托调解结束', en: 'The delegated mediation has ended' },
  'outside-competence': { zh: '不属于受理范围', en: 'Outside the competence' },
  'no-such-dispute': { zh: '不属于劳动人事争议', en: 'No labour dispute' },
  'papers-incomplete': { zh: '材料不齐', en: 'The papers are incomplete' },
  'other-procedure-by-law': { zh: '依法应当通过其他法定途径处理', en: 'The law has another procedure for it' },
  'no-agreement': { zh: '未达成协议', en: 'No agreement was reached' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type ReasonCode = keyof typeof REASONS;

/** What a code is called; null for one that a person made up, which stands as it is. */
export const reasonName = (code: string | null): Bilingual | null =>
  code !== null && Object.hasOwn(REASONS, code) ? REASONS[code as ReasonCode] : null;

type Codes = readonly [ReasonCode, ...ReasonCode[]];

/** Commands whose reason the law wants from a person: codes to choose from. */
const TO_GIVE: Partial<Readonly<Record<CommandType, Codes>>> = {
  declineCase: ['outside-competence', 'no-such-dispute'],
  requireCorrection: ['papers-incomplete'],
  routeOut: ['other-procedure-by-law'],
  contestJurisdiction: ['other-competence'],
  refuseReturn: ['other-competence'],
  fail: ['no-agreement'],
  reopen: ['new-facts', 'not-performed'],
};

/** Acts that always leave the straight way. */
const SAYS: Partial<Readonly<Record<CommandType, Codes>>> = {
  withdraw: ['applicant-withdrew', 'settled-privately'],
  withdrawClaim: ['claim-given-up', 'settled-privately'],
  leave: ['party-left'],
  refuse: ['refused-consent'],
  forwardPetition: ['other-competence'],
  takeBack: ['taken-back'],
  endDeferral: ['deferral-over'],
  endDelegation: ['delegation-over'],
};

/** Openings, which leave it when they end what still runs, or open the case again. */
const CHOOSES: Partial<Readonly<Record<CommandType, Codes>>> = {
  applyForMediation: ['applicant-chose-mediation'],
  applyForArbitration: ['claimant-chose-arbitration'],
  fileSuit: ['claimant-chose-court'],
  applyForPaymentOrder: ['applicant-chose-payment-order'],
  applyForArbitrationReview: ['applicant-chose-review'],
  applyForConfirmation: ['applicant-chose-review'],
  applyForSetAside: ['applicant-chose-set-aside'],
  applyForEnforcement: ['applicant-chose-enforcement'],
  registerPetition: ['petition-received'],
};

/** Codes that fit a command, the usual one first; a person may give others. */
export const reasonsFor = (type: CommandType): readonly ReasonCode[] =>
  SAYS[type] ?? CHOOSES[type] ?? TO_GIVE[type] ?? [];

/** What is recorded where the person gave no code; null where nothing left its way. */
export function inferredReason(type: CommandType, { effects }: Draft): ReasonCode | null {
  const [says] = SAYS[type] ?? [];
  if (says) return says;
  const [chose = null] = CHOOSES[type] ?? [];
  // Opening one moves no other, unless it ends it or takes it over.
  return effects.some(({ t }) => t === 'moved' || t === 'reopened') ? chose : null;
}
