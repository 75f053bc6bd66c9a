// A plan with anything missing is not approved, nobody approves or confirms his own, and nothing clears without proof.
import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import {
  amendPlan,
  approvePlan,
  type ClearanceFacts,
  draftPlan,
  FIVE_GUARANTEES,
  lateMeasures,
  MEASURE_MOVES,
  MEASURE_STATUSES,
  type Measure,
  type MeasureMove,
  mayClear,
  missingOf,
  moveMeasure,
  type Plan,
  type PlanContent,
  type PlanResult,
  textRef,
} from './plan.ts';

const ref = (n: number) => textRef(n.toString(16).padStart(64, '0'));
const pay: Measure = {
  id: 'pay',
  what: ref(1),
  owner: 'officer-1',
  dueOn: civilDate('2026-04-01'),
  evidence: [],
  status: 'planned',
};
const content: PlanContent = {
  cause: ref(2),
  demand: ref(3),
  policyBasis: [ref(4)],
  finding: { class: 'A', rules: [ref(4)] },
  hardship: false,
  leader: 'leader-1',
  unit: 'bureau',
  person: 'officer-1',
  taskForce: [],
  measures: [pay],
  funds: [{ amountFen: 1_200_000, source: 'employer' }],
  risk: 'low',
  emergencyNote: null,
  guarantees: Object.fromEntries(FIVE_GUARANTEES.map((g) => [g.id, 'officer-1'])),
};
const complete = draftPlan('case-1', 'officer-1', content);
const approval = { by: 'leader-1', role: 'deputy-director', on: civilDate('2026-03-02') } as const;
const must = (result: PlanResult): Plan => {
  if (!result.plan) throw new Error(result.refusal.en);
  return result.plan;
};
const approved = must(approvePlan(complete, approval));
const zh = (list: readonly { zh: string }[]): string => list.map((m) => m.zh).join('');

describe('a plan', () => {
  it('is complete with everything, and lists each thing that lacks', () => {
    expect(missingOf(complete)).toEqual([]);
    expect(missingOf(draftPlan('case-1', 'officer-1')).length).toBeGreaterThanOrEqual(16);
  });

  it.each<[string, Partial<PlanContent>]>([
    ['事由', { cause: null }],
    ['诉求', { demand: null }],
    ['政策依据', { policyBasis: [] }],
    ['有无政策', { finding: null }],
    ['依据条款', { finding: { class: 'A', rules: [] } }],
    ['生活困难', { hardship: null }],
    ['包案领导', { leader: ' ' }],
    ['责任单位', { unit: null }],
    ['责任人', { person: null }],
    ['专班', { taskForce: null }],
    ['缺化解措施', { measures: [] }],
    ['缺化解措施', { measures: [{ ...pay, status: 'dropped' }] }],
    ['编号重复', { measures: [pay, pay] }],
    ['措施pay缺责任人', { measures: [{ ...pay, owner: '' }] }],
    ['资金及来源', { funds: null }],
    ['资金金额', { funds: [{ amountFen: 0.5, source: 'finance' }] }],
    ['风险等级', { risk: null }],
    ['应急预案', { risk: 'high' }],
    ['包回访', { guarantees: { ...content.guarantees, return: '' } }],
  ])('without %s is not approved, and the refusal says so', (word, without) => {
    const plan = { ...complete, ...without };
    expect(missingOf(plan)).toHaveLength(1);
    expect(zh(missingOf(plan))).toContain(word);
    expect(approvePlan(plan, approval).refusal?.zh).toContain(word);
  });

  it('takes references for texts, never the texts', () => {
    expect(() => textRef('拖欠工资')).toThrow(RangeError);
    const smuggled = JSON.parse(JSON.stringify({ ...complete, cause: '拖欠工资' })) as Plan;
    expect(zh(missingOf(smuggled))).toContain('事由');
  });

  it('follows the list of guarantees of the place', () => {
    const four = [{ id: 'visit', name: { zh: '包接访下访', en: 'visits' } }];
    expect(zh(missingOf(complete, four))).toContain('包接访下访');
    expect(missingOf({ ...complete, guarantees: { visit: 'x' } }, four)).toEqual([]);
  });

  it('is approved by a named leader who did not write it, once', () => {
    expect(approved.approval).toEqual(approval);
    expect(approvePlan(complete, { ...approval, by: 'officer-1' }).refusal?.zh).toContain('起草人');
    expect(approvePlan(complete, { ...approval, by: '' }).refusal).not.toBeNull();
    expect(approvePlan(complete, { ...approval, role: 'petition-officer' }).refusal).not.toBeNull();
    expect(approvePlan(approved, approval).refusal).not.toBeNull();
  });

  it('changed is a new version, approved anew; what was done stays done', () => {
    const begun = must(moveMeasure(approved, 'pay', { move: 'report', by: 'officer-1', evidence: [ref(9)] }));
    const forged: Measure = { ...pay, id: 'insure', status: 'proved', evidence: [ref(8)] };
    const next = must(amendPlan(begun, 'officer-2', { measures: [pay, forged], risk: 'medium' }));
    expect(next).toMatchObject({ version: 2, author: 'officer-2', approval: null, risk: 'medium' });
    expect(next.measures.map((m) => m.status)).toEqual(['reported', 'planned']);
    expect(next.measures[0]?.evidence).toEqual([ref(9)]);
    expect(amendPlan(begun, 'officer-2', { measures: [forged] }).refusal?.zh).toContain('终止');
    expect(approved.version).toBe(1);
  });
});

