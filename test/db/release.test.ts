// What the ladder tells supervisors, on a real PostgreSQL: held, gathered for each of them, sent at a set pace; nothing
// twice and nothing left out, whoever is interrupted. All names are invented.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connect, type Db, rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { openCase } from '../../db/open-case.ts';
import { record } from '../../db/record.ts';
import { releaseMessages } from '../../db/release.ts';
import { sweepDue } from '../../db/sweep.ts';
import { verifyRecord } from '../../db/verify.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';

const trackingKey = new Uint8Array(32).fill(7);
const at = (day: string): number => startOfDayMs(civilDate(day)) + 36_000_000;
const PACE = { aMinute: 60, restMs: 600_000 };
const CASES = 12;

let fresh: FreshDatabase;
let db: Db;
let other: Db;
let town: SmallTown;
let n = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  db = fresh.db;
  other = connect(fresh.url, { max: 4, queryTimeoutMs: 10_000, name: 'other' });
  town = await smallTown(db);
});
afterAll(async () => {
  await other?.close();
  await fresh?.drop();
});

/** Twelve idle cases whose follow-up (15 working days, to 2026-03-23) is late since yesterday, or longer. */
async function late(day: string): Promise<void> {
  const timelineId = await addTimeline(db.orm, at('2026-03-02'), 1);
  for (let i = 0; i < CASES; i += 1) {
    const command = { ...wageCase(town), registeredBy: town.place.community };
    const answer = await openCase(db, { commandId: `k${n++}`, command, by: town.registrar, trackingKey, timelineId });
    if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
  }
  await moveTimeline(db, timelineId, { legalMs: at(day) });
  await sweepDue(db, 1_000);
}

/** As if what was told so far had been told so much earlier, and what is held had been held so long. */
async function earlier(ms: number): Promise<void> {
  await db.orm.execute(sql`alter table events disable trigger events_append_only`);
  await db.orm.execute(sql`alter table notice_messages disable trigger notice_messages_append_only`);
  await db.orm.execute(sql`update events e set recorded_at = recorded_at - ${`${ms} ms`}::interval
    from notices n where n.case_id = e.case_id and n.seq = e.seq and n.state = 'held'`);
  await db.orm.execute(sql`update notice_messages set released_at = released_at - ${`${ms} ms`}::interval`);
  await db.orm.execute(sql`alter table notice_messages enable trigger notice_messages_append_only`);
  await db.orm.execute(sql`alter table events enable trigger events_append_only`);
}

interface Message extends Record<string, unknown> {
  readonly person: string;
  readonly cases: number;
  readonly notices: number;
  readonly oldest: string;
  readonly behind: number;
}
const messages = (): Promise<Message[]> =>
  rows<Message>(
    db.orm,
    sql`select person::text, cases, notices, oldest_on::text as oldest,
        (select count(*)::int from notices n where n.message = m.id and n.state = 'delivered') as behind
      from notice_messages m order by released_at, recipient`,
  );
const count = async (state: string): Promise<number> => {
  const [row] = await rows<{ n: number }>(
    db.orm,
    sql`select count(*)::int as n from notices where template = 'escalated' and state = ${state}`,
  );
  return row?.n ?? 0;
};

beforeEach(async () => {
  await db.orm.execute(sql`truncate notices`);
  await db.orm.execute(sql`alter table notice_messages disable trigger notice_messages_append_only`);
  await db.orm.execute(sql`delete from notice_messages`);
  await db.orm.execute(sql`alter table notice_messages enable trigger notice_messages_append_only`);
});

it('the law acts at once; supervisors are told in one message each', async () => {
  await late('2026-03-31');
  const [acted] = await rows<{ overdue: number; told: number }>(
    db.orm,
    sql`select (select count(*)::int from clocks where state = 'overdue') as overdue,
      (select count(*)::int from notices where template = 'period-over' and state = 'delivered') as told`,
  );
  expect(acted).toEqual({ overdue: CASES, told: CASES });
  expect([await count('held'), await count('delivered')]).toEqual([3 * CASES, 0]);
  const differences: string[] = [];
  await verifyRecord(db, ({ invariant, what }) => void differences.push(`${invariant} ${what}`));
  expect(differences).toEqual([]);
  expect(await releaseMessages(db, PACE)).toMatchObject({ messages: 0, notices: 0, held: 3 * CASES });
  await earlier(5_000);
  // Nobody is deputy director of this town: the station head stands in.
  expect(await releaseMessages(db, PACE)).toMatchObject({ messages: 2, notices: 3 * CASES, held: 0 });
  const sent = await messages();
  expect(sent.map(({ cases, oldest }) => [cases, oldest])).toEqual([
    [CASES, '2026-03-23'],
    [CASES, '2026-03-23'],
  ]);
  expect(sent.reduce((sum, one) => sum + one.notices, 0)).toBe(3 * CASES);
  expect(sent.every((one) => one.notices === one.behind)).toBe(true);
  expect(await releaseMessages(db, PACE)).toEqual({ messages: 0, notices: 0, held: 0, oldestMs: 0 });
  expect(await differingMessages()).toEqual([]);
  await db.orm.execute(sql`update notices set message = null
    where ctid = (select ctid from notices where message is not null limit 1)`);
  expect(await differingMessages()).toHaveLength(1);
});

