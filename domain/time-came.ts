// What time does by itself: warnings, lapses and the supervisors' ladder, each at its legal instant, oldest first; and
// before them the recount of all dates by a newer calendar. Time notifies, unlocks, marks as failed or tells a supervisor; it never files, settles, withdraws or closes.

import type { NoticeId } from './attention/notices.ts';
import { isSupervised, nextRung } from './attention/supervision.ts';
import { type Calendar, isNewer } from './calendar/calendar.ts';
import { beijingDate, endOfDayMs, startOfDayMs } from './calendar/civil-date.ts';
import {
  type Case,
  type CaseEvent,
  type Clock,
  CorruptRecord,
  clockOf,
  evolve,
  isRunning,
  openProceedings,
  type Proceeding,
} from './case.ts';
import { citationOf, explain, moveClock } from './deciding/case-clocks.ts';
import { bringAbout } from './deciding/consequences.ts';
import { type Draft, draftOf, put, seal, tell, type World } from './deciding/draft.ts';
import { keepFollowUp } from './deciding/follow-up.ts';
import { check } from './deciding/guards.ts';
import { enterState } from './deciding/proceed.ts';
import type { Lapse } from './procedures/procedure.ts';
import { stateOf } from './procedures/procedures.ts';
import { clockRule } from './rulebook/rulebook.ts';

/** 时点: the next moment at which a clock wants attention. */
export interface Instant {
  /** Legal instant, epoch ms. */
  readonly at: number;
  readonly clock: number;
  readonly what: 'warn' | 'lapse' | 'escalate';
}

const HOUR_MS = 3_600_000;
/** Warnings go out at the beginning of the office day, rungs of the ladder half an hour later (design default). */
const WARN_AT_MS = 8.5 * HOUR_MS;
const ESCALATE_AT_MS = 9 * HOUR_MS;

/** The earliest instant of all running clocks; null when none wants attention. */
export function nextInstant(c: Case, calendar: Calendar): Instant | null {
  let next: Instant | null = null;
  if (c.status === 'closed') return null;
  for (const clock of c.clocks) {
    const instant = instantOf(c, clock, calendar);
    if (instant && (!next || instant.at < next.at)) next = instant;
  }
  return next;
}

function instantOf(c: Case, clock: Clock, calendar: Calendar): Instant | null {
  if (clock.state === 'running') return warningOrLapse(clock);
  if (clock.state !== 'overdue') return null;
  const next = nextRung(c, clock, calendar);
  return next && { at: startOfDayMs(next.on) + ESCALATE_AT_MS, clock: clock.no, what: 'escalate' };
}

function warningOrLapse(clock: Clock): Instant {
  const lapse: Instant = { at: endOfDayMs(clock.legal), clock: clock.no, what: 'lapse' };
  const day = clock.warnings[clock.warned];
  if (day === undefined) return lapse;
  const at = startOfDayMs(day) + WARN_AT_MS;
  return at < lapse.at ? { at, clock: clock.no, what: 'warn' } : lapse;
}

const proceedingOfClock = (c: Case, clock: Clock): Proceeding | null =>
  c.proceedings.find((p) => p.no === clock.proceeding) ?? null;

export interface Passed {
  readonly events: readonly CaseEvent[];
  readonly after: Case;
}

/** Everything that time has brought up to `world.at`. Nothing due gives no events. */
export function timeCame(before: Case, world: World): Passed {
  const recounted = recount(before, world);
  if (!recounted) return pass(before, world, (instant) => instant.at <= world.at);
  const { events, after } = pass(evolve(before, recounted), world, (instant) => instant.at <= world.at);
  return { events: [recounted, ...events], after };
}

/** The next `n` automatic acts if nobody acts, oldest first. */
export function forecast(c: Case, world: World, n: number): readonly CaseEvent[] {
  const recounted = recount(c, world);
  return pass(recounted ? evolve(c, recounted) : c, world, (_, done) => done < n).events.slice(0, n);
}

/**
 * A newer calendar than the one that the case is counted by (C12): one event counts all its running clocks anew, before
 * anything that is due by the old dates. What was counted by a newer one still is never counted back.
 */
