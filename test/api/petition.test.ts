// Petition work through the API: the plan, its clearance, the figures with their cases, repeat matters, conduct records.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskPage } from '../../api/schemas/answers.ts';
import * as schemas from '../../api/schemas/petition.ts';
import { planView, settingsView } from '../../api/schemas/plans.ts';
import { rows } from '../../db/connection.ts';
import { addDays } from '../../domain/calendar/civil-date.ts';
import { PETITION_MATTER } from '../../domain/checking/plan-life.ts';
import { GUARANTEES } from '../../domain/petition/case-plan.ts';
import { aYearOn, LAST_MONTH, settledToday } from '../setup/today.ts';
import { type Client, filing, type Stage, stage } from './stage.ts';

let at: Stage;
let officer: Client;
let head: Client;
let registrar: Client;
const today = await settledToday();

beforeAll(async () => {
  at = await stage();
  officer = await at.as('petition.petition-officer');
  head = await at.as('petition.authority-head');
  registrar = await at.as('district.registrar');
});
afterAll(() => at.close());

async function petition(n: number, more: Record<string, unknown> = {}): Promise<string> {
  const filed = await registrar.post('/api/v1/cases', filing(at.seed, more, n));
  expect(filed.status, filed.text).toBe(201);
  await give(registrar, filed.body.id, { type: 'registerPetition', matter: 'wages', for: 'W1' });
  return filed.body.id;
}

async function give(who: Client, id: string, command: object, status = 200) {
  const answer = await who.post(`/api/v1/cases/${id}/commands`, command);
  expect(answer.status, `${JSON.stringify(command)} ${answer.text}`).toBe(status);
  return answer.body;
}

const planOf = async (who: Client, id: string) => planView.parse((await who.get(`/api/v1/cases/${id}/plan`)).body);
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
      funds: [{ amountFen: 1_200_000, source: 'employer' }],
      risk: 'low',
      guarantees: GUARANTEES.map(({ id: what }) => ({ what, by: me })),
    };
    await give(officer, id, { type: 'draftPlan', plan, cause: '拖欠三个月工资', demand: '支付' });
    expect((await planOf(officer, id)).missing.map((m) => m.en)).toEqual([
      'policy basis',
      'the rules that support the claim',
      'at least one measure',
      'a measure that carries the policy out',
    ]);
    expect((await give(officer, id, { type: 'submitPlan' }, 409)).code).toBe('plan-incomplete');
    const words = { policyBasis: '按月支付工资', rules: '劳动法第五十条', factsFound: '工资表属实' };
    await give(officer, id, { type: 'draftPlan', plan: {}, ...words });
    const dueOn = addDays(today, 5);
    await give(officer, id, { type: 'addMeasure', kind: 'execute', owner: me, unit, dueOn, measureText: '约谈企业' });
    await give(officer, id, { type: 'submitPlan' });
    expect((await give(officer, id, { type: 'approvePlan' }, 403)).code).toBe('not-yours');
    await give(head, id, { type: 'approvePlan' });
    const before = await figures(officer);
    expect(before.days[0]?.closing.cases).toContain(id);
    await give(officer, id, { type: 'completeMeasure', measure: 1, evidence: '银行回单' });
    await give(officer, id, { type: 'serveDecision', document: 'settlement', method: 'direct' });
    const visit = { type: 'logVisit', how: 'visited', person: me };
    expect((await give(officer, id, { ...visit, visitPlace: '和平社区活动室' }, 409)).code).toBe('facts-wrong');
    await give(officer, id, { ...visit, visitPlace: '和平社区活动室', visitOutcome: '同意分期' });
    await give(officer, id, { type: 'signOff' });
    await give(head, id, { type: 'clear', result: 'performed' });
    const after = await figures(officer);
    expect(after.days[0]?.cleared.cases).toEqual([id]);
    expect(after.days[0]?.closing.cases).not.toContain(id);
    expect(after.numbers[id]).toMatch(/^解/);
    expect(after.visits.map((v) => v.visit)).toEqual([30, 90]);
    const shown = await planOf(head, id);
    expect(shown.measures[0]).toMatchObject({ text: '约谈企业', evidence: '银行回单', status: 'done', clock: null });
    const talked = { no: 1, how: 'visited', person: me, on: today, place: '和平社区活动室', outcome: '同意分期' };
    expect(shown.visitLog).toEqual([talked]);
    expect(shown.versions).toMatchObject([{ version: 1, checklist: 0 }]);
    expect(shown.texts).toMatchObject({ factsFound: '工资表属实', rules: '劳动法第五十条' });
    expect(shown.content).toMatchObject({ funds: [{ amountFen: 1_200_000, source: 'employer' }] });
    expect(shown.checklist.guarantees.map((g) => g.by)).toEqual(GUARANTEES.map(() => me));
    expect([shown.dueOn, shown.served]).toEqual([dueOn, [{ document: 'settlement', on: today, remedyTold: false }]]);
  });

  it('is not for parties, and its words stand in no event', async () => {
    const party = await at.party('测试人员');
    expect((await party.get('/api/v1/clearance?from=2026-01-01&through=2026-01-02')).status).toBe(403);
    const found = await rows(
      at.fresh.db.orm,
      sql`select 1 as x from events where body::text ~ '约谈企业|活动室|同意分期'`,
    );
    expect(found).toEqual([]);
    expect((await officer.get('/api/v1/clearance?from=2026-01-01&through=2026-12-01')).status).toBe(422);
  });
});

