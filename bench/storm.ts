// Measure C: thousands of legal periods that lapse within ten seconds or at one instant. The legal time of drills is moved
// so that they fall due as planned; the lapse itself comes as it always does. Lateness by the commit time that PostgreSQL
// keeps.
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { rows } from '../db/connection.ts';
import { addTimeline, databaseNow, moveTimeline } from '../db/legal-time.ts';
import { type Statement, statement } from '../db/statement.ts';
import { civilDate, startOfDayMs } from '../domain/calendar/civil-date.ts';
import { quietShare, rounded, spending, syncWriteUs } from './machine.ts';
import { following, startMany } from './parked.ts';
import type { Path } from './path.ts';
import { progress, seldom } from './progress.ts';
import type { World } from './world.ts';

/** A Monday without holidays near: three working days to accept, so the period lapses at the end of Thursday. */
export const OPENED_AT = startOfDayMs(civilDate('2026-03-09')) + 10 * 3_600_000;
/** Cases of one timeline fall due together; with this many timelines a window is as good as even. */
const TIMELINES = 100;
const CATCH_UP_MS = 1_200_000;
const GIVE_UP_MS = 180_000;
const LEAD_FACTOR = 1.5;
/** Kept of the lead when a quiet machine is waited for. */
const SPARE_MS = 3_000;

export interface StormOptions {
  readonly cases: number;
  readonly windowS: number;
  /**
   * From the moving of legal time to the first lapse at least: warnings pass and timers are armed meanwhile. More when
   * the engine took long to hear of the cases.
   */
  readonly leadS: number;
  /** How long to wait at most for a quiet machine, as far as the lead allows. */
  readonly quietMs?: number;
}

interface Figures {
  readonly cases: number;
  readonly escalated: number;
  readonly twice: number;
  readonly early: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly max_ms: number;
  readonly drain_s: number;
}

const lapseAt: Statement<{ at: number }> = statement(
  'bench-lapse-at',
  `select extract(epoch from min((k.legal + 1)::timestamp at time zone 'Asia/Shanghai'))::float8 * 1000 as at
   from clocks k join cases c on c.id = k.case_id where c.timeline_id > 1 and k.rule = $1 and k.ended_on is null`,
);
const escalated: Statement<{ n: number }> = statement(
  'bench-escalated',
  `select count(*)::int as n from bench_plan p where exists (
     select from events e where e.case_id = p.case_id and e.type = 'lapse')`,
);
const figures: Statement<Figures> = statement(
  'bench-storm',
  `with lapses as (
     select p.case_id, p.due, min(pg_xact_commit_timestamp(e.xmin)) as done, count(*) as times
     from bench_plan p join events e on e.case_id = p.case_id and e.type = 'lapse' group by 1, 2
   ), late as (select extract(epoch from done - due) as l, times from lapses)
   select (select count(*) from bench_plan)::int as cases, count(*)::int as escalated,
     (count(*) filter (where times > 1))::int as twice, (count(*) filter (where l < 0))::int as early,
     (percentile_cont(.5) within group (order by l) * 1000)::float8 as p50_ms,
     (percentile_cont(.99) within group (order by l) * 1000)::float8 as p99_ms,
     (max(l) * 1000)::float8 as max_ms,
     (select extract(epoch from max(done) - min(due)) from lapses)::float8 as drain_s
   from late`,
);

/** The period that lapses, and by whose lapse the next body is asked. */
export const RULE = 'mediation-acceptance-enterprise';

export async function storm(world: World, path: Path, options: StormOptions, say: (line: string) => void) {
  const { cases, windowS } = options;
  const on = world.db.orm;
  const timelines = await Promise.all(Array.from({ length: TIMELINES }, () => addTimeline(on, OPENED_AT, 1)));
  const opening = performance.now();
  await startMany(world, path, cases, { timeline: (n) => timelines[n % TIMELINES], say });
  await world.caughtUp(CATCH_UP_MS, following(say, cases));
  const syncUs = syncWriteUs(world.folder);
  // Each case is warned of and armed anew before it lapses: two more wakes, which take somewhat longer than opening it did.
  const leadS = Math.max(options.leadS, Math.ceil((LEAD_FACTOR * (performance.now() - opening)) / 1_000));
  say(`legal time is moved; the first lapse comes in ${leadS} s`);
  const [lapse] = await lapseAt(on, RULE);
  if (!lapse) throw new Error('nothing will lapse');
  const first = (await databaseNow(on)) + leadS * 1_000;
  await on.execute(sql`create table bench_plan (case_id uuid primary key, due timestamptz not null)`);
  for (const [k, timeline] of timelines.entries()) {
    const due = first + (windowS * 1_000 * k) / TIMELINES;
    await moveTimeline(world.db, timeline, { legalMs: lapse.at - (due - (await databaseNow(on))) });
    await plan(world, timeline);
  }
  await world.caughtUp(
    leadS * 1_000,
    seldom(({ behind }) => say(`re-arming: ${behind} cases behind`)),
  );
  const spare = first - (await databaseNow(on));
  if (spare < 0) throw new Error('the engine was re-armed too late: a longer lead is needed');
  const busy = await quietShare(Math.min(options.quietMs ?? 0, spare - SPARE_MS));
  await wait(Math.max(0, first - (await databaseNow(on))));
  const spent = spending(world.cpu);
  const tell = progress(say, 'lapsed', cases);
  const until = performance.now() + windowS * 1_000 + GIVE_UP_MS;
  for (let done = 0; done < cases && performance.now() < until; ) {
    done = (await escalated(on))[0]?.n ?? 0;
    tell(done);
    await wait(500);
  }
  const { of, all: cpuMs, others } = spent();
  const began = performance.now();
  await world.caughtUp(
    CATCH_UP_MS,
    seldom(({ wakes }) => say(`after the storm: ${wakes} wakes wait`)),
  );
  const [read] = await figures(on);
  if (!read) throw new Error('no figures');
  const drained = rounded(read.drain_s + (performance.now() - began) / 1_000);
  const { warned } = (
    await rows<{ warned: number }>(on, sql`select count(*)::int as warned from events where type = 'warn'`)
  )[0] ?? { warned: 0 };
  await on.execute(sql`drop table bench_plan`);
  return {
    ...{ window_s: windowS, ...read, p50_ms: rounded(read.p50_ms), p99_ms: rounded(read.p99_ms) },
    ...{ max_ms: rounded(read.max_ms), drain_s: rounded(read.drain_s), driven_drain_s: drained },
    ...{ missing: cases - read.escalated, warned, armed_before_s: rounded(spare / 1_000) },
    ...{
      cpu_ms_per_lapse: rounded(cpuMs / cases),
      of_it_engine: rounded(of.engine / cases),
      others,
      fsync_us: syncUs,
      bg_busy: busy,
    },
  };
}

/** When each case of a timeline is to lapse: its next instant, as the record has re-armed it. */
async function plan(world: World, timeline: number): Promise<void> {
  await world.db.orm.execute(sql`
    insert into bench_plan
    select c.id, t.anchor_db * interval '1 ms' + to_timestamp(0)
      + (extract(epoch from (k.legal + 1)::timestamp at time zone 'Asia/Shanghai') * 1000 - t.anchor_legal) * interval '1 ms'
    from cases c join timelines t on t.id = c.timeline_id
    join clocks k on k.case_id = c.id and k.rule = ${RULE} and k.ended_on is null
    where c.timeline_id = ${timeline}`);
}
