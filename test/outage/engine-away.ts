// The Temporal server is stopped while people work: every command must be answered as ever, deadlines must be kept, and
// soon after its return every open case must have its workflow, asleep until the record's next instant. What the engine
// lost, and what nobody told it, must be found again too.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { type Engine, workflowIdOf } from '../../activities/engine.ts';
import { caughtUp } from '../../bench/backlog.ts';
import { pathOf } from '../../bench/path.ts';
import { type Held, inProcess } from '../../bench/ways.ts';
import { type Db, rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { verifyRecord } from '../../db/verify.ts';
import { beijingDate, civilDate, endOfDayMs, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { quantile } from '../chaos/check.ts';
import { createClient } from '../chaos/client.ts';
import { type Call, openJournal } from '../chaos/journal.ts';
import { random } from '../chaos/random.ts';
import type { Stack } from '../chaos/stack.ts';
import { walk } from '../chaos/walker.ts';
import type { Objection } from './objection.ts';
import { wrongTimers } from './timers.ts';

export interface AwayOptions {
  readonly awayMs: number;
  /** People who work at the same time. */
  readonly clients: number;
  readonly thinkMs: number;
  /** Cases of each kind that nobody works on: a deadline passes, the workflow is ended, the wake is lost. */
  readonly left: number;
  readonly folder: string;
  readonly say: (line: string) => void;
}

export interface Away {
  /** Empty: all was kept. */
  readonly objections: readonly Objection[];
  /** Sent while the server was away. */
  readonly commands: number;
  readonly answer_p50_ms: number;
  readonly answer_p99_ms: number;
  readonly answer_max_ms: number;
  readonly lapses: number;
  /** Of the deadlines that passed meanwhile, real ms from the instant to the commit. */
  readonly latest_lapse_ms: number;
  readonly open_cases: number;
  /** From the server's return until everything was right. */
  readonly right_after_s: number;
}

/** A Monday morning. In the walked cases nothing falls due for hours. */
const MORNING = startOfDayMs(civilDate('2026-03-09')) + 10 * 3_600_000;
const RIGHT_WITHIN_MS = 60_000;
const CAUGHT_UP_MS = 60_000;
/** As long as anything may take that a person waits for. */
const ANSWER_MS = 5_000;
/** The sweeper comes every fifteen seconds. */
const LAPSE_MS = 30_000;
/** Real time from the stop to the lapse of what is left to its deadline. */
const LAPSE_AFTER_MS = 3_000;

export async function engineAway(stack: Stack, options: AwayOptions): Promise<Away> {
  const { db } = stack;
  const { awayMs, say } = options;
  const left = await leave(stack, options);
  const engine = await stack.engine();
  say(`${left.all.length} cases are followed; people begin to work`);
  const people = work(stack, options, await addTimeline(db.orm, MORNING, 1));
  await people.busy();
  for (const { id } of left.ended) await engine.client.workflow.getHandle(workflowIdOf(id)).terminate('by hand');
  const stoppedAt = Date.now();
  const back = stack.temporal.kill(awayMs);
  await passDeadline(db, left);
  await loseWakes(db, left.unheard, stack, options);
  await back;
  const returnedAt = Date.now();
  say(`Temporal is back after ${((returnedAt - stoppedAt) / 1_000).toFixed(1)} s`);
  const calls = await people.stop();
  const away = calls.filter(({ sentAt }) => sentAt >= stoppedAt && sentAt < returnedAt);
  const { wrong, rightAfterMs } = await righted(db, engine, returnedAt, say);
  const lapses = await lapsesOf(db, left.due);
  return {
    objections: [...answers(away), ...wrong, ...lateLapses(lapses, left.due.length), ...(await verified(db))],
    commands: away.length,
    ...answerTimes(away),
    lapses: lapses.length,
    latest_lapse_ms: Math.round(Math.max(0, ...lapses.map(({ late }) => late))),
    open_cases: (await rows(db.orm, sql`select from cases where status = 'open'`)).length,
    right_after_s: Number((rightAfterMs / 1_000).toFixed(1)),
  };
}

// ── cases that nobody works on ──────────────────────────────────────────────────────────────────────────────────────

interface Left {
  readonly due: readonly Held[];
  readonly timeline: number;
  readonly ended: readonly Held[];
  /** Opened while the engine is away; nobody will tell it. */
  readonly unheard: Held[];
  readonly all: readonly Held[];
}

async function leave({ db, district }: Stack, { left }: AwayOptions): Promise<Left> {
  const [way, path] = [inProcess(db), pathOf('lean', district)];
  const timeline = await addTimeline(db.orm, MORNING, 1);
  const calm = await addTimeline(db.orm, MORNING, 1);
  const open = (on: number) => Promise.all(Array.from({ length: left }, () => way.start(path, on)));
  const [due, ended] = [await open(timeline), await open(calm)];
  await caughtUp(db.orm, CAUGHT_UP_MS);
  return { due, timeline, ended, unheard: [], all: [...due, ...ended] };
}

/** Lets legal time come near the end of the day on which the other side had to answer. */
async function passDeadline(db: Db, { timeline }: Left): Promise<void> {
  const [clock] = await rows<{ legal: string }>(
    db.orm,
    sql`select min(k.legal)::text as legal from clocks k join cases c on c.id = k.case_id
        where c.timeline_id = ${timeline} and k.ended_on is null and k.rule like 'mediation-acceptance%'`,
  );
  await moveTimeline(db, timeline, { legalMs: endOfDayMs(civilDate(clock?.legal ?? '')) - LAPSE_AFTER_MS });
}

/** Opens cases, and loses what should tell the engine of them. */
async function loseWakes(db: Db, unheard: Held[], { district }: Stack, { left }: AwayOptions): Promise<void> {
  const [way, path] = [inProcess(db), pathOf('lean', district)];
  const timeline = await addTimeline(db.orm, MORNING, 1);
  for (let n = 0; n < left; n += 1) unheard.push(await way.start(path, timeline));
  const ids = unheard.map(({ id }) => id);
  await db.orm.execute(sql`delete from wakes where case_id in ${ids}`);
}

// ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Enough answered commands that the load is one. */
const BUSY = 20;

function work(stack: Stack, { clients, thinkMs, folder }: AwayOptions, timelineId: number) {
  mkdirSync(folder, { recursive: true });
  const journal = openJournal(join(folder, 'engine-away.jsonl'));
  const chance = random('engine away');
  const client = createClient(
    stack.apis.map(({ url }) => url),
    stack,
    journal,
    chance.stream('client'),
  );
  const today = () => beijingDate(MORNING);
  const around = { client, orgs: stack.district.orgs, today, thinkMs, timelineId };
  let working = true;
  const lane = async (n: number): Promise<void> => {
    for (let no = 0; working; no += 1) await walk(around, chance.stream(`${n} ${no}`));
  };
  const lanes = client.enter().then(() => Promise.all(Array.from({ length: clients }, (_, n) => lane(n))));
  return {
    busy: async () => {
      const answered = () => journal.calls.filter(({ outcome }) => outcome === 'ok').length;
      while (answered() < BUSY) await Promise.race([wait(50), lanes]);
    },
    stop: async (): Promise<readonly Call[]> => {
      working = false;
      await lanes;
      return journal.calls;
    },
  };
}

const answerMs = ({ sentAt, answeredAt }: Call): number => (answeredAt ?? Number.POSITIVE_INFINITY) - sentAt;

/** At the first attempt, by a decision or a refusal. */
function answers(calls: readonly Call[]): Objection[] {
  const open = calls.filter(({ outcome, unknown }) => outcome === 'pending' || unknown > 0);
  const slow = calls.filter((call) => answerMs(call) > ANSWER_MS);
  const told = [
    ...(calls.some(({ outcome }) => outcome === 'ok') ? [] : ['no command was recorded meanwhile']),
    ...open.map(({ what, key }) => `${what} ${key}: not at once`),
    ...slow.map((call) => `${call.what} ${call.key}: after ${answerMs(call)} ms`),
  ];
  return told.map((detail) => ({ rule: 'not-answered', detail }));
}

function answerTimes(calls: readonly Call[]) {
  const times = calls.map(answerMs).sort((a, b) => a - b);
  return {
    answer_p50_ms: quantile(times, 0.5),
    answer_p99_ms: quantile(times, 0.99),
    answer_max_ms: times.at(-1) ?? 0,
  };
}

// ── afterwards ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Looks until every timer is right and no wake waits, at most a minute. What is wrong then, stays. */
async function righted(db: Db, engine: Engine, returnedAt: number, say: AwayOptions['say']) {
  for (;;) {
    const wakes = (await rows(db.orm, sql`select from wakes`)).length;
    const wrong = await wrongTimers(db, engine);
    const rightAfterMs = Date.now() - returnedAt;
    if (wrong.length + wakes === 0) return { wrong: [], rightAfterMs };
    if (rightAfterMs > RIGHT_WITHIN_MS) {
      const differs = wrong.map(
        ({ caseId, what }): Objection => ({ rule: 'engine-differs', detail: `${caseId} ${what}` }),
      );
      const wait: Objection[] = wakes > 0 ? [{ rule: 'wakes-wait', detail: `${wakes} of them` }] : [];
      return { wrong: [...differs, ...wait], rightAfterMs };
    }
    say(`${(rightAfterMs / 1_000).toFixed(0)} s: ${wrong.length} workflows are not right, ${wakes} wakes wait`);
    await wait(500);
  }
}

interface Lapse extends Record<string, unknown> {
  readonly times: number;
  /** Real ms from the instant to the commit. */
  readonly late: number;
}

const lapsesOf = (db: Db, due: readonly Held[]) =>
  rows<Lapse>(
    db.orm,
    sql`select count(*)::int as times, (extract(epoch from min(pg_xact_commit_timestamp(e.xmin))) * 1000
          - min(t.anchor_db + (extract(epoch from e.legal_at) * 1000 - t.anchor_legal) / t.factor))::float8 as late
        from events e join cases c on c.id = e.case_id join timelines t on t.id = c.timeline_id
        where e.type = 'lapse' and e.case_id in ${due.map(({ id }) => id)} group by e.case_id`,
  );

function lateLapses(lapses: readonly Lapse[], asked: number): Objection[] {
  const bad = lapses.filter(({ times, late }) => times !== 1 || late < 0 || late > LAPSE_MS);
  const told = [
    ...(lapses.length === asked ? [] : [`${asked - lapses.length} of ${asked} did not come`]),
    ...bad.map(({ times, late }) => `${times} times, ${Math.round(late)} ms after its instant`),
  ];
  return told.map((detail) => ({ rule: 'lapse', detail }));
}

async function verified(db: Db): Promise<Objection[]> {
  const found: Objection[] = [];
  await verifyRecord(db, ({ invariant, caseId, what }) =>
    found.push({ rule: 'verify', detail: `${invariant} ${caseId ?? ''} ${what}` }),
  );
  return found;
}
