// The way to PostgreSQL: a pool of node-postgres under drizzle in which every query ends, with an answer or with a
// typed error (docs/adr/0002-driver.md).
import { setTimeout as pause } from 'node:timers/promises';
import type { SQL } from 'drizzle-orm';
import { drizzle, type NodePgDatabase, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import { type PgDatabase, PgPreparedQuery, type PgTransactionConfig } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { defect } from './failpoint.ts';
import { isCollision, isDuplicate, told, Unavailable } from './failure.ts';

/** What queries are asked of: the pool, or a transaction. */
export type Queries = PgDatabase<NodePgQueryResultHKT, Record<string, never>>;
export type Transaction = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0];

export interface Db {
  readonly orm: NodePgDatabase;
  /**
   * Hears a channel until the returned function is called. Connects by itself, again and again if need be; `ready` is
   * called each time it listens anew, since news may have been missed.
   */
  listen(channel: string, heard: (payload: string) => void, ready?: () => void): () => Promise<void>;
  /** Waits for running queries, at most as long as one may take. */
  close(): Promise<void>;
}

export interface DbOptions {
  /** Connections. */
  readonly max: number;
  /** How long a query, or waiting for a connection, may take at most, as seen from here. */
  readonly queryTimeoutMs: number;
  /** Shown in pg_stat_activity. */
  readonly name: string;
}

const IDLE_MS = 30_000;

// drizzle's error repeats the query with its parameters, and they hold personal data: let the driver's own pass.
Object.assign(PgPreparedQuery.prototype, {
  queryWithCache: (_text: string, _parameters: unknown[], query: () => Promise<unknown>) => query(),
});

/** Opens nothing yet: the first query does. */
export function connect(url: string, options: DbOptions): Db {
  const config = sessionOf(url, options);
  const pool = new pg.Pool({ ...config, max: options.max, idleTimeoutMillis: IDLE_MS, maxLifetimeSeconds: 3_600 });
  // Without listeners a dying connection would end the process. Its queries fail by themselves.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    endAfterTimeout(client);
  });
  guard(pool, 'connect');
  Object.assign(pool, {
    query: (...args: unknown[]) => lent(pool, (client) => Reflect.apply(client.query, client, args)),
  });
  const orm = drizzle({ client: pool });
  Object.assign(orm, { transaction: transactionsOf(pool) });
  return {
    orm,
    listen: (channel, heard, ready = () => undefined) =>
      listen(config, { channel, heard, ready, heartbeatMs: 2 * options.queryTimeoutMs }),
    close: () => Promise.race([pool.end(), pause(options.queryTimeoutMs, undefined, { ref: false })]),
  };
}

/** Rows of a query in SQL. Dates and instants come as text, bigint and numeric too. */
export async function rows<Row extends Record<string, unknown>>(on: Queries, query: SQL): Promise<Row[]> {
  return (await on.execute<Row>(query)).rows as Row[];
}

/** The server gives up before we do, so that a slow query costs no connection. */
function sessionOf(url: string, { queryTimeoutMs, name }: DbOptions): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: queryTimeoutMs,
    query_timeout: queryTimeoutMs,
    statement_timeout: Math.ceil(queryTimeoutMs * 0.9),
    lock_timeout: Math.ceil(queryTimeoutMs * 0.8),
    idle_in_transaction_session_timeout: queryTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 2 * queryTimeoutMs,
    options: '-c timezone=UTC',
  };
}

/** Makes the promise of a method fail with typed errors; calls with a callback are the pool's own. */
function guard<Target extends object>(target: Target, method: keyof Target & string): void {
  const plain = target[method];
  if (typeof plain !== 'function') throw new TypeError(method);
  Object.assign(target, {
    [method]: (...args: unknown[]): unknown => {
      const answer: unknown = Reflect.apply(plain, target, args);
      return answer instanceof Promise
        ? answer.catch((error: unknown) => {
            throw told(error);
          })
        : answer;
    },
  });
}

/** A connection on which a query found no end is useless: whatever comes on it would wait behind that query. */
function endAfterTimeout(client: pg.PoolClient): void {
  const plain = client.query;
  Object.assign(client, {
    query: (...args: unknown[]): unknown => {
      const answer: unknown = Reflect.apply(plain, client, args);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch((error: unknown) => {
        const typed = told(error);
        if (typed instanceof Unavailable && typed.code === 'no-answer') ended(client);
        throw typed;
      });
    },
  });
}

