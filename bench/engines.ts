// The engines that the bench can put under the project: the development server on SQLite, as `npm start` has it, and the
// production server on PostgreSQL, in one process or in several (cluster/).
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { DISPUTE } from '../activities/engine.ts';
import { readConfig } from '../config.ts';
import { type Db, rows } from '../db/connection.ts';
import type { RunningPostgres } from '../local/postgres.ts';
import { NAMESPACE, startTemporal } from '../local/temporal.ts';
import { temporalBinary } from '../local/temporal-binary.ts';
import { type Layout, startCluster } from './cluster/cluster.ts';
import { diskBytes } from './machine.ts';

export const ENGINES = ['dev', 'server', 'cluster'] as const;
/** dev: SQLite, one process. server: production server, all services in one. cluster: two of frontend and history each. */
export type EngineName = (typeof ENGINES)[number];

export interface BenchEngine {
  readonly name: EngineName;
  /** `host:port` of the first frontend. */
  readonly address: string;
  /** Of each frontend: callers and workers spread over them. */
  readonly addresses: readonly string[];
  readonly namespace: string;
  /** Where the server's own figures are read; none of the development server's. */
  readonly metricsUrls: readonly string[];
  pids(): readonly number[];
  /** Bytes on disk; what lies in PostgreSQL is asked for there. */
  disk(db: Db): Promise<{ readonly store: number; readonly visibility: number }>;
  /** Disputes' workflows that its visibility shows, running and ended; one that continued anew is one. */
  workflows(): Promise<{ readonly started: number; readonly running: number }>;
  stop(): Promise<void>;
}

export interface EnginePlace {
  readonly folder: string;
  readonly postgres: RunningPostgres;
  /** Production: without the indexes of visibility that nobody asks by. */
  readonly slim: boolean;
  /** Production: history shards; absent: as the cluster has them. */
  readonly shards?: number | undefined;
  /** Development server: workflows that it keeps in memory; absent: 8,096. */
  readonly kept?: number | undefined;
  readonly say: (line: string) => void;
}

export function startEngine(name: EngineName, place: EnginePlace): Promise<BenchEngine> {
  return name === 'dev' ? startDev(place) : startProduction(name, place);
}

async function startDev({ folder, kept, say }: EnginePlace): Promise<BenchEngine> {
  const { path: binary } = await temporalBinary(readConfig(), (_, en) => say(en));
  const server = await startTemporal({ dataDir: folder, binary, kept });
  return {
    name: 'dev',
    address: server.address,
    addresses: [server.address],
    namespace: NAMESPACE,
    metricsUrls: [],
    pids: () => [server.pid],
    // One file holds both.
    disk: async () => ({ store: diskBytes(join(folder, 'temporal')), visibility: 0 }),
    workflows: () => workflowsOf(server.address, NAMESPACE),
    stop: () => server.stop(),
  };
}

async function startProduction(layout: Layout, { folder, postgres, ...place }: EnginePlace): Promise<BenchEngine> {
  const namespace = 'jiefen';
  const running = await startCluster({ ...place, dataDir: folder, adminUrl: postgres.adminUrl, layout, namespace });
  const { frontends, databases, members } = running.cluster;
  return {
    ...{
      name: layout,
      address: frontends[0] ?? '',
      addresses: frontends,
      namespace,
      metricsUrls: members.map(({ metricsUrl }) => metricsUrl),
      pids: running.pids,
      stop: running.stop,
    },
    disk: async (db) => ({
      store: await size(db, databases.store),
      visibility: await size(db, databases.visibility),
    }),
    workflows: () => workflowsOf(frontends[0] ?? '', namespace),
  };
}

async function workflowsOf(address: string, namespace: string): Promise<{ started: number; running: number }> {
  const connection = await Connection.connect({ address });
  try {
    const { workflow } = new Client({ connection, namespace });
    const counted = async (status: string): Promise<number> =>
      (await workflow.count(`WorkflowType = '${DISPUTE}' AND ExecutionStatus ${status}`)).count;
    return { started: await counted("!= 'ContinuedAsNew'"), running: await counted("= 'Running'") };
  } finally {
    await connection.close();
  }
}

async function size(db: Db, database: string): Promise<number> {
  const [row] = await rows<{ n: string }>(db.orm, sql`select pg_database_size(${database}) as n`);
  return Number(row?.n ?? 0);
}
