// 清零行动: what each unit owes a campaign in a week, and who is told when it does not come. A campaign sets targets and
// tells people; it clears nothing and closes nothing.
import { addDays, type CivilDate, dayOfWeek, daysBetween } from '../calendar/civil-date.ts';
import type { StaffRole } from '../roles.ts';
import type { CaseId, DayBalance } from './balance.ts';
import type { Forecast, HandlerEffect, NotGiven } from './forecast.ts';

/** What a campaign tells: the reminder goes to who handles the cases, all else up the ladder. */
export const CAMPAIGN_NEWS = ['week-reminder', 'week-late', 'escalated', 'target-near', 'target-passed'] as const;
export type CampaignNews = (typeof CAMPAIGN_NEWS)[number];

/** What a campaign looks forward to, as of one day. */
export interface Outlook {
  readonly on: CivilDate;
  readonly forecast: Forecast;
  readonly oneMoreHandler: HandlerEffect | NotGiven;
}

export const mondayOf = (on: CivilDate): CivilDate => addDays(on, -((dayOfWeek(on) + 6) % 7));

/** An even share of what is open over the weeks that are left, this one included; all of it once the target has passed. */
export function weeklyTarget(open: number, monday: CivilDate, targetOn: CivilDate): number {
  const weeks = Math.max(1, Math.ceil((daysBetween(monday, targetOn) + 1) / 7));
  return Math.ceil(open / weeks);
}

/** How many of these cases stand open at the end of the day, by unit; units with none left are there with 0. */
export function openByUnit(
  units: ReadonlyMap<CaseId, string>,
  closing: readonly CaseId[],
): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  for (const unit of units.values()) open.set(unit, 0);
  for (const id of closing) {
    const unit = units.get(id);
    if (unit !== undefined) open.set(unit, (open.get(unit) ?? 0) + 1);
  }
  return open;
}

/** Cleared in these days less what came back, by unit. */
export function clearedByUnit(
  units: ReadonlyMap<CaseId, string>,
  days: readonly Pick<DayBalance, 'cleared' | 'relapsed'>[],
): ReadonlyMap<string, number> {
  const cleared = new Map<string, number>();
  const count = (ids: readonly CaseId[], by: number) => {
    for (const id of ids) {
      const unit = units.get(id);
      if (unit !== undefined) cleared.set(unit, (cleared.get(unit) ?? 0) + by);
    }
  };
  for (const day of days) {
    count(day.cleared.cases, 1);
    count(day.relapsed.cases, -1);
  }
  return cleared;
}

/** 3 is Wednesday: at its end a unit that is behind is reminded. */
export const REMINDED_ON = 3;

/** Who hears of a unit's late weeks in a row: the first goes to its head, further ones up the ladder. */
const LATE: readonly StaffRole[] = ['authority-head', 'division-head', 'deputy-director'];
export const lateRole = (weeksInARow: number): StaffRole =>
  LATE[Math.min(Math.max(weeksInARow, 1), LATE.length) - 1] ?? 'deputy-director';
