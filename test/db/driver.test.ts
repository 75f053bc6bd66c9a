// The driver under faults that a network and an operator bring: killed backends, a black hole, a full house, a restart.
// docs/adr/0002-driver.md rests on these tests.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Db, inTransaction, rows } from '../../db/connection.ts';
import { Unavailable } from '../../db/failure.ts';
import { type RunningPostgres, startPostgres } from '../../local/postgres.ts';

const DEADLINE_MS = 1_500;
const options = { max: 4, queryTimeoutMs: DEADLINE_MS, name: 'driver-test' };
const PID = sql`select pg_backend_pid() as pid`;

let dataDir: string;
let server: RunningPostgres;
let db: Db;
/** Another way in, which no test harms. */
let other: Db;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'jiefen-driver-'));
  server = await startPostgres({ dataDir, durability: 'none' });
  db = connect(server.url, options);
  other = connect(server.url, { ...options, name: 'driver-test-other', queryTimeoutMs: 10_000 });
  await other.orm.execute(sql`create table ledger (batch int not null, entry int not null)`);
});

afterAll(async () => {
  await Promise.all([db?.close(), other?.close()]);
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

beforeEach(async () => {
  await other.orm.execute(sql`truncate ledger`);
});

/** Milliseconds until queries are answered again. */
async function recovery(through: Db): Promise<number> {
  const from = performance.now();
  for (;;) {
    const answered = await through.orm.execute(sql`select 1`).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof Unavailable)) throw error;
        return false;
      },
    );
    if (answered) return performance.now() - from;
  }
}

/** Takes a backend's life away: politely, or as the operating system does, which resets every session. */
async function kill(pid: number, how: 'terminate' | 'kill -9'): Promise<void> {
  if (how === 'kill -9') process.kill(pid, 'SIGKILL');
  else await other.orm.execute(sql`select pg_terminate_backend(${pid})`);
}

type Outcome = 'done' | Unavailable;
const outcome = (promise: Promise<unknown>): Promise<Outcome> =>
  promise.then(
    (): Outcome => 'done',
    (error: unknown) => {
      if (error instanceof Unavailable) return error;
      throw error;
    },
  );

/** One transaction of two entries whose connection dies between them, while others wait for the pool. */
async function killedInside(batch: number, how: 'terminate' | 'kill -9'): Promise<void> {
  const doomed = outcome(
    inTransaction(db, async (tx) => {
      await tx.execute(sql`insert into ledger values (${batch}, 1)`);
      const [found] = await rows<{ pid: number }>(tx, PID);
      if (!found) throw new Error('no backend');
      await kill(found.pid, how);
      // The pool goes on without the dead connection; the transaction must not.
      await recovery(db);
      await tx.execute(sql`insert into ledger values (${batch}, 2)`);
    }),
  );
  const queued = Array.from({ length: 12 }, () => outcome(db.orm.execute(sql`select pg_sleep(0.001)`)));
  expect(await doomed).toBeInstanceOf(Unavailable);
  await Promise.all(queued);
}

