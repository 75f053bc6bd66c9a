// Legal time from database time: the identity in production; faster, slower or elsewhere in drills and tests.

/** One row of settings: at database time `anchorMs` legal time was `legalMs`, and it runs `factor` times as fast. */
export interface Timeline {
  /** Database time, milliseconds since 1970-01-01T00:00Z. */
  readonly anchorMs: number;
  /** Legal time at the anchor, milliseconds since 1970-01-01T00:00Z. */
  readonly legalMs: number;
  /** Legal milliseconds in one of the database's; greater than 0. */
  readonly factor: number;
}

const DAY_MS = 86_400_000;

/** Production: legal time is the database's time. */
export const REAL: Timeline = { anchorMs: 0, legalMs: 0, factor: 1 };

/** @throws RangeError unless both times are whole milliseconds and the factor is a number greater than 0 */
export function timeline(anchorMs: number, legalMs: number, factor: number): Timeline {
  if (!Number.isSafeInteger(anchorMs) || !Number.isSafeInteger(legalMs)) throw new RangeError('times are whole ms');
  if (!(factor > 0 && Number.isFinite(factor))) throw new RangeError(`legal time cannot run ${factor} times as fast`);
  return { anchorMs, legalMs, factor };
}

/** Drill mode (演练): from the anchor on, one legal day passes in `dayMs` milliseconds. */
export function drill(anchorMs: number, legalMs: number, dayMs: number): Timeline {
  return timeline(anchorMs, legalMs, DAY_MS / dayMs);
}

/** Legal time at a database time, in whole milliseconds, never ahead of what the factor gives. */
export function legalAt(t: Timeline, databaseMs: number): number {
  return t.legalMs + Math.floor((databaseMs - t.anchorMs) * t.factor);
}

/** The first database millisecond at which legal time has reached `legalMs`: a timer set for it is never early. */
export function databaseAt(t: Timeline, legalMs: number): number {
  let at = t.anchorMs + Math.ceil((legalMs - t.legalMs) / t.factor);
  while (legalAt(t, at - 1) >= legalMs) at--;
  while (legalAt(t, at) < legalMs) at++;
  return at;
}
