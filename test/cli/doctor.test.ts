// The doctor as an operator runs it, on things that are really broken: each time it names what is wrong, in both
// languages, says what to do, ends with 1, and shows no secret.
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { examine } from '../../cli/doctor-examination.ts';
import type { Finding } from '../../cli/doctor-finding.ts';
import { type Key, readConfig, serviceEnvironment, writtenKeys } from '../../config.ts';
import { anchorPath, appendAnchor } from '../../db/anchors.ts';
import type { Db } from '../../db/connection.ts';
import { dailyHead } from '../../db/daily-head.ts';
import { openCase } from '../../db/open-case.ts';
import { papersOf, putPapers } from '../../db/personal.ts';
import { installation } from '../../db/settings.ts';
import { addDays } from '../../domain/calendar/civil-date.ts';
import { choosePort } from '../../local/port.ts';
import { createDatabase, dropDatabase } from '../../local/postgres.ts';
import { nodeArguments } from '../../program.ts';
import { syntheticIdNumber } from '../api/stage.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';
import { type TestTemporal, testTemporal } from '../setup/temporal.ts';
import { settledToday } from '../setup/today.ts';

const WAIT = { timeout: 60_000, interval: 250 };
const PASSWORD = 'hunter2-not-to-be-shown';

const TESTS_OWN = 'postgresql/not-durable';

const key = (n: number): Key => ({ id: 'k1', secret: new Uint8Array(32).fill(n) });
const signing = generateKeyPairSync('ed25519').privateKey;
const written = signing.export({ format: 'der', type: 'pkcs8' }).toString('base64');
const report = z.object({
  verdict: z.enum(['ok', 'wrong']),
  findings: z.array(z.custom<Finding>()),
});

let fresh: FreshDatabase;
let town: SmallTown;
let dataDir: string;
let temporal: TestTemporal;
let port: number;
let apiPort: number;
let metricsPort: number;
let caseId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  town = await smallTown(fresh.db);
  dataDir = mkdtempSync(join(tmpdir(), 'jiefen-doctor-'));
  port = await choosePort(17_411);
  apiPort = await choosePort(17_412);
  metricsPort = await choosePort(17_413);
  temporal = await testTemporal(dataDir, port);
  const opened = await openCase(fresh.db, {
    commandId: 'doctor',
    command: wageCase(town),
    by: town.registrar,
    trackingKey: new Uint8Array(32),
  });
  if (opened.outcome !== 'recorded') throw new Error(opened.outcome);
  caseId = opened.case.id;
  const parties = [{ party: 'W1', name: '测试工人甲', idNumber: syntheticIdNumber(1) }] as const;
  await putPapers(fresh.db.orm, [papersOf([key(1)], caseId, { parties })]);
  await installation(fresh.db);
});
afterAll(async () => {
  await temporal?.stop();
  await fresh?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const environment = (more: Readonly<Record<string, string>> = {}) =>
  serviceEnvironment({
    DATABASE_URL: fresh.url,
    TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
    PORT: String(apiPort),
    JIEFEN_MODE: 'test',
    JIEFEN_DATA_DIR: dataDir,
    JIEFEN_DATA_KEYS: writtenKeys([key(1)]),
    JIEFEN_ANCHOR_KEY: written,
    JIEFEN_LOG_LEVEL: 'warn',
    ...more,
  });

interface Told {
  /** `area/code` of what is wrong, beside that the tests' PostgreSQL forgets what the power takes. */
  readonly wrong: readonly string[];
  readonly all: readonly string[];
  readonly said: string;
}

/** In this process: nothing but starting one is left out. */
async function doctor(more: Readonly<Record<string, string>> = {}, api?: string): Promise<Told> {
  return toldBy(await examine(readConfig(environment(more)), api));
}

/** As at the terminal. */
async function doctorRun(more: Readonly<Record<string, string>>): Promise<Told> {
  const child = spawn(process.execPath, [...(await nodeArguments('cli/doctor.ts')), '--json'], {
    env: environment(more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, errors] = ['', ''];
  child.stdout.on('data', (part) => (said += String(part)));
  child.stderr.on('data', (part) => (errors += String(part)));
  const [code]: unknown[] = await once(child, 'close');
  const { verdict, findings } = report.parse(JSON.parse(said));
  expect({ errors, code, verdict }).toEqual({ errors: '', code: 1, verdict: 'wrong' });
  return toldBy(findings);
}

function toldBy(findings: readonly Finding[]): Told {
  for (const { zh, en } of findings) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[A-Z\d].*\.$/s);
  }
  const named = (wanted: string) =>
    findings.filter((one) => wanted === '' || one.verdict === wanted).map((one) => `${one.area}/${one.code}`);
  const said = JSON.stringify(findings);
  for (const secret of [PASSWORD, new URL(fresh.url).password, written, writtenKeys([key(1)]).slice(3)])
    if (secret !== '') expect(said).not.toContain(secret);
  return { wrong: named('wrong').filter((one) => one !== TESTS_OWN), all: named(''), said };
}

const triggersOff = async (db: Db, change: ReturnType<typeof sql>): Promise<void> => {
  await db.orm.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(change);
  });
};
const changed = (change: ReturnType<typeof sql>) => triggersOff(fresh.db, change);

