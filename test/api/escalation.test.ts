// Supervision over HTTP: raised and brought down with a reason, audited, told, and listed; what became late in one day
// comes as one message and every case of it can be looked up. All of it is synthetic.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { openCase } from '../../db/open-case.ts';
import { releaseMessages } from '../../db/release.ts';
import { sweepDue } from '../../db/sweep.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { plainFacts } from '../setup/small-town.ts';
import { type Client, filing, type Stage, stage } from './stage.ts';

let at: Stage;
let mediator: Client;
let head: Client;
let division: Client;

beforeAll(async () => {
  at = await stage();
  [mediator, head, division] = [
    await at.as('street.mediator'),
    await at.as('street.station-head'),
    await at.as('district.division-head'),
  ];
});
afterAll(() => at?.close());

const filed = async (): Promise<string> => {
  const registrar = await at.as('street.registrar');
  const { body } = await registrar.post('/api/v1/cases', filing(at.seed));
  const applied = { type: 'applyForMediation', body: at.seed.orgs.street, for: 'W1' };
  await registrar.post(`/api/v1/cases/${body.id}/commands`, applied);
  return body.id;
};
const give = (by: Client, id: string, command: object, key = randomUUID()) =>
  by.post(`/api/v1/cases/${id}/commands`, command, key);
const action = async (by: Client, id: string, command: string) => {
  const { body } = await by.get(`/api/v1/cases/${id}/actions`);
  return body.actions.find((one: { command: string }) => one.command === command);
};
/** Whom the last event told what. */
const toldLast = async (id: string): Promise<string[]> => {
  const told = sql`select n.template || ' ' || p.username || ' ' || n.state as one from notices n
    join people p on p.id = n.person join cases c on c.id = n.case_id and c.seq = n.seq
    where c.id = ${id} order by n.ordinal`;
  return (await rows<{ one: string }>(at.fresh.db.orm, told)).map(({ one }) => one);
};

describe('by hand', () => {
  it('up and down, each once for its key, with the reason in the record and a notice to those concerned', async () => {
    const id = await filed();
    expect(await action(mediator, id, 'raise')).toMatchObject({ allowed: true, name: { zh: '提级督办' } });
    expect(await action(head, id, 'lower')).toMatchObject({
      allowed: false,
      because: { zh: '该事项没有提级,由经办单位办理。', en: 'It was not raised: the unit in charge has it.' },
    });
    const before = (await mediator.get(`/api/v1/cases/${id}`)).body;
    const raise = { type: 'raise', reasonText: '双方对立严重（测试）' };
    const key = randomUUID();
    const raised = await give(mediator, id, raise, key);
    expect(raised.status, raised.text).toBe(200);
    expect(raised.body.case.supervision).toEqual([
      expect.objectContaining({ proceeding: 1, rung: 1, role: 'station-head', byHand: true, next: null }),
    ]);
    expect(raised.body.case.clocks).toEqual(before.clocks);
    expect((await give(mediator, id, raise, key)).body).toEqual(raised.body);
    const { events } = (await head.get(`/api/v1/cases/${id}/events`)).body;
    expect(events.at(-1)).toMatchObject({ type: 'raise', texts: { reasonText: '双方对立严重（测试）' } });
    expect(await toldLast(id)).toEqual([
      'raised demo.street.mediator delivered',
      'raised demo.street.station-head delivered',
    ]);
    const tasks = (await head.get('/api/v1/tasks')).body.tasks.filter((one: { caseId: string }) => one.caseId === id);
    expect(tasks).toEqual([expect.objectContaining({ rung: 1, proceeding: 1 })]);

    expect((await give(mediator, id, { type: 'lower', reason: 'calm-again' })).body).toMatchObject({
      code: 'not-yours',
      detail: { zh: '只有该级督办人或者其上级可以降级。请由有权人办理。' },
    });
    const lowered = await give(head, id, { type: 'lower', reason: 'calm-again' });
    expect(lowered.body.case.supervision).toEqual([expect.objectContaining({ rung: 0, byHand: false, role: null })]);
    expect(lowered.body.case.clocks).toEqual(before.clocks);
    expect(await toldLast(id)).toEqual([
      'lowered demo.street.mediator delivered',
      'lowered demo.street.station-head delivered',
    ]);
  });

  it('not without a reason, and not by who has no part in it', async () => {
    const id = await filed();
    const bare = await give(mediator, id, { type: 'raise' });
    expect([bare.status, bare.body.code, bare.body.detail.en]).toEqual([
      409,
      'reason-missing',
      'Raising a matter or bringing it down needs a reason. Give the reason and send it again.',
    ]);
    expect((await give(await at.as('petition.petition-officer'), id, { type: 'raise', reason: 'x' })).status).toBe(404);
    expect((await give(await at.as('district.auditor'), id, { type: 'raise', reason: 'x' })).status).toBe(403);
    expect((await give(mediator, id, { type: 'raise', reason: 'x', clock: 77 })).body.code).toBe('clock-not-running');
  });

  it('a party learns that it happened, not why', async () => {
    const worker = await at.party('测试工人乙');
    const form = filing(at.seed);
    const [w1, e1] = form.parties;
    const registrar = await at.as('street.registrar');
    const body = { ...form, parties: [{ ...w1, person: worker.id }, e1] };
    const { id } = (await registrar.post('/api/v1/cases', body)).body;
    await give(head, id, { type: 'raise', reasonText: '内部情况（测试）' });
    const { events } = (await worker.get(`/api/v1/cases/${id}/events`)).body;
    expect(events.at(-1)).toMatchObject({ type: 'raise', reason: null, effects: [], texts: { reasonText: null } });
    expect((await worker.get(`/api/v1/cases/${id}`)).body.supervision).toEqual([]);
    expect((await give(worker, id, { type: 'raise', reason: 'x' })).body.code).toBe('not-yours');
  });
});

