// Signing in: one answer for everything that is wrong, a lock that lets go, sessions that end, browsers that are not
// sent here by others.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionList, sessionView, signedInView } from '../../api/schemas/answers.ts';
import { signIn as signInAs } from '../../db/people.ts';
import { type Answer, type Stage, stage } from './stage.ts';

let at: Stage;
beforeAll(async () => {
  at = await stage();
});
afterAll(() => at.close());

const PATH = '/api/v1/session';
const signIn = (username: string, password: string, headers: Record<string, string> = {}) =>
  at.nobody.send('POST', PATH, {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ username, password }),
  });
const right = (office: string, headers: Record<string, string> = {}) =>
  signIn(`demo.${office}`, at.seed.password, headers);
const cookieOf = (answer: Answer): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('signing in', () => {
  it('gives a cookie that scripts cannot read and a token for programs', async () => {
    const answer = await right('street.mediator');
    expect(answer.status, answer.text).toBe(200);
    const { session, token } = signedInView.parse(answer.body);
    expect(session.person.offices).toMatchObject([{ role: 'mediator', org: { id: at.seed.orgs.street } }]);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^jiefen=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    const me = await at.client(token).get(PATH);
    expect(sessionView.parse(me.body)).toEqual(session);
    const byCookie = await at.nobody.get(PATH, { cookie: cookieOf(answer) });
    expect(byCookie.body).toEqual(session);
    expect(answer.text).not.toContain('argon2');
  });

  it('ends the session that came with it: no fixation', async () => {
    const first = await right('street.mediator');
    const again = await right('street.mediator', { cookie: cookieOf(first), 'sec-fetch-site': 'same-origin' });
    expect(again.body.token).not.toBe(first.body.token);
    expect((await at.client(first.body.token).get(PATH)).status).toBe(401);
  });

  it('answers an unknown name and a wrong password alike', async () => {
    const unknown = await signIn('nobody-of-that-name', 'wrong-password-1');
    const wrong = await signIn('demo.town.mediator', 'wrong-password-1');
    expect([unknown.status, wrong.status]).toEqual([401, 401]);
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
  });

  it('lets a name wait after five wrong tries, known or not, also with the right password', async () => {
    for (const username of ['demo.court.registrar', 'another-invented-name']) {
      const tries: Answer[] = [];
      for (let i = 0; i < 6; i += 1) tries.push(await signIn(username, `wrong-password-${i}`));
      expect(tries.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401, 429]);
      expect(Number(tries[5]?.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await right('court.registrar')).status).toBe(429);
  });

  it('lets one address fail only so often, over all processes, whatever names it tries', async () => {
    const second = await at.second();
    const tries = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        at.client('', i % 2 ? at.url : second.url).send('POST', PATH, {
          headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${i}` },
          body: JSON.stringify({ username: `invented-${i}`, password: 'wrong-password-1' }),
        }),
      ),
    );
    await second.close();
    const refused = tries.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(20);
    await at.fresh.db.orm.execute(sql`delete from rate_limits`);
  });
});

describe('a session', () => {
  it('ends on the server when it is signed out', async () => {
    const { body } = await right('heping.mediator');
    const client = at.client(body.token);
    expect((await client.send('DELETE', PATH)).status).toBe(204);
    expect((await client.get(PATH)).status).toBe(401);
  });

  it('ends after thirty idle minutes and after twelve hours', async () => {
    const idle = await right('heping.mediator');
    await at.fresh.db.orm.execute(sql`update sessions set seen_at = now() - interval '31 minutes'`);
    expect((await at.client(idle.body.token).get(PATH)).status).toBe(401);
    const old = await right('heping.mediator');
    await at.fresh.db.orm.execute(sql`update sessions set created_at = now() - interval '12 hours 1 minute'`);
    expect((await at.client(old.body.token).get(PATH)).status).toBe(401);
  });

  it('is listed beside the others of the person and can be ended from there, by the person alone', async () => {
    const [one, two, other] = [
      await right('town.mediator'),
      await right('town.mediator'),
      await right('park.mediator'),
    ];
    const mine = at.client(two.body.token);
    const { sessions } = sessionList.parse((await mine.get('/api/v1/sessions')).body);
    expect(sessions).toHaveLength(2);
    const [current, former] = [sessions.find((s) => s.current), sessions.find((s) => !s.current)];
    expect(current?.id).toBe(two.body.session.id);
    const path = `/api/v1/sessions/${former?.id}`;
    expect((await at.client(other.body.token).send('DELETE', path)).status).toBe(404);
    expect((await mine.send('DELETE', path)).status).toBe(204);
    expect((await at.client(one.body.token).get(PATH)).status).toBe(401);
  });

  it('is not found in an address', async () => {
    const { body } = await right('street.mediator');
    expect((await at.nobody.get(`/api/v1/cases?token=${body.token}`)).status).toBe(401);
  });
});

describe('a browser', () => {
  it('may write with its cookie from our own pages only', async () => {
    const signedIn = await right('street.mediator');
    const cookie = cookieOf(signedIn);
    const write = (headers: Record<string, string>) =>
      at.nobody.send('POST', '/api/v1/cases', {
        headers: { cookie, 'content-type': 'application/json', 'idempotency-key': 'browser-0001', ...headers },
        body: '{}',
      });
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${at.url}.evil.example` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: at.url },
      { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
      { origin: 'https://evil.example', authorization: `Bearer ${signedIn.body.token}` },
    ] as Record<string, string>[]) {
      const answer = await write(headers);
      expect([answer.status, answer.body.code], JSON.stringify(headers)).toEqual([403, 'cross-site']);
    }
    for (const headers of [{ origin: at.url }, { 'sec-fetch-site': 'same-origin' }] as Record<string, string>[]) {
      expect((await write(headers)).status, 'the empty filing is read').toBe(422);
    }
  });

  it('is not signed in from another site', async () => {
    expect((await right('street.mediator', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await right('street.mediator', { origin: 'https://evil.example' })).status).toBe(403);
  });
});

it('over TLS the cookie is bound to this host', async () => {
  const production = await stage({ tls: true });
  try {
    const answer = await production.nobody.send('POST', PATH, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'demo.street.mediator', password: production.seed.password }),
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-jiefen=[\w-]{43}; .*Path=\/; .*HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
    expect((await production.nobody.get(PATH, { cookie: `jiefen=${answer.body.token}` })).status).toBe(401);
  } finally {
    await production.close();
  }
});

