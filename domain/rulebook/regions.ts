// Local rules that replace a national period in one province. Only what differs is written down.

import type { CivilDate } from '../calendar/civil-date.ts';
import { type ExclusionGround, type Length, type Source, text } from './clock-rule.ts';
import { LAWS } from './laws.ts';

/** What one province changes about one period; everything else stays as in the national rule. */
export interface Overlay<Id extends string = string> {
  readonly id: Id;
  /** ISO 3166-2, such as `CN-ZJ` for 浙江. */
  readonly region: string;
  readonly length?: Length;
  readonly excludes?: readonly ExclusionGround[];
  readonly source: Source;
  readonly from: CivilDate;
}

const zhejiang = { region: 'CN-ZJ', from: LAWS.浙江调解仲裁条例.since } as const;

export const OVERLAYS = [
  {
    ...zhejiang,
    id: 'service-publication-collective',
    length: { n: 10, unit: 'day' },
    source: text('浙江调解仲裁条例', '第四十一条'),
  },
  {
    ...zhejiang,
    id: 'arbitration-simple',
    length: { n: 30, unit: 'day' },
    source: text('浙江调解仲裁条例', '第三十九条第二款'),
  },
  {
    ...zhejiang,
    id: 'arbitration-award',
    excludes: ['suspension', 'publication', 'delegated-inquiry', 'settlement-talks', 'awaiting-injury-result'],
    source: text('浙江调解仲裁条例', '第三十六条'),
  },
] as const satisfies readonly Overlay[];
