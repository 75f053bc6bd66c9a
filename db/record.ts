// The record's one door. A command, a person's or time's own, is decided under the lock of its case and written whole:
// events, case, clocks, tasks, notices and wake commit together or not at all. Acknowledged means committed.
import { uuidv7 } from 'uuidv7';
import { CHINA } from '../domain/calendar/calendar.ts';
import { type Actor, type CaseEvent, evolve, fold } from '../domain/case.ts';
import type { CommandOf } from '../domain/command.ts';
import { type Ask, decide, type Refusal } from '../domain/decide.ts';
import { legalAt } from '../domain/legal-time.ts';
import { type Passed, timeCame as pass } from '../domain/time-came.ts';
import { type Answer, answerOf } from './answer.ts';
import { canonicalJson } from './canonical-json.ts';
import {
  type CaseFile,
  epochMs,
  type FirstEvent,
  fileOf,
  legalNow,
  lockCase,
  type SeenCase,
  seeCase,
} from './case-file.ts';
import { commitDecisions, commitOpening, commitUnmoved, type Decided, writeLeftOut } from './commit.ts';
import { type Db, inTransaction, type Queries, type Transaction } from './connection.ts';
import { defect, failpoint, spoiled } from './failpoint.ts';
import { isCollision, isDuplicate } from './failure.ts';
import { sha256 } from './hash-chain.ts';
import { type Life, lifeOfRow, tellLife } from './life.ts';
import { type Offices, officesOf } from './offices.ts';
import { tokensOf } from './search-tokens.ts';
import { type Statement, statement } from './statement.ts';
import { trackingCode, trackingHash } from './tracking-code.ts';
import { ringSoon } from './wakes.ts';

/** What a person asks, and how a repetition is known again. */
export interface Asked extends Ask {
  /**
   * A digest of everything that the person sent, for requests that say more than the command: texts, names. Two
   * requests with one key and different digests are a conflict. Absent: the command itself.
   */
  readonly fingerprint?: string;
  /** The case as whoever asks has just read it: it need not be read again. Read for another command id it is passed over. */
  readonly seen?: SeenCase & { readonly commandId: string };
  /** Writes what belongs to the command and lies elsewhere, personal data above all, in the same transaction. */
  readonly also?: (tx: Transaction, caseId: string) => Promise<unknown>;
}

/** All that can come of a command but for failures, which are thrown and leave it unknown or undone. */
export type Recorded =
  /** `repeated`: it was recorded before, and this is the first answer. */
  | ({ readonly outcome: 'recorded'; readonly repeated: boolean } & Answer)
  /** The command changed nothing; the events, if any, are what time itself brought. */
  | ({ readonly outcome: 'refused'; readonly refusal: Refusal } & Answer)
  /** The key was used for another request, or by another person. */
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'unknown-case' };

/**
 * Decides a command and records it, exactly once for its id however often it is asked and by however many processes.
 *
 * @throws ClockBehind while the database clock is behind the record; Unavailable when the outcome is unknown: ask again
 *   with the same id
 */
export async function record(db: Db, asked: Asked): Promise<Recorded> {
  requirePersonsKey(asked.commandId);
  const offices = await officesOf(db);
  let woke = false;
  const note = (did: boolean) => {
    woke = did;
  };
  const short = asked.also || spoiled() ? null : await recordUnheld(db, asked, offices, note);
  const answer = short ?? (await once(db, (tx) => recordIn(tx, asked, offices, note)));
  if (woke) ringSoon(db);
  await failpoint('record.afterCommit');
  await writeLeftOut(db.orm);
  return answer;
}

/**
 * The short way, for a case that nobody else moves at this moment: seen, decided and written without holding it, in two
 * statements where a transaction takes four. null: somebody moved it, or asked the same; nothing was written.
 */
async function recordUnheld(
  db: Db,
  asked: Asked,
  offices: Offices,
  woke: (did: boolean) => void,
): Promise<Recorded | null> {
  const { caseId, commandId, seen } = asked;
  const file = seen?.commandId === commandId ? fileOf(seen) : await seeCase(db.orm, caseId, commandId);
  if (!file) return { outcome: 'unknown-case' };
  if (file.first) return null;
  const { refusal, events, after } = decide(file.life, asked, { ...offices, at: legalNow(file) });
  if (!after) throw new Error('a decision on a case left no case');
  await failpoint('record.beforeCommit');
  if (events.length > 0) {
    const decided = {
      ...decidedOn(file, after, events),
      asked: { commandId: asked.commandId, request: requestHash(asked) },
    };
    const written = await commitUnmoved(db.orm, decided, file.version, offices).catch(movedInstead);
    if (written === null) return null;
    woke(written);
  }
  const answer = answerOf(events, after);
  return refusal ? { outcome: 'refused', refusal, ...answer } : { outcome: 'recorded', repeated: false, ...answer };
}

