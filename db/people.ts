// The people who sign in: their accounts, the offices they hold, their sessions. The database clock decides every limit.
import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { CivilDate } from '../domain/calendar/civil-date.ts';
import type { OrgId } from '../domain/case.ts';
import { isWellFormed } from '../domain/identifiers.ts';
import type { StaffRole } from '../domain/roles.ts';
import { arrayOf } from './bulk.ts';
import { type Db, inTransaction, type Queries, rows } from './connection.ts';
import { gatherFor } from './gather.ts';
import { addOrganisation, forgetCopies } from './organisations.ts';
import { isAllowedPassword, isPassword, newPassword, passwordHash } from './passwords.ts';
import { organisations } from './schema/organisations.ts';
import { memberships, people, sessions, signInAttempts } from './schema/people.ts';
import { type Statement, statement } from './statement.ts';

/** An office that a person holds today. */
export interface Office {
  readonly role: StaffRole;
  readonly org: OrgId;
}

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly offices: readonly Office[];
}

export interface Session {
  readonly id: string;
  readonly person: Person;
}

/** A refused password and an unknown name are one and the same. */
export type SignIn =
  | { readonly signedIn: Session; readonly token: string }
  | { readonly refused: 'wrong' }
  | { readonly refused: 'wait'; readonly waitMs: number };

export class WeakPassword extends Error {
  override readonly name = 'WeakPassword';
}

const IDLE = '30 minutes';
const ABSOLUTE = '12 hours';
const alive: SQL = sql`${sessions.seenAt} > now() - ${IDLE}::interval and ${sessions.createdAt} > now() - ${ABSOLUTE}::interval`;

/** How a name is compared: NFKC, lower case, no spaces around it. */
export const foldedName = (username: string): string => username.normalize('NFKC').trim().toLowerCase();

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * @param password null: the person cannot sign in
 * @returns the person's id
 * @throws WeakPassword; a unique violation where the name is taken
 */
export async function createPerson(
  on: Queries,
  given: { readonly username: string; readonly name: string; readonly password: string | null },
): Promise<string> {
  const { username, name, password } = given;
  const id = uuidv7();
  const hash = password === null ? null : await hashed(password);
  await on.insert(people).values({ id, username: foldedName(username), name, passwordHash: hash });
  return id;
}

function hashed(password: string): Promise<string> {
  if (!isAllowedPassword(password)) throw new WeakPassword('a password has 12 to 128 characters');
  return passwordHash(password);
}

/** Ends all sessions of the person but `keep`. @throws WeakPassword */
export async function setPassword(db: Db, person: string, password: string, keep?: string): Promise<void> {
  const hash = await hashed(password);
  await inTransaction(db, async (tx) => {
    await tx.update(people).set({ passwordHash: hash }).where(eq(people.id, person));
    await endSessions(tx, person, keep);
  });
}

/** Whether it is the person's password. The caller limits the tries. */
export async function knowsPassword(on: Queries, person: string, password: string): Promise<boolean> {
  const [found] = await on.select({ hash: people.passwordHash }).from(people).where(eq(people.id, person));
  return isPassword(found?.hash ?? null, password);
}

/** The person keeps the name but can do nothing any more; all sessions end. */
export async function deactivate(db: Db, person: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.update(people).set({ active: false }).where(eq(people.id, person));
    await endSessions(tx, person);
  });
  forgetCopies(db);
}

/** @param from today when left out @returns the membership's id */
export async function appoint(
  on: Queries,
  person: string,
  office: Office,
  from?: CivilDate,
  to: CivilDate | null = null,
): Promise<string> {
  const id = uuidv7();
  const first = from === undefined ? sql`(now() at time zone 'Asia/Shanghai')::date` : sql`${from}`;
  await on.insert(memberships).values({ id, person, ...office, validFrom: first, validTo: to });
  return id;
}

