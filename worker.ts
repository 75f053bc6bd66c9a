// The worker: follows the disputes through Temporal, and beside it relays, sweeps and reconciles. It may start before
// PostgreSQL and Temporal are there, outlives their absence, and ends cleanly on SIGTERM.
import { setPriority } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import {
  DefaultLogger,
  type LogLevel,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import { Command } from 'commander';
import { type Logger as Log, pino } from 'pino';
import { createActivities } from './activities/activities.ts';
import { type AnchorBook, anchoring } from './activities/anchor.ts';
import { attendance } from './activities/attendance.ts';
import { campaignActivities } from './activities/campaign-days.ts';
import { campaigner } from './activities/campaigner.ts';
import { type ClockWatch, clockWatch } from './activities/clock.ts';
import { dataConverter } from './activities/codec.ts';
import { INBOX } from './activities/deliver.ts';
import { type Engine, taskQueueOf } from './activities/engine.ts';
import { faultCode } from './activities/failure.ts';
import { importer } from './activities/importer.ts';
import { ledgerActivities } from './activities/ledger/ledger-import.ts';
import { messenger } from './activities/messenger.ts';
import { NamespaceIncomplete, prepareNamespace } from './activities/namespace.ts';
import { type Duty, patrol, type Watch } from './activities/patrol.ts';
import { reconciler } from './activities/reconciler.ts';
import { relay } from './activities/relay.ts';
import { type Code, requireFit, UnfitBuild } from './activities/replay.ts';
import { calm, type Storm } from './activities/storm.ts';
import { sweeper } from './activities/sweeper.ts';
import { USUAL, webhookRelay } from './activities/webhooks.ts';
import { workflowBundle } from './activities/workflow-bundle.ts';
import { anchorKey, type Config, dataKeys, readConfig, type TemporalConnection } from './config.ts';
import { anchorPath, requireAnchorFolder } from './db/anchors.ts';
import { connect, type Db } from './db/connection.ts';
import { sealFailpoints } from './db/failpoint.ts';
import { installation } from './db/settings.ts';
import { announceReady, onParentGone } from './local/child.ts';

/** Connections: twenty activities at once, the duties, the relay's ear. */
const CONNECTIONS = 12;
const QUERY_WITHIN_MS = 5_000;
/** On a machine shared with the API the person who waits there goes first; threads begun later inherit it. */
const NICENESS = 5;
/**
 * What a worker takes on. A cached workflow is a quarter of a megabyte outside the heap. Half of the polls are for cases
 * that no worker has in its cache, which every new one is: the SDK would keep two of ten for them. It can also let polls
 * grow with the work, but those for cached cases then take all forty slots after a storm, and new cases wait for a minute
 * (temporalio/sdk-rust#1579).
 */
const WHOLE: Share = {
  maxCachedWorkflows: 1_000,
  maxConcurrentWorkflowTaskPolls: 20,
  nonStickyToStickyPollRatio: 0.5,
  maxConcurrentActivityTaskExecutions: 20,
  maxConcurrentLocalActivityExecutions: 20,
};
/** As little as a worker can take, beside others that take the rest. */
const CANARY: Share = {
  maxCachedWorkflows: 20,
  maxConcurrentWorkflowTaskExecutions: 2,
  maxConcurrentWorkflowTaskPolls: 2,
  maxConcurrentActivityTaskExecutions: 1,
  maxConcurrentActivityTaskPolls: 1,
  maxConcurrentLocalActivityExecutions: 2,
};
/** How the SDK's log says that a workflow task failed, by its own code and by its core. */
const TASK_FAILED = ['Failed to process Workflow Activation', 'Failing workflow task'];
/** Several steps of one sitting are one piece of news to the engine. */
const QUIET_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

type Share = Pick<
  WorkerOptions,
  | 'maxCachedWorkflows'
  | 'maxConcurrentWorkflowTaskExecutions'
  | 'maxConcurrentWorkflowTaskPolls'
  | 'nonStickyToStickyPollRatio'
  | 'maxConcurrentActivityTaskExecutions'
  | 'maxConcurrentActivityTaskPolls'
  | 'maxConcurrentLocalActivityExecutions'
>;

interface Asked {
  readonly canary: boolean;
  readonly check: boolean;
}

interface Whereabouts {
  readonly databaseUrl: string;
  readonly temporal: TemporalConnection;
}

/** @throws Error saying what to do */
function whereabouts({ databaseUrl, temporal }: Config): Whereabouts {
  if (databaseUrl !== undefined && temporal !== undefined) return { databaseUrl, temporal };
  throw new Error(
    '不知道数据库或 Temporal 在哪里：请设置 DATABASE_URL 和 TEMPORAL_ADDRESS，或用 npm start 启动全部服务。\n' +
      'There is no database or no Temporal: set DATABASE_URL and TEMPORAL_ADDRESS, or start everything by npm start.',
  );
}

/** What a worker works with. */
interface Means {
  readonly config: Config;
  readonly log: Log;
  readonly db: Db;
  readonly connection: NativeConnection;
  readonly engine: Engine;
  /** Of the installation. */
  readonly id: string;
  readonly code: Code;
}

/** @throws Error in words; UnfitBuild when this code cannot follow what is under way */
async function main({ canary, check }: Asked): Promise<void> {
  const config = readConfig();
  setPriority(NICENESS);
  if (config.mode === 'production') sealFailpoints();
  requireStart(config, !canary && !check);
  const log = pino({ level: config.logLevel, base: { process: 'worker' } });
  const stopping = new AbortController();
  stopOnSignal(stopping, log);
  let serving = false;
  installRuntime(config, log, (message) => {
    if (canary && serving && TASK_FAILED.includes(message)) endCanary(stopping, log);
  });
  const stop = stopping.signal;
  const means = await meansOf(config, log, stop);
  try {
    await admitted(means, stop);
    serving = true;
    if (!check) await serve(means, canary, stop);
  } finally {
    await means.db.close();
    await means.connection.close();
  }
  log.info('worker ended');
}

/**
 * Asked before the engine's own threads begin: they would keep a process alive that was refused.
 *
 * @throws Error in words
 */
function requireStart(config: Config, anchors: boolean): void {
  whereabouts(config);
  if (!anchors) return;
  anchorKey(config);
  requireAnchorFolder(config.anchorDir);
}

/** @throws UnfitBuild */
async function admitted({ log, db, engine, code }: Means, stop: AbortSignal): Promise<void> {
  const replayed = await patiently('Temporal', log, stop, () => requireFit(db, engine, code));
  if (replayed > 0)
    console.log(`✓ 流程代码接得上 · this build fits what is under way: ${replayed} 个流程试放 replayed`);
  log.info({ build: code.build.id, replayed }, 'build fits what is under way');
}

/** Waits for Temporal and PostgreSQL. */
async function meansOf(config: Config, log: Log, stop: AbortSignal): Promise<Means> {
  const { databaseUrl, temporal } = whereabouts(config);
  const db = connect(databaseUrl, { max: CONNECTIONS, queryTimeoutMs: QUERY_WITHIN_MS, name: 'jiefen-worker' });
  const connection = await patiently('Temporal', log, stop, () => connectTemporal(temporal));
  await patiently('Temporal', log, stop, () => prepareNamespace(connection, temporal.namespace));
  const { id } = await patiently('PostgreSQL', log, stop, () => installation(db));
  const converter = dataConverter(config.codecKeys);
  const client = new Client({ connection, namespace: temporal.namespace, dataConverter: converter });
  const build = await workflowBundle(runtimeLogger(log, 'WARN'));
  const engine = { client, taskQueue: taskQueueOf(id), eager: true };
  return { config, log, db, connection, engine, id, code: { build, dataConverter: converter } };
}

/** Follows the disputes until `stop`, and then finishes what it has in hand. */
async function serve(means: Means, canary: boolean, stop: AbortSignal): Promise<void> {
  const { config, log, db, engine, id } = means;
  const watch = watchOf(log);
  const clock = clockWatch(db, watch);
  const restraint = { requireClock: clock.requireAgreement, storm: calm() };
  const worker = await patiently('Temporal', log, stop, () => workerOf(means, canary ? CANARY : WHOLE, restraint));
  announceReady();
  log.info({ taskQueue: engine.taskQueue, canary }, 'worker runs');
  const book: AnchorBook = { path: anchorPath(config.anchorDir, id), key: anchorKey(config) };
  const webhooks = webhookRelay(db, watch, { ...USUAL, keys: dataKeys(config), trusted: config.webhookOrigins });
  const others = canary ? [] : [...dutiesOf(means, watch, restraint), anchoring(db, book, watch), webhooks];
  const duties = onDuty([clock.duty, ...others], watch, stop);
  await worker.runUntil(aborted(stop));
  await duties;
}

/** What holds time back from acting in this process. */
interface Restraint {
  readonly requireClock: ClockWatch['requireAgreement'];
  readonly storm: Storm;
}

function workerOf(
  { config, db, connection, engine, code }: Means,
  share: Share,
  restraint: Restraint,
): Promise<Worker> {
  return Worker.create({
    connection,
    namespace: engine.client.options.namespace,
    taskQueue: engine.taskQueue,
    workflowBundle: code.build.bundle,
    buildId: code.build.id,
    dataConverter: code.dataConverter,
    activities: {
      ...createActivities({ db, channels: INBOX, ...restraint }),
      ...ledgerActivities({ db, keys: dataKeys(config) }),
      ...campaignActivities({ db }),
    },
    ...share,
    // Another worker takes over a case that this one has in its cache when this one is gone.
    stickyQueueScheduleToStartTimeout: '2 seconds',
    shutdownGraceTime: '8 seconds',
  });
}

/** What it does beside following workflows. A canary leaves it to the others. */
function dutiesOf({ db, engine, config }: Means, watch: Watch, { requireClock, storm }: Restraint): Duty[] {
  return [
    relay(db, engine, watch, QUIET_MS),
    sweeper(db, watch, requireClock, storm),
    reconciler(db, engine, watch),
    messenger(db, watch, config.messages),
    attendance(db, watch),
    importer(db, engine),
    campaigner(db, engine),
  ];
}

async function onDuty(duties: readonly Duty[], watch: Watch, stop: AbortSignal): Promise<void> {
  await Promise.all(duties.map((duty) => patrol(duty, watch, stop)));
}

/** What it took is tried again by others. */
function endCanary(stopping: AbortController, log: Log): void {
  if (stopping.signal.aborted) return;
  console.error(
    '试运行失败：有流程任务出错，本进程退出，由其他进程接办。\nThe canary failed a workflow task: it ends, others take over.',
  );
  log.error('canary failed');
  process.exitCode = 1;
  stopping.abort();
}

function connectTemporal({ address, apiKey, tls }: TemporalConnection): Promise<NativeConnection> {
  return NativeConnection.connect({ address, ...(apiKey && { apiKey }), ...(tls !== undefined && { tls }) });
}

/** Tries until it succeeds; says once that it waits, and once that it no longer does. */
async function patiently<T>(what: string, log: Log, stop: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      const done = await attempt();
      if (failures > 0) console.log(`✓ ${what} 已可用 · is there`);
      return done;
    } catch (error) {
      if (error instanceof UnfitBuild) throw error;
      if (failures === 0) console.log(`… 等待 ${what} · waiting for ${what}${needs(error)}`);
      log.warn({ what, code: faultCode(error), failures }, 'not there yet');
      await wait(Math.min(250 * 2 ** failures, LONGEST_PAUSE_MS), undefined, { signal: stop });
    }
  }
}

