// 一案一策: the plan of one petition case. It cannot be approved while anything lacks, nor by its author; a changed plan is
// a new version and is approved anew. What people wrote stays in the personal tables; here are references only.
import type { CivilDate } from '../civil-date.ts';
import { STAFF_ROLES, type StaffRole } from '../roles.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';

/** SHA-256 of salt and text, 64 hexadecimal digits: what people wrote is never here. */
export type TextRef = string & { readonly __brand: 'TextRef' };
export const isTextRef = (text: unknown): text is TextRef => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);

/** @throws RangeError for anything but 64 hexadecimal digits in lower case */
export function textRef(text: string): TextRef {
  if (!isTextRef(text)) throw new RangeError('a text is referred to by 64 hexadecimal digits');
  return text;
}

/** An officer's account, never his name. */
export type PersonRef = string;

/** What the case was found to be (信访工作条例 第三十二条). Conduct is not a finding: conduct.ts. */
export type Finding =
  /** 有政策: carried out. The rules that support the claim. */
  | { readonly class: 'A'; readonly rules: readonly TextRef[] }
  /** 无政策: explained, with reasons and the way to 复查. */
  | { readonly class: 'B'; readonly reasons: TextRef };

export const RISK_LEVELS = {
  low: { zh: '低', en: 'low' },
  medium: { zh: '中', en: 'medium' },
  high: { zh: '高', en: 'high' },
} as const satisfies Record<string, Bilingual>;
export type RiskLevel = keyof typeof RISK_LEVELS;

