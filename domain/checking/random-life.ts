// Random lives of cases, for the property tests and the model checker: a small district, actors of every kind, and
// payloads that are mostly lawful. Everything follows from the numbers given; all of it is synthetic.
import { CHINA } from '../calendar/calendar.ts';
import { addDays, beijingDate, type CivilDate, civilDate, startOfDayMs } from '../calendar/civil-date.ts';
import {
  type Actor,
  type Case,
  type CaseEvent,
  openProceedings,
  type PartyId,
  PETITION_RECEIPTS,
  POSTINGS,
  type Posting,
  type Proceeding,
  REVIEW_RESULTS,
  SERVICE_METHODS,
  sideOf,
} from '../case.ts';
import type { Asked, Command, CommandType, NewClaim, Payloads, Served, Terms } from '../command.ts';
import { COMMAND_TYPES } from '../command-names.ts';
import { type Ask, type Decision, decide, type World } from '../decide.ts';
import { officeRoles } from '../deciding/office.ts';
import type { Body, Directory, LegalIdentity } from '../deciding/routing.ts';
import { CLEARANCE_RESULTS, LINK_STANDINGS, MEASURE_KINDS, VISIT_WAYS } from '../petition/case-plan.ts';
import type { Who } from '../procedures/procedure.ts';
import { PROCEDURES, stateOf } from '../procedures/procedures.ts';
import { STAFF_ROLES, type StaffRole } from '../roles.ts';
import { SUSPENSION_GROUNDS, TOLD_INTERRUPTIONS } from '../rulebook/exclusions.ts';
import { nextOnPlan, PETITION_MATTER, SYNTHETIC_PLAN, SYNTHETIC_TEXTS } from './plan-life.ts';

const body = (id: string, parent: string | null, level: Body['level'], identity: LegalIdentity | null): Body => ({
  id,
  parent,
  level,
  identity,
  active: true,
});
const BODIES: readonly Body[] = [
  body('district', null, 'district', 'township-body'),
  body('town', 'district', 'town', 'township-body'),
  body('community', 'town', 'community', 'peoples-mediation-committee'),
  body('park', 'district', 'park', 'other'),
  body('enterprise', 'park', 'enterprise', 'enterprise-committee'),
  body('commission', 'district', 'arbitration', null),
  body('commission-2', 'district', 'arbitration', null),
  body('petitions', 'district', 'petition', null),
  body('court', 'district', 'court', null),
];
/** A district with every level. */
export const DISTRICT: Directory = { version: 'synthetic', bodies: new Map(BODIES.map((b) => [b.id, b])) };

/** The same in a province with periods of its own; a case keeps the region of its opening. */
const ZHEJIANG: Directory = {
  version: 'synthetic-zj',
  bodies: new Map(BODIES.map((b) => [b.id, b.id === 'district' ? { ...b, region: 'CN-ZJ' } : b])),
};

export const worldAt = (at: number): World => ({ at, calendar: CHINA, directory: DISTRICT });

