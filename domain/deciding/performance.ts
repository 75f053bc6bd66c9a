// 履行: what follows an agreement or an effective decision until it is paid, given up, or pursued otherwise.

import { addDays, type CivilDate } from '../calendar/civil-date.ts';
import { type Case, type Instalment, openProceedings, type Proceeding, proceedingOf } from '../case.ts';
import { procedureOf } from '../procedures/procedures.ts';
import { endClocks, startClock } from './case-clocks.ts';
import { type Draft, put } from './draft.ts';
import { enterState, openProceeding } from './proceed.ts';
import { isListed } from './routing.ts';

/** The performance of what a proceeding agreed or decided, the last one if it was taken up again. */
export const performanceOf = (c: Case, basis: number): Proceeding | undefined =>
  c.proceedings.findLast((p) => p.procedure === 'performance' && p.notes.basis === basis);

/** Claims that this proceeding agreed or decided, whether still owed or closed. */
export const outcomesOf = (c: Case, basis: number | undefined): Case['claims'] =>
  c.claims.filter((claim) => claim.outcome !== null && claim.outcome.proceeding === basis);

/**
 * Opens the performance of what was agreed or decided, once. Claims on which nothing is owed are closed at once; what
 * was paid on an earlier performance of the same document stays paid.
 */
export function perform(draft: Draft, basisNo: number, enforceable: boolean): void {
  const basis = proceedingOf(draft.case, basisNo);
  const mine = outcomesOf(draft.case, basisNo).filter((claim) => claim.status === 'decided');
  const earlier = performanceOf(draft.case, basisNo);
  if (mine.length === 0 || earlier?.closedOn === null) return;
  const instalments = earlier?.notes.instalments ?? owed(draft, basis);
  const unpaid = instalments.filter((i) => i.paidOn === null);
  for (const claim of mine) {
    if (unpaid.length === 0 || claim.outcome?.result === 'dismissed')
      put(draft, { t: 'claim-closed', claim: claim.id });
  }
  if (unpaid.length === 0) return;
  const no = openProceeding(draft, procedureOf('performance'), {
    level: basis.level,
    body: basis.body,
    applicant: basis.applicant,
    notes: { basis: basisNo, instalments, enforceable },
  });
  for (const { no: instalment, dueOn } of unpaid) {
    const until = maxDate(dueOn, draft.on);
    startClock(draft, 'mediation-agreement-performance', { proceeding: no, instalment, start: draft.on, until });
  }
  if (enforceable) startEnforcementPeriod(draft, no);
}

/** The payments owed; where a document names a sum but no day, it is due on the day the document took effect. */
function owed(draft: Draft, basis: Proceeding): readonly Instalment[] {
  const noted = basis.notes.instalments ?? [];
  if (noted.length > 0) return noted;
  const sum = outcomesOf(draft.case, basis.no).reduce((n, x) => n + (x.outcome?.amountFen ?? 0), basis.lumpFen ?? 0);
  return sum > 0 ? [{ no: 1, dueOn: draft.on, amountFen: sum, paidOn: null }] : [];
}

/** 民事诉讼法 第二百五十条: two years from the last day of the performance period. */
function startEnforcementPeriod(draft: Draft, no: number): void {
  const { notes } = proceedingOf(draft.case, no);
  const last = (notes.instalments ?? []).map((i) => i.dueOn).reduce(maxDate, draft.on);
  startClock(draft, 'enforcement-application', { proceeding: no, start: last });
}

/** An enforcement ended without full payment: the two years run anew (时效中断, 民事诉讼法 第二百五十条). */
export function restartEnforcementPeriod(draft: Draft, enforcement: number): void {
  const basis = proceedingOf(draft.case, enforcement).notes.basis;
  const performance = openProceedings(draft.case).find((p) => p.no === basis);
  if (performance) startClock(draft, 'enforcement-application', { proceeding: performance.no, start: draft.on });
}

/** A mediation agreement of a listed body may be reviewed within 15 or confirmed within 30 days. */
export function offerStrengthening(draft: Draft, basisNo: number): void {
  const performance = performanceOf(draft.case, basisNo);
  const { body } = proceedingOf(draft.case, basisNo);
  if (performance?.closedOn !== null || !isListed(draft.world.directory.bodies.get(body ?? ''))) return;
  for (const rule of ['arbitration-review-application', 'judicial-confirmation-application'] as const) {
    startClock(draft, rule, { proceeding: performance.no, start: draft.on });
  }
}

/** The agreement was reviewed, confirmed or ordered to be paid: it can be enforced. */
export function makeEnforceable(draft: Draft, strengthening: number): void {
  const { basis } = proceedingOf(draft.case, strengthening).notes;
  const performance = openProceedings(draft.case).find((p) => p.no === basis);
  if (!performance || performance.notes.enforceable) return;
  put(draft, { t: 'noted', proceeding: performance.no, notes: { enforceable: true } });
  startEnforcementPeriod(draft, performance.no);
}

