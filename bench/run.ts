// `npm run bench`: measures the project by the peers' reference lifecycle and prints the peers' JSON lines, with progress
// on stderr; with --peers also the peers themselves, round by round, and a table of ratios (README.md).
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { serviceEnvironment } from '../config.ts';
import { ENGINES, type EngineName } from './engines.ts';
import { parked } from './parked.ts';
import { PATHS, type PathName, pathOf } from './path.ts';
import { plotOf } from './plot.ts';
import { storm } from './storm.ts';
import { type Line, tableOf } from './table.ts';
import { level, live } from './throughput.ts';
import { startWorld, type World } from './world.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const PEERS = ['flowable', 'graphile', 'dbos', 'restate', 'floor'];
const CATCH_UP_MS = 600_000;

interface Options {
  readonly measures: readonly string[];
  readonly rounds: number;
  readonly secs: number;
  readonly warm: number;
  readonly conc: readonly number[];
  readonly park: readonly number[];
  readonly storm: number;
  readonly windows: readonly number[];
  readonly lead: number;
  readonly ways: readonly ('in-process' | 'http')[];
  readonly engine: EngineName;
  readonly path: PathName;
  readonly followed: boolean;
  readonly workers: number;
  readonly apis: number;
  readonly connections: number;
  readonly peers: readonly string[] | boolean;
  readonly peersDir: string;
  readonly quietWait: number;
  readonly out?: string;
  readonly show?: readonly string[];
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);
const number = (text: string): number => {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('a number');
  return Number(text);
};
const numbers = (text: string): number[] => words(text).map(number);

function optionsOf(argv: readonly string[]): Options {
  const command = new Command('bench')
    .option('--measures <list>', 'A throughput, B parked cases, C storm', words, ['A'])
    .option('--rounds <n>', 'interleaved rounds', number, 1)
    .option('--secs <n>', 'seconds of each level of A', number, 10)
    .option('--warm <n>', 'seconds of warming up', number, 8)
    .option('--conc <list>', 'callers of A', numbers, [1, 32, 128])
    .option('--park <list>', 'cases of B', numbers, [10_000])
    .option('--storm <n>', 'cases of C', number, 5_000)
    .option('--windows <list>', 'seconds over which the lapses of C are spread; 0: one instant', numbers, [10, 0])
    .option('--lead <n>', 'seconds before a storm in which its timers are armed', number, 300)
    .option('--ways <list>', 'in-process, http', words, ['in-process'])
    .addOption(new Option('--engine <name>', 'what Temporal runs as').choices(ENGINES).default('dev'))
    .addOption(new Option('--path <name>', 'the lifecycle').choices(PATHS).default('lean'))
    .option('--followed', 'callers wait after each step until the engine has heard of it', false)
    .option('--workers <n>', 'worker processes', number, 1)
    .option('--apis <n>', 'API processes, over HTTP', number, 1)
    .option('--connections <n>', 'database connections of the driver', number, 16)
    .option('--peers [list]', `also the peers: ${PEERS.join(', ')}`, (text: string) => words(text))
    .option('--peers-dir <folder>', 'where their scripts are', resolve(HERE, '../../shared/peers'))
    .option('--quiet-wait <n>', 'seconds to wait at most for a quiet machine before each level', number, 0)
    .option('--out <file>', 'JSON lines are appended here')
    .option('--show <files...>', 'measures nothing: table and plot of these result files');
  return command.parse(argv).opts<Options>();
}

const say = (line: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
  else process.stderr.write(`${line}\n`);
};

async function main(): Promise<void> {
  const options = optionsOf(process.argv);
  if (options.show) return show(options.show.flatMap(linesOf), resultFile(options.out));
  const out = resultFile(options.out);
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const measure of options.measures) {
      for (const way of options.ways) await ours({ ...options, way, measure, round, out });
      for (const peer of peersOf(options)) await theirs(peer, measure, round, options, out);
    }
  }
  show(linesOf(out), out);
}

