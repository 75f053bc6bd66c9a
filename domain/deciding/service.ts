// 送达: how a document reaches its addressee and from which day on periods count. Handed over, it counts from the day of
// effective service; posted on the door or published, from the end of that period; tried in vain, nothing moves.

import { beijingDate, type CivilDate, daysBetween } from '../calendar/civil-date.ts';
import {
  type Clock,
  clockOf,
  type PartyId,
  type Proceeding,
  proceedingOf,
  type ServedDocument,
  type ServiceMethod,
  sideOf,
} from '../case.ts';
import type { Asked, Command, CommandOf, CommandType, Served, ServedOn } from '../command.ts';
import type { DecisionDocument, PlanServiceMethod } from '../petition/case-plan.ts';
import { type ClockId, clockRule } from '../rulebook/rulebook.ts';
import { SERVICE } from '../rulebook/service.ts';
import { startRightAfterAward } from './awards.ts';
import { citationOf, dueOf, endClocks, excludeDays, moveClock, runningClocks, startClock } from './case-clocks.ts';
import { type Draft, onApplicantsSide, put, tell } from './draft.ts';
import { lastDay } from './performance.ts';
import { type Refusal, refuse } from './refusals.ts';
import { DEEMING } from './suits.ts';

/** Commands that say that something was served. */
export const SERVICES: readonly CommandType[] = [
  'serveApplication',
  'serveDefence',
  'giveHearingNotice',
  'serveAward',
  'serveOrder',
  'serveJudgment',
  'serveDecision',
];
const PUBLICATION = ['service-publication', 'service-publication-collective'] as const satisfies readonly ClockId[];

const POSTED = '劳动人事争议仲裁办案规则 第二十条';

/** What posts or publishes serves only when its period is over: such a service is the command that begins the period. */
export function servedByPeriod(command: Command, { procedure }: Proceeding): Command {
  if (command.type !== 'serveApplication' && command.type !== 'serveAward' && command.type !== 'serveJudgment')
    return command;
  if (command.method === 'publication') return { ...command, type: 'publishNotice' };
  return command.method === 'posted' && procedure !== 'court' ? { ...command, type: 'postNotice' } : command;
}

/** The first day on which the document could be served: an application since the acceptance, whatever came between. */
export const servableFrom = (type: CommandType, { since, notes }: Proceeding): CivilDate =>
  type === 'serveApplication' && notes.acceptedOn && notes.acceptedOn < since ? notes.acceptedOn : since;

/** The document reached this party on the day of the command; what was posted or published for him has no purpose any more. */
export function serve(
  draft: Draft,
  p: Proceeding,
  document: ServedDocument,
  command: ServedOn & Asked,
): Refusal | null {
  const { party } = command;
  const refusal = cannotBeServed(draft, p, party) ?? received(draft, p, document, command, party);
  if (refusal) return refusal;
  for (const clock of deeming(draft, p, party)) endDeeming(draft, clock);
  markServed(draft, p.no, party, draft.on);
  return document === 'application' ? reached(draft, p, party) : null;
}

/** Writes down how and when the document was served, where the command says so or dates it back. */
export function received(
  draft: Draft,
  p: Proceeding,
  document: ServedDocument,
  command: Served & Asked,
  party: PartyId | null = null,
): Refusal | null {
  const refusal = methodObstacle(p.procedure, document, command);
  if (refusal) return refusal;
  const { method = null, texts } = command;
  const recordedOn = beijingDate(draft.world.at);
  const proof = texts?.proof ?? null;
  if (method === null && proof === null && draft.on === recordedOn) return null;
  const { services = [] } = proceedingOf(draft.case, p.no).notes;
  const service = { document, party, method, on: draft.on, recordedOn, proof };
  put(draft, { t: 'noted', proceeding: p.no, notes: { services: [...services, service] } });
  return null;
}

const notByPosting = refuse(
  'facts-wrong',
  '只有仲裁的申请书副本和裁决书可以张贴送达。',
  'Only an application and an award of an arbitration are served by posting.',
  POSTED,
);

/** The older word of petitions for what is mailed. */
export const methodOf = (method: PlanServiceMethod): ServiceMethod => (method === 'post' ? 'mail' : method);

