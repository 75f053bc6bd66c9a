// Reads of cases. Each takes the scope of whoever asks and sees nothing beyond it; a case out of scope is not there.
import { and, asc, desc, eq, gte, inArray, isNotNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import { arrayOf } from '../db/bulk.ts';
import type { FirstEvent, SeenCase } from '../db/case-file.ts';
import { type Queries, rows } from '../db/connection.ts';
import { gatherFor } from '../db/gather.ts';
import { cases } from '../db/schema/cases.ts';
import { events } from '../db/schema/events.ts';
import { caseParties } from '../db/schema/personal.ts';
import { tasks } from '../db/schema/tasks.ts';
import { timelines } from '../db/schema/timelines.ts';
import { tokensAskedFor } from '../db/search-tokens.ts';
import type { Light } from '../domain/attention/light.ts';
import { AWAITING_SERVICE } from '../domain/attention/unserved.ts';
import type { CivilDate } from '../domain/calendar/civil-date.ts';
import { legalAt, type Timeline } from '../domain/calendar/legal-time.ts';
import type { Case, CaseEvent, PartyId } from '../domain/case.ts';
import type { Sort } from './schemas/queries.ts';
import { inScope, type Scope, scopedBy, scopeParameters } from './scope.ts';

/** A case as it stands, with what deciding about it and showing it takes. */
export interface CaseFile {
  readonly id: string;
  readonly caseNo: string;
  readonly life: Case;
  readonly light: Light;
  readonly bodies: readonly string[];
  readonly orgs: readonly string[];
  readonly timelineId: number;
  readonly timeline: Timeline;
  /** Legal time now, epoch ms. */
  readonly now: number;
  /** As whom the person is a party of it. */
  readonly mine: readonly PartyId[];
  /** The same read as the record takes it. */
  readonly seen: SeenCase & { readonly commandId: string };
}

const ms = (instant: unknown) => sql<number>`floor(extract(epoch from ${instant}) * 1000)::float8`;
const given = (name: string) => sql.placeholder(name);

interface Sought {
  readonly scope: Scope;
  readonly caseId: string;
  readonly commandId: string;
}

/** What is sought, as rows `a`: one is planned once on each connection, a group by its size. */
const ONE = sql`(select ${given('caseId')}::uuid, ${given('commandId')}::text, ${given('person')}::uuid,
    ${given('bodies')}::text, ${given('orgs')}::text, 1)
  as a(case_id, command_id, person, bodies, orgs, n)`;
const GROUP = sql`unnest(${given('caseId')}::uuid[], ${given('commandId')}::text[], ${given('person')}::uuid[],
    ${given('bodies')}::text[], ${given('orgs')}::text[])
  with ordinality as a(case_id, command_id, person, bodies, orgs, n)`;
// Young tables are read whole without it.
const OF_GROUP = sql`${cases.id} = any(${given('caseId')}::uuid[])`;

/** The first question of nearly every request. */
const casesSought = (on: Queries, source: SQL, those?: SQL) =>
  on
    .select({
      n: sql<number>`a.n::int`,
      id: cases.id,
      caseNo: cases.caseNo,
      life: cases.life,
      light: cases.light,
      bodies: cases.bodies,
      orgs: cases.orgs,
      mine: sql<PartyId[]>`array(select ${caseParties.party} from ${caseParties}
        where ${caseParties.caseId} = ${cases.id} and ${caseParties.person} = a.person order by 1)`,
      timelineId: cases.timelineId,
      anchorMs: timelines.anchorDb,
      legalMs: timelines.anchorLegal,
      factor: timelines.factor,
      databaseMs: ms(sql`clock_timestamp()`),
      recordedMs: ms(cases.recordedAt),
      version: sql<string>`${cases}.xmin::text`,
      head: cases.headHash,
      drivenSeq: cases.drivenSeq,
      drivenMs: sql<number | null>`${ms(cases.drivenFor)}`,
      first: sql<FirstEvent | null>`(
        select json_build_object('seq', e.seq, 'since', e.since, 'request', encode(e.request_hash, 'hex'))
        from events e where e.case_id = ${cases.id} and e.command_id = a.command_id)`,
    })
    .from(cases)
    .innerJoin(timelines, eq(timelines.id, cases.timelineId))
    .innerJoin(source, sql`a.case_id = ${cases.id}`)
    .where(and(those, scopedBy({ person: sql`a.person`, bodies: sql`a.bodies`, orgs: sql`a.orgs` })));

const statementsOf = (on: Queries) => ({
  one: casesSought(on, ONE).prepare('case-in-scope'),
  group: casesSought(on, GROUP, OF_GROUP).prepare('cases-in-scope'),
});

const prepared = new WeakMap<Queries, ReturnType<typeof statementsOf>>();

/**
 * Null: there is no such case for this person. Those who ask at the same moment are answered together.
 *
 * @param commandId what `seen` is to know a repetition of; empty: nothing will be decided
 */
export const caseInScope = (on: Queries, scope: Scope, caseId: string, commandId = ''): Promise<CaseFile | null> =>
  soughtTogether(on, { scope, caseId, commandId });

const soughtTogether: (on: Queries, sought: Sought) => Promise<CaseFile | null> = gatherFor(() => null, found);

async function found(on: Queries, group: readonly Sought[]): Promise<PromiseSettledResult<CaseFile | null>[]> {
  const statements = prepared.get(on) ?? statementsOf(on);
  prepared.set(on, statements);
  const asked = group.map(({ scope, ...sought }) => ({ ...sought, ...scopeParameters(scope) }));
  const [first, ...others] = asked;
  const rows =
    first && others.length === 0 ? await statements.one.execute(first) : await statements.group.execute(lists(asked));
  const byPlace = new Map(rows.map((row) => [row.n, row]));
  return group.map(({ commandId }, i) => {
    const row = byPlace.get(i + 1);
    return { status: 'fulfilled', value: row ? fileOf(row, commandId) : null };
  });
}

type Row = Awaited<ReturnType<ReturnType<typeof statementsOf>['one']['execute']>>[number];

const SOUGHT = ['caseId', 'commandId', 'person', 'bodies', 'orgs'] as const;

const lists = (asked: readonly Readonly<Record<(typeof SOUGHT)[number], string>>[]) =>
  Object.fromEntries(SOUGHT.map((field) => [field, arrayOf(asked.map((one) => one[field]))]));

function fileOf(row: Row, commandId: string): CaseFile {
  const { n: _, anchorMs, legalMs, databaseMs, recordedMs, version, head, drivenSeq, drivenMs, first, ...rest } = row;
  const { factor, ...file } = rest;
  const { life, caseNo, timelineId } = file;
  const timeline = { anchorMs, legalMs, factor };
  const seen = {
    commandId,
    ...{ life, version, head, factor, first, now: databaseMs, recorded: recordedMs, newest: life.seq },
    ...{ case_no: caseNo, timeline_id: timelineId, anchor_db: anchorMs, anchor_legal: legalMs },
    ...{ driven_seq: drivenSeq, driven_for: drivenMs },
  };
  return { ...file, timeline, seen, now: legalAt(timeline, databaseMs) };
}

// ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where a page ended: the sorted value, then the id. */
export interface Place {
  readonly value: string;
  readonly id: string;
}

export interface CaseFilter {
  readonly status?: 'open' | 'closed' | undefined;
  readonly level?: Case['proceedings'][number]['level'] | undefined;
  readonly state?: string | undefined;
  readonly light?: Light | undefined;
  readonly org?: string | undefined;
  readonly assignee?: string | undefined;
  readonly dueBefore?: CivilDate | undefined;
  readonly provisional?: 'true' | 'false' | undefined;
  readonly q?: string | undefined;
  /** Cases found otherwise by `q`: an id number, a phone. */
  readonly found?: readonly string[] | undefined;
}

const SORTED = {
  '-opened': { by: cases.openedOn, down: true },
  opened: { by: cases.openedOn, down: false },
  due: { by: cases.dueOn, down: false },
  '-updated': { by: cases.recordedAt, down: true },
} as const satisfies Record<Sort, { by: unknown; down: boolean }>;

const COLUMNS = {
  id: cases.id,
  caseNo: cases.caseNo,
  status: cases.status,
  level: cases.level,
  procedure: cases.procedure,
  state: cases.state,
  body: cases.body,
  handler: cases.handler,
  light: cases.light,
  provisional: cases.provisional,
  openedOn: cases.openedOn,
  closedOn: cases.closedOn,
  dueOn: cases.dueOn,
  industry: cases.industry,
  workers: cases.workers,
  amountFen: cases.amountFen,
  claimTypes: cases.claimTypes,
  flags: cases.flags,
  levels: cases.levels,
  updatedAt: sql<string>`to_char(${cases.recordedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
};

/** At most `limit` cases in that order, beginning after `after`. */
export async function casesInScope(
  on: Queries,
  scope: Scope,
  filter: CaseFilter,
  page: { readonly sort: Sort; readonly after: Place | null; readonly limit: number },
) {
  const { by, down } = SORTED[page.sort];
  return on
    .select(COLUMNS)
    .from(cases)
    .where(
      and(
        within(scope, filter),
        ...conditions(filter),
        page.sort === 'due' ? isNotNull(cases.dueOn) : undefined,
        beyond(page),
      ),
    )
    .orderBy(down ? desc(by) : asc(by), down ? desc(cases.id) : asc(cases.id))
    .limit(page.limit);
}
export type CaseRow = Awaited<ReturnType<typeof casesInScope>>[number];

function beyond({ sort, after }: { readonly sort: Sort; readonly after: Place | null }): SQL | undefined {
  if (!after) return undefined;
  const { by, down } = SORTED[sort];
  const value = sort === '-updated' ? sql`${after.value}::timestamptz` : sql`${after.value}::date`;
  return down
    ? sql`(${by}, ${cases.id}) < (${value}, ${after.id}::uuid)`
    : sql`(${by}, ${cases.id}) > (${value}, ${after.id}::uuid)`;
}

/** Whoever sees all cases of an organisation needs no second condition to see those of it alone. */
const within = (scope: Scope, { org }: CaseFilter): SQL | undefined =>
  org !== undefined && scope.orgs.includes(org) ? undefined : inScope(scope);

function conditions(filter: CaseFilter): (SQL | undefined)[] {
  const { status, level, state, light, org, assignee, dueBefore, provisional, q, found } = filter;
  return [
    status && eq(cases.status, status),
    level && eq(cases.level, level),
    state === undefined ? undefined : eq(cases.state, state),
    light && eq(cases.light, light),
    org === undefined ? undefined : sql`${cases.orgs} @> ${`{${org}}`}::uuid[]`,
    assignee === undefined ? undefined : eq(cases.handler, assignee),
    dueBefore && lt(cases.dueOn, dueBefore),
    provisional && eq(cases.provisional, provisional === 'true'),
    q === undefined ? undefined : searched(q, found ?? []),
  ];
}

/** A text of which nothing can be searched finds nothing. */
function searched(q: string, found: readonly string[]): SQL | undefined {
  const tokens = tokensAskedFor(q);
  const named = tokens.length === 0 ? sql`false` : sql`${cases.tokens} @> ${sql.param(tokens)}::text[]`;
  return or(named, found.length === 0 ? undefined : inArray(cases.id, [...found]));
}

// ── the record of one case ──────────────────────────────────────────────────────────────────────────────────────

/** An event as it lies in the record. */
export interface KeptEvent {
  readonly body: CaseEvent;
  /** Database time, ISO 8601. */
  readonly recordedAt: string;
  /** Legal milliseconds from the instant of the event to its record (features D13: stamped with lateness). */
  readonly lateMs: number;
}

/** Events after `seq`, in order. The caller has seen that the case is in scope. */
export async function recordOf(on: Queries, caseId: string, afterSeq: number, limit: number): Promise<KeptEvent[]> {
  const found = await on
    .select({ body: events.body, recordedAt: events.recordedAt, legalAt: events.legalAt, decidedAt: events.decidedAt })
    .from(events)
    .where(and(eq(events.caseId, caseId), sql`${events.seq} > ${afterSeq}`))
    .orderBy(events.seq)
    .limit(limit);
  return found.map(({ body, recordedAt, legalAt, decidedAt }) => ({
    body,
    recordedAt: recordedAt.toISOString(),
    lateMs: decidedAt.getTime() - legalAt.getTime(),
  }));
}

/** The same, the events alone. The caller has seen that the case is in scope. */
export async function eventsOf(on: Queries, caseId: string, afterSeq: number, limit: number): Promise<CaseEvent[]> {
  return (await recordOf(on, caseId, afterSeq, limit)).map(({ body }) => body);
}

/** The events up to the first that took effect at or after that legal instant (epoch ms): the case as it stood then. */
export async function eventsBefore(on: Queries, caseId: string, legalMs: number): Promise<CaseEvent[]> {
  const instant = new Date(legalMs).toISOString();
  const found = await rows<{ body: CaseEvent }>(
    on,
    sql`select body from events e where case_id = ${caseId} and seq < coalesce(
      (select min(seq) from events where case_id = ${caseId} and legal_at >= ${instant}::timestamptz), 2147483647)
      order by seq`,
  );
  return found.map(({ body }) => body);
}

// ── duplicates ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface Resembling {
  readonly caseNo: string;
  readonly openedOn: CivilDate;
  readonly status: 'open' | 'closed';
}

/** Earlier cases among `candidates` against the same employer, opened on or after `since`, that the person may see. */
export async function resembling(
  on: Queries,
  scope: Scope,
  of: { readonly caseId: string; readonly candidates: readonly string[]; readonly since: CivilDate },
): Promise<Resembling[]> {
  if (of.candidates.length === 0) return [];
  const other = sql`select 1 from ${caseParties} mine join ${caseParties} theirs
    on (theirs.org = mine.org or theirs.credit_code = mine.credit_code or theirs.name = mine.name)
    where mine.case_id = ${of.caseId} and mine.party like 'E%' and theirs.case_id = ${cases.id} and theirs.party like 'E%'`;
  return on
    .select({ caseNo: cases.caseNo, openedOn: cases.openedOn, status: cases.status })
    .from(cases)
    .where(
      and(
        inArray(cases.id, [...of.candidates]),
        ne(cases.id, of.caseId),
        sql`${cases.id} < ${of.caseId}::uuid`,
        gte(cases.openedOn, of.since),
        inScope(scope),
        sql`exists (${other})`,
      ),
    )
    .orderBy(desc(cases.openedOn))
    .limit(10);
}

// ── tasks ───────────────────────────────────────────────────────────────────────────────────────────────────────

export interface TaskPlace {
  /** Due day, or `infinity`. */
  readonly value: string;
  readonly caseId: string;
  readonly key: string;
}

/** mine: given to me, or my choice as a party, or told to me as a supervisor · unit: of the offices in my sight. */
export type TaskScope = 'mine' | 'unit';

export async function tasksInScope(
  on: Queries,
  scope: Scope,
  which: TaskScope,
  page: { readonly after: TaskPlace | null; readonly limit: number },
) {
  const due = sql`coalesce(${tasks.dueOn}, 'infinity'::date)`;
  const after =
    page.after &&
    sql`(${due}, ${tasks.caseId}, ${tasks.key}) > (${page.after.value}::date, ${page.after.caseId}::uuid, ${page.after.key})`;
  return on
    .select({
      caseId: tasks.caseId,
      caseNo: cases.caseNo,
      light: cases.light,
      key: tasks.key,
      what: tasks.what,
      proceeding: tasks.proceeding,
      procedure: sql<
        string | null
      >`${cases.life} #>> array['proceedings', (${tasks.proceeding} - 1)::text, 'procedure']`,
      state: tasks.state,
      /** Of a task that may be about serving something; the rest of it is not needed for a list. */
      life: sql<Case | null>`case when ${tasks.what} = 'act' and ${tasks.state} = any(${`{${AWAITING_SERVICE.join(',')}}`}::text[])
        then ${cases.life} end`,
      clock: tasks.clock,
      rule: tasks.rule,
      org: tasks.org,
      role: tasks.role,
      party: tasks.party,
      person: tasks.person,
      dueOn: tasks.dueOn,
      rung: tasks.rung,
      supervisor: tasks.supervisor,
    })
    .from(tasks)
    .innerJoin(cases, eq(cases.id, tasks.caseId))
    .where(
      and(
        sql`${tasks.closedAt} is null`,
        inScope(scope),
        which === 'mine' ? isMine(scope.person) : isMyUnits(scope),
        after ?? undefined,
      ),
    )
    .orderBy(due, tasks.caseId, tasks.key)
    .limit(page.limit);
}
export type TaskRow = Awaited<ReturnType<typeof tasksInScope>>[number];

/** Three ways to a task, each by its own index: an `or` of them would look at every open task there is. */
function isMine(person: string): SQL {
  return sql`(${tasks.caseId}, ${tasks.key}) in (
    select case_id, key from tasks where person = ${person} and closed_at is null
    union select case_id, key from tasks where supervisor = ${person} and closed_at is null
    union select t.case_id, t.key from case_parties p join tasks t on t.case_id = p.case_id and t.party = p.party
      where p.person = ${person} and t.closed_at is null)`;
}

function isMyUnits({ bodies, orgs }: Scope): SQL {
  return sql`${tasks.org} = any(${`{${[...bodies, ...orgs].join(',')}}`}::uuid[])`;
}
