// One of our own processes (worker, API, migration) as a child: told where everything is, heard when it is ready.
import { createWriteStream, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serviceEnvironment } from '../config.ts';
import { nodeArguments } from '../program.ts';
import { readyMessage } from './child.ts';
import type { DataFolder } from './data-folder.ts';
import { type Exit, type OwnedProcess, startOwned } from './owned-process.ts';
import type { Ladder } from './process.ts';
import { StartRefusal } from './refusal.ts';
import type { Running } from './supervise.ts';

export interface Service {
  /** Short, for lines and file names: `worker`, `api`. */
  readonly name: string;
  readonly zh: string;
  /** TypeScript file to run, relative to the project. */
  readonly script: string;
}

export interface RunningService extends Running {
  /** As the service announced it. */
  readonly address?: string;
}

export interface ServiceContext {
  readonly folder: DataFolder;
  readonly env: Readonly<Record<string, string>>;
  /** Shows a line to the person. */
  readonly out: (line: string) => void;
}

const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));
const READY_WITHIN_MS = 60_000;

/** A service gets time to finish what it has in hand. */
const SERVICE_LADDER: Ladder = [
  ['SIGTERM', 15_000],
  ['SIGKILL', 5_000],
];

/** Starts a service and returns when it says it is ready. @throws StartRefusal with its last words when it does not */
export async function startService(service: Service, context: ServiceContext): Promise<RunningService> {
  const { owned, lastWords } = await spawnService(service, context);
  const ready = new Promise<{ address?: string | undefined }>((heard) => {
    owned.child.on('message', (message) => {
      const said = readyMessage(message);
      if (said) heard(said);
    });
  });
  const patience = new AbortController();
  const late = wait(READY_WITHIN_MS, undefined, { signal: patience.signal }).catch(() => undefined);
  const outcome = await Promise.race([ready, owned.exited.then(() => undefined), late]);
  patience.abort();
  if (outcome === undefined) {
    await owned.stop([['SIGKILL', 5_000]]);
    throw notReady(service, context.folder, lastWords());
  }
  const { pid, exited, stop } = owned;
  return { pid, exited, stop, ...(outcome.address === undefined ? {} : { address: outcome.address }) };
}

/** Runs a service that ends by itself. @throws StartRefusal with its last words when it fails */
export async function runToEnd(service: Service, context: ServiceContext): Promise<void> {
  const { owned, lastWords } = await spawnService(service, context);
  const { code } = await owned.exited;
  if (code !== 0) throw notReady(service, context.folder, lastWords());
}

function notReady(service: Service, folder: DataFolder, words: string): StartRefusal {
  const log = folder.log(service.name);
  return new StartRefusal(
    `${service.zh}未能启动（详见 ${log}）：\n${words}`,
    `${service.name} did not start (see ${log}).`,
  );
}

async function spawnService(
  service: Service,
  context: ServiceContext,
): Promise<{ owned: OwnedProcess; lastWords: () => string }> {
  const owned = await startOwned({
    command: process.execPath,
    args: await nodeArguments(service.script),
    env: serviceEnvironment(context.env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    cwd: PROJECT,
    record: context.folder.run(`${service.name}.json`),
    ladder: SERVICE_LADDER,
  });
  const recent: string[] = [];
  const log = createWriteStream(context.folder.log(service.name), { flags: 'a', mode: 0o600 });
  // A full disk may cost lines of the log, never the service.
  log.on('error', () => undefined);
  const { stdout, stderr } = owned.child;
  const streams = [stdout, stderr].filter((stream) => stream !== null);
  const drained = streams.map((stream) => sortLines(stream, log, recent, context.out));
  const exited = settled(owned.exited, drained).finally(() => log.end());
  return { owned: { ...owned, exited }, lastWords: () => recent.join('\n') };
}

async function settled(exited: Promise<Exit>, drained: readonly Promise<void>[]): Promise<Exit> {
  const exit = await exited;
  await Promise.all(drained);
  return exit;
}

/** Structured lines go to the log; plain words are meant for the person and are shown, never kept (a password, say). */
function sortLines(stream: Readable, log: WriteStream, recent: string[], out: (line: string) => void): Promise<void> {
  const lines = createInterface({ input: stream });
  lines.on('line', (line) => {
    if (line.startsWith('{')) log.write(`${line}\n`);
    else out(line);
    recent.push(line);
    if (recent.length > 12) recent.shift();
  });
  return new Promise((resolve) => lines.once('close', resolve));
}
