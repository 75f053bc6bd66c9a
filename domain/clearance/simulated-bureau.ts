// Made-up bureaus on which the forecast is tried: several ways in which a backlog behaves, none of them the forecast's own.
import { CHINA } from '../calendar/calendar.ts';
import { addDays, type CivilDate, civilDate } from '../calendar/civil-date.ts';
import { type Draw, normal, overdispersed, poisson, seeded } from './chance.ts';
import type { ClearanceWeek } from './forecast.ts';
import { isFestival, isWinter, workingDays } from './seasons.ts';

/** How a made-up bureau differs from the plainest, in which each week is as the last but for chance. */
export interface Regime {
  readonly name: string;
  /** Negative binomial evenness of weekly clearance; infinite: Poisson. */
  readonly evenness: number;
  /** Work left in a festival week beside its working days. */
  readonly festival: number;
  /** How many times as many come in winter. */
  readonly winter: number;
  /** Change of the pace of work per year, as a logarithm; drawn up or down. */
  readonly trend: number;
  /** Factor of the pace of work from a week drawn at random on; drawn up or down. */
  readonly shift: number;
  /** Share of cleared cases that come back. */
  readonly relapse: number;
  /** Share of the clearance that comes in anew. */
  readonly inflow: number;
  /** Work slows with the open cases to this power. */
  readonly thinning: number;
  /** Share of weeks in which a drive clears three times as many. */
  readonly drives: number;
}

const PLAIN: Regime = {
  name: 'plain Poisson',
  evenness: Number.POSITIVE_INFINITY,
  festival: 1,
  winter: 1,
  trend: 0,
  shift: 1,
  relapse: 0.05,
  inflow: 0.4,
  thinning: 0,
  drives: 0,
};
export const REGIMES: readonly Regime[] = [
  PLAIN,
  { ...PLAIN, name: 'uneven weeks', evenness: 3 },
  { ...PLAIN, name: 'Spring Festival and winter inflow', evenness: 6, festival: 0.35, winter: 1.6 },
  { ...PLAIN, name: 'many relapses, no inflow', evenness: 5, relapse: 0.25, inflow: 0 },
  { ...PLAIN, name: 'trend', evenness: 6, trend: 0.7 },
  { ...PLAIN, name: 'sudden change', evenness: 6, shift: 1.8 },
  { ...PLAIN, name: 'thinning backlog', evenness: 6, thinning: 1, inflow: 0.2 },
  { ...PLAIN, name: 'thinning backlog, no inflow', evenness: 6, thinning: 0.5, inflow: 0 },
  { ...PLAIN, name: 'drives', evenness: 6, drives: 0.06 },
  { ...PLAIN, name: 'all at once', evenness: 4, festival: 0.5, winter: 1.6, trend: 0.4, shift: 1.4, relapse: 0.12 },
];

const FIRST_MONDAY = civilDate('2023-01-02');

/** So many weeks of a made-up bureau; its size and pace follow from the seed too. */
export function simulatedBureau(regime: Regime, seed: number, weeks: number): readonly ClearanceWeek[] {
  const draw = seeded(seed, 77);
  const pace = 2 + 14 * draw() ** 2;
  const sign = draw() < 0.5 ? -1 : 1;
  const shiftAt = Math.floor(weeks * (0.25 + 0.5 * draw()));
  const first = Math.round(pace * (60 + 120 * draw()));
  const returning = new Map<number, number>();
  const told: ClearanceWeek[] = [];
  for (let i = 0, open = first; i < weeks; i++) {
    const monday = addDays(FIRST_MONDAY, 7 * i);
    const moved = Math.exp((sign * regime.trend * i) / 52) * (i >= shiftAt ? regime.shift ** sign : 1);
    const able = pace * moved * paceOf(regime, monday, draw) * (open / first) ** regime.thinning;
    const cleared = Math.min(
      open,
      regime.evenness === Number.POSITIVE_INFINITY ? poisson(draw, able) : overdispersed(draw, able, regime.evenness),
    );
    for (let n = 0; n < cleared; n++) if (draw() < regime.relapse) bump(returning, i + returnAfter(draw));
    const relapsed = returning.get(i) ?? 0;
    const entered = poisson(draw, pace * regime.inflow * (isWinter(monday) ? regime.winter : 1));
    told.push({ monday, opening: open, cleared, relapsed, entered });
    open += relapsed + entered - cleared;
  }
  return told;
}

function paceOf(regime: Regime, monday: CivilDate, draw: Draw): number {
  const festival = isFestival(monday) ? regime.festival : 1;
  return (workingDays(CHINA, monday) / 5) * festival * (draw() < regime.drives ? 3 : 1);
}

const bump = (counts: Map<number, number>, at: number): Map<number, number> =>
  counts.set(at, (counts.get(at) ?? 0) + 1);
/** Found at the return visits after about four or thirteen weeks, or told in between. */
const returnAfter = (draw: Draw): number =>
  Math.max(1, Math.round(draw() < 0.5 ? 4 + 0.7 * normal(draw) : draw() < 0.6 ? 13 + normal(draw) : 1 + 12 * draw()));
