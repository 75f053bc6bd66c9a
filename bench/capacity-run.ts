// `npm run capacity`: fits the model to the newest measured runs, shows what it says to those held out, and sizes a
// district, a province and the country from it. `npm run capacity -- --measure` measures first.
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { z } from 'zod';
import {
  type Check,
  type Coefficients,
  checks,
  type Demand,
  fitted,
  POLICY,
  RESOURCES,
  type Run,
  type Sizing,
  sizeFor,
} from './capacity.ts';
import { measure, SCENARIOS } from './capacity-measure.ts';

const RESULTS = join(dirname(fileURLToPath(import.meta.url)), 'results');
/** A held-out run that the model misses by more than this ends the command with 1. */
const WITHIN = 0.25;

const LIFE = { commandsPerCase: 20, instantsPerCase: 6, lifeDays: 60, keepYears: 10 } as const;
/** 4.3 million cases a year is the country; a province is taken as a tenth of it, a district as 6,000 cases. */
const DEMANDS: readonly Demand[] = [
  { name: 'one district', casesPerYear: 6_000, peakFactor: 3, ...LIFE },
  { name: 'one province', casesPerYear: 430_000, peakFactor: 3, ...LIFE },
  { name: 'the country', casesPerYear: 4_300_000, peakFactor: 3, ...LIFE },
];

const number = z.number();
const line = z.object({
  measure: z.literal('M'),
  scenario: z.string(),
  heldOut: z.boolean(),
  counts: z.object({
    cases: number,
    steps: number,
    calls: number,
    tasks: number,
    seconds: number,
    processSeconds: number,
  }),
  used: z.record(z.enum(RESOURCES), number),
  server: z.record(z.string(), number),
  others: number,
});
type Line = z.infer<typeof line>;

interface Options {
  readonly measure: boolean;
  readonly only?: string;
  readonly from?: readonly string[];
  readonly quiet: number;
  readonly markdown: boolean;
}

const options = new Command('capacity')
  .description('Fits the capacity model to measured runs and sizes installations from it')
  .option('--measure', 'run the scenarios first, into a new result file', false)
  .option('--only <part>', 'of the scenarios those whose name contains this')
  .option('--from <files...>', 'result files; default: the newest of bench/results/capacity-*.jsonl')
  .option('--quiet <share>', 'leave out runs during which others took more of the machine', Number, 1)
  .option('--markdown', 'the sizing alone, as docs/operations.md has it', false)
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
    process.stderr.write(`  ${JSON.stringify(run.counts)} others ${run.others}\n`);
  }
  return file;
}

function newest(): string {
  const file = readdirSync(RESULTS)
    .filter((name) => /^capacity-.*\.jsonl$/.test(name))
    .sort()
    .at(-1);
  if (file === undefined) throw new Error('nothing measured yet: npm run capacity -- --measure');
  return join(RESULTS, file);
}

const linesOf = (file: string): Line[] =>
  readFileSync(resolve(file), 'utf8')
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text) => line.parse(JSON.parse(text)));

const figure = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(2);

const short = (value: number): string => (Number.isInteger(value) ? String(value) : figure(value));

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const written = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? figure(cell) : cell)));
  for (const row of [head, head.map(() => '---'), ...written]) out(`| ${row.join(' | ')} |`);
  out('');
}

function showFit(coefficients: Coefficients): void {
  out('Fitted, CPU in ms, the rest in bytes:\n');
  const names = ['cases', 'steps', 'calls', 'tasks', 'seconds', 'processSeconds'] as const;
  table(
    ['of one', 'case', 'command', 'command over HTTP', 'workflow task', 'second', 'second of a process of ours'],
    RESOURCES.map((resource) => [resource, ...names.map((name) => coefficients[resource][name] ?? '–')]),
  );
}

function showServer(lines: readonly Line[]): void {
  const followed = lines.filter(({ counts }) => counts.tasks > 0);
  const tasks = followed.reduce((sum, { counts }) => sum + counts.tasks, 0);
  const each = (name: string): number => followed.reduce((sum, { server }) => sum + (server[name] ?? 0), 0) / tasks;
  out('What the server does for one workflow task, and how often it turned somebody away:\n');
  const names = ['frontend', 'history', 'matching', 'persistence'] as const;
  const exhausted = followed.reduce((sum, { server }) => sum + (server.exhausted ?? 0), 0);
  table([...names.map((name) => `${name} calls`), 'turned away, in all'], [[...names.map(each), String(exhausted)]]);
}

