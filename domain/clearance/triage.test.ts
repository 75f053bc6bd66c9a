// The order of the backlog: explained, total, reproducible, monotone in everything it looks at, and blind to the rest.
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { addDays, civilDate } from '../calendar/civil-date.ts';
import {
  changeOf,
  comparePlaces,
  inTriageOrder,
  LEVERS,
  type Levers,
  scoreOf,
  TRIAGE_RISKS,
  type TriageCase,
  wrongInLevers,
} from './triage.ts';

const TODAY = civilDate('2026-11-22');
const ASSESSED = ['low', 'medium', 'high'] as const;

const weight = fc.integer({ min: 0, max: 100 });
const levers: fc.Arbitrary<Levers> = fc
  .record({
    age: fc.record({ weight, full: fc.integer({ min: 1, max: 50 }) }),
    group: fc.record({ weight, full: fc.integer({ min: 1, max: 10_000 }) }),
    sum: fc.record({ weight, full: fc.integer({ min: 1, max: 10_000_000_000_000 }) }),
    risk: fc
      .tuple(weight, weight, weight)
      .map((some) => some.sort((a, b) => a - b))
      .map(([low = 0, medium = 0, high = 0]) => ({ low, medium, high, unassessed: medium })),
    near: fc.record({ weight, days: fc.integer({ min: 1, max: 365 }) }),
    urgentFrom: fc.integer({ min: 1, max: 500 }),
  })
  .filter((some) => wrongInLevers(some).length === 0);

const day = (least: number, most: number) => fc.integer({ min: least, max: most }).map((n) => addDays(TODAY, n));
const aCase: fc.Arbitrary<TriageCase> = fc.record({
  id: fc.uuid(),
  openedOn: day(-9_000, 0),
  workers: fc.integer({ min: 1, max: 20_000 }),
  amountFen: fc.integer({ min: 0, max: 20_000_000_000_000 }),
  risk: fc.constantFrom(...TRIAGE_RISKS),
  dueOn: fc.option(day(-400, 400)),
  unit: fc.constantFrom('a', 'b', 'c'),
});
const backlog = fc.uniqueArray(aCase, { selector: ({ id }) => id, maxLength: 30 });

const points = (of: TriageCase, by: Levers): number => scoreOf(of, by, TODAY).points;

const SAMPLE: TriageCase = {
  id: '1',
  openedOn: addDays(TODAY, -730),
  workers: 12,
  amountFen: 25_000_000,
  risk: 'high',
  dueOn: addDays(TODAY, 12),
  unit: 'a',
};

