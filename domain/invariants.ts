// What must hold of every case at every moment: the ten invariants of the domain reference (§3.4) and the record's own
// structure. Property tests and `npm run verify` ask; nothing else depends on it. Invariant 9 (arbitration is free of
// charge) needs no code: no command, no guard and no effect knows a fee.

import { tasksOf } from './attention/tasks.ts';
import { CHINA } from './calendar/calendar.ts';
import { startOfDayMs } from './calendar/civil-date.ts';
import {
  type Case,
  type CaseEvent,
  CorruptRecord,
  clockOf,
  type Effect,
  evolve,
  isRunning,
  openProceedings,
  type Proceeding,
  sideOf,
} from './case.ts';
import { decide, type World } from './decide.ts';
import { LIMITATION } from './deciding/limitation.ts';
import { isOpenToAnybody } from './deciding/suits.ts';
import { missingForClearance, PLAN_EFFECTS } from './petition/case-plan.ts';
import { stateOf } from './procedures/procedures.ts';
import { nextInstant } from './time-came.ts';

/** Every invariant that the case breaks, in English, each beginning with its number or with `structure`. */
export function violations(c: Case): readonly string[] {
  return [
    ...arbitrationIsOpen(c),
    ...mediationIsVoluntary(c),
    ...concessionsStayInside(c),
    ...recusedDoNotHandle(c),
    ...numbering(c),
    ...proceedingsAndClocks(c),
    ...(c.status === 'closed' ? whatIsClosed(c) : whatIsOpen(c)),
    ...totals(c),
    ...awards(c),
    ...clearedProperly(c),
  ];
}

/** 一案一策、销号: nothing is approved that was not submitted, nothing cleared that is not served, proved and signed by two. */
function clearedProperly({ plan }: Case): readonly string[] {
  if (!plan) return [];
  const { approved, submittedBy, checked, cleared } = plan;
  const missing = cleared ? missingForClearance(plan) : [];
  return [
    ...(plan.status === 'approved' && (!approved || approved.by === submittedBy)
      ? ['structure: the plan was approved by nobody, or by who submitted it']
      : []),
    ...missing.map(({ en }) => `structure: cleared without ${en}`),
    ...(cleared && (!checked || checked.by === cleared.by) ? ['structure: cleared without two people'] : []),
  ];
}

// 1: every active party can file for arbitration now, whatever runs, or an arbitration runs already.
function arbitrationIsOpen(c: Case): readonly string[] {
  if (c.status === 'closed') return [];
  const world = quietMoment(c);
  return c.parties
    .filter((party) => party.leftOn === null)
    .flatMap(({ id }) => {
      const by = { kind: 'party', person: id, party: id } as const;
      const ask = { caseId: c.id, commandId: 'may-i', command: { type: 'applyForArbitration' } as const, by };
      const { refusal } = decide(c, ask, world);
      if (!refusal || refusal.code === 'already-running') return [];
      return [`1: ${id} cannot file for arbitration (${refusal.code})`];
    });
}

/** The last moment at which time has nothing to do yet, with no organisation needed. */
function quietMoment(c: Case): World {
  const next = nextInstant(c, CHINA)?.at ?? Number.POSITIVE_INFINITY;
  const opened = startOfDayMs(c.openedOn);
  const at = next > opened && Number.isFinite(next) ? next - 1 : opened;
  return { at, calendar: CHINA, directory: { version: 'none', bodies: new Map() } };
}

// 2: no mediation runs against a refusal; at most one runs at a time.
function mediationIsVoluntary(c: Case): readonly string[] {
  const running = openProceedings(c).filter((p) => p.procedure === 'mediation');
  const refused = running.filter((p) => Object.values(p.consents).includes('refused'));
  return [
    ...refused.map((p) => `2: mediation ${p.no} runs although a party refused`),
    ...(running.length > 1 ? [`2: ${running.length} mediations run at the same time`] : []),
  ];
}