it('no more in a minute than was set, and nobody again before his rest', async () => {
  await late('2026-03-31');
  await earlier(5_000);
  const slowly = { ...PACE, aMinute: 1 };
  expect(await releaseMessages(db, slowly)).toMatchObject({ messages: 1 });
  expect(await releaseMessages(db, slowly)).toMatchObject({ messages: 0 });
  await earlier(60_000);
  expect(await releaseMessages(db, slowly)).toMatchObject({ messages: 1, held: 0 });
  await late('2026-03-25');
  await earlier(60_000);
  expect(await releaseMessages(db, PACE)).toMatchObject({ messages: 0, held: CASES });
  await earlier(540_000);
  expect(await releaseMessages(db, PACE)).toMatchObject({ messages: 1, notices: CASES, held: 0 });
});

it('two workers at once, and one that is cut off in the middle: everything once', async () => {
  await late('2026-03-31');
  await earlier(5_000);
  const client = await holdOneNotice();
  const cut = releaseMessages(other, PACE).then(
    () => 'sent',
    () => 'cut',
  );
  await untilBlocked();
  await db.orm.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'other' and wait_event_type = 'Lock' and datname = current_database()`);
  expect(await cut).toBe('cut');
  await client.letGo();
  expect([await count('held'), (await messages()).length]).toEqual([3 * CASES, 0]);
  await Promise.all([db, other, db, other].map((one) => releaseMessages(one, PACE)));
  const sent = await messages();
  expect([await count('held'), await count('delivered'), sent.length]).toEqual([0, 3 * CASES, 2]);
  expect(sent.every((one) => one.notices === one.behind)).toBe(true);
});

it('what a person tells by hand goes out at once', async () => {
  const command = wageCase(town);
  const answer = await openCase(db, { commandId: `k${n++}`, command, by: town.registrar, trackingKey });
  if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
  const caseId = answer.case.id;
  const raise = { type: 'raise', reason: 'hard-case' } as const;
  const asked = { caseId, commandId: `k${n++}`, command: raise, by: town.divisionHead };
  expect(await record(db, asked)).toMatchObject({ outcome: 'recorded' });
  const told = await rows(db.orm, sql`select template, state from notices where case_id = ${caseId} order by ordinal`);
  expect(told).toEqual([
    { template: 'raised', state: 'delivered' },
    { template: 'raised', state: 'delivered' },
  ]);
  const task = sql`select rung, supervisor is not null as held from tasks where case_id = ${caseId} and closed_at is null`;
  expect(await rows(db.orm, task)).toEqual([{ rung: 1, held: true }]);
});

async function differingMessages(): Promise<string[]> {
  const found: string[] = [];
  await verifyRecord(db, ({ what }) => void found.push(what));
  return found.filter((what) => what.startsWith('a message says'));
}

/** Another transaction holds one of the rows that are to be sent. */
async function holdOneNotice(): Promise<{ letGo(): Promise<void> }> {
  let release = (): void => undefined;
  const go = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = (): void => undefined;
  const holding = new Promise<void>((resolve) => {
    held = resolve;
  });
  const whole = db.orm.transaction(async (tx) => {
    await tx.execute(sql`select from notices where state = 'held' limit 1 for update`);
    held();
    await go;
  });
  await holding;
  return {
    letGo: async () => {
      release();
      await whole;
    },
  };
}

async function untilBlocked(): Promise<void> {
  for (;;) {
    const [row] = await rows<{ n: number }>(
      db.orm,
      sql`select count(*)::int as n from pg_stat_activity
        where application_name = 'other' and wait_event_type = 'Lock' and datname = current_database()`,
    );
    if ((row?.n ?? 0) > 0) return;
  }
}
