// A day in Beijing: legal periods are counted on these, never on instants.

/** `YYYY-MM-DD` in Asia/Shanghai, 1949-01-01 to 2199-12-31; made only by {@link civilDate} and the functions below. */
export type CivilDate = string & { readonly __brand: 'CivilDate' };

const FIRST_YEAR = 1949;
const LAST_YEAR = 2199;
const DAY_MS = 86_400_000;
/** Beijing is UTC+8 the whole year; summer time ended in 1991 (C1). */
const BEIJING_OFFSET_MS = 8 * 3_600_000;
const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** @throws RangeError if the text is not a day that exists, or lies outside 1949-01-01 to 2199-12-31 */
export function civilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw new RangeError(`not a day between 1949-01-01 and 2199-12-31: ${text.slice(0, 40)}`);
  return text;
}

export function isCivilDate(text: string): text is CivilDate {
  const found = FORM.exec(text);
  if (!found) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** @param n whole days, negative for earlier @throws RangeError outside the range of days */
export function addDays(d: CivilDate, n: number): CivilDate {
  return fromDayNumber(dayNumber(d) + whole(n));
}

/**
 * The day of the same number in the month `n` months on; where that month has no such day, its last day (C5,
 * 民法典 第二百零二条). 2024-02-29 + 12 = 2025-02-28.
 *
 * @param n whole months, negative for earlier
 * @throws RangeError outside the range of days
 */
export function addMonths(d: CivilDate, n: number): CivilDate {
  const { year, month, day } = partsOf(d);
  const months = year * 12 + (month - 1) + whole(n);
  const target = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  return fromParts({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
}

/** Days from `a` to `b`: `b − a`, negative where `b` is earlier. */
export function daysBetween(a: CivilDate, b: CivilDate): number {
  return dayNumber(b) - dayNumber(a);
}

/** 0 is Sunday, 6 Saturday. */
export function dayOfWeek(d: CivilDate): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  // Day 0 is 1970-01-01, a Thursday.
  const days = [4, 5, 6, 0, 1, 2, 3] as const;
  return days[((dayNumber(d) % 7) + 7) % 7] ?? 4;
}

/**
 * The day in Beijing in which an instant lies (C1).
 *
 * @param instantMs milliseconds since 1970-01-01T00:00Z @throws RangeError outside the range of days
 */
export function beijingDate(instantMs: number): CivilDate {
  if (!Number.isFinite(instantMs)) throw new RangeError(`not an instant: ${instantMs}`);
  return fromDayNumber(Math.floor((instantMs + BEIJING_OFFSET_MS) / DAY_MS));
}

/** 00:00 in Beijing, in milliseconds since 1970-01-01T00:00Z. */
export function startOfDayMs(d: CivilDate): number {
  return dayNumber(d) * DAY_MS - BEIJING_OFFSET_MS;
}

/** 24:00 in Beijing, which is 00:00 of the day after: the first instant that is too late (C6). */
export function endOfDayMs(d: CivilDate): number {
  return startOfDayMs(d) + DAY_MS;
}

export function yearOf(d: CivilDate): number {
  return digits(d, 0) * 100 + digits(d, 2);
}

function partsOf(d: CivilDate): Parts {
  return { year: yearOf(d), month: digits(d, 5), day: digits(d, 8) };
}

/** Two digits of a day. Counting reads millions of them, so no text is made for each. */
const digits = (d: CivilDate, at: number): number => d.charCodeAt(at) * 10 + d.charCodeAt(at + 1) - 528;

/** The one place that makes a civil date without reading a text: only the year can be wrong here. */
function fromParts({ year, month, day }: Parts): CivilDate {
  if (year < FIRST_YEAR || year > LAST_YEAR) throw new RangeError(`no day between 1949 and 2199: year ${year}`);
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` as CivilDate;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function whole(n: number): number {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number: ${n}`);
  return n;
}

/** Days since 1970-01-01, counted in 400-year cycles of years that begin in March. */
function dayNumber(d: CivilDate): number {
  const { year, month, day } = partsOf(d);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function fromDayNumber(n: number): CivilDate {
  const shifted = n + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapless = dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524);
  const yearOfEra = Math.floor((leapless - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return fromParts({ year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day });
}
