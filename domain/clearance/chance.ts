// Chance from a seed: the same seed gives the same numbers on every machine. Counts are drawn by inversion, so that of
// two draws from the same numbers the one with the greater mean is never the smaller.

/** Random numbers in [0, 1). */
export type Draw = () => number;

/** mulberry32 over a mix of the given whole numbers: neighbouring seeds have nothing in common. */
export function seeded(...seed: readonly number[]): Draw {
  let state = 0x9e3779b9;
  for (const part of seed) state = scramble((state ^ part) >>> 0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return scramble(state) / 4_294_967_296;
  };
}

function scramble(n: number): number {
  let t = Math.imul(n ^ (n >>> 15), n | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}

/** Standard normal (Box–Muller). */
export const normal = (draw: Draw): number => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());

/** Gamma of that shape and mean 1 (Marsaglia and Tsang). @param shape greater than 0 */
export function gamma(draw: Draw, shape: number): number {
  if (shape < 1) return (gamma(draw, shape + 1) * (shape + 1) * draw() ** (1 / shape)) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(draw);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - draw()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / shape;
  }
}

/** From about this mean on the normal law stands in for Poisson's. */
const MANY = 60;

/** A count of that mean, not below 0. */
export function poisson(draw: Draw, mean: number): number {
  if (mean > MANY) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(draw)));
  const u = draw();
  let n = 0;
  let p = Math.exp(-mean);
  for (let below = p; u > below && n < 4 * MANY; below += p) p *= mean / ++n;
  return n;
}

/** A count whose weeks differ more than chance alone: negative binomial, variance mean + mean² / evenness. */
export const overdispersed = (draw: Draw, mean: number, evenness: number): number =>
  poisson(draw, mean * gamma(draw, evenness));

/** ln of the probability of `n` in the negative binomial law, up to a term that depends on `n` alone. */
export function logLikelihood(n: number, mean: number, evenness: number): number {
  let rising = 0;
  for (let i = 0; i < n; i++) rising += Math.log(evenness + i);
  return (
    rising - n * Math.log(evenness + mean) + evenness * Math.log(evenness / (evenness + mean)) + n * Math.log(mean)
  );
}
