// The order of the petition backlog through the API: reasons, pages, a preview that keeps nothing, decisions that keep
// their effect, and who sees which of it.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { backlogPage, leversView, preview } from '../../api/schemas/triage.ts';
import { rows } from '../../db/connection.ts';
import { addOrganisation, forgetCopies } from '../../db/organisations.ts';
import { appoint, createPerson } from '../../db/people.ts';
import { verifyRecord } from '../../db/verify.ts';
import { addDays } from '../../domain/calendar/civil-date.ts';
import { LEVERS } from '../../domain/clearance/triage.ts';
import { GUARANTEES } from '../../domain/petition/case-plan.ts';
import { settledToday } from '../setup/today.ts';
import { type Client, filing, type Stage, stage } from './stage.ts';

let at: Stage;
let officer: Client;
let head: Client;
let deputy: Client;
let registrar: Client;
let triage: string;
let backlog: string;
const WORKERS = [3, 30, 1, 12, 30];
const ids: string[] = [];
const today = await settledToday();

beforeAll(async () => {
  at = await stage();
  officer = await at.as('petition.petition-officer');
  head = await at.as('petition.authority-head');
  deputy = await at.as('district.deputy-director');
  registrar = await at.as('district.registrar');
  triage = `/api/v1/organisations/${at.seed.orgs.district}/triage`;
  backlog = `/api/v1/organisations/${at.seed.orgs.district}/backlog`;
  for (const [n, workers] of WORKERS.entries()) ids.push(await petition(n + 1, workers));
  // A case without any petition is no part of it.
  expect((await registrar.post('/api/v1/cases', filing(at.seed, {}, 90))).status).toBe(201);
});
afterAll(() => at.close());

async function petition(n: number, workers: number): Promise<string> {
  const { facts } = filing(at.seed);
  const filed = await registrar.post('/api/v1/cases', filing(at.seed, { facts: { ...facts, workers } }, n));
  expect(filed.status, filed.text).toBe(201);
  await give(registrar, filed.body.id, { type: 'registerPetition', matter: 'wages', for: 'W1' });
  return filed.body.id;
}

async function give(who: Client, id: string, command: object) {
  const answer = await who.post(`/api/v1/cases/${id}/commands`, command);
  expect(answer.status, `${JSON.stringify(command)} ${answer.text}`).toBe(200);
}

const listed = async (who: Client, query = '') => backlogPage.parse((await who.get(`${backlog}${query}`)).body);
const levers = async (who: Client) => leversView.parse((await who.get(triage)).body);
const proposed = async (who: Client, body: object) => preview.parse((await who.post(`${triage}/preview`, body)).body);
const named = (page: z.output<typeof backlogPage>): string[] => page.cases.map(({ id }) => id);
const byIndex = (...places: number[]): string[] => places.map((i) => ids[i] ?? '');

