// The one door on a real PostgreSQL: exactly once, whole or not at all, never against the clock.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../db/canonical-json.ts';
import { connect, type Db, rows } from '../../db/connection.ts';
import { resolveFault } from '../../db/faults.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { type Opened, openCase } from '../../db/open-case.ts';
import { forgetCopies } from '../../db/organisations.ts';
import { reassignTasks } from '../../db/reassign.ts';
import { type Asked, lifeOf, record, timeCame } from '../../db/record.ts';
import { sweepDue } from '../../db/sweep.ts';
import { trackingHash } from '../../db/tracking-code.ts';
import { takeWakes, wakesHeard } from '../../db/wakes.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';

const trackingKey = new Uint8Array(32).fill(7);
const MARCH = startOfDayMs(civilDate('2026-03-02')) + 36_000_000;

let fresh: FreshDatabase;
let db: Db;
/** Another process's pool. */
let other: Db;
let town: SmallTown;

beforeAll(async () => {
  fresh = await freshDatabase();
  db = fresh.db;
  other = connect(fresh.url, { max: 8, queryTimeoutMs: 10_000, name: 'other' });
  town = await smallTown(db);
});

afterAll(async () => {
  await other?.close();
  await fresh?.drop();
});

let n = 0;
const key = (): string => `key-${n++}`;
type Registered = Extract<Opened, { outcome: 'recorded' }>;

async function opened(timelineId?: number): Promise<Registered> {
  const answer = await openCase(db, {
    commandId: key(),
    command: wageCase(town),
    by: town.registrar,
    trackingKey,
    ...(timelineId !== undefined && { timelineId }),
  });
  if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
  return answer;
}

const apply = (caseId: string, commandId = key()): Asked => ({
  caseId,
  commandId,
  command: { type: 'applyForMediation', body: town.place.community, for: 'W1' },
  by: town.mediator,
});

/** A case in mediation on its own timeline, which stands almost still unless it is moved. */
async function inMediation(): Promise<{ id: string; timeline: number }> {
  const timeline = await addTimeline(db.orm, MARCH, 0.001);
  const { case: c } = await opened(timeline);
  const applied = await record(db, apply(c.id));
  if (applied.outcome !== 'recorded') throw new Error(JSON.stringify(applied));
  return { id: c.id, timeline };
}

const count = async (query: ReturnType<typeof sql>): Promise<number> =>
  (await rows<{ n: number }>(db.orm, sql`select count(*)::int as n from (${query}) x`))[0]?.n ?? -1;

describe('intake', () => {
  it('gives a number, a tracking code of which only the hash is kept, and a first event', async () => {
    const answer = await opened();
    expect(answer.caseNo).toMatch(/^解\d{4}-\d{6}$/);
    expect(answer.trackingCode).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    const [row] = await rows<{ hash: string; dump: string }>(
      db.orm,
      sql`select encode(tracking_hash, 'hex') as hash, c::text as dump from cases c where id = ${answer.case.id}`,
    );
    expect(row?.hash).toBe(trackingHash(answer.trackingCode.toLowerCase()));
    expect(row?.dump).not.toContain(answer.trackingCode.replaceAll('-', ''));
    expect(answer.events.map((event) => [event.seq, event.type])).toEqual([[1, 'open']]);
  });

  it('repeated, answers with the same bytes and writes nothing', async () => {
    const intake = { commandId: key(), command: wageCase(town), by: town.registrar, trackingKey };
    const first = await openCase(db, intake);
    const second = await openCase(other, intake);
    expect(second).toEqual({ ...first, repeated: true });
    expect(JSON.stringify({ ...second, repeated: false })).toBe(JSON.stringify(first));
  });

  it('takes the same key of two persons for two cases, and refuses it for another request', async () => {
    const intake = { commandId: key(), command: wageCase(town), by: town.registrar, trackingKey };
    const first = await openCase(db, intake);
    const another = await openCase(db, { ...intake, by: town.mediator });
    expect([first.outcome, another.outcome]).toEqual(['recorded', 'recorded']);
    const changed = await openCase(db, { ...intake, command: wageCase(town, { workers: 2 }) });
    expect(changed).toEqual({ outcome: 'key-reused' });
  });

  it('numbers cases without gap while many processes open them, and one key opens one case', async () => {
    const before = await rows<{ last: number }>(db.orm, sql`select last from case_numbers`);
    const keys = Array.from({ length: 20 }, key);
    const answers = await Promise.all(
      keys.flatMap((commandId) =>
        [db, other].map((pool) =>
          openCase(pool, { commandId, command: wageCase(town), by: town.registrar, trackingKey }),
        ),
      ),
    );
    const numbers = answers.map((answer) => (answer.outcome === 'recorded' ? answer.caseNo : answer.outcome));
    expect(new Set(numbers).size).toBe(20);
    const after = await rows<{ last: number }>(db.orm, sql`select last from case_numbers`);
    expect((after[0]?.last ?? 0) - (before[0]?.last ?? 0)).toBe(20);
  });

  it('writes nothing at all when what belongs to it cannot be written', async () => {
    const commandId = key();
    const also = () => Promise.reject(new Error('no'));
    const intake = { commandId, command: wageCase(town), by: town.registrar, trackingKey };
    const cases = await count(sql`select from cases`);
    await expect(openCase(db, { ...intake, also })).rejects.toThrow('no');
    expect(await count(sql`select from cases`)).toBe(cases);
    expect((await openCase(db, intake)).outcome).toBe('recorded');
  });
});

