// Model checking of the whole machine: breadth first through `decide` itself, over what distinguishes situations in law.
// Two cases are the same situation when the same procedures stand in the same states at the same levels, the same kinds
// of periods run, and the claims stand alike. Everybody does everything with a canonical payload; time jumps to its next
// instant.

import { addDays, beijingDate, type CivilDate } from '../calendar/civil-date.ts';
import { type Actor, type Case, isRunning, openProceedings, type PartyId, type Proceeding, sideOf } from '../case.ts';
import type { Asked, Command, CommandType, Payloads, Terms } from '../command.ts';
import { decide } from '../decide.ts';
import { suitObstacle } from '../deciding/guards.ts';
import { mediationRoute } from '../deciding/routing.ts';
import { boundBy, targetsOf } from '../deciding/suits.ts';
import { violations } from '../invariants.ts';
import type { Move } from '../procedures/procedure.ts';
import { PROCEDURES, procedureOf, stateOf } from '../procedures/procedures.ts';
import { nextInstant, timeCame } from '../time-came.ts';
import { nextOnPlan, PETITION_MATTER } from './plan-life.ts';
import { actorFor, DISTRICT, draws, MORNING, opening, REGISTRAR, worldAt } from './random-life.ts';

export interface Exploration {
  /** Situations whose every exit was taken, and those that were seen. */
  readonly expanded: number;
  readonly seen: number;
  /** `procedure.state` of every state that was reached. */
  readonly states: readonly string[];
  /** Kinds of periods that ran. */
  readonly clocks: readonly string[];
  readonly faults: readonly string[];
}

interface Situation {
  readonly c: Case;
  readonly at: number;
}

const MINUTE = 60_000;
const FAULTS_SHOWN = 20;

/** Expands at most `cap` situations and says what is wrong in any that was seen. */
export function explore(cap: number): Exploration {
  const found = new Found();
  for (const first of firstSituations()) found.add(first);
  const closable = new Set<string>();
  const faults: string[] = [];
  let expanded = 0;
  for (let next = found.take(); next && expanded < cap && faults.length < FAULTS_SHOWN; next = found.take()) {
    expanded += 1;
    faults.push(...faultsOf(next, closable));
    for (const exit of exits(next)) found.add(exit);
  }
  return {
    expanded,
    seen: found.seen.size,
    states: [...found.states].sort(),
    clocks: [...found.clocks].sort(),
    faults,
  };
}

/** Situations still to be expanded, each once; those with a state or a period that nobody saw before come first. */
class Found {
  readonly seen = new Set<string>();
  readonly states = new Set<string>();
  readonly clocks = new Set<string>();
  private readonly fresh: Situation[] = [];
  private readonly rest: Situation[] = [];
  private turn = 0;

  add(situation: Situation): void {
    const before = this.states.size + this.clocks.size;
    for (const p of situation.c.proceedings) this.states.add(`${p.procedure}.${p.state}`);
    for (const k of situation.c.clocks) this.clocks.add(k.rule);
    const key = situationOf(situation.c);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const news = this.states.size + this.clocks.size > before;
    (news ? this.fresh : this.rest).push(situation);
  }

  /** News first; of the rest by turns the earliest and the latest, so that long lives are walked to their end too. */
  take(): Situation | undefined {
    this.turn += 1;
    return this.fresh.shift() ?? (this.turn % 2 === 0 ? this.rest.pop() : this.rest.shift());
  }
}

/** With and without standing consent; a dispute of one worker, a collective one, one that may be sued on directly, one of two workers. */
function firstSituations(): Situation[] {
  const facts = [{}, { workers: 12, commonClaim: true }, { wageIou: true, migrantWages: true }, { workers: 2 }];
  return [true, false].flatMap((stepwise) =>
    facts.flatMap((special) => {
      const usual = opening(draws(1));
      if (usual.type !== 'open') return [];
      const parties: readonly PartyId[] = special.workers === 2 ? ['W1', 'W2', 'E1'] : ['W1', 'E1'];
      const workers = parties.filter((id) => sideOf(id) === 'worker');
      const command: Command = {
        ...usual,
        parties,
        claims: workers.map((party) => ({ type: 'remuneration', party, amountFen: 1000 })),
        stepwise,
        facts: {
          ...usual.facts,
          workers: 1,
          commonClaim: false,
          migrantWages: false,
          wageIou: false,
          knownOn: null,
          employmentEndedOn: beijingDate(MORNING),
          priorArbitration: null,
          place: { enterprise: 'enterprise', community: null, park: null, town: 'town', district: 'district' },
          ...special,
        },
      };
      const { after } = decide(null, { caseId: 'model', commandId: 'c0', command, by: REGISTRAR }, worldAt(MORNING));
      return after ? [{ c: after, at: MORNING }] : [];
    }),
  );
}

