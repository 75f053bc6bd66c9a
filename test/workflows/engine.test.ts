// Record and engine together on a real Temporal: what a life costs, how wakes travel, and how the engine is put right
// when it lost, was made to lose, or never heard something.
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createActivities } from '../../activities/activities.ts';
import { dataConverter } from '../../activities/codec.ts';
import { BEFORE_ALL, compareEngine, inspect, openCases } from '../../activities/compare.ts';
import { INBOX } from '../../activities/deliver.ts';
import {
  beginDispute,
  DISPUTE,
  LOOK_AGAIN,
  NEWS,
  restartDispute,
  taskQueueOf,
  workflowIdOf,
} from '../../activities/engine.ts';
import { prepareNamespace } from '../../activities/namespace.ts';
import { rebuild } from '../../activities/rebuild.ts';
import { lookInTurn, reconcile } from '../../activities/reconciler.ts';
import { replayOpen } from '../../activities/replay.ts';
import { sweep } from '../../activities/sweeper.ts';
import { connect, rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { dispute, life, news } from '../../workflows/dispute.ts';
import { LEVEL, NEXT_AT, STATE } from '../../workflows/search-attributes.ts';
import { freshDatabase } from '../setup/database.ts';
import { testTemporal } from '../setup/temporal.ts';
import { build, type EngineWorld, engineWorld, given, type OwnServer, ownServer, registered } from './engine-world.ts';

const MARCH = startOfDayMs(civilDate('2026-03-02')) + 36_000_000;
const DAY_MS = 86_400_000;
const NEVER = new AbortController().signal;

let server: OwnServer;
let world: EngineWorld;
/** The record away: everything that the activities ask of it fails at once. */
let away = false;
/** Workflows are made to sleep so many times longer than the record asks. */
let sleepy = 1;
/** Answers are so long under way, ms. */
let underWayMs = 0;
const attempts: number[] = [];
const toldMs: number[] = [];

beforeAll(async () => {
  server = await ownServer(testTemporal);
  const nowhere = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1, queryTimeoutMs: 500, name: 'nowhere' });
  const deaf = createActivities({ db: nowhere, channels: INBOX });
  world = await engineWorld({
    fresh: await freshDatabase(),
    ...server,
    around: (activities) => {
      const through = (what: 'lifeOf' | 'timeCame') => (caseId: string) => {
        if (away) attempts.push(performance.now());
        const asked = (away ? deaf : activities)[what](caseId);
        return asked.then(async (life) => {
          if (life.nextInMs !== null) toldMs.push(life.nextInMs);
          if (underWayMs > 0) await wait(underWayMs);
          return { ...life, nextInMs: life.nextInMs && life.nextInMs * sleepy };
        });
      };
      return { ...activities, lifeOf: through('lifeOf'), timeCame: through('timeCame') };
    },
  });
});

afterEach(() => {
  away = false;
  sleepy = 1;
  underWayMs = 0;
});

afterAll(async () => {
  await world?.close();
  await server?.stop();
});

const handleOf = (caseId: string) => world.engine.client.workflow.getHandle<typeof dispute>(workflowIdOf(caseId));

interface Standing extends Record<string, unknown> {
  readonly seq: number;
  readonly driven: number;
  readonly nextAt: number | null;
}

async function standing(caseId: string): Promise<Standing> {
  const [row] = await rows<Standing>(
    world.db.orm,
    sql`select seq, driven_seq as driven, (extract(epoch from next_at) * 1000)::float8 as "nextAt"
        from cases where id = ${caseId}`,
  );
  if (!row) throw new Error('no such case');
  return row;
}

/** The workflow has heard of the newest event and shows the next instant. */
async function settled(caseId: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const { seq, driven, nextAt } = await standing(caseId);
        const { typedSearchAttributes, status, raw } = await handleOf(caseId).describe();
        const armed = typedSearchAttributes.get(NEXT_AT)?.getTime() ?? null;
        const asleep = armed === nextAt && raw.pendingWorkflowTask == null;
        return driven === seq && (status.name !== 'RUNNING' || asleep);
      },
      { timeout: 20_000, interval: 20 },
    )
    .toBe(true);
}

