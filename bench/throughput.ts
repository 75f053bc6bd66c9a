// Measure A: whole lifecycles by 1, 32 and 128 callers, each in a closed loop. Two figures side by side: acknowledged by
// the record within the window, and driven, which counts the time until the engine has caught up with all of it.
import { accounted } from './accounted.ts';
import { backlogOf, follower } from './backlog.ts';
import { percentile, rounded, spending, stateBefore } from './machine.ts';
import { type Path, REFERENCE_STEPS } from './path.ts';
import { countdown, seldom } from './progress.ts';
import type { World } from './world.ts';

export interface LevelOptions {
  readonly concurrency: number;
  readonly seconds: number;
  /** Each caller waits after a start and after the last step until the engine has followed: no workflow is spared. */
  readonly followed: boolean;
  /** How long to wait at most for a quiet machine. */
  readonly quietMs?: number;
  readonly say?: (line: string) => void;
}

interface Lived {
  readonly starts: number[];
  readonly commands: number[];
  readonly whole: number;
}

const CATCH_UP_MS = 600_000;

/** Runs callers for some time. What is under way at the end goes on to its end and counts as a step, not as whole. */
export async function live(world: World, path: Path, options: LevelOptions): Promise<Lived> {
  const { concurrency, seconds, followed, say = () => undefined } = options;
  const { way } = world;
  const [starts, commands]: [number[], number[]] = [[], []];
  const following = followed ? follower(world.db.orm) : null;
  const end = performance.now() + seconds * 1_000;
  let whole = 0;
  const callers = `${concurrency} callers`;
  const told = countdown(say, callers, seconds, () => `, ${starts.length + commands.length} calls, ${whole} whole`);
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
    told();
  }
  return { starts, commands, whole };
}

/**
 * One line of the result. Steps are durable ones: a start is two of them.
 *
 * @throws Error when a case of the level neither had a workflow nor was over before one began
 */
export async function level(world: World, path: Path, options: LevelOptions) {
  const { seconds, concurrency, followed, quietMs = 0, say = () => undefined } = options;
  await world.caughtUp(CATCH_UP_MS);
  const [accounted0, wal0] = [await accounted(world), await world.wal()];
  const state = await stateBefore(world.folder, quietMs);
  const spent = spending(world.cpu);
  const began = performance.now();
  const lived = await live(world, path, options);
  const window = performance.now() - began;
  const [acknowledged, left] = [spent(), await backlogOf(world.db.orm)];
  await world.caughtUp(
    CATCH_UP_MS,
    seldom(({ wakes, behind }) => say(`catching up: ${wakes} wakes, ${behind} cases behind`)),
  );
  const [whole, driven] = [spent(), performance.now() - began];
  const [wal1, accounted1] = [await world.wal(), await accounted(world)];
  const [starts, commands] = [sorted(lived.starts), sorted(lived.commands)];
  const calls = starts.length + commands.length;
  const perLifecycle = path.steps.length + 1;
  const lifecycles = calls / perLifecycle;
  const each = (ms: number): number => rounded(ms / lifecycles);
  const { of, others } = acknowledged;
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
    ...{ cpu_ms_per_lifecycle: each(acknowledged.all), of_it_pg: each(of.postgres) },
    ...{ of_it_driver: each(of.driver), of_it_services: each(of.services), of_it_engine: each(of.engine) },
    cpu_ms_per_lifecycle_driven: each(whole.all),
    ...{ wakes_left: left.wakes, behind_left: left.behind, caught_up_after_s: rounded((driven - window) / 1_000) },
    closed_cases: accounted1.over - accounted0.over,
    never_started: accounted1.skipped - accounted0.skipped,
    workflows_started: accounted1.started - accounted0.started,
    ...{ wal_bytes_per_lifecycle: Math.round((wal1 - wal0) / lifecycles), followed, seconds },
    ...{ others, ...state },
  };
}

const sorted = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
