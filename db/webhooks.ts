// Subscriptions to news of cases: proposed by one and approved by another, moved, paused and deleted, each act noted with
// who did it; what became of their deliveries, and the replay of what was given up or is wanted once more.
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, gt, gte, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { OrgId } from '../domain/case.ts';
import { type Db, inTransactionOnce, type Queries, rows, type Transaction } from './connection.ts';
import { nameBasedId } from './name-based-id.ts';
import {
  type WebhookAct,
  webhookActs,
  webhookAttempts,
  webhookDeadLetters,
  webhookLanes,
  webhookSecrets,
  webhooks,
} from './schema/webhooks.ts';
import { type Keys, open, seal } from './sealing.ts';

/** A subscription, and how its deliveries stand. */
export interface Webhook {
  readonly id: string;
  readonly org: OrgId;
  readonly url: string;
  readonly types: readonly string[];
  readonly state: 'proposed' | 'active' | 'paused';
  /** The address that waits for approval by somebody else than `askedBy`. */
  readonly nextUrl: string | null;
  readonly askedBy: string | null;
  readonly newsSince: string;
  /** Till when the secret before the present one signs too. */
  readonly formerSecretUntil: string | null;
  /** Its receiver asked for rest till then. */
  readonly heldUntil: string | null;
  /** Cases of which something waits to be delivered. */
  readonly waiting: number;
  /** Since when the oldest of it waits. */
  readonly oldest: string | null;
  readonly deadLetters: number;
}

/** Who asks, by which request: the same of the same person again changes nothing and is answered as it was. */
export interface By {
  readonly person: string;
  readonly commandId: string;
}

/** An act as it was noted. */
export interface Acted {
  readonly id: string;
  readonly webhook: string;
  readonly act: WebhookAct;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly person: string;
  readonly at: Date;
}

/**
 * `key-reused`: that request asked for something else before · `nothing-awaits` approval, or another address does ·
 * `own-proposal`: another person must approve.
 */
export type WebhookRefusal = 'not-found' | 'key-reused' | 'nothing-awaits' | 'own-proposal' | 'not-approved';

/** Null: it is shown no longer. */
export type Shown<T> = T & { readonly secret: string | null };