/** @param to the first day on which the office is no longer held */
export async function endOffice(on: Queries, membership: string, to: CivilDate): Promise<void> {
  await on.update(memberships).set({ validTo: to }).where(eq(memberships.id, membership));
}

/**
 * Signs in with a new session, whatever token the browser brought (`former` ends). After five failed tries of one name
 * each further try must wait: 30 s, twice as long each time, at most a quarter of an hour; it passes by itself. Names
 * without an account are treated the same in words and in time.
 */
export async function signIn(
  db: Db,
  given: { readonly username: string; readonly password: string; readonly agent?: string; readonly former?: string },
): Promise<SignIn> {
  const username = foldedName(given.username);
  const account = sha256(username);
  const waitMs = await countTry(db, account);
  if (waitMs > 0) return { refused: 'wait', waitMs };
  const named = isWellFormed(username) ? eq(people.username, username) : sql`false`;
  const [found] = await db.orm.select().from(people).where(named);
  const right = await isPassword(found?.active ? found.passwordHash : null, given.password);
  if (!found || !right) return { refused: 'wrong' };
  const token = randomBytes(32).toString('base64url');
  await inTransaction(db, async (tx) => {
    await tx.delete(signInAttempts).where(sql`${signInAttempts.account} = ${bytes(account)} or ${FORGOTTEN}`);
    await tx.delete(sessions).where(sql`not (${alive})`);
    if (given.former !== undefined) await signOut(tx, given.former);
    const agent = given.agent && isWellFormed(given.agent) ? given.agent.slice(0, 200) : null;
    await tx.insert(sessions).values({ id: uuidv7(), tokenHash: sha256(token), person: found.id, agent });
  });
  const signedIn = await sessionOf(db.orm, token);
  // Deactivated between the password and here.
  return signedIn ? { signedIn, token } : { refused: 'wrong' };
}

const bytes = (hex: string): SQL => sql`decode(${hex}, 'hex')`;
const FORGOTTEN: SQL = sql`${signInAttempts.lastAt} < now() - interval '1 day'`;
/** Seconds from the last try to the next. */
const WAIT: SQL = sql`case when a.failures < 5 then 0 else least(30 * 2 ^ least(a.failures - 5, 10), 900) end`;

/**
 * Counts a try as failed before the password is looked at, so that tries at the same moment cannot slip through
 * together. A try that must wait is not counted: nobody can be kept out for longer than the wait.
 *
 * @returns milliseconds to wait; 0 when the try may go on
 */
async function countTry(db: Db, account: string): Promise<number> {
  const counted = await rows(
    db.orm,
    sql`insert into sign_in_attempts as a (account, failures, last_at) values (${bytes(account)}, 1, now())
      on conflict (account) do update set last_at = now(),
        failures = case when a.last_at < now() - interval '1 day' then 1 else a.failures + 1 end
      where a.last_at + ${WAIT} * interval '1 second' <= now()
      returning failures`,
  );
  if (counted.length > 0) return 0;
  const left = sql`select ceil(1000 * (${WAIT} - extract(epoch from now() - a.last_at)))::int as left
    from sign_in_attempts a where account = ${bytes(account)}`;
  const [wait] = await rows<{ left: number }>(db.orm, left);
  return Math.max(1, wait?.left ?? 1);
}

interface SessionRow extends Omit<Person, 'id'> {
  readonly id: string;
  readonly token: string;
  readonly person: string;
  readonly stale: boolean;
}

const aliveSessions: Statement<SessionRow> = statement(
  'sessions',
  `select s.id, encode(s.token_hash, 'hex') as token, s.person, p.username, p.name, s.seen_at < now() - interval '1 minute' as stale,
    coalesce((
      select jsonb_agg(jsonb_build_object('role', m.role, 'org', m.org) order by m.valid_from, m.id)
      from memberships m where m.person = p.id
        and (now() at time zone 'Asia/Shanghai')::date >= m.valid_from
        and (now() at time zone 'Asia/Shanghai')::date < coalesce(m.valid_to, 'infinity')), '[]') as offices
  from sessions s join people p on p.id = s.person
  where s.token_hash = any($1::bytea[]) and p.active
    and s.seen_at > now() - interval '${IDLE}' and s.created_at > now() - interval '${ABSOLUTE}'`,
);

