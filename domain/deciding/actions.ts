// 可办事项: what an actor could do now, and why not where he cannot. It asks the same tables and guards as `decide`,
// short of what only the payload of a command can tell.

import { placesOf } from '../attention/supervision.ts';
import { beijingDate } from '../calendar/civil-date.ts';
import { type Actor, type Case, isRunning, type PartyId, type Proceeding, sideOf } from '../case.ts';
import type { Command, CommandOf, CommandType, Payloads } from '../command.ts';
import { COMMAND_NAMES, COMMAND_TYPES } from '../command-names.ts';
import { candidates, decide, generalObstacle, notYours, openingOf, type Refusal, type World } from '../decide.ts';
import type { GuardId, Who } from '../procedures/procedure.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';
import { clockRule } from '../rulebook/rulebook.ts';
import { timeCame } from '../time-came.ts';
import { CASE_COMMANDS, notRunning } from './case-commands.ts';
import { check } from './guards.ts';
import { covers, RECORDING } from './office.ts';
import { hasParticulars } from './particulars.ts';
import { targetsOf } from './suits.ts';

export interface Action {
  readonly command: CommandType;
  /** The proceeding that it would move, or be directed against where that must be said; else null. */
  readonly proceeding: number | null;
  /** The party for whom an officer would write it down; null when the actor acts himself. */
  readonly for: PartyId | null;
  readonly refusal: Refusal | null;
  readonly article: string;
  readonly name: Bilingual;
}

/** Every command that means something at `world.at`, each allowed or refused for this actor. */
export function actionsOf(c: Case, actor: Actor, world: World): readonly Action[] {
  const now = timeCame(c, world).after;
  return COMMAND_TYPES.filter((type) => type !== 'open').flatMap((type) => actionsOfType(now, type, actor, world));
}

interface Asked {
  readonly c: Case;
  readonly type: CommandType;
  readonly actor: Actor;
  readonly world: World;
}

function actionsOfType(c: Case, type: CommandType, actor: Actor, world: World): readonly Action[] {
  const asked = { c, type, actor, world };
  const opening = openingOf(type)?.[1];
  if (opening) return openingsOf(asked).map((target) => action(asked, target, opening));
  const moves = candidates(c, type).map(({ p, move }) => action(asked, p, move));
  if (moves.length > 0 || !CASE_COMMANDS[type]) return moves;
  return LADDER.includes(type) ? rungActions(asked) : [caseAction(asked)];
}

const LADDER: readonly CommandType[] = ['raise', 'lower'];

/** One for each ladder, by the proceeding or by what the case owes beside them. */
function rungActions(asked: Asked): readonly Action[] {
  const { c } = asked;
  const places = placesOf(c);
  if (c.status === 'closed' || places.length < 2) return [caseAction(asked)];
  return places.map(({ proceeding }) => {
    const clock = c.clocks.find((k) => proceeding === null && isRunning(k) && k.proceeding === null);
    return {
      ...caseAction(asked, { ...(proceeding && { proceeding }), ...(clock && { clock: clock.no }) }),
      proceeding,
    };
  });
}

/** What it could be directed against, where that is more than one thing; else nothing needs to be named. */
function openingsOf({ c, type, world }: Asked): readonly (Proceeding | null)[] {
  const targets = targetsOf(c, { type }, null, beijingDate(world.at));
  return targets.length > 1 ? targets : [null];
}

interface Rule {
  readonly by: readonly Who[];
  readonly guards?: readonly GuardId[];
  readonly source: string;
}

/** An officer may act in his office, or write down what the first party of either side asks. */
function action(asked: Asked, p: Proceeding | null, { by, guards, source }: Rule): Action {
  const { c, type, actor } = asked;
  const forWhom = voices(c, actor).find((party) => by.some((who) => covers(who, actor, party, p, c)));
  const refusal = forWhom === undefined ? notYours(source) : obstacle(asked, p, forWhom, guards);
  return {
    command: type,
    proceeding: p?.no ?? null,
    for: forWhom ?? null,
    refusal,
    article: source,
    name: COMMAND_NAMES[type],
  };
}

function voices(c: Case, actor: Actor): readonly (PartyId | null)[] {
  if (actor.kind !== 'staff' || !RECORDING.includes(actor.role)) return [null];
  const parties = c.parties.filter((x) => x.leftOn === null).map((x) => x.id);
  const first = (side: 'worker' | 'employer'): readonly PartyId[] =>
    parties.filter((id) => sideOf(id) === side).slice(0, 1);
  return [null, ...first('worker'), ...first('employer')];
}

