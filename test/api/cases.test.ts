// A case through the API: filed, read, moved, refused; each route gives what its schema says.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as answers from '../../api/schemas/answers.ts';
import { type Client, filing, type Stage, stage } from './stage.ts';

let at: Stage;
let street: Client;
let jingui: Client;
let id = '';
let opened: z.output<typeof answers.opened>;

beforeAll(async () => {
  at = await stage();
  street = await at.as('street.registrar');
  jingui = await at.as('jingui.mediator');
});
afterAll(() => at.close());

const commands = (caseId: string) => `/api/v1/cases/${caseId}/commands`;

describe('a case', () => {
  it('is filed with its number, tracking code, limitation and route', async () => {
    const answer = await street.post('/api/v1/cases', filing(at.seed, { statement: '三个月没有发工资。' }));
    expect(answer.status, answer.text).toBe(201);
    opened = answers.opened.parse(answer.body);
    id = opened.id;
    expect(opened.caseNo).toMatch(/^解\d{4}-\d{6}$/);
    expect(opened.trackingCode).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    expect(opened.route.map((step) => step.level)).toEqual(['enterprise', 'community', 'park', 'town', 'district']);
    expect(opened.route.find((step) => step.level === 'community')?.body?.id).toBe(at.seed.orgs.jingui);
    expect(opened.route.find((step) => step.level === 'park')?.because.zh).toContain('园区');
    expect(opened.case.registeredBy.name).toContain('龙泉街道');
    const [worker, employer] = opened.case.parties;
    expect(worker?.idNumber).toMatch(/^510\*+\d{3}[\dX]$/);
    expect(worker?.phone).toBe('138****0001');
    expect(employer?.name).toBe('演示餐饮有限公司');
    expect(answer.text).not.toContain('13800000001');
  });

  it('is moved by the body that holds the proceeding, in the capacity that fits', async () => {
    const applied = await street.post(commands(id), {
      type: 'applyForMediation',
      body: at.seed.orgs.jingui,
      for: 'W1',
      note: '口头申请',
    });
    expect(applied.status, applied.text).toBe(200);
    answers.recorded.parse(applied.body);
    expect(applied.body.case.level).toBe('community');
    expect(applied.body.events.at(-1).texts).toEqual({ note: '口头申请' });
    expect((await jingui.post(commands(id), { type: 'consent', for: 'E1' })).status).toBe(200);
    const accepted = await jingui.post(commands(id), { type: 'acceptCase' });
    expect(accepted.status, accepted.text).toBe(200);
    expect(accepted.body.events.at(-1).by).toMatchObject({ kind: 'staff', role: 'mediator' });
  });

  it('refuses with a sentence in both languages and the article', async () => {
    const before = await at.count();
    const refused = await jingui.post(commands(id), {
      type: 'applyForMediation',
      body: at.seed.orgs.street,
      for: 'W1',
    });
    expect(refused.status).toBe(409);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    const problem = answers.problem.parse(refused.body);
    expect(problem).toMatchObject({ code: 'already-running', status: 409 });
    expect(problem.detail.zh).toMatch(/[一-龥]/);
    expect(problem.detail.en).toMatch(/mediation/i);
    expect(problem.article).toBeTruthy();
    expect(await at.count()).toEqual(before);
  });

  it('leaves what only a party may do to the party', async () => {
    const refused = await jingui.post(commands(id), { type: 'withdraw' });
    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe('not-yours');
  });

  it('shows its clocks with article and light, and explains each, checked by a second reckoning', async () => {
    const shown = await jingui.get(`/api/v1/cases/${id}`);
    const view = answers.caseView.parse(shown.body);
    expect(view.clocks.length).toBeGreaterThan(0);
    for (const clock of view.clocks) {
      const explained = await jingui.get(`/api/v1/cases/${id}/clocks/${clock.no}`);
      const { verified, words, contradictions } = answers.derivationView.parse(explained.body);
      expect(contradictions).toEqual([]);
      expect(verified).toBe(true);
      expect(words.zh.length).toBeGreaterThan(1);
      expect(words.en.length).toBe(words.zh.length);
    }
    expect((await jingui.get(`/api/v1/cases/${id}/clocks/99`)).status).toBe(404);
  });

  it('tells what may be done now, why not, and by which article', async () => {
    const { actions } = answers.actionList.parse((await jingui.get(`/api/v1/cases/${id}/actions`)).body);
    const of = (command: string) => actions.find((action) => action.command === command);
    expect(of('settle')).toMatchObject({ allowed: true, capacity: { kind: 'staff', role: 'mediator' } });
    expect(of('applyForMediation')).toMatchObject({ allowed: false, code: 'already-running' });
    for (const action of actions) expect(action.name.zh && action.name.en && action.article).toBeTruthy();
    const name = { zh: '申请人撤回', en: 'The applicant withdrew' };
    expect(of('withdraw')?.reasons[0]).toEqual({ code: 'applicant-withdrew', name });
  });

  it('foresees what time will do if nobody acts', async () => {
    const { acts } = answers.forecastView.parse((await jingui.get(`/api/v1/cases/${id}/forecast`)).body);
    expect(acts.length).toBeGreaterThan(2);
    expect(acts.map((act) => act.at)).toEqual(acts.map((act) => act.at).toSorted());
    expect(acts.some((act) => act.what === 'lapse' && act.moves.some((move) => move.to === 'lapsed'))).toBe(true);
    expect(acts.every((act) => act.name.zh !== '')).toBe(true);
  });

  it('gives its record in pages', async () => {
    const all = answers.eventPage.parse((await jingui.get(`/api/v1/cases/${id}/events`)).body);
    expect(all.events.map((event) => event.seq)).toEqual(all.events.map((_, i) => i + 1));
    const first = answers.eventPage.parse((await jingui.get(`/api/v1/cases/${id}/events?limit=2`)).body);
    expect(first.next).toBe(2);
    const rest = await jingui.get(`/api/v1/cases/${id}/events?after=2`);
    expect([...first.events, ...rest.body.events]).toEqual(all.events);
  });

  it('is listed with filters, in signed pages', async () => {
    for (let n = 2; n <= 6; n += 1) {
      expect((await street.post('/api/v1/cases', filing(at.seed, {}, n))).status).toBe(201);
    }
    const all = answers.casePage.parse((await street.get('/api/v1/cases')).body);
    expect(all.cases).toHaveLength(6);
    expect(all.cases[0]?.parties[0]?.name).toBe('测试***');
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = answers.casePage.parse((await street.get(`/api/v1/cases?limit=4${cursor}`)).body);
      seen.push(...page.cases.map((row) => row.id));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toEqual(all.cases.map((row) => row.id));
    const only = async (query: string) =>
      (await street.get(`/api/v1/cases?${query}`)).body.cases.map((c: { id: string }) => c.id);
    expect(await only('level=community')).toEqual([id]);
    expect(await only('level=court')).toEqual([]);
    expect(await only('state=accepted')).toEqual([id]);
    expect(await only(`org=${at.seed.orgs.jingui}`)).toHaveLength(6);
    expect(await only(`q=${opened.caseNo.slice(-6)}`)).toEqual([id]);
    expect(await only(`q=${encodeURIComponent('演示餐饮')}`)).toHaveLength(6);
    expect(await only('q=13800000003')).toHaveLength(1);
    expect(await only('q=138000000')).toEqual([]);
    expect(await only(`q=${encodeURIComponent("%_'; drop table cases; --")}`)).toEqual([]);
    expect(await only('sort=due')).toHaveLength(6);
    expect(await only('dueBefore=2020-01-01')).toEqual([]);
    expect(await only('light=red')).toEqual([]);
    const waiting = all.cases.filter((row) => row.provisional).map((row) => row.id);
    expect(await only('provisional=true')).toEqual(waiting);
    expect(await only('provisional=false')).toHaveLength(6 - waiting.length);
    expect(await only('assignee=me')).toEqual([]);
  });

  it('takes back only its own cursor', async () => {
    const { next } = (await street.get('/api/v1/cases?limit=4')).body;
    const other = await at.as('district.supervisor');
    expect((await other.get(`/api/v1/cases?limit=4&cursor=${next}`)).status).toBe(422);
    expect((await street.get(`/api/v1/cases?limit=4&light=green&cursor=${next}`)).status).toBe(422);
    expect((await street.get(`/api/v1/cases?cursor=${next.slice(0, -2)}AA`)).status).toBe(422);
  });

  it('is resembled by an earlier case of the same worker and employer, which is only said', async () => {
    const again = await street.post('/api/v1/cases', filing(at.seed, {}, 1));
    expect(again.status).toBe(201);
    expect(again.body.resembling.map((c: { caseNo: string }) => c.caseNo)).toEqual([opened.caseNo]);
  });

  it('counts to the farthest day that may be named without keeping anybody waiting', async () => {
    const filed = await street.post(
      '/api/v1/cases',
      filing(at.seed, { entry: { type: 'requestNegotiation', for: 'W1' } }, 30),
    );
    const path = commands(filed.body.id);
    await street.post(path, { type: 'consent', for: 'E1' });
    const far = await street.post(path, { type: 'agreePeriod', until: '2099-12-31', for: 'W1' });
    expect([200, 409], far.text).toContain(far.status);
    expect((await street.get(`/api/v1/cases/${filed.body.id}/forecast`)).status).toBe(200);
    const clocks: { no: number }[] = (await street.get(`/api/v1/cases/${filed.body.id}`)).body.clocks;
    for (const { no } of clocks) {
      expect((await street.get(`/api/v1/cases/${filed.body.id}/clocks/${no}`)).body.verified).toBe(true);
      const start = await street.post(path, {
        type: 'correctStart',
        clock: no,
        start: '1990-01-01',
        reason: 'wrong-day',
      });
      expect(start.status, start.text).toBeLessThan(500);
      const extended = await street.post(path, { type: 'extend', clock: no, n: 3_660, reason: 'by-law' });
      expect(extended.status, extended.text).toBeLessThan(500);
    }
    expect((await street.get(`/api/v1/cases/${filed.body.id}`)).status).toBe(200);
    expect((await street.get(`/api/v1/cases/${filed.body.id}/actions`)).status).toBe(200);
  });

  it('takes a first step with its filing', async () => {
    const body = filing(at.seed, { entry: { type: 'applyForArbitration', for: 'W1' } }, 7);
    const answer = await street.post('/api/v1/cases', body, 'entry-key-1');
    expect(answer.body.entry).toEqual({ recorded: true, problem: null });
    expect(answer.body.case.level).toBe('arbitration');
    expect((await street.post('/api/v1/cases', body, 'entry-key-1')).body).toEqual(answer.body);
    const refused = await street.post('/api/v1/cases', filing(at.seed, { entry: { type: 'fileSuit', for: 'W1' } }, 8));
    expect(refused.status).toBe(201);
    expect(refused.body.entry).toMatchObject({ recorded: false, problem: { code: 'suit-locked' } });
  });

  it('gives a to-do to whoever must act', async () => {
    const mine = answers.taskPage.parse((await jingui.get('/api/v1/tasks')).body);
    expect(mine.tasks.map((task) => task.caseId)).toContain(id);
    expect(mine.tasks[0]?.stateName?.zh).toBe('调解中');
    const units = answers.taskPage.parse((await street.get('/api/v1/tasks?scope=unit&limit=3')).body);
    expect(units.tasks).toHaveLength(3);
    const rest = await street.get(`/api/v1/tasks?scope=unit&limit=200&cursor=${units.next}`);
    const whole = await street.get('/api/v1/tasks?scope=unit&limit=200');
    expect([...units.tasks, ...rest.body.tasks]).toEqual(whole.body.tasks);
  });

  it('shows personal data in the clear only with a reason, and notes the look', async () => {
    const before = await at.count();
    expect((await jingui.post(`/api/v1/cases/${id}/unmask`, {})).status).toBe(422);
    expect(await at.count()).toEqual(before);
    const shown = await jingui.post(`/api/v1/cases/${id}/unmask`, { reason: '核对身份' });
    expect(shown.status, shown.text).toBe(200);
    expect(answers.unmaskedView.parse(shown.body).parties[0]?.phone).toBe('13800000001');
    expect((await at.count()).looks).toBe((before.looks ?? 0) + 1);
  });

  it('lets a worker follow it by number and code, naming nobody', async () => {
    const ask = (caseNo: string, code: string) =>
      at.nobody.get(`/api/v1/public/progress?caseNo=${encodeURIComponent(caseNo)}&code=${code}`);
    const seen = await ask(opened.caseNo, opened.trackingCode.toLowerCase().replaceAll('-', ''));
    expect(seen.status, seen.text).toBe(200);
    const progress = answers.progressView.parse(seen.body);
    expect(progress.stage.zh).toBe('调解:调解中');
    expect(seen.text).not.toContain('测试工人');
    expect(seen.text).not.toContain('演示餐饮');
    const wrongCode = await ask(opened.caseNo, 'AAAA-AAAA-AAAA-AAAA');
    const wrongNumber = await ask('解2026-999999', opened.trackingCode);
    expect([wrongCode.status, wrongNumber.status]).toEqual([404, 404]);
    expect({ ...wrongCode.body, requestId: '' }).toEqual({ ...wrongNumber.body, requestId: '' });
    const guesses = await Promise.all(Array.from({ length: 30 }, () => ask(opened.caseNo, 'BBBB-BBBB-BBBB-BBBB')));
    expect(guesses.filter((guess) => guess.status === 429).length).toBeGreaterThan(5);
    expect(guesses.find((guess) => guess.status === 429)?.headers.get('retry-after')).toMatch(/^\d+$/);
  });
});

