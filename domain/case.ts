// A case: its parties, claims, proceedings and clocks, its events, and `evolve`, which folds one event into it.
// A case is nothing but the fold of its events. No personal data here: parties are codes, texts are references.

import type { CivilDate } from './calendar/civil-date.ts';
import type { Route } from './clearance/routing.ts';
import type { CommandType } from './command.ts';
import {
  BLANK_PLAN,
  type CasePlan,
  isPlanEffect,
  type Link,
  type PlanEffect,
  planAfter,
} from './petition/case-plan.ts';
import type { ProcedureId } from './procedures/procedures.ts';
import type { StaffRole } from './roles.ts';
import type { ClockId } from './rulebook/rulebook.ts';

/** 层级: where a proceeding is held. */
export const LEVELS = [
  'enterprise',
  'community',
  'park',
  'town',
  'district',
  'arbitration',
  'court',
  'petition',
] as const;
export type Level = (typeof LEVELS)[number];

/** 请求类型, as the published cases name them. */
export const CLAIM_TYPES = [
  'remuneration',
  'overtime-pay',
  'compensation',
  'unlawful-dismissal',
  'work-injury',
  'social-insurance',
  'double-wage',
  'existence-of-relationship',
  'leave',
  'other',
] as const;
export type ClaimType = (typeof CLAIM_TYPES)[number];

export const INDUSTRIES = [
  'construction',
  'catering',
  'manufacturing',
  'logistics',
  'platform',
  'services',
  'other',
] as const;
export type Industry = (typeof INDUSTRIES)[number];

/** A party's code inside its case: W1, W2 … workers, E1, E2 … employers. Who that is stands in the personal tables. */
export type PartyId = `${'W' | 'E'}${number}`;
export type OrgId = string;
export type Side = 'worker' | 'employer';

export const sideOf = (party: PartyId): Side => (party.startsWith('W') ? 'worker' : 'employer');

export interface Party {
  readonly id: PartyId;
  readonly joinedOn: CivilDate;
  readonly leftOn: CivilDate | null;
}

/** How one claim ended. Amounts in fen; null where a lump sum over several claims, or none, was fixed. */
export interface ClaimOutcome {
  readonly result: 'agreed' | 'upheld' | 'partly-upheld' | 'dismissed' | 'withdrawn' | 'paid-out';
  readonly amountFen: number | null;
  readonly proceeding: number | null;
  readonly on: CivilDate;
}

/** 请求: open until decided, decided until performed, dismissed, withdrawn or given up. */
export interface Claim {
  readonly id: number;
  readonly party: PartyId;
  readonly type: ClaimType;
  readonly amountFen: number | null;
  readonly status: 'open' | 'decided' | 'closed';
  readonly outcome: ClaimOutcome | null;
}

/** The facts that drive routing and clocks (domain reference §3.1). */
export interface Facts {
  readonly industry: Industry;
  /** Workers concerned, at least 1. */
  readonly workers: number;
  readonly commonClaim: boolean;
  readonly migrantWages: boolean;
  readonly wageIou: boolean;
  /** When the worker knew of the infringement: starts the general limitation (调解仲裁法 第二十七条第一款). */
  readonly knownOn: CivilDate | null;
  /** When employment ended; null while it lasts (第二十七条第四款). */
  readonly employmentEndedOn: CivilDate | null;
  readonly place: Place;
  /** A non-acceptance or award made before this case came to us: unlocks the suit. */
  readonly priorArbitration: PriorArbitration | null;
}

/** Where the enterprise stands: the organisations whose catchment it lies in, null where there is none. */
export interface Place {
  readonly enterprise: OrgId | null;
  readonly community: OrgId | null;
  readonly park: OrgId | null;
  readonly town: OrgId | null;
  readonly district: OrgId;
}

export interface PriorArbitration {
  readonly result: 'not-accepted' | 'no-decision' | 'award';
  readonly servedOn: CivilDate;
}

