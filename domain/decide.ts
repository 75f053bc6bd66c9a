// decide(case, command, at): events or a refusal. First time's own acts that are due, then the command, so that a
// deadline is kept however late its timer was. Pure: everything it looks at is an argument.

import { beijingDate, type CivilDate } from './calendar/civil-date.ts';
import {
  type Actor,
  type Case,
  type CaseEvent,
  type Clock,
  evolve,
  openProceedings,
  type PartyId,
  type Proceeding,
  proceedingOf,
} from './case.ts';
import type { Command, CommandOf, CommandType } from './command.ts';
import { partInCourt, whoseParts } from './deciding/awards.ts';
import { endClocks, startClock } from './deciding/case-clocks.ts';
import { CASE_COMMANDS } from './deciding/case-commands.ts';
import { bringAbout, type Cause, overtake } from './deciding/consequences.ts';
import { type Draft, draftOf, put, seal, tell, type World } from './deciding/draft.ts';
import { followedUp, keepFollowUp } from './deciding/follow-up.ts';
import { check, type Guarded } from './deciding/guards.ts';
import { actingParty, covers } from './deciding/office.ts';
import { openCase } from './deciding/open-case.ts';
import { particulars } from './deciding/particulars.ts';
import { applies, enterState, openProceeding } from './deciding/proceed.ts';
import { inferredReason } from './deciding/reasons.ts';
import { type Refusal, refuse } from './deciding/refusals.ts';
import { officeOf } from './deciding/routing.ts';
import { SERVICES, sayDatedBack, servableFrom, servedByPeriod } from './deciding/service.ts';
import { aboutOf, isTaken, targetsOf } from './deciding/suits.ts';
import { checkTerms } from './deciding/terms.ts';
import { endedUnder, petitionNotes } from './petition/petition-particulars.ts';
import type { Move, Opening } from './procedures/procedure.ts';
import { type AnyProcedure, PROCEDURES, procedureOf, stateOf } from './procedures/procedures.ts';
import type { ClockId } from './rulebook/rulebook.ts';
import { timeCame } from './time-came.ts';

export type { World } from './deciding/draft.ts';
export type { Refusal, RefusalCode } from './deciding/refusals.ts';

export interface Ask {
  readonly caseId: string;
  /** Unique in the case: the same command again gets the first answer. */
  readonly commandId: string;
  readonly command: Command;
  readonly by: Actor;
}

export interface Decision {
  readonly refusal: Refusal | null;
  /** With a refusal only what time itself brought: the command changed nothing. */
  readonly events: readonly CaseEvent[];
  readonly after: Case | null;
}

/** Decides one command on the case as it stands at `world.at`. */
export function decide(before: Case | null, ask: Ask, world: World): Decision {
  if (!before) return decideOpening(ask, world);
  const passed = timeCame(before, world);
  const draft = draftOf(passed.after, ask.command.on ?? beijingDate(world.at), world);
  const outcome = carryOut(draft, ask);
  if ('code' in outcome) return { refusal: outcome, ...passed };
  const event = seal(draft, {
    command: ask.commandId,
    type: ask.command.type,
    by: ask.by,
    at: world.at,
    onBehalfOf: ask.command.for ?? null,
    reason: ask.command.reason ?? inferredReason(ask.command.type, draft),
    ...(ask.command.texts && { texts: ask.command.texts }),
    ...outcome,
  });
  return { refusal: null, events: [...passed.events, event], after: evolve(passed.after, event) };
}

function decideOpening(ask: Ask, world: World): Decision {
  const nothing = { events: [], after: null };
  if (ask.command.type !== 'open')
    return { refusal: refuse('case-unknown', '没有这个案件。', 'There is no such case.'), ...nothing };
  const on = ask.command.on ?? beijingDate(world.at);
  const early = checkDay(on, null, world);
  if (early) return { refusal: early, ...nothing };
  const opened = openCase({ ...ask, command: ask.command }, on, world);
  if ('code' in opened) return { refusal: opened, ...nothing };
  return { refusal: null, events: [opened], after: evolve(null, opened) };
}

/** What the event will say beside its effects. */
type Carried = Pick<CaseEvent, 'proceeding' | 'article'>;

function carryOut(draft: Draft, ask: Ask): Carried | Refusal {
  const { command } = ask;
  const c = draft.case;
  const obstacle = generalObstacle(c, ask, draft.on, draft.world);
  if (obstacle) return obstacle;
  const opening = openingOf(command.type);
  const carried = opening ? begin(draft, ask, ...opening) : moveOrCase(draft, ask);
  if ('code' in carried) return carried;
  if (!FOLLOWS_NOTHING_UP.includes(command.type)) followedUp(draft);
  keepFollowUp(draft);
  return carried;
}