/** A way of service that the law excludes for this document. */
export function methodObstacle(
  procedure: Proceeding['procedure'],
  document: ServedDocument | DecisionDocument,
  { method, consented }: Served,
): Refusal | null {
  if (method === 'posted') return notByPosting;
  if (method === 'publication' && document === 'payment-order')
    return refuse(
      'facts-wrong',
      '支付令不能公告送达;三十日内不能送达的,督促程序终结。',
      'A payment order is not served by publication; after 30 days without service it is void.',
      citationOf(SERVICE.paymentOrder.source),
    );
  if (method === 'publication' && procedure === 'arbitration')
    return refuse(
      'facts-wrong',
      '该文书的公告送达,请用“公告送达”按当事人办理。',
      'Publish it by the command for that, party by party.',
      '民事诉讼法 第九十五条',
    );
  const ofPetition = procedure === 'petition';
  if (method === 'publication' && ofPetition)
    return refuse(
      'facts-wrong',
      '信访意见书不以公告送达。',
      'An opinion on a petition is not published.',
      citationOf(SERVICE.petition.source),
    );
  if (method !== 'electronic') return null;
  if (document === 'award')
    return refuse(
      'facts-wrong',
      '裁决书不得电子送达。',
      'An award is not served electronically.',
      citationOf(SERVICE.simply.source),
    );
  return consented
    ? null
    : refuse(
        'consent-missing',
        '电子送达须经受送达人同意并确认。',
        'Electronic service needs the confirmed consent of the addressee.',
        citationOf(ofPetition ? SERVICE.petition.source : SERVICE.electronic.source),
      );
}

const unknownParty = (draft: Draft, party: PartyId): Refusal | null =>
  draft.case.parties.some((x) => x.id === party)
    ? null
    : refuse('party-unknown', `本案没有当事人${party}。`, `The case has no party ${party}.`);

/** Why nothing can be served on that party here: unknown, or served already. */
function cannotBeServed(draft: Draft, p: Proceeding, party: PartyId): Refusal | null {
  const unknown = unknownParty(draft, party);
  if (unknown) return unknown;
  const on = p.notes.served?.[party];
  return on ? refuse('party-already-served', `${party}已于${on}送达。`, `${party} was served on ${on}.`) : null;
}

export const notTheRespondent = refuse(
  'facts-wrong',
  '申请书副本应当送达被申请人。',
  'The application is served on the respondent.',
);

function markServed(draft: Draft, no: number, party: PartyId, on: CivilDate): void {
  const { served } = proceedingOf(draft.case, no).notes;
  put(draft, { t: 'noted', proceeding: no, notes: { served: { ...served, [party]: on } } });
}

/** 送达未成: on record, and nothing else. */
export function attemptService(draft: Draft, p: Proceeding, command: CommandOf<'attemptService'>): Refusal | null {
  const { party, method, reason = '' } = command;
  // In an arbitration who has the application may still have to be found for the hearing notice or the defence.
  const refusal = p.procedure === 'arbitration' ? unknownParty(draft, party) : cannotBeServed(draft, p, party);
  if (refusal) return refusal;
  const attempts = [...(p.notes.attempts ?? []), { party, method, on: draft.on, reason }];
  put(draft, { t: 'noted', proceeding: p.no, notes: { attempts } });
  return null;
}

// ── by a period ─────────────────────────────────────────────────────────────────────────────────────────────────

/** 办案规则 第二十条: only on refusal to sign, or where ten and more workers claim from a business that has closed. */
export function postNotice(draft: Draft, p: Proceeding, { party, posting }: CommandOf<'postNotice'>): Refusal | null {
  if (p.procedure === 'arbitration' && onApplicantsSide(p, party)) return notTheRespondent;
  const closed = posting === 'closed-down' && sideOf(party) === 'employer' && draft.case.facts.workers >= 10;
  if (posting !== 'refused' && !closed)
    return refuse(
      'facts-wrong',
      '张贴送达仅限拒绝签收,或者十人以上争议中用人单位已关门停业。',
      'Posting is only for refusal to sign, or for a closed business from which ten or more workers claim.',
      POSTED,
    );
  const obstacle = cannotBeServed(draft, p, party) ?? alreadyDeeming(draft, p, party, ['service-posted']);
  return obstacle ?? reached(draft, p, party);
}

/**
 * 公告送达: its time is not counted in the period of whoever has to decide (办案规则 第四十六条第六项; 民诉法解释 第二百四十三条).
 * Publishing an award on part of the claims stops nothing: nobody waits for it to decide the rest. The rule does not say
 * so in words; of two readings this is the one that keeps the parties' forty-five days.
 */
export function publish(draft: Draft, p: Proceeding, party: PartyId): Refusal | null {
  const obstacle = cannotBeServed(draft, p, party) ?? alreadyDeeming(draft, p, party, PUBLICATION);
  if (obstacle) return obstacle;
  const rule = p.notes.collective ? 'service-publication-collective' : 'service-publication';
  const { region } = draft.case;
  const { length } = clockRule(rule, region);
  if (typeof length !== 'object') throw new Error(`${rule} has no length of its own`);
  const { legal } = dueOf({ rule, start: draft.on, length, extension: null, pauses: [], region }, draft.world.calendar);
  const days = daysBetween(draft.on, legal);
  for (const { no, state, rule: counted } of draft.case.clocks.filter((k) => k.proceeding === p.no))
    if (state === 'running' && clockRule(counted, region).excludes?.includes('publication'))
      excludeDays(draft, no, days, 'publication');
  return reached(draft, p, party);
}

