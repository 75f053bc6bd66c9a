// The relay's side of the wakes: taken for a while, then gone or tried again. What a crash leaves comes back by itself.
import type { Db, Queries } from './connection.ts';
import { type Statement, statement } from './statement.ts';

/** The channel on which a process that wrote wakes says so. */
export const WAKE_CHANNEL = 'jiefen_wake';
const ring: Statement<unknown> = statement('ring', `select pg_notify('${WAKE_CHANNEL}', '')`);
const RING_AFTER_MS = 20;
const ringing = new WeakSet<Db>();

/**
 * Tells the relays that there are wakes: soon, and once for many. Never within the transaction that wrote them, where
 * PostgreSQL would let one of them commit at a time. Lost, it costs nothing: the relays look by themselves too.
 */
export function ringSoon(db: Db): void {
  if (ringing.has(db)) return;
  ringing.add(db);
  setTimeout(() => {
    ringing.delete(db);
    ring(db.orm).catch(() => undefined);
  }, RING_AFTER_MS).unref();
}

export interface Wake {
  readonly caseId: string;
  readonly seq: number;
  /** Tries so far, this one included. */
  readonly attempts: number;
}

const take: Statement<Wake> = statement(
  'take-wakes',
  `update wakes w set attempts = w.attempts + 1, next_try_at = clock_timestamp() + $2 * interval '1 ms'
  from (
    select case_id from wakes k
    where next_try_at <= clock_timestamp() and (next_try_at <= clock_timestamp() - $3 * interval '1 ms'
      or since <= clock_timestamp() - $3 * interval '5 ms'
      or exists (select from cases c where c.id = k.case_id
        and (c.status = 'closed' or c.next_at < clock_timestamp() + $3 * interval '3 ms')))
    order by next_try_at limit $1 for update skip locked
  ) due
  where w.case_id = due.case_id
  returning w.case_id as "caseId", w.seq, w.attempts`,
);
const heard: Statement<unknown> = statement(
  'wakes-heard',
  `delete from wakes w using jsonb_to_recordset($1::text::jsonb) as r(case_id uuid, seq int)
  where w.case_id = r.case_id and w.seq = r.seq`,
);
const failed: Statement<unknown> = statement(
  'wake-failed',
  `update wakes set last_error = $2, next_try_at = clock_timestamp() + $3 * interval '1 ms' where case_id = $1`,
);

/**
 * Takes wakes that are due, the longest waiting first, for `leaseMs`: nobody else gets them so long, and after that
 * they are due again. Where the case has not been quiet for `quietMs`, its wake is left to grow, five times as long at
 * most, unless an instant is near or the case is over: what a case tells in quick succession is one wake.
 */
export const takeWakes = (on: Queries, limit: number, leaseMs: number, quietMs = 0): Promise<readonly Wake[]> =>
  take(on, limit, leaseMs, quietMs);

/** Their workflows heard them. A wake that grew newer meanwhile stays. */
export async function wakesHeard(on: Queries, wakes: readonly Pick<Wake, 'caseId' | 'seq'>[]): Promise<void> {
  if (wakes.length === 0) return;
  await heard(on, JSON.stringify(wakes.map(({ caseId, seq }) => ({ case_id: caseId, seq }))));
}

/** @param error a code, never a text that could carry personal data */
export async function wakeFailed(on: Queries, { caseId }: Wake, error: string, retryInMs: number): Promise<void> {
  await failed(on, caseId, error, retryInMs);
}
