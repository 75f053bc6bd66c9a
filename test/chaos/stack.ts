// The system under test, in real processes of its own on private ports and a private data folder: PostgreSQL, Temporal
// (the development server, or the production one in one process or six), workers, APIs, and a wire to each server that
// can be cut.
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { type Engine, taskQueueOf } from '../../activities/engine.ts';
import { type Layout, type Member, planCluster } from '../../bench/cluster/cluster.ts';
import type { EngineName } from '../../bench/engines.ts';
import { readConfig, serviceEnvironment, writtenKeys } from '../../config.ts';
import { connect, type Db } from '../../db/connection.ts';
import { FAILPOINTS, type Failpoint } from '../../db/failpoint.ts';
import { addTimeline } from '../../db/legal-time.ts';
import { migrate } from '../../db/migrate.ts';
import { type Seed, seed } from '../../db/seed.ts';
import { installation } from '../../db/settings.ts';
import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import { startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { readyMessage } from '../../local/child.ts';
import { openDataFolder } from '../../local/data-folder.ts';
import { startOwned, withLog } from '../../local/owned-process.ts';
import { choosePort } from '../../local/port.ts';
import { type RunningPostgres, startPostgres } from '../../local/postgres.ts';
import { NAMESPACE, startTemporal } from '../../local/temporal.ts';
import { temporalBinary } from '../../local/temporal-binary.ts';
import { nodeArguments } from '../../program.ts';
import type { Switches } from './entry.ts';
import { type Kept, keep, type Running, together } from './keeper.ts';
import { type Link, openLink } from './link.ts';
import type { FailpointAct, LinkName } from './plan.ts';

const PROJECT = resolve(fileURLToPath(import.meta.url), '../../..');
const DAY_MS = 86_400_000;
const READY_WITHIN_MS = 45_000;
/**
 * Ports of this process's stack. A server that is away leaves its port free for a while: another stack that took it would
 * be spoken to in its place.
 */
const ownPort = (n: number): number => 21_000 + (process.pid % 1_000) * 10 + n;

export interface StackOptions extends Pick<Switches, 'defects' | 'skewMs'> {
  readonly dataDir: string;
  /** Real milliseconds that a legal day takes. */
  readonly dayMs: number;
  readonly startsOn: CivilDate;
  /** Default: the development server. */
  readonly engine?: EngineName;
  readonly workers: number;
  readonly apis: number;
  /** Something was away from, to (epoch ms). */
  readonly down: (name: string, from: number, to: number) => void;
}

export interface Stack {
  readonly postgres: Kept<RunningPostgres>;
  /** All of Temporal. */
  readonly temporal: Kept;
  /** Its processes one by one. */
  readonly temporals: readonly [Kept, ...Kept[]];
  readonly workers: readonly Kept[];
  readonly apis: readonly (Kept & { readonly url: string })[];
  readonly links: Readonly<Record<LinkName, Link>>;
  readonly district: Seed;
  readonly timelineId: number;
  /** The harness's own way in, past the wires. */
  readonly db: Db;
  engine(): Promise<Engine>;
  /** Failpoints reached so far, by name. */
  hits(): Readonly<Record<Failpoint, number>>;
  stop(): Promise<void>;
}

export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, down } = options;
  mkdirSync(dataDir, { recursive: true });
  const ends: Ends = [];
  const stop = async () => {
    for (const end of ends.reverse()) await end().catch(() => undefined);
  };
  try {
    const { postgres, temporals, ports } = await servers(options, ends);
    const temporal = together('temporal', temporals);
    const db = connect(postgres.current()?.url ?? '', { max: 4, queryTimeoutMs: 20_000, name: 'chaos' });
    ends.push(() => db.close());
    await migrate(db);
    const district = await seed(db);
    const { id } = await installation(db);
    const timelineId = await addTimeline(db.orm, startOfDayMs(options.startsOn), DAY_MS / options.dayMs);
    const links = await wires(postgres, ports, ends);
    const door = await openLink(ports);
    ends.push(() => door.close());
    const environment = environmentOf(dataDir, postgres, links);
    const hits = join(dataDir, 'failpoints.jsonl');
    const keepService = async (name: string, program: string, extra: Record<string, string>, link: LinkName) => {
      const run = () => startService(options, { name, program, hits, env: { ...environment[link], ...extra } });
      const kept = await keep(name, run, (from, to) => down(name, from, to));
      ends.push(() => kept.stop());
      return kept;
    };
    const workers = await Promise.all(
      numbers(options.workers).map((n) => keepService(`worker-${n}`, 'worker.ts', {}, 'worker-database')),
    );
    const apis = await Promise.all(
      numbers(options.apis).map(async (n) => {
        const port = await choosePort(ownPort(2 + n));
        const kept = await keepService(`api-${n}`, 'api/server.ts', { PORT: String(port) }, 'api-database');
        return { ...kept, url: `http://127.0.0.1:${port}` };
      }),
    );
    let engine: Engine | null = null;
    return {
      ...{ postgres, temporal, temporals, workers, apis, links, district, timelineId, db, stop },
      engine: async () => {
        engine ??= await engineAt(`127.0.0.1:${door.port}`, taskQueueOf(id), ends);
        return engine;
      },
      hits: () => countHits(hits),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

type Ends = (() => Promise<unknown>)[];
type Ports = readonly [number, ...number[]];

interface Servers {
  readonly postgres: Kept<RunningPostgres>;
  readonly temporals: Stack['temporals'];
  /** On which Temporal takes calls. */
  readonly ports: Ports;
}

async function servers(options: StackOptions, ends: Ends): Promise<Servers> {
  const { dataDir, down, engine = 'dev' } = options;
  const port = await choosePort(ownPort(0));
  const starting = keep(
    'postgres',
    () => startPostgres({ dataDir, port }),
    (from, to) => down('postgres', from, to),
  );
  ends.push(async () => (await starting).stop());
  const dev = engine === 'dev' ? devServer(options, ends) : null;
  const [postgres] = await Promise.all([starting, dev]);
  await sayWhenCommitted(postgres);
  return {
    postgres,
    ...((await dev) ?? (await production(options, engine === 'dev' ? 'server' : engine, postgres, ends))),
  };
}

async function devServer({ dataDir, down }: StackOptions, ends: Ends): Promise<Omit<Servers, 'postgres'>> {
  const port = await choosePort(ownPort(1));
  const { path: binary } = await temporalBinary(readConfig(), () => undefined);
  const temporal = await keep(
    'temporal',
    () => startTemporal({ dataDir, binary, port, timerShiftMs: 10 }),
    (from, to) => down('temporal', from, to),
  );
  ends.push(() => temporal.stop());
  return { temporals: [temporal], ports: [port] };
}

/** The production server, with its store in the same PostgreSQL as the record: when that is away, so is this. */
async function production(
  { dataDir, down }: StackOptions,
  layout: Layout,
  postgres: Kept<RunningPostgres>,
  ends: Ends,
): Promise<Omit<Servers, 'postgres'>> {
  const adminUrl = postgres.current()?.adminUrl ?? '';
  const cluster = await planCluster({
    dataDir,
    adminUrl,
    layout,
    namespace: NAMESPACE,
    prompt: true,
    say: () => undefined,
  });
  const kept = async ({ name, start }: Member): Promise<Kept> => {
    const one = await keep(name, start, (from, to) => down(name, from, to));
    ends.push(() => one.stop());
    return one;
  };
  const [first, ...others] = cluster.members;
  const temporals: Stack['temporals'] = [await kept(first), ...(await Promise.all(others.map(kept)))];
  await cluster.open();
  const [port = 0, ...further] = cluster.frontends.map((address) => Number(address.split(':')[1]));
  return { temporals, ports: [port, ...further] };
}

/** Lets the server note when each transaction was committed: an instant that no process of ours could have made up. */
async function sayWhenCommitted(postgres: Kept<RunningPostgres>): Promise<void> {
  const admin = connect(postgres.current()?.adminUrl ?? '', { max: 1, queryTimeoutMs: 10_000, name: 'chaos-setup' });
  try {
    await admin.orm.execute(sql`alter system set track_commit_timestamp = on`);
  } finally {
    await admin.close();
  }
  await postgres.kill(0);
}

async function wires(postgres: Kept<RunningPostgres>, temporal: Ports, ends: Ends): Promise<Record<LinkName, Link>> {
  const port = postgres.current()?.port ?? 0;
  const [api, worker, engine] = await Promise.all([openLink([port]), openLink([port]), openLink(temporal)]);
  ends.push(() => Promise.all([api.close(), worker.close(), engine.close()]));
  return { 'api-database': api, 'worker-database': worker, 'worker-temporal': engine };
}

function environmentOf(dataDir: string, postgres: Kept<RunningPostgres>, links: Readonly<Record<LinkName, Link>>) {
  const through = (link: LinkName): Record<string, string> => {
    const url = new URL(postgres.current()?.url ?? '');
    url.port = String(links[link].port);
    return {
      JIEFEN_MODE: 'test',
      JIEFEN_DRILL: 'true',
      JIEFEN_DATA_DIR: dataDir,
      JIEFEN_DATA_KEYS: writtenKeys([{ id: 'chaos', secret: new Uint8Array(32).fill(7) }]),
      JIEFEN_LOG_LEVEL: 'warn',
      JIEFEN_ADMIN_PASSWORD: 'chaos-chaos-chaos',
      DATABASE_URL: url.href,
      TEMPORAL_ADDRESS: `127.0.0.1:${links['worker-temporal'].port}`,
      TEMPORAL_NAMESPACE: NAMESPACE,
    };
  };
  return {
    'api-database': through('api-database'),
    'worker-database': through('worker-database'),
    'worker-temporal': through('worker-database'),
  };
}

interface ServiceStart {
  readonly name: string;
  readonly program: string;
  readonly hits: string;
  readonly env: Readonly<Record<string, string>>;
}

async function startService({ dataDir, defects, skewMs }: StackOptions, start: ServiceStart): Promise<Running> {
  const { name, program, hits, env } = start;
  const folder = openDataFolder(dataDir);
  const switches: Switches = { name, defects, skewMs, hits };
  const args = [...(await nodeArguments('test/chaos/entry.ts')), program, JSON.stringify(switches)];
  const owned = await withLog(folder.log(name), (log) =>
    startOwned({
      command: process.execPath,
      args,
      env: serviceEnvironment(env),
      stdio: ['ignore', log, log, 'ipc'],
      cwd: PROJECT,
      record: folder.run(`${name}.json`),
      ladder: [
        ['SIGTERM', 3_000],
        ['SIGKILL', 5_000],
      ],
    }),
  );
  const { child, exited } = owned;
  child.on('error', () => undefined);
  const ready = new Promise<'ready'>((resolve) => {
    child.on('message', (message) => {
      if (readyMessage(message)) resolve('ready');
    });
  });
  const late = new AbortController();
  const outcome = await Promise.race([ready, exited.then(() => 'ended' as const), after(READY_WITHIN_MS, late.signal)]);
  late.abort();
  if (outcome !== 'ready') {
    await owned.stop([['SIGKILL', 5_000]]);
    throw new Error(`${name} ${outcome}: ${readFileSync(folder.log(name), 'utf8').slice(-2_000)}`);
  }
  return { pid: owned.pid, exited, stop: owned.stop, tell: (message) => child.send(message, () => undefined) };
}

function after(ms: number, signal: AbortSignal): Promise<'late'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('late'), ms);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}

async function engineAt(address: string, taskQueue: string, ends: Ends): Promise<Engine> {
  const connection = await Connection.connect({ address, connectTimeout: 10_000 });
  ends.push(() => connection.close());
  return { client: new Client({ connection, namespace: NAMESPACE }), taskQueue };
}

/** Arms a failpoint in a process: it acts when the point is next reached there. */
export function arm(process: Kept, point: Failpoint, act: FailpointAct): void {
  process.current()?.tell?.({ arm: { point, act } });
}

function countHits(path: string): Record<Failpoint, number> {
  const counts = Object.fromEntries(FAILPOINTS.map((point) => [point, 0])) as Record<Failpoint, number>;
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return counts;
  }
  for (const point of FAILPOINTS) counts[point] = text.split(`"point":"${point}"`).length - 1;
  return counts;
}