/** A payment was confirmed: one instalment, or all that are unpaid. The last one ends the performance and its claims. */
export function confirmPayment(draft: Draft, asked: Proceeding, instalment: number | null): void {
  const performance = asked.procedure === 'performance' ? asked : proceedingOf(draft.case, asked.notes.basis ?? 0);
  const paid = (i: Instalment): boolean => i.paidOn === null && (instalment === null || instalment === i.no);
  const instalments = (performance.notes.instalments ?? []).map((i) => (paid(i) ? { ...i, paidOn: draft.on } : i));
  put(draft, { t: 'noted', proceeding: performance.no, notes: { instalments } });
  const settled = new Set(instalments.flatMap((i) => (i.paidOn ? [i.no] : [])));
  endClocks(draft, ['mediation-agreement-performance'], performance.no, 'met', (k) => settled.has(k.instalment ?? 0));
  const unpaid = instalments.filter((i) => i.paidOn === null);
  if (unpaid.length === 0) closePerformance(draft, performance, 'performed', 'performed');
  else notMissed(draft, performance, unpaid);
}

/**
 * Divides what an award plans to pay, or has paid, between a part of its claims and the rest: each payment by the share
 * of the part in the whole, to the fen. Undefined where no payments are planned.
 */
export function shareOf(
  c: Case,
  award: Proceeding,
  part: number,
  whole: number,
): readonly [readonly Instalment[], readonly Instalment[]] | readonly [undefined, undefined] {
  const planned = performanceOf(c, award.no)?.notes.instalments ?? award.notes.instalments ?? [];
  if (planned.length === 0) return [undefined, undefined];
  const upTo = (fen: number): number => (whole === 0 ? 0 : Number((BigInt(fen) * BigInt(part)) / BigInt(whole)));
  let before = 0;
  const parts = planned.map((i): Instalment => {
    const from = before;
    before += i.amountFen ?? 0;
    return { ...i, amountFen: i.amountFen === null ? null : upTo(before) - upTo(from) };
  });
  const rest = planned.map((i, at): Instalment => {
    const taken = parts[at]?.amountFen ?? 0;
    return { ...i, amountFen: i.amountFen === null ? null : i.amountFen - taken };
  });
  const something = (i: Instalment): boolean => i.amountFen !== 0;
  return [parts.filter(something), rest.filter(something)];
}

/** Part of an award went to court: only the rest of its payments is followed any more. */
export function reducePerformance(draft: Draft, award: number, rest: readonly Instalment[]): void {
  const performance = performanceOf(draft.case, award);
  if (performance?.closedOn !== null) return;
  put(draft, { t: 'noted', proceeding: performance.no, notes: { instalments: rest } });
  const kept = new Set(rest.map((i) => i.no));
  endClocks(draft, ['mediation-agreement-performance'], performance.no, 'ended', (k) => !kept.has(k.instalment ?? 0));
  const unpaid = rest.filter((i) => i.paidOn === null);
  if (unpaid.length === 0) closePerformance(draft, performance, 'performed', 'performed');
  else notMissed(draft, performance, unpaid);
}

/** What was missed is paid or owed no more, and the rest is not due yet. */
function notMissed(draft: Draft, performance: Proceeding, unpaid: readonly Instalment[]): void {
  if (performance.state === 'breached' && unpaid.every((i) => i.dueOn >= draft.on))
    enterState(draft, performance.no, 'due');
}

/** The creditor gives up what is still owed: his own choice, nobody else's. */
export const giveUp = (draft: Draft, performance: Proceeding): void =>
  closePerformance(draft, performance, 'givenUp', 'withdrawn');

function closePerformance(draft: Draft, performance: Proceeding, to: string, enforcementTo: string): void {
  for (const claim of outcomesOf(draft.case, performance.notes.basis)) {
    if (claim.status === 'decided') put(draft, { t: 'claim-closed', claim: claim.id });
  }
  if (proceedingOf(draft.case, performance.no).closedOn === null) enterState(draft, performance.no, to);
  endEnforcement(draft, performance.no, enforcementTo);
  put(draft, { t: 'offered', offers: [] });
}

/** What was to be performed counts no more, or is pursued otherwise: the performance and its enforcement end. */
export function leavePerformance(draft: Draft, basisNo: number): void {
  const performance = performanceOf(draft.case, basisNo);
  if (performance?.closedOn !== null) return;
  enterState(draft, performance.no, 'pursued');
  endEnforcement(draft, performance.no, 'ended');
}

function endEnforcement(draft: Draft, performance: number, to: string): void {
  for (const p of openProceedings(draft.case)) {
    if (p.procedure === 'enforcement' && p.notes.basis === performance) enterState(draft, p.no, to);
  }
}

/** The day before: a lapse takes effect at 00:00 after the last day of its period. */
export const lastDay = (lapse: CivilDate): CivilDate => addDays(lapse, -1);

const maxDate = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);
