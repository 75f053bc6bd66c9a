import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Coefficients, type Counts, checks, fitted, predicted, RESOURCES, type Run } from './capacity.ts';
import { told } from './capacity-lines.ts';
import { SCENARIOS } from './capacity-measure.ts';
import { CACHED, type Holding, type MemoryPrices, memoryChecks, memoryPrices } from './capacity-memory.ts';
import { type Demand, hostsByLimits, LIMITS, type Model, POLICY, sizeFor } from './capacity-size.ts';
import { type Storm, type StormCosts, stormChecks, stormCosts, stormTimes } from './capacity-storm.ts';

const TRUTH: Coefficients = {
  driver: { steps: 0.8, seconds: 3 },
  postgres: { steps: 1.2, reads: 0.5, stored: 4, seconds: 10 },
  services: { calls: 5, reads: 2, tasks: 6, processSeconds: 20 },
  engine: { stored: 9, embedded: 7, seconds: 15 },
  record: { cases: 3_000, steps: 900 },
  store: { cases: 4_000, stored: 500 },
  visibility: { cases: 15_000, stored: 2_000 },
  wal: { steps: 9_000, stored: 2_000 },
};
const NOTHING: Counts = {
  ...{ cases: 0, steps: 0, calls: 0, reads: 0, tasks: 0, stored: 0, embedded: 0, seconds: 0, processSeconds: 0 },
};

function run(scenario: string, some: Partial<Counts>, noise = 0, heldOut = false): Run {
  const counts = { ...NOTHING, ...some };
  const used = Object.fromEntries(
    RESOURCES.map((name) => [name, predicted(TRUTH, name, counts) * (1 + noise)]),
  ) as Run['used'];
  return { scenario, heldOut, counts, used };
}

const RUNS = [
  run('alone', { cases: 200, steps: 1_800, seconds: 4, processSeconds: 8 }),
  run('open', { cases: 500, steps: 1_000, tasks: 600, stored: 600, seconds: 30, processSeconds: 60 }),
  run('followed', { cases: 100, steps: 900, tasks: 700, stored: 700, seconds: 9, processSeconds: 18 }),
  run('over HTTP', {
    ...{ cases: 100, steps: 1_400, calls: 1_400, tasks: 300, stored: 300, seconds: 70, processSeconds: 140 },
  }),
  run('in its own file', { cases: 90, steps: 810, tasks: 180, embedded: 180, seconds: 12, processSeconds: 12 }),
  run('looked at', { reads: 3_000, seconds: 8, processSeconds: 8 }),
];

