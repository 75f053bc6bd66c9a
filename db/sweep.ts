// The sweeper's batches: what the database's clock says is due is lapsed, warned of and escalated through the same door
// as by the workflows, many cases in one transaction. At midnight, when deadlines fall together, it is the main road.
// When a new holiday notice is there, open cases are counted by it.

import { isNewer } from '../domain/calendar/calendar.ts';
import { databaseAt } from '../domain/calendar/legal-time.ts';
import type { Case, CaseEvent } from '../domain/case.ts';
import { nextInstant, timeCame } from '../domain/time-came.ts';
import { type CaseFile, legalNow, lockCases, lockDueCases } from './case-file.ts';
import { commitDecisions, type Decided, decidedOn } from './commit.ts';
import { type Db, inTransaction, type Transaction } from './connection.ts';
import { failpoint } from './failpoint.ts';
import { raiseFault } from './faults.ts';
import { type Offices, officesOf } from './offices.ts';
import { reassignTasks } from './reassign.ts';
import { type Statement, statement } from './statement.ts';
import { ringSoon } from './wakes.ts';

export interface Swept {
  /** Cases in which something was due. */
  readonly cases: number;
  readonly events: number;
  /** Cases that could not be carried on; each has a fault now and is left alone until somebody resolves it. */
  readonly faults: number;
  /** How late the latest act was recorded, real ms. */
  readonly latestMs: number;
}

const BATCH = 100;
const NOTHING: Swept = { cases: 0, events: 0, faults: 0, latestMs: 0 };

export interface Due {
  /** How long the first case whose instant has come has been waiting, real ms; those with a fault wait for a person. */
  readonly oldestMs: number;
  /** When as many as the limit will have come, real ms from now; null: so many do not wait. */
  readonly manyInMs: number | null;
}

const due: Statement<Due> = statement(
  'due-now',
  `select coalesce(extract(epoch from greatest(max(n.now) - min(d.next_at), '0')) * 1000, 0)::float8 as "oldestMs",
    case when count(*) = $1 then (extract(epoch from greatest(max(d.next_at) - max(n.now), '0')) * 1000)::float8 end
      as "manyInMs"
  from (select clock_timestamp() as now) n, (
    select c.next_at from cases c
    where c.next_at is not null
      and not exists (select from faults f where f.case_id = c.id and f.resolved_at is null)
    order by c.next_at limit $1
  ) d`,
);

/** How long what is due has waited by the database's clock, and when a storm is. */
export async function dueNow(db: Db, limit: number): Promise<Due> {
  const [row] = await due(db.orm, limit);
  return row ?? { oldestMs: 0, manyInMs: null };
}

/**
 * Hands over the tasks of people who left, then carries on at most `limit` cases that are due, oldest instant first,
 * passing over those that others work on.
 */
export async function sweepDue(db: Db, limit: number): Promise<Swept> {
  await reassignTasks(db);
  const offices = await officesOf(db);
  let done = NOTHING;
  for (;;) {
    const size = Math.min(BATCH, limit - done.cases - done.faults);
    if (size <= 0) return done;
    const batch = await inTransaction(db, (tx) => sweepBatch(tx, size, offices));
    if (batch.cases > 0) ringSoon(db);
    done = {
      cases: done.cases + batch.cases,
      events: done.events + batch.events,
      faults: done.faults + batch.faults,
      latestMs: Math.max(done.latestMs, batch.latestMs),
    };
    if (batch.cases + batch.faults < size) return done;
  }
}

const rearm: Statement<unknown> = statement('re-arm', 'update cases set next_at = $2, next_clock = $3 where id = $1');

async function sweepBatch(tx: Transaction, size: number, offices: Offices): Promise<Swept> {
  const files = await lockDueCases(tx, size);
  if (files.length === 0) return NOTHING;
  const passed = files.map((file) => carriedOn(file, offices));
  const decided = passed.flatMap((p) => ('decided' in p ? [p.decided] : []));
  const stuck = passed.flatMap((p) => ('fault' in p ? [p] : []));
  if (decided.length > 0) await commitDecisions(tx, decided, offices);
  for (const { caseId, fault } of stuck) await raiseFault(tx, { caseId, source: 'sweeper', code: fault });
  for (const p of passed) if ('armed' in p) await rearm(tx, p.caseId, p.armed, p.clock);
  await failpoint('sweeper.beforeCommit');
  const late = decided.flatMap((d) =>
    d.events.map((event) => Math.round((d.decidedAt - event.at) / d.timeline.factor)),
  );
  return {
    cases: files.length - stuck.length,
    events: late.length,
    faults: stuck.length,
    latestMs: Math.max(0, ...late),
  };
}

const pageAfter: Statement<{ readonly id: string; readonly calendar: string }> = statement(
  'calendars-of-open-cases',
  `select c.id, c.life->>'calendar' as calendar from cases c where c.status = 'open' and c.id > $1::uuid
  order by c.id limit $2`,
);

export interface Recounted {
  /** Cases now counted by this calendar. */
  readonly cases: number;
  /** The last case looked at; null when none was left. */
  readonly last: string | null;
}

/** Looks at a batch of the open cases after that one, by id, and counts anew what an older calendar counted (C12). */
export async function recountAfter(db: Db, after: string, offices: Offices): Promise<Recounted> {
  const page = await pageAfter(db.orm, after, BATCH);
  const older = page.filter(({ calendar }) => isNewer(offices.calendar.id, calendar)).map(({ id }) => id);
  const last = page.at(-1)?.id ?? null;
  if (older.length === 0) return { cases: 0, last };
  const cases = await inTransaction(db, async (tx) => {
    const decided = (await lockCases(tx, older)).flatMap((file) => {
      const passed = carriedOn(file, offices);
      return 'decided' in passed ? [passed.decided] : [];
    });
    if (decided.length > 0) await commitDecisions(tx, decided, offices);
    return decided.length;
  });
  if (cases > 0) ringSoon(db);
  return { cases, last };
}

type Carried =
  | { readonly decided: Decided }
  /** Nothing was due after all: the rules or the calendar have moved the instant. */
  | { readonly caseId: string; readonly armed: string | null; readonly clock: number | null }
  | { readonly caseId: string; readonly fault: string };

function carriedOn(file: CaseFile, offices: Offices): Carried {
  const caseId = file.life.id;
  const passed = attempt(file, offices);
  if ('fault' in passed) return { caseId, fault: passed.fault };
  if (passed.events.length > 0) return { decided: decidedOn(file, passed.after, passed.events) };
  const instant = nextInstant(file.life, offices.calendar);
  if (instant && instant.at <= legalNow(file)) return { caseId, fault: 'time-stands-still' };
  const at = instant && databaseAt(file.timeline, instant.at);
  return { caseId, armed: at === null ? null : new Date(at).toISOString(), clock: instant?.clock ?? null };
}

/** One broken case must not keep the others from their deadlines. */
function attempt(file: CaseFile, offices: Offices): { events: readonly CaseEvent[]; after: Case } | { fault: string } {
  try {
    return timeCame(file.life, { ...offices, at: legalNow(file) });
  } catch (error) {
    return { fault: error instanceof Error ? error.constructor.name : 'unknown' };
  }
}
