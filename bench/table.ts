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

const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  A: [
    { field: 'lifecycles_per_s', title: 'lifecycles/s' },
    { field: 'driven_lifecycles_per_s', title: 'driven/s' },
    { field: 'cmd_p50_ms', title: 'cmd p50 ms' },
    { field: 'cmd_p99_ms', title: 'p99' },
    { field: 'cpu_ms_per_lifecycle', title: 'CPU ms' },
    { field: 'of_it_pg', title: 'of it PG' },
    { field: 'never_started', title: 'never started' },
    { field: 'closed_cases', title: 'of closed' },
    { field: 'others', title: 'others' },
  ],
  B: [
    { field: 'starts_per_s', title: 'starts/s' },
    { field: 'driven_starts_per_s', title: 'driven/s' },
    { field: 'disk_bytes_per_case', title: 'disk B/case' },
    { field: 'wal_bytes_per_case', title: 'WAL B/case' },
    { field: 'engine_mib', title: 'engine MiB' },
    { field: 'pg_mib', title: 'PG MiB' },
    { field: 'bg_busy', title: 'busy before' },
  ],
  C: [
    { field: 'p50_ms', title: 'late p50 ms' },
    { field: 'p99_ms', title: 'p99' },
    { field: 'max_ms', title: 'max' },
    { field: 'drain_s', title: 'drain s' },
    { field: 'driven_drain_s', title: 'driven s' },
    { field: 'twice', title: 'twice' },
    { field: 'escalated', title: 'escalated' },
    { field: 'bg_busy', title: 'busy before' },
  ],
};
const SIZE = ['concurrency', 'cases', 'window_s'] as const;
/** What the ratio compares: more is better for the first two, less for the last. */
const RATIO: Readonly<Record<string, { readonly field: string; readonly more: boolean }>> = {
  A: { field: 'lifecycles_per_s', more: true },
  B: { field: 'starts_per_s', more: true },
  C: { field: 'p99_ms', more: false },
};

/** The middle one; of an even number the lower. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

const medianOf = (lines: readonly Line[], field: string): number | null =>
  median(lines.flatMap((line) => (typeof line[field] === 'number' ? [line[field]] : [])));

/** Markdown, one part for each measure and size; ratios say how many times better the first of ours is. */
export function tableOf(lines: readonly Line[]): string {
  return Object.keys(COLUMNS)
    .flatMap((measure) => {
      const mine = lines.filter((line) => line.measure === measure);
      return distinct(mine.map(sizeOf)).map((size) =>
        part(
          measure,
          size,
          mine.filter((line) => sizeOf(line) === size),
        ),
      );
    })
    .join('\n\n');
}

const distinct = (list: readonly string[]): string[] => [...new Set(list)];
const sizeOf = (line: Line): string =>
  SIZE.flatMap((field) => (line[field] === undefined ? [] : [`${field} ${String(line[field])}`])).join(', ');

function part(measure: string, size: string, lines: readonly Line[]): string {
  const columns = (COLUMNS[measure] ?? []).filter(({ field }) => lines.some((line) => line[field] !== undefined));
  const groups = distinct(lines.map(nameOf)).map(
    (name): Group => ({ name, lines: lines.filter((l) => nameOf(l) === name) }),
  );
  const ours = groups.find(({ name }) => name.startsWith('jiefen'));
  const rows = groups.map((group) => [
    group.name,
    String(group.lines.length),
    ...columns.map(({ field }) => shown(medianOf(group.lines, field))),
    ratio(measure, ours, group),
  ]);
  const head = ['', 'rounds', ...columns.map(({ title }) => title), 'ours ÷ theirs'];
  return [
    `${measure}: ${size} (medians)`,
    '',
    ...[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

const nameOf = (line: Line): string => [line.peer, line.variant].filter(Boolean).join(' ');
const shown = (value: number | null): string =>
  value === null ? '–' : value.toLocaleString('en', { maximumFractionDigits: 2 });

function ratio(measure: string, ours: Group | undefined, theirs: Group): string {
  const by = RATIO[measure];
  if (!ours || !by || ours === theirs) return '';
  const [a, b] = [medianOf(ours.lines, by.field), medianOf(theirs.lines, by.field)];
  if (!a || !b) return '';
  return `${(by.more ? a / b : b / a).toFixed(2)} × better`;
}
