// kill -9 in the middle of an import and of a campaign, worker and API both, as processes on a real engine: nothing of
// the ledger is lost, nothing is doubled, and the campaign has each of its days once.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { campaignWorkflowId, LOOK } from '../../activities/campaigner.ts';
import { toolEnvironment } from '../../config.ts';
import { beginCampaign, dayFigures } from '../../db/campaigns.ts';
import { rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { openCase } from '../../db/open-case.ts';
import { record } from '../../db/record.ts';
import { type Seed, seed } from '../../db/seed.ts';
import { verifyRecord } from '../../db/verify.ts';
import { addDays, civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { choosePort } from '../../local/port.ts';
import { nodeArguments } from '../../program.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { plainFacts } from '../setup/small-town.ts';
import { type TestTemporal, testTemporal } from '../setup/temporal.ts';
import { manyRows } from './many-rows.ts';

const ROWS = 900;
const WAIT = { timeout: 240_000, interval: 100 };
const API = await nodeArguments('api/server.ts');
const WORKER = await nodeArguments('worker.ts');

let fresh: FreshDatabase;
let seeds: Seed;
let dataDir: string;
let temporal: TestTemporal;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  fresh = await freshDatabase();
  seeds = await seed(fresh.db);
  dataDir = mkdtempSync(join(tmpdir(), 'jiefen-crash-'));
  temporal = await testTemporal(dataDir);
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await temporal?.stop();
  await fresh?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

function start(program: readonly string[], port: number): ChildProcess {
  const child = spawn(process.execPath, program, {
    env: {
      ...toolEnvironment(),
      DATABASE_URL: fresh.url,
      TEMPORAL_ADDRESS: temporal.address,
      JIEFEN_DATA_DIR: dataDir,
      JIEFEN_MODE: 'test',
      JIEFEN_LOG_LEVEL: 'warn',
      ...(port > 0 && { PORT: String(port) }),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.add(child);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  running.delete(child);
}

const count = async (query: ReturnType<typeof sql>): Promise<number> =>
  (await rows<{ n: number }>(fresh.db.orm, query))[0]?.n ?? -1;
const taken = () => count(sql`select count(*)::int as n from cases where timeline_id = 1`);

const answered = z.looseObject({
  token: z.string().optional(),
  id: z.string().optional(),
  state: z.string().optional(),
  accepted: z.int().optional(),
  days: z.array(z.looseObject({ on: z.string() })).optional(),
});

async function request(url: string, token: string, method: string, path: string, body?: Buffer | string) {
  const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), 'content-type': type },
    ...(body !== undefined && { body }),
  });
  return answered.parse(await response.json());
}

it('takes each row of a ledger once although everything is killed again and again', { timeout: 400_000 }, async () => {
  const port = await choosePort();
  const url = `http://127.0.0.1:${port}`;
  let api = start(API, port);
  await once(api, 'message');
  let worker = start(WORKER, 0);
  const credentials = { username: 'demo.petition.petition-officer', password: seeds.password };
  const { token = '' } = await request(url, '', 'POST', '/session', JSON.stringify(credentials));
  const { id } = await request(url, token, 'POST', '/imports/backlog', manyRows(ROWS));
  const state = async () => (await request(url, token, 'GET', `/imports/${id}`)).state;
  await expect.poll(state, WAIT).toBe('judged');
  await request(url, token, 'POST', `/imports/${id}/run`);
  for (const mark of [60, 200, 400]) {
    await expect.poll(taken, { ...WAIT, interval: 20 }).toBeGreaterThan(mark);
    await Promise.all([killed(worker), killed(api)]);
    api = start(API, port);
    worker = start(WORKER, 0);
    await once(api, 'message');
  }
  await expect.poll(state, WAIT).toBe('done');
  const done = await request(url, token, 'GET', `/imports/${id}`);
  expect(done).toMatchObject({ rows: ROWS, done: ROWS, faults: 0 });
  expect(await taken()).toBe(done.accepted);
  expect(await count(sql`select count(distinct case_id)::int as n from import_rows`)).toBe(done.accepted);
  const notes = await count(sql`select count(*)::int as n from events where type = 'note'`);
  expect(notes).toBe(
    await count(sql`select count(*)::int as n from import_rows r where class = 'duplicate'
    and petition_no is distinct from (select o.petition_no from import_rows o where o.case_id = r.case_id
      and o.class in ('clean', 'repairable'))`),
  );
  expect(await count(sql`select count(*)::int as n from notices`)).toBe(0);
  await Promise.all([killed(worker), killed(api)]);
  const found: unknown[] = [];
  await verifyRecord(fresh.db, (difference) => found.push(difference));
  expect(found.filter((one) => !/wake/.test(JSON.stringify(one)))).toEqual([]);
});

it('keeps each day of a campaign once although its worker and the API are killed', { timeout: 300_000 }, async () => {
  const begin = civilDate('2026-03-02');
  const timeline = await addTimeline(fresh.db.orm, startOfDayMs(begin) + 1, 1);
  const by = seeds.people.find((one) => one.username === 'demo.petition.petition-officer');
  if (!by) throw new Error('no petition officer');
  const officer = { kind: 'staff', person: by.id, role: by.role, org: by.org } as const;
  const place = {
    enterprise: null,
    community: null,
    park: null,
    town: seeds.orgs.street,
    district: seeds.orgs.district,
  };
  const cases: { caseId: string; unit: string }[] = [];
  for (let i = 0; i < 20; i += 1) {
    const command = {
      type: 'open',
      parties: ['W1', 'E1'],
      claims: [{ type: 'remuneration', party: 'W1', amountFen: 100_000 }],
      stepwise: false,
      registeredBy: officer.org,
      facts: plainFacts(place, 'construction'),
    } as const;
    const key = new Uint8Array(32);
    const opened = await openCase(fresh.db, {
      commandId: `c-${i}`,
      by: officer,
      command,
      trackingKey: key,
      timelineId: timeline,
    });
    if (opened.outcome !== 'recorded') throw new Error(JSON.stringify(opened));
    const caseId = opened.case.id;
    await record(fresh.db, {
      caseId,
      commandId: 'r',
      by: officer,
      command: { type: 'registerPetition', matter: 'm', for: 'W1' },
    });
    cases.push({ caseId, unit: officer.org });
  }
  const asked = {
    commandId: 'k',
    name: '清零（测试）',
    person: by.id,
    org: by.org,
    timelineId: timeline,
    begunOn: begin,
  };
  const id = await beginCampaign(fresh.db, { ...asked, targetOn: addDays(begin, 90), cases });
  const connection = await Connection.connect({ address: temporal.address });
  const handle = new Client({ connection }).workflow.getHandle(campaignWorkflowId(id));
  const port = await choosePort();
  const url = `http://127.0.0.1:${port}`;
  let api = start(API, port);
  let worker = start(WORKER, 0);
  await once(api, 'message');
  const credentials = JSON.stringify({ username: by.username, password: seeds.password });
  const { token = '' } = await request(url, '', 'POST', '/session', credentials);
  const seen = async () => (await request(url, token, 'GET', `/campaigns/${id}`)).days ?? [];
  for (const days of [3, 11, 12, 30]) {
    await moveTimeline(fresh.db, timeline, { legalMs: startOfDayMs(addDays(begin, days)) + 120_000 });
    // In the middle of the look, or before it: the next worker finds what is left. The API dies while it reads.
    await handle.signal(LOOK).catch(() => undefined);
    const cut = seen().catch(() => 'cut');
    await Promise.all([killed(worker), killed(api), cut]);
    api = start(API, port);
    worker = start(WORKER, 0);
    await once(api, 'message');
    await expect.poll(async () => (await seen()).length, WAIT).toBe(days);
  }
  const figures = await dayFigures(fresh.db.orm, id);
  expect(figures.map(({ on }) => on)).toEqual(Array.from({ length: 30 }, (_, i) => addDays(begin, i)));
  expect(figures.at(-1)).toMatchObject({ opening: 20, closing: 20, cleared: 0 });
  expect(await seen()).toEqual(figures);
  await connection.close();
  await Promise.all([killed(worker), killed(api)]);
});
