// What moves and lapses bring about beyond their own state: claims, offers, referral, awards that fall or stand.
import {
  type ClaimOutcome,
  type Instalment,
  openProceedings,
  type PartyId,
  type Proceeding,
  proceedingOf,
} from './case.ts';
import { endClocks, resetClock, startClock } from './case-clocks.ts';
import type { CivilDate } from './civil-date.ts';
import type { CommandType, Terms } from './command.ts';
import { type Draft, onApplicantsSide, put, tell } from './draft.ts';
import type { SUIT_RIGHTS } from './guards.ts';
import { exerciseLimitation, restartLimitation, restLimitation } from './limitation.ts';
import { nextBody, offerNextSteps } from './offers.ts';
import * as performance from './performance.ts';
import { startReturnVisits } from './plan-commands.ts';
import type { ConsequenceId } from './procedures/procedure.ts';
import { procedureOf, stateOf } from './procedures/procedures.ts';
import { enterState, openProceeding } from './proceed.ts';

export interface Cause {
  readonly proceeding: number;
  readonly terms: Terms | null;
  /** The instalment a person says was paid; null means all that are open. */
  readonly instalment?: number | null;
  readonly party?: PartyId | null;
}

type Consequence = (draft: Draft, cause: Cause) => void;

export function bringAbout(draft: Draft, ids: readonly ConsequenceId[] | undefined, cause: Cause): void {
  for (const id of ids ?? []) CONSEQUENCES[id](draft, cause);
}

export const CONSEQUENCES: Readonly<Record<ConsequenceId, Consequence>> = {
  'lead-to-next-body': leadToNextBody,
  'offer-next-steps': (draft, cause) => offerNextSteps(draft, cause.proceeding),
  'restart-limitation': interruptLimitation,
  'limitation-exercised': exerciseLimitation,
  'perform-agreement': (draft, { proceeding }) => performance.perform(draft, proceeding, false),
  'perform-decision': (draft, { proceeding }) => performance.perform(draft, proceeding, true),
  'strengthen-agreement': (draft, cause) => performance.offerStrengthening(draft, cause.proceeding),
  'claims-agreed': decideClaims,
  'claims-decided': decideClaims,
  'claims-performed': (draft, cause) =>
    performance.confirmPayment(draft, proceedingOf(draft.case, cause.proceeding), cause.instalment ?? null),
  'claims-given-up': (draft, cause) => performance.giveUp(draft, proceedingOf(draft.case, cause.proceeding)),
  'unlock-suit': (draft, cause) =>
    put(draft, { t: 'noted', proceeding: cause.proceeding, notes: { suitUnlocked: true } }),
  enforceable: (draft, cause) => performance.makeEnforceable(draft, cause.proceeding),
  'enforcement-anew': (draft, cause) => performance.restartEnforcementPeriod(draft, cause.proceeding),
  'deemed-served': deemedServed,
  'reset-award-clock': resetAwardClock,
  'award-stands': awardStands,
  'award-falls': awardFalls,
  'return-visits': (draft) => startReturnVisits(draft),
};

/** 逐级流转: with the applicant's standing consent the next body is asked; without it the next steps are only offered. */
function leadToNextBody(draft: Draft, cause: Cause): void {
  const { applicant, level } = proceedingOf(draft.case, cause.proceeding);
  const next = nextBody(draft, cause.proceeding);
  const elsewhere = openProceedings(draft.case).some((p) => p.procedure === 'arbitration' || p.procedure === 'court');
  if (!draft.case.stepwise || !next?.body || !applicant || elsewhere) offerNextSteps(draft, cause.proceeding);
  else {
    const notes = { priorLevel: level };
    openProceeding(draft, procedureOf('mediation'), { level: next.level, body: next.body, applicant, notes });
  }
}

/** Enforceable claims are under the two years of enforcement instead. */
function interruptLimitation(draft: Draft, cause: Cause): void {
  const p = proceedingOf(draft.case, cause.proceeding);
  if (!p.notes.enforceable) restartLimitation(draft, p.procedure === 'performance');
}

/** Writes down what was agreed or decided. Agreements that this replaces are performed no longer. */
function decideClaims(draft: Draft, cause: Cause): void {
  const { terms } = cause;
  if (!terms) return;
  const replaced = new Set<number>();
  for (const { claim, result, amountFen } of terms.claims) {
    const before = draft.case.claims.find((x) => x.id === claim)?.outcome?.proceeding;
    if (before && before !== cause.proceeding) replaced.add(before);
    const outcome: ClaimOutcome = { result, amountFen, proceeding: cause.proceeding, on: draft.on };
    put(draft, { t: 'claim-decided', claim, outcome });
  }
  for (const no of replaced) performance.leavePerformance(draft, no);
  const notes = { instalments: instalmentsOf(terms, draft.on) };
  put(draft, { t: 'noted', proceeding: cause.proceeding, notes, lumpFen: terms.lumpFen ?? null });
  restLimitation(draft);
  const others = openProceedings(draft.case).filter((p) => p.procedure === 'arbitration' && p.no !== cause.proceeding);
  for (const p of others) tell(draft, p, [['claims-settled-elsewhere', 'office']]);
}

