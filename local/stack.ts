// The whole system on one machine: PostgreSQL, Temporal, migrations, then our own services, under one parent that owns
// them all. An external service named in the configuration takes the place of its embedded counterpart.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Config, dataKeys, writtenKeys } from '../config.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { type Lock, readIdentity, takeLock } from './lock.ts';
import { endOrphan } from './owned-process.ts';
import { isFree } from './port.ts';
import { startPostgres } from './postgres.ts';
import { isRunning, type Ladder } from './process.ts';
import { StartRefusal } from './refusal.ts';
import { type RunningService, runToEnd, type Service, type ServiceContext, startService } from './service.ts';
import { type Running, type Supervised, supervise, type Told } from './supervise.ts';
import { temporalBinary } from './temporal-binary.ts';

export interface StackOptions {
  readonly config: Config;
  /** Run to its end before the services; absent for none. */
  readonly migration?: Service;
  /** Started in this order, stopped in the reverse. */
  readonly services: readonly Service[];
  /** Shows a line to the person. */
  readonly out: (line: string) => void;
  readonly timerShiftMs?: number;
  /** Gives up a start that is still under way. */
  readonly signal?: AbortSignal;
}

/** Where a running stack can be reached. */
export interface Addresses {
  /** With its password: never show it. */
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalUi?: string | undefined;
  readonly api?: string | undefined;
}

export interface Stack {
  readonly addresses: Addresses;
  /** Present pid of each child by name: `postgres`, `temporal` and the services. */
  pids(): Readonly<Record<string, number>>;
  /** Stops services, Temporal and PostgreSQL, in this order. Called again with `force` it no longer waits for them. */
  stop(force?: 'force'): Promise<void>;
}

export const MIGRATION: Service = { name: 'migrate', zh: '数据库升级', script: 'cli/migrate.ts' };
export const WORKER: Service = { name: 'worker', zh: '工作进程', script: 'worker.ts' };
export const API: Service = { name: 'api', zh: '接口服务', script: 'api/server.ts' };

/** Who lost his parent was told to end then, and with him went what he worked on: a second start does not wait long. */
const ORPHANS: Ladder = [
  ['SIGTERM', 3_000],
  ['SIGKILL', 5_000],
];
const FORCED: Ladder = [['SIGKILL', 5_000]];
/** PostgreSQL's own quick end: it recovers at the next start. */
const FORCED_POSTGRES: Ladder = [['SIGQUIT', 3_000], ...FORCED];

const addresses = z.object({
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  temporalUi: z.string().optional(),
  api: z.string().optional(),
});

/** Where the stack of this data folder can be reached; undefined when none runs. */
export function runningStack(dataDir: string): Addresses | undefined {
  const run = (file: string) => resolve(dataDir, 'run', file);
  if (!existsSync(run('stack.json'))) return undefined;
  const holder = readIdentity(run('stack.lock'));
  if (!holder || !isRunning(holder)) return undefined;
  return addresses.parse(JSON.parse(readFileSync(run('stack.json'), 'utf8')));
}

/**
 * Starts everything and returns when all of it is ready; whatever dies later is started again.
 *
 * @throws StartRefusal when something cannot start; all that had started is stopped again
 */
export async function runStack(options: StackOptions): Promise<Stack> {
  const folder = openDataFolder(options.config.dataDir);
  const lock = await ownFolder(folder);
  const started: Part[] = [];
  try {
    await endOrphans(folder, options);
    await requireApiPort(options);
    return await unlessAborted(bringUp(options, folder, lock, started), options.signal);
  } catch (error) {
    await stopAll(started);
    lock.release();
    throw error;
  }
}

/** What is still starting when this gives up is ended by its guard as soon as this process exits. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });
  return Promise.race([work, aborted]);
}

interface Part {
  readonly name: string;
  /** Its place in the order of starting. */
  readonly order: number;
  readonly supervised: Supervised<Running>;
  readonly forced: Ladder;
}

async function ownFolder(folder: DataFolder): Promise<Lock> {
  const lock = await takeLock(folder.run('stack.lock'));
  if (!('heldBy' in lock)) return lock;
  const api = runningStack(folder.root)?.api;
  throw new StartRefusal(
    `解纷已在此数据文件夹上运行（进程号 ${lock.heldBy.pid}${api ? `，${api}` : ''}）：请直接使用，或先停止它。`,
    `Jiefen already runs on this data folder (pid ${lock.heldBy.pid}${api ? `, ${api}` : ''}): use it, or stop it first.`,
  );
}

/** Ends services of ours that outlived a killed parent: they must not work beside the new ones. */
async function endOrphans(folder: DataFolder, { migration, services }: StackOptions): Promise<void> {
  const names = [...services, ...(migration ? [migration] : [])].map(({ name }) => name);
  await Promise.all(names.map((name) => endOrphan(folder.run(`${name}.json`), ORPHANS)));
}

async function requireApiPort({ config, services }: StackOptions): Promise<void> {
  const { api } = config.ports;
  if (!services.some(({ name }) => name === API.name) || (await isFree(api, config.host))) return;
  throw new StartRefusal(
    `端口 ${api} 已被占用：请停止占用它的程序，或改用别的端口，如 PORT=${api + 1} npm start。`,
    `Port ${api} is taken: stop the program that has it, or choose another, as in PORT=${api + 1} npm start.`,
  );
}

