// How fast a bureau works, learned from its own weeks: a level that may drift, weeks that differ more than chance alone,
// and how sure one may be of either. A discounted gamma–Poisson filter, averaged over several memories and evennesses.
import { type Draw, gamma, logLikelihood, normal } from './chance.ts';

/** One way of reading the weeks. */
interface Reading {
  /** What it is a reading of: the caller's own number, such as how much a thin backlog slows the work. */
  readonly kind: number;
  /** How it fits the weeks, beside the others; all add up to 1. */
  readonly weight: number;
  /** Count per unit of exposure, at the end of the weeks. */
  readonly level: number;
  /** Of how many counts the level is known. */
  readonly known: number;
  /** Standard deviation of the logarithm of the level from one week to the next. */
  readonly drift: number;
  readonly evenness: number;
}

/** A rate with all that is not known of it. */
export type Rate = readonly Reading[];

/** What part of the past is forgotten each week: from about half a year's memory to a month's. */
const MEMORIES = [0.97, 0.94, 0.9, 0.8] as const;
/** From nearly Poisson to weeks that go by fits and starts. */
const EVENNESSES = [100, 12, 4, 1.5] as const;
/** A drift dies down like this from week to week: in about a quarter the level has found its new place. */
const PERSISTENCE = 0.93;
/** Weeks from which the first guess of the level is taken. */
const FIRST_WEEKS = 8;

/** @param exposure what the count of each week stood to, each greater than 0; as long as `counts` */
export interface Exposure {
  readonly kind: number;
  /** How likely this way is held before any week was seen; all add up to 1. */
  readonly prior: number;
  readonly exposure: readonly number[];
}

/** Learns a rate from counts by week, under one or more accounts of what they stood to. */
export function learnRate(counts: readonly number[], exposures: readonly Exposure[]): Rate {
  const read = exposures.flatMap(({ kind, prior, exposure }) =>
    MEMORIES.flatMap((memory) =>
      EVENNESSES.map((evenness) => ({ kind, prior, ...filter(counts, exposure, memory, evenness) })),
    ),
  );
  const best = Math.max(...read.map((r) => r.fit));
  const weights = read.map((r) => r.prior * Math.exp(r.fit - best));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return read.map(({ fit: _, prior: __, ...reading }, i) => ({ ...reading, weight: (weights[i] ?? 0) / total }));
}

function filter(counts: readonly number[], exposure: readonly number[], memory: number, evenness: number) {
  const first = Math.min(FIRST_WEEKS, counts.length);
  const seen = sum(counts.slice(0, first)) + 0.5;
  let shape = 1;
  let stood = sum(exposure.slice(0, first)) / seen;
  let fit = 0;
  for (const [i, count] of counts.entries()) {
    const e = exposure[i] ?? 0;
    const mean = (shape / stood) * e;
    const spread = 1 / evenness + (1 + mean / evenness) / (memory * shape);
    fit += logLikelihood(count, mean, 1 / spread);
    shape = memory * shape + count;
    stood = memory * stood + e;
  }
  const level = shape / stood;
  const weekly = Math.max(0.2, level * (sum(exposure.slice(-FIRST_WEEKS)) / Math.max(1, first)));
  const excess = 1 + weekly / evenness;
  return {
    fit,
    level,
    known: Math.max(0.1, shape / excess),
    // What the filter forgets each week is what it grants the level to move.
    drift: Math.sqrt((excess * (1 - memory) ** 2) / (memory * weekly)),
    evenness,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** One possible future of a rate. */
export interface Course {
  readonly kind: number;
  readonly evenness: number;
  /** Count per unit of exposure in the next week; each call is a week on. */
  next(draw: Draw): number;
}

export function courseOf(rate: Rate, draw: Draw): Course {
  const reading = pick(rate, draw());
  const level = reading.level * gamma(draw, reading.known);
  let away = 0;
  return {
    kind: reading.kind,
    evenness: reading.evenness,
    next(week) {
      away = PERSISTENCE * away + reading.drift * normal(week);
      return level * Math.exp(away);
    },
  };
}

function pick(rate: Rate, u: number): Reading {
  let below = 0;
  for (const reading of rate) {
    below += reading.weight;
    if (u < below) return reading;
  }
  const last = rate.at(-1);
  if (!last) throw new RangeError('a rate without readings');
  return last;
}