/** `end` on a connection with a running query destroys its socket; the pool then forgets it. */
function ended(client: pg.PoolClient): void {
  if (hasEnd(client)) void client.end().catch(() => undefined);
}

function hasEnd(client: object): client is { end(): Promise<void> } {
  return 'end' in client && typeof client.end === 'function';
}

/**
 * Lends a connection. It goes back to the pool only when PostgreSQL said last that no transaction is open on it.
 *
 * The pool's own `query` throws a sound connection away with every refused query; drizzle's own transaction loses it
 * when `begin` fails, and gives a broken one back.
 */
async function lent<T>(pool: pg.Pool, use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await use(client);
  } finally {
    client.release(client.getTransactionStatus() !== 'I');
  }
}

function transactionsOf(pool: pg.Pool) {
  return <T>(act: (tx: Transaction) => Promise<T>, config?: PgTransactionConfig): Promise<T> =>
    lent(pool, (client) => drizzle({ client }).transaction(act, config));
}

const TRIES = 6;

/**
 * Runs `act` in a transaction and, when it collided with another one, again, at most five times, each after a short
 * random wait. `act` must have no effect but its queries, one at a time. An `Unavailable` is not tried again: it may
 * have been committed.
 */
export async function inTransaction<T>(
  db: Db,
  act: (tx: Transaction) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await (defect('reply-before-commit') ? beforeCommit(db, act) : db.orm.transaction(act, config));
    } catch (error) {
      if (tried === TRIES || !isCollision(error)) throw error;
      await pause(Math.random() * 10 * 2 ** tried);
    }
  }
}

/**
 * Like `inTransaction`, for what may be there only once. Two processes with one key, or two districts with their first
 * case: the second to commit looks again.
 */
export async function inTransactionOnce<T>(db: Db, act: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(db, act);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return inTransaction(db, act);
  }
}

/** The planted defect: the answer is given while the transaction is still open. */
function beforeCommit<T>(db: Db, act: (tx: Transaction) => Promise<T>): Promise<T> {
  return new Promise((answer, reject) => {
    const whole = db.orm.transaction(async (tx) => {
      answer(await act(tx));
      await pause(300);
    });
    whole.catch(reject);
  });
}

interface Listening {
  readonly channel: string;
  readonly heard: (payload: string) => void;
  readonly ready: () => void;
  /** How long the line may be silent before it is tried. */
  readonly heartbeatMs: number;
}

function listen(config: pg.ClientConfig, listening: Listening): () => Promise<void> {
  const stop = new AbortController();
  const hearing = (async () => {
    for (let failures = 0; !stop.signal.aborted; failures += 1) {
      const ready = () => {
        failures = 0;
        listening.ready();
      };
      await hear(config, { ...listening, ready }, stop.signal).catch(() => undefined);
      await rest(Math.random() * Math.min(100 * 2 ** failures, 2_000), stop.signal);
    }
  })();
  return () => {
    stop.abort();
    return hearing;
  };
}

/** Listens on one connection until it breaks, or fails to answer a heartbeat, or `stop`. */
async function hear(config: pg.ClientConfig, listening: Listening, stop: AbortSignal): Promise<void> {
  const client = new pg.Client(config);
  let broken = false;
  const breaks = new Promise<void>((resolve) => {
    client.once('end', () => {
      broken = true;
      resolve();
    });
  });
  client.on('error', () => undefined);
  client.on('notification', ({ payload }) => listening.heard(payload ?? ''));
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(listening.channel)}`);
    listening.ready();
    while (!broken && !stop.aborted) {
      await Promise.race([breaks, rest(listening.heartbeatMs, stop)]);
      if (!broken && !stop.aborted) await client.query('select 1');
    }
  } finally {
    await Promise.race([client.end(), rest(1_000)]);
  }
}

/** Waits without keeping the process alive; ends early, without an error, when `stop` says so. */
async function rest(ms: number, stop?: AbortSignal): Promise<void> {
  await pause(ms, undefined, { ref: false, ...(stop && { signal: stop }) }).catch(() => undefined);
}
