// The embedded Temporal: one development server on loopback whose state is one SQLite file of the data folder.
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { prepareNamespace } from '../activities/namespace.ts';
import { toolEnvironment } from '../config.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { takeLock } from './lock.ts';
import {
  type Exit,
  endOrphan,
  type OwnedProcess,
  type OwnedProcessOptions,
  startOwned,
  withLog,
} from './owned-process.ts';
import { choosePort, isFree } from './port.ts';
import type { Ladder } from './process.ts';
import { explained, noSpace, requireSpace, StartRefusal } from './refusal.ts';

export interface TemporalOptions {
  readonly dataDir: string;
  /** Path of the program, as `temporalBinary` finds it. */
  readonly binary: string;
  /** Refused when taken. Absent: 7233, or any free one. */
  readonly port?: number;
  /** `true`: with the web interface, on a port of its own choice. Absent: without. */
  readonly ui?: number | true;
  /** How late at most a timer may fire for the sake of batching; the server's own default is 1 s. */
  readonly timerShiftMs?: number;
  /** Workflows that it keeps in memory at most; the server's own default is 8,096. */
  readonly kept?: number | undefined;
}

export interface RunningTemporal {
  /** `host:port`, for `TEMPORAL_ADDRESS`. */
  readonly address: string;
  readonly port: number;
  /** Address of the web interface, where it is on. */
  readonly uiUrl?: string;
  readonly uiPort?: number;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** Ends it and waits for its end: its ports are free afterwards. Safe to call twice. */
  stop(ladder?: Ladder): Promise<void>;
}

export const NAMESPACE = 'default';

const PREFERRED_PORT = 7_233;
const PREFERRED_UI_PORT = 8_233;
/** Where the server writes its addresses once it serves. */
const SAID = 'temporal.out';
const SPACE = 64 * 1024 * 1024;
const READY_WITHIN_MS = 60_000;
const ATTEMPTS = 3;
const ENGINE_NICENESS = 5;
/** How a server of the engine is ended. */
export const ENGINE_LADDER: Ladder = [
  ['SIGTERM', 15_000],
  ['SIGKILL', 5_000],
];

