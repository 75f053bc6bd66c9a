// One table of medians and ratios from result lines, ours and the peers'.

/** A line of a result file. */
export type Line = Readonly<Record<string, unknown>>;

interface Group {
  readonly name: string;
  readonly lines: readonly Line[];
}

interface Column {
  readonly field: string;
  readonly title: string;
}

/** What is compared of two lines: how many times better ours is. */
interface Ratio {
  readonly title: string;
  readonly ours: string;
  readonly theirs: string;
  /** Whether more is better. */
  readonly more: boolean;
  /** Of our lines the followed ones, where there are any. */
  readonly followed?: true;
}

const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  A: [
    { field: 'lifecycles_per_s', title: 'lifecycles/s' },
    { field: 'driven_lifecycles_per_s', title: 'driven/s' },
    { field: 'caught_up_after_s', title: 'caught up after s' },
    { field: 'durable_steps_per_lifecycle', title: 'durable steps' },
    { field: 'cmd_p50_ms', title: 'cmd p50 ms' },
    { field: 'cmd_p99_ms', title: 'p99' },
    { field: 'start_p50_ms', title: 'start p50' },
    { field: 'cpu_ms_per_lifecycle', title: 'CPU ms' },
    { field: 'of_it_pg', title: 'of it PG' },
    { field: 'never_started', title: 'never started' },
    { field: 'closed_cases', title: 'of closed' },
    { field: 'workflows_started', title: 'workflows' },
    { field: 'others', title: 'others' },
  ],
  B: [
    { field: 'starts_per_s', title: 'starts/s' },
    { field: 'driven_starts_per_s', title: 'driven/s' },
    { field: 'disk_bytes_per_case', title: 'disk B/case' },
    { field: 'of_it_record', title: 'record' },
    { field: 'of_it_store', title: 'store' },
    { field: 'of_it_visibility', title: 'visibility' },
    { field: 'wal_bytes_per_case', title: 'WAL B/case' },
    { field: 'engine_mib', title: 'engine MiB' },
    { field: 'of_it_workers', title: 'of it workers' },
    { field: 'pg_mib', title: 'PG MiB' },
    { field: 'others', title: 'others' },
    { field: 'bg_busy', title: 'busy before' },
  ],
  armed: [
    { field: 'what', title: 'lapses' },
    { field: 'armed_clocks', title: 'armed clocks' },
    { field: 'open_cases', title: 'open cases' },
    { field: 'workflows_running', title: 'workflows' },
    { field: 'p50_ms', title: 'late p50 ms' },
    { field: 'p99_ms', title: 'p99' },
    { field: 'max_ms', title: 'max' },
    { field: 'early', title: 'early' },
    { field: 'twice', title: 'twice' },
    { field: 'missing', title: 'missing' },
    { field: 'bg_busy', title: 'busy before' },
  ],
  away: [
    { field: 'away_s', title: 'away s' },
    { field: 'commands', title: 'commands meanwhile' },
    { field: 'answer_p50_ms', title: 'answered p50 ms' },
    { field: 'answer_p99_ms', title: 'p99' },
    { field: 'latest_lapse_ms', title: 'latest lapse ms' },
    { field: 'open_cases', title: 'open cases' },
    { field: 'right_after_s', title: 'all timers right after s' },
    { field: 'objections', title: 'objections' },
    { field: 'bg_busy', title: 'busy before' },
  ],
  outage: [
    { field: 'overdue', title: 'overdue' },
    { field: 'acts', title: 'acts' },
    { field: 'twice', title: 'twice' },
    { field: 'missing', title: 'missing' },
    { field: 'late_p50_h', title: 'late p50 h' },
    { field: 'late_max_h', title: 'max' },
    { field: 'in_order', title: 'in order' },
    { field: 'most_overtaken', title: 'most overtaken' },
    { field: 'drain_s', title: 'drain s' },
    { field: 'caught_up_s', title: 'caught up s' },
    { field: 'notices', title: 'notices' },
    { field: 'recipients', title: 'to' },
    { field: 'notices_in_the_busiest_second', title: 'busiest second' },
    { field: 'objections', title: 'objections' },
  ],
  steady: [
    { field: 'minutes', title: 'minutes' },
    { field: 'intakes', title: 'intakes' },
    { field: 'commands', title: 'commands' },
    { field: 'reads', title: 'reads' },
    { field: 'errors', title: 'errors' },
    { field: 'http_p99_ms', title: 'HTTP p99 ms' },
    { field: 'command_p99_ms', title: 'in process p99' },
    { field: 'read_p99_ms', title: 'reads p99' },
    { field: 'acts', title: 'acts' },
    { field: 'late_p99_ms', title: 'late p99 ms' },
    { field: 'flat', title: 'memory' },
    { field: 'others', title: 'others' },
  ],
  C: [
    { field: 'p50_ms', title: 'late p50 ms' },
    { field: 'p99_ms', title: 'p99' },
    { field: 'max_ms', title: 'max' },
    { field: 'drain_s', title: 'drain s' },
    { field: 'driven_drain_s', title: 'driven drain s' },
    { field: 'twice', title: 'twice' },
    { field: 'missing', title: 'missing' },
    { field: 'early', title: 'early' },
    { field: 'escalated', title: 'escalated' },
    { field: 'cpu_ms_per_lapse', title: 'CPU ms a lapse' },
    { field: 'of_it_engine', title: 'of it engine' },
    { field: 'others', title: 'others' },
    { field: 'bg_busy', title: 'busy before' },
  ],
};
const SIZE = ['concurrency', 'cases', 'window_s'] as const;
const RATIOS: Readonly<Record<string, readonly Ratio[]>> = {
  A: [
    { title: 'acknowledged ÷', ours: 'lifecycles_per_s', theirs: 'lifecycles_per_s', more: true },
    {
      ...{ title: 'driven ÷', ours: 'driven_lifecycles_per_s', theirs: 'lifecycles_per_s', more: true },
      followed: true,
    },
    { title: 'CPU ÷', ours: 'cpu_ms_per_lifecycle', theirs: 'cpu_ms_per_lifecycle', more: false },
    { title: 'p99 ÷', ours: 'cmd_p99_ms', theirs: 'cmd_p99_ms', more: false },
  ],
  B: [
    { title: 'acknowledged ÷', ours: 'starts_per_s', theirs: 'starts_per_s', more: true },
    { title: 'driven ÷', ours: 'driven_starts_per_s', theirs: 'starts_per_s', more: true },
    { title: 'disk ÷', ours: 'disk_bytes_per_case', theirs: 'disk_bytes_per_case', more: false },
  ],
  C: [
    { title: 'late p99 ÷', ours: 'p99_ms', theirs: 'p99_ms', more: false },
    { title: 'drain ÷', ours: 'drain_s', theirs: 'drain_s', more: false },
    { title: 'driven drain ÷', ours: 'driven_drain_s', theirs: 'drain_s', more: false },
  ],
};
/** How busy the machine was with others, and what one synchronous write cost, over all lines. */
const STATE: readonly Column[] = [
  { field: 'others', title: 'share of the cores that others took' },
  { field: 'bg_busy', title: 'busy just before' },
  { field: 'fsync_us', title: 'µs for a synchronous write' },
];