const SECRET_BYTES = 32;
/** Of the Standard Webhooks specification. */
const SECRET_PREFIX = 'whsec_';
/** So long the same request is shown the secret again: its answer may have been lost. */
const SHOWN_FOR_MS = 3_600_000;
const HOUR_MS = 3_600_000;
const iso = (expression: SQL): SQL => sql`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The secret in the clear. @throws Unreadable */
export const webhookSecret = (keys: Keys, id: string, sealed: string): string =>
  open(keys, `webhook_secrets.${id}`, sealed);

// ── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

const ACT = {
  id: webhookActs.id,
  webhook: webhookActs.webhook,
  act: webhookActs.act,
  asked: webhookActs.asked,
  person: webhookActs.person,
  at: webhookActs.at,
};

/** What that request did before, null where nothing. */
async function doneBefore(
  tx: Transaction,
  { person, commandId }: By,
  act: WebhookAct,
  webhook: string,
  asked: object,
): Promise<Acted | 'key-reused' | null> {
  const mine = and(eq(webhookActs.person, person), eq(webhookActs.commandId, commandId));
  const [before] = await tx.select(ACT).from(webhookActs).where(mine);
  if (!before) return null;
  const same = before.act === act && before.webhook === webhook && isDeepStrictEqual(before.asked, asked);
  return same ? before : 'key-reused';
}

async function noted(
  tx: Transaction,
  { person, commandId }: By,
  act: WebhookAct,
  { id, org }: { readonly id: string; readonly org: OrgId },
  asked: Readonly<Record<string, unknown>>,
): Promise<Acted> {
  const row = { id: nameBasedId('webhook-act', person, commandId), webhook: id, org, act, asked, person, commandId };
  const [made] = await tx.insert(webhookActs).values(row).returning(ACT);
  if (!made) throw new Error('an act was not noted');
  return made;
}

type Row = typeof webhooks.$inferSelect;

/** One act on a subscription, which is held meanwhile. `does` tells what refuses it, or nothing. */
function acted(
  db: Db,
  by: By,
  act: WebhookAct,
  webhook: string,
  asked: Readonly<Record<string, unknown>>,
  does: (tx: Transaction, row: Row, id: string) => Promise<WebhookRefusal | undefined>,
): Promise<Acted | WebhookRefusal> {
  return inTransactionOnce(db, async (tx) => {
    const [row] = await tx.select().from(webhooks).where(eq(webhooks.id, webhook)).for('no key update');
    const before = await doneBefore(tx, by, act, webhook, asked);
    if (before) return before;
    if (!row) return 'not-found';
    const refused = await does(tx, row, nameBasedId('webhook-act', by.person, by.commandId));
    if (refused) return refused;
    await tx
      .update(webhooks)
      .set({ version: row.version + 1 })
      .where(eq(webhooks.id, webhook));
    return noted(tx, by, act, row, asked);
  });
}

/** What was done to these, the latest first; those that are deleted are still known. */
export async function webhookActsOf(on: Queries, orgs: readonly OrgId[], webhook: string, limit: number) {
  if (orgs.length === 0) return [];
  return on
    .select(ACT)
    .from(webhookActs)
    .where(and(eq(webhookActs.webhook, webhook), inArray(webhookActs.org, [...orgs])))
    .orderBy(desc(webhookActs.at), desc(webhookActs.id))
    .limit(limit);
}

// ── where news goes ─────────────────────────────────────────────────────────────────────────────────────────────

export interface NewWebhook extends By {
  readonly org: OrgId;
  readonly url: string;
  /** Empty: all. */
  readonly types: readonly string[];
}

/** Nothing goes there before somebody else has approved it. */
export async function proposeWebhook(
  db: Db,
  keys: Keys,
  { person, commandId, org, url, types }: NewWebhook,
): Promise<Shown<{ readonly id: string }> | 'key-reused'> {
  const id = nameBasedId('webhook', person, commandId);
  const by = { person, commandId };
  const asked = { org, url, types: [...types] };
  const done = await inTransactionOnce(db, async (tx) => {
    const before = await doneBefore(tx, by, 'propose', id, asked);
    if (before) return before;
    await tx.insert(webhooks).values({ id, ...asked, state: 'proposed', nextUrl: url, askedBy: person });
    const act = await noted(tx, by, 'propose', { id, org }, asked);
    await addSecret(tx, keys, act.id, id);
    return act;
  });
  return done === 'key-reused' ? done : { id, secret: await shownSecret(db.orm, keys, done.id) };
}

/** Another address. It is used when somebody else has approved it; until then everything stays. */
export const moveWebhook = (db: Db, by: By, id: string, url: string): Promise<Acted | WebhookRefusal> =>
  acted(db, by, 'move', id, { url }, async (tx, { state }) => {
    const first = state === 'proposed' ? { url } : {};
    await tx
      .update(webhooks)
      .set({ ...first, nextUrl: url, askedBy: by.person })
      .where(eq(webhooks.id, id));
    return undefined;
  });

/** Of the address that waits, by somebody else than who asked for it. A new subscription hears news from now on. */
export const approveWebhook = (db: Db, by: By, id: string, url: string): Promise<Acted | WebhookRefusal> =>
  acted(db, by, 'approve', id, { url }, async (tx, { state, nextUrl, askedBy }) => {
    if (nextUrl !== url) return 'nothing-awaits';
    if (askedBy === by.person) return 'own-proposal';
    // Rounded, it might lie after what is decided next.
    const now = sql`date_trunc('milliseconds', clock_timestamp())`;
    const begin = state === 'proposed' ? { state: 'active' as const, newsSince: now, lookedTo: now } : {};
    await tx
      .update(webhooks)
      .set({ ...begin, url, nextUrl: null, askedBy: null, heldUntil: null })
      .where(eq(webhooks.id, id));
    await tx.update(webhookLanes).set({ attempts: 0, nextTryAt: now }).where(eq(webhookLanes.webhook, id));
    return undefined;
  });

/** The address that waits is given up; a subscription that never had another goes with it. */
export const declineWebhook = (db: Db, by: By, id: string, url: string): Promise<Acted | WebhookRefusal> =>
  acted(db, by, 'decline', id, { url }, async (tx, { state, nextUrl }) => {
    if (nextUrl !== url) return 'nothing-awaits';
    if (state === 'proposed') await tx.delete(webhooks).where(eq(webhooks.id, id));
    else await tx.update(webhooks).set({ nextUrl: null, askedBy: null }).where(eq(webhooks.id, id));
    return undefined;
  });

/** While it is paused nothing goes out; what happened meanwhile goes out afterwards. */
export const setWebhookState = (
  db: Db,
  by: By,
  id: string,
  state: 'active' | 'paused',
): Promise<Acted | WebhookRefusal> =>
  acted(db, by, state === 'active' ? 'resume' : 'pause', id, { state }, async (tx, row) => {
    if (row.state === 'proposed') return 'not-approved';
    await tx.update(webhooks).set({ state, heldUntil: null }).where(eq(webhooks.id, id));
    return undefined;
  });

/** With everything that waited, the dead letters and the tries; what was done to it stays known. */
export const deleteWebhook = (db: Db, person: string, id: string): Promise<Acted | WebhookRefusal> =>
  acted(db, { person, commandId: `delete ${uuidv7()}` }, 'delete', id, {}, async (tx) => {
    await tx.delete(webhooks).where(eq(webhooks.id, id));
    return undefined;
  });

// ── secrets ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param id of the act that makes it */
async function addSecret(tx: Transaction, keys: Keys, id: string, webhook: string): Promise<void> {
  const secret = `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
  await tx.insert(webhookSecrets).values({ id, webhook, secret: seal(keys, `webhook_secrets.${id}`, secret) });
}

