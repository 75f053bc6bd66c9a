// Which lines of result files the capacity model is fitted to, and which it is held against. By rule, not by looking:
// of a scenario that stands several times (same measure, way, engine, size and round) the newest counts;
// M (capacity-measure.ts): as its list of scenarios says;
// A (bench): one caller, as commands come alone; followed, or with every case over before its workflow began, since the
//   tasks of others were not counted. Odd rounds are fitted, even ones held out;
// B: of an engine's several numbers of cases the largest is held out, the others are fitted;
// C and the burst of `armed`: one instant is fitted, a window is held out;
// left out: lines of peers, CPU of a machine of which others had more than `quiet`, and storms where others had more than a
//   quarter: how long all cores take cannot be read from a machine that was shared.
import { z } from 'zod';
import type { Counts, Run } from './capacity.ts';
import { RESOURCES } from './capacity.ts';
import { type Scenario, WARM_CASES } from './capacity-measure.ts';
import type { Holding } from './capacity-memory.ts';
import type { Storm } from './capacity-storm.ts';

/** A line with where it stands. */
export interface Placed {
  readonly file: string;
  readonly no: number;
  readonly line: unknown;
}

export interface Told {
  readonly runs: readonly Run[];
  readonly storms: readonly Storm[];
  readonly holdings: readonly Holding[];
  readonly servers: readonly Server[];
  /** What each line was used for, in the order of the files. */
  readonly used: readonly { readonly where: string; readonly scenario: string; readonly as: string }[];
}

/** What the production server did for so many workflow tasks. */
export interface Server {
  readonly tasks: number;
  readonly calls: Readonly<Record<string, number>>;
}

const number = z.number();
const ENGINE = { dev: 'dev', server: 'server', cluster: 'server' } as const;
const mib = z.object({ services: number, engine: number, postgres: number });

const measuredRun = z.object({
  measure: z.literal('M'),
  scenario: z.string(),
  heldOut: z.boolean(),
  engine: z.enum(['dev', 'server', 'cluster']),
  counts: z.object({
    ...{ cases: number, steps: number, calls: number, reads: number.default(0), tasks: number },
    ...{ seconds: number, processSeconds: number },
  }),
  used: z.record(z.enum(RESOURCES), number),
  server: z.record(z.string(), number),
  others: number,
  memoryMib: mib,
});
const benchLine = {
  peer: z.literal('jiefen'),
  variant: z.string(),
  round: number,
};
const lifecycles = z.object({
  ...benchLine,
  measure: z.literal('A'),
  ...{ concurrency: number, lifecycles_per_s: number, durable_steps_per_lifecycle: number, of_it_pg: number },
  ...{ of_it_driver: number, of_it_services: number, of_it_engine: number, closed_cases: number },
  ...{ never_started: number, wal_bytes_per_lifecycle: number, followed: z.boolean(), others: number },
});
const park = z.object({
  ...benchLine,
  measure: z.literal('B'),
  ...{ cases: number, of_it_record: number, of_it_store: number, of_it_visibility: number },
  ...{ wal_bytes_per_case: number, engine_mib: number, of_it_workers: number, pg_mib: number },
});
const storm = z.object({
  ...benchLine,
  measure: z.enum(['C', 'armed']),
  what: z.string().optional(),
  ...{ window_s: number, cases: number, drain_s: number, driven_drain_s: number, cpu_ms_per_lapse: number },
  ...{ bg_busy: number, driven_cpu_ms_per_lapse: number.optional(), open_cases: number.optional() },
  memory: mib.optional(),
});
const done = z.object({ done: z.string(), machine: z.string() });

type OneLine = z.infer<typeof measuredRun> | z.infer<typeof lifecycles> | z.infer<typeof park> | z.infer<typeof storm>;
interface Known {
  readonly where: string;
  readonly key: string;
  readonly line: OneLine;
  readonly cores: number;
}

