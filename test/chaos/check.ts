// The judgement on a run: the clients' journal against the record. It knows the law's fold and the order in which time
// acts, and takes nothing else from the system's own word: instants are held against the server's commit times.
import { CHINA, isNewer } from '../../domain/calendar/calendar.ts';
import { databaseAt, legalAt, type Timeline } from '../../domain/calendar/legal-time.ts';
import { type Case, type CaseEvent, CorruptRecord, evolve } from '../../domain/case.ts';
import { nextInstant } from '../../domain/time-came.ts';
import { type Call, type Sight, saidOf } from './journal.ts';

/** An event as the record has it. Instants in epoch ms. */
export interface EventRow {
  readonly seq: number;
  readonly commandId: string;
  readonly type: string;
  readonly actor: string | null;
  readonly recordedAt: number;
  /** When the server committed the row; null where it does not say. */
  readonly committedAt: number | null;
  /** Number of the first event of the same decision. */
  readonly since: number;
  readonly body: CaseEvent;
}

export interface CaseRecord {
  readonly id: string;
  readonly timeline: Timeline;
  readonly status: string;
  readonly seq: number;
  readonly events: readonly EventRow[];
}

/** When something was broken on purpose. */
export interface Window {
  readonly what: string;
  /** `engine`: only Temporal was away, so deadlines are still kept, by the sweeper. */
  readonly hit: 'engine' | 'other';
  readonly from: number;
  readonly to: number;
}

export interface Evidence {
  readonly calls: readonly Call[];
  readonly sights: readonly Sight[];
  readonly cases: readonly CaseRecord[];
  readonly windows: readonly Window[];
  /** Database time at which the cases were read. */
  readonly readAt: number;
}

export interface Finding {
  readonly rule: Rule;
  readonly caseId: string | null;
  readonly detail: string;
}
export type Rule =
  | Sight['what']
  | 'lost'
  | 'doubled'
  | 'phantom'
  | 'refused-but-recorded'
  | 'answer-differs'
  | 'gap'
  | 'not-a-fold'
  | 'time-acted-wrongly'
  | 'deadline-skipped'
  | 'deadline-missed'
  | 'early'
  | 'clock-differs'
  | 'late-without-engine'
  | 'late-when-calm'
  | 'late-after-healing'
  | 'unheard'
  | 'verify'
  | 'engine-differs'
  | 'no-fault-raised'
  | 'floor';

/** One automatic act: how long after its instant it was committed, ms. */
export interface Lateness {
  readonly caseId: string;
  readonly seq: number;
  readonly due: number;
  readonly lateMs: number;
}

/** A healed system has caught up with everything after this long. */
export const HEALED_WITHIN_MS = 60_000;
/** Overdue for longer when all had time to heal: missed. */
const OVERDUE_MS = 10_000;
/** The sweeper comes every 15 s and needs no engine. */
export const WITHOUT_ENGINE_MS = 30_000;
/**
 * Nothing is broken, and nothing was for `CALM_AFTER_MS`. An engine on a busy machine loses a workflow task now and then
 * and notices after 10 s; the sweeper, which comes every 15 s, is what the promise rests on.
 */
export const CALM_MS = 20_000;
const CALM_AFTER_MS = 25_000;
/** A query ends within this, so an event is committed this long after its instant was read at the latest. */
const TRANSACTION_MS = 20_000;

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly lateness: readonly Lateness[];
  /** Instants that fell into a fault. */
  readonly dueInside: number;
}

export function judge(evidence: Evidence): Judgement {
  const findings: Finding[] = evidence.sights.map(({ what, caseId, detail }) => ({ rule: what, caseId, detail }));
  findings.push(...claims(evidence));
  const lateness: Lateness[] = [];
  for (const record of evidence.cases) {
    findings.push(...history(record, evidence.readAt));
    lateness.push(...latenessOf(record));
  }
  findings.push(...tooLate(lateness, evidence.windows));
  const inside = lateness.filter(({ due }) => evidence.windows.some((w) => due >= w.from && due <= w.to));
  return { findings, lateness, dueInside: inside.length };
}

/** The command id under which a call stands in the record. An intake's is scoped by its person. */
const commandIdOf = (call: Call): string => (call.what === 'open' ? `${call.person}:${call.key}` : call.key);

