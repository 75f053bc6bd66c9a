// 不予办理: every reason for which a command is refused, with the rule behind it where the case at hand names no closer
// one, and what the person can do. A reason without both does not compile.
import type { Bilingual } from '../rulebook/clock-rule.ts';

interface Reason {
  /** Law and article, or the design's own rule. */
  readonly rule: string;
  readonly next: Bilingual;
}

const because = (rule: string, zh: string, en: string): Reason => ({ rule, next: { zh, en } });

const LOOK = ['请在案件详情中核对后重新提交。', 'Look it up in the case and send it again.'] as const;
const LATER = ['请查看可办理的操作。', 'See which commands are possible now.'] as const;

export const REASONS = {
  'case-closed': because('设计 结案后须先重启', '请先申请重启案件。', 'Ask for the case to be reopened first.'),
  'case-unknown': because('设计 操作须针对已登记的案件', '请核对案件编号。', 'Check the number of the case.'),
  'not-in-this-state': because('设计 操作须符合程序所处阶段', ...LATER),
  'say-which-proceeding': because('设计 多个程序并存须指明', '请填写程序编号。', 'Give the number of the proceeding.'),
  'not-yours': because('设计 操作须由有权人提出', '请由有权人办理。', 'Leave it to whoever may give it.'),
  'date-in-future': because('设计 只记录已发生的事实', '请填写今天或者以前的日期。', 'Give today or an earlier day.'),
  'date-too-early': because('设计 记录须按发生的先后', '请核对日期。', 'Check the day.'),
  'already-running': because('设计 同一请求不重复受理', '请在进行中的程序里办理。', 'Go on in the one that runs.'),
  'consent-missing': because('企业劳动争议协商调解规定 第二十二条', '请先征得同意。', 'Get the consent first.'),
  'consent-refused': because('人民调解法 第十七条', '可以申请仲裁。', 'Arbitration may be applied for.'),
  'not-competent': because('劳动争议调解仲裁法 第十条', '请另选组织。', 'Choose another body.'),
  'suit-locked': because('劳动争议调解仲裁法 第五条', '可以申请仲裁。', 'Arbitration may be applied for.'),
  'no-listed-agreement': because('劳动争议调解仲裁法 第十条', '可以申请仲裁。', 'Arbitration may be applied for.'),
  'already-sought': because('设计 同一请求不重复受理', ...LATER),
  'wrong-kind-of-money': because('劳动争议调解仲裁法 第十六条', '可以申请仲裁。', 'Arbitration may be applied for.'),
  'not-enforceable': because(
    '劳动争议调解仲裁法 第五十一条',
    '请待履行期满,或者先申请司法确认、仲裁审查。',
    'Wait for the day of performance, or have the agreement confirmed or reviewed first.',
  ),
  'hearing-too-soon': because('劳动争议调解仲裁法 第三十五条', '请另定日期。', 'Choose a later day.'),
  'hearing-missing': because('劳动争议调解仲裁法 第三十五条', '请先安排开庭。', 'Schedule a hearing first.'),
  'hearing-not-notified': because(
    '劳动争议调解仲裁法 第三十六条',
    '请先送达开庭通知并待开庭日。',
    'Serve the notice and wait for the day of the hearing.',
  ),
  'reason-missing': because('设计 不利决定须说明理由', '请填写理由后重新提交。', 'Give the reason and send it again.'),
  'proof-missing': because('设计 中止、中断须有凭据', '请填写凭据后重新提交。', 'Name the document and send it again.'),
  'no-final-award': because('劳动争议调解仲裁法 第四十九条', ...LATER),
  'period-over': because('设计 期限届满', ...LATER),
  'extension-not-allowed': because('设计 延长须经有权人批准', '请在期限内办结。', 'Finish within the period.'),
  'extension-already-used': because('设计 延长须经有权人批准', '请在期限内办结。', 'Finish within the period.'),
  'extension-too-long': because('设计 延长须经有权人批准', '请减少天数。', 'Ask for fewer days.'),
  'extension-wrong-approver': because('设计 延长须经有权人批准', '请报有权人批准。', 'Ask the approver named.'),
  'clock-not-running': because('设计 只有进行中的期限可以变动', ...LOOK),
  'claims-open': because('设计 请求全部了结方可结案', '请先了结各项请求。', 'Close the claims first.'),
  'proceedings-open': because('设计 请求全部了结方可结案', '请先结束各程序。', 'End the proceedings first.'),
  'terms-wrong': because('设计 金额与请求须相符', '请更正金额或者付款安排。', 'Correct the amounts or the payments.'),
  'claim-unknown': because('设计 操作须针对本案的请求', ...LOOK),
  'party-unknown': because('设计 操作须针对本案的当事人', ...LOOK),
  'party-already-served': because('设计 同一文书只送达一次', '不必再办。', 'Nothing more is to be done.'),
  'not-served': because('劳动争议调解仲裁法 第三十条', '请先送达。', 'Serve it first.'),
  'no-body': because('设计 须由本系统内的机构办理', '请另选机构。', 'Choose another body.'),
  'facts-wrong': because('设计 登记的事实须前后一致', '请更正后重新提交。', 'Correct it and send it again.'),
  'not-sorted': because('信访工作条例 第三十一条', '请先甄别。', 'Sort it first.'),
  'belongs-elsewhere': because('信访工作条例 第三十一条', '请按所告途径办理。', 'Take the way named.'),
  'petition-final': because('信访工作条例 第三十六条', '可以转为帮扶。', 'It may be taken into care.'),
  'transfer-cap': because('信访工作条例 第二十四条', '请报上级决定。', 'Refer it to the superior.'),
  'not-simple': because('设计 信访事项简易办理办法', '请按一般程序办理。', 'Handle it in the ordinary way.'),
  'plan-incomplete': because('设计 一案一策须齐备', '请补齐后重新提交。', 'Complete the plan and send it again.'),
  'plan-missing': because('设计 一案一策须齐备', '请先拟定方案。', 'Draft the plan first.'),
  'not-cleared': because('设计 销号须有送达、证明和两人签字', '请补齐后再办。', 'Complete it first.'),
  'already-cleared': because('设计 销号须有送达、证明和两人签字', '不必再办。', 'Nothing more is to be done.'),
  'same-person': because('设计 销号须有送达、证明和两人签字', '请由另一人办理。', 'Leave it to somebody else.'),
} as const satisfies Record<string, Reason>;
export type RefusalCode = keyof typeof REASONS;

/** 不予办理: why a command is not allowed now. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly because: Bilingual;
  /** Law and article, or the rule. */
  readonly article: string;
}

export const refuse = (code: RefusalCode, zh: string, en: string, article: string = REASONS[code].rule): Refusal => ({
  code,
  because: { zh, en },
  article,
});
