// A rehearsal of Temporal's upgrade with cases open: the schema first, while the old servers run, then one process after
// the other, while commands go on and deadlines pass; at the end every workflow must know what its record knows, each
// deadline must have been kept once, and `verify` must find nothing. What was tried: docs/operations.md, "Upgrade".
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { compareEngine } from '../../activities/compare.ts';
import { taskQueueOf } from '../../activities/engine.ts';
import { serviceEnvironment } from '../../config.ts';
import { connect, type Db, rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { migrate } from '../../db/migrate.ts';
import { type Seed, seed } from '../../db/seed.ts';
import { installation } from '../../db/settings.ts';
import { civilDate, endOfDayMs, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { openDataFolder } from '../../local/data-folder.ts';
import type { OwnedProcess } from '../../local/owned-process.ts';
import { startPostgres } from '../../local/postgres.ts';
import { startService } from '../../local/service.ts';
import { WORKER } from '../../local/stack.ts';
import { nodeArguments } from '../../program.ts';
import { openLink } from '../../test/chaos/link.ts';
import { wrongTimers } from '../../test/outage/timers.ts';
import { caughtUp } from '../backlog.ts';
import { pathOf } from '../path.ts';
import { type Held, inProcess, type Way } from '../ways.ts';
import { type Layout, planCluster } from './cluster.ts';

const NAMESPACE = 'jiefen';
const CASES = 60;
/** Cases that live through each member's change, beside those that were open before. */
const MEANWHILE = 10;
const CATCH_UP_MS = 300_000;
/** Cases with a deadline in each of these times after the timers were armed on the old server: some pass meanwhile. */
const ARMED = 10;
const DUE_IN_MS = [15_000, 25_000, 35_000, 45_000, 60_000, 90_000] as const;
const LAPSED_WITHIN_MS = 90_000;
const MORNING = startOfDayMs(civilDate('2026-03-09')) + 10 * 3_600_000;

export interface Rehearsal {
  readonly from: string;
  readonly to: string;
  readonly layout: Layout;
  readonly cases: number;
  /** Between the news of a command and the workflow's knowing it, worst of all changes, ms. */
  readonly longestBehindMs: number;
  /** Timers armed on the old server whose instant came while the upgrade went on, or after it. */
  readonly armed: number;
  /** Of these, cases in which time acted while processes were changed. */
  readonly lapsedMeanwhile: number;
  /** Of these, cases in which time acted exactly once; the latest, real ms after its instant. */
  readonly lapsedOnce: number;
  readonly latestLapseMs: number;
  /** Workflows that differ from their record afterwards, and open timers that are not at the record's next instant. */
  readonly differences: number;
  readonly wrongTimers: number;
  /** Of `npm run verify -- --replay all`. */
  readonly verified: boolean;
}

export interface RehearsalOptions {
  readonly layout: Layout;
  readonly from: string;
  readonly to: string;
  readonly say: (line: string) => void;
}

export const isClean = ({ armed, lapsedOnce, differences, wrongTimers: timers, verified: holds }: Rehearsal): boolean =>
  holds && lapsedOnce === armed && differences + timers === 0;

/** @throws Error when a case cannot go on */
export async function rehearse({ layout, from, to, say }: RehearsalOptions): Promise<Rehearsal> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jiefen-upgrade-'));
  const ends: (() => unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true })];
  try {
    const postgres = await startPostgres({ dataDir });
    ends.push(() => postgres.stop());
    const planned = { dataDir, adminUrl: postgres.adminUrl, layout, namespace: NAMESPACE, prompt: true, say };
    const old = await planCluster({ ...planned, version: from });
    const running: OwnedProcess[] = [];
    ends.push(() => Promise.all(running.map((member) => member.stop())));
    for (const member of old.members) running.push(await member.start());
    await old.open();
    const [first = 0, ...others] = old.frontends.map((address) => Number(address.split(':')[1]));
    const door = await openLink([first, ...others]);
    ends.push(() => door.close());
    const db = connect(postgres.url, { max: 8, queryTimeoutMs: 30_000, name: 'upgrade' });
    ends.push(() => db.close());
    await migrate(db);
    const district = await seed(db);
    const engineAt = { TEMPORAL_ADDRESS: `127.0.0.1:${door.port}`, TEMPORAL_NAMESPACE: NAMESPACE };
    const env = { DATABASE_URL: postgres.url, ...engineAt, JIEFEN_DATA_DIR: dataDir, JIEFEN_LOG_LEVEL: 'error' };
    const worker = await startService(WORKER, { folder: openDataFolder(dataDir), out: say, env });
    ends.push(() => worker.stop());
    const way = inProcess(db);
    const held = await many(way, district, CASES);
    await caughtUp(db.orm, CATCH_UP_MS);
    say(`${held.length} cases followed by Temporal ${from}`);
    const armed: Held[] = [];
    for (const dueInMs of DUE_IN_MS) armed.push(...(await arm(db, way, district, dueInMs)));
    await caughtUp(db.orm, CATCH_UP_MS);
    say(`${armed.length} timers armed`);
    const next = await planCluster({ ...planned, version: to, after: old });
    say(`schemas are those of ${to}; ${from} goes on with them`);
    await step(way, district, held);
    await caughtUp(db.orm, CATCH_UP_MS);
    let longestBehindMs = 0;
    const early = await lapsesOf(db, armed);
    for (const [i, member] of next.members.entries()) {
      await running[i]?.stop();
      const change = [member.start(), many(way, district, MEANWHILE)] as const;
      running[i] = await change[0];
      held.push(...(await change[1]));
      const began = performance.now();
      await caughtUp(db.orm, CATCH_UP_MS);
      longestBehindMs = Math.max(longestBehindMs, performance.now() - began);
      say(`${member.name} is ${to}`);
    }
    const lapsedMeanwhile = (await lapsesOf(db, armed)).length - early.length;
    await step(way, district, held.slice(0, CASES));
    await caughtUp(db.orm, CATCH_UP_MS);
    const connection = await Connection.connect({ address: `127.0.0.1:${door.port}` });
    ends.push(() => connection.close());
    const client = new Client({ connection, namespace: NAMESPACE });
    const engine = { client, taskQueue: taskQueueOf((await installation(db)).id) };
    const lapses = await lapsed(db, armed);
    let differences = await compareEngine(db, engine);
    // Visibility is told last.
    for (let tries = 0; differences.length > 0 && tries < 20; tries += 1) {
      await wait(500);
      differences = await compareEngine(db, engine);
    }
    return {
      ...{ from, to, layout, cases: held.length, longestBehindMs: Math.round(longestBehindMs), armed: armed.length },
      ...{
        lapsedMeanwhile,
        ...lapses,
        differences: differences.length,
        wrongTimers: (await wrongTimers(db, engine)).length,
      },
      verified: await verified(env),
    };
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

function many(way: Way, district: Seed, count: number): Promise<Held[]> {
  const path = pathOf('full', district);
  return Promise.all(Array.from({ length: count }, () => way.start(path)));
}

const given = new Map<string, number>();

/** The next step of each. */
async function step(way: Way, district: Seed, held: Held[]): Promise<void> {
  const { steps } = pathOf('full', district);
  for (const [i, one] of held.entries()) {
    const n = given.get(one.id) ?? 0;
    const command = steps[n];
    if (!command) continue;
    held[i] = await way.give(one, command);
    given.set(one.id, n + 1);
  }
}

/** Cases whose other side has to answer by an instant that comes in so long. */
async function arm(db: Db, way: Way, district: Seed, dueInMs: number): Promise<Held[]> {
  const timeline = await addTimeline(db.orm, MORNING, 1);
  const path = pathOf('lean', district);
  const held = await Promise.all(Array.from({ length: ARMED }, () => way.start(path, timeline)));
  const [clock] = await rows<{ legal: string }>(
    db.orm,
    sql`select min(k.legal)::text as legal from clocks k join cases c on c.id = k.case_id
        where c.timeline_id = ${timeline} and k.ended_on is null and k.rule like 'mediation-acceptance%'`,
  );
  await moveTimeline(db, timeline, { legalMs: endOfDayMs(civilDate(clock?.legal ?? '')) - dueInMs });
  return held;
}

/** Waits until time has acted in all of them; on these timelines legal time runs at the pace of real time. */
async function lapsed(db: Db, armed: readonly Held[]): Promise<Pick<Rehearsal, 'lapsedOnce' | 'latestLapseMs'>> {
  for (const until = performance.now() + LAPSED_WITHIN_MS; ; await wait(200)) {
    const acted = await lapsesOf(db, armed);
    if (acted.length < armed.length && performance.now() < until) continue;
    const latestLapseMs = Math.round(Math.max(0, ...acted.map(({ late }) => late)));
    return { lapsedOnce: acted.filter(({ times }) => times === 1).length, latestLapseMs };
  }
}

async function verified(env: Readonly<Record<string, string>>): Promise<boolean> {
  const child = spawn(process.execPath, [...(await nodeArguments('cli/verify.ts')), '--replay', 'all'], {
    env: serviceEnvironment(env),
    stdio: 'inherit',
  });
  const [code]: unknown[] = await once(child, 'exit');
  return code === 0;
}

const lapsesOf = (db: Db, armed: readonly Held[]) =>
  rows<{ times: number; late: number }>(
    db.orm,
    sql`select count(*)::int as times, (extract(epoch from max(decided_at - legal_at)) * 1000)::float8 as late
        from events where type = 'lapse' and case_id in ${armed.map(({ id }) => id)} group by case_id`,
  );