// 7: what was offered in a mediation never becomes an outcome unless it was agreed.
function concessionsStayInside(c: Case): readonly string[] {
  return c.claims.flatMap((claim) => {
    const p = c.proceedings.find((x) => x.no === claim.outcome?.proceeding);
    if (!p || !stateOf(p.procedure, p.state)) return [];
    const voluntary = p.procedure === 'mediation' || p.procedure === 'negotiation';
    return voluntary && stateOf(p.procedure, p.state).ending !== 'settled'
      ? [`7: claim ${claim.id} has an outcome from ${p.procedure} ${p.no}, which was not agreed`]
      : [];
  });
}

// 10, the part that the case itself shows.
function recusedDoNotHandle(c: Case): readonly string[] {
  return c.handler && c.recused.includes(c.handler) ? ['10: a recused person is the handler'] : [];
}

function numbering(c: Case): readonly string[] {
  const gaps = (what: string, numbers: readonly number[]): readonly string[] =>
    numbers.every((no, i) => no === i + 1) ? [] : [`structure: ${what} are not numbered from 1 without a gap`];
  return [
    ...gaps(
      'proceedings',
      c.proceedings.map((p) => p.no),
    ),
    ...gaps(
      'clocks',
      c.clocks.map((k) => k.no),
    ),
    ...gaps(
      'claims',
      c.claims.map((k) => k.id),
    ),
  ];
}

function proceedingsAndClocks(c: Case): readonly string[] {
  const wrong: string[] = [];
  for (const p of c.proceedings) {
    const final = stateOf(p.procedure, p.state).waitsFor === null;
    if (final !== (p.closedOn !== null))
      wrong.push(`structure: ${p.procedure} ${p.no} in ${p.state}, closed on ${p.closedOn}`);
  }
  for (const k of c.clocks.filter(isRunning)) {
    const p = c.proceedings.find((x) => x.no === k.proceeding);
    if (k.proceeding !== null && !p) wrong.push(`structure: clock ${k.no} belongs to no proceeding`);
    if (p && p.closedOn !== null) wrong.push(`structure: clock ${k.no} (${k.rule}) runs in a proceeding that is over`);
  }
  for (const k of c.clocks) {
    if (isRunning(k) !== (k.endedOn === null)) wrong.push(`structure: clock ${k.no} is ${k.state}, ended ${k.endedOn}`);
    const still = k.pauses.some((pause) => pause.to === null);
    if (isRunning(k) && still !== (k.state === 'suspended'))
      wrong.push(`structure: clock ${k.no} is ${k.state} ${still ? 'within' : 'without'} a pause`);
  }
  return wrong;
}

function whatIsClosed(c: Case): readonly string[] {
  return [
    ...(c.closedOn && c.closedBecause ? [] : ['structure: closed without a day or a reason']),
    ...(c.clocks.some(isRunning) ? ['structure: a clock runs in a closed case'] : []),
    ...(openProceedings(c).length > 0 ? ['structure: a proceeding is open in a closed case'] : []),
    ...(c.claims.every((claim) => claim.status === 'closed') ? [] : ['structure: a claim is open in a closed case']),
    ...(c.offers.length > 0 ? ['structure: a closed case has offers'] : []),
  ];
}

function whatIsOpen(c: Case): readonly string[] {
  const tasks = tasksOf(c);
  return [
    ...(c.closedOn || c.closedBecause ? ['structure: open, yet with a day or a reason of closing'] : []),
    ...(tasks.length > 0 ? [] : ['structure: nobody has a task']),
    ...tasks.filter((t) => !t.body || !t.role).map((t) => `structure: task ${t.key} belongs to no office`),
    ...(nextInstant(c, CHINA) || c.clocks.some((k) => k.state === 'overdue')
      ? []
      : ['structure: nothing will ever happen by itself and nobody owes anything']),
  ];
}

