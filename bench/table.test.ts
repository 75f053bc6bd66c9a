import { describe, expect, it } from 'vitest';
import { plotsOf } from './plot.ts';
import { type Line, tableOf } from './table.ts';

const ours = (variant: string, rest: Line): Line => ({
  peer: 'jiefen',
  variant,
  concurrency: 1,
  measure: 'A',
  ...rest,
});
const LINES: readonly Line[] = [
  ours('in-process/cluster/lean/2w', { lifecycles_per_s: 10 }),
  ours('in-process/dev/lean', { lifecycles_per_s: 200, driven_lifecycles_per_s: 150 }),
  ours('http/dev/lean', { lifecycles_per_s: 30 }),
  ours('in-process/cluster/lean/followed/2w', { lifecycles_per_s: 5 }),
  ours('in-process/dev/lean/followed', { lifecycles_per_s: 21, driven_lifecycles_per_s: 20 }),
  { peer: 'graphile', variant: 'worker', measure: 'A', concurrency: 1, lifecycles_per_s: 100 },
  {
    ...{
      peer: 'jiefen',
      variant: 'in-process/dev/lean',
      measure: 'B',
      cases: 10,
      starts_per_s: 5,
      driven_starts_per_s: 4,
    },
    ...{ disk_bytes_per_case: 60, of_it_record: 10, of_it_store: 20, of_it_visibility: 30, of_it_workers: 7 },
  },
  { peer: 'graphile', variant: 'worker', measure: 'B', cases: 10, starts_per_s: 9, disk_bytes_per_case: 30 },
  {
    ...{ peer: 'jiefen', variant: 'in-process/dev/lean', measure: 'C', window_s: 0, cases: 10, p50_ms: 1, p99_ms: 2 },
    ...{ max_ms: 3, drain_s: 4, driven_drain_s: 5, missing: 0, early: 0, twice: 0, cpu_ms_per_lapse: 6, others: 0.01 },
  },
];
const rowsOf = (measure: string): string[][] => {
  const [, part = ''] = new RegExp(`^${measure}: [^|]*((?:\\|.*\\n?)*)`, 'm').exec(tableOf(LINES)) ?? [];
  return part
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()));
};

describe('the table', () => {
  it('has a followed run directly below the same without', () => {
    expect(rowsOf('A').flatMap(([, name]) => name ?? [])).toEqual([
      '',
      '---',
      'jiefen in-process/cluster/lean/2w',
      'jiefen in-process/cluster/lean/followed/2w',
      'jiefen in-process/dev/lean',
      'jiefen in-process/dev/lean/followed',
      'jiefen http/dev/lean',
      'graphile worker',
    ]);
  });

  it('compares the peers with the development server in process: acknowledged, and driven when followed', () => {
    const [head = [], ...rows] = rowsOf('A');
    const graphile = rows.at(-1) ?? [];
    expect(graphile[head.indexOf('acknowledged ÷')]).toBe('2.00');
    expect(graphile[head.indexOf('driven ÷')]).toBe('0.20');
  });

  it('shows what a parked case and a storm are made of', () => {
    expect(rowsOf('B')[0]).toEqual(expect.arrayContaining(['record', 'store', 'visibility', 'of it workers']));
    expect(rowsOf('C')[0]).toEqual(
      expect.arrayContaining(['missing', 'early', 'driven drain s', 'CPU ms a lapse', 'others']),
    );
  });
});

describe('the plots', () => {
  const widths = (svg: string): number[] =>
    [...svg.matchAll(/<rect x="[\d.]+" y="\d+" width="([\d.]+)" height="14"/g)].map(([, w]) => Number(w));

  it('are one for each measure that there is', () => {
    expect(plotsOf(LINES).map(({ suffix }) => suffix)).toEqual(['.svg', '.B.svg', '.C.svg']);
    expect(plotsOf([])).toEqual([]);
  });

  it('stack the parts of a case beside the whole of who does not say its parts', () => {
    const [record = 0, store = 0, visibility = 0, whole = 0] = widths(plotsOf(LINES)[1]?.svg ?? '');
    expect(store / record).toBeCloseTo(2, 1);
    expect(visibility / record).toBeCloseTo(3, 1);
    expect(whole / record).toBeCloseTo(3, 1);
  });
});
