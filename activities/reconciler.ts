// Makes the engine what the record says, round after round: starts workflows that are missing or were ended, wakes those
// whose timer is wrong, ends those without an open case. It never touches the record. The engine's list, held against
// the record's open cases, tells which to look at; beside that all are looked at singly, some in each round.
import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../db/connection.ts';
import { defect } from '../db/failpoint.ts';
import {
  agrees,
  BEFORE_ALL,
  type Depth,
  type Expected,
  type Finding,
  inspect,
  openCases,
  running,
  tooMany,
} from './compare.ts';
import { called, type Engine, endDispute, LOOK_AGAIN, wakeDispute, workflowIdOf } from './engine.ts';
import type { Duty, Watch } from './patrol.ts';

/** Pause between two rounds: what the list shows is put right within half a minute. */
const EVERY_MS = 20_000;
/** Cases looked at singly in a second, at most. */
const RATE = 100;
/** Whatever the list says, every open case has been looked at singly after about so long, while they are few enough. */
const ALL_WITHIN_MS = 600_000;
/** Of them in a round at least and at most: a look takes the engine some ms; 50,000 have their turn within an hour. */
const [LEAST, MOST] = [20, 500];

export interface Round {
  readonly db: Db;
  readonly engine: Engine;
  readonly watch: Watch;
  readonly stop: AbortSignal;
}

/** The duty of a reconciler. */
export function reconciler(db: Db, engine: Engine, watch: Watch): Duty {
  let turn = BEFORE_ALL;
  let open = 0;
  return {
    name: 'reconciler',
    everyMs: EVERY_MS,
    round: async (stop) => {
      const round = { db, engine, watch, stop };
      try {
        open = await reconcile(round);
      } finally {
        turn = await lookInTurn(round, turn, turnOf(open));
      }
      return undefined;
    },
  };
}

/**
 * One round over all open cases by the engine's list: a call and a query for each thousand, and a look at each case that
 * differs. It finds workflows that are missing, have ended or are too many, and those that mean to sleep too long, have
 * no timer or overslept. It does not see what became wrong after the list was written, some seconds ago at most (the
 * next round does), nor a timer that is not what its workflow believes before half a minute after it was due, nor
 * tasks that fail: for these is `lookInTurn`.
 *
 * @returns how many cases are open, as far as they were gone through
 */
export async function reconcile(round: Round): Promise<number> {
  const { db, engine, watch, stop } = round;
  if (defect('reconciler-off')) return 0;
  const listed = await running(engine, stop);
  let open = 0;
  for await (const expected of openCases(db)) {
    if (stop.aborted) return open;
    open += 1;
    const armed = listed.get(expected.caseId);
    listed.delete(expected.caseId);
    if (!expected.waits && !agrees(armed, expected)) await look(round, expected, 'shown');
  }
  for (const finding of await tooMany(db, engine, [...listed.keys()])) await end(engine, watch, finding);
  watch.gauge('jiefen_reconciled_cases', open);
  return open;
}

/** How many of so many open cases have their turn in a round. */
const turnOf = (open: number): number => Math.min(MOST, Math.max(LEAST, Math.ceil((open * EVERY_MS) / ALL_WITHIN_MS)));

/**
 * Looks at the next cases after this one, so many, each with its tasks and the timer that its history says is armed: all
 * that `verify` finds too.
 *
 * @returns after which case to go on
 */
export async function lookInTurn(round: Round, after: string, many: number): Promise<string> {
  if (defect('reconciler-off')) return after;
  let last = after;
  let looks = 0;
  for await (const expected of openCases(round.db, after)) {
    if (round.stop.aborted || looks === many) return last;
    looks += 1;
    last = expected.caseId;
    if (!expected.waits) await look(round, expected, 'armed');
  }
  return BEFORE_ALL;
}

async function look({ db, engine, watch, stop }: Round, expected: Expected, depth: Depth): Promise<void> {
  for (const finding of await inspect(db, engine, expected, depth)) await repair(engine, watch, expected, finding);
  await wait(1_000 / RATE, undefined, { signal: stop, ref: false }).catch(() => undefined);
}

async function repair(engine: Engine, watch: Watch, { caseId, caseNo }: Expected, finding: Finding): Promise<void> {
  told(watch, finding);
  switch (finding.difference) {
    case 'no-workflow':
    case 'workflow-ended':
    case 'no-timer':
    case 'timer-late':
    case 'timer-overdue':
      return wakeDispute(engine, { caseId, caseNo, seq: LOOK_AGAIN });
    default:
      // Failing code and long histories need a person: the alarm is all there is.
      return;
  }
}

async function end(engine: Engine, watch: Watch, finding: Finding): Promise<void> {
  told(watch, finding);
  if (finding.facts.case === 'closed') return endDispute(engine, finding.caseId);
  await called(engine, () =>
    engine.client.workflow.getHandle(workflowIdOf(finding.caseId)).terminate('the record has no such case'),
  );
}

function told(watch: Watch, { caseId, difference, facts }: Finding): void {
  watch.count('jiefen_engine_differences_total', 1, { difference });
  watch.say('warn', 'engine differs from the record', { caseId, difference, ...facts });
}