function showChecks(list: readonly Check[], lines: readonly Line[]): void {
  const share = (error: number): string => `${error > 0 ? '+' : ''}${(100 * error).toFixed(0)} %`;
  out(`Measured against the model; the held-out runs took no part in the fit (aim: within ${WITHIN * 100} %):\n`);
  table(
    ['run', 'others', 'CPU s', 'model', 'error', 'disk MB', 'model', 'error', 'WAL error'],
    [...new Set(list.map(({ scenario }) => scenario))].map((scenario) => {
      const of = (what: Check['what']) => list.find((one) => one.scenario === scenario && one.what === what);
      const [cpu, disk, wal] = [of('cpu'), of('disk'), of('wal')];
      const ran = lines.find((one) => one.scenario === scenario);
      return [
        `${cpu?.heldOut ? '**held out:** ' : ''}${scenario}`,
        String(ran?.others ?? '–'),
        ...[(cpu?.measured ?? 0) / 1_000, (cpu?.predicted ?? 0) / 1_000, share(cpu?.error ?? 0)],
        ...[(disk?.measured ?? 0) / 1e6, (disk?.predicted ?? 0) / 1e6, share(disk?.error ?? 0)],
        share(wal?.error ?? 0),
      ];
    }),
  );
}

function showSizing(coefficients: Coefficients): void {
  const { commandsPerCase, instantsPerCase, lifeDays, keepYears } = LIFE;
  out(
    `Assumed: ${commandsPerCase} commands and ${instantsPerCase} instants (warnings, lapses) a case, open for ${lifeDays} days, kept for ${keepYears} years, ` +
      `three times the mean before the Spring Festival; ${Object.entries(POLICY)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ')}.\n`,
  );
  const sized = DEMANDS.map((demand) => ({ demand, sizing: sizeFor(demand, coefficients) }));
  const row = (name: string, of: (sizing: Sizing, demand: Demand) => string | number) => [
    name,
    ...sized.map(({ sizing, demand }) => of(sizing, demand)),
  ];
  const parts = (record: Readonly<Record<string, number>>): string =>
    Object.entries(record)
      .map(([name, value]) => `${name} ${Number.isInteger(value) || value >= 0.1 ? short(value) : '< 0.1'}`)
      .join(', ');
  table(
    ['', ...sized.map(({ demand }) => demand.name)],
    [
      row('cases a year', (_, { casesPerYear }) => casesPerYear.toLocaleString('en')),
      row('open cases at the peak', ({ openCases }) => openCases.toLocaleString('en')),
      row('commands a second, busiest hour', ({ commandsPerS }) => commandsPerS),
      row('workflow tasks a second, at most', ({ tasksPerS }) => tasksPerS),
      row('instants at one midnight', ({ storm }) => storm.toLocaleString('en')),
      row('their end after midnight, s', ({ stormS }) => stormS),
      row('cores', ({ cores }) => parts(cores)),
      row('processes', ({ processes }) => parts(processes)),
      row('memory, GiB', ({ memoryGib }) => parts(memoryGib)),
      row('disk, GiB', ({ diskGib }) => parts(diskGib)),
      row('WAL, GiB a day', ({ walGibPerDay }) => walGibPerDay),
      row('history shards', ({ shards }) => String(shards)),
    ],
  );
}

const files = options.measure ? [await measured()] : (options.from ?? [newest()]);
const lines = files.flatMap(linesOf).filter(({ others }) => others <= options.quiet);
const runs: readonly Run[] = lines;
const coefficients = fitted(runs);
const list = checks(coefficients, runs);
if (!options.markdown) {
  showFit(coefficients);
  showServer(lines);
  showChecks(list, lines);
}
showSizing(coefficients);
const missed = list.filter(({ heldOut, error }) => heldOut && Math.abs(error) > WITHIN);
const held = new Set(list.flatMap(({ heldOut, scenario }) => (heldOut ? [scenario] : []))).size;
if (!options.markdown) {
  out(
    held < 2
      ? `✗ only ${held} runs were held out`
      : missed.length === 0
        ? `✓ all figures of ${held} held-out runs within ${WITHIN * 100} %`
        : `✗ ${missed.length} figures of held-out runs missed by more than ${WITHIN * 100} %`,
  );
}
process.exitCode = held < 2 || missed.length > 0 ? 1 : 0;
