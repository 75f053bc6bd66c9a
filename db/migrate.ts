// Brings the database to the schema of this edition: the migrations that drizzle-kit wrote and those written by hand.
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { type Db, inTransaction, type Queries, rows, type Transaction } from './connection.ts';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));
/** Any number that nobody else uses: two processes that start together must not both migrate. */
const LOCK = 1_653_000_001;

/**
 * Applies what is missing, each migration in one transaction; several processes may ask at once. Returns how many were
 * applied.
 *
 * @throws Error when the database is ahead of this edition: an older program must not run on it
 */
export async function migrate(db: Db): Promise<number> {
  const migrations = readMigrationFiles({ migrationsFolder: FOLDER });
  let applied = 0;
  for (const [i, migration] of migrations.entries()) {
    const last = i === migrations.length - 1;
    applied += await inTransaction(db, async (tx) => {
      const there = await appliedMigrations(tx);
      if (last && there.some((hash) => !migrations.some((known) => known.hash === hash))) throw new NewerDatabase();
      if (there.includes(migration.hash)) return 0;
      for (const statement of migration.sql) await tx.execute(sql.raw(statement));
      await tx.execute(sql`insert into migrations (hash) values (${migration.hash})`);
      return 1;
    });
  }
  return applied;
}

/** What tells whether a database is of this edition. */
export const newestMigration = (): string => readMigrationFiles({ migrationsFolder: FOLDER }).at(-1)?.hash ?? '';

/** How many migrations this edition has that the database has not, and the reverse: those of a newer edition. */
export async function schemaOf(db: Db): Promise<{ readonly missing: number; readonly newer: number }> {
  const known = readMigrationFiles({ migrationsFolder: FOLDER }).map(({ hash }) => hash);
  const [table] = await rows<{ there: boolean }>(db.orm, sql`select to_regclass('migrations') is not null as there`);
  const applied = table?.there ? await hashesOf(db.orm) : [];
  const missing = known.filter((hash) => !applied.includes(hash)).length;
  return { missing, newer: applied.filter((hash) => !known.includes(hash)).length };
}

/** The database was migrated by a newer edition of this program. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
  constructor() {
    super('数据库由更新的版本建立：请使用新版本程序 · the database belongs to a newer edition: run that one');
  }
}

async function appliedMigrations(tx: Transaction): Promise<readonly string[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
  await tx.execute(sql`set local client_min_messages = warning`);
  await tx.execute(
    sql`create table if not exists migrations (hash text primary key, applied_at timestamptz not null default now())`,
  );
  return hashesOf(tx);
}

const hashesOf = async (on: Queries): Promise<readonly string[]> =>
  (await rows<{ hash: string }>(on, sql`select hash from migrations`)).map(({ hash }) => hash);
