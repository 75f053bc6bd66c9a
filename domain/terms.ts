// Whether what was agreed or decided on the claims adds up, to the fen.
import type { Case } from './case.ts';
import type { CivilDate } from './civil-date.ts';
import type { Terms } from './command.ts';
import { type Refusal, refuse } from './guards.ts';

const wrong = (zh: string, en: string): Refusal => refuse('terms-wrong', zh, en, '设计 请求、金额与履行计划应当一致');

/** Refuses terms on unknown or closed claims, with amounts below zero, or whose payments do not add up to what is owed. */
export function checkTerms(c: Case, terms: Terms, on: CivilDate): Refusal | null {
  const ids = terms.claims.map((x) => x.claim);
  if (ids.length === 0) return wrong('请至少写明一项请求的结果。', 'Name the outcome of at least one claim.');
  if (new Set(ids).size !== ids.length) return wrong('同一请求写了两次。', 'A claim is named twice.');
  for (const id of ids) {
    const claim = c.claims.find((x) => x.id === id);
    if (!claim) return refuse('claim-unknown', `没有第${id}项请求。`, `There is no claim ${id}.`);
    if (claim.status === 'closed') return wrong(`第${id}项请求已经了结。`, `Claim ${id} is closed.`);
  }
  return checkSums(terms, on);
}

function checkSums(terms: Terms, on: CivilDate): Refusal | null {
  const instalments = terms.instalments ?? [];
  const amounts = [...terms.claims, ...instalments].map((x) => x.amountFen).concat(terms.lumpFen ?? null);
  if (amounts.some((fen) => fen !== null && (!Number.isSafeInteger(fen) || fen < 0))) {
    return wrong('金额应当是不小于零的整数(分)。', 'Amounts are whole numbers of fen, not below zero.');
  }
  if (terms.paid && instalments.length > 0)
    return wrong('已当场付清的,不再写分期。', 'What is paid has no instalments.');
  if (instalments.some((i) => i.dueOn < on))
    return wrong('付款日不能早于协议之日。', 'A payment cannot be due before the agreement.');
  if (instalments.length === 0 || instalments.some((i) => i.amountFen === null)) return null;
  const owed = terms.claims.reduce((sum, x) => sum + (x.amountFen ?? 0), terms.lumpFen ?? 0);
  const planned = instalments.reduce((sum, i) => sum + (i.amountFen ?? 0), 0);
  if (owed === planned) return null;
  return wrong(
    `分期合计${planned}分,与应付${owed}分不一致。`,
    `The instalments add up to ${planned} fen, but ${owed} fen are owed.`,
  );
}
