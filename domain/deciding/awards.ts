// 裁决: made over all or part of the claims, taken to court whole or worker by worker, taking effect, set aside.
import { type Case, type Instalment, type PartyId, type Proceeding, proceedingOf, sideOf } from '../case.ts';
import { procedureOf } from '../procedures/procedures.ts';
import { endClocks, runningClocks, startClock } from './case-clocks.ts';
import { type Draft, put, tell } from './draft.ts';
import { limitationOf, restartLimitation } from './limitation.ts';
import { offerNextSteps } from './offers.ts';
import { leavePerformance, outcomesOf, perform, reducePerformance, shareOf } from './performance.ts';
import { enterState, openProceeding } from './proceed.ts';
import { type Refusal, refuse } from './refusals.ts';
import { aboutOf, awardOf, isOpenToAnybody, SUIT_RIGHTS } from './suits.ts';

/** Claims of awards of this arbitration that were set aside: they belong to the court now (第四十九条第三款). */
export const fallenClaims = (c: Case, arbitration: number): readonly number[] =>
  c.proceedings
    .filter((p) => p.procedure === 'award' && p.state === 'setAside' && p.notes.basis === arbitration)
    .flatMap((p) => p.notes.claims ?? []);

/** Claims that the arbitration still has to decide. */
const pendingClaims = (c: Case, arbitration: number): Case['claims'] => {
  const fallen = fallenClaims(c, arbitration);
  return c.claims.filter((x) => x.status === 'open' && !fallen.includes(x.id));
};

/** Opens the document that will decide those claims and returns its number. */
export function openAward(draft: Draft, arbitrationNo: number, claims: readonly number[], final: boolean): number {
  const { level, body, applicant, notes } = proceedingOf(draft.case, arbitrationNo);
  return openProceeding(draft, procedureOf('award'), {
    level,
    body,
    applicant,
    notes: {
      basis: arbitrationNo,
      finalAward: final,
      served: {},
      claims,
      parties: bindsWhom(draft.case, claims),
      ...(notes.collective !== undefined && { collective: notes.collective }),
    },
  });
}

/** The employers, and the workers whose claims it decides; all workers where it decides employers' claims alone. */
function bindsWhom(c: Case, claims: readonly number[]): readonly PartyId[] {
  const active = c.parties.filter((x) => x.leftOn === null).map((x) => x.id);
  const claimants = c.claims.flatMap((x) => (claims.includes(x.id) && sideOf(x.party) === 'worker' ? [x.party] : []));
  return active.filter((id) => claimants.length === 0 || sideOf(id) === 'employer' || claimants.includes(id));
}

/** An award met what the commission owed on its claims; the last one ends the arbitration. */
export function concludeArbitration(draft: Draft, no: number): void {
  const pending = pendingClaims(draft.case, no);
  if (!pending.some((x) => limitationOf(x) === 'arbitration-limitation-wages'))
    endClocks(draft, ['wage-fast-track'], no, 'met');
  if (pending.length > 0) return;
  endClocks(draft, ['arbitration-award', 'arbitration-simple'], no, 'met');
  put(draft, { t: 'noted', proceeding: no, notes: { suitUnlocked: false } });
  enterState(draft, no, 'awarded');
}

/** 第四十八条 to 第五十条: against a final award the worker sues, the employer applies to have it set aside. */
export function startRightAfterAward(draft: Draft, award: Proceeding, party: PartyId, served: Case['openedOn']): void {
  if (!award.notes.parties?.includes(party)) return;
  startClock(draft, rightAfterAward(award, party), { proceeding: award.no, party, start: served });
}

/** The right that begins for this party when he receives the award. */
export function rightAfterAward(p: Proceeding, party: PartyId): (typeof SUIT_RIGHTS)[number] {
  if (!p.notes.finalAward) return 'suit-non-final-award';
  return sideOf(party) === 'worker' ? 'suit-final-award-worker' : 'setaside-final-award-employer';
}

// ── in court ────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The workers whose part of the award goes to court: those named; else the worker who sues, or all for an employer. An
 * officer who writes down a suit without saying whose means all who may still be in court about it.
 */
export function whoseParts(
  c: Case,
  award: Proceeding,
  party: PartyId | null,
  named: readonly PartyId[] | undefined,
): readonly PartyId[] | Refusal {
  const bound = workersOf(award);
  if (party !== null && sideOf(party) === 'worker')
    return !named || named.every((id) => id === party) ? [party] : onlyHimself;
  if (!named) return party === null ? withinPeriod(c, award) : bound;
  return named.length > 0 && named.every((id) => bound.includes(id)) ? named : notBound;
}

const workersOf = ({ notes }: Proceeding): readonly PartyId[] =>
  (notes.parties ?? []).filter((id) => sideOf(id) === 'worker');

function withinPeriod(c: Case, award: Proceeding): readonly PartyId[] {
  const running = SUIT_RIGHTS.flatMap((rule) => runningClocks(c, rule, award.no)).filter(
    (k) => k.rule !== 'setaside-final-award-employer',
  );
  const all = workersOf(award);
  if (running.some((k) => k.party === null || sideOf(k.party) === 'employer')) return all;
  return all.filter((id) => running.some((k) => k.party === id) || !award.notes.served?.[id]);
}

