// Five thousand messy rows in a minute, in memory that does not grow with them.
import { availableParallelism, loadavg } from 'node:os';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { ledgerActivities } from '../../activities/ledger-import.ts';
import { rows } from '../../db/connection.ts';
import { confirmImport, importOf, receiveLedger } from '../../db/imports.ts';
import { seed } from '../../db/seed.ts';
import { freshDatabase } from '../setup/database.ts';
import { manyRows } from './many-rows.ts';

const ROWS = 5_000;
const KEYS = [{ id: 't1', secret: new Uint8Array(32).fill(3) }];

it('takes 5,000 rows over within a minute with flat memory', { timeout: 300_000 }, async () => {
  const fresh = await freshDatabase();
  try {
    const { people } = await seed(fresh.db);
    const officer = people.find((one) => one.role === 'petition-officer');
    if (!officer) throw new Error('no petition officer');
    const sender = { person: officer.id, role: officer.role, org: officer.org };
    const began = performance.now();
    const { id } = await receiveLedger(fresh.db, KEYS, sender, manyRows(ROWS));
    const { importStep } = ledgerActivities({ db: fresh.db, keys: KEYS });
    expect((await importStep(id)).state).toBe('judged');
    const judgedMs = performance.now() - began;
    expect(await confirmImport(fresh.db, id)).toBe('confirmed');
    const heap: number[] = [];
    for (let state = 'running'; state === 'running'; ) {
      ({ state } = await importStep(id));
      heap.push(process.memoryUsage().rss / 2 ** 20);
    }
    const tookMs = performance.now() - began;
    const grown = (heap.at(-1) ?? 0) - (heap[Math.floor(heap.length / 4)] ?? 0);
    console.log(
      `${ROWS} rows: dry run ${Math.round(judgedMs)} ms, all ${Math.round(tookMs)} ms; ` +
        `resident ${Math.round(Math.max(...heap))} MiB, grown by ${Math.round(grown)} MiB after the first quarter`,
    );
    const done = await importOf(fresh.db.orm, id);
    expect(done).toMatchObject({ state: 'done', rows: ROWS, done: ROWS, faults: 0 });
    const [made] = await rows<{ n: number }>(fresh.db.orm, sql`select count(*)::int as n from cases`);
    expect(made?.n).toBe((done?.clean ?? 0) + (done?.repaired ?? 0));
    const [told] = await rows<{ n: number }>(fresh.db.orm, sql`select count(*)::int as n from notices`);
    expect(told?.n).toBe(0);
    // A minute on a machine of its own; on one with other work as many times more as there is work for.
    const crowd = Math.max(1, (loadavg()[0] ?? 1) / availableParallelism());
    expect(tookMs).toBeLessThan(60_000 * crowd);
    expect(grown).toBeLessThan(150);
  } finally {
    await fresh.drop();
  }
});
