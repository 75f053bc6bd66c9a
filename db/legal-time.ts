// Timelines in the database: making one for a drill, and moving it, which moves the timers of its cases.
import { CHINA } from '../domain/calendar/calendar.ts';
import { databaseAt, legalAt, type Timeline } from '../domain/calendar/legal-time.ts';
import type { Case } from '../domain/case.ts';
import { nextInstant } from '../domain/time-came.ts';
import { epochMs } from './case-file.ts';
import { type Db, inTransaction, type Queries } from './connection.ts';
import { type Statement, statement } from './statement.ts';

const now: Statement<{ now: number }> = statement('database-time', `select ${epochMs('clock_timestamp()')} as now`);
const insert: Statement<{ id: number }> = statement(
  'new-timeline',
  'insert into timelines (anchor_db, anchor_legal, factor) values ($1, $2, $3) returning id',
);
const lock: Statement<{ db: number; legal: number; factor: number; now: number }> = statement(
  'lock-timeline',
  `select anchor_db::float8 as db, anchor_legal::float8 as legal, factor, ${epochMs('clock_timestamp()')} as now
  from timelines where id = $1 for update`,
);
const update: Statement<unknown> = statement(
  'move-timeline',
  'update timelines set anchor_db = $2, anchor_legal = $3, factor = $4 where id = $1',
);
const lockCases: Statement<{ life: Case }> = statement(
  'cases-of-timeline',
  'select life from cases where timeline_id = $1 order by id for no key update',
);
const rearm: Statement<unknown> = statement(
  're-arm-timeline',
  `with moved as (
    update cases c set next_at = r.next_at, next_clock = r.next_clock
    from jsonb_to_recordset($1::text::jsonb) as r(id uuid, next_at timestamptz, next_clock int) where c.id = r.id
    returning c.id, c.seq
  ), woken as (
    insert into wakes (case_id, seq, since, next_try_at) select id, seq, clock_timestamp(), clock_timestamp() from moved
    on conflict (case_id) do update set seq = excluded.seq, next_try_at = excluded.next_try_at returning 1
  )
  select count(pg_notify('jiefen_wake', '')) from woken`,
);

/** The timeline of real time: its legal time is the database's, and never moves. */
export const REAL_TIME = 1;

/** Database time, epoch ms. */
export async function databaseNow(on: Queries): Promise<number> {
  const [row] = await now(on);
  if (!row) throw new Error('no time');
  return row.now;
}

/** Begins a timeline for drills and tests: legal time is `legalMs` now and runs `factor` times as fast. Returns its id. */
export async function addTimeline(on: Queries, legalMs: number, factor: number): Promise<number> {
  const [row] = await insert(on, await databaseNow(on), legalMs, factor);
  if (!row) throw new Error('no timeline');
  return row.id;
}

export interface Move {
  /** Legal time from now on, epoch ms; it goes on from where it is when left out. Never back. */
  readonly legalMs?: number;
  /** As fast as before when left out. */
  readonly factor?: number;
}

/**
 * Moves legal time ahead or changes its pace; every case of the timeline is re-armed and its workflow woken. Returns
 * how many cases that were.
 *
 * @throws RangeError for row 1, the real time; for an unknown one; for a move back
 */
export async function moveTimeline(db: Db, id: number, move: Move): Promise<number> {
  if (id === 1) throw new RangeError('real time cannot be moved');
  return inTransaction(db, async (tx) => {
    const [row] = await lock(tx, id);
    if (!row) throw new RangeError(`no timeline ${id}`);
    const cases = await lockCases(tx, id);
    const at = await databaseNow(tx);
    const legal = legalAt({ anchorMs: row.db, legalMs: row.legal, factor: row.factor }, at);
    const moved: Timeline = { anchorMs: at, legalMs: move.legalMs ?? legal, factor: move.factor ?? row.factor };
    if (moved.legalMs < legal) throw new RangeError('legal time never goes back');
    await update(tx, id, moved.anchorMs, moved.legalMs, moved.factor);
    await rearm(tx, JSON.stringify(cases.map(({ life }) => armed(life, moved))));
    return cases.length;
  });
}

function armed(life: Case, timeline: Timeline) {
  const instant = nextInstant(life, CHINA);
  const at = instant && databaseAt(timeline, instant.at);
  return { id: life.id, next_at: at === null ? null : new Date(at).toISOString(), next_clock: instant?.clock ?? null };
}
