// The worker as a process: it waits for what is not there yet, outlives what goes away, and ends when asked.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { finishedDay } from '../../activities/anchor.ts';
import { compareEngine } from '../../activities/compare.ts';
import { taskQueueOf } from '../../activities/engine.ts';
import { anchorPublicKey, readConfig, serviceEnvironment } from '../../config.ts';
import { anchorLines, anchorPath, readAnchor } from '../../db/anchors.ts';
import { rows } from '../../db/connection.ts';
import { openCase } from '../../db/open-case.ts';
import { installation } from '../../db/settings.ts';
import { addDays, type CivilDate, daysBetween } from '../../domain/calendar/civil-date.ts';
import { choosePort } from '../../local/port.ts';
import { nodeArguments } from '../../program.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';
import { type TestTemporal, testTemporal } from '../setup/temporal.ts';
import { settledToday } from '../setup/today.ts';

const WAIT = { timeout: 40_000, interval: 50 };

let fresh: FreshDatabase;
let town: SmallTown;
let dataDir: string;
let port: number;
const WORKER = await nodeArguments('worker.ts');
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
  worker = spawn(process.execPath, WORKER, {
    env: serviceEnvironment({
      DATABASE_URL: fresh.url,
      TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
      JIEFEN_LOG_LEVEL: 'warn',
      ...anchoring(),
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

const anchoring = () => ({ JIEFEN_DATA_DIR: dataDir, JIEFEN_ANCHOR_DIR: join(dataDir, 'elsewhere') });

/** The same worker under another environment, until it ends by itself. */
async function refused(
  more: Readonly<Record<string, string>>,
): Promise<{ readonly code: unknown; readonly said: string }> {
  const env = serviceEnvironment({ DATABASE_URL: fresh.url, TEMPORAL_ADDRESS: `127.0.0.1:${port}`, ...more });
  const child = spawn(process.execPath, WORKER, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
  const [code]: unknown[] = await once(child, 'exit');
  return { code, said };
}

/** Of the case that was opened days ago. */
let openedOn: CivilDate;
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

/** As if the case had been opened days ago. */
async function setBack(caseId: string, days: number): Promise<void> {
  await fresh.db.orm.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`update events set recorded_at = recorded_at - make_interval(days => ${days})
      where case_id = ${caseId}`);
  });
}

const driven = async (caseId: string): Promise<boolean> => {
  const [row] = await rows<{ known: boolean }>(
    fresh.db.orm,
    sql`select driven_seq = seq as known from cases where id = ${caseId}`,
  );
  return row?.known ?? false;
};

it('does not start where no anchor could be written or signed, says what to do, and changes nothing', async () => {
  const file = join(dataDir, 'a-file');
  writeFileSync(file, 'kept');
  const folder = join(file, 'anchors');
  const production = join(dataDir, 'production');
  const [unwritable, unsigned, lost] = await Promise.all([
    refused({ JIEFEN_DATA_DIR: dataDir, JIEFEN_ANCHOR_DIR: folder }),
    refused({
      JIEFEN_MODE: 'production',
      JIEFEN_DATA_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      JIEFEN_DATA_DIR: production,
    }),
    refused({ DATABASE_URL: '' }),
  ]);
  expect(unwritable.code).toBe(1);
  expect(unwritable.said).toContain(`The folder of the daily anchors ${folder} cannot be written (ENOTDIR)`);
  expect(unwritable.said).toContain('请改正 JIEFEN_ANCHOR_DIR');
  expect(readFileSync(file, 'utf8')).toBe('kept');
  expect(unsigned).toMatchObject({ code: 1, said: expect.stringContaining('Production needs JIEFEN_ANCHOR_KEY') });
  expect(existsSync(production)).toBe(false);
  expect(lost).toMatchObject({ code: 1, said: expect.stringContaining('set DATABASE_URL and TEMPORAL_ADDRESS') });
});

it('waits for Temporal and says so, then follows what was opened meanwhile', async () => {
  const first = await opened();
  openedOn = addDays(await settledToday(), -3);
  await setBack(await opened(), 3);
  await expect.poll(() => output, WAIT).toContain('等待 Temporal · waiting for Temporal');
  expect([ready, worker.exitCode]).toEqual([false, null]);
  await startEngine();
  await expect.poll(() => ready, WAIT).toBe(true);
  await expect.poll(() => driven(first), WAIT).toBe(true);
});

it('anchors the days that are over, signed, in the folder it was given', async () => {
  const path = anchorPath(anchoring().JIEFEN_ANCHOR_DIR, (await installation(fresh.db)).id);
  await settledToday();
  const days = daysBetween(openedOn, await finishedDay(fresh.db.orm)) + 1;
  await expect.poll(() => anchorLines(path).length, WAIT).toBe(days);
  const key = anchorPublicKey(readConfig(anchoring()));
  const read = anchorLines(path).map((line) => readAnchor(line, key));
  const expected = Array.from({ length: days }, (_, n) => {
    const opened = Number(n === 0);
    return { signed: true, anchor: { day: addDays(openedOn, n), cases: opened, events: opened } };
  });
  expect(read).toMatchObject(expected);
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
