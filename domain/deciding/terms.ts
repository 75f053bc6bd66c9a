// Whether what was agreed or decided on the claims may be decided here and now, and adds up, to the fen.

import type { CivilDate } from '../calendar/civil-date.ts';
import { type Case, type Proceeding, sideOf } from '../case.ts';
import type { CommandType, Terms } from '../command.ts';
import { fallenClaims } from './awards.ts';
import { wrongAmount } from './claims.ts';
import { outcomesOf, performanceOf } from './performance.ts';
import { type Refusal, refuse } from './refusals.ts';

const wrong = (zh: string, en: string): Refusal => refuse('terms-wrong', zh, en, '设计 请求、金额与履行计划应当一致');

/**
 * Refuses terms on unknown or closed claims, on claims bound by a document that stands, with amounts below zero, or
 * whose payments do not add up to what is owed.
 */
export function checkTerms(c: Case, p: Proceeding, by: CommandType, terms: Terms, on: CivilDate): Refusal | null {
  const ids = terms.claims.map((x) => x.claim);
  if (ids.length === 0) return wrong('请至少写明一项请求的结果。', 'Name the outcome of at least one claim.');
  if (new Set(ids).size !== ids.length) return wrong('同一请求写了两次。', 'A claim is named twice.');
  for (const id of ids) {
    const claim = c.claims.find((x) => x.id === id);
    if (!claim) return refuse('claim-unknown', `没有第${id}项请求。`, `There is no claim ${id}.`);
    if (claim.status === 'closed') return wrong(`第${id}项请求已经了结。`, `Claim ${id} is closed.`);
    const bound = claim.outcome?.proceeding;
    const refusal = bound ? checkBound(c, p, by, bound, ids) : null;
    if (refusal) return refusal;
  }
  const award = by === 'award' ? checkAward(c, p, ids, terms) : null;
  return award ?? checkCompleteness(c, p, ids) ?? checkSums(c, p, terms, on);
}

/** What an award may not decide: what the court now has, or one sum for several workers, who may sue one by one. */
function checkAward(c: Case, arbitration: Proceeding, ids: readonly number[], terms: Terms): Refusal | null {
  const fallen = fallenClaims(c, arbitration.no)
    .filter((id) => ids.includes(id))
    .join('、');
  if (fallen !== '')
    return wrong(
      `第${fallen}项请求的裁决已被撤销,由人民法院处理。`,
      `The award on claim ${fallen} was set aside; the court decides it.`,
    );
  const workers = new Set(
    c.claims.flatMap((x) => (ids.includes(x.id) && sideOf(x.party) === 'worker' ? [x.party] : [])),
  );
  if (workers.size < 2 || !terms.lumpFen) return null;
  return wrong('多名劳动者的裁决应当分别写明各人的金额。', 'An award over several workers states the sum of each.');
}

const AGREED: readonly CommandType[] = ['settle', 'clear'];

/** Claims that another proceeding settled or decided: only both parties together may replace that, and only as a whole. */
function checkBound(c: Case, p: Proceeding, by: CommandType, bound: number, ids: readonly number[]): Refusal | null {
  if (bound === p.no || bound === p.notes.basis) return null;
  const performance = performanceOf(c, bound);
  const stands = performance?.closedOn === null;
  if (stands && performance.notes.enforceable)
    return wrong('该请求已有生效文书,不能另行处理。', 'An effective document decides this claim already.');
  if (!AGREED.includes(by) && stands && performance.state === 'due')
    return wrong('该请求已有正在履行的协议。', 'An agreement on this claim is being performed.');
  if (!AGREED.includes(by) && !stands)
    return wrong('该请求已在其他程序中裁决。', 'This claim was decided in another proceeding.');
  const theirs = outcomesOf(c, bound).filter((x) => x.status === 'decided');
  if (theirs.every((x) => ids.includes(x.id))) return null;
  return wrong('变更协议应当写明协议的全部请求。', 'What replaces an agreement names all of its claims.');
}

/** 解释一 第十六条: a contested award has no effect, so the court's document decides everything that the award did. */
function checkCompleteness(c: Case, p: Proceeding, ids: readonly number[]): Refusal | null {
  if (p.procedure !== 'court' || p.notes.basis === undefined) return null;
  const left = outcomesOf(c, p.notes.basis).filter((x) => x.status === 'decided' && !ids.includes(x.id));
  if (left.length === 0) return null;
  const missing = left.map((x) => x.id).join('、');
  return wrong(
    `裁决因起诉不生效,请写明第${missing}项请求的结果。`,
    `The award has no effect; decide claim ${missing} too.`,
  );
}

function checkSums(c: Case, p: Proceeding, terms: Terms, on: CivilDate): Refusal | null {
  const instalments = terms.instalments ?? [];
  const amounts = [...terms.claims, ...instalments].map((x) => x.amountFen).concat(terms.lumpFen ?? null);
  if (amounts.some((fen) => fen !== null && (!Number.isSafeInteger(fen) || fen < 0))) return wrongAmount;
  if (terms.paid && instalments.length > 0)
    return wrong('已当场付清的,不再写分期。', 'What is paid has no instalments.');
  if (instalments.some((i) => i.dueOn < on))
    return wrong('付款日不能早于协议之日。', 'A payment cannot be due before the agreement.');
  if (instalments.length === 0 || instalments.some((i) => i.amountFen === null)) return null;
  const owed = terms.claims.reduce((sum, x) => sum + (x.amountFen ?? 0), terms.lumpFen ?? 0) + decidedHere(c, p, terms);
  const planned = instalments.reduce((sum, i) => sum + (i.amountFen ?? 0), 0);
  if (owed === planned) return null;
  return wrong(
    `分期合计${planned}分,与应付${owed}分不一致。`,
    `The instalments add up to ${planned} fen, but ${owed} fen are owed.`,
  );
}

/** What this proceeding decided before and does not decide again now, such as claims that an appeal leaves alone. */
function decidedHere(c: Case, p: Proceeding, terms: Terms): number {
  const again = new Set(terms.claims.map((x) => x.claim));
  return outcomesOf(c, p.no).reduce((sum, x) => sum + (again.has(x.id) ? 0 : (x.outcome?.amountFen ?? 0)), 0);
}