describe('a drill', () => {
  it('moves legal time, after which the case has moved by itself, and shows the case as it stood', async () => {
    const begun = await street.post('/api/v1/drill/timelines', { on: '2026-03-02', time: '09:00', dayMs: 86_400_000 });
    expect(begun.status, begun.text).toBe(201);
    const timeline = answers.timelineView.parse(begun.body);
    const facts = { ...filing(at.seed).facts, knownOn: '2026-02-01' };
    const filed = await street.post('/api/v1/cases', filing(at.seed, { facts, timeline: timeline.id }, 9));
    expect(filed.status, filed.text).toBe(201);
    const drill = filed.body.id;
    expect(filed.body.case.openedOn).toBe('2026-03-02');
    expect((await street.post(commands(drill), { type: 'requestNegotiation', for: 'W1' })).status).toBe(200);
    const path = `/api/v1/drill/timelines/${timeline.id}`;
    const moved = await street.post(path, { on: '2026-03-20', time: '09:00' });
    expect(moved.body).toMatchObject({ cases: 1 });
    expect((await street.post(path, { on: '2026-03-10' })).status).toBe(422);
    expect((await street.get(path)).body.legalNow.slice(0, 10)).toBe('2026-03-20');
    expect((await street.get('/api/v1/drill/timelines/1')).status).toBe(404);
    // Any command first lets time do what is due.
    const noted = await street.post(commands(drill), { type: 'note', note: '回访' });
    expect(noted.body.events.map((event: { type: string }) => event.type)).toContain('lapse');
    // Told late, as after an outage: the record says by how much.
    const kept = answers.eventPage.parse((await street.get(`/api/v1/cases/${drill}/events`)).body).events;
    const lapse = kept.find((event) => event.type === 'lapse');
    const behind = Date.parse('2026-03-20T09:00:00+08:00') - Date.parse(String(lapse?.at));
    expect(lapse?.lateMs).toBeGreaterThanOrEqual(behind);
    expect(kept.at(-1)?.lateMs).toBe(0);
    const then = await street.get(`/api/v1/cases/${drill}?at=2026-03-02`);
    expect(then.body).toMatchObject({ asOf: '2026-03-02', seq: 2 });
    expect(then.body.proceedings[0].state).not.toBe(noted.body.case.proceedings[0].state);
    expect((await street.get(`/api/v1/cases/${drill}?at=2026-03-01`)).status).toBe(404);
    expect((await street.get(`/api/v1/cases/${drill}?at=2026-04-01`)).status).toBe(422);
  });
});

it('keeps from who decides what was said to reach an agreement (协商调解规定 第十一条)', async () => {
  const registrar = await at.as('street.registrar');
  const mediator = await at.as('jingui.mediator');
  const filed = await registrar.post('/api/v1/cases', filing(at.seed, {}, 77));
  const commands = `/api/v1/cases/${filed.body.id}/commands`;
  const give = async (client: Client, body: object) =>
    expect((await client.post(commands, body)).body.code ?? 'done').toBe('done');
  await give(registrar, { type: 'applyForMediation', body: at.seed.orgs.jingui, for: 'W1', note: '入门时说的' });
  await give(mediator, { type: 'consent', for: 'E1', note: '让步八千' });
  await give(mediator, { type: 'note', note: '底线六千' });
  await give(registrar, { type: 'applyForArbitration', for: 'W1', note: '仲裁时说的' });
  const said = async (client: Client) => (await client.get(`/api/v1/cases/${filed.body.id}/events`)).text;
  const tribunal = await said(await at.as('commission.arbitrator'));
  expect(tribunal).toContain('仲裁时说的');
  for (const words of ['入门时说的', '让步八千', '底线六千']) expect(tribunal).not.toContain(words);
  expect(await said(mediator)).toContain('让步八千');
});
