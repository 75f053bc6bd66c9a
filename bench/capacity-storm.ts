// What a storm of lapses costs: CPU until the record has it, CPU until the workflows have followed, and how long both take
// on so many cores. Work keeps all cores busy: what is not recorded is driven meanwhile. Pure.
import { type Check, check, leastSquares } from './capacity.ts';

/** A measured storm. */
export interface Storm {
  readonly scenario: string;
  readonly heldOut: boolean;
  /** Where workflows lie: the production server's work on its store is PostgreSQL's. */
  readonly engine: 'dev' | 'server';
  readonly cores: number;
  readonly lapses: number;
  /** Over how many seconds the lapses fell due; 0: one instant. */
  readonly windowS: number;
  /** CPU of everything from the first lapse until the last stood in the record, ms. */
  readonly cpuMs: number;
  readonly recordedS: number;
  readonly drivenS: number;
  /** CPU until all was driven, ms, where it was read. Else all cores are taken as busy until then. */
  readonly drivenCpuMs?: number;
}

export interface StormCosts {
  /** Until the sweeper begins, s. */
  readonly noticeS: number;
  /** CPU ms of one lapse. */
  readonly recordMs: number;
  readonly driveMs: number;
  readonly engine: Storm['engine'];
}

/**
 * From storms at one instant, where nothing but recording happens until it is done. With storms of one size alone the
 * notice cannot be told apart and is 0.
 *
 * @returns one for each engine that had such a storm, the production server first
 */
export function stormCosts(storms: readonly Storm[]): readonly StormCosts[] {
  return (['server', 'dev'] as const).flatMap((engine) => {
    const told = storms.filter((one) => !one.heldOut && one.windowS === 0 && one.engine === engine);
    return told.length === 0 ? [] : [costsOf(told, engine)];
  });
}

function costsOf(told: readonly Storm[], engine: Storm['engine']): StormCosts {
  const sizes = new Set(told.map(({ lapses }) => lapses)).size;
  const [recordMs = 0, noticeS = 0] = leastSquares(
    told.map(({ lapses, cores, cpuMs }) => [lapses / cpuMs, ...(sizes > 1 ? [(cores * 1_000) / cpuMs] : [])]),
  );
  const [bothMs = 0] = leastSquares(told.map((one) => [one.lapses / drivingMs(one, noticeS)]));
  return { noticeS, recordMs, driveMs: Math.max(0, bothMs - recordMs), engine };
}

const drivingMs = ({ drivenCpuMs, drivenS, cores }: Storm, noticeS: number): number =>
  drivenCpuMs ?? (drivenS - noticeS) * cores * 1_000;

export interface StormTimes {
  readonly recordedS: number;
  readonly drivenS: number;
  /** Until the last was recorded. */
  readonly cpuMs: number;
}

/** What such a storm takes on so many cores. */
export function stormTimes(
  { noticeS, recordMs, driveMs }: StormCosts,
  { lapses, windowS, cores }: Pick<Storm, 'lapses' | 'windowS' | 'cores'>,
): StormTimes {
  const seconds = (ms: number): number => noticeS + (lapses * ms) / 1_000 / cores;
  const recordedS = Math.max(windowS, seconds(recordMs));
  const drivenS = Math.max(recordedS, seconds(recordMs + driveMs));
  const work = noticeS * cores * 1_000 + lapses * (recordMs + driveMs);
  return { recordedS, drivenS, cpuMs: Math.min(recordedS * cores * 1_000, work) };
}

/** Storms beside what the costs on their engine say; none where there are no such costs. */
export function stormChecks(costs: readonly StormCosts[], storms: readonly Storm[]): readonly Check[] {
  return storms.flatMap((one) => {
    const of = costs.find(({ engine }) => engine === one.engine);
    if (!of) return [];
    const said = stormTimes(of, one);
    return [
      check(one, 'cpu until recorded', one.cpuMs, said.cpuMs),
      check(one, 'recorded', one.recordedS, said.recordedS),
      check(one, 'driven', one.drivenS, said.drivenS),
    ];
  });
}
