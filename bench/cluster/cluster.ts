// The production Temporal server on PostgreSQL: all services in one process, or two frontends, two histories, matching
// and the inner worker each in a process of its own. Stores and record share one PostgreSQL, as in production. A plan
// says what there is to start; it can be started whole, or member by member by who wants to break them.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect as dial } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { sql } from 'drizzle-orm';
import { prepareNamespace } from '../../activities/namespace.ts';
import { toolEnvironment } from '../../config.ts';
import { connect } from '../../db/connection.ts';
import { type DataFolder, openDataFolder } from '../../local/data-folder.ts';
import { endOrphan, type OwnedProcess, withLog } from '../../local/owned-process.ts';
import { choosePort } from '../../local/port.ts';
import { ENGINE_LADDER, startEngine } from '../../local/temporal.ts';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.ts';
import { type ServerPrograms, serverPrograms } from './build.ts';

/** Cannot be changed later; 64 costs nothing over 4 and leaves room for a province. */
const SHARDS = 64;
const RETENTION_MS = 3 * 86_400_000;
const READY_WITHIN_MS = 90_000;
const DEPLOY = resolve(fileURLToPath(import.meta.url), '../../../deploy/temporal');
const DYNAMIC = join(DEPLOY, 'dynamic.yaml');
/** For tests: a timer fires when it is due, and what a namespace learns is known at once. */
const PROMPT = `
history.timerProcessorMaxTimeShift: [{ value: 10ms }]
system.forceSearchAttributesCacheRefreshOnRead: [{ value: true }]
system.namespaceCacheRefreshInterval: [{ value: 200ms }]
`;

const SERVICES = ['frontend', 'history', 'matching', 'worker'] as const;
type ServiceName = (typeof SERVICES)[number];

export const LAYOUTS = ['server', 'cluster'] as const;
/** server: all services in one process. cluster: two frontends, two histories, matching and worker, six processes. */
export type Layout = (typeof LAYOUTS)[number];
const MEMBERS: Readonly<Record<Layout, readonly (readonly ServiceName[])[]>> = {
  server: [SERVICES],
  cluster: [['frontend'], ['frontend'], ['history'], ['history'], ['matching'], ['worker']],
};

export interface ClusterOptions {
  /** Its configurations, logs and pids; nothing of the data. */
  readonly dataDir: string;
  /** Of the database `postgres`, by a role that may create databases. */
  readonly adminUrl: string;
  readonly layout: Layout;
  readonly namespace: string;
  /** Name of the store's database; that of visibility adds `_visibility`. Both are created when missing. */
  readonly store?: string;
  /** Of the server; default: the pinned one. */
  readonly version?: string;
  /** History shards of a new store; default 64. */
  readonly shards?: number | undefined;
  /** Take its ports over, to follow it member by member. */
  readonly after?: Cluster;
  /** Timers to 10 ms and no waiting for caches, as tests want it. */
  readonly prompt?: boolean;
  /** Without the indexes of visibility that nobody asks by, as `deploy/temporal/visibility-slim.sql` leaves it. */
  readonly slim?: boolean;
  readonly say: (line: string) => void;
}

export interface Member {
  readonly name: string;
  /** Where its metrics are read: `http://…/metrics`. */
  readonly metricsUrl: string;
  /** Starts it on the same ports and store as before; returns when it serves. @throws Error with its last words */
  start(): Promise<OwnedProcess>;
}

export interface Cluster {
  /** The first start of the first one writes what all share; the others come after it. */
  readonly members: readonly [Member, ...Member[]];
  /** Of each member, by service. */
  readonly ports: readonly ReadonlyMap<ServiceName, Ports>[];
  /** `host:port` of each frontend. */
  readonly frontends: readonly string[];
  readonly databases: { readonly store: string; readonly visibility: string };
  /** Makes the namespace with its search attributes, and returns when every frontend knows them. May be repeated. */
  open(): Promise<void>;
}

interface Ports {
  readonly grpcPort: number;
  readonly membershipPort: number;
}

