// Whether this process can take requests: the database answers, its schema is ours, its clock and ours agree.
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { z } from 'zod';
import { rows } from '../db/connection.ts';
import type { Context } from './context.ts';
import type { healthView } from './schemas/answers.ts';

type Health = z.output<typeof healthView>;

/** The database clock decides every deadline; a process whose clock is further off is on a sick machine, or that is. */
const MOST_SKEW_MS = 5_000;
const MIGRATIONS = fileURLToPath(new URL('../db/migrations', import.meta.url));
const newest = readMigrationFiles({ migrationsFolder: MIGRATIONS }).at(-1)?.hash ?? '';

/** @param now this machine's clock, epoch ms */
export async function healthOf(
  context: Pick<Context, 'db' | 'isOpen' | 'metrics'>,
  now: () => number = Date.now,
): Promise<Health> {
  const checks = { open: verdict(context.isOpen(), null), ...(await databaseChecks(context, now)) };
  const ok = Object.values(checks).every((check) => check.ok);
  return { status: ok ? 'ok' : 'failed', checks };
}

const verdict = (ok: boolean, detail: string | null) => ({ ok, detail });

async function databaseChecks(
  { db, metrics }: Pick<Context, 'db' | 'metrics'>,
  here: () => number,
): Promise<Health['checks']> {
  const asked = performance.now();
  try {
    const [answer] = await rows<{ current: boolean; now: number; writable: boolean }>(
      db.orm,
      sql`select exists (select from migrations where hash = ${newest}) as current,
        not pg_is_in_recovery() as writable,
        (extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
    );
    const took = performance.now() - asked;
    const skewMs = Math.round(here() - took / 2 - (answer?.now ?? 0));
    metrics.clock(skewMs / 1_000);
    return {
      database: verdict(answer?.writable ?? false, answer?.writable ? null : 'read-only'),
      schema: verdict(answer?.current ?? false, answer?.current ? null : 'run the migrations of this edition'),
      clock: verdict(Math.abs(skewMs) - took / 2 <= MOST_SKEW_MS, `${skewMs} ms`),
    };
  } catch {
    return { database: verdict(false, 'unreachable') };
  }
}