/** The middle one; of an even number the lower. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/**
 * Markdown: the machine's state, then one part for each measure and size; ratios say how many times better ours is: in
 * process on the development server where that was measured, else what of ours comes first.
 */
export function tableOf(lines: readonly Line[]): string {
  const measured = lines.filter(({ measure }) => typeof measure === 'string');
  const parts = Object.keys(COLUMNS).flatMap((measure) => {
    const mine = measured.filter((line) => line.measure === measure);
    return distinct(mine.map(sizeOf)).map((size) => part(measure, size, inGroups(mine, size)));
  });
  return parts.length === 0 ? '' : [stateOf(lines), ...parts].join('\n\n');
}

const distinct = (list: readonly string[]): string[] => [...new Set(list)];
const sizeOf = (line: Line): string =>
  SIZE.flatMap((field) => (line[field] === undefined ? [] : [`${field} ${String(line[field])}`])).join(', ');
const nameOf = (line: Line): string => [line.peer, line.variant, line.what].filter(Boolean).join(' ');

function inGroups(lines: readonly Line[], size: string): Group[] {
  const mine = lines.filter((line) => sizeOf(line) === size);
  return besideEachOther(distinct(mine.map(nameOf))).map((name) => ({
    name,
    lines: mine.filter((line) => nameOf(line) === name),
  }));
}

