// `npm run capacity`: fits the model to measured lines, says which, shows what it says to those held out, and sizes a
// district, a province, the country and what is asked for from it. `npm run capacity -- --measure` measures first.
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { type Check, type Coefficients, checks, fitted, RESOURCES } from './capacity.ts';
import { type Placed, type Server, type Told, told } from './capacity-lines.ts';
import { measure, SCENARIOS } from './capacity-measure.ts';
import { CACHED, type MemoryPrices, memoryChecks, memoryPrices } from './capacity-memory.ts';
import { type CallsPerTask, type Demand, type Model, POLICY, type Sizing, sizeFor } from './capacity-size.ts';
import { type StormCosts, stormChecks, stormCosts } from './capacity-storm.ts';

const RESULTS = join(dirname(fileURLToPath(import.meta.url)), 'results');
/** A held-out figure that the model misses by more than this ends the command with 1. */
const WITHIN = 0.25;

/**
 * Means of the thirty published disputes (examples/typical-cases): 11.6 commands after the intake, 10.6 acts of time
 * (7.0 warnings, 2.9 lapses, 0.6 rungs) when their plans go through the domain, 113 days from the first to the last step.
 * Peak and years are assumed.
 */
const LIFE = { commandsPerCase: 12, instantsPerCase: 11, lifeDays: 113, keepYears: 10, peakFactor: 3 } as const;
/** 4.3 million cases a year is the country; a province is taken as a tenth of it, a district as 6,000 cases. */
const DEMANDS: readonly Demand[] = [
  { name: 'one district', casesPerYear: 6_000, ...LIFE },
  { name: 'one province', casesPerYear: 430_000, ...LIFE },
  { name: 'the country', casesPerYear: 4_300_000, ...LIFE },
];

interface Options {
  readonly measure: boolean;
  readonly only?: string;
  readonly from?: readonly string[];
  readonly quiet: number;
  readonly markdown: boolean;
  readonly casesPerYear?: number;
  readonly commandsPerCase?: number;
  readonly instantsPerCase?: number;
  readonly lifeDays?: number;
  readonly peak?: number;
  readonly storm?: number;
  readonly stormWithin: number;
}

const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0');
  return value;
};

const options = new Command('capacity')
  .description('Fits the capacity model to measured lines and sizes installations from it')
  .option('--measure', 'run the scenarios first, into a new result file', false)
  .option('--only <part>', 'of the scenarios those whose name contains this')
  .option('--from <files...>', 'result files, of the bench too; default: all of bench/results')
  .option('--quiet <share>', 'leave out CPU of runs during which others took more of the machine', Number, 0.85)
  .option('--markdown', 'the sizing alone, as docs/operations.md has it', false)
  .option('--cases-per-year <n>', 'one more column: for so many cases a year', positive)
  .option('--commands-per-case <n>', 'in that column', positive)
  .option('--instants-per-case <n>', 'in that column: warnings, lapses, rungs of a case', positive)
  .option('--life-days <n>', 'in that column: mean life of a case', positive)
  .option('--peak <factor>', 'in that column: cases of a day of the peak, of those of an average day', positive)
  .option(
    '--storm <n>',
    'in that column: acts of time at one instant; else it follows from cases and instants',
    positive,
  )
  .option('--storm-within <s>', 'a storm is to be driven within so long', positive, POLICY.stormWithinS)
  .parse()
  .opts<Options>();

const out = (text: string): void => console.log(text);

async function measured(): Promise<string> {
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, `capacity-${new Date().toISOString().replace(/[:.]/g, '-').slice(0, 19)}.jsonl`);
  const { only } = options;
  for (const scenario of SCENARIOS.filter(({ name }) => only === undefined || name.includes(only))) {
    process.stderr.write(`${scenario.name}\n`);
    const run = await measure(scenario, (text) => process.stderr.write(`  ${text}\n`));
    appendFileSync(file, `${JSON.stringify(run)}\n`);
    process.stderr.write(`  ${JSON.stringify(run)}\n`);
  }
  return file;
}

/** By the instant that a name tells or, where it tells none, after all that do: the newest last. */
const all = (): string[] =>
  readdirSync(RESULTS)
    .filter((name) => name.endsWith('.jsonl'))
    .sort((a, b) => stamp(a).localeCompare(stamp(b)))
    .map((name) => join(RESULTS, name));
const stamp = (name: string): string => /\d{4}-\d{2}-\d{2}.*/.exec(name)?.[0] ?? '9';

const placedOf = (file: string): Placed[] =>
  readFileSync(resolve(file), 'utf8')
    .split('\n')
    .flatMap((text, i) =>
      text.startsWith('{') ? [{ file: basename(file), no: i + 1, line: JSON.parse(text) as unknown }] : [],
    );

const figure = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(2);