/** A case whose legal time stands almost still, followed by its workflow. */
async function followed(): Promise<{ id: string; caseNo: string; timeline: number }> {
  const timeline = await addTimeline(world.db.orm, MARCH, 0.001);
  const opened = await registered(world, timeline);
  await given(world, opened.id, { type: 'applyForMediation', body: world.town.place.community, for: 'W1' });
  await world.relayed();
  await settled(opened.id);
  return { ...opened, timeline };
}

async function collected<T>(all: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const one of all) list.push(one);
  return list;
}

/** Rounds of the reconciler until each of these was told of: the engine's list follows a moment later. */
async function reconciled(...caseIds: string[]): Promise<void> {
  const told = () => world.watch.said.map(({ facts }) => facts.caseId);
  const round = async () => {
    await reconcile({ ...world, stop: NEVER });
    return told();
  };
  await expect.poll(round, { timeout: 20_000 }).toEqual(expect.arrayContaining(caseIds));
}

const different = async (caseId: string) =>
  (await compareEngine(world.db, world.engine)).filter((found) => found.caseId === caseId).map((f) => f.difference);

it('names workflow and signal as the record side calls them', () => {
  expect([dispute.name, news.name]).toEqual([DISPUTE, NEWS]);
});

it('prepares a namespace that knows nothing of disputes', async () => {
  const { workflowService, operatorService } = server.native;
  const namespace = 'unprepared';
  await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('1 day') });
  const known = async () => {
    await prepareNamespace(server.native, namespace).catch(() => undefined);
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return Object.keys(customAttributes ?? {});
  };
  await expect.poll(known, { timeout: 20_000 }).toEqual(expect.arrayContaining([LEVEL.name, STATE.name, NEXT_AT.name]));
});

it('begins a workflow even where the search attributes are not known yet', async () => {
  const { workflowService } = server.native;
  const namespace = 'unknowing';
  await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('1 day') });
  const engine = { client: new Client({ connection: server.native, namespace }), taskQueue: 'nobody' };
  const caseId = '01a204b1-0000-7000-8000-000000000001';
  const shown = { levels: ['community'], state: 'consentPending', nextAt: MARCH };
  const begin = () => beginDispute(engine, { caseId, caseNo: '1', seq: 1, shown }).catch(String);
  await expect.poll(begin, { timeout: 20_000 }).toBeUndefined();
  await restartDispute(engine, { caseId, caseNo: '1', shown });
  const { status } = await engine.client.workflow.getHandle(workflowIdOf(caseId)).describe();
  expect(status.name).toBe('RUNNING');
});

it('tells a workflow that runs after all instead of beginning it', async () => {
  const engine = { ...world.engine, taskQueue: 'nobody' };
  const wake = { caseId: '01a204b1-0000-7000-8000-000000000002', caseNo: '2' };
  await beginDispute(engine, { ...wake, seq: 1 });
  await beginDispute(engine, { ...wake, seq: 2 });
  const { events } = await engine.client.workflow.getHandle(workflowIdOf(wake.caseId)).fetchHistory();
  const told = events?.map(({ workflowExecutionSignaledEventAttributes: a }) => a?.signalName).filter(Boolean);
  expect([events?.[0]?.workflowExecutionStartedEventAttributes != null, told]).toEqual([true, [NEWS]]);
});