/** For the request that made it, within the hour and while it is in force. */
async function shownSecret(on: Queries, keys: Keys, id: string): Promise<string | null> {
  const lately = sql`${webhookSecrets.madeAt} > clock_timestamp() - ${SHOWN_FOR_MS} * interval '1 ms'`;
  const inForce = or(isNull(webhookSecrets.validUntil), sql`${webhookSecrets.validUntil} > clock_timestamp()`);
  const [found] = await on
    .select({ secret: webhookSecrets.secret })
    .from(webhookSecrets)
    .where(and(eq(webhookSecrets.id, id), lately, inForce));
  return found ? webhookSecret(keys, id, found.secret) : null;
}

/**
 * A new secret. Meanwhile the one before it signs too, so that the receiver may change when it is ready; an older one is
 * over at once.
 *
 * @param overlapHours 0: the one before it is over too
 */
export async function rotateSecret(
  db: Db,
  keys: Keys,
  by: By,
  id: string,
  overlapHours: number,
): Promise<Shown<object> | WebhookRefusal> {
  const done = await acted(db, by, 'rotate', id, { overlapHours }, async (tx, _row, act) => {
    const mine = eq(webhookSecrets.webhook, id);
    await tx.delete(webhookSecrets).where(and(mine, sql`${webhookSecrets.validUntil} is not null`));
    const until = sql`clock_timestamp() + ${overlapHours * HOUR_MS} * interval '1 ms'`;
    if (overlapHours === 0) await tx.delete(webhookSecrets).where(mine);
    else await tx.update(webhookSecrets).set({ validUntil: until }).where(mine);
    await addSecret(tx, keys, act, id);
    return undefined;
  });
  return typeof done === 'string' ? done : { secret: await shownSecret(db.orm, keys, done.id) };
}

// ── how deliveries stand ────────────────────────────────────────────────────────────────────────────────────────

/** Of these organisations, in the order of their ids. */
export async function webhooksOf(on: Queries, orgs: readonly OrgId[], id?: string): Promise<readonly Webhook[]> {
  if (orgs.length === 0) return [];
  const waiting = sql`from webhook_lanes l where l.webhook = w.id and (l.seq < l.head or l.again <> '{}')`;
  const held = sql`case when w.held_until > clock_timestamp() then w.held_until end`;
  const former = sql`select max(s.valid_until) from webhook_secrets s
    where s.webhook = w.id and s.valid_until > clock_timestamp()`;
  return rows<Record<keyof Webhook, never>>(
    on,
    sql`select w.id, w.org, w.url, w.types, w.state, w.next_url as "nextUrl", w.asked_by as "askedBy",
        ${iso(sql`w.news_since`)} as "newsSince", ${iso(sql`(${former})`)} as "formerSecretUntil",
        ${iso(sql`(${held})`)} as "heldUntil",
        (select count(*)::int ${waiting}) as waiting, (select ${iso(sql`min(l.since)`)} ${waiting}) as oldest,
        (select count(*)::int from webhook_dead_letters d where d.webhook = w.id) as "deadLetters"
      from webhooks w where w.org = any(${`{${orgs.join(',')}}`}::uuid[])
        ${id === undefined ? sql`` : sql`and w.id = ${id}`}
      order by w.id`,
  );
}