const short = (value: number): string => (Number.isInteger(value) ? String(value) : figure(value));

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const written = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? figure(cell) : cell)));
  for (const row of [head, head.map(() => '---'), ...written]) out(`| ${row.join(' | ')} |`);
  out('');
}

function showUsed({ used }: Told): void {
  out('Lines (the rule stands at the head of bench/capacity-lines.ts):\n');
  table(
    ['line', 'scenario', 'used'],
    used.map(({ where, scenario, as }) => [where, scenario, as]),
  );
}

const COUNTED = [
  'cases',
  'steps',
  'calls',
  'reads',
  'tasks',
  'stored',
  'embedded',
  'seconds',
  'processSeconds',
] as const;

function showFit(prices: Coefficients): void {
  out('Fitted, CPU in ms, the rest in bytes:\n');
  table(
    [
      ...[
        'of one',
        'case',
        'command',
        'command over HTTP',
        'read over HTTP',
        'workflow task',
        'the same, in PostgreSQL',
      ],
      ...['the same, in the development server', 'second', 'second of a process of ours'],
    ],
    RESOURCES.map((resource) => [resource, ...COUNTED.map((name) => prices[resource][name] ?? '–')]),
  );
}

function showStorm(costs: StormCosts): void {
  const { noticeS, recordMs, driveMs, engine } = costs;
  out(
    `A lapse of a storm (${engine === 'dev' ? 'development' : 'production'} server): ${figure(recordMs)} ms of CPU until the record has it, ${figure(driveMs)} ms ` +
      `until its workflow has followed; the sweeper begins after ${figure(noticeS)} s.\n`,
  );
}

function showMemory(of: MemoryPrices): void {
  out(
    `Memory, MiB: worker ${figure(of.worker)} and ${figure(of.workerCachedKib)} KiB for each open workflow (${CACHED.worker} are kept); API ${figure(of.api)}; ` +
      `Temporal ${figure(of.engine.server)} (development server ${figure(of.engine.dev)}) and ${figure(of.engineCachedKib)} KiB for each workflow ` +
      `(${CACHED.history} are kept); PostgreSQL ${figure(of.postgres.server)} (${figure(of.postgres.dev)} without Temporal's store) and ${figure(of.postgresCaseKib)} KiB for each case.\n`,
  );
}

const SERVICES = ['frontend', 'history', 'matching', 'persistence'] as const;

function callsPerTask(servers: readonly Server[]): CallsPerTask {
  const followed = servers.filter(({ tasks }) => tasks > 0);
  const tasks = followed.reduce((sum, one) => sum + one.tasks, 0);
  const of = (name: string): number => followed.reduce((sum, { calls }) => sum + (calls[name] ?? 0), 0) / tasks;
  return { frontend: of('frontend'), history: of('history'), matching: of('matching'), persistence: of('persistence') };
}

function showServer(calls: CallsPerTask, servers: readonly Server[]): void {
  const exhausted = servers.reduce((sum, one) => sum + (one.calls.exhausted ?? 0), 0);
  out('What the server does for one workflow task, and how often it turned somebody away:\n');
  table(
    [...SERVICES.map((name) => `${name} calls`), 'turned away, in all'],
    [[...SERVICES.map((name) => calls[name]), String(exhausted)]],
  );
}

const share = (error: number): string => `${error > 0 ? '+' : ''}${(100 * error).toFixed(0)} %`;
const UNIT: Readonly<Record<Check['what'], readonly [by: number, unit: string]>> = {
  cpu: [1_000, 's'],
  'cpu until recorded': [1_000, 's'],
  disk: [1e6, 'MB'],
  wal: [1e6, 'MB'],
  memory: [1, 'MiB'],
  recorded: [1, 's'],
  driven: [1, 's'],
};

function showChecks(list: readonly Check[]): void {
  out(`Measured against the model; held-out lines took no part in the fit (aim: within ${WITHIN * 100} %):\n`);
  const ordered = [...list].sort((a, b) => Number(a.heldOut) - Number(b.heldOut));
  table(
    ['line', 'what', 'measured', 'model', 'error'],
    ordered.map(({ scenario, heldOut, what, measured: was, predicted, error }) => {
      const [by, unit] = UNIT[what];
      const name = `${heldOut ? '**held out:** ' : ''}${scenario}`;
      return [name, `${what}, ${unit}`, was / by, predicted / by, share(error)];
    }),
  );
}

/** Chosen, not measured: see `Policy` for what each is and why. */
function showPolicy(): void {
  const { commandsPerCase, instantsPerCase, lifeDays, keepYears, peakFactor } = LIFE;
  const chosen = { ...POLICY, stormWithinS: options.stormWithin };
  out(
    `Put in: ${commandsPerCase} commands and ${instantsPerCase} acts of time a case, open for ${lifeDays} days (means of the thirty published disputes); ` +
      `assumed: ${peakFactor} times the mean before the Spring Festival, kept for ${keepYears} years. ` +
      `Chosen: ${Object.entries(chosen)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ')}.\n`,
  );
}