const EACH = '解释一 第十七条';
const onlyHimself = refuse('not-yours', '劳动者只能就本人的请求起诉。', 'A worker sues over his own part only.', EACH);
const notBound = refuse('party-unknown', '该裁决不涉及所列劳动者。', 'The award does not bind those workers.', EACH);

/**
 * 解释一 第十七条: the part of those workers becomes a document of its own, which their suit contests; for the others the
 * award stands, and takes effect at once where only they were awaited. Returns the number of the part that is in court.
 */
export function partInCourt(draft: Draft, award: Proceeding, workers: readonly PartyId[]): number {
  const decided = outcomesOf(draft.case, award.no);
  const mine = decided.filter((x) => workers.includes(x.party));
  const others = workersOf(award).some((id) => !workers.includes(id));
  const byWorker = draft.case.claims.some((x) => award.notes.claims?.includes(x.id) && sideOf(x.party) === 'worker');
  if (!others || !byWorker || mine.length === decided.length) return award.no;
  const part = splitAward(draft, award, workers, mine);
  for (const rule of SUIT_RIGHTS)
    endClocks(draft, [rule], award.no, 'met', (k) => k.party !== null && workers.includes(k.party));
  effectIfUnawaited(draft, award.no);
  return part;
}

function splitAward(draft: Draft, award: Proceeding, workers: readonly PartyId[], mine: Case['claims']): number {
  const { notes } = award;
  const ids = mine.map((x) => x.id);
  const [part, rest] = instalmentsApart(draft, award, mine);
  const no = openProceeding(draft, procedureOf('award'), {
    level: award.level,
    body: award.body,
    applicant: award.applicant,
    notes: {
      ...notes,
      claims: ids,
      parties: (notes.parties ?? []).filter((id) => sideOf(id) === 'employer' || workers.includes(id)),
      ...(part && { instalments: part }),
    },
  });
  for (const { id, outcome } of mine)
    if (outcome) put(draft, { t: 'claim-decided', claim: id, outcome: { ...outcome, proceeding: no } });
  const left = {
    claims: (notes.claims ?? []).filter((id) => !ids.includes(id)),
    parties: (notes.parties ?? []).filter((id) => !workers.includes(id)),
  };
  put(draft, { t: 'noted', proceeding: award.no, notes: { ...left, ...(rest && { instalments: rest }) } });
  if (rest) reducePerformance(draft, award.no, rest);
  return no;
}

/** The payments of the part and of the rest; undefined where the award plans none. */
function instalmentsApart(
  draft: Draft,
  award: Proceeding,
  mine: Case['claims'],
): readonly [readonly Instalment[], readonly Instalment[]] | readonly [undefined, undefined] {
  const sum = (claims: Case['claims']): number => claims.reduce((n, x) => n + (x.outcome?.amountFen ?? 0), 0);
  return shareOf(draft.case, award, sum(mine), sum(outcomesOf(draft.case, award.no)));
}

/** 解释一 第十六条: once it is taken to court the award has no effect. Its claims wait, decided, for the judgment. */
export function contest(draft: Draft, award: number): void {
  leavePerformance(draft, award);
  for (const { id, status, outcome } of outcomesOf(draft.case, award)) {
    if (status === 'closed' && outcome) put(draft, { t: 'claim-decided', claim: id, outcome });
  }
}

/** Whose right was awaited last has used it, so no lapse will come: the award takes effect now. */
export function effectIfUnawaited(draft: Draft, no: number | undefined): void {
  const award = draft.case.proceedings.find((p) => p.no === no);
  if (award?.state === 'made' && !isOpenToAnybody(draft.case, award)) takeEffect(draft, award);
}

function takeEffect(draft: Draft, award: Proceeding): void {
  enterState(draft, award.no, 'effective');
  perform(draft, award.no, true);
  tell(draft, award, [['award-effective', 'both']]);
}

/** 法释〔2000〕18号: the suit was withdrawn or not taken, so the award that it contested takes effect after all. */
export function awardStands(draft: Draft, suit: number): void {
  const award = awardOf(draft.case, suit);
  if (award?.state !== 'contested') {
    restartLimitation(draft, false);
    offerNextSteps(draft, suit);
    return;
  }
  takeEffect(draft, award);
  if (!award.notes.finalAward) return;
  // 解释一 第二十一条第二款: now the employer may still apply to have the final award set aside.
  for (const party of award.notes.parties ?? [])
    if (sideOf(party) === 'employer')
      startClock(draft, 'setaside-after-worker-suit-ends', {
        proceeding: null,
        award: award.no,
        party,
        start: draft.on,
      });
}

/** 第四十九条第三款: the award is set aside; its claims are open again and each party has 15 days to sue. */
export function awardFalls(draft: Draft, application: number): void {
  const award = awardOf(draft.case, application);
  if (!award) return;
  leavePerformance(draft, award.no);
  enterState(draft, award.no, 'setAside');
  endClocks(draft, ['setaside-after-worker-suit-ends'], null, 'ended', (k) => aboutOf(k) === award.no);
  for (const { id } of outcomesOf(draft.case, award.no)) put(draft, { t: 'claim-reopened', claim: id });
  for (const party of award.notes.parties ?? [])
    startClock(draft, 'suit-after-setaside', { proceeding: null, award: award.no, party, start: draft.on });
}