/** What was acknowledged is there once, what was refused is not, and what is there was asked for. */
function claims({ calls, cases }: Evidence): Finding[] {
  const found = new Map<string, Claimed[]>();
  for (const { id: caseId, events } of cases)
    for (const event of events) {
      const key = event.body.type === 'open' ? event.commandId : `${caseId} ${event.commandId}`;
      const decision = events.filter(({ seq }) => seq >= event.since && seq <= event.seq).map(({ body }) => body);
      found.set(key, [...(found.get(key) ?? []), { caseId, event, decision }]);
    }
  const findings: Finding[] = [];
  for (const call of calls) {
    const key = call.what === 'open' ? commandIdOf(call) : `${call.caseId} ${call.key}`;
    findings.push(...claim(call, found.get(key) ?? []));
    found.delete(key);
  }
  for (const rows of found.values())
    for (const { caseId, event } of rows)
      if (!event.commandId.startsWith('time:'))
        findings.push({ rule: 'phantom', caseId, detail: `${event.type} ${event.commandId} was sent by nobody` });
  return findings;
}

/** An event that a call may claim, with the decision that it ends. */
interface Claimed {
  readonly caseId: string;
  readonly event: EventRow;
  readonly decision: readonly CaseEvent[];
}

function claim(call: Call, rows: readonly Claimed[]): Finding[] {
  const says = (rule: Rule, detail: string): Finding => ({
    rule,
    caseId: call.caseId,
    detail: `${call.what} ${call.key}: ${detail}`,
  });
  if (rows.length > 1) return [says('doubled', `recorded ${rows.length} times`)];
  const [row] = rows;
  // An earlier attempt without an answer may still have been on its way when a repetition was refused.
  if (call.outcome === 'refused')
    return row && call.unknown === 0 ? [says('refused-but-recorded', `event ${row.event.seq}`)] : [];
  if (call.outcome !== 'ok') return [];
  if (!row) return [says('lost', `acknowledged with ${call.status}, not in the record`)];
  const { event, caseId, decision } = row;
  if (call.caseId !== caseId)
    return [says('answer-differs', `answered for case ${call.caseId}, recorded in ${caseId}`)];
  if (call.seq !== null && call.seq !== event.seq)
    return [says('answer-differs', `answered as event ${call.seq}, recorded as ${event.seq}`)];
  if (call.events !== null && call.events !== saidOf(decision))
    return [says('answer-differs', `answered ${call.events}, recorded ${saidOf(decision)}`)];
  if (event.actor !== call.person) return [says('answer-differs', `recorded for ${event.actor}`)];
  return [];
}

/** Numbers without gap, a case that folds, time that acts in its order, never early, and on the server's clock. */
function history({ id, timeline, events, status, seq }: CaseRecord, readAt: number): Finding[] {
  const findings: Finding[] = [];
  const says = (rule: Rule, detail: string) => findings.push({ rule, caseId: id, detail });
  let life: Case | null = null;
  let before = 0;
  for (const [i, row] of events.entries()) {
    if (row.seq !== i + 1) says('gap', `event ${row.seq} in place ${i + 1}`);
    if (row.recordedAt < before) says('clock-differs', `event ${row.seq} recorded before the one before it`);
    before = row.recordedAt;
    for (const [rule, detail] of [...onTheClock(row, timeline), ...inTurn(life, row, timeline)]) says(rule, detail);
    try {
      life = evolve(life, row.body);
    } catch (error) {
      if (!(error instanceof CorruptRecord)) throw error;
      says('not-a-fold', `event ${row.seq}: ${error.message}`);
      return findings;
    }
  }
  for (const [rule, detail] of ending(life, { timeline, status, seq }, readAt)) says(rule, detail);
  return findings;
}

/** The row says what the events fold to, and nothing is long overdue. */
function* ending(
  life: Case | null,
  { timeline, status, seq }: Pick<CaseRecord, 'timeline' | 'status' | 'seq'>,
  readAt: number,
): Generator<[Rule, string]> {
  if (!life) return yield ['not-a-fold', 'no events'];
  if (life.seq !== seq || life.status !== status)
    yield ['not-a-fold', `folds to ${life.seq} ${life.status}, stands at ${seq} ${status}`];
  const next = nextInstant(life, CHINA);
  const overdueMs = next ? readAt - databaseAt(timeline, next.at) : 0;
  if (next && overdueMs > OVERDUE_MS)
    yield ['deadline-missed', `clock ${next.clock} ${next.what}, ${Math.round(overdueMs)} ms overdue`];
}

