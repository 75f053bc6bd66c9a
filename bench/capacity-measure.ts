// Runs for the capacity model: a number of cases through the public ways in on the production server, until its
// workflows have caught up, with what was counted and what it took. Which run is held out is written here: of parks
// the larger, two whole lives with several processes; of storms the one over a window. Storms are measured as the bench
// measures them (storm.ts), with the CPU until the workflows have followed.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { rows } from '../db/connection.ts';
import { follower } from './backlog.ts';
import { type Counts, RESOURCES, type Resource, type Run } from './capacity.ts';
import type { EngineName } from './engines.ts';
import { machineBusy, rounded } from './machine.ts';
import { type Path, type PathName, pathOf } from './path.ts';
import { storm } from './storm.ts';
import type { Way } from './ways.ts';
import { startWorld, type World } from './world.ts';

export interface Scenario {
  readonly name: string;
  readonly heldOut?: true;
  readonly engine: EngineName;
  readonly way: 'in-process' | 'http';
  readonly workers: number;
  readonly apis: number;
  readonly callers: number;
  /** Cases by path, one after the other in turn. */
  readonly paths: readonly PathName[];
  readonly cases: number;
  /** open: registered and left at the first body. rushed: lived at once, so that the engine is spared most of it.
   * followed: each caller waits after each third step until the workflow has heard of it. looked: not lived at all,
   * pages are asked for of those that are there. storm: all lapse. */
  readonly life: 'open' | 'rushed' | 'followed' | 'looked' | 'storm';
  /** Of a storm: over how many seconds the lapses fall due. */
  readonly windowS?: number;
}

const BASE = { engine: 'server', way: 'in-process', workers: 1, apis: 0, callers: 8 } as const;

export const SCENARIOS: readonly Scenario[] = [
  { ...BASE, name: 'record alone, lean', workers: 0, paths: ['lean'], cases: 200, life: 'rushed' },
  { ...BASE, name: 'record alone, full', workers: 0, paths: ['full'], cases: 130, life: 'rushed' },
  { ...BASE, name: 'open', paths: ['lean'], cases: 600, life: 'open' },
  { ...BASE, name: 'open, more', heldOut: true, paths: ['lean'], cases: 1_500, life: 'open' },
  { ...BASE, name: 'followed, lean', paths: ['lean'], cases: 100, life: 'followed' },
  { ...BASE, name: 'followed, full', paths: ['full'], cases: 80, life: 'followed' },
  { ...BASE, name: 'rushed over HTTP, lean', way: 'http', apis: 1, paths: ['lean'], cases: 120, life: 'rushed' },
  { ...BASE, name: 'followed over HTTP, full', way: 'http', apis: 1, paths: ['full'], cases: 60, life: 'followed' },
  // The engine takes no part in it.
  {
    ...BASE,
    name: 'reads',
    engine: 'dev',
    way: 'http',
    workers: 0,
    apis: 1,
    paths: ['lean'],
    cases: 2_000,
    life: 'looked',
  },
  // Small ones are over before the sweeper begins, and tell nothing of recording.
  { ...BASE, name: 'storm at one instant', paths: ['lean'], cases: 1_000, life: 'storm', windowS: 0 },
  { ...BASE, name: 'storm at one instant, more', paths: ['lean'], cases: 3_000, life: 'storm', windowS: 0 },
  {
    ...BASE,
    name: 'storm within ten seconds',
    heldOut: true,
    paths: ['lean'],
    cases: 2_000,
    life: 'storm',
    windowS: 10,
  },
  {
    ...{ ...BASE, name: 'two workers, both paths, 16 callers', heldOut: true, workers: 2, callers: 16 },
    ...{ paths: ['lean', 'full'], cases: 150, life: 'followed' },
  },
  {
    ...{ ...BASE, name: 'two APIs, two workers, both paths', heldOut: true, way: 'http', workers: 2, apis: 2 },
    ...{ callers: 16, paths: ['full', 'lean'], cases: 100, life: 'followed' },
  },
];

