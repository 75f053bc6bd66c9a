// What the API answers, as schemas: they type the views and are the answers in the OpenAPI document.
import { z } from 'zod';
import { ORGANISATION_KINDS } from '../../db/schema/organisations.ts';
import { LIGHTS } from '../../domain/attention/light.ts';
import { CLAIM_TYPES, INDUSTRIES, LEVELS, SERVICE_METHODS } from '../../domain/case.ts';
import { LEGAL_IDENTITIES } from '../../domain/deciding/routing.ts';
import { PROCEDURES } from '../../domain/procedures/procedures.ts';
import { STAFF_ROLES, type StaffRole } from '../../domain/roles.ts';
import { facts, place } from './command.ts';
import { bilingual } from './values.ts';

const date = z.string().meta({ format: 'date' });
const instant = z.string().meta({ format: 'date-time' });
const amount = z.int();
const number = z.int();
const party = z.string();
const level = z.enum(LEVELS);
const light = z.enum(LIGHTS);
const roles = Object.keys(STAFF_ROLES).filter((role): role is StaffRole => Object.hasOwn(STAFF_ROLES, role));
const role = z.enum(roles);
const [firstProcedure, ...otherProcedures] = PROCEDURES.map(({ id }) => id);
const procedure = z.enum([firstProcedure ?? 'negotiation', ...otherProcedures]);

export const organisationName = z
  .strictObject({ id: z.uuid(), name: z.string() })
  .meta({ id: 'OrganisationName', description: 'An organisation and what it is called' });

const problemError = z.strictObject({
  at: z.string().meta({ description: 'JSON pointer into the body, or ?name of the query' }),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
});

export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable; what a program goes by' }),
    detail: bilingual,
    article: z.string().exactOptional().meta({ description: 'The article or rule by which the law refuses' }),
    errors: z.array(problemError).exactOptional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

// ── the case ────────────────────────────────────────────────────────────────────────────────────────────────────

export const partyView = z
  .strictObject({
    id: party,
    side: z.enum(['worker', 'employer']),
    joinedOn: date,
    leftOn: date.nullable(),
    mine: z.boolean().meta({ description: 'Whether this is the person who asks' }),
    name: z.string().nullable(),
    idNumber: z.string().nullable().meta({ description: 'Masked' }),
    phone: z.string().nullable().meta({ description: 'Masked' }),
    address: z.string().nullable().meta({ description: 'Masked, but for an employer' }),
    creditCode: z.string().nullable(),
    org: z.uuid().nullable(),
  })
  .meta({ id: 'Party' });

const claimView = z
  .strictObject({
    id: number,
    party,
    type: z.enum(CLAIM_TYPES),
    amountFen: amount.nullable(),
    status: z.enum(['open', 'decided', 'closed']),
    outcome: z
      .strictObject({
        result: z.enum(['agreed', 'upheld', 'partly-upheld', 'dismissed', 'withdrawn', 'paid-out']),
        amountFen: amount.nullable(),
        proceeding: number.nullable(),
        on: date,
      })
      .nullable(),
  })
  .meta({ id: 'Claim' });

const proceedingView = z
  .strictObject({
    no: number,
    procedure,
    name: bilingual,
    level,
    body: organisationName.nullable(),
    applicant: party.nullable(),
    state: z.string(),
    stateName: bilingual,
    waitsFor: z.string().nullable().meta({ description: 'Who must act next' }),
    ending: z.string().nullable(),
    openedOn: date,
    closedOn: date.nullable(),
    consents: z.array(z.strictObject({ party, answer: z.enum(['consented', 'refused']) })),
    notes: z.record(z.string(), z.unknown()).meta({ description: 'Facts with legal consequences' }),
    lumpFen: amount.nullable(),
  })
  .meta({ id: 'Proceeding' });

export const clockView = z
  .strictObject({
    no: number,
    rule: z.string(),
    name: bilingual,
    article: z.string(),
    kind: z.enum(['duty', 'right', 'stage', 'target', 'fact']),
    proceeding: number.nullable(),
    party: party.nullable(),
    instalment: number.nullable(),
    award: number.nullable().meta({ description: 'The award about which a right is that outlives it' }),
    start: date,
    nominal: date.meta({ description: 'End of the count, before rest days are stepped over' }),
    legal: date.meta({ description: 'Last day in time, until its 24:00' }),
    provisional: z.boolean().meta({ description: 'A holiday notice still to come may move it' }),
    state: z.enum(['running', 'suspended', 'overdue', 'met', 'lapsed', 'ended', 'superseded']),
    light: light.nullable(),
    warnings: z.array(date),
    extensions: number,
    pauses: z.array(z.strictObject({ from: date, to: date.nullable(), ground: z.string() })),
    endedOn: date.nullable(),
    lapse: bilingual.meta({ description: 'What follows when it runs out' }),
  })
  .meta({ id: 'Clock' });

