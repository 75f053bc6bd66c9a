// Of each case either the engine knows a workflow, or the record says that it was over before one began: what the record
// says is checked against what the engine shows.
import { setTimeout as wait } from 'node:timers/promises';
import { type Skipped, skippedOf } from './backlog.ts';
import type { World } from './world.ts';

export interface Accounted extends Skipped {
  /** Workflows that the engine knows. */
  readonly started: number;
}

/** Visibility shows a workflow some time after it began. */
const SETTLE_MS = 60_000;
const LOOK_EVERY_MS = 500;
/**
 * One workflow more than cases: told of a case that it ended for meanwhile, it begins once more. That is rare; one less
 * than cases is never right.
 */
const ONCE_MORE = 0.005;

/** How many cases nobody accounts for; negative: so many workflows are too many. */
export const unaccounted = ({ cases, skipped, started }: Accounted): number => cases - skipped - started;

/** Whether this is right. */
export const adds = (counted: Accounted): boolean => {
  const left = unaccounted(counted);
  return left === 0 || (left < 0 && -left <= Math.max(1, counted.started * ONCE_MORE));
};

/**
 * All cases so far and what became of them, when the engine has caught up and its visibility has settled. Without
 * workers there is nothing to compare.
 *
 * @throws Error when they do not add up within a minute
 */
export async function accounted({ db, engine, driven }: World): Promise<Accounted> {
  for (const until = performance.now() + SETTLE_MS; ; await wait(LOOK_EVERY_MS)) {
    const counted = { ...(await skippedOf(db.orm)), started: (await engine.workflows()).started };
    if (!driven || adds(counted)) return counted;
    if (performance.now() > until) throw new Error(`cases and workflows do not add up: ${JSON.stringify(counted)}`);
  }
}
