// Numbers that name a person or an enterprise: folded, checked by their check digits, masked. And what a well-formed
// text is. Only identifiers are folded; what a person wrote is kept byte for byte.

/** Nothing that PostgreSQL would refuse (NUL) or silently change (a lone surrogate becomes U+FFFD). */
export const isWellFormed = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase();

/** Provinces, 外国人永久居留 (9) apart, by the first two digits of an id number (GB/T 2260). */
const PROVINCES =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' ');
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

export type IdFault = 'form' | 'province' | 'birthday' | 'check-digit';

/**
 * 公民身份号码 (GB 11643), folded; null where its form, birthday or check digit is wrong. The 15 digits of the first
 * generation have no check digit and stay as they are.
 */
export function idNumber(text: string): string | null {
  const number = folded(text);
  return idFault(number) === null ? number : null;
}

/** The first thing wrong with a folded id number of either generation; null where nothing is. */
export function idFault(number: string): IdFault | null {
  if (!/^(\d{17}[\dX]|\d{15})$/.test(number)) return 'form';
  if (!PROVINCES.includes(number.slice(0, 2)) && !number.startsWith('9')) return 'province';
  const birthday = number.length === 18 ? number.slice(6, 14) : `19${number.slice(6, 12)}`;
  if (!isBirthday(birthday)) return 'birthday';
  return number.length === 15 || idCheckDigit(number) === number[17] ? null : 'check-digit';
}

function isBirthday(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year < 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** ISO 7064 MOD 11-2 over the first 17 digits. */
export function idCheckDigit(number: string): string {
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return '10X98765432'[sum % 11] ?? '';
}

const CREDIT_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 统一社会信用代码 (GB 32100), folded; null where its form or check digit is wrong. */
export function creditCode(text: string): string | null {
  const code = folded(text);
  if (!/^[1-9A-GY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return null;
  return creditCheckDigit(code) === code[17] ? code : null;
}

/** MOD 31 over the first 17 characters, weights 3^i. */
export function creditCheckDigit(code: string): string {
  let weight = 1;
  let sum = 0;
  for (const digit of code.slice(0, 17)) {
    sum += CREDIT_DIGITS.indexOf(digit) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_DIGITS[(31 - (sum % 31)) % 31] ?? '';
}

/** A mobile number of 11 digits, or a land line with its area code `0817-2221234`; null for anything else. */
export function phone(text: string): string | null {
  const digits = folded(text)
    .replace(/[-()]/g, '')
    .replace(/^(\+|00)86/, '');
  if (/^1[3-9]\d{9}$/.test(digits)) return digits;
  const [, area, line] = /^(0(?:10|2\d|[3-9]\d{2}))([2-8]\d{6,7})$/.exec(digits) ?? [];
  return area && line ? `${area}-${line}` : null;
}

/** `110***********1234` */
export const maskedIdNumber = (number: string): string => masked(number, 3, 4);
/** `138****1234` */
export const maskedPhone = (number: string): string => masked(number, 3, 4);
/** `6222***********1234` */
export const maskedCard = (number: string): string => masked(number, 4, 4);
/** `张**`; two characters stay of a name that has many, as of an enterprise. */
export const maskedName = (name: string): string => masked(name, [...name].length > 4 ? 2 : 1, 0);

/** More than a third is hidden, whatever the length: of what is too short only the first character stays, or none. */
function masked(text: string, head: number, tail: number): string {
  const characters = [...text];
  const { length } = characters;
  const enough = 3 * (length - head - tail) > length;
  const [first, last] = enough ? [head, tail] : [length > 1 ? 1 : 0, 0];
  return characters.map((character, i) => (i < first || i >= length - last ? character : '*')).join('');
}
