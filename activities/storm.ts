// While the sweeper carries a storm of lapses in batches, the workflows of single cases stand back: one by one they would
// take the machine from it, and afterwards they have only to look.
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
  let raging: { readonly over: Promise<void>; readonly end: () => void } | null = null;
  return {
    rages: (now) => {
      if (now) raging ??= begun();
      else {
        raging?.end();
        raging = null;
      }
    },
    passed: async () => {
      if (raging) await Promise.race([raging.over, wait(LONGEST_MS, undefined, { ref: false })]);
    },
  };
}

function begun() {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { over, end };
}
