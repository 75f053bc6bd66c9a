// The short way of the record: commands that wait together are seen in one statement, decided each for itself, and
// written in one statement, without holding any case. Whom somebody came before, who is refused, who asked before, and
// whose whole group could not be written, goes the long way alone.
import { decide } from '../domain/decide.ts';
import { answerOf } from './answer.ts';
import { fileOf, legalNow, type SeenCase, seeCases } from './case-file.ts';
import { commitUnmoved, type DecidedOn, decidedOn, type Unmoved } from './commit.ts';
import { type Db, inTransaction } from './connection.ts';
import { failpoint } from './failpoint.ts';
import { isSilence, Unavailable } from './failure.ts';
import { gatherFor } from './gather.ts';
import { type Offices, officesOf } from './offices.ts';
import { type Papers, putPapers } from './personal.ts';
import type { Asked, Recorded } from './record.ts';
import { requestHash } from './repeated.ts';
import { ringSoon } from './wakes.ts';

/** null: the long way tells; nothing was written. */
type Short = Recorded | null;

/**
 * Records a command together with those that wait at this moment.
 *
 * @throws ClockBehind; Unavailable when the outcome is unknown
 */
export const recordTogether: (db: Db, asked: Asked) => Promise<Short> = gatherFor(
  ({ caseId }) => caseId,
  recordGroup,
  isSilence,
);

/** What became of a member before anything is written. */
type Member = { readonly answer: Recorded | null } | { readonly answer: Recorded; readonly write: ToWrite };

interface ToWrite extends DecidedOn {
  readonly papers?: Papers;
}

async function recordGroup(db: Db, group: readonly Asked[]): Promise<PromiseSettledResult<Short>[]> {
  const offices = await officesOf(db);
  const files = await seenBy(db, group);
  if (!files) return group.map(() => ({ status: 'fulfilled', value: null }));
  const members = await Promise.allSettled(group.map((asked) => decideOn(files.get(asked.caseId), asked, offices)));
  const list = members.flatMap((one) => (one.status === 'fulfilled' && 'write' in one.value ? [one.value.write] : []));
  const written = await writtenOf(db, list, offices);
  return members.map((one) => {
    if (one.status === 'rejected') return one;
    const { value } = one;
    const lost = 'write' in value && !written.has(value.write.decided.after.id);
    return { status: 'fulfilled', value: lost ? null : value.answer };
  });
}

/** null: the database refuses to look for them together. */
async function seenBy(db: Db, group: readonly Asked[]): Promise<ReadonlyMap<string, SeenCase> | null> {
  const own = group.flatMap(({ caseId, commandId, seen }) =>
    seen?.commandId === commandId ? [[caseId, seen] as const] : [],
  );
  if (own.length === group.length) return new Map(own);
  const unseen = group.filter(({ commandId, seen }) => seen?.commandId !== commandId);
  const found = await seeCases(db.orm, unseen).catch(nobodyInstead);
  return found && new Map([...own, ...found]);
}

/** Whose outcome is unknown must not be tried again here; what was refused was not done, and each may try alone. */
function nobodyInstead(error: unknown): null {
  if (error instanceof Unavailable) throw error;
  return null;
}

async function decideOn(seen: SeenCase | undefined, asked: Asked, offices: Offices): Promise<Member> {
  if (!seen) return { answer: { outcome: 'unknown-case' } };
  const file = fileOf(seen);
  if (file.first) return { answer: null };
  const { refusal, events, after } = decide(file.life, asked, { ...offices, at: legalNow(file) });
  if (refusal) return { answer: null };
  if (!after) throw new Error('a decision on a case left no case');
  await failpoint('record.beforeCommit');
  const own = { commandId: asked.commandId, request: requestHash(asked) };
  return {
    answer: { outcome: 'recorded', repeated: false, ...answerOf(events, after) },
    write: {
      decided: { ...decidedOn(file, after, events), asked: own },
      version: file.version,
      ...(asked.papers && { papers: asked.papers }),
    },
  };
}

const NOBODY: ReadonlySet<string> = new Set();

/** Ids of the cases whose decision is recorded. What the database refuses as a whole is recorded for nobody. */
async function writtenOf(db: Db, list: readonly ToWrite[], offices: Offices): Promise<ReadonlySet<string>> {
  if (list.length === 0) return NOBODY;
  const done = await committed(db, list, offices).catch(nobodyInstead);
  if (done?.woke) ringSoon(db);
  return done?.written ?? NOBODY;
}

/** One statement; with papers a second one beside it, in one transaction. */
async function committed(db: Db, list: readonly ToWrite[], offices: Offices): Promise<Unmoved> {
  if (list.every(({ papers }) => !papers)) return commitUnmoved(db.orm, list, offices);
  return inTransaction(db, async (tx) => {
    const done = await commitUnmoved(tx, list, offices);
    const written = list.filter(({ decided }) => done.written.has(decided.after.id));
    await putPapers(
      tx,
      written.flatMap(({ papers }) => papers ?? []),
    );
    return done;
  });
}
