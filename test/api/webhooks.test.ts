// Webhooks over HTTP: who may propose and who approve them, where they may go, the secret once, every act noted, and the
// answers as the contract has them.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../api/schemas/webhooks.ts';
import { type Client, type Stage, stage } from './stage.ts';

const PATH = '/api/v1/webhooks';
const TRUSTED = 'https://127.0.0.1:9443';
let at: Stage;
let admin: Client;
/** Of the same district, and answers for what leaves it. */
let deputy: Client;

beforeAll(async () => {
  at = await stage({ trustedOrigins: [TRUSTED] });
  admin = await at.as('district.admin');
  deputy = await at.as('district.deputy-director');
});
afterAll(() => at.close());

const asked = (more: object = {}) => ({ org: at.seed.orgs.district, url: `${TRUSTED}/hook`, ...more });

async function made(more: object = {}): Promise<string> {
  const answer = await admin.post(PATH, asked(more));
  expect(answer.status, answer.text).toBe(201);
  return schemas.webhookMade.parse(answer.body).id;
}

const approval = (id: string, who: Client, url = `${TRUSTED}/hook`) =>
  who.post(`${PATH}/${id}/approval`, { approved: true, url });

async function running(): Promise<string> {
  const id = await made();
  const answer = await approval(id, deputy);
  expect(answer.status, answer.text).toBe(200);
  return id;
}

