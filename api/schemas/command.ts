// What a person may send as a command: one strict schema for each shape of payload. The compiler compares every shape
// with the domain's own, so that a field that is missing, different or too many does not compile.
import { z } from 'zod';
import {
  CLAIM_TYPES,
  INDUSTRIES,
  PETITION_RECEIPTS,
  POSTINGS,
  REVIEW_RESULTS,
  SERVICE_METHODS,
} from '../../domain/case.ts';
import { MATTER_FACTS } from '../../domain/clearance/routing.ts';
import type { Asked, Command, CommandType, Payloads } from '../../domain/command.ts';
import {
  CLEARANCE_RESULTS,
  DOCUMENTS,
  FINDINGS,
  FUND_SOURCES,
  LINK_STANDINGS,
  MEASURE_KINDS,
  RISKS,
  VISIT_WAYS,
} from '../../domain/petition/case-plan.ts';
import { TOLD_INTERRUPTIONS } from '../../domain/rulebook/exclusions.ts';
import { partyDetails } from './party.ts';
import { code, day, fen, ordinal, partyId, text, uuid } from './values.ts';

export const newClaim = z
  .strictObject({ type: z.enum(CLAIM_TYPES), party: partyId, amountFen: fen.nullable() })
  .meta({ id: 'NewClaim' });

export const place = z
  .strictObject({
    enterprise: uuid.nullable(),
    community: uuid.nullable(),
    park: uuid.nullable(),
    town: uuid.nullable(),
    district: uuid,
  })
  .meta({ id: 'Place', description: 'Organisations in whose catchment the enterprise lies' });

export const facts = {
  industry: z.enum(INDUSTRIES),
  workers: z.int().min(1).max(1_000_000),
  commonClaim: z.boolean(),
  migrantWages: z.boolean(),
  wageIou: z.boolean(),
  knownOn: day.nullable(),
  employmentEndedOn: day.nullable(),
};

const terms = z
  .strictObject({
    claims: z
      .array(
        z.strictObject({
          claim: ordinal,
          result: z.enum(['agreed', 'upheld', 'partly-upheld', 'dismissed', 'withdrawn', 'paid-out']),
          amountFen: fen.nullable(),
        }),
      )
      .max(1_000),
    lumpFen: fen.exactOptional(),
    instalments: z
      .array(z.strictObject({ dueOn: day, amountFen: fen.nullable() }))
      .max(240)
      .exactOptional(),
    paid: z.boolean().exactOptional(),
  })
  .meta({ id: 'Terms' });

const nothing = {};
const atBody = { body: uuid.exactOptional() };
const body = { body: uuid };
const ofClaim = { claim: ordinal };
const ofParty = { party: partyId };
const posting = z
  .enum(POSTINGS)
  .exactOptional()
  .meta({ description: 'Of a document posted on the door: why it may be (办案规则 第二十条)' });
const consented = z.boolean().exactOptional().meta({ description: 'The addressee agreed to electronic service' });
const served = {
  method: z
    .enum(SERVICE_METHODS)
    .exactOptional()
    .meta({ description: 'posted and publication: deemed served when their period is over' }),
  consented,
};
const servedOn = { ...ofParty, ...served, posting };
const ground = { ground: code };
const overDuty = {
  clock: ordinal.exactOptional().meta({
    description: 'The duty over which; needed where it belongs to no proceeding and others run',
  }),
};
const until = { until: day };
const result = { terms };
const reviewed = { result: z.enum(REVIEW_RESULTS) };

const fundSources = Object.keys(FUND_SOURCES) as (keyof typeof FUND_SOURCES)[];

type Given = Exclude<CommandType, 'open'>;

