// From a demand and the fitted model to machines. What is not measured but chosen is the policy: each of it says why.
// Pure: capacity-run.ts prints.
import { type Coefficients, type Counts, predicted } from './capacity.ts';
import { CACHED, type MemoryPrices } from './capacity-memory.ts';
import { type StormCosts, stormTimes } from './capacity-storm.ts';

/** What is asked of an installation. */
export interface Demand {
  readonly name: string;
  readonly casesPerYear: number;
  /** Cases of a working day before the Spring Festival, of those of an average one. */
  readonly peakFactor: number;
  readonly commandsPerCase: number;
  /** Acts of time of a case: warnings, lapses, rungs of the ladder. */
  readonly instantsPerCase: number;
  /** Mean life of a case, days. */
  readonly lifeDays: number;
  /** For how long closed cases stay in the database, years. */
  readonly keepYears: number;
  /** Acts of time at one instant of the peak; when left out it follows from cases and instants. */
  readonly storm?: number;
}

export interface Policy {
  readonly workingDays: number;
  readonly workingHours: number;
  /** The busiest hour, of the mean working hour: assumed. */
  readonly hourFactor: number;
  /** How full a core, and a limit of a host, may be planned: half, so that the other half may fail. */
  readonly fullness: number;
  /** Pages and lists that are asked for, for each command: assumed. */
  readonly readsPerCommand: number;
  /** Days without work that end on one: what would lapse on them lapses at the end of the next (the Festival of 2026). */
  readonly holidayDays: number;
  /** Of the acts of time, the part that falls on 08:30 (warnings) and on midnight (lapses): of the thirty published cases. */
  readonly warnShare: number;
  readonly lapseShare: number;
  /** A storm is to be driven within so long, s. */
  readonly stormWithinS: number;
  /** Workflow tasks for each act of time, at most: its timer, and the news of what the sweeper did. */
  readonly tasksPerInstant: number;
  /** Workflow tasks for each command, at most: wakes of a case within a second are one. */
  readonly tasksPerCommand: number;
  /** Days for which Temporal keeps closed workflows (its namespace's setting). */
  readonly retentionDays: number;
  /** Base backups, and days of WAL, that are kept (deploy/postgres/backup.sh). */
  readonly backups: number;
  /** Of what is open in the engine's store, the part that PostgreSQL is to find in memory: no run was long enough to have a cold part. */
  readonly hotShare: number;
  /** How long a write of the store takes, ms, and the part of its time for which a shard may be writing: no run had the shards full. */
  readonly persistenceMs: number;
  readonly shardFullness: number;
  /** The server up to which one process of each is planned (docker-compose.yml): cores, and memory in GiB. */
  readonly oneServerCores: number;
  readonly oneServerGib: number;
}

export const POLICY: Policy = {
  ...{ workingDays: 250, workingHours: 8, hourFactor: 2, fullness: 0.5, readsPerCommand: 10 },
  ...{ holidayDays: 9, warnShare: 0.66, lapseShare: 0.28, stormWithinS: 3_600 },
  ...{ tasksPerInstant: 2, tasksPerCommand: 1, retentionDays: 3, backups: 7, hotShare: 0.25 },
  ...{ persistenceMs: 2, shardFullness: 0.25, oneServerCores: 4, oneServerGib: 8 },
};

type Service = 'frontend' | 'history' | 'matching';

/** Calls a second that a host takes, and that it makes to the store: defaults of Temporal 1.32, each per host. */
export const LIMITS: Readonly<Record<Service, { readonly calls: number; readonly persistence: number }>> = {
  frontend: { calls: 2_400, persistence: 2_000 },
  history: { calls: 3_000, persistence: 9_000 },
  matching: { calls: 1_200, persistence: 3_000 },
};

/** Calls for one workflow task, measured; persistence of all services together. */
export type CallsPerTask = Readonly<Record<Service | 'persistence', number>>;

export interface Model {
  readonly prices: Coefficients;
  readonly storm: StormCosts;
  readonly memory: MemoryPrices;
  readonly calls: CallsPerTask;
}

