// Whether this process can take requests: the database answers, its schema is ours, its clock and ours agree.
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { clockSkew } from '../db/clock-skew.ts';
import { rows } from '../db/connection.ts';
import { newestMigration } from '../db/migrate.ts';
import type { Context } from './context.ts';
import type { healthView } from './schemas/answers.ts';

type Health = z.output<typeof healthView>;

const newest = newestMigration();

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
    const { skewMs, differ } = clockSkew(here(), answer?.now ?? 0, took);
    metrics.clock(skewMs / 1_000);
    return {
      database: verdict(answer?.writable ?? false, answer?.writable ? null : 'read-only'),
      schema: verdict(answer?.current ?? false, answer?.current ? null : 'run the migrations of this edition'),
      clock: verdict(!differ, `${Math.round(skewMs)} ms`),
    };
  } catch {
    return { database: verdict(false, 'unreachable') };
  }
}
