// The equation, the lists behind its figures, and what makes a case count as cleared or open again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CivilDate, civilDate } from '../calendar/civil-date.ts';
import {
  type BalanceQuestion,
  type CaseId,
  type ClearanceFact,
  type DayBalance,
  dailyBalances,
  dueVisits,
} from './balance.ts';

const START = civilDate('2026-01-05');
const day = (n: number): CivilDate => addDays(START, n);
type What = ClearanceFact extends infer F ? (F extends ClearanceFact ? Omit<F, 'caseId' | 'on'> : never) : never;
const fact = (n: number, what: What, caseId: CaseId = 'c1'): ClearanceFact => ({ caseId, on: day(n), ...what });

/** Entered on day 0, served on 3, its one measure proved on 5, signed by two on 6 and 7: cleared on day 7. */
const done: readonly ClearanceFact[] = [
  fact(0, { is: 'entered' }),
  fact(1, { is: 'measure-planned', measure: 'pay' }),
  fact(3, { is: 'decision-served' }),
  fact(5, { is: 'measure-proved', measure: 'pay', evidence: 'e1' }),
  fact(6, { is: 'signed-off', by: 'officer' }),
  fact(7, { is: 'cleared', by: 'leader' }),
];
const held = [fact(37, { is: 'visited', visit: 30, holds: true }), fact(97, { is: 'visited', visit: 90, holds: true })];
const year: BalanceQuestion = { from: day(0), through: day(200) };
const closings = (facts: readonly ClearanceFact[], question = year): readonly number[] =>
  dailyBalances(facts, question).map((b) => b.closing.count);
/** Days, counted from the first, on which the number of open cases changed, with the new number. */
const turns = (facts: readonly ClearanceFact[], question = year): readonly (readonly [number, number])[] =>
  closings(facts, question).flatMap((n, i, all) => (n === (all[i - 1] ?? 0) ? [] : [[i, n] as const]));

describe('a case counts as cleared', () => {
  it('from the day on which nothing lacks, for good once both visits hold', () => {
    expect(turns([...done, ...held])).toEqual([
      [0, 1],
      [7, 0],
    ]);
  });

  it.each(['decision-served', 'measure-proved', 'measure-planned'] as const)('never without %s', (missing) => {
    expect(turns([...done, ...held].filter((f) => f.is !== missing))).toEqual([[0, 1]]);
  });

  it('never on the word of one person, were it given twice', () => {
    const one = done.map((f) => (f.is === 'cleared' ? { ...f, by: 'officer' } : f));
    expect(turns([...one, ...held])).toEqual([[0, 1]]);
  });

  it('never by two who checked and nobody who approved', () => {
    const checked = done.map((f) => (f.is === 'cleared' ? { ...f, is: 'signed-off' as const } : f));
    expect(turns([...checked, ...held])).toEqual([[0, 1]]);
  });

  it('only by signatures that were given when all was proved', () => {
    const late = done.map((f) => (f.is === 'measure-proved' ? { ...f, on: day(7) } : f));
    expect(turns([...late, ...held])).toEqual([[0, 1]]);
  });

  it('only when each measure is proved, unless a measure was dropped from the plan before the signatures', () => {
    const second = fact(2, { is: 'measure-planned', measure: 'insure' });
    expect(turns([...done, ...held, second])).toEqual([[0, 1]]);
    expect(turns([...done, ...held, second, fact(4, { is: 'measure-dropped', measure: 'insure' })])).toHaveLength(2);
    expect(turns([...done, ...held, second, fact(8, { is: 'measure-dropped', measure: 'insure' })])).toHaveLength(1);
  });
});

describe('a case is counted again', () => {
  it('when a return visit finds that it does not hold, until it is proved and signed anew', () => {
    const relapse = fact(37, { is: 'visited', visit: 30, holds: false });
    expect(turns([...done, relapse])).toEqual([
      [0, 1],
      [7, 0],
      [37, 1],
    ]);
    const signedOnly = [fact(50, { is: 'signed-off', by: 'a' }), fact(50, { is: 'cleared', by: 'b' })];
    expect(turns([...done, relapse, ...signedOnly])).toHaveLength(3);
    const proved = fact(45, { is: 'measure-proved', measure: 'pay', evidence: 'e2' });
    expect(turns([...done, relapse, ...signedOnly, proved]).slice(0, 4)).toEqual([
      [0, 1],
      [7, 0],
      [37, 1],
      [50, 0],
    ]);
  });

  it('when a visit is not made in time, until it is made', () => {
    expect(turns(done)).toEqual([
      [0, 1],
      [7, 0],
      [48, 1],
    ]);
    expect(turns([...done, fact(60, { is: 'visited', visit: 30, holds: true })])).toEqual([
      [0, 1],
      [7, 0],
      [48, 1],
      [60, 0],
      [108, 1],
    ]);
  });

  it('though somebody visited long before the day', () => {
    expect(turns([...done, fact(8, { is: 'visited', visit: 30, holds: true })])).toContainEqual([48, 1]);
  });

  it('when anybody reports a relapse; on the day of its clearance the worse is believed', () => {
    expect(turns([...done, ...held, fact(120, { is: 'relapsed' })])).toContainEqual([120, 1]);
    expect(turns([...done, ...held, fact(7, { is: 'relapsed' })])).toEqual([[0, 1]]);
  });
});

