// What a person was told, in SQL: each notice alone, and what was gathered for a supervisor as the one message it went
// out in. Cases that have left his sight are left out.
import { type SQL, sql } from 'drizzle-orm';
import { type Queries, rows } from '../db/connection.ts';
import { cases } from '../db/schema/cases.ts';
import type { CivilDate } from '../domain/calendar/civil-date.ts';
import type { Scope } from './scope.ts';
import { inScope } from './scope.ts';

export interface Told extends Record<string, unknown> {
  /** Of a message its uuid, of a notice alone `case:seq:ordinal`. */
  readonly id: string;
  /** ISO, to the millisecond. */
  readonly at: string;
  readonly template: string;
  /** Null: a notice about one case. */
  readonly cases: number | null;
  readonly oldestOn: CivilDate | null;
  readonly caseId: string | null;
  readonly caseNo: string | null;
  readonly clock: number | null;
  readonly rule: string | null;
  readonly dueOn: CivilDate | null;
}

export interface Place {
  readonly at: string;
  readonly id: string;
}

const iso = (instant: string): SQL =>
  sql.raw(`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
const KEY = sql.raw(`n.case_id || ':' || n.seq || ':' || n.ordinal`);
const ONE = sql`${KEY} as id, n.delivered_at as moment, n.template, null::int as cases, null::date as oldest,
  n.case_id, cases.case_no, n.clock, k.rule, k.legal`;
const OF_ONE = sql`join cases on cases.id = n.case_id left join clocks k on k.case_id = n.case_id and k.no = n.clock`;

/** Latest first. */
export function toldTo(
  on: Queries,
  scope: Scope,
  { after, limit }: { readonly after: Place | null; readonly limit: number },
): Promise<Told[]> {
  const me = scope.person;
  const before = (moment: string, id: SQL): SQL =>
    after ? sql`(${sql.raw(moment)}, ${id}) < (${after.at}::timestamptz, ${after.id})` : sql`true`;
  const alone = sql`n.state = 'delivered' and n.message is null and ${before('n.delivered_at', KEY)}`;
  return rows<Told>(
    on,
    sql`select t.id, ${iso('t.moment')} as at, t.template, t.cases, t.oldest::text as "oldestOn",
        t.case_id::text as "caseId", t.case_no as "caseNo", t.clock, t.rule, t.legal::text as "dueOn"
      from (
        (select m.id::text as id, m.released_at as moment, 'escalated' as template, m.cases, m.oldest_on as oldest,
            null::uuid as case_id, null::text as case_no, null::int as clock, null::text as rule, null::date as legal
          from notice_messages m where m.person = ${me} and ${before('m.released_at', sql.raw('m.id::text'))}
          order by m.released_at desc, m.id::text desc limit ${limit})
        union all
        (select ${ONE} from notices n ${OF_ONE}
          where n.person = ${me} and ${alone} and ${inScope(scope)}
          order by n.delivered_at desc, ${KEY} desc limit ${limit})
        union all
        (select ${ONE} from case_parties p join notices n on n.case_id = p.case_id and n.party = p.party ${OF_ONE}
          where p.person = ${me} and ${alone}
          order by n.delivered_at desc, ${KEY} desc limit ${limit})
      ) t order by t.moment desc, t.id desc limit ${limit}`,
  );
}

/** Notices that are held for the person and will come with the next message. */
export async function heldFor(on: Queries, person: string): Promise<number> {
  const [row] = await rows<{ n: number }>(
    on,
    sql`select count(*)::int as n from notices where person = ${person} and delivered_at is null and state = 'held'`,
  );
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

/** A message to this person; null: he got no such one. */
export async function messageTo(on: Queries, person: string, id: string): Promise<Told | null> {
  const [row] = await rows<Told>(
    on,
    sql`select m.id::text as id, ${iso('m.released_at')} as at, 'escalated' as template, m.cases,
        m.oldest_on::text as "oldestOn", null as "caseId", null as "caseNo", null as clock, null as rule, null as "dueOn"
      from notice_messages m where m.id = ${id} and m.person = ${person}`,
  );
  return row ?? null;
}

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
      from notices n ${OF_ONE}
      where n.message = ${id} and ${beyond} and ${inScope(scope)} order by ${due}, ${KEY} limit ${limit}`,
  );
}