export type Part = 'api' | 'worker' | 'postgres' | 'engine';
type Cores = Readonly<Record<Part, number>>;

export interface Sizing {
  readonly openCases: number;
  readonly commandsPerS: number;
  readonly readsPerS: number;
  /** Acts of time at the worst instant of the peak. */
  readonly storm: number;
  /** The busiest hour's or the storm's, whichever is more. */
  readonly tasksPerS: number;
  /** For the busiest hour; for the storm to be driven in time; whole ones for both. */
  readonly hourCores: Cores;
  readonly stormCores: Cores;
  readonly cores: Cores;
  /** What the storm takes on these, s. */
  readonly recordedS: number;
  readonly drivenS: number;
  readonly processes:
    | Readonly<Record<'api' | 'worker' | Service, number>>
    | Readonly<Record<'api' | 'worker' | 'temporal', number>>;
  readonly memoryGib: Readonly<Record<Part, number>>;
  readonly diskGib: Readonly<Record<'open' | 'closed' | 'engine' | 'backup', number>>;
  readonly walGibPerDay: number;
  /** To PostgreSQL when every pool is full. */
  readonly connections: number;
  readonly shards: number;
}

const GIB = 2 ** 30;
const NOTHING: Counts = {
  ...{ cases: 0, steps: 0, calls: 0, reads: 0, tasks: 0, stored: 0, embedded: 0, seconds: 0, processSeconds: 0 },
};

/** The machines for a demand. Every figure grows with every figure of the demand, or stays. */
export function sizeFor(demand: Demand, model: Model, policy: Policy = POLICY): Sizing {
  const { casesPerYear, peakFactor, commandsPerCase } = demand;
  const perDay = (casesPerYear / policy.workingDays) * peakFactor;
  // The rate of the peak times the life: the peak is taken to last at least as long as a case.
  const openCases = Math.ceil((casesPerYear / 365) * peakFactor * demand.lifeDays);
  const commandsPerS = ((perDay * (1 + commandsPerCase)) / policy.workingHours / 3_600) * policy.hourFactor;
  const readsPerS = commandsPerS * policy.readsPerCommand;
  const storm = demand.storm ?? stormOf(demand, policy);
  const tasks = commandsPerS * policy.tasksPerCommand;
  const hourCores = coresOf(
    model.prices,
    { ...NOTHING, steps: commandsPerS, calls: commandsPerS, reads: readsPerS, tasks, stored: tasks, seconds: 1 },
    policy.fullness,
  );
  const both = stormMs(model);
  const stormCores = divided(sum(both.record, both.drive), storm, policy.stormWithinS - model.storm.noticeS);
  const cores = whole(hourCores, stormCores);
  const tasksPerS = Math.max(tasks, (storm * policy.tasksPerInstant) / policy.stormWithinS);
  const disk = diskFor(demand, openCases, perDay, model.prices, policy);
  const memoryOf = (n: Sizing['processes']) => memoryFor(openCases, n, disk.inEngine, model.memory, policy);
  const fits = total(cores) <= policy.oneServerCores && total(memoryOf(ONE_OF_EACH)) <= policy.oneServerGib;
  const processes = fits ? ONE_OF_EACH : processesFor(cores, tasksPerS, model.calls, policy);
  return {
    ...{ openCases, commandsPerS, readsPerS, storm, tasksPerS, hourCores, stormCores, cores, processes },
    recordedS: slowest(model, both.record, storm, cores),
    drivenS: slowest(model, sum(both.record, both.drive), storm, cores),
    memoryGib: memoryOf(processes),
    ...{ diskGib: disk.gib, walGibPerDay: disk.walGibPerDay },
    connections: connectionsOf(processes),
    shards: shardsFor(tasksPerS, model.calls, policy),
  };
}

/**
 * The larger of two instants of the peak: warnings of a working day, all at 08:30; or lapses at the midnight that ends
 * the first working day after the Festival, which takes those of every day of it. Periods in working days have no such
 * heap, so that this is more than will be.
 */
