// The engines that the bench can put under the project: the development server on SQLite, as `npm start` has it, and the
// production server on PostgreSQL, in one process or in several (cluster/).
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import type { Db } from '../db/connection.ts';
import type { RunningPostgres } from '../local/postgres.ts';
import { NAMESPACE, startTemporal } from '../local/temporal.ts';
import { temporalBinary } from '../local/temporal-binary.ts';
import { startCluster } from './cluster/cluster.ts';
import { diskBytes } from './machine.ts';

export const ENGINES = ['dev', 'server', 'cluster'] as const;
/** dev: SQLite, one process. server: production server, all services in one. cluster: two of frontend and history each. */
export type EngineName = (typeof ENGINES)[number];

export interface BenchEngine {
  readonly name: EngineName;
  readonly address: string;
  readonly namespace: string;
  pids(): readonly number[];
  /** Bytes on disk; what lies in PostgreSQL is asked for there. */
  disk(db: Db): Promise<{ readonly store: number; readonly visibility: number }>;
  stop(): Promise<void>;
}

export interface EnginePlace {
  readonly folder: string;
  readonly postgres: RunningPostgres;
  readonly say: (line: string) => void;
}

export function startEngine(name: EngineName, place: EnginePlace): Promise<BenchEngine> {
  return name === 'dev' ? startDev(place) : startCluster(name, place);
}

async function startDev({ folder, say }: EnginePlace): Promise<BenchEngine> {
  const { path: binary } = await temporalBinary(readConfig(), (_, en) => say(en));
  const server = await startTemporal({ dataDir: folder, binary });
  return {
    name: 'dev',
    address: server.address,
    namespace: NAMESPACE,
    pids: () => [server.pid],
    // One file holds both.
    disk: async () => ({ store: diskBytes(join(folder, 'temporal')), visibility: 0 }),
    stop: () => server.stop(),
  };
}
