// Who sees what: every role against own, foreign and unknown cases, in lists and by id, on every route over a case. A
// foreign case and one that does not exist are the same answer.
import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appoint, createPerson, deactivate, endOffice } from '../../db/people.ts';
import { memberships } from '../../db/schema/people.ts';
import { civilDate } from '../../domain/calendar/civil-date.ts';
import { type Client, filing, type Stage, stage } from './stage.ts';

let at: Stage;
/** Registered by the street, in mediation at 金桂社区, enterprise in 金桂社区. */
let streetCase = '';
/** Registered by the town 石桥镇, enterprise in 石桥村. */
let townCase = '';
/** Registered by the town, now at the arbitration commission. */
let arbitrationCase = '';
let worker: Client & { readonly id: string };
let employer: Client & { readonly id: string };

beforeAll(async () => {
  at = await stage();
  worker = await at.party('测试工人甲');
  employer = await at.party('测试用人单位甲');
  const street = await at.as('street.registrar');
  const town = await at.as('town.mediator');
  const { orgs } = at.seed;
  const [w, e] = filing(at.seed).parties;
  const parties = [
    { ...w, person: worker.id },
    { ...e, person: employer.id },
  ];
  streetCase = (await street.post('/api/v1/cases', filing(at.seed, { parties }))).body.id;
  await street.post(`/api/v1/cases/${streetCase}/commands`, {
    type: 'applyForMediation',
    body: orgs.jingui,
    for: 'W1',
  });
  const builder = { parties: [w, { id: 'E1', name: '演示建筑工程有限公司', org: orgs.builder }] };
  townCase = (await town.post('/api/v1/cases', filing(at.seed, builder))).body.id;
  const entry = { type: 'applyForArbitration', for: 'W1' };
  arbitrationCase = (await town.post('/api/v1/cases', filing(at.seed, { ...builder, entry }))).body.id;
});
afterAll(() => at.close());

const NAMES = ['street', 'town', 'arbitration'] as const;
type Name = (typeof NAMES)[number];
const idOf = (name: Name) => ({ street: streetCase, town: townCase, arbitration: arbitrationCase })[name];

/** Office → the cases that it sees. */
const SEES: readonly [office: string, sees: readonly Name[]][] = [
  ['street.registrar', ['street']],
  ['street.mediator', ['street']],
  ['street.station-head', ['street']],
  ['town.mediator', ['town', 'arbitration']],
  ['town.station-head', ['town', 'arbitration']],
  ['jingui.mediator', ['street']],
  ['jingui.station-head', ['street']],
  ['heping.mediator', []],
  ['heping.station-head', []],
  ['shiqiao.mediator', []],
  ['shiqiao.station-head', ['town', 'arbitration']],
  ['park.mediator', []],
  ['electronics.mediator', []],
  ['commission.registrar', ['arbitration']],
  ['commission.arbitration-secretary', ['arbitration']],
  ['commission.arbitrator', ['arbitration']],
  ['commission.commission-director', ['arbitration']],
  ['court.registrar', []],
  ['petition.petition-officer', []],
  ['petition.authority-head', []],
  ['district.registrar', []],
  ['district.mediator', []],
  ['district.station-head', ['street', 'town', 'arbitration']],
  ['district.division-head', ['street', 'town', 'arbitration']],
  ['district.deputy-director', ['street', 'town', 'arbitration']],
  ['district.duty-officer', ['street', 'town', 'arbitration']],
  ['district.supervisor', ['street', 'town', 'arbitration']],
  ['district.auditor', ['street', 'town', 'arbitration']],
  ['district.admin', []],
];

const READS = ['', '/events', '/actions', '/clocks/1', '/forecast'];

async function seen(client: Client): Promise<Name[]> {
  const { body } = await client.get('/api/v1/cases?limit=200');
  const listed: string[] = body.cases.map((row: { id: string }) => row.id);
  return NAMES.filter((name) => listed.includes(idOf(name)));
}

