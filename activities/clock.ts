// This machine's clock against the database's. The database clock decides every deadline; when both differ by more than
// some seconds one of them is wrong, and nobody knows which: until they agree this process lets nothing lapse, because
// a lapse cannot be taken back. Other workers, whose clocks agree, go on.
import { clockSkew } from '../db/clock-skew.ts';
import type { Db } from '../db/connection.ts';
import { databaseNow } from '../db/legal-time.ts';
import type { Duty, Watch } from './patrol.ts';

/** Time must not act here now. Waiting heals it. */
export class ClocksDisagree extends Error {}

export interface ClockWatch {
  readonly duty: Duty;
  /** @throws ClocksDisagree while they differ too much, as last measured */
  requireAgreement(): void;
}

const EVERY_MS = 5_000;
/** While it lasts it is said again after so many rounds. */
const SAY_EVERY = 12;

/** @param now this machine's clock, epoch ms */
export function clockWatch(db: Db, watch: Watch, now: () => number = Date.now): ClockWatch {
  let off = 0;
  const round = async (): Promise<undefined> => {
    const asked = performance.now();
    const there = await databaseNow(db.orm);
    const { skewMs, differ } = clockSkew(now(), there, performance.now() - asked);
    watch.gauge('jiefen_clock_skew_seconds', skewMs / 1_000);
    const facts = { skewMs: Math.round(skewMs) };
    if (differ && off % SAY_EVERY === 0)
      watch.say('error', 'clock differs from the database: nothing lapses here', facts);
    if (!differ && off > 0) watch.say('info', 'clock agrees with the database again', facts);
    off = differ ? off + 1 : 0;
  };
  return {
    duty: { name: 'clock', everyMs: EVERY_MS, round },
    requireAgreement: () => {
      if (off > 0) throw new ClocksDisagree();
    },
  };
}
