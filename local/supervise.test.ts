import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Exit } from './owned-process.ts';
import { type Running, supervise } from './supervise.ts';

const KILLED: Exit = { code: null, signal: 'SIGKILL' };

/** Something that runs until it is told to die. */
function thing(pid: number): Running & { die(): void } {
  let die: () => void = () => undefined;
  const exited = new Promise<Exit>((resolve) => {
    die = () => resolve(KILLED);
  });
  const stop = async () => {
    die();
    await exited;
  };
  return { pid, exited, die, stop };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function scene(again: (last: Running) => Promise<Running>) {
  const told: string[] = [];
  const first = thing(1);
  const kept = supervise(async () => first as Running, again, {
    ended: (exit, ms) => told.push(`ended ${exit.signal} ${ms}`),
    started: () => told.push('started'),
    failed: (_, ms) => told.push(`failed ${ms}`),
  });
  return { told, first, kept };
}

it('starts again what died, later each time it dies young, soon after a calm life', async () => {
  const lives: ReturnType<typeof thing>[] = [];
  const { told, first, kept } = scene(async (last) => {
    const next = thing(last.pid + 1);
    lives.push(next);
    return next;
  });
  const supervised = await kept;
  first.die();
  await vi.advanceTimersByTimeAsync(200);
  expect(supervised.current.pid).toBe(2);
  lives[0]?.die();
  await vi.advanceTimersByTimeAsync(399);
  expect(supervised.current.pid).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(supervised.current.pid).toBe(3);
  await vi.advanceTimersByTimeAsync(60_001);
  lives[1]?.die();
  await vi.advanceTimersByTimeAsync(200);
  expect(supervised.current.pid).toBe(4);
  expect(told.filter((word) => word !== 'started')).toEqual([200, 400, 200].map((ms) => `ended SIGKILL ${ms}`));
  await supervised.stop();
});

it('keeps trying when a start fails, never more than 15 s apart', async () => {
  let tries = 0;
  const { told, first, kept } = scene(async () => {
    tries += 1;
    if (tries < 10) throw new Error('not yet');
    return thing(2);
  });
  const supervised = await kept;
  first.die();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(supervised.current.pid).toBe(2);
  expect(told.at(-2)).toBe('failed 15000');
  await supervised.stop();
});

it('starts nothing more once it is told to stop', async () => {
  const again = vi.fn();
  const { told, first, kept } = scene(again);
  const supervised = await kept;
  first.die();
  await vi.advanceTimersByTimeAsync(100);
  await supervised.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(again).not.toHaveBeenCalled();
  expect(told).toEqual(['ended SIGKILL 200']);
});

it('ends what was just starting when it is told to stop', async () => {
  let born: (running: Running) => void = () => undefined;
  const { first, kept } = scene(() => new Promise((resolve) => (born = resolve)));
  const supervised = await kept;
  first.die();
  await vi.advanceTimersByTimeAsync(200);
  const stopping = supervised.stop();
  const late = thing(2);
  born(late);
  await stopping;
  expect(await late.exited).toEqual(KILLED);
});
