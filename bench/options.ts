// How a run of the bench is asked for.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ENGINES, type EngineName } from './engines.ts';
import { PATHS, type PathName } from './path.ts';
import { PGS, type PgName } from './world.ts';

export const PEERS = ['floor', 'graphile', 'restate', 'dbos', 'flowable'] as const;
export type Peer = (typeof PEERS)[number];
export const MEASURES = ['A', 'B', 'C', 'armed', 'outage', 'away', 'steady'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Options {
  readonly measures: readonly Measure[];
  readonly full: boolean;
  readonly rounds: number;
  readonly secs: number;
  readonly warm: number;
  readonly conc: readonly number[];
  readonly park: readonly number[];
  readonly storm: number;
  readonly windows: readonly number[];
  readonly lead: number;
  readonly clocks: number;
  readonly rate: number;
  readonly rateSecs: number;
  readonly burst: number;
  readonly cases: number;
  readonly awaySecs: number;
  readonly minutes: number;
  readonly ways: readonly ('in-process' | 'http')[];
  readonly engine: EngineName;
  /** Without the indexes of visibility that nobody asks by. */
  readonly slim: boolean;
  /** History shards of the production engine; absent: its default. */
  readonly shards?: number;
  /** Workflows that the development server keeps in memory; absent: its default. */
  readonly kept?: number;
  readonly pg: PgName;
  readonly path: PathName;
  readonly followed: boolean;
  readonly workers: number;
  readonly apis: number;
  readonly connections: number;
  readonly peers: readonly Peer[];
  readonly peersDir: string;
  readonly quietWait: number;
  readonly partMinutes: number;
  readonly totalMinutes: number;
  readonly only?: RegExp;
  readonly plan: boolean;
  readonly out?: string;
  readonly show?: readonly string[];
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);
const among =
  <T extends string>(list: readonly T[]) =>
  (text: string): T[] =>
    words(text).map((word) => {
      const found = list.find((item) => item === word);
      if (!found) throw new InvalidArgumentError(`of ${list.join(', ')}`);
      return found;
    });
const number = (text: string): number => {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('a number');
  return Number(text);
};
const numbers = (text: string): number[] => words(text).map(number);

export function optionsOf(argv: readonly string[]): Options {
  const { peers, ...options } = new Command('bench')
    .option(
      '--measures <list>',
      'A throughput, B parked cases, C storm; armed: very many clocks; outage: a day without worker and Temporal; ' +
        'away: Temporal stopped under load; steady: mixed load',
      among(MEASURES),
      ['A'],
    )
    .option(
      '--full',
      'everything against all peers, for the published tables: many hours, goes on where it was left',
      false,
    )
    .option('--rounds <n>', 'interleaved rounds', number, 1)
    .option('--secs <n>', 'seconds of each level of A', number, 10)
    .option('--warm <n>', 'seconds of warming up', number, 8)
    .option('--conc <list>', 'callers of A', numbers, [1, 32, 128])
    .option('--park <list>', 'cases of B, in rising order', numbers, [10_000])
    .option('--storm <n>', 'cases of C', number, 5_000)
    .option('--windows <list>', 'seconds over which the lapses of C are spread; 0: one instant', numbers, [10, 0])
    .option('--lead <n>', 'seconds at least before a storm, in which its timers are armed', number, 60)
    .option('--clocks <n>', 'armed: clocks at least', number, 100_000)
    .option('--rate <n>', 'armed: lapses a second; steady: intakes a second', number, 2)
    .option('--rate-secs <n>', 'armed: for so long', number, 300)
    .option('--burst <n>', 'armed: lapses at one instant', number, 1_000)
    .option('--cases <n>', 'outage: cases that fall due', number, 2_000)
    .option('--away-secs <n>', 'outage, away: real seconds', number, 60)
    .option('--minutes <n>', 'steady: how long', number, 30)
    .option('--ways <list>', 'in-process, http', among(['in-process', 'http']), ['in-process'])
    .addOption(new Option('--engine <name>', 'what Temporal runs as').choices(ENGINES).default('dev'))
    .option('--slim', 'server, cluster: without the indexes of visibility that nobody asks by', false)
    .option('--shards <n>', 'server, cluster: history shards; default: 64', number)
    .option('--kept <n>', 'dev: workflows that the engine keeps in memory; default: 8,096', number)
    .addOption(
      new Option('--pg <name>', "settings of PostgreSQL: the peers' own, or those of docker-compose.yml")
        .choices(PGS)
        .default('tuned'),
    )
    .addOption(new Option('--path <name>', 'the lifecycle').choices(PATHS).default('lean'))
    .option('--followed', 'callers wait after the start and after the last step until the workflow knows of it', false)
    .option('--workers <n>', 'worker processes', number, 1)
    .option('--apis <n>', 'API processes, over HTTP', number, 1)
    .option('--connections <n>', 'database connections of the driver', number, 16)
    .option('--peers [list]', `also the peers: ${PEERS.join(', ')}; without a list all of them`, among(PEERS))
    .option(
      '--peers-dir <folder>',
      'where their scripts are',
      resolve(fileURLToPath(import.meta.url), '../../../shared/peers'),
    )
    .option('--quiet-wait <n>', 'seconds to wait at most for a quiet machine before each measure', number, 0)
    .option('--part-minutes <n>', 'a part that takes longer is broken off and noted as failed', number, 120)
    .option('--total-minutes <n>', 'no part is begun that would not be done by then', number, 1_440)
    .option('--only <pattern>', 'of all this only the parts whose name it matches', (text) => new RegExp(text))
    .option('--plan', 'says what would be done and how long it takes, and does nothing', false)
    .option('--out <file>', 'JSON lines are appended here; parts that are done there are not done again')
    .option('--show <files...>', 'measures nothing: table and plot of these result files')
    .parse(argv)
    .opts<Omit<Options, 'peers'> & { peers?: readonly Peer[] | true }>();
  return { ...options, peers: peers === true ? PEERS : (peers ?? []) };
}
