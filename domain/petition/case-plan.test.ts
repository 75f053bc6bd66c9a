// A plan with anything missing is not approved, nobody approves what he wrote or confirms what he did, and nothing clears
// without the proof that its finding demands. Synthetic.
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../calendar/civil-date.ts';
import type { Actor } from '../case.ts';
import { SYNTHETIC_PLAN } from '../checking/plan-life.ts';
import { DISTRICT } from '../checking/random-life.ts';
import { clearanceObstacle } from '../deciding/guards.ts';
import type { Directory } from '../deciding/routing.ts';
import {
  BLANK_PLAN,
  type CasePlan,
  GUARANTEES,
  type Measure,
  missingForClearance,
  missingInPlan,
  type PLAN_TEXTS,
  type PlanContent,
  readyOn,
} from './case-plan.ts';
import { PETITION_DEFAULTS, type PetitionSettings, petitionSettings, wrongInSettings } from './petition-settings.ts';

const on = civilDate('2026-03-02');
const pay: Measure = {
  no: 1,
  kind: 'execute',
  owner: 'officer-1',
  unit: 'petitions',
  dueOn: civilDate('2026-04-01'),
  status: 'open',
  text: 'r1',
  evidence: null,
  settledOn: null,
};
const texts = { cause: 'r', demand: 'r', policyBasis: 'r', rules: 'r' };
const complete: CasePlan = { ...BLANK_PLAN, version: 1, content: SYNTHETIC_PLAN, texts, measures: [pay] };
const with_ = (content: Partial<PlanContent>): CasePlan => ({
  ...complete,
  content: { ...complete.content, ...content },
});
const without = (field: keyof PlanContent): CasePlan => {
  const { [field]: _, ...content } = complete.content;
  return { ...complete, content };
};
const unwritten = (...fields: (keyof typeof PLAN_TEXTS)[]): CasePlan => ({
  ...complete,
  texts: Object.fromEntries(Object.entries(texts).filter(([field]) => !fields.some((f) => f === field))),
});
const zh = (list: readonly { zh: string }[]): string => list.map((m) => m.zh).join('、');

describe('a plan', () => {
  it('is complete with everything, and lists each thing that it lacks', () => {
    expect(missingInPlan(complete, on)).toEqual([]);
    expect(missingInPlan(BLANK_PLAN, on).length).toBeGreaterThanOrEqual(17);
  });

  it.each<[string, CasePlan]>([
    ['成因', unwritten('cause')],
    ['诉求', unwritten('demand')],
    ['政策依据', unwritten('policyBasis')],
    ['依据条款', unwritten('rules')],
    ['甲、乙类', without('finding')],
    ['生活困难', without('hardship')],
    ['包案领导', without('leader')],
    ['责任单位', without('unit')],
    ['责任人', without('officer')],
    ['专班', with_({ taskForce: [] })],
    ['资金及来源', without('funds')],
    ['风险等级', without('risk')],
    ['应急预案', with_({ risk: 'high' })],
    [
      '包回访',
      with_({ guarantees: SYNTHETIC_PLAN.guarantees.map((g) => ({ ...g, by: g.what === 'revisit' ? '' : g.by })) }),
    ],
    ['帮扶救助', with_({ hardship: true })],
    ['期限已过', { ...complete, measures: [{ ...pay, dueOn: addDays(on, -1) }] }],
    ['措施的内容', { ...complete, measures: [{ ...pay, text: null }] }],
  ])('without %s is not complete, and the sentence says so', (word, plan) => {
    expect(missingInPlan(plan, on)).toHaveLength(1);
    expect(zh(missingInPlan(plan, on))).toContain(word);
  });

  it('of finding B gives its reasons and explains; the rule is for finding A', () => {
    const b = { ...with_({ finding: 'explain' }), texts: { ...texts, reasons: 'r' } };
    expect(zh(missingInPlan(b, on))).toBe('宣传解释的措施');
    expect(missingInPlan({ ...b, measures: [{ ...pay, kind: 'explain' }] }, on)).toEqual([]);
    expect(zh(missingInPlan({ ...b, texts, measures: [{ ...pay, kind: 'explain' }] }, on))).toBe('不支持的理由');
  });

  it('demands the guarantees of the place and nothing of another list', () => {
    const four = [{ id: 'visit', name: { zh: '包接访下访', en: 'visits' } }];
    expect(zh(missingInPlan(complete, on, four))).toBe('包接访下访');
    expect(missingInPlan(with_({ guarantees: [{ what: 'visit', by: 'x' }] }), on, four)).toEqual([]);
  });
});

