// A lock on a folder that dies with its holder: a file naming the holder by pid and start time.
import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { isRunning, type ProcessIdentity, sight } from './process.ts';
import { explained, systemCode } from './refusal.ts';

const identity = z.object({ pid: z.number().int().positive(), started: z.string() });

export interface Lock {
  release(): void;
}

/** This very process. */
function self(): ProcessIdentity {
  const { pid, started } = sight(process.pid) ?? { pid: process.pid, started: 'unknown' };
  return { pid, started };
}

/** The process a file names; undefined when the file is absent or was cut short by a crash. */
export function readIdentity(path: string): ProcessIdentity | undefined {
  try {
    return identity.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (systemCode(error) !== undefined && systemCode(error) !== 'ENOENT') throw error;
    return undefined;
  }
}

/**
 * Takes the lock, or tells who holds it.
 *
 * Invariant: at most one running process holds a path. A holder that was killed loses the lock at once. Within one
 * process a second taker is refused like a stranger.
 *
 * @throws StartRefusal when the folder cannot be written
 */
export async function takeLock(path: string): Promise<Lock | { readonly heldBy: ProcessIdentity }> {
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    writeFileSync(draft, JSON.stringify(self()), { mode: 0o600 });
    for (;;) {
      if (linked(draft, path)) return { release: () => rmSync(path, { force: true }) };
      const holder = readIdentity(path);
      if (holder && isRunning(holder)) return { heldBy: holder };
      await clearStale(path);
    }
  } catch (error) {
    throw explained(error, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a dead holder. One process at a time looks and removes, so that no living one is removed. */
async function clearStale(path: string): Promise<void> {
  const turn = `${path}.turn`;
  try {
    mkdirSync(turn);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    if (ageMs(turn) > 5_000) rmSync(turn, { recursive: true, force: true });
    await wait(10);
    return;
  }
  try {
    const holder = readIdentity(path);
    if (!holder || !isRunning(holder)) rmSync(path, { force: true });
  } finally {
    rmdirSync(turn);
  }
}

function ageMs(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
