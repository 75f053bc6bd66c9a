// 一案一策: the plan of a petition case, its measures, and what its clearance (销号) rests on. Part of the case: built by
// effects, its texts are references. What is missing before it can be approved or cleared is said here.
import type { OrgId } from './case.ts';
import type { CivilDate } from './civil-date.ts';
import type { Bilingual } from './rulebook/clock-rule.ts';

/** 有政策规定的执行到位 (甲类) · 无政策支持的宣传解释到位 (乙类). Conduct is no class of case (domain reference §4.1). */
export const FINDINGS = ['carry-out', 'explain'] as const;
export const RISKS = ['low', 'medium', 'high'] as const;
export const MEASURE_KINDS = ['execute', 'explain', 'assist', 'guide', 'mediate', 'hearing', 'other'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** 五包; its wording differs by place, so it is a table. Each is taken over by a named person. */
export const GUARANTEES: Readonly<Record<string, Bilingual>> = {
  investigate: { zh: '包调查', en: 'investigate' },
  coordinate: { zh: '包协调', en: 'coordinate and talk' },
  resolve: { zh: '包处理', en: 'resolve' },
  'carry-through': { zh: '包落实', en: 'carry through' },
  revisit: { zh: '包回访', en: 'visit again' },
};

/** How a case was cleared. */
export const CLEARANCE_RESULTS = ['performed', 'settled', 'explained', 'levels-ended', 'routed', 'withdrawn'] as const;
export type ClearanceResult = (typeof CLEARANCE_RESULTS)[number];

/** What is served before a case may be cleared. */
export const DOCUMENTS = ['opinion', 'review-opinion', 'recheck-opinion', 'route-notice', 'settlement'] as const;
export type DecisionDocument = (typeof DOCUMENTS)[number];
export const SERVICE_METHODS = ['direct', 'left', 'post', 'electronic', 'publication'] as const;
export type ServiceMethod = (typeof SERVICE_METHODS)[number];

export interface PlanContent {
  readonly finding: (typeof FINDINGS)[number];
  /** 生活困难的帮扶救助到位: may come to either class. */
  readonly hardship: boolean;
  /** 包案领导. */
  readonly leader: string;
  readonly unit: OrgId;
  readonly officer: string;
  /** 专班. */
  readonly taskForce: readonly string[];
  /** Fen; 0: none are needed. */
  readonly fundsFen: number;
  readonly risk: (typeof RISKS)[number];
  readonly guarantees: readonly { readonly what: string; readonly by: string }[];
}

export interface Measure {
  readonly no: number;
  readonly kind: MeasureKind;
  readonly owner: string;
  readonly unit: OrgId;
  readonly dueOn: CivilDate;
  readonly status: 'open' | 'done' | 'dropped';
  /** References of what is to be done, and of the proof that it was. */
  readonly text: string | null;
  readonly evidence: string | null;
  readonly settledOn: CivilDate | null;
}

export interface SignOff {
  readonly by: string;
  readonly on: CivilDate;
}

export interface CasePlan {
  /** 0 until somebody drafts it; every revision of an approved plan is the next version. */
  readonly version: number;
  readonly status: 'draft' | 'submitted' | 'approved';
  readonly content: Partial<PlanContent>;
  /** 成因、诉求、政策依据 and more: field → reference. */
  readonly texts: Readonly<Record<string, string>>;
  readonly measures: readonly Measure[];
  readonly submittedBy: string | null;
  readonly approved: SignOff | null;
  readonly decision: { readonly document: DecisionDocument; readonly on: CivilDate } | null;
  /** The day on which the plan last became another one; who signed before, signed something else. */
  readonly changedOn: CivilDate | null;
  readonly checked: SignOff | null;
  readonly cleared: (SignOff & { readonly result: ClearanceResult }) | null;
  /** Return visits of this clearance. */
  readonly visits: readonly { readonly visit: number; readonly on: CivilDate }[];
  readonly relapsedOn: CivilDate | null;
  readonly relapses: number;
}

export const BLANK_PLAN: CasePlan = {
  version: 0,
  status: 'draft',
  content: {},
  texts: {},
  measures: [],
  submittedBy: null,
  approved: null,
  decision: null,
  changedOn: null,
  checked: null,
  cleared: null,
  visits: [],
  relapsedOn: null,
  relapses: 0,
};

/** 关联案件: another case of the same person, employer and claim, as it stood when it was linked. */
export interface Link {
  readonly case: string;
  readonly standing: LinkStanding;
  readonly on: CivilDate;
}
export const LINK_STANDINGS = ['being-handled', 'levels-ended', 'over'] as const;
export type LinkStanding = (typeof LINK_STANDINGS)[number];

/** How a plan changes; each is an effect of an event. */
export type PlanEffect =
  | {
      readonly t: 'planned';
      readonly set: Partial<
        Pick<CasePlan, 'version' | 'status' | 'content' | 'texts' | 'submittedBy' | 'approved' | 'checked'>
      >;
    }
  | { readonly t: 'measure-set'; readonly measure: Measure }
  | { readonly t: 'decision-served'; readonly document: DecisionDocument; readonly method: ServiceMethod }
  | { readonly t: 'signed-off'; readonly by: string }
  | { readonly t: 'cleared'; readonly by: string; readonly result: ClearanceResult }
  | { readonly t: 'visited'; readonly visit: number; readonly holds: boolean }
  | { readonly t: 'relapsed'; readonly because: string };

/** The plan after one effect; everything but the effect stays. */
export function planAfter(plan: CasePlan, effect: PlanEffect, on: CivilDate): CasePlan {
  switch (effect.t) {
    case 'planned':
      return { ...plan, ...effect.set };
    case 'measure-set':
      return withMeasure(plan, effect.measure, on);
    case 'decision-served':
      return { ...plan, decision: plan.decision ?? { document: effect.document, on } };
    case 'signed-off':
      return { ...plan, checked: { by: effect.by, on } };
    case 'cleared':
      return { ...plan, cleared: { by: effect.by, on, result: effect.result }, visits: [] };
    case 'visited':
      return effect.holds ? { ...plan, visits: [...plan.visits, { visit: effect.visit, on }] } : plan;
    case 'relapsed':
      return relapsed(plan, on);
  }
}

/** A measure added, dropped or given another day makes another plan; its proof does not. */
function withMeasure(plan: CasePlan, measure: Measure, on: CivilDate): CasePlan {
  const others = plan.measures.filter((m) => m.no !== measure.no);
  const measures = [...others, measure].sort((a, b) => a.no - b.no);
  return { ...plan, measures, checked: null, changedOn: measure.status === 'done' ? plan.changedOn : on };
}

/** What did not hold is proved, signed and visited anew. */
function relapsed(plan: CasePlan, on: CivilDate): CasePlan {
  const measures = plan.measures.map(
    (m): Measure => (m.status === 'done' ? { ...m, status: 'open', evidence: null, settledOn: null } : m),
  );
  return { ...plan, measures, checked: null, cleared: null, visits: [], relapsedOn: on, relapses: plan.relapses + 1 };
}

const TEXTS: readonly (readonly [string, Bilingual])[] = [
  ['cause', { zh: '成因', en: 'cause' }],
  ['demand', { zh: '诉求', en: 'demand' }],
  ['policyBasis', { zh: '政策依据', en: 'policy basis' }],
];
const CONTENT: readonly (readonly [keyof PlanContent, Bilingual])[] = [
  ['finding', { zh: '甲、乙类认定', en: 'finding' }],
  ['hardship', { zh: '是否生活困难', en: 'hardship' }],
  ['leader', { zh: '包案领导', en: 'responsible leader' }],
  ['unit', { zh: '责任单位', en: 'responsible unit' }],
  ['officer', { zh: '责任人', en: 'responsible person' }],
  ['taskForce', { zh: '专班', en: 'task force' }],
  ['fundsFen', { zh: '资金', en: 'funds' }],
  ['risk', { zh: '风险等级', en: 'risk' }],
];

/** Everything that is missing before the plan may be approved on that day; nothing when it is complete. */
export function missingInPlan(plan: CasePlan, on: CivilDate): readonly Bilingual[] {
  const { content, texts } = plan;
  const taken = (what: string): boolean => content.guarantees?.some((g) => g.what === what && g.by !== '') ?? false;
  const late = plan.measures.filter((m) => m.status === 'open' && m.dueOn < on);
  return [
    ...TEXTS.flatMap(([field, name]) => (texts[field] ? [] : [name])),
    ...CONTENT.flatMap(([field, name]) => (isGiven(content[field]) ? [] : [name])),
    ...Object.entries(GUARANTEES).flatMap(([what, name]) => (taken(what) ? [] : [name])),
    ...missingMeasures(plan),
    ...late.map((m) => ({ zh: `第${m.no}项措施的期限已过`, en: `a day that lies ahead for measure ${m.no}` })),
  ];
}

const isGiven = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);