describe('a score', () => {
  it('is a whole number that its parts explain in words', () => {
    const { points: total, parts } = scoreOf(SAMPLE, LEVERS, TODAY);
    expect(parts.map(({ lever, points: of, most }) => [lever, of, most])).toEqual([
      ['age', 12, 30],
      ['group', 8, 20],
      ['sum', 7, 15],
      ['risk', 15, 15],
      ['near', 12, 20],
    ]);
    expect(total).toBe(54);
    expect(parts.map(({ because }) => because.zh)).toEqual([
      '已历730天,30分中计12分',
      '涉及12人,20分中计8分',
      '涉及金额250000.00元,15分中计7分',
      '方案评估为高风险,15分中计15分',
      '距最近期限12天,20分中计12分',
    ]);
  });

  it('takes a limit that is over for full points, and none where no limit runs', () => {
    const near = (dueOn: TriageCase['dueOn']) => scoreOf({ ...SAMPLE, dueOn }, LEVERS, TODAY).parts.at(-1)?.points;
    expect([addDays(TODAY, -1), TODAY, addDays(TODAY, 30), null].map(near)).toEqual([20, 20, 0, 0]);
  });

  it('is the sum of its parts, each from 0 to its most', () => {
    fc.assert(
      fc.property(aCase, levers, (of, by) => {
        const { points: total, parts } = scoreOf(of, by, TODAY);
        expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(total);
        for (const { points: some, most } of parts)
          expect(Number.isInteger(some) && some >= 0 && some <= most).toBe(true);
      }),
    );
  });

  it('never falls where a case is older, larger, riskier or nearer to its limit', () => {
    const more = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(aCase, levers, more, (of, by, n) => {
        const least = points(of, by);
        const worse: TriageCase[] = [
          { ...of, openedOn: addDays(of.openedOn, -n) },
          { ...of, workers: of.workers + n },
          { ...of, amountFen: of.amountFen + n * 1_000_000 },
          { ...of, dueOn: of.dueOn && addDays(of.dueOn, -n) },
          ...(of.risk === 'low' ? ASSESSED.map((risk) => ({ ...of, risk })) : [{ ...of, risk: 'high' as const }]),
        ];
        for (const one of worse) expect(points(one, by)).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  it('never falls with a heavier lever or a lower threshold', () => {
    fc.assert(
      fc.property(aCase, levers, fc.integer({ min: 0, max: 50 }), (of, by, n) => {
        const least = points(of, by);
        const shrunk = (full: number) => Math.max(1, full - n);
        const stronger: Levers[] = [
          ...(['age', 'group', 'sum'] as const).flatMap((lever) => [
            { ...by, [lever]: { ...by[lever], weight: by[lever].weight + n } },
            { ...by, [lever]: { ...by[lever], full: shrunk(by[lever].full) } },
          ]),
          ...TRIAGE_RISKS.map((risk) => ({ ...by, risk: { ...by.risk, [risk]: by.risk[risk] + n } })),
          { ...by, near: { ...by.near, weight: by.near.weight + n } },
          { ...by, near: { ...by.near, days: by.near.days + n } },
        ];
        for (const one of stronger) expect(points(of, one)).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  it('knows the matter alone: nobody’s conduct, visits or name, and no clock to move', () => {
    type Known = 'id' | 'openedOn' | 'workers' | 'amountFen' | 'risk' | 'dueOn' | 'unit';
    expectTypeOf<keyof TriageCase>().toEqualTypeOf<Known>();
    const person = { conduct: 9, visits: 40, relapses: 5, name: '测试人员', unit: 'z' };
    fc.assert(
      fc.property(aCase, levers, (of, by) => {
        const blind = scoreOf(of, by, TODAY);
        const given = Object.freeze({ ...of, ...person });
        expect(scoreOf(given, by, TODAY)).toEqual(blind);
      }),
    );
  });
});

describe('the order', () => {
  it('is total, and the same whatever order the cases came in', () => {
    fc.assert(
      fc.property(
        backlog.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        levers,
        ([cases, shuffled], by) => {
          const order = inTriageOrder(cases, by, TODAY);
          expect(inTriageOrder(shuffled, by, TODAY)).toEqual(order);
          order.forEach((one, i) => {
            for (const later of order.slice(i + 1)) {
              expect(comparePlaces(one, later)).toBeLessThan(0);
              expect(comparePlaces(later, one)).toBeGreaterThan(0);
            }
          });
        },
      ),
    );
  });

  it('has the older first where points are equal, then the smaller id', () => {
    const flat = { ...LEVERS, age: { weight: 0, full: 5 } };
    const some = [
      { ...SAMPLE, id: '3' },
      { ...SAMPLE, id: '2' },
      { ...SAMPLE, id: '9', openedOn: addDays(SAMPLE.openedOn, -1) },
    ];
    expect(inTriageOrder(some, flat, TODAY).map(({ id }) => id)).toEqual(['9', '2', '3']);
  });
});

describe('a change', () => {
  it('is nothing where the levers stay', () => {
    fc.assert(
      fc.property(backlog, levers, (cases, by) => {
        const { effect } = changeOf(cases, by, by, TODAY);
        expect([effect.moved, effect.rise, effect.fall]).toEqual([0, 0, 0]);
      }),
    );
  });

  it('adds up, in all and over the units', () => {
    fc.assert(
      fc.property(backlog, levers, levers, (cases, before, after) => {
        const { effect, order } = changeOf(cases, before, after, TODAY);
        expect(order.map(({ id }) => id)).toEqual(inTriageOrder(cases, after, TODAY).map(({ id }) => id));
        for (const of of [effect, ...effect.units]) expect(of.urgentBefore + of.rise - of.fall).toBe(of.urgentAfter);
        for (const figure of ['cases', 'urgentBefore', 'urgentAfter', 'rise', 'fall'] as const) {
          expect(effect.units.reduce((sum, unit) => sum + unit[figure], 0)).toBe(effect[figure]);
        }
        expect(effect.urgentAfter).toBe(cases.filter((of) => points(of, after) >= after.urgentFrom).length);
        expect(order.map(({ placeBefore }) => placeBefore).sort((a, b) => a - b)).toEqual(cases.map((_, i) => i + 1));
      }),
    );
  });

  it('says which rise and which fall', () => {
    const young: TriageCase = { ...SAMPLE, id: '2', openedOn: TODAY, workers: 30, amountFen: 50_000_000, unit: 'b' };
    const before = { ...LEVERS, urgentFrom: 60 };
    const after = { ...before, age: { weight: 60, full: 2 }, group: { weight: 0, full: 30 } };
    const { effect, order } = changeOf([SAMPLE, young], before, after, TODAY);
    expect(effect).toEqual({
      on: TODAY,
      ...{ cases: 2, urgentBefore: 1, urgentAfter: 1, rise: 1, fall: 1, moved: 2 },
      units: [
        { unit: 'a', cases: 1, urgentBefore: 0, urgentAfter: 1, rise: 1, fall: 0 },
        { unit: 'b', cases: 1, urgentBefore: 1, urgentAfter: 0, rise: 0, fall: 1 },
      ],
    });
    expect(order.map((o) => [o.id, o.place, o.placeBefore, o.points, o.pointsBefore])).toEqual([
      ['1', 1, 2, 94, 54],
      ['2', 2, 1, 42, 62],
    ]);
  });
});

describe('levers', () => {
  it('may be the defaults', () => {
    expect(wrongInLevers(LEVERS)).toEqual([]);
  });

  const { age, group, sum, risk, near } = LEVERS;
  const none = { low: 0, medium: 0, high: 0, unassessed: 0 };
  it.each<[string, Partial<Levers>]>([
    ['half a point', { age: { ...age, weight: 0.5 } }],
    ['a negative weight', { group: { ...group, weight: -1 } }],
    ['no year', { age: { ...age, full: 0 } }],
    ['no people', { group: { ...group, full: 0 } }],
    ['a sum that is not exact', { sum: { ...sum, full: Number.MAX_SAFE_INTEGER } }],
    ['no day', { near: { ...near, days: 0 } }],
    ['less for a higher risk', { risk: { ...risk, medium: 20 } }],
    ['more for what nobody assessed', { risk: { ...risk, unassessed: 20 } }],
    ['a threshold that nobody reaches', { urgentFrom: 101 }],
    [
      'nothing at all',
      {
        ...{ age: { ...age, weight: 0 }, group: { ...group, weight: 0 }, sum: { ...sum, weight: 0 } },
        ...{ near: { ...near, weight: 0 }, risk: none, urgentFrom: 1 },
      },
    ],
  ])('may not have %s', (_, wrong) => {
    expect(wrongInLevers({ ...LEVERS, ...wrong })).toHaveLength(1);
  });
});