describe('a life of five stages', () => {
  it('costs at most sixty events, shows where it stands, and ends with the case', async () => {
    const { town } = world;
    const { id, caseNo } = await followed();
    const refuse = [{ type: 'refuse', for: 'E1' }, town.mediator] as const;
    const ask = (body: string) => [{ type: 'applyForMediation', body, for: 'W1' }, town.registrar] as const;
    const steps: (readonly [Parameters<typeof given>[2], Parameters<typeof given>[3]])[][] = [
      [refuse, ask(town.place.town)],
      [refuse, ask(town.place.district)],
      [[{ type: 'applyForArbitration', body: town.commission }, town.worker]],
      [
        [{ type: 'declineCase', reason: 'not-a-labour-dispute' }, town.arbitrator],
        [{ type: 'fileSuit' }, town.worker],
      ],
      [
        [{ type: 'withdraw' }, town.worker],
        [{ type: 'withdrawClaim', claim: 1 }, town.worker],
        [{ type: 'close' }, town.registrar],
      ],
    ];
    for (const commands of steps) {
      for (const [command, by] of commands) await given(world, id, command, by);
      await world.relayed();
      await settled(id);
    }
    await handleOf(id).result();
    const described = await handleOf(id).describe();
    expect(described.typedSearchAttributes.get(LEVEL)).toEqual([
      'community',
      'town',
      'district',
      'arbitration',
      'court',
    ]);
    expect(described.typedSearchAttributes.get(STATE)).toBe('closed');
    expect(described.typedSearchAttributes.get(NEXT_AT)).toBeUndefined();
    expect(await described.staticSummary()).toBe(caseNo);
    // Eight for each time it is woken: signal, task (three), look, timer away, attributes, timer.
    expect(described.historyLength).toBeLessThanOrEqual(8 * (1 + steps.length));
  });

  it('begins with what a list shows, and has nothing to change when it first looks', async () => {
    const { id } = await followed();
    const { events } = await handleOf(id).fetchHistory();
    const [started, ...others] = events ?? [];
    const fields = started?.workflowExecutionStartedEventAttributes?.searchAttributes?.indexedFields ?? {};
    expect(Object.keys(fields).sort()).toEqual([LEVEL.name, NEXT_AT.name, STATE.name]);
    expect(others.filter((event) => event.upsertWorkflowSearchAttributesEventAttributes)).toEqual([]);
    const { typedSearchAttributes } = await handleOf(id).describe();
    expect(typedSearchAttributes.get(LEVEL)).toEqual(['community']);
    expect(typedSearchAttributes.get(STATE)).toBe('consentPending');
    expect(typedSearchAttributes.get(NEXT_AT)?.getTime()).toBe((await standing(id)).nextAt);
  });

  it('tells an operator what the case waits for', async () => {
    const { id } = await followed();
    const { events = [] } = await handleOf(id).fetchHistory();
    const timer = events?.findLast((event) => event.timerStartedEventAttributes);
    const summary = timer?.userMetadata?.summary?.data;
    expect(JSON.parse(Buffer.from(summary ?? []).toString())).toMatch(/^mediation-\S+ \d+ wd, warn 2026-03-\d\d$/);
    const { nextAt } = await standing(id);
    expect(await handleOf(id).query(life)).toEqual({
      seq: 2,
      nextAt: new Date(nextAt ?? 0).toISOString(),
      armed: true,
    });
    const metadata = await handleOf(id).query<{ currentDetails?: string }>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toContain('社区');
    expect(metadata.currentDetails).toContain('征询调解意愿（consentPending）');
    expect(metadata.currentDetails).toMatch(/\*\*下一时点\*\* [^a-z]+，mediation-\S+ \d+ wd, warn/);
    expect(metadata.currentDetails).toContain('以记录为准');
  });
});

it('sleeps no longer than the instant is away, however long the answer was under way', async () => {
  toldMs.length = 0;
  underWayMs = 1_500;
  const { id } = await followed();
  underWayMs = 0;
  const { events = [] } = await handleOf(id).fetchHistory();
  const timer = events?.flatMap(({ timerStartedEventAttributes: one }) => one ?? []).at(-1);
  expect(toldMs).toHaveLength(1);
  expect(tsToMs(timer?.startToFireTimeout)).toBeLessThanOrEqual((toldMs[0] ?? 0) - 1_500);
});

describe('wakes', () => {
  it('cost nothing when the workflow knows already', async () => {
    const { id } = await followed();
    const before = (await handleOf(id).describe()).historyLength;
    await world.db.orm.execute(
      sql`insert into wakes (case_id, seq, since, next_try_at) values (${id}, 2, now(), now())`,
    );
    await world.relayed();
    expect((await handleOf(id).describe()).historyLength).toBe(before);
    expect(await rows(world.db.orm, sql`select from wakes where case_id = ${id}`)).toEqual([]);
  });

  it('are not lost when they overtake each other or a continue-as-new', async () => {
    const { id } = await followed();
    const first = await handleOf(id).describe();
    const burst = Array.from({ length: 20 }, () =>
      Promise.all(Array.from({ length: 55 }, () => handleOf(id).signal(NEWS, LOOK_AGAIN))),
    );
    await Promise.all(burst);
    await given(world, id, { type: 'applyForArbitration', body: world.town.commission }, world.town.worker);
    await world.relayed();
    await settled(id);
    const last = await handleOf(id).describe();
    expect(last.runId).not.toBe(first.runId);
    expect(last.historyLength).toBeLessThan(1_100);
    expect(last.typedSearchAttributes.get(LEVEL)).toEqual(['community', 'arbitration']);
    expect(await different(id)).toEqual([]);
  });
});

