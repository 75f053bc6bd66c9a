// What moves and lapses bring about beyond their own state: offers, referral, limitation, performance, claims.
import {
  type ClaimOutcome,
  type Instalment,
  type Offer,
  openProceedings,
  type PartyId,
  type Proceeding,
  proceedingOf,
  sideOf,
} from './case.ts';
import { endClocks, resetClock, runningClocks, startClock } from './case-clocks.ts';
import type { CivilDate } from './civil-date.ts';
import type { Terms } from './command.ts';
import { type Draft, put, tell } from './draft.ts';
import { isSuitUnlocked } from './guards.ts';
import type { ConsequenceId } from './procedures/procedure.ts';
import { procedureOf, stateOf } from './procedures/procedures.ts';
import { enterState, openProceeding } from './proceed.ts';
import { isListed, isMediationLevel, nextMediationBody, officeOf } from './routing.ts';
import type { ClockId } from './rulebook/rulebook.ts';

export interface Cause {
  readonly proceeding: number;
  readonly terms: Terms | null;
  /** The instalments a person says were paid; null means all that are open. */
  readonly instalment?: number | null;
  readonly party?: PartyId | null;
}

type Consequence = (draft: Draft, cause: Cause) => void;

export function bringAbout(draft: Draft, ids: readonly ConsequenceId[] | undefined, cause: Cause): void {
  for (const id of ids ?? []) CONSEQUENCES[id](draft, cause);
}

const CONSEQUENCES: Readonly<Record<ConsequenceId, Consequence>> = {
  'lead-to-next-body': leadToNextBody,
  'offer-next-steps': (draft, cause) => put(draft, { t: 'offered', offers: offersAfter(draft, cause.proceeding) }),
  'restart-limitation': restartLimitation,
  'limitation-exercised': (draft) => endClocks(draft, LIMITATION, null, 'met'),
  'perform-agreement': (draft, cause) => perform(draft, cause, false),
  'perform-decision': (draft, cause) => perform(draft, cause, true),
  'strengthen-agreement': strengthenAgreement,
  'claims-agreed': decideClaims,
  'claims-decided': decideClaims,
  'claims-performed': confirmPayment,
  'claims-reopened': reopenClaims,
  'unlock-suit': (draft, cause) =>
    put(draft, { t: 'noted', proceeding: cause.proceeding, notes: { suitUnlocked: true } }),
  enforceable: makeEnforceable,
  'deemed-served': deemedServed,
  'reset-award-clock': (draft, cause) => resetClock(draft, 'arbitration-award', cause.proceeding),
};

export const LIMITATION = [
  'arbitration-limitation-general',
  'arbitration-limitation-wages',
] as const satisfies readonly ClockId[];

/** 逐级流转: with the applicant's standing consent the next body is asked; without it the next steps are only offered. */
function leadToNextBody(draft: Draft, cause: Cause): void {
  const ended = proceedingOf(draft.case, cause.proceeding);
  const next = nextMediationBody(draft.case.facts.place, ended.level, draft.world.directory);
  if (!draft.case.stepwise || !next?.body || !ended.applicant) {
    put(draft, { t: 'offered', offers: offersAfter(draft, cause.proceeding) });
    return;
  }
  openProceeding(draft, procedureOf('mediation'), {
    level: next.level,
    body: next.body,
    applicant: ended.applicant,
    notes: { priorLevel: ended.level },
  });
}

/** Every lawful next step after a proceeding ended without a result, nearest first. Arbitration is always among them. */
function offersAfter(draft: Draft, no: number): readonly Offer[] {
  const c = draft.case;
  const { place } = c.facts;
  const ended = proceedingOf(c, no);
  const offers: Offer[] = [];
  const next = nextMediationBody(place, isMediationLevel(ended.level) ? ended.level : null, draft.world.directory);
  const tried = c.proceedings.some((p) => p.procedure === 'mediation' && p.body === next?.body);
  if (next?.body && !tried) offers.push(offer(draft, 'applyForMediation', next.level, next.body));
  const performance = openProceedings(c).find((p) => p.procedure === 'performance' && p.state === 'breached');
  if (performance?.notes.enforceable) offers.push(offer(draft, 'applyForEnforcement', 'court', null));
  else if (performance) offers.push(offer(draft, 'applyForPaymentOrder', 'court', null));
  if (!openProceedings(c).some((p) => p.procedure === 'arbitration')) {
    offers.push(
      offer(draft, 'applyForArbitration', 'arbitration', officeOf('arbitration', place, draft.world.directory)),
    );
  }
  if (isSuitUnlocked(c)) offers.push(offer(draft, 'fileSuit', 'court', null));
  return offers;
}

