// Petition work through the API: the plan, its clearance, the figures with their cases, repeat matters, conduct records.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../api/schemas/petition.ts';
import { rows } from '../../db/connection.ts';
import { GUARANTEES } from '../../domain/case-plan.ts';
import { addDays, beijingDate } from '../../domain/civil-date.ts';
import { PETITION_MATTER } from '../../domain/plan-life.ts';
import { type Client, filing, type Stage, stage } from './stage.ts';

let at: Stage;
let officer: Client;
let head: Client;
let registrar: Client;
const today = beijingDate(Date.now());

beforeAll(async () => {
  at = await stage();
  officer = await at.as('petition.petition-officer');
  head = await at.as('petition.authority-head');
  registrar = await at.as('district.registrar');
});
afterAll(() => at.close());

async function petition(n: number): Promise<string> {
  const filed = await registrar.post('/api/v1/cases', filing(at.seed, {}, n));
  expect(filed.status, filed.text).toBe(201);
  await give(registrar, filed.body.id, { type: 'registerPetition', matter: 'wages', for: 'W1' });
  return filed.body.id;
}

async function give(who: Client, id: string, command: object, status = 200) {
  const answer = await who.post(`/api/v1/cases/${id}/commands`, command);
  expect(answer.status, `${JSON.stringify(command)} ${answer.text}`).toBe(status);
  return answer.body;
}

const planOf = async (who: Client, id: string) =>
  schemas.planView.parse((await who.get(`/api/v1/cases/${id}/plan`)).body);
const figures = async (who: Client) =>
  schemas.clearanceView.parse((await who.get(`/api/v1/clearance?from=${today}&through=${today}`)).body);

describe('one case, one plan', () => {
  it('is drafted, approved, proved, signed by two; the figures name the case', async () => {
    const id = await petition(1);
    const me = (await officer.get('/api/v1/session')).body.person.id;
    const unit = at.seed.orgs.petition;
    const plan = {
      finding: 'carry-out',
      hardship: false,
      leader: me,
      unit,
      officer: me,
      taskForce: [me],
      fundsFen: 0,
      risk: 'low',
      guarantees: Object.keys(GUARANTEES).map((what) => ({ what, by: me })),
    };
    await give(officer, id, { type: 'draftPlan', plan, cause: '拖欠三个月工资', demand: '支付' });
    expect((await planOf(officer, id)).missing.map((m) => m.en)).toEqual([
      'policy basis',
      'at least one measure',
      'a measure that carries the policy out',
    ]);
    expect((await give(officer, id, { type: 'submitPlan' }, 409)).code).toBe('plan-incomplete');
    await give(officer, id, { type: 'draftPlan', plan: {}, policyBasis: '劳动法第五十条' });
    const dueOn = addDays(today, 5);
    await give(officer, id, { type: 'addMeasure', kind: 'execute', owner: me, unit, dueOn, measureText: '约谈企业' });
    await give(officer, id, { type: 'submitPlan' });
    expect((await give(officer, id, { type: 'approvePlan' }, 403)).code).toBe('not-yours');
    await give(head, id, { type: 'approvePlan' });
    const before = await figures(officer);
    expect(before.days[0]?.closing.cases).toContain(id);
    await give(officer, id, { type: 'completeMeasure', measure: 1, evidence: '银行回单' });
    await give(officer, id, { type: 'serveDecision', document: 'settlement', method: 'direct' });
    await give(officer, id, { type: 'signOff' });
    await give(head, id, { type: 'clear', result: 'performed' });
    const after = await figures(officer);
    expect(after.days[0]?.cleared.cases).toEqual([id]);
    expect(after.days[0]?.closing.cases).not.toContain(id);
    expect(after.numbers[id]).toMatch(/^解/);
    expect(after.visits.map((v) => v.visit)).toEqual([30, 90]);
    const shown = await planOf(head, id);
    expect(shown.measures[0]).toMatchObject({ text: '约谈企业', evidence: '银行回单', status: 'done', clock: null });
    expect(shown.versions).toMatchObject([{ version: 1 }]);
  });

  it('is not for parties, and its words stand in no event', async () => {
    const party = await at.party('测试人员');
    expect((await party.get('/api/v1/clearance?from=2026-01-01&through=2026-01-02')).status).toBe(403);
    const found = await rows(at.fresh.db.orm, sql`select 1 as x from events where body::text like '%约谈企业%'`);
    expect(found).toEqual([]);
    expect((await officer.get('/api/v1/clearance?from=2026-01-01&through=2026-12-01')).status).toBe(422);
  });
});

describe('repeat matters', () => {
  it('are proposed for the same person, employer and claim, and linked as they stand', async () => {
    const first = await petition(2);
    const second = await petition(2);
    const other = await petition(3);
    const answer = await officer.get(`/api/v1/cases/${second}/repeat-matters`);
    const { matters } = schemas.repeatView.parse(answer.body);
    expect(matters).toMatchObject([{ id: first, standing: 'being-handled', linked: false }]);
    await give(officer, second, { type: 'linkCase', other, standing: 'being-handled' }, 422);
    await give(officer, second, { type: 'linkCase', other: first, standing: 'being-handled' });
    await give(officer, second, { type: 'sortPetition', facts: PETITION_MATTER });
    const refused = await give(officer, second, { type: 'acceptCase' }, 409);
    expect([refused.code, refused.article]).toEqual(['already-running', '信访工作条例 第十九条第三款']);
  });
});

describe('conduct records', () => {
  it('are kept apart from the case, decided by a named head, and every look is logged', async () => {
    const id = await petition(4);
    const path = `/api/v1/cases/${id}/conduct`;
    const before = (await officer.get(`/api/v1/cases/${id}`)).body;
    const first = { item: 'other-disturbance', on: today, place: '接待大厅', words: '损坏座椅' };
    expect((await registrar.post(path, first)).status).toBe(403);
    const made = await officer.post(path, first);
    expect(made.status, made.text).toBe(201);
    const { record } = schemas.conductDone.parse(made.body);
    const step = (who: Client, body: object) =>
      who.post(`${path}/${record}/steps`, { on: today, words: '……', ...body });
    const referral = { step: 'referral-decided', basis: '信访工作条例 第四十七条第二款' };
    expect((await step(head, referral)).status).toBe(409);
    for (const one of ['dissuaded', 'informed']) expect((await step(officer, { step: one })).status).toBe(201);
    expect((await step(officer, referral)).status).toBe(403);
    expect((await step(head, referral)).status).toBe(201);
    const looks = (await at.count()).looks ?? 0;
    const read = await head.post(`${path}/read`, { reason: '核实情况' });
    expect(schemas.conductView.parse(read.body).entries.map((e) => e.step)).toEqual([
      'recorded',
      'dissuaded',
      'informed',
      'referral-decided',
    ]);
    expect((await registrar.post(`${path}/read`, { reason: '好奇' })).status).toBe(403);
    expect((await at.count()).looks).toBe(looks + 1);
    const after = (await officer.get(`/api/v1/cases/${id}`)).body;
    expect([after.seq, after.clocks]).toEqual([before.seq, before.clocks]);
    const change = at.fresh.db.orm.execute(sql`update conduct_entries set words = 'x'`);
    await expect(change).rejects.toThrow();
  });
});