/** Command → the shape of its payload. `open` is the intake and has its own schema. */
const SHAPES = {
  addClaim: { claim: newClaim },
  withdrawClaim: ofClaim,
  // A shape of its own: the details of the new party come with it.
  joinParty: { party: partyId },
  correctFacts: {
    facts: z.strictObject({
      industry: facts.industry.exactOptional(),
      workers: facts.workers.exactOptional(),
      commonClaim: facts.commonClaim.exactOptional(),
      migrantWages: facts.migrantWages.exactOptional(),
      wageIou: facts.wageIou.exactOptional(),
      knownOn: facts.knownOn.exactOptional(),
      employmentEndedOn: facts.employmentEndedOn.exactOptional(),
      place: place.exactOptional(),
    }),
  },
  correctStart: { clock: ordinal, start: day },
  setStepwise: { consent: z.boolean() },
  assign: { handler: uuid },
  recuse: { person: uuid },
  raise: overDuty,
  lower: overDuty,
  note: nothing,
  pauseLimitation: ground,
  resumeLimitation: nothing,
  interruptLimitation: { cause: z.enum(TOLD_INTERRUPTIONS), happenedOn: day },
  close: nothing,
  reopen: nothing,
  requestNegotiation: nothing,
  applyForMediation: body,
  applyForArbitration: atBody,
  applyForArbitrationReview: atBody,
  applyForConfirmation: atBody,
  applyForPaymentOrder: atBody,
  fileSuit: { body: uuid.exactOptional(), workers: z.array(partyId).min(1).max(1_000).exactOptional() },
  applyForSetAside: atBody,
  applyForEnforcement: atBody,
  registerPetition: {
    body: uuid.exactOptional(),
    matter: code,
    received: z.enum(PETITION_RECEIPTS).exactOptional(),
    simple: z.boolean().exactOptional(),
    newFacts: z.boolean().exactOptional(),
  },
  sortPetition: {
    facts: z.strictObject({
      kind: z.enum(MATTER_FACTS.kind),
      judicial: z.boolean(),
      arbitrable: z.boolean(),
      partyReview: z.boolean(),
      administrative: z.enum(MATTER_FACTS.administrative),
      enforcement: z.enum(MATTER_FACTS.enforcement),
    }),
  },
  acceptSimply: nothing,
  forwardPetition: { body: uuid, how: z.enum(['forwarded', 'assigned']) },
  contestJurisdiction: nothing,
  takeOn: nothing,
  takeBack: nothing,
  refuseReturn: nothing,
  referToSuperior: nothing,
  decideJurisdiction: body,
  beginHearing: nothing,
  endHearing: nothing,
  openCare: nothing,
  endCare: nothing,
  linkCase: { other: uuid, standing: z.enum(LINK_STANDINGS) },
  draftPlan: {
    plan: z.strictObject({
      finding: z.enum(FINDINGS).exactOptional(),
      hardship: z.boolean().exactOptional(),
      leader: uuid.exactOptional(),
      unit: uuid.exactOptional(),
      officer: uuid.exactOptional(),
      taskForce: z.array(uuid).max(50).exactOptional(),
      funds: z
        .array(z.strictObject({ amountFen: fen.min(1), source: z.enum(fundSources) }))
        .max(20)
        .exactOptional()
        .meta({ description: 'Empty: no money is needed' }),
      risk: z.enum(RISKS).exactOptional(),
      guarantees: z
        .array(z.strictObject({ what: code, by: uuid }))
        .max(20)
        .exactOptional(),
    }),
  },
  submitPlan: nothing,
  approvePlan: nothing,
  returnPlan: nothing,
  addMeasure: { kind: z.enum(MEASURE_KINDS), owner: uuid, unit: uuid, dueOn: day },
  changeMeasure: { measure: ordinal, owner: uuid.exactOptional(), dueOn: day.exactOptional() },
  dropMeasure: { measure: ordinal },
  completeMeasure: { measure: ordinal },
  serveDecision: {
    document: z.enum(DOCUMENTS),
    method: z.enum([...SERVICE_METHODS, 'post']).meta({ description: 'post: the older word for mail' }),
    consented,
    remedyTold: z
      .boolean()
      .exactOptional()
      .meta({ description: 'The petitioner was told how to have it reviewed within 30 days' }),
  },
  signOff: nothing,
  recordVisit: { visit: ordinal, holds: z.boolean() },
  logVisit: {
    how: z.enum(VISIT_WAYS).meta({ description: '接访 · 下访' }),
    person: uuid.meta({ description: 'Who received or visited' }),
  },
  reportRelapse: nothing,
  consent: nothing,
  refuse: nothing,
  agreePeriod: until,
  agreeLonger: until,
  acceptCase: {
    simple: z.boolean().exactOptional().meta({ description: 'Of an arbitration: it is handled simply (简易处理)' }),
  },
  declineCase: nothing,
  settle: result,
  fail: nothing,
  withdraw: nothing,
  leave: nothing,
  confirmPayment: { instalment: ordinal.exactOptional() },
  reportBreach: nothing,
  requireCorrection: nothing,
  submitCorrection: nothing,
  adviseMediation: nothing,
  endDeferral: nothing,
  serveApplication: servedOn,
  formTribunal: nothing,
  submitDefence: nothing,
  serveDefence: served,
  objectJurisdiction: nothing,
  counterclaim: nothing,
  decideCounterclaim: { joined: z.boolean(), claim: newClaim.exactOptional() },
  changeClaims: { claim: ordinal, amountFen: fen.nullable() },
  transferCase: body,
  scheduleHearing: { hearingOn: day },
  giveHearingNotice: served,
  requestPostponement: nothing,
  holdHearing: nothing,
  delegateMediation: nothing,
  endDelegation: nothing,
  convertToOrdinary: nothing,
  suspend: ground,
  resume: nothing,
  extend: { clock: ordinal, n: z.int().min(1).max(3_660) },
  award: { final: z.boolean(), terms },
  serveAward: servedOn,
  applicantAbsent: nothing,
  respondentAbsent: nothing,
  publishNotice: ofParty,
  postNotice: { ...ofParty, posting },
  attemptService: { ...ofParty, method: z.enum(SERVICE_METHODS) },
  revokeCase: nothing,
  terminate: nothing,
  grant: nothing,
  reject: nothing,
  serveOrder: served,
  object: nothing,
  registerSuit: nothing,
  judge: result,
  serveJudgment: servedOn,
  appeal: nothing,
  judgeAppeal: result,
  endEnforcement: nothing,
  routeOut: { route: code },
  giveOpinion: nothing,
  requestReview: nothing,
  giveReviewOpinion: reviewed,
  requestRecheck: nothing,
  giveRecheckOpinion: reviewed,
  clear: { result: z.enum(CLEARANCE_RESULTS), terms: terms.exactOptional() },
} satisfies Record<Given, z.ZodRawShape>;

