// The life of a dispute on the time-skipping server, with the real record on a real PostgreSQL. The database's clock
// does not skip, so before each look at the record legal time is moved to the engine's.
import { availableParallelism, loadavg } from 'node:os';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Life } from '../../activities/activities.ts';
import { workflowIdOf } from '../../activities/engine.ts';
import { readConfig } from '../../config.ts';
import { rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { officesOf } from '../../db/offices.ts';
import type { Case, CaseEvent } from '../../domain/case.ts';
import { forecast } from '../../domain/time-came.ts';
import { temporalTestServerBinary } from '../../local/temporal-binary.ts';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.ts';
import { freshDatabase } from '../setup/database.ts';
import { type EngineWorld, engineWorld, given, registered } from './engine-world.ts';

const TYPES = { KEYWORD_LIST: 7, KEYWORD: 2, DATETIME: 6 } as const;
const DAY_MS = 86_400_000;

let env: TestWorkflowEnvironment;
let world: EngineWorld;
let timeline: number;
/** The engine's clock runs ahead: a timer of more than a day fires halfway. */
let hasty = false;

beforeAll(async () => {
  const { path } = await temporalTestServerBinary(readConfig());
  env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  await env.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(SEARCH_ATTRIBUTES.map(({ name, type }) => [name, TYPES[type]])),
  });
  world = await engineWorld({
    fresh: await freshDatabase(),
    client: env.client,
    native: env.nativeConnection,
    around: (activities) => ({
      ...activities,
      lifeOf: async (caseId) => {
        await followEngine();
        return hastened(await activities.lifeOf(caseId));
      },
      timeCame: async (caseId) => {
        await followEngine();
        return hastened(await activities.timeCame(caseId));
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

const hastened = (life: Life): Life =>
  hasty && life.nextInMs !== null && life.nextInMs > DAY_MS ? { ...life, nextInMs: life.nextInMs / 2 } : life;

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

/** The next ten acts of time, as the forecast tells them now. */
async function foretold(caseId: string): Promise<readonly CaseEvent[]> {
  const [row] = await rows<{ life: Case }>(world.db.orm, sql`select life from cases where id = ${caseId}`);
  if (!row) throw new Error('no case');
  return forecast(row.life, { ...(await officesOf(world.db)), at: await env.currentTimeMs() }, 10);
}

/** The first ten acts of time, as they were recorded. */
async function cameTrue(caseId: string): Promise<readonly CaseEvent[]> {
  const found = await rows<{ body: CaseEvent }>(
    world.db.orm,
    sql`select body from events where case_id = ${caseId} and command_id like 'time:%' order by seq limit 10`,
  );
  return found.map(({ body }) => body);
}

async function pass(days: number): Promise<void> {
  await env.sleep(days * DAY_MS);
  await followEngine();
}

interface Lived {
  readonly acts: readonly Act[];
  readonly tookMs: number;
  readonly status: string;
  readonly historyLength: number;
}

/** Two years of a case in which nobody answers: three bodies are asked, people are reminded, supervisors are told. */
async function twoYears(): Promise<Lived> {
  const { town } = world;
  timeline = await addTimeline(world.db.orm, await env.currentTimeMs(), 1);
  const { id } = await registered(world, timeline);
  await given(world, id, { type: 'applyForMediation', body: town.place.community, for: 'W1' });
  const handle = env.client.workflow.getHandle(workflowIdOf(id));
  const said = await foretold(id);
  const since = performance.now();
  await world.relayed();
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
  // Byte for byte, as they lie in the record.
  expect(JSON.parse(JSON.stringify(said))).toEqual(await cameTrue(id));
  expect(said).toHaveLength(10);
  const { status, historyLength } = await handle.describe();
  return { acts: (await actsOf(id)).filter((act) => act.byTime), tookMs, status: status.name, historyLength };
}

function inTime(acts: readonly Act[]): void {
  expect(new Set(acts.map((act) => act.type))).toEqual(new Set(['warn', 'lapse', 'escalate']));
  expect(acts.length).toBeGreaterThan(15);
  for (const act of acts) {
    expect(act.late).toBeGreaterThanOrEqual(0);
    expect(act.late).toBeLessThan(5);
  }
}

it('lives two years in two seconds, every instant in its time and as foretold (E6), and ends with the case', async () => {
  const { acts, status, historyLength, tookMs } = await twoYears();
  inTime(acts);
  expect(status).toBe('COMPLETED');
  // One timer, one task and one look for each instant.
  expect(historyLength).toBeLessThan(9 * (acts.length + 4));
  // Two seconds on a machine of its own; on one with other work as many times more as there is work for.
  const crowd = Math.max(1, (loadavg()[0] ?? 1) / availableParallelism());
  expect(tookMs).toBeLessThan(2_000 * crowd);
});

it('is never early when the clock of the engine is: it arms its timer again', async () => {
  hasty = true;
  const { acts, status, historyLength } = await twoYears();
  inTime(acts);
  expect(status).toBe('COMPLETED');
  expect(historyLength).toBeGreaterThan(9 * (acts.length + 4));
});
