// Migrations on an empty database: all of them, once, however many processes begin at the same time.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connect, type Db, rows } from '../../db/connection.ts';
import { migrate } from '../../db/migrate.ts';
import { createDatabase, dropDatabase } from '../../local/postgres.ts';

const name = `migrate_${process.pid}`;
let pools: Db[];

beforeAll(async () => {
  await createDatabase(inject('adminUrl'), name);
  const url = new URL(inject('adminUrl'));
  url.pathname = `/${name}`;
  pools = [1, 2, 3].map((i) => connect(url.href, { max: 1, queryTimeoutMs: 30_000, name: `migrate-${i}` }));
});

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  await dropDatabase(inject('adminUrl'), name);
});

it('brings an empty database up to date, once, and refuses one of a newer edition', async () => {
  const [db] = pools;
  if (!db) throw new Error('no pool');
  const applied = await Promise.all(pools.map(migrate));
  const [{ n } = { n: 0 }] = await rows<{ n: number }>(db.orm, sql`select count(*)::int as n from migrations`);
  expect(applied.reduce((sum, one) => sum + one, 0)).toBe(n);
  expect(n).toBeGreaterThan(1);
  expect(await migrate(db)).toBe(0);
  expect(await rows(db.orm, sql`select anchor_db::int as db, factor from timelines`)).toEqual([{ db: 0, factor: 1 }]);
  await db.orm.execute(sql`insert into migrations (hash) values ('of a later edition')`);
  await expect(migrate(db)).rejects.toMatchObject({ name: 'NewerDatabase' });
});
