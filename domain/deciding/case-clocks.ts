// The clocks of a case: starting, extending, pausing, resetting, ending. What a rule says is data; this only counts.

import type { Calendar } from '../calendar/calendar.ts';
import type { CivilDate } from '../calendar/civil-date.ts';
import { addDays, beijingDate } from '../calendar/civil-date.ts';
import {
  type AgreedLength,
  type Amount,
  type Case,
  type Clock,
  clockOf,
  isRunning,
  type PartyId,
  type Pause,
} from '../case.ts';
import { type Due, dueDate, type Period } from '../deadline/clock.ts';
import type { ClockRule, Source } from '../rulebook/clock-rule.ts';
import { articleRef, type ClockId, clockRule } from '../rulebook/rulebook.ts';
import { warningDays } from '../rulebook/warnings.ts';
import { type Draft, put } from './draft.ts';

export interface Start {
  readonly proceeding: number | null;
  readonly start: CivilDate;
  readonly party?: PartyId;
  readonly instalment?: number;
  readonly measure?: number;
  readonly award?: number;
  /** The last day that was agreed, for periods whose length the parties set. */
  readonly until?: CivilDate;
}

/** Starts one run of a clock and returns its number. */
export function startClock(draft: Draft, id: ClockId, what: Start): number {
  const rule = clockRule(id, draft.case.region);
  const length = lengthOf(rule, what);
  const { warnings, ...dates } = firstDates(id, draft.case.region, what.start, length, draft.world.calendar);
  const no = draft.case.clocks.length + 1;
  put(draft, {
    t: 'clock-started',
    clock: {
      no,
      rule: id,
      proceeding: what.proceeding,
      party: what.party ?? null,
      instalment: what.instalment ?? null,
      ...(what.measure !== undefined && { measure: what.measure }),
      ...(what.award !== undefined && { award: what.award }),
      start: what.start,
      proof: draft.seq,
      length,
      extension: null,
      extensions: 0,
      pauses: [],
      ...dates,
      warnings,
      // A clock that is dated back does not warn of what is past.
      warned: warnings.filter((day) => day < draft.on).length,
      rungs: 0,
      state: 'running',
      endedOn: null,
    },
  });
  return no;
}

type Dates = Pick<Clock, 'nominal' | 'legal' | 'provisional' | 'warnings'>;

/** Clocks start on few days: the dates of a rule and a day are counted once. No more than these are kept. */
const MOST_DATES = 4_096;
const counted = new WeakMap<Calendar, Map<string, Dates>>();

/** The dates of a run that nothing has moved yet. */
function firstDates(id: ClockId, region: string, start: CivilDate, length: AgreedLength, calendar: Calendar): Dates {
  const known = counted.get(calendar) ?? new Map<string, Dates>();
  counted.set(calendar, known.size < MOST_DATES ? known : new Map());
  const key = [id, region, start, 'until' in length ? length.until : ''].join();
  const found = known.get(key);
  if (found) return found;
  const due = dueOf({ rule: id, start, length, extension: null, pauses: [], region }, calendar);
  const warnings = warningsOf(clockRule(id, region), start, due, calendar);
  const dates = { nominal: due.nominal, legal: due.legal, provisional: due.provisional, warnings };
  known.set(key, dates);
  return dates;
}

function lengthOf(rule: ClockRule, what: Start): AgreedLength {
  if (typeof rule.length === 'object') return rule.length;
  return { until: what.until ?? what.start };
}

type Counted = Pick<Clock, 'rule' | 'start' | 'length' | 'extension' | 'pauses'> & { readonly region?: string };

/** The due date of a run and its derivation, from what the run stores. The one place where a run is counted. */
export function dueOf(clock: Counted, calendar: Calendar, proof?: string): Due {
  const rule = clockRule(clock.rule, clock.region);
  const agreed = 'until' in clock.length ? clock.length.until : null;
  const length: Amount = 'until' in clock.length ? { n: 0, unit: 'day' } : clock.length;
  const period: Period = {
    ...length,
    ...(rule.direction && { direction: rule.direction }),
    ...(rule.roll && { roll: rule.roll }),
  };
  return dueDate(agreed ?? clock.start, period, calendar, {
    ...(clock.extension && { extend: clock.extension }),
    exclude: clock.pauses.flatMap((p) => (p.to === null ? [] : [{ from: p.from, to: p.to, why: p.ground }])),
    trigger: { what: rule.starts.zh, proof: proof ?? '' },
    source: articleRef(rule.source),
  });
}

/** Law, by its short name, and article in one phrase. */
export const citationOf = (source: Source): string =>
  'law' in source ? `${source.law} ${source.article}` : `${source.policy} ${source.document}`;

