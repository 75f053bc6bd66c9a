// The day of a test that writes today's date and reads it back.
import { setTimeout as sleep } from 'node:timers/promises';
import { CHINA, nextWorkingDay } from '../../domain/calendar/calendar.ts';
import { addDays, addMonths, beijingDate, type CivilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';

const DAY_MS = 86_400_000;
/** After midnight: a new day begins, and then the day before counts as finished (`finishedDay`). */
const TURNS_MS = [0, 600_000];
const NEAR_MS = 30_000;

/** Today in Beijing. Where it is about to change it is waited for, so that no test sees two days. */
export async function settledToday(): Promise<CivilDate> {
  const now = Date.now();
  const sinceMidnight = now - startOfDayMs(beijingDate(now));
  const left = Math.min(...TURNS_MS.map((turn) => (turn - sinceMidnight + DAY_MS) % DAY_MS));
  if (left < NEAR_MS) await sleep(left + 1_000);
  return beijingDate(Date.now());
}

/** Within every limitation, whenever the tests run. */
export const LAST_MONTH: CivilDate = addDays(beijingDate(Date.now()), -30);

/** The last day of a year that begins on `day` (民法典 第二百零三条). */
export const aYearOn = (day: CivilDate): CivilDate => nextWorkingDay(CHINA, addDays(addMonths(day, 12), -1));
