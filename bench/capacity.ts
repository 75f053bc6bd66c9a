// The capacity model: what a command, a workflow task, a case cost, fitted to measured runs by least squares, and from
// that the machines for so many cases a year. Pure: capacity-run.ts measures, reads and prints.

/** What was counted in one run, whose costs are to be explained by it. */
export interface Counts {
  /** Cases registered. */
  readonly cases: number;
  /** Commands acknowledged, each intake as one. */
  readonly steps: number;
  /** Those of them that came over HTTP. */
  readonly calls: number;
  /** Workflow tasks completed. */
  readonly tasks: number;
  /** How long it took: what runs costs something while nothing happens. */
  readonly seconds: number;
  /** The same for each of our own processes. */
  readonly processSeconds: number;
}

export const RESOURCES = ['driver', 'postgres', 'services', 'engine', 'record', 'store', 'visibility', 'wal'] as const;
/**
 * driver, postgres, services (workers and APIs) and engine: CPU ms. record, store, visibility: bytes on disk after a
 * checkpoint. wal: bytes.
 */
export type Resource = (typeof RESOURCES)[number];

/** One run, from the first command until the engine had caught up. */
export interface Run {
  readonly scenario: string;
  /** Not fitted to: the model is held against it. */
  readonly heldOut: boolean;
  readonly counts: Counts;
  readonly used: Readonly<Record<Resource, number>>;
}

/** Which counts may explain which resource. */
const EXPLAINED: Readonly<Record<Resource, readonly (keyof Counts)[]>> = {
  driver: ['steps', 'seconds'],
  postgres: ['steps', 'tasks', 'seconds'],
  services: ['calls', 'tasks', 'processSeconds'],
  engine: ['tasks', 'seconds'],
  record: ['cases', 'steps'],
  store: ['cases', 'tasks'],
  visibility: ['cases', 'tasks'],
  wal: ['steps', 'tasks'],
};

/** Of each resource, how much one of each count takes; never negative. */
export type Coefficients = Readonly<Record<Resource, Readonly<Partial<Record<keyof Counts, number>>>>>;

/** Over HTTP the driver is the caller, who is not ours. */
const tells = (resource: Resource, { counts, used }: Run): boolean =>
  used[resource] > 0 && (resource !== 'driver' || counts.calls === 0);

/**
 * Least squares of the relative error, so that a long run weighs no more than a short one.
 *
 * @throws Error when a resource was measured in fewer runs than it has coefficients
 */
export function fitted(runs: readonly Run[]): Coefficients {
  const of = (resource: Resource) => {
    const names = EXPLAINED[resource];
    const told = runs.filter((run) => !run.heldOut && tells(resource, run));
    if (told.length < names.length)
      throw new Error(`${resource}: ${told.length} runs for ${names.length} coefficients`);
    const rows = told.map(({ counts, used }) => names.map((name) => counts[name] / used[resource]));
    const solved = leastSquares(rows);
    return Object.fromEntries(names.map((name, i) => [name, solved[i] ?? 0]));
  };
  return Object.fromEntries(RESOURCES.map((resource) => [resource, of(resource)])) as unknown as Coefficients;
}

/** x ≥ 0 with Σ(row · x − 1)² least: by the normal equations, without the columns that would come out negative. */
function leastSquares(rows: readonly (readonly number[])[]): readonly number[] {
  const width = rows[0]?.length ?? 0;
  let kept = Array.from({ length: width }, (_, i) => i);
  for (;;) {
    const x = solve(
      kept.map((i) => kept.map((j) => rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0))),
      kept.map((i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0)),
    );
    const least = x.reduce((at, value, i) => (value < (x[at] ?? 0) ? i : at), 0);
    if ((x[least] ?? 0) >= 0) return Array.from({ length: width }, (_, i) => x[kept.indexOf(i)] ?? 0);
    kept = kept.filter((_, i) => i !== least);
  }
}

/** Gauss with pivoting. A column that depends on others gets 0. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const n = rows.length;
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let c = 0; c < n; c += 1) {
    let pivot = c;
    for (let i = c + 1; i < n; i += 1) if (Math.abs(at(i, c)) > Math.abs(at(pivot, c))) pivot = i;
    [rows[c], rows[pivot]] = [rows[pivot] ?? [], rows[c] ?? []];
    const head = at(c, c);
    if (Math.abs(head) < 1e-12 * Math.abs(matrix[c]?.[c] ?? 1)) {
      rows[c] = rows[c]?.map((_, j) => (j === c ? 1 : 0)) ?? [];
      continue;
    }
    for (let i = 0; i < n; i += 1) {
      if (i === c) continue;
      const factor = at(i, c) / head;
      rows[i] = (rows[i] ?? []).map((value, j) => value - factor * at(c, j));
    }
  }
  return rows.map((_, i) => at(i, n) / at(i, i));
}

export function predicted(coefficients: Coefficients, resource: Resource, counts: Counts): number {
  return EXPLAINED[resource].reduce((sum, name) => sum + (coefficients[resource][name] ?? 0) * counts[name], 0);
}

export interface Check {
  readonly scenario: string;
  readonly heldOut: boolean;
  readonly what: 'cpu' | 'disk' | 'wal';
  readonly measured: number;
  readonly predicted: number;
  /** Of the measured: 0.1 means that the model says a tenth more. */
  readonly error: number;
}