/** 送达方式. posted: on the door of who refuses to sign or has closed down (办案规则 第二十条). */
export const SERVICE_METHODS = ['direct', 'left', 'posted', 'mail', 'electronic', 'delegated', 'publication'] as const;
export type ServiceMethod = (typeof SERVICE_METHODS)[number];

/** Why a document may be posted: the addressee refused to sign, or ten and more workers claim from a closed business. */
export const POSTINGS = ['refused', 'closed-down'] as const;
export type Posting = (typeof POSTINGS)[number];

/** 送达: a document that arrived, the day from which on periods count, and the day on which that was written down. */
export interface ServiceNote {
  readonly document: ServedDocument;
  /** Null: on all whom it concerns. */
  readonly party: PartyId | null;
  readonly method: ServiceMethod | null;
  readonly on: CivilDate;
  readonly recordedOn: CivilDate;
  /** Reference of the proof: 送达回证, the number of the letter, a photograph. */
  readonly proof: string | null;
}
export type ServedDocument =
  | 'application'
  | 'defence'
  | 'hearing-notice'
  | 'award'
  | 'payment-order'
  | 'judgment'
  | 'opinion'
  | 'review-opinion'
  | 'recheck-opinion';

/** 送达未成: recorded, and moves nothing. */
export interface AttemptNote {
  readonly party: PartyId;
  readonly method: ServiceMethod;
  readonly on: CivilDate;
  /** Reason code. */
  readonly reason: string;
}

/** What a proceeding has noted on its way. Every field is a fact with legal consequences, never a text. */
export interface Notes {
  readonly receivedOn?: CivilDate;
  readonly acceptedOn?: CivilDate;
  readonly hearingOn?: CivilDate | null;
  /** The day on which that hearing was set. */
  readonly hearingSetOn?: CivilDate;
  readonly hearingNotified?: boolean;
  readonly heard?: boolean;
  readonly simple?: boolean;
  readonly finalAward?: boolean;
  readonly suspendedBy?: string | null;
  readonly tribunal?: boolean;
  readonly suitUnlocked?: boolean;
  /** Papers were sent back for correction, which happens once. */
  readonly corrected?: boolean;
  readonly collective?: boolean;
  readonly defaulted?: boolean;
  /** The proceeding whose result this one performs, reviews or contests; of an award, its arbitration. */
  readonly basis?: number;
  /** Of an award: the claims that it decided. */
  readonly claims?: readonly number[];
  /** Of an award: whom it binds, each to be served; workers of whom nothing is decided in it are not. */
  readonly parties?: readonly PartyId[];
  readonly served?: Readonly<Partial<Record<PartyId, CivilDate>>>;
  /** How and when documents were served, as far as it was said. */
  readonly services?: readonly ServiceNote[];
  readonly attempts?: readonly AttemptNote[];
  readonly instalments?: readonly Instalment[];
  readonly enforceable?: boolean;
  readonly matter?: string;
  readonly priorLevel?: Level;
  /** How a petition came in; each way has its own periods (信访工作条例 第二十二条、第二十三条). */
  readonly received?: PetitionReceipt;
  /** Where 信访工作条例 第三十一条 has the petition belong, and what else is open beside it. */
  readonly sortedTo?: Route;
  readonly also?: readonly Route[];
  readonly route?: string;
  /** The last day of limitation, as the programme notice tells it; null: none runs. */
  readonly limitationOn?: CivilDate | null;
  readonly transfers?: number;
  readonly sender?: OrgId | null;
  /** The nearest organisation above sender and receiver; null: none is known, so any superior decides. */
  readonly superior?: OrgId | null;
  /** The common superior has decided who is competent: no more forwarding, no more contest. */
  readonly assignedFinally?: boolean;
  readonly newFacts?: boolean;
  readonly opinionServed?: CivilDate;
  /** Who gave the opinion, and who gave the review opinion (第三十五条、第三十六条: each level is another one). */
  readonly handledBy?: OrgId | null;
  readonly reviewedBy?: OrgId | null;
  /** The organisation above that reviews or rechecks it now; null: it is none of ours and its answer is written down. */
  readonly above?: OrgId | null;
  /** Accounts of those who gave an opinion on it so far. */
  readonly decidedBy?: readonly string[];
  readonly reviewResult?: ReviewResult;
  readonly recheckResult?: ReviewResult;
  /** It came in with a ledger of old cases, on its true day. */
  readonly takenOver?: boolean;
}

