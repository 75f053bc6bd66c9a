// The production Temporal server on PostgreSQL: all services in one process, or two frontends, two histories, matching
// and the inner worker each in a process of its own. Stores and record share one PostgreSQL, as in production.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { sql } from 'drizzle-orm';
import { toolEnvironment } from '../../config.ts';
import { type Db, rows } from '../../db/connection.ts';
import { openDataFolder } from '../../local/data-folder.ts';
import { type OwnedProcess, startOwned, withLog } from '../../local/owned-process.ts';
import { choosePort } from '../../local/port.ts';
import type { Ladder } from '../../local/process.ts';
import type { BenchEngine, EnginePlace } from '../engines.ts';
import { type ServerPrograms, serverPrograms } from './build.ts';

/** Cannot be changed later; 64 costs nothing over 4 and leaves room for a province. */
const SHARDS = 64;
const NAMESPACE = 'jiefen';
const RETENTION_MS = 3 * 86_400_000;
const READY_WITHIN_MS = 90_000;
const LADDER: Ladder = [
  ['SIGTERM', 15_000],
  ['SIGKILL', 5_000],
];
/** Closed workflows are gone after three days; the limits that throttle a single machine, as deploy/ has them too. */
const DYNAMIC = `
frontend.namespaceRPS.visibility: [{ value: 100 }]
frontend.namespaceCount: [{ value: 10000 }]
history.hostLevelCacheMaxSize: [{ value: 32000 }]
`;

const SERVICES = ['frontend', 'history', 'matching', 'worker'] as const;
type ServiceName = (typeof SERVICES)[number];
const LAYOUTS: Readonly<Record<'server' | 'cluster', readonly (readonly ServiceName[])[]>> = {
  server: [SERVICES],
  cluster: [['frontend'], ['frontend'], ['history'], ['history'], ['matching'], ['worker']],
};

interface Store {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
}

export async function startCluster(name: 'server' | 'cluster', place: EnginePlace): Promise<BenchEngine> {
  const programs = await serverPrograms(place.say);
  const url = new URL(place.postgres.adminUrl);
  const store = { host: url.hostname, port: url.port, user: url.username, password: decodeURIComponent(url.password) };
  await schemas(programs, store);
  const folder = join(place.folder, 'cluster');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'dynamic.yaml'), DYNAMIC);
  const running: OwnedProcess[] = [];
  const stop = async () => {
    for (const server of running.splice(0).reverse()) await server.stop();
  };
  try {
    const frontends: string[] = [];
    for (const [i, services] of LAYOUTS[name].entries()) {
      const label = services.length > 1 ? 'server' : `${services[0]}-${i}`;
      const { config, frontend } = await configOf(services, store, folder, frontends[0]);
      if (frontend) frontends.push(frontend);
      writeFileSync(join(folder, `${label}.yaml`), JSON.stringify(config, null, 2), { mode: 0o600 });
      running.push(await launch(programs, place.folder, join(folder, `${label}.yaml`), label, services));
    }
    const [address = ''] = frontends;
    for (const one of frontends) await serves(one, () => lastWords(place.folder, name));
    await namespace(address);
    return {
      ...{ name, address, namespace: NAMESPACE, stop },
      pids: () => running.map(({ pid }) => pid),
      disk: async (db) => ({ store: await size(db, 'temporal'), visibility: await size(db, 'temporal_visibility') }),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function size(db: Db, database: string): Promise<number> {
  const [row] = await rows<{ n: string }>(db.orm, sql`select pg_database_size(${database}) as n`);
  return Number(row?.n ?? 0);
}

/** Both databases at the schemas of this server; a database that is there is brought up to them. */
async function schemas({ sql: tool }: ServerPrograms, { host, port, user, password }: Store): Promise<void> {
  const env = toolEnvironment({
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: host,
    SQL_PORT: port,
    SQL_USER: user,
    SQL_PASSWORD: password,
  });
  const run = (...args: string[]) => promisify(execFile)(tool, args, { env });
  for (const [database, schema] of [
    ['temporal', 'temporal'],
    ['temporal_visibility', 'visibility'],
  ] as const) {
    await run('--database', database, 'create-database', '--defaultdb', 'postgres');
    await run('--database', database, 'setup-schema', '-v', '0.0');
    await run('--database', database, 'update-schema', '--schema-name', `postgresql/v12/${schema}`);
  }
}

/** JSON is YAML. Ports stay below 32,768: the server keeps its own in a smallint. */
async function configOf(services: readonly ServiceName[], store: Store, folder: string, known?: string) {
  const datastore = (database: string, connections: number) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName: database,
      connectAddr: `${store.host}:${store.port}`,
      connectProtocol: 'tcp',
      user: store.user,
      password: store.password,
      maxConns: connections,
      maxIdleConns: connections,
      maxConnLifetime: '1h',
    },
  });
  const ports = new Map<string, { rpc: { grpcPort: number; membershipPort: number; bindOnLocalHost: boolean } }>();
  for (const service of SERVICES) {
    const grpcPort = await choosePort();
    ports.set(service, { rpc: { grpcPort, membershipPort: await choosePort(), bindOnLocalHost: true } });
  }
  const own = `127.0.0.1:${ports.get('frontend')?.rpc.grpcPort}`;
  const frontend = services.includes('frontend') ? own : undefined;
  const config = {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'main',
      visibilityStore: 'visibility',
      numHistoryShards: SHARDS,
      datastores: {
        main: datastore('temporal', services.length > 1 ? 20 : 10),
        visibility: datastore('temporal_visibility', 5),
      },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(ports),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: known ?? own },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: join(folder, 'dynamic.yaml'), pollInterval: '60s' },
  };
  return { config, frontend };
}

