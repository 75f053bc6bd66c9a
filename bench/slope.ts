// Whether a row of measurements stays flat: the slope after Theil and Sen, which single outliers do not move, with the
// interval that Kendall's statistic gives it. No distribution is assumed.

export interface Slope {
  /** Median of the slopes between all pairs, per step. */
  readonly perStep: number;
  /** Interval that holds the true slope with 95 %. */
  readonly low: number;
  readonly high: number;
}

const Z_95 = 1.96;

/** Of values at even steps. @throws RangeError for fewer than five */
export function theilSen(values: readonly number[]): Slope {
  const n = values.length;
  if (n < 5) throw new RangeError('a slope needs five values');
  const slopes = values.flatMap((a, i) => values.slice(i + 1).map((b, j) => (b - a) / (j + 1))).sort((a, b) => a - b);
  const spread = Z_95 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const at = (rank: number): number => slopes[Math.max(0, Math.min(slopes.length - 1, rank))] ?? 0;
  return {
    perStep: (at(Math.floor((slopes.length - 1) / 2)) + at(Math.ceil((slopes.length - 1) / 2))) / 2,
    low: at(Math.floor((slopes.length - spread) / 2)),
    high: at(Math.ceil((slopes.length + spread) / 2)),
  };
}

export interface Flatness {
  /** Median of the values. */
  readonly level: number;
  /** Growth over the whole row, and its interval. */
  readonly growth: number;
  readonly low: number;
  readonly high: number;
  /** What growth still counts as none. */
  readonly bound: number;
  /** flat: the whole interval lies below the bound; grows: the whole of it above; else the row is too short to say. */
  readonly verdict: 'flat' | 'grows' | 'undecided';
}

/** @param share of the level that may be gained over the row */
export function flatness(values: readonly number[], share: number): Flatness {
  const { perStep, low, high } = theilSen(values);
  const steps = values.length - 1;
  const level = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const bound = level * share;
  const verdict = high * steps <= bound ? 'flat' : low * steps > bound ? 'grows' : 'undecided';
  return { level, growth: perStep * steps, low: low * steps, high: high * steps, bound, verdict };
}
