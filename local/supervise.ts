// Keeps one thing running: what dies is started again, later each time it dies young.
import type { Exit } from './owned-process.ts';
import type { Ladder } from './process.ts';

export interface Running {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  stop(ladder?: Ladder): Promise<void>;
}

export interface Told {
  ended(exit: Exit, againInMs: number): void;
  started(): void;
  failed(error: unknown, againInMs: number): void;
}

export interface Supervised<R extends Running> {
  /** The present incarnation; while it is dead, the last one. */
  readonly current: R;
  /** Ends it for good. Safe to call again, with a harsher ladder. */
  stop(ladder?: Ladder): Promise<void>;
}

const FIRST_DELAY_MS = 200;
const LAST_DELAY_MS = 15_000;
/** Whatever ran this long is given the short delay again. */
const CALM_MS = 60_000;

/**
 * Starts it and keeps it running until told to stop.
 *
 * @param start the first start; its failure is the caller's
 * @param again every later start
 */
export async function supervise<R extends Running>(
  start: () => Promise<R>,
  again: (last: R) => Promise<R>,
  told: Told,
): Promise<Supervised<R>> {
  const stopping = new AbortController();
  let current = await start();
  const keeping = keep();

  async function keep(): Promise<void> {
    let delayMs = FIRST_DELAY_MS;
    while (!stopping.signal.aborted) {
      const since = performance.now();
      const exit = await current.exited;
      if (stopping.signal.aborted) return;
      if (performance.now() - since > CALM_MS) delayMs = FIRST_DELAY_MS;
      told.ended(exit, delayMs);
      delayMs = await revive(delayMs);
    }
  }

  /** Tries until it runs or nobody wants it any more; gives the delay for the next death. */
  async function revive(firstDelayMs: number): Promise<number> {
    for (let delayMs = firstDelayMs; ; ) {
      await pause(delayMs, stopping.signal);
      if (stopping.signal.aborted) return delayMs;
      delayMs = Math.min(delayMs * 2, LAST_DELAY_MS);
      try {
        current = await again(current);
        if (stopping.signal.aborted) await current.stop();
        else told.started();
        return delayMs;
      } catch (error) {
        if (!stopping.signal.aborted) told.failed(error, delayMs);
      }
    }
  }

  return {
    get current() {
      return current;
    },
    async stop(ladder) {
      stopping.abort();
      await current.stop(ladder);
      await keeping;
    },
  };
}

/** Waits, but no longer than until the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const cut = () => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) cut();
    else signal.addEventListener('abort', cut, { once: true });
  });
}