export function told(placed: readonly Placed[], scenarios: readonly Scenario[], quiet: number): Told {
  const known = newest(placed);
  const largest = largestParks(known);
  const list: { -readonly [K in keyof Told]: Told[K][number][] } = {
    ...{ runs: [], storms: [], holdings: [], servers: [], used: [] },
  };
  for (const one of known) {
    const taken = takenFrom(one, { scenarios, quiet, largest });
    const held = [taken.run, taken.storm, taken.holding].find((part) => part !== undefined)?.heldOut;
    if (taken.run) list.runs.push(taken.run);
    if (taken.storm) list.storms.push(taken.storm);
    if (taken.holding) list.holdings.push(taken.holding);
    if (taken.server) list.servers.push(taken.server);
    const as = taken.why ?? (held ? 'held out' : 'fitted');
    list.used.push({ where: one.where, scenario: one.key, as });
  }
  return list;
}

const KINDS = [measuredRun, lifecycles, park, storm] as const;

/** Ours of all lines, the last of each scenario. The machine of a part stands in the line that ends it. */
function newest(placed: readonly Placed[]): readonly Known[] {
  const byKey = new Map<string, Known>();
  for (const [i, { file, no, line }] of placed.entries()) {
    for (const kind of KINDS) {
      const parsed = kind.safeParse(line);
      if (!parsed.success) continue;
      const key = keyOf(parsed.data);
      byKey.delete(key);
      byKey.set(key, { where: `${file}:${no}`, key, line: parsed.data, cores: coresAfter(placed, i) });
    }
  }
  return [...byKey.values()];
}

const TWO_CORES = 2;

function coresAfter(placed: readonly Placed[], from: number): number {
  const end = placed.slice(from).find(({ line, file }) => file === placed[from]?.file && done.safeParse(line).success);
  const machine = end ? done.parse(end.line).machine : '';
  return Number(/^(\d+) ×/.exec(machine)?.[1] ?? TWO_CORES);
}

function keyOf(line: OneLine): string {
  if (line.measure === 'M') return `M ${line.scenario}`;
  const head = `${line.measure} ${line.variant}`;
  const round = `round ${line.round}`;
  if (line.measure === 'A') return `${head} ${line.concurrency} callers, ${round}`;
  if (line.measure === 'B') return `${head} ${line.cases} cases, ${round}`;
  return `${head} ${line.cases} within ${line.window_s} s, ${round}`;
}

type Bench = Exclude<OneLine, z.infer<typeof measuredRun>>;
const engineOf = ({ variant }: Bench): 'dev' | 'server' =>
  ENGINE[(variant.split('/')[1]?.replace('-slim', '') ?? 'dev') as keyof typeof ENGINE] ?? 'dev';

