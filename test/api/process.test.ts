// The API as a process of its own: it starts, shows the first administrator's password once, finishes what it has in
// hand when told to end, and dies of what nobody caught, without a word about people.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toolEnvironment } from '../../config.ts';
import { seed } from '../../db/seed.ts';
import { choosePort } from '../../local/port.ts';
import { nodeArguments } from '../../program.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { filing } from './stage.ts';

const API = await nodeArguments('api/server.ts');

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it has said. */
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

let fresh: FreshDatabase;
let dataDir = '';
const running: Running[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'jiefen-api-'));
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(async () => {
  await fresh.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(more: Record<string, string> = {}, imports: readonly string[] = []): Promise<Running> {
  const port = await choosePort();
  const before = imports.flatMap((name) => ['--import', name]);
  const child = spawn(process.execPath, [...before, ...API], {
    env: {
      ...toolEnvironment(),
      DATABASE_URL: fresh.url,
      JIEFEN_DATA_DIR: dataDir,
      JIEFEN_MODE: 'test',
      PORT: String(port),
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (text += String(data)));
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const ready = new Promise<void>((done) => child.once('message', () => done()));
  const one: Running = { child, url: `http://127.0.0.1:${port}`, said: () => text, ended };
  running.push(one);
  await Promise.race([ready, ended]);
  return one;
}

async function signIn(url: string, username: string, password: string) {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const { token } = (await response.json()) as { token: string };
  return (method: string, path: string, body?: unknown) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
}

describe('the process', () => {
  it('shows the first administrator once, in plain words that no log keeps, and ends with 0', async () => {
    const first = await start();
    const [, password = ''] = /password shown once: (\S+)/.exec(first.said()) ?? [];
    expect(password.length).toBeGreaterThan(12);
    const structured = first
      .said()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(structured.join()).not.toContain(password);
    const admin = await signIn(first.url, 'admin', password);
    expect((await admin('GET', '/api/v1/session')).status).toBe(200);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const second = await start();
    expect(second.said()).not.toContain('password');
  });

  it('finishes what it has in hand, sends the new away, and only then ends', async () => {
    const seeded = await seed(fresh.db);
    const api = await start();
    const street = await signIn(api.url, 'demo.street.registrar', seeded.password);
    const opened = (await (await street('POST', '/api/v1/cases', filing(seeded))).json()) as { id: string };
    const path = `/api/v1/cases/${opened.id}/commands`;
    const inHand: Promise<Response>[] = [];
    await fresh.db.orm.transaction(async (tx) => {
      await tx.execute(sql`select from cases where id = ${opened.id} for update`);
      inHand.push(street('POST', path, { type: 'note', note: '在途' }));
      await someoneWaits();
      api.child.kill('SIGTERM');
      // The signal takes its moment to arrive; from then on nobody new is let in.
      const late = () =>
        street('GET', '/api/v1/session').then(
          (response) => response.status,
          () => 'refused',
        );
      await expect.poll(late, { interval: 5 }).toSatisfy((said) => said === 503 || said === 'refused');
    });
    expect((await inHand[0])?.status).toBe(200);
    expect(await api.ended).toBe(0);
  });

  it('dies of what nobody caught with a code and without repeating its words', async () => {
    const thrower = 'data:text/javascript,process.on("message",()=>{throw new Error(["CAN","ARY"].join(""))})';
    const api = await start({}, [thrower]);
    api.child.send('throw');
    expect(await api.ended).toBe(1);
    expect(api.said()).toContain('uncaughtException');
    expect(api.said()).not.toContain('CANARY');
  });

  it('says what to do when it does not know the database', async () => {
    const api = await start({ DATABASE_URL: '' });
    expect(await api.ended).toBe(1);
    expect(api.said()).toMatch(/请设置 DATABASE_URL[\s\S]*set DATABASE_URL/);
  });

  it('tells how long a command takes over HTTP with nothing else running', async () => {
    const seeded = await seed(fresh.db);
    const api = await start({ JIEFEN_LOG_LEVEL: 'warn' });
    const street = await signIn(api.url, 'demo.street.registrar', seeded.password);
    const took: number[] = [];
    for (let n = 1; n <= 40; n += 1) {
      const opened = (await (await street('POST', '/api/v1/cases', filing(seeded, {}, n))).json()) as { id: string };
      for (const type of ['requestNegotiation', 'withdraw', 'applyForArbitration']) {
        const began = performance.now();
        const answer = await street('POST', `/api/v1/cases/${opened.id}/commands`, { type, for: 'W1' });
        await answer.arrayBuffer();
        took.push(performance.now() - began);
        expect(answer.status).toBe(200);
      }
    }
    const sorted = took.slice(30).toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)]?.toFixed(1);
    console.log(`a command over HTTP: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`);
  });
});

/** Until another connection waits for a lock. */
async function someoneWaits(): Promise<void> {
  const waiting = sql`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  for (let tries = 0; tries < 200; tries += 1) {
    const [row] = (await fresh.db.orm.execute<{ n: number }>(waiting)).rows;
    if (row && row.n > 0) return;
    await wait(10);
  }
  throw new Error('nobody waits');
}