/** What the server says of itself: calls by service, of persistence, and what it turned away. */
interface ServerFigures {
  readonly tasks: number;
  readonly frontend: number;
  readonly history: number;
  readonly matching: number;
  readonly persistence: number;
  readonly exhausted: number;
}

export interface MeasuredRun extends Run {
  readonly measure: 'M';
  readonly engine: EngineName;
  readonly server: ServerFigures;
  /** Share of the machine that others took. */
  readonly others: number;
  readonly memoryMib: Readonly<Record<'services' | 'engine' | 'postgres', number>>;
}

const CATCH_UP_MS = 900_000;
/** Cases that are lived before anything counts. */
export const WARM_CASES = 24;

/** A line as the bench writes it, and with it the CPU until all was driven, by part. */
export interface MeasuredStorm {
  readonly measure: 'C';
  readonly peer: 'jiefen';
  readonly variant: string;
  readonly cases: number;
  readonly cpu_ms_per_lapse: number;
  readonly driven_cpu_ms_per_lapse: number;
  readonly driven_cpu_ms: Readonly<Record<string, number>>;
  readonly tasks: number;
}

/** On a fresh installation that is removed afterwards. */
export async function measure(scenario: Scenario, say: (line: string) => void): Promise<MeasuredRun | MeasuredStorm> {
  const { engine, way, workers, apis } = scenario;
  const folder = mkdtempSync(join(tmpdir(), 'jiefen-capacity-'));
  const world = await startWorld({ folder, engine, way, workers, apis, connections: 16, say });
  const interrupted = () => void world.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    // Caches and pools are filled, and the young tables analysed, before anything counts.
    await lives(world, { ...scenario, cases: WARM_CASES, life: scenario.life === 'looked' ? 'open' : scenario.life });
    await world.caughtUp(CATCH_UP_MS);
    return scenario.life === 'storm' ? await lapsed(world, scenario, say) : await measured(world, scenario);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await world.stop();
  }
}

async function measured(world: World, scenario: Scenario): Promise<MeasuredRun> {
  const before = await readings(world);
  const began = performance.now();
  const looked = scenario.life === 'looked';
  const steps = looked ? 0 : await lives(world, scenario);
  const reads = looked ? await looks(world, scenario) : 0;
  await world.caughtUp(CATCH_UP_MS);
  const seconds = (performance.now() - began) / 1_000;
  const after = await readings(world);
  const used = Object.fromEntries(
    RESOURCES.map((name) => [name, Math.round(after.used[name] - before.used[name])]),
  ) as Record<Resource, number>;
  const server = Object.fromEntries(
    Object.entries(after.server).map(([name, value]) => [name, value - before.server[name as keyof ServerFigures]]),
  ) as unknown as ServerFigures;
  const counts: Counts = {
    cases: looked ? 0 : scenario.cases,
    ...{ steps, reads, calls: scenario.way === 'http' ? steps : 0, tasks: server.tasks },
    ...{ stored: server.tasks, embedded: 0 },
    seconds: rounded(seconds),
    processSeconds: rounded(seconds * (scenario.workers + scenario.apis)),
  };
  const own = used.driver + used.postgres + used.services + used.engine;
  const busy = after.machine.busyMs - before.machine.busyMs - own;
  return {
    ...{ measure: 'M', scenario: scenario.name, heldOut: scenario.heldOut ?? false, engine: scenario.engine },
    ...{ counts, used, server },
    others: rounded(Math.max(0, busy / (after.machine.allMs - before.machine.allMs))),
    memoryMib: world.memory(),
  };
}

const LEAD_S = 60;

