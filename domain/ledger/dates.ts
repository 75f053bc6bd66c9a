// The days of a ledger, in every form that fixes one calendar day (rule 5).
import { addDays, type CivilDate, civilDate, isCivilDate } from '../calendar/civil-date.ts';
import { isMergedBlank, isNotGiven, type Reading, widthTags } from './cells.ts';
import { digitsOf, numeral } from './numerals.ts';
import type { Tag } from './verdict.ts';

/** unreal: no such day from 1949 to 2199 · inexact: it does not fix one day. */
export type DateFault = 'missing' | 'unreal' | 'inexact';
export type DateReading = Reading<CivilDate | null> & { readonly fault: DateFault | null };

/** 1949-01-01, the first civil date, in the 1900 system of spreadsheets. */
const FIRST_SERIAL = 17_899;
const FIRST_DAY = civilDate('1949-01-01');

interface Found {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly tags: readonly Tag[];
}

export function readDate(text: string): DateReading {
  if (isNotGiven(text) || isMergedBlank(text)) return { value: null, tags: [], fault: 'missing' };
  const spaced = text.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const plain = spaced.replace(/\s+/gu, ' ').trim();
  const width: Tag[] = [...widthTags(text), ...(plain === text.normalize('NFKC') ? [] : (['stray-space'] as const))];
  if (/^\d{5}(?:\.\d+)?$/.test(plain)) return fromSerial(plain, width);
  const found = compact(plain) ?? yearFirst(plain) ?? inChinese(plain) ?? yearLast(plain);
  if (!found) return { value: null, tags: width, fault: 'inexact' };
  const day = `${found.year}-${two(found.month)}-${two(found.day)}`;
  const tags = [...found.tags, ...width];
  if (!isCivilDate(day)) return { value: null, tags, fault: 'unreal' };
  return { value: day, tags: tags.length === 0 && day !== text ? ['date-other'] : tags, fault: null };
}

function fromSerial(text: string, width: readonly Tag[]): DateReading {
  const days = Math.floor(Number(text)) - FIRST_SERIAL;
  const tags: Tag[] = ['date-serial', ...(text.includes('.') ? (['date-time'] as const) : []), ...width];
  if (days < 0) return { value: null, tags, fault: 'unreal' };
  return { value: addDays(FIRST_DAY, days), tags, fault: null };
}

const two = (n: number): string => String(n).padStart(2, '0');

const WEEKDAY = '\\(?(?:星期|周|礼拜)[一二三四五六日天]\\)?';
const HALF = '(?:凌晨|早上|上午|中午|下午|晚上|AM|PM)';
const TIME = '\\d{1,2}(?::\\d{1,2}){1,2}(?:\\.\\d+)?(?:\\+08:?00)?|\\d{1,2}[时点](?:\\d{1,2}分?|半|整)?(?:\\d{1,2}秒)?';
/** What may follow a day without making it another: a weekday, a half of the day, a time in Beijing. */
const AFTER = new RegExp(`^[T ]?(?:${WEEKDAY})? ?${HALF}? ?(?:${TIME})? ?${HALF}?$`, 'iu');
const SEPARATOR = '[-./年·、,。_\\u2010-\\u2015\\u2212 ]';
const YEAR_FIRST = new RegExp(
  `^(\\d{4}|\\d{2}) ?(${SEPARATOR}) ?(\\d{1,2}) ?(${SEPARATOR}|月) ?(\\d{1,2}) ?[日号.]?(.*)$`,
  'u',
);

function yearFirst(text: string): Found | null {
  const [, year, separator, month, , day, after] = YEAR_FIRST.exec(text) ?? [];
  if (!year || !separator || !month || !day || after === undefined || !AFTER.test(after)) return null;
  return {
    year: fullYear(year),
    month: Number(month),
    day: Number(day),
    tags: [
      ...separatorTag(separator, `${month}${day}`.length < 4),
      ...(year.length === 2 ? (['date-short-year'] as const) : []),
      ...(after.trim() === '' ? [] : (['date-time'] as const)),
    ],
  };
}

/** Two-digit years are 20xx. */
const fullYear = (digits: string): number => (digits.length === 2 ? 2_000 + Number(digits) : Number(digits));

function separatorTag(separator: string, unpadded: boolean): readonly Tag[] {
  if (separator === '.') return ['date-dot'];
  if (separator === '/') return ['date-slash'];
  if (separator === '年') return ['date-cn'];
  if (separator !== '-') return ['date-other'];
  return unpadded ? ['date-unpadded'] : [];
}

function compact(text: string): Found | null {
  const [, year, month, day, after] = /^(\d{4})(\d{2})(\d{2})(.*)$/u.exec(text) ?? [];
  if (!year || !month || !day || after === undefined || !AFTER.test(after)) return null;
  const tags: Tag[] = ['date-compact', ...(after === '' ? [] : (['date-time'] as const))];
  return { year: Number(year), month: Number(month), day: Number(day), tags };
}

/** 二〇二一年三月五日. */
function inChinese(text: string): Found | null {
  const form =
    /^([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?(.*)$/u;
  const [, year, month, day, after] = form.exec(text) ?? [];
  const [m, d] = [numeral(month ?? ''), numeral(day ?? '')];
  if (!year || !m || !d || after === undefined || !AFTER.test(after)) return null;
  return {
    year: Number(digitsOf(year)),
    month: m.value,
    day: d.value,
    tags: ['date-cn', ...(after === '' ? [] : (['date-time'] as const))],
  };
}

/** 25/12/2021 and 12/25/2021 are one day each, 3/5/2021 could be two: it is left alone. */
function yearLast(text: string): Found | null {
  const [, first, separator, second, year] = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (!first || !separator || !second || !year) return null;
  const [a, b] = [Number(first), Number(second)];
  if (a <= 12 && b <= 12 && a !== b) return null;
  const [month, day] = a > 12 ? [b, a] : [a, b];
  return { year: Number(year), month, day, tags: separator === '-' ? ['date-other'] : separatorTag(separator, false) };
}