/** The payments that the terms name; what was paid at once is one payment of that day. */
function instalmentsOf(terms: Terms, on: CivilDate): readonly Instalment[] {
  const amounts = terms.claims.map((x) => x.amountFen);
  const known = amounts.every((fen) => fen !== null);
  const sum = amounts.reduce<number>((n, fen) => n + (fen ?? 0), terms.lumpFen ?? 0);
  if (terms.paid) return [{ no: 1, dueOn: on, amountFen: known ? sum : null, paidOn: on }];
  return (terms.instalments ?? []).map((one, i) => ({ ...one, no: i + 1, paidOn: null }));
}

/** 公告送达: the notice period is over, so the party counts as served and his own period begins. */
function deemedServed(draft: Draft, cause: Cause): void {
  const p = proceedingOf(draft.case, cause.proceeding);
  const { party } = cause;
  if (!party || p.notes.served?.[party]) return;
  const on = performance.lastDay(draft.on);
  put(draft, { t: 'noted', proceeding: p.no, notes: { served: { ...p.notes.served, [party]: on } } });
  if (p.state === 'awarded') startClock(draft, rightAfterAward(p, party), { proceeding: p.no, party, start: on });
  else if (!onApplicantsSide(p, party)) {
    endClocks(draft, ['arbitration-serve-application'], p.no, 'met');
    startClock(draft, 'arbitration-defence', { proceeding: p.no, party, start: on });
  }
}

/** 第四十八条 to 第五十条: against a final award the worker sues, the employer applies to have it set aside. */
export function rightAfterAward(p: Pick<Proceeding, 'notes'>, party: PartyId): (typeof SUIT_RIGHTS)[number] {
  if (!p.notes.finalAward) return 'suit-non-final-award';
  return party.startsWith('W') ? 'suit-final-award-worker' : 'setaside-final-award-employer';
}

/** 办案规则 第四十六条: the period runs anew, so a suit for delay has to wait for its end. */
function resetAwardClock(draft: Draft, cause: Cause): void {
  resetClock(draft, 'arbitration-award', cause.proceeding);
  put(draft, { t: 'noted', proceeding: cause.proceeding, notes: { suitUnlocked: false } });
}

// ── awards in court ─────────────────────────────────────────────────────────────────────────────────────────────

/** 解释一 第十六条: once it is taken to court the award has no effect. Its claims wait, decided, for the judgment. */
function contest(draft: Draft, arbitration: number): void {
  performance.leavePerformance(draft, arbitration);
  for (const { id, status, outcome } of performance.outcomesOf(draft.case, arbitration)) {
    if (status === 'closed' && outcome) put(draft, { t: 'claim-decided', claim: id, outcome });
  }
}

/** 法释〔2000〕18号: the suit was withdrawn or not taken, so the award that it contested takes effect after all. */
function awardStands(draft: Draft, cause: Cause): void {
  const basis = proceedingOf(draft.case, cause.proceeding).notes.basis;
  const award = draft.case.proceedings.find((p) => p.no === basis && p.state === 'contested');
  if (!award) {
    restartLimitation(draft, false);
    offerNextSteps(draft, cause.proceeding);
    return;
  }
  enterState(draft, award.no, 'effective');
  performance.perform(draft, award.no, true);
  tell(draft, award, [['award-effective', 'both']]);
  if (!award.notes.finalAward) return;
  // 解释一 第二十一条第二款: now the employer may still apply to have the final award set aside.
  for (const party of employers(draft))
    startClock(draft, 'setaside-after-worker-suit-ends', { proceeding: null, party, start: draft.on });
}

const employers = (draft: Draft): readonly PartyId[] =>
  draft.case.parties.flatMap((p) => (p.leftOn === null && p.id.startsWith('E') ? [p.id] : []));

/** 第四十九条第三款: the award is set aside; its claims are open again and each party has 15 days to sue. */
function awardFalls(draft: Draft, cause: Cause): void {
  const { basis } = proceedingOf(draft.case, cause.proceeding).notes;
  const award = draft.case.proceedings.find((p) => p.no === basis);
  if (!award) return;
  performance.leavePerformance(draft, award.no);
  enterState(draft, award.no, 'setAside');
  reopenClaims(draft, award.no);
  for (const { id, leftOn } of draft.case.parties) {
    if (leftOn === null) startClock(draft, 'suit-after-setaside', { proceeding: null, party: id, start: draft.on });
  }
}

function reopenClaims(draft: Draft, basis: number | undefined): void {
  for (const { id } of performance.outcomesOf(draft.case, basis)) put(draft, { t: 'claim-reopened', claim: id });
}

/** Another procedure takes over: what the tables call `overtakenBy`. What can be enforced is never overtaken. */
export function overtake(draft: Draft, command: CommandType, opened: number): void {
  for (const p of openProceedings(draft.case)) {
    const to = procedureOf(p.procedure).overtakenBy?.[command]?.[p.state];
    if (!to || p.no === opened || p.notes.enforceable) continue;
    enterState(draft, p.no, to);
    if (p.procedure === 'performance') reopenClaims(draft, p.notes.basis);
    if (to === 'contested') contest(draft, p.no);
    if (stateOf(p.procedure, to).ending === 'left') tell(draft, p, [['left-by-choice', 'office']]);
  }
}
