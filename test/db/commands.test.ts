// `npm run migrate` and `npm run verify` as a person runs them: what they print and how they end.
import { execFile } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serviceEnvironment } from '../../config.ts';
import { openCase } from '../../db/open-case.ts';
import { nodeArguments } from '../../program.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { smallTown, wageCase } from '../setup/small-town.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh?.drop());

interface Ended {
  readonly code: number;
  readonly out: string;
}

async function run(script: string): Promise<Ended> {
  const program = await nodeArguments(script);
  // A data folder in which nothing runs: the commands must not find a stack of this machine.
  const env = serviceEnvironment({ DATABASE_URL: fresh.url, JIEFEN_DATA_DIR: '/nonexistent', TEMPORAL_ADDRESS: '' });
  return new Promise((ended) => {
    const child = execFile(process.execPath, program, { env }, (_, out, err) =>
      ended({ code: child.exitCode ?? -1, out: out + err }),
    );
  });
}

it('migrate finds a migrated database up to date', async () => {
  expect(await run('cli/migrate.ts')).toEqual({ code: 0, out: '数据库已是最新 · the database is up to date\n' });
});

it('verify of a first day says that nothing is anchored yet and ends with 0; of a day that is over it asks for its anchor', async () => {
  const town = await smallTown(fresh.db);
  const opening = { commandId: 'first-day', command: wageCase(town), by: town.registrar };
  await openCase(fresh.db, { ...opening, trackingKey: new Uint8Array(32).fill(7) });
  const first = await run('cli/verify.ts');
  expect(first.out).toContain('尚未锚定：第一天尚未结束 · not yet anchored: the first day is not over');
  expect(first).toMatchObject({ code: 0, out: expect.stringContaining('everything holds: 1 个案件') });
  await fresh.db.orm.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`update events set recorded_at = recorded_at - interval '2 days'`);
  });
  const later = await run('cli/verify.ts');
  expect(later).toMatchObject({
    code: 1,
    out: expect.stringContaining('✗ I13 - 1 events of finished days without any'),
  });
  expect(later.out).not.toContain('not yet anchored');
  await fresh.db.orm.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`update events set recorded_at = recorded_at + interval '2 days'`);
  });
});

it('verify ends with 0 when everything holds and with 1 when anything does not, and says what', async () => {
  expect(await run('cli/verify.ts')).toMatchObject({ code: 0, out: expect.stringContaining('everything holds') });
  await fresh.db.orm.execute(sql`alter table events disable trigger events_append_only`);
  const broken = await run('cli/verify.ts');
  expect(broken.code).toBe(1);
  expect(broken.out).toContain('✗ I14 - events can be changed');
  expect(broken.out).not.toContain(new URL(fresh.url).password);
});
