// The year's own pace: working days, the weeks around 春节 in which little is cleared, and the winter in which more
// people come.
import { type Calendar, isWorkingDay } from '../calendar/calendar.ts';
import { addDays, type CivilDate, civilDate, daysBetween, yearOf } from '../calendar/civil-date.ts';

/** 正月初一 of the years 2005 to 2050; a week beyond them is taken as any other. */
const NEW_YEARS: ReadonlyMap<number, CivilDate> = new Map(
  `2005-02-09 2006-01-29 2007-02-18 2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31
   2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10
   2025-01-29 2026-02-17 2027-02-07 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19
   2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 2040-02-12 2041-02-01 2042-01-22 2043-02-10 2044-01-30
   2045-02-17 2046-02-06 2047-01-26 2048-02-14 2049-02-02 2050-01-23`
    .split(/\s+/)
    .map((text) => [Number(text.slice(0, 4)), civilDate(text)]),
);

/** Working days of the seven that begin on `monday`; never 0, so that a rate can be told for every week. */
export function workingDays(calendar: Calendar, monday: CivilDate): number {
  const days = [0, 1, 2, 3, 4, 5, 6].filter((n) => isWorkingDay(calendar, addDays(monday, n))).length;
  return Math.max(0.5, days);
}

/** Whether the week touches the time from ten days before 春节 to 元宵 (the fifteenth day). */
export function isFestival(monday: CivilDate): boolean {
  const newYear = NEW_YEARS.get(yearOf(monday));
  if (newYear === undefined) return false;
  const since = daysBetween(newYear, monday);
  return since > -16 && since < 15;
}

/** December to February: wages fall due before the year ends, and people go home. */
export const isWinter = (monday: CivilDate): boolean => ['12', '01', '02'].includes(monday.slice(5, 7));

/** What one expects before any season was seen, as if so many counts had been seen in one. */
const PRIOR_COUNTS = 5;

/** Learns how a season differs, counts in it over counts expected without it; held back towards `prior` while little was seen of it. */
export function learnSeason(
  weeks: readonly { readonly count: number; readonly exposure: number; readonly inSeason: boolean }[],
  prior: number,
): number {
  let seen = prior * PRIOR_COUNTS;
  let expected = PRIOR_COUNTS;
  for (const [i, week] of weeks.entries()) {
    if (!week.inSeason) continue;
    const near = weeks.slice(Math.max(0, i - 13), i + 14).filter((w) => !w.inSeason);
    const stood = near.reduce((sum, w) => sum + w.exposure, 0);
    if (stood === 0) continue;
    seen += week.count;
    expected += (near.reduce((sum, w) => sum + w.count, 0) / stood) * week.exposure;
  }
  return seen / expected;
}
