// The reconciler among some thousand cases: what is wrong is found in one round, by the engine's list alone.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenCase, openCases, running } from '../../activities/compare.ts';
import { type Engine, restartDispute, taskQueueOf, workflowIdOf } from '../../activities/engine.ts';
import { reconcile } from '../../activities/reconciler.ts';
import { installation } from '../../db/settings.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { smallTown } from '../setup/small-town.ts';
import { testTemporal } from '../setup/temporal.ts';
import { type OwnServer, ownServer, registered, rememberingWatch } from './engine-world.ts';

const CASES = 2_400;
const STRANGE = '01a204b1-0000-7000-8000-000000000000';
const NEVER = new AbortController().signal;

let server: OwnServer;
let fresh: FreshDatabase;
let engine: Engine;
let cases: OpenCase[];
/** Calls to the engine, by method. */
const calls = new Map<string, number>();

beforeAll(async () => {
  server = await ownServer(testTemporal);
  fresh = await freshDatabase();
  const count = (_: unknown, { name }: { name: string }) => calls.set(name, (calls.get(name) ?? 0) + 1);
  server.native.workflowService.on('data', count).on('error', count);
  const taskQueue = taskQueueOf((await installation(fresh.db)).id);
  engine = { client: server.client, taskQueue };
  const { id } = await registered({ db: fresh.db, town: await smallTown(fresh.db) });
  await fresh.db.orm.execute(sql`delete from wakes`);
  await fresh.db.orm.execute(
    sql`insert into cases select (jsonb_populate_record(c,
          jsonb_build_object('id', gen_random_uuid(), 'case_no', c.case_no || '-' || n, 'next_at', '2031-01-01T00:00Z'))).*
        from cases c, generate_series(2, ${CASES}) n where c.id = ${id}`,
  );
  cases = [];
  for await (const one of openCases(fresh.db)) cases.push(one);
});

afterAll(async () => {
  await fresh?.drop();
  await server?.stop();
});

/** A workflow for each, and none that works: they stay as they were begun. */
async function start(named: readonly OpenCase[], nextAt = (one: OpenCase) => one.nextAt): Promise<void> {
  const waiting = [...named];
  const lane = async (): Promise<void> => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      const shown = { levels: ['community'], state: 'consentPending', nextAt: nextAt(one) };
      await restartDispute(engine, { ...one, shown });
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
}

it('finds what is missing, ended or shown wrong among thousands, with a call for each thousand', async () => {
  const [missing, ended, late, ...healthy] = cases;
  if (!missing || !ended || !late) throw new Error('no cases');
  const strange = { ...missing, caseId: STRANGE };
  await start([ended, strange, ...healthy]);
  await start([late], ({ nextAt }) => (nextAt ?? 0) + 60_000);
  const { workflow } = engine.client;
  await workflow.getHandle(workflowIdOf(ended.caseId)).terminate('by hand');
  await expect.poll(async () => (await running(engine)).size, { timeout: 20_000 }).toBe(CASES - 1);
  calls.clear();

  const watch = rememberingWatch();
  await reconcile({ db: fresh.db, engine, watch, stop: NEVER });

  const told = watch.said.map(({ facts }) => [facts.caseId, facts.difference]);
  const right = [
    [missing.caseId, 'no-workflow'],
    [ended.caseId, 'workflow-ended'],
  ];
  // Of the late one and the strange one a task is still to come, which may put them right.
  expect(told.sort()).toEqual(right.sort());
  expect(Object.fromEntries(calls)).toEqual({
    ListWorkflowExecutions: Math.ceil((CASES - 1) / 1_000),
    // Each of the open ones twice, the late one not again, since nothing was wrong.
    DescribeWorkflowExecution: 6,
    GetWorkflowExecutionHistoryReverse: 2,
    SignalWithStartWorkflowExecution: 2,
  });
  expect(watch.counts.get('jiefen_reconciled_cases')).toBe(CASES);
  for (const { caseId } of [missing, ended])
    expect((await workflow.getHandle(workflowIdOf(caseId)).describe()).status.name).toBe('RUNNING');
});
