// Starts one PostgreSQL for all system tests, with the migrated database from which each test file gets a copy; and makes
// beforehand what several would otherwise make at the same moment on a fresh copy of the project.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { workflowBundle } from '../../activities/workflow-bundle.ts';
import { readConfig } from '../../config.ts';
import { connect } from '../../db/connection.ts';
import { migrate } from '../../db/migrate.ts';
import { startPostgres } from '../../local/postgres.ts';
import { temporalBinary } from '../../local/temporal-binary.ts';
import { nodeArguments } from '../../program.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the database `postgres` of the tests' server. */
    adminUrl: string;
    /** The migrated database. */
    templateDatabase: string;
  }
}

const TEMPLATE = 'jiefen_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jiefen-tests-'));
  const server = await startPostgres({ dataDir, durability: 'none', database: TEMPLATE });
  const db = connect(server.url, { max: 1, queryTimeoutMs: 60_000, name: 'template' });
  await migrate(db);
  await db.close();
  // Whoever needs what could not be made will say so.
  await Promise.allSettled([
    workflowBundle(new DefaultLogger('WARN')),
    temporalBinary(readConfig()),
    nodeArguments('worker.ts'),
  ]);
  project.provide('adminUrl', server.adminUrl);
  project.provide('templateDatabase', TEMPLATE);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
