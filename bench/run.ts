// `npm run bench`: measures the project by the peers' reference lifecycle and prints the peers' JSON lines, with progress
// on stderr; with --peers also the peers themselves, round by round, and a table of ratios (README.md).
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { armed } from './armed.ts';
import { dayAwayFor, engineAwayFor } from './away.ts';
import { type Options, optionsOf } from './options.ts';
import { parked } from './parked.ts';
import { pathOf } from './path.ts';
import { measurePeer } from './peers.ts';
import { type Part, planOf, variantOf } from './plan.ts';
import { plotsOf } from './plot.ts';
import { ahead, seldom } from './progress.ts';
import { append, appendFailure, doneIn, linesOf, resultFile } from './results.ts';
import { steady } from './steady.ts';
import { steadyPlotOf } from './steady-plot.ts';
import { storm } from './storm.ts';
import { type Line, tableOf } from './table.ts';
import { level, live } from './throughput.ts';
import { startWorld, type World } from './world.ts';

type Say = (line: string) => void;

const CATCH_UP_MS = 600_000;
/** A part that says nothing has its last words repeated, with what time is left. */
const TELL_EVERY_MS = 15_000;

const say: Say = (line) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
  else process.stderr.write(`${line}\n`);
};

async function main(): Promise<number> {
  const options = optionsOf(process.argv);
  if (options.show) return show(options.show.flatMap(linesOf), resultFile(options.out));
  const out = resultFile(options.out);
  const [plan, done] = [planOf(options), doneIn(out)];
  announce(plan, done);
  if (options.plan) return 0;
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const until = performance.now() + options.totalMinutes * 60_000;
  let failed = 0;
  const left = plan.filter(({ id }) => !done.has(id));
  for (const [n, part] of left.entries()) {
    if (performance.now() + part.minutes * 60_000 > until) console.error(`left for another time: ${part.id}`);
    else if (!(await carryOut(part, out, interrupted.signal, ahead(left, n)))) failed += 1;
    if (interrupted.signal.aborted) return 130;
  }
  show(linesOf(out), out);
  return failed === 0 ? 0 : 1;
}

function announce(plan: readonly Part[], done: ReadonlySet<string>): void {
  const left = plan.filter(({ id }) => !done.has(id));
  const lines = plan.map(({ id, minutes }) => `${done.has(id) ? '✓' : ' '} ${String(minutes).padStart(4)} min  ${id}`);
  const minutes = left.reduce((sum, part) => sum + part.minutes, 0);
  const all = `${left.length} of ${plan.length} parts, about ${minutes} minutes on two quiet cores`;
  console.error([...lines, all].join('\n'));
}

/** One part within its time. Whether it was done. */
async function carryOut(part: Part, out: string, interrupted: AbortSignal, head: () => string): Promise<boolean> {
  const late = new AbortController();
  const stop = AbortSignal.any([interrupted, late.signal]);
  const limit = part.options.partMinutes * 60_000;
  const timer = setTimeout(() => late.abort(new Error(`not done after ${part.options.partMinutes} minutes`)), limit);
  let last = 'begins';
  const tell: Say = (line) => {
    last = line;
    told.refresh();
    say(`${head()}: ${line}`);
  };
  const told = setInterval(() => tell(last), TELL_EVERY_MS);
  tell(last);
  try {
    const lines = part.who === 'jiefen' ? await ours(part, stop, tell) : await measurePeer(part, stop, tell);
    append(out, part.id, lines);
    for (const line of lines) console.log(JSON.stringify(line));
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.error(`\n${head()}: failed: ${why}`);
    appendFailure(out, part.id, why);
    return false;
  } finally {
    clearTimeout(timer);
    clearInterval(told);
  }
}

/** One measure on a fresh installation. @throws when `stop` comes first */
async function ours(part: Part, stop: AbortSignal, tell: Say): Promise<object[]> {
  const { options, measure, round } = part;
  const variant = variantOf(options);
  const lines: object[] = [];
  const put = (line: object): void => {
    lines.push({ peer: 'jiefen', variant, measure, round, ...line });
  };
  const away = { cases: options.cases, awayS: options.awaySecs, say: tell };
  if (measure === 'away') put(await unless(stop, engineAwayFor(away)));
  else if (measure === 'outage') put(await unless(stop, dayAwayFor(away)));
  else await inWorld(part, stop, tell, put);
  return lines;
}

