// What single petition commands note beyond their table: sorting, forwarding, jurisdiction, service, hearing time.
import type { Actor, Case, Notes, OrgId, PartyId, Proceeding } from '../case.ts';
import { commonSuperior, sort, superiorOf } from '../clearance/routing.ts';
import type { CommandOf, CommandType } from '../command.ts';
import { endClocks, pauseClock, resumeClock, runningClocks, startClock } from '../deciding/case-clocks.ts';
import { type Draft, put } from '../deciding/draft.ts';
import { LIMITATION } from '../deciding/limitation.ts';
import type { Particular } from '../deciding/particulars.ts';
import { type Refusal, refuse } from '../deciding/refusals.ts';
import { methodOf, received } from '../deciding/service.ts';

/** What the registration says of how the petition came in. */
export const petitionNotes = (command: CommandOf<'registerPetition'>): Notes => ({
  matter: command.matter,
  ...(command.received && { received: command.received }),
  ...(command.simple && { simple: true }),
  ...(command.newFacts && { newFacts: true }),
});

/**
 * The articles by which the matter of this petitioner has ended, so that the same facts and reasons open nothing but
 * care, however often; null where it has not, or where there are new facts: then it is a new matter.
 */
export function endedUnder(
  c: Case,
  { newFacts }: CommandOf<'registerPetition'>,
  petitioner: PartyId | null,
): string | null {
  const mine = c.proceedings.filter((p) => p.procedure === 'petition' && p.applicant === petitioner);
  const running = mine.some((p) => p.closedOn === null && p.state !== 'care');
  const ended = mine.findLast((p) => p.state === 'ended');
  if (newFacts || running || !ended) return null;
  const rechecked = ended.notes.recheckResult !== undefined;
  // Without a recheck it ended because nobody asked for the next level within thirty days: the opinion stands.
  const by = rechecked ? '第三十六条第三款' : ended.notes.reviewedBy === undefined ? '第三十五条' : '第三十六条第一款';
  return `信访工作条例 ${by}、第三十七条第三款`;
}

const noted = (draft: Draft, p: Proceeding, notes: Notes): null => {
  put(draft, { t: 'noted', proceeding: p.no, notes });
  return null;
};