/** The bench's storm reads the CPU when the first lapse is due and when the last is recorded: here it is read once more. */
async function lapsed(world: World, scenario: Scenario, say: (line: string) => void): Promise<MeasuredStorm> {
  const seen: { cpu: ReturnType<World['cpu']>; tasks: Promise<ServerFigures> }[] = [];
  const cpu = (): ReturnType<World['cpu']> => {
    const now = world.cpu();
    seen.push({ cpu: now, tasks: figuresOf(world.engine.metricsUrls) });
    return now;
  };
  const { cases, windowS = 0 } = scenario;
  const path = pathOf(scenario.paths[0] ?? 'lean', world.district);
  const result = await storm({ ...world, cpu }, path, { cases, windowS, leadS: LEAD_S }, say);
  const end = { cpu: world.cpu(), tasks: await figuresOf(world.engine.metricsUrls) };
  const [first] = seen;
  if (!first) throw new Error('the storm read no CPU');
  const parts = Object.entries(end.cpu).map(([name, ms]) => [
    name,
    Math.round(ms - first.cpu[name as keyof typeof first.cpu]),
  ]);
  const driven: Readonly<Record<string, number>> = Object.fromEntries(parts);
  return {
    ...{ peer: 'jiefen', variant: `${scenario.way}/${scenario.engine}/lean`, measure: 'C', round: 1, ...result },
    driven_cpu_ms_per_lapse: rounded(Object.values(driven).reduce((a, b) => a + b, 0) / cases),
    ...{ driven_cpu_ms: driven, tasks: end.tasks.tasks - (await first.tasks).tasks },
  };
}

/** Every page in turn that the mixed load of the bench looks at (steady.ts). Returns how many. */
async function looks(world: World, { cases: count, callers, paths }: Scenario): Promise<number> {
  const { http } = world;
  if (!http) throw new Error('pages are asked for over HTTP');
  const by = pathOf(paths[0] ?? 'lean', world.district).opening.by;
  const found = await rows<{ id: string }>(world.db.orm, sql`select id::text from cases order by id`);
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) {
      const id = found[n % found.length]?.id ?? '';
      const pages = ['/api/v1/tasks', '/api/v1/cases?limit=20', `/api/v1/cases/${id}`, `/api/v1/cases/${id}/events`];
      await http.look(by, pages[n % pages.length] ?? '');
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return count;
}

async function readings(world: World) {
  const [disk, wal, server] = [await world.disk(), await world.wal(), await figuresOf(world.engine.metricsUrls)];
  return { server, machine: machineBusy(), used: { ...world.cpu(), ...disk, wal } };
}

const FOLLOWED_EVERY = 3;

/** @returns commands acknowledged, intakes among them */
async function lives(world: World, scenario: Scenario): Promise<number> {
  const paths = scenario.paths.map((name) => pathOf(name, world.district));
  const following = follower(world.db.orm);
  const followed = scenario.life === 'followed' && scenario.workers > 0;
  const heard = (caseId: string): Promise<void> => (followed ? following.driven(caseId) : Promise.resolve());
  let next = 0;
  let steps = 0;
  const caller = async (): Promise<void> => {
    for (let n = next++; n < scenario.cases; n = next++) {
      const path = paths[n % paths.length];
      if (!path) throw new Error('a scenario without a path');
      const lived = await oneLife(world.way, scenario.life === 'open' ? { ...path, steps: [] } : path, heard);
      steps += lived;
    }
  };
  try {
    await Promise.all(Array.from({ length: scenario.callers }, caller));
  } finally {
    following.stop();
  }
  return steps;
}

async function oneLife(way: Way, path: Path, heard: (caseId: string) => Promise<void>): Promise<number> {
  let held = await way.start(path);
  await heard(held.id);
  for (const [i, step] of path.steps.entries()) {
    held = await way.give(held, step);
    if (i % FOLLOWED_EVERY === FOLLOWED_EVERY - 1) await heard(held.id);
  }
  await heard(held.id);
  // Intake and first request are two.
  return 2 + path.steps.length;
}

async function figuresOf(urls: readonly string[]): Promise<ServerFigures> {
  const texts = await Promise.all(urls.map(async (url) => (await fetch(url)).text()));
  const lines = texts.flatMap((text) => text.split('\n'));
  const sum = (name: string, ...labels: readonly string[]): number =>
    lines
      .filter((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)))
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  const calls = (service: string) => sum('service_requests', `service_name="${service}"`);
  return {
    tasks: sum('service_requests', 'service_name="frontend"', 'operation="RespondWorkflowTaskCompleted"'),
    ...{ frontend: calls('frontend'), history: calls('history'), matching: calls('matching') },
    persistence: sum('persistence_requests'),
    exhausted: sum('service_errors_resource_exhausted'),
  };
}
