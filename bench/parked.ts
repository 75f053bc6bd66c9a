// Measure B: many cases opened and left waiting at the enterprise. What one of them costs on disk, everything counted,
// and whether memory stays where it is.
import { setTimeout as wait } from 'node:timers/promises';
import type { Backlog } from './backlog.ts';
import { rounded, spending, stateBefore } from './machine.ts';
import type { Path, Step } from './path.ts';
import { progress } from './progress.ts';
import type { World } from './world.ts';

type Say = (line: string) => void;

const CALLERS = 32;
const CATCH_UP_MS = 5_400_000;
const IDLE_MS = 5_000;

interface Started {
  /** The legal time of the nth case. */
  readonly timeline?: (n: number) => number | undefined;
  /** What each case goes on with. */
  readonly then?: readonly Step[];
  readonly say?: Say;
}

/** Starts cases. Returns how many a second. */
export async function startMany(
  { way }: Pick<World, 'way'>,
  path: Path,
  count: number,
  { timeline = () => undefined, then = [], say = () => undefined }: Started = {},
): Promise<number> {
  let [next, done] = [0, 0];
  const began = performance.now();
  const tell = progress(say, 'cases acknowledged', count);
  const caller = async (): Promise<void> => {
    while (next < count) {
      const n = next++;
      let held = await way.start(path, timeline(n));
      for (const step of then) held = await way.give(held, step);
      tell(++done);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return count / ((performance.now() - began) / 1_000);
}

/** Tells how far the engine is with so many new cases. */
export function following(say: Say, count: number): (left: Backlog) => void {
  const tell = progress(say, 'cases driven', count);
  return ({ behind }) => tell(Math.max(0, count - behind));
}

/** What was there before the first case. */
export interface Empty {
  readonly disk: Awaited<ReturnType<World['disk']>>;
  readonly wal: number;
}

export interface ParkedOptions {
  /** Cases that the world already holds. */
  readonly held: number;
  /** Until there are so many. */
  readonly count: number;
  /** How long to wait at most for a quiet machine. */
  readonly quietMs: number;
}

/** Goes on from the cases that are there; bytes are of all of them. */
export async function parked(world: World, path: Path, options: ParkedOptions, empty: Empty, say: Say) {
  const { held, count } = options;
  const [state, more] = [await stateBefore(world.folder, options.quietMs), count - held];
  const spent = spending(world.cpu);
  const began = performance.now();
  const rate = await startMany(world, path, more, { say });
  say(`${count} cases acknowledged at ${rate.toFixed(0)}/s; the engine follows`);
  await world.caughtUp(CATCH_UP_MS, following(say, more));
  const driven = more / ((performance.now() - began) / 1_000);
  const { others } = spent();
  const [disk, wal, memory] = [await world.disk(), await world.wal(), world.memory()];
  const resting = spending(world.cpu);
  await wait(IDLE_MS);
  const idle = resting().all;
  const each = (name: keyof typeof disk): number => Math.round((disk[name] - empty.disk[name]) / count);
  return {
    ...{ cases: count, starts_per_s: rounded(rate), driven_starts_per_s: rounded(driven) },
    disk_bytes_per_case: each('record') + each('store') + each('visibility'),
    ...{ of_it_record: each('record'), of_it_store: each('store'), of_it_visibility: each('visibility') },
    wal_bytes_per_case: Math.round((wal - empty.wal) / count),
    ...{ engine_mib: memory.services + memory.engine, of_it_workers: memory.services, pg_mib: memory.postgres },
    ...{ idle_cpu_share_of_a_core: rounded(idle / IDLE_MS), others, ...state },
  };
}
