// The machine under the bench: CPU time and memory of processes, how busy the rest of it is, what one synchronous write
// costs. Linux only, like the peers' own scripts.
import {
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const TICK_MS = 10;

function fieldsOf(pid: number): readonly string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
  } catch {
    return null;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** CPU time of a process and of its children, those that ended included, ms. */
export function cpuMs(pid: number): number {
  const own = fieldsOf(pid);
  if (!own) return 0;
  const ticks = [11, 12, 13, 14].reduce((sum, i) => sum + Number(own[i]), 0);
  return childrenOf(pid).reduce((sum, child) => sum + cpuMs(child), ticks * TICK_MS);
}

export interface Busy {
  readonly busyMs: number;
  readonly allMs: number;
}

/** Of all cores together, since the machine started. */
export function machineBusy(): Busy {
  const [line = ''] = readFileSync('/proc/stat', 'latin1').split('\n');
  const v = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const all = v.reduce((a, b) => a + b, 0);
  const idle = (v[3] ?? 0) + (v[4] ?? 0);
  return { busyMs: (all - idle) * TICK_MS, allMs: all * TICK_MS };
}

/** What ours took since, by part and in all, ms; and the share of all cores that others took. */
export interface Spent<K extends string> {
  readonly of: Readonly<Record<K, number>>;
  readonly all: number;
  readonly others: number;
}

/** Begins to watch. @param cpu CPU time so far of everything that is ours, ms */
export function spending<K extends string>(cpu: () => Readonly<Record<K, number>>): () => Spent<K> {
  const [own0, machine0] = [cpu(), machineBusy()];
  return () => {
    const [own1, machine1] = [cpu(), machineBusy()];
    const parts = Object.keys(own0).map((name) => [name, own1[name as K] - own0[name as K]] as const);
    const all = parts.reduce((sum, [, ms]) => sum + ms, 0);
    return {
      of: Object.fromEntries(parts) as Record<K, number>,
      all,
      others: rounded((machine1.busyMs - machine0.busyMs - all) / (machine1.allMs - machine0.allMs)),
    };
  };
}

/** Share of all cores that was busy during a second. */
export async function busyShare(): Promise<number> {
  const before = machineBusy();
  await wait(1_000);
  const after = machineBusy();
  return rounded((after.busyMs - before.busyMs) / (after.allMs - before.allMs));
}

const QUIET = 0.25;

/** Waits at most so long for a second in which less than a quarter of the machine is busy. Returns how busy it is. */
export async function quietShare(withinMs: number): Promise<number> {
  for (const until = performance.now() + withinMs; ; ) {
    const share = await busyShare();
    if (share < QUIET || performance.now() > until) return share;
  }
}

/** Resident memory of a process and its children, MiB. */
export function residentMib(pid: number): number {
  return memory(pid, 'status', /VmRSS:\s+(\d+)/);
}

/** Memory with shared pages divided among those who share them, of a process and its children, MiB. */
export function proportionalMib(pid: number): number {
  return memory(pid, 'smaps_rollup', /^Pss:\s+(\d+)/m);
}

/** Memory that is nobody's but its own, of a process and its children, MiB: PostgreSQL's without the shared buffers. */
export function anonymousMib(pid: number): number {
  return memory(pid, 'smaps_rollup', /^Pss_Anon:\s+(\d+)/m);
}

function memory(pid: number, file: string, line: RegExp): number {
  try {
    const kib = Number(line.exec(readFileSync(`/proc/${pid}/${file}`, 'latin1'))?.[1] ?? 0);
    return childrenOf(pid).reduce((sum, child) => sum + memory(child, file, line), kib / 1_024);
  } catch {
    return 0;
  }
}

/** Bytes of all files below a folder, as the disk holds them. */
export function diskBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sum + diskBytes(path);
    const size = statSync(path, { throwIfNoEntry: false })?.blocks ?? 0;
    return sum + size * 512;
  }, 0);
}

/** Microseconds for one synchronous write of 8 kB in this folder, mean of 200: the disk as it is now. */
export function syncWriteUs(folder: string): number {
  const path = join(folder, 'sync-probe');
  const file = openSync(path, constants.O_CREAT | constants.O_WRONLY | constants.O_DSYNC, 0o600);
  try {
    const block = Buffer.alloc(8_192);
    for (let i = 0; i < 200; i += 1) writeSync(file, block, 0, block.length, i * block.length);
    fsyncSync(file);
    const began = performance.now();
    for (let i = 0; i < 200; i += 1) writeSync(file, block, 0, block.length, i * block.length);
    return Math.round(((performance.now() - began) * 1_000) / 200);
  } finally {
    closeSync(file);
    rmSync(path);
  }
}

/** The machine just before a measure: what a synchronous write costs, and how busy others keep it. */
export async function stateBefore(folder: string, quietMs: number): Promise<{ fsync_us: number; bg_busy: number }> {
  const busy = await quietShare(quietMs);
  return { fsync_us: syncWriteUs(folder), bg_busy: busy };
}

/** The value below which this share of the sorted numbers lies. */
export function percentile(sorted: readonly number[], share: number): number {
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

export const rounded = (x: number): number => Number(x.toFixed(2));