/** Builds the server if need be, brings the schemas up and writes the configurations; nothing is started yet. */
export async function planCluster(options: ClusterOptions): Promise<Cluster> {
  const programs = await serverPrograms(options);
  const store = options.store ?? 'temporal';
  const databases = { store, visibility: `${store}_visibility` };
  const url = new URL(options.adminUrl);
  await schemas(programs, url, databases);
  if (options.slim) await slimVisibility(options.adminUrl, databases.visibility);
  const folder = openDataFolder(options.dataDir);
  const configs = join(options.dataDir, 'cluster');
  mkdirSync(configs, { recursive: true, mode: 0o700 });
  writeFileSync(join(configs, 'dynamic.yaml'), `${readFileSync(DYNAMIC, 'utf8')}${options.prompt ? PROMPT : ''}`);
  const layout = MEMBERS[options.layout];
  const free = portsOnce();
  const ports: ReadonlyMap<ServiceName, Ports>[] = [];
  for (const [i, services] of layout.entries()) {
    ports.push(options.after?.ports[i] ?? new Map(await Promise.all(services.map((name) => portsOf(name, free)))));
  }
  const own = ports.flatMap((of) => of.get('frontend') ?? []);
  const clusterAddress = `127.0.0.1:${own[0]?.grpcPort}`;
  const members: Member[] = [];
  for (const [i, services] of layout.entries()) {
    const name = `temporal-${services.length > 1 ? 'server' : `${services[0]}-${i + 1}`}`;
    const metrics = `127.0.0.1:${await free()}`;
    const known = new Map(SERVICES.map((s) => [s, ports[i]?.get(s) ?? ports.find((of) => of.has(s))?.get(s)]));
    const shards = options.shards ?? SHARDS;
    const dynamic = join(configs, 'dynamic.yaml');
    const config = configOf({ url, databases, shards, known, clusterAddress, metrics, services, dynamic });
    const path = join(configs, `${name}.yaml`);
    // JSON is YAML.
    writeFileSync(path, JSON.stringify(config, null, 2), { mode: 0o600 });
    const port = [...(ports[i]?.values() ?? [])][0]?.grpcPort ?? 0;
    const serves = services.includes('frontend') ? () => answers(`127.0.0.1:${port}`) : () => listens(port);
    members.push({
      name,
      metricsUrl: `http://${metrics}/metrics`,
      start: () => startMember({ programs, folder, name, path, services, serves }),
    });
  }
  const frontends = own.map(({ grpcPort }) => `127.0.0.1:${grpcPort}`);
  const [first, ...others] = members;
  if (!first) throw new Error('a layout without members');
  return {
    members: [first, ...others],
    ports,
    frontends,
    databases,
    open: () => openNamespace(frontends, options.namespace),
  };
}

export interface RunningCluster {
  readonly cluster: Cluster;
  pids(): readonly number[];
  stop(): Promise<void>;
}

/** Starts every member and opens the namespace. */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const cluster = await planCluster(options);
  return runCluster(cluster);
}

/**
 * Starts every member of a plan.
 *
 * @param again it ran before: all start together, since one alone would wait for those that were there just now
 * @throws Error of the first that cannot; the others are ended
 */