const offerView = z
  .strictObject({ command: z.string(), level, body: organisationName.nullable(), since: date })
  .meta({ id: 'Offer', description: 'A lawful next step that waits for a person' });

export const unservedView = z
  .strictObject({
    document: z.string(),
    proceeding: number,
    to: party,
    since: date.meta({ description: 'The day from which on it could have been served' }),
    waits: z.string().nullable().meta({ description: 'The period that begins with its service' }),
    waitsName: bilingual.nullable(),
    consequence: bilingual.meta({ description: 'What does not happen while it is not served' }),
    article: z.string(),
    attempts: z.array(z.strictObject({ method: z.enum(SERVICE_METHODS), on: date, reason: z.string() })),
    deemedOn: date.nullable().meta({ description: 'Posted or published: the day on which it counts as served' }),
  })
  .meta({ id: 'Unserved', description: 'A document that was made and has not reached its addressee' });

export const standingView = z
  .strictObject({
    proceeding: number.nullable().meta({ description: 'Null: what the case owes beside its proceedings' }),
    unit: organisationName.meta({ description: 'The unit in charge, whose superiors stand on the ladder' }),
    rung: number.meta({ description: '0: with the unit' }),
    role: role.nullable().meta({ description: 'Who supervises it there' }),
    byHand: z.boolean().meta({ description: 'Somebody raised it to that rung' }),
    ladder: z.array(role),
    next: z
      .strictObject({ rung: number, role, on: date })
      .nullable()
      .meta({ description: 'The step up that time takes by itself while a duty stays undone' }),
  })
  .meta({ id: 'Standing', description: 'Where something stands on the ladder of its supervisors' });

export const caseView = z
  .strictObject({
    id: z.uuid(),
    caseNo: z.string(),
    seq: number,
    asOf: date.nullable().meta({ description: 'The day as of which it is shown; null: now' }),
    today: date.meta({ description: 'The day it is for this case, legal time' }),
    status: z.enum(['open', 'closed']),
    level: level.nullable(),
    levels: z.array(level),
    light,
    openedOn: date,
    closedOn: date.nullable(),
    closedBecause: z.string().nullable(),
    registeredBy: organisationName,
    handler: z.uuid().nullable(),
    stepwise: z.boolean(),
    flags: z.array(z.string()),
    rulebook: z.string(),
    calendar: z.string(),
    region: z.string(),
    facts: z.strictObject({
      ...facts,
      place,
      priorArbitration: z
        .strictObject({ result: z.enum(['not-accepted', 'no-decision', 'award']), servedOn: date })
        .nullable(),
    }),
    parties: z.array(partyView),
    claims: z.array(claimView),
    proceedings: z.array(proceedingView),
    clocks: z.array(clockView),
    offers: z.array(offerView),
    unserved: z.array(unservedView),
    supervision: z.array(standingView).meta({ description: 'Empty for parties' }),
    next: z
      .strictObject({ at: instant, clock: number, what: z.enum(['warn', 'lapse', 'escalate']) })
      .nullable()
      .meta({ description: 'When a clock next wants attention' }),
  })
  .meta({ id: 'Case' });

export const eventView = z
  .strictObject({
    seq: number,
    type: z.string(),
    at: instant.meta({ description: 'Legal instant at which it took effect' }),
    on: date.meta({ description: 'The day on which it happened' }),
    by: z.strictObject({
      kind: z.enum(['party', 'staff', 'time']),
      person: z.uuid().nullable(),
      party: party.nullable(),
      role: role.nullable(),
      org: organisationName.nullable(),
      clock: number.nullable(),
    }),
    onBehalfOf: party.nullable(),
    proceeding: number.nullable(),
    reason: z.string().nullable().meta({ description: 'Code; where the person gave none, what the act itself says' }),
    reasonName: bilingual.nullable().meta({ description: 'Of a code of the common list' }),
    article: z.string(),
    texts: z.record(z.string(), z.string().nullable()).meta({ description: 'Null: not for your eyes' }),
    effects: z.array(z.record(z.string(), z.unknown())).meta({ description: 'What it changed; empty for parties' }),
  })
  .meta({ id: 'Event' });

