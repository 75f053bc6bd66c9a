// What could be asked of a case next: the procedures' own tables walked blindly, with plausible payloads and the office
// that would give the command. Not every step is lawful, and some are meant not to be.

import { addDays, type CivilDate } from '../../domain/calendar/civil-date.ts';
import type { Level, OrgId, PartyId, Place } from '../../domain/case.ts';
import { PETITION_MATTER } from '../../domain/checking/plan-life.ts';
import type { Command, CommandType, Terms } from '../../domain/command.ts';
import { officeRoles, RECORDING, SUPERIORS } from '../../domain/deciding/office.ts';
import type { Who } from '../../domain/procedures/procedure.ts';
import { PROCEDURES, type ProcedureId, stateOf } from '../../domain/procedures/procedures.ts';
import type { StaffRole } from '../../domain/roles.ts';
import { SUSPENSION_GROUNDS } from '../../domain/rulebook/exclusions.ts';
import type { Random } from './random.ts';

/** A case as the API shows it, as far as a walk looks at it. */
export interface Seen {
  readonly id: string;
  readonly seq: number;
  readonly status: 'open' | 'closed';
  readonly registeredBy: OrgId;
  readonly place: Place;
  readonly parties: readonly PartyId[];
  readonly claims: readonly { readonly id: number; readonly status: string }[];
  readonly clocks: readonly number[];
  readonly proceedings: readonly SeenProceeding[];
}

export interface SeenProceeding {
  readonly no: number;
  readonly procedure: ProcedureId;
  readonly level: Level;
  readonly body: OrgId | null;
  readonly applicant: string | null;
  readonly state: string;
  readonly closedOn: string | null;
}

export interface Step {
  readonly command: Command;
  /** Who gives it: the first of these roles that somebody holds there. */
  readonly org: OrgId;
  readonly roles: readonly StaffRole[];
}

/** Commands that end much and are therefore drawn less often. */
const RARE: readonly CommandType[] = [
  'withdraw',
  'leave',
  'terminate',
  'revokeCase',
  'routeOut',
  'withdrawClaim',
  'reopen',
];
const CASE_WIDE: readonly CommandType[] = [
  'note',
  'addClaim',
  'correctFacts',
  'setStepwise',
  'withdrawClaim',
  'close',
  'extend',
];

/** One step that the tables allow in this state, or about the case as a whole; its guards may still refuse it. */
export function nextStep(c: Seen, today: CivilDate, random: Random): Step {
  const moves = c.proceedings
    .filter(({ closedOn }) => closedOn === null)
    .flatMap((p) =>
      Object.entries(stateOf(p.procedure, p.state).on ?? {}).map(([type, move]) => ({
        type: type as CommandType,
        who: random.pick(move.by),
        p,
      })),
    );
  const openings = PROCEDURES.flatMap(({ opening }) =>
    opening ? [{ type: opening.command, who: random.pick(opening.by), p: null }] : [],
  );
  const wide = CASE_WIDE.map((type) => ({ type, who: 'liaison' as const, p: null }));
  const pool = moves.length > 0 && random.chance(0.75) ? moves : random.chance(0.6) ? openings : wide;
  const often = pool.filter(({ type }) => !RARE.includes(type));
  const { type, who, p } = random.pick(often.length > 0 && random.chance(0.9) ? often : pool);
  return stepOf(c, type, who, p, today, random);
}

/** A step without regard to the state of the case. */
export function wildStep(c: Seen, today: CivilDate, random: Random): Step {
  const types = PROCEDURES.flatMap(({ states }) => Object.values(states).flatMap(({ on }) => Object.keys(on ?? {})));
  const p = c.proceedings.length > 0 ? random.pick(c.proceedings) : null;
  const who = random.pick<Who>(['either-party', 'body', 'director', 'liaison', 'respondent']);
  return stepOf(c, random.pick(types) as CommandType, who, p, today, random);
}

function stepOf(
  c: Seen,
  type: CommandType,
  who: Who,
  p: SeenProceeding | null,
  today: CivilDate,
  random: Random,
): Step {
  const party = partyFor(c, who, p, random);
  const asked = {
    ...(p && random.chance(0.8) && { proceeding: p.no }),
    ...(party && { for: party }),
    reason: 'fault-test',
  };
  // The payload is made for exactly this type, which the compiler cannot follow through the union.
  const command = { type, ...asked, ...payload(c, type, p, today, random) } as Command;
  if (party || who === 'liaison' || !p) return { command, org: c.registeredBy, roles: ['registrar', ...RECORDING] };
  if (who === 'superior') return { command, org: c.registeredBy, roles: SUPERIORS };
  const roles = who === 'director' ? (['commission-director'] as const) : officeRoles(p.level);
  return { command, org: p.body ?? c.registeredBy, roles };
}