const SUMS: Readonly<Record<Check['what'], readonly Resource[]>> = {
  cpu: ['driver', 'postgres', 'services', 'engine'],
  disk: ['record', 'store', 'visibility'],
  wal: ['wal'],
};

/** What the model says to each run, held out or not, beside what was measured. */
export function checks(coefficients: Coefficients, runs: readonly Run[]): readonly Check[] {
  return runs.flatMap((run) =>
    (['cpu', 'disk', 'wal'] as const).map((what) => {
      const resources = SUMS[what].filter((resource) => tells(resource, run));
      const measured = resources.reduce((sum, resource) => sum + run.used[resource], 0);
      const said = resources.reduce((sum, resource) => sum + predicted(coefficients, resource, run.counts), 0);
      const { scenario, heldOut } = run;
      return { scenario, heldOut, what, measured, predicted: said, error: said / measured - 1 };
    }),
  );
}

/** What is asked of an installation. */
export interface Demand {
  readonly name: string;
  readonly casesPerYear: number;
  /** Cases of a working day before the Spring Festival, of those of an average one. */
  readonly peakFactor: number;
  readonly commandsPerCase: number;
  /** Warnings and lapses of a case: instants that time itself acts on. */
  readonly instantsPerCase: number;
  /** Mean life of a case, days. */
  readonly lifeDays: number;
  /** For how long closed cases stay in the database, years. */
  readonly keepYears: number;
}

/** What is not measured but chosen; all of it is printed beside the result. */
export interface Policy {
  readonly workingDays: number;
  readonly workingHours: number;
  /** The busiest hour, of the mean working hour. */
  readonly hourFactor: number;
  /** How full a core may be planned. */
  readonly fullness: number;
  /** Instants of a day fall at midnight together and are to be done within so long, s. */
  readonly stormWithinS: number;
  /** Workflow tasks for each instant: the timer, and the news of what it did. */
  readonly tasksPerInstant: number;
  /** Workflow tasks for each command: wakes of a case within a second are one. */
  readonly tasksPerCommand: number;
  /** Days for which Temporal keeps closed workflows. */
  readonly retentionDays: number;
  /** Base backups and days of WAL that are kept. */
  readonly backups: number;
  /** Workflow tasks a second that one shard is planned for. */
  readonly tasksPerShard: number;
  /** Of what is open, in the record and in the engine, the part that PostgreSQL is to find in memory. */
  readonly hotShare: number;
  /** Memory of a process, MiB. */
  readonly apiMib: number;
  readonly workerMib: number;
  readonly engineMib: number;
  /** Of the engine for each workflow in its cache, KiB, and how many it keeps. */
  readonly cachedKib: number;
  readonly cached: number;
}

export const POLICY: Policy = {
  ...{ workingDays: 250, workingHours: 8, hourFactor: 2, fullness: 0.5 },
  ...{ stormWithinS: 600, tasksPerInstant: 2, tasksPerCommand: 1 },
  ...{ retentionDays: 3, backups: 7, tasksPerShard: 10, hotShare: 0.25 },
  ...{ apiMib: 400, workerMib: 1_000, engineMib: 600, cachedKib: 26, cached: 32_000 },
};

export interface Sizing {
  readonly openCases: number;
  readonly commandsPerS: number;
  readonly tasksPerS: number;
  /** Instants that fall due at one midnight of the peak. */
  readonly storm: number;
  /** Cores that are kept for it: those of the busiest hour, or of the storm where that is more. */
  readonly cores: Readonly<Record<'api' | 'worker' | 'postgres' | 'engine', number>>;
  readonly processes: Readonly<Record<'api' | 'worker' | 'frontend' | 'history' | 'matching', number>>;
  readonly memoryGib: Readonly<Record<'api' | 'worker' | 'postgres' | 'engine', number>>;
  readonly diskGib: Readonly<Record<'open' | 'closed' | 'engine' | 'backup', number>>;
  readonly walGibPerDay: number;
  readonly shards: number;
  /** Seconds from midnight until the storm is over, on these cores. */
  readonly stormS: number;
}

const GIB = 2 ** 30;
const SECOND = { seconds: 1, processSeconds: 1 } as const;
const NO_TIME = { seconds: 0, processSeconds: 0 } as const;

