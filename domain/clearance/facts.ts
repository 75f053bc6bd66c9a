// What the record says about clearance, as the facts from which the balance is told. Each is booked on the day on which
// it was recorded, so that the balance of a day that is over never changes; signatures and visits carry that day anyway.
// A case of a ledger keeps its true day beside that: it was open before it came into the books.

import { beijingDate, type CivilDate } from '../calendar/civil-date.ts';
import type { CaseEvent, Effect } from '../case.ts';
import type { ClearanceFact } from './balance.ts';

/** Commands whose events may say something about clearance; no other event does. */
export const CLEARANCE_COMMANDS = [
  'registerPetition',
  'addMeasure',
  'changeMeasure',
  'dropMeasure',
  'completeMeasure',
  'serveDecision',
  'signOff',
  'clear',
  'recordVisit',
  'reportRelapse',
  'reopen',
] as const satisfies readonly CaseEvent['type'][];

/** The facts of the events, in any order; a case without a petition has none. */
export function clearanceFacts(
  events: Iterable<Pick<CaseEvent, 'case' | 'seq' | 'at' | 'on' | 'effects'>>,
): readonly ClearanceFact[] {
  const entered = new Map<string, ClearanceFact>();
  const others: ClearanceFact[] = [];
  for (const { case: caseId, at, on: happenedOn, effects } of [...events].sort((a, b) => a.seq - b.seq)) {
    const on = beijingDate(at);
    for (const effect of effects) {
      if (effect.t === 'proceeding-opened' && effect.procedure === 'petition' && !entered.has(caseId))
        entered.set(caseId, { caseId, on, is: 'entered', ...(effect.notes.takenOver && { since: happenedOn }) });
      others.push(...factsOf(caseId, on, effect));
    }
  }
  return [...entered.values(), ...others.filter((fact) => entered.has(fact.caseId))];
}

function factsOf(caseId: string, on: CivilDate, effect: Effect): readonly ClearanceFact[] {
  switch (effect.t) {
    case 'decision-served':
      return [{ caseId, on, is: 'decision-served' }];
    case 'measure-set': {
      const { no, status, evidence } = effect.measure;
      const measure = String(no);
      if (status === 'dropped') return [{ caseId, on, is: 'measure-dropped', measure }];
      if (status === 'done') return [{ caseId, on, is: 'measure-proved', measure, evidence: evidence ?? '' }];
      return [{ caseId, on, is: 'measure-planned', measure }];
    }
    case 'signed-off':
    case 'cleared':
      return [{ caseId, on, is: effect.t, by: effect.by }];
    case 'visited':
      return [{ caseId, on, is: 'visited', visit: effect.visit, holds: effect.holds }];
    case 'relapsed':
      return [{ caseId, on, is: 'relapsed' }];
    default:
      return [];
  }
}
