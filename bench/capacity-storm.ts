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
 * notice cannot be told apart and is 0. The production server's lines are taken where there are any.
 *
 * @returns null without such a storm
 */
export function stormCosts(storms: readonly Storm[]): StormCosts | null {
  const atOnce = storms.filter(({ heldOut, windowS }) => !heldOut && windowS === 0);
  const engine = atOnce.some((one) => one.engine === 'server') ? 'server' : 'dev';
  const told = atOnce.filter((one) => one.engine === engine);
  if (told.length === 0) return null;
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

/** Storms on the engine that was fitted, beside what the model says. */
export function stormChecks(costs: StormCosts, storms: readonly Storm[]): readonly Check[] {
  return storms
    .filter(({ engine }) => engine === costs.engine)
    .flatMap((one) => {
      const said = stormTimes(costs, one);
      return [
        check(one, 'cpu until recorded', one.cpuMs, said.cpuMs),
        check(one, 'recorded', one.recordedS, said.recordedS),
        check(one, 'driven', one.drivenS, said.drivenS),
      ];
    });
}