export interface Place {
  readonly caseId: string;
  readonly seq: number;
}

/** Events that were given up, by case and number, after that place. */
export async function deadLettersOf(on: Queries, webhook: string, after: Place | null, limit: number) {
  const d = webhookDeadLetters;
  const beyond = after && or(gt(d.caseId, after.caseId), and(eq(d.caseId, after.caseId), gt(d.seq, after.seq)));
  return on
    .select({ caseId: d.caseId, seq: d.seq, attempts: d.attempts, lastError: d.lastError, diedAt: d.diedAt })
    .from(d)
    .where(and(eq(d.webhook, webhook), beyond ?? undefined))
    .orderBy(d.caseId, d.seq)
    .limit(limit);
}

/** The tries, the latest first. */
export async function attemptsOf(on: Queries, webhook: string, caseId: string | null, limit: number) {
  const a = webhookAttempts;
  return on
    .select({
      caseId: a.caseId,
      seq: a.seq,
      attempt: a.attempt,
      at: a.at,
      took: a.took,
      status: a.status,
      error: a.error,
    })
    .from(a)
    .where(and(eq(a.webhook, webhook), caseId === null ? undefined : eq(a.caseId, caseId)))
    .orderBy(desc(a.at), desc(a.id))
    .limit(limit);
}

/** What is to be sent again: one dead letter, all of them, or everything of a case from an event on. */
export type Replay =
  | ({ readonly what: 'one' } & Place)
  | { readonly what: 'all' }
  | ({ readonly what: 'from' } & Place);

/** Under the same ids, in order. @returns `not-found` where that dead letter, or that case, is not known here */
export const replayWebhook = (
  db: Db,
  by: By,
  id: string,
  { what, ...which }: Replay,
): Promise<Acted | WebhookRefusal> =>
  acted(db, by, 'replay', id, { what, ...which }, async (tx) => {
    const place = 'caseId' in which ? which : null;
    const found = what === 'from' && place ? await replayFrom(tx, id, place) : await replayDead(tx, id, place);
    return found === 0 && what !== 'all' ? 'not-found' : undefined;
  });

/** Dead letters to send again: one, or all. They leave the list when they have arrived. @returns how many */
async function replayDead(tx: Transaction, webhook: string, one: Place | null): Promise<number> {
  const which = one ? sql`and d.case_id = ${one.caseId} and d.seq = ${one.seq}` : sql``;
  const [done] = await rows<{ letters: number }>(
    tx,
    sql`with letters as (
        select d.case_id, array_agg(d.seq) as seqs from webhook_dead_letters d
        where d.webhook = ${webhook} ${which} group by d.case_id
      ), sent as (
        update webhook_lanes l set attempts = 0, next_try_at = clock_timestamp(),
          again = array(select distinct s from unnest(l.again || letters.seqs) s order by s),
          since = case when l.seq = l.head and l.again = '{}' then clock_timestamp() else l.since end
        from letters where l.webhook = ${webhook} and l.case_id = letters.case_id
        returning cardinality(letters.seqs) as n
      ) select coalesce(sum(n), 0)::int as letters from sent`,
  );
  return done?.letters ?? 0;
}

/** @returns how many cases: none or one */
async function replayFrom(tx: Transaction, webhook: string, { caseId, seq }: Place): Promise<number> {
  const done = await rows<{ seq: number }>(
    tx,
    sql`update webhook_lanes l set seq = least(l.seq, ${seq - 1}), attempts = 0, next_try_at = clock_timestamp(),
        again = array(select s from unnest(l.again) s where s < ${seq} order by s),
        since = case when l.seq = l.head and l.again = '{}' then clock_timestamp() else l.since end
      where l.webhook = ${webhook} and l.case_id = ${caseId} returning l.seq`,
  );
  const d = webhookDeadLetters;
  await tx.delete(d).where(and(eq(d.webhook, webhook), eq(d.caseId, caseId), gte(d.seq, seq)));
  return done.length;
}