/** What every command may say beside its payload. Texts come as texts; the record carries references of them. */
const ASKED = {
  on: day.exactOptional().meta({ description: 'The day it happened, Beijing; today when left out' }),
  proceeding: ordinal.exactOptional().meta({
    description: 'The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late',
  }),
  for: partyId.exactOptional().meta({ description: 'The party whose oral act an officer writes down' }),
  reason: code.exactOptional().meta({ description: 'Reason code' }),
};

const TEXTS = {
  reasonText: text(4_000).exactOptional().meta({ description: 'The reason in words, kept with the personal data' }),
  note: text(20_000).exactOptional().meta({ description: 'A note in words, kept with the personal data' }),
  cause: text(20_000).exactOptional().meta({ description: 'Of a plan: how the matter came about' }),
  demand: text(20_000).exactOptional().meta({ description: 'Of a plan: what the petitioner demands' }),
  factsFound: text(20_000).exactOptional().meta({ description: 'Of a plan: what was found out' }),
  policyBasis: text(20_000).exactOptional().meta({ description: 'Of a plan: the policy or its analysis' }),
  disputedPoints: text(20_000).exactOptional().meta({ description: 'Of a plan: what is disputed' }),
  rules: text(4_000).exactOptional().meta({ description: 'Of a plan: the rules that support the claim (finding A)' }),
  reasons: text(20_000).exactOptional().meta({ description: 'Of a plan: why no rule supports the claim (finding B)' }),
  emergencyNote: text(20_000).exactOptional().meta({ description: 'Of a plan with high risk' }),
  batch: text(200).exactOptional().meta({ description: 'Of a plan: the batch in which it was assigned' }),
  authority: text(200)
    .exactOptional()
    .meta({ description: 'Of a review or recheck: the authority, where it is none of this system' }),
  measureText: text(4_000).exactOptional().meta({ description: 'What a measure of the plan is' }),
  proof: text(4_000).exactOptional().meta({
    description:
      'Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it',
  }),
  visitPlace: text(500).exactOptional().meta({ description: 'Of a logged visit: where it was' }),
  visitOutcome: text(8_000).exactOptional().meta({ description: 'Of a logged visit: what came of it' }),
  evidence: text(4_000).exactOptional().meta({ description: 'The proof of a measure' }),
};

