// A rehearsal of Temporal's upgrade by one minor version with cases open: the schema first, while the old servers run,
// then one process after the other, while commands go on; at the end every workflow must know what its record knows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { compareEngine } from '../../activities/compare.ts';
import { taskQueueOf } from '../../activities/engine.ts';
import { connect } from '../../db/connection.ts';
import { migrate } from '../../db/migrate.ts';
import { type Seed, seed } from '../../db/seed.ts';
import { installation } from '../../db/settings.ts';
import { openDataFolder } from '../../local/data-folder.ts';
import type { OwnedProcess } from '../../local/owned-process.ts';
import { startPostgres } from '../../local/postgres.ts';
import { startService } from '../../local/service.ts';
import { WORKER } from '../../local/stack.ts';
import { openLink } from '../../test/chaos/link.ts';
import { caughtUp } from '../backlog.ts';
import { pathOf } from '../path.ts';
import { type Held, inProcess, type Way } from '../ways.ts';
import { type Layout, planCluster } from './cluster.ts';

const NAMESPACE = 'jiefen';
const CASES = 60;
/** Cases that live through each member's change, beside those that were open before. */
const MEANWHILE = 10;
const CATCH_UP_MS = 300_000;

export interface Rehearsal {
  readonly from: string;
  readonly to: string;
  readonly layout: Layout;
  readonly cases: number;
  /** Between the news of a command and the workflow's knowing it, worst of all changes, ms. */
  readonly longestBehindMs: number;
  /** Workflows that differ from their record afterwards. */
  readonly differences: number;
}

export interface RehearsalOptions {
  readonly layout: Layout;
  readonly from: string;
  readonly to: string;
  readonly say: (line: string) => void;
}

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
    const next = await planCluster({ ...planned, version: to, after: old });
    say(`schemas are those of ${to}; ${from} goes on with them`);
    await step(way, district, held);
    await caughtUp(db.orm, CATCH_UP_MS);
    let longestBehindMs = 0;
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
    await step(way, district, held.slice(0, CASES));
    await caughtUp(db.orm, CATCH_UP_MS);
    const connection = await Connection.connect({ address: `127.0.0.1:${door.port}` });
    ends.push(() => connection.close());
    const client = new Client({ connection, namespace: NAMESPACE });
    const engine = { client, taskQueue: taskQueueOf((await installation(db)).id) };
    let differences = await compareEngine(db, engine);
    // Visibility is told last.
    for (let tries = 0; differences.length > 0 && tries < 20; tries += 1) {
      await wait(500);
      differences = await compareEngine(db, engine);
    }
    const rounded = Math.round(longestBehindMs);
    return { from, to, layout, cases: held.length, longestBehindMs: rounded, differences: differences.length };
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
