// `npm run cluster -- build | up | test | upgrade`: builds the production Temporal server, runs it in the foreground, runs
// the system's lives and faults against it in one process and in six, or rehearses its upgrade.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { startVitest } from 'vitest/node';
import { z } from 'zod';
import { serviceEnvironment } from '../../config.ts';
import { startPostgres } from '../../local/postgres.ts';
import { nodeArguments } from '../../program.ts';
import { openLink } from '../../test/chaos/link.ts';
import { SERVER_VERSION, serverPrograms } from './build.ts';
import { LAYOUTS, type Layout, startCluster } from './cluster.ts';
import { LIVES } from './lives.ts';
import { isClean, rehearse } from './upgrade.ts';

const PROJECT = resolve(fileURLToPath(import.meta.url), '../../..');
/** Six processes, each four times. */
const MEMBER_FAULTS = '24';
const say = (line: string): void => console.log(line);

interface Place {
  readonly layout: Layout;
  readonly databaseUrl: string;
  readonly address: string;
  readonly namespace: string;
}

/** PostgreSQL and the server on a private folder, until `use` has returned. */
async function withCluster<T>(layout: Layout, use: (place: Place) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jiefen-cluster-'));
  const postgres = await startPostgres({ dataDir });
  try {
    const namespace = 'jiefen';
    const began = performance.now();
    const running = await startCluster({ dataDir, adminUrl: postgres.adminUrl, layout, namespace, prompt: true, say });
    say(`${layout}: ${running.pids().length} processes serve after ${Math.round(performance.now() - began)} ms`);
    const [first = 0, ...others] = running.cluster.frontends.map((frontend) => Number(frontend.split(':')[1]));
    const door = await openLink([first, ...others]);
    try {
      return await use({ layout, databaseUrl: postgres.url, address: `127.0.0.1:${door.port}`, namespace });
    } finally {
      await door.close();
      await running.stop();
    }
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Runs a program of ours to its end with this engine as its external one. @param hear is told what it says */
async function program(
  script: string,
  args: readonly string[],
  place?: Place,
  hear: (said: string) => void = () => undefined,
): Promise<boolean> {
  const env = serviceEnvironment(
    place
      ? {
          DATABASE_URL: place.databaseUrl,
          TEMPORAL_ADDRESS: place.address,
          TEMPORAL_NAMESPACE: place.namespace,
        }
      : {},
  );
  const child = spawn(process.execPath, [...(await nodeArguments(script)), ...args], {
    env,
    cwd: PROJECT,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  child.stdout.setEncoding('utf8').on('data', (said: string) => {
    process.stdout.write(said);
    hear(said);
  });
  return new Promise((done, failed) => child.once('error', failed).once('close', (code) => done(code === 0)));
}

interface TestOptions {
  readonly layouts: readonly Layout[];
  readonly parts: readonly Part[];
  readonly seed: string;
  readonly faults: string;
  readonly cases: string;
  readonly workers: string;
  readonly apis: string;
  readonly out?: string;
}

/** members: each process of the engine is killed and stopped in its turn. */
const PARTS = ['lives', 'demo', 'chaos', 'members'] as const;
type Part = (typeof PARTS)[number];

const RUN: Readonly<Record<Part, (layout: Layout, options: TestOptions, report: string) => Promise<boolean>>> = {
  lives: async (layout, _options, report) => {
    const vitest = await startVitest('test', [...LIVES], {
      ...{ run: true, project: ['system'], maxWorkers: 1, provide: { engine: layout } },
      ...{ reporters: ['default', ['json', { outputFile: report }]] },
    });
    const passed = vitest.state.getCountOfFailedTests() === 0 && vitest.state.getUnhandledErrors().length === 0;
    await vitest.close();
    return passed;
  },
  demo: (layout, _options, report) => withCluster(layout, (place) => demo(place, report)),
  chaos: (layout, options, report) => chaos(layout, options, ['--faults', options.faults, '--report', report]),
  members: (layout, options, report) =>
    chaos(layout, options, ['--deck', 'engine-processes', '--faults', MEMBER_FAULTS, '--report', report]),
};

/** The thirty published disputes; how many ended as published stands in the demonstration's last line. */
async function demo(place: Place, report: string): Promise<boolean> {
  let said = '';
  const passed = await program('examples/demo.ts', [], place, (more) => (said += more));
  const [, ended, published] = /(\d+) \/ (\d+) 件与公开结果一致/.exec(said) ?? [];
  writeFileSync(report, JSON.stringify(ended === undefined ? {} : { ended_as_published: `${ended} of ${published}` }));
  return passed;
}

function chaos(layout: Layout, { seed, cases, workers, apis }: TestOptions, more: readonly string[]): Promise<boolean> {
  const common = ['--engine', layout, '--seed', seed, '--cases', cases, '--workers', workers, '--apis', apis];
  return program('test/chaos/run.ts', [...common, ...more]);
}

async function test(options: TestOptions): Promise<void> {
  let failed = 0;
  const folder = mkdtempSync(join(tmpdir(), 'jiefen-cluster-reports-'));
  for (const layout of options.layouts) {
    for (const part of options.parts) {
      say(`\n${layout}, ${part}`);
      const began = performance.now();
      const report = join(folder, `${layout}-${part}.json`);
      writeFileSync(report, '{}');
      const passed = await RUN[part](layout, options, report);
      if (!passed) failed += 1;
      const line = { what: 'cluster-test', layout, part, passed, took_s: seconds(began) };
      say(JSON.stringify(line));
      if (options.out !== undefined)
        appendFileSync(options.out, `${JSON.stringify({ ...line, ...figures(part, report) })}\n`);
    }
  }
  say(failed === 0 ? '✓ everything passed' : `✗ ${failed} parts failed; reports in ${folder}`);
  if (failed === 0) rmSync(folder, { recursive: true, force: true });
  process.exitCode = failed === 0 ? 0 : 1;
}

const seconds = (began: number): number => Math.round((performance.now() - began) / 1_000);

const spread = z.object({ n: z.number(), p50: z.number(), p99: z.number(), max: z.number() });
const chaosReport = z.object({
  cases: z.number(),
  events: z.number(),
  faults: z.number(),
  findings: z.array(z.unknown()).transform((list) => list.length),
  commands: z.object({ ok: z.number(), refused: z.number(), abandoned: z.number() }),
  lateness: z.object({ calm: spread, troubled: spread }),
  drainedMs: z.number(),
  unexpectedDeaths: z.record(z.string(), z.number()),
});
const demoReport = z.object({ ended_as_published: z.string() });
const livesReport = z.object({ numTotalTests: z.number(), numPassedTests: z.number() });

/** What a part's own report says, where it has one. */
function figures(part: Part, report: string): object {
  const read: unknown = JSON.parse(readFileSync(report, 'utf8'));
  if (part === 'chaos' || part === 'members') return chaosReport.safeParse(read).data ?? {};
  return (part === 'lives' ? livesReport : demoReport).safeParse(read).data ?? {};
}

async function up(layout: Layout): Promise<void> {
  await withCluster(layout, async ({ databaseUrl, address, namespace }) => {
    say(`DATABASE_URL=${databaseUrl} TEMPORAL_ADDRESS=${address} TEMPORAL_NAMESPACE=${namespace}`);
    say('Ctrl-C ends it and removes its data');
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  });
}

const listOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): readonly T[] =>
    known.filter((one) => text.split(',').includes(one));

const command = new Command('cluster').description('The production Temporal server under the project');
command
  .command('build')
  .option('--cache <folder>', 'where the programs are kept')
  .option('--scratch', 'with a fetched Go and empty caches, to prove the way', false)
  .option('--jobs <n>', 'packages compiled at the same time', Number)
  .option('--server <version>', 'another one than the pinned')
  .action(async ({ server, ...options }: { cache?: string; scratch: boolean; jobs?: number; server?: string }) => {
    say(JSON.stringify(await serverPrograms({ ...options, ...(server !== undefined && { version: server }), say })));
  });
command
  .command('up')
  .addOption(new Option('--layout <name>').choices(LAYOUTS).default('server'))
  .action(({ layout }: { layout: Layout }) => up(layout));
command
  .command('test')
  .option('--layouts <list>', LAYOUTS.join(','), listOf(LAYOUTS), LAYOUTS)
  .option('--parts <list>', PARTS.join(','), listOf(PARTS), PARTS)
  .option('--seed <text>', 'of the faults', '1')
  .option('--faults <n>', 'how many', '40')
  .option('--cases <n>', 'that live through them', '300')
  .option('--workers <n>', 'side by side', '3')
  .option('--apis <n>', 'side by side', '3')
  .option('--out <file>', 'JSON lines are appended here')
  .action((options: TestOptions) => test(options));
command
  .command('upgrade')
  .description('Rehearses the change from one version of the server to the next, with cases open')
  .requiredOption('--from <version>')
  .option('--to <version>', 'default: the pinned one', SERVER_VERSION)
  .addOption(new Option('--layout <name>').choices(LAYOUTS).default('cluster'))
  .option('--out <file>', 'a JSON line is appended here')
  .action(async ({ out, ...asked }: { from: string; to: string; layout: Layout; out?: string }) => {
    const rehearsed = await rehearse({ ...asked, say });
    const rehearsal = JSON.stringify({ what: 'temporal-upgrade', ...rehearsed });
    say(rehearsal);
    if (out !== undefined) appendFileSync(out, `${rehearsal}\n`);
    process.exitCode = isClean(rehearsed) ? 0 : 1;
  });
await command.parseAsync();
