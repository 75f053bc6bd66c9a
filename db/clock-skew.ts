// This machine's clock against the database's, which decides every deadline: how far apart they are, and when that is too
// far for either to be believed.

/** Beyond it, ms, one of the two is wrong, and nobody knows which. */
const MOST_MS = 5_000;

export interface ClockSkew {
  /** How far this machine is before the database, ms. */
  readonly skewMs: number;
  readonly differ: boolean;
}

/**
 * @param here this machine's clock when the answer was there, epoch ms
 * @param there the database's clock in that answer, epoch ms
 * @param tookMs how long the question took: the answer may have been given at any moment of it
 */
export function clockSkew(here: number, there: number, tookMs: number): ClockSkew {
  const skewMs = here - tookMs / 2 - there;
  return { skewMs, differ: Math.abs(skewMs) - tookMs / 2 > MOST_MS };
}
