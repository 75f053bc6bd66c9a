// Sees to it that nothing is late even when the engine sleeps: every fifteen seconds, on the database's time, what is
// due is acted on through the record's own door. In the storm of midnight this is the main road.
import type { Db } from '../db/connection.ts';
import { defect } from '../db/failpoint.ts';
import { sweepDue } from '../db/sweep.ts';
import type { Duty, Watch } from './patrol.ts';

const EVERY_MS = 15_000;
/** Cases in one go, so that a stop is not waited for long. */
const BATCH = 500;
/** Later than this, a workflow should have acted: the alarm. */
const LATE_MS = 30_000;

/** The duty of a sweeper. */
export function sweeper(db: Db, watch: Watch): Duty {
  return { name: 'sweeper', everyMs: EVERY_MS, round: (stop) => sweep(db, watch, stop) };
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
