// What PostgreSQL and the processes have done between two looks, counted and not estimated: statements by
// pg_stat_statements; transactions, rows and bytes by reading the write-ahead log itself; calls to the engine by the
// worker's own counters; CPU time by the kernel. What the counting itself asks carries a mark and is left out.
import { sql } from 'drizzle-orm';
import { type Queries, rows } from '../db/connection.ts';
import type { World } from './world.ts';

/** Stands in each statement of the counting. */
export const MARK = sql.raw('/* counts */');
/** What PostgreSQL needs for it. Without autovacuum, which would write when it likes; tables are analysed instead. */
export const COUNTING = [
  ['shared_preload_libraries', 'pg_stat_statements'],
  ['pg_stat_statements.max', '10000'],
  ['autovacuum', 'off'],
] as const;

/** Where a statement or a change belongs: the record, Temporal's store or visibility in the same PostgreSQL. */
export const PLACES = ['record', 'store', 'visibility'] as const;
export type Place = (typeof PLACES)[number];

interface Calls {
  readonly place: Place;
  readonly text: string;
  readonly calls: number;
}

export interface Reading {
  readonly at: number;
  readonly lsn: string;
  readonly cpu: ReturnType<World['cpu']>;
  readonly statements: ReadonlyMap<string, Calls>;
  readonly requests: ReadonlyMap<string, number>;
}

export interface Written {
  /** Transactions that changed a row and were committed: each is waited for until it is on disk. */
  readonly commits: number;
  /** Rows inserted, changed or deleted; pieces of long values, kept apart, count as rows. */
  readonly rows: number;
  /** Bytes of write-ahead log without whole pages. */
  readonly bytes: number;
  /** Bytes of whole pages, written at a page's first change after a checkpoint. */
  readonly pageBytes: number;
}

/** What happened between two readings. */
export interface Happened {
  readonly seconds: number;
  readonly cpu: ReturnType<World['cpu']>;
  /** By place and text, how often. */
  readonly statements: ReadonlyMap<string, Calls>;
  readonly written: Readonly<Record<Place, Written>>;
  /** Calls to the engine by operation, those that wait for work left out; empty where nobody counts them. */
  readonly requests: ReadonlyMap<string, number>;
}

export interface Meter {
  read(): Promise<Reading>;
  since(before: Reading): Promise<Happened>;
}

const NOTHING: Written = { commits: 0, rows: 0, bytes: 0, pageBytes: 0 };

/** @param metricsUrl of the worker; null: calls to the engine are not counted */
export async function meterOf(world: World, metricsUrl: string | null): Promise<Meter> {
  const on = world.db.orm;
  await on.execute(sql`create extension if not exists pg_stat_statements`);
  await on.execute(sql`create extension if not exists pg_walinspect`);
  const places = await placesOf(world);
  const read = async (): Promise<Reading> => ({
    at: performance.now(),
    cpu: world.cpu(),
    lsn: await endOfLog(on),
    statements: await statementsOf(world, places),
    requests: metricsUrl === null ? new Map() : await requestsOf(metricsUrl),
  });
  return {
    read,
    since: async (before) => {
      const after = await read();
      return {
        seconds: (after.at - before.at) / 1_000,
        cpu: mapped(after.cpu, (ms, part) => ms - before.cpu[part]),
        statements: grown(after.statements, before.statements),
        written: placed(await writtenBetween(on, before.lsn, after.lsn), places),
        requests: new Map([...after.requests].map(([name, n]) => [name, n - (before.requests.get(name) ?? 0)])),
      };
    },
  };
}

const mapped = <K extends string>(of: Readonly<Record<K, number>>, by: (value: number, key: K) => number) =>
  Object.fromEntries(Object.entries<number>(of).map(([key, value]) => [key, by(value, key as K)])) as Record<K, number>;

function grown(after: Reading['statements'], before: Reading['statements']): Map<string, Calls> {
  const entries = [...after].map(
    ([key, one]) => [key, { ...one, calls: one.calls - (before.get(key)?.calls ?? 0) }] as const,
  );
  return new Map(entries.filter(([, { calls }]) => calls > 0));
}