/** What is only written down: whatever was to be followed up still is. */
const FOLLOWS_NOTHING_UP: readonly CommandType[] = [
  'note',
  'assign',
  'recuse',
  'setStepwise',
  'correctFacts',
  'attemptService',
  'logVisit',
  'raise',
  'lower',
];

/** What stands against any command: the case is closed, the day is impossible, the person may not act. */
export function generalObstacle(
  c: Case,
  ask: Pick<Ask, 'by' | 'command'>,
  on: CivilDate,
  world: World,
): Refusal | null {
  const { type } = ask.command;
  if (type === 'open') return refuse('not-in-this-state', '案件已经登记。', 'The case is registered already.');
  if (c.status === 'closed' && !OF_A_CLOSED_CASE.includes(type)) {
    return refuse(
      'case-closed',
      '案件已结案;如有新事实,请先重启案件。',
      'The case is closed; reopen it first if there are new facts.',
    );
  }
  return checkDay(on, c, world) ?? checkPerson(c, ask);
}

/** A petition is received at any time (信访工作条例 第二十二条): it opens the case again. */
const OF_A_CLOSED_CASE: readonly CommandType[] = ['reopen', 'note', 'registerPetition'];

function checkDay(on: CivilDate, c: Case | null, world: World): Refusal | null {
  const today = beijingDate(world.at);
  if (on > today)
    return refuse('date-in-future', `日期${on}在今天(${today})之后。`, `The day ${on} lies after today (${today}).`);
  if (c && on < c.openedOn) {
    return refuse(
      'date-too-early',
      `日期${on}早于登记日${c.openedOn}。`,
      `The day ${on} lies before the registration on ${c.openedOn}.`,
    );
  }
  return null;
}

function checkPerson(c: Case, { by, command }: Pick<Ask, 'by' | 'command'>): Refusal | null {
  if (by.kind === 'staff' && c.recused.includes(by.person)) {
    return refuse(
      'not-yours',
      '您已回避本案,不能办理。',
      'You have recused yourself from this case.',
      '劳动争议调解仲裁法 第三十三条',
    );
  }
  const party = command.for ?? (by.kind === 'party' ? by.party : null);
  if (party && !c.parties.some((p) => p.id === party)) {
    return refuse('party-unknown', `本案没有当事人${party}。`, `The case has no party ${party}.`);
  }
  return null;
}

// ── opening a proceeding ────────────────────────────────────────────────────────────────────────────────────────

export function openingOf(type: CommandType): [AnyProcedure, Opening] | null {
  const procedure = PROCEDURES.find((p) => p.opening?.command === type);
  return procedure?.opening ? [procedure, procedure.opening] : null;
}

function begin(draft: Draft, ask: Ask, procedure: AnyProcedure, opening: Opening): Carried | Refusal {
  const { command, by } = ask;
  const onBehalfOf = command.for ?? null;
  if (!opening.by.some((who) => covers(who, by, onBehalfOf, null, draft.case))) return notYours(opening.source);
  const refusal = check(opening.guards, guarded(draft, ask, null));
  if (refusal) return refusal;
  if (draft.case.status === 'closed') put(draft, { t: 'reopened', because: 'petition' });
  const party = actingParty(by, onBehalfOf);
  const basis = basisOf(draft, ask, procedure, party);
  if (basis && 'code' in basis) return basis;
  const meant = meantBy(procedure, basis);
  endClocks(
    draft,
    opening.meets,
    undefined,
    'met',
    (k) => meant(k) && (k.party === null || party === null || k.party === party),
  );
  const body = 'body' in command && command.body ? command.body : competentBody(draft, procedure);
  const level =
    opening.level === 'body' ? (draft.world.directory.bodies.get(body ?? '')?.level ?? 'district') : opening.level;
  const applicant = party ?? usualApplicant(draft.case, procedure);
  const ended = command.type === 'registerPetition' ? endedUnder(draft.case, command, applicant) : null;
  const no = openProceeding(draft, procedure, {
    ...(ended !== null && { state: 'care' }),
    level,
    body,
    applicant,
    notes: {
      ...(basis && { basis: basis.no }),
      ...(command.type === 'registerPetition' && petitionNotes(command)),
      ...(procedure.id === 'arbitration' && { collective: draft.case.flags.includes('collective') }),
    },
  });
  if (ended !== null) tell(draft, proceedingOf(draft.case, no), [['petition-final', 'applicant']]);
  bringAbout(draft, opening.brings, { proceeding: no, terms: null });
  overtake(draft, command.type, no);
  return { proceeding: no, article: ended ?? opening.source };
}

