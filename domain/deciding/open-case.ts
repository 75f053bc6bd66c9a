// Intake: the first event of a case. Limitation is shown, never a reason to turn somebody away (第二十七条).

import type { CivilDate } from '../calendar/civil-date.ts';
import { type Actor, apply, type CaseEvent, type Effect, type Facts, sideOf } from '../case.ts';
import type { CommandOf } from '../command.ts';
import { RULEBOOK } from '../rulebook/rulebook.ts';
import { startClock } from './case-clocks.ts';
import { checkClaim, newClaim } from './claims.ts';
import { type Draft, seal, type World } from './draft.ts';
import { keepFollowUp } from './follow-up.ts';
import { startLimitation } from './limitation.ts';
import { offerFirstSteps } from './offers.ts';
import { type Refusal, refuse } from './refusals.ts';
import { regionOf } from './routing.ts';
import { urgencies } from './urgency.ts';

export interface Opening {
  readonly caseId: string;
  readonly commandId: string;
  readonly command: CommandOf<'open'>;
  readonly by: Actor;
}

/** The first event, or why the facts cannot be taken as they are. */
export function openCase(ask: Opening, on: CivilDate, world: World): CaseEvent | Refusal {
  const { command } = ask;
  const refusal = checkFacts(command, on);
  if (refusal) return refusal;
  const opened: Effect = {
    t: 'opened',
    rulebook: RULEBOOK.id,
    calendar: world.calendar.id,
    region: regionOf(command.facts.place.district, world.directory),
    parties: command.parties.map((id) => ({ id, joinedOn: on, leftOn: null })),
    claims: command.claims.map((claim, i) => newClaim(claim, i + 1)),
    facts: command.facts,
    stepwise: command.stepwise,
    registeredBy: command.registeredBy,
    flags: urgencies(command.facts),
  };
  const draft: Draft = { case: apply(null, opened, { case: ask.caseId, on }), world, seq: 1, on, effects: [opened] };
  startLimitation(draft);
  startPriorRight(draft);
  offerFirstSteps(draft);
  keepFollowUp(draft);
  return seal(draft, {
    command: ask.commandId,
    type: 'open',
    by: ask.by,
    at: world.at,
    proceeding: null,
    article: '劳动争议调解仲裁法 第五条',
    onBehalfOf: command.for ?? null,
    ...(command.texts && { texts: command.texts }),
  });
}

const wrong = (zh: string, en: string): Refusal => refuse('facts-wrong', zh, en);

function checkFacts(command: CommandOf<'open'>, on: CivilDate): Refusal | null {
  const sides = new Set(command.parties.map(sideOf));
  if (!sides.has('worker') || !sides.has('employer')) {
    return wrong('请至少填写一名劳动者和一个用人单位。', 'Name at least one worker and one employer.');
  }
  if (new Set(command.parties).size !== command.parties.length)
    return wrong('当事人编号重复。', 'A party is named twice.');
  if (command.claims.length === 0) return wrong('请至少填写一项请求。', 'State at least one claim.');
  for (const claim of command.claims) {
    const refusal = checkClaim(claim, command.parties);
    if (refusal) return refusal;
  }
  return checkCaseFacts(command.facts, on);
}

/** A right to sue that an award made elsewhere already gave (第五十条): it runs from the day the award was served. */
function startPriorRight(draft: Draft): void {
  const prior = draft.case.facts.priorArbitration;
  if (prior?.result === 'award') startClock(draft, 'suit-non-final-award', { proceeding: null, start: prior.servedOn });
}

/** Refuses facts that cannot be: days that lie ahead, a common claim of one worker. */
export function checkCaseFacts(facts: Facts, on: CivilDate): Refusal | null {
  for (const day of [facts.knownOn, facts.employmentEndedOn, facts.priorArbitration?.servedOn ?? null]) {
    if (day && day > on) return wrong(`日期${day}在登记日之后。`, `The day ${day} lies after the day of registration.`);
  }
  if (!Number.isSafeInteger(facts.workers) || facts.workers < 1)
    return wrong('劳动者人数至少为一人。', 'At least one worker is concerned.');
  if (facts.commonClaim && facts.workers < 2)
    return wrong('共同请求须有两名以上劳动者。', 'A common claim needs two workers or more.');
  return null;
}
