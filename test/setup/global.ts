// Starts one PostgreSQL for all system tests, with the migrated database from which each test file gets a copy.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '../../db/connection.ts';
import { migrate } from '../../db/migrate.ts';
import { startPostgres } from '../../local/postgres.ts';

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
  project.provide('adminUrl', server.adminUrl);
  project.provide('templateDatabase', TEMPLATE);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