describe('a command', () => {
  it('repeated, gets the first answer byte for byte, even when the case has gone on', async () => {
    const { case: c } = await opened();
    const asked = apply(c.id);
    const first = await record(db, asked);
    await record(db, { caseId: c.id, commandId: key(), command: { type: 'note' }, by: town.mediator });
    const again = await record(other, asked);
    expect(first.outcome).toBe('recorded');
    expect(JSON.stringify({ ...again, repeated: false })).toBe(JSON.stringify(first));
  });

  it('is bound to its key by person and body', async () => {
    const { case: c } = await opened();
    const asked = apply(c.id);
    await record(db, asked);
    expect(await record(db, { ...asked, by: town.stationHead })).toEqual({ outcome: 'key-reused' });
    expect(await record(db, { ...asked, command: { type: 'note' } })).toEqual({ outcome: 'key-reused' });
    expect(await record(db, { ...asked, fingerprint: 'other words' })).toEqual({ outcome: 'key-reused' });
    expect(await count(sql`select from events where case_id = ${c.id}`)).toBe(2);
  });

  it('given by two processes at once with one key takes effect once, with equal answers', async () => {
    const { case: c } = await opened();
    for (let i = 0; i < 200; i++) {
      const asked: Asked = { caseId: c.id, commandId: key(), command: { type: 'note' }, by: town.registrar };
      const [a, b] = await Promise.all([record(db, asked), record(other, asked)]);
      expect([a.outcome, b.outcome]).toEqual(['recorded', 'recorded']);
      expect(JSON.stringify({ ...a, repeated: null })).toBe(JSON.stringify({ ...b, repeated: null }));
    }
    expect(await count(sql`select from events where case_id = ${c.id}`)).toBe(201);
  }, 60_000);

  it('has one winner against another that excludes it', async () => {
    for (let i = 0; i < 40; i++) {
      const { case: c } = await opened();
      await record(db, apply(c.id));
      await record(db, { caseId: c.id, commandId: key(), command: { type: 'consent', for: 'E1' }, by: town.mediator });
      await record(db, { caseId: c.id, commandId: key(), command: { type: 'acceptCase' }, by: town.mediator });
      const by = town.mediator;
      const terms = { claims: [{ claim: 1, result: 'agreed', amountFen: 900_000 }], paid: true } as const;
      const ends = [
        record(db, { caseId: c.id, commandId: key(), command: { type: 'settle', terms }, by }),
        record(other, { caseId: c.id, commandId: key(), command: { type: 'fail', reason: 'no-agreement' }, by }),
      ];
      expect((await Promise.all(ends)).map(({ outcome }) => outcome).sort()).toEqual(['recorded', 'refused']);
    }
  });

  it('refused, changes nothing and says why', async () => {
    const { case: c } = await opened();
    const answer = await record(db, {
      ...apply(c.id),
      command: { type: 'award', final: false, terms: { claims: [] } },
    });
    expect(answer.outcome).toBe('refused');
    expect(await count(sql`select from events where case_id = ${c.id}`)).toBe(1);
    expect(await record(db, apply('00000000-0000-7000-8000-000000000000'))).toEqual({ outcome: 'unknown-case' });
  });

  it('is refused while the database clock is behind the record', async () => {
    const { case: c } = await opened();
    await db.orm.execute(sql`update cases set recorded_at = recorded_at + interval '1 hour' where id = ${c.id}`);
    await expect(record(db, apply(c.id))).rejects.toMatchObject({ name: 'ClockBehind' });
    await db.orm.execute(sql`update cases set recorded_at = recorded_at - interval '1 hour' where id = ${c.id}`);
    expect((await record(db, apply(c.id))).outcome).toBe('recorded');
  });

  it('opens tasks for people and tells them', async () => {
    const { id } = await inMediation();
    const tasks = await rows<{ person: string; org: string; due_on: string }>(
      db.orm,
      sql`select person, org, due_on from tasks where case_id = ${id} and closed_at is null and what = 'act'`,
    );
    expect(tasks).toMatchObject([{ person: town.mediator.person, org: town.place.community }]);
    expect(await count(sql`select from tasks where case_id = ${id} and closed_at is not null`)).toBeGreaterThan(0);
    expect(
      await count(sql`select from notices where case_id = ${id} and person = ${town.mediator.person}`),
    ).toBeGreaterThan(0);
  });
});