/** Everything that the payload cannot change; a command without one that does more than its table says is tried. */
function obstacle(
  asked: Asked,
  p: Proceeding | null,
  forWhom: PartyId | null,
  guards: readonly GuardId[] | undefined,
): Refusal | null {
  const { c, type, actor, world } = asked;
  const command = bare(type, p, forWhom);
  const on = beijingDate(world.at);
  const open = guards?.filter((id) => !OF_PAYLOAD.includes(id));
  const refusal =
    generalObstacle(c, { by: actor, command }, on, world) ??
    check(open, { case: c, proceeding: p, command, by: actor, on, world });
  const more = !needsPayload(type) && (hasParticulars(type) || CASE_COMMANDS[type] !== undefined);
  return refusal ?? (more ? trial(asked, command) : null);
}

/** Guards that look at the payload. */
const OF_PAYLOAD: readonly GuardId[] = ['body-mediates', 'hearing-in-reach', 'authority-named'];

/** A command without its payload, which only what is said above may see. */
const bare = (type: CommandType, p: Proceeding | null, forWhom: PartyId | null): Command =>
  ({ type, reason: '-', ...(p && { proceeding: p.no }), ...(forWhom && { for: forWhom }) }) as Command;

const trial = ({ c, actor, world }: Asked, command: Command): Refusal | null =>
  decide(c, { caseId: c.id, commandId: 'trial', command, by: actor }, world).refusal;

function caseAction(asked: Asked, naming: { readonly proceeding?: number; readonly clock?: number } = {}): Action {
  const { c, type, actor } = asked;
  const { article, may } = CASE_COMMANDS[type] as NonNullable<(typeof CASE_COMMANDS)['note']>;
  const person = actor.kind === 'time' ? '' : actor.person;
  const command = { ...bare(type, null, null), person } as unknown as CommandOf<'note'>;
  const forWhom = voices(c, actor).find((party) => may(c, { by: actor, onBehalfOf: party }, command));
  const refusal = forWhom === undefined ? notYours(article) : caseObstacle(asked, forWhom, naming);
  return { command: type, proceeding: null, for: forWhom ?? null, refusal, article, name: COMMAND_NAMES[type] };
}

/** An extension is possible when one of the periods that run can be extended by this actor. */
function caseObstacle(asked: Asked, forWhom: PartyId | null, naming: object): Refusal | null {
  if (LADDER.includes(asked.type)) return trial(asked, { ...bare(asked.type, null, forWhom), ...naming });
  if (asked.type !== 'extend') return obstacle(asked, null, forWhom, []);
  const clocks = asked.c.clocks.filter((k) => k.state === 'running' && clockRule(k.rule, asked.c.region).extension);
  const refusals = clocks.map((k) => trial(asked, { type: 'extend', clock: k.no, n: 1, reason: '-' }));
  return refusals.includes(null) ? null : (refusals[0] ?? notRunning);
}

type NeedsPayload = { [T in CommandType]: Partial<Payloads[T]> extends Payloads[T] ? never : T }[CommandType];
const needsPayload = (type: CommandType): boolean => Object.hasOwn(NEEDS_PAYLOAD, type);
const NEEDS_PAYLOAD: Readonly<Record<NeedsPayload, true>> = {
  open: true,
  addClaim: true,
  withdrawClaim: true,
  joinParty: true,
  correctFacts: true,
  correctStart: true,
  setStepwise: true,
  assign: true,
  recuse: true,
  pauseLimitation: true,
  interruptLimitation: true,
  applyForMediation: true,
  registerPetition: true,
  agreePeriod: true,
  agreeLonger: true,
  settle: true,
  serveApplication: true,
  decideCounterclaim: true,
  changeClaims: true,
  transferCase: true,
  scheduleHearing: true,
  suspend: true,
  extend: true,
  award: true,
  serveAward: true,
  publishNotice: true,
  postNotice: true,
  attemptService: true,
  judge: true,
  serveJudgment: true,
  judgeAppeal: true,
  sortPetition: true,
  forwardPetition: true,
  decideJurisdiction: true,
  routeOut: true,
  linkCase: true,
  draftPlan: true,
  addMeasure: true,
  changeMeasure: true,
  dropMeasure: true,
  completeMeasure: true,
  serveDecision: true,
  giveReviewOpinion: true,
  giveRecheckOpinion: true,
  clear: true,
  recordVisit: true,
  logVisit: true,
};