/** By the oid of the database. */
async function placesOf({ db, engine }: World): Promise<ReadonlyMap<string, Place>> {
  const found = await rows<{ oid: string; own: boolean; name: string }>(
    db.orm,
    sql`select ${MARK} oid::text, datname = current_database() as own, datname as name from pg_database`,
  );
  return new Map(
    found.flatMap(({ oid, own, name }): [string, Place][] => {
      if (own) return [[oid, 'record']];
      if (engine.name === 'dev' || !name.startsWith('temporal')) return [];
      return [[oid, name.endsWith('visibility') ? 'visibility' : 'store']];
    }),
  );
}

/** The end of the log, with everything before it on disk, where it can be read. */
export async function endOfLog(on: Queries): Promise<string> {
  const [row] = await rows<{ lsn: string }>(
    on,
    sql`select ${MARK} pg_logical_emit_message(false, 'counts', '', true)::text as lsn`,
  );
  return row?.lsn ?? '0/0';
}

async function statementsOf({ db }: World, places: ReadonlyMap<string, Place>): Promise<Map<string, Calls>> {
  const found = await rows<{ dbid: string; query: string; calls: string }>(
    db.orm,
    sql`select ${MARK} dbid::text, query, sum(calls) as calls from pg_stat_statements
      where query not like '%/* counts */%' and query not like '%as behind%' group by 1, 2`,
  );
  return new Map(
    found.flatMap(({ dbid, query, calls }) => {
      const place = places.get(dbid);
      const text = query.replace(/\s+/g, ' ').trim();
      return place ? [[`${place}: ${text}`, { place, text, calls: Number(calls) }] as const] : [];
    }),
  );
}

function placed(written: ReadonlyMap<string, Written>, places: ReadonlyMap<string, Place>): Record<Place, Written> {
  const found: Record<Place, Written> = { record: NOTHING, store: NOTHING, visibility: NOTHING };
  for (const [oid, one] of written) {
    const place = places.get(oid);
    if (place) found[place] = one;
  }
  return found;
}

/**
 * By the oid of the database, as text. A record of the log belongs to the database of its pages, a commit to that of its
 * transaction's pages. Needs the extension pg_walinspect.
 */
export async function writtenBetween(on: Queries, from: string, to: string): Promise<ReadonlyMap<string, Written>> {
  const found = await rows<{ db: string } & Written & Record<string, unknown>>(
    on,
    sql`with ${MARK} pages as materialized (
        select start_lsn, xid, reldatabase as db, block_fpi_length as whole
        from pg_get_wal_block_info(${from}::pg_lsn, ${to}::pg_lsn, false)
      ), of_record as (select start_lsn, max(db) as db, sum(coalesce(whole, 0)) as whole from pages group by 1),
      of_transaction as (select xid, max(db) as db from pages group by 1)
      select coalesce(r.db, t.db, 0)::text as db,
        count(*) filter (where w.resource_manager = 'Transaction' and w.record_type like 'COMMIT%')::int as commits,
        count(*) filter (where w.resource_manager = 'Heap' and w.record_type ~ '^(INSERT|UPDATE|HOT_UPDATE|DELETE)')::int
          + count(*) filter (where w.record_type like 'MULTI_INSERT%')::int as rows,
        sum(w.record_length - coalesce(r.whole, 0))::float8 as bytes,
        sum(coalesce(r.whole, 0))::float8 as "pageBytes"
      from pg_get_wal_records_info(${from}::pg_lsn, ${to}::pg_lsn) w
        left join of_record r using (start_lsn) left join of_transaction t on t.xid = w.xid
      group by 1`,
  );
  return new Map(found.map(({ db, ...written }) => [db, written]));
}

/** Without the long polls, which wait for work and end when there is none. */
async function requestsOf(url: string): Promise<Map<string, number>> {
  const text = await (await fetch(url)).text();
  const counted = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, operation, value] = /^temporal_request(?:_total)?\{.*operation="(\w+)".*\} (\d+)/.exec(line) ?? [];
    if (operation !== undefined) counted.set(operation, (counted.get(operation) ?? 0) + Number(value));
  }
  return counted;
}
