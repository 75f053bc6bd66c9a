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

/** Three interleaved rounds of A, C and B with 10,000 cases; then once what takes long. */
function full(asked: Options): readonly Part[] {
  const options: Options = { ...asked, peers: PEERS, park: [10_000], ways: ['in-process'], followed: false };
  const all = upTo(3).flatMap((round) => [
    ...ours(options, 'A', round),
    ...ours({ ...options, followed: true }, 'A', round),
    ...ours({ ...options, ways: ['http'] }, 'A', round),
    ...theirs(options, 'A', round),
    ...ours(options, 'C', round),
    ...theirs(options, 'C', round),
    ...ours(options, 'B', round),
    ...theirs(options, 'B', round),
  ]);
  const many: Options = { ...options, park: [50_000] };
  return [
    ...all,
    ...ours({ ...options, park: [10_000, 50_000] }, 'B', 4),
    ...theirs(many, 'B', 4),
    ...ours(options, 'away', 1),
    ...ours(options, 'outage', 1),
    ...ours({ ...options, ways: ['http'] }, 'steady', 1),
    ...ours(options, 'armed', 1),
  ];
}

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
  const { ways, engine, slim, path, followed, workers, apis } = options;
  const how = [
    ways[0],
    `${engine}${slim ? '-slim' : ''}`,
    path,
    ...(followed ? ['followed'] : []),
    `${workers}w`,
    `${apis}a`,
  ].join('/');
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

/** Cases a second that the bare engine drives, and that the peers start. */
const [DRIVEN, STARTED] = [25, 250];
/** Clocks of a case when it waits for its first answer. */
const CLOCKS = 2;

function minutesOf(o: Options, measure: Measure, who: Part['who']): number {
  const most = Math.max(0, ...o.park);
  const seconds: Readonly<Record<Measure, number>> = {
    A: 30 + o.warm + o.conc.length * (o.secs + (o.followed ? 20 : 10)),
    B: who === 'jiefen' ? 40 + most / DRIVEN : 60 + most / STARTED,
    C: o.windows.length * (who === 'jiefen' ? 60 + (o.storm * 4) / DRIVEN : 60 + (o.storm * 3) / STARTED),
    armed: 60 + o.clocks / CLOCKS / DRIVEN + o.rateSecs + ((o.rate * o.rateSecs + o.burst) * 4) / DRIVEN,
    outage: 60 + (o.cases * 2) / DRIVEN + Math.max(o.awaySecs, o.cases / 12) * 3.4,
    away: 60 + o.awaySecs,
    steady: 60 * o.minutes + 60,
  };
  return Math.ceil(seconds[measure] / 60);
}
