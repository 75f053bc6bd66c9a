// Numbers as people write them in a ledger: 12.5, 10,000, 十二, 12万5000, 三千.

export interface Numeral {
  readonly value: number;
  /** Whether 万 or 亿 stands in it, so that its unit is told. */
  readonly myriads: boolean;
}

const FORMAL: Readonly<Record<string, string>> = {
  ...{ 〇: '零', 两: '二', 壹: '一', 贰: '二', 貳: '二', 叁: '三', 參: '三', 肆: '四', 伍: '五', 陆: '六', 陸: '六' },
  ...{ 柒: '七', 捌: '八', 玖: '九', 拾: '十', 佰: '百', 仟: '千', 萬: '万', 億: '亿' },
};
const DIGITS = '零一二三四五六七八九';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
const ARABIC = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;

/** The one number that a folded text gives; null for anything else, and for spoken forms like 一百二 or 12万5. */
export function numeral(text: string): Numeral | null {
  const plain = [...text].map((sign) => FORMAL[sign] ?? sign).join('');
  const [, hundredMillions, myriads, rest] = /^(?:(.+)亿)?(?:(.+)万)?(.*)$/u.exec(plain) ?? [];
  const parts = [
    { text: hundredMillions, unit: 100_000_000 },
    { text: myriads, unit: 10_000 },
    { text: rest, unit: 1 },
  ].filter((one) => one.text !== undefined && one.text !== '');
  const values = parts.map((one, i) => part(one.text ?? '', i > 0));
  if (parts.length === 0 || values.some((value) => value === null)) return null;
  if (values.slice(0, -1).some((value) => !Number.isInteger(value))) return null;
  const value = parts.reduce((sum, { unit }, i) => sum + unit * (values[i] ?? 0), 0);
  return { value: rounded(value), myriads: hundredMillions !== undefined || myriads !== undefined };
}

/** Below 万; after a greater unit a single digit is spoken (一万二 is 12,000) and tells nothing for certain. */
function part(text: string, after: boolean): number | null {
  if (after && /^[\d一二三四五六七八九]$/u.test(text)) return null;
  const bare = after && text.startsWith('零') ? text.slice(1) : text;
  if (ARABIC.test(bare)) return Number(bare.replaceAll(',', ''));
  const [, coefficient, unit] = /^([\d.,]+)([十百千])$/u.exec(bare) ?? [];
  if (coefficient && unit) return ARABIC.test(coefficient) ? arabic(coefficient) * (UNITS[unit] ?? 1) : null;
  const [, whole, decimals] = /^(.+)点([零一二三四五六七八九]+)$/u.exec(bare) ?? [];
  if (whole === undefined || decimals === undefined) return chinese(bare);
  const before = chinese(whole);
  return before === null ? null : Number(`${before}.${digitsOf(decimals)}`);
}

const arabic = (text: string): number => Number(text.replaceAll(',', ''));
/** 二〇二一 → 2021. */
export const digitsOf = (text: string): string =>
  [...text].map((sign) => DIGITS.indexOf(FORMAL[sign] ?? sign)).join('');

/** 二十一, 一千零五, 三〇〇; 三五 is three to five. */
function chinese(text: string): number | null {
  if (/^(?:[零一二三四五六七八九]|(?=.*零)[零一二三四五六七八九]{2,15})$/u.test(text)) return Number(digitsOf(text));
  const form =
    /^(?:([一二三四五六七八九])千)?(零?)(?:([一二三四五六七八九])百)?(零?)(?:([一二三四五六七八九])?十)?(零?)([一二三四五六七八九])?$/u;
  const found = form.exec(text);
  if (!found || text === '') return null;
  const [, thousands, , hundreds, , tens, zero, ones] = found;
  // 一百二 is spoken: without 十 or 零 before it the last digit's unit is not told.
  if (ones !== undefined && !text.includes('十') && !zero && !/零.$/u.test(text)) return null;
  const digit = (sign: string | undefined) => (sign === undefined ? 0 : DIGITS.indexOf(sign));
  const ten = text.includes('十') ? (tens === undefined ? 1 : digit(tens)) : 0;
  return digit(thousands) * 1_000 + digit(hundreds) * 100 + ten * 10 + digit(ones);
}

/** What floating point added is taken away. */
const rounded = (value: number): number => Number(value.toPrecision(15));
