// Worker and Temporal are off while a day of legal time passes. On again, everything that fell due must have happened
// exactly once, with its legal instant, oldest first, and say how late it is.
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { backlogOf, caughtUp } from '../../bench/backlog.ts';
import { startMany } from '../../bench/parked.ts';
import { pathOf } from '../../bench/path.ts';
import { inProcess } from '../../bench/ways.ts';
import { type Db, rows } from '../../db/connection.ts';
import { addTimeline, databaseNow, moveTimeline } from '../../db/legal-time.ts';
import { officesOf } from '../../db/offices.ts';
import { verifyRecord } from '../../db/verify.ts';
import { civilDate, endOfDayMs, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import type { Case } from '../../domain/case.ts';
import { timeCame } from '../../domain/time-came.ts';
import { quantile } from '../chaos/check.ts';
import type { Stack } from '../chaos/stack.ts';
import type { Objection } from './objection.ts';

export interface DayOptions {
  readonly cases: number;
  /** Legal times of their own, evenly over the day; each has its cases fall due together. */
  readonly timelines: number;
  /** Real time that the day takes. */
  readonly awayMs: number;
  /** Real time in which the engine is told of the faster legal time; at most 2.5 times the day. */
  readonly leadMs: number;
  readonly say: (line: string) => void;
}

export interface Day {
  /** Empty: all was kept. */
  readonly objections: readonly Objection[];
  readonly cases: number;
  /** Of which the engine had not yet heard when it was taken away: their wakes are lost too. */
  readonly unheard: number;
  readonly overdue: number;
  readonly acts: number;
  readonly twice: number;
  readonly missing: number;
  /** By the stamp of each event: legal time when it was recorded less its legal instant. */
  readonly late_min_h: number;
  readonly late_p50_h: number;
  readonly late_max_h: number;
  /** Cases that fell due before another one and were committed after it, at most for any one case. */
  readonly most_overtaken: number;
  /** Share of neighbouring cases, by due instant, that were committed in this order or together. */
  readonly in_order: number;
  /** From the first act to the last. */
  readonly drain_s: number;
  /** From the worker's return until nothing was overdue and the engine knew of all. */
  readonly caught_up_s: number;
  readonly notices: number;
  readonly recipients: number;
  readonly most_notices_of_one: number;
  readonly notices_in_the_busiest_second: number;
}

const MORNING = startOfDayMs(civilDate('2026-03-09')) + 10 * 3_600_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const CAUGHT_UP_MS = 1_200_000;
/** The worker comes back so long after Temporal: meanwhile legal time is brought back to its pace. */
const WORKER_LATER_MS = 2_000;
/** What may be under way at once: a batch of the sweeper, and the steps of the workflows. */
const UNDER_WAY = 120;

export async function dayAway(stack: Stack, options: DayOptions): Promise<Day> {
  const { db } = stack;
  const { cases, awayMs, say } = options;
  const timelines: number[] = [];
  for (let n = 0; n < options.timelines; n += 1) timelines.push(await addTimeline(db.orm, MORNING, 1));
  const way = inProcess(db);
  await startMany({ way }, pathOf('lean', stack.district), cases, { timeline: (n) => timelines[n % timelines.length] });
  await caughtUp(db.orm, CAUGHT_UP_MS, ({ wakes, behind }) =>
    say(`before: ${wakes} wakes wait, ${behind} cases behind`),
  );
  const offAt = await hasten(db, timelines, options);
  await caughtUp(db.orm, options.leadMs, ({ behind }) => say(`re-arming: ${behind} cases behind`)).catch(
    () => undefined,
  );
  const { behind } = await backlogOf(db.orm);
  await wait(Math.max(0, offAt - (await databaseNow(db.orm))));
  say('worker and Temporal are off; a day of legal time passes');
  const back = Promise.all([
    stack.temporal.kill(awayMs),
    ...stack.workers.map((worker) => worker.kill(awayMs + WORKER_LATER_MS)),
  ]);
  await wait(Math.max(0, offAt + awayMs - (await databaseNow(db.orm))));
  const before = await endOfTheDay(db, timelines);
  await back;
  const [backAt, began] = [Date.now(), performance.now()];
  say(`on again: ${before.filter(({ due }) => due !== null).length} of ${before.length} cases are overdue`);
  await allActed(db, say);
  await caughtUp(db.orm, CAUGHT_UP_MS, ({ wakes }) => say(`after: ${wakes} wakes wait`));
  const caughtUpS = Number(((performance.now() - began) / 1_000).toFixed(1));
  return {
    ...(await judged(db, before, timelines)),
    unheard: behind,
    caught_up_s: caughtUpS,
    ...(await told(db, timelines, backAt)),
  };
}

/**
 * Sets legal time going so that a legal day takes `awayMs`, and that on each timeline the day on which the other side
 * had to answer ends at another moment of the absence. Returns when that begins, database time.
 */
async function hasten(db: Db, timelines: readonly number[], { awayMs, leadMs }: DayOptions): Promise<number> {
  const [clock] = await rows<{ legal: string }>(
    db.orm,
    sql`select min(k.legal)::text as legal from clocks k join cases c on c.id = k.case_id
        where c.timeline_id in ${timelines} and k.ended_on is null and k.rule like 'mediation-acceptance%'`,
  );
  const lapse = endOfDayMs(civilDate(clock?.legal ?? ''));
  const factor = DAY_MS / awayMs;
  const offAt = (await databaseNow(db.orm)) + leadMs;
  for (const [k, timeline] of timelines.entries()) {
    const due = offAt + (awayMs * (k + 0.5)) / timelines.length;
    const legalMs = Math.round(lapse - (due - (await databaseNow(db.orm))) * factor);
    if (legalMs < MORNING) throw new RangeError('the lead is too long: legal time would have to go back');
    await moveTimeline(db, timeline, { legalMs, factor });
  }
  return offAt;
}

interface Before extends Record<string, unknown> {
  readonly id: string;
  readonly life: Case;
  readonly timeline: number;
  /** First instant that passed during the absence, database time; null: none did. */
  readonly due: number | null;
}

/** Legal time runs at its own pace again. Nobody was there to write wakes, so those of the change of pace are taken back. */
async function endOfTheDay(db: Db, timelines: readonly number[]): Promise<readonly Before[]> {
  for (const timeline of timelines) await moveTimeline(db, timeline, { factor: 1 });
  await db.orm.execute(sql`delete from wakes`);
  return rows<Before>(
    db.orm,
    sql`select id::text, life, timeline_id as timeline,
          case when next_at <= clock_timestamp() then (extract(epoch from next_at) * 1000)::float8 end as due
        from cases where timeline_id in ${timelines}`,
  );
}

async function allActed(db: Db, say: DayOptions['say']): Promise<void> {
  const until = performance.now() + CAUGHT_UP_MS;
  for (;;) {
    const [row] = await rows<{ n: number }>(
      db.orm,
      sql`select count(*)::int as n from cases where status = 'open' and next_at <= clock_timestamp()`,
    );
    if (row?.n === 0 || performance.now() > until) return;
    say(`${row?.n} cases overdue, ${(await backlogOf(db.orm)).wakes} wakes wait`);
    await wait(250);
  }
}

interface Act extends Record<string, unknown> {
  readonly id: string;
  readonly seq: number;
  readonly command: string;
  /** Epoch ms, legal: when it took effect, and when it was recorded. */
  readonly at: number;
  readonly decided: number;
  /** By the server, epoch ms. */
  readonly committed: number;
}

async function judged(db: Db, before: readonly Before[], timelines: readonly number[]) {
  const ms = (instant: string) => sql.raw(`(extract(epoch from ${instant}) * 1000)::float8`);
  const acts = await rows<Act>(
    db.orm,
    sql`select e.case_id::text as id, e.seq, e.command_id as command, ${ms('e.legal_at')} as at,
          ${ms('e.decided_at')} as decided, ${ms('pg_xact_commit_timestamp(e.xmin)')} as committed
        from events e join cases c on c.id = e.case_id
        where c.timeline_id in ${timelines} and e.actor is null order by e.case_id, e.seq`,
  );
  const offices = await officesOf(db);
  const objections: Objection[] = [];
  const object = (rule: Objection['rule'], detail: string) => objections.push({ rule, detail });
  const mine = new Map<string, Act[]>(before.map(({ id }) => [id, []]));
  const seqs = new Map(before.map(({ id, life }) => [id, life.seq]));
  for (const act of acts) if (act.seq > (seqs.get(act.id) ?? 0)) mine.get(act.id)?.push(act);
  let [twice, missing] = [0, 0];
  for (const { id, life, due } of before) {
    const done = mine.get(id) ?? [];
    const at = done[0]?.decided;
    const expected = at === undefined ? [] : timeCame(life, { ...offices, at }).events.map(({ command }) => command);
    const had = done.map(({ command }) => command);
    if (new Set(had).size < had.length) twice += 1;
    if (due !== null && had.length === 0) missing += 1;
    if (had.join() !== expected.join()) object('acts-differ', `${id}: ${had.join()} instead of ${expected.join()}`);
  }
  const late = [...mine.values()].flat().map(({ at, decided }) => decided - at);
  if (late.some((ms) => ms < 0)) object('early', 'something happened before its instant');
  const order = orderOf(before, mine);
  if (order.most_overtaken > UNDER_WAY) object('not-oldest-first', `overtaken by ${order.most_overtaken}`);
  if (twice > 0) object('twice', `${twice} cases`);
  if (missing > 0) object('missing', `${missing} cases`);
  await verifyRecord(db, ({ invariant, caseId, what }) => object('verify', `${invariant} ${caseId ?? ''} ${what}`));
  return {
    ...{ objections, cases: before.length, overdue: before.filter(({ due }) => due !== null).length },
    ...{ acts: late.length, twice, missing, ...hours(late), ...order },
  };
}

function hours(late: readonly number[]) {
  const sorted = [...late].sort((a, b) => a - b);
  const h = (ms: number) => Number((ms / HOUR_MS).toFixed(2));
  return {
    late_min_h: h(sorted[0] ?? 0),
    late_p50_h: h(quantile(sorted, 0.5)),
    late_max_h: h(sorted.at(-1) ?? 0),
  };
}

/** A case is due at its first instant, and all that is due in it happens at once. */
function orderOf(before: readonly Before[], acts: ReadonlyMap<string, readonly Act[]>) {
  const done = before
    .flatMap(({ id, due }) => {
      const committed = acts.get(id)?.[0]?.committed;
      return due === null || committed === undefined ? [] : [{ due, committed }];
    })
    .sort((a, b) => a.due - b.due);
  const overtaken = done.map(
    (one) => done.filter((other) => other.due > one.due && other.committed < one.committed).length,
  );
  const kept = done.filter((one, i) => i === 0 || one.committed >= (done[i - 1]?.committed ?? 0)).length;
  const commits = done.map(({ committed }) => committed);
  const [first, last] = [Math.min(...commits), Math.max(...commits)];
  return {
    most_overtaken: Math.max(0, ...overtaken),
    in_order: Number((kept / Math.max(1, done.length)).toFixed(3)),
    drain_s: done.length === 0 ? 0 : Number(((last - first) / 1_000).toFixed(2)),
  };
}

/** What people were told at the return: how much, how many they are, and how fast it came. */
async function told(db: Db, timelines: readonly number[], backAt: number) {
  const [row] = await rows<{ notices: number; recipients: number; most: number; busiest: number }>(
    db.orm,
    sql`with told as (
          select coalesce(n.person::text, n.org || n.role, n.party) as who, date_trunc('second', n.delivered_at) as at
          from notices n join cases c on c.id = n.case_id
          where c.timeline_id in ${timelines} and n.message is null
            and n.delivered_at > to_timestamp(${backAt - WORKER_LATER_MS} / 1000.0)
          union all
          select m.recipient, date_trunc('second', m.released_at) from notice_messages m
          where m.released_at > to_timestamp(${backAt - WORKER_LATER_MS} / 1000.0)
        )
        select (select count(*) from told)::int as notices, (select count(distinct who) from told)::int as recipients,
          coalesce((select max(n) from (select count(*) as n from told group by who) p), 0)::int as most,
          coalesce((select max(n) from (select count(*) as n from told group by at) s), 0)::int as busiest`,
  );
  return {
    notices: row?.notices ?? 0,
    recipients: row?.recipients ?? 0,
    most_notices_of_one: row?.most ?? 0,
    notices_in_the_busiest_second: row?.busiest ?? 0,
  };
}
