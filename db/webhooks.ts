// Subscriptions to news of cases: made, paused and deleted by administrators, what became of their deliveries, and the
// replay of what was given up or is wanted once more.
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, gt, gte, or, type SQL, sql } from 'drizzle-orm';
import type { OrgId } from '../domain/case.ts';
import { type Db, inTransaction, type Queries, rows } from './connection.ts';
import { nameBasedId } from './name-based-id.ts';
import { webhookAttempts, webhookDeadLetters, webhooks } from './schema/webhooks.ts';
import { type Keys, open, seal } from './sealing.ts';

export interface NewWebhook {
  readonly org: OrgId;
  readonly url: string;
  /** Empty: all. */
  readonly types: readonly string[];
  readonly person: string;
  /** The same of the same person again is the same subscription. */
  readonly commandId: string;
}

/** A subscription, and how its deliveries stand. */
export interface Webhook {
  readonly id: string;
  readonly org: OrgId;
  readonly url: string;
  readonly types: readonly string[];
  readonly state: 'active' | 'paused';
  readonly createdAt: string;
  /** Cases of which something waits to be delivered. */
  readonly waiting: number;
  /** Since when the oldest of it waits. */
  readonly oldest: string | null;
  readonly deadLetters: number;
}

const SECRET_BYTES = 32;
/** Of the Standard Webhooks specification. */
const SECRET_PREFIX = 'whsec_';
const iso = (expression: SQL): SQL => sql`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The secret in the clear. @throws Unreadable */
export const webhookSecret = (keys: Keys, id: string, sealed: string): string => open(keys, `webhooks.${id}`, sealed);

/** @returns its id and its secret; the same for the same request; `key-reused` where that key asked for another */
export async function makeWebhook(
  db: Db,
  keys: Keys,
  asked: NewWebhook,
): Promise<{ readonly id: string; readonly secret: string } | 'key-reused'> {
  const id = nameBasedId('webhook', asked.person, asked.commandId);
  const secret = `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
  const wanted = { ...asked, types: [...asked.types] };
  await db.orm
    .insert(webhooks)
    .values({ id, ...wanted, state: 'active', secret: seal(keys, `webhooks.${id}`, secret) })
    .onConflictDoNothing({ target: webhooks.id });
  const [made] = await db.orm.select().from(webhooks).where(eq(webhooks.id, id));
  if (!made) throw new Error('a subscription was deleted while it was made');
  const { org, url, types, person, commandId } = made;
  if (!isDeepStrictEqual({ org, url, types, person, commandId }, wanted)) return 'key-reused';
  return { id, secret: webhookSecret(keys, id, made.secret) };
}

/** Of these organisations, in the order of their ids. */
export async function webhooksOf(on: Queries, orgs: readonly OrgId[], id?: string): Promise<readonly Webhook[]> {
  if (orgs.length === 0) return [];
  const waiting = sql`from webhook_lanes l where l.webhook = w.id and (l.seq < l.head or l.again <> '{}')`;
  return rows<Record<keyof Webhook, never>>(
    on,
    sql`select w.id, w.org, w.url, w.types, w.state, ${iso(sql`w.created_at`)} as "createdAt",
        (select count(*)::int ${waiting}) as waiting, (select ${iso(sql`min(l.since)`)} ${waiting}) as oldest,
        (select count(*)::int from webhook_dead_letters d where d.webhook = w.id) as "deadLetters"
      from webhooks w where w.org = any(${`{${orgs.join(',')}}`}::uuid[])
        ${id === undefined ? sql`` : sql`and w.id = ${id}`}
      order by w.id`,
  );
}

/** While it is paused nothing goes out; what happened meanwhile goes out afterwards. */
export async function setWebhookState(on: Queries, id: string, state: Webhook['state']): Promise<void> {
  await on.update(webhooks).set({ state }).where(eq(webhooks.id, id));
}

/** With everything that waited, the dead letters and the tries. */
export async function deleteWebhook(on: Queries, id: string): Promise<void> {
  await on.delete(webhooks).where(eq(webhooks.id, id));
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

/** Dead letters to send again: one, or all. They leave the list when they have arrived. @returns how many */
export async function replayDead(db: Db, webhook: string, one: Place | null): Promise<number> {
  const which = one ? sql`and d.case_id = ${one.caseId} and d.seq = ${one.seq}` : sql``;
  const [done] = await rows<{ letters: number }>(
    db.orm,
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

/** Everything of a case from that event on, in order, under the same ids. @returns whether the case is known here */
export async function replayFrom(db: Db, webhook: string, { caseId, seq }: Place): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const done = await rows<{ seq: number }>(
      tx,
      sql`update webhook_lanes l set seq = least(l.seq, ${seq - 1}), attempts = 0, next_try_at = clock_timestamp(),
          again = array(select s from unnest(l.again) s where s < ${seq} order by s),
          since = case when l.seq = l.head and l.again = '{}' then clock_timestamp() else l.since end
        where l.webhook = ${webhook} and l.case_id = ${caseId} returning l.seq`,
    );
    const d = webhookDeadLetters;
    await tx.delete(d).where(and(eq(d.webhook, webhook), eq(d.caseId, caseId), gte(d.seq, seq)));
    return done.length > 0;
  });
}
