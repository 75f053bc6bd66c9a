// What becomes of a row of the ledger: taken as it stands, taken repaired, attached to an earlier matter, or back to a
// person with the reason.
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';
import type { Field } from './columns.ts';

/**
 * What was found in a row and repaired, each with its words, in the order in which a row carries them: first what it
 * lacks and what had to be supposed to read it (a date with slashes may mean day or month, an amount was only about so
 * much), then what was written in another way, dates before numbers before names. The oracle of the sample ledger has
 * this order in every row. A row without a tag is clean.
 */
export const TAGS = {
  'merged-blank': { zh: '合并单元格，从上一行补全', en: 'merged cells, filled from the row above' },
  'missing-petition-no': { zh: '无信访编号', en: 'no petition number' },
  'missing-id': { zh: '无身份证号，凭姓名和电话识别', en: 'no identity number; known by name and telephone' },
  'missing-industry': { zh: '未填行业', en: 'no industry' },
  'missing-workers': { zh: '未填人数', en: 'no number of workers' },
  'missing-visits': { zh: '未填信访次数', en: 'no number of petitions' },
  'missing-dept': { zh: '未填责任单位', en: 'no responsible unit' },
  'missing-leader': { zh: '未填包案领导', en: 'no responsible leader' },
  'missing-status': { zh: '未填办理情况', en: 'no word on the handling' },
  'missing-street': { zh: '未填所属镇街', en: 'no town or street' },
  'missing-repeat': { zh: '未填是否重复访，按次数认定', en: 'repeat petition not given; told by the number' },
  'repeat-mark': { zh: '以符号表示是否', en: 'a mark for yes or no' },
  'repeat-unknown': { zh: '是否重复访无法辨认，按次数认定', en: 'repeat petition unreadable; told by the number' },
  'date-slash': { zh: '日期以斜线分隔', en: 'a date with slashes' },
  'amount-about': { zh: '金额为约数，按所写的数', en: 'an amount of about so much, taken as written' },
  'date-dot': { zh: '日期以点分隔', en: 'a date with dots' },
  'date-cn': { zh: '日期以年月日书写', en: 'a date in Chinese' },
  'date-serial': { zh: '日期为表格序列号', en: 'a date as the serial number of a spreadsheet' },
  'date-compact': { zh: '日期为八位数字', en: 'a date of eight digits' },
  'date-unpadded': { zh: '日期的月日未补零', en: 'a date without leading zeros' },
  'date-short-year': { zh: '两位年份，作二十一世纪', en: 'a year of two digits, taken as 20xx' },
  'date-time': { zh: '日期后的时间略去', en: 'a time after the day, dropped' },
  'date-other': { zh: '日期的其他写法', en: 'a date written in another way' },
  'fullwidth-digits': { zh: '全角数字', en: 'full-width digits' },
  'fullwidth-text': { zh: '全角或异体字符', en: 'full-width or compatibility characters' },
  'amount-text': { zh: '金额以文字书写', en: 'an amount in words' },
  'amount-unknown': { zh: '金额无法得出一个数，留空', en: 'no single amount can be told; left empty' },
  'missing-amount': { zh: '未填金额', en: 'no amount' },
  'count-unit': { zh: '数字带单位', en: 'a number with its unit' },
  'count-unknown': { zh: '人数或次数无法辨认，留空', en: 'a count that cannot be read; left empty' },
  'missing-phone': { zh: '无联系电话', en: 'no telephone' },
  'phone-separator': { zh: '电话中的分隔符略去', en: 'separators in the telephone number, dropped' },
  'phone-prefix': { zh: '电话的国家代码略去', en: 'country code of the telephone number, dropped' },
  'phone-invalid': { zh: '不是11位手机号，视为未填', en: 'no mobile number of 11 digits; taken as not given' },
  'id-15': { zh: '15位身份证号升为18位', en: 'an identity number of 15 digits, lengthened to 18' },
  'id-lower-x': { zh: '身份证号末位小写 x', en: 'a small x in the identity number' },
  'letter-case': { zh: '信访编号改为大写', en: 'petition number in capitals' },
  'name-space': { zh: '姓名中的空格略去', en: 'spaces in the name, dropped' },
  'unit-space': { zh: '单位名称中的空格略去', en: 'spaces in the name of the employer, dropped' },
  'line-break': { zh: '单元格内换行改为空格', en: 'a line break inside a cell, made a space' },
  'stray-space': { zh: '多余空白略去', en: 'stray white space, dropped' },
  'not-given': { zh: '以符号表示未填', en: 'a sign for not given' },
} as const satisfies Record<string, Bilingual>;
export type Tag = keyof typeof TAGS;
const ORDER = Object.keys(TAGS) as readonly Tag[];

/** Each tag once, in the order of {@link TAGS}. */
export function inOrder(tags: Iterable<Tag>): readonly Tag[] {
  const found = new Set(tags);
  return ORDER.filter((tag) => found.has(tag));
}

/** A tag of a whole row. An amount of about so much is one in words there; its place among the others stays. */
export type RowTag = Exclude<Tag, 'amount-about'>;

export const rowTags = (tags: Iterable<Tag>): readonly RowTag[] =>
  inOrder(tags).map((tag) => (tag === 'amount-about' ? 'amount-text' : tag));

/** Why a row goes back to a person. */
export type Reason =
  | 'column-count'
  | 'petitioner-missing'
  | 'id-invalid'
  | 'identity-missing'
  | 'matter-missing'
  | 'employer-missing'
  | 'date-missing'
  | 'date-invalid'
  | 'date-order'
  | 'amount-unit-suspect'
  | 'petition-no-conflict';

export interface Fault {
  readonly reason: Reason;
  readonly because: Bilingual;
}

/** A row of the ledger as it is taken into the record. */
export interface Matter {
  readonly petitionNo: string | null;
  readonly petitioner: string;
  readonly idNo: string | null;
  readonly phone: string | null;
  readonly matter: string;
  readonly employer: string;
  readonly industry: string | null;
  readonly workers: number | null;
  /** In 万元 (10,000 yuan), exact to the fen. */
  readonly amountWan: number | null;
  readonly firstDate: CivilDate;
  readonly registerDate: CivilDate;
  readonly visits: number | null;
  readonly dept: string | null;
  readonly leader: string | null;
  readonly status: string | null;
  readonly street: string | null;
  readonly repeat: boolean;
  readonly remark: string;
}

/** What was read in a cell, and what was made of it. */
export interface Repair {
  readonly field: Field;
  readonly read: string;
  readonly made: string;
  readonly tags: readonly Tag[];
}

/** The matter to which a duplicate is attached: an earlier row, or a case that is already in the record. */
export type Original =
  | { readonly row: number; readonly line: number; readonly case?: never }
  | { readonly case: string; readonly row?: never; readonly line?: never };

interface Judged {
  /** Its 序号. */
  readonly row: number;
  readonly line: number;
  /** In the order of {@link TAGS}. */
  readonly tags: readonly RowTag[];
  readonly repairs: readonly Repair[];
}

/** Makes a case. */
export interface Accepted extends Judged {
  readonly class: 'clean' | 'repairable';
  readonly normalized: Matter;
}
/** Makes no case; it is a further petition in one. */
export interface Duplicate extends Judged {
  readonly class: 'duplicate';
  readonly normalized: Matter;
  readonly mergedInto: Original;
}
export interface Rejected extends Judged {
  readonly class: 'rejected';
  /** The first fault, in the order of the columns. */
  readonly reason: Reason;
  /** One sentence that names every fault. */
  readonly because: Bilingual;
}
export type Verdict = Accepted | Duplicate | Rejected;