/** What only an administrator can do is said in words. */
const needs = (error: unknown): string => (error instanceof NamespaceIncomplete ? `: ${error.message}` : '');

function stopOnSignal(stopping: AbortController, log: Log): void {
  const end = (why: string) => {
    if (!stopping.signal.aborted) log.info({ why }, 'worker ends');
    stopping.abort();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(signal));
  onParentGone(() => end('parent gone'));
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** @param heard is told each message of the SDK */
function installRuntime({ metricsAddress }: Config, log: Log, heard: (message: string) => void): void {
  const prometheus = metricsAddress && { prometheus: { bindAddress: metricsAddress, countersTotalSuffix: true } };
  Runtime.install({
    logger: runtimeLogger(log, 'INFO', heard),
    // SIGINT and SIGTERM are ours.
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      ...(prometheus && { metrics: prometheus }),
    },
  });
}

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** The SDK's log with the facts that are codes: of errors only what kind they are. */
function runtimeLogger(log: Log, level: LogLevel, heard: (message: string) => void = () => undefined): DefaultLogger {
  return new DefaultLogger(level, ({ level: at, message, meta }) => {
    heard(message);
    const facts = Object.entries(meta ?? {}).flatMap(([name, value]) =>
      value instanceof Error
        ? [[name, faultCode(value)]]
        : ['string', 'number', 'boolean'].includes(typeof value)
          ? [[name, value]]
          : [],
    );
    log[LEVELS[at]](Object.fromEntries(facts), message);
  });
}

function watchOf(log: Log): Watch {
  const meter = Runtime.instance().metricMeter;
  return {
    gauge: (name, value, labels = {}) => meter.createGauge(name, 'float').set(value, { ...labels }),
    // The exporter puts `_total` behind every counter.
    count: (name, by, labels = {}) => meter.createCounter(name.replace(/_total$/, '')).add(by, { ...labels }),
    say: (level, message, facts = {}) => log[level](facts, message),
  };
}

const asked = new Command('worker')
  .description('接办案件的流程，看守期限 · follows the disputes and keeps their deadlines')
  .option('--canary', '试运行：只接一小部分，首次出错即退出 · takes a small share and ends at its first failure', false)
  .option('--check', '只试放在办流程，不接单 · only finds out whether this build fits what is under way', false)
  .parse()
  .opts<Asked>();

try {
  await main(asked);
} catch (error) {
  console.error(error instanceof Error && error.name !== 'AbortError' ? error.message : 'stopped before it was ready');
  process.exitCode = 1;
}
