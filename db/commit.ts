// Writes what was decided: events, case, clocks, tasks, notices and the wake of one decision, or of a batch of them, in
// one statement, so that they are there together or not at all.

import { databaseAt, type Timeline } from '../domain/calendar/legal-time.ts';
import type { Case, CaseEvent } from '../domain/case.ts';
import { nextInstant } from '../domain/time-came.ts';
import { answerHash } from './answer.ts';
import { arrayOf, bulk } from './bulk.ts';
import { type CaseFile, legalNow } from './case-file.ts';
import type { Queries, Transaction } from './connection.ts';
import { defect } from './failpoint.ts';
import { hashOf } from './hash-chain.ts';
import { arrived, NOTICE_KEYS, noticeRows } from './notices.ts';
import type { Offices } from './offices.ts';
import { CASE_KEYS, CLOCK_KEYS, caseColumns, changedClocks } from './read-model.ts';
import { cases } from './schema/cases.ts';
import { clocks } from './schema/clocks.ts';
import { events } from './schema/events.ts';
import { notices } from './schema/notices.ts';
import { tasks } from './schema/tasks.ts';
import { wakes } from './schema/wakes.ts';
import { type Statement, statement } from './statement.ts';
import { changedTasks, TASK_KEYS } from './tasks.ts';
import { needsWake } from './wake.ts';

/** One decision with at least one event. Instants in epoch ms. */
export interface Decided {
  readonly before: Case | null;
  readonly after: Case;
  readonly events: readonly CaseEvent[];
  /** Hash of the event before them; null for an opening. */
  readonly head: string | null;
  readonly timeline: Timeline;
  /** Database time. */
  readonly recordedAt: number;
  /** Legal time. */
  readonly decidedAt: number;
  /** The command that a person gave: its key and what binds it. Absent: time's own. */
  readonly asked?: { readonly commandId: string; readonly request: string };
  /** What the workflow was last told. */
  readonly driven: { readonly seq: number; readonly until: number | null };
  /** The workflow is told of it in the same transaction, so it needs no wake. */
  readonly told?: boolean;
}

/** What was decided on a file, at the instant at which it was read. */
export const decidedOn = (file: CaseFile, after: Decided['after'], events: readonly CaseEvent[]): Decided => ({
  before: file.life,
  after,
  events,
  head: file.head,
  timeline: file.timeline,
  recordedAt: file.now,
  decidedAt: legalNow(file),
  driven: { seq: file.drivenSeq, until: file.drivenFor },
});

/** What an opening adds to the case's row. */
export interface Registration {
  readonly timelineId: number;
  readonly trackingHash: string;
  /** Search tokens of the names; those of the number are added. */
  readonly tokens: readonly string[];
}

const LIVE_KEYS = [...CASE_KEYS, 'recordedAt', 'headHash', 'nextAt', 'nextClock', 'drivenSeq', 'drivenFor'] as const;
const EVENT_KEYS = [
  'caseId',
  'seq',
  'commandId',
  'type',
  'actor',
  'legalAt',
  'happenedOn',
  'decidedAt',
  'recordedAt',
  'since',
  'requestHash',
  'answerHash',
  'body',
  'hash',
] as const;

const CASES = bulk(cases, ['id', ...LIVE_KEYS]);
const OPENING = bulk(cases, ['id', 'timelineId', 'trackingHash', 'tokens', ...LIVE_KEYS]);
const EVENTS = bulk(events, EVENT_KEYS);
const CLOCKS = bulk(clocks, CLOCK_KEYS);
const TASKS = bulk(tasks, TASK_KEYS);
const NOTICES = bulk(notices, NOTICE_KEYS);
const WAKES = bulk(wakes, ['caseId', 'seq', 'since', 'nextTryAt']);

/** What goes beside the cases, as parameters `from` and following. `only`: a join under which anything is written. */
const theRest = (from: number, only = ''): string => {
  const [clocks, tasks] = [from + EVENTS.width, from + EVENTS.width + CLOCKS.width];
  const [notices, wakes] = [tasks + TASKS.width, tasks + TASKS.width + NOTICES.width];
  return `
  new_events as (insert into events (${EVENTS.list()}) select ${EVENTS.list('r.')} from ${EVENTS.source(from)} ${only}),
  new_clocks as (
    insert into clocks (${CLOCKS.list()}) select ${CLOCKS.list('r.')} from ${CLOCKS.source(clocks)} ${only} where true
    on conflict (case_id, no) do update set ${CLOCKS.assignments('excluded.', ['caseId', 'no'])}
  ),
  new_tasks as (
    insert into tasks as t (${TASKS.list()}) select ${TASKS.list('r.')} from ${TASKS.source(tasks)} ${only} where true
    on conflict (case_id, key) do update set ${TASKS.assignments('excluded.', ['caseId', 'key', 'openedAt'])},
      opened_at = case when t.closed_at is null then t.opened_at else excluded.opened_at end
  ),
  new_notices as (
    insert into notices (${NOTICES.list()}) select ${NOTICES.list('r.')} from ${NOTICES.source(notices)} ${only}
  ),
  new_wakes as (
    insert into wakes (${WAKES.list()}) select ${WAKES.list('r.')} from ${WAKES.source(wakes)} ${only} where true
    on conflict (case_id) do update set seq = excluded.seq, next_try_at = excluded.next_try_at
    returning 1
  ),
  woken as (select count(*)::int as wakes from new_wakes)`;
};
/** How many parameters that takes. */
const REST = EVENTS.width + CLOCKS.width + TASKS.width + NOTICES.width + WAKES.width;