/** The same command at the same time, or a collision: the long way tells. */
function movedInstead(error: unknown): null {
  if (isDuplicate(error) || isCollision(error)) return null;
  throw error;
}

async function recordIn(
  tx: Transaction,
  asked: Asked,
  offices: Offices,
  woke: (did: boolean) => void,
): Promise<Recorded> {
  const file = await lockCase(tx, asked.caseId, asked.commandId);
  if (!file) return { outcome: 'unknown-case' };
  const request = requestHash(asked);
  if (file.first) return repeated(tx, asked.caseId, file.first, request);
  const decision = decide(file.life, asked, { ...offices, at: legalNow(file) });
  const { refusal, events, after = null } = decision;
  if (!after) throw new Error('a decision on a case left no case');
  if (events.length > 0) {
    const decided = { ...decidedOn(file, after, events), asked: { commandId: asked.commandId, request } };
    woke(await commitDecisions(tx, [decided], offices));
  }
  if (!refusal) await asked.also?.(tx, asked.caseId);
  await failpoint('record.beforeCommit');
  const answer = answerOf(events, after);
  return refusal ? { outcome: 'refused', refusal, ...answer } : { outcome: 'recorded', repeated: false, ...answer };
}

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

// ── intake ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Intake extends Pick<Asked, 'fingerprint' | 'also'> {
  /** Unique for this person: the same intake again gets the first case. */
  readonly commandId: string;
  readonly command: CommandOf<'open'>;
  readonly by: Extract<Actor, { kind: 'party' | 'staff' }>;
  /** A new uuid v7, for who must know it before; chosen here when left out. A repeated intake keeps the first. */
  readonly caseId?: string;
  /** 32 secret bytes from which tracking codes follow. */
  readonly trackingKey: Uint8Array;
  /** The legal time that the case lives in; 1, the real one, when left out. */
  readonly timelineId?: number;
}

export type Opened =
  | ({
      readonly outcome: 'recorded';
      readonly repeated: boolean;
      readonly caseNo: string;
      /** For the worker to follow the case; stored nowhere, the same again for a repeated intake. */
      readonly trackingCode: string;
    } & Answer)
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  | { readonly outcome: 'key-reused' };

interface IntakeView {
  readonly now: number;
  readonly anchor_db: number;
  readonly anchor_legal: number;
  readonly factor: number;
  readonly names: readonly string[];
  readonly first: (FirstEvent & { readonly case: string; readonly no: string }) | null;
}

// The share lock keeps a timeline from moving under a case that is just being opened; row 1 never moves.
const viewIntake: Statement<IntakeView> = statement(
  'intake',
  `select ${epochMs('clock_timestamp()')} as now, t.anchor_db::float8, t.anchor_legal::float8, t.factor,
    (select coalesce(json_agg(o.name), '[]') from organisations o where o.id = any($3::text::uuid[])) as names,
    (select json_build_object('case', e.case_id, 'no', c.case_no, 'seq', e.seq, 'since', e.since,
        'request', encode(e.request_hash, 'hex'))
     from events e join cases c on c.id = e.case_id where e.seq = 1 and e.command_id = $2) as first
  from timelines t where t.id = $1`,
);
const holdTimeline: Statement<unknown> = statement('hold-timeline', 'select from timelines where id = $1 for share');

/** Opens a case: the first event, its number, its tracking code. Idempotent like `record`, throws like it. */
export async function openCase(db: Db, intake: Intake): Promise<Opened> {
  const { caseId = uuidv7() } = intake;
  const commandId = `${intake.by.person}:${intake.commandId}`;
  const offices = await officesOf(db);
  const { also, ...plain } = { ...intake, commandId, caseId };
  const whole = (tx: Transaction) => openIn(tx, plain, offices, also && ((id) => also(tx, id)));
  // One statement writes a case that has nothing beside it and lives in real time, which never moves.
  const short = !also && plain.timelineId === undefined && !spoiled();
  const answer = short ? await openAlone(db, plain, offices) : await once(db, whole);
  ringSoon(db);
  await failpoint('record.afterCommit');
  return answer;
}

type PlainIntake = Omit<Intake, 'also'> & { readonly caseId: string };

async function openAlone(db: Db, intake: PlainIntake, offices: Offices): Promise<Opened> {
  try {
    return await openIn(db.orm, intake, offices);
  } catch (error) {
    if (movedInstead(error) === null) return once(db, (tx) => openIn(tx, intake, offices));
    throw error;
  }
}