/** L7: what is to be paid is what was decided, to the fen. */
function totals(c: Case): readonly string[] {
  return c.proceedings.filter((p) => p.procedure === 'performance' && p.closedOn === null).flatMap((p) => total(c, p));
}

function total(c: Case, performance: Proceeding): readonly string[] {
  const basis = c.proceedings.find((p) => p.no === performance.notes.basis);
  const instalments = performance.notes.instalments ?? [];
  if (!basis || instalments.some((i) => i.amountFen === null)) return [];
  const planned = instalments.reduce((sum, i) => sum + (i.amountFen ?? 0), 0);
  const outcomes = c.claims.flatMap((claim) => (claim.outcome?.proceeding === basis.no ? [claim.outcome] : []));
  const decided = outcomes.reduce((sum, o) => sum + (o.amountFen ?? 0), basis.lumpFen ?? 0);
  return planned === decided ? [] : [`structure: ${planned} fen are to be paid, but ${decided} fen were decided`];
}

/** Awards: each waits for somebody, binds who is in it, and holds its claims; an arbitration that is over decided all. */
function awards(c: Case): readonly string[] {
  return c.proceedings.flatMap((p) => {
    if (p.procedure !== 'award') return [];
    const { claims = [], parties = [], basis } = p.notes;
    const held = c.claims.filter((x) => x.outcome?.proceeding === p.no);
    const strangers = parties.filter((id) => !c.parties.some((x) => x.id === id));
    const workers = held.filter((x) => sideOf(x.party) === 'worker' && !parties.includes(x.party));
    return [
      ...(p.closedOn === null && !isOpenToAnybody(c, p) ? [`structure: award ${p.no} waits for nobody`] : []),
      ...(held.every((x) => claims.includes(x.id))
        ? []
        : [`structure: award ${p.no} holds claims that it did not decide`]),
      ...strangers.map((id) => `structure: award ${p.no} binds ${id}, who is not in the case`),
      ...workers.map((x) => `structure: award ${p.no} decides claim ${x.id} but does not bind ${x.party}`),
      ...(c.proceedings.some((a) => a.no === basis && a.procedure === 'arbitration')
        ? []
        : [`structure: award ${p.no} comes from no arbitration`]),
    ];
  });
}

/** Every invariant that the history breaks; `events` are those of one case, from its first. */
export function eventViolations(events: readonly CaseEvent[]): readonly string[] {
  const found = [...twice(events)];
  let c: Case | null = null;
  for (const event of events) {
    if (event.case !== events[0]?.case) found.push(`structure: event ${event.seq} belongs to another case`);
    if (c) found.push(...broken(c, event));
    try {
      c = evolve(c, event);
    } catch (error) {
      if (!(error instanceof CorruptRecord)) throw error;
      return [...found, `structure: ${error.message}`];
    }
  }
  return found;
}

// 4: one effect for one cause.
function twice(events: readonly CaseEvent[]): readonly string[] {
  const causes = events.flatMap((e) => [
    `command ${e.command}`,
    ...(e.type === 'lapse' && e.by.kind === 'time' ? [`lapse of clock ${e.by.clock} on ${e.on}`] : []),
  ]);
  return causes.flatMap((cause, i) => (causes.indexOf(cause) < i ? [`4: ${cause} is recorded twice`] : []));
}

function broken(before: Case, event: CaseEvent): readonly string[] {
  const wrong: string[] = [];
  const byTime = TIMES_OWN.includes(event.type);
  if (byTime !== (event.by.kind === 'time')) wrong.push(`structure: ${event.type} by ${event.by.kind}`);
  if (byTime) wrong.push(...doneByTime(before, event));
  else if (event.effects.some((e) => e.t === 'escalated')) wrong.push(`6: ${event.type} escalates`);
  if (LADDER.includes(event.type)) wrong.push(...onTheLadder(event));
  if (TAKES.includes(event.type) && (event.by.kind === 'time' || !event.reason))
    wrong.push(`8: ${event.type} names no person or no reason`);
  if (event.by.kind === 'staff' && before.recused.includes(event.by.person))
    wrong.push(`10: a recused person gave ${event.type}`);
  return wrong.map((text) => `${text} (event ${event.seq})`);
}