/** Each class demands its own kind of measure (features P2). */
function missingMeasures({ content, measures }: CasePlan): readonly Bilingual[] {
  const planned = (...kinds: readonly MeasureKind[]): boolean =>
    measures.some((m) => m.status !== 'dropped' && kinds.includes(m.kind));
  return [
    ...(measures.some((m) => m.status !== 'dropped') ? [] : [{ zh: '至少一项措施', en: 'at least one measure' }]),
    ...(content.finding === 'carry-out' && !planned('execute', 'mediate', 'guide', 'hearing')
      ? [{ zh: '执行、调解或者导入的措施', en: 'a measure that carries the policy out' }]
      : []),
    ...(content.finding === 'explain' && !planned('explain')
      ? [{ zh: '宣传解释的措施', en: 'a measure that explains' }]
      : []),
    ...(content.hardship && !planned('assist') ? [{ zh: '帮扶救助的措施', en: 'a measure of assistance' }] : []),
  ];
}

/** Everything that is missing before somebody may put his name to it that all is done and proved. */
export function missingForClearance(plan: CasePlan | undefined): readonly Bilingual[] {
  const open = plan?.measures.filter((m) => m.status === 'open') ?? [];
  return [
    ...(plan?.status === 'approved' ? [] : [{ zh: '经批准的化解方案', en: 'an approved plan' }]),
    ...(plan?.measures.some((m) => m.status !== 'dropped') ? [] : [{ zh: '至少一项措施', en: 'at least one measure' }]),
    ...(plan?.decision ? [] : [{ zh: '处理文书的送达', en: 'service of the decision' }]),
    ...open.map((m) => ({ zh: `第${m.no}项措施的证明`, en: `proof of measure ${m.no}` })),
  ];
}

/** The day from which on a signature vouches for all of it; null while something is missing. */
export function readyOn(plan: CasePlan): CivilDate | null {
  if (missingForClearance(plan).length > 0) return null;
  const days = [plan.decision?.on, plan.changedOn, plan.approved?.on, ...plan.measures.map((m) => m.settledOn)];
  return days.reduce<CivilDate | null>((last, day) => (day && (!last || day > last) ? day : last), null);
}

export const isPlanEffect = (effect: { readonly t: string }): effect is PlanEffect => PLAN_EFFECTS.has(effect.t);
const PLAN_EFFECTS: ReadonlySet<string> = new Set<PlanEffect['t']>([
  'planned',
  'measure-set',
  'decision-served',
  'signed-off',
  'cleared',
  'visited',
  'relapsed',
]);
