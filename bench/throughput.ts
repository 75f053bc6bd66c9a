// Measure A: whole lifecycles by 1, 32 and 128 callers, each in a closed loop. Two figures side by side: acknowledged by
// the record within the window, and driven, which counts the time until the engine has caught up with all of it.
import { backlogOf, follower, skippedOf } from './backlog.ts';
import { machineBusy, percentile, quietShare, rounded, syncWriteUs } from './machine.ts';
import { type Path, REFERENCE_STEPS } from './path.ts';
import type { World } from './world.ts';

export interface LevelOptions {
  readonly concurrency: number;
  readonly seconds: number;
  /** Each caller waits after a start and after the last step until the engine has followed: no workflow is spared. */
  readonly followed: boolean;
  /** How long to wait at most for a quiet machine. */
  readonly quietMs?: number;
}

interface Lived {
  readonly starts: number[];
  readonly commands: number[];
  readonly whole: number;
}

const CATCH_UP_MS = 600_000;

/** Runs callers for some time. What is under way at the end goes on to its end and counts as a step, not as whole. */
export async function live(world: World, path: Path, { concurrency, seconds, followed }: LevelOptions): Promise<Lived> {
  const { way } = world;
  const [starts, commands]: [number[], number[]] = [[], []];
  const following = followed ? follower(world.db.orm) : null;
  const end = performance.now() + seconds * 1_000;
  let whole = 0;
  const timed = async <T>(into: number[], act: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await act();
    into.push(performance.now() - began);
    return answer;
  };
  const caller = async (): Promise<void> => {
    while (performance.now() < end) {
      let held = await timed(starts, () => way.start(path));
      await following?.driven(held.id);
      for (const step of path.steps) {
        if (performance.now() >= end) return;
        const before = held;
        held = await timed(commands, () => way.give(before, step));
      }
      await following?.driven(held.id);
      if (performance.now() <= end) whole += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, caller));
  } finally {
    following?.stop();
  }
  return { starts, commands, whole };
}

/** One line of the result. Steps are durable ones: a start is two of them. */
export async function level(world: World, path: Path, options: LevelOptions, folder: string) {
  const { seconds, concurrency, followed, quietMs = 0 } = options;
  await world.caughtUp(CATCH_UP_MS);
  const [busy, syncUs] = [await quietShare(quietMs), syncWriteUs(folder)];
  const [cpu0, machine0, skipped0, wal0] = [
    world.cpu(),
    machineBusy(),
    await skippedOf(world.db.orm),
    await world.wal(),
  ];
  const began = performance.now();
  const lived = await live(world, path, options);
  const window = performance.now() - began;
  const [cpu1, machine1, left] = [world.cpu(), machineBusy(), await backlogOf(world.db.orm)];
  await world.caughtUp(CATCH_UP_MS);
  const [cpu2, driven] = [world.cpu(), performance.now() - began];
  const [skipped1, wal1] = [await skippedOf(world.db.orm), await world.wal()];
  const [starts, commands] = [sorted(lived.starts), sorted(lived.commands)];
  const calls = starts.length + commands.length;
  const perLifecycle = path.steps.length + 1;
  const lifecycles = calls / perLifecycle;
  const spent = parts(cpu0, cpu1, lifecycles);
  const whole = parts(cpu0, cpu2, lifecycles);
  const own = total(cpu1) - total(cpu0);
  return {
    ...{ concurrency, lifecycles_per_s: rounded(lived.whole / seconds) },
    // What peers with an early end are compared by: calls in the window, as lifecycles.
    smoothed_lifecycles_per_s: rounded(calls / perLifecycle / (window / 1_000)),
    driven_lifecycles_per_s: rounded(lifecycles / (driven / 1_000)),
    commands_per_s: rounded(commands.length / (window / 1_000)),
    durable_steps_per_lifecycle: path.steps.length + 2,
    reference_steps_per_lifecycle: REFERENCE_STEPS,
    ...{ cmd_p50_ms: percentile(commands, 0.5), cmd_p99_ms: percentile(commands, 0.99) },
    ...{ start_p50_ms: percentile(starts, 0.5), start_p99_ms: percentile(starts, 0.99) },
    ...{ cpu_ms_per_lifecycle: spent.all, of_it_pg: spent.postgres },
    ...{ of_it_driver: spent.driver, of_it_services: spent.services, of_it_engine: spent.engine },
    cpu_ms_per_lifecycle_driven: whole.all,
    ...{ wakes_left: left.wakes, behind_left: left.behind, caught_up_after_s: rounded((driven - window) / 1_000) },
    ...{ closed_cases: skipped1.over - skipped0.over, never_started: skipped1.skipped - skipped0.skipped },
    ...{ wal_bytes_per_lifecycle: Math.round((wal1 - wal0) / lifecycles), followed, seconds },
    others: rounded((machine1.busyMs - machine0.busyMs - own) / (machine1.allMs - machine0.allMs)),
    ...{ fsync_us: syncUs, bg_busy: busy },
  };
}

type Cpu = ReturnType<World['cpu']>;
const sorted = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
const total = (cpu: Cpu): number => cpu.driver + cpu.postgres + cpu.engine + cpu.services;

function parts(from: Cpu, to: Cpu, lifecycles: number): Cpu & { all: number } {
  const one = (name: keyof Cpu): number => rounded((to[name] - from[name]) / lifecycles);
  return {
    driver: one('driver'),
    postgres: one('postgres'),
    engine: one('engine'),
    services: one('services'),
    all: rounded((total(to) - total(from)) / lifecycles),
  };
}