describe('what a district demands', () => {
  it('is decided by a head, version by version, and demanded of the plans approved from then on', async () => {
    const { district, street } = at.seed.orgs;
    const path = `/api/v1/organisations/${district}/petition-settings`;
    const read = async (who: Client, of = path) => settingsView.parse((await who.get(of)).body);
    expect(await read(officer)).toMatchObject({ version: 0, transferCap: 3, versions: [] });
    const four = [{ id: 'visits', name: { zh: '包接访下访', en: 'visits' } }];
    const asked = { guarantees: four, transferCap: 1, repeatMonths: 24 };
    expect((await officer.post(path, asked)).status).toBe(403);
    expect((await head.post(path, { ...asked, guarantees: [...four, ...four] })).status).toBe(422);
    expect((await head.post(path, asked, 'settings-key-1')).status).toBe(201);
    expect((await head.post(path, asked, 'settings-key-1')).status).toBe(201);
    const now = await read(officer, `/api/v1/organisations/${street}/petition-settings`);
    expect(now).toMatchObject({ version: 1, guarantees: four, transferCap: 1 });
    expect((await read(officer)).versions).toHaveLength(1);
    const id = await petition(8);
    expect((await planOf(officer, id)).checklist).toMatchObject({
      version: 1,
      guarantees: [{ id: 'visits', by: null }],
    });
    expect((await give(officer, id, { type: 'submitPlan' }, 409)).code).toBe('plan-missing');
    await give(officer, id, { type: 'draftPlan', plan: { hardship: false } });
    const refused = await give(officer, id, { type: 'submitPlan' }, 409);
    expect(JSON.stringify(refused)).toContain('包接访下访');
    // The cap is the district's too.
    await give(officer, id, { type: 'forwardPetition', body: street, how: 'forwarded' });
    const station = await at.as('street.station-head');
    const again = { type: 'forwardPetition', body: at.seed.orgs.petition, how: 'forwarded' };
    expect((await give(station, id, again, 409)).code).toBe('transfer-cap');
    expect((await head.post(path, { ...asked, guarantees: GUARANTEES, transferCap: 3 })).status).toBe(201);
    expect((await read(officer)).versions.map((one) => one.version)).toEqual([2, 1]);
  });
});

