// Goes round all open cases, at a bounded rate, and makes the engine what the record says: starts workflows that are
// missing or were ended, wakes those whose timer is wrong, ends those without an open case. It never touches the record.
import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../db/connection.ts';
import { defect } from '../db/failpoint.ts';
import { type Expected, type Finding, inspect, openCases, tooMany } from './compare.ts';
import { called, type Engine, endDispute, LOOK_AGAIN, wakeDispute, workflowIdOf } from './engine.ts';
import type { Duty, Watch } from './patrol.ts';

/** Pause between two rounds: with few cases everything is put right within half a minute. */
const EVERY_MS = 20_000;
/** Calls to the engine a second. */
const RATE = 100;

/** The duty of a reconciler. */
export function reconciler(db: Db, engine: Engine, watch: Watch): Duty {
  return { name: 'reconciler', everyMs: EVERY_MS, round: (stop) => reconcile(db, engine, watch, stop) };
}

/** One round over all open cases. */
export async function reconcile(db: Db, engine: Engine, watch: Watch, stop: AbortSignal): Promise<undefined> {
  if (defect('reconciler-off')) return;
  let seen = 0;
  for await (const expected of openCases(db)) {
    if (stop.aborted) return;
    seen += 1;
    for (const finding of await inspect(db, engine, expected)) await repair(engine, watch, expected, finding);
    await wait(1_000 / RATE, undefined, { signal: stop, ref: false }).catch(() => undefined);
  }
  for (const finding of await tooMany(db, engine)) await end(engine, watch, finding);
  watch.gauge('jiefen_reconciled_cases', seen);
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
