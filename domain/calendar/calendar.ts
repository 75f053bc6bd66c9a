// Which days are worked in China: weekends, public holidays and make-up working days, from dated yearly editions.
import { addDays, type CivilDate, civilDate, dayOfWeek, yearOf } from './civil-date.ts';
import { EDITIONS, type Holiday, type YearEdition } from './editions.ts';

export interface CalendarDay {
  readonly working: boolean;
  readonly why: 'weekday' | 'weekend' | 'holiday' | 'make-up';
  /** Name of the holiday, also on a make-up day: the holiday it makes up for. */
  readonly name?: string;
  /** Number of the notice that governs the day; absent where none is published. */
  readonly edition?: string;
  /** False where a notice still to come may say otherwise (C12). */
  readonly known: boolean;
}

/** A dated state of the public calendar. Beyond the published years it answers by weekends and fixed holidays (C12). */
export interface Calendar {
  /** Names the years and the date of the newest notice, so that two states never share a name. */
  readonly id: string;
  readonly from: CivilDate;
  /** Last day that no coming notice is expected to change: 24 December of the last published year (C12). */
  readonly horizon: CivilDate;
  day(d: CivilDate): CalendarDay;
}

/** Whether a calendar, by its id, follows from a later notice than another: then dates are counted by it (C12). */
export const isNewer = (id: string, than: string): boolean => noticeOfId(id) > noticeOfId(than);
const noticeOfId = (id: string): string => id.slice(id.indexOf('@') + 1);

/** The days that are off every year whatever the notice says (全国年节及纪念日放假办法 第二条, since 2025). */
const FIXED: ReadonlyMap<string, string> = new Map([
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['05-02', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
]);

interface Named {
  readonly why: 'holiday' | 'make-up';
  readonly name: string;
  readonly edition: string;
}

/**
 * The calendar that follows from these editions; of two editions of one year the newer counts.
 *
 * @throws RangeError without any edition, with a year missing between two, or with a day that an edition writes wrongly
 */
export function calendarOf(editions: readonly YearEdition[]): Calendar {
  const newest = newestOfEachYear(editions);
  const first = newest[0];
  const last = newest.at(-1);
  if (!first || !last) throw new RangeError('a calendar needs at least one edition');
  const named = new Map(newest.flatMap((edition) => edition.holidays.flatMap((holiday) => daysOf(edition, holiday))));
  const noticeOf = new Map(newest.map((edition) => [edition.year, edition.notice]));
  const newestNotice = newest.map(lastChange).reduce((a, b) => (a > b ? a : b));
  const judge = (d: CivilDate): CalendarDay => {
    const known = yearsNeeded(d).every((year) => noticeOf.has(year));
    const edition = noticeOf.get(yearOf(d));
    const found = named.get(d) ?? (edition === undefined ? fixed(d) : undefined);
    const base = { known, ...(edition === undefined ? {} : { edition }) };
    if (found) return { ...base, ...found, working: found.why === 'make-up' };
    return isWeekend(d) ? { ...base, working: false, why: 'weekend' } : { ...base, working: true, why: 'weekday' };
  };
  const judged = new Map<CivilDate, CalendarDay>();
  return {
    id: `cn-${first.year}-${last.year}@${newestNotice}`,
    from: civilDate(`${first.year}-01-01`),
    horizon: civilDate(`${last.year}-12-24`),
    day: (d) => {
      const known = judged.get(d);
      if (known) return known;
      const day = judge(d);
      judged.set(d, day);
      return day;
    },
  };
}

/** China's calendar by the newest editions of all published years. */
export const CHINA: Calendar = calendarOf(EDITIONS);

export function isWorkingDay(calendar: Calendar, d: CivilDate): boolean {
  return calendar.day(d).working;
}

/** The first working day after `d`. */
export function nextWorkingDay(calendar: Calendar, d: CivilDate): CivilDate {
  return addWorkdays(calendar, d, 1);
}

/** The last working day before `d`. */
export function previousWorkingDay(calendar: Calendar, d: CivilDate): CivilDate {
  return addWorkdays(calendar, d, -1);
}

/**
 * The `n`-th working day after `d`, before it for negative `n`; make-up days count (C4). `n` = 0 is `d` itself.
 *
 * @throws RangeError if `n` is not whole or the day lies outside the range of days
 */
export function addWorkdays(calendar: Calendar, d: CivilDate, n: number): CivilDate {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number of working days: ${n}`);
  let day = d;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, Math.sign(n));
    if (calendar.day(day).working) left--;
  }
  return day;
}

/**
 * The years whose notices decide about a day: its own, and in its last week the next one, which may move days around
 * New Year (it did on 2018-12-29 and 2011-12-31; C12).
 */
export function yearsNeeded(d: CivilDate): readonly number[] {
  const year = yearOf(d);
  return d.slice(5) >= '12-25' ? [year, year + 1] : [year];
}

function newestOfEachYear(editions: readonly YearEdition[]): readonly YearEdition[] {
  const byYear = new Map<number, YearEdition>();
  for (const edition of editions) {
    const other = byYear.get(edition.year);
    if (!other || lastChange(edition) >= lastChange(other)) byYear.set(edition.year, edition);
  }
  const sorted = [...byYear.values()].sort((a, b) => a.year - b.year);
  sorted.forEach((edition, i) => {
    const before = sorted[i - 1];
    if (before && before.year + 1 !== edition.year) throw new RangeError(`no edition for ${before.year + 1}`);
  });
  return sorted;
}

function lastChange(edition: YearEdition): CivilDate {
  return edition.amended?.published ?? edition.published;
}

function daysOf(edition: YearEdition, holiday: Holiday): readonly (readonly [CivilDate, Named])[] {
  const { name, notice: own } = holiday;
  const notice = own ?? edition.notice;
  const off = holiday.off.flatMap((range) => expand(edition.year, range));
  const makeUp = (holiday.makeUp ?? []).flatMap((range) => expand(edition.year, range));
  const stray = makeUp.find((d) => !isWeekend(d));
  if (stray) throw new RangeError(`${edition.year} ${name}: ${stray} is no weekend day and cannot be a make-up day`);
  return [
    ...off.map((d) => [d, { why: 'holiday', name, edition: notice }] as const),
    ...makeUp.map((d) => [d, { why: 'make-up', name, edition: notice }] as const),
  ];
}

function expand(year: number, range: string): readonly CivilDate[] {
  const [first = '', last = first] = range.split('..').map((text) => (text.length === 5 ? `${year}-${text}` : text));
  const days = [civilDate(first)];
  const end = civilDate(last);
  if (end < civilDate(first)) throw new RangeError(`${range} ends before it begins`);
  for (let d = civilDate(first); d < end; ) {
    d = addDays(d, 1);
    days.push(d);
  }
  return days;
}

function fixed(d: CivilDate): { readonly why: 'holiday'; readonly name: string } | undefined {
  const name = FIXED.get(d.slice(5));
  return name === undefined ? undefined : { why: 'holiday', name };
}

function isWeekend(d: CivilDate): boolean {
  const weekday = dayOfWeek(d);
  return weekday === 0 || weekday === 6;
}
