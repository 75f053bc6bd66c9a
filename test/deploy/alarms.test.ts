// The alarms that operators are told of and the rules that raise them are the same, name figures that exist, and can be read.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..', '..');
const NAME = /\bjiefen_[a-z_]+[a-z]\b/g;
const namesIn = (texts: readonly string[]): Set<string> => new Set(texts.flatMap((text) => text.match(NAME) ?? []));

const rule = z.strictObject({
  alert: z.string().regex(/^[A-Z][A-Za-z]+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[ms]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
  annotations: z.strictObject({
    zh: z.string().regex(/[\u4e00-\u9fff]/),
    en: z.string().regex(/^[\x20-\x7e]+$/),
    see: z.literal('docs/operations.md#what-to-alarm-on'),
  }),
});
const groups = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(rule).nonempty() })).nonempty(),
});
const source = readFileSync(join(ROOT, 'deploy/monitoring/alarms.yaml'), 'utf8');
const rules = groups.parse(parse(source)).groups.flatMap((group) => group.rules);

const section =
  readFileSync(join(ROOT, 'docs/operations.md'), 'utf8').split('## What to alarm on\n')[1]?.split('\n## ')[0] ?? '';
/** The rows of the table: the rules of its first column, and all that it says. */
const rows = section
  .split('\n')
  .filter((line) => /^\|(?! (?:rule|---) )/.test(line))
  .map((line) => ({
    line,
    rules: [...(line.split(' | ')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''),
  }));

/** What each process shows: the figures of ours as the code names them. */
const shown = namesIn(
  ['activities', 'api'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => /(?<![.]test)[.]ts$/.test(name))
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  ),
);

/** Names of series, in the words of Prometheus's own grammar; and where it cannot follow. */
function read(expr: string): { readonly series: readonly string[]; readonly errors: readonly string[] } {
  const series: string[] = [];
  const errors: string[] = [];
  parser.parse(expr).iterate({
    enter: (node) => {
      const text = expr.slice(node.from, node.to);
      if (node.type.isError) errors.push(`at ${node.from}: ${text}`);
      const metric = node.name === 'VectorSelector' ? /^[a-z_:]+/i.exec(text)?.[0] : undefined;
      if (metric) series.push(metric);
    },
  });
  return { series, errors };
}

/** Of a histogram the docs name the figure. */
const figureOf = (series: string): string => series.replace(/_bucket$/, '');

describe('deploy/monitoring/alarms.yaml', () => {
  it('is read by the grammar of Prometheus, which finds mistakes', () => {
    expect(read('sum by (le) (rate(x[5m]) > 0').errors).not.toEqual([]);
    for (const { alert, expr } of rules) expect(read(expr).errors, alert).toEqual([]);
  });

  it('is the table of docs/operations.md, both ways', () => {
    const told = rows.flatMap((row) => row.rules);
    expect(told.length).toBeGreaterThan(20);
    expect([...told].sort()).toEqual(rules.map(({ alert }) => alert).sort());
    expect(new Set(told).size).toBe(told.length);
  });

  it('asks each alarm of figures that its row names', () => {
    for (const { alert, expr } of rules) {
      const row = rows.find((one) => one.rules.includes(alert))?.line ?? '';
      const { series } = read(expr);
      expect(series.length, alert).toBeGreaterThan(0);
      for (const name of series) expect(row, `${alert}: ${name}`).toMatch(new RegExp(`\\b${figureOf(name)}\\b`));
    }
  });

  it('names no figure of ours that no process shows', () => {
    const asked = rules.flatMap(({ expr }) => read(expr).series.map(figureOf)).filter((name) => /^jiefen_/.test(name));
    expect(new Set(asked).size).toBeGreaterThan(12);
    expect(asked.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('never adds up what every worker tells of the same record, and always has a bound', () => {
    const gauges = /sum[^(]*\((?:rate|increase)?\(?(jiefen_(?!\w*_total\b)(?!\w*_bucket\b)\w+)/;
    for (const { alert, expr } of rules) {
      expect(expr, alert).not.toMatch(gauges);
      expect(expr, alert).toMatch(/[<>=]=? |absent|unless/);
    }
  });
});

it('names no figure in docs/operations.md that no process shows', () => {
  const told = namesIn([section]);
  expect(told.size).toBeGreaterThan(8);
  expect([...told].filter((name) => !shown.has(name))).toEqual([]);
});