function* onTheClock({ seq, recordedAt, committedAt, body }: EventRow, timeline: Timeline): Generator<[Rule, string]> {
  const truth = committedAt ?? recordedAt;
  const due = databaseAt(timeline, body.at);
  // Whole milliseconds on one side, microseconds on the other.
  if (truth + 1 < due)
    yield ['early', `event ${seq} (${body.command}) ${Math.round(due - truth)} ms before its instant`];
  if (recordedAt > truth + 1)
    yield ['clock-differs', `event ${seq} claims ${Math.round(recordedAt - truth)} ms after its commit`];
  if (recordedAt < truth - TRANSACTION_MS)
    yield ['clock-differs', `event ${seq} claims ${Math.round(truth - recordedAt)} ms before its commit`];
}

/** Time does exactly what is next, and a person's command finds nothing that time still had to do. */
function* inTurn(
  life: Case | null,
  { seq, recordedAt, body }: EventRow,
  timeline: Timeline,
): Generator<[Rule, string]> {
  if (!life) return;
  const next = nextInstant(life, CHINA);
  if (body.type === 'recount') {
    // All dates anew by a newer calendar: once, on an open case, and before anything that is due by the old ones.
    const calendar = body.effects.find((effect) => effect.t === 'recounted')?.calendar;
    const fits = body.by.kind === 'time' && body.by.clock === 0 && calendar && isNewer(calendar, life.calendar);
    if (!fits || life.status === 'closed' || (next && next.at < body.at))
      yield ['time-acted-wrongly', `event ${seq} is ${body.command}, counted by ${life.calendar} before`];
  } else if (body.by.kind === 'time') {
    const fits = next && next.at === body.at && next.what === body.type && next.clock === body.by.clock;
    if (!fits)
      yield [
        'time-acted-wrongly',
        `event ${seq} is ${body.command}, next was ${next ? `${next.clock}:${next.what}` : 'nothing'}`,
      ];
  } else if (next && next.at <= legalAt(timeline, recordedAt)) {
    yield ['deadline-skipped', `event ${seq} (${body.type}) passed over clock ${next.clock} ${next.what}`];
  }
}

function latenessOf({ id, timeline, events }: CaseRecord): Lateness[] {
  return events.flatMap(({ seq, body, recordedAt, committedAt }, i) => {
    // A recount is nobody's deadline: it comes when the worker knows the newer calendar.
    if (body.by.kind !== 'time' || body.type === 'recount') return [];
    // An instant that already lay in the past when a decision created it is due from that decision on.
    const arose = events.slice(0, i).findLast(({ body: b }) => b.by.kind !== 'time' || b.type === 'recount');
    const due = Math.max(databaseAt(timeline, body.at), arose?.recordedAt ?? 0);
    return [{ caseId: id, seq, due, lateMs: (committedAt ?? recordedAt) - due }];
  });
}

/** Whether anything was broken while this instant waited, or shortly before it came. */
export function isCalm({ due, lateMs }: Lateness, windows: readonly Window[]): boolean {
  return windows.every((w) => w.from > due + Math.min(lateMs, CALM_MS) || w.to + CALM_AFTER_MS < due);
}

function tooLate(lateness: readonly Lateness[], windows: readonly Window[]): Finding[] {
  const findings: Finding[] = [];
  const healed = Math.max(0, ...windows.map((w) => w.to));
  for (const late of lateness) {
    const { caseId, seq, due, lateMs } = late;
    const says = (rule: Rule) => findings.push({ rule, caseId, detail: `event ${seq} ${Math.round(lateMs)} ms late` });
    const around = windows.filter((w) => w.from <= due + lateMs && w.to >= due - CALM_AFTER_MS);
    if (due + lateMs - Math.max(due, healed) > HEALED_WITHIN_MS) says('late-after-healing');
    if (lateMs > CALM_MS && isCalm(late, windows)) says('late-when-calm');
    else if (lateMs > WITHOUT_ENGINE_MS && around.every((w) => w.hit === 'engine')) says('late-without-engine');
  }
  return findings;
}

/** How long the most overdue instant of all cases waits, by the fold of their events, ms. Broken cases do not count. */
export function mostOverdue(cases: readonly CaseRecord[], readAt: number): number {
  const waits = cases.map(({ events, timeline }) => {
    const life = folded(events);
    const next = life && nextInstant(life, CHINA);
    return next ? readAt - databaseAt(timeline, next.at) : 0;
  });
  return Math.max(0, ...waits);
}

function folded(events: readonly EventRow[]): Case | null {
  try {
    return events.reduce<Case | null>((before, { body }) => evolve(before, body), null);
  } catch (error) {
    if (error instanceof CorruptRecord) return null;
    throw error;
  }
}

/** Nearest-rank quantile of ascending numbers; 0 of none. */
export function quantile(ascending: readonly number[], q: number): number {
  return ascending[Math.min(ascending.length - 1, Math.ceil(q * ascending.length) - 1)] ?? 0;
}
