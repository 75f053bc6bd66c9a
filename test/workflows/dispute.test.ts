// The life of a dispute on the time-skipping server, with the real record on a real PostgreSQL. The database's clock
// does not skip, so before each look at the record legal time is moved to the engine's.
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { workflowIdOf } from '../../activities/engine.ts';
import { readConfig } from '../../config.ts';
import { rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { temporalTestServerBinary } from '../../local/temporal-binary.ts';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.ts';
import { type EngineWorld, engineWorld, given, registered } from './engine-world.ts';

const TYPES = { KEYWORD_LIST: 7, KEYWORD: 2, DATETIME: 6 } as const;
const DAY_MS = 86_400_000;

let env: TestWorkflowEnvironment;
let world: EngineWorld;
let timeline: number;

beforeAll(async () => {
  const { path } = await temporalTestServerBinary(readConfig());
  env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  await env.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(SEARCH_ATTRIBUTES.map(({ name, type }) => [name, TYPES[type]])),
  });
  world = await engineWorld({
    client: env.client,
    native: env.nativeConnection,
    around: (activities) => ({
      ...activities,
      lifeOf: async (caseId) => {
        await followEngine();
        return activities.lifeOf(caseId);
      },
      timeCame: async (caseId) => {
        await followEngine();
        return activities.timeCame(caseId);
      },
    }),
  });
});

afterAll(async () => {
  await world?.close();
  await env?.teardown();
});

/** Legal time is the engine's: forward by leaps, else at its own pace. */
async function followEngine(): Promise<void> {
  const legalMs = await env.currentTimeMs();
  const ahead = moveTimeline(world.db, timeline, { legalMs });
  await ahead.catch((error: unknown) => {
    if (!(error instanceof RangeError)) throw error;
  });
}

interface Act extends Record<string, unknown> {
  readonly type: string;
  readonly byTime: boolean;
  /** Seconds between its legal instant and the decision. */
  readonly late: number;
}

const actsOf = (caseId: string): Promise<Act[]> =>
  rows<Act>(
    world.db.orm,
    sql`select type, command_id like 'time:%' as "byTime",
          extract(epoch from decided_at - legal_at)::float8 as late
        from events where case_id = ${caseId} order by seq`,
  );

async function pass(days: number): Promise<void> {
  await env.sleep(days * DAY_MS);
  await followEngine();
}

it('lives two years in two seconds, every instant in its time, and ends with the case', async () => {
  const { town } = world;
  timeline = await addTimeline(world.db.orm, await env.currentTimeMs(), 1);
  const { id } = await registered(world, timeline);
  await given(world, id, { type: 'applyForMediation', body: town.place.community, for: 'W1' });
  const handle = env.client.workflow.getHandle(workflowIdOf(id));
  const since = performance.now();
  await world.relayed();
  // Nobody answers: three bodies are asked one after the other, the registrar is reminded, supervisors are told.
  await pass(400);
  await given(world, id, { type: 'applyForArbitration', body: town.commission }, town.worker);
  await world.relayed();
  await pass(330);
  await given(world, id, { type: 'withdraw' }, town.worker);
  await given(world, id, { type: 'withdrawClaim', claim: 1 }, town.worker);
  await given(world, id, { type: 'close' }, town.registrar);
  await world.relayed();
  await handle.result();
  const tookMs = performance.now() - since;

  const acts = await actsOf(id);
  const byTime = acts.filter((act) => act.byTime);
  expect(new Set(byTime.map((act) => act.type))).toEqual(new Set(['warn', 'lapse', 'escalate']));
  expect(byTime.length).toBeGreaterThan(15);
  for (const act of byTime) {
    expect(act.late).toBeGreaterThanOrEqual(0);
    expect(act.late).toBeLessThan(1);
  }
  const { status, historyLength } = await handle.describe();
  expect(status.name).toBe('COMPLETED');
  // One timer, one look and one task for each instant.
  expect(historyLength).toBeLessThan(9 * (byTime.length + 4));
  expect(tookMs).toBeLessThan(2_000);
});