/** 维持 or 变更 what was decided below. */
export const REVIEW_RESULTS = ['upheld', 'changed'] as const;
export type ReviewResult = (typeof REVIEW_RESULTS)[number];

/** by-office: 信访部门 received it · directly · forwarded or assigned from another body. */
export const PETITION_RECEIPTS = ['by-office', 'directly', 'forwarded', 'assigned'] as const;
export type PetitionReceipt = (typeof PETITION_RECEIPTS)[number];

/** One payment of an agreement or award. */
export interface Instalment {
  readonly no: number;
  readonly dueOn: CivilDate;
  readonly amountFen: number | null;
  readonly paidOn: CivilDate | null;
}

export type Consent = 'consented' | 'refused';

/** 程序: one run of one procedure inside the case. */
export interface Proceeding {
  readonly no: number;
  readonly procedure: ProcedureId;
  readonly level: Level;
  readonly body: OrgId | null;
  /** Bodies that handed it on: they keep the case in sight. */
  readonly heldBefore?: readonly OrgId[];
  readonly applicant: PartyId | null;
  readonly state: string;
  /** The day on which it entered that state. */
  readonly since: CivilDate;
  readonly openedOn: CivilDate;
  readonly closedOn: CivilDate | null;
  readonly consents: Readonly<Partial<Record<PartyId, Consent>>>;
  readonly notes: Notes;
  /** An agreed, awarded or adjudged sum that is not divided over the claims, fen. */
  readonly lumpFen: number | null;
}

/** Time that a clock does not count, half-open [from, to); `to` is null while it lasts. */
export interface Pause {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly ground: string;
}

/**
 * 期限: one run of one clock. A reset ends the run as `superseded` and starts another: the lineage stays.
 * running → suspended → running …; then met (done or used in time, or late), lapsed, ended (its proceeding ended
 * otherwise, by somebody's choice) or superseded. `overdue` is a duty whose day has passed and is still owed.
 */
export interface Clock {
  readonly no: number;
  readonly rule: ClockId;
  readonly proceeding: number | null;
  readonly party: PartyId | null;
  readonly instalment: number | null;
  /** The measure of the plan whose day it keeps. */
  readonly measure?: number;
  /** The award about which a right is that outlives it, such as to sue after it was set aside. */
  readonly award?: number;
  readonly start: CivilDate;
  /** What proves the start: the number of the event that started it. */
  readonly proof: number;
  readonly length: AgreedLength;
  /** Added to the nominal end, in the clock's own unit or as stated. */
  readonly extension: Amount | null;
  readonly extensions: number;
  readonly pauses: readonly Pause[];
  readonly nominal: CivilDate;
  readonly legal: CivilDate;
  readonly provisional: boolean;
  readonly warnings: readonly CivilDate[];
  readonly warned: number;
  /** The rung of the supervisors' ladder that it has reached by itself and was not brought down from. */
  readonly rungs: number;
  /** It was brought down by hand on that day: from the highest rung that had been told, to the one where it then stood. */
  readonly lowered?: { readonly from: number; readonly to: number; readonly on: CivilDate };
  readonly state: ClockState;
  readonly endedOn: CivilDate | null;
}
export type ClockState = 'running' | 'suspended' | 'overdue' | 'met' | 'lapsed' | 'ended' | 'superseded';
export const isRunning = (clock: Clock): boolean =>
  clock.state === 'running' || clock.state === 'suspended' || clock.state === 'overdue';