function offer(draft: Draft, command: Offer['command'], level: Offer['level'], body: string | null): Offer {
  return { command, level, body, since: draft.on };
}

/** 时效中断: the running limitation starts anew in full; one that was exercised in vain starts again. Lapsed stays lapsed. */
function restartLimitation(draft: Draft): void {
  for (const rule of LIMITATION) {
    const last = draft.case.clocks.filter((k) => k.rule === rule).at(-1);
    if (!last || last.state === 'lapsed') continue;
    if (runningClocks(draft.case, rule, null).length > 0) resetClock(draft, rule, null);
    else if (last.state === 'met') startClock(draft, rule, { proceeding: null, start: draft.on });
  }
}

function decideClaims(draft: Draft, cause: Cause): void {
  const { terms } = cause;
  if (!terms) return;
  for (const { claim, result, amountFen } of terms.claims) {
    const outcome: ClaimOutcome = { result, amountFen, proceeding: cause.proceeding, on: draft.on };
    put(draft, { t: 'claim-decided', claim, outcome });
  }
  put(draft, {
    t: 'noted',
    proceeding: cause.proceeding,
    notes: { instalments: numbered(terms.instalments ?? []) },
    ...(terms.lumpFen === undefined ? {} : { lumpFen: terms.lumpFen }),
  });
}

const numbered = (instalments: NonNullable<Terms['instalments']>): readonly Instalment[] =>
  instalments.map((one, i) => ({ ...one, no: i + 1, paidOn: null }));

/** Opens the performance of what was agreed or decided; claims on which nothing is owed are closed at once. */
function perform(draft: Draft, cause: Cause, enforceable: boolean): void {
  const basis = proceedingOf(draft.case, cause.proceeding);
  const mine = draft.case.claims.filter((c) => c.status === 'decided' && c.outcome?.proceeding === basis.no);
  const instalments = owed(draft, basis, cause.terms);
  for (const claim of mine) {
    if (instalments.length === 0 || claim.outcome?.result === 'dismissed')
      put(draft, { t: 'claim-closed', claim: claim.id });
  }
  if (instalments.length === 0) return;
  const no = openProceeding(draft, procedureOf('performance'), {
    level: basis.level,
    body: basis.body,
    applicant: basis.applicant,
    notes: { basis: basis.no, instalments, enforceable },
  });
  for (const { no: instalment, dueOn } of instalments) {
    startClock(draft, 'mediation-agreement-performance', {
      proceeding: no,
      instalment,
      start: draft.on,
      until: maxDate(dueOn, draft.on),
    });
  }
  if (enforceable) startEnforcementPeriod(draft, no, instalments);
}

/** The payments owed; where a document names a sum but no day, it is due on the day the document took effect. */
function owed(draft: Draft, basis: Proceeding, terms: Terms | null): readonly Instalment[] {
  if (terms?.paid) return [];
  const noted = basis.notes.instalments ?? [];
  if (noted.length > 0) return noted;
  const outcomes = draft.case.claims.flatMap((c) => (c.outcome?.proceeding === basis.no ? [c.outcome] : []));
  const sum = outcomes.reduce((total, o) => total + (o.amountFen ?? 0), basis.lumpFen ?? 0);
  return sum > 0 ? [{ no: 1, dueOn: draft.on, amountFen: sum, paidOn: null }] : [];
}

/** 民事诉讼法 第二百五十条: two years from the last day of the performance period. */
function startEnforcementPeriod(draft: Draft, performance: number, instalments: readonly Instalment[]): void {
  const last = instalments.map((i) => i.dueOn).reduce(maxDate, draft.on);
  startClock(draft, 'enforcement-application', { proceeding: performance, start: last });
}

