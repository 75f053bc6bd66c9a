// Processes by pid and start time: a pid alone may long belong to somebody else.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, comparable only with another reading of the same machine. */
  readonly started: string;
}

/** Signals to send in turn, each with the milliseconds given to it. */
export type Ladder = readonly (readonly [signal: NodeJS.Signals, ms: number])[];

interface Sighting extends ProcessIdentity {
  readonly parent: number;
}

const linux = process.platform === 'linux';
const POLL_MS = 20;

/** The running process with this pid; undefined when there is none, or only its remains (a zombie). */
export function sight(pid: number): Sighting | undefined {
  try {
    return linux ? sightInProc(pid) : sightByPs(pid);
  } catch {
    return undefined;
  }
}

function sightInProc(pid: number): Sighting | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may itself contain anything; fields count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return { pid, parent: Number(fields[1]), started: `${boot}/${fields[19]}` };
}

function sightByPs(pid: number): Sighting | undefined {
  const line = execFileSync('ps', ['-o', 'state=,ppid=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const [, state = 'Z', parent, started = ''] = /^\s*(\S+)\s+(\d+)\s+(.*?)\s*$/s.exec(line) ?? [];
  return state.startsWith('Z') ? undefined : { pid, parent: Number(parent), started };
}

/** Its command line, words joined by one blank; empty when it cannot be seen. */
export function commandLine(pid: number): string {
  try {
    if (linux) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

export function isRunning(process: ProcessIdentity): boolean {
  return sight(process.pid)?.started === process.started;
}

/** Whether it is gone within `ms`. */
async function goneWithin(process: ProcessIdentity, ms: number): Promise<boolean> {
  const until = performance.now() + ms;
  while (isRunning(process)) {
    if (performance.now() > until) return false;
    await wait(POLL_MS);
  }
  return true;
}

/** Ends a process that is ours by sending signals in turn; false when it outlived them all. */
export async function end(target: ProcessIdentity, ladder: Ladder): Promise<boolean> {
  for (const [signal, ms] of ladder) {
    if (!isRunning(target)) return true;
    try {
      process.kill(target.pid, signal);
      // A stopped process hears nothing before it goes on.
      process.kill(target.pid, 'SIGCONT');
    } catch {
      // Gone in between, or not ours to end: the wait tells which.
    }
    if (await goneWithin(target, ms)) return true;
  }
  return !isRunning(target);
}
