// A child process that does not outlive its owner: recorded on disk, watched by a guard, ended by a ladder of signals.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readIdentity } from './lock.ts';
import { end, type Ladder, type ProcessIdentity, sight } from './process.ts';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface OwnedProcess {
  readonly pid: number;
  readonly child: ChildProcess;
  /** Settles when it has ended, however that came. Never rejects. */
  readonly exited: Promise<Exit>;
  /** Ends it and waits for its end. */
  stop(ladder?: Ladder): Promise<void>;
}

export interface OwnedProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: SpawnOptions['stdio'];
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Where its pid and start time are kept while it lives. */
  readonly record: string;
  readonly ladder: Ladder;
}

const LOG_KEPT = 16 * 1024 * 1024;

/**
 * Starts it in a session of its own, so that Ctrl-C reaches its owner alone and the owner decides the order.
 *
 * If the owner is killed, the guard sends the ladder's first signal; if the guard is killed too, `endOrphan` finds
 * the record at the next start.
 *
 * @throws Error when the program cannot be started at all
 */
export async function startOwned(options: OwnedProcessOptions): Promise<OwnedProcess> {
  const { command, args, env, stdio, ladder, record, cwd, uid, gid } = options;
  const as = uid === undefined || gid === undefined ? {} : { uid, gid };
  const child = spawn(command, [...args], { env, stdio, detached: true, ...(cwd === undefined ? {} : { cwd }), ...as });
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const identity = child.pid === undefined ? undefined : sight(child.pid);
  if (identity)
    writeFileSync(record, JSON.stringify({ pid: identity.pid, started: identity.started }), { mode: 0o600 });
  const guard = identity && guardOver(identity.pid, ladder[0]?.[0] ?? 'SIGTERM');
  const exited = new Promise<Exit>((resolve) => {
    const gone = (code: number | null, signal: NodeJS.Signals | null) => {
      guard?.kill('SIGKILL');
      rmSync(record, { force: true });
      resolve({ code, signal });
    };
    if (child.exitCode !== null || child.signalCode !== null) gone(child.exitCode, child.signalCode);
    else child.once('exit', gone);
  });
  const stop = async (by = ladder) => {
    if (identity) await end(identity, by);
    await exited;
  };
  return { pid: child.pid ?? 0, child, exited, stop };
}

/** Waits on a pipe that only this process holds open: the kernel closes it however this process ends. */
function guardOver(pid: number, signal: NodeJS.Signals): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const script = 'read -r _; kill -s "$1" "$2"; kill -s CONT "$2"';
  const name = signal.replace('SIG', '');
  const guard = spawn('/bin/sh', ['-c', script, 'guard', name, String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => undefined);
  guard.stdin?.on('error', () => undefined);
  guard.unref();
  return guard;
}

/** Ends what a killed owner left behind, if it still runs. True when the record's process is certainly gone. */
export async function endOrphan(record: string, ladder: Ladder): Promise<boolean> {
  const orphan: ProcessIdentity | undefined = readIdentity(record);
  const gone = orphan === undefined || (await end(orphan, ladder));
  if (gone) rmSync(record, { force: true });
  return gone;
}

/**
 * Hands a file for appending to `use`, and closes it here afterwards: the child keeps its own end.
 *
 * A file that has grown beyond 16 MiB is put aside as `.1` first.
 */
export async function withLog<T>(path: string, use: (file: number) => Promise<T>): Promise<T> {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_KEPT) renameSync(path, `${path}.1`);
  const file = openSync(path, 'a', 0o600);
  try {
    return await use(file);
  } finally {
    closeSync(file);
  }
}