describe('where something is away', () => {
  it('says that PostgreSQL is, and where to look', async () => {
    const free = await choosePort(17_499);
    const told = await doctorRun({ DATABASE_URL: `postgres://somebody:${PASSWORD}@127.0.0.1:${free}/jiefen` });
    expect(told.wrong).toEqual(['postgresql/away']);
    expect(told.said).toContain('ECONNREFUSED');
  });

  it('says that the password is wrong', async () => {
    const url = new URL(fresh.url);
    url.password = PASSWORD;
    expect((await doctor({ DATABASE_URL: url.href })).wrong).toEqual(['postgresql/refused']);
  });

  it('says that Temporal is, or has no such namespace', async () => {
    const free = await choosePort(17_498);
    expect((await doctor({ TEMPORAL_ADDRESS: `127.0.0.1:${free}` })).wrong).toContain('temporal/away');
    expect((await doctor({ TEMPORAL_NAMESPACE: 'elsewhere' })).wrong).toContain('temporal/no-namespace');
  });

  it('says that no worker asks for work, and that an API is expected at the address it was given', async () => {
    const told = await doctor({}, `http://127.0.0.1:${apiPort}`);
    expect(told.wrong).toEqual(['workers/nobody-polls', 'workers/nobody-polls', 'api/away']);
    expect(told.said).toContain('npm run worker');
  });

  it('says that nothing runs on a data folder, and which port another program has', async () => {
    const other: Server = createServer().listen(apiPort, '127.0.0.1');
    await once(other, 'listening');
    const nothing = { DATABASE_URL: '', TEMPORAL_ADDRESS: '', JIEFEN_DATA_DIR: join(dataDir, 'empty') };
    const told = await doctor(nothing);
    other.close();
    expect(told.wrong).toEqual(['postgresql/nothing-runs', 'ports/taken']);
    expect(told.said).toContain(`PORT`);
  });
});

it('says which duty of a worker stands still, that its clock is off, and that another program answers for the API', async () => {
  const then = Date.now() / 1_000;
  const figures = [
    `jiefen_duty_heartbeat_seconds{duty="sweeper"} ${then - 200}`,
    `jiefen_duty_heartbeat_seconds{duty="reconciler"} ${then - 200}`,
    'jiefen_clock_skew_seconds -7.5',
  ];
  const stalled = createHttpServer((_, answer) => answer.end(`${figures.join('\n')}\n`)).listen(0, '127.0.0.1');
  await once(stalled, 'listening');
  const { port: at } = stalled.address() as AddressInfo;
  try {
    const told = await doctor({ JIEFEN_METRICS_ADDRESS: `0.0.0.0:${at}` }, `http://127.0.0.1:${at}`);
    expect(told.wrong.filter((one) => one !== 'workers/nobody-polls')).toEqual([
      'ports/taken',
      'workers/duty-silent',
      'clock/worker-skew',
    ]);
    expect(told.said).toMatch(/duty sweeper has not come round for 20\d s/);
  } finally {
    stalled.close();
  }
});

describe('what is set wrong', () => {
  it('names the variables, not their values', async () => {
    const told = await doctorRun({ JIEFEN_DATA_KEYS: PASSWORD });
    expect(told.wrong).toEqual(['configuration/malformed']);
    expect(told.said).toContain('JIEFEN_DATA_KEYS');
  });

  it('says that the keys held do not open what is stored', async () => {
    expect((await doctor({ JIEFEN_DATA_KEYS: writtenKeys([key(2)]) })).wrong).toContain('keys/wrong-data-keys');
    const other = { ...key(2), id: 'k2' };
    expect((await doctor({ JIEFEN_DATA_KEYS: writtenKeys([other]) })).wrong).toContain('keys/wrong-data-keys');
    expect((await doctor({ JIEFEN_DATA_KEYS: writtenKeys([other, key(1)]) })).all).toContain('keys/data-keys');
  });

  it('says that migrations are missing, or that the database is ahead', async () => {
    const name = `doctor_${process.pid}`;
    await createDatabase(inject('adminUrl'), name);
    const url = new URL(fresh.url);
    url.pathname = `/${name}`;
    try {
      const told = await doctor({ DATABASE_URL: url.href });
      expect(told.wrong).toContain('postgresql/schema-behind');
      expect(told.said).toContain('npm run migrate');
    } finally {
      await dropDatabase(inject('adminUrl'), name);
    }
    await fresh.db.orm.execute(sql`insert into migrations (hash) values ('of a later edition')`);
    expect((await doctor()).wrong).toContain('postgresql/schema-ahead');
    await fresh.db.orm.execute(sql`delete from migrations where hash = 'of a later edition'`);
  });

  it('says that PostgreSQL may lose what was acknowledged', async () => {
    const { said } = await doctor();
    // The tests' own server runs without durability, to be quick.
    expect(said).toContain('fsync=off');
    expect(said).toContain('postgresql.conf');
  });
});

