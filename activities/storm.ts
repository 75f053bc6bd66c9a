// While the sweeper carries a storm of lapses in batches, the workflows of single cases stand back: one by one they would
// take the machine from it, and afterwards they have only to look.
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** No workflow's question is held longer: its task must be answered within ten seconds. */
const LONGEST_MS = 5_000;

export interface Storm {
  /** Said by the sweeper of this process, at every look. */
  rages(now: boolean): void;
  /** Until no storm rages any more, five seconds at most. */
  passed(): Promise<void>;
}

export function calm(): Storm {
  let raging: AbortController | null = null;
  return {
    rages: (now) => {
      if (!now) raging?.abort();
      raging = now ? (raging ?? begun()) : null;
    },
    passed: async () => {
      if (raging) await wait(LONGEST_MS, undefined, { signal: raging.signal, ref: false }).catch(() => undefined);
    },
  };
}

function begun(): AbortController {
  const storm = new AbortController();
  // As many wait as a worker takes questions at once.
  setMaxListeners(0, storm.signal);
  return storm;
}