/** The machines for a demand. Every figure grows with every figure of the demand, or stays. */
export function sizeFor(demand: Demand, coefficients: Coefficients, policy: Policy = POLICY): Sizing {
  const perDay = (demand.casesPerYear / policy.workingDays) * demand.peakFactor;
  const openCases = Math.ceil((demand.casesPerYear / 365) * demand.lifeDays * Math.sqrt(demand.peakFactor));
  const steps = perDay * (1 + demand.commandsPerCase);
  const storm = Math.ceil(perDay * demand.instantsPerCase);
  const hour = (steps / policy.workingHours / 3_600) * policy.hourFactor;
  const day: Counts = { cases: 0, steps: hour, calls: hour, tasks: hour * policy.tasksPerCommand, ...SECOND };
  const night: Counts = {
    ...{ cases: 0, steps: storm / policy.stormWithinS, calls: 0, ...SECOND },
    tasks: (storm * policy.tasksPerInstant) / policy.stormWithinS,
  };
  const cores = coresFor(coefficients, day, night, policy.fullness);
  const processes = processesFor(cores);
  const events = demand.casesPerYear * (1 + demand.commandsPerCase + demand.instantsPerCase);
  const perCase = (resource: Resource, steps_: number, tasks: number): number =>
    predicted(coefficients, resource, { cases: 1, steps: steps_, calls: 0, tasks, ...NO_TIME });
  const whole = 1 + demand.commandsPerCase + demand.instantsPerCase;
  const tasksOfCase = demand.commandsPerCase * policy.tasksPerCommand + demand.instantsPerCase * policy.tasksPerInstant;
  const diskOfCase = perCase('record', whole, 0);
  // What visibility grows by with each task are dead rows, which vacuum takes back.
  const inEngine = perCase('store', 0, tasksOfCase) + perCase('visibility', 0, 0);
  const closing = perDay * policy.retentionDays;
  const wal = predicted(coefficients, 'wal', {
    ...{ ...NO_TIME, cases: 0, calls: 0, steps: (events / 365) * demand.peakFactor },
    tasks: perDay * tasksOfCase,
  });
  const database = openCases * diskOfCase + demand.casesPerYear * demand.keepYears * diskOfCase;
  const stepsOfStorm = coresFor(coefficients, { ...day, ...NO_TIME, steps: 0, calls: 0, tasks: 0 }, night, 1);
  const slowest = Math.max(
    ...(['worker', 'postgres', 'engine'] as const).map((part) => stepsOfStorm[part] / cores[part]),
  );
  return {
    openCases,
    commandsPerS: hour,
    tasksPerS: Math.max(day.tasks, night.tasks),
    storm,
    cores,
    processes,
    memoryGib: memoryFor(openCases, processes, (policy.hotShare * openCases * (diskOfCase + inEngine)) / GIB, policy),
    diskGib: {
      open: (openCases * diskOfCase) / GIB,
      closed: (demand.casesPerYear * demand.keepYears * diskOfCase) / GIB,
      engine: ((openCases + closing) * inEngine) / GIB,
      backup: (policy.backups * (database + (openCases + closing) * inEngine + wal)) / GIB,
    },
    walGibPerDay: wal / GIB,
    shards: shardsFor(Math.max(day.tasks, night.tasks), policy),
    stormS: slowest * policy.stormWithinS,
  };
}

/** `day` and `night` are counts of one second. An act of time is decided in the worker as a command is in the API, without HTTP around it. */
function coresFor(of: Coefficients, day: Counts, night: Counts, fullness: number): Sizing['cores'] {
  const need = (ms: (counts: Counts) => number): number => Math.max(ms(day), ms(night)) / 1_000 / fullness;
  const idle = (of.services.processSeconds ?? 0) / fullness / 1_000;
  const byTasks = ({ tasks }: Counts): number => (of.services.tasks ?? 0) * tasks;
  return {
    api: need(({ calls }) => (of.services.calls ?? 0) * calls),
    worker: idle + need((counts) => byTasks(counts) + (of.driver.steps ?? 0) * (counts.steps - counts.calls)),
    postgres: need((counts) => predicted(of, 'postgres', counts)),
    engine: need((counts) => predicted(of, 'engine', counts)),
  };
}

/** One core is all that one Node process has, and nothing that people wait for runs only once. */
function processesFor(cores: Sizing['cores']): Sizing['processes'] {
  const twoOrMore = (n: number): number => Math.max(2, Math.ceil(n));
  return {
    api: twoOrMore(cores.api),
    worker: twoOrMore(cores.worker),
    // A third each of the engine's work; four cores to a process.
    frontend: twoOrMore(cores.engine / 3 / 4),
    history: twoOrMore(cores.engine / 2 / 4),
    matching: twoOrMore(cores.engine / 6 / 4),
  };
}

function memoryFor(open: number, n: Sizing['processes'], hotGib: number, policy: Policy): Sizing['memoryGib'] {
  const cached = (Math.min(open, policy.cached * n.history) * policy.cachedKib) / 2 ** 20;
  return {
    api: (n.api * policy.apiMib) / 1_024,
    worker: (n.worker * policy.workerMib) / 1_024,
    postgres: Math.max(4, hotGib),
    engine: ((n.frontend + n.history + n.matching + 1) * policy.engineMib) / 1_024 + cached,
  };
}

/** A power of two, never below 64: it cannot be changed later, and 64 costs nothing over 4. */
function shardsFor(tasksPerS: number, { tasksPerShard }: Policy): number {
  return Math.max(64, 2 ** Math.ceil(Math.log2(Math.max(1, tasksPerS / tasksPerShard))));
}
