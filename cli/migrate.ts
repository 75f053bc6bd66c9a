// `npm run migrate`: brings the database to the schema of this edition.
import { readConfig } from '../config.ts';
import { connect } from '../db/connection.ts';
import { migrate } from '../db/migrate.ts';

const LONG_MS = 10 * 60_000;

const { databaseUrl } = readConfig();
if (databaseUrl === undefined) {
  console.error('请设置 DATABASE_URL；内置数据库由 npm start 自动升级。');
  console.error('Set DATABASE_URL; the embedded database is brought up to date by npm start.');
  process.exit(2);
}
const db = connect(databaseUrl, { max: 1, queryTimeoutMs: LONG_MS, name: 'jiefen-migrate' });
try {
  const applied = await migrate(db);
  console.log(
    applied === 0 ? '数据库已是最新 · the database is up to date' : `数据库已升级 · ${applied} migrations applied`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await db.close();
}
