// The relay's side of the wakes: taken for a while, then gone or tried again. What a crash leaves comes back by itself.
import type { Queries } from './connection.ts';
import { type Statement, statement } from './statement.ts';

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
    select case_id from wakes where next_try_at <= clock_timestamp()
    order by next_try_at limit $1 for update skip locked
  ) due
  where w.case_id = due.case_id
  returning w.case_id as "caseId", w.seq, w.attempts`,
);
const heard: Statement<unknown> = statement('wake-heard', 'delete from wakes where case_id = $1 and seq = $2');
const failed: Statement<unknown> = statement(
  'wake-failed',
  `update wakes set last_error = $2, next_try_at = clock_timestamp() + $3 * interval '1 ms' where case_id = $1`,
);

/**
 * Takes wakes that are due, the longest waiting first, for `leaseMs`: nobody else gets them so long, and after that
 * they are due again.
 */
export const takeWakes = (on: Queries, limit: number, leaseMs: number): Promise<readonly Wake[]> =>
  take(on, limit, leaseMs);

/** The workflow heard it. A wake that grew newer meanwhile stays. */
export async function wakeHeard(on: Queries, { caseId, seq }: Wake): Promise<void> {
  await heard(on, caseId, seq);
}

/** @param error a code, never a text that could carry personal data */
export async function wakeFailed(on: Queries, { caseId }: Wake, error: string, retryInMs: number): Promise<void> {
  await failed(on, caseId, error, retryInMs);
}
