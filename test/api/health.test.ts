// An API whose clock differs from the database's is not ready: one of the two is wrong.
import { expect, it } from 'vitest';
import { healthOf } from '../../api/health.ts';
import { metricsOf } from '../../api/metrics.ts';
import { freshDatabase } from '../setup/database.ts';

it.each([
  [6_000, 'failed'],
  [-6_000, 'failed'],
  [2_000, 'ok'],
] as const)('with a clock %i ms before the database it says %s, and shows by how much', async (offMs, status) => {
  const fresh = await freshDatabase();
  try {
    const metrics = metricsOf();
    const health = await healthOf({ db: fresh.db, isOpen: () => true, metrics }, () => Date.now() + offMs);
    expect(health).toMatchObject({ status, checks: { clock: { ok: status === 'ok' } } });
    const shown = await metrics.registry.getSingleMetric('jiefen_clock_skew_seconds')?.get();
    expect(Math.abs((shown?.values[0]?.value ?? 0) - offMs / 1_000)).toBeLessThan(2);
  } finally {
    await fresh.drop();
  }
});
