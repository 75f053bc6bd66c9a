// What a row of the ledger becomes in the record: the claim that its matter names, the industry, the words kept beside.
import type { ClaimType, Industry } from '../case.ts';
import { COLUMNS, type Field } from './columns.ts';
import type { Matter } from './verdict.ts';

/** The first that fits, in this order; 其他 where none does. */
const CLAIMS: readonly (readonly [RegExp, ClaimType])[] = [
  [/加班/u, 'overtime-pay'],
  [/工伤|伤残|职业病/u, 'work-injury'],
  [/二倍工资|双倍工资|未签.{0,4}合同/u, 'double-wage'],
  [/违法解除|违法终止|赔偿金|辞退|开除/u, 'unlawful-dismissal'],
  [/工资|报酬|薪|劳务费|提成/u, 'remuneration'],
  [/经济补偿/u, 'compensation'],
  [/社会保险|社保|养老保险|公积金|补缴/u, 'social-insurance'],
  [/确认劳动关系|劳动关系认定/u, 'existence-of-relationship'],
  [/年休假|产假|休假/u, 'leave'],
];

export const claimOf = (matter: string): ClaimType => CLAIMS.find(([words]) => words.test(matter))?.[1] ?? 'other';

const INDUSTRIES: readonly (readonly [RegExp, Industry])[] = [
  [/建筑|建设|施工/u, 'construction'],
  [/餐饮/u, 'catering'],
  [/制造|加工|工业/u, 'manufacturing'],
  [/物流|运输|快递|仓储/u, 'logistics'],
  [/平台/u, 'platform'],
  [/服务|物业|家政|酒店/u, 'services'],
];

export const industryOf = (text: string | null): Industry =>
  INDUSTRIES.find(([words]) => words.test(text ?? ''))?.[1] ?? 'other';

/** Exact: a matter's amount has at most six decimals of 万元. */
export const fenOf = (amountWan: number | null): number | null =>
  amountWan === null ? null : Math.round(amountWan * 1_000_000);

const KEPT = ['petitionNo', 'firstDate', 'visits', 'dept', 'leader', 'status', 'street', 'remark'] as const;

/** What the ledger says beside the facts of the case, a line for each column, as a text of the case. */
export function ledgerNote(matter: Matter): string {
  const line = (field: Field & (typeof KEPT)[number]) => `${COLUMNS[field].zh}：${matter[field] ?? ''}`;
  const given = KEPT.filter((field) => matter[field] !== null && matter[field] !== '').map(line);
  return [...given, `${COLUMNS.repeat.zh}：${matter.repeat ? '是' : '否'}`].join('\n');
}
