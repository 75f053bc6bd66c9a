// Whether everything that is stored of one case follows from its events, and the events from the law. Pure: the rows
// come in, the differences go out.

import type { Chart } from '../domain/attention/supervision.ts';
import type { Calendar } from '../domain/calendar/calendar.ts';
import { endOfDayMs } from '../domain/calendar/civil-date.ts';
import { databaseAt, type Timeline } from '../domain/calendar/legal-time.ts';
import { type Case, type CaseEvent, clockOf, evolve, isRunning } from '../domain/case.ts';
import { verifyDerivation } from '../domain/deadline/verify-derivation.ts';
import { dueOf } from '../domain/deciding/case-clocks.ts';
import { violations } from '../domain/invariants.ts';
import { nextInstant } from '../domain/time-came.ts';
import { answerHash } from './answer.ts';
import { bulk } from './bulk.ts';
import { canonicalJson } from './canonical-json.ts';
import { noticeRows } from './notices.ts';
import { CASE_KEYS, CLOCK_KEYS, caseColumns, clockRows } from './read-model.ts';
import { cases } from './schema/cases.ts';
import { clocks } from './schema/clocks.ts';
import { tasks } from './schema/tasks.ts';
import { taskRows } from './tasks.ts';
import { brokenLinks, type StoredLink } from './verify-chain.ts';

/** Something that does not hold. */
export interface Difference {
  /** I1–I24 of the reliability goals, or `domain`. */
  readonly invariant: string;
  /** null: it concerns the database as a whole. */
  readonly caseId: string | null;
  /** In English, for an operator; codes, numbers and days only. */
  readonly what: string;
}

export interface StoredEvent extends StoredLink {
  readonly command: string;
  readonly type: string;
  readonly actor: string | null;
  readonly legal: number;
  readonly on: string;
  readonly since: number;
  readonly request: string | null;
  readonly answer: string | null;
  readonly body: CaseEvent;
}

type JsonRow = Readonly<Record<string, unknown>>;

/** Rows as PostgreSQL writes them in JSON, instants as epoch ms. */
export interface StoredCase {
  readonly id: string;
  readonly row: JsonRow;
  readonly timeline: Timeline;
  readonly nextAt: number | null;
  readonly head: string;
  readonly events: readonly StoredEvent[];
  readonly clocks: readonly JsonRow[];
  /** The open ones. */
  readonly tasks: readonly JsonRow[];
  /** `seq.ordinal template`, in order. */
  readonly notices: readonly string[];
}

type Complaint = readonly [invariant: string, what: string];

/** @param realTime whether its legal time is the database's */
export function differencesOf(stored: StoredCase, calendar: Calendar, realTime: boolean): Difference[] {
  const found: Complaint[] = [
    ...chainComplaints(stored),
    ...stored.events.flatMap((e) => columnComplaints(e, realTime)),
  ];
  try {
    const walked = walk(stored.events);
    found.push(...walked.complaints, ...stateComplaints(stored, walked, calendar));
  } catch (error) {
    found.push(['I4', `the events cannot be folded (${error instanceof Error ? error.message : 'unknown'})`]);
  }
  return found.map(([invariant, what]) => ({ invariant, caseId: stored.id, what }));
}

// ── the events ──────────────────────────────────────────────────────────────────────────────────────────────────

function chainComplaints({ events, head }: StoredCase): Complaint[] {
  const found: Complaint[] = [];
  if (events.length === 0) return [['I3', 'the case has no events']];
  for (const [i, event] of events.entries()) {
    if (event.seq !== i + 1) found.push(['I3', `event ${event.seq} stands where ${i + 1} belongs`]);
    if (event.recorded < (events[i - 1]?.recorded ?? 0))
      found.push(['I3', `event ${event.seq} was recorded too early`]);
  }
  for (const seq of brokenLinks(events)) found.push(['I12', `the hash of event ${seq} does not follow`]);
  if (events.at(-1)?.hash !== head) found.push(['I12', 'the head is not the hash of the last event']);
  return found;
}

function columnComplaints(event: StoredEvent, realTime: boolean): Complaint[] {
  const { body, seq } = event;
  const actor = body.by.kind === 'time' ? null : body.by.person;
  const columns = [event.seq, event.command, event.type, event.legal, event.on, event.actor];
  const said = [body.seq, body.command, body.type, body.at, body.on, actor];
  const found: Complaint[] = [];
  if (canonicalJson(columns) !== canonicalJson(said)) found.push(['I4', `the columns of event ${seq} differ from it`]);
  if (body.at > event.decided) found.push(['I8', `event ${seq} was recorded before its instant`]);
  if (realTime && event.decided !== event.recorded) found.push(['I8', `event ${seq} was decided at another time`]);
  if ((actor === null) !== event.command.startsWith('time:')) found.push(['I2', `event ${seq} has no cause`]);
  if ((actor === null) !== (event.request === null)) found.push(['I20', `event ${seq} has no request`]);
  return found;
}

interface Walked {
  readonly after: Case;
  readonly complaints: readonly Complaint[];
  /** Clocks that had ended when the case was counted by a newer calendar: they keep the days of the older one. */
  readonly older: ReadonlySet<number>;
}