function demands(): readonly Demand[] {
  const { casesPerYear, commandsPerCase, instantsPerCase, lifeDays, peak, storm } = options;
  const given = [casesPerYear, commandsPerCase, instantsPerCase, lifeDays, peak, storm];
  if (given.every((value) => value === undefined)) return DEMANDS;
  const asked: Demand = {
    ...{ name: 'as asked', casesPerYear: casesPerYear ?? 6_000, keepYears: LIFE.keepYears },
    ...{ commandsPerCase: commandsPerCase ?? LIFE.commandsPerCase, lifeDays: lifeDays ?? LIFE.lifeDays },
    ...{ instantsPerCase: instantsPerCase ?? LIFE.instantsPerCase, peakFactor: peak ?? LIFE.peakFactor },
    ...(storm !== undefined && { storm }),
  };
  return [...DEMANDS, asked];
}

const parts = (record: Readonly<Record<string, number>>): string =>
  Object.entries(record)
    .filter(([, value]) => value > 0)
    .map(([name, value]) => `${name} ${Number.isInteger(value) || value >= 0.1 ? short(value) : '< 0.1'}`)
    .join(', ');

function showSizing(model: Model): void {
  const policy = { ...POLICY, stormWithinS: options.stormWithin };
  const sized = demands().map((demand) => ({ demand, sizing: sizeFor(demand, model, policy) }));
  const row = (name: string, of: (sizing: Sizing, demand: Demand) => string | number) => [
    name,
    ...sized.map(({ sizing, demand }) => of(sizing, demand)),
  ];
  table(
    ['', ...sized.map(({ demand }) => demand.name)],
    [
      row('cases a year (input)', (_, { casesPerYear }) => casesPerYear.toLocaleString('en')),
      row('open cases at the peak', ({ openCases }) => openCases.toLocaleString('en')),
      row('commands a second, busiest hour', ({ commandsPerS }) => commandsPerS),
      row('reads a second, busiest hour', ({ readsPerS }) => readsPerS),
      row('acts of time at the worst instant', ({ storm }) => storm.toLocaleString('en')),
      row('workflow tasks a second, at most', ({ tasksPerS }) => tasksPerS),
      row('cores for the busiest hour', ({ hourCores }) => parts(hourCores)),
      row(`cores to drive the storm within ${options.stormWithin} s (input)`, ({ stormCores }) => parts(stormCores)),
      row('**cores**, whole, for both', ({ cores }) => parts(cores)),
      row('on these the storm is recorded after, s', ({ recordedS }) => recordedS),
      row('and driven after, s', ({ drivenS }) => drivenS),
      row('**processes**', ({ processes }) => parts(processes)),
      row('**memory**, GiB', ({ memoryGib }) => parts(memoryGib)),
      row('**disk**, GiB', ({ diskGib }) => parts(diskGib)),
      row('WAL, GiB a day', ({ walGibPerDay }) => walGibPerDay),
      row('connections to PostgreSQL, every pool full', ({ connections }) => String(connections)),
      row('**history shards**', ({ shards }) => String(shards)),
    ],
  );
}

function verdict(list: readonly Check[]): boolean {
  const heldOut = list.filter((one) => one.heldOut);
  const lines = new Set(heldOut.map(({ scenario }) => scenario)).size;
  const missed = heldOut.filter(({ error }) => Math.abs(error) > WITHIN);
  if (lines < 2) out(`✗ only ${lines} lines were held out`);
  else if (missed.length === 0)
    out(`✓ all ${heldOut.length} figures of ${lines} held-out lines within ${WITHIN * 100} %`);
  else
    out(
      `✗ ${missed.length} of ${heldOut.length} figures of ${lines} held-out lines missed by more than ${WITHIN * 100} %`,
    );
  return lines >= 2 && missed.length === 0;
}

if (options.measure) await measured();
const files = options.from ?? all();
const lines = told(files.flatMap(placedOf), SCENARIOS, options.quiet);
const costs = stormCosts(lines.storms);
// Of the production server where there are any.
const [storm] = costs;
if (!storm) throw new Error('no storm at one instant among these lines: npm run bench -- --measures C');
const model: Model = {
  ...{ prices: fitted(lines.runs), storm, memory: memoryPrices(lines.holdings), calls: callsPerTask(lines.servers) },
};
const list = [
  ...checks(model.prices, lines.runs),
  ...stormChecks(costs, lines.storms),
  ...memoryChecks(model.memory, lines.holdings),
];
if (!options.markdown) {
  showUsed(lines);
  showFit(model.prices);
  for (const one of costs) showStorm(one);
  showMemory(model.memory);
  showServer(model.calls, lines.servers);
  showChecks(list);
}
showPolicy();
showSizing(model);
process.exitCode = options.markdown || verdict(list) ? 0 : 1;