const SERVING = ['arbitration-serve-application', 'court-serve'] as const satisfies readonly ClockId[];

/**
 * A duty to serve the application is done when the last respondent whom it concerns has it, or when what serves it by the
 * run of a period is on the door or in the paper: whoever did that in time is not late while it runs.
 */
function reached(draft: Draft, p: Proceeding, party: PartyId): null {
  const { served } = proceedingOf(draft.case, p.no).notes;
  const duties = SERVING.flatMap((rule) => draft.case.clocks.filter((k) => k.rule === rule && k.proceeding === p.no));
  const ofHisOwn = (id: PartyId): boolean => duties.some((k) => k.party === id);
  const waiting = draft.case.parties.flatMap(({ id, leftOn }) => {
    const there = id === party || served?.[id] || deeming(draft, p, id).length > 0;
    return leftOn !== null || onApplicantsSide(p, id) || there ? [] : [id];
  });
  endClocks(
    draft,
    SERVING,
    p.no,
    'met',
    (k) => !waiting.some((id) => (k.party === null ? !ofHisOwn(id) : k.party === id)),
  );
  return null;
}

const deeming = (draft: Draft, p: Proceeding, party: PartyId, rules: readonly ClockId[] = DEEMING): readonly Clock[] =>
  rules.flatMap((rule) => runningClocks(draft.case, rule, p.no)).filter((k) => k.party === party);

const alreadyDeeming = (draft: Draft, p: Proceeding, party: PartyId, rules: readonly ClockId[]): Refusal | null =>
  deeming(draft, p, party, rules).length > 0
    ? refuse('already-running', '公告、张贴的期间尚未届满。', 'It is being published or posted already.')
    : null;

/** He was reached before the notice ran out: what remains of its time counts again. */
function endDeeming(draft: Draft, notice: Clock): void {
  endClocks(draft, [notice.rule], notice.proceeding, 'ended', (k) => k.no === notice.no);
  if (notice.rule === 'service-posted') return;
  for (const clock of draft.case.clocks) {
    if (clock.proceeding !== notice.proceeding || clock.state !== 'running') continue;
    const at = clock.pauses.findIndex(
      ({ from, to, ground }) => ground === 'publication' && from === notice.start && to !== null && to > draft.on,
    );
    if (at < 0) continue;
    const pauses = clock.pauses.map((pause, i) => (i === at ? { ...pause, to: draft.on } : pause));
    moveClock(draft, clock.no, 'resumed', { pauses: pauses.filter(({ from, to }) => to === null || from < to) });
  }
}

/** The posting or the notice has run its time: the party counts as served on its last day, and his own period begins. */
export function deemedServed(draft: Draft, no: number, party: PartyId | null): void {
  const p = proceedingOf(draft.case, no);
  if (!party || p.notes.served?.[party]) return;
  const on = lastDay(draft.on);
  for (const clock of deeming(draft, p, party)) endDeeming(draft, clock);
  markServed(draft, no, party, on);
  if (p.procedure === 'award') startRightAfterAward(draft, p, party, on);
  else if (p.state === 'judged') startClock(draft, 'appeal', { proceeding: no, party, start: on });
  else if (!onApplicantsSide(p, party)) {
    reached(draft, p, party);
    startClock(draft, p.procedure === 'court' ? 'court-defence' : 'arbitration-defence', {
      proceeding: no,
      party,
      start: on,
    });
  }
}

// ── dated back ──────────────────────────────────────────────────────────────────────────────────────────────────

/** What a service does that is written down days after it: a duty that was done in time, a right that is over already. */
export function sayDatedBack(draft: Draft, no: number): void {
  const today = beijingDate(draft.world.at);
  if (draft.on === today) return;
  const p = proceedingOf(draft.case, no);
  for (const effect of [...draft.effects]) {
    if (effect.t === 'clock-started' && effect.clock.proceeding === no && effect.clock.legal < today)
      tell(
        draft,
        p,
        [
          ['service-left-no-time', 'both'],
          ['service-left-no-time', 'office'],
        ],
        effect.clock.no,
      );
    if (effect.t !== 'clock-ended' || effect.how !== 'met') continue;
    const { legal } = clockOf(draft.case, effect.clock);
    if (draft.on <= legal && legal < today) tell(draft, p, [['service-was-in-time', 'office']], effect.clock);
  }
}
