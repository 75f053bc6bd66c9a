// The system under the bench, in processes of its own on a private folder, as a user has it: PostgreSQL with the peers'
// settings and full durability, an engine, workers with their relay and sweeper, APIs where HTTP is measured.
import { rmSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { writtenKeys } from '../config.ts';
import { connect, type Db, rows } from '../db/connection.ts';
import { migrate } from '../db/migrate.ts';
import { type Seed, seed } from '../db/seed.ts';
import { openDataFolder } from '../local/data-folder.ts';
import { choosePort } from '../local/port.ts';
import { type RunningPostgres, startPostgres } from '../local/postgres.ts';
import { startService } from '../local/service.ts';
import { API, WORKER } from '../local/stack.ts';
import { type Backlog, caughtUp } from './backlog.ts';
import { type BenchEngine, type EngineName, startEngine } from './engines.ts';
import { anonymousMib, cpuMs, proportionalMib, residentMib } from './machine.ts';
import { type HttpWay, inProcess, overHttp, type Way } from './ways.ts';

export interface WorldOptions {
  /** Private, made anew and removed at the end. */
  readonly folder: string;
  readonly engine: EngineName;
  /** Production engine without the indexes of visibility that nobody asks by. */
  readonly slim?: boolean;
  /** Production engine: history shards; absent: as the cluster has them. */
  readonly shards?: number | undefined;
  /** Development server: workflows that it keeps in memory; absent: its default. */
  readonly kept?: number | undefined;
  /** Settings of PostgreSQL; tuned unless told otherwise. */
  readonly pg?: PgName;
  readonly way: Way['name'];
  readonly workers: number;
  readonly apis: number;
  /** Connections of the driver when it calls in process. */
  readonly connections: number;
  /** Of PostgreSQL, beyond `pg`. */
  readonly settings?: readonly Setting[];
  /** Of our own processes, beyond the usual. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
}

export interface World {
  /** Private; gone when it has stopped. */
  readonly folder: string;
  readonly db: Db;
  readonly district: Seed;
  readonly way: Way;
  /** The same as `way` where that goes over HTTP, else null. */
  readonly http: HttpWay | null;
  readonly engine: BenchEngine;
  /** Whether there are workers: without them no workflow is ever begun. */
  readonly driven: boolean;
  /** CPU time so far of everything that takes part, the driver included, ms. */
  cpu(): Readonly<Record<'driver' | 'postgres' | 'engine' | 'services', number>>;
  /** Memory now, MiB: of our own and the engine's processes resident, of PostgreSQL with shared pages counted once. */
  memory(): Readonly<Record<'services' | 'engine' | 'postgres', number>>;
  /** Memory of each process that is its own, MiB; PostgreSQL is one, with all its backends and without shared buffers. */
  memoryByProcess(): Readonly<Record<string, number>>;
  /** Bytes on disk after a checkpoint. */
  disk(): Promise<Readonly<Record<'record' | 'store' | 'visibility', number>>>;
  /** Waits until the engine has caught up with the record; without workers nobody does. @throws Error after so long */
  caughtUp(withinMs: number, progress?: (left: Backlog) => void): Promise<void>;
  /** Bytes of write-ahead log ever written. */
  wal(): Promise<number>;
  stop(): Promise<void>;
}

export const PGS = ['tuned', 'compose'] as const;
/** tuned: as the peers' pg.sh has it. compose: as the service of docker-compose.yml has it, without archiving. */
export type PgName = (typeof PGS)[number];

type Setting = readonly [name: string, value: string];
/** Lateness is read from commit times. */
const COMMIT_TIMES: Setting = ['track_commit_timestamp', 'on'];
/** Durability is on anyhow. */
const SETTINGS: Readonly<Record<PgName, readonly Setting[]>> = {
  compose: [
    ['shared_buffers', '768MB'],
    ['effective_cache_size', '2GB'],
    ['work_mem', '8MB'],
    ['maintenance_work_mem', '128MB'],
    ['wal_compression', 'on'],
    ['min_wal_size', '1GB'],
    ['max_wal_size', '4GB'],
    ['checkpoint_timeout', '15min'],
    COMMIT_TIMES,
    ['autovacuum_naptime', '10s'],
  ],
  tuned: [
    ['shared_buffers', '2GB'],
    ['effective_cache_size', '8GB'],
    ['work_mem', '8MB'],
    ['maintenance_work_mem', '256MB'],
    ['wal_sync_method', 'fdatasync'],
    ['wal_buffers', '64MB'],
    ['wal_compression', 'on'],
    ['min_wal_size', '2GB'],
    ['max_wal_size', '8GB'],
    ['checkpoint_timeout', '15min'],
    ['checkpoint_completion_target', '0.9'],
    COMMIT_TIMES,
    ['autovacuum_naptime', '10s'],
    ['autovacuum_vacuum_cost_delay', '0'],
  ],
};

/** Brings everything up; what had started is stopped again when something cannot. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end().catch((why: unknown) => options.say(String(why)));
    rmSync(options.folder, { recursive: true, force: true });
  };
  try {
    return { ...(await bringUp(options, ends)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(options: WorldOptions, ends: (() => Promise<unknown>)[]): Promise<Omit<World, 'stop'>> {
  const { folder, shards, kept, say } = options;
  const postgres = await postgresWith([...SETTINGS[options.pg ?? 'tuned'], ...(options.settings ?? [])], folder);
  ends.push(() => postgres.stop());
  const engine = await startEngine(options.engine, {
    folder,
    postgres,
    slim: options.slim ?? false,
    shards,
    kept,
    say,
  });
  ends.push(() => engine.stop());
  const db = connect(postgres.url, { max: options.connections, queryTimeoutMs: 60_000, name: 'bench' });
  ends.push(() => db.close());
  await migrate(db);
  const district = await seed(db);
  const services = await startServices(options, postgres, engine);
  ends.push(() => Promise.all(services.map((service) => service.stop())));
  const urls = services.flatMap(({ address }) => address ?? []);
  const http = options.way === 'http' ? await overHttp(urls, district) : null;
  const way = http ?? inProcess(db);
  ends.push(async () => way.close());
  const sum = (pids: readonly number[], of: (pid: number) => number) => pids.reduce((n, pid) => n + of(pid), 0);
  const pids = services.map(({ pid }) => pid);
  return {
    ...{ folder, db, district, way, http, engine, driven: options.workers > 0 },
    cpu: () => ({
      driver: process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000,
      postgres: cpuMs(postgres.pid),
      engine: sum(engine.pids(), cpuMs),
      services: sum(pids, cpuMs),
    }),
    memory: () => ({
      services: Math.round(sum(pids, residentMib)),
      engine: Math.round(sum(engine.pids(), residentMib)),
      postgres: Math.round(proportionalMib(postgres.pid)),
    }),
    memoryByProcess: () => ({
      ...Object.fromEntries(services.map(({ name, pid }) => [name, residentMib(pid)])),
      ...Object.fromEntries(engine.pids().map((pid, n) => [`temporal-${n + 1}`, residentMib(pid)])),
      postgres: anonymousMib(postgres.pid),
      driver: process.memoryUsage.rss() / 1_048_576,
    }),
    disk: async () => {
      await db.orm.execute(sql`checkpoint`);
      const [row] = await rows<{ n: string }>(db.orm, sql`select pg_database_size(current_database()) as n`);
      return { record: Number(row?.n ?? 0), ...(await engine.disk(db)) };
    },
    caughtUp: async (withinMs, progress) => {
      if (options.workers > 0) await caughtUp(db.orm, withinMs, progress);
    },
    wal: async () => {
      const [row] = await rows<{ n: string }>(db.orm, sql`select pg_current_wal_insert_lsn() - '0/0' as n`);
      return Number(row?.n ?? 0);
    },
  };
}

async function postgresWith(settings: readonly Setting[], dataDir: string): Promise<RunningPostgres> {
  const first = await startPostgres({ dataDir, port: await choosePort(25_500) });
  const admin = connect(first.adminUrl, { max: 1, queryTimeoutMs: 10_000, name: 'bench-setup' });
  for (const [name, value] of settings) {
    await admin.orm.execute(sql.raw(`alter system set ${name} = '${value}'`));
  }
  await admin.close();
  await first.stop();
  return startPostgres({ dataDir, port: first.port });
}

async function startServices(options: WorldOptions, postgres: RunningPostgres, engine: BenchEngine) {
  const { folder, workers, apis, way, say } = options;
  const environment = {
    JIEFEN_MODE: 'test',
    JIEFEN_DRILL: 'true',
    JIEFEN_DATA_DIR: folder,
    JIEFEN_DATA_KEYS: writtenKeys([{ id: 'bench', secret: new Uint8Array(32).fill(7) }]),
    JIEFEN_LOG_LEVEL: 'error',
    JIEFEN_ADMIN_PASSWORD: 'bench-bench-bench',
    DATABASE_URL: postgres.url,
    TEMPORAL_NAMESPACE: engine.namespace,
    ...options.environment,
  };
  const context = { folder: openDataFolder(folder), out: say };
  const asked = [
    ...numbers(workers).map((n) => ({ service: { ...WORKER, name: `worker-${n}` }, env: environment })),
    ...numbers(way === 'http' ? apis : 0).map((n) => ({ service: { ...API, name: `api-${n}` }, env: environment })),
  ];
  const started = [];
  for (const [n, { service, env }] of asked.entries()) {
    const at = { TEMPORAL_ADDRESS: engine.addresses[n % engine.addresses.length] ?? '' };
    const port = service.script === API.script ? { PORT: String(await choosePort(25_600)) } : {};
    const running = await startService(service, { ...context, env: { ...env, ...at, ...port } });
    started.push({ ...running, name: service.name });
  }
  return started;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