export const keptEvent = eventView
  .extend({
    recordedAt: instant.meta({ description: 'Database time of its commit' }),
    lateMs: number.meta({
      description:
        'Legal milliseconds from its instant to its record; more than a moment after an outage, or when told late',
    }),
  })
  .meta({ id: 'KeptEvent' });

export const eventPage = z
  .strictObject({ events: z.array(keptEvent), next: number.nullable() })
  .meta({ id: 'EventPage' });

export const recorded = z
  .strictObject({ case: caseView, events: z.array(eventView) })
  .meta({ id: 'Recorded', description: 'The case after the command, and the events of the decision' });

export const routeView = z
  .strictObject({ level, body: organisationName.nullable(), because: bilingual })
  .meta({ id: 'Route', description: 'The competent mediation body of a level, or why there is none' });

export const opened = z
  .strictObject({
    id: z.uuid(),
    caseNo: z.string(),
    trackingCode: z.string().meta({ description: 'For the worker to follow the case without an account' }),
    case: caseView,
    limitation: z.array(clockView).meta({ description: 'Limitation is shown, never a reason to turn somebody away' }),
    route: z.array(routeView),
    resembling: z
      .array(z.strictObject({ caseNo: z.string(), openedOn: date, status: z.enum(['open', 'closed']) }))
      .meta({ description: 'Earlier cases of the same worker against the same employer; information only' }),
    entry: z
      .strictObject({ recorded: z.boolean(), problem: problem.nullable() })
      .nullable()
      .meta({ description: 'What became of the first command' }),
  })
  .meta({ id: 'Opened' });

export const caseRow = z
  .strictObject({
    id: z.uuid(),
    caseNo: z.string(),
    status: z.enum(['open', 'closed']),
    level: level.nullable(),
    levels: z.array(z.string()),
    procedure: procedure.nullable(),
    state: z.string().nullable(),
    stateName: bilingual.nullable(),
    body: organisationName.nullable(),
    handler: z.uuid().nullable(),
    light,
    provisional: z.boolean(),
    openedOn: date,
    closedOn: date.nullable(),
    dueOn: date.nullable(),
    industry: z.enum(INDUSTRIES),
    workers: number,
    amountFen: amount,
    claimTypes: z.array(z.string()),
    flags: z.array(z.string()),
    updatedAt: instant,
    parties: z.array(z.strictObject({ id: party, name: z.string() })).meta({ description: 'Workers masked' }),
  })
  .meta({ id: 'CaseRow' });

export const casePage = z
  .strictObject({ cases: z.array(caseRow), next: z.string().nullable() })
  .meta({ id: 'CasePage', description: '`next` is the cursor of the next page' });

export const actionView = z
  .strictObject({
    command: z.string(),
    name: bilingual,
    proceeding: number.nullable(),
    for: party.nullable().meta({ description: 'The party for whom an officer would write it down' }),
    allowed: z.boolean(),
    because: bilingual.nullable(),
    code: z.string().nullable(),
    article: z.string().nullable(),
    reasons: z
      .array(z.strictObject({ code: z.string(), name: bilingual }))
      .meta({ description: 'Reason codes that fit, the usual one first; any other is taken too' }),
    capacity: z.strictObject({ kind: z.enum(['party', 'staff']), party: party.nullable(), role: role.nullable() }),
  })
  .meta({ id: 'Action', description: 'A command that this person may give now, or why not' });
export const actionList = z.strictObject({ actions: z.array(actionView) });

export const derivationView = z
  .strictObject({
    clock: clockView,
    derivation: z.record(z.string(), z.unknown()).meta({ description: 'From which anyone can recompute the date' }),
    words: z.strictObject({ zh: z.array(z.string()), en: z.array(z.string()) }),
    verified: z.boolean().meta({ description: 'A second reckoning, which shares no code with the first, agrees' }),
    contradictions: z.array(z.string()),
    verifiedText: z.string().meta({ description: 'How well the source was read' }),
    suspended: z.boolean(),
  })
  .meta({ id: 'ClockExplained' });

