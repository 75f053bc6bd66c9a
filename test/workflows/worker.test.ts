// The worker as a process: it waits for what is not there yet, outlives what goes away, and ends when asked.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareEngine } from '../../activities/compare.ts';
import { taskQueueOf } from '../../activities/engine.ts';
import { serviceEnvironment } from '../../config.ts';
import { rows } from '../../db/connection.ts';
import { openCase } from '../../db/record.ts';
import { installation } from '../../db/settings.ts';
import { choosePort } from '../../local/port.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';
import { type TestTemporal, testTemporal } from '../setup/temporal.ts';

const WAIT = { timeout: 40_000, interval: 50 };

let fresh: FreshDatabase;
let town: SmallTown;
let dataDir: string;
let port: number;
let temporal: TestTemporal | undefined;
let worker: ChildProcess;
let output = '';
let ready = false;

async function startEngine(): Promise<void> {
  temporal = await testTemporal(dataDir, port);
}

beforeAll(async () => {
  fresh = await freshDatabase();
  town = await smallTown(fresh.db);
  dataDir = mkdtempSync(join(tmpdir(), 'jiefen-worker-'));
  port = await choosePort(17_233);
  worker = spawn(process.execPath, ['--import', 'tsx', 'worker.ts'], {
    env: serviceEnvironment({
      DATABASE_URL: fresh.url,
      TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
      JIEFEN_LOG_LEVEL: 'warn',
    }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [worker.stdout, worker.stderr]) stream?.on('data', (part) => (output += String(part)));
  worker.on('message', () => (ready = true));
});

afterAll(async () => {
  worker?.kill('SIGKILL');
  await temporal?.stop();
  await fresh?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

let n = 0;
async function opened(): Promise<string> {
  const answer = await openCase(fresh.db, {
    commandId: `key-${n++}`,
    command: wageCase(town),
    by: town.registrar,
    trackingKey: new Uint8Array(32),
  });
  if (answer.outcome !== 'recorded') throw new Error(answer.outcome);
  return answer.case.id;
}

const driven = async (caseId: string): Promise<boolean> => {
  const [row] = await rows<{ known: boolean }>(
    fresh.db.orm,
    sql`select driven_seq = seq as known from cases where id = ${caseId}`,
  );
  return row?.known ?? false;
};

it('waits for Temporal and says so, then follows what was opened meanwhile', async () => {
  const first = await opened();
  await expect.poll(() => output, WAIT).toContain('等待 Temporal · waiting for Temporal');
  expect([ready, worker.exitCode]).toEqual([false, null]);
  await startEngine();
  await expect.poll(() => ready, WAIT).toBe(true);
  await expect.poll(() => driven(first), WAIT).toBe(true);
});

it('goes on by itself when Temporal was away; the record took everything meanwhile', async () => {
  await temporal?.stop();
  const meanwhile = [await opened(), await opened(), await opened()];
  const waiting = () => rows(fresh.db.orm, sql`select from wakes where last_error is not null`);
  await expect.poll(async () => (await waiting()).length, WAIT).toBeGreaterThan(0);
  await startEngine();
  for (const id of meanwhile) await expect.poll(() => driven(id), WAIT).toBe(true);
  const connection = await Connection.connect({ address: `127.0.0.1:${port}` });
  const engine = { client: new Client({ connection }), taskQueue: taskQueueOf((await installation(fresh.db)).id) };
  await expect.poll(() => compareEngine(fresh.db, engine), WAIT).toEqual([]);
  await connection.close();
});

it('ends when asked, with nothing left in hand', async () => {
  expect(worker.exitCode).toBeNull();
  const gone = once(worker, 'exit');
  worker.kill('SIGTERM');
  expect(await gone).toEqual([0, null]);
  expect(output).not.toContain('TypeError');
});
