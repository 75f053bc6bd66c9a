// What makes a case urgent by its facts alone, each with its rule.
import type { Facts } from '../case.ts';

const URGENT: readonly { readonly flag: string; readonly holds: (facts: Facts) => boolean }[] = [
  // 劳动争议调解仲裁法 第七条: ten workers or more with a common claim
  { flag: 'collective', holds: (facts) => facts.workers >= 10 && facts.commonClaim },
  // 护薪行动: policy fast track for migrant workers' wages
  { flag: 'migrant-wages', holds: (facts) => facts.migrantWages },
];

/** The flags that the facts raise. */
export const urgencies = (facts: Facts): readonly string[] =>
  URGENT.filter((rule) => rule.holds(facts)).map((rule) => rule.flag);
