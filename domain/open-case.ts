// Intake: the first event of a case. Limitation is shown, never a reason to turn somebody away (第二十七条).

import type { Actor, Offer } from './case.ts';
import { apply, type Case, type CaseEvent, type Claim, type ClaimType, type Effect, sideOf } from './case.ts';
import { startClock } from './case-clocks.ts';
import { newClaim } from './case-commands.ts';
import type { CivilDate } from './civil-date.ts';
import type { CommandOf } from './command.ts';
import { type Draft, put, seal, type World } from './draft.ts';
import { keepFollowUp } from './follow-up.ts';
import { type Refusal, refuse } from './guards.ts';
import { mediationRoute, officeOf } from './routing.ts';
import { RULEBOOK } from './rulebook/rulebook.ts';

const WAGES: readonly ClaimType[] = ['remuneration', 'overtime-pay'];

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
    region: RULEBOOK.region,
    parties: command.parties.map((id) => ({ id, joinedOn: on, leftOn: null })),
    claims: command.claims.map((claim, i) => newClaim(claim, i + 1)),
    facts: command.facts,
    stepwise: command.stepwise,
    registeredBy: command.registeredBy,
    flags: URGENT.filter((rule) => rule.holds(command)).map((rule) => rule.flag),
  };
  const draft: Draft = { case: apply(null, opened, { case: ask.caseId, on }), world, seq: 1, on, effects: [opened] };
  startLimitation(draft);
  put(draft, { t: 'offered', offers: firstOffers(draft.case, on, world) });
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
  if (command.claims.some((claim) => !command.parties.includes(claim.party))) {
    return wrong('请求所属的当事人不在本案中。', 'A claim belongs to a party that is not in the case.');
  }
  return checkDates(command, on);
}

function checkDates({ facts }: CommandOf<'open'>, on: CivilDate): Refusal | null {
  for (const day of [facts.knownOn, facts.employmentEndedOn, facts.priorArbitration?.servedOn ?? null]) {
    if (day && day > on) return wrong(`日期${day}在登记日之后。`, `The day ${day} lies after the day of registration.`);
  }
  if (facts.commonClaim && facts.workers < 2)
    return wrong('共同请求须有两名以上劳动者。', 'A common claim needs two workers or more.');
  return null;
}

/** What makes a case urgent from the start, with its rule. */
const URGENT: readonly { flag: string; holds: (command: CommandOf<'open'>) => boolean }[] = [
  // 劳动争议调解仲裁法 第七条: ten workers or more with a common claim
  { flag: 'collective', holds: ({ facts }) => facts.workers >= 10 && facts.commonClaim },
  // 保障农民工工资支付条例: policy fast track
  { flag: 'migrant-wages', holds: ({ facts }) => facts.migrantWages },
];

/** One year from knowing, or for wages from the end of employment; while it lasts wage claims have no limit. */
function startLimitation(draft: Draft): void {
  const { facts, claims } = draft.case;
  const isWage = (claim: Claim): boolean => WAGES.includes(claim.type);
  if (facts.employmentEndedOn && claims.some(isWage)) {
    startClock(draft, 'arbitration-limitation-wages', { proceeding: null, start: facts.employmentEndedOn });
  }
  if (facts.knownOn && claims.some((claim) => !isWage(claim))) {
    startClock(draft, 'arbitration-limitation-general', { proceeding: null, start: facts.knownOn });
  }
}

/** Everything that is open on the first day, nearest first. All of it is optional, arbitration too. */
function firstOffers(c: Case, since: CivilDate, world: World): readonly Offer[] {
  const { place } = c.facts;
  const bodies = mediationRoute(place, world.directory).flatMap(({ level, body }) =>
    body ? [{ command: 'applyForMediation' as const, level, body, since }] : [],
  );
  return [
    { command: 'requestNegotiation', level: 'enterprise', body: null, since },
    ...bodies,
    {
      command: 'applyForArbitration',
      level: 'arbitration',
      body: officeOf('arbitration', place, world.directory),
      since,
    },
  ];
}