/** The dates of a run, counted anew; for showing, checking and re-projecting. */
export const explain = (c: Case, clock: Clock, calendar: Calendar): Due =>
  dueOf({ ...clock, region: c.region }, calendar, `event ${clock.proof}`);

function warningsOf(rule: ClockRule, start: CivilDate, due: Due, calendar: Calendar): readonly CivilDate[] {
  return warningDays(rule, { start, nominal: due.nominal }, calendar);
}

/** Runs of that rule which still run, of one proceeding (or of the case with null, anywhere with undefined). */
export function runningClocks(c: Case, rule: ClockId, proceeding?: number | null): readonly Clock[] {
  return c.clocks.filter(
    (k) => k.rule === rule && isRunning(k) && (proceeding === undefined || k.proceeding === proceeding),
  );
}

/** Ends every running clock of those rules in the proceeding. */
export function endClocks(
  draft: Draft,
  rules: readonly ClockId[] | undefined,
  proceeding: number | null | undefined,
  how: 'met' | 'ended' | 'superseded',
  only?: (clock: Clock) => boolean,
): void {
  for (const rule of rules ?? []) {
    for (const clock of runningClocks(draft.case, rule, proceeding)) {
      if (!only || only(clock)) put(draft, { t: 'clock-ended', clock: clock.no, how });
    }
  }
}

/** Ends all clocks of a proceeding that is over. Rights that outlive it are started in the proceeding that follows. */
export function endAllClocks(draft: Draft, proceeding: number, how: 'met' | 'ended'): void {
  for (const clock of draft.case.clocks) {
    if (clock.proceeding === proceeding && isRunning(clock)) put(draft, { t: 'clock-ended', clock: clock.no, how });
  }
}

type Moved = Partial<Pick<Clock, 'start' | 'extension' | 'extensions' | 'pauses' | 'state'>>;

/** Changes what a run is counted from and counts it anew; old dates stay in the event. */
export function moveClock(
  draft: Draft,
  no: number,
  cause: 'extended' | 'paused' | 'resumed' | 'corrected' | 'calendar',
  changed: Moved,
): void {
  const clock = clockOf(draft.case, no);
  const next = { ...clock, ...changed, region: draft.case.region };
  const due = dueOf(next, draft.world.calendar);
  const rule = clockRule(clock.rule, draft.case.region);
  const warnings = warningsOf(rule, next.start, due, draft.world.calendar);
  const today = beijingDate(draft.world.at);
  put(draft, {
    t: 'clock-moved',
    clock: no,
    cause,
    set: {
      ...changed,
      nominal: due.nominal,
      legal: due.legal,
      provisional: due.provisional,
      warnings,
      // Warned of once: a day that is past or is today does not come again.
      warned: warnings.filter((day) => day <= today).length,
      // What was overdue runs again only when its new end lies ahead.
      ...(clock.state === 'overdue' && due.legal >= today && { state: 'running' as const }),
    },
    before: { nominal: clock.nominal, legal: clock.legal },
  });
}

/** Begins a pause; the clock stands still (grey) until it is resumed. */
export function pauseClock(draft: Draft, no: number, ground: string): void {
  const clock = clockOf(draft.case, no);
  moveClock(draft, no, 'paused', {
    pauses: [...clock.pauses, { from: draft.on, to: null, ground }],
    state: 'suspended',
  });
}

/** Ends the open pause; the day of resumption counts (C8). */
export function resumeClock(draft: Draft, no: number): void {
  const clock = clockOf(draft.case, no);
  const pauses = clock.pauses.map((p): Pause => (p.to === null ? { ...p, to: draft.on } : p));
  const real = pauses.filter((p) => p.to === null || p.from < p.to);
  moveClock(draft, no, 'resumed', { pauses: real, state: 'running' });
}

/** A pause whose end is already known, such as service by publication. `days` from today on are not counted. */
export function excludeDays(draft: Draft, no: number, days: number, ground: string): void {
  const clock = clockOf(draft.case, no);
  moveClock(draft, no, 'paused', {
    pauses: [...clock.pauses, { from: draft.on, to: addDays(draft.on, days), ground }],
  });
}

/** Ends the running runs of a rule as superseded and starts another on the day of the reset (C9). */
export function resetClock(draft: Draft, rule: ClockId, proceeding: number | null): void {
  const runs = runningClocks(draft.case, rule, proceeding);
  if (runs.length === 0) return;
  endClocks(draft, [rule], proceeding, 'superseded');
  startClock(draft, rule, { proceeding, start: draft.on });
}
