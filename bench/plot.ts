// Plots of a result file: bars for each engine, ours and the peers', of measures A, B and C. Plain SVG.
import { besideEachOther, type Line, median, numbersOf } from './table.ts';

interface Series {
  readonly field: string;
  readonly name: string;
}

interface Panel {
  readonly title: string;
  readonly series: readonly Series[];
  /** Added up in one bar instead of bars below each other; who does not say its parts has the whole. */
  readonly stackedTo?: Series;
  /** Where one is a thousand times the other. */
  readonly log?: true;
}

interface Plot {
  readonly measure: string;
  /** Added to the name of the result file. */
  readonly suffix: string;
  /** What a line was measured at, beside its name, and in which units; lines are put in its order. */
  readonly sizes: readonly (readonly [field: string, unit: string])[];
  readonly panels: readonly Panel[];
}

const PLOTS: readonly Plot[] = [
  {
    ...{ measure: 'A', suffix: '.svg', sizes: [['concurrency', 'callers']] },
    panels: [
      {
        title: 'Reference lifecycles per second',
        series: [
          { field: 'lifecycles_per_s', name: 'acknowledged' },
          { field: 'driven_lifecycles_per_s', name: 'driven' },
        ],
      },
    ],
  },
  {
    ...{ measure: 'B', suffix: '.B.svg', sizes: [['cases', 'cases']] },
    panels: [
      {
        title: 'Bytes on disk of a parked case',
        series: [
          { field: 'of_it_record', name: 'record' },
          { field: 'of_it_store', name: 'store' },
          { field: 'of_it_visibility', name: 'visibility' },
        ],
        stackedTo: { field: 'disk_bytes_per_case', name: 'all' },
      },
      {
        title: 'Cases started per second',
        series: [
          { field: 'starts_per_s', name: 'acknowledged' },
          { field: 'driven_starts_per_s', name: 'driven' },
        ],
        log: true,
      },
    ],
  },
  {
    ...{
      measure: 'C',
      suffix: '.C.svg',
      sizes: [
        ['cases', 'cases'],
        ['window_s', 's'],
      ],
    },
    panels: [
      {
        title: 'Lateness of a lapse, ms',
        series: [
          { field: 'p50_ms', name: 'p50' },
          { field: 'p99_ms', name: 'p99' },
          { field: 'max_ms', name: 'max' },
        ],
        log: true,
      },
      {
        title: 'From the first deadline to the last lapse, and until the engine has caught up, s',
        series: [
          { field: 'drain_s', name: 'drain' },
          { field: 'driven_drain_s', name: 'driven drain' },
        ],
      },
    ],
  },
];

const COLOURS = ['#2a6f97', '#e07a5f', '#3d8361', '#5f6b6d'];
const [ROW, LEFT, WIDTH, AFTER] = [18, 360, 1000, 90];

/** A plot for each measure that has lines. */
export function plotsOf(lines: readonly Line[]): readonly { readonly suffix: string; readonly svg: string }[] {
  return PLOTS.flatMap(({ measure, suffix, sizes, panels }) => {
    const mine = lines.filter((line) => line.measure === measure);
    if (mine.length === 0) return [];
    const groups = groupsOf(mine, sizes);
    let top = 0;
    const drawn = panels.map((panel) => {
      const { svg, height } = draw(panel, groups, top);
      top += height;
      return svg;
    });
    const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${top}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>`;
    return [{ suffix, svg: `${[head, ...drawn].join('\n')}\n</svg>\n` }];
  });
}

interface Group {
  readonly label: string;
  readonly lines: readonly Line[];
}

function groupsOf(lines: readonly Line[], sizes: Plot['sizes']): readonly Group[] {
  const numberIn = (line: Line, field: string): number => Number(line[field] ?? 0);
  const between = (a: Line, b: Line): number =>
    sizes.map(([field]) => numberIn(a, field) - numberIn(b, field)).find((difference) => difference !== 0) ?? 0;
  const labelOf = (line: Line): string =>
    [
      [line.peer, line.variant].filter(Boolean).join(' '),
      ...sizes.map(([field, unit]) => `${numberIn(line, field).toLocaleString('en')} ${unit}`),
    ].join(' · ');
  const labels = besideEachOther([...new Set(lines.toSorted(between).map(labelOf))]);
  return labels.map((label) => ({ label, lines: lines.filter((line) => labelOf(line) === label) }));
}

interface Bar {
  readonly value: number;
  readonly colour: string;
}

function draw(panel: Panel, groups: readonly Group[], top: number): { readonly svg: string; readonly height: number } {
  const { title, log, series, stackedTo } = panel;
  const all = stackedTo ? [...series, stackedTo] : series;
  const colourOf = (one: Series): string => COLOURS[all.indexOf(one)] ?? 'black';
  const bars = groups.map(({ lines }) => barsOf(panel, lines, colourOf));
  const longest = Math.max(1, ...bars.flatMap((rows) => rows.map((row) => sum(row))));
  const scaled = (value: number): number => (log ? Math.log1p(value) / Math.log1p(longest) : value / longest);
  const pixels = (value: number): number => scaled(value) * (WIDTH - LEFT - AFTER);
  let y = top + 50;
  const drawn = groups.flatMap(({ label }, n) => {
    const name = `<text x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${escaped(label)}</text>`;
    const rows = (bars[n] ?? []).map((row) => {
      const text = rowOf(row, pixels, y);
      y += ROW;
      return text;
    });
    y += 8;
    return [name, ...rows];
  });
  const legend = all.map((one, i) => {
    const x = LEFT + i * 140;
    return `<rect x="${x}" y="${top + 28}" width="12" height="12" fill="${colourOf(one)}"/>
<text x="${x + 17}" y="${top + 38}">${one.name}</text>`;
  });
  const heading = `<text x="12" y="${top + 18}" font-size="14">${title}, medians${log ? ' (logarithmic)' : ''}</text>`;
  return { svg: [heading, ...legend, ...drawn].join('\n'), height: y + 10 - top };
}

/** Rows of bars: each alone, or all parts in one row. */
function barsOf({ series, stackedTo }: Panel, lines: readonly Line[], colourOf: (one: Series) => string): Bar[][] {
  const barOf = (one: Series): Bar[] => {
    const value = median(numbersOf(lines, one.field));
    return value === null ? [] : [{ value, colour: colourOf(one) }];
  };
  const parts = series.flatMap(barOf);
  if (!stackedTo) return parts.map((bar) => [bar]);
  return [parts.length > 0 ? parts : barOf(stackedTo)];
}

const sum = (row: readonly Bar[]): number => row.reduce((total, { value }) => total + value, 0);

function rowOf(row: readonly Bar[], pixels: (value: number) => number, y: number): string {
  let x = LEFT;
  const drawn = row.map(({ value, colour }) => {
    const width = pixels(value);
    const rect = `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 4}" fill="${colour}"/>`;
    x += width;
    return rect;
  });
  const shown = sum(row).toLocaleString('en', { maximumFractionDigits: 1 });
  return [...drawn, `<text x="${(x + 5).toFixed(1)}" y="${y + 12}">${shown}</text>`].join('\n');
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
