// 一案一策: the plan of a petition case, its measures, and what its clearance (销号) rests on. Part of the case: built by
// effects, its texts are references. What is missing before it can be approved or cleared is said here.

import type { CivilDate } from '../calendar/civil-date.ts';
import type { OrgId, ServiceMethod } from '../case.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';

/** 有政策规定的执行到位 (甲类) · 无政策支持的宣传解释到位 (乙类). Conduct is no class of case (domain reference §4.1). */
export const FINDINGS = ['carry-out', 'explain'] as const;
export const RISKS = ['low', 'medium', 'high'] as const;
export const MEASURE_KINDS = ['execute', 'explain', 'assist', 'guide', 'mediate', 'hearing', 'other'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** A duty that somebody takes over by name. */
export interface Guarantee {
  readonly id: string;
  readonly name: Bilingual;
}
/** 五包, the usual five. Wording and number differ by place: a district has a list of its own (petition-settings.ts). */
export const GUARANTEES: readonly Guarantee[] = [
  { id: 'investigate', name: { zh: '包调查', en: 'investigate' } },
  { id: 'coordinate', name: { zh: '包协调', en: 'coordinate and talk' } },
  { id: 'resolve', name: { zh: '包处理', en: 'resolve' } },
  { id: 'carry-through', name: { zh: '包落实', en: 'carry through' } },
  { id: 'revisit', name: { zh: '包回访', en: 'visit again' } },
];

/** 资金来源. */
export const FUND_SOURCES = {
  employer: { zh: '用人单位', en: 'the employer' },
  'wage-deposit': { zh: '农民工工资保证金', en: 'wage guarantee deposit' },
  'emergency-fund': { zh: '欠薪应急周转金', en: 'emergency fund for wage arrears' },
  'judicial-relief': { zh: '司法救助', en: 'judicial relief' },
  'social-assistance': { zh: '社会救助', en: 'social assistance' },
  finance: { zh: '财政资金', en: 'public finance' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Bilingual>;
export interface Fund {
  /** Whole fen, greater than 0. */
  readonly amountFen: number;
  readonly source: keyof typeof FUND_SOURCES;
}

/** How a case was cleared. */
export const CLEARANCE_RESULTS = ['performed', 'settled', 'explained', 'levels-ended', 'routed', 'withdrawn'] as const;
export type ClearanceResult = (typeof CLEARANCE_RESULTS)[number];

/** What is served before a case may be cleared. */
export const DOCUMENTS = ['opinion', 'review-opinion', 'recheck-opinion', 'route-notice', 'settlement'] as const;
export type DecisionDocument = (typeof DOCUMENTS)[number];
const OPINIONS: readonly DecisionDocument[] = ['opinion', 'review-opinion', 'recheck-opinion'];
/** How it was served; `post` is the older word for `mail`. */
export type PlanServiceMethod = ServiceMethod | 'post';

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
  /** Empty: no money is needed. */
  readonly funds: readonly Fund[];
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

/** 接访 · 下访. */
export const VISIT_WAYS = ['received', 'visited'] as const;
/** One talk with the petitioner outside the papers. Where it was and what came of it are references. */
export interface LoggedVisit {
  readonly no: number;
  readonly how: (typeof VISIT_WAYS)[number];
  /** Who received or visited. */
  readonly person: string;
  readonly on: CivilDate;
  readonly place: string;
  readonly outcome: string;
}

export interface SignOff {
  readonly by: string;
  readonly on: CivilDate;
}

/** 送达: a deciding document reached the petitioner. */
export interface Service {
  readonly document: DecisionDocument;
  readonly on: CivilDate;
  /** He was told how to have it reviewed within 30 days (第三十五条、第三十六条). */
  readonly remedyTold: boolean;
}

export interface CasePlan {
  /** 0 until somebody drafts it; every revision of an approved plan is the next version. */
  readonly version: number;
  readonly status: 'draft' | 'submitted' | 'approved';
  readonly content: Partial<PlanContent>;
  /** 成因、诉求、政策依据 and more: field → reference. */
  readonly texts: Readonly<Record<string, string>>;
  readonly measures: readonly Measure[];
  /** Who last wrote in it. */
  readonly draftedBy: string | null;
  readonly submittedBy: string | null;
  readonly approved: SignOff | null;
  /** The guarantees that were demanded when it was approved. */
  readonly checklist: { readonly version: number; readonly guarantees: readonly Guarantee[] } | null;
  readonly served: readonly Service[];
  /** The day on which the plan last became another one; who signed before, signed something else. */
  readonly changedOn: CivilDate | null;
  readonly checked: SignOff | null;
  readonly cleared: (SignOff & { readonly result: ClearanceResult }) | null;
  /** Return visits of this clearance. */
  readonly visits: readonly { readonly visit: number; readonly on: CivilDate }[];
  readonly relapsedOn: CivilDate | null;
  readonly relapses: number;
  /** 接访、下访 in the order in which they were written down; absent: none was. */
  readonly visitLog?: readonly LoggedVisit[];
}

export const BLANK_PLAN: CasePlan = {
  version: 0,
  status: 'draft',
  content: {},
  texts: {},
  measures: [],
  draftedBy: null,
  submittedBy: null,
  approved: null,
  checklist: null,
  served: [],
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
        Pick<
          CasePlan,
          | 'version'
          | 'status'
          | 'content'
          | 'texts'
          | 'draftedBy'
          | 'submittedBy'
          | 'approved'
          | 'checklist'
          | 'checked'
        >
      >;
    }
  | { readonly t: 'measure-set'; readonly measure: Measure }
  | {
      readonly t: 'decision-served';
      readonly document: DecisionDocument;
      readonly method: PlanServiceMethod;
      readonly remedyTold?: boolean;
    }
  | { readonly t: 'signed-off'; readonly by: string }
  | { readonly t: 'cleared'; readonly by: string; readonly result: ClearanceResult }
  | { readonly t: 'visited'; readonly visit: number; readonly holds: boolean }
  | { readonly t: 'visit-logged'; readonly visit: LoggedVisit }
  | { readonly t: 'relapsed'; readonly because: string };

/** The plan after one effect; everything but the effect stays. */
export function planAfter(plan: CasePlan, effect: PlanEffect, on: CivilDate): CasePlan {
  switch (effect.t) {
    case 'planned':
      return { ...plan, ...effect.set };
    case 'measure-set':
      return withMeasure(plan, effect.measure, on);
    case 'decision-served':
      return { ...plan, served: [...plan.served, serviceOf(effect, on)] };
    case 'signed-off':
      return { ...plan, checked: { by: effect.by, on } };
    case 'cleared':
      return { ...plan, cleared: { by: effect.by, on, result: effect.result }, visits: [] };
    case 'visited':
      return effect.holds ? { ...plan, visits: [...plan.visits, { visit: effect.visit, on }] } : plan;
    case 'visit-logged':
      return { ...plan, visitLog: [...(plan.visitLog ?? []), effect.visit] };
    case 'relapsed':
      return relapsed(plan, on);
  }
}

const serviceOf = (
  { document, remedyTold = false }: PlanEffect & { t: 'decision-served' },
  on: CivilDate,
): Service => ({
  document,
  on,
  remedyTold,
});

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

/** What is written in a plan, each a text of the case. */
export const PLAN_TEXTS = {
  cause: { zh: '成因', en: 'cause' },
  demand: { zh: '诉求', en: 'demand' },
  factsFound: { zh: '查明的事实', en: 'facts found' },
  policyBasis: { zh: '政策依据', en: 'policy basis' },
  disputedPoints: { zh: '争议焦点', en: 'disputed points' },
  rules: { zh: '支持诉求的依据条款', en: 'the rules that support the claim' },
  reasons: { zh: '不支持的理由', en: 'the reasons why no rule supports it' },
  emergencyNote: { zh: '高风险事项的应急预案', en: 'the emergency note that a high risk needs' },
  batch: { zh: '交办批次', en: 'batch' },
} as const satisfies Record<string, Bilingual>;
type PlanText = keyof typeof PLAN_TEXTS;

const CONTENT: readonly (readonly [keyof PlanContent, Bilingual])[] = [
  ['finding', { zh: '甲、乙类认定', en: 'finding' }],
  ['hardship', { zh: '是否生活困难', en: 'hardship' }],
  ['leader', { zh: '包案领导', en: 'responsible leader' }],
  ['unit', { zh: '责任单位', en: 'responsible unit' }],
  ['officer', { zh: '责任人', en: 'responsible person' }],
  ['taskForce', { zh: '专班', en: 'task force' }],
  ['funds', { zh: '资金及来源(不需要的写明无)', en: 'funds and their source, or that none are needed' }],
  ['risk', { zh: '风险等级', en: 'risk' }],
];

/** Everything that is missing before the plan may be approved on that day; nothing when it is complete. */
export function missingInPlan(
  plan: CasePlan,
  on: CivilDate,
  guarantees: readonly Guarantee[] = GUARANTEES,
): readonly Bilingual[] {
  const planned = plan.measures.filter((m) => m.status !== 'dropped');
  return [
    ...missingInContent(plan, guarantees),
    ...missingMeasures(plan, planned),
    ...planned
      .filter((m) => m.text === null)
      .map((m) => ({ zh: `第${m.no}项措施的内容`, en: `what measure ${m.no} is` })),
    ...planned
      .filter((m) => m.status === 'open' && m.dueOn < on)
      .map((m) => ({ zh: `第${m.no}项措施的期限已过`, en: `a day that lies ahead for measure ${m.no}` })),
  ];
}

/** What is missing beside the measures. */
export function missingInContent({ content, texts }: CasePlan, guarantees: readonly Guarantee[]): readonly Bilingual[] {
  const taken = ({ id }: Guarantee): boolean => content.guarantees?.some((g) => g.what === id && g.by !== '') ?? false;
  const written: readonly PlanText[] = [
    'cause',
    'demand',
    'policyBasis',
    ...(content.finding === 'carry-out' ? (['rules'] as const) : []),
    ...(content.finding === 'explain' ? (['reasons'] as const) : []),
    ...(content.risk === 'high' ? (['emergencyNote'] as const) : []),
  ];
  return [
    ...written.flatMap((field) => (texts[field] ? [] : [PLAN_TEXTS[field]])),
    ...CONTENT.flatMap(([field, name]) => (isGiven(field, content[field]) ? [] : [name])),
    ...guarantees.flatMap((one) => (taken(one) ? [] : [one.name])),
  ];
}

/** No funds is a statement; an empty task force is none. */
const isGiven = (field: keyof PlanContent, value: unknown): boolean =>
  value !== undefined && (field === 'funds' || !(Array.isArray(value) && value.length === 0));

/** Each class demands its own kind of measure (features P2). */
function missingMeasures({ content }: CasePlan, measures: readonly Measure[]): readonly Bilingual[] {
  const lacks = (kinds: readonly MeasureKind[]): boolean => !measures.some((m) => kinds.includes(m.kind));
  return [
    ...(measures.length > 0 ? [] : [{ zh: '至少一项措施', en: 'at least one measure' }]),
    ...(content.finding === 'carry-out' && lacks(CARRYING_OUT)
      ? [{ zh: '执行、调解或者导入的措施', en: 'a measure that carries the policy out' }]
      : []),
    ...(content.finding === 'explain' && lacks(['explain'])
      ? [{ zh: '宣传解释的措施', en: 'a measure that explains' }]
      : []),
    ...(content.hardship && lacks(['assist']) ? [{ zh: '帮扶救助的措施', en: 'a measure of assistance' }] : []),
  ];
}
const CARRYING_OUT: readonly MeasureKind[] = ['execute', 'mediate', 'guide', 'hearing'];

/**
 * Everything that is missing before somebody may put his name to it that all is done and proved. A promise to petition
 * no more is never asked for.
 */
export function missingForClearance(plan: CasePlan | undefined): readonly Bilingual[] {
  const measures = plan?.measures ?? [];
  return [
    ...(plan?.status === 'approved' ? [] : [{ zh: '经批准的化解方案', en: 'an approved plan' }]),
    ...(plan && deciding(plan) ? [] : [missingService(plan)]),
    ...missingMeasures(
      plan ?? BLANK_PLAN,
      measures.filter((m) => m.status !== 'dropped'),
    ),
    ...measures
      .filter((m) => m.status === 'open')
      .map((m) => ({ zh: `第${m.no}项措施的证明`, en: `proof of measure ${m.no}` })),
  ];
}

/** The service on which a clearance rests: what is explained is explained by an opinion that tells of its review. */
function deciding({ content, served }: CasePlan): Service | undefined {
  if (content.finding !== 'explain') return served[0];
  return served.find(({ document, remedyTold }) =>
    document === 'recheck-opinion' ? true : OPINIONS.includes(document) && remedyTold,
  );
}

const missingService = (plan: CasePlan | undefined): Bilingual =>
  plan?.content.finding === 'explain' && plan.served.length > 0
    ? { zh: '告知复查途径的意见书的送达', en: 'service of an opinion that tells of its review' }
    : { zh: '处理文书的送达', en: 'service of the decision' };

/** The day from which on a signature vouches for all of it; null while something is missing. */
export function readyOn(plan: CasePlan): CivilDate | null {
  if (missingForClearance(plan).length > 0) return null;
  const days = [deciding(plan)?.on, plan.changedOn, plan.approved?.on, ...plan.measures.map((m) => m.settledOn)];
  return days.reduce<CivilDate | null>((last, day) => (day && (!last || day > last) ? day : last), null);
}

export const PLAN_EFFECTS: readonly PlanEffect['t'][] = [
  'planned',
  'measure-set',
  'decision-served',
  'signed-off',
  'cleared',
  'visited',
  'visit-logged',
  'relapsed',
];
export const isPlanEffect = (effect: { readonly t: string }): effect is PlanEffect =>
  PLAN_EFFECTS.some((t) => t === effect.t);