describe('webhooks', () => {
  it('are proposed by an administrator; the secret is told once, and again only to the same request', async () => {
    const key = randomUUID();
    const first = await admin.post(PATH, asked({ types: ['note', 'lapse', 'note'] }), key);
    expect(first.status, first.text).toBe(201);
    const { id, secret } = schemas.webhookMade.parse(first.body);
    if (secret === null) throw new Error('no secret');
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await admin.post(PATH, asked({ types: ['note', 'lapse'] }), key)).body).toEqual(first.body);
    expect((await admin.post(PATH, asked(), key)).body.code).toBe('key-reused');
    const one = await admin.get(`${PATH}/${id}`);
    expect(schemas.webhookView.parse(one.body)).toMatchObject({
      state: 'proposed',
      nextUrl: `${TRUSTED}/hook`,
      formerSecretUntil: null,
      heldUntil: null,
      types: ['lapse', 'note'],
      waiting: 0,
      oldest: null,
      deadLetters: 0,
    });
    expect(one.text).not.toContain(secret.slice(6));
    expect(schemas.webhookList.parse((await admin.get(PATH)).body).webhooks.map((w) => w.id)).toContain(id);
    expect(at.logged.join('')).not.toContain(secret.slice(6));
  });

  it.each([
    'http://receiver.example/',
    'https://127.0.0.1/',
    'https://127.0.0.1:9444/hook',
    'https://localhost/',
    'https://[::ffff:10.0.0.1]/',
    'https://user@receiver.example/',
    'file:///etc/passwd',
  ])('do not go to %s', async (url) => {
    const answer = await admin.post(PATH, asked({ url }));
    expect([answer.status, answer.body.errors?.[0]?.at]).toEqual([422, '/url']);
  });

  it('move only to where they may go', async () => {
    const id = await running();
    const answer = await admin.post(`${PATH}/${id}/address`, { url: 'https://10.0.0.1/' });
    expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([422, 'address-not-public']);
  });

  it('need a second person, who sees what is approved; each act is noted with who did it', async () => {
    const id = await made();
    const own = await approval(id, admin);
    expect([own.status, own.body.code]).toEqual([403, 'own-proposal']);
    const other = await approval(id, deputy, `${TRUSTED}/unseen`);
    expect([other.status, other.body.code]).toEqual([409, 'nothing-awaits']);
    const early = await admin.post(`${PATH}/${id}/state`, { state: 'active' });
    expect([early.status, early.body.code]).toEqual([409, 'not-approved']);
    expect(schemas.webhookAct.parse((await approval(id, deputy)).body)).toMatchObject({ act: 'approve', webhook: id });
    expect((await approval(id, deputy)).body.code).toBe('nothing-awaits');
    const moved = await admin.post(`${PATH}/${id}/address`, { url: `${TRUSTED}/new` });
    expect(schemas.webhookAct.parse(moved.body)).toMatchObject({ act: 'move', asked: { url: `${TRUSTED}/new` } });
    const before = schemas.webhookView.parse((await deputy.get(`${PATH}/${id}`)).body);
    expect(before).toMatchObject({ state: 'active', url: `${TRUSTED}/hook`, nextUrl: `${TRUSTED}/new` });
    expect(before.askedBy).toBe(moved.body.person);
    expect((await approval(id, deputy, `${TRUSTED}/new`)).status).toBe(200);
    const after = schemas.webhookView.parse((await admin.get(`${PATH}/${id}`)).body);
    expect(after).toMatchObject({ url: `${TRUSTED}/new`, nextUrl: null, askedBy: null });
    expect((await admin.send('DELETE', `${PATH}/${id}`)).status).toBe(204);
    const auditor = await at.as('district.auditor');
    const { acts } = schemas.actList.parse((await auditor.get(`${PATH}/${id}/acts`)).body);
    expect(acts.map(({ act }) => act)).toEqual(['delete', 'approve', 'move', 'approve', 'propose']);
    expect(new Set(acts.map(({ person }) => person)).size).toBe(2);
    await expect(at.fresh.db.orm.execute(sql`delete from webhook_acts`)).rejects.toThrow();
  });

  it('are gone when their first address is declined', async () => {
    const id = await made();
    const no = await deputy.post(`${PATH}/${id}/approval`, { approved: false, url: `${TRUSTED}/hook` });
    expect(schemas.webhookAct.parse(no.body).act).toBe('decline');
    expect((await admin.get(`${PATH}/${id}`)).status).toBe(404);
  });

  it('change their secret; the one before signs for a day unless told otherwise', async () => {
    const id = await running();
    const { secret } = schemas.webhookRotated.parse((await admin.post(`${PATH}/${id}/secret`, {})).body);
    expect(secret).toMatch(/^whsec_/);
    const until = schemas.webhookView.parse((await admin.get(`${PATH}/${id}`)).body).formerSecretUntil;
    expect(Math.round((Date.parse(until ?? '') - Date.now()) / 3_600_000)).toBe(24);
    await admin.post(`${PATH}/${id}/secret`, { overlapHours: 0 });
    expect((await admin.get(`${PATH}/${id}`)).body.formerSecretUntil).toBeNull();
    expect((await admin.post(`${PATH}/${id}/secret`, { overlapHours: 169 })).status).toBe(422);
    expect(at.logged.join('')).not.toContain(secret?.slice(6));
  });

  it('know only types that there are', async () => {
    expect((await admin.post(PATH, asked({ types: ['password'] }))).status).toBe(422);
  });

  it('are read by auditors and heads, set by administrators alone, and unseen by everybody else', async () => {
    const id = await made();
    const auditor = await at.as('district.auditor');
    expect((await auditor.get(`${PATH}/${id}`)).status).toBe(200);
    const mediator = await at.as('heping.mediator');
    for (const who of [auditor, mediator]) expect((await approval(id, who)).status).toBe(403);
    expect((await mediator.get(`${PATH}/${id}/acts`)).status).toBe(403);
    expect((await admin.get(`${PATH}/${randomUUID()}/acts`)).status).toBe(404);
    for (const who of [auditor, mediator, deputy]) {
      expect((await who.post(PATH, asked())).status).toBe(403);
      expect((await who.post(`${PATH}/${id}/state`, { state: 'paused' })).status).toBe(403);
      expect((await who.post(`${PATH}/${id}/address`, { url: `${TRUSTED}/x` })).status).toBe(403);
      expect((await who.post(`${PATH}/${id}/secret`, {})).status).toBe(403);
      expect((await who.post(`${PATH}/${id}/replay`, { what: 'all' })).status).toBe(403);
      expect((await who.send('DELETE', `${PATH}/${id}`)).status).toBe(403);
    }
    expect((await mediator.get(PATH)).status).toBe(403);
    expect((await at.nobody.get(PATH)).status).toBe(401);
    expect((await admin.get(`${PATH}/${randomUUID()}`)).status).toBe(404);
    expect((await admin.post(PATH, asked({ org: randomUUID() }))).status).toBe(404);
  });

  it('are paused and go on, list what was given up page by page, send it again, and go', async () => {
    const id = await running();
    const paused = await admin.post(`${PATH}/${id}/state`, { state: 'paused' });
    expect(schemas.webhookAct.parse(paused.body).act).toBe('pause');
    expect((await admin.get(`${PATH}/${id}`)).body.state).toBe('paused');
    const caseId = randomUUID();
    await at.fresh.db.orm.execute(sql`insert into webhook_lanes (webhook, case_id, seq, head, since, next_try_at)
      values (${id}, ${caseId}, 3, 3, now(), now())`);
    await at.fresh.db.orm.execute(sql`insert into webhook_dead_letters
      select ${id}, ${caseId}, n, 20, 'refused', now() from generate_series(1, 3) n`);
    const first = schemas.deadList.parse((await admin.get(`${PATH}/${id}/dead-letters?limit=2`)).body);
    expect(first.deadLetters.map(({ seq }) => seq)).toEqual([1, 2]);
    const rest = await admin.get(`${PATH}/${id}/dead-letters?limit=2&cursor=${first.next}`);
    expect(schemas.deadList.parse(rest.body)).toMatchObject({ deadLetters: [{ seq: 3 }], next: null });
    const again = (body: object) => admin.post(`${PATH}/${id}/replay`, body);
    expect((await again({ what: 'one', caseId, seq: 9 })).status).toBe(404);
    expect((await again({ what: 'from', caseId: randomUUID(), seq: 1 })).status).toBe(404);
    expect((await again({ what: 'one', caseId, seq: 2 })).status).toBe(202);
    expect((await again({ what: 'all' })).status).toBe(202);
    expect((await again({ what: 'from', caseId, seq: 2 })).status).toBe(202);
    expect((await admin.get(`${PATH}/${id}`)).body).toMatchObject({ waiting: 1, deadLetters: 1 });
    expect(schemas.attemptList.parse((await admin.get(`${PATH}/${id}/attempts?case=${caseId}`)).body).attempts).toEqual(
      [],
    );
    expect((await admin.send('DELETE', `${PATH}/${id}`)).status).toBe(204);
    expect((await admin.get(`${PATH}/${id}`)).status).toBe(404);
  });
});
