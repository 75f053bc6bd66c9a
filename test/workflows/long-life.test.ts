// Ten years of one case in which 5,000 things are done: its workflow begins anew again and again, stays small, and misses
// nothing that it was told at the borders.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareEngine } from '../../activities/compare.ts';
import { NEWS, workflowIdOf } from '../../activities/engine.ts';
import { rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { sweepDue } from '../../db/sweep.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { type dispute, life } from '../../workflows/dispute.ts';
import { freshDatabase } from '../setup/database.ts';
import { testTemporal } from '../setup/temporal.ts';
import { type EngineWorld, engineWorld, given, type OwnServer, ownServer, registered } from './engine-world.ts';

const START = startOfDayMs(civilDate('2014-03-03')) + 36_000_000;
const DAY_MS = 86_400_000;
const ACTS = 5_000;
/** Acts that are told to the engine at the same moment. */
const TOGETHER = 50;
const WAKES = ACTS / TOGETHER;
const TEN_YEARS_MS = 3_653 * DAY_MS;
const WAIT = { timeout: 40_000, interval: 50 };

let server: OwnServer;
let world: EngineWorld;

beforeAll(async () => {
  server = await ownServer(testTemporal);
  world = await engineWorld({ ...server, fresh: await freshDatabase() });
});

afterAll(async () => {
  await world?.close();
  await server?.stop();
});

const handleOf = (id: string, run?: string) =>
  world.engine.client.workflow.getHandle<typeof dispute>(workflowIdOf(id), run);

const seqOf = async (id: string): Promise<number> =>
  (await rows<{ seq: number }>(world.db.orm, sql`select seq from cases where id = ${id}`))[0]?.seq ?? 0;

interface Run {
  readonly events: number;
  readonly bytes: number;
  /** The numbers that it was told. */
  readonly signals: readonly number[];
}

/** From the first to the last. */
async function runsOf(id: string, first: string): Promise<Run[]> {
  const runs: Run[] = [];
  for (let run: string | null = first; run; ) {
    const { historyLength, historySize } = await handleOf(id, run).describe();
    const { events } = await handleOf(id, run).fetchHistory();
    const signals = (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signalled }) =>
      (signalled?.input?.payloads ?? []).map(({ data }) => Number(Buffer.from(data ?? []).toString())),
    );
    runs.push({ events: historyLength, bytes: historySize ?? Number.POSITIVE_INFINITY, signals });
    run = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? null;
  }
  return runs;
}

it('stays small through ten years and 5,000 acts, and loses nothing that it is told', async () => {
  const { town, db } = world;
  const timeline = await addTimeline(db.orm, START, 0.001);
  const { id } = await registered(world, timeline);
  await world.relayed();
  const { runId } = await handleOf(id).describe();
  const told: number[] = [];
  for (let wake = 1; wake <= WAKES; wake += 1) {
    const before = await seqOf(id);
    for (let i = 0; i < TOGETHER; i += 1) await given(world, id, { type: 'note' }, town.registrar);
    const seqs = Array.from({ length: TOGETHER / 2 }, (_, i) => before + 2 * (i + 1));
    // At the borders too they arrive together, while the workflow begins anew.
    await Promise.all(seqs.map((seq) => handleOf(id).signal(NEWS, seq)));
    told.push(...seqs);
    await moveTimeline(db, timeline, { legalMs: START + (wake * TEN_YEARS_MS) / WAKES });
    await sweepDue(db, 10);
  }
  expect(await seqOf(id)).toBeGreaterThan(ACTS);
  await world.relayed();
  await expect.poll(() => handleOf(id).query(life), WAIT).toMatchObject({ seq: await seqOf(id) });
  expect(await compareEngine(db, world.engine)).toEqual([]);
  const runs = await runsOf(id, runId);
  expect(runs.length).toBeGreaterThanOrEqual(3);
  const heard = runs.flatMap(({ signals }) => signals);
  expect(told.filter((seq) => !heard.includes(seq))).toEqual([]);
  for (const { events, bytes } of runs) {
    expect(events).toBeLessThan(4_000);
    expect(bytes).toBeLessThan(2 * 1024 * 1024);
  }
}, 180_000);
