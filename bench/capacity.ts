// The capacity model: what a command, a read, a workflow task, a case cost, fitted to measured runs by least squares.
// Pure. capacity-storm.ts and capacity-memory.ts fit the rest, capacity-size.ts sizes machines from all of it.

/** What was counted in one run, whose costs are to be explained by it. */
export interface Counts {
  /** Cases registered. */
  readonly cases: number;
  /** Commands acknowledged, each intake as one. */
  readonly steps: number;
  /** Those of them that came over HTTP. */
  readonly calls: number;
  /** Pages and lists that were asked for over HTTP. */
  readonly reads: number;
  /** Workflow tasks completed: the worker's part of them. */
  readonly tasks: number;
  /** Those of them whose history lies in PostgreSQL: the production server's. */
  readonly stored: number;
  /** Those of them that the development server keeps in its own file. */
  readonly embedded: number;
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
  /** Of each resource that was measured. */
  readonly used: Readonly<Partial<Record<Resource, number>>>;
}

/** Which counts may explain which resource. */
const EXPLAINED: Readonly<Record<Resource, readonly (keyof Counts)[]>> = {
  driver: ['steps', 'seconds'],
  postgres: ['steps', 'reads', 'stored', 'seconds'],
  services: ['calls', 'reads', 'tasks', 'processSeconds'],
  engine: ['stored', 'embedded', 'seconds'],
  record: ['cases', 'steps'],
  store: ['cases', 'stored'],
  visibility: ['cases', 'stored'],
  wal: ['steps', 'stored'],
};

/** Of each resource, how much one of each count takes; never negative. What no fitted run had is not there. */
export type Coefficients = Readonly<Record<Resource, Readonly<Partial<Record<keyof Counts, number>>>>>;

/** Over HTTP the driver is the caller, who is not ours. A run that had nothing of what may explain a resource tells nothing of it. */
const tells = (resource: Resource, { counts, used }: Run): boolean =>
  (used[resource] ?? 0) > 0 &&
  EXPLAINED[resource].some((name) => counts[name] > 0) &&
  (resource !== 'driver' || counts.calls + counts.reads === 0);

/**
 * Least squares of the relative error, so that a long run weighs no more than a short one.
 *
 * @throws Error when a resource was measured in fewer runs than it has coefficients
 */
export function fitted(runs: readonly Run[]): Coefficients {
  const of = (resource: Resource) => {
    const told = runs.filter((run) => !run.heldOut && tells(resource, run));
    const names = EXPLAINED[resource].filter((name) => told.some(({ counts }) => counts[name] > 0));
    if (told.length === 0 || told.length < names.length)
      throw new Error(`${resource}: ${told.length} runs for ${names.length} coefficients`);
    const rows = told.map(({ counts, used }) => names.map((name) => counts[name] / (used[resource] ?? 1)));
    const solved = leastSquares(rows);
    return Object.fromEntries(names.map((name, i) => [name, solved[i] ?? 0]));
  };
  return Object.fromEntries(RESOURCES.map((resource) => [resource, of(resource)])) as unknown as Coefficients;
}

/** x ≥ 0 with Σ(row · x − 1)² least: by the normal equations, without the columns that would come out negative. */
export function leastSquares(rows: readonly (readonly number[])[]): readonly number[] {
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

/** Gauss with pivoting. A column that depends on others, or is empty, gets 0. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const n = rows.length;
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let c = 0; c < n; c += 1) {
    let pivot = c;
    for (let i = c + 1; i < n; i += 1) if (Math.abs(at(i, c)) > Math.abs(at(pivot, c))) pivot = i;
    [rows[c], rows[pivot]] = [rows[pivot] ?? [], rows[c] ?? []];
    const head = at(c, c);
    if (Math.abs(head) <= 1e-12 * Math.abs(matrix[c]?.[c] ?? 1)) {
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
  /** cpu and 'cpu until recorded': ms. disk and wal: bytes. memory: MiB. recorded and driven: s from the first lapse. */
  readonly what: 'cpu' | 'disk' | 'wal' | 'memory' | 'cpu until recorded' | 'recorded' | 'driven';
  readonly measured: number;
  readonly predicted: number;
  /** Of the measured: 0.1 means that the model says a tenth more. */
  readonly error: number;
}

const SUMS: Readonly<Record<'cpu' | 'disk' | 'wal', readonly Resource[]>> = {
  cpu: ['driver', 'postgres', 'services', 'engine'],
  disk: ['record', 'store', 'visibility'],
  wal: ['wal'],
};

/** What the model says to each run, held out or not, beside what was measured. */
export function checks(coefficients: Coefficients, runs: readonly Run[]): readonly Check[] {
  return runs.flatMap((run) =>
    (['cpu', 'disk', 'wal'] as const).flatMap((what) => {
      const resources = SUMS[what].filter((resource) => tells(resource, run));
      if (resources.length === 0) return [];
      const measured = resources.reduce((sum, resource) => sum + (run.used[resource] ?? 0), 0);
      const said = resources.reduce((sum, resource) => sum + predicted(coefficients, resource, run.counts), 0);
      return [check(run, what, measured, said)];
    }),
  );
}

export function check(
  { scenario, heldOut }: { readonly scenario: string; readonly heldOut: boolean },
  what: Check['what'],
  measured: number,
  said: number,
): Check {
  return { scenario, heldOut, what, measured, predicted: said, error: said / measured - 1 };
}