export interface Amount {
  readonly n: number;
  readonly unit: 'day' | 'workday' | 'month' | 'year';
}
/** The length that this run has: the rule's, or the last day that the parties agreed on. */
export type AgreedLength = Amount | { readonly until: CivilDate };

/** 案件. */
export interface Case {
  readonly id: string;
  readonly status: 'open' | 'closed';
  readonly seq: number;
  readonly rulebook: string;
  /** The calendar by which its running clocks are counted. */
  readonly calendar: string;
  readonly region: string;
  readonly openedOn: CivilDate;
  readonly closedOn: CivilDate | null;
  readonly closedBecause: string | null;
  readonly parties: readonly Party[];
  readonly claims: readonly Claim[];
  readonly facts: Facts;
  /** 逐级流转: the applicant's standing consent to be led from one mediation body to the next. */
  readonly stepwise: boolean;
  readonly registeredBy: OrgId;
  readonly handler: string | null;
  /** 回避: people who may not act in this case (调解仲裁法 第三十三条; 信访工作条例 第二十八条). */
  readonly recused: readonly string[];
  readonly proceedings: readonly Proceeding[];
  readonly clocks: readonly Clock[];
  readonly offers: readonly Offer[];
  /** Urgency that a rule raised by itself, with the rule that fired. */
  readonly flags: readonly string[];
  /** 一案一策 and 销号; absent until the first word of it. */
  readonly plan?: CasePlan;
  readonly links?: readonly Link[];
  /** 提级督办: rungs to which somebody raised a proceeding, or (`null`) the case itself, by hand. */
  readonly raised?: readonly { readonly proceeding: number | null; readonly rung: number }[];
}

/** 提供的下一步: a lawful next step that waits for a person; nothing happens unless somebody takes it. */
export interface Offer {
  readonly command: CommandType;
  readonly level: Level;
  readonly body: OrgId | null;
  readonly since: CivilDate;
}

/** Who acted. A person acts for himself as a party, or in an office; time acts through a clock. */
export type Actor =
  | { readonly kind: 'party'; readonly person: string; readonly party: PartyId }
  | { readonly kind: 'staff'; readonly person: string; readonly role: StaffRole; readonly org: OrgId }
  | { readonly kind: 'time'; readonly clock: number };

/** Who is told something. `office` is the unit that holds the proceeding, or a rung of the supervisors' ladder. */
export type Addressee = { readonly party: PartyId } | { readonly office: OrgId; readonly role: StaffRole };

