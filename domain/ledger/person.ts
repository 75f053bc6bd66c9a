// Who a petitioner is: identity number and telephone as they are read (rule 6), and when two rows name the same person
// (rule 12).
import { type IdFault, idCheckDigit, idFault } from '../identifiers.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';
import { foldedAway, hasSpace, isMergedBlank, isNotGiven, type Reading, widthTags } from './cells.ts';
import type { Tag } from './verdict.ts';

export interface IdReading extends Reading<string | null> {
  /** What is wrong with a number that is given. */
  readonly wrong: Bilingual | null;
}

const WRONG: Readonly<Record<IdFault, Bilingual>> = {
  form: { zh: '身份证号应为18位', en: 'an identity number has 18 digits' },
  province: { zh: '身份证号前两位不是行政区划代码', en: 'the identity number begins with no code of a province' },
  birthday: { zh: '身份证号中的出生日期不是真实日期', en: 'the birth date in the identity number is no real day' },
  'check-digit': { zh: '身份证号校验码不符', en: 'the check digit of the identity number is wrong' },
};
const ROUNDED: Bilingual = {
  zh: '身份证号被表格软件当作数字，末几位已丢失，请改为文本格式重填',
  en: 'a spreadsheet took the identity number for a number and lost its last digits; fill it in again as text',
};

/** 身份证号, 18 digits; a number of the first generation is lengthened with 19 and its check digit (GB 11643). */
export function readIdNo(text: string): IdReading {
  if (isNotGiven(text) || isMergedBlank(text)) return { value: null, tags: [], wrong: null };
  const folded = foldedAway(text);
  const number = folded.toUpperCase();
  const tags: Tag[] = [...widthTags(text), ...(hasSpace(text) ? (['stray-space'] as const) : [])];
  if (folded.endsWith('x')) tags.push('id-lower-x');
  const fault = idFault(number);
  if (fault !== null) return { value: null, tags, wrong: /^\d\.?\d*E\+?\d+$/.test(number) ? ROUNDED : WRONG[fault] };
  if (number.length === 18) return { value: number, tags, wrong: null };
  return { value: lengthened(number), tags: [...tags, 'id-15'], wrong: null };
}

function lengthened(number: string): string {
  const first = `${number.slice(0, 6)}19${number.slice(6)}`;
  return first + idCheckDigit(first);
}

/** A mobile number of 11 digits; any other counts as not given. */
export function readPhone(text: string): Reading<string | null> {
  if (isNotGiven(text) || isMergedBlank(text)) return { value: null, tags: ['missing-phone'] };
  const folded = text.normalize('NFKC');
  const digits = folded.replace(/[\s\p{Cf}\p{Cc}\p{Pd}\u2212._·/()]/gu, '');
  const number = digits.replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');
  const tags: Tag[] = [...widthTags(text)];
  if (!/^1[3-9]\d{9}$/.test(number)) return { value: null, tags: [...tags, 'phone-invalid'] };
  if (digits !== folded) tags.push('phone-separator');
  if (number !== digits) tags.push('phone-prefix');
  return { value: number, tags };
}

export interface Person {
  readonly petitioner: string;
  readonly idNo: string | null;
  readonly phone: string | null;
}

/** The same identity number; or, when one of the two has none, the same name and telephone number. */
export function isSamePerson(a: Person, b: Person): boolean {
  if (a.idNo !== null && b.idNo !== null) return a.idNo === b.idNo;
  return a.phone !== null && a.petitioner === b.petitioner && a.phone === b.phone;
}