function stormOf({ casesPerYear, peakFactor, instantsPerCase }: Demand, policy: Policy): number {
  const perYear = casesPerYear * peakFactor * instantsPerCase;
  const [warned, lapsed] = [
    policy.warnShare / policy.workingDays,
    (policy.lapseShare * (policy.holidayDays + 1)) / 365,
  ];
  return Math.ceil(perYear * Math.max(warned, lapsed));
}

/** `second` are counts of one second. */
function coresOf(of: Coefficients, second: Counts, fullness: number): Cores {
  const need = (ms: number): number => ms / 1_000 / fullness;
  const idle = of.services.processSeconds ?? 0;
  return {
    api: need(idle + (of.services.calls ?? 0) * second.calls + (of.services.reads ?? 0) * second.reads),
    worker: need(idle + (of.services.tasks ?? 0) * second.tasks),
    postgres: need(predicted(of, 'postgres', second)),
    engine: need(predicted(of, 'engine', second)),
  };
}

/**
 * CPU ms of one lapse by part. Storms are measured in all: recording is divided as a command in process, which the
 * worker's sweeper decides; driving as a workflow task. Where the storm was measured without PostgreSQL under the
 * engine, that part comes on top in the proportion of a task.
 */
function stormMs({ prices, storm }: Model): { readonly record: Cores; readonly drive: Cores } {
  const command = { api: 0, worker: prices.driver.steps ?? 0, postgres: prices.postgres.steps ?? 0, engine: 0 };
  const task = {
    ...{ api: 0, worker: prices.services.tasks ?? 0, postgres: prices.postgres.stored ?? 0 },
    engine: prices.engine.stored ?? 0,
  };
  const measured = storm.engine === 'server' ? total(task) : task.worker + task.engine;
  return { record: scaled(command, storm.recordMs / total(command)), drive: scaled(task, storm.driveMs / measured) };
}

const PARTS: readonly Part[] = ['api', 'worker', 'postgres', 'engine'];
const each = (of: (part: Part) => number): Cores => ({
  api: of('api'),
  worker: of('worker'),
  postgres: of('postgres'),
  engine: of('engine'),
});
const total = (cores: Cores): number => PARTS.reduce((all, part) => all + cores[part], 0);
const sum = (a: Cores, b: Cores): Cores => each((part) => a[part] + b[part]);
const scaled = (a: Cores, by: number): Cores => each((part) => a[part] * by);
const divided = (ms: Cores, lapses: number, withinS: number): Cores =>
  scaled(ms, lapses / 1_000 / Math.max(1, withinS));
const whole = (a: Cores, b: Cores): Cores => each((part) => Math.max(1, Math.ceil(Math.max(a[part], b[part]) - 1e-9)));

/** Until the slowest part is done. */
function slowest(model: Model, ms: Cores, lapses: number, cores: Cores): number {
  const of = (part: Part): number =>
    stormTimes({ ...model.storm, recordMs: ms[part], driveMs: 0 }, { lapses, windowS: 0, cores: cores[part] })
      .recordedS;
  return Math.max(...PARTS.map(of));
}

const CORES_OF_A_HOST = 4;
/** Of the engine's CPU. A third, a half and a sixth: chosen, since its services were only measured together. */
const SHARE: Readonly<Record<Service, number>> = { frontend: 1 / 3, history: 1 / 2, matching: 1 / 6 };

/** One server: Temporal's services are one process. */
const ONE_OF_EACH = { api: 1, worker: 1, temporal: 1 } as const;

/** Two at least of all that people wait for. */
function processesFor(cores: Cores, tasksPerS: number, calls: CallsPerTask, policy: Policy): Sizing['processes'] {
  const hosts = (service: Service): number =>
    twoOrMore(
      Math.max((cores.engine * SHARE[service]) / CORES_OF_A_HOST, hostsByLimits(service, tasksPerS, calls, policy)),
    );
  return {
    ...{ api: twoOrMore(cores.api), worker: twoOrMore(cores.worker) },
    ...{ frontend: hosts('frontend'), history: hosts('history'), matching: hosts('matching') },
  };
}

