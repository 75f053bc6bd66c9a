// A lawful next step on the plan of a case, always the same in the same situation: for the model checker and random
// lives. Synthetic.

import { addDays, type CivilDate } from '../calendar/civil-date.ts';
import type { Actor, Case } from '../case.ts';
import type { MatterFacts } from '../clearance/routing.ts';
import type { Command } from '../command.ts';
import { GUARANTEES, missingForClearance, missingInContent, type PlanContent } from '../petition/case-plan.ts';

const officer: Actor = { kind: 'staff', person: 'petition-officer-0', role: 'petition-officer', org: 'petitions' };
const head: Actor = { kind: 'staff', person: 'authority-head-0', role: 'authority-head', org: 'petitions' };

/** A matter that nothing but petition fits (第三十一条第六项). */
export const PETITION_MATTER: MatterFacts = {
  kind: 'claim',
  judicial: false,
  arbitrable: false,
  partyReview: false,
  administrative: 'none',
  enforcement: 'none',
};

export const SYNTHETIC_PLAN: PlanContent = {
  finding: 'carry-out',
  hardship: false,
  leader: 'authority-head-0',
  unit: 'petitions',
  officer: 'petition-officer-0',
  taskForce: ['petition-officer-0'],
  funds: [],
  risk: 'low',
  guarantees: GUARANTEES.map(({ id }) => ({ what: id, by: 'petition-officer-0' })),
};
export const SYNTHETIC_TEXTS = { cause: 'r1', demand: 'r2', policyBasis: 'r3', rules: 'r6', emergencyNote: 'r7' };

const MEASURE = {
  kind: 'execute',
  owner: 'petition-officer-0',
  unit: 'petitions',
  texts: { measureText: 'r5' },
} as const;

/** What the plan waits for; null before a petition, after a clearance whose visits hold, and in a closed case. */
export function nextOnPlan(c: Case, today: CivilDate): readonly [Command, Actor] | null {
  const { plan } = c;
  if (c.status === 'closed' || !c.proceedings.some((p) => p.procedure === 'petition')) return null;
  if (!plan || plan.version === 0 || (plan.status === 'draft' && missingInContent(plan, GUARANTEES).length > 0))
    return [{ type: 'draftPlan', plan: SYNTHETIC_PLAN, texts: SYNTHETIC_TEXTS }, officer];
  if (plan.cleared) {
    const visit = [30, 90].find((n) => !plan.visits.some((one) => one.visit === n));
    return visit === undefined ? null : [{ type: 'recordVisit', visit, holds: true }, officer];
  }
  const open = plan.measures.find((m) => m.status === 'open');
  const dueOn = addDays(today, 10);
  const untold = plan.measures.find((m) => m.status === 'open' && m.text === null);
  if (!plan.measures.some((m) => m.status !== 'dropped' && m.kind === 'execute'))
    return [{ type: 'addMeasure', ...MEASURE, dueOn }, officer];
  if (untold && plan.status === 'draft')
    return [{ type: 'changeMeasure', measure: untold.no, dueOn, reason: 'told', texts: MEASURE.texts }, officer];
  if (open && open.dueOn < today && plan.status !== 'approved')
    return [{ type: 'changeMeasure', measure: open.no, dueOn, reason: 'late' }, officer];
  if (plan.status === 'draft') return [{ type: 'submitPlan' }, officer];
  if (plan.status === 'submitted') return [{ type: 'approvePlan' }, head];
  if (open) return [{ type: 'completeMeasure', measure: open.no, texts: { evidence: 'r4' } }, officer];
  if (plan.served.length === 0) return [{ type: 'serveDecision', document: 'opinion', method: 'direct' }, officer];
  if (missingForClearance(plan).length === 0 && !plan.checked) return [{ type: 'signOff' }, officer];
  return [{ type: 'clear', result: 'performed' }, head];
}
