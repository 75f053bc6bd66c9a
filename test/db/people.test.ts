// Signing in on a real database: lockout that releases itself, nothing given away, sessions that end.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../db/connection.ts';
import { isDuplicate } from '../../db/failure.ts';
import { addOrganisation } from '../../db/organisations.ts';
import {
  appoint,
  createPerson,
  deactivate,
  endSession,
  firstAdministrator,
  knowsPassword,
  type SignIn,
  sessionOf,
  sessionsOf,
  setPassword,
  signIn,
  signOut,
  WeakPassword,
} from '../../db/people.ts';
import { installation } from '../../db/settings.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

const PASSWORD = 'correct horse battery';
let fresh: FreshDatabase;
let person: string;

beforeAll(async () => {
  fresh = await freshDatabase(24);
  person = await createPerson(fresh.db.orm, { username: 'Wang', name: '王某（演示）', password: PASSWORD });
});
afterAll(() => fresh.drop());

const tryAs = (username: string, password: string): Promise<SignIn> => signIn(fresh.db, { username, password });

async function token(username = 'wang', password = PASSWORD): Promise<string> {
  const answer = await tryAs(username, password);
  if (!('token' in answer)) throw new Error(`not signed in: ${answer.refused}`);
  return answer.token;
}

/** Makes what happened so far older by that much. */
async function age(interval: string): Promise<void> {
  const by = sql.raw(`interval '${interval}'`);
  await fresh.db.orm.execute(sql`update sign_in_attempts set last_at = last_at - ${by}`);
  await fresh.db.orm.execute(sql`update sessions set created_at = created_at - ${by}, seen_at = seen_at - ${by}`);
}

