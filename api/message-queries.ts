// Messages to supervisors, in SQL: what was gathered for a person, and every case behind it that is in his sight.
import { type SQL, sql } from 'drizzle-orm';
import { type Queries, rows } from '../db/connection.ts';
import { cases } from '../db/schema/cases.ts';
import type { CivilDate } from '../domain/calendar/civil-date.ts';
import { inScope, type Scope } from './scope.ts';

export interface Message extends Record<string, unknown> {
  readonly id: string;
  /** ISO, to the millisecond. */
  readonly at: string;
  readonly cases: number;
  readonly notices: number;
  readonly oldestOn: CivilDate | null;
}

const MESSAGE = sql.raw(`m.id::text as id, m.cases, m.notices, m.oldest_on::text as "oldestOn",
  to_char(m.released_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`);

/** Latest first. */
export function messagesTo(
  on: Queries,
  person: string,
  { after, limit }: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number },
): Promise<Message[]> {
  const beyond = after ? sql`(m.released_at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`;
  return rows<Message>(
    on,
    sql`select ${MESSAGE} from notice_messages m where m.person = ${person} and ${beyond}
      order by m.released_at desc, m.id desc limit ${limit}`,
  );
}

/** A message to this person; null: he got no such one. */
export async function messageTo(on: Queries, person: string, id: string): Promise<Message | null> {
  const mine = sql`select ${MESSAGE} from notice_messages m where m.id = ${id} and m.person = ${person}`;
  const [row] = await rows<Message>(on, mine);
  return row ?? null;
}

/** How often a rung was told of which the person will hear with his next message. */
export async function heldFor(on: Queries, person: string): Promise<number> {
  const held = sql`select count(*)::int as n from notices where person = ${person} and state = 'held'`;
  const [row] = await rows<{ n: number }>(on, held);
  return row?.n ?? 0;
}

export interface Late extends Record<string, unknown> {
  readonly key: string;
  readonly caseId: string;
  readonly caseNo: string;
  readonly clock: number | null;
  readonly rule: string | null;
  readonly dueOn: CivilDate | null;
}

const KEY: SQL = sql.raw(`n.case_id || ':' || n.seq || ':' || n.ordinal`);

/** What stands behind a message, the longest overdue first. */
export function behindMessage(
  on: Queries,
  scope: Scope,
  id: string,
  { after, limit }: { readonly after: readonly [due: string, key: string] | null; readonly limit: number },
): Promise<Late[]> {
  const due = sql`coalesce(k.legal, 'infinity'::date)`;
  const beyond = after ? sql`(${due}, ${KEY}) > (${after[0]}::date, ${after[1]})` : sql`true`;
  return rows<Late>(
    on,
    sql`select ${KEY} as key, ${cases.id}::text as "caseId", ${cases.caseNo} as "caseNo", n.clock, k.rule,
        k.legal::text as "dueOn"
      from notices n join cases on cases.id = n.case_id left join clocks k on k.case_id = n.case_id and k.no = n.clock
      where n.message = ${id} and ${beyond} and ${inScope(scope)} order by ${due}, ${KEY} limit ${limit}`,
  );
}
