// The duties that ask the record alone, whether or not the engine is there: nobody's cases are told of, and time does not
// act through a process whose clock differs from the database's.
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createActivities } from '../../activities/activities.ts';
import { attendance } from '../../activities/attendance.ts';
import { ClocksDisagree, clockWatch } from '../../activities/clock.ts';
import { INBOX } from '../../activities/deliver.ts';
import { relay } from '../../activities/relay.ts';
import { calm } from '../../activities/storm.ts';
import { sweep, sweeper } from '../../activities/sweeper.ts';
import { rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { openCase } from '../../db/open-case.ts';
import { deactivate } from '../../db/people.ts';
import { record } from '../../db/record.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';
import { freshKey, rememberingWatch } from './engine-world.ts';

const MARCH = startOfDayMs(civilDate('2026-03-02')) + 36_000_000;
const DAY_MS = 86_400_000;
const NEVER = new AbortController().signal;

let fresh: FreshDatabase;
let town: SmallTown;
let watch: ReturnType<typeof rememberingWatch>;

beforeAll(async () => {
  fresh = await freshDatabase();
  town = await smallTown(fresh.db);
});
afterAll(() => fresh?.drop());
beforeEach(() => {
  watch = rememberingWatch();
});

/** A case that waits for a body's answer. */
async function waiting(): Promise<{ id: string; timeline: number }> {
  const timeline = await addTimeline(fresh.db.orm, MARCH, 0.001);
  const asked = { commandId: freshKey(), command: wageCase(town), by: town.registrar };
  const opened = await openCase(fresh.db, { ...asked, trackingKey: new Uint8Array(32), timelineId: timeline });
  if (opened.outcome !== 'recorded') throw new Error(opened.outcome);
  const { id } = opened.case;
  const command = { type: 'applyForMediation', body: town.place.community, for: 'W1' } as const;
  await record(fresh.db, { caseId: id, commandId: freshKey(), command, by: town.mediator });
  return { id, timeline };
}

describe('attendance', () => {
  const told = async () => {
    watch = rememberingWatch();
    await attendance(fresh.db, watch).round(NEVER);
    const gauge = (name: string) => watch.counts.get(`jiefen_${name}`);
    return {
      stuck: gauge('stuck_cases'),
      unowned: gauge('unowned_cases'),
      late: Math.round(gauge('overdue_seconds') ?? -1),
      faults: gauge('open_faults'),
      said: watch.said.map(({ message }) => message),
    };
  };

  it('looks often enough to tell within a minute', () => {
    expect(attendance(fresh.db, watch).everyMs).toBeLessThan(60_000);
  });

  it('is content with a case that waits for its instant and its people', async () => {
    await waiting();
    expect(await told()).toEqual({ stuck: 0, unowned: 0, late: 0, faults: 0, said: [] });
  });

  it('tells of a case without clock and task, of an instant that nobody acted on, and of a duty of nobody', async () => {
    const [stuck, late] = [await waiting(), await waiting()];
    const on = fresh.db.orm;
    await on.execute(sql`update cases set next_at = null, next_clock = null where id = ${stuck.id}`);
    await on.execute(sql`update tasks set closed_at = now() where case_id = ${stuck.id}`);
    await on.execute(sql`update cases set next_at = now() - interval '2 minutes' where id = ${late.id}`);
    const found = await told();
    expect(found).toMatchObject({
      stuck: 1,
      unowned: 0,
      said: [expect.stringContaining('carries on'), expect.anything()],
    });
    expect(found.late).toBeGreaterThanOrEqual(120);
    expect(watch.said[0]?.facts).toEqual({ stuck: 1, stuckCases: stuck.id });
    await on.execute(sql`delete from tasks where case_id = ${stuck.id}`);
    await on.execute(sql`update cases set next_at = now() + interval '1 day' where id in (${stuck.id}, ${late.id})`);
    await deactivate(fresh.db, town.mediator.person);
    expect((await told()).unowned).toBeGreaterThan(0);
  });
});

describe('a clock that differs from the database by thirty days', () => {
  it.each([30, -30])('lets nothing lapse through its process until it is right again (%i days)', async (days) => {
    const { id, timeline } = await waiting();
    let offMs = days * DAY_MS;
    const clock = clockWatch(fresh.db, watch, () => Date.now() + offMs);
    const activities = createActivities({ db: fresh.db, channels: INBOX, requireClock: clock.requireAgreement });
    const duty = sweeper(fresh.db, watch, clock.requireAgreement);
    const acts = async () =>
      (await rows(fresh.db.orm, sql`select from events where case_id = ${id} and command_id like 'time:%'`)).length;
    await moveTimeline(fresh.db, timeline, { legalMs: MARCH + 30 * DAY_MS });

    await clock.duty.round(NEVER);
    expect(Math.round((watch.counts.get('jiefen_clock_skew_seconds') ?? 0) / 86_400)).toBe(days);
    expect(watch.said.map(({ message }) => message)).toEqual([expect.stringContaining('clock differs')]);
    await expect(duty.round(NEVER)).rejects.toThrow(ClocksDisagree);
    await expect(activities.timeCame(id)).rejects.toMatchObject({ type: 'ClocksDisagree', nonRetryable: false });
    // Looking is no decision.
    expect((await activities.lifeOf(id)).closed).toBe(false);
    expect(await acts()).toBe(0);

    offMs = 0;
    await clock.duty.round(NEVER);
    await activities.timeCame(id);
    expect(await acts()).toBeGreaterThan(5);
    await duty.round(NEVER);
  });
});

describe('the sweeper', () => {
  const STORM = 50;
  it('looks every second, and when a storm comes just then, however many others wait', async () => {
    const cases = await Promise.all(Array.from({ length: STORM }, waiting));
    const ids = sql.param(cases.map(({ id }) => id));
    const due = (from: number, to: number, afterMs: number) =>
      fresh.db.orm.execute(sql`update cases set next_at = clock_timestamp() + ${afterMs} * interval '1 ms'
        where id = any((${ids}::uuid[])[${from}:${to}])`);
    const duty = sweeper(fresh.db, watch, () => undefined);
    const pause = () => duty.round(NEVER);
    await due(1, STORM, 60_000);
    // It first looks through all cases for those that an older calendar counted.
    for (let round = 0; round < 3; round += 1) await pause();
    expect(await pause()).toBe(1_000);
    await due(1, STORM - 1, 900);
    expect(await pause()).toBe(1_000);
    await due(1, STORM, 900);
    const soon = await pause();
    expect(soon).toBeGreaterThanOrEqual(50);
    expect(soon).toBeLessThan(901);
  });
});

describe('a storm', () => {
  it('holds what workflows would do one by one until the sweeper has done it, and no longer than it must', async () => {
    const storm = calm();
    const [one] = await Promise.all(Array.from({ length: 50 }, waiting));
    const id = one?.id ?? '';
    const activities = createActivities({ db: fresh.db, channels: INBOX, storm });
    const acts = async () =>
      (await rows(fresh.db.orm, sql`select from events where case_id = ${id} and command_id like 'time:%'`)).length;
    const duty = sweeper(fresh.db, watch, () => undefined, storm);
    await fresh.db.orm.execute(
      sql`update cases set next_at = clock_timestamp() + interval '600 ms' where status = 'open'`,
    );
    await duty.round(NEVER);
    await moveTimeline(fresh.db, one?.timeline ?? 0, { legalMs: MARCH + 30 * DAY_MS });
    const asked = activities.timeCame(id);
    const first = await Promise.race([asked.then(() => 'asked'), wait(200, 'held')]);
    expect([first, await acts()]).toEqual(['held', 0]);

    await sweep(fresh.db, watch, NEVER);
    const swept = await acts();
    expect(swept).toBeGreaterThan(5);
    storm.rages(false);
    await asked;
    expect(await acts()).toBe(swept);
  });

  it('is over for the workflows when its sweeper fails, and after five seconds for each of them', async () => {
    const storm = calm();
    storm.rages(true);
    const failing = sweeper(
      fresh.db,
      watch,
      () => {
        throw new Error('not now');
      },
      storm,
    );
    const held = storm.passed();
    await expect(failing.round(NEVER)).rejects.toThrow('not now');
    await held;
    await storm.passed();
    storm.rages(true);
    const began = performance.now();
    await storm.passed();
    expect(performance.now() - began).toBeGreaterThan(4_900);
  });
});

describe('the relay', () => {
  /** How many of such wakes it takes. Their workflows know already: nobody is called. */
  async function carriedOf(
    { ageMs, quietMs }: { ageMs: number; quietMs: number },
    status: 'open' | 'closed' = 'open',
  ): Promise<number> {
    const on = fresh.db.orm;
    await on.execute(sql`delete from wakes`);
    await on.execute(sql`insert into wakes (case_id, seq, since, next_try_at)
      select id, (life->>'seq')::int, now() - ${ageMs} * interval '1 ms', now() - ${quietMs} * interval '1 ms'
      from cases where status = ${status} limit 20`);
    await relay(fresh.db, { client: new Client(), taskQueue: 'nobody' }, watch, 10_000).round(NEVER);
    return watch.counts.get('jiefen_wakes_total') ?? 0;
  }

  it('lets a wake grow until its case is quiet, five times as long at most', async () => {
    await Promise.all(Array.from({ length: 20 }, waiting));
    await fresh.db.orm.execute(sql`update cases set next_at = now() + interval '1 day'`);
    await fresh.db.orm.execute(sql`update cases set driven_seq = (life->>'seq')::int, driven_for = next_at`);
    expect(await carriedOf({ ageMs: 40_000, quietMs: 0 })).toBe(0);
    expect(await carriedOf({ ageMs: 12_000, quietMs: 10_001 })).toBe(20);
    watch.counts.clear();
    expect(await carriedOf({ ageMs: 50_001, quietMs: 0 })).toBe(20);
  });

  it('lets go at once what is over', async () => {
    await fresh.db.orm.execute(sql`update cases set status = 'closed', closed_on = opened_on, next_at = null,
      driven_seq = 0, driven_for = null`);
    expect(await carriedOf({ ageMs: 0, quietMs: 0 }, 'closed')).toBe(20);
  });
});
