import { CHINA } from '../domain/calendar/calendar.ts';
import { evolve } from '../domain/case.ts';
import { type Ask, decide, type Refusal } from '../domain/decide.ts';
import { type Passed, timeCame as pass } from '../domain/time-came.ts';
import { type Answer, answerOf } from './answer.ts';
import { legalNow, lockCase, type SeenCase } from './case-file.ts';
import { commitDecisions, decidedOn, writeLeftOut } from './commit.ts';
import { type Db, inTransactionOnce, type Transaction } from './connection.ts';
import { defect, failpoint, spoiled } from './failpoint.ts';
import { type Life, lifeOfRow, tellLife, tellLifeUnlessDue } from './life.ts';
import { type Offices, officesOf } from './offices.ts';
import { type Papers, putPapers } from './personal.ts';
import { recordTogether } from './record-together.ts';
import { keepRefusal, refusedWith, repeated, requestHash } from './repeated.ts';
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
  /** Personal data that goes in with the command, in the same transaction. */
  readonly papers?: Papers;
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
  const short = spoiled() ? null : await recordTogether(db, asked);
  const answer = short ?? (await recordAlone(db, asked));
  await failpoint('record.afterCommit');
  await writeLeftOut(db.orm);
  return answer;
}

/** The long way: the case is held while it is decided about. */
async function recordAlone(db: Db, asked: Asked): Promise<Recorded> {
  const offices = await officesOf(db);
  let woke = false;
  const answer = await inTransactionOnce(db, (tx) =>
    recordIn(tx, asked, offices, (did) => {
      woke = did;
    }),
  );
  if (woke) ringSoon(db);
  return answer;
}

async function recordIn(
  tx: Transaction,
  asked: Asked,
  offices: Offices,
  woke: (did: boolean) => void,
): Promise<Recorded> {
  const { caseId, commandId } = asked;
  const file = await lockCase(tx, caseId, commandId);
  if (!file) return { outcome: 'unknown-case' };
  const request = requestHash(asked);
  if (file.first) return repeated(tx, caseId, file.first, request);
  const { refusal, events, after } = decide(file.life, asked, { ...offices, at: legalNow(file) });
  if (!after) throw new Error('a decision on a case left no case');
  if (events.length > 0) {
    const decided = { ...decidedOn(file, after, events), asked: { commandId, request } };
    woke(await commitDecisions(tx, [decided], offices));
  }
  if (refusal) await keepRefusal(tx, { caseId, commandId, request, refusal, seq: after.seq, since: file.life.seq + 1 });
  else if (asked.papers) await putPapers(tx, [asked.papers]);
  await failpoint('record.beforeCommit');
  const answer = answerOf(events, after);
  return refusal ? refusedWith(refusal, answer) : { outcome: 'recorded', repeated: false, ...answer };
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
  // In a storm the sweeper was faster, and all that is left is to tell.
  const waiting = spoiled() ? null : await tellLifeUnlessDue(db.orm, caseId);
  if (waiting) return lifeOfRow(waiting, CHINA);
  const offices = await officesOf(db);
  const life = await inTransactionOnce(db, async (tx) => {
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