it('neither passwords nor tokens nor codes come into the log', () => {
  const log = at.logged.join('');
  expect(log).not.toContain(at.seed.password);
  expect(log).not.toMatch(/wrong-password|jiefen=|Bearer|token=/);
});

/** Median milliseconds of tries with a wrong password. */
async function wrongTriesMs(usernames: readonly string[]): Promise<number> {
  const took: number[] = [];
  for (const username of usernames) {
    const began = performance.now();
    expect(await signInAs(at.fresh.db, { username, password: 'not the password' })).toEqual({ refused: 'wrong' });
    took.push(performance.now() - began);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0;
}

it('takes as long for a name without an account as for a wrong password', async () => {
  const known = at.seed.people.slice(-12).map(({ username }) => username);
  const unknown = known.map((username) => `${username}.nobody`);
  // Half of each, in turns: what else the machine does falls on both.
  const times = [await wrongTriesMs(known.slice(6)), await wrongTriesMs(unknown.slice(6))];
  times.push(await wrongTriesMs(unknown.slice(0, 6)), await wrongTriesMs(known.slice(0, 6)));
  const [a = 0, b = 0, c = 0, d = 0] = times;
  expect(b + c, times.join(' ')).toBeGreaterThan((a + d) / 2.5);
  expect(b + c, times.join(' ')).toBeLessThan((a + d) * 2.5);
});