async function openIn(
  tx: Queries,
  intake: PlainIntake,
  offices: Offices,
  also?: (caseId: string) => Promise<unknown>,
): Promise<Opened> {
  const { timelineId = 1, caseId, commandId, trackingKey } = intake;
  const { place } = intake.command.facts;
  if (timelineId !== 1) await holdTimeline(tx, timelineId);
  const orgs = [place.enterprise, place.community, place.park, place.town].filter((org) => org !== null);
  const [view] = await viewIntake(tx, timelineId, commandId, `{${orgs.join(',')}}`);
  if (!view) throw new RangeError(`no timeline ${timelineId}`);
  const request = requestHash(intake);
  if (view.first) return openedBefore(tx, view.first, request, trackingKey);
  const timeline = { anchorMs: view.anchor_db, legalMs: view.anchor_legal, factor: view.factor };
  const decidedAt = legalAt(timeline, view.now);
  const { refusal, events, after } = decide(null, intake, { ...offices, at: decidedAt });
  if (refusal) return { outcome: 'refused', refusal };
  if (!after) throw new Error('an opening left no case');
  const decided: Decided = {
    before: null,
    after,
    events,
    head: null,
    timeline,
    recordedAt: view.now,
    decidedAt,
    asked: { commandId, request },
    driven: { seq: 0, until: null },
  };
  const code = trackingCode(caseId, trackingKey);
  const tokens = [...new Set(view.names.flatMap(tokensOf))];
  await failpoint('record.beforeCommit');
  const caseNo = await commitOpening(tx, decided, { timelineId, trackingHash: trackingHash(code), tokens }, offices);
  await also?.(caseId);
  return { outcome: 'recorded', repeated: false, ...answerOf(events, after), caseNo, trackingCode: code };
}

async function openedBefore(
  tx: Queries,
  first: FirstEvent & { readonly case: string; readonly no: string },
  request: string,
  trackingKey: Uint8Array,
): Promise<Opened> {
  const answer = await repeated(tx, first.case, first, request);
  if (answer.outcome !== 'recorded') return { outcome: 'key-reused' };
  return { ...answer, caseNo: first.no, trackingCode: trackingCode(first.case, trackingKey) };
}

// ── repetition ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Binds a key to its person and to everything that was asked. */
export function requestHash({ command, by, fingerprint }: Pick<Asked, 'command' | 'by' | 'fingerprint'>): string {
  const person = by.kind === 'time' || defect('key-not-bound-to-person') ? null : by.person;
  return sha256(canonicalJson({ person, request: fingerprint ?? command }));
}

const decisionUpTo: Statement<{ readonly body: CaseEvent }> = statement(
  'decision-up-to',
  'select body from events where case_id = $1 and since <= $2 order by seq',
);

async function repeated(
  tx: Queries,
  caseId: string,
  first: FirstEvent,
  request: string,
): Promise<Extract<Recorded, { outcome: 'recorded' | 'key-reused' }>> {
  if (first.request !== request) return { outcome: 'key-reused' };
  const events = (await decisionUpTo(tx, caseId, first.since)).map((row) => row.body);
  const own = events.filter((event) => event.seq >= first.since);
  return { outcome: 'recorded', repeated: true, ...answerOf(own, fold(events)) };
}

/** Two processes with one key, or two districts with their first case: the second to commit looks again. */
async function once<T>(db: Db, act: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(db, act);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return inTransaction(db, act);
  }
}

function requirePersonsKey(commandId: string): void {
  if (commandId.startsWith('time:')) throw new RangeError('command ids that begin with "time:" are time\'s own');
}

// ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Records what time has brought in a case, if anything is due by the database clock, and tells the workflow where the
 * case stands. null: there is no such case. Throws like `record`.
 */
export async function timeCame(db: Db, caseId: string): Promise<Life | null> {
  const offices = await officesOf(db);
  const life = await once(db, async (tx) => {
    const file = await lockCase(tx, caseId, '');
    if (!file) return null;
    const { events, after } = onceOrTwice(pass(file.life, { ...offices, at: legalNow(file) }));
    if (events.length > 0) {
      await commitDecisions(tx, [{ ...decidedOn(file, after, events), told: true }], offices);
    }
    await failpoint('record.beforeCommit');
    return tellLife(tx, caseId);
  });
  await failpoint('record.afterCommit');
  await writeLeftOut(db.orm);
  return life && lifeOfRow(life, CHINA);
}

/** The planted defect: what time has just done is done again under another id, as by a retry that does not look. */
function onceOrTwice(passed: Passed): Passed {
  const last = passed.events.at(-1);
  if (!last || !defect('acts-twice')) return passed;
  const again = { ...last, seq: last.seq + 1, command: `${last.command}:again` };
  return { events: [...passed.events, again], after: evolve(passed.after, again) };
}

/** Where the case stands, told to its workflow. null: there is no such case. */
export async function lifeOf(db: Db, caseId: string): Promise<Life | null> {
  const life = await tellLife(db.orm, caseId);
  return life && lifeOfRow(life, CHINA);
}