const FOLLOWED = '/followed';
/** Which of ours the peers are compared with. */
const BASE = 'jiefen in-process/dev/';

/** In their order; a followed run directly below the same without. */
export function besideEachOther(names: readonly string[]): string[] {
  const plain = (name: string): string => name.replace(FOLLOWED, '');
  return distinct(names.map(plain)).flatMap((base) =>
    names.filter((name) => plain(name) === base).toSorted((a, b) => a.length - b.length),
  );
}

function stateOf(lines: readonly Line[]): string {
  const machines = distinct(lines.flatMap(({ machine }) => (typeof machine === 'string' ? [machine] : [])));
  const state = STATE.flatMap(({ field, title }) => {
    const values = numbersOf(lines, field);
    if (values.length === 0) return [];
    return [`${title} ${shown(median(values))} (${shown(Math.min(...values))} to ${shown(Math.max(...values))})`];
  });
  return [...machines, state.join('; ')].filter(Boolean).join('\n');
}

function part(measure: string, size: string, groups: readonly Group[]): string {
  const all = groups.flatMap(({ lines }) => lines);
  const columns = (COLUMNS[measure] ?? []).filter(({ field }) => all.some((line) => line[field] !== undefined));
  const ours = groups.filter(({ name }) => name.startsWith('jiefen'));
  const ratios = groups.length > ours.length ? (RATIOS[measure] ?? []) : [];
  const rows = groups.map((group) => [
    group.name,
    String(group.lines.length),
    ...columns.map(({ field }) => cell(group.lines, field)),
    ...ratios.map((ratio) => (ours.includes(group) ? '' : compared(ratio, ours, group))),
  ]);
  const head = ['', 'rounds', ...columns.map(({ title }) => title), ...ratios.map(({ title }) => title)];
  return [
    `${measure}${size && `: ${size}`} (medians; with the least and most of several rounds)`,
    '',
    ...[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

export const numbersOf = (lines: readonly Line[], field: string): number[] =>
  lines.flatMap((line) => (typeof line[field] === 'number' ? [line[field]] : []));
const shown = (value: number | null): string =>
  value === null ? '–' : value.toLocaleString('en', { maximumFractionDigits: 2 });

function cell(lines: readonly Line[], field: string): string {
  const values = numbersOf(lines, field);
  if (values.length === 0) {
    const last = lines.at(-1)?.[field];
    return Array.isArray(last) ? String(last.length) : typeof last === 'string' ? last : '–';
  }
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const middle = shown(median(values));
  return least === most ? middle : `${middle} (${shown(least)}–${shown(most)})`;
}

function compared({ ours: mine, theirs, more, followed }: Ratio, ours: readonly Group[], group: Group): string {
  const base = ours.find(({ name }) => name.startsWith(BASE)) ?? ours[0];
  const beside = ours.find(({ name }) => name.includes(FOLLOWED) && name.replace(FOLLOWED, '') === base?.name);
  const own = (followed && beside) || base;
  const [a, b] = [median(numbersOf(own?.lines ?? [], mine)), median(numbersOf(group.lines, theirs))];
  return a && b ? (more ? a / b : b / a).toFixed(2) : '';
}