function launch(
  programs: ServerPrograms,
  dataDir: string,
  config: string,
  label: string,
  services: readonly ServiceName[],
) {
  const folder = openDataFolder(dataDir);
  return withLog(folder.log(`temporal-${label}`), (log) =>
    startOwned({
      command: programs.server,
      args: ['--config-file', config, '--allow-no-auth', 'start', ...services.map((service) => `--service=${service}`)],
      env: toolEnvironment({ GOGC: '400' }),
      stdio: ['ignore', log, log],
      record: folder.run(`temporal-${label}.json`),
      ladder: LADDER,
    }),
  );
}

function lastWords(dataDir: string, name: string): string {
  const label = name === 'server' ? 'server' : 'frontend-0';
  return readFileSync(openDataFolder(dataDir).log(`temporal-${label}`), 'utf8').slice(-2_000);
}

async function serves(address: string, words: () => string): Promise<void> {
  for (const until = performance.now() + READY_WITHIN_MS; ; ) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: 1_000 });
      await connection.close();
      return;
    } catch (error) {
      if (performance.now() > until) throw new Error(`no Temporal at ${address}: ${words()}`, { cause: error });
      await wait(200);
    }
  }
}

/** Makes the namespace and waits until every frontend knows it: their caches are up to ten seconds old. */
async function namespace(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    for (const until = performance.now() + READY_WITHIN_MS; ; ) {
      try {
        await connection.workflowService.registerNamespace({
          namespace: NAMESPACE,
          workflowExecutionRetentionPeriod: msToTs(RETENTION_MS),
        });
        break;
      } catch (error) {
        if (error instanceof Error && /already/i.test(error.message)) break;
        if (performance.now() > until) throw error;
        await wait(200);
      }
    }
    for (const until = performance.now() + READY_WITHIN_MS; ; ) {
      try {
        await connection.workflowService.listOpenWorkflowExecutions({ namespace: NAMESPACE });
        return;
      } catch (error) {
        if (performance.now() > until) throw error;
        await wait(200);
      }
    }
  } finally {
    await connection.close();
  }
}
