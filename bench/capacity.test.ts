import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Coefficients,
  type Counts,
  checks,
  type Demand,
  fitted,
  POLICY,
  predicted,
  RESOURCES,
  type Run,
  sizeFor,
} from './capacity.ts';

const TRUTH: Coefficients = {
  driver: { steps: 0.8, seconds: 3 },
  postgres: { steps: 1.2, tasks: 4, seconds: 10 },
  services: { calls: 5, tasks: 6, processSeconds: 20 },
  engine: { tasks: 9, seconds: 15 },
  record: { cases: 3_000, steps: 900 },
  store: { cases: 4_000, tasks: 500 },
  visibility: { cases: 15_000, tasks: 2_000 },
  wal: { steps: 9_000, tasks: 2_000 },
};

function run(scenario: string, counts: Counts, noise = 0, heldOut = false): Run {
  const used = Object.fromEntries(
    RESOURCES.map((name) => [name, predicted(TRUTH, name, counts) * (1 + noise)]),
  ) as Run['used'];
  return { scenario, heldOut, counts, used };
}

const RUNS = [
  run('alone', { cases: 200, steps: 1_800, calls: 0, tasks: 0, seconds: 4, processSeconds: 8 }),
  run('open', { cases: 500, steps: 1_000, calls: 0, tasks: 600, seconds: 30, processSeconds: 60 }),
  run('followed', { cases: 100, steps: 900, calls: 0, tasks: 700, seconds: 9, processSeconds: 18 }),
  run('over HTTP', { cases: 100, steps: 1_400, calls: 1_400, tasks: 300, seconds: 70, processSeconds: 140 }),
];

describe('the fit', () => {
  it('finds again what the runs were made from', () => {
    const found = fitted(RUNS);
    for (const resource of RESOURCES)
      for (const [name, value] of Object.entries(TRUTH[resource]))
        expect(found[resource][name as keyof Counts], `${resource} ${name}`).toBeCloseTo(value, 6);
  });

  it('takes no part of what is held out, and says by how much it misses it', () => {
    const odd = run('odd', { cases: 50, steps: 450, calls: 0, tasks: 100, seconds: 5, processSeconds: 10 }, 1, true);
    expect(fitted([...RUNS, odd])).toEqual(fitted(RUNS));
    const errors = checks(fitted(RUNS), [...RUNS, odd]);
    for (const { heldOut, error } of errors) expect(error).toBeCloseTo(heldOut ? -0.5 : 0, 6);
    expect(errors.filter(({ heldOut }) => heldOut).map(({ what }) => what)).toEqual(['cpu', 'disk', 'wal']);
  });

  it('does not call the driver ours where it is the caller', () => {
    const [, , , http] = RUNS;
    if (!http) throw new Error('no run');
    const busy = { ...http, used: { ...http.used, driver: 1e9 } };
    expect(fitted([...RUNS.slice(0, 3), busy]).driver).toEqual(fitted(RUNS).driver);
    expect(checks(TRUTH, [busy]).find(({ what }) => what === 'cpu')?.error).toBeCloseTo(0, 6);
  });

  it('gives no resource a price below nothing, however the runs scatter', () => {
    const count = fc.integer({ min: 1, max: 2_000 });
    const scattered = fc.array(
      fc
        .record({
          cases: count,
          steps: count,
          calls: fc.constantFrom(0, 100, 900),
          tasks: count,
          seconds: count,
          processSeconds: count,
        })
        .chain((counts) => fc.double({ min: -0.9, max: 3, noNaN: true }).map((noise) => run('any', counts, noise))),
      { minLength: 6, maxLength: 12 },
    );
    fc.assert(
      fc.property(scattered, (runs) => {
        const told = [...runs, ...RUNS];
        for (const prices of Object.values(fitted(told)))
          for (const price of Object.values(prices)) expect(price).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('refuses runs that cannot tell two prices apart by their number', () => {
    expect(() => fitted(RUNS.slice(0, 1))).toThrow('driver: 1 runs for 2 coefficients');
  });
});

const TOWN: Demand = {
  ...{ name: 'town', casesPerYear: 25_000, peakFactor: 2, commandsPerCase: 9, instantsPerCase: 4 },
  ...{ lifeDays: 73, keepYears: 1 },
};

describe('a sizing', () => {
  it('is what the figures say', () => {
    const sizing = sizeFor(TOWN, TRUTH);
    // 25,000 / 250 × 2 cases a day, ten commands each, in eight hours, the busiest twice the mean.
    expect(sizing.commandsPerS).toBeCloseTo((200 * 10 * 2) / 28_800, 9);
    expect(sizing.storm).toBe(800);
    // 800 / 600 s, each a step in the record and two tasks, on half-full cores.
    expect(sizing.cores.postgres).toBeCloseTo(((800 / 600) * (1.2 + 2 * 4) + 10) / 1_000 / 0.5, 9);
    expect(sizing.cores.api).toBeCloseTo((sizing.commandsPerS * 5) / 1_000 / 0.5, 9);
    expect(sizing.openCases).toBe(Math.ceil(5_000 * Math.SQRT2));
    expect(sizing.diskGib.closed * 2 ** 30).toBeCloseTo(25_000 * (3_000 + 14 * 900), 0);
    expect([sizing.shards, sizing.processes.api]).toEqual([64, 2]);
    expect(sizing.stormS).toBeLessThanOrEqual(POLICY.stormWithinS);
  });

  it('never shrinks when more is asked', () => {
    const factor = fc.double({ min: 1, max: 50, noNaN: true });
    const keys = ['casesPerYear', 'commandsPerCase', 'instantsPerCase', 'lifeDays', 'keepYears'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...keys), factor, factor, (key, by, scale) => {
        const small = { ...TOWN, casesPerYear: TOWN.casesPerYear * scale };
        const [a, b] = [sizeFor(small, TRUTH), sizeFor({ ...small, [key]: small[key] * by }, TRUTH)];
        for (const part of ['cores', 'processes', 'memoryGib', 'diskGib'] as const)
          for (const [name, value] of Object.entries(a[part]))
            expect(Number(Object.entries(b[part]).find(([other]) => other === name)?.[1])).toBeGreaterThanOrEqual(
              value - 1e-9,
            );
        expect(b.shards).toBeGreaterThanOrEqual(a.shards);
        expect(Math.log2(b.shards) % 1).toBe(0);
      }),
    );
  });

  it('grants a storm the cores that end it in time, whatever its size', () => {
    const sizing = sizeFor({ ...TOWN, casesPerYear: 5_000_000, instantsPerCase: 40 }, TRUTH);
    expect(sizing.stormS).toBeGreaterThan(0);
    expect(sizing.stormS).toBeLessThanOrEqual(POLICY.stormWithinS);
    expect(sizing.shards).toBeGreaterThan(64);
  });
});
