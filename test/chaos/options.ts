// How a run is asked for, and everything that follows from the seed.
import { InvalidArgumentError, program } from 'commander';
import { ENGINES, type EngineName } from '../../bench/engines.ts';
import { DEFECTS, type Defect } from '../../db/failpoint.ts';
import { DECKS, type DeckName, deal, type Fault } from './plan.ts';
import { type Random, random } from './random.ts';

export interface RunOptions {
  readonly seed: string;
  readonly faults: number;
  readonly cases: number;
  readonly defects: readonly Defect[];
  readonly deck: DeckName;
  /** What Temporal runs as: the development server, the production one, or that one in six processes. */
  readonly engine: EngineName;
  /** Real ms of a legal day; the more cases, the longer, so that their clocks do not outrun the engine. */
  readonly dayMs: number;
  /** Cases that are walked at the same time. */
  readonly clients: number;
  readonly thinkMs: number;
  readonly workers: number;
  readonly apis: number;
  /** Ahead of the server's, for workers and APIs. */
  readonly skewMs: number;
  /** A case is spoiled by hand, so that an activity meets an error that no repetition heals. */
  readonly poison: boolean;
  /** The unique key on the numbers of events is taken away: only the lock keeps them apart. */
  readonly keyless: boolean;
  /** Written as JSON to this file; null: only said. */
  readonly report: string | null;
}

export interface Derived {
  readonly options: RunOptions;
  readonly random: Random;
  readonly plan: readonly Fault[];
  /** Mean pause before a fault, ms. */
  readonly gapMs: number;
  /** No case is begun after this, ms from the start of the load. */
  readonly loadMs: number;
}

export const DEFAULTS: RunOptions = {
  seed: '1',
  faults: 40,
  cases: 300,
  defects: [],
  deck: 'all',
  engine: 'dev',
  dayMs: 400,
  clients: 24,
  thinkMs: 500,
  workers: 2,
  apis: 2,
  skewMs: 0,
  poison: false,
  keyless: false,
  report: null,
};

/** Two cores carry about forty automatic acts a second beside everything else. */
const DAY_MS_PER_CASE = 0.6;
/** A walked case takes about this many pauses. */
const STEPS = 9;

export function derive(options: RunOptions): Derived {
  const chance = random(`jiefen chaos ${options.seed}`);
  const loadMs = (options.cases * STEPS * options.thinkMs) / options.clients;
  const gapMs = options.faults === 0 ? 0 : Math.max(100, Math.min(4_000, (loadMs * 2) / options.faults - 3_500));
  return { options, random: chance, plan: deal(chance.stream('plan'), options.faults, options.deck), gapMs, loadMs };
}

const count = (least: number) => (text: string) => {
  const n = Number(text);
  if (!Number.isInteger(n) || n < least) throw new InvalidArgumentError(`a whole number from ${least}`);
  return n;
};

const oneOf =
  <T extends string>(list: readonly T[]) =>
  (text: string): T => {
    const found = list.find((item) => item === text);
    if (!found) throw new InvalidArgumentError(`one of ${list.join(', ')}`);
    return found;
  };

/** Reads the command line. Ends the process with a sentence when it is wrong. */
export function fromCommandLine(argv: readonly string[]): RunOptions {
  const { defect, ...given } = program
    .name('chaos')
    .description('Breaks a running system by seed and holds what it promised against what it kept')
    .option('--seed <text>', 'everything random follows from it', DEFAULTS.seed)
    .option('--faults <n>', 'how many', count(0), DEFAULTS.faults)
    .option('--cases <n>', 'how many', count(1), DEFAULTS.cases)
    .option('--defect <name>', 'plant it: the run must then fail', oneOf(DEFECTS))
    .option('--deck <name>', 'which faults', oneOf(Object.keys(DECKS) as DeckName[]), DEFAULTS.deck)
    .option('--engine <name>', ENGINES.join(', '), oneOf(ENGINES), DEFAULTS.engine)
    .option('--workers <n>', 'processes', count(1), DEFAULTS.workers)
    .option('--apis <n>', 'processes', count(1), DEFAULTS.apis)
    .option('--day-ms <ms>', 'real time of a legal day', count(50))
    .option('--clients <n>', 'at the same time', count(1), DEFAULTS.clients)
    .option('--report <file>', 'the result as JSON')
    .parse(argv)
    .opts<Partial<RunOptions> & { defect?: Defect }>();
  const { cases = DEFAULTS.cases } = given;
  return {
    ...DEFAULTS,
    dayMs: Math.max(DEFAULTS.dayMs, cases * DAY_MS_PER_CASE),
    ...given,
    defects: defect ? [defect] : [],
  };
}
