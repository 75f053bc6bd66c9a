// What processes take of memory, against the workflows and cases that they hold. Pure.
import { type Check, check, leastSquares } from './capacity.ts';

/** Memory at the end of a measured run. */
export interface Holding {
  readonly scenario: string;
  readonly heldOut: boolean;
  readonly engine: 'dev' | 'server';
  readonly workers: number;
  readonly apis: number;
  /** Cases in the record. */
  readonly cases: number;
  /** Workflows that are open: a worker lets go of those that have ended. */
  readonly open: number;
  /** Workflows that were begun: the server keeps those that have ended too. */
  readonly begun: number;
  /** MiB; our own and the server's processes resident, PostgreSQL with shared pages counted once. */
  readonly mib: Readonly<Partial<Record<'services' | 'engine' | 'postgres', number>>>;
}

/** Workflows that a worker keeps, a history host (deploy/temporal/dynamic.yaml), and the development server, which sets it itself (temporalio/cli). */
export const CACHED = { worker: 1_000, history: 8_000, embedded: 8_096 } as const;

/** MiB, but for what is by the piece: KiB. */
export interface MemoryPrices {
  readonly worker: number;
  readonly workerCachedKib: number;
  readonly api: number;
  readonly engine: Readonly<Record<'dev' | 'server', number>>;
  readonly engineCachedKib: number;
  readonly postgres: Readonly<Record<'dev' | 'server', number>>;
  readonly postgresCaseKib: number;
}

const inWorkers = ({ workers, open }: Holding): number => Math.min(open, CACHED.worker * workers);
const inEngine = ({ engine, begun }: Holding): number =>
  Math.min(begun, engine === 'dev' ? CACHED.embedded : CACHED.history);
const is = (engine: Holding['engine'], one: Holding): number => Number(one.engine === engine);

/** What explains each, MiB and then KiB by the piece. */
const COLUMNS: Readonly<Record<keyof Holding['mib'], readonly ((one: Holding) => number)[]>> = {
  services: [({ workers }) => workers, ({ apis }) => apis, (one) => inWorkers(one) / 1_024],
  engine: [(one) => is('dev', one), (one) => is('server', one), (one) => inEngine(one) / 1_024],
  postgres: [(one) => is('dev', one), (one) => is('server', one), ({ cases }) => cases / 1_024],
};

export function memoryPrices(holdings: readonly Holding[]): MemoryPrices {
  const pricesOf = (part: keyof Holding['mib']): readonly number[] => {
    const told = holdings.filter(({ heldOut, mib }) => !heldOut && (mib[part] ?? 0) > 0);
    return leastSquares(told.map((one) => COLUMNS[part].map((column) => column(one) / (one.mib[part] ?? 1))));
  };
  const [worker = 0, api = 0, workerCachedKib = 0] = pricesOf('services');
  const [dev = 0, server = 0, engineCachedKib = 0] = pricesOf('engine');
  const [pgDev = 0, pgServer = 0, postgresCaseKib = 0] = pricesOf('postgres');
  return {
    ...{ worker, api, workerCachedKib, engine: { dev, server }, engineCachedKib },
    ...{ postgres: { dev: pgDev, server: pgServer }, postgresCaseKib },
  };
}

/** All parts of a run together, MiB. */
export function memoryChecks(prices: MemoryPrices, holdings: readonly Holding[]): readonly Check[] {
  const by: Readonly<Record<keyof Holding['mib'], readonly number[]>> = {
    services: [prices.worker, prices.api, prices.workerCachedKib],
    engine: [prices.engine.dev, prices.engine.server, prices.engineCachedKib],
    postgres: [prices.postgres.dev, prices.postgres.server, prices.postgresCaseKib],
  };
  return holdings.map((one) => {
    const parts = (['services', 'engine', 'postgres'] as const).filter((part) => (one.mib[part] ?? 0) > 0);
    const said = parts.flatMap((part) => COLUMNS[part].map((column, i) => column(one) * (by[part][i] ?? 0)));
    const measured = parts.reduce((sum, part) => sum + (one.mib[part] ?? 0), 0);
    return check(
      one,
      'memory',
      measured,
      said.reduce((a, b) => a + b, 0),
    );
  });
}