const TIMES_OWN: readonly CaseEvent['type'][] = ['lapse', 'warn', 'escalate', 'recount'];

/** 8: decisions that take something from a person, or change what was recorded about him. */
const TAKES: readonly CaseEvent['type'][] = [
  'declineCase',
  'reject',
  'requireCorrection',
  'suspend',
  'transferCase',
  'applicantAbsent',
  'respondentAbsent',
  'revokeCase',
  'terminate',
  'endEnforcement',
  'routeOut',
  'extend',
  'correctFacts',
  'correctStart',
  'reopen',
  'contestJurisdiction',
  'refuseReturn',
  'referToSuperior',
  'decideJurisdiction',
  'returnPlan',
  'dropMeasure',
  'reportRelapse',
  'raise',
  'lower',
];

/** 6: who raises or lowers moves no proceeding and touches no period. */
const LADDER: readonly CaseEvent['type'][] = ['raise', 'lower'];
const onTheLadder = (event: CaseEvent): readonly string[] =>
  event.effects
    .filter(({ t }) => t !== 'raised' && t !== 'lowered' && t !== 'notice')
    .map(({ t }) => `6: ${event.type} brought ${t}`);

function doneByTime(before: Case, event: CaseEvent): readonly string[] {
  if (event.type !== 'lapse') return event.effects.filter((e) => !QUIET[event.type]?.includes(e.t)).map(aloud(event));
  const limitation = event.by.kind === 'time' && isLimitation(before, event.by.clock);
  return [
    ...event.effects.filter((e) => !mayTime(before, e)).map((e) => `3: time itself brought ${e.t}`),
    ...(limitation && event.effects.some((e) => !INFORMS.includes(e.t)) ? ['5: limitation did more than inform'] : []),
  ];
}

const aloud = (event: CaseEvent) => (e: Effect) => `${event.type === 'warn' ? '3' : '6'}: ${event.type} brought ${e.t}`;
const QUIET: Readonly<Record<string, readonly Effect['t'][]>> = {
  warn: ['warned', 'notice'],
  escalate: ['escalated', 'notice'],
  recount: ['recounted', 'clock-moved'],
};
const INFORMS: readonly Effect['t'][] = ['clock-ended', 'clock-started', 'notice'];

function isLimitation(c: Case, no: number): boolean {
  const { rule } = clockOf(c, no);
  return LIMITATION.some((one) => one === rule);
}

/** 3: what a lapse may bring. It asks the next body on standing consent and opens what people had decided; no more. */
function mayTime(before: Case, effect: Effect): boolean {
  if (effect.t !== 'proceeding-opened') return !PEOPLE_ONLY.includes(effect.t);
  if (effect.procedure === 'mediation') return before.stepwise && effect.applicant !== null;
  const basis = before.proceedings.find((p) => p.no === effect.notes.basis);
  return effect.procedure === 'performance' && basis !== undefined && before.claims.some(decidedIn(basis));
}
const decidedIn =
  (basis: Proceeding) =>
  (claim: Case['claims'][number]): boolean =>
    claim.outcome?.proceeding === basis.no;

const PEOPLE_ONLY: readonly Effect['t'][] = [
  'opened',
  'answered',
  'body-changed',
  'claim-decided',
  'claim-added',
  'claim-changed',
  'claim-reopened',
  'party-joined',
  'facts-corrected',
  'stepwise',
  'assigned',
  'recused',
  'escalated',
  'raised',
  'lowered',
  'closed',
  'reopened',
  'linked',
  ...PLAN_EFFECTS,
];
