// 收件箱: what the record told a person of the cases in sight: as a party, by name in an office, or for an office that he
// holds today and nobody held then. What was gathered into one message stands there (api/message-queries.ts).
import { type SQL, sql } from 'drizzle-orm';
import { type Queries, rows } from '../db/connection.ts';
import type { Office } from '../db/people.ts';
import type { CivilDate } from '../domain/calendar/civil-date.ts';
import type { CaseEvent, Notes, PartyId } from '../domain/case.ts';
import type { StaffRole } from '../domain/roles.ts';
import type { ClockId } from '../domain/rulebook/rulebook.ts';
import { inScope, type Scope } from './scope.ts';

export interface Told {
  readonly caseId: string;
  readonly caseNo: string;
  readonly seq: number;
  readonly ordinal: number;
  readonly template: string;
  /** The period it is about, as it stands now. */
  readonly clock: { readonly no: number; readonly rule: ClockId; readonly legal: CivilDate } | null;
  readonly party: PartyId | null;
  readonly org: string | null;
  readonly role: StaffRole | null;
  readonly at: Date;
  readonly event: CaseEvent;
  /** The reason in words, for the party who is told; offices read it in the case. */
  readonly reasonText: string | null;
}

export interface InboxQuestion {
  readonly offices: readonly Office[];
  /** Real time from this Beijing day on. */
  readonly since: CivilDate;
  readonly after: readonly [at: string, caseId: string, seq: string, ordinal: string] | null;
  readonly limit: number;
}

/** The newest first. */
export async function inboxOf(on: Queries, scope: Scope, asked: InboxQuestion): Promise<readonly Told[]> {
  const { since, after, limit } = asked;
  const beyond = after
    ? sql`and (e.recorded_at, n.case_id, n.seq, n.ordinal) < (to_timestamp(${after[0]}::double precision / 1000),
        ${after[1]}::uuid, ${after[2]}::int, ${after[3]}::int)`
    : sql``;
  const found = await rows<Omit<Told, 'at'> & { readonly ms: number }>(
    on,
    sql`select n.case_id as "caseId", cases.case_no as "caseNo", n.seq, n.ordinal, n.template, n.party, n.org,
        n.role, (extract(epoch from e.recorded_at) * 1000)::float8 as ms, e.body as event,
        case when k.no is not null then json_build_object('no', k.no, 'rule', k.rule, 'legal', k.legal) end as clock, t.text as "reasonText"
      from (${addressed(scope, asked)}) n
      join events e on e.case_id = n.case_id and e.seq = n.seq join cases on cases.id = n.case_id
      left join clocks k on k.case_id = n.case_id and k.no = n.clock
      left join case_texts t on t.case_id = n.case_id and n.party is not null
        and t.reference = e.body->'texts'->>'reasonText'
      where n.state = 'delivered' and n.message is null and e.recorded_at >= ${`${since}T00:00:00+08:00`}::timestamptz
        and ${inScope(scope)} ${beyond}
      order by e.recorded_at desc, n.case_id desc, n.seq desc, n.ordinal desc limit ${limit}`,
  );
  return found.map(({ ms, ...told }) => ({ ...told, at: new Date(Math.round(ms)) }));
}

function addressed({ person }: Scope, { offices, since }: InboxQuestion): SQL {
  const mine = sql`select n.* from notices n where n.person = ${person}
    union all select n.* from case_parties p join notices n on n.case_id = p.case_id and n.party = p.party
      where p.person = ${person}`;
  if (offices.length === 0) return mine;
  const held = offices.map(({ org, role }) => sql`(n.org = ${org} and n.role = ${role})`);
  const orgs = `{${offices.map(({ org }) => org).join(',')}}`;
  return sql`${mine} union all select n.* from cases c join notices n on n.case_id = c.id
    where c.orgs && ${orgs}::uuid[] and c.recorded_at >= ${`${since}T00:00:00+08:00`}::timestamptz
      and n.person is null and (${sql.join(held, sql` or `)})`;
}

/** What the event noted of a petition's ways: where it goes, what is open beside it, and until when arbitration is. */
export function waysTold({ effects }: CaseEvent): Pick<Notes, 'sortedTo' | 'also' | 'route' | 'limitationOn'> {
  const notes = effects.flatMap((effect) => (effect.t === 'noted' ? [effect.notes] : []));
  return Object.assign({}, ...notes);
}