/** The commands of a petition that do more than its table says. */
export const PETITION_PARTICULARS: { readonly [T in CommandType]?: Particular<T> } = {
  sortPetition: (draft, p, { facts }) => {
    const { route, also } = sort(facts);
    return noted(draft, p, { sortedTo: route, also, limitationOn: limitationOn(draft.case) });
  },
  routeOut: (draft, p, { route }) => {
    const { sortedTo, also = [] } = p.notes;
    const open: readonly (string | undefined)[] = [sortedTo, ...also];
    if (!open.includes(route)) return notSortedThere;
    return noted(draft, p, { route, limitationOn: limitationOn(draft.case) });
  },
  forwardPetition: (draft, p, { body, how }) => {
    const refusal = cannotReceive(draft, p, body);
    if (refusal) return refusal;
    const sender = p.body;
    const superior = commonSuperior([...holdersOf(p), body], draft.world.directory);
    put(draft, { t: 'body-changed', proceeding: p.no, body });
    return noted(draft, p, { received: how, sender, superior, transfers: (p.notes.transfers ?? 0) + 1 });
  },
  takeBack: (draft, p) => {
    if (p.notes.sender) put(draft, { t: 'body-changed', proceeding: p.no, body: p.notes.sender });
    return null;
  },
  referToSuperior: (draft, p) =>
    p.notes.assignedFinally
      ? refuse('transfer-cap', '共同上级机关已经决定。', 'The common superior has decided.', '信访工作条例 第二十四条')
      : noted(draft, p, { superior: commonSuperior(holdersOf(p), draft.world.directory) }),
  decideJurisdiction: (draft, p, { body }) => {
    const refusal = body === p.body ? null : cannotReceive(draft, p, body);
    if (refusal) return refusal;
    if (body !== p.body) put(draft, { t: 'body-changed', proceeding: p.no, body });
    return noted(draft, p, { received: 'assigned', assignedFinally: true });
  },
  giveOpinion: (draft, p, _, { by }) => noted(draft, p, { handledBy: p.body, decidedBy: deciders(p, by) }),
  giveReviewOpinion: (draft, p, { result }, { by }) =>
    noted(draft, p, { reviewedBy: p.notes.above ?? null, reviewResult: result, decidedBy: deciders(p, by) }),
  giveRecheckOpinion: (draft, p, { result }, { by }) =>
    noted(draft, p, { recheckResult: result, decidedBy: deciders(p, by) }),
  requestReview: (draft, p) => goUp(draft, p, p.body),
  requestRecheck: (draft, p) => goUp(draft, p, p.notes.reviewedBy ?? null),
  serveDecision: (draft, p, command) => {
    const { document, method, remedyTold } = command;
    const expected = p.state === 'opinion' ? 'opinion' : 'review-opinion';
    if (document !== expected)
      return refuse('facts-wrong', '送达的不是本阶段的意见书。', 'That is not the opinion of this stage.');
    const refusal = received(draft, p, expected, { ...command, method: methodOf(method) });
    if (refusal) return refusal;
    put(draft, { t: 'decision-served', document, method, ...(remedyTold && { remedyTold }) });
    // The review is over; what it decided is carried out where the matter is handled.
    const { handledBy } = p.notes;
    if (handledBy && handledBy !== p.body) put(draft, { t: 'body-changed', proceeding: p.no, body: handledBy });
    return noted(draft, p, { opinionServed: draft.on });
  },
  clear: (draft, _, { result }, { by }) => {
    if (by.kind === 'staff') put(draft, { t: 'cleared', by: by.person, result });
    return null;
  },
  beginHearing: (draft, p) => {
    const [clock] = runningClocks(draft.case, RECHECK, p.no);
    if (clock?.state !== 'running') return noHearingNow;
    pauseClock(draft, clock.no, 'hearing');
    return null;
  },
  endHearing: (draft, p) => {
    const [clock] = runningClocks(draft.case, RECHECK, p.no);
    if (clock?.state !== 'suspended') return noHearingNow;
    resumeClock(draft, clock.no);
    return null;
  },
  convertToOrdinary: (draft, p) => {
    endClocks(draft, ['petition-simple-opinion'], p.no, 'ended');
    // 第三十四条: the sixty days run from the acceptance, which was the simple one; converting gives no new ones.
    startClock(draft, 'petition-handling', { proceeding: p.no, start: p.since });
    return noted(draft, p, { simple: false });
  },
};

const RECHECK = 'petition-recheck-opinion';
const noHearingNow = refuse(
  'clock-not-running',
  '复核期限不在进行,或者听证已经(尚未)开始。',
  'The recheck period does not run, or the hearing has begun already or not yet.',
  '信访工作条例 第三十六条',
);

const notSortedThere = refuse(
  'belongs-elsewhere',
  '只能导入甄别认定的途径,或者同时可走的途径。',
  'It is routed where it was sorted to, or to a way that is open beside that.',
  '信访工作条例 第三十一条',
);

/** Everybody who holds it or held it. */
const holdersOf = (p: Proceeding): readonly OrgId[] => [
  ...new Set([...(p.heldBefore ?? []), ...(p.body ? [p.body] : [])]),
];

const deciders = (p: Proceeding, by: Actor): readonly string[] => [
  ...(p.notes.decidedBy ?? []),
  ...(by.kind === 'staff' ? [by.person] : []),
];

/** 上一级机关、单位: it goes to the organisation above; where we know none, its answer is written down as it comes. */
function goUp(draft: Draft, p: Proceeding, from: OrgId | null): null {
  const above = from === null ? null : superiorOf(from, draft.world.directory);
  if (above !== null) put(draft, { t: 'body-changed', proceeding: p.no, body: above });
  return noted(draft, p, { above });
}

/** The first last day of the limitations that run. */
const limitationOn = (c: Case) =>
  LIMITATION.flatMap((rule) => runningClocks(c, rule, null))
    .map((k) => k.legal)
    .sort()[0] ?? null;

function cannotReceive(draft: Draft, p: Proceeding, body: OrgId): Refusal | null {
  const found = draft.world.directory.bodies.get(body);
  if (found?.active && found.level !== 'court' && found.level !== 'enterprise' && body !== p.body) return null;
  return refuse('no-body', '不能转送给该单位。', 'It cannot be forwarded there.', '信访工作条例 第二十二条');
}
