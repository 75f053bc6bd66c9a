// `npm run counts`: what one intake, command, wake and lapse costs, counted: statements, commits, rows, write-ahead log,
// history events, calls to the engine, CPU time. First without a worker, then with one, each on a fresh installation.
import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { choosePort } from '../local/port.ts';
import { type Counting, commandLines } from './counts-commands.ts';
import { historiesOf } from './counts-history.ts';
import { type Line, tableOf } from './counts-line.ts';
import { COUNTING, meterOf } from './counts-meter.ts';
import { wakeLines } from './counts-wakes.ts';
import { ENGINES, type EngineName } from './engines.ts';
import { spending } from './machine.ts';
import { pathOf } from './path.ts';
import { inProcess } from './ways.ts';
import { startWorld } from './world.ts';

interface Options {
  readonly engine: EngineName;
  readonly n: number;
  readonly parts: readonly string[];
  readonly out?: string;
}

const PARTS = ['commands', 'wakes'];

const options = new Command('counts')
  .description('Counts what one intake, command, wake and lapse costs')
  .addOption(new Option('--engine <name>', 'what Temporal runs as').choices(ENGINES).default('dev'))
  .option('--n <n>', 'of each kind one at a time; and about as many in groups of 32', Number, 100)
  .option('--parts <list>', PARTS.join(', '), (text) => text.split(','), PARTS)
  .option('--out <file>', 'JSON lines are appended here')
  .parse()
  .opts<Options>();

const began = performance.now();
const say = (line: string): void => {
  process.stderr.write(`${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${line}\n`);
};

async function within(
  about: { readonly workers: number; readonly apis: number; readonly way: 'http' | 'in-process' },
  count: (counting: Counting, metricsUrl: string | null) => Promise<Line[]>,
): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jiefen-counts-'));
  const metrics = about.workers > 0 ? `127.0.0.1:${await choosePort(25_700)}` : null;
  const world = await startWorld({
    ...{ ...about, folder, engine: options.engine, connections: 16, say, settings: COUNTING },
    ...(metrics !== null && { environment: { JIEFEN_METRICS_ADDRESS: metrics } }),
  });
  const interrupted = () => void world.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const sizes = { alone: options.n, together: 32, times: Math.max(1, Math.round(options.n / 32)), storm: 100 };
    const path = pathOf('lean', world.district);
    const metricsUrl = metrics === null ? null : `http://${metrics}/metrics`;
    return await count({ world, meter: await meterOf(world, metricsUrl), path, sizes, say }, metricsUrl);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await world.stop();
  }
}

const commands = (): Promise<Line[]> =>
  within({ workers: 0, apis: 1, way: 'http' }, (counting) => {
    const local = inProcess(counting.world.db);
    return commandLines({ ...counting, world: { ...counting.world, way: local } }, [local, counting.world.way]);
  });

const wakes = (): Promise<Line[]> =>
  within({ workers: 1, apis: 0, way: 'in-process' }, async (counting) => {
    const histories = await historiesOf(counting.world);
    try {
      return await wakeLines({ ...counting, histories });
    } finally {
      await histories.close();
    }
  });

/** Share of the machine that was busy, all of ours included. */
const spent = spending(() => ({}));
const lines: Line[] = [];
if (options.parts.includes('commands')) lines.push(...(await commands()));
if (options.parts.includes('wakes')) lines.push(...(await wakes()));
const busy = spent().others;
if (options.out !== undefined) {
  const at = new Date().toISOString();
  const text = lines.map((line) => `${JSON.stringify({ measure: 'counts', ...line, busy, at })}\n`);
  appendFileSync(resolve(options.out), text.join(''));
}
console.log(tableOf(lines));
console.log(`\nThe machine was busy to ${Math.round(busy * 100)} %.`);