describe('a case of a ledger', () => {
  const old = done.map((f) => (f.is === 'entered' ? { ...f, since: day(-400) } : f));

  it('stands in the opening of the day it came into the books, not among the new', () => {
    const [first, second] = dailyBalances(old, year);
    expect(first).toMatchObject({ opening: { count: 1 }, takenOver: { cases: ['c1'] }, entered: { count: 0 } });
    expect(second).toMatchObject({ opening: { count: 1 }, takenOver: { count: 0 } });
    expect(turns(old)).toEqual(turns(done));
  });

  it('is new on its true day, if that is the day it came in', () => {
    const [first] = dailyBalances(
      done.map((f) => (f.is === 'entered' ? { ...f, since: day(0) } : f)),
      year,
    );
    expect(first).toMatchObject({ opening: { count: 0 }, takenOver: { count: 0 }, entered: { count: 1 } });
  });
});

describe('the balance of a campaign', () => {
  const others = done.map((f) => ({ ...f, caseId: 'c2' }));

  it('opens with the cases chosen, leaves out the others, and knows what came later', () => {
    const question = { from: day(2), through: day(9), chosen: new Map([['c1', day(2)]]) };
    const days = dailyBalances([...done, ...others], question);
    expect(days[0]).toMatchObject({ opening: { count: 1, cases: ['c1'] }, entered: { count: 0 } });
    expect(days.at(-1)?.closing).toEqual({ count: 0, cases: [] });
    const joins = dailyBalances([...done, ...others], {
      ...question,
      chosen: new Map([
        ['c1', day(2)],
        ['c2', day(4)],
      ]),
    });
    expect(joins[2]?.entered.cases).toEqual(['c2']);
    expect(joins[5]?.cleared.cases).toEqual(['c1', 'c2']);
  });

  it('does not boast of what was cleared before it was chosen, but counts its relapse', () => {
    const relapse = fact(60, { is: 'relapsed' }, 'c1');
    const days = dailyBalances([...done, ...held, relapse], {
      from: day(10),
      through: day(70),
      chosen: new Map([['c1', day(20)]]),
    });
    expect(days.flatMap((d) => d.entered.cases)).toEqual([]);
    expect(days.flatMap((d) => d.cleared.cases)).toEqual([]);
    expect(days[50]?.relapsed.cases).toEqual(['c1']);
    expect(days.at(-1)?.closing.count).toBe(1);
  });

  it('refuses a case that has facts and never entered', () => {
    expect(() => dailyBalances(done.slice(1), year)).toThrow(RangeError);
    expect(() => dailyBalances([...done, fact(4, { is: 'entered' })], year)).toThrow(RangeError);
  });
});

it('names the visits that are owed, with their last day', () => {
  expect(dueVisits(done, day(8))).toEqual([
    { caseId: 'c1', visit: 30, on: day(37), lastDay: day(47) },
    { caseId: 'c1', visit: 90, on: day(97), lastDay: day(107) },
  ]);
  expect(dueVisits([...done, ...held], day(40)).map((v) => v.visit)).toEqual([90]);
  expect(dueVisits(done, day(6))).toEqual([]);
  expect(dueVisits([...done, fact(9, { is: 'relapsed' })], day(12))).toEqual([]);
});

const CASES = ['a', 'b', 'c', 'd'] as const;
const aFact: fc.Arbitrary<ClearanceFact> = fc
  .record({
    caseId: fc.constantFrom<CaseId>(...CASES),
    on: fc.nat({ max: 160 }).map((n) => day(n)),
    what: fc.oneof(
      { weight: 2, arbitrary: fc.constant({ is: 'decision-served' as const }) },
      {
        weight: 1,
        arbitrary: fc.record({ is: fc.constant('measure-planned' as const), measure: fc.constantFrom('m', 'n') }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          is: fc.constant('measure-proved' as const),
          measure: fc.constantFrom('m', 'n'),
          evidence: fc.constant('e'),
        }),
      },
      {
        weight: 6,
        arbitrary: fc.record({
          is: fc.constantFrom('signed-off' as const, 'cleared' as const),
          by: fc.constantFrom('p', 'q', 'r'),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          is: fc.constant('visited' as const),
          visit: fc.constantFrom(30, 90),
          holds: fc.boolean(),
        }),
      },
      { weight: 1, arbitrary: fc.constant({ is: 'relapsed' as const }) },
    ),
  })
  .map(({ caseId, on, what }) => ({ caseId, on, ...what }));