/**
 * The session of a token, and who it is with today's offices; null when it is unknown, over, or the person inactive.
 * Those who ask at the same moment are looked up together.
 */
export const sessionOf: (on: Queries, token: string) => Promise<Session | null> = gatherFor(() => null, sessionsFound);

async function sessionsFound(on: Queries, tokens: readonly string[]): Promise<PromiseSettledResult<Session | null>[]> {
  const hashes = tokens.map(sha256);
  const found = await aliveSessions(on, arrayOf([...new Set(hashes)].map((hash) => `\\x${hash}`)));
  // Written at most once a minute, not with every request.
  const stale = found.flatMap(({ id, stale: old }) => (old ? [id] : []));
  if (stale.length > 0) await on.update(sessions).set({ seenAt: sql`now()` }).where(inArray(sessions.id, stale));
  const byToken = new Map(found.map((row) => [row.token, row]));
  return hashes.map((hash) => ({ status: 'fulfilled', value: sessionIn(byToken.get(hash)) }));
}

function sessionIn(row: SessionRow | undefined): Session | null {
  if (!row) return null;
  const { id, person, username, name, offices } = row;
  return { id, person: { id: person, username, name, offices } };
}

export async function signOut(on: Queries, token: string): Promise<void> {
  await on.delete(sessions).where(eq(sessions.tokenHash, sha256(token)));
}

/** The person's live sessions, the latest first. */
export async function sessionsOf(
  on: Queries,
  person: string,
): Promise<readonly { id: string; createdAt: Date; seenAt: Date; agent: string | null }[]> {
  const { id, createdAt, seenAt, agent } = sessions;
  const own = and(eq(sessions.person, person), alive);
  return on.select({ id, createdAt, seenAt, agent }).from(sessions).where(own).orderBy(desc(createdAt));
}

/** Ends one session of the person; false where the person has none of that id. */
export async function endSession(on: Queries, person: string, session: string): Promise<boolean> {
  const own = and(eq(sessions.person, person), eq(sessions.id, session));
  return (await on.delete(sessions).where(own).returning({ id: sessions.id })).length > 0;
}

/** Ends all sessions of the person but `keep`. */
export async function endSessions(on: Queries, person: string, keep?: string): Promise<void> {
  const others = keep === undefined ? undefined : ne(sessions.id, keep);
  await on.delete(sessions).where(and(eq(sessions.person, person), others));
}

/**
 * Makes the first administrator, and a district to hold the office in where there is no organisation yet. Nothing
 * happens when somebody was ever appointed administrator.
 *
 * @param password generated when left out
 * @returns what to print once; null when nothing was done
 */
export async function firstAdministrator(
  db: Db,
  password?: string,
): Promise<{ readonly username: string; readonly password: string } | null> {
  const made = await inTransaction(db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('first administrator'))`);
    const [already] = await tx.select().from(memberships).where(eq(memberships.role, 'admin')).limit(1);
    if (already) return null;
    const given = { username: 'admin', password: password ?? newPassword() };
    const root = sql`${organisations.parent} is null`;
    const [top] = await tx.select().from(organisations).where(root).orderBy(organisations.id).limit(1);
    const org = top?.id ?? (await addOrganisation(tx, { kind: 'district', name: '本区' }));
    const person = await createPerson(tx, { ...given, name: '系统管理员' });
    await appoint(tx, person, { role: 'admin', org });
    return given;
  });
  if (made) forgetCopies(db);
  return made;
}

/** Names of these accounts, by id. */
export async function namesOf(on: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { id, name } = people;
  const found = await on
    .select({ id, name })
    .from(people)
    .where(inArray(id, [...new Set(ids)]));
  return new Map(found.map((row) => [row.id, row.name]));
}