describe('a measure', () => {
  const report: MeasureMove = { move: 'report', by: 'officer-1', evidence: [ref(9)] };

  it('is reported with evidence and confirmed by another', () => {
    expect(moveMeasure(complete, 'pay', report).refusal?.zh).toContain('批准');
    expect(moveMeasure(approved, 'pay', { ...report, evidence: [] }).refusal?.zh).toContain('证明');
    expect(moveMeasure(approved, 'none', report).refusal).not.toBeNull();
    const reported = must(moveMeasure(approved, 'pay', report));
    expect(moveMeasure(reported, 'pay', { move: 'confirm', by: 'officer-1' }).refusal?.zh).toContain('自行');
    const proved = must(moveMeasure(reported, 'pay', { move: 'confirm', by: 'checker' }));
    expect(proved.measures[0]).toMatchObject({ status: 'proved', evidence: [ref(9)] });
    expect(moveMeasure(reported, 'pay', { move: 'send-back', by: 'checker' }).refusal?.zh).toContain('理由');
    const back = must(moveMeasure(reported, 'pay', { move: 'send-back', by: 'checker', reason: ref(7) }));
    expect(back.measures[0]?.status).toBe('under-way');
  });

  it('moves as the table says and no other way', () => {
    for (const status of MEASURE_STATUSES) {
      for (const [move, { from, to }] of Object.entries(MEASURE_MOVES)) {
        const plan = { ...approved, measures: [{ ...pay, status }] };
        const asked = { move, by: 'checker', reason: ref(5), evidence: [ref(6)] } as MeasureMove;
        const after = moveMeasure(plan, 'pay', asked).plan?.measures[0]?.status;
        expect([status, move, after]).toEqual([status, move, from.some((s) => s === status) ? to : undefined]);
      }
    }
  });

  it('is late from the day after its last', () => {
    expect(lateMeasures(approved, civilDate('2026-04-01'))).toEqual([]);
    expect(lateMeasures(approved, civilDate('2026-04-02')).map((m) => m.id)).toEqual(['pay']);
    expect(lateMeasures(must(moveMeasure(approved, 'pay', report)), civilDate('2026-05-01'))).toEqual([]);
  });
});

describe('a case may clear', () => {
  const proved: Plan = { ...approved, measures: [{ ...pay, status: 'proved', evidence: [ref(9)] }] };
  const on = civilDate('2026-04-03');
  const facts: ClearanceFacts = {
    decisionServedOn: on,
    explained: null,
    remedyToldOn: null,
    assistance: null,
    signOffs: [
      { by: 'checker', on },
      { by: 'leader-1', on },
    ],
  };
  const b: Plan = { ...proved, finding: { class: 'B', reasons: ref(4) } };
  const explained = { by: 'officer-1', on, record: ref(10) };

  it('when all is done and proved', () => {
    expect(mayClear(proved, facts)).toEqual([]);
    expect(mayClear(b, { ...facts, explained, remedyToldOn: on })).toEqual([]);
    expect(mayClear({ ...proved, hardship: true }, { ...facts, assistance: ref(11) })).toEqual([]);
  });

  it.each<[string, Plan, ClearanceFacts]>([
    ['未经批准', { ...proved, approval: null }, facts],
    ['尚未送达', proved, { ...facts, decisionServedOn: null }],
    ['尚未核验', { ...proved, measures: [{ ...pay, status: 'reported', evidence: [ref(9)] }] }, facts],
    ['缺证明材料', { ...proved, measures: [{ ...pay, status: 'proved' }] }, facts],
    ['没有已落实', { ...proved, measures: [{ ...pay, status: 'dropped' }] }, facts],
    ['宣传解释', b, { ...facts, remedyToldOn: on }],
    ['复查途径', b, { ...facts, explained }],
    ['帮扶救助', { ...proved, hardship: true }, facts],
    ['两名', proved, { ...facts, signOffs: [...facts.signOffs.slice(1), ...facts.signOffs.slice(1)] }],
  ])('not while this lacks: %s', (word, plan, known) => {
    expect(mayClear(plan, known)).toHaveLength(1);
    expect(zh(mayClear(plan, known))).toContain(word);
  });
});