describe('killed backends', () => {
  it('survives 90 terminated in the middle of transactions and never commits a half', async () => {
    for (let batch = 1; batch <= 90; batch += 1) await killedInside(batch, 'terminate');
    expect(await recovery(db)).toBeLessThan(5_000);
    expect(await rows(other.orm, sql`select * from ledger`)).toEqual([]);
  });

  it('survives ten killed by the system, which resets all sessions, and recovers within five seconds', async () => {
    for (let batch = 1; batch <= 10; batch += 1) {
      await killedInside(batch, 'kill -9');
      expect(await recovery(db)).toBeLessThan(5_000);
    }
    await recovery(other);
    expect(await rows(other.orm, sql`select * from ledger`)).toEqual([]);
  });

  it('survives the death of idle connections', async () => {
    await Promise.all(Array.from({ length: 4 }, () => db.orm.execute(sql`select pg_sleep(0.02)`)));
    await other.orm.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'driver-test'`,
    );
    expect(await recovery(db)).toBeLessThan(5_000);
  });
});

describe('a black hole', () => {
  it('ends a running query within the deadline, keeps no connection and recovers when healed', async () => {
    const hole = await blackHole(server.port);
    const through = connect(server.url.replace(`:${server.port}/`, `:${hole.port}/`), options);
    await Promise.all(Array.from({ length: 4 }, () => through.orm.execute(sql`select pg_sleep(0.01)`)));
    hole.open();
    const from = performance.now();
    const lost = await Promise.all([
      // Three of the four connections are lost by `begin`.
      ...Array.from({ length: 3 }, () => outcome(inTransaction(through, (tx) => tx.execute(sql`select 1`)))),
      ...Array.from({ length: 10 }, () => outcome(through.orm.execute(sql`select 2`))),
    ]);
    expect(performance.now() - from).toBeLessThan(2.5 * DEADLINE_MS);
    for (const end of lost) expect(end).toBeInstanceOf(Unavailable);
    hole.close();
    expect(await recovery(through)).toBeLessThan(5_000);
    const begun = performance.now();
    const together = Array.from({ length: 4 }, () => outcome(through.orm.execute(sql`select pg_sleep(0.4)`)));
    expect(await Promise.all(together)).toEqual(['done', 'done', 'done', 'done']);
    expect(performance.now() - begun, 'four at once').toBeLessThan(1_200);
    await through.close();
    await hole.end();
  });

  it('ends a transaction that falls into it half way, and commits nothing of it', async () => {
    const hole = await blackHole(server.port);
    const through = connect(server.url.replace(`:${server.port}/`, `:${hole.port}/`), options);
    const lost = outcome(
      inTransaction(through, async (tx) => {
        await tx.execute(sql`insert into ledger values (1, 1)`);
        hole.open();
        await tx.execute(sql`insert into ledger values (1, 2)`);
      }),
    );
    const from = performance.now();
    expect(await lost).toMatchObject({ code: expect.stringMatching(/^no-/) });
    expect(performance.now() - from).toBeLessThan(2 * DEADLINE_MS);
    hole.close();
    expect(await recovery(through)).toBeLessThan(5_000);
    expect(await rows(other.orm, sql`select * from ledger`)).toEqual([]);
    await through.close();
    await hole.end();
  });
});

describe('errors', () => {
  it('cancels a slow query on the server and keeps the connection', async () => {
    const one = connect(server.url, { ...options, max: 1 });
    const [before] = await rows(one.orm, PID);
    expect(await outcome(one.orm.execute(sql`select pg_sleep(30)`))).toMatchObject({ code: '57014' });
    expect(await rows(one.orm, PID)).toEqual([before]);
    await one.close();
  });

  it('lets nobody wait long for a connection when all are taken', async () => {
    const one = connect(server.url, { ...options, max: 1 });
    const from = performance.now();
    const ends = await Promise.all(Array.from({ length: 4 }, () => outcome(one.orm.execute(sql`select pg_sleep(30)`))));
    expect(performance.now() - from).toBeLessThan(2.5 * DEADLINE_MS);
    expect(ends).toContainEqual(expect.objectContaining({ code: '57014' }));
    expect(ends).toContainEqual(expect.objectContaining({ code: 'no-connection' }));
    expect(ends).not.toContain('done');
    await one.close();
  });

  it('says that it is busy when a lock is taken', async () => {
    await other.orm.execute(sql`insert into ledger values (7, 7)`);
    await inTransaction(other, async (tx) => {
      await tx.execute(sql`select * from ledger for update`);
      expect(await outcome(db.orm.execute(sql`update ledger set entry = 8`))).toMatchObject({ code: '55P03' });
    });
  });

  it('never repeats values, which may be personal', async () => {
    await other.orm.execute(sql`create table if not exists secret (word text unique)`);
    const tell = () => other.orm.execute(sql`insert into secret values (${'CANARY-7f3a'})`);
    await tell();
    const error: unknown = await tell().catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: '23505' });
    const refused: unknown = await other.orm
      .execute(sql`select ${'CANARY-7f3a'}::int`)
      .catch((failure: unknown) => failure);
    expect(refused).toMatchObject({ code: '22P02' });
    for (const each of [error, refused]) expect(inspect(each, { showHidden: true, depth: 9 })).not.toContain('CANARY');
  });

  it('tries a collided transaction again until it goes through', async () => {
    await other.orm.execute(sql`insert into ledger values (1, 0)`);
    const add = () =>
      inTransaction(
        db,
        async (tx) => {
          const [found] = await rows<{ entry: number }>(tx, sql`select entry from ledger`);
          await tx.execute(sql`update ledger set entry = ${(found?.entry ?? 0) + 1}`);
        },
        { isolationLevel: 'serializable' },
      );
    await Promise.all([add(), add(), add()]);
    expect(await rows(other.orm, sql`select entry from ledger`)).toEqual([{ entry: 3 }]);
  });
});

describe('listening', () => {
  it('hears, and hears again after its connection was killed', async () => {
    const heard: string[] = [];
    const waiting: (() => void)[] = [];
    const next = () => new Promise<void>((resolve) => waiting.push(resolve));
    const wake = () => waiting.shift()?.();
    const hear = (payload: string) => {
      heard.push(payload);
      wake();
    };
    let listening = next();
    const stop = other.listen('news "quoted"', hear, wake);
    await listening;
    const first = next();
    await other.orm.execute(sql`select pg_notify('news "quoted"', 'one')`);
    await first;
    listening = next();
    await other.orm.execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'driver-test-other' and query = 'listen "news ""quoted"""'`);
    await listening;
    const second = next();
    await other.orm.execute(sql`select pg_notify('news "quoted"', 'two')`);
    await second;
    expect(heard).toEqual(['one', 'two']);
    await stop();
  });
});

