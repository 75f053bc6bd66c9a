// A key that comes again: it gets the first answer, whether that was a recording or a refusal, byte for byte.
import { type CaseEvent, fold } from '../domain/case.ts';
import type { Refusal } from '../domain/decide.ts';
import { type Answer, answerOf } from './answer.ts';
import { canonicalJson, inCanonicalOrder } from './canonical-json.ts';
import type { FirstEvent } from './case-file.ts';
import type { Queries, Transaction } from './connection.ts';
import { defect } from './failpoint.ts';
import { sha256 } from './hash-chain.ts';
import type { Asked } from './record.ts';
import { type Statement, statement } from './statement.ts';

/** Binds a key to its person and to everything that was asked. */
export function requestHash({ command, by, fingerprint }: Pick<Asked, 'command' | 'by' | 'fingerprint'>): string {
  const person = by.kind === 'time' || defect('key-not-bound-to-person') ? null : by.person;
  return sha256(canonicalJson({ person, request: fingerprint ?? command }));
}

export type Repeated =
  | ({ readonly outcome: 'recorded'; readonly repeated: true } & Answer)
  | ({ readonly outcome: 'refused'; readonly refusal: Refusal } & Answer)
  | { readonly outcome: 'key-reused' };

const eventsUpTo: Statement<{ readonly body: CaseEvent }> = statement(
  'events-up-to',
  'select body from events where case_id = $1 and (seq <= $2 or since <= $3) order by seq',
);

/** The first answer to a key, for the same request; a different one under this key is a conflict. */
export async function repeated(on: Queries, caseId: string, first: FirstEvent, request: string): Promise<Repeated> {
  if (first.request !== request) return { outcome: 'key-reused' };
  // A refusal ends before the next event; a recording with the last event of its decision.
  const events = (await eventsUpTo(on, caseId, first.seq, first.refusal ? 0 : first.since)).map((row) => row.body);
  const own = events.filter((event) => event.seq >= first.since);
  const answer = answerOf(own, fold(events));
  return first.refusal ? refusedWith(first.refusal, answer) : { outcome: 'recorded', repeated: true, ...answer };
}

/** The same bytes the first time and when it is read again. */
export const refusedWith = (refusal: Refusal, answer: Answer) =>
  ({ outcome: 'refused', refusal: inCanonicalOrder(refusal), ...answer }) as const;

const writeRefusal: Statement<unknown> = statement(
  'write-refusal',
  // The case's row moves with it: an attempt with the same key that saw the case before finds another version.
  `with moved as (update cases set seq = seq where id = $1)
  insert into refusals (case_id, command_id, request_hash, refusal, seq, since)
  values ($1, $2, decode($3, 'hex'), $4::text::jsonb, $5, $6)`,
);

export interface Refused {
  readonly caseId: string;
  readonly commandId: string;
  readonly request: string;
  readonly refusal: Refusal;
  /** Number of the case's last event, and of the first that time brought with the refusal. */
  readonly seq: number;
  readonly since: number;
}

/** Keeps a refusal as the answer to its key. The case must be held. */
export async function keepRefusal(tx: Transaction, refused: Refused): Promise<void> {
  const { caseId, commandId, request, refusal, seq, since } = refused;
  await writeRefusal(tx, caseId, commandId, request, JSON.stringify(refusal), seq, since);
}
