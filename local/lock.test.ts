import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeLock } from './lock.ts';
import { end, isRunning, sight } from './process.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiefen-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const heldByOthers = (taken: Awaited<ReturnType<typeof takeLock>>) => 'heldBy' in taken;

it('has one holder among many who ask at once, and a new one after it', async () => {
  const first = await Promise.all(Array.from({ length: 30 }, () => takeLock(path)));
  const holders = first.filter((taken) => !heldByOthers(taken));
  expect(holders).toHaveLength(1);
  for (const holder of holders) if ('release' in holder) holder.release();
  expect(heldByOthers(await takeLock(path))).toBe(false);
  expect(readdirSync(folder)).toEqual(['lock']);
});

it('has one heir among many when its holder is dead', async () => {
  // The pid lives, but began at another time: it is somebody else by now.
  writeFileSync(path, JSON.stringify({ pid: process.pid, started: 'long ago' }));
  const heirs = await Promise.all(Array.from({ length: 30 }, () => takeLock(path)));
  expect(heirs.filter((taken) => !heldByOthers(taken))).toHaveLength(1);
});

it('is free when the file was cut short, or a killed heir left its turn', async () => {
  writeFileSync(path, '{"pid":');
  mkdirSync(`${path}.turn`);
  utimesSync(`${path}.turn`, new Date(0), new Date(0));
  expect(heldByOthers(await takeLock(path))).toBe(false);
  expect(existsSync(`${path}.turn`)).toBe(false);
});

it('tells who holds it', async () => {
  await takeLock(path);
  expect(await takeLock(path)).toEqual({ heldBy: { pid: process.pid, started: sight(process.pid)?.started } });
});

it('knows a process by its start, sees a zombie as gone, and ends a stopped one', async () => {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const seen = sight(child.pid ?? 0);
  if (!seen) throw new Error('not seen');
  expect(seen.parent).toBe(process.pid);
  expect(isRunning(seen)).toBe(true);
  expect(isRunning({ ...seen, started: 'another time' })).toBe(false);
  child.kill('SIGSTOP');
  expect(await end(seen, [['SIGTERM', 5_000]])).toBe(true);
  expect(sight(seen.pid)).toBeUndefined();
});