function recount(c: Case, world: World): CaseEvent | null {
  const { calendar } = world;
  if (c.status === 'closed' || !isNewer(calendar.id, c.calendar)) return null;
  const at = Math.min(world.at, nextInstant(c, calendar)?.at ?? world.at);
  const draft = draftOf(c, beijingDate(at), world);
  for (const clock of c.clocks) {
    if (!isRunning(clock)) continue;
    const due = explain(c, clock, calendar);
    if (due.legal !== clock.legal || due.nominal !== clock.nominal || due.provisional !== clock.provisional)
      moveClock(draft, clock.no, 'calendar', {});
  }
  put(draft, { t: 'recounted', calendar: calendar.id });
  return seal(draft, {
    command: `time:0:recount:${calendar.id}`,
    type: 'recount',
    by: TIME,
    at,
    proceeding: null,
    article: '设计 放假通知公布后重新核算',
  });
}

function pass(before: Case, world: World, goOn: (next: Instant, done: number) => boolean): Passed {
  const events: CaseEvent[] = [];
  let c = before;
  for (
    let next = nextInstant(c, world.calendar);
    next && goOn(next, events.length);
    next = nextInstant(c, world.calendar)
  ) {
    const event = happen(c, next, world);
    c = evolve(c, event);
    events.push(event);
  }
  return { events, after: c };
}

function happen(c: Case, { at, clock: no, what }: Instant, world: World): CaseEvent {
  const clock = clockOf(c, no);
  const draft = draftOf(c, beijingDate(at), { ...world, at });
  const day = ACTS[what](draft, clock);
  return seal(draft, {
    command: `time:${no}:${what}:${day}`,
    type: what,
    by: { kind: 'time', clock: no },
    at,
    proceeding: clock.proceeding,
    article: citationOf(clockRule(clock.rule, c.region).source),
  });
}

/** Each returns the day, or the rung, that makes its event unique for this clock. */
const ACTS: Readonly<Record<Instant['what'], (draft: Draft, clock: Clock) => string | number>> = {
  warn: (draft, clock) => {
    put(draft, { t: 'warned', clock: clock.no, which: clock.warned + 1 });
    const p = proceedingOfClock(draft.case, clock);
    if (p) tell(draft, p, [['deadline-near', 'office']], clock.no);
    else tellRegistrar(draft, 'deadline-near', clock.no);
    return draft.on;
  },
  lapse: (draft, clock) => {
    lapse(draft, clock);
    keepFollowUp(draft);
    return clock.legal;
  },
  escalate: (draft, clock) => {
    const next = nextRung(draft.case, clock, draft.world.calendar);
    if (!next) throw new CorruptRecord(`clock ${clock.no} has no next rung`);
    const { rung, role, again } = next;
    put(draft, { t: 'escalated', clock: clock.no, rung, role });
    return again ? `${rung}:${again}` : rung;
  },
};

function lapse(draft: Draft, clock: Clock): void {
  const p = openProceedings(draft.case).find((x) => x.no === clock.proceeding) ?? null;
  const entry = p ? stateOf(p.procedure, p.state).lapse?.[clock.rule] : undefined;
  const supervised = isSupervised(clockRule(clock.rule, draft.case.region));
  const ended = { t: 'clock-ended', clock: clock.no, how: 'lapsed' } as const;
  if (!supervised) put(draft, ended);
  const moves = p && entry?.to && holds(draft, p, entry) ? entry.to : null;
  if (supervised) put(draft, moves ? ended : { t: 'overdue', clock: clock.no });
  if (!p) tellRegistrar(draft, 'period-over', clock.no);
  else afterLapse(draft, clock, p, entry, moves);
}

function afterLapse(draft: Draft, clock: Clock, p: Proceeding, entry: Lapse | undefined, moves: string | null): void {
  if (moves) enterState(draft, p.no, moves);
  if (moves || !entry?.to) {
    bringAbout(draft, entry?.brings, { proceeding: p.no, terms: null, party: clock.party });
    tell(draft, p, entry?.tells ?? [['period-over', 'office']], clock.no);
  }
}

function holds(draft: Draft, p: Proceeding, entry: Lapse): boolean {
  const asked = {
    case: draft.case,
    proceeding: p,
    command: { type: 'note' as const },
    by: TIME,
    on: draft.on,
    world: draft.world,
  };
  if (entry.when && check([entry.when], asked)) return false;
  return !(entry.unless && !check([entry.unless], asked));
}
const TIME = { kind: 'time', clock: 0 } as const;

function tellRegistrar(draft: Draft, template: NoticeId, clock: number): void {
  put(draft, { t: 'notice', template, to: { office: draft.case.registeredBy, role: 'registrar' }, clock });
}