/** A mediation agreement of a listed body may be reviewed within 15 or confirmed within 30 days. */
function strengthenAgreement(draft: Draft, cause: Cause): void {
  const basis = proceedingOf(draft.case, cause.proceeding);
  const performance = openProceedings(draft.case).find(
    (p) => p.procedure === 'performance' && p.notes.basis === basis.no,
  );
  if (!performance || !isListed(draft.world.directory.bodies.get(basis.body ?? ''))) return;
  for (const rule of ['arbitration-review-application', 'judicial-confirmation-application'] as const) {
    startClock(draft, rule, { proceeding: performance.no, start: draft.on });
  }
}

function makeEnforceable(draft: Draft): void {
  for (const p of openProceedings(draft.case)) {
    if (p.procedure !== 'performance' || p.notes.enforceable) continue;
    put(draft, { t: 'noted', proceeding: p.no, notes: { enforceable: true } });
    startEnforcementPeriod(draft, p.no, p.notes.instalments ?? []);
  }
}

/** A payment was confirmed; the last one ends the performance and closes its claims. */
function confirmPayment(draft: Draft, cause: Cause): void {
  const asked = proceedingOf(draft.case, cause.proceeding);
  const performance =
    asked.procedure === 'performance'
      ? asked
      : openProceedings(draft.case).findLast((p) => p.procedure === 'performance');
  if (!performance) return;
  const paid = (i: Instalment): boolean => i.paidOn === null && (cause.instalment == null || cause.instalment === i.no);
  const instalments = (performance.notes.instalments ?? []).map((i) => (paid(i) ? { ...i, paidOn: draft.on } : i));
  put(draft, { t: 'noted', proceeding: performance.no, notes: { instalments } });
  const settled = new Set(instalments.flatMap((i) => (i.paidOn ? [i.no] : [])));
  endClocks(draft, ['mediation-agreement-performance'], performance.no, 'met', (k) => settled.has(k.instalment ?? 0));
  if (instalments.some((i) => i.paidOn === null)) return;
  for (const claim of claimsOf(draft, performance)) put(draft, { t: 'claim-closed', claim });
  enterState(draft, performance.no, 'performed');
}

function claimsOf(draft: Draft, performance: Proceeding): readonly number[] {
  return draft.case.claims.flatMap((claim) =>
    claim.status === 'decided' && claim.outcome?.proceeding === performance.notes.basis ? [claim.id] : [],
  );
}

/** What an agreement or award had decided is open again: it was breached and is pursued otherwise, or was set aside. */
function reopenClaims(draft: Draft): void {
  for (const claim of draft.case.claims)
    if (claim.status === 'decided') put(draft, { t: 'claim-reopened', claim: claim.id });
}

/** 公告送达: the notice period is over, so the respondent counts as served and the defence period begins. */
function deemedServed(draft: Draft, cause: Cause): void {
  const p = proceedingOf(draft.case, cause.proceeding);
  const party = cause.party ?? draft.case.parties.find((x) => sideOf(x.id) !== sideOf(p.applicant ?? 'W1'))?.id;
  if (!party) return;
  put(draft, { t: 'noted', proceeding: p.no, notes: { served: { ...p.notes.served, [party]: draft.on } } });
  endClocks(draft, ['arbitration-serve-application'], p.no, 'met');
  startClock(draft, 'arbitration-defence', { proceeding: p.no, party, start: draft.on });
}

/** Another procedure takes over: what the tables call `overtakenBy`. */
export function overtake(draft: Draft, command: Offer['command'], opened: number): void {
  for (const p of openProceedings(draft.case)) {
    if (p.no === opened) continue;
    const to = procedureOf(p.procedure).overtakenBy?.[command]?.[p.state];
    if (!to) continue;
    enterState(draft, p.no, to);
    if (p.procedure === 'performance') reopenClaims(draft);
    if (stateOf(p.procedure, to).ending === 'left') tell(draft, p, [['left-by-choice', 'office']]);
  }
}

const maxDate = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);
