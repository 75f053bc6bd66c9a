// A plot of the mixed load: memory of each process, then answer times and lateness, minute by minute. Plain SVG.
import type { Minute } from './steady.ts';
import type { Line } from './table.ts';

interface Row {
  readonly name: string;
  readonly values: readonly number[];
}

const [WIDTH, HEIGHT, LEFT, RIGHT, GAP] = [960, 200, 60, 150, 50];
const COLOURS = ['#2a6f97', '#e07a5f', '#3d8361', '#8d5a97', '#c9a227', '#5f6b6d', '#b23a48'];

/** @param line a result line of `steady` */
export function steadyPlotOf(line: Line): string {
  const minutes = line.per_minute as readonly Minute[];
  const names = [...new Set(minutes.flatMap(({ memory }) => Object.keys(memory)))];
  const of = (name: string, value: (m: Minute) => number): Row => ({ name, values: minutes.map(value) });
  const panels = [
    panel(
      'Memory of each process, MiB',
      names.map((name) => of(name, (m) => m.memory[name] ?? 0)),
      0,
    ),
    panel(
      'Answers, p99, ms',
      [of('HTTP', (m) => m.http_p99_ms), of('in process', (m) => m.command_p99_ms), of('reads', (m) => m.read_p99_ms)],
      1,
    ),
    panel('Lateness of time’s own acts, ms', [of('p50', (m) => m.late_p50_ms), of('p99', (m) => m.late_p99_ms)], 2),
    panel('Database, MiB; open cases', [of('MiB', (m) => m.database_mib), of('open cases', (m) => m.open)], 3),
  ];
  const height = panels.length * (HEIGHT + GAP) + 20;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
${panels.join('\n')}
</svg>
`;
}

function panel(title: string, rows: readonly Row[], place: number): string {
  const top = 30 + place * (HEIGHT + GAP);
  const most = Math.max(1, ...rows.flatMap(({ values }) => values)) * 1.05;
  const last = Math.max(1, ...rows.map(({ values }) => values.length - 1));
  const x = (i: number) => (LEFT + (i / last) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const y = (value: number) => (top + HEIGHT - (value / most) * HEIGHT).toFixed(1);
  const drawn = rows.map(({ name, values }, n) => {
    const colour = COLOURS[n % COLOURS.length] ?? 'black';
    const points = values.map((value, i) => `${x(i)},${y(value)}`).join(' ');
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="1.5"/>
<text x="${WIDTH - RIGHT + 10}" y="${top + 14 + n * 16}" fill="${colour}">${name}</text>`;
  });
  return `<text x="${LEFT}" y="${top - 8}" font-size="13">${title}</text>
<path d="M${LEFT},${top} V${top + HEIGHT} H${WIDTH - RIGHT}" fill="none" stroke="#999"/>
<text x="${LEFT - 6}" y="${top + 10}" text-anchor="end">${most.toFixed(0)}</text>
<text x="${LEFT - 6}" y="${top + HEIGHT}" text-anchor="end">0</text>
<text x="${WIDTH - RIGHT}" y="${top + HEIGHT + 15}" text-anchor="end">minute ${last + 1}</text>
${drawn.join('\n')}`;
}