describe('signing in', () => {
  it('gives a token of 256 bits that stands nowhere in the database', async () => {
    const given = await token('  ＷＡＮＧ ');
    expect(Buffer.from(given, 'base64url')).toHaveLength(32);
    expect((await sessionOf(fresh.db.orm, given))?.person).toMatchObject({ id: person, username: 'wang', offices: [] });
    const stored = await rows(fresh.db.orm, sql`select s.*, token_hash::text as hash from sessions s`);
    expect(JSON.stringify(stored)).not.toContain(given);
    expect(await sessionOf(fresh.db.orm, `${given.slice(0, -1)}_`)).toBeNull();
  });

  it('stores argon2id with 19 MiB and two passes', async () => {
    const [found] = await rows(fresh.db.orm, sql`select password_hash as hash from people where id = ${person}`);
    expect(found?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('ends the session that the browser came with', async () => {
    const former = await token();
    const answer = await signIn(fresh.db, { username: 'wang', password: PASSWORD, former });
    expect(answer).toHaveProperty('token');
    expect(await sessionOf(fresh.db.orm, former)).toBeNull();
  });

  it('refuses a person who is inactive or has no password, like a wrong one', async () => {
    const silent = await createPerson(fresh.db.orm, { username: 'silent', name: '某人（演示）', password: null });
    expect(await tryAs('silent', PASSWORD)).toEqual({ refused: 'wrong' });
    await setPassword(fresh.db, silent, PASSWORD);
    const given = await token('silent');
    await deactivate(fresh.db, silent);
    expect(await sessionOf(fresh.db.orm, given)).toBeNull();
    expect(await tryAs('silent', PASSWORD)).toEqual({ refused: 'wrong' });
  });

  it('takes names and passwords of any kind without failing', async () => {
    for (const odd of ['', '\0', '\ud800', 'x'.repeat(100_000), "' or 1=1 --", '王'.repeat(3_000)]) {
      expect(await tryAs(odd, odd)).toEqual({ refused: 'wrong' });
    }
  });
});

describe('lockout', () => {
  const WAIT = { refused: 'wait', waitMs: expect.any(Number) };

  it('lets five of many tries at once through, whether or not the name exists', async () => {
    await createPerson(fresh.db.orm, { username: 'li', name: '李某（演示）', password: PASSWORD });
    for (const name of ['li', 'nobody-of-that-name']) {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => tryAs(name, `wrong password ${i}`)));
      expect(answers.filter((answer) => 'refused' in answer && answer.refused === 'wrong')).toHaveLength(5);
      expect(answers.filter((answer) => 'waitMs' in answer)).toHaveLength(15);
    }
  });

  it('holds against the right password, grows, releases itself, and forgets after a success', async () => {
    expect(await tryAs('li', PASSWORD)).toEqual(WAIT);
    await age('31 seconds');
    expect(await tryAs('li', 'wrong once more')).toEqual({ refused: 'wrong' });
    await age('31 seconds');
    const grown = await tryAs('li', PASSWORD);
    expect(grown).toEqual(WAIT);
    expect('waitMs' in grown && grown.waitMs).toBeGreaterThan(25_000);
    await age('30 seconds');
    await token('li');
    expect(await tryAs('li', 'wrong again')).toEqual({ refused: 'wrong' });
    await token('li');
  });

  it('is never longer than a quarter of an hour, and tries while waiting do not prolong it', async () => {
    for (let i = 0; i < 14; i += 1) {
      await tryAs('nobody-of-that-name', 'x');
      await age('15 minutes');
    }
    await tryAs('nobody-of-that-name', 'x');
    const first = await tryAs('nobody-of-that-name', 'x');
    expect('waitMs' in first && first.waitMs).toBeLessThanOrEqual(900_000);
    await age('10 minutes');
    await tryAs('nobody-of-that-name', 'x');
    await age('5 minutes');
    expect(await tryAs('nobody-of-that-name', 'x')).toEqual({ refused: 'wrong' });
  });
});

describe('a session', () => {
  it('ends after thirty idle minutes, and lives on when used', async () => {
    const given = await token();
    await age('29 minutes');
    expect(await sessionOf(fresh.db.orm, given)).not.toBeNull();
    await age('29 minutes');
    expect(await sessionOf(fresh.db.orm, given)).not.toBeNull();
    await age('31 minutes');
    expect(await sessionOf(fresh.db.orm, given)).toBeNull();
  });

  it('ends after twelve hours however busy', async () => {
    const given = await token();
    for (let i = 0; i < 24; i += 1) {
      await age('29 minutes');
      expect(await sessionOf(fresh.db.orm, given), `after ${29 * (i + 1)} minutes`).not.toBeNull();
    }
    await age('25 minutes');
    expect(await sessionOf(fresh.db.orm, given)).toBeNull();
  });

  it('is listed, can be ended alone, and only by its person', async () => {
    const [first, second] = [await token(), await token()];
    const one = await sessionOf(fresh.db.orm, first);
    const stranger = await createPerson(fresh.db.orm, { username: 'zhao', name: '赵某（演示）', password: null });
    expect((await sessionsOf(fresh.db.orm, person)).map(({ id }) => id)).toContain(one?.id);
    expect(await endSession(fresh.db.orm, stranger, one?.id ?? '')).toBe(false);
    expect(await endSession(fresh.db.orm, person, one?.id ?? '')).toBe(true);
    expect(await sessionOf(fresh.db.orm, first)).toBeNull();
    expect(await sessionOf(fresh.db.orm, second)).not.toBeNull();
    await signOut(fresh.db.orm, second);
    expect(await sessionOf(fresh.db.orm, second)).toBeNull();
  });

  it('ends with a new password, but for the one that set it', async () => {
    const [kept, lost] = [await token(), await token()];
    const keep = await sessionOf(fresh.db.orm, kept);
    await setPassword(fresh.db, person, 'another good password', keep?.id);
    expect(await sessionOf(fresh.db.orm, kept)).not.toBeNull();
    expect(await sessionOf(fresh.db.orm, lost)).toBeNull();
    expect(await knowsPassword(fresh.db.orm, person, PASSWORD)).toBe(false);
    expect(await knowsPassword(fresh.db.orm, person, 'another good password')).toBe(true);
    await setPassword(fresh.db, person, PASSWORD);
  });

  it("shows today's offices", async () => {
    const org = await addOrganisation(fresh.db.orm, { kind: 'district', name: '某区（演示）' });
    const given = await token();
    await appoint(fresh.db.orm, person, { role: 'mediator', org });
    expect((await sessionOf(fresh.db.orm, given))?.person.offices).toEqual([{ role: 'mediator', org }]);
  });
});

describe('accounts', () => {
  it('refuse short passwords and names that are taken in another spelling', async () => {
    const named = (username: string, password: string) =>
      createPerson(fresh.db.orm, { username, name: '某人（演示）', password });
    await expect(named('new', 'elevenchars')).rejects.toThrow(WeakPassword);
    await expect(named('new', 'x'.repeat(129))).rejects.toThrow(WeakPassword);
    const taken: unknown = await named('ＷＡＮＧ', PASSWORD).catch((error: unknown) => error);
    expect(isDuplicate(taken)).toBe(true);
  });

  it('begin with one administrator, however many processes start together', async () => {
    const empty = await freshDatabase();
    const made = await Promise.all(Array.from({ length: 4 }, () => firstAdministrator(empty.db)));
    const [admin, ...others] = made.filter((answer) => answer !== null);
    expect(others).toEqual([]);
    expect(admin?.password.length).toBeGreaterThanOrEqual(20);
    const answer = await signIn(empty.db, { username: admin?.username ?? '', password: admin?.password ?? '' });
    expect(answer).toMatchObject({ signedIn: { person: { offices: [{ role: 'admin' }] } } });
    expect(await firstAdministrator(empty.db, 'given password')).toBeNull();
    await empty.drop();
  });

  it('take the first password from the configuration', async () => {
    const empty = await freshDatabase();
    expect(await firstAdministrator(empty.db, 'given password')).toEqual({
      username: 'admin',
      password: 'given password',
    });
    await empty.drop();
  });
});

describe('the installation', () => {
  it('has one id for all who ask', async () => {
    const asked = await Promise.all(Array.from({ length: 4 }, () => installation(fresh.db)));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(asked[0]).toEqual({ id: expect.stringMatching(/^[0-9a-f]{8}$/), original: true });
    await fresh.db.orm.execute(sql`update settings set cluster_id = '1'`);
    expect((await installation(fresh.db)).original).toBe(false);
  });
});
