// 请求: what each side asks for. Everything that is settled, decided or paid is settled claim by claim.
import type { Claim, PartyId } from '../case.ts';
import type { NewClaim } from '../command.ts';
import { type Draft, put } from './draft.ts';
import { startLimitation } from './limitation.ts';
import { type Refusal, refuse } from './refusals.ts';

export const newClaim = (claim: NewClaim, id: number): Claim => ({ ...claim, id, status: 'open', outcome: null });

/** Refuses a claim of somebody who is not in the case, or over an amount that is none. */
export function checkClaim(claim: NewClaim, parties: readonly PartyId[]): Refusal | null {
  if (!parties.includes(claim.party)) return unknownParty(claim.party);
  const { amountFen: fen } = claim;
  return fen === null || (Number.isSafeInteger(fen) && fen >= 0) ? null : wrongAmount;
}

export const unknownParty = (id: string): Refusal =>
  refuse('party-unknown', `本案没有当事人${id}。`, `The case has no party ${id}.`);
export const wrongAmount = refuse(
  'terms-wrong',
  '金额应当是不小于零的整数(分)。',
  'Amounts are whole numbers of fen, not below zero.',
);

export function addClaim(draft: Draft, claim: NewClaim): Refusal | null {
  const refusal = checkClaim(
    claim,
    draft.case.parties.map((p) => p.id),
  );
  if (refusal) return refusal;
  put(draft, { t: 'claim-added', claim: newClaim(claim, draft.case.claims.length + 1) });
  startLimitation(draft);
  return null;
}