describe('a clearance', () => {
  const proved: Measure = { ...pay, status: 'done', evidence: 'r9', settledOn: on };
  const opinion = { document: 'opinion', on, remedyTold: true } as const;
  const a: CasePlan = {
    ...complete,
    status: 'approved',
    measures: [proved],
    served: [{ ...opinion, remedyTold: false }],
  };
  const b: CasePlan = {
    ...a,
    content: { ...a.content, finding: 'explain' },
    measures: [{ ...proved, kind: 'explain' }],
    served: [opinion],
  };

  it('is ready when all is done and proved', () => {
    for (const plan of [a, b]) expect([missingForClearance(plan), readyOn(plan)]).toEqual([[], on]);
    const helped = { ...proved, no: 2, kind: 'assist' } as const;
    expect(
      missingForClearance({ ...a, content: { ...a.content, hardship: true }, measures: [proved, helped] }),
    ).toEqual([]);
  });

  it.each<[string, CasePlan]>([
    ['经批准', { ...a, status: 'submitted' }],
    ['送达', { ...a, served: [] }],
    ['第1项措施的证明', { ...a, measures: [pay] }],
    ['执行、调解或者导入', { ...a, measures: [{ ...proved, kind: 'explain' }] }],
    ['宣传解释', { ...b, measures: [{ ...proved, kind: 'execute' }] }],
    ['复查途径', { ...b, served: [{ ...opinion, remedyTold: false }] }],
    ['复查途径', { ...b, served: [{ ...opinion, document: 'settlement' }] }],
    ['帮扶救助', { ...a, content: { ...a.content, hardship: true } }],
  ])('is not ready while this lacks: %s', (word, plan) => {
    expect(missingForClearance(plan)).toHaveLength(1);
    expect(zh(missingForClearance(plan))).toContain(word);
  });

  it('counts the service that its finding needs, on the day of that one', () => {
    const later = addDays(on, 3);
    const told = {
      ...b,
      served: [
        { ...opinion, remedyTold: false },
        { ...opinion, on: later },
      ],
    };
    expect(readyOn(told)).toBe(later);
    expect(missingForClearance({ ...b, served: [{ document: 'recheck-opinion', on, remedyTold: false }] })).toEqual([]);
  });

  it('is approved by another than who checked it and than who was to do it', () => {
    const checked: CasePlan = { ...a, checked: { by: 'officer-2', on } };
    const of = (person: string) => {
      const by: Actor = { kind: 'staff', person, role: 'authority-head', org: 'petitions' };
      const at = Date.parse('2026-03-02T04:00:00Z');
      // Only the plan of the case is looked at.
      return (
        clearanceObstacle({ plan: checked } as Parameters<typeof clearanceObstacle>[0], by, on, { at })?.code ?? null
      );
    };
    expect([of('officer-1'), of('officer-2'), of('leader-1')]).toEqual(['same-person', 'same-person', null]);
  });
});

describe('what a district decides', () => {
  const own: PetitionSettings = { ...PETITION_DEFAULTS, version: 2, transferCap: 1 };
  const bodies = new Map(DISTRICT.bodies);
  const district = bodies.get('district');
  if (district) bodies.set('district', { ...district, petition: own });
  const decided: Directory = { version: 'decided', bodies };

  it('holds for everybody below it, and the defaults where nobody decided', () => {
    expect(petitionSettings('community', decided)).toBe(own);
    expect(petitionSettings('community', DISTRICT)).toBe(PETITION_DEFAULTS);
    expect(petitionSettings('nowhere', decided)).toBe(PETITION_DEFAULTS);
  });

  it('names what is wrong with a list', () => {
    expect(wrongInSettings(own)).toEqual([]);
    const twice = [...GUARANTEES, ...GUARANTEES];
    expect(zh(wrongInSettings({ ...own, guarantees: [], transferCap: 0, repeatMonths: 0.5 }))).toContain('不能为空');
    expect(wrongInSettings({ ...own, guarantees: twice, transferCap: 11 })).toHaveLength(2);
  });
});
