// Starts the workflows of all open cases anew from the record alone: after the engine's store was lost or restored.
import { epochMs } from '../db/case-file.ts';
import type { Db } from '../db/connection.ts';
import { type Statement, statement } from '../db/statement.ts';
import { type Engine, restartDispute, type Shown } from './engine.ts';

export interface RebuildOptions {
  /** Goes on with a rebuild that was interrupted: workflows that were already rebuilt are left alone. */
  readonly resume: boolean;
  /** Calls to the engine at once. */
  readonly atOnce: number;
  readonly progress: (done: number, total: number) => void;
}

const PAGE = 500;

interface Unstarted extends Shown {
  readonly caseId: string;
  readonly caseNo: string;
}

// A case of which no workflow was told anything is one that is still to be rebuilt.
const forget: Statement<{ id: string }> = statement(
  'forget-what-was-driven',
  `update cases set driven_seq = 0, driven_for = null
  where id in (select id from cases where status = 'open' and id > $1::uuid order by id limit $2) returning id::text`,
);
const count: Statement<{ n: number }> = statement(
  'count-to-rebuild',
  `select count(*)::int as n from cases where status = 'open' and driven_seq = 0`,
);
const page: Statement<Unstarted> = statement(
  'page-to-rebuild',
  `select id::text as "caseId", case_no as "caseNo", levels, state, ${epochMs('next_at')} as "nextAt"
  from cases where status = 'open' and driven_seq = 0 and id > $1::uuid order by id limit $2`,
);
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Returns how many workflows were started. Interrupted, it may be run again with `resume`. */
export async function rebuild(db: Db, engine: Engine, { resume, atOnce, progress }: RebuildOptions): Promise<number> {
  if (!resume) await forgetAll(db);
  const total = (await count(db.orm))[0]?.n ?? 0;
  let done = 0;
  const cases = toRebuild(db);
  const lane = async (): Promise<void> => {
    for (let next = await cases.next(); !next.done; next = await cases.next()) {
      await restartDispute(engine, { ...next.value, shown: next.value });
      done += 1;
      progress(done, total);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return done;
}

async function forgetAll({ orm }: Db): Promise<void> {
  for (let after = BEFORE_ALL; ; ) {
    const ids = (await forget(orm, after, PAGE)).map(({ id }) => id).sort();
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

async function* toRebuild({ orm }: Db): AsyncGenerator<Unstarted> {
  for (let after = BEFORE_ALL; ; ) {
    const cases = await page(orm, after, PAGE);
    yield* cases;
    const last = cases.at(-1);
    if (!last || cases.length < PAGE) return;
    after = last.caseId;
  }
}