function competentBody(draft: Draft, procedure: AnyProcedure): string | null {
  const level = procedure.opening?.level;
  if (level !== 'arbitration' && level !== 'petition' && level !== 'court') return null;
  return officeOf(level, draft.case.facts.place, draft.world.directory);
}

/** Who counts as the applicant when an office opens it by itself: the first party of the side whose right it is. */
function usualApplicant(c: Case, procedure: AnyProcedure): PartyId | null {
  if (procedure.id === 'mediation') return null; // 主动调解: nobody applied, so both sides are asked
  const side = procedure.id === 'set-aside' ? 'E' : 'W';
  return c.parties.find((p) => p.id.startsWith(side))?.id ?? null;
}

/** The proceeding whose result this one performs, reviews or contests. Of an award it may be a part made for it. */
function basisOf(
  draft: Draft,
  ask: Ask,
  procedure: AnyProcedure,
  party: PartyId | null,
): Proceeding | undefined | Refusal {
  const c = draft.case;
  const targets = targetsOf(c, ask.command, party, draft.on).filter((target) => !isTaken(c, procedure.id, target));
  if (targets.length > 1) return sayWhich(targets);
  const [target] = targets;
  if (!target) return BASIS[procedure.id]?.(c);
  if (ask.command.type !== 'fileSuit' || target.procedure !== 'award' || target.closedOn !== null) return target;
  const workers = whoseParts(c, target, party, ask.command.workers);
  if ('code' in workers) return workers;
  const part = partInCourt(draft, target, workers);
  return proceedingOf(draft.case, part);
}

/** Which of the rights that an opening uses are meant: those over its own award or performance, or those of the case. */
function meantBy(procedure: AnyProcedure, basis: Proceeding | undefined): (clock: Clock) => boolean {
  if (!DIRECTED.includes(procedure.id)) return () => true;
  const about = basis?.procedure === 'award' || basis?.procedure === 'performance' ? basis.no : null;
  return (clock) => aboutOf(clock) === about;
}
const DIRECTED: readonly AnyProcedure['id'][] = ['court', 'set-aside', 'enforcement'];

/** The agreement that is being performed: not a decision, which needs no strengthening. */
const agreement = (c: Case): Proceeding | undefined =>
  openProceedings(c).findLast(
    (p) =>
      p.procedure === 'performance' &&
      !p.notes.enforceable &&
      proceedingOf(c, p.notes.basis ?? 0).procedure === 'mediation',
  );
const BASIS: Partial<Readonly<Record<AnyProcedure['id'], (c: Case) => Proceeding | undefined>>> = {
  'arbitration-review': agreement,
  'judicial-confirmation': agreement,
  'payment-order': agreement,
  court: (c) => openProceedings(c).findLast((p) => p.procedure === 'arbitration'),
};

// ── moving one ──────────────────────────────────────────────────────────────────────────────────────────────────

interface Candidate {
  readonly p: Proceeding;
  readonly move: Move;
}

export function candidates(c: Case, type: CommandType, no?: number): readonly Candidate[] {
  return openProceedings(c).flatMap((p) => {
    const move = stateOf(p.procedure, p.state).on?.[type];
    return move && (no === undefined || p.no === no) ? [{ p, move }] : [];
  });
}

function moveOrCase(draft: Draft, ask: Ask): Carried | Refusal {
  const found = candidates(draft.case, ask.command.type, ask.command.proceeding);
  const mine = found.filter(({ p, move }) =>
    move.by.some((who) => covers(who, ask.by, ask.command.for ?? null, p, draft.case)),
  );
  const [first, ...others] = mine;
  // What a proceeding waits for is done there, by its own people: nobody goes round it by a command on the case.
  if (!first && found[0]) return notYours(found[0].move.source);
  if (!first) return caseCommand(draft, ask) ?? notNow(draft.case, ask.command.type);
  if (others.length > 0) return sayWhich(mine.map(({ p }) => p));
  return move(draft, ask, first);
}

function sayWhich(fitting: readonly Proceeding[]): Refusal {
  const numbers = fitting.map((p) => p.no).join('、');
  return refuse(
    'say-which-proceeding',
    `请指明是哪个程序(${numbers})。`,
    `Say which proceeding is meant (${numbers}).`,
  );
}