describe('a petition as its officer has it', () => {
  const forWorker = { for: 'W1' };
  const sorted = (id: string, more: object = {}) =>
    give(officer, id, { type: 'sortPetition', facts: { ...PETITION_MATTER, ...more } });
  const inCase = async (id: string) => (await officer.get(`/api/v1/cases/${id}`)).body.proceedings.at(-1);

  it('is led to arbitration with the last day of limitation; nothing else is accepted or declined', async () => {
    const { facts } = filing(at.seed);
    const id = await petition(11, { facts: { ...facts, employmentEndedOn: LAST_MONTH } });
    expect((await give(officer, id, { type: 'acceptCase' }, 409)).code).toBe('not-sorted');
    await sorted(id, { arbitrable: true, enforcement: 'labour' });
    expect((await inCase(id)).notes).toMatchObject({
      sortedTo: 'arbitration',
      also: ['labour-inspection'],
      limitationOn: aYearOn(today),
    });
    for (const type of ['acceptCase', 'acceptSimply']) {
      expect((await give(officer, id, { type }, 409)).code).toBe('belongs-elsewhere');
    }
    expect((await give(officer, id, { type: 'declineCase', reason: 'busy' }, 409)).code).toBe('belongs-elsewhere');
    const out = { type: 'routeOut', route: 'court', reason: 'art-31' };
    expect((await give(officer, id, out, 409)).code).toBe('belongs-elsewhere');
    await give(officer, id, { ...out, route: 'arbitration' });
    expect(await inCase(id)).toMatchObject({ state: 'routedOut', notes: { route: 'arbitration' } });
    await give(registrar, id, { type: 'applyForArbitration', ...forWorker });
    // In arbitration now, and the limitation was met on the day of filing.
    const { clocks, levels } = (await officer.get(`/api/v1/cases/${id}`)).body;
    expect(levels).toEqual(['petition', 'arbitration']);
    const limitation = clocks.findLast((k: { rule: string }) => k.rule === 'arbitration-limitation-wages');
    expect(limitation).toMatchObject({ state: 'met', endedOn: today });
  });

  it('goes up a level for review and another for recheck, and then only care is left, also in a closed case', async () => {
    const id = await petition(12);
    await sorted(id);
    await give(officer, id, { type: 'acceptCase' });
    await give(officer, id, { type: 'giveOpinion', reason: 'given' });
    await give(officer, id, { type: 'attemptService', party: 'W1', method: 'mail', reason: 'nobody-there' });
    const waiting = {
      document: 'opinion',
      to: 'W1',
      since: today,
      waits: 'petition-review-request',
      article: '信访工作条例 第三十五条',
      attempts: [{ method: 'mail', on: today, reason: 'nobody-there' }],
      deemedOn: null,
    };
    expect((await officer.get(`/api/v1/cases/${id}`)).body.unserved).toMatchObject([waiting]);
    const { tasks } = taskPage.parse((await officer.get('/api/v1/tasks?scope=unit&limit=200')).body);
    expect(tasks.find((task) => task.caseId === id && task.state === 'opinion')?.unserved).toMatchObject([waiting]);
    const served = { type: 'serveDecision', document: 'opinion', method: 'direct', remedyTold: true };
    await give(officer, id, { ...served, proof: '送达回证(演示)' });
    expect((await officer.get(`/api/v1/cases/${id}`)).body.unserved).toEqual([]);
    const { texts } = (await officer.get(`/api/v1/cases/${id}/events`)).body.events.at(-1);
    expect(texts.proof).toBe('送达回证(演示)');
    await give(officer, id, { type: 'requestReview', ...forWorker });
    expect(await inCase(id)).toMatchObject({ state: 'review', body: { id: at.seed.orgs.district } });
    const review = { type: 'giveReviewOpinion', result: 'upheld', reason: 'given' };
    const refused = await give(officer, id, review, 403);
    expect([refused.code, refused.article]).toEqual(['not-yours', '信访工作条例 第三十五条、第三十六条']);
    expect((await give(head, id, review, 403)).code).toBe('not-yours');
    const division = await at.as('district.division-head');
    await give(division, id, review);
    await give(division, id, { type: 'serveDecision', document: 'review-opinion', method: 'post' });
    await give(officer, id, { type: 'requestRecheck', ...forWorker });
    const recheck = { type: 'giveRecheckOpinion', result: 'upheld', reason: 'given' };
    expect((await give(officer, id, recheck, 409)).code).toBe('facts-wrong');
    await give(officer, id, { ...recheck, authority: '某市人民政府(演示)' });
    expect(await inCase(id)).toMatchObject({ state: 'ended', notes: { recheckResult: 'upheld' } });
    await give(registrar, id, { type: 'withdrawClaim', claim: 1, ...forWorker });
    await give(registrar, id, { type: 'close' });
    await give(registrar, id, { type: 'registerPetition', matter: 'wages', ...forWorker });
    expect(await inCase(id)).toMatchObject({ state: 'care' });
    const told = (await officer.get(`/api/v1/cases/${id}/events`)).body.events.at(-1);
    expect(told.article).toBe('信访工作条例 第三十六条第三款、第三十七条第三款');
    // The same person comes with a new case: known again, accepted no more, cared for.
    const second = await petition(12);
    const { matters } = schemas.repeatView.parse((await officer.get(`/api/v1/cases/${second}/repeat-matters`)).body);
    expect(matters).toMatchObject([{ id, standing: 'levels-ended' }]);
    expect(matters[0]?.article).toContain('第三十六条第三款');
    await give(officer, second, { type: 'linkCase', other: id, standing: 'levels-ended' });
    await sorted(second);
    expect((await give(officer, second, { type: 'acceptCase' }, 409)).code).toBe('petition-final');
    await give(officer, second, { type: 'openCare' });
    expect(await inCase(second)).toMatchObject({ state: 'care' });
  });

  it('is forwarded, contested in five working days, and decided by the common superior', async () => {
    const id = await petition(13);
    const { street, petition: office, district } = at.seed.orgs;
    await give(officer, id, { type: 'note', note: '来访时提交工资条' });
    await give(officer, id, { type: 'forwardPetition', body: street, how: 'forwarded' });
    const clocks = (await officer.get(`/api/v1/cases/${id}`)).body.clocks.map((k: { rule: string }) => k.rule);
    expect(clocks).toEqual(expect.arrayContaining(['petition-transferred-notice', 'petition-transfer-objection']));
    const station = await at.as('street.station-head');
    // Who receives it has the index of the file, whose hands it was in, and the history.
    const path = `/api/v1/cases/${id}`;
    const index = schemas.fileIndex.parse((await station.get(`${path}/file-index`)).body);
    expect(index.holders).toMatchObject([{ held: [{ id: office }], now: { id: street } }]);
    expect(index.papers).toMatchObject([{ no: 1, what: { zh: '备注' }, field: 'note' }]);
    const { events } = (await station.get(`${path}/events`)).body;
    const brought = events.find((event: { seq: number }) => event.seq === index.papers[0]?.event);
    expect(brought.texts.note).toBe('来访时提交工资条');
    expect((await (await at.as('shiqiao.station-head')).get(`${path}/file-index`)).status).toBe(404);
    await give(station, id, { type: 'contestJurisdiction', reason: 'not-ours' });
    await give(officer, id, { type: 'refuseReturn', reason: 'is-yours' });
    expect(await inCase(id)).toMatchObject({ state: 'superior', notes: { superior: district } });
    expect((await give(head, id, { type: 'decideJurisdiction', body: office, reason: 'x' }, 403)).code).toBe(
      'not-yours',
    );
    await give(await at.as('district.division-head'), id, { type: 'decideJurisdiction', body: street, reason: 'x' });
    expect(await inCase(id)).toMatchObject({ body: { id: street }, notes: { assignedFinally: true } });
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

  it('are known by name and telephone where one of the two gave no identity number, as old ledgers do', async () => {
    const parties = ({ idNumber, ...worker }: Record<string, unknown>) => [worker, filing(at.seed).parties[1]];
    const [worker = {}] = filing(at.seed, {}, 5).parties;
    const first = await petition(5, { parties: parties(worker) });
    const second = await petition(5);
    await petition(5, { parties: parties({ ...worker, name: '测试工人乙' }) });
    const { matters } = schemas.repeatView.parse((await officer.get(`/api/v1/cases/${second}/repeat-matters`)).body);
    expect(matters.map(({ id }) => id)).toEqual([first]);
  });
});

describe('conduct records', () => {
  it('are kept apart from the case, decided by a named head, and every look is logged', async () => {
    const id = await petition(4);
    const path = `/api/v1/cases/${id}/conduct`;
    const before = (await officer.get(`/api/v1/cases/${id}`)).body;
    const first = {
      item: 'other-disturbance',
      on: today,
      time: '09:30',
      place: '接待大厅',
      words: '损坏座椅',
      evidence: '照片三张',
    };
    expect((await officer.post(path, { ...first, evidence: undefined })).status).toBe(422);
    expect((await officer.post(path, { ...first, item: 'visited-5-times' })).status).toBe(422);
    expect((await officer.post(path, { ...first, score: 5 })).status).toBe(422);
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
    expect(read.body.entries[0]).toMatchObject({
      time: '09:30',
      evidence: '照片三张',
      article: '信访工作条例 第二十六条第六项',
    });
    expect((await registrar.post(`${path}/read`, { reason: '好奇' })).status).toBe(403);
    expect((await at.count()).looks).toBe(looks + 1);
    const after = (await officer.get(`/api/v1/cases/${id}`)).body;
    expect([after.seq, after.clocks]).toEqual([before.seq, before.clocks]);
    // The matter ends, the case goes on: out of the working views, kept in the archive.
    await give(registrar, id, { type: 'withdraw', for: 'W1' });
    expect((await head.post(`${path}/read`, { reason: '核实情况' })).body.entries).toEqual([]);
    expect((await officer.post(`${path}/read`, { reason: '核实情况', archive: true })).status).toBe(403);
    const archived = (await head.post(`${path}/read`, { reason: '复核归档', archive: true })).body.entries;
    expect(archived).toEqual(read.body.entries);
    const logged = await rows(
      at.fresh.db.orm,
      sql`select 1 as x from access_log where reason = 'conduct archive: 复核归档'`,
    );
    expect(logged).toHaveLength(1);
    const change = at.fresh.db.orm.execute(sql`update conduct_entries set words = 'x'`);
    await expect(change).rejects.toThrow();
  });
});
