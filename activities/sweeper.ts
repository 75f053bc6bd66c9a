// Sees to it that nothing is late even when the engine sleeps: what has been due for some seconds by the database's clock
// is acted on through the record's own door. In the storm of midnight, when deadlines fall together, it does not wait:
// then its batches are the main road.
import type { Db } from '../db/connection.ts';
import { defect } from '../db/failpoint.ts';
import { officesOf } from '../db/offices.ts';
import { dueNow, recountAfter, sweepDue } from '../db/sweep.ts';
import type { ClockWatch } from './clock.ts';
import type { Duty, Watch } from './patrol.ts';
import { calm } from './storm.ts';

const LOOK_EVERY_MS = 1_000;
/** A case that is due belongs to its workflow so long. */
const LEAVE_MS = 3_000;
/** So many at once are a storm: the engine would take them one by one. */
const STORM = 50;
const STORM_LOOK_MS = 50;
/** Tasks of people who left are handed over, and everything due is swept, at least so often. */
const EVERY_MS = 15_000;
/** Cases in one go, so that a stop is not waited for long. */
const BATCH = 500;
/** Later than this, a workflow should have acted: the alarm. */
const LATE_MS = 30_000;

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Counts the open cases by the calendar of this build, a batch a round, until it has gone through them and found none
 * that waits. Returns whether there may be more.
 */
export function recounter(db: Db, watch: Watch): () => Promise<boolean> {
  let after: string | null = BEFORE_ALL;
  let found = 0;
  return async () => {
    if (after === null) return false;
    const { cases, last } = await recountAfter(db, after, await officesOf(db));
    found += cases;
    after = last;
    watch.count('jiefen_recounted_cases_total', cases);
    if (last !== null || found === 0) return last !== null;
    // Those that others had in hand just then are looked for once more.
    watch.say('info', 'counted by a newer calendar', { cases: found });
    found = 0;
    after = BEFORE_ALL;
    return true;
  };
}

/**
 * The duty of a sweeper.
 *
 * @param storm told at every look whether so many fall due within a second that its batches are the main road
 */
export function sweeper(db: Db, watch: Watch, requireClock: ClockWatch['requireAgreement'], storm = calm()): Duty {
  let sweptAt = Number.NEGATIVE_INFINITY;
  const recount = recounter(db, watch);
  const round = async (stop: AbortSignal): Promise<number> => {
    requireClock();
    const { oldestMs, manyInMs } = await dueNow(db, STORM);
    const stormy = manyInMs !== null && manyInMs < LOOK_EVERY_MS;
    storm.rages(stormy);
    const moreToCount = !stormy && (await recount());
    // The next storm is met when it comes.
    const nextMs = moreToCount ? 0 : (manyInMs ?? LOOK_EVERY_MS);
    const pauseMs = Math.min(LOOK_EVERY_MS, Math.max(STORM_LOOK_MS, nextMs));
    if (!stormy && oldestMs < LEAVE_MS && performance.now() - sweptAt < EVERY_MS) return pauseMs;
    sweptAt = performance.now();
    await sweep(db, watch, stop);
    return pauseMs;
  };
  return {
    name: 'sweeper',
    everyMs: LOOK_EVERY_MS,
    round: (stop) =>
      round(stop).catch((error: unknown) => {
        storm.rages(false);
        throw error;
      }),
  };
}

/** Acts on everything that is due, oldest first, passing over what others act on at this moment. */
export async function sweep(db: Db, watch: Watch, stop: AbortSignal): Promise<undefined> {
  if (defect('sweeper-off')) return;
  while (!stop.aborted) {
    const { cases, events, faults, latestMs } = await sweepDue(db, BATCH);
    watch.count('jiefen_swept_cases_total', cases);
    watch.count('jiefen_swept_events_total', events);
    watch.count('jiefen_swept_faults_total', faults);
    if (latestMs > LATE_MS) {
      watch.count('jiefen_swept_late_total', 1);
      watch.say('warn', 'swept what the engine had left', { cases, events, latestMs });
    }
    if (faults > 0) watch.say('error', 'cases cannot be carried on', { faults });
    if (cases + faults < BATCH) return;
  }
}