/** Folds the events, looking at each lapse and at each answer on the way. */
function walk(events: readonly StoredEvent[]): Walked {
  const complaints: Complaint[] = [];
  const older = new Set<number>();
  let now: Case | null = null;
  for (const [i, event] of events.entries()) {
    if (now && event.body.type === 'lapse') complaints.push(...lapseComplaints(now, event.body));
    if (now && event.body.type === 'recount') for (const no of endedClocks(now)) older.add(no);
    now = evolve(now, event.body);
    const next = events[i + 1];
    if (next && next.since === event.since) continue;
    const decision = events.filter((e) => e.since === event.since);
    const asked = decision.find((e) => e.answer !== null);
    const bodies = decision.map((e) => e.body);
    if (asked && asked.answer !== answerHash(bodies, now))
      complaints.push(['I20', `the answer to event ${asked.seq} cannot be given again`]);
  }
  if (!now) throw new RangeError('no events');
  return { after: now, complaints, older };
}

const endedClocks = (c: Case): readonly number[] => c.clocks.flatMap((k) => (isRunning(k) ? [] : [k.no]));

function lapseComplaints(before: Case, lapse: CaseEvent): Complaint[] {
  if (lapse.by.kind !== 'time') return [['I2', `a person lapsed a clock in event ${lapse.seq}`]];
  const clock = clockOf(before, lapse.by.clock);
  const at = endOfDayMs(clock.legal);
  return lapse.at === at ? [] : [['I10', `the lapse of clock ${clock.no} does not stand at its legal end`]];
}

// ── the rows ────────────────────────────────────────────────────────────────────────────────────────────────────

const CASE = bulk(cases, CASE_KEYS);
const CLOCK = bulk(clocks, CLOCK_KEYS);
const TASK = bulk(tasks, [
  'caseId',
  'key',
  'what',
  'proceeding',
  'state',
  'clock',
  'rule',
  'org',
  'role',
  'party',
  'dueOn',
  'rung',
]);
/** Who holds an office changes without the case: it is not compared. */
const NOBODY: Chart = { parents: new Map(), holders: [] };

function stateComplaints(stored: StoredCase, { after, older }: Walked, calendar: Calendar): Complaint[] {
  const events = stored.events.map((event) => event.body);
  const told = noticeRows(events, after, NOBODY).map((n) => `${n.seq}.${n.ordinal} ${n.template}`);
  const asked = taskRows(after, NOBODY);
  return [
    ...rowComplaints('case', [stored.row], rowsOf(CASE.json([caseColumns(after)])), () => 'case'),
    ...rowComplaints('clock', stored.clocks, rowsOf(CLOCK.json(clockRows(after))), (row) => String(row.no)),
    ...rowComplaints('task', stored.tasks, rowsOf(TASK.json(asked)), (row) => String(row.key)),
    ...(told.join() === stored.notices.join() ? [] : ([['I9', 'the notices differ from the events']] as const)),
    ...armComplaints(stored, after, calendar),
    ...violations(after).map((what) => ['domain', what] as const),
    ...after.clocks
      .filter((clock) => isRunning(clock) || (after.calendar === calendar.id && !older.has(clock.no)))
      .flatMap((clock) => dueComplaints(after, clock.no, calendar)),
    ...(after.status === 'open' && asked.length === 0 && !after.clocks.some(isRunning)
      ? ([['I6', 'nothing runs and nobody is asked']] as const)
      : []),
  ];
}

const rowsOf = (parameter: string): JsonRow[] => JSON.parse(parameter);

function rowComplaints(
  kind: string,
  stored: readonly JsonRow[],
  expected: readonly JsonRow[],
  keyOf: (row: JsonRow) => string,
): Complaint[] {
  const there = new Map(stored.map((row) => [keyOf(row), row]));
  const found: Complaint[] = [];
  for (const row of expected) {
    const key = keyOf(row);
    const other = there.get(key);
    there.delete(key);
    const differing = other && Object.keys(row).filter((name) => !same(row[name], other[name]));
    if (!differing) found.push(['I4', `${kind} ${key} is missing`]);
    else if (differing.length > 0) found.push(['I4', `${kind} ${key} differs in ${differing.join(', ')}`]);
  }
  return [...found, ...[...there.keys()].map((key) => ['I4', `${kind} ${key} should not be there`] as const)];
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

function armComplaints({ row, nextAt, timeline }: StoredCase, after: Case, calendar: Calendar): Complaint[] {
  const instant = nextInstant(after, calendar);
  const expected = instant && databaseAt(timeline, instant.at);
  if (nextAt === expected && (row.next_clock ?? null) === (instant?.clock ?? null)) return [];
  return [['I7', 'the case is not armed for its next instant']];
}

function dueComplaints(c: Case, no: number, calendar: Calendar): Complaint[] {
  const clock = clockOf(c, no);
  const due = dueOf({ ...clock, region: c.region }, calendar);
  const contradictions = verifyDerivation(due.derivation);
  if (due.legal !== clock.legal || due.nominal !== clock.nominal)
    return [['I10', `clock ${no} ends on ${clock.legal}, reckoned again on ${due.legal}`]];
  return contradictions.map((what) => ['I10', `the derivation of clock ${no}: ${what}`] as const);
}
