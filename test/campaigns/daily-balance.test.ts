// The daily balance on the real engine: the schedule that the worker sets up fires, and what it stores holds, with old
// cases of a ledger in the opening, a clearance and a relapse. Legal time stands at real time; the record's own days are
// laid back by the tests' clock of the database.
import { Worker } from '@temporalio/worker';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { campaignActivities } from '../../activities/campaign-days.ts';
import { campaigner } from '../../activities/campaigner.ts';
import { balancesOf } from '../../db/campaigns.ts';
import { rows } from '../../db/connection.ts';
import { takeOverPetition } from '../../db/take-over.ts';
import { addDays, civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import type { CaseEvent } from '../../domain/case.ts';
import { freshDatabase } from '../setup/database.ts';
import { wageCase } from '../setup/small-town.ts';
import { testTemporal } from '../setup/temporal.ts';
import { settledToday } from '../setup/today.ts';
import { bundle, type EngineWorld, engineWorld, type OwnServer, ownServer } from '../workflows/engine-world.ts';

let dev: OwnServer;
let world: EngineWorld;
const today = await settledToday();
const yesterday = addDays(today, -1);

beforeAll(async () => {
  dev = await ownServer(testTemporal);
  world = await engineWorld({ fresh: await freshDatabase(), client: dev.client, native: dev.native });
});
afterAll(async () => {
  await world.close();
  await dev.stop();
});

/** A petition of a ledger with its true day, as if it had been taken over on `on`. */
async function taken(n: number, on: typeof today, since: typeof today): Promise<string> {
  const by = { ...world.town.registrar, role: 'petition-officer' } as const;
  const answer = await takeOverPetition(world.db, {
    commandId: `ledger-${n}`,
    by,
    trackingKey: new Uint8Array(32).fill(7),
    command: { ...wageCase(world.town), on: since },
    register: { type: 'registerPetition', matter: 'wages', on: since, for: 'W1' },
    assigned: null,
  });
  if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
  await booked(answer.case.id, on);
  return answer.case.id;
}

/** Moves what was recorded of a case to another day, as the record would have it had it been that day. */
async function booked(id: string, on: typeof today): Promise<void> {
  await world.db.orm.transaction(async (tx) => {
    await tx.execute(sql`alter table events disable trigger events_append_only`);
    await tx.execute(sql`update events set body = jsonb_set(body::jsonb, '{at}', ${String(startOfDayMs(on) + 36_000_000)}::jsonb)
      where case_id = ${id} and (body->>'at')::float8 > ${startOfDayMs(today)}`);
    await tx.execute(sql`alter table events enable trigger events_append_only`);
  });
}

const later = async (id: string, effects: CaseEvent['effects'], on: typeof today, type: string): Promise<void> => {
  const [last] = await rows<{ body: CaseEvent; seq: number }>(
    world.db.orm,
    sql`select body, seq from events where case_id = ${id} order by seq desc limit 1`,
  );
  if (!last) throw new Error('no event');
  const body = {
    ...last.body,
    seq: last.seq + 1,
    type,
    on,
    at: startOfDayMs(on) + 40_000_000,
    effects,
    command: `t-${type}-${on}`,
  };
  await world.db.orm.execute(sql`insert into events select (jsonb_populate_record(e, jsonb_build_object(
      'seq', ${last.seq + 1}::int, 'type', ${type}::text, 'body', ${JSON.stringify(body)}::jsonb,
      'command_id', ${body.command}::text))).* from events e where case_id = ${id} and seq = ${last.seq}`);
};

it('is stored by its schedule, each day handing over to the next, ledgers and relapses included', {
  timeout: 120_000,
}, async () => {
  const day = (n: number) => addDays(yesterday, n);
  const old = await taken(1, day(-4), civilDate('2021-03-01'));
  const other = await taken(2, day(-2), civilDate('2020-05-06'));
  const fresh = await taken(3, day(-3), day(-3));
  const measure = { no: 1, kind: 'execute', owner: 'o', unit: 'u', dueOn: today, text: 'r', settledOn: null } as const;
  const done: CaseEvent['effects'] = [
    { t: 'measure-set', measure: { ...measure, status: 'open', evidence: null } },
    { t: 'decision-served', document: 'settlement', method: 'direct' },
    { t: 'measure-set', measure: { ...measure, status: 'done', evidence: 'r', settledOn: day(-3) } },
    { t: 'signed-off', by: 'one' },
    { t: 'cleared', by: 'two', result: 'performed' },
  ];
  await later(old, done, day(-3), 'clear');
  await later(old, [{ t: 'relapsed', because: 'unpaid' }], day(-1), 'reportRelapse');
  const { db, engine } = world;
  await world.stopWorker();
  const worker = await Worker.create({
    connection: dev.native,
    taskQueue: engine.taskQueue,
    workflowBundle: await bundle,
    activities: { ...campaignActivities({ db }) },
  });
  const running = worker.run();
  // The first day that is kept; from then on each round makes up for what was missed.
  const { keepBalances } = campaignActivities({ db });
  await campaigner(db, engine).round(new AbortController().signal);
  const schedule = engine.client.schedule.getHandle(`balance-${engine.taskQueue}`);
  const described = await schedule.describe();
  expect(described.spec.timezone).toBe('Asia/Shanghai');
  expect(described.spec.calendars?.[0]).toMatchObject({ hour: [{ start: 0 }], minute: [{ start: 10 }] });
  const { district } = world.town.place;
  await schedule.trigger();
  await expect.poll(() => balancesOf(db.orm, district, yesterday, yesterday), { timeout: 60_000 }).toHaveLength(1);
  worker.shutdown();
  await running;
  const [stored] = await balancesOf(db.orm, district, yesterday, yesterday);
  expect(stored?.closing.cases).toEqual([fresh, old, other].sort());
  // As if the first day had been kept in time: every day that was missed is stored, and each hands over.
  await db.orm.execute(sql`delete from balance_days where scope = ${district}`);
  await db.orm.execute(sql`insert into balance_days (scope, "on", opening, cleared, relapsed, entered, closing, cases)
    values (${district}, ${day(-5)}, 0, 0, 0, 0, 0, '{}')`);
  expect(await keepBalances()).toBe(5);
  const days = await balancesOf(db.orm, district, day(-4), yesterday);
  const shown = days.map((d) =>
    [d.opening, d.takenOver, d.cleared, d.relapsed, d.entered, d.closing].map((f) => f.count),
  );
  expect(shown).toEqual([
    [1, 1, 0, 0, 0, 1],
    [1, 0, 1, 0, 1, 1],
    [2, 1, 0, 0, 0, 2],
    [2, 0, 0, 1, 0, 3],
    [3, 0, 0, 0, 0, 3],
  ]);
  for (const [i, d] of days.entries()) {
    expect(d.opening.count - d.cleared.count + d.relapsed.count + d.entered.count).toBe(d.closing.count);
    const before = days[i - 1];
    if (before) expect(d.opening.count).toBe(before.closing.count + d.takenOver.count);
  }
  expect(days[2]?.takenOver.cases).toEqual([other]);
  expect(days[1]?.entered.cases).toEqual([fresh]);
  expect(await keepBalances()).toBe(0);
});