/** By variant, where there are several sizes. */
function largestParks(known: readonly Known[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, Set<number>>();
  for (const { line } of known)
    if (line.measure === 'B') sizes.set(line.variant, (sizes.get(line.variant) ?? new Set()).add(line.cases));
  return new Map([...sizes].flatMap(([variant, of]) => (of.size > 1 ? [[variant, Math.max(...of)] as const] : [])));
}

interface Taken {
  readonly run?: Run;
  readonly storm?: Storm;
  readonly holding?: Holding;
  readonly server?: Server;
  /** Why it is left out. */
  readonly why?: string;
}

interface Rule {
  readonly scenarios: readonly Scenario[];
  readonly quiet: number;
  readonly largest: ReadonlyMap<string, number>;
}

const STORM_QUIET = 0.25;

function takenFrom({ line, key: scenario, cores }: Known, rule: Rule): Taken {
  const busy = line.measure === 'B' ? 0 : 'bg_busy' in line ? line.bg_busy : line.others;
  const most = line.measure === 'C' || line.measure === 'armed' ? Math.min(rule.quiet, STORM_QUIET) : rule.quiet;
  if (busy > most) return { why: `left out: others had ${busy} of the machine` };
  if (line.measure === 'M') return fromMeasured(line, scenario, rule.scenarios);
  if (line.variant.includes('-slim')) return { why: 'left out: visibility without its indexes' };
  if (line.measure === 'A') return fromLifecycles(line, scenario);
  if (line.measure === 'B') return fromPark(line, scenario, line.cases === rule.largest.get(line.variant));
  return fromStorm(line, scenario, cores);
}

function fromMeasured(line: z.infer<typeof measuredRun>, scenario: string, scenarios: readonly Scenario[]): Taken {
  const listed = scenarios.find(({ name }) => name === line.scenario);
  const heldOut = listed ? listed.heldOut === true : line.heldOut;
  const { tasks } = line.counts;
  const own = line.engine === 'dev';
  const counts: Counts = { ...line.counts, stored: own ? 0 : tasks, embedded: own ? tasks : 0 };
  const { engine, ...used } = line.used;
  const run: Run = { scenario, heldOut, counts, used: own ? used : line.used };
  const server = { tasks, calls: line.server };
  if (!listed) return { run, server };
  const { workers, apis, paths, life } = listed;
  const cases = line.counts.cases + WARM_CASES;
  const begun = life === 'rushed' || workers === 0 ? 0 : cases;
  // What is lived along `lean` is over at its end; before the commission cases stay open (path.ts).
  const stay = life === 'open' ? 1 : paths.filter((path) => path === 'full').length / paths.length;
  const holding = { ...{ scenario, heldOut, engine: ENGINE[line.engine], workers, apis, cases, begun } };
  return { run, server, holding: { ...holding, open: begun * stay, mib: line.memoryMib } };
}

/** A case that is followed has a workflow task for each wait of its caller: when it was begun and when it was over. */
const WAITS = 2;

function fromLifecycles(line: z.infer<typeof lifecycles>, scenario: string): Taken {
  if (line.concurrency !== 1) return { why: 'left out: commands of several callers are recorded together' };
  const spared = line.never_started === line.closed_cases;
  if (!line.followed && !spared) return { why: 'left out: tasks were not counted' };
  if (line.lifecycles_per_s === 0) return { why: 'left out: no whole lifecycle' };
  const [http, tasks, steps] = [line.variant.startsWith('http'), spared ? 0 : WAITS, line.durable_steps_per_lifecycle];
  const seconds = 1 / line.lifecycles_per_s;
  const stored = engineOf(line) === 'server' ? tasks : 0;
  const counts: Counts = {
    ...{ cases: 1, steps, calls: http ? steps : 0, reads: 0, tasks, stored, embedded: tasks - stored, seconds },
    processSeconds: seconds * (http ? 2 : 1),
  };
  const used = {
    ...{ driver: line.of_it_driver, postgres: line.of_it_pg, services: line.of_it_services },
    ...{ wal: line.wal_bytes_per_lifecycle, ...(tasks > 0 && { engine: line.of_it_engine }) },
  };
  return { run: { scenario, heldOut: line.round % 2 === 0, counts, used } };
}

/** An intake and a first request, and one workflow task that arms the timer. */
function fromPark(line: z.infer<typeof park>, scenario: string, heldOut: boolean): Taken {
  const { cases } = line;
  const engine = engineOf(line);
  const stored = engine === 'server' ? cases : 0;
  const counts: Counts = {
    ...{ cases, steps: 2 * cases, calls: 0, reads: 0, tasks: cases, stored, embedded: cases - stored },
    ...{ seconds: 0, processSeconds: 0 },
  };
  const inPostgres = { store: line.of_it_store * cases, visibility: line.of_it_visibility * cases };
  const used = {
    ...{ record: line.of_it_record * cases, wal: line.wal_bytes_per_case * cases },
    ...(engine === 'server' && inPostgres),
  };
  const held = { services: line.of_it_workers, engine: line.engine_mib - line.of_it_workers, postgres: line.pg_mib };
  const holding: Holding = {
    ...{ scenario, heldOut, engine, workers: 1, apis: 0, cases, open: cases, begun: cases, mib: held },
  };
  return { run: { scenario, heldOut, counts, used }, holding };
}

function fromStorm(line: z.infer<typeof storm>, scenario: string, cores: number): Taken {
  if (line.what === 'flow') return { why: 'left out: a flow, no storm' };
  const lapses = line.cases;
  const heldOut = line.window_s > 0;
  const engine = engineOf(line);
  const one: Storm = {
    ...{ scenario, heldOut, engine, cores, lapses, windowS: line.window_s },
    ...{ cpuMs: line.cpu_ms_per_lapse * lapses, recordedS: line.drain_s, drivenS: line.driven_drain_s },
    ...(line.driven_cpu_ms_per_lapse !== undefined && { drivenCpuMs: line.driven_cpu_ms_per_lapse * lapses }),
  };
  const open = line.open_cases;
  if (open === undefined || !line.memory) return { storm: one };
  const holding: Holding = {
    ...{ scenario, heldOut, engine, workers: 1, apis: 0, cases: open, open, begun: open, mib: line.memory },
  };
  return { storm: one, holding };
}