describe('what became late', () => {
  const CASES = 7;
  let opened: string[];

  beforeAll(async () => {
    const { db } = at.fresh;
    const { orgs, people } = at.seed;
    const [clerk] = people.filter((one) => one.org === orgs.street && one.role === 'registrar');
    if (!clerk) throw new Error('no registrar');
    const noon = startOfDayMs(civilDate('2026-03-02')) + 43_200_000;
    const timelineId = await addTimeline(db.orm, noon, 1);
    const place = { enterprise: null, community: null, park: null, town: orgs.street, district: orgs.district };
    opened = [];
    for (let i = 0; i < CASES; i += 1) {
      const answer = await openCase(db, {
        ...{ commandId: `late-${i}`, trackingKey: new Uint8Array(32).fill(7), timelineId },
        by: { kind: 'staff', person: clerk.id, role: clerk.role, org: clerk.org },
        command: {
          ...{ type: 'open', parties: ['W1', 'E1'], stepwise: false, registeredBy: orgs.street },
          claims: [{ type: 'remuneration', party: 'W1', amountFen: 100 }],
          facts: plainFacts(place),
        },
      });
      if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
      opened.push(answer.case.id);
    }
    // The follow-up of each was due on 2026-03-23; its first rung is reached a day later.
    await moveTimeline(db, timelineId, { legalMs: startOfDayMs(civilDate('2026-03-24')) + 43_200_000 });
    await sweepDue(db, 1_000);
  });

  it('is in the list of tasks at once, and comes as one message whose cases can all be looked up', async () => {
    const { db } = at.fresh;
    expect((await head.get('/api/v1/messages')).body.held).toBe(CASES);
    const mine = (await head.get('/api/v1/tasks?limit=200')).body.tasks;
    expect(mine.filter((one: { what: string; rung: number }) => one.what === 'owe' && one.rung === 1)).toHaveLength(
      CASES,
    );
    await db.orm.execute(sql`alter table events disable trigger events_append_only`);
    await db.orm.execute(sql`update events set recorded_at = recorded_at - interval '5 s' where type = 'escalate'`);
    await db.orm.execute(sql`alter table events enable trigger events_append_only`);
    expect(await releaseMessages(db, { aMinute: 60, restMs: 600_000 })).toMatchObject({ messages: 1, notices: CASES });
    const { messages, held } = (await head.get('/api/v1/messages')).body;
    expect([held, messages]).toEqual([
      0,
      [
        expect.objectContaining({
          ...{ cases: CASES, notices: CASES, oldestOn: '2026-03-23' },
          words: {
            zh: `${CASES}件案件逾期未办,最早应于2026-03-23办结,请督办。`,
            en: `${CASES} cases are late, the oldest since 2026-03-23: see to them.`,
          },
        }),
      ],
    ]);
    const [message] = messages;
    const behind: string[] = [];
    let cursor = '';
    do {
      const { body } = await head.get(`/api/v1/messages/${message.id}?limit=3${cursor && `&cursor=${cursor}`}`);
      expect(body.message).toEqual(message);
      behind.push(...body.late.map((one: { caseId: string }) => one.caseId));
      expect(body.late[0]).toMatchObject({ rule: 'case-follow-up', dueOn: '2026-03-23' });
      cursor = body.next ?? '';
    } while (cursor);
    expect(behind.toSorted()).toEqual(opened.toSorted());
    expect((await division.get(`/api/v1/messages/${message.id}`)).status).toBe(404);
    expect((await division.get('/api/v1/messages')).body.messages).toEqual([]);
    expect((await at.nobody.get('/api/v1/messages')).status).toBe(401);
  });

  it('brought down, it stays late and climbs again by itself', async () => {
    const [id = ''] = opened;
    const lowered = await give(head, id, { type: 'lower', reason: 'agreed-on-a-day' });
    expect(lowered.status, lowered.text).toBe(200);
    expect(lowered.body.case.supervision).toEqual([
      expect.objectContaining({ proceeding: null, rung: 0, next: { rung: 1, role: 'station-head', on: '2026-03-25' } }),
    ]);
    expect(lowered.body.case.clocks.find((k: { rule: string }) => k.rule === 'case-follow-up')).toMatchObject({
      state: 'overdue',
      light: 'red',
      legal: '2026-03-23',
    });
    expect(lowered.body.case.next.what).toBe('escalate');
  });

  it('pages through the messages, each once, the latest first', async () => {
    const { db } = at.fresh;
    await db.orm.execute(sql`insert into notice_messages
      select gen_random_uuid(), recipient, person, org, role, cases, notices, oldest_on, released_at - n * interval '1 d'
      from notice_messages, generate_series(1, 4) n`);
    const seen: { id: string; at: string }[] = [];
    let cursor = '';
    do {
      const { body } = await head.get(`/api/v1/messages?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.messages);
      cursor = body.next ?? '';
    } while (cursor);
    expect([new Set(seen.map(({ id }) => id)).size, seen.length]).toEqual([5, 5]);
    expect(seen.map((one) => one.at)).toEqual(
      seen
        .map((one) => one.at)
        .toSorted()
        .toReversed(),
    );
  });
});
