// Measure B: many cases opened and left waiting at the enterprise. What one of them costs on disk, everything counted,
// and whether memory stays where it is.
import { setTimeout as wait } from 'node:timers/promises';
import { busyShare, rounded } from './machine.ts';
import type { Path } from './path.ts';
import type { World } from './world.ts';

const CALLERS = 32;
const CATCH_UP_MS = 3_600_000;
const IDLE_MS = 5_000;

/** Starts cases; `timeline` names the legal time of the nth one. */
export async function startMany(
  world: World,
  path: Path,
  count: number,
  timeline: (n: number) => number | undefined = () => undefined,
): Promise<number> {
  let next = 0;
  const began = performance.now();
  const caller = async (): Promise<void> => {
    while (next < count) {
      const n = next++;
      await world.way.start(path, timeline(n));
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return count / ((performance.now() - began) / 1_000);
}

export async function parked(world: World, path: Path, count: number, say: (line: string) => void) {
  const busy = await busyShare();
  const [disk0, wal0] = [await world.disk(), await world.wal()];
  const began = performance.now();
  const rate = await startMany(world, path, count);
  say(`${count} cases acknowledged at ${rate.toFixed(0)}/s; the engine follows`);
  await world.caughtUp(CATCH_UP_MS, ({ wakes, behind }) => say(`${wakes} wakes wait, ${behind} cases behind`));
  const driven = count / ((performance.now() - began) / 1_000);
  const [disk1, wal1, memory] = [await world.disk(), await world.wal(), world.memory()];
  const cpu0 = world.cpu();
  await wait(IDLE_MS);
  const cpu1 = world.cpu();
  const each = (name: keyof typeof disk0): number => Math.round((disk1[name] - disk0[name]) / count);
  const idle = Object.keys(cpu0).reduce(
    (sum, name) => sum + cpu1[name as keyof typeof cpu1] - cpu0[name as keyof typeof cpu0],
    0,
  );
  return {
    ...{ cases: count, starts_per_s: rounded(rate), driven_starts_per_s: rounded(driven) },
    disk_bytes_per_case: each('record') + each('store') + each('visibility'),
    ...{ of_it_record: each('record'), of_it_store: each('store'), of_it_visibility: each('visibility') },
    wal_bytes_per_case: Math.round((wal1 - wal0) / count),
    ...{ engine_mib: memory.services + memory.engine, of_it_workers: memory.services, pg_mib: memory.postgres },
    ...{ idle_cpu_share_of_a_core: rounded(idle / IDLE_MS), bg_busy: busy },
  };
}