describe('a task', () => {
  it('passes to whoever holds the office when its holder leaves', async () => {
    const { id } = await inMediation();
    const holder = () =>
      rows<{ person: string }>(
        db.orm,
        sql`select person from tasks where case_id = ${id} and what = 'act' and closed_at is null`,
      ).then((found) => found.map(({ person }) => person));
    await reassignTasks(db);
    expect(await holder()).toEqual([town.mediator.person]);
    await db.orm.execute(sql`update people set active = false where id = ${town.mediator.person}`);
    forgetCopies(db);
    expect(await reassignTasks(db)).toBeGreaterThan(0);
    expect(await holder()).toEqual([town.stationHead.person]);
    expect(await reassignTasks(db)).toBe(0);
    await db.orm.execute(sql`update people set active = true where id = ${town.mediator.person}`);
    forgetCopies(db);
    await reassignTasks(db);
    expect(await holder()).toEqual([town.mediator.person]);
  });
});

describe('the record', () => {
  it('accepts no change and no deletion', async () => {
    await opened();
    for (const change of [
      sql`update events set type = 'x'`,
      sql`delete from events`,
      sql`truncate events cascade`,
      sql`update timelines set factor = 1 where id = 1`,
      sql`delete from access_log`,
    ]) {
      await expect(db.orm.execute(change)).rejects.toMatchObject({ code: '23000' });
    }
  });

  it('keeps rows that equal the fold of their events', async () => {
    const { id } = await inMediation();
    const [row] = await rows<{ life: unknown }>(db.orm, sql`select life from cases where id = ${id}`);
    const answer = await record(db, { caseId: id, commandId: key(), command: { type: 'note' }, by: town.registrar });
    const [after] = await rows<{ life: unknown }>(db.orm, sql`select life from cases where id = ${id}`);
    expect(answer.outcome === 'recorded' && canonicalJson(answer.case)).toBe(canonicalJson(after?.life));
    expect(canonicalJson(row?.life)).not.toBe(canonicalJson(after?.life));
  });
});

describe('wakes', () => {
  const wakeOf = (id: string) =>
    rows<{ seq: number }>(db.orm, sql`select seq from wakes where case_id = ${id}`).then((found) => found[0]?.seq);

  it('are coalesced, and written only when the workflow would miss something', async () => {
    const { id } = await inMediation();
    expect(await wakeOf(id)).toBe(2);
    await lifeOf(db, id);
    await db.orm.execute(sql`delete from wakes where case_id = ${id}`);
    await record(db, { caseId: id, commandId: key(), command: { type: 'note' }, by: town.registrar });
    expect(await wakeOf(id)).toBeUndefined();
    await record(db, { caseId: id, commandId: key(), command: { type: 'leave', for: 'W1' }, by: town.mediator });
    expect(await wakeOf(id)).toBe(4);
  });

  it('are heard by listeners, leased to one relay, and stay when newer news came meanwhile', async () => {
    await db.orm.execute(sql`delete from wakes`);
    let stop = () => Promise.resolve();
    await new Promise<Awaited<ReturnType<typeof inMediation>>>((heard) => {
      let writing: ReturnType<typeof inMediation> | null = null;
      const ready = () => {
        writing = inMediation();
      };
      // The bell of an earlier test may still ring.
      stop = db.listen('jiefen_wake', () => writing && heard(writing), ready);
    });
    await stop();
    const taken = (await Promise.all([takeWakes(db.orm, 10, 60_000), takeWakes(other.orm, 10, 60_000)])).flat();
    expect(taken).toHaveLength(1);
    const [wake] = taken;
    if (!wake) throw new Error('no wake');
    expect(await takeWakes(db.orm, 10, 60_000)).toEqual([]);
    await wakesHeard(db.orm, [{ ...wake, seq: wake.seq - 1 }]);
    expect(await count(sql`select from wakes`)).toBe(1);
    await wakesHeard(db.orm, [wake]);
    expect(await count(sql`select from wakes`)).toBe(0);
  });
});

