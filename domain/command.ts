// 操作: what a person asks of a case. Texts never come in here: a command carries references of them (see db/texts).

import type { CivilDate } from './calendar/civil-date.ts';
import type {
  Claim,
  ClaimOutcome,
  Facts,
  Instalment,
  OrgId,
  PartyId,
  PetitionReceipt,
  Posting,
  ReviewResult,
  ServiceMethod,
} from './case.ts';
import type { MatterFacts } from './clearance/routing.ts';
import type {
  ClearanceResult,
  DecisionDocument,
  LinkStanding,
  LoggedVisit,
  MeasureKind,
  PlanContent,
  PlanServiceMethod,
} from './petition/case-plan.ts';
import type { ToldInterruption } from './rulebook/exclusions.ts';

/** What every command may say beside its own payload. */
export interface Asked {
  /** The day it happened, Beijing; today when left out. Never in the future. */
  readonly on?: CivilDate;
  /** The proceeding meant; needed only where several would fit. Of a suit: the award, or the arbitration that is late. */
  readonly proceeding?: number;
  /** The party for whom an officer writes down an oral act (口头申请, 调解仲裁法 第十二条). */
  readonly for?: PartyId;
  /** Reason code or short reference; demanded where the law wants a reason. */
  readonly reason?: string;
  /** Field → salted hash of a text or document kept in the personal tables. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** What was decided or agreed on claims. Claims not named stay as they are. */
export interface Terms {
  readonly claims: readonly { claim: number; result: ClaimOutcome['result']; amountFen: number | null }[];
  /** A sum agreed or awarded over several claims together, fen. */
  readonly lumpFen?: number;
  /** Payments owed; none means that nothing is owed or that it was paid at once (`paid`). */
  readonly instalments?: readonly Pick<Instalment, 'dueOn' | 'amountFen'>[];
  readonly paid?: boolean;
}

export interface NewClaim {
  readonly type: Claim['type'];
  readonly party: PartyId;
  readonly amountFen: number | null;
}

/** How a document was served; its day is the command's own `on`, and its proof the text `proof`. */
export interface Served {
  readonly method?: ServiceMethod;
  /** The addressee agreed to electronic service (民事诉讼法 第九十条). */
  readonly consented?: boolean;
}
/** `posting`: which of the two cases in which a document may be posted on the door. */
export interface ServedOn extends Served {
  readonly party: PartyId;
  readonly posting?: Posting;
}

interface Nothing {
  readonly terms?: never;
}
interface At {
  readonly body?: OrgId;
}

/** Every command with its own payload. */
export interface Payloads {
  // the case itself
  open: {
    readonly parties: readonly PartyId[];
    readonly claims: readonly NewClaim[];
    readonly facts: Facts;
    /** Standing consent to stepwise referral (逐级流转). */
    readonly stepwise: boolean;
    readonly registeredBy: OrgId;
  };
  addClaim: { readonly claim: NewClaim };
  withdrawClaim: { readonly claim: number };
  joinParty: { readonly party: PartyId };
  correctFacts: { readonly facts: Partial<Omit<Facts, 'priorArbitration'>> };
  correctStart: { readonly clock: number; readonly start: CivilDate };
  setStepwise: { readonly consent: boolean };
  assign: { readonly handler: string };
  recuse: { readonly person: string };
  /** `clock`: the duty over which; needed where it belongs to no proceeding and others run. */
  raise: { readonly clock?: number };
  lower: { readonly clock?: number };
  note: Nothing;
  pauseLimitation: { readonly ground: string };
  resumeLimitation: Nothing;
  /** `happenedOn` may lie before the case: a demand or a complaint that was made earlier. */
  interruptLimitation: { readonly cause: ToldInterruption; readonly happenedOn: CivilDate };
  close: Nothing;
  reopen: Nothing;
  // opening a proceeding
  requestNegotiation: Nothing;
  applyForMediation: { readonly body: OrgId };
  applyForArbitration: At;
  applyForArbitrationReview: At;
  applyForConfirmation: At;
  applyForPaymentOrder: At;
  /** `workers`: those whose part of the award goes to court; by default the worker who sues, or all whom the award binds. */
  fileSuit: At & { readonly workers?: readonly PartyId[] };
  applyForSetAside: At;
  applyForEnforcement: At;
  registerPetition: At & {
    readonly matter: string;
    readonly received?: PetitionReceipt;
    /** A first, simple matter that may be handled simply. */
    readonly simple?: boolean;
    /** The petitioner brings facts or reasons that the ended petition did not have. */
    readonly newFacts?: boolean;
  };
  // negotiation and mediation
  consent: Nothing;
  refuse: Nothing;
  agreePeriod: { readonly until: CivilDate };
  agreeLonger: { readonly until: CivilDate };
  /** `simple`: an arbitration is handled simply (简易处理, 办案规则 第五十六条). */
  acceptCase: { readonly simple?: boolean };
  declineCase: Nothing;
  settle: { readonly terms: Terms };
  fail: Nothing;
  withdraw: Nothing;
  leave: Nothing;
  // performance
  confirmPayment: { readonly instalment?: number };
  reportBreach: Nothing;
  // arbitration
  requireCorrection: Nothing;
  submitCorrection: Nothing;
  adviseMediation: Nothing;
  endDeferral: Nothing;
  serveApplication: ServedOn;
  formTribunal: Nothing;
  submitDefence: Nothing;
  serveDefence: Served;
  objectJurisdiction: Nothing;
  counterclaim: Nothing;
  decideCounterclaim: { readonly joined: boolean; readonly claim?: NewClaim };
  changeClaims: { readonly claim: number; readonly amountFen: number | null };
  transferCase: { readonly body: OrgId };
  scheduleHearing: { readonly hearingOn: CivilDate };
  giveHearingNotice: Served;
  requestPostponement: Nothing;
  holdHearing: Nothing;
  delegateMediation: Nothing;
  endDelegation: Nothing;
  convertToOrdinary: Nothing;
  suspend: { readonly ground: string };
  resume: Nothing;
  extend: { readonly clock: number; readonly n: number };
  award: { readonly final: boolean; readonly terms: Terms };
  serveAward: ServedOn;
  applicantAbsent: Nothing;
  respondentAbsent: Nothing;
  publishNotice: { readonly party: PartyId };
  postNotice: { readonly party: PartyId; readonly posting?: Posting };
  attemptService: { readonly party: PartyId; readonly method: ServiceMethod };
  revokeCase: Nothing;
  terminate: Nothing;
  // enforcement of agreements, courts (mirrored)
  grant: Nothing;
  reject: Nothing;
  serveOrder: Served;
  object: Nothing;
  registerSuit: Nothing;
  judge: { readonly terms: Terms };
  serveJudgment: ServedOn;
  appeal: Nothing;
  judgeAppeal: { readonly terms: Terms };
  endEnforcement: Nothing;
  // petition
  sortPetition: { readonly facts: MatterFacts };
  acceptSimply: Nothing;
  forwardPetition: { readonly body: OrgId; readonly how: 'forwarded' | 'assigned' };
  contestJurisdiction: Nothing;
  takeOn: Nothing;
  takeBack: Nothing;
  refuseReturn: Nothing;
  referToSuperior: Nothing;
  decideJurisdiction: { readonly body: OrgId };
  beginHearing: Nothing;
  endHearing: Nothing;
  openCare: Nothing;
  endCare: Nothing;
  routeOut: { readonly route: string };
  giveOpinion: Nothing;
  requestReview: Nothing;
  giveReviewOpinion: { readonly result: ReviewResult };
  requestRecheck: Nothing;
  giveRecheckOpinion: { readonly result: ReviewResult };
  linkCase: { readonly other: string; readonly standing: LinkStanding };
  // one case, one plan; clearance
  draftPlan: { readonly plan: Partial<PlanContent> };
  submitPlan: Nothing;
  approvePlan: Nothing;
  returnPlan: Nothing;
  addMeasure: {
    readonly kind: MeasureKind;
    readonly owner: string;
    readonly unit: OrgId;
    readonly dueOn: CivilDate;
  };
  changeMeasure: { readonly measure: number; readonly owner?: string; readonly dueOn?: CivilDate };
  dropMeasure: { readonly measure: number };
  completeMeasure: { readonly measure: number };
  serveDecision: {
    readonly document: DecisionDocument;
    readonly method: PlanServiceMethod;
    /** The petitioner agreed to electronic service. */
    readonly consented?: boolean;
    /** The petitioner was told how to have it reviewed. */
    readonly remedyTold?: boolean;
  };
  signOff: Nothing;
  clear: { readonly result: ClearanceResult; readonly terms?: Terms };
  recordVisit: { readonly visit: number; readonly holds: boolean };
  /** 接访、下访: `person` received or visited on the command's day; texts `visitPlace` and `visitOutcome`. */
  logVisit: { readonly how: LoggedVisit['how']; readonly person: string };
  reportRelapse: Nothing;
}

export type CommandType = keyof Payloads;
export type Command = { [T in CommandType]: { readonly type: T } & Asked & Payloads[T] }[CommandType];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