describe('a record that is away', () => {
  it('is asked at most once a second, and followed as soon as it is back', async () => {
    const { id } = await followed();
    attempts.length = 0;
    away = true;
    await handleOf(id).signal(NEWS, LOOK_AGAIN);
    await expect.poll(() => attempts.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(4);
    away = false;
    const pauses = attempts.slice(1).map((at, i) => at - (attempts[i] ?? 0));
    // The second attempt is the last local one; a normal activity begins afresh.
    expect(pauses.filter((ms) => ms < 900).length).toBeLessThanOrEqual(1);
    await given(world, id, { type: 'refuse', for: 'E1' });
    await world.relayed();
    await settled(id);
    expect((await handleOf(id).describe()).status.name).toBe('RUNNING');
  });
});

describe('a case that cannot be followed', () => {
  it('gets a fault, rests, hinders nobody, and goes on when it was put right', async () => {
    const { id } = await followed();
    const healthy = await followed();
    const [{ life: kept } = { life: null }] = await rows<{ life: unknown }>(
      world.db.orm,
      sql`select life from cases where id = ${id}`,
    );
    await world.db.orm.execute(sql`update cases set life = '{}' where id = ${id}`);
    await handleOf(id).signal(NEWS, LOOK_AGAIN);
    const faults = () =>
      rows<{ source: string; code: string }>(
        world.db.orm,
        sql`select source, code from faults where case_id = ${id} and resolved_at is null`,
      );
    await expect.poll(faults).toEqual([{ source: 'activity', code: 'TypeError' }]);
    await given(world, healthy.id, { type: 'refuse', for: 'E1' });
    await world.relayed();
    await settled(healthy.id);
    await world.db.orm.execute(sql`update cases set life = ${JSON.stringify(kept)}::jsonb where id = ${id}`);
    await given(world, id, { type: 'refuse', for: 'E1' });
    await world.relayed();
    await settled(id);
    const { events } = await handleOf(id).fetchHistory();
    expect(JSON.stringify(events)).not.toContain('at Object');
  });
});

describe('the sweeper', () => {
  it('keeps the deadlines while no worker runs, with their legal dates, and the workflow agrees afterwards', async () => {
    const { id, timeline } = await followed();
    await world.stopWorker();
    await moveTimeline(world.db, timeline, { legalMs: MARCH + 30 * DAY_MS });
    await sweep(world.db, world.watch, NEVER);
    const acts = await rows<{ type: string; onTime: boolean }>(
      world.db.orm,
      sql`select type, extract(epoch from legal_at at time zone 'Asia/Shanghai')::int % 1800 = 0 as "onTime"
          from events where case_id = ${id} and command_id like 'time:%'`,
    );
    expect(acts.length).toBeGreaterThan(5);
    expect(acts.every((act) => act.onTime)).toBe(true);
    expect(world.watch.counts.get('jiefen_swept_late_total')).toBe(1);
    await world.startWorker();
    await world.relayed();
    await settled(id);
    const after = await rows(world.db.orm, sql`select from events where case_id = ${id} and command_id like 'time:%'`);
    expect(after.length).toBe(acts.length);
    expect(await different(id)).toEqual([]);
  });
});

describe('the reconciler', () => {
  it('starts again what somebody ended, and says who did it', async () => {
    const { id } = await followed();
    await handleOf(id).terminate('by hand');
    expect(await different(id)).toEqual(['workflow-ended']);
    await reconciled(id);
    await settled(id);
    expect((await handleOf(id).describe()).status.name).toBe('RUNNING');
    const told = world.watch.said.find(({ facts }) => facts.caseId === id);
    expect(told?.facts).toMatchObject({ difference: 'workflow-ended', status: 'TERMINATED' });
    expect(String(told?.facts.by)).toContain(`${process.pid}@`);
  });

  it('starts what never was, and rouses what sleeps too long', async () => {
    const lost = await registered(world);
    await world.db.orm.execute(sql`delete from wakes where case_id = ${lost.id}`);
    const late = await followed();
    await moveTimeline(world.db, late.timeline, { legalMs: MARCH + DAY_MS });
    await world.db.orm.execute(sql`delete from wakes where case_id = ${late.id}`);
    expect([await different(lost.id), await different(late.id)]).toEqual([['no-workflow'], ['timer-late']]);
    await reconciled(lost.id, late.id);
    await settled(lost.id);
    await settled(late.id);
    expect([await different(lost.id), await different(late.id)]).toEqual([[], []]);
  });

  it('finds in the history a timer that is not what the workflow shows', async () => {
    sleepy = 2;
    const { id } = await followed();
    sleepy = 1;
    const [expected] = [...(await collected(openCases(world.db)))].filter(({ caseId }) => caseId === id);
    if (!expected) throw new Error('no such case');
    expect(await inspect(world.db, world.engine, expected)).toEqual([]);
    expect(await different(id)).toEqual(['timer-late']);
    expect(await lookInTurn({ ...world, stop: NEVER }, BEFORE_ALL, 500)).toBe(BEFORE_ALL);
    expect(world.watch.said.find(({ facts }) => facts.caseId === id)?.facts).toMatchObject({
      difference: 'timer-late',
    });
    await expect.poll(() => different(id), { timeout: 20_000 }).toEqual([]);
  });

  it('ends workflows that no open case has', async () => {
    const { workflow } = world.engine.client;
    const strange = '01a204b1-0000-7000-8000-000000000000';
    await world.stopWorker();
    await workflow.start(DISPUTE, {
      workflowId: workflowIdOf(strange),
      taskQueue: world.engine.taskQueue,
      args: [{ caseId: strange }],
    });
    await world.startWorker();
    // The workflow itself finds that the record has no such case.
    await workflow.getHandle(workflowIdOf(strange)).result();
  });
});

describe('replay of open workflows', () => {
  it('takes all, or as many as asked from both ends of the record', async () => {
    for (let i = 0; i < 3; i += 1) await followed();
    const code = { build: await build, dataConverter: dataConverter([]) };
    const open = await rows<{ id: string }>(
      world.db.orm,
      sql`select id from cases where status = 'open' and driven_seq > 0 order by id`,
    );
    const workflows = open.map(({ id }) => workflowIdOf(id));
    const all = await collected(replayOpen(world.db, world.engine, code, 'all'));
    expect(all.map(({ workflowId }) => workflowId).sort()).toEqual(workflows.sort());
    expect(all.filter(({ why }) => why !== null)).toEqual([]);
    const some = await collected(replayOpen(world.db, world.engine, code, 3));
    expect(some.map(({ workflowId }) => workflowId)).toEqual([...workflows.slice(0, 2), ...workflows.slice(-1)]);
    expect(await collected(replayOpen(world.db, world.engine, code, 0))).toEqual([]);
  });
});

describe('rebuild', () => {
  it('starts all workflows anew from the record alone, and goes on where it was interrupted', async () => {
    const cases = [await followed(), await followed(), await followed()];
    const other = { ...world.engine, taskQueue: taskQueueOf('unused') };
    expect(other.taskQueue).not.toBe(world.engine.taskQueue);
    const runs = await Promise.all(cases.map(({ id }) => handleOf(id).describe()));
    await world.stopWorker();
    const steps: number[] = [];
    const broken = rebuild(world.db, world.engine, {
      resume: false,
      atOnce: 1,
      progress: (done) => {
        steps.push(done);
        if (done === 2) throw new Error('interrupted');
      },
    });
    await expect(broken).rejects.toThrow('interrupted');
    await world.startWorker();
    await rebuild(world.db, world.engine, { resume: true, atOnce: 4, progress: (done) => void steps.push(done) });
    for (const [i, { id }] of cases.entries()) {
      await settled(id);
      expect((await handleOf(id).describe()).runId).not.toBe(runs[i]?.runId);
    }
    expect(await compareEngine(world.db, world.engine)).toEqual([]);
  });
});