async function bringUp(options: StackOptions, folder: DataFolder, lock: Lock, started: Part[]): Promise<Stack> {
  const { config, out } = options;
  // Both together, and both to their end, so that whatever started is known if the other fails.
  const starting = [database(options, started), engine(options, started)] as const;
  await Promise.allSettled(starting);
  const [databaseUrl, temporal] = await Promise.all(starting);
  const context = { folder, out, env: environmentOf(config, databaseUrl, temporal) };
  if (options.migration) {
    out(`… ${options.migration.zh} · migrating the database`);
    await runToEnd(options.migration, context);
  }
  const running = await services(options, context, started);
  const api = running.find(({ name }) => name === API.name)?.address;
  const found = { databaseUrl, temporalAddress: temporal.address, temporalUi: temporal.ui, api };
  writeFileSync(folder.run('stack.json'), JSON.stringify(found), { mode: 0o600 });
  const release = () => {
    rmSync(folder.run('stack.json'), { force: true });
    lock.release();
  };
  return {
    addresses: found,
    pids: () => Object.fromEntries(started.map(({ name, supervised }) => [name, supervised.current.pid])),
    stop: (force) => stopAll(started, force).finally(release),
  };
}

function environmentOf(
  config: Config,
  databaseUrl: string,
  { address, namespace }: FoundEngine,
): Readonly<Record<string, string>> {
  return {
    JIEFEN_DATA_DIR: config.dataDir,
    JIEFEN_DRILL: String(config.drill),
    PORT: String(config.ports.api),
    JIEFEN_DATA_KEYS: writtenKeys(dataKeys(config)),
    DATABASE_URL: databaseUrl,
    ...(namespace && { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace }),
  };
}

async function database({ config, out }: StackOptions, started: Part[]): Promise<string> {
  if (config.databaseUrl !== undefined) {
    out(`✓ PostgreSQL  ${new URL(config.databaseUrl).host}（外部 · external）`);
    return config.databaseUrl;
  }
  out('… 正在启动 PostgreSQL · starting PostgreSQL');
  const start = (port = config.ports.postgres) =>
    startPostgres({ dataDir: config.dataDir, ...(port === undefined ? {} : { port }) });
  // The same port again, because everybody has its address by now.
  const supervised = await supervise(
    () => start(),
    (last) => start(last.port),
    telling('PostgreSQL', out),
  );
  started.push({ name: 'postgres', order: 0, supervised, forced: FORCED_POSTGRES });
  out(`✓ PostgreSQL  127.0.0.1:${supervised.current.port}`);
  return supervised.current.url;
}

interface FoundEngine {
  readonly address: string;
  readonly ui?: string | undefined;
  /** Of the embedded one; an external one has its own in the configuration. */
  readonly namespace?: string;
}

async function engine({ config, out, timerShiftMs }: StackOptions, started: Part[]): Promise<FoundEngine> {
  if (config.temporal) {
    out(`✓ Temporal    ${config.temporal.address}（外部 · external）`);
    return { address: config.temporal.address };
  }
  out('… 正在启动 Temporal · starting Temporal');
  // Loaded while PostgreSQL starts, and not at all where Temporal is elsewhere: its client is most of what there is.
  const { NAMESPACE, startTemporal } = await import('./temporal.ts');
  const { path: binary } = await temporalBinary(config, (zh, en) => out(`… ${zh} · ${en}`));
  const shift = timerShiftMs === undefined ? {} : { timerShiftMs };
  const { temporal: port, ui } = config.ports;
  const supervised = await supervise(
    () => startTemporal({ dataDir: config.dataDir, binary, ui: ui ?? true, ...shift, ...(port ? { port } : {}) }),
    (last) => startTemporal({ dataDir: config.dataDir, binary, ui: last.uiPort ?? true, port: last.port, ...shift }),
    telling('Temporal', out),
  );
  started.push({ name: 'temporal', order: 1, supervised, forced: FORCED });
  const { address, uiUrl } = supervised.current;
  out(`✓ Temporal    ${address}${uiUrl ? `（界面 · UI ${uiUrl}）` : ''}`);
  return { address, ui: uiUrl, namespace: NAMESPACE };
}

async function services(
  options: StackOptions,
  context: ServiceContext,
  started: Part[],
): Promise<{ name: string; address?: string }[]> {
  const starts = options.services.map(async (service, index) => {
    options.out(`… 正在启动${service.zh} · starting ${service.name}`);
    const start = () => startService(service, context);
    const supervised: Supervised<RunningService> = await supervise(start, start, telling(service.name, options.out));
    started.push({ name: service.name, order: 2 + index, supervised, forced: FORCED });
    const { address } = supervised.current;
    options.out(`✓ ${service.name.padEnd(11)} ${address ?? service.zh}`);
    return { name: service.name, ...(address === undefined ? {} : { address }) };
  });
  await Promise.allSettled(starts);
  return Promise.all(starts);
}

function telling(name: string, out: (line: string) => void): Told {
  const soon = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return {
    ended: ({ code, signal }, ms) =>
      out(`! ${name} 意外退出（${signal ?? code}），${soon(ms)} 后重启 · ended, starting again in ${soon(ms)}`),
    failed: (error, ms) => {
      const why = error instanceof Error ? error.message : String(error);
      out(`! ${name} 重启失败，${soon(ms)} 后再试 · not started, trying again in ${soon(ms)}\n${why}`);
    },
    started: () => out(`✓ ${name} 已恢复 · is back`),
  };
}

/** Those that use others first: the services, then Temporal, then PostgreSQL. */
async function stopAll(started: readonly Part[], force?: 'force'): Promise<void> {
  for (const { supervised, forced } of [...started].sort((a, b) => b.order - a.order)) {
    await (force ? supervised.stop(forced) : supervised.stop());
  }
}