describe('the list', () => {
  it('has who waits most urgently first, the same on each reading, with reasons that add up', async () => {
    const page = await listed(officer);
    expect(page).toMatchObject({ version: 0, on: today, total: WORKERS.length, next: null });
    expect(named(page)).toEqual(byIndex(1, 4, 3, 0, 2));
    expect(page.cases.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5]);
    for (const one of page.cases) {
      expect(one.parts.reduce((sum, { points }) => sum + points, 0)).toBe(one.points);
      expect([one.unit, one.caseNo.slice(0, 1)]).toEqual([at.seed.orgs.petition, '解']);
    }
    expect(page.cases[0]?.parts.map(({ because }) => because.zh)).toContain('涉及30人,20分中计20分');
    expect(await listed(officer)).toEqual(page);
  });

  it('comes in pages that fit together, also when the levers change between them', async () => {
    const whole = await listed(officer);
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: z.output<typeof backlogPage> = await listed(officer, `?limit=2${next && `&cursor=${next}`}`);
      expect(page.cases.map(({ place }) => place)).toEqual(page.cases.map((_, i) => seen.length + i + 1));
      seen.push(...named(page));
      next = page.next;
    }
    expect(seen).toEqual(named(whole));
    const first = await listed(officer, '?limit=2');
    expect((await deputy.get(`${backlog}?limit=2&cursor=${first.next}`)).status).toBe(422);
    const turned = { ...LEVERS, group: { weight: 0, full: 1 } };
    expect((await head.post(triage, { levers: turned, reason: '试行' })).status).toBe(201);
    const second = await listed(officer, `?limit=2&cursor=${first.next}`);
    expect([second.version, named(second)]).toEqual([0, named(whole).slice(2, 4)]);
    expect(await listed(officer)).toMatchObject({ version: 1 });
    expect((await head.post(triage, { levers: LEVERS, reason: '恢复默认' })).status).toBe(201);
  });

  it('can be one unit’s, by the plan; the risk is that of the plan', async () => {
    const { street, petition: office } = at.seed.orgs;
    const [id = ''] = byIndex(2);
    await give(officer, id, { type: 'draftPlan', plan: { unit: street, risk: 'high' } });
    const page = await listed(officer, `?unit=${street}`);
    expect([page.total, named(page)]).toEqual([1, [id]]);
    expect(page.cases[0]?.parts.find(({ lever }) => lever === 'risk')).toMatchObject({ points: 15, most: 15 });
    expect((await listed(officer, `?unit=${office}`)).total).toBe(WORKERS.length - 1);
    // As the migration filled it in.
    const [filled] = await rows<{ same: number; planned: number }>(
      at.fresh.db.orm,
      sql`select count(*) filter (where (plan_unit, plan_risk, cleared_on) is not distinct from
          ((life #>> '{plan,content,unit}')::uuid, life #>> '{plan,content,risk}',
          (life #>> '{plan,cleared,on}')::date))::int as same, count(plan_unit)::int as planned from cases`,
    );
    expect(filled).toEqual({ same: WORKERS.length + 1, planned: 1 });
    const differences: unknown[] = [];
    await verifyRecord(at.fresh.db, (difference) => differences.push(difference));
    expect(differences).toEqual([]);
  });

  it('loses a case with its clearance, and has it again when it relapses', async () => {
    const id = await petition(7, 1);
    const me = (await officer.get('/api/v1/session')).body.person.id;
    const unit = at.seed.orgs.petition;
    const people = {
      leader: me,
      officer: me,
      taskForce: [me],
      guarantees: GUARANTEES.map((g) => ({ what: g.id, by: me })),
    };
    const plan = { finding: 'carry-out', hardship: false, unit, funds: [], risk: 'low', ...people };
    const words = {
      cause: '拖欠工资',
      demand: '支付',
      policyBasis: '按月支付',
      rules: '劳动法第五十条',
      factsFound: '属实',
    };
    await give(officer, id, { type: 'draftPlan', plan, ...words });
    const measure = { kind: 'execute', owner: me, unit, dueOn: addDays(today, 5), measureText: '约谈企业' };
    await give(officer, id, { type: 'addMeasure', ...measure });
    await give(officer, id, { type: 'submitPlan' });
    await give(head, id, { type: 'approvePlan' });
    await give(officer, id, { type: 'completeMeasure', measure: 1, evidence: '银行回单' });
    await give(officer, id, { type: 'serveDecision', document: 'settlement', method: 'direct' });
    await give(officer, id, { type: 'signOff' });
    expect(named(await listed(officer))).toContain(id);
    await give(head, id, { type: 'clear', result: 'performed' });
    expect(named(await listed(officer))).not.toContain(id);
    await give(officer, id, { type: 'reportRelapse', reason: 'not-performed' });
    expect(named(await listed(officer))).toContain(id);
    await at.fresh.db.orm.execute(sql`update cases set status = 'closed', closed_on = opened_on where id = ${id}`);
    expect(named(await listed(officer))).not.toContain(id);
  });
});

