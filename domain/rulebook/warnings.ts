// When a running period warns its bearer, before its nominal end (C13). Design default, without legal force.

import { addWorkdays, type Calendar, isWorkingDay, previousWorkingDay } from '../calendar/calendar.ts';
import { addDays, type CivilDate, daysBetween } from '../calendar/civil-date.ts';
import type { ClockRule } from './clock-rule.ts';

/** Source: design default of this project, to be confirmed by the supervisor of the bureau. */
export const WARNING_PLAN = {
  /** Periods of years, limitation above all: days before the nominal end. */
  years: { daysBefore: [60, 15] },
  /** All other periods, in the period's own days. */
  shorter: {
    /** First warning when this share of the period is left, and at least one working day. */
    shareLeft: 1 / 3,
    /** Periods up to this many days have only the last warning, one working day before the end. */
    onlyLastUpTo: 5,
    /** Periods up to this many days have none. */
    noneUpTo: 1,
  },
} as const;

/**
 * Days on which to warn, earliest first, at most two, each after `start` and before `nominal`.
 *
 * A period counted back from an event, and a payday, have only the last warning.
 */
export function warningDays(
  rule: ClockRule,
  due: { readonly start: CivilDate; readonly nominal: CivilDate },
  calendar: Calendar,
): readonly CivilDate[] {
  if (rule.direction === 'backward' || rule.length === 'payday') return [beforeRolledBack(due.nominal, calendar)];
  if (isYears(rule)) {
    const { daysBefore } = WARNING_PLAN.years;
    return daysBefore.map((n) => addDays(due.nominal, -n)).filter((day) => day > due.start);
  }
  return shortWarnings(rule, due, calendar);
}

/** These roll backwards, so their legal end may come before the nominal one. */
function beforeRolledBack(nominal: CivilDate, calendar: Calendar): CivilDate {
  const legal = isWorkingDay(calendar, nominal) ? nominal : previousWorkingDay(calendar, nominal);
  return previousWorkingDay(calendar, legal);
}

function isYears(rule: ClockRule): boolean {
  return typeof rule.length === 'object' && rule.length.unit === 'year';
}

function shortWarnings(
  rule: ClockRule,
  { start, nominal }: { readonly start: CivilDate; readonly nominal: CivilDate },
  calendar: Calendar,
): readonly CivilDate[] {
  const { shareLeft, onlyLastUpTo, noneUpTo } = WARNING_PLAN.shorter;
  const inWorkdays = typeof rule.length === 'object' && rule.length.unit === 'workday';
  const total = inWorkdays ? workdaysIn(start, nominal, calendar) : daysBetween(start, nominal);
  if (total <= noneUpTo) return [];
  const last = lastWarning(start, nominal, calendar);
  if (total <= onlyLastUpTo) return [last];
  const left = Math.floor(total * shareLeft);
  const first = inWorkdays ? addWorkdays(calendar, nominal, -left) : addDays(nominal, -left);
  return first < last && first > start ? [first, last] : [last];
}

/** One working day before; where a long holiday leaves none since the start, the day before. */
function lastWarning(start: CivilDate, nominal: CivilDate, calendar: Calendar): CivilDate {
  const workday = previousWorkingDay(calendar, nominal);
  return workday > start ? workday : addDays(nominal, -1);
}

/** Working days after `start` up to and including `end`. */
function workdaysIn(start: CivilDate, end: CivilDate, calendar: Calendar): number {
  let count = 0;
  for (let at = addDays(start, 1); at <= end; at = addDays(at, 1)) {
    if (isWorkingDay(calendar, at)) count += 1;
  }
  return count;
}
