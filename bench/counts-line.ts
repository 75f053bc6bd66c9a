// One line of the counting: what happened, less what goes on anyhow, divided by how many there were.

import type { HistoryGrowth } from './counts-history.ts';
import type { Happened, Place } from './counts-meter.ts';
import { PLACES } from './counts-meter.ts';

export interface Line {
  readonly kind: string;
  readonly how: string;
  readonly engine: string;
  readonly n: number;
  readonly seconds: number;
  /** Each of these for one of the kind. */
  readonly statements: Readonly<Record<Place, number>>;
  readonly commits: Readonly<Record<Place, number>>;
  readonly rows: Readonly<Record<Place, number>>;
  readonly wal_bytes: Readonly<Record<Place, number>>;
  readonly wal_page_bytes: Readonly<Record<Place, number>>;
  readonly cpu_ms: Readonly<Record<string, number>>;
  readonly calls: Readonly<Record<string, number>>;
  readonly history?: HistoryGrowth;
  /** Of the record, by their first words. */
  readonly by_statement: Readonly<Record<string, number>>;
  readonly note?: string;
}

/** What goes on while nobody asks for anything. */
export interface Idle {
  /** Without an open case. */
  readonly empty: Happened;
  /** CPU of one look of the reconciler at an open case, ms: it looks at each in turn. */
  readonly lookMs: Happened['cpu'];
}

export interface What extends Pick<Line, 'kind' | 'how' | 'engine' | 'n' | 'history' | 'note'> {
  readonly happened: Happened;
  /** null: nothing goes on by itself. */
  readonly idle: Idle | null;
}

/** Calls that the reconciler alone makes, one of each for a look. */
const LOOK = 'DescribeWorkflowExecution';
const BESIDE: readonly string[] = [
  LOOK,
  'GetWorkflowExecutionHistory',
  'ListWorkflowExecutions',
  'RecordWorkerHeartbeat',
];

const looksIn = ({ requests }: Happened): number => requests.get(LOOK) ?? 0;

/** @param parked a stretch with open cases, in which the reconciler looks at them */
export function idleOf(empty: Happened, parked: Happened): Idle {
  const looks = looksIn(parked) - (looksIn(empty) * parked.seconds) / empty.seconds;
  const of = (part: keyof Happened['cpu']): number =>
    looks < 1 ? 0 : Math.max(0, (parked.cpu[part] - (empty.cpu[part] * parked.seconds) / empty.seconds) / looks);
  return {
    empty,
    lookMs: { driver: 0, postgres: of('postgres'), engine: of('engine'), services: of('services') },
  };
}

const FIRST_WORDS = 90;

/**
 * What an idle system does too counts only as far as it is more than in an idle stretch of equal length; the reconciler's
 * calls do not count at all, and its CPU not by its number of looks.
 */
export function lineOf({ happened, idle, n, ...about }: What): Line {
  const share = idle === null ? 0 : happened.seconds / idle.empty.seconds;
  const each = (of: (from: Happened) => number, beside = 0): number =>
    rounded((of(happened) - beside - (idle === null ? 0 : share * of(idle.empty))) / n);
  const places = (of: (from: Happened, place: Place) => number) =>
    Object.fromEntries(PLACES.map((place) => [place, each((from) => of(from, place))])) as Record<Place, number>;
  const named = (of: (from: Happened) => ReadonlyMap<string, number>): Record<string, number> => {
    const found = [...of(happened).keys()].map((name) => [name, each((from) => of(from).get(name) ?? 0)] as const);
    return Object.fromEntries(found.filter(([, value]) => value >= 0.01).sort(([, a], [, b]) => b - a));
  };
  const looks = looksIn(happened);
  const parts = Object.keys(happened.cpu) as (keyof Happened['cpu'])[];
  const calls = Object.entries(named(({ requests }) => requests));
  return {
    ...{ ...about, n, seconds: rounded(happened.seconds) },
    statements: places(statementsIn),
    commits: places(({ written }, place) => written[place].commits),
    rows: places(({ written }, place) => written[place].rows),
    wal_bytes: places(({ written }, place) => written[place].bytes),
    wal_page_bytes: places(({ written }, place) => written[place].pageBytes),
    cpu_ms: Object.fromEntries(
      parts.map((part) => [part, each(({ cpu }) => cpu[part], looks * (idle?.lookMs[part] ?? 0))]),
    ),
    calls: Object.fromEntries(calls.filter(([name]) => idle === null || !BESIDE.includes(name))),
    by_statement: named(byFirstWords),
  };
}

function byFirstWords({ statements }: Happened): ReadonlyMap<string, number> {
  const of = new Map<string, number>();
  for (const { place, text, calls } of statements.values()) {
    const name = `${place === 'record' ? '' : `${place}: `}${text.slice(0, FIRST_WORDS)}`;
    of.set(name, (of.get(name) ?? 0) + calls);
  }
  return of;
}

const statementsIn = ({ statements }: Happened, place: Place): number =>
  [...statements.values()].reduce((sum, one) => sum + (one.place === place ? one.calls : 0), 0);

/** What an idle system does in a second. */
export const idleLine = (engine: string, how: string, idle: Happened): Line =>
  lineOf({ kind: 'idle, a second of it', how, engine, n: idle.seconds, happened: idle, idle: null });

const rounded = (x: number): number => Number(x.toFixed(2));

const HEAD = [
  ...['', 'how', 'n', 'statements', 'commits', 'rows', 'WAL kB (+ whole pages)', 'history events (bytes)'],
  ...[
    'calls to Temporal',
    "Temporal's statements, commits, WAL kB",
    'CPU ms: driver, API or worker, PostgreSQL, engine',
  ],
];

export function tableOf(lines: readonly Line[]): string {
  const body = lines.map((line) => `| ${cellsOf(line).join(' | ')} |`);
  return [`| ${HEAD.join(' | ')} |`, `|${' --- |'.repeat(HEAD.length)}`, ...body].join('\n');
}

function cellsOf(line: Line): readonly (string | number)[] {
  const { statements, commits, rows, wal_bytes: wal, wal_page_bytes: pages, cpu_ms: cpu, calls, history } = line;
  const stored = (of: Readonly<Record<Place, number>>): number => of.store + of.visibility;
  const called = Object.values(calls).reduce((sum, one) => sum + one, 0);
  return [
    ...[line.kind, line.how, Number(line.n.toFixed(0)), shown(statements.record), shown(commits.record)],
    ...[shown(rows.record), `${kB(wal.record)} (+ ${kB(pages.record)})`],
    history ? `${shown(history.events)} (${shown(history.bytes)})` : '–',
    called > 0 ? shown(called) : '–',
    stored(statements) > 0
      ? `${shown(stored(statements))}, ${shown(stored(commits))}, ${kB(stored(wal))} (+ ${kB(stored(pages))})`
      : '–',
    ['driver', 'services', 'postgres', 'engine'].map((part) => (cpu[part] ?? 0).toFixed(1)).join(', '),
  ];
}

const shown = (x: number): string => String(Number(x.toFixed(x < 10 ? 2 : 1)));
const kB = (bytes: number): string => (bytes / 1_000).toFixed(1);