const OFFICIAL: readonly Who[] = ['body', 'director', 'liaison', 'sender', 'superior'];

function partyFor(c: Seen, who: Who, p: SeenProceeding | null, random: Random): PartyId | null {
  if (OFFICIAL.includes(who)) return null;
  const applicants = p?.applicant?.startsWith('E') ? 'E' : 'W';
  const side = {
    applicant: applicants,
    respondent: applicants === 'W' ? 'E' : 'W',
    'either-party': random.pick(['W', 'E']),
    worker: 'W',
    employer: 'E',
    body: '',
    director: '',
    liaison: '',
    sender: '',
    superior: '',
  }[who];
  return c.parties.find((id) => id.startsWith(side)) ?? null;
}

function payload(c: Seen, type: CommandType, p: SeenProceeding | null, today: CivilDate, random: Random): object {
  const party = random.pick(c.parties);
  const claim = random.pick(c.claims).id;
  switch (type) {
    case 'applyForMediation':
      return { body: random.pick(mediators(c)) };
    case 'registerPetition':
      return { matter: 'wages' };
    case 'settle':
      return { terms: terms(c, 'agreed', today, random) };
    case 'award':
      return { final: random.chance(0.5), terms: terms(c, 'upheld', today, random) };
    case 'judge':
    case 'judgeAppeal':
      return { terms: terms(c, 'partly-upheld', today, random) };
    case 'clear':
      return { result: 'settled', terms: terms(c, 'partly-upheld', today, random) };
    case 'sortPetition':
      return { facts: { ...PETITION_MATTER, arbitrable: random.chance(0.5) } };
    case 'forwardPetition':
      return { body: random.pick(mediators(c)), how: 'forwarded' };
    case 'decideJurisdiction':
      return { body: p?.body ?? c.registeredBy };
    case 'serveDecision':
      return { document: p?.state === 'reviewed' ? 'review-opinion' : 'opinion', method: 'direct' };
    case 'agreePeriod':
    case 'agreeLonger':
      return { until: addDays(today, random.int(3, 25)) };
    case 'scheduleHearing':
      return { hearingOn: addDays(today, random.int(8, 30)) };
    case 'serveApplication':
    case 'serveAward':
    case 'serveJudgment':
    case 'publishNotice':
      return { party };
    case 'postNotice':
      return { party, posting: 'refused' };
    case 'attemptService':
      return { party, method: 'direct' };
    case 'changeClaims':
      return { claim, amountFen: random.int(1, 9_999_999) };
    case 'withdrawClaim':
      return { claim };
    case 'addClaim':
      return { claim: { type: 'overtime-pay', party: 'W1', amountFen: random.int(1, 9_999_999) } };
    case 'decideCounterclaim':
      return { joined: false };
    case 'joinParty':
      return { party: 'E2' };
    case 'transferCase':
      return { body: p?.body ?? c.registeredBy };
    case 'suspend':
      return { ground: random.pick(Object.keys(SUSPENSION_GROUNDS)), proof: '决定书' };
    case 'extend':
      return { clock: random.pick(c.clocks.length > 0 ? c.clocks : [1]), n: random.int(1, 15) };
    case 'correctFacts':
      return { facts: { workers: random.int(1, 9) } };
    case 'setStepwise':
      return { consent: random.chance(0.8), for: 'W1' };
    case 'routeOut':
      return { route: 'arbitration' };
    default:
      return {};
  }
}

function mediators(c: Seen): readonly OrgId[] {
  const { enterprise, community, park, town, district } = c.place;
  return [enterprise, community, park, town, district].filter((org) => org !== null);
}

function terms(c: Seen, result: 'agreed' | 'upheld' | 'partly-upheld', today: CivilDate, random: Random): Terms {
  const open = c.claims.filter(({ status }) => status === 'open');
  const claims = (open.length > 0 ? open : c.claims).map(({ id }) => ({
    claim: id,
    result,
    amountFen: random.int(100, 500_000),
  }));
  if (random.chance(0.3)) return { claims, paid: true };
  const owed = claims.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const first = Math.floor(owed / 2);
  return {
    claims,
    instalments: [
      { dueOn: addDays(today, random.int(2, 12)), amountFen: first },
      { dueOn: addDays(today, random.int(13, 40)), amountFen: owed - first },
    ],
  };
}