/** What distinguishes a case in law, as one word. */
export function situationOf(c: Case): string {
  const running = new Set(c.clocks.filter(isRunning).map((k) => `${k.rule}:${k.state}`));
  const claims = c.claims.map((claim) => claim.status);
  const suit = suitObstacle(c, null, c.openedOn, DISTRICT) ? 'suit locked' : 'suit open';
  const ended = c.proceedings.some((p) => p.procedure === 'petition' && p.state === 'ended') ? 'petition ended' : '';
  const facts = [c.status, suit, ended, planStage(c.plan)];
  return [...facts, openProceedings(c).map(standing).sort(), [...running].sort(), claims].join('|');
}

function planStage(plan: Case['plan']): string {
  if (!plan) return '';
  const { version, status, measures, served, checked, cleared, visits, relapses } = plan;
  const signed = `${served.length > 0 ? 'served' : ''} ${checked ? 'checked' : ''} ${cleared ? 'cleared' : ''}`;
  return `${Math.min(version, 1)}${status} ${measures.map((m) => m.status)} ${signed} ${visits.length} ${Math.min(relapses, 1)}`;
}

/** A proceeding with those of its facts on which guards rest. */
function standing({ procedure, state, level, consents, notes }: Proceeding): string {
  const facts = [
    ...Object.values(consents),
    notes.enforceable && 'enforceable',
    notes.suitUnlocked && 'late',
    notes.finalAward && 'final',
    notes.corrected && 'corrected',
    notes.heard && 'heard',
    notes.sortedTo,
    notes.transfers,
    notes.assignedFinally && 'assigned finally',
    notes.parties?.join('+'),
    notes.hearingOn && (notes.hearingNotified ? 'notified' : 'scheduled'),
    ...Object.keys(notes.served ?? {}),
  ];
  return `${procedure}.${state}@${level}(${facts.filter(Boolean).join(' ')})`;
}

function faultsOf({ c, at }: Situation, closable: Set<string>): readonly string[] {
  const where = situationOf(c);
  const stuck = c.status === 'open' && !canClose({ c, at }, closable) ? ['it can never be closed'] : [];
  return [...violations(c), ...stuck].map((fault) => `${where}: ${fault}`);
}

/** Every situation that one command of anybody, or the next instant, leads to. Throws what `decide` throws. */
function exits(situation: Situation): readonly Situation[] {
  const { c, at } = situation;
  const commands = c.status === 'closed' ? [] : [...moves(c, at), ...openings(c), ...ofTheCase(c, beijingDate(at))];
  return [...commands.flatMap(([command, by]) => give(situation, command, by) ?? []), ...later(situation)];
}

function give({ c, at }: Situation, command: Command, by: Actor): Situation | null {
  const when = at + MINUTE;
  const ask = { caseId: c.id, commandId: `c${c.seq + 1}`, command: { reason: 'model', ...command }, by };
  const { refusal, after } = decide(c, ask, worldAt(when));
  return refusal || !after ? null : { c: after, at: when };
}

/** Nobody acts until time itself changes the situation; warnings and rungs of the ladder pass by. */
function later(from: Situation): readonly Situation[] {
  const key = situationOf(from.c);
  let { c, at } = from;
  for (let passed = 0; passed < INSTANTS; passed++) {
    const next = nextInstant(c, worldAt(at).calendar);
    if (!next) return [];
    at = Math.max(next.at, at);
    c = timeCame(c, worldAt(at)).after;
    if (situationOf(c) !== key) return [{ c, at }];
  }
  return [];
}
const INSTANTS = 40;

type Given = readonly [Command, Actor];

function moves(c: Case, at: number): readonly Given[] {
  return openProceedings(c).flatMap((p) =>
    Object.entries(stateOf(p.procedure, p.state).on ?? {}).flatMap(([type, move]) =>
      actorsOf(c, move, p).flatMap((by) =>
        variants(canonical(c, p, type as CommandType, beijingDate(at))).map((command): Given => [command, by]),
      ),
    ),
  );
}

/** An award is final or not, over all claims or the first; a petition is one or belongs elsewhere; all else has one form. */
function variants(command: Command): readonly Command[] {
  if (command.type === 'award') {
    const { terms } = command;
    const part = { ...command, terms: { claims: terms.claims.slice(0, 1) } };
    const whole = [command, { ...command, final: !command.final }];
    return terms.claims.length > 1 ? [...whole, part, { ...part, final: !part.final }] : whole;
  }
  return command.type === 'sortPetition'
    ? [command, { ...command, facts: { ...PETITION_MATTER, arbitrable: true } }]
    : [command];
}

