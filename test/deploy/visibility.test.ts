// Temporal's visibility without the indexes that nobody asks by, and with them again, on a table like its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows } from '../../db/connection.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase(1);
  await fresh.db.orm.execute(
    sql.raw(`create table executions_visibility (
        namespace_id char(64) not null, run_id char(64) not null, status int not null, start_time timestamp not null,
        close_time timestamp, "Keyword 01" varchar(255), keywords jsonb, primary key (namespace_id, run_id));
      create index default_idx on executions_visibility
        (namespace_id, (coalesce(close_time, '9999-12-31 23:59:59')) desc, start_time desc, run_id);
      create index by_status on executions_visibility (namespace_id, status);
      create index by_keyword_01 on executions_visibility (namespace_id, "Keyword 01", start_time desc);
      create index "by keywords" on executions_visibility using gin (keywords jsonb_path_ops)`),
  );
});
afterAll(() => fresh?.drop());

const indexes = () =>
  rows<{ name: string; definition: string }>(
    fresh.db.orm,
    sql`select indexname as name, indexdef as definition from pg_indexes
        where tablename = 'executions_visibility' order by indexname`,
  );

async function become(what: 'slim' | 'full'): Promise<void> {
  const path = join(import.meta.dirname, `../../deploy/temporal/visibility-${what}.sql`);
  await fresh.db.orm.execute(sql.raw(readFileSync(path, 'utf8')));
}

it('keeps the indexes that are asked by, and makes the others again as they were', async () => {
  const full = await indexes();
  for (const again of [1, 2]) {
    await become('slim');
    const kept = (await indexes()).map(({ name }) => name);
    expect(kept, `time ${again}`).toEqual(['by_status', 'default_idx', 'executions_visibility_pkey']);
  }
  for (const again of [1, 2]) {
    await become('full');
    expect(await indexes(), `time ${again}`).toEqual(full);
  }
});