// ── the comparison with the domain ──────────────────────────────────────────────────────────────────────────────

/** The same type without `readonly` and without properties that can only be absent. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Element)[]
    ? Plain<Element>[]
    : { -readonly [K in keyof T as [T[K]] extends [undefined] ? never : K]: Plain<T[K]> };
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Parsed<Shape extends z.ZodRawShape> = Plain<z.output<z.ZodObject<Shape>>>;
type Different = {
  [T in Given]: Same<Parsed<(typeof SHAPES)[T]>, Plain<Payloads[T]>> extends true ? never : T;
}[Given];
type Complete = [Different] extends [never]
  ? Same<Parsed<typeof ASKED>, Plain<Omit<Asked, 'texts'>>>
  : { readonly differentFromTheDomain: Different };
const complete: Complete = true;

// ── the schemas ─────────────────────────────────────────────────────────────────────────────────────────────────

/** A command as it is sent: the domain's own, texts instead of references, the details of a party that joins. */
export type GivenCommand = Exclude<Command, { type: 'open' | 'joinParty' }> | GivenJoin;
interface GivenJoin extends Asked {
  readonly type: 'joinParty';
  readonly party: z.output<typeof partyId>;
}
export type GivenTexts = z.output<z.ZodObject<typeof TEXTS>>;
/** The fields of a command that are texts. */
export const TEXT_FIELDS = Object.keys(TEXTS) as readonly (keyof typeof TEXTS)[];
export interface GivenDetails {
  readonly details?: z.output<typeof partyDetails>;
}

/** Commands with the same payload share one schema. */
function schemas() {
  const types = Object.keys(SHAPES).filter((type): type is Given => complete && Object.hasOwn(SHAPES, type));
  const byShape = new Map<z.ZodRawShape, Given[]>();
  for (const type of types) byShape.set(SHAPES[type], [...(byShape.get(SHAPES[type]) ?? []), type]);
  return [...byShape].map(([shape, [first, ...others]]) =>
    z
      .strictObject({
        type: z.enum([first ?? 'note', ...others]),
        ...ASKED,
        ...TEXTS,
        ...shape,
        ...(first === 'joinParty' && { details: partyDetails }),
      })
      .meta({ id: `Command_${first}` }),
  );
}

const [first, ...others] = schemas();
if (!first) throw new Error('no commands');

// Built from a table in which each shape is compared with the domain above; the compiler cannot follow the loop.
export const givenCommand = z
  .discriminatedUnion('type', [first, ...others])
  .meta({ id: 'Command', description: 'What a person asks of a case' }) as unknown as z.ZodType<
  GivenCommand & GivenTexts & GivenDetails
>;

/** The commands that exist, for documents and metrics. */
export const COMMAND_TYPES: readonly string[] = Object.keys(SHAPES);
