// Sends what is held for supervisors: one message for each of them, at the pace that was set. Everything happens in one
// transaction under one lock, so that neither a restart nor a second worker sends anything twice or leaves anything out.

import { sql } from 'drizzle-orm';
import { MINUTE_MS, type Pace, releasedNow, type Sent, type Waiting } from '../domain/attention/messages.ts';
import { epochMs } from './case-file.ts';
import { type Db, inTransaction, rows, type Transaction } from './connection.ts';

export interface Released {
  readonly messages: number;
  readonly notices: number;
  /** What is still held, and since when, real ms. */
  readonly held: number;
  readonly oldestMs: number;
}

/** Of `pg_try_advisory_xact_lock`; nothing else of ours takes one by this number. */
const LOCK = 7_340_011;
const NOTHING: Released = { messages: 0, notices: 0, held: 0, oldestMs: 0 };

/** Each recipient whose turn it is gets one message over all that is held for him. */
export async function releaseMessages(db: Db, pace: Pace): Promise<Released> {
  if (!(await isAnythingHeld(db))) return NOTHING;
  return inTransaction(db, (tx) => release(tx, pace));
}

async function isAnythingHeld(db: Db): Promise<boolean> {
  const [row] = await rows<{ held: boolean }>(
    db.orm,
    sql`select exists (select from notices where state = 'held') as held`,
  );
  return row?.held === true;
}

const RECIPIENT = sql.raw(`coalesce(n.person::text, n.org || '/' || n.role)`);

async function release(tx: Transaction, pace: Pace): Promise<Released> {
  const [lock] = await rows<{ mine: boolean }>(tx, sql`select pg_try_advisory_xact_lock(${LOCK}) as mine`);
  if (!lock?.mine) return NOTHING;
  const waiting = await waitingIn(tx);
  const now = waiting[0]?.now ?? 0;
  const recipients = releasedNow(waiting, await sentIn(tx, now - Math.max(pace.restMs, MINUTE_MS)), pace, now);
  const notices = recipients.length === 0 ? 0 : await send(tx, recipients);
  const held = waiting.reduce((sum, one) => sum + one.notices, 0) - notices;
  const left = waiting.filter(({ recipient }) => !recipients.includes(recipient));
  const oldestMs = left.length === 0 ? 0 : now - Math.min(...left.map(({ firstAt }) => firstAt));
  return { messages: recipients.length, notices, held: Math.max(0, held), oldestMs };
}

type Gathered = Waiting & { readonly notices: number; readonly now: number } & Record<string, unknown>;

const waitingIn = (tx: Transaction): Promise<Gathered[]> =>
  rows<Gathered>(
    tx,
    sql`select ${RECIPIENT} as recipient, count(*)::int as notices, ${sql.raw(epochMs('clock_timestamp()'))} as now,
        ${sql.raw(epochMs('min(e.recorded_at)'))} as "firstAt", ${sql.raw(epochMs('max(e.recorded_at)'))} as "lastAt"
      from notices n join events e on e.case_id = n.case_id and e.seq = n.seq
      where n.state = 'held' group by 1`,
  );

const sentIn = (tx: Transaction, since: number): Promise<(Sent & Record<string, unknown>)[]> =>
  rows(
    tx,
    sql`select recipient, ${sql.raw(epochMs('released_at'))} as at from notice_messages
      where released_at > to_timestamp(${since} / 1000.0)`,
  );

/** Counts what it sends, so that a message says no more and no less than stands behind it. */
async function send(tx: Transaction, recipients: readonly string[]): Promise<number> {
  const [done] = await rows<{ n: number }>(
    tx,
    sql`with chosen as materialized (
        select n.case_id, n.seq, n.ordinal, n.person, n.org, n.role, ${RECIPIENT} as recipient, k.legal
        from notices n left join clocks k on k.case_id = n.case_id and k.no = n.clock
        where n.state = 'held' and ${RECIPIENT} = any(${`{${recipients.map((one) => `"${one}"`).join(',')}}`}::text[])
      ), made as (
        insert into notice_messages (id, recipient, person, org, role, cases, notices, oldest_on, released_at)
        select gen_random_uuid(), recipient, (array_agg(person))[1], (array_agg(org))[1], (array_agg(role))[1],
          count(distinct case_id), count(*), min(legal), clock_timestamp()
        from chosen group by recipient
        returning id, recipient, released_at
      ), told as (
        update notices n set state = 'delivered', attempts = n.attempts + 1, delivered_at = made.released_at,
          message = made.id
        from chosen join made using (recipient)
        where n.case_id = chosen.case_id and n.seq = chosen.seq and n.ordinal = chosen.ordinal
        returning 1
      )
      select count(*)::int as n from told`,
  );
  return done?.n ?? 0;
}