function resultFile(asked: string | undefined): string {
  if (asked !== undefined) return resolve(asked);
  mkdirSync(join(HERE, 'results'), { recursive: true });
  return join(HERE, 'results', `${new Date().toISOString().replace(/[:.]/g, '-').slice(0, 19)}.jsonl`);
}

const peersOf = ({ peers }: Options): readonly string[] =>
  peers === undefined || peers === false ? [] : peers === true ? PEERS.slice(0, 2) : (peers as readonly string[]);

const linesOf = (file: string): Line[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []))
    : [];

interface Run extends Options {
  readonly way: 'in-process' | 'http';
  readonly measure: string;
  readonly round: number;
  readonly out: string;
}

/** One measure on a fresh installation. */
async function ours(run: Run): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jiefen-bench-'));
  const { way, engine, workers, apis, connections } = run;
  const head = `round ${run.round}, ${run.measure}, ${way}, ${engine}`;
  say(`${head}: starting`);
  const world = await startWorld({
    folder,
    engine,
    way,
    workers,
    apis,
    connections,
    say: (line) => say(`${head}: ${line}`),
  });
  const interrupted = () => void world.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    await measured(run, world, folder, (line) => say(`${head}: ${line}`));
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await world.stop();
  }
}

async function measured(run: Run, world: World, folder: string, tell: (line: string) => void): Promise<void> {
  const path = pathOf(run.path, world.district);
  const variant = `${run.way}/${run.engine}/${run.path}${run.followed ? '/followed' : ''}`;
  const put = (line: object): void =>
    write(run.out, { peer: 'jiefen', variant, measure: run.measure, round: run.round, ...line });
  if (run.measure === 'A') {
    tell('warming up');
    await live(world, path, { concurrency: 8, seconds: run.warm, followed: false });
    for (const concurrency of run.conc) {
      await world.caughtUp(CATCH_UP_MS, ({ wakes }) => tell(`catching up: ${wakes} wakes`));
      await live(world, path, { concurrency, seconds: 1.5, followed: false });
      await world.caughtUp(CATCH_UP_MS);
      tell(`${concurrency} callers for ${run.secs} s`);
      put(
        await level(
          world,
          path,
          { concurrency, seconds: run.secs, followed: run.followed, quietMs: run.quietWait * 1_000 },
          folder,
        ),
      );
    }
    return;
  }
  if (run.measure === 'C') {
    tell('warming up');
    await live(world, path, { concurrency: 8, seconds: run.warm, followed: false });
    for (const windowS of run.windows) {
      put(await storm(world, path, { cases: run.storm, windowS, leadS: run.lead }, tell));
    }
    return;
  }
  for (const count of run.park) put(await parked(world, path, count, tell));
}

function write(out: string, line: object): void {
  const text = JSON.stringify(line);
  console.log(text);
  appendFileSync(out, `${text}\n`);
}

/** A peer's own script, with the same seconds, callers and numbers. */
async function theirs(peer: string, measure: string, round: number, options: Options, out: string): Promise<void> {
  say(`round ${round}, ${measure}, ${peer}`);
  const env = serviceEnvironment({
    MEASURES: measure,
    ROUNDS: '1',
    SECS: String(options.secs),
    WARM: String(options.warm),
    CONC: options.conc.join(' '),
    PARK: options.park.join(' '),
    STORM: String(options.storm),
    WINDOWS: options.windows.join(' '),
    QUIET_WAIT: String(options.quietWait),
    HISTORIES: 'audit',
    VARIANTS: 'event',
  });
  const child = spawn(join(options.peersDir, peer, 'run.sh'), { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const interrupted = () => {
    child.kill('SIGTERM');
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const ended = new Promise<void>((done) => {
    child.on('error', () => done());
    child.on('close', () => done());
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) write(out, { ...(JSON.parse(line) as object), round });
  }
  await ended;
  process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
}

function show(lines: readonly Line[], out: string): void {
  const table = tableOf(lines);
  if (table === '') return;
  console.log(`\n${table}`);
  const plot = `${out.replace(/\.jsonl$/, '')}.svg`;
  writeFileSync(plot, plotOf(lines));
  say(`results in ${out}, plot in ${plot}\n`);
}

await main();
