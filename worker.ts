// The worker: follows the disputes through Temporal, and beside it relays, sweeps and reconciles. It may start before
// PostgreSQL and Temporal are there, outlives their absence, and ends cleanly on SIGTERM.
import { setPriority } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { DefaultLogger, type LogLevel, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { type Logger as Log, pino } from 'pino';
import { createActivities } from './activities/activities.ts';
import { type AnchorBook, anchoring } from './activities/anchor.ts';
import { campaignActivities } from './activities/campaign-days.ts';
import { campaigner } from './activities/campaigner.ts';
import { dataConverter } from './activities/codec.ts';
import { INBOX } from './activities/deliver.ts';
import { type Engine, taskQueueOf } from './activities/engine.ts';
import { faultCode } from './activities/failure.ts';
import { importer } from './activities/importer.ts';
import { ledgerActivities } from './activities/ledger-import.ts';
import { NamespaceIncomplete, prepareNamespace } from './activities/namespace.ts';
import { type Duty, patrol, type Watch } from './activities/patrol.ts';
import { reconciler } from './activities/reconciler.ts';
import { relay } from './activities/relay.ts';
import { sweeper } from './activities/sweeper.ts';
import { workflowBundle } from './activities/workflow-bundle.ts';
import { anchorKey, type Config, dataKeys, readConfig, type TemporalConnection } from './config.ts';
import { anchorPath } from './db/anchors.ts';
import { connect, type Db } from './db/connection.ts';
import { sealFailpoints } from './db/failpoint.ts';
import { installation } from './db/settings.ts';
import { announceReady, onParentGone } from './local/child.ts';

/** Connections: twenty activities at once, the duties, the relay's ear. */
const CONNECTIONS = 12;
const ACTIVITIES_AT_ONCE = 20;
const QUERY_WITHIN_MS = 5_000;
/** On a machine shared with the API the person who waits there goes first; threads begun later inherit it. */
const NICENESS = 5;
/** A quarter of a megabyte each, outside the heap. */
const CACHED_WORKFLOWS = 1_000;
/** Several steps of one sitting are one piece of news to the engine. */
const SETTLE_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;

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

async function main(): Promise<void> {
  const config = readConfig();
  setPriority(NICENESS);
  if (config.mode === 'production') sealFailpoints();
  const log = pino({ level: config.logLevel, base: { process: 'worker' } });
  installRuntime(config, log);
  const { databaseUrl, temporal } = whereabouts(config);
  const stop = stopSignal(log);
  const db = connect(databaseUrl, { max: CONNECTIONS, queryTimeoutMs: QUERY_WITHIN_MS, name: 'jiefen-worker' });
  const connection = await patiently('Temporal', log, stop, () => connectTemporal(temporal));
  await patiently('Temporal', log, stop, () => prepareNamespace(connection, temporal.namespace));
  const { id } = await patiently('PostgreSQL', log, stop, () => installation(db));
  const converter = dataConverter(config.codecKeys);
  const client = new Client({ connection, namespace: temporal.namespace, dataConverter: converter });
  const engine: Engine = { client, taskQueue: taskQueueOf(id) };
  const workflows = await workflowBundle(runtimeLogger(log, 'WARN'));
  const worker = await patiently('Temporal', log, stop, () =>
    Worker.create({
      connection,
      namespace: temporal.namespace,
      taskQueue: engine.taskQueue,
      workflowBundle: workflows,
      dataConverter: converter,
      activities: {
        ...createActivities({ db, channels: INBOX }),
        ...ledgerActivities({ db, keys: dataKeys(config) }),
        ...campaignActivities({ db }),
      },
      maxCachedWorkflows: CACHED_WORKFLOWS,
      maxConcurrentActivityTaskExecutions: ACTIVITIES_AT_ONCE,
      maxConcurrentLocalActivityExecutions: ACTIVITIES_AT_ONCE,
      // Another worker takes over a case that this one has in its cache when this one is gone.
      stickyQueueScheduleToStartTimeout: '2 seconds',
      shutdownGraceTime: '8 seconds',
    }),
  );
  announceReady();
  log.info({ taskQueue: engine.taskQueue }, 'worker runs');
  const book: AnchorBook = { path: anchorPath(config.anchorDir, id), key: anchorKey(config) };
  const watch = watchOf(log);
  const duties = onDuty([...dutiesOf(db, engine, watch), anchoring(db, book, watch)], watch, stop);
  await worker.runUntil(aborted(stop));
  await duties;
  await db.close();
  await connection.close();
  log.info('worker ended');
}

function dutiesOf(db: Db, engine: Engine, watch: Watch): Duty[] {
  return [
    relay(db, engine, watch, SETTLE_MS),
    sweeper(db, watch),
    reconciler(db, engine, watch),
    importer(db, engine),
    campaigner(db, engine),
  ];
}

async function onDuty(duties: readonly Duty[], watch: Watch, stop: AbortSignal): Promise<void> {
  await Promise.all(duties.map((duty) => patrol(duty, watch, stop)));
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
      if (failures === 0) console.log(`… 等待 ${what} · waiting for ${what}${needs(error)}`);
      log.warn({ what, code: faultCode(error), failures }, 'not there yet');
      await wait(Math.min(250 * 2 ** failures, LONGEST_PAUSE_MS), undefined, { signal: stop });
    }
  }
}

/** What only an administrator can do is said in words. */
const needs = (error: unknown): string => (error instanceof NamespaceIncomplete ? `: ${error.message}` : '');

function stopSignal(log: Log): AbortSignal {
  const stop = new AbortController();
  const end = (why: string) => {
    if (!stop.signal.aborted) log.info({ why }, 'worker ends');
    stop.abort();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(signal));
  onParentGone(() => end('parent gone'));
  return stop.signal;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

function installRuntime({ metricsAddress }: Config, log: Log): void {
  const prometheus = metricsAddress && { prometheus: { bindAddress: metricsAddress, countersTotalSuffix: true } };
  Runtime.install({
    logger: runtimeLogger(log, 'INFO'),
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
function runtimeLogger(log: Log, level: LogLevel): DefaultLogger {
  return new DefaultLogger(level, ({ level: at, message, meta }) => {
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
    count: (name, by, labels = {}) => meter.createCounter(name).add(by, { ...labels }),
    say: (level, message, facts = {}) => log[level](facts, message),
  };
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error && error.name !== 'AbortError' ? error.message : 'stopped before it was ready');
  process.exitCode = 1;
}
