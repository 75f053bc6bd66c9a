// Webhooks over HTTP: who may set them, where they may go, the secret once, and the answers as the contract has them.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../api/schemas/webhooks.ts';
import { type Client, type Stage, stage } from './stage.ts';

const PATH = '/api/v1/webhooks';
const TRUSTED = 'https://127.0.0.1:9443';
let at: Stage;
let admin: Client;

beforeAll(async () => {
  at = await stage({ trustedOrigins: [TRUSTED] });
  admin = await at.as('district.admin');
});
afterAll(() => at.close());

const asked = (more: object = {}) => ({ org: at.seed.orgs.district, url: `${TRUSTED}/hook`, ...more });

async function made(more: object = {}): Promise<string> {
  const answer = await admin.post(PATH, asked(more));
  expect(answer.status, answer.text).toBe(201);
  return schemas.webhookMade.parse(answer.body).id;
}

describe('webhooks', () => {
  it('are made by an administrator; the secret is told once, and again only to the same request', async () => {
    const key = randomUUID();
    const first = await admin.post(PATH, asked({ types: ['note', 'lapse', 'note'] }), key);
    expect(first.status, first.text).toBe(201);
    const { id, secret } = schemas.webhookMade.parse(first.body);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await admin.post(PATH, asked({ types: ['note', 'lapse'] }), key)).body).toEqual(first.body);
    expect((await admin.post(PATH, asked(), key)).body.code).toBe('key-reused');
    const one = await admin.get(`${PATH}/${id}`);
    expect(schemas.webhookView.parse(one.body)).toMatchObject({
      state: 'active',
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

  it('know only types that there are', async () => {
    expect((await admin.post(PATH, asked({ types: ['password'] }))).status).toBe(422);
  });

  it('are read by auditors, set by administrators alone, and unseen by everybody else', async () => {
    const id = await made();
    const auditor = await at.as('district.auditor');
    expect((await auditor.get(`${PATH}/${id}`)).status).toBe(200);
    const mediator = await at.as('heping.mediator');
    for (const who of [auditor, mediator]) {
      expect((await who.post(PATH, asked())).status).toBe(403);
      expect((await who.post(`${PATH}/${id}/state`, { state: 'paused' })).status).toBe(403);
      expect((await who.post(`${PATH}/${id}/replay`, { what: 'all' })).status).toBe(403);
      expect((await who.send('DELETE', `${PATH}/${id}`)).status).toBe(403);
    }
    expect((await mediator.get(PATH)).status).toBe(403);
    expect((await at.nobody.get(PATH)).status).toBe(401);
    expect((await admin.get(`${PATH}/${randomUUID()}`)).status).toBe(404);
    expect((await admin.post(PATH, asked({ org: randomUUID() }))).status).toBe(404);
  });

  it('are paused and go on, list what was given up page by page, send it again, and go', async () => {
    const id = await made();
    const paused = await admin.post(`${PATH}/${id}/state`, { state: 'paused' });
    expect(schemas.webhookView.parse(paused.body).state).toBe('paused');
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