/** A day on which a case is proved and signed, so that clearances are not rare. */
const aClearance = fc
  .tuple(fc.constantFrom<CaseId>(...CASES), fc.nat({ max: 160 }))
  .map(([caseId, n]) => [
    fact(n, { is: 'decision-served' }, caseId),
    fact(n, { is: 'measure-proved', measure: 'm', evidence: 'e' }, caseId),
    fact(n, { is: 'signed-off', by: 'p' }, caseId),
    fact(n + 1, { is: 'cleared', by: 'q' }, caseId),
  ]);
const history = fc
  .tuple(
    fc.array(fc.nat({ max: 60 }), { minLength: 4, maxLength: 4 }),
    fc.array(aFact, { maxLength: 16, size: 'max' }),
    fc.array(aClearance, { minLength: 8, maxLength: 24, size: 'max' }),
  )
  .map(([entries, facts, clearances]) => [
    ...CASES.flatMap((caseId, i) => [
      // Every other case came with a ledger, its true day long ago.
      fact(entries[i] ?? 0, { is: 'entered', ...(i % 2 === 1 && { since: day(-500) }) }, caseId),
      fact(entries[i] ?? 0, { is: 'measure-planned', measure: 'm' }, caseId),
    ]),
    ...facts,
    ...clearances.flat(),
  ]);
const question = fc
  .record({
    from: fc.integer({ min: -10, max: 80 }),
    length: fc.integer({ min: 30, max: 200 }),
    chosen: fc.option(fc.array(fc.tuple(fc.constantFrom<CaseId>(...CASES), fc.nat({ max: 120 })), { maxLength: 4 })),
  })
  .map(
    ({ from, length, chosen }): BalanceQuestion => ({
      from: day(from),
      through: day(from + length),
      ...(chosen && { chosen: new Map(chosen.map(([caseId, on]) => [caseId, day(on)])) }),
    }),
  );

/** Everything that is wrong with one day's balance. */
function wrongOf(b: DayBalance, before: DayBalance | undefined): readonly string[] {
  const standing = new Set([...b.opening.cases, ...b.entered.cases, ...b.relapsed.cases]);
  const known = b.cleared.cases.every((c) => standing.delete(c));
  const figures = [b.opening, b.takenOver, b.cleared, b.relapsed, b.entered, b.closing];
  const same = (x: readonly string[], y: readonly string[]): boolean => x.join() === y.join();
  const checks = {
    equation: b.opening.count - b.cleared.count + b.relapsed.count + b.entered.count === b.closing.count,
    length: figures.every((f) => f.count === f.cases.length && same(f.cases, [...new Set(f.cases)].sort())),
    'case by case': known && same([...standing].sort(), b.closing.cases),
    'day after day':
      before === undefined || same([...before.closing.cases, ...b.takenOver.cases].sort(), b.opening.cases),
    'new or old': !b.entered.cases.some((c) => b.takenOver.cases.includes(c)),
    'twice counted': !b.relapsed.cases.some((c) => b.opening.cases.includes(c) || b.entered.cases.includes(c)),
  };
  return Object.entries(checks).flatMap(([name, holds]) => (holds ? [] : [`${b.on}: ${name}`]));
}

describe('whatever happened', () => {
  it('the equation holds each day, in numbers and case by case, and each figure is the length of its list', () => {
    let [cleared, relapsed] = [0, 0];
    fc.assert(
      fc.property(history, question, (facts, asked) => {
        const days = dailyBalances(facts, asked);
        expect(days.flatMap((b, i) => wrongOf(b, days[i - 1]))).toEqual([]);
        cleared += days.reduce((sum, b) => sum + b.cleared.count, 0);
        relapsed += days.reduce((sum, b) => sum + b.relapsed.count, 0);
      }),
      { numRuns: 300 },
    );
    expect(cleared).toBeGreaterThan(100);
    expect(relapsed).toBeGreaterThan(50);
  });

  it('order, repetition and a second computation change nothing, and the past does not depend on the future', () => {
    fc.assert(
      fc.property(history, question, fc.nat(), (facts, asked, seed) => {
        const once = dailyBalances(facts, asked);
        const rotated = facts.map((_, i) => facts[(i * 7919 + seed) % facts.length] ?? fact(0, { is: 'entered' }));
        const shuffled = [...rotated, ...[...facts].reverse()];
        expect(dailyBalances(shuffled, asked)).toEqual(once);
        expect(dailyBalances(facts, asked)).toEqual(once);
        const half = once[Math.floor(once.length / 2)]?.on ?? asked.from;
        const known = facts.filter((f) => f.on <= half || f.is === 'entered');
        expect(dailyBalances(known, { ...asked, through: half })).toEqual(once.filter((b) => b.on <= half));
      }),
      { numRuns: 100 },
    );
  });

  it('an open window and a longer one tell the same of the days they share', () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 100 }), (facts, skip) => {
        const whole = dailyBalances(facts, { from: day(0), through: day(200) });
        expect(dailyBalances(facts, { from: day(skip), through: day(200) })).toEqual(whole.slice(skip));
      }),
      { numRuns: 50 },
    );
  });
});
