// Whether this process can take requests: the database answers, its schema is ours, its clock and ours agree.
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { z } from 'zod';
import { rows } from '../db/connection.ts';
import type { Context } from './context.ts';
import type { healthView } from './schemas/answers.ts';

type Health = z.output<typeof healthView>;

/** The database clock decides every deadline; a process whose clock is this far off is on a sick machine. */
const MOST_SKEW_MS = 60_000;
const MIGRATIONS = fileURLToPath(new URL('../db/migrations', import.meta.url));
const newest = readMigrationFiles({ migrationsFolder: MIGRATIONS }).at(-1)?.hash ?? '';

export async function healthOf(context: Pick<Context, 'db' | 'isOpen'>): Promise<Health> {
  const checks = { open: verdict(context.isOpen(), null), ...(await databaseChecks(context)) };
  const ok = Object.values(checks).every((check) => check.ok);
  return { status: ok ? 'ok' : 'failed', checks };
}

const verdict = (ok: boolean, detail: string | null) => ({ ok, detail });

async function databaseChecks({ db }: Pick<Context, 'db'>): Promise<Health['checks']> {
  const asked = performance.now();
  try {
    const [answer] = await rows<{ current: boolean; now: number; writable: boolean }>(
      db.orm,
      sql`select exists (select from migrations where hash = ${newest}) as current,
        not pg_is_in_recovery() as writable,
        (extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
    );
    const took = performance.now() - asked;
    const skewMs = Math.round((answer?.now ?? 0) - (Date.now() - took / 2));
    return {
      database: verdict(answer?.writable ?? false, answer?.writable ? null : 'read-only'),
      schema: verdict(answer?.current ?? false, answer?.current ? null : 'run the migrations of this edition'),
      clock: verdict(Math.abs(skewMs) <= MOST_SKEW_MS, `${skewMs} ms`),
    };
  } catch {
    return { database: verdict(false, 'unreachable') };
  }
}