describe('the fit', () => {
  it('finds again what the runs were made from', () => {
    const found = fitted(RUNS);
    for (const resource of RESOURCES)
      for (const [name, value] of Object.entries(TRUTH[resource]))
        expect(found[resource][name as keyof Counts], `${resource} ${name}`).toBeCloseTo(value, 6);
  });

  it('takes no part of what is held out, and says by how much it misses it', () => {
    const counts = { cases: 50, steps: 450, tasks: 100, stored: 100, seconds: 5, processSeconds: 10 };
    const odd = run('odd', counts, 1, true);
    expect(fitted([...RUNS, odd])).toEqual(fitted(RUNS));
    const errors = checks(fitted(RUNS), [...RUNS, odd]);
    for (const { heldOut, error } of errors) expect(error).toBeCloseTo(heldOut ? -0.5 : 0, 6);
    expect(errors.filter(({ heldOut }) => heldOut).map(({ what }) => what)).toEqual(['cpu', 'disk', 'wal']);
  });

  it('does not call the driver ours where it is the caller', () => {
    const [, , , http] = RUNS;
    if (!http) throw new Error('no run');
    const busy = { ...http, used: { ...http.used, driver: 1e9 } };
    const others = RUNS.filter((one) => one !== http);
    expect(fitted([...others, busy]).driver).toEqual(fitted(RUNS).driver);
    expect(checks(TRUTH, [busy]).find(({ what }) => what === 'cpu')?.error).toBeCloseTo(0, 6);
  });

  it('asks a run for nothing that it did not measure, and knows no price of what no run had', () => {
    const bytes: Run = { ...run('a park', { cases: 900, steps: 1_800 }), used: { record: 4_320_000, wal: 16_200_000 } };
    expect(checks(TRUTH, [bytes]).map(({ what }) => what)).toEqual(['disk', 'wal']);
    const unread = fitted(RUNS.filter(({ counts }) => counts.reads === 0));
    expect(unread.services.reads).toBeUndefined();
    expect(unread.services.calls).toBeCloseTo(5, 6);
  });

  it('gives no resource a price below nothing, however the runs scatter', () => {
    const count = fc.integer({ min: 1, max: 2_000 });
    const counts = fc.record({
      ...{ cases: count, steps: count, calls: fc.constantFrom(0, 100, 900), reads: count, tasks: count },
      ...{ stored: count, embedded: count, seconds: count, processSeconds: count },
    });
    const noisy = fc.tuple(counts, fc.double({ min: -0.9, max: 3, noNaN: true }));
    fc.assert(
      fc.property(fc.array(noisy, { minLength: 6, maxLength: 12 }), (scattered) => {
        const all = [...scattered.map(([some, noise]) => run('any', some, noise)), ...RUNS];
        for (const prices of Object.values(fitted(all)))
          for (const price of Object.values(prices)) expect(price).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('refuses runs that cannot tell two prices apart by their number', () => {
    expect(() => fitted(RUNS.slice(0, 1))).toThrow('driver: 1 runs for 2 coefficients');
  });
});

const COSTS: StormCosts = { noticeS: 0.6, recordMs: 2, driveMs: 14, engine: 'dev' };

function stormOf(lapses: number, windowS = 0, cores = 2): Storm {
  const heldOut = windowS > 0;
  return {
    ...{ scenario: `${lapses} in ${windowS}`, heldOut, engine: 'dev', cores, lapses, windowS },
    ...stormTimes(COSTS, { lapses, windowS, cores }),
  };
}

describe('a storm', () => {
  it('gives back what it was made from, recording and driving apart', () => {
    const [found] = stormCosts([stormOf(1_000), stormOf(5_000), stormOf(2_000, 0, 4)]);
    expect(found?.recordMs).toBeCloseTo(2, 6);
    expect(found?.driveMs).toBeCloseTo(14, 6);
    expect(found?.noticeS).toBeCloseTo(0.6, 6);
    expect(stormCosts([stormOf(5_000)])[0]?.noticeS).toBe(0);
  });

  it('is foretold when its lapses fall due over a window, which took no part', () => {
    const [narrow, wide] = [stormOf(5_000, 10), stormOf(200, 60)];
    const odd = { ...narrow, cpuMs: 1, recordedS: 1, drivenS: 1 };
    const found = stormCosts([stormOf(1_000), stormOf(5_000), odd]);
    for (const { error } of stormChecks(found, [narrow, wide])) expect(error).toBeCloseTo(0, 6);
    // Both cores are busy until 5,000 are driven; 200 in a minute need 3.2 s of CPU and what it takes to begin.
    expect([narrow.recordedS, narrow.cpuMs]).toEqual([10, 20_000]);
    expect(narrow.drivenS).toBeCloseTo(0.6 + 40, 6);
    expect(wide.cpuMs).toBeCloseTo(1_200 + 200 * 16, 6);
  });

  it('of the production server counts before one of the development server, with the CPU that was read', () => {
    const server: Storm = { ...stormOf(1_000), engine: 'server', drivenCpuMs: 1_000 * 22 + 1_200, cpuMs: 2_000 };
    const costs = stormCosts([stormOf(5_000), server]);
    expect(costs.map(({ engine }) => engine)).toEqual(['server', 'dev']);
    expect(costs[0]).toMatchObject({ noticeS: 0, recordMs: 2, driveMs: expect.closeTo(21.2, 6) as number });
    expect(stormChecks(costs, [server])[0]?.error).toBeCloseTo(0, 6);
    expect(stormCosts([stormOf(5_000, 10)])).toEqual([]);
  });
});

const MEMORY: MemoryPrices = {
  ...{ worker: 250, workerCachedKib: 240, api: 180, engine: { dev: 150, server: 200 }, engineCachedKib: 26 },
  ...{ postgres: { dev: 220, server: 330 }, postgresCaseKib: 14 },
};

function holding(engine: 'dev' | 'server', workers: number, apis: number, cases: number, heldOut = false): Holding {
  const one = { scenario: `${cases}`, heldOut, engine, workers, apis, cases, open: cases, begun: cases };
  const services = workers * 250 + apis * 180 + (Math.min(cases, 1_000 * workers) * 240) / 1_024;
  const server = MEMORY.engine[engine] + (Math.min(cases, engine === 'dev' ? 8_096 : 8_000) * 26) / 1_024;
  return { ...one, mib: { services, engine: server, postgres: MEMORY.postgres[engine] + (cases * 14) / 1_024 } };
}

describe('memory', () => {
  it('counts as many workflows as the production server keeps', () => {
    const settings = parse(readFileSync('deploy/temporal/dynamic.yaml', 'utf8'));
    expect(settings['history.hostLevelCacheMaxSize']).toEqual([{ value: CACHED.history }]);
  });

  it('is found again, by process and by what it holds', () => {
    const held = [holding('dev', 1, 0, 500), holding('dev', 1, 0, 33_000), holding('server', 2, 1, 1_500)];
    const found = memoryPrices([...held, holding('server', 1, 1, 100)]);
    for (const name of ['worker', 'workerCachedKib', 'api', 'engineCachedKib', 'postgresCaseKib'] as const)
      expect(found[name], name).toBeCloseTo(MEMORY[name], 6);
    expect(found.engine.server).toBeCloseTo(200, 6);
    expect(found.postgres.dev).toBeCloseTo(220, 6);
    const far = holding('server', 3, 2, 50_000, true);
    expect(memoryChecks(found, [far])[0]?.error).toBeCloseTo(0, 6);
  });
});

const A = {
  ...{ peer: 'jiefen', variant: 'in-process/dev/lean', measure: 'A', round: 1, concurrency: 1, lifecycles_per_s: 50 },
  ...{ durable_steps_per_lifecycle: 9, of_it_pg: 12, of_it_driver: 7, of_it_services: 2, of_it_engine: 0.1 },
  ...{ closed_cases: 400, never_started: 400, wal_bytes_per_lifecycle: 82_000, followed: false, others: 0 },
};
const FOLLOWED = { ...A, variant: 'in-process/dev/lean/followed', followed: true, never_started: 0, of_it_engine: 20 };
const B = {
  ...{ peer: 'jiefen', variant: 'in-process/dev/lean', measure: 'B', round: 1, cases: 10_000, of_it_record: 12_000 },
  ...{ of_it_store: 20_000, of_it_visibility: 0, wal_bytes_per_case: 20_000, engine_mib: 900, of_it_workers: 500 },
  ...{ pg_mib: 400, bg_busy: 0.9 },
};
const C = {
  ...{ peer: 'jiefen', variant: 'in-process/dev/lean', measure: 'C', round: 1, window_s: 0, cases: 5_000 },
  ...{ drain_s: 5.2, driven_drain_s: 39.7, cpu_ms_per_lapse: 2.1, bg_busy: 0.1 },
};
const place = (lines: readonly object[], file = 'full.jsonl') => lines.map((line, i) => ({ file, no: i + 1, line }));
const asUsed = (lines: readonly object[]) => told(place(lines), SCENARIOS, 0.85).used.map(({ as }) => as);

describe('the rule by which lines are fitted or held out', () => {
  it('goes by round, size and window', () => {
    expect(asUsed([A, { ...A, round: 2 }, FOLLOWED, { ...FOLLOWED, round: 2 }])).toEqual([
      ...['fitted', 'held out', 'fitted', 'held out'],
    ]);
    expect(asUsed([{ ...B, cases: 500 }, B, { ...B, cases: 50_000, round: 4 }])).toEqual([
      'fitted',
      'fitted',
      'held out',
    ]);
    expect(asUsed([B, { ...B, round: 2 }])).toEqual(['fitted', 'fitted']);
    expect(asUsed([C, { ...C, window_s: 10 }])).toEqual(['fitted', 'held out']);
  });

  it('leaves out peers, callers whose commands go together, uncounted tasks and a shared machine', () => {
    expect(
      asUsed([
        { ...A, peer: 'graphile' },
        { done: 'x', at: '', machine: '' },
      ]),
    ).toEqual([]);
    const out = asUsed([
      { ...A, concurrency: 32 },
      { ...A, never_started: 1 },
      { ...A, round: 3, others: 0.9 },
    ]);
    expect(out.every((as) => as.startsWith('left out'))).toBe(true);
    expect(asUsed([{ ...C, bg_busy: 0.3 }])[0]).toMatch(/^left out/);
  });

  it('takes the newest of a scenario and the cores of its machine', () => {
    const end = { done: '1 C', at: '', machine: '8 × EPYC, 24 GiB' };
    const { storms, used } = told(place([C, { ...C, drain_s: 4 }, end]), SCENARIOS, 1);
    expect(storms).toEqual([expect.objectContaining({ recordedS: 4, cores: 8, cpuMs: 10_500, heldOut: false })]);
    expect(used).toEqual([expect.objectContaining({ where: 'full.jsonl:2' })]);
  });

  it('counts a park as what it is, its bytes in PostgreSQL only where they lie there', () => {
    const of = (variant: string) => told(place([{ ...B, variant }]), SCENARIOS, 1);
    const [dev, server] = [of('in-process/dev/lean').runs[0], of('in-process/server/lean').runs[0]];
    expect(dev?.counts).toMatchObject({ cases: 10_000, steps: 20_000, tasks: 10_000, stored: 0, embedded: 10_000 });
    expect([dev?.used.store, server?.used.store]).toEqual([undefined, 200_000_000]);
    expect(of('in-process/dev/lean').holdings[0]?.mib).toEqual({ services: 500, engine: 400, postgres: 400 });
  });

  it('of its own scenarios holds out a storm, a park and two whole lives', () => {
    const held = SCENARIOS.filter(({ heldOut }) => heldOut).map(({ life }) => life);
    expect(held.toSorted()).toEqual(['followed', 'followed', 'open', 'storm']);
  });
});

const MODEL: Model = {
  ...{ prices: TRUTH, storm: COSTS, memory: MEMORY },
  calls: { frontend: 3.7, history: 3.6, matching: 2.8, persistence: 13 },
};
const TOWN: Demand = {
  ...{ name: 'town', casesPerYear: 25_000, peakFactor: 2, commandsPerCase: 9, instantsPerCase: 10 },
  ...{ lifeDays: 73, keepYears: 1 },
};

describe('a sizing', () => {
  it('is what the figures say', () => {
    const sizing = sizeFor(TOWN, MODEL);
    // 25,000 / 250 × 2 cases a day, ten commands each, in eight hours, the busiest twice the mean; ten reads each.
    const commands = (200 * 10 * 2) / 28_800;
    expect(sizing.commandsPerS).toBeCloseTo(commands, 9);
    expect(sizing.hourCores.api).toBeCloseTo((20 + commands * 5 + 10 * commands * 2) / 1_000 / 0.5, 9);
    expect(sizing.hourCores.postgres).toBeCloseTo((10 + commands * (1.2 + 10 * 0.5 + 4)) / 1_000 / 0.5, 9);
    // At the rate of the peak for a life; lapses of nine days off and the day after come together.
    expect(sizing.openCases).toBe(10_000);
    expect(sizing.storm).toBe(Math.ceil((500_000 * 0.28 * 10) / 365));
    expect(sizing.diskGib.closed * 2 ** 30).toBeCloseTo(25_000 * (3_000 + 20 * 900), 0);
    // Half of their life behind them.
    expect(sizing.diskGib.open * 2 ** 30).toBeCloseTo(10_000 * (3_000 + 10 * 900), 0);
    expect(sizing.memoryGib.worker * 1_024).toBeCloseTo(250 + (1_000 * 240) / 1_024, 6);
    expect([sizing.shards, sizing.processes]).toEqual([64, { api: 1, worker: 1, temporal: 1 }]);
  });

  it('takes a storm as it is given, and says what follows from the cores', () => {
    const sizing = sizeFor({ ...TOWN, storm: 100_000 }, MODEL);
    expect(sizing.storm).toBe(100_000);
    // 2 ms of a command's 0.8 and 1.2; 14 ms of a task's 6 and 9, and PostgreSQL's 4 of it on top.
    const inPostgres = 100_000 * (2 * 0.6 + (14 * 4) / 15);
    expect(sizing.stormCores.postgres).toBeCloseTo(inPostgres / 1_000 / (3_600 - 0.6), 9);
    expect(sizing.recordedS).toBeCloseTo(0.6 + 120, 6);
    const [worker, engine] = [100_000 * (2 * 0.4 + (14 * 6) / 15), 100_000 * ((14 * 9) / 15)];
    expect(sizing.drivenS).toBeCloseTo(0.6 + Math.max(worker, engine, inPostgres) / 1_000, 6);
  });

  it('never shrinks when more is asked', () => {
    const factor = fc.double({ min: 1, max: 50, noNaN: true });
    const keys = ['casesPerYear', 'peakFactor', 'commandsPerCase', 'instantsPerCase', 'lifeDays', 'keepYears'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...keys, 'storm' as const), factor, factor, (key, by, scale) => {
        const small = { ...TOWN, casesPerYear: TOWN.casesPerYear * scale, ...(key === 'storm' && { storm: 9_000 }) };
        const large = { ...small, [key]: (small[key] ?? 9_000) * by };
        const [a, b] = [sizeFor(small, MODEL), sizeFor(large, MODEL)];
        for (const part of ['hourCores', 'stormCores', 'cores', 'memoryGib', 'diskGib'] as const)
          for (const [name, value] of Object.entries(a[part] as Readonly<Record<string, number>>))
            expect(Object.entries(b[part]).find(([other]) => other === name)?.[1]).toBeGreaterThanOrEqual(value - 1e-9);
        expect(b.processes.worker).toBeGreaterThanOrEqual(a.processes.worker);
        expect(b.processes.api).toBeGreaterThanOrEqual(a.processes.api);
        expect(b.shards).toBeGreaterThanOrEqual(a.shards);
        expect(Math.log2(b.shards) % 1).toBe(0);
      }),
    );
  });

  it('drives a storm of whatever size in time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000_000 }), (storm) => {
        const sizing = sizeFor({ ...TOWN, storm }, MODEL);
        expect(sizing.recordedS).toBeLessThanOrEqual(sizing.drivenS);
        expect(sizing.drivenS).toBeLessThanOrEqual(POLICY.stormWithinS + 1e-6);
      }),
    );
  });

  it('plans hosts below the limits of each, and two of each where one server does not suffice', () => {
    fc.assert(
      fc.property(fc.double({ min: 100_000, max: 100_000_000, noNaN: true }), (casesPerYear) => {
        const { processes, tasksPerS } = sizeFor({ ...TOWN, casesPerYear, lifeDays: 365 }, MODEL);
        if ('temporal' in processes) return;
        for (const service of ['frontend', 'history', 'matching'] as const) {
          const hosts = processes[service];
          expect(hosts).toBeGreaterThanOrEqual(2);
          const callsPerHost = (tasksPerS * MODEL.calls[service]) / hosts;
          expect(callsPerHost).toBeLessThanOrEqual(LIMITS[service].calls * POLICY.fullness + 1e-6);
        }
        const stored = (tasksPerS * MODEL.calls.persistence) / processes.history;
        expect(stored).toBeLessThanOrEqual(LIMITS.history.persistence * POLICY.fullness + 1e-6);
      }),
    );
    // 1,000 tasks a second ask matching 2,800 times, half of 1,200 each.
    expect(hostsByLimits('matching', 1_000, MODEL.calls, POLICY)).toBeCloseTo(2_800 / 600, 9);
    expect(hostsByLimits('history', 1_000, MODEL.calls, POLICY)).toBeCloseTo(13_000 / 4_500, 9);
  });

  it('counts the connections of every pool', () => {
    const large = sizeFor({ ...TOWN, casesPerYear: 20_000_000 }, MODEL);
    const n = large.processes;
    if ('temporal' in n) throw new Error('one server');
    expect(large.connections).toBe(n.worker * 12 + n.api * 10 + n.history * 13 + (n.frontend + n.matching + 1) * 8);
    expect(sizeFor(TOWN, MODEL).connections).toBe(12 + 10 + 100);
  });
});