function caseCommand(draft: Draft, ask: Ask): Carried | Refusal | null {
  const handler = CASE_COMMANDS[ask.command.type];
  if (!handler) return null;
  const asking = { by: ask.by, onBehalfOf: ask.command.for ?? null };
  // The table is keyed by the command's own type, which the compiler cannot follow through the union.
  const { article, may, run } = handler as NonNullable<(typeof CASE_COMMANDS)['note']>;
  const command = ask.command as CommandOf<'note'>;
  if (!may(draft.case, asking, command)) return notYours(article);
  return run(draft, command, asking) ?? { proceeding: null, article };
}

function move(draft: Draft, given: Ask, found: Candidate): Carried | Refusal {
  const { p } = found;
  const ask = { ...given, command: servedByPeriod(given.command, p) };
  const rule = stateOf(p.procedure, p.state).on?.[ask.command.type] ?? found.move;
  const { command } = ask;
  const from = servableFrom(given.command.type, p);
  if (draft.on < from) {
    return refuse(
      'date-too-early',
      `日期${draft.on}早于该程序进入目前阶段之日${from}。`,
      `The day ${draft.on} lies before the proceeding came into its present state on ${from}.`,
    );
  }
  const terms = 'terms' in command && command.terms ? command.terms : null;
  const refusal =
    check(rule.guards, guarded(draft, ask, p)) ??
    (terms && checkTerms(draft.case, p, command.type, terms, draft.on)) ??
    particulars(draft, ask, p);
  if (refusal) return refusal;
  endClocks(
    draft,
    rule.meets,
    p.no,
    'met',
    (k) => k.party === null || k.party === partyOf(ask) || partyOf(ask) === null,
  );
  endClocks(draft, rule.ends, p.no, 'ended');
  for (const id of rule.starts ?? [])
    if (applies(draft.case, proceedingOf(draft.case, p.no), id)) startFor(draft, ask, p, id);
  const cause: Cause = { proceeding: p.no, terms, ...detailsOf(command) };
  if (rule.to !== 'same') enterState(draft, p.no, rule.to);
  bringAbout(draft, consequencesOf(rule, command), cause);
  tell(draft, proceedingOf(draft.case, p.no), rule.tells);
  if (SERVICES.includes(ask.command.type)) sayDatedBack(draft, p.no);
  return { proceeding: p.no, article: rule.source };
}

function detailsOf(command: Command): Pick<Cause, 'instalment' | 'final'> {
  if (command.type === 'award') return { final: command.final };
  return command.type === 'confirmPayment' && command.instalment !== undefined
    ? { instalment: command.instalment }
    : {};
}

/** A counterclaim that is not joined becomes a case of its own. */
const consequencesOf = (rule: Move, command: Command): Move['brings'] =>
  command.type === 'decideCounterclaim' && !command.joined ? [] : rule.brings;

const partyOf = (ask: Ask): PartyId | null => actingParty(ask.by, ask.command.for ?? null);

function startFor(draft: Draft, { command }: Ask, p: Proceeding, rule: ClockId): void {
  const start = command.type === 'scheduleHearing' ? command.hearingOn : draft.on;
  const until = command.type === 'agreePeriod' ? { until: command.until } : {};
  const party = 'party' in command && command.party ? { party: command.party } : {};
  startClock(draft, rule, { proceeding: p.no, start, ...until, ...party });
}

const guarded = (draft: Draft, ask: Ask, p: Proceeding | null): Guarded => ({
  case: draft.case,
  proceeding: p,
  command: ask.command,
  by: ask.by,
  on: draft.on,
  world: draft.world,
});

export const notYours = (article: string): Refusal =>
  refuse(
    'not-yours',
    '依规则,该操作应由其他人员或另一方当事人提出。',
    'By the rules somebody else gives this command.',
    article,
  );

function notNow(c: Case, type: CommandType): Refusal {
  const where = openProceedings(c).map(
    (p) => `${procedureOf(p.procedure).name.zh}·${stateOf(p.procedure, p.state).name.zh}`,
  );
  const whereEn = openProceedings(c).map(
    (p) => `${procedureOf(p.procedure).name.en}: ${stateOf(p.procedure, p.state).name.en}`,
  );
  return refuse(
    'not-in-this-state',
    `当前(${where.join('、') || '没有进行中的程序'})不能办理该操作。`,
    `"${type}" is not possible now (${whereEn.join('; ') || 'no proceeding is running'}).`,
  );
}