export const forecastView = z
  .strictObject({
    acts: z.array(
      z.strictObject({
        at: instant,
        on: date,
        realAt: instant.meta({ description: 'When that is by the clock on the wall; differs in drills only' }),
        what: z.string(),
        clock: number,
        rule: z.string(),
        name: bilingual,
        proceeding: number.nullable(),
        moves: z.array(z.strictObject({ proceeding: number, to: z.string() })),
        offers: z.array(offerView),
        article: z.string(),
      }),
    ),
  })
  .meta({ id: 'Forecast', description: 'The next automatic acts if nobody acts' });

export const unmaskedView = z
  .strictObject({
    parties: z.array(
      z.strictObject({
        id: party,
        name: z.string(),
        idNumber: z.string().nullable(),
        phone: z.string().nullable(),
        address: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Unmasked' });

// ── around the case ─────────────────────────────────────────────────────────────────────────────────────────────

export const taskView = z
  .strictObject({
    caseId: z.uuid(),
    caseNo: z.string(),
    light,
    key: z.string(),
    what: z.enum(['act', 'owe', 'choose', 'close']),
    proceeding: number.nullable(),
    procedure: procedure.nullable(),
    state: z.string().nullable(),
    stateName: bilingual.nullable(),
    clock: number.nullable(),
    rule: z.string().nullable(),
    ruleName: bilingual.nullable(),
    org: organisationName.nullable(),
    role: role.nullable(),
    party: party.nullable(),
    person: z.uuid().nullable(),
    dueOn: date.nullable(),
    rung: number.meta({ description: 'Rung of the supervisors’ ladder that was told' }),
    supervisor: z.uuid().nullable(),
    unserved: z.array(unservedView).meta({ description: 'What this proceeding waits to have served' }),
  })
  .meta({ id: 'Task' });
export const taskPage = z
  .strictObject({ tasks: z.array(taskView), next: z.string().nullable() })
  .meta({ id: 'TaskPage' });

export const progressView = z
  .strictObject({
    caseNo: z.string(),
    status: z.enum(['open', 'closed']),
    openedOn: date,
    closedOn: date.nullable(),
    stage: bilingual,
    body: z.string().nullable(),
    steps: z.array(z.strictObject({ on: date, what: bilingual, level })),
    periods: z.array(z.strictObject({ name: bilingual, legal: date, article: z.string(), light: light.nullable() })),
    options: z.array(z.strictObject({ what: bilingual, level, body: z.string().nullable() })),
  })
  .meta({ id: 'Progress', description: 'What a worker may know without signing in; names nobody' });

export const organisationView = z
  .strictObject({
    id: z.uuid(),
    parent: z.uuid().nullable(),
    kind: z.enum(ORGANISATION_KINDS),
    level,
    name: z.string(),
    identity: z.enum(LEGAL_IDENTITIES).nullable(),
    active: z.boolean(),
    region: z.string().meta({ description: 'ISO 3166-2: the province it names; CN: none, so that of the next above' }),
  })
  .meta({ id: 'Organisation' });
export const regionView = z.strictObject({ id: z.uuid(), region: z.string() }).meta({ id: 'RegionOf' });
export const organisationList = z.strictObject({
  organisations: z.array(organisationView),
  next: z.string().nullable(),
});
export const placeView = z
  .strictObject({ place, route: z.array(routeView) })
  .meta({ id: 'PlaceOf', description: 'Where an enterprise stands and who is competent for it' });

export const sessionView = z
  .strictObject({
    id: z.uuid(),
    person: z.strictObject({
      id: z.uuid(),
      username: z.string(),
      name: z.string(),
      offices: z.array(z.strictObject({ role, roleName: bilingual, org: organisationName })),
    }),
  })
  .meta({ id: 'Session' });
export const signedInView = z
  .strictObject({
    session: sessionView,
    token: z.string().meta({ description: 'For programs: Authorization: Bearer' }),
  })
  .meta({ id: 'SignedIn' });
export const sessionList = z.strictObject({
  sessions: z.array(
    z.strictObject({
      id: z.uuid(),
      createdAt: instant,
      seenAt: instant,
      agent: z.string().nullable(),
      current: z.boolean(),
    }),
  ),
});

export const timelineView = z
  .strictObject({
    id: number,
    legalNow: instant.meta({ description: 'Legal time at the moment of answering' }),
    cases: number.exactOptional().meta({ description: 'Cases whose timers were moved' }),
  })
  .meta({ id: 'Timeline' });

export const healthView = z
  .strictObject({
    status: z.enum(['ok', 'failed']),
    checks: z.record(z.string(), z.strictObject({ ok: z.boolean(), detail: z.string().nullable() })),
  })
  .meta({ id: 'Health' });
