// A plot of a result file: one bar for each engine and level of measure A, acknowledged and driven. Plain SVG.
import { type Line, median } from './table.ts';

interface Bar {
  readonly label: string;
  readonly values: readonly { readonly name: string; readonly value: number; readonly colour: string }[];
}

const SERIES = [
  { field: 'lifecycles_per_s', name: 'acknowledged', colour: '#2a6f97' },
  { field: 'driven_lifecycles_per_s', name: 'driven', colour: '#e07a5f' },
] as const;
const [ROW, LEFT, WIDTH] = [18, 330, 960];

export function plotOf(lines: readonly Line[]): string {
  const bars = barsOf(lines.filter((line) => line.measure === 'A'));
  const longest = Math.max(1, ...bars.flatMap(({ values }) => values.map(({ value }) => value)));
  let y = 46;
  const drawn = bars.flatMap(({ label, values }) => {
    const title = `<text x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${escaped(label)}</text>`;
    const rows = values.map(({ value, colour }) => {
      const width = (value / longest) * (WIDTH - LEFT - 90);
      const row = `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 4}" fill="${colour}"/>
<text x="${(LEFT + width + 5).toFixed(1)}" y="${y + 12}">${value.toFixed(1)}</text>`;
      y += ROW;
      return row;
    });
    y += 8;
    return [title, ...rows];
  });
  const legend = SERIES.map(
    ({ name, colour }, i) => `<rect x="${LEFT + i * 140}" y="24" width="12" height="12" fill="${colour}"/>
<text x="${LEFT + i * 140 + 17}" y="34">${name}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y + 10}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
<text x="12" y="18" font-size="14">Reference lifecycles per second, medians</text>
${[...legend, ...drawn].join('\n')}
</svg>
`;
}

function barsOf(lines: readonly Line[]): Bar[] {
  const labelOf = (line: Line): string => `${line.peer} ${line.variant ?? ''} · ${line.concurrency} callers`;
  const labels = [...new Set(lines.map(labelOf))].sort((a, b) => levelIn(a) - levelIn(b));
  return labels.map((label) => {
    const own = lines.filter((line) => labelOf(line) === label);
    const values = SERIES.flatMap(({ field, name, colour }) => {
      const value = median(own.flatMap((line) => (typeof line[field] === 'number' ? [line[field]] : [])));
      return value === null ? [] : [{ name, value, colour }];
    });
    return { label, values };
  });
}

const levelIn = (label: string): number => Number(/(\d+) callers$/.exec(label)?.[1] ?? 0);
const escaped = (text: string): string => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