function unless<T>(stop: AbortSignal, work: Promise<T>): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason), { once: true });
  });
  return Promise.race([work, stopped]);
}

async function inWorld({ options, measure }: Part, stop: AbortSignal, tell: Say, put: (line: object) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'jiefen-bench-'));
  const { engine, slim, shards, kept, pg, workers, apis, connections } = options;
  const way = options.ways[0] ?? 'in-process';
  const world = await startWorld({
    ...{ folder, engine, slim, shards, kept, way, workers, apis, connections, pg, say: tell },
  });
  try {
    await unless(stop, MEASURED[measure]({ options, world, tell, put }));
  } finally {
    await world.stop();
  }
}

interface Setting {
  readonly options: Options;
  readonly world: World;
  readonly tell: Say;
  readonly put: (line: object) => void;
}

const nothing = async (): Promise<void> => undefined;

const MEASURED: Readonly<Record<Part['measure'], (setting: Setting) => Promise<void>>> = {
  A: throughput,
  B: async ({ options, world, tell, put }) => {
    const path = pathOf(options.path, world.district);
    const empty = { disk: await world.disk(), wal: await world.wal() };
    let held = 0;
    for (const count of options.park) {
      put(await parked(world, path, { held, count, quietMs: options.quietWait * 1_000 }, empty, tell));
      held = count;
    }
  },
  C: async ({ options, world, tell, put }) => {
    const path = pathOf(options.path, world.district);
    await warmUp(world, options, tell);
    for (const windowS of options.windows) {
      const { storm: cases, lead: leadS, quietWait } = options;
      put(await storm(world, path, { cases, windowS, leadS, quietMs: quietWait * 1_000 }, tell));
    }
  },
  armed: async ({ options, world, tell, put }) => {
    const { clocks, rate, rateSecs: rateS, burst, lead: leadS } = options;
    const path = pathOf(options.path, world.district);
    for (const line of await armed(world, path, { clocks, rate, rateS, burst, leadS }, tell)) put(line);
  },
  steady: async ({ options, world, tell, put }) => {
    const { minutes, rate } = options;
    put(await steady(world, pathOf(options.path, world.district), { minutes, rate, reads: READS * rate }, tell));
  },
  // These bring up what they take away themselves.
  outage: nothing,
  away: nothing,
};

/** For each intake of the mixed load somebody looks so often. */
const READS = 4;

async function warmUp(world: World, { path, warm }: Options, tell: Say): Promise<void> {
  tell('warming up');
  await live(world, pathOf(path, world.district), { concurrency: 8, seconds: warm, followed: false, say: tell });
}

async function throughput({ options, world, tell, put }: Setting): Promise<void> {
  const { conc, secs: seconds, followed, quietWait } = options;
  const path = pathOf(options.path, world.district);
  await warmUp(world, options, tell);
  for (const concurrency of conc) {
    await world.caughtUp(
      CATCH_UP_MS,
      seldom(({ wakes }) => tell(`catching up: ${wakes} wakes`)),
    );
    await live(world, path, { concurrency, seconds: 1.5, followed: false });
    await world.caughtUp(CATCH_UP_MS);
    tell(`${concurrency} callers for ${seconds} s`);
    put(await level(world, path, { concurrency, seconds, followed, quietMs: quietWait * 1_000, say: tell }));
  }
}

function show(lines: readonly Line[], out: string): number {
  const table = tableOf(lines);
  if (table === '') return 0;
  console.log(`\n${table}`);
  const stem = out.replace(/\.jsonl$/, '');
  for (const { suffix, svg } of plotsOf(lines)) writeFileSync(`${stem}${suffix}`, svg);
  const long = lines.findLast(({ measure }) => measure === 'steady');
  if (long) writeFileSync(`${stem}.steady.svg`, steadyPlotOf(long));
  console.error(`results in ${out}, plots beside it`);
  return 0;
}

// Work that was broken off may still wait for something.
process.exit(await main());
