// Measures `away` and `outage`: the full-length versions of the tests in test/outage, with their figures.
import { dayAway } from '../test/outage/day-away.ts';
import { engineAway } from '../test/outage/engine-away.ts';
import { ground } from '../test/outage/world.ts';
import { busyShare } from './machine.ts';

export interface AwayOptions {
  /** Cases that wait while a day passes. */
  readonly cases: number;
  /** Real time that the server, or the day, is away. */
  readonly awayS: number;
  readonly say: (line: string) => void;
}

/** Temporal is stopped for a while under load. */
export async function engineAwayFor({ awayS, say }: AwayOptions) {
  const on = await ground(2);
  try {
    const busy = await busyShare();
    const options = { awayMs: awayS * 1_000, clients: 12, thinkMs: 250, left: 10, folder: on.folder, say };
    return { ...(await engineAway(on.stack, options)), away_s: awayS, bg_busy: busy };
  } finally {
    await on.stop();
  }
}

/** Timelines of the day: one instant in a quarter of an hour. */
const TIMELINES = 96;
/** The engine must hear of the hastened day before it begins; legal time allows two and a half days for that. */
const LEAD = 2.4;

/** Cases for which each second of the day leaves the engine time enough to hear of its pace. */
const CASES_A_SECOND = 12;

/** Worker and Temporal are off while a day of legal time passes. */
export async function dayAwayFor({ cases, awayS: asked, say }: AwayOptions) {
  const awayS = Math.max(asked, Math.ceil(cases / CASES_A_SECOND));
  const on = await ground(1);
  try {
    const busy = await busyShare();
    const options = { cases, timelines: TIMELINES, awayMs: awayS * 1_000, leadMs: awayS * 1_000 * LEAD, say };
    return { ...(await dayAway(on.stack, options)), away_s: awayS, bg_busy: busy };
  } finally {
    await on.stop();
  }
}