const twoOrMore = (n: number): number => Math.max(2, Math.ceil(n - 1e-9));

/** All calls to the store are taken as the history hosts': the server counts them in all. */
export function hostsByLimits(service: Service, tasksPerS: number, calls: CallsPerTask, { fullness }: Policy): number {
  const own = (tasksPerS * calls[service]) / LIMITS[service].calls;
  const stored = service === 'history' ? (tasksPerS * calls.persistence) / LIMITS.history.persistence : 0;
  return Math.max(own, stored) / fullness;
}

/** Pools: worker.ts, api/server.ts; Temporal's store and visibility as bench/cluster has them. */
const POOLS = { worker: 12, api: 10, history: 13, other: 8, temporal: 100 } as const;

function connectionsOf(n: Sizing['processes']): number {
  const own = n.worker * POOLS.worker + n.api * POOLS.api;
  if ('temporal' in n) return own + POOLS.temporal;
  // And the server's own worker.
  return own + n.history * POOLS.history + (n.frontend + n.matching + 1) * POOLS.other;
}

function diskFor(demand: Demand, open: number, perDay: number, of: Coefficients, policy: Policy) {
  const { commandsPerCase, instantsPerCase, casesPerYear, keepYears } = demand;
  const steps = 1 + commandsPerCase + instantsPerCase;
  // Those that are open have on average half of their life behind them.
  const stored = commandsPerCase * policy.tasksPerCommand + instantsPerCase * policy.tasksPerInstant;
  const ofCase = (life: number): number => predicted(of, 'record', { ...NOTHING, cases: 1, steps: steps * life });
  // What visibility grows by with each task are dead rows, which vacuum takes back.
  const inEngineAfter = (life: number): number =>
    predicted(of, 'store', { ...NOTHING, cases: 1, stored: stored * life }) +
    predicted(of, 'visibility', { ...NOTHING, cases: 1 });
  const [inRecord, inEngine] = [ofCase(1 / 2), inEngineAfter(1 / 2)];
  const engine = open * inEngine + perDay * policy.retentionDays * inEngineAfter(1);
  const wal = perDay * predicted(of, 'wal', { ...NOTHING, steps, stored });
  const closed = casesPerYear * keepYears * ofCase(1);
  const backup = policy.backups * (open * inRecord + closed + engine + wal);
  const gib = { open: (open * inRecord) / GIB, closed: closed / GIB, engine: engine / GIB, backup: backup / GIB };
  return { inEngine, gib, walGibPerDay: wal / GIB };
}

/** One process of the server is taken for each host: the fit has no memory of a single service. */
function memoryFor(open: number, n: Sizing['processes'], inEngine: number, of: MemoryPrices, policy: Policy) {
  const hosts = 'temporal' in n ? 1 : n.frontend + n.history + n.matching + 1;
  const histories = 'temporal' in n ? 1 : n.history;
  const mib = {
    api: n.api * of.api,
    worker: n.worker * of.worker + (Math.min(open, n.worker * CACHED.worker) * of.workerCachedKib) / 1_024,
    postgres: of.postgres.server + (open * of.postgresCaseKib) / 1_024 + (policy.hotShare * open * inEngine) / 2 ** 20,
    engine: hosts * of.engine.server + (Math.min(open, histories * CACHED.history) * of.engineCachedKib) / 1_024,
  };
  return scaled(mib, 1 / 1_024);
}

/** A power of two, never below 64: it cannot be changed later, and 64 costs nothing over 4. A shard writes one after the other. */
function shardsFor(tasksPerS: number, { persistence }: CallsPerTask, policy: Policy): number {
  const writing = (tasksPerS * persistence * policy.persistenceMs) / 1_000;
  return Math.max(64, 2 ** Math.ceil(Math.log2(Math.max(1, writing / policy.shardFullness))));
}