/**
 * Starts Temporal on the data folder and waits until it serves, with the namespace and all search attributes there.
 *
 * Invariant: one server for one file; two on one file start without complaint and spoil it, so a lock refuses the
 * second, and one that a killed parent left is ended first.
 *
 * @throws StartRefusal when this machine or folder does not allow it
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const folder = openDataFolder(options.dataDir);
  const lock = await takeLock(folder.run('temporal.lock'));
  if ('heldBy' in lock) throw inUse(folder, lock.heldBy.pid);
  try {
    if (!(await endOrphan(folder.run('temporal.json'), ENGINE_LADDER))) throw inUse(folder, 0);
    await requireSpace(folder.root, SPACE);
    const { server, port, uiPort } = await launch(folder, options);
    const exited = server.exited.finally(lock.release);
    const ui = uiPort === undefined ? {} : { uiPort, uiUrl: `http://127.0.0.1:${uiPort}` };
    return { address: `127.0.0.1:${port}`, port, ...ui, pid: server.pid, exited, stop: server.stop };
  } catch (error) {
    lock.release();
    throw explained(error, folder.temporal);
  }
}

function inUse(folder: DataFolder, pid: number): StartRefusal {
  return new StartRefusal(
    `Temporal 的数据 ${folder.temporal} 正被另一进程使用（进程号 ${pid}）：请先停止它，或用 JIEFEN_DATA_DIR 指定别的数据文件夹。`,
    `Temporal's data in ${folder.temporal} is in use by another process (pid ${pid}): stop it first, or name another data folder by JIEFEN_DATA_DIR.`,
  );
}

interface Launched {
  readonly server: OwnedProcess;
  readonly port: number;
  readonly uiPort?: number;
}

async function launch(folder: DataFolder, options: TemporalOptions): Promise<Launched> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await portFor(options.port, PREFERRED_PORT, 'JIEFEN_TEMPORAL_PORT');
    const ui = options.ui === true ? undefined : options.ui;
    const uiPort = options.ui ? await portFor(ui, PREFERRED_UI_PORT, 'JIEFEN_TEMPORAL_UI_PORT') : undefined;
    const server = await spawnServer(folder, options, port, uiPort);
    try {
      await serving(folder, server, port);
      return { server, port, ...(uiPort === undefined ? {} : { uiPort }) };
    } catch (error) {
      await server.stop();
      // Somebody may have taken the port in between, or one of the inner ports that are the server's own choice.
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function portFor(asked: number | undefined, preferred: number, variable: string): Promise<number> {
  if (asked === undefined) return choosePort(preferred);
  if (await isFree(asked)) return asked;
  throw new StartRefusal(
    `端口 ${asked} 已被占用，Temporal 无法使用：请停止占用它的程序，或改用别的端口（${variable}）。`,
    `Port ${asked} is taken, so Temporal cannot use it: stop the program that has it, or choose another port (${variable}).`,
  );
}

function spawnServer(
  folder: DataFolder,
  options: TemporalOptions,
  port: number,
  uiPort: number | undefined,
): Promise<OwnedProcess> {
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', NAMESPACE],
    ...['--db-filename', join(folder.temporal, 'temporal.db')],
    // Acknowledged means on disk, and 1.4 times the rate of the default journal.
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=full'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
    ...dynamic('history.timerProcessorMaxTimeShift', options.timerShiftMs, (ms) => `"${ms}ms"`),
    ...dynamic('history.hostLevelCacheMaxSize', options.kept),
    ...['--log-level', 'warn', '--log-format', 'json', '--color', 'never'],
  ];
  const said = openSync(folder.run(SAID), 'w', 0o600);
  return withLog(folder.log('temporal'), (log) =>
    startEngine(options.binary, args, { stdio: ['ignore', said, log], record: folder.run('temporal.json') }),
  ).finally(() => closeSync(said));
}

const dynamic = (key: string, value: number | undefined, written: (value: number) => string = String): string[] =>
  value === undefined ? [] : ['--dynamic-config-value', `${key}=${written(value)}`];

/** Starts a server of the engine beside all else on this machine. Throws like `startOwned`. */
export function startEngine(
  binary: string,
  args: readonly string[],
  options: Pick<OwnedProcessOptions, 'stdio' | 'record'>,
): Promise<OwnedProcess> {
  return startOwned({
    ...options,
    // What a person waits for goes first: the record, then the engine that follows it.
    command: process.platform === 'win32' ? binary : 'nice',
    args: process.platform === 'win32' ? args : ['-n', String(ENGINE_NICENESS), binary, ...args],
    // The garbage collector at a quarter of its work: a third more workflows a second for some memory.
    env: toolEnvironment({ GOGC: '400' }),
    ladder: ENGINE_LADDER,
  });
}

/** Returns once the server takes connections and knows the namespace and the search attributes. */
async function serving(folder: DataFolder, server: OwnedProcess, port: number): Promise<void> {
  let ended = false;
  void server.exited.then(() => {
    ended = true;
  });
  const until = performance.now() + READY_WITHIN_MS;
  let last: unknown;
  while (!ended && performance.now() < until) {
    try {
      // Its own word that the port is its own: another server may listen there.
      if (saysItServes(folder, port)) return await prepare(port);
    } catch (error) {
      last = error;
    }
    await wait(20);
  }
  throw notStarted(folder, last);
}

function saysItServes(folder: DataFolder, port: number): boolean {
  return new RegExp(`Server: .*:${port}$`, 'm').test(readFileSync(folder.run(SAID), 'utf8'));
}

async function prepare(port: number): Promise<void> {
  const connection = await Connection.connect({ address: `127.0.0.1:${port}`, connectTimeout: 2_000 });
  try {
    await connection.workflowService.describeNamespace({ namespace: NAMESPACE });
    await prepareNamespace(connection, NAMESPACE);
  } finally {
    await connection.close();
  }
}

function lastWords(folder: DataFolder): string {
  const log = folder.log('temporal');
  return existsSync(log) ? readFileSync(log, 'utf8').slice(-4_000) : '';
}

function notStarted(folder: DataFolder, cause: unknown): StartRefusal {
  const words = lastWords(folder);
  if (/no space left|database or disk is full/i.test(words)) return noSpace(folder.root, cause);
  const line = words.trim().split('\n').at(-1) ?? '';
  return new StartRefusal(
    `Temporal 未能启动：${line}（详见 ${folder.log('temporal')}）`,
    `Temporal did not start: ${line} (see ${folder.log('temporal')})`,
    cause,
  );
}