const actorsOf = (c: Case, rule: Pick<Move, 'by'>, p: Proceeding | null): readonly Actor[] =>
  rule.by.flatMap((who) => (who === 'either-party' ? [0, 0.99] : [0]).map((n) => actorFor(c, who, p, () => n)));

function openings(c: Case): readonly Given[] {
  const body = mediationRoute(c.facts.place, DISTRICT).find(
    (r) => r.body !== null && !c.proceedings.some((p) => p.procedure === 'mediation' && p.body === r.body),
  )?.body;
  const alone = openProceedings(c).every((p) => p.procedure === 'performance');
  const once = (type: CommandType): boolean =>
    PARALLEL.includes(type) && (!alone || c.proceedings.some((p) => opens(p, type) && p.state !== 'ended'));
  return PROCEDURES.flatMap(({ opening: rule }) => {
    if (!rule || once(rule.command)) return [];
    const type = rule.command;
    if (type === 'applyForMediation' && !body) return [];
    const command = { type, ...(type === 'applyForMediation' && { body }), matter: 'wages' } as Command;
    const targets = targetsOf(c, { type }, null, c.openedOn);
    const commands =
      targets.length > 1 ? targets.map(({ no }): Command => ({ ...command, proceeding: no })) : [command];
    return actorsOf(c, rule, null).flatMap((by) => commands.map((one): Given => [one, by]));
  });
}
/** What may be opened again and again beside everything else is opened once and alone here, to keep the space small. */
const PARALLEL: readonly CommandType[] = ['registerPetition', 'requestNegotiation'];
const opens = (p: Proceeding, type: CommandType): boolean => procedureOf(p.procedure).opening?.command === type;

function ofTheCase(c: Case, today: CivilDate): readonly Given[] {
  const open = c.claims.find((claim) => claim.status === 'open');
  const planned = nextOnPlan(c, today);
  return [
    ...(open ? [withdrawal(open.id, open.party)] : []),
    ...(planned ? [planned] : []),
    ...(openProceedings(c).length === 0 ? idle : []),
  ];
}

const idle: readonly Given[] = [
  [{ type: 'pauseLimitation', ground: 'force-majeure', texts: { proof: 'r8' } }, REGISTRAR],
  [{ type: 'resumeLimitation' }, REGISTRAR],
  [{ type: 'close' }, REGISTRAR],
];

const withdrawal = (claim: number, party: PartyId): Given => [
  { type: 'withdrawClaim', claim },
  { kind: 'party', person: `person-${party}`, party },
];

/** A lawful command for a move, always the same in the same situation. */
const canonical = (c: Case, p: Proceeding, type: CommandType, today: CivilDate): Command =>
  ({ type, proceeding: p.no, reason: 'model', ...PAYLOADS[type]?.(c, p, today) }) as Command;

type Write<T extends CommandType> = (c: Case, p: Proceeding, today: CivilDate) => Payloads[T] & Pick<Asked, 'texts'>;
const agreed = (c: Case, p: Proceeding, today: CivilDate): { terms: Terms } => ({ terms: termsFor(c, p, today) });
const longer = (_: Case, p: Proceeding): { until: CivilDate } => ({ until: addDays(p.openedOn, 60) });
const unserved = (c: Case, p: Proceeding): { party: PartyId } => ({
  party: boundBy(c, p).find((id) => !p.notes.served?.[id]) ?? 'W1',
});
const respondent = (c: Case, p: Proceeding): { party: PartyId } => ({
  party: c.parties.find((x) => sideOf(x.id) !== sideOf(p.applicant ?? 'W1'))?.id ?? 'E1',
});
const FROM_OUTSIDE = { result: 'upheld', texts: { authority: 'r8' } } as const;
const leave = { type: 'leave', party: 'W1', amountFen: 1000 } as const;

const PAYLOADS: { readonly [T in CommandType]?: Write<T> } = {
  agreePeriod: longer,
  agreeLonger: longer,
  settle: agreed,
  clear: (c, p, today) => ({ result: 'performed', ...agreed(c, p, today) }),
  sortPetition: () => ({ facts: PETITION_MATTER }),
  forwardPetition: (_c, p) => ({ body: p.body === 'town' ? 'petitions' : 'town', how: 'forwarded' }),
  decideJurisdiction: () => ({ body: 'town' }),
  serveDecision: (_c, p) => ({ document: p.state === 'opinion' ? 'opinion' : 'review-opinion', method: 'direct' }),
  giveReviewOpinion: () => FROM_OUTSIDE,
  giveRecheckOpinion: () => FROM_OUTSIDE,
  judge: agreed,
  judgeAppeal: agreed,
  award: (c, p, today) => ({ ...agreed(c, p, today), final: true }),
  serveApplication: respondent,
  publishNotice: (c, p) => (p.procedure === 'award' ? unserved(c, p) : respondent(c, p)),
  postNotice: (c, p) => ({ ...(p.procedure === 'award' ? unserved(c, p) : respondent(c, p)), posting: 'refused' }),
  attemptService: (c, p) => ({ ...unserved(c, p), method: 'mail' }),
  serveAward: unserved,
  serveJudgment: unserved,
  decideCounterclaim: () => ({ joined: false }),
  addClaim: () => ({ claim: leave }),
  joinParty: () => ({ party: 'E2' }),
  changeClaims: () => ({ claim: 1, amountFen: 1000 }),
  transferCase: () => ({ body: 'commission-2' }),
  scheduleHearing: (_c, _p, today) => ({ hearingOn: addDays(today, 30) }),
  suspend: () => ({ ground: 'other-case', texts: { proof: 'r8' } }),
  routeOut: (_c, p) => ({ route: p.notes.sortedTo ?? 'arbitration' }),
};