const CHANGED = `update cases c set ${CASES.assignments('r.', ['id'])} from ${CASES.source(1)}`;
const writeDecisions: Statement<{ wakes: number }> = statement(
  'write-decisions',
  `with changed as (${CHANGED} where c.id = r.id), ${theRest(CASES.width + 1)} select * from woken`,
);

const HELD = `$${CASES.width + REST + 1}`;
const VERSIONS = `$${CASES.width + REST + 2}`;
const KEYS = `$${CASES.width + REST + 3}`;

// Each member is written whole or not at all, by the one row lock: taken only where nobody holds the case, its row is the
// version that was decided about and its key was not refused meanwhile, and taken in one order. By `any` as well: whoever
// plans for many rows would read the whole table for a few.
const writeUnmoved: Statement<{ wakes: number; held: readonly string[] }> = statement(
  'write-unmoved',
  `with held as materialized (
    select c.id from cases c
      join unnest(${HELD}::uuid[], ${VERSIONS}::xid[], ${KEYS}::text[]) as seen(id, version, key)
        on seen.id = c.id and seen.version = c.xmin
    where c.id = any(${HELD}::uuid[])
      and not exists (select from refusals f where f.case_id = seen.id and f.command_id = seen.key)
    order by c.id for no key update of c skip locked
  ), changed as (
    ${CHANGED} join held on held.id = r.id where c.id = r.id and c.id = any(${HELD}::uuid[])
  ), ${theRest(CASES.width + 1, 'join held on held.id = r.case_id')}
  select wakes, array(select held.id::text from held) as held from woken`,
);

// The planted defect: the read model is left out of the transaction and written after it.
const leftOut: string[][] = [];
const writeChanged: Statement<unknown> = statement('write-changed', `${CHANGED} where c.id = r.id`);
const writeAllButCases: Statement<{ wakes: number }> = statement(
  'write-all-but-cases',
  `with ${theRest(1)} select * from woken`,
);

/** Does nothing unless the defect is planted. */
export async function writeLeftOut(on: Queries): Promise<void> {
  for (const rows of leftOut.splice(0)) await writeChanged(on, ...rows);
}

/** `解2026-000123`; the second district of an installation writes `解2-2026-000123`. */
const NUMBER = `'解' || case r.series when 1 then '' else r.series || '-' end || r.year || '-' || lpad(r.nth::text, 6, '0')`;

const writeOpenings: Statement<{ numbers: Readonly<Record<string, string>> }> = statement(
  'write-openings',
  `with asked as (
    select r.*, extract(year from r.opened_on)::int as year,
      row_number() over of_year - count(*) over (partition by r.district, extract(year from r.opened_on)) as place
    from ${OPENING.source(1)} window of_year as (partition by r.district, extract(year from r.opened_on) order by r.id)
  ), n as (
    insert into case_numbers as n (district, year, series, last)
    select a.district, a.year,
      coalesce((select o.series from case_numbers o where o.district = a.district limit 1),
        (select coalesce(max(o.series), 0) + 1 from case_numbers o)), count(*)
    from asked a group by a.district, a.year order by a.district, a.year
    on conflict (district, year) do update set last = n.last + excluded.last
    returning *
  ), numbered as (
    select a.*, n.series, n.last + a.place as nth from asked a join n on n.district = a.district and n.year = a.year
  ), changed as (
    insert into cases (case_no, tokens, ${OPENING.list('', ['tokens'])})
    select ${NUMBER}, r.tokens || array['解', r.year::text, lpad(r.nth::text, 6, '0'), r.nth::text],
      ${OPENING.list('r.', ['tokens'])}
    from numbered r
    returning id, case_no
  ), ${theRest(OPENING.width + 1)} select (select json_object_agg(changed.id, changed.case_no) from changed) as numbers from woken`,
);

/** Writes decisions on cases whose files are held. True: it wrote wakes. */
export async function commitDecisions(tx: Transaction, list: readonly Decided[], offices: Offices): Promise<boolean> {
  const rows = list.map((one) => rowsOf(one, offices));
  const live = CASES.columns(rows.map((row) => row.live));
  const apart = defect('read-model-outside');
  if (apart) leftOut.push(live);
  const rest = besides(rows);
  const [written] = await (apart ? writeAllButCases(tx, ...rest) : writeDecisions(tx, ...live, ...rest));
  return (written?.wakes ?? 0) > 0;
}

/** A decision on a case that nobody holds, and the version of the row that it was made on. */
export interface DecidedOn {
  readonly decided: Decided;
  readonly version: string;
}

/** `written`: ids of the cases whose decision was written. */
export interface Unmoved {
  readonly written: ReadonlySet<string>;
  readonly woke: boolean;
}

