// `verify`: refolds every case and says what does not hold. Reads one snapshot, a page of cases at a time.
import { sql } from 'drizzle-orm';
import { type Calendar, CHINA } from '../domain/calendar/calendar.ts';
import { epochMs } from './case-file.ts';
import { type Db, inTransaction, type Queries, rows } from './connection.ts';
import { codeOf } from './failure.ts';
import { type Difference, differencesOf, type StoredCase, type StoredEvent } from './verify-case.ts';

export type { Difference } from './verify-case.ts';

export interface Verified {
  readonly cases: number;
  readonly events: number;
}

/** What is late for longer is late: X of the reliability goals, ms. */
const PATIENCE_MS = 60_000;
const PAGE = 100;

/** Verifies the whole record and calls `differs` for everything found. Changes nothing. */
export async function verifyRecord(
  db: Db,
  differs: (difference: Difference) => void,
  calendar: Calendar = CHINA,
): Promise<Verified> {
  const done = await inTransaction(
    db,
    async (tx) => {
      const found: Difference[] = [];
      let [cases, events, last] = [0, 0, '00000000-0000-0000-0000-000000000000'];
      for (let page = await pageAfter(tx, last); page.length > 0; page = await pageAfter(tx, last)) {
        for (const stored of page) {
          found.push(...differencesOf(stored.case, calendar, stored.realTime));
          events += stored.case.events.length;
          last = stored.case.id;
        }
        cases += page.length;
      }
      for (const question of QUESTIONS) found.push(...(await ask(tx, question)));
      return { cases, events, found };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  for (const difference of [...done.found, ...(await attempts(db))]) differs(difference);
  return { cases: done.cases, events: done.events };
}

// ── the cases ───────────────────────────────────────────────────────────────────────────────────────────────────

interface Page {
  readonly case: StoredCase;
  readonly realTime: boolean;
}

async function pageAfter(tx: Queries, last: string): Promise<Page[]> {
  const ms = (column: string) => sql.raw(epochMs(column));
  const found = await rows<Omit<StoredCase, 'events'> & { timelineId: number }>(
    tx,
    sql`select c.id, to_jsonb(c) as row, c.timeline_id as "timelineId", ${ms('c.next_at')} as "nextAt",
      json_build_object('anchorMs', t.anchor_db, 'legalMs', t.anchor_legal, 'factor', t.factor) as timeline,
      encode(c.head_hash, 'hex') as head,
      (select coalesce(jsonb_agg(to_jsonb(k)), '[]') from clocks k where k.case_id = c.id) as clocks,
      (select coalesce(jsonb_agg(to_jsonb(k)), '[]') from tasks k where k.case_id = c.id and k.closed_at is null)
        as tasks,
      (select coalesce(jsonb_agg(n.seq || '.' || n.ordinal || ' ' || n.template order by n.seq, n.ordinal), '[]')
       from notices n where n.case_id = c.id) as notices
    from cases c join timelines t on t.id = c.timeline_id
    where c.id > ${last}::uuid order by c.id limit ${PAGE}`,
  );
  const ids = found.map((one) => one.id);
  const events = await rows<StoredEvent & { caseId: string } & Record<string, unknown>>(
    tx,
    sql`select case_id as "caseId", seq, command_id as command, type, actor, ${ms('legal_at')} as legal,
      happened_on as "on", ${ms('decided_at')} as decided, ${ms('recorded_at')} as recorded, since,
      encode(request_hash, 'hex') as request, encode(answer_hash, 'hex') as answer, body, encode(hash, 'hex') as hash
    from events where case_id = any(${`{${ids.join(',')}}`}::uuid[]) order by case_id, seq`,
  );
  const byCase = new Map<string, StoredEvent[]>();
  for (const event of events) byCase.set(event.caseId, [...(byCase.get(event.caseId) ?? []), event]);
  return found.map(({ timelineId, ...one }) => ({
    case: { ...one, events: byCase.get(one.id) ?? [] },
    realTime: timelineId === 1,
  }));
}

// ── the database as a whole ─────────────────────────────────────────────────────────────────────────────────────

interface Question {
  readonly invariant: string;
  readonly what: string;
  /** Rows are what does not hold: a case, if it is one's, and more to say. */
  readonly query: ReturnType<typeof sql>;
}

const LATE = sql.raw(`clock_timestamp() - interval '${PATIENCE_MS} ms'`);

const day = (instant: string) => sql.raw(`((${instant}) at time zone 'Asia/Shanghai')::date`);

/** Who acted as an officer, and on which case. The request may have come a little before it was recorded. */
const OFFICERS = sql`(
  select e.case_id as id, e.seq, e.actor, e.body->'by'->>'role' as role, (e.body->'by'->>'org')::uuid as org,
    ${day('e.recorded_at')} as last, ${day("e.recorded_at - interval '1 minute'")} as first
  from events e where e.body->'by'->>'kind' = 'staff')`;

const QUESTIONS: readonly Question[] = [
  {
    invariant: 'I8',
    what: 'a clock is past due',
    query: sql`select c.id, c.next_at::text as more from cases c where c.next_at < ${LATE}`,
  },
  {
    invariant: 'I16',
    what: 'a wake waits for longer than a minute',
    query: sql`select case_id as id, last_error as more from wakes where since < ${LATE}`,
  },
  {
    invariant: 'I16',
    what: 'a fault waits for a person',
    query: sql`select case_id as id, source || ' ' || code as more from faults where resolved_at is null`,
  },
  {
    invariant: 'I6',
    what: 'a task lies with somebody who is not active',
    query: sql`select t.case_id as id, t.key as more from tasks t join people p on p.id = t.person
      where t.closed_at is null and not p.active`,
  },
  {
    invariant: 'I15',
    what: 'somebody acted in an office that he did not hold that day',
    query: sql`select o.id, 'event ' || o.seq || ', ' || o.role as more from ${OFFICERS} o where not exists (
      select from memberships m where m.person = o.actor and m.role = o.role and m.org = o.org
        and m.valid_from <= o.last and coalesce(m.valid_to, 'infinity') > o.first)`,
  },
  {
    invariant: 'I15',
    what: 'somebody acted from an office that has nothing to do with the case',
    query: sql`with recursive above as (
        select c.id as case_id, unnest(c.orgs || c.bodies) as org from cases c
        union
        select a.case_id, g.parent from above a join organisations g on g.id = a.org where g.parent is not null
      )
      select o.id, 'event ' || o.seq || ', ' || o.role as more from ${OFFICERS} o
      where not exists (select from above a where a.case_id = o.id and a.org = o.org)`,
  },
  {
    invariant: 'I15',
    what: 'somebody acted as a party that is somebody else',
    query: sql`select e.case_id as id, 'event ' || e.seq || ', ' || p.party as more
      from events e join case_parties p on p.case_id = e.case_id and p.party = e.body->'by'->>'party'
      where e.body->'by'->>'kind' = 'party' and p.person is distinct from e.actor`,
  },
  {
    invariant: 'I17',
    what: 'cases and first events differ in number',
    query: sql`select null::uuid as id, c.n || ' and ' || e.n as more
      from (select count(*) as n from cases) c, (select count(*) as n from events where seq = 1) e where c.n <> e.n`,
  },
  {
    invariant: 'I17',
    what: 'case numbers have gaps',
    query: sql`select null::uuid as id, n.last || ' numbers, ' || c.n || ' cases in ' || n.year as more
      from (select district, year, last from case_numbers) n
      join lateral (
        select count(*) as n from cases c where c.district = n.district and extract(year from c.opened_on) = n.year
      ) c on c.n <> n.last`,
  },
  {
    invariant: 'I14',
    what: 'events can be changed',
    query: sql`select null::uuid as id, 'the trigger is off' as more where not exists (
      select from pg_trigger where tgrelid = 'events'::regclass and tgname = 'events_append_only'
        and tgenabled in ('O', 'A') and tgtype = 58)`,
  },
  {
    invariant: 'I9',
    what: 'a message says something else than what stands behind it',
    query: sql`select null::uuid as id, m.notices || ' said, ' || count(n.case_id) || ' found' as more
      from notice_messages m left join notices n on n.message = m.id and n.state = 'delivered'
      group by m.id having count(n.case_id) <> m.notices`,
  },
  {
    invariant: 'I9',
    what: 'nothing keeps a cause from acting twice',
    query: sql`select null::uuid as id, wanted.name as more
      from (values ('events_once_per_command'), ('events_once_per_intake'), ('events_case_id_seq_pk')) wanted(name)
      where not exists (
        select from pg_class i join pg_index x on x.indexrelid = i.oid
        where i.relname = wanted.name and x.indrelid = 'events'::regclass and x.indisunique and x.indisvalid)`,
  },
];

async function ask(tx: Queries, { invariant, what, query }: Question): Promise<Difference[]> {
  const found = await rows<{ id: string | null; more: string | null }>(tx, query);
  return found.map(({ id, more }) => ({ invariant, caseId: id, what: more ? `${what}: ${more}` : what }));
}

/** Tries to change the record, in transactions that are never committed. */
async function attempts(db: Db): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const what of ['update events set type = type where false', 'delete from events where false']) {
    const refused = await inTransaction(db, async (tx) => {
      await tx.execute(sql.raw(what));
      tx.rollback();
    }).then(
      () => false,
      (error: unknown) => codeOf(error) === '23000',
    );
    if (!refused) found.push({ invariant: 'I14', caseId: null, what: `accepted: ${what}` });
  }
  return found;
}