export async function runCluster(cluster: Cluster, again = false): Promise<RunningCluster> {
  const [first, ...others] = cluster.members;
  const running = again ? [] : [await first.start()];
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((member) => member.stop()));
  };
  try {
    const starting = await Promise.allSettled((again ? cluster.members : others).map((member) => member.start()));
    for (const one of starting) if (one.status === 'fulfilled') running.push(one.value);
    for (const one of starting) if (one.status === 'rejected') throw one.reason;
    await cluster.open();
    return { cluster, pids: () => running.map(({ pid }) => pid), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Both databases at the schemas of this server; a database that is there is brought up to them. */
async function schemas({ sql: tool }: ServerPrograms, url: URL, names: Cluster['databases']): Promise<void> {
  const env = toolEnvironment({
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: url.hostname,
    SQL_PORT: url.port,
    SQL_USER: url.username,
    SQL_PASSWORD: decodeURIComponent(url.password),
  });
  const run = (...args: string[]) => promisify(execFile)(tool, args, { env });
  for (const [database, schema] of [
    [names.store, 'temporal'],
    [names.visibility, 'visibility'],
  ] as const) {
    await run('--database', database, 'create-database', '--defaultdb', 'postgres');
    await run('--database', database, 'setup-schema', '-v', '0.0');
    await run('--database', database, 'update-schema', '--schema-name', `postgresql/v12/${schema}`);
  }
}

/** As an operator does it. */
async function slimVisibility(adminUrl: string, database: string): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const db = connect(url.href, { max: 1, queryTimeoutMs: 60_000, name: 'visibility' });
  try {
    await db.orm.execute(sql.raw(readFileSync(join(DEPLOY, 'visibility-slim.sql'), 'utf8')));
  } finally {
    await db.close();
  }
}

/** Free ports, none twice. They are below 32,768: the server keeps its own in a smallint. */
function portsOnce(): () => Promise<number> {
  const given = new Set<number>();
  return async () => {
    for (;;) {
      const port = await choosePort();
      if (given.has(port)) continue;
      given.add(port);
      return port;
    }
  };
}

const portsOf = async (name: ServiceName, free: () => Promise<number>): Promise<[ServiceName, Ports]> => [
  name,
  { grpcPort: await free(), membershipPort: await free() },
];

interface ConfigOptions {
  readonly url: URL;
  readonly databases: Cluster['databases'];
  readonly shards: number;
  /** Its own ports, and for what it does not run those of the first that does. */
  readonly known: ReadonlyMap<ServiceName, Ports | undefined>;
  /** One for all: whoever names another rewrites their common row as it starts, and those that start beside it fail. */
  readonly clusterAddress: string;
  readonly metrics: string;
  readonly services: readonly ServiceName[];
  readonly dynamic: string;
}

function configOf({
  url,
  databases,
  shards,
  known,
  clusterAddress,
  metrics,
  services,
  dynamic,
}: ConfigOptions): object {
  const datastore = (databaseName: string, connections: number) => ({
    sql: {
      ...{ pluginName: 'postgres12', databaseName, connectAddr: `${url.hostname}:${url.port}`, connectProtocol: 'tcp' },
      ...{ user: url.username, password: decodeURIComponent(url.password) },
      ...{ maxConns: connections, maxIdleConns: connections, maxConnLifetime: '1h' },
    },
  });
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      ...{ defaultStore: 'main', visibilityStore: 'visibility', numHistoryShards: shards },
      datastores: {
        main: datastore(databases.store, services.length > 1 ? 20 : services.includes('history') ? 10 : 5),
        visibility: datastore(databases.visibility, services.length > 1 ? 5 : 3),
      },
    },
    global: {
      membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' },
      metrics: { prometheus: { timerType: 'histogram', listenAddress: metrics } },
    },
    services: Object.fromEntries(
      [...known].map(([service, ports]) => [service, { rpc: { ...ports, bindOnLocalHost: true } }]),
    ),
    clusterMetadata: {
      ...{ enableGlobalNamespace: false, failoverVersionIncrement: 10 },
      ...{ masterClusterName: 'active', currentClusterName: 'active' },
      clusterInformation: {
        active: {
          ...{ enabled: true, initialFailoverVersion: 1, rpcName: 'frontend' },
          rpcAddress: clusterAddress,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: dynamic, pollInterval: '60s' },
  };
}

interface MemberStart {
  readonly programs: ServerPrograms;
  readonly folder: DataFolder;
  readonly name: string;
  readonly path: string;
  readonly services: readonly ServiceName[];
  readonly serves: () => Promise<boolean>;
}

async function startMember({ programs, folder, name, path, services, serves }: MemberStart): Promise<OwnedProcess> {
  const record = folder.run(`${name}.json`);
  if (!(await endOrphan(record, ENGINE_LADDER))) throw new Error(`${name} of a former run does not end`);
  const server = await withLog(folder.log(name), (log) =>
    startEngine(
      programs.server,
      ['--config-file', path, '--allow-no-auth', 'start', ...services.map((service) => `--service=${service}`)],
      { stdio: ['ignore', log, log], record },
    ),
  );
  let ended = false;
  void server.exited.then(() => {
    ended = true;
  });
  for (const until = performance.now() + READY_WITHIN_MS; !ended && performance.now() < until; await wait(50)) {
    if (await serves()) return server;
  }
  await server.stop();
  throw new Error(`${name} does not serve: ${readFileSync(folder.log(name), 'utf8').slice(-2_000)}`);
}

async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = dial({ port, host: '127.0.0.1' });
    const say = (yes: boolean) => {
      socket.destroy();
      done(yes);
    };
    socket.once('connect', () => say(true)).once('error', () => say(false));
  });
}

async function openNamespace(frontends: readonly string[], namespace: string): Promise<void> {
  const connections = await Promise.all(frontends.map((address) => Connection.connect({ address })));
  try {
    const [first] = connections;
    await patiently(async () => first?.workflowService.registerNamespace(namespaceOf(namespace)).catch(unlessThere));
    await patiently(async () => first && prepareNamespace(first, namespace));
    // Each frontend looks after its own cache.
    for (const { operatorService, workflowService } of connections) {
      await patiently(async () => {
        const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
        if (SEARCH_ATTRIBUTES.some(({ name }) => customAttributes?.[name] == null)) throw new Error('not known yet');
        await workflowService.listOpenWorkflowExecutions({ namespace });
      });
    }
  } finally {
    await Promise.all(connections.map((connection) => connection.close()));
  }
}

const namespaceOf = (namespace: string) => ({ namespace, workflowExecutionRetentionPeriod: msToTs(RETENTION_MS) });

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && /already/i.test(error.message))) throw error;
}

async function patiently(act: () => Promise<unknown>): Promise<void> {
  for (const until = performance.now() + READY_WITHIN_MS; ; await wait(100)) {
    try {
      await act();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
    }
  }
}