/** One change of a case. The set is closed: `evolve` knows each of them. */
export type Effect =
  | PlanEffect
  | { readonly t: 'linked'; readonly case: string; readonly standing: Link['standing'] }
  | {
      readonly t: 'opened';
      readonly rulebook: string;
      readonly calendar: string;
      readonly region: string;
      readonly parties: readonly Party[];
      readonly claims: readonly Claim[];
      readonly facts: Facts;
      readonly stepwise: boolean;
      readonly registeredBy: OrgId;
      readonly flags: readonly string[];
    }
  | {
      readonly t: 'proceeding-opened';
      readonly no: number;
      readonly procedure: ProcedureId;
      readonly level: Level;
      readonly body: OrgId | null;
      readonly applicant: PartyId | null;
      readonly state: string;
      readonly notes: Notes;
    }
  | { readonly t: 'moved'; readonly proceeding: number; readonly to: string; readonly final: boolean }
  | { readonly t: 'noted'; readonly proceeding: number; readonly notes: Notes; readonly lumpFen?: number | null }
  | { readonly t: 'answered'; readonly proceeding: number; readonly party: PartyId; readonly answer: Consent }
  | { readonly t: 'body-changed'; readonly proceeding: number; readonly body: OrgId }
  | { readonly t: 'clock-started'; readonly clock: Clock }
  | {
      readonly t: 'clock-moved';
      readonly clock: number;
      /** `taken-over`: found so in a ledger; its past instants count as seen, none of them is acted on. */
      readonly cause: 'extended' | 'paused' | 'resumed' | 'corrected' | 'calendar' | 'taken-over';
      readonly set: Partial<
        Pick<
          Clock,
          | 'start'
          | 'extension'
          | 'extensions'
          | 'pauses'
          | 'nominal'
          | 'legal'
          | 'provisional'
          | 'warnings'
          | 'warned'
          | 'rungs'
          | 'state'
        >
      >;
      readonly before: { readonly nominal: CivilDate; readonly legal: CivilDate };
    }
  /** A newer calendar: every running clock was counted by it, and those that it moves are moved. */
  | { readonly t: 'recounted'; readonly calendar: string }
  | { readonly t: 'clock-ended'; readonly clock: number; readonly how: 'met' | 'lapsed' | 'ended' | 'superseded' }
  | { readonly t: 'overdue'; readonly clock: number }
  | { readonly t: 'warned'; readonly clock: number; readonly which: number }
  | { readonly t: 'escalated'; readonly clock: number; readonly rung: number; readonly role: StaffRole }
  | { readonly t: 'raised'; readonly proceeding: number | null; readonly rung: number; readonly role: StaffRole }
  | {
      readonly t: 'lowered';
      readonly proceeding: number | null;
      readonly from: number;
      /** 0: back with the unit. */
      readonly rung: number;
      readonly on: CivilDate;
    }
  | { readonly t: 'claim-decided'; readonly claim: number; readonly outcome: ClaimOutcome }
  | { readonly t: 'claim-closed'; readonly claim: number }
  | { readonly t: 'claim-reopened'; readonly claim: number }
  | { readonly t: 'claim-added'; readonly claim: Claim }
  | { readonly t: 'claim-changed'; readonly claim: number; readonly amountFen: number | null }
  | { readonly t: 'party-joined'; readonly party: Party }
  | { readonly t: 'offered'; readonly offers: readonly Offer[] }
  | { readonly t: 'facts-corrected'; readonly facts: Partial<Facts> }
  | { readonly t: 'stepwise'; readonly consent: boolean }
  | { readonly t: 'assigned'; readonly handler: string }
  | { readonly t: 'recused'; readonly person: string }
  | { readonly t: 'flagged'; readonly flag: string }
  | { readonly t: 'notice'; readonly template: string; readonly to: Addressee; readonly clock?: number }
  | { readonly t: 'closed'; readonly because: string }
  | { readonly t: 'reopened'; readonly because: string };

/** 记录: one decision, numbered from 1 in its case, never changed afterwards. */
export interface CaseEvent {
  readonly case: string;
  readonly seq: number;
  /** Unique in the case. Time's own: `time:<clock>:<what>`, so nothing can happen twice for one cause. */
  readonly command: string;
  readonly type: CommandType | 'lapse' | 'warn' | 'escalate' | 'recount';
  readonly by: Actor;
  /** The party for whom an officer wrote down what it asked orally. */
  readonly onBehalfOf: PartyId | null;
  /** Legal instant at which it took effect, epoch ms. For a lapse: 00:00 after the legal end, however late it was seen. */
  readonly at: number;
  /** The day on which it happened. */
  readonly on: CivilDate;
  readonly proceeding: number | null;
  /** Reason code, never a text. */
  readonly reason: string | null;
  /** References of texts and documents: salted hashes of what stands in the personal tables. */
  readonly texts: Readonly<Record<string, string>>;
  /** Rule that allowed or caused it: law and article. */
  readonly article: string;
  readonly effects: readonly Effect[];
}

export class CorruptRecord extends Error {}