describe('what stands in the record', () => {
  it('names cases that nobody carries on, that are late, and duties without a person', async () => {
    await changed(sql`update tasks set closed_at = now()`);
    await changed(sql`update cases set next_at = null`);
    const stuck = await doctor();
    expect(stuck.wrong).toContain('cases/stuck');
    expect(stuck.said).toContain(caseId);
    await changed(sql`update cases set next_at = now() - interval '10 minutes'`);
    expect((await doctor()).wrong).toContain('cases/overdue');
    await changed(sql`update cases set next_at = now() + interval '10 days'`);
    await changed(sql`update tasks set closed_at = null, role = 'mediator', person = null`);
    expect((await doctor()).wrong).toContain('cases/unowned');
  });

  it('says for how long wakes have waited', async () => {
    await fresh.db.orm.execute(sql`update wakes set since = now() - interval '10 minutes'`);
    expect((await doctor()).wrong).toContain('wakes/late');
    await fresh.db.orm.execute(sql`update wakes set since = now()`);
  });

  it('says from which day on no anchor was written, and that another key signed the last', async () => {
    const today = await settledToday();
    await changed(sql`update events set recorded_at = recorded_at - interval '3 days'`);
    const behind = await doctor();
    expect(behind.wrong).toContain('anchors/behind');
    expect(behind.said).toContain(addDays(today, -3));
    const path = anchorPath(join(dataDir, 'anchors'), (await installation(fresh.db)).id);
    const stranger = generateKeyPairSync('ed25519').privateKey;
    appendAnchor(path, await dailyHead(fresh.db.orm, addDays(today, -3)), stranger);
    expect((await doctor()).wrong).toContain('anchors/foreign');
    rmSync(path);
    for (const ago of [-3, -2, -1]) appendAnchor(path, await dailyHead(fresh.db.orm, addDays(today, ago)), signing);
    expect((await doctor()).all).toContain('anchors/current');
  });
});

describe('with a worker and an API', () => {
  const running: ChildProcess[] = [];
  const start = async (script: string, more: Readonly<Record<string, string>> = {}): Promise<ChildProcess> => {
    const child = spawn(process.execPath, await nodeArguments(script), { env: environment(more), stdio: 'ignore' });
    running.push(child);
    return child;
  };
  const figures = { JIEFEN_METRICS_ADDRESS: '' };
  beforeAll(async () => {
    figures.JIEFEN_METRICS_ADDRESS = `127.0.0.1:${metricsPort}`;
    await start('worker.ts', figures);
    await start('api/server.ts', { JIEFEN_ADMIN_PASSWORD: PASSWORD });
  });
  afterAll(async () => {
    for (const child of running) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });

  it("shows the worker's counters under the names that operators alarm on", async () => {
    const figures = () => fetch(`http://127.0.0.1:${metricsPort}/metrics`).then((answer) => answer.text());
    await expect.poll(figures, WAIT).toMatch(/^jiefen_swept_events_total[ {]/m);
    expect(await figures()).not.toMatch(/^jiefen_\w+_total_total/m);
  });

  it('finds nothing wrong when all is well', async () => {
    await changed(sql`update tasks set person = ${town.mediator.person}`);
    const api = `http://127.0.0.1:${apiPort}`;
    await expect.poll(async () => (await doctor(figures, api)).wrong, WAIT).toEqual([]);
    const told = await doctor(figures, api);
    expect(told.all).toEqual(
      expect.arrayContaining(['api/ready', 'workers/duties', 'workers/poll', 'temporal/attributes', 'clock/agrees']),
    );
  });

  it('says so when the worker is killed', async () => {
    const [worker] = running;
    worker?.kill('SIGKILL');
    const told = await doctor(figures);
    expect(told.wrong).toContain('workers/no-figures');
  });
});
