// A database of its own for a test file: a copy of the migrated template, gone when the file is done.
import { inject } from 'vitest';
import { connect, type Db } from '../../db/connection.ts';
import { createDatabase, dropDatabase } from '../../local/postgres.ts';

export interface FreshDatabase {
  readonly url: string;
  readonly db: Db;
  drop(): Promise<void>;
}

/** @param max connections of the pool that comes with it */
export async function freshDatabase(max = 8): Promise<FreshDatabase> {
  const adminUrl = inject('adminUrl');
  const name = `test_${process.pid}_${performance.now().toFixed(3).replace('.', '_')}`;
  await createDatabase(adminUrl, name, { template: inject('templateDatabase') });
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const db = connect(url.href, { max, queryTimeoutMs: 10_000, name: 'test' });
  return {
    url: url.href,
    db,
    drop: async () => {
      await db.close();
      await dropDatabase(adminUrl, name);
    },
  };
}