/** Folds one event into the case; `null` is the case before its first event. Throws CorruptRecord on a gap. */
export function evolve(before: Case | null, event: CaseEvent): Case {
  if ((before?.seq ?? 0) + 1 !== event.seq) throw new CorruptRecord(`event ${event.seq} after ${before?.seq ?? 0}`);
  let now = before;
  for (const effect of event.effects) now = apply(now, effect, event);
  if (!now) throw new CorruptRecord('the first event does not open the case');
  return { ...now, seq: event.seq };
}

/** The whole case from its events, in order. */
export function fold(events: Iterable<CaseEvent>): Case {
  let now: Case | null = null;
  for (const event of events) now = evolve(now, event);
  if (!now) throw new CorruptRecord('no events');
  return now;
}

/** Applies one effect. Exported for `decide`, which builds an event by applying effects one after the other. */
export function apply(before: Case | null, effect: Effect, event: Pick<CaseEvent, 'case' | 'on'>): Case {
  if (effect.t === 'opened') return opened(effect, event);
  if (!before) throw new CorruptRecord(`${effect.t} before the case was opened`);
  if (isPlanEffect(effect)) return { ...before, plan: planAfter(before.plan ?? BLANK_PLAN, effect, event.on) };
  switch (effect.t) {
    case 'proceeding-opened':
      return { ...before, proceedings: [...before.proceedings, newProceeding(effect, event.on)], offers: [] };
    case 'moved':
      return withProceeding(before, effect.proceeding, (p) => ({
        ...p,
        state: effect.to,
        since: event.on,
        closedOn: effect.final ? event.on : null,
      }));
    case 'noted':
      return withProceeding(before, effect.proceeding, (p) => ({
        ...p,
        notes: { ...p.notes, ...effect.notes },
        lumpFen: effect.lumpFen === undefined ? p.lumpFen : effect.lumpFen,
      }));
    case 'answered':
      return withProceeding(before, effect.proceeding, (p) => ({
        ...p,
        consents: { ...p.consents, [effect.party]: effect.answer },
      }));
    case 'body-changed':
      return withProceeding(before, effect.proceeding, (p) => ({
        ...p,
        body: effect.body,
        ...(p.body && { heldBefore: [...(p.heldBefore ?? []), p.body] }),
      }));
    case 'clock-started':
      return { ...before, clocks: [...before.clocks, effect.clock] };
    case 'clock-moved':
      return withClock(before, effect.clock, (c) => ({ ...c, ...effect.set }));
    case 'recounted':
      return { ...before, calendar: effect.calendar };
    case 'clock-ended':
      return withClock(before, effect.clock, (c) => ({ ...c, state: effect.how, endedOn: event.on }));
    case 'overdue':
      return withClock(before, effect.clock, (c) => ({ ...c, state: 'overdue' }));
    case 'warned':
      return withClock(before, effect.clock, (c) => ({ ...c, warned: effect.which }));
    case 'escalated':
      return withClock(before, effect.clock, (c) => ({ ...c, rungs: effect.rung }));
    case 'raised':
      return { ...before, raised: raisedBy(before, effect.proceeding, effect.rung) };
    case 'lowered':
      return lowered(before, effect);
    case 'claim-decided':
      return withClaim(before, effect.claim, (c) => ({ ...c, status: 'decided', outcome: effect.outcome }));
    case 'claim-closed':
      return withClaim(before, effect.claim, (c) => ({ ...c, status: 'closed' }));
    case 'claim-reopened':
      return withClaim(before, effect.claim, (c) => ({ ...c, status: 'open', outcome: null }));
    case 'claim-added':
      return { ...before, claims: [...before.claims, effect.claim] };
    case 'claim-changed':
      return withClaim(before, effect.claim, (c) => ({ ...c, amountFen: effect.amountFen }));
    case 'party-joined':
      return { ...before, parties: [...before.parties, effect.party] };
    case 'offered':
      return { ...before, offers: effect.offers };
    case 'facts-corrected':
      return { ...before, facts: { ...before.facts, ...effect.facts } };
    case 'stepwise':
      return { ...before, stepwise: effect.consent };
    case 'assigned':
      return { ...before, handler: effect.handler };
    case 'recused':
      return {
        ...before,
        recused: [...before.recused, effect.person],
        handler: before.handler === effect.person ? null : before.handler,
      };
    case 'flagged':
      return { ...before, flags: [...before.flags, effect.flag] };
    case 'linked':
      return {
        ...before,
        links: [...(before.links ?? []), { case: effect.case, standing: effect.standing, on: event.on }],
      };
    case 'notice':
      return before;
    case 'closed':
      return {
        ...before,
        ...{ status: 'closed', closedOn: event.on, closedBecause: effect.because, offers: [] },
        ...(before.raised && { raised: [] }),
      };
    case 'reopened':
      return { ...before, status: 'open', closedOn: null, closedBecause: null };
  }
}