function termsFor(c: Case, p: Proceeding, today: CivilDate): Terms {
  const claims = c.claims
    .filter((x) => x.status !== 'closed' && mayDecide(c, p, x.outcome?.proceeding ?? null))
    .map(({ id }) => ({ claim: id, result: 'agreed' as const, amountFen: 1000 }));
  const sum = claims.length * 1000;
  return { claims, instalments: p.procedure === 'court' ? [] : [{ dueOn: addDays(today, 5), amountFen: sum }] };
}

/** Tribunals and courts take what is open, and courts what the award before them decided; parties agree on anything. */
function mayDecide(c: Case, p: Proceeding, decidedBy: number | null): boolean {
  if (decidedBy === null || decidedBy === p.no) return true;
  if (p.procedure === 'court') return decidedBy === p.notes.basis;
  return p.procedure !== 'arbitration' || c.proceedings.every((x) => x.no !== decidedBy || x.procedure !== 'award');
}

const STEPS_TO_CLOSE = 60;

/**
 * Whether people and time can bring the case to its end from here: each proceeding by its shortest way. `closable`
 * holds the situations of which that is known.
 */
function canClose(from: Situation, closable: Set<string>): boolean {
  let situation: Situation | undefined = from;
  const walked: string[] = [];
  for (let step = 0; situation && step < STEPS_TO_CLOSE; step++) {
    const { c }: Situation = situation;
    walked.push(situationOf(c));
    if (closable.has(situationOf(c)) || give(situation, { type: 'close' }, REGISTRAR)) {
      for (const key of walked) closable.add(key);
      return true;
    }
    const open = c.claims.find((claim) => claim.status === 'open');
    const planned = nextOnPlan(c, beijingDate(situation.at));
    situation =
      (open && give(situation, ...withdrawal(open.id, open.party))) ??
      nearer(situation) ??
      (planned && give(situation, ...planned)) ??
      later(situation)[0];
  }
  return false;
}

/** The situation after the move that brings a proceeding nearest to its end. */
function nearer(situation: Situation): Situation | null {
  const { c, at } = situation;
  for (const p of openProceedings(c)) {
    const here = distance(p.procedure, p.state);
    const ways = Object.entries(stateOf(p.procedure, p.state).on ?? {})
      .map(([type, move]) => ({ type: type as CommandType, move, left: distance(p.procedure, move.to) }))
      .filter(({ move, left }) => (move.to !== 'same' && left < here) || DRAWS_ON.includes(move))
      .sort((a, b) => a.left - b.left);
    for (const { type, move } of ways) {
      for (const by of actorsOf(c, move, p)) {
        const next = give(situation, canonical(c, p, type, beijingDate(at)), by);
        if (next) return next;
      }
    }
  }
  return null;
}

/** Moves that bring no proceeding nearer but without which time cannot end it: service starts the periods. */
const DRAWS_ON: readonly Move[] = PROCEDURES.flatMap((p) =>
  Object.values(p.states).flatMap(({ on }) =>
    [on?.serveAward ?? [], on?.serveJudgment ?? [], on?.serveDecision ?? []].flat(),
  ),
);

/** Moves to the nearest final state by the table; Infinity for `same`. */
function distance(procedure: Proceeding['procedure'], state: string): number {
  const { states } = procedureOf(procedure);
  let ring = [state];
  for (let steps = 0; steps <= Object.keys(states).length; steps++) {
    if (ring.some((name) => states[name]?.waitsFor === null)) return steps;
    ring = ring.flatMap((name) => [
      ...Object.values(states[name]?.on ?? {}).map((move) => move.to),
      ...Object.values(states[name]?.lapse ?? {}).flatMap((lapse) => lapse.to ?? []),
    ]);
    ring = [...new Set(ring)];
  }
  return Number.POSITIVE_INFINITY;
}