/** Random numbers in [0, 1) from a seed (mulberry32). */
export type Draw = () => number;
export function draws(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const below = (draw: Draw, n: number): number => Math.floor(draw() * n);
function oneOf<T>(draw: Draw, from: readonly [T, ...T[]]): T;
function oneOf<T>(draw: Draw, from: readonly T[]): T | undefined;
function oneOf<T>(draw: Draw, from: readonly T[]): T | undefined {
  return from[below(draw, from.length)];
}

const person = (party: PartyId): Actor => ({ kind: 'party', person: `person-${party}`, party });
const officer = (role: StaffRole, org: string, n = 0): Actor => ({ kind: 'staff', person: `${role}-${n}`, role, org });
export const REGISTRAR = officer('registrar', 'town');

/** How a case begins; parties, claims and facts differ from seed to seed. */
export function opening(draw: Draw): Command {
  const workers = oneOf(draw, [1, 1, 1, 2, 12]);
  const parties = PARTIES[workers] ?? ['W1', 'E1'];
  const more = parties.filter((id) => sideOf(id) === 'worker').slice(1);
  const on = START;
  const maybe = (day: CivilDate): CivilDate | null => (draw() < 0.7 ? day : null);
  return {
    type: 'open',
    parties,
    claims: [claim(draw, 'W1'), ...(draw() < 0.5 ? [...more, 'W1' as const].map((id) => claim(draw, id)) : [])],
    stepwise: draw() < 0.5,
    registeredBy: 'town',
    facts: {
      industry: 'construction',
      workers,
      commonClaim: workers > 1,
      migrantWages: draw() < 0.3,
      wageIou: draw() < 0.1,
      knownOn: maybe(addDays(on, -below(draw, 400))),
      employmentEndedOn: maybe(addDays(on, -below(draw, 400))),
      priorArbitration:
        draw() < 0.1
          ? { result: oneOf(draw, ['award', 'not-accepted']), servedOn: addDays(on, -below(draw, 30)) }
          : null,
      place: {
        enterprise: draw() < 0.5 ? 'enterprise' : null,
        community: draw() < 0.5 ? 'community' : null,
        park: draw() < 0.5 ? 'park' : null,
        town: 'town',
        district: 'district',
      },
    },
  };
}
const PARTIES: Readonly<Record<number, readonly PartyId[]>> = { 2: ['W1', 'W2', 'E1'], 12: ['W1', 'W2', 'W3', 'E1'] };
export const START = civilDate('2026-01-05');

const CLAIMS = ['remuneration', 'overtime-pay', 'compensation', 'work-injury', 'leave'] as const;
const claim = (draw: Draw, party: PartyId): NewClaim => ({
  type: oneOf(draw, CLAIMS),
  party,
  amountFen: draw() < 0.8 ? below(draw, 1_000_000) : null,
});

/** What somebody might do next: mostly what the tables allow, by whom they allow it; sometimes anything by anybody. */
export function nextAsk(c: Case, at: number, draw: Draw, no: number): Ask {
  const planned = draw() < 0.2 ? nextOnPlan(c, beijingDate(at)) : null;
  if (planned) return { caseId: c.id, commandId: `c${no}`, command: planned[0], by: planned[1] };
  const [type, p, by] = intention(c, draw);
  const today = beijingDate(at);
  const on = draw() < 0.15 ? { on: addDays(today, -below(draw, 4)) } : {};
  const command = {
    type,
    ...payload(c, type, p, today, draw),
    ...on,
    ...(p && draw() < 0.9 && { proceeding: p.no }),
    ...(draw() < 0.95 && { reason: 'because' }),
    ...(by.kind === 'staff' && draw() < 0.3 && { for: oneOf(draw, c.parties)?.id }),
  } as Command;
  return { caseId: c.id, commandId: `c${no}`, command, by };
}

type Intention = readonly [CommandType, Proceeding | null, Actor];

function intention(c: Case, draw: Draw): Intention {
  const p = oneOf(draw, openProceedings(c));
  const dice = draw();
  if (c.status === 'closed' && dice < 0.4) return ['reopen', null, REGISTRAR];
  const lawful = dice < 0.65 ? p && aMove(c, p, draw) : dice < 0.82 ? anOpening(c, dice < 0.75, draw) : undefined;
  if (lawful) return lawful;
  if (dice < 0.95) return [oneOf(draw, OF_THE_CASE), null, draw() < 0.5 ? REGISTRAR : anybody(c, draw)];
  return [oneOf(draw, COMMAND_TYPES) ?? 'note', null, anybody(c, draw)];
}

function aMove(c: Case, p: Proceeding, draw: Draw): Intention | undefined {
  const on = Object.entries(stateOf(p.procedure, p.state).on ?? {});
  // A tribunal has so many moves that chance would hardly ever come to an award.
  const decisive = p.procedure === 'arbitration' && draw() < 0.4 ? on.filter(([name]) => name === decides(p)) : [];
  const [type, move] = oneOf(draw, decisive.length > 0 ? decisive : on) ?? [];
  const who = move && oneOf(draw, move.by);
  if (!type || !who) return undefined;
  return [type as CommandType, p, draw() < 0.95 ? actorFor(c, who, p, draw) : anybody(c, draw)];
}

const decides = (p: Proceeding): CommandType => {
  if (p.state === 'filed') return 'acceptCase';
  return Object.keys(p.notes.served ?? {}).length > 0 ? 'award' : 'serveApplication';
};

function anOpening(c: Case, offered: boolean, draw: Draw): Intention | undefined {
  const offer = oneOf(draw, c.offers);
  if (offered && offer) return [offer.command, null, actorFor(c, 'either-party', null, draw)];
  const contested = openProceedings(c).some((p) => p.procedure === 'award') && draw() < 0.6;
  const opens = oneOf(
    draw,
    PROCEDURES.flatMap((x) => (x.opening && (!contested || CONTESTS.includes(x.opening.command)) ? x.opening : [])),
  );
  return opens && [opens.command, null, actorFor(c, oneOf(draw, opens.by) ?? 'liaison', null, draw)];
}

const CONTESTS: readonly CommandType[] = ['fileSuit', 'applyForSetAside'];

const OF_THE_CASE = [
  'addClaim',
  'withdrawClaim',
  'correctFacts',
  'correctStart',
  'setStepwise',
  'note',
  'raise',
  'lower',
  'pauseLimitation',
  'resumeLimitation',
  'interruptLimitation',
  'extend',
  'close',
  'close',
  'reopen',
  'linkCase',
  'draftPlan',
  'returnPlan',
  'addMeasure',
  'changeMeasure',
  'dropMeasure',
  'completeMeasure',
  'recordVisit',
  'reportRelapse',
] as const;

/** Somebody whom the tables mean by `who`. */
export function actorFor(c: Case, who: Who, p: Proceeding | null, draw: Draw): Actor {
  const of = (side: 'worker' | 'employer'): Actor =>
    person(
      oneOf(
        draw,
        c.parties.filter((x) => sideOf(x.id) === side).map((x) => x.id),
      ) ?? 'W1',
    );
  const applicant = p?.applicant ? sideOf(p.applicant) : 'worker';
  switch (who) {
    case 'applicant':
      return of(applicant);
    case 'respondent':
      return of(p?.applicant === null && draw() < 0.5 ? 'worker' : applicant === 'worker' ? 'employer' : 'worker');
    case 'either-party':
      return of(draw() < 0.7 ? 'worker' : 'employer');
    case 'worker':
    case 'employer':
      return of(who);
    case 'body':
      // Each level of a petition is decided by somebody else.
      return officer(
        oneOf(draw, officeRoles(p?.level ?? 'town')) ?? 'mediator',
        p?.body ?? 'town',
        p?.notes.decidedBy?.length ?? 0,
      );
    case 'director':
      return officer('commission-director', p?.body ?? 'commission');
    case 'liaison':
      return officer('mediator', 'town');
    case 'sender':
      return officer('petition-officer', p?.notes.sender ?? 'petitions');
    case 'superior':
      return officer('division-head', p?.notes.superior ?? 'district');
  }
}

function anybody(c: Case, draw: Draw): Actor {
  if (draw() < 0.5) return person(oneOf(draw, c.parties)?.id ?? 'W1');
  const roles = Object.keys(STAFF_ROLES) as StaffRole[];
  return officer(oneOf(draw, roles) ?? 'admin', oneOf(draw, BODIES)?.id ?? 'town', below(draw, 2));
}

function payload(c: Case, type: CommandType, p: Proceeding | null, today: CivilDate, draw: Draw): object {
  const write = PAYLOADS[type];
  return write ? write(c, p, today, draw) : {};
}

type Write<T extends CommandType> = (
  c: Case,
  p: Proceeding | null,
  today: CivilDate,
  draw: Draw,
) => Payloads[T] & Pick<Asked, 'texts' | 'proceeding'>;
/** Names what a suit or an enforcement is directed against, in half of them. */
const aimed = (c: Case, draw: Draw): Pick<Asked, 'proceeding'> => {
  const target = oneOf(
    draw,
    c.proceedings.filter((x) => AIMS.includes(x.procedure)),
  );
  return target && draw() < 0.5 ? { proceeding: target.no } : {};
};
const AIMS: readonly Proceeding['procedure'][] = ['award', 'award', 'arbitration', 'performance'];
const anyParty = (c: Case, draw: Draw): PartyId => oneOf(draw, c.parties)?.id ?? 'W1';
const anyClaim = (c: Case, draw: Draw): number => oneOf(draw, c.claims)?.id ?? 1;
const anyMeasure = (c: Case, draw: Draw): number => oneOf(draw, c.plan?.measures ?? [])?.no ?? 1;
const unserved = (c: Case, p: Proceeding | null, draw: Draw): PartyId =>
  c.parties.find((x) => !p?.notes.served?.[x.id] && draw() < 0.7)?.id ?? anyParty(c, draw);
/** Half of the services say how; now and then in a way that the law excludes. */
const how = (draw: Draw): Served & { readonly posting?: Posting } => ({
  ...(draw() < 0.5 && { method: oneOf(draw, SERVICE_METHODS) }),
  ...(draw() < 0.5 && { consented: true }),
  ...(draw() < 0.5 && { posting: oneOf(draw, POSTINGS) }),
});
/** The document is forgotten now and then. */
const proof = (draw: Draw): Pick<Asked, 'texts'> => (draw() < 0.9 ? { texts: { proof: 'r7' } } : {});
const later = (today: CivilDate, draw: Draw): CivilDate => addDays(today, 1 + below(draw, 40));

const PAYLOADS: { readonly [T in CommandType]?: Write<T> } = {
  open: (_c, _p, _t, draw) => opening(draw) as Payloads['open'],
  addClaim: (c, _p, _t, draw) => ({ claim: claim(draw, anyParty(c, draw)) }),
  withdrawClaim: (c, _p, _t, draw) => ({ claim: anyClaim(c, draw) }),
  joinParty: (_c, _p, _t, draw) => ({ party: oneOf(draw, ['W4', 'W5', 'E2']) }),
  correctFacts: (_c, _p, today, draw) => ({
    facts: oneOf<Payloads['correctFacts']['facts']>(draw, [
      { knownOn: addDays(today, -below(draw, 300)) },
      { employmentEndedOn: draw() < 0.5 ? addDays(today, -below(draw, 300)) : null },
      { workers: 15, commonClaim: true },
      { wageIou: true },
    ]),
  }),
  correctStart: (c, _p, today, draw) => ({
    clock: oneOf(draw, c.clocks)?.no ?? 1,
    start: addDays(today, 2 - below(draw, 20)),
  }),
  acceptCase: (_c, p, _t, draw) => (p?.procedure === 'arbitration' && draw() < 0.3 ? { simple: true } : {}),
  setStepwise: (_c, _p, _t, draw) => ({ consent: draw() < 0.5 }),
  assign: (_c, _p, _t, draw) => ({ handler: `mediator-${below(draw, 2)}` }),
  recuse: (_c, _p, _t, draw) => ({ person: `${oneOf(draw, Object.keys(STAFF_ROLES))}-1` }),
  pauseLimitation: (_c, _p, _t, draw) => ({
    ground: oneOf(draw, ['force-majeure', 'other-cause', 'rain']),
    ...proof(draw),
  }),
  interruptLimitation: (_c, _p, today, draw) => ({
    cause: oneOf(draw, TOLD_INTERRUPTIONS),
    happenedOn: addDays(today, 1 - below(draw, 400)),
    ...proof(draw),
  }),
  applyForMediation: (c, _p, _t, draw) => ({
    body:
      c.offers.find((x) => x.command === 'applyForMediation' && draw() < 0.9)?.body ??
      oneOf(draw, BODIES)?.id ??
      'town',
  }),
  registerPetition: (_c, _p, _t, draw) => ({
    matter: 'wages',
    ...(draw() < 0.4 && { received: oneOf(draw, PETITION_RECEIPTS) }),
    ...(draw() < 0.2 && { simple: true }),
    ...(draw() < 0.2 && { newFacts: true }),
  }),
  sortPetition: (_c, _p, _t, draw) => ({
    facts: { ...PETITION_MATTER, arbitrable: draw() < 0.3, enforcement: draw() < 0.2 ? 'labour' : 'none' },
  }),
  forwardPetition: (_c, _p, _t, draw) => ({
    body: oneOf(draw, ['town', 'petitions', 'community', 'court']),
    how: draw() < 0.5 ? 'forwarded' : 'assigned',
  }),
  decideJurisdiction: (_c, _p, _t, draw) => ({ body: oneOf(draw, ['town', 'petitions']) }),
  linkCase: (_c, _p, _t, draw) => ({ other: 'other-case', standing: oneOf(draw, LINK_STANDINGS) }),
  draftPlan: (_c, _p, _t, draw) => ({
    plan: draw() < 0.8 ? SYNTHETIC_PLAN : { risk: 'high' },
    texts: draw() < 0.8 ? SYNTHETIC_TEXTS : {},
  }),
  addMeasure: (_c, _p, today, draw) => ({
    kind: draw() < 0.6 ? 'execute' : oneOf(draw, MEASURE_KINDS),
    owner: 'petition-officer-0',
    unit: 'petitions',
    dueOn: addDays(today, below(draw, 30)),
    ...(draw() < 0.9 && { texts: { measureText: 'r5' } }),
  }),
  changeMeasure: (c, _p, today, draw) => ({ measure: anyMeasure(c, draw), dueOn: addDays(today, below(draw, 30)) }),
  dropMeasure: (c, _p, _t, draw) => ({ measure: anyMeasure(c, draw) }),
  completeMeasure: (c, _p, _t, draw) => ({ measure: anyMeasure(c, draw), texts: { evidence: 'proof' } }),
  serveDecision: (_c, p, _t, draw) => ({
    document: p?.state === 'reviewed' ? 'review-opinion' : 'opinion',
    method: oneOf(draw, ['direct', 'post', 'mail', 'electronic', 'publication']),
    ...(draw() < 0.7 && { consented: true }),
    ...(draw() < 0.7 && { remedyTold: true }),
  }),
  giveReviewOpinion: (_c, _p, _t, draw) => ({ result: oneOf(draw, REVIEW_RESULTS), texts: { authority: 'r8' } }),
  giveRecheckOpinion: (_c, _p, _t, draw) => ({ result: oneOf(draw, REVIEW_RESULTS), texts: { authority: 'r8' } }),
  logVisit: (_c, _p, _t, draw) => ({
    how: oneOf(draw, VISIT_WAYS),
    person: 'authority-head-0',
    ...(draw() < 0.9 && { texts: { visitPlace: 'r8', visitOutcome: 'r9' } }),
  }),
  recordVisit: (_c, _p, _t, draw) => ({ visit: oneOf(draw, [30, 90]), holds: draw() < 0.8 }),
  agreePeriod: (_c, _p, today, draw) => ({ until: later(today, draw) }),
  agreeLonger: (_c, _p, today, draw) => ({ until: later(today, draw) }),
  fileSuit: (c, _p, _t, draw) => ({
    ...aimed(c, draw),
    ...(draw() < 0.2 && { workers: [oneOf(draw, ['W1', 'W2', 'W3'])] }),
  }),
  applyForSetAside: (c, _p, _t, draw) => aimed(c, draw),
  applyForEnforcement: (c, _p, _t, draw) => aimed(c, draw),
  settle: (c, p, today, draw) => ({ terms: terms(c, p, today, draw) }),
  award: (c, p, today, draw) => ({ final: draw() < 0.5, terms: terms(c, p, today, draw) }),
  judge: (c, p, today, draw) => ({ terms: terms(c, p, today, draw) }),
  judgeAppeal: (c, p, today, draw) => ({ terms: terms(c, p, today, draw) }),
  clear: (c, p, today, draw) => ({
    result: oneOf(draw, CLEARANCE_RESULTS),
    ...(p && { terms: terms(c, p, today, draw) }),
  }),
  serveApplication: (c, p, _t, draw) => ({ party: unserved(c, p, draw), ...how(draw) }),
  serveAward: (c, p, _t, draw) => ({ party: unserved(c, p, draw), ...how(draw) }),
  serveJudgment: (c, p, _t, draw) => ({ party: unserved(c, p, draw), ...how(draw) }),
  publishNotice: (c, p, _t, draw) => ({ party: unserved(c, p, draw) }),
  postNotice: (c, p, _t, draw) => ({ party: unserved(c, p, draw), posting: oneOf(draw, POSTINGS) }),
  attemptService: (c, p, _t, draw) => ({ party: unserved(c, p, draw), method: oneOf(draw, SERVICE_METHODS) }),
  serveDefence: (_c, _p, _t, draw) => how(draw),
  giveHearingNotice: (_c, _p, _t, draw) => how(draw),
  serveOrder: (_c, _p, _t, draw) => how(draw),
  confirmPayment: (_c, _p, _t, draw) => (draw() < 0.5 ? {} : { instalment: 1 + below(draw, 3) }),
  decideCounterclaim: (_c, _p, _t, draw) =>
    draw() < 0.5 ? { joined: true, claim: claim(draw, 'E1') } : { joined: draw() < 0.5 },
  changeClaims: (c, _p, _t, draw) => ({ claim: anyClaim(c, draw), amountFen: below(draw, 500_000) }),
  transferCase: (_c, _p, _t, draw) => ({ body: oneOf(draw, ['commission', 'commission-2', 'town']) }),
  scheduleHearing: (_c, _p, today, draw) => ({ hearingOn: addDays(today, below(draw, 40)) }),
  suspend: (_c, _p, _t, draw) => ({
    ground: oneOf(draw, [...Object.keys(SUSPENSION_GROUNDS), 'rain']) ?? 'rain',
    ...proof(draw),
  }),
  extend: (c, _p, _t, draw) => ({ clock: oneOf(draw, c.clocks)?.no ?? 1, n: 1 + below(draw, 40) }),
  routeOut: (_c, p) => ({ route: p?.notes.sortedTo ?? 'arbitration' }),
};

/** Terms on what is not closed; now and then terms that cannot be. */
function terms(c: Case, p: Proceeding | null, today: CivilDate, draw: Draw): Terms {
  const basis = p?.notes.basis;
  const free = (x: Case['claims'][number]): boolean =>
    x.outcome === null || x.outcome.proceeding === p?.no || draw() < 0.3;
  const mine = c.claims.filter(
    (x) => x.status !== 'closed' && (x.outcome?.proceeding === basis || (free(x) && draw() < 0.8)),
  );
  const claims = mine.map(({ id }) => {
    const result = oneOf(draw, ['agreed', 'upheld', 'partly-upheld', 'dismissed'] as const);
    return { claim: id, result, amountFen: result === 'dismissed' ? 0 : draw() < 0.1 ? null : below(draw, 900_000) };
  });
  const lump = draw() < 0.1 ? { lumpFen: below(draw, 1000) } : {};
  if (draw() < 0.3) return { claims, ...lump, paid: true };
  if (draw() < 0.4) return { claims, ...lump };
  const sum = claims.reduce((n, x) => n + (x.amountFen ?? 0), lump.lumpFen ?? 0) + (draw() < 0.05 ? 1 : 0);
  const half = Math.floor(sum / 2);
  const instalments = [
    { dueOn: addDays(today, below(draw, 20)), amountFen: half },
    { dueOn: addDays(today, 20 + below(draw, 60)), amountFen: sum - half },
  ];
  return { claims, ...lump, instalments };
}

export interface Life {
  readonly events: readonly CaseEvent[];
  readonly after: Case;
  readonly at: number;
}

/** Sees each step of a life: the case before, what was asked, and the answer. */
export type Witness = (before: Case, ask: Ask, world: World, decision: Decision) => void;

/** One life in four begins before a tribunal, so that awards, suits over them and their parts come often enough. */
const BEFORE_TRIBUNAL: readonly (readonly [Command, Actor])[] = [
  [{ type: 'applyForArbitration' }, person('W1')],
  [{ type: 'acceptCase' }, officer('arbitrator', 'commission')],
  [{ type: 'serveApplication', party: 'E1' }, officer('arbitrator', 'commission')],
];

/** Lives a case through: one number for its opening and one for each step. */
export function live(first: number, steps: Iterable<number>, witness?: Witness): Life {
  let at = MORNING;
  const opened = decide(
    null,
    { caseId: 'synthetic', commandId: 'c0', command: opening(draws(first)), by: REGISTRAR },
    { ...worldAt(at), directory: first % 5 === 2 ? ZHEJIANG : DISTRICT },
  );
  if (!opened.after) throw new Error(`the opening was refused: ${opened.refusal?.code}`);
  let c = opened.after;
  const events = [...opened.events];
  for (const [command, by] of first % 4 === 0 ? BEFORE_TRIBUNAL : []) {
    const { after, events: more } = decide(c, { caseId: c.id, commandId: `b${c.seq}`, command, by }, worldAt(at));
    events.push(...more);
    c = after ?? c;
  }
  for (const seed of steps) {
    const draw = draws(seed);
    at += pause(draw);
    const ask = nextAsk(c, at, draw, c.seq + 1);
    const world = worldAt(at);
    const decision = decide(c, ask, world);
    witness?.(c, ask, world, decision);
    events.push(...decision.events);
    c = decision.after ?? c;
  }
  return { events, after: c, at };
}

/** How much time passes before the next thing happens, milliseconds: mostly little, sometimes months. */
export function pause(draw: Draw): number {
  const dice = draw();
  const days =
    dice < 0.5 ? 0 : dice < 0.8 ? 1 + below(draw, 3) : dice < 0.96 ? 4 + below(draw, 18) : 20 + below(draw, 120);
  return days * DAY_MS + below(draw, 8 * 3_600_000);
}
const DAY_MS = 86_400_000;
export const MORNING = startOfDayMs(START) + 9 * 3_600_000;
