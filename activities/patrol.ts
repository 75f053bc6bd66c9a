// A duty that comes round again and again beside the engine: relay, sweeper, reconciler. It outlives every error, and
// its heartbeat shows that it lives.
import { setTimeout as wait } from 'node:timers/promises';
import { faultCode } from './failure.ts';

/** Where a duty leaves its figures and words. */
export interface Watch {
  /** Sets a gauge `jiefen_…`. */
  gauge(name: string, value: number, labels?: Readonly<Record<string, string>>): void;
  /** Adds to a counter `jiefen_…_total`. */
  count(name: string, by: number, labels?: Readonly<Record<string, string>>): void;
  /** A line of the log: codes and numbers, no personal data. */
  say(level: 'info' | 'warn' | 'error', message: string, facts?: Readonly<Record<string, unknown>>): void;
}

export interface Duty {
  readonly name: string;
  /** Pause between two rounds, ms; each round may name a shorter one. */
  readonly everyMs: number;
  /** One round. May return after how many ms the next is due. */
  readonly round: (stop: AbortSignal) => Promise<number | undefined>;
  /** Lets somebody end a pause early; returns how to stop that. */
  readonly called?: (now: () => void) => () => Promise<void>;
}

const LONGEST_PAUSE_MS = 15_000;

/** Runs until `stop`, then finishes the round it is in. Never throws. */
export async function patrol(duty: Duty, watch: Watch, stop: AbortSignal): Promise<void> {
  const labels = { duty: duty.name };
  let pause = new AbortController();
  const hangUp = duty.called?.(() => pause.abort());
  let failures = 0;
  while (!stop.aborted) {
    let pauseMs = duty.everyMs;
    pause = new AbortController();
    try {
      pauseMs = (await duty.round(stop)) ?? duty.everyMs;
      if (failures > 0) watch.say('info', 'duty goes on', labels);
      failures = 0;
      watch.gauge('jiefen_duty_heartbeat_seconds', Date.now() / 1_000, labels);
    } catch (error) {
      failures += 1;
      pauseMs = Math.min(250 * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
      watch.count('jiefen_duty_failures_total', 1, labels);
      if (failures === 1 || failures % 20 === 0)
        watch.say('warn', 'duty failed', { ...labels, code: faultCode(error), failures });
    }
    await wait(pauseMs, undefined, { signal: AbortSignal.any([stop, pause.signal]), ref: false }).catch(
      () => undefined,
    );
  }
  await hangUp?.();
}