describe('time', () => {
  it('lapses nothing early, and once when it came, however many sweepers run', async () => {
    const lives = await Promise.all([inMediation(), inMediation(), inMediation()]);
    for (const { id } of lives) {
      const life = await timeCame(db, id);
      expect([life?.seq, life?.summary]).toEqual([2, expect.stringContaining('warn 2026-03')]);
    }
    expect((await sweepDue(db, 100)).cases).toBe(0);
    for (const { timeline } of lives) await moveTimeline(db, timeline, { legalMs: MARCH + 40 * 86_400_000 });
    const swept = await Promise.all([sweepDue(db, 100), sweepDue(other, 100)]);
    expect(swept[0].cases + swept[1].cases).toBe(3);
    for (const { id } of lives) {
      const lapses = await rows<{ at: string; legal: string }>(
        db.orm,
        sql`select (legal_at at time zone 'Asia/Shanghai')::text as at, command_id from events
          where case_id = ${id} and type = 'lapse' order by seq`,
      );
      expect(lapses.length).toBeGreaterThan(0);
      expect(lapses.every(({ at }) => at.endsWith('00:00:00'))).toBe(true);
      expect(new Set(lapses.map((lapse) => JSON.stringify(lapse))).size).toBe(lapses.length);
      expect((await timeCame(db, id))?.nextInMs ?? 1).toBeGreaterThan(0);
    }
    expect((await sweepDue(db, 100)).cases).toBe(0);
  });

  it('moved, re-arms the cases of its timeline and wakes them, and never goes back', async () => {
    const { id, timeline } = await inMediation();
    const before = await lifeOf(db, id);
    await db.orm.execute(sql`delete from wakes where case_id = ${id}`);
    expect(await moveTimeline(db, timeline, { factor: 1_000_000 })).toBe(1);
    const after = await lifeOf(db, id);
    expect(after?.nextInMs ?? Number.NaN).toBeLessThan((before?.nextInMs ?? 0) / 1_000);
    expect(await count(sql`select from wakes where case_id = ${id}`)).toBe(1);
    await expect(moveTimeline(db, timeline, { legalMs: MARCH })).rejects.toThrow('never goes back');
    await expect(moveTimeline(db, 1, { factor: 2 })).rejects.toThrow('real time');
    // A case that ages a day in a tenth of a second would be due again in the tests to come.
    await moveTimeline(db, timeline, { factor: 1 });
  });

  it('tells the workflow the level, the way so far and what it waits for, without a name', async () => {
    const { id } = await inMediation();
    expect(await lifeOf(db, id)).toMatchObject({
      seq: 2,
      closed: false,
      level: 'community',
      state: 'consentPending',
      levels: ['community'],
      nextAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect(await lifeOf(db, '00000000-0000-7000-8000-000000000000')).toBeNull();
  });

  it('leaves a broken case to a person and carries the others on', async () => {
    const [broken, sound] = [await inMediation(), await inMediation()];
    await db.orm.execute(
      sql`update cases set life = jsonb_set(life::jsonb, '{proceedings,0,procedure}', '"no-such"') where id = ${broken.id}`,
    );
    for (const { timeline } of [broken, sound]) await moveTimeline(db, timeline, { legalMs: MARCH + 40 * 86_400_000 });
    const swept = await sweepDue(db, 100);
    expect([swept.cases, swept.faults]).toEqual([1, 1]);
    expect(await count(sql`select from faults where case_id = ${broken.id}`)).toBe(1);
    expect(await sweepDue(db, 100)).toMatchObject({ cases: 0, faults: 0 });
    await db.orm.execute(
      sql`update cases set life = jsonb_set(life::jsonb, '{proceedings,0,procedure}', '"mediation"') where id = ${broken.id}`,
    );
    const [fault] = await rows<{ id: string; owner: string | null }>(
      db.orm,
      sql`select id, owner from faults where case_id = ${broken.id}`,
    );
    if (!fault) throw new Error('no fault');
    expect(await resolveFault(db.orm, fault.id, town.registrar.person)).toBe(true);
    expect(await resolveFault(db.orm, fault.id, town.registrar.person)).toBe(false);
    expect(await sweepDue(db, 100)).toMatchObject({ cases: 1, faults: 0 });
  });
});