export const FUND_SOURCES = {
  employer: { zh: '用人单位', en: 'the employer' },
  'wage-deposit': { zh: '农民工工资保证金', en: 'wage guarantee deposit' },
  'emergency-fund': { zh: '欠薪应急周转金', en: 'emergency fund for wage arrears' },
  'judicial-relief': { zh: '司法救助', en: 'judicial relief' },
  'social-assistance': { zh: '社会救助', en: 'social assistance' },
  finance: { zh: '财政资金', en: 'public finance' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Bilingual>;
export type FundSource = keyof typeof FUND_SOURCES;

export interface Fund {
  /** Whole fen, greater than 0. */
  readonly amountFen: number;
  readonly source: FundSource;
}

/** A duty that somebody takes over by name. Wording and number differ from place to place, so they are data. */
export interface Guarantee {
  readonly id: string;
  readonly name: Bilingual;
}
/** 五包, the usual five; to be replaced by the bureau's own list. */
export const FIVE_GUARANTEES: readonly Guarantee[] = [
  { id: 'investigate', name: { zh: '包调查', en: 'the facts are found' } },
  { id: 'persuade', name: { zh: '包思想疏导', en: 'the petitioner is heard and advised' } },
  { id: 'resolve', name: { zh: '包化解', en: 'the matter is resolved' } },
  { id: 'carry-out', name: { zh: '包落实', en: 'what was decided is carried out' } },
  { id: 'return', name: { zh: '包回访', en: 'the return visits are made' } },
];

export const MEASURE_STATUSES = ['planned', 'under-way', 'reported', 'proved', 'dropped'] as const;
export type MeasureStatus = (typeof MEASURE_STATUSES)[number];

export interface Measure {
  /** Unique in the plan, also over its versions. */
  readonly id: string;
  readonly what: TextRef;
  readonly owner: PersonRef;
  /** Last day in time, Beijing. */
  readonly dueOn: CivilDate;
  readonly evidence: readonly TextRef[];
  readonly status: MeasureStatus;
}

/** null: not stated yet. Empty funds and an empty task force are statements: no money, nobody else is needed. */
export interface PlanContent {
  readonly cause: TextRef | null;
  readonly demand: TextRef | null;
  readonly policyBasis: readonly TextRef[];
  readonly finding: Finding | null;
  /** 生活困难: assistance is owed beside A or B (第三十七条第二款). */
  readonly hardship: boolean | null;
  /** 包案领导. */
  readonly leader: PersonRef | null;
  readonly unit: string | null;
  readonly person: PersonRef | null;
  readonly taskForce: readonly PersonRef[] | null;
  readonly measures: readonly Measure[];
  readonly funds: readonly Fund[] | null;
  readonly risk: RiskLevel | null;
  /** Demanded where the risk is high. */
  readonly emergencyNote: TextRef | null;
  /** Guarantee → who gives it. */
  readonly guarantees: Readonly<Record<string, PersonRef>>;
}

export interface Plan extends PlanContent {
  readonly caseId: string;
  /** 1 for the first. */
  readonly version: number;
  readonly author: PersonRef;
  readonly approval: Approval | null;
}

export interface Approval {
  readonly by: PersonRef;
  readonly role: StaffRole;
  readonly on: CivilDate;
}

/** Who may approve a plan: leaders (第十八条第二款: 领导包案). */
export const LEADERS: readonly StaffRole[] = ['authority-head', 'deputy-director', 'division-head'];

/** The changed plan, or why it stays as it is. */
export type PlanResult =
  | { readonly plan: Plan; readonly refusal: null }
  | { readonly plan: null; readonly refusal: Bilingual };
const changed = (plan: Plan): PlanResult => ({ plan, refusal: null });
const refused = (zh: string, en: string): PlanResult => ({ plan: null, refusal: { zh, en } });

const EMPTY: PlanContent = {
  cause: null,
  demand: null,
  policyBasis: [],
  finding: null,
  hardship: null,
  leader: null,
  unit: null,
  person: null,
  taskForce: null,
  measures: [],
  funds: null,
  risk: null,
  emergencyNote: null,
  guarantees: {},
};

export const draftPlan = (caseId: string, author: PersonRef, content: Partial<PlanContent> = {}): Plan => ({
  ...EMPTY,
  ...content,
  caseId,
  version: 1,
  author,
  approval: null,
});

/**
 * The next version with these changes, to be approved anew. How far a measure has come is not the author's to write:
 * known measures keep their status and evidence, new ones begin, and one that was begun cannot vanish, only be dropped.
 */
export function amendPlan(plan: Plan, author: PersonRef, changes: Partial<PlanContent>): PlanResult {
  const asked = changes.measures ?? plan.measures;
  const gone = plan.measures.find((m) => m.status !== 'planned' && !asked.some((x) => x.id === m.id));
  if (gone)
    return refused(`措施${gone.id}已经开始，只能终止，不能删除。`, `Measure ${gone.id} was begun: drop it instead.`);
  const measures = asked.map((m): Measure => {
    const known = plan.measures.find((x) => x.id === m.id);
    return { ...m, status: known?.status ?? 'planned', evidence: known?.evidence ?? [] };
  });
  return changed({ ...plan, ...changes, measures, author, version: plan.version + 1, approval: null });
}

const lacks = (is: boolean, zh: string, en: string): readonly Bilingual[] => (is ? [{ zh, en }] : []);
const blank = (text: string | null): boolean => text === null || text.trim() === '';
const stated = (text: TextRef | null): boolean => isTextRef(text);

/** Everything that the plan still lacks before it may be approved; empty: complete. */
export function missingOf(plan: Plan, guarantees: readonly Guarantee[] = FIVE_GUARANTEES): readonly Bilingual[] {
  return [
    ...lacks(!stated(plan.cause), '缺信访事由。', 'The cause is missing.'),
    ...lacks(!stated(plan.demand), '缺信访人诉求。', 'What the petitioner demands is missing.'),
    ...lacks(!allRefs(plan.policyBasis), '缺政策依据或依据分析。', 'The policy basis or its analysis is missing.'),
    ...missingOfFinding(plan.finding),
    ...lacks(plan.hardship === null, '未说明是否生活困难。', 'Whether the petitioner is in hardship is not stated.'),
    ...lacks(blank(plan.leader), '缺包案领导。', 'The responsible leader is missing.'),
    ...lacks(blank(plan.unit), '缺责任单位。', 'The responsible unit is missing.'),
    ...lacks(blank(plan.person), '缺责任人。', 'The responsible person is missing.'),
    ...lacks(plan.taskForce === null, '未说明专班成员。', 'The task force is not stated.'),
    ...missingOfMeasures(plan.measures),
    ...missingOfFunds(plan.funds),
    ...lacks(plan.risk === null, '未评估风险等级。', 'The risk level is missing.'),
    ...lacks(
      plan.risk === 'high' && !stated(plan.emergencyNote),
      '高风险事项缺应急预案。',
      'A high risk needs an emergency note.',
    ),
    ...guarantees.flatMap(({ id, name }) =>
      lacks(blank(plan.guarantees[id] ?? null), `“${name.zh}”未落实到人。`, `Nobody is named for: ${name.en}.`),
    ),
  ];
}

const allRefs = (refs: readonly TextRef[]): boolean => refs.length > 0 && refs.every(isTextRef);

function missingOfFinding(finding: Finding | null): readonly Bilingual[] {
  if (finding === null) return lacks(true, '未认定有无政策依据。', 'Whether a policy supports the claim is not found.');
  if (finding.class === 'A')
    return lacks(
      !allRefs(finding.rules),
      '认定有政策依据的，应写明依据条款。',
      'Finding A names the rules it rests on.',
    );
  return lacks(!stated(finding.reasons), '认定无政策依据的，应写明理由。', 'Finding B gives its reasons.');
}

function missingOfMeasures(measures: readonly Measure[]): readonly Bilingual[] {
  const ids = measures.map((m) => m.id);
  return [
    ...lacks(!measures.some((m) => m.status !== 'dropped'), '缺化解措施。', 'There is no measure.'),
    ...lacks(new Set(ids).size !== ids.length, '措施编号重复。', 'Two measures have the same number.'),
    ...measures.flatMap((m) => [
      ...lacks(!stated(m.what), `措施${m.id}缺内容。`, `Measure ${m.id} does not say what is to be done.`),
      ...lacks(blank(m.owner), `措施${m.id}缺责任人。`, `Measure ${m.id} has no owner.`),
      ...lacks(blank(m.dueOn), `措施${m.id}缺完成时限。`, `Measure ${m.id} has no due date.`),
    ]),
  ];
}

function missingOfFunds(funds: readonly Fund[] | null): readonly Bilingual[] {
  if (funds === null) return lacks(true, '未说明所需资金及来源。', 'The funds and their source are not stated.');
  const wrong = funds.some((f) => !Number.isSafeInteger(f.amountFen) || f.amountFen <= 0);
  return lacks(wrong, '资金金额应为大于零的整数（分）。', 'Funds are whole fen, greater than 0.');
}

/** A leader who did not write this version approves it, if nothing lacks. */
export function approvePlan(plan: Plan, approval: Approval, guarantees?: readonly Guarantee[]): PlanResult {
  const missing = missingOf(plan, guarantees);
  if (plan.approval) return refused('该版本已经批准。', 'This version is approved already.');
  if (blank(approval.by)) return refused('应写明批准人。', 'An approval names who approves.');
  if (!LEADERS.includes(approval.role)) {
    const zh = LEADERS.map((r) => STAFF_ROLES[r].zh).join('、');
    return refused(`方案应由${zh}批准。`, 'A plan is approved by a leader.');
  }
  if (approval.by === plan.author) return refused('起草人不得批准自己的方案。', 'Nobody approves what he wrote.');
  if (missing.length > 0)
    return refused(
      `方案不完整：${missing.map((m) => m.zh).join('')}`,
      `The plan is incomplete. ${missing.map((m) => m.en).join(' ')}`,
    );
  return changed({ ...plan, approval });
}

/** What is done about one measure, and by whom. */
export type MeasureMove =
  | { readonly move: 'begin' | 'send-back' | 'confirm' | 'drop'; readonly by: PersonRef; readonly reason?: TextRef }
  | { readonly move: 'report'; readonly by: PersonRef; readonly evidence: readonly TextRef[] };

/** From where each move leads where. `proved` and `dropped` are ends: what relapses gets a new measure. */
export const MEASURE_MOVES = {
  begin: { from: ['planned'], to: 'under-way' },
  report: { from: ['planned', 'under-way'], to: 'reported' },
  confirm: { from: ['reported'], to: 'proved' },
  'send-back': { from: ['reported'], to: 'under-way' },
  drop: { from: ['planned', 'under-way', 'reported'], to: 'dropped' },
} as const satisfies Record<MeasureMove['move'], { from: readonly MeasureStatus[]; to: MeasureStatus }>;

/** One step of one measure of an approved plan. A report brings evidence; who reported does not confirm. */
export function moveMeasure(plan: Plan, id: string, move: MeasureMove): PlanResult {
  const measure = plan.measures.find((m) => m.id === id);
  const { from, to } = MEASURE_MOVES[move.move];
  if (!measure) return refused(`没有措施${id}。`, `There is no measure ${id}.`);
  if (!plan.approval) return refused('方案尚未批准，不能实施。', 'The plan is not approved yet.');
  if (!(from as readonly MeasureStatus[]).includes(measure.status))
    return refused(`措施${id}当前状态不能这样办理。`, `Measure ${id} is not in a state for this.`);
  const wrong = wrongMove(measure, move);
  if (wrong) return { plan: null, refusal: wrong };
  const evidence = move.move === 'report' ? [...new Set([...measure.evidence, ...move.evidence])] : measure.evidence;
  const moved: Measure = { ...measure, status: to, evidence };
  return changed({ ...plan, measures: plan.measures.map((m) => (m.id === id ? moved : m)) });
}

function wrongMove(measure: Measure, move: MeasureMove): Bilingual | null {
  if (move.move === 'report')
    return allRefs(move.evidence) ? null : { zh: '报告完成应附证明材料。', en: 'A report brings its evidence.' };
  if (move.move === 'confirm' && move.by === measure.owner)
    return { zh: '措施责任人不得自行核验。', en: 'The owner of a measure does not confirm it himself.' };
  if (move.move === 'send-back' || move.move === 'drop')
    return isTextRef(move.reason) ? null : { zh: '应写明理由。', en: 'A reason is needed.' };
  return null;
}

/** Measures neither reported nor ended after their last day. */
export const lateMeasures = (plan: Plan, on: CivilDate): readonly Measure[] =>
  plan.measures.filter((m) => m.dueOn < on && (m.status === 'planned' || m.status === 'under-way'));

/** What is known beside the plan when a case is to be counted as cleared. null: not done. */
export interface ClearanceFacts {
  /** 处理意见 or another deciding document served on the petitioner. */
  readonly decisionServedOn: CivilDate | null;
  /** 宣传解释: who explained, when, and the record of how. Needed for B. */
  readonly explained: { readonly by: PersonRef; readonly on: CivilDate; readonly record: TextRef } | null;
  /** That the petitioner was told of 复查 within 30 days (第三十五条). Needed for B. */
  readonly remedyToldOn: CivilDate | null;
  /** 帮扶救助 given or referred, with its record. Needed where there is hardship. */
  readonly assistance: TextRef | null;
  readonly signOffs: readonly { readonly by: PersonRef; readonly on: CivilDate }[];
}

/**
 * What still lacks before the case may count as cleared; empty: nothing. A promise not to petition again is never asked
 * for. Return visits come after: balance.ts.
 */
export function mayClear(plan: Plan, facts: ClearanceFacts): readonly Bilingual[] {
  const open = plan.measures.filter((m) => m.status !== 'dropped');
  return [
    ...lacks(plan.approval === null, '方案现行版本未经批准。', 'The current version of the plan is not approved.'),
    ...lacks(facts.decisionServedOn === null, '处理意见尚未送达。', 'The decision is not served.'),
    ...lacks(open.length === 0, '没有已落实的措施。', 'No measure was carried out.'),
    ...open.flatMap((m) => [
      ...lacks(m.status !== 'proved', `措施${m.id}尚未核验。`, `Measure ${m.id} is not confirmed.`),
      ...lacks(!allRefs(m.evidence), `措施${m.id}缺证明材料。`, `Measure ${m.id} has no evidence.`),
    ]),
    ...missingOfDisposition(plan, facts),
    ...lacks(signersOf(facts) < 2, '须由两名不同人员验收签字。', 'Two different people have to sign.'),
  ];
}

/** Each lawful disposition has its own proof (第二十七条、第三十二条、第三十七条). */
function missingOfDisposition({ finding, hardship }: Plan, facts: ClearanceFacts): readonly Bilingual[] {
  const explained = facts.explained !== null && !blank(facts.explained.by) && isTextRef(facts.explained.record);
  const b = finding?.class === 'B';
  return [
    ...lacks(finding === null, '未认定有无政策依据。', 'Whether a policy supports the claim is not found.'),
    ...lacks(b && !explained, '缺宣传解释记录。', 'There is no record that it was explained.'),
    ...lacks(b && facts.remedyToldOn === null, '未告知复查途径。', 'The petitioner was not told of the review.'),
    ...lacks(hardship === null, '未说明是否生活困难。', 'Whether the petitioner is in hardship is not stated.'),
    ...lacks(hardship === true && !stated(facts.assistance), '缺帮扶救助记录。', 'There is no record of assistance.'),
  ];
}

const signersOf = ({ signOffs }: ClearanceFacts): number =>
  new Set(signOffs.map((s) => s.by.trim()).filter((by) => by !== '')).size;