describe('listening through a black hole', () => {
  it('is noticed by a heartbeat, and hears again when healed', async () => {
    const hole = await blackHole(server.port);
    const through = connect(server.url.replace(`:${server.port}/`, `:${hole.port}/`), options);
    let times = 0;
    const stop = through.listen(
      'news',
      () => undefined,
      () => {
        times += 1;
      },
    );
    await expect.poll(() => times).toBe(1);
    hole.open();
    hole.close();
    // Two deadlines of silence, one for the heartbeat, and a try or two.
    await expect.poll(() => times, { timeout: 5 * DEADLINE_MS }).toBe(2);
    await stop();
    await through.close();
    await hole.end();
  });
});

describe('PostgreSQL away', () => {
  it('answers that it is unavailable, and works again when it is back', async () => {
    await server.stop();
    expect(await outcome(db.orm.execute(sql`select 1`))).toBeInstanceOf(Unavailable);
    server = await startPostgres({ dataDir, durability: 'none', port: server.port });
    expect(await recovery(db)).toBeLessThan(5_000);
  });
});

interface Hole {
  readonly port: number;
  /** From now on nothing passes, either way, and nothing is closed. */
  open(): void;
  /** New connections pass again; those that were swallowed stay so. */
  close(): void;
  end(): Promise<void>;
}

/** A proxy on loopback that can turn into a black hole. */
async function blackHole(target: number): Promise<Hole> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let swallows = false;
  const proxy: Server = createServer((near) => {
    const pair = [near, dial(target, '127.0.0.1')] as const;
    pairs.add(pair);
    for (const end of pair) end.on('error', () => undefined);
    const [, far] = pair;
    if (swallows) return;
    near.pipe(far);
    far.pipe(near);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    open: () => {
      swallows = true;
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    close: () => {
      swallows = false;
    },
    end: async () => {
      for (const end of [...pairs].flat()) end.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