function opened(effect: Extract<Effect, { t: 'opened' }>, event: Pick<CaseEvent, 'case' | 'on'>): Case {
  const { t: _, ...header } = effect;
  return {
    ...header,
    id: event.case,
    status: 'open',
    seq: 0,
    openedOn: event.on,
    closedOn: null,
    closedBecause: null,
    handler: null,
    recused: [],
    proceedings: [],
    clocks: [],
    offers: [],
  };
}

function newProceeding(effect: Extract<Effect, { t: 'proceeding-opened' }>, on: CivilDate): Proceeding {
  const { t: _, ...rest } = effect;
  return { ...rest, since: on, openedOn: on, closedOn: null, consents: {}, lumpFen: null };
}

function withProceeding(c: Case, no: number, change: (p: Proceeding) => Proceeding): Case {
  return { ...c, proceedings: c.proceedings.map((p) => (p.no === no ? change(p) : p)) };
}
function withClock(c: Case, no: number, change: (k: Clock) => Clock): Case {
  return { ...c, clocks: c.clocks.map((k) => (k.no === no ? change(k) : k)) };
}
function withClaim(c: Case, id: number, change: (k: Claim) => Claim): Case {
  return { ...c, claims: c.claims.map((k) => (k.id === id ? change(k) : k)) };
}

const raisedBy = (c: Case, proceeding: number | null, rung: number): NonNullable<Case['raised']> => [
  ...(c.raised ?? []).filter((one) => one.proceeding !== proceeding),
  ...(rung > 0 ? [{ proceeding, rung }] : []),
];

/** Nothing else of a clock changes: its day, its state and its light stay. */
function lowered(c: Case, { proceeding, from, rung, on }: Extract<Effect, { t: 'lowered' }>): Case {
  const byHand = c.raised?.find((one) => one.proceeding === proceeding)?.rung ?? 0;
  const clocks = c.clocks.map((k) => {
    if (!isRunning(k) || k.proceeding !== proceeding || (k.state !== 'overdue' && k.rungs === 0)) return k;
    return {
      ...k,
      rungs: Math.min(k.rungs, rung),
      lowered: { from: Math.max(from, k.lowered?.from ?? 0), to: rung, on },
    };
  });
  return { ...c, clocks, ...(c.raised && { raised: raisedBy(c, proceeding, Math.min(byHand, rung)) }) };
}

/** The proceedings that still run. */
export const openProceedings = (c: Case): readonly Proceeding[] => c.proceedings.filter((p) => p.closedOn === null);

/** The proceeding with that number; throws CorruptRecord when there is none. */
export function proceedingOf(c: Case, no: number): Proceeding {
  const found = c.proceedings.find((p) => p.no === no);
  if (!found) throw new CorruptRecord(`no proceeding ${no}`);
  return found;
}

/** The clock with that number; throws CorruptRecord when there is none. */
export function clockOf(c: Case, no: number): Clock {
  const found = c.clocks.find((k) => k.no === no);
  if (!found) throw new CorruptRecord(`no clock ${no}`);
  return found;
}