describe('sight', () => {
  it.each(SEES)('of %s', async (office, sees) => {
    const client = await at.as(office);
    expect(await seen(client)).toEqual(sees);
    const unknown = await client.get(`/api/v1/cases/${randomUUID()}`);
    expect(unknown.status).toBe(404);
    for (const name of NAMES) {
      for (const path of READS) {
        const answer = await client.get(`/api/v1/cases/${idOf(name)}${path}`);
        expect(answer.status, `${office} ${name}${path}`).toBe(sees.includes(name) ? 200 : 404);
        if (answer.status === 404)
          expect({ ...answer.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
      }
    }
    const tasks = [
      ...(await client.get('/api/v1/tasks?scope=unit&limit=200')).body.tasks,
      ...(await client.get('/api/v1/tasks')).body.tasks,
    ];
    for (const task of tasks) expect(sees.map(idOf)).toContain(task.caseId);
  });

  it('of a party is the own case, itself in full, nothing of the offices', async () => {
    for (const party of [worker, employer]) {
      expect(await seen(party)).toEqual(['street']);
      const own = await party.get(`/api/v1/cases/${streetCase}`);
      expect(own.body.parties.filter((p: { mine: boolean }) => p.mine)).toHaveLength(1);
      expect((await party.get(`/api/v1/cases/${townCase}`)).status).toBe(404);
      const { events } = (await party.get(`/api/v1/cases/${streetCase}/events`)).body;
      expect(events.every((event: { effects: unknown[] }) => event.effects.length === 0)).toBe(true);
      expect(events.every((event: { by: { person: unknown } }) => event.by.person === null)).toBe(true);
    }
  });

  it('of an auditor shows acts, not people', async () => {
    const auditor = await at.as('district.auditor');
    const { body } = await auditor.get(`/api/v1/cases/${streetCase}`);
    expect(body.parties[0].name).toBe('测试***');
  });

  it('of nobody is nothing', async () => {
    for (const path of [
      '/api/v1/cases',
      '/api/v1/tasks',
      '/api/v1/session',
      '/api/v1/organisations',
      `/api/v1/cases/${streetCase}`,
    ]) {
      expect((await at.nobody.get(path)).status).toBe(401);
      expect((await at.client('A'.repeat(43)).get(path)).status).toBe(401);
    }
  });
});

describe('commands', () => {
  it.each(SEES)('of %s change no case out of sight', async (office, sees) => {
    const client = await at.as(office);
    const before = await at.count();
    for (const name of NAMES.filter((one) => !sees.includes(one))) {
      expect((await client.post(`/api/v1/cases/${idOf(name)}/commands`, { type: 'note' })).status).toBe(404);
      expect((await client.post(`/api/v1/cases/${idOf(name)}/unmask`, { reason: '查看' })).status).toBe(404);
    }
    expect(await at.count()).toEqual(before);
  });

  it('of an auditor change nothing anywhere', async () => {
    const auditor = await at.as('district.auditor');
    const before = await at.count();
    expect((await auditor.post(`/api/v1/cases/${streetCase}/commands`, { type: 'note' })).status).toBe(403);
    expect((await auditor.post(`/api/v1/cases/${streetCase}/unmask`, { reason: '查看' })).status).toBe(403);
    expect((await auditor.get(`/api/v1/cases/${streetCase}/actions`)).body.actions).toEqual([]);
    expect(await at.count()).toEqual(before);
  });

  it('of a party are its own: it cannot speak for the other side', async () => {
    const path = `/api/v1/cases/${streetCase}/commands`;
    const before = await at.count();
    expect((await worker.post(path, { type: 'consent' })).status).toBe(403);
    expect((await worker.post(path, { type: 'consent', for: 'E1' })).status).toBe(403);
    expect((await worker.post(path, { type: 'acceptCase' })).status).toBe(403);
    expect((await worker.post(`/api/v1/cases/${streetCase}/unmask`, { reason: '查看' })).status).toBe(403);
    expect(await at.count()).toEqual(before);
    const consented = await employer.post(path, { type: 'consent' });
    expect(consented.status, consented.text).toBe(200);
    expect(consented.body.events.at(-1).by).toMatchObject({ kind: 'party', party: 'E1' });
  });

  it('of somebody who saw a case through one office are not given in another', async () => {
    const { orgs } = at.seed;
    const id = await createPerson(at.fresh.db.orm, {
      username: 'two-hats',
      name: '测试丙',
      password: 'synthetic-password-1',
    });
    await appoint(at.fresh.db.orm, id, { role: 'auditor', org: orgs.district });
    await appoint(at.fresh.db.orm, id, { role: 'mediator', org: orgs.heping });
    const signed = await at.nobody.post('/api/v1/session', { username: 'two-hats', password: 'synthetic-password-1' });
    const both = at.client(signed.body.token);
    expect((await both.get(`/api/v1/cases/${townCase}`)).status).toBe(200);
    expect((await both.post(`/api/v1/cases/${townCase}/commands`, { type: 'note' })).status).toBe(403);
  });
});

describe('a worker without an office', () => {
  it('files the own case and no other, and leads it', async () => {
    const own = await at.party('测试工人丁');
    const [, e] = filing(at.seed).parties;
    const mine = { parties: [{ id: 'W1', name: '测试工人丁', self: true }, e] };
    const filed = await own.post('/api/v1/cases', filing(at.seed, mine));
    expect(filed.status, filed.text).toBe(201);
    expect(filed.body.case.parties[0]).toMatchObject({ mine: true, name: '测试工人丁' });
    const applied = await own.post(`/api/v1/cases/${filed.body.id}/commands`, { type: 'applyForArbitration' });
    expect(applied.status, applied.text).toBe(200);
    expect(applied.body.events.at(-1).by).toMatchObject({ kind: 'party', party: 'W1' });
    expect((await worker.get(`/api/v1/cases/${filed.body.id}`)).status).toBe(404);
    expect((await own.post('/api/v1/cases', filing(at.seed))).status).toBe(422);
    const other = {
      parties: [
        { id: 'W1', name: '测试工人丁', self: true },
        { ...e, person: worker.id },
      ],
    };
    expect((await own.post('/api/v1/cases', filing(at.seed, other))).status).toBe(422);
  });
});

describe('rights that end', () => {
  it('end with the office and with the account, at once', async () => {
    const { orgs } = at.seed;
    const id = await createPerson(at.fresh.db.orm, {
      username: 'leaving',
      name: '测试戊',
      password: 'synthetic-password-2',
    });
    const membership = await appoint(
      at.fresh.db.orm,
      id,
      { role: 'mediator', org: orgs.jingui },
      civilDate('2020-01-01'),
    );
    const signed = await at.nobody.post('/api/v1/session', { username: 'leaving', password: 'synthetic-password-2' });
    const client = at.client(signed.body.token);
    expect((await client.get(`/api/v1/cases/${streetCase}`)).status).toBe(200);
    await endOffice(at.fresh.db.orm, membership, civilDate('2020-01-02'));
    expect((await client.get(`/api/v1/cases/${streetCase}`)).status).toBe(404);
    await at.fresh.db.orm.update(memberships).set({ validTo: sql`null` }).where(eq(memberships.id, membership));
    expect((await client.get(`/api/v1/cases/${streetCase}`)).status).toBe(200);
    await deactivate(at.fresh.db, id);
    expect((await client.get(`/api/v1/cases/${streetCase}`)).status).toBe(401);
  });
});
