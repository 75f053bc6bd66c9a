// What moves and lapses bring about beyond their own state: claims, offers, referral, what others overtake.

import type { CivilDate } from '../calendar/civil-date.ts';
import {
  type ClaimOutcome,
  type Instalment,
  openProceedings,
  type PartyId,
  type Proceeding,
  proceedingOf,
} from '../case.ts';
import type { CommandType, Terms } from '../command.ts';
import { startReturnVisits } from '../petition/plan-commands.ts';
import type { ConsequenceId } from '../procedures/procedure.ts';
import { procedureOf, stateOf } from '../procedures/procedures.ts';
import { awardFalls, awardStands, concludeArbitration, contest, effectIfUnawaited, openAward } from './awards.ts';
import { resetClock } from './case-clocks.ts';
import { type Draft, put, tell } from './draft.ts';
import { exerciseLimitation, restartLimitation, restLimitation } from './limitation.ts';
import { nextBody, offerNextSteps } from './offers.ts';
import * as performance from './performance.ts';
import { enterState, openProceeding } from './proceed.ts';
import { deemedServed } from './service.ts';
import { awardOf } from './suits.ts';

export interface Cause {
  readonly proceeding: number;
  readonly terms: Terms | null;
  /** The instalment a person says was paid; null means all that are open. */
  readonly instalment?: number | null;
  readonly party?: PartyId | null;
  /** Of an award: whether it is final (终局). */
  readonly final?: boolean;
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
  'award-made': makeAward,
  'award-unawaited': (draft, { proceeding }) => effectIfUnawaited(draft, awardOf(draft.case, proceeding)?.no),
  'claims-performed': (draft, cause) =>
    performance.confirmPayment(draft, proceedingOf(draft.case, cause.proceeding), cause.instalment ?? null),
  'claims-given-up': (draft, cause) => performance.giveUp(draft, proceedingOf(draft.case, cause.proceeding)),
  'unlock-suit': (draft, cause) =>
    put(draft, { t: 'noted', proceeding: cause.proceeding, notes: { suitUnlocked: true } }),
  enforceable: (draft, cause) => performance.makeEnforceable(draft, cause.proceeding),
  'enforcement-anew': (draft, cause) => performance.restartEnforcementPeriod(draft, cause.proceeding),
  'deemed-served': (draft, { proceeding, party }) => deemedServed(draft, proceeding, party ?? null),
  'reset-award-clock': resetAwardClock,
  'award-stands': (draft, { proceeding }) => awardStands(draft, proceeding),
  'award-falls': (draft, { proceeding }) => awardFalls(draft, proceeding),
  'return-visits': (draft) => startReturnVisits(draft),
};

const SEIZED: readonly Proceeding['procedure'][] = ['arbitration', 'award', 'court'];

/** 逐级流转: with the applicant's standing consent the next body is asked; without it the next steps are only offered. */
function leadToNextBody(draft: Draft, cause: Cause): void {
  const { applicant, level } = proceedingOf(draft.case, cause.proceeding);
  const next = nextBody(draft, cause.proceeding);
  const elsewhere = openProceedings(draft.case).some((p) => SEIZED.includes(p.procedure));
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
  tellArbitrations(draft, proceedingOf(draft.case, cause.proceeding));
}

/** An arbitration that had not decided them has these claims no more. */
function tellArbitrations(draft: Draft, deciding: Proceeding): void {
  if (awardOf(draft.case, deciding.no)) return;
  for (const p of openProceedings(draft.case))
    if (p.procedure === 'arbitration' && p.no !== deciding.no && p.no !== deciding.notes.basis)
      tell(draft, p, [['claims-settled-elsewhere', 'office']]);
}

/** 裁决书: the claims are decided by a document of its own; a final one acts from the day it is made (第四十七条). */
function makeAward(draft: Draft, cause: Cause): void {
  const claims = (cause.terms?.claims ?? []).map((x) => x.claim);
  const award = openAward(draft, cause.proceeding, claims, cause.final === true);
  decideClaims(draft, { ...cause, proceeding: award });
  if (cause.final) performance.perform(draft, award, true);
  concludeArbitration(draft, cause.proceeding);
}

/** The payments that the terms name; what was paid at once is one payment of that day. */
function instalmentsOf(terms: Terms, on: CivilDate): readonly Instalment[] {
  const amounts = terms.claims.map((x) => x.amountFen);
  const known = amounts.every((fen) => fen !== null);
  const sum = amounts.reduce<number>((n, fen) => n + (fen ?? 0), terms.lumpFen ?? 0);
  if (terms.paid) return [{ no: 1, dueOn: on, amountFen: known ? sum : null, paidOn: on }];
  return (terms.instalments ?? []).map((one, i) => ({ ...one, no: i + 1, paidOn: null }));
}

/** 办案规则 第四十六条: the period runs anew, so a suit for delay has to wait for its end. */
function resetAwardClock(draft: Draft, cause: Cause): void {
  for (const rule of ['arbitration-award', 'arbitration-simple'] as const) resetClock(draft, rule, cause.proceeding);
  put(draft, { t: 'noted', proceeding: cause.proceeding, notes: { suitUnlocked: false } });
}

function reopenClaims(draft: Draft, basis: number | undefined): void {
  for (const { id } of performance.outcomesOf(draft.case, basis)) put(draft, { t: 'claim-reopened', claim: id });
}

/** Another procedure takes over: what the tables call `overtakenBy`. What can be enforced is never overtaken. */
export function overtake(draft: Draft, command: CommandType, opened: number): void {
  for (const p of openProceedings(draft.case)) {
    const to = procedureOf(p.procedure).overtakenBy?.[command]?.[p.state];
    if (!to || p.no === opened || p.notes.enforceable || isSpared(draft, command, opened, p)) continue;
    enterState(draft, p.no, to);
    if (p.procedure === 'performance') reopenClaims(draft, p.notes.basis);
    if (to === 'contested') contest(draft, p.no);
    if (stateOf(p.procedure, to).ending === 'left') tell(draft, p, [['left-by-choice', 'office']]);
  }
}

/** A suit over an award leaves the other awards, the arbitration and what is performed alone; any other suit, the awards. */
function isSpared(draft: Draft, command: CommandType, opened: number, p: Proceeding): boolean {
  if (command !== 'fileSuit') return false;
  const attacked = awardOf(draft.case, opened);
  if (p.procedure === 'award') return p.no !== attacked?.no;
  if (p.procedure === 'set-aside') return p.notes.basis !== attacked?.no;
  return attacked !== undefined && (p.procedure === 'arbitration' || p.procedure === 'performance');
}