/**
 * Writes decisions on different cases that nobody holds, in one statement and so in one transaction, but for those whose
 * case was changed since it was seen, or is held by somebody at this moment: of them nothing is written.
 */
export async function commitUnmoved(on: Queries, list: readonly DecidedOn[], offices: Offices): Promise<Unmoved> {
  const rows = list.map(({ decided }) => rowsOf(decided, offices));
  const [written] = await writeUnmoved(
    on,
    ...CASES.columns(rows.map((row) => row.live)),
    ...besides(rows),
    arrayOf(list.map(({ decided }) => decided.after.id)),
    arrayOf(list.map(({ version }) => version)),
    arrayOf(list.map(({ decided }) => decided.asked?.commandId ?? '')),
  );
  return { written: new Set(written?.held), woke: (written?.wakes ?? 0) > 0 };
}

export interface Opening {
  readonly decided: Decided;
  /** The first step, decided on the case just opened: an act of its own, written with the opening. */
  readonly step?: Pick<Decided, 'after' | 'events' | 'asked'>;
  readonly registration: Registration;
}

/** Writes the openings of cases, with their wakes, and returns their numbers in that order. */
export async function commitOpenings(on: Queries, list: readonly Opening[], offices: Offices): Promise<string[]> {
  const rows = list.map((opening) => ({ ...openingRows(opening, offices), registration: opening.registration }));
  const opened = rows.map(({ live, registration: { tokens, ...rest } }) => ({ ...live, ...rest, tokens: [...tokens] }));
  const [written] = await writeOpenings(on, ...OPENING.columns(opened), ...besides(rows));
  return list.map(({ decided }) => {
    const caseNo = written?.numbers[decided.after.id];
    if (caseNo === undefined) throw new Error('an opening wrote no case');
    return caseNo;
  });
}

function openingRows({ decided, step }: Opening, offices: Offices): Rows {
  if (!step) return rowsOf(decided, offices);
  const opened = chained(decided);
  const stepped = chained({ ...decided, ...step, head: opened.at(-1)?.hash ?? null });
  const both = { ...decided, after: step.after, events: [...decided.events, ...step.events] };
  return rowsOf(both, offices, [...opened, ...stepped]);
}

type Rows = ReturnType<typeof rowsOf>;

function besides(rows: readonly Rows[]): string[] {
  return [
    ...EVENTS.columns(rows.flatMap((row) => row.events)),
    ...CLOCKS.columns(rows.flatMap((row) => row.clocks)),
    ...TASKS.columns(rows.flatMap((row) => row.tasks)),
    ...NOTICES.columns(rows.flatMap((row) => row.notices)),
    ...WAKES.columns(rows.flatMap((row) => row.wakes)),
  ];
}

function rowsOf(decided: Decided, { calendar, chart }: Offices, written = chained(decided)) {
  const { before, after, driven } = decided;
  const recordedAt = new Date(decided.recordedAt);
  const instant = nextInstant(after, calendar);
  const forgotten = before && defect('re-arm-forgotten') ? driven.until : null;
  const nextAt = forgotten ?? (instant ? databaseAt(decided.timeline, instant.at) : null);
  const changed = changedTasks(before, after, chart);
  const wake =
    !decided.told && !defect('wake-forgotten') && needsWake({ before, after, nextAt, sleepsUntil: driven.until });
  return {
    live: {
      id: after.id,
      ...caseColumns(after),
      recordedAt,
      headHash: written.at(-1)?.hash ?? '',
      nextAt: nextAt === null ? null : new Date(nextAt),
      nextClock: instant?.clock ?? null,
      drivenSeq: driven.seq,
      drivenFor: driven.until === null ? null : new Date(driven.until),
    },
    events: written,
    clocks: changedClocks(before, after),
    tasks: [
      ...changed.open.map((row) => ({ ...row, openedAt: recordedAt, closedAt: null })),
      ...changed.close.map((row) => ({ ...row, openedAt: recordedAt, closedAt: recordedAt })),
    ],
    notices: noticeRows(decided.events, after, chart).map((row) => arrived(row, recordedAt)),
    wakes: wake ? [{ caseId: after.id, seq: after.seq, since: recordedAt, nextTryAt: recordedAt }] : [],
  };
}

function chained({ events, head, recordedAt, decidedAt, asked, after }: Decided) {
  let previous = head;
  const since = events[0]?.seq ?? 0;
  return events.map((event) => {
    const hash = hashOf({ event, recordedAt, decidedAt, previous });
    previous = hash;
    const own = asked?.commandId === event.command ? asked : undefined;
    return {
      caseId: event.case,
      seq: event.seq,
      commandId: event.command,
      type: event.type,
      actor: event.by.kind === 'time' ? null : event.by.person,
      legalAt: new Date(event.at),
      happenedOn: event.on,
      decidedAt: new Date(decidedAt),
      recordedAt: new Date(recordedAt),
      since,
      requestHash: own?.request ?? null,
      answerHash: own ? answerHash(events, after) : null,
      body: event,
      hash,
    };
  });
}