it('is near its limit by what an office must do, not by what a party still may', async () => {
  const near = async (): Promise<unknown> => {
    const { cases } = await listed(officer);
    return cases.find((one) => one.id === id)?.dueOn;
  };
  const id = await petition(8, 1);
  const facts = {
    kind: 'claim',
    judicial: false,
    arbitrable: false,
    partyReview: false,
    administrative: 'none',
    enforcement: 'none',
  };
  await give(officer, id, { type: 'sortPetition', facts });
  await give(officer, id, { type: 'acceptCase' });
  const clocks = (await officer.get(`/api/v1/cases/${id}`)).body.clocks;
  expect(await near()).toBe(clocks.find((k: { rule: string }) => k.rule === 'petition-handling').legal);
  await give(officer, id, { type: 'giveOpinion', reason: 'given' });
  await give(officer, id, { type: 'serveDecision', document: 'opinion', method: 'direct' });
  // Now only the petitioner's thirty days run: he may ask for a review.
  expect(await near()).toBeNull();
  await give(registrar, id, { type: 'withdrawClaim', claim: 1, for: 'W1' });
  await at.fresh.db.orm.execute(sql`update cases set status = 'closed', closed_on = opened_on where id = ${id}`);
});

describe('a preview', () => {
  it('says what would change, case by case and unit by unit, and changes nothing', async () => {
    const before = [await listed(officer), await levers(officer), await at.count()];
    const first = before[0] as z.output<typeof backlogPage>;
    const proposal = { ...LEVERS, group: { weight: 100, full: 12 }, urgentFrom: 100 };
    const shown = await proposed(officer, { levers: proposal, first: 3 });
    expect(shown.effect).toMatchObject({ on: today, cases: 5, urgentAfter: 3, rise: 3, fall: 0, urgentBefore: 0 });
    expect(shown.first.map(({ id }) => id)).toEqual(byIndex(1, 3, 4));
    expect(shown.first.map(({ place, placeBefore }) => [place, placeBefore])).toEqual(
      byIndex(1, 3, 4).map((id, i) => [i + 1, named(first).indexOf(id) + 1]),
    );
    expect(shown.effect.units.map(({ unit, rise }) => [unit, rise])).toEqual(
      [
        [at.seed.orgs.petition, 3],
        [at.seed.orgs.street, 0],
      ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
    expect([await listed(officer), await levers(officer), await at.count()]).toEqual(before);
  });
});

describe('a decision', () => {
  it('is a head’s, a new version with who, when, why and its effect; kept for good', async () => {
    const { versions: earlier, version } = await levers(officer);
    const changed = { ...LEVERS, group: { weight: 100, full: 12 }, urgentFrom: 100 };
    const asked = { levers: changed, reason: '集体事项优先' };
    for (const who of [officer, registrar]) expect((await who.post(triage, asked)).status).toBe(403);
    expect((await head.post(triage, { levers: changed })).status).toBe(422);
    const wrong = { ...asked, levers: { ...changed, risk: { ...changed.risk, low: 90 } } };
    expect((await head.post(triage, wrong)).status).toBe(422);
    const { effect } = await proposed(deputy, { levers: changed });
    const done = await head.post(triage, asked, 'levers-key-1');
    expect(done.status, done.text).toBe(201);
    expect((await head.post(triage, asked, 'levers-key-1')).text).toBe(done.text);
    const now = await levers(officer);
    expect(now).toMatchObject({ version: version + 1, levers: changed });
    expect(now.versions).toHaveLength(earlier.length + 1);
    const me = (await head.get('/api/v1/session')).body.person.id;
    expect(now.versions[0]).toMatchObject({ version: version + 1, ...asked, person: me, effect });
    expect(effect.rise).toBe(3);
    expect(named(await listed(officer))).toEqual(byIndex(1, 3, 4, 0, 2));
    await expect(at.fresh.db.orm.execute(sql`update triage_levers set reason = ''`)).rejects.toThrow();
    await expect(at.fresh.db.orm.execute(sql`delete from triage_levers`)).rejects.toThrow();
  });

  it('touches no case: no event, no clock, no task, no light', async () => {
    const state = () =>
      rows(
        at.fresh.db.orm,
        sql`select (select json_agg(c order by c.id) from cases c)::text as cases,
          (select json_agg(k order by k.case_id, k.no) from clocks k)::text as clocks,
          (select json_agg(t order by t.case_id, t.key) from tasks t)::text as tasks,
          (select count(*) from events) as events`,
      );
    const before = await state();
    const near = { ...LEVERS, near: { weight: 100, days: 365 }, urgentFrom: 1 };
    expect((await head.post(triage, { levers: near, reason: '临期优先' })).status).toBe(201);
    expect(await state()).toEqual(before);
  });
});

describe('conduct', () => {
  it('moves nobody in the list, up or down', async () => {
    const before = await listed(officer);
    const [id = ''] = byIndex(0);
    const words = { on: today, time: '10:00', place: '接待大厅', words: '损坏座椅', evidence: '照片' };
    const noted = await officer.post(`/api/v1/cases/${id}/conduct`, { item: 'dangerous-items', ...words });
    expect(noted.status, noted.text).toBe(201);
    expect(await listed(officer)).toEqual(before);
  });
});

describe('sight', () => {
  it('is that of the office: the same list for all who see all, less for who sees less, nothing outside', async () => {
    const whole = named(await listed(officer));
    expect(named(await listed(deputy))).toEqual(whole);
    expect(named(await listed(await at.as('district.supervisor')))).toEqual(whole);
    expect(await listed(await at.as('shiqiao.station-head'))).toMatchObject({ total: 0, cases: [] });
    expect(await listed(await at.as('district.admin'))).toMatchObject({ total: 0, cases: [] });
    const { effect, first } = await proposed(await at.as('shiqiao.station-head'), { levers: LEVERS });
    expect([effect.cases, effect.units, first]).toEqual([0, [], []]);
  });

  it('ends at the district: elsewhere there is nothing, for its supervisor too', async () => {
    const orm = at.fresh.db.orm;
    const other = await addOrganisation(orm, { kind: 'district', name: '另一演示区', identity: 'other' });
    const password = 'a-long-test-password-1';
    const id = await createPerson(orm, { username: 'elsewhere', name: '测试人员', password });
    await appoint(orm, id, { role: 'supervisor', org: other });
    forgetCopies(at.fresh.db);
    const signedIn = await at.nobody.send('POST', '/api/v1/session', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'elsewhere', password }),
    });
    const outside = at.client(signedIn.body.token);
    for (const path of [triage, backlog]) expect((await outside.get(path)).status).toBe(404);
    expect((await outside.post(`${triage}/preview`, { levers: LEVERS })).status).toBe(404);
    expect((await outside.post(triage, { levers: LEVERS, reason: '越界' })).status).toBe(404);
    expect((await outside.get(`/api/v1/organisations/${other}/backlog`)).body).toMatchObject({ total: 0 });
  });

  it('is none for parties, and there is none of what is no district', async () => {
    const party = await at.party('测试人员');
    for (const path of [triage, backlog]) expect((await party.get(path)).status).toBe(403);
    expect((await party.post(`${triage}/preview`, { levers: LEVERS })).status).toBe(403);
    expect((await officer.get(`/api/v1/organisations/${at.seed.orgs.street}/backlog`)).status).toBe(404);
    expect((await at.nobody.get(backlog)).status).toBe(401);
  });
});

it('orders ten thousand cases by one reading of them', async () => {
  const orm = at.fresh.db.orm;
  const [id = ''] = byIndex(0);
  const list = (
    await rows<{ names: string }>(
      orm,
      sql`select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
      where table_name = 'cases' and column_name not in ('id', 'case_no', 'workers', 'opened_on')`,
    )
  )[0]?.names;
  const names = sql.raw(list ?? '');
  await orm.execute(sql`insert into cases (id, case_no, workers, opened_on, ${names})
    select gen_random_uuid(), 'x-' || n, n % 40 + 1, opened_on - (n % 3000), ${names}
    from cases, generate_series(1, 10000) n where id = ${id}`);
  const started = performance.now();
  const page = await listed(officer, '?limit=200');
  expect([page.total, page.cases.length]).toEqual([10_000 + WORKERS.length, 200]);
  const { effect } = await proposed(officer, { levers: { ...LEVERS, age: { weight: 100, full: 3 } } });
  expect(effect.cases).toBe(10_000 + WORKERS.length);
  // Both take 0.4 s beside other work; a reading of each case would take ten times that.
  expect(performance.now() - started).toBeLessThan(3_000);
});
