// What a run does, part by part: each begins on a fresh installation, stands for itself, and is done or not done.
import type { Measure, Options, Peer } from './options.ts';
import { PEERS } from './options.ts';

export interface Part {
  /** Names it in the result file: what was done under this name is not done again. */
  readonly id: string;
  readonly round: number;
  readonly measure: Measure;
  readonly who: 'jiefen' | Peer;
  readonly options: Options;
  /** How long it takes on two quiet cores, minutes. */
  readonly minutes: number;
}

/** As asked for, or everything that the published tables stand on. */
export function planOf(options: Options): readonly Part[] {
  const parts = options.full ? full(options) : rounds(options);
  return parts.filter(({ id }) => options.only?.test(id) ?? true);
}

function rounds(options: Options): readonly Part[] {
  return upTo(options.rounds).flatMap((round) =>
    options.measures.flatMap((measure) => [
      ...options.ways.flatMap((way) => ours({ ...options, ways: [way] }, measure, round)),
      ...theirs(options, measure, round),
    ]),
  );
}

/**
 * Three interleaved rounds of A, C and B with 10,000 cases against all peers, B on the production server among them; after
 * the first what the production server does else, after the last what takes long, the least asked for last.
 */
function full(asked: Options): readonly Part[] {
  const options: Options = { ...asked, peers: PEERS, park: [10_000], ways: ['in-process'], followed: false };
  const slim: Options = { ...options, engine: 'server', slim: true };
  const cluster: Options = { ...options, engine: 'cluster', workers: 2 };
  const [first, ...others] = upTo(3).map((round) => [
    ...ours(options, 'A', round),
    ...ours({ ...options, followed: true }, 'A', round),
    ...ours({ ...options, ways: ['http'] }, 'A', round),
    ...theirs(options, 'A', round),
    ...ours(options, 'C', round),
    ...theirs(options, 'C', round),
    ...ours(options, 'B', round),
    ...theirs(options, 'B', round),
    ...ours(slim, 'B', round),
  ]);
  const many: Options = { ...options, park: [50_000] };
  const filled = [10_000, 50_000];
  return [
    ...(first ?? []),
    ...ours({ ...slim, slim: false }, 'B', 1),
    ...ours(cluster, 'C', 1),
    ...ours(cluster, 'A', 1),
    ...ours({ ...cluster, followed: true }, 'A', 1),
    ...others.flat(),
    ...ours({ ...options, ways: ['http'] }, 'steady', 1),
    ...ours({ ...options, ways: ['http'], kept: KEPT }, 'steady', 1),
    ...ours({ ...slim, park: filled }, 'B', 4),
    ...ours({ ...options, park: filled }, 'B', 4),
    ...theirs(many, 'B', 4),
    ...ours(options, 'away', 1),
    ...ours(options, 'outage', 1),
    ...ours(options, 'armed', 1),
  ];
}

/** The engine's memory of workflows is full within five minutes of `steady`, and holds all that are open. */
const KEPT = 500;

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

const PEERS_MEASURES: readonly Measure[] = ['A', 'B', 'C'];

function theirs(options: Options, measure: Measure, round: number): readonly Part[] {
  if (!PEERS_MEASURES.includes(measure)) return [];
  return options.peers.map((who) => ({
    ...{ id: [round, measure, who, ...sizes(options, measure)].join(' '), round, measure, who, options },
    minutes: minutesOf(options, measure, who),
  }));
}

function ours(options: Options, measure: Measure, round: number): readonly Part[] {
  const { workers, apis } = options;
  const how = [...setting(options), `${workers}w`, `${apis}a`, ...unusual(options)].join('/');
  return [
    {
      ...{
        id: [round, measure, 'jiefen', how, ...sizes(options, measure)].join(' '),
        round,
        measure,
        who: 'jiefen',
        options,
      },
      minutes: minutesOf(options, measure, 'jiefen'),
    },
  ];
}

/** Of our result lines: what they were measured with, as far as it is not as usual. */
export function variantOf(options: Options): string {
  const { workers, apis, ways } = options;
  const processes = [
    ...(workers === 1 ? [] : [`${workers}w`]),
    ...(apis === 1 || ways[0] !== 'http' ? [] : [`${apis}a`]),
  ];
  return [...setting(options), ...processes, ...unusual(options)].join('/');
}

const setting = ({ ways, engine, slim, path, followed }: Options): readonly string[] => [
  ways[0] ?? 'in-process',
  `${engine}${slim ? '-slim' : ''}`,
  path,
  ...(followed ? ['followed'] : []),
];

const unusual = ({ engine, shards, kept, pg }: Options): readonly string[] => [
  ...(engine === 'dev' || shards === undefined ? [] : [`${shards}shards`]),
  ...(engine !== 'dev' || kept === undefined ? [] : [`${kept}kept`]),
  ...(pg === 'tuned' ? [] : [`pg-${pg}`]),
];

function sizes(o: Options, measure: Measure): readonly (string | number)[] {
  const of: Readonly<Record<Measure, readonly (number | readonly number[])[]>> = {
    A: [o.conc, o.secs],
    B: [o.park],
    C: [o.storm, o.windows],
    armed: [o.clocks, o.rate, o.rateSecs, o.burst],
    outage: [o.cases, o.awaySecs],
    away: [o.awaySecs],
    steady: [o.minutes, o.rate],
  };
  return of[measure].map(String);
}

/** Cases a second that are driven on two quiet cores: 88 to 99; on the production server 80 to 90; on the cluster a guess. */
const DRIVEN = { dev: 90, server: 80, cluster: 40 } as const;
/** Cases a second that the peers start. */
const STARTED = 250;
/** Clocks of a case before the commission. */
const CLOCKS = 3;
/** A storm: opening, half as long a lead again, and its workflows afterwards. */
const STORM = 2.9;
/** Bringing up and ending: everything is made anew. */
const AROUND_S = { dev: 30, server: 45, cluster: 60 } as const;

function minutesOf(o: Options, measure: Measure, who: Part['who']): number {
  const most = Math.max(0, ...o.park);
  const [pace, around] = [DRIVEN[o.engine], AROUND_S[o.engine]];
  const storms = (cases: number, n: number): number => (n * STORM * cases) / pace;
  const mine = who === 'jiefen';
  const seconds: Readonly<Record<Measure, number>> = {
    A: around + o.warm + o.conc.length * (o.secs + (o.followed ? 20 : 10)),
    B: mine ? around + most / pace : 60 + most / STARTED,
    C: mine ? around + 45 * o.windows.length + storms(o.storm, o.windows.length) : 75 * o.windows.length,
    armed: around + o.clocks / CLOCKS / pace + o.rateSecs + 180 + storms(o.rate * o.rateSecs + o.burst, 1),
    outage: 60 + (o.cases * 2) / pace + Math.max(o.awaySecs, o.cases / 12) * 3.4,
    away: 60 + o.awaySecs,
    steady: 60 * o.minutes + 60,
  };
  return Math.ceil(seconds[measure] / 60);
}
