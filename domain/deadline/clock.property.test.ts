// Random periods: the calculator against a naive day-by-day reckoning over another calendar, the verifier against
// both sound and tampered derivations.
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHINA } from '../calendar/calendar.ts';
import { type CivilDate, civilDate } from '../calendar/civil-date.ts';
import { type Circumstances, dueDate, type Exclusion, type Period } from './clock.ts';
import type { Derivation } from './derivation.ts';
import { verifyDerivation } from './verify-derivation.ts';

interface Case {
  readonly start: CivilDate;
  readonly period: Period;
  readonly more: Circumstances & { readonly exclude: readonly Exclusion[] };
}

const DAY_MS = 86_400_000;
/** Days since 1970 and back, each reckoned once. */
const numbers = new Map<string, number>();
const days: CivilDate[] = [];

function shift(d: string, n: number): CivilDate {
  const known = numbers.get(d);
  const at = (known ?? Date.parse(d) / DAY_MS) + n;
  if (known === undefined) numbers.set(d, at - n);
  const day = days[at] ?? civilDate(new Date(at * DAY_MS).toISOString().slice(0, 10));
  days[at] = day;
  return day;
}

const length = fc.oneof(
  fc.record({ n: fc.nat(200), unit: fc.constant('day' as const) }),
  fc.record({ n: fc.nat(60), unit: fc.constant('workday' as const) }),
  fc.record({ n: fc.nat(14), unit: fc.constant('month' as const) }),
  fc.record({ n: fc.nat(2), unit: fc.constant('year' as const) }),
);
const start = fc.integer({ min: 0, max: 6940 }).map((n) => shift('2008-01-01', n));
const exclusion = (from: CivilDate) =>
  fc
    .record({
      after: fc.integer({ min: -25, max: 120 }),
      days: fc.integer({ min: 1, max: 60 }),
      why: fc.constantFrom('中止', '公告送达', '鉴定'),
    })
    .map(({ after, days, why }): Exclusion => ({ from: shift(from, after), to: shift(from, after + days), why }));

const forward: fc.Arbitrary<Case> = start.chain((d) =>
  fc.record({
    start: fc.constant(d),
    period: fc.oneof(
      { weight: 6, arbitrary: length },
      { weight: 1, arbitrary: fc.record({ n: fc.nat(3), unit: fc.constant('payday' as const) }) },
      { weight: 1, arbitrary: length.map((l) => ({ ...l, roll: 'none' as const })) },
    ),
    more: fc.record({
      extend: fc.oneof(
        { weight: 2, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.nat(60) },
        { weight: 1, arbitrary: length },
      ),
      exclude: fc.array(exclusion(d), { maxLength: 3 }),
    }),
  }),
);
const backward: fc.Arbitrary<Case> = start.chain((d) =>
  fc.record({
    start: fc.constant(shift(d, 400)),
    period: length.map((l) => ({ ...l, n: l.unit === 'year' ? 1 : l.n % 12, direction: 'backward' as const })),
    more: fc.record({ exclude: fc.array(exclusion(shift(d, 380)), { maxLength: 2 }) }),
  }),
);
const anyCase = fc.oneof({ weight: 5, arbitrary: forward }, { weight: 1, arbitrary: backward });

// ---- the naive reckoning: Date, day by day, the other package's calendar

const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
const worked = new Map<string, boolean>();

function isWorked(d: string): boolean {
  const weekend = [0, 6].includes(new Date(d).getUTCDay());
  const told = (): boolean => (d >= '2027' ? !weekend && !FIXED.includes(d.slice(5)) : chineseDays.isWorkday(d));
  const answer = worked.get(d) ?? told();
  worked.set(d, answer);
  return answer;
}

function naiveMonths(d: string, n: number): CivilDate {
  const [year = 0, month = 0, day = 0] = d.split('-').map(Number);
  const target = new Date(Date.UTC(year, month - 1 + n, day));
  if (target.getUTCDate() !== day) target.setUTCDate(0);
  return civilDate(target.toISOString().slice(0, 10));
}

function naive({ start: from, period, more }: Case): { nominal: string; legal: string; provisional: boolean } {
  const step = period.direction === 'backward' ? -1 : 1;
  const looked: string[] = [];
  const count = (d0: CivilDate, n: number, unit: string): CivilDate => {
    let left = n;
    if (unit === 'month' || unit === 'year') {
      const end = naiveMonths(d0, step * n * (unit === 'year' ? 12 : 1));
      left = Math.abs(Date.parse(end) - Date.parse(d0)) / DAY_MS;
    }
    let d = d0;
    while (left > 0) {
      d = shift(d, step);
      if (more.exclude.some((one) => one.from <= d && d < one.to)) continue;
      if (unit === 'workday') looked.push(d);
      if (unit !== 'workday' || isWorked(d)) left -= 1;
    }
    return d;
  };
  let nominal = count(from, period.n, period.unit);
  const extend = more.extend ?? 0;
  if (typeof extend !== 'number') nominal = count(nominal, extend.n, extend.unit);
  else if (extend > 0) nominal = count(nominal, extend, period.unit);
  if (step === -1) nominal = shift(nominal, -1);
  let legal = nominal;
  if (period.roll !== 'none') {
    const back = step === -1 || period.unit === 'payday';
    looked.push(legal);
    while (!isWorked(legal)) {
      legal = shift(legal, back ? -1 : 1);
      looked.push(legal);
    }
  }
  return { nominal, legal, provisional: looked.some((d) => d >= '2026-12-25') };
}

const derive = ({ start: from, period, more }: Case): Derivation => dueDate(from, period, CHINA, more).derivation;

describe('ten thousand random periods', () => {
  it('end where a naive reckoning over another calendar ends, and their derivations are sound', {
    timeout: 240_000,
  }, () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { nominal, legal, provisional, derivation } = dueDate(one.start, one.period, CHINA, one.more);
        expect({ nominal, legal, provisional }).toEqual(naive(one));
        expect(verifyDerivation(JSON.parse(JSON.stringify(derivation)))).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });

  it('keep their days to the day through a hundred pauses (D7)', () => {
    const pauses = fc.array(fc.record({ gap: fc.nat(3), days: fc.integer({ min: 1, max: 5 }) }), {
      minLength: 100,
      maxLength: 100,
    });
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 200 }), pauses, (from, n, list) => {
        let at = from;
        const exclude = list.map(({ gap, days }): Exclusion => {
          const begin = shift(at, gap);
          at = shift(begin, days);
          return { from: begin, to: at, why: '中止' };
        });
        const { parts } = derive({ start: from, period: { n, unit: 'day' }, more: { exclude } });
        const counted = parts.flatMap((part) => part.stretches).filter((stretch) => stretch.counted);
        expect(counted.reduce((sum, stretch) => sum + stretch.days, 0)).toBe(n);
      }),
      { numRuns: 100 },
    );
  });
});

// ---- tampering: every value of a derivation that carries meaning for the date is changed in turn

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Texts for people: what is called what, not when. */
const WORDS = new Set(['trigger', 'source', 'id', 'editions', 'edition']);
const OTHER: Readonly<Record<string, Json>> = {
  forward: 'backward',
  backward: 'none',
  none: 'forward',
  'same-day': 'month-end',
  'month-end': 'same-day',
  period: 'extension',
  extension: 'period',
  calendar: 'weekday',
  weekday: 'calendar',
  weekend: 'holiday',
  holiday: 'weekend',
  'make-up': 'weekday',
  excluded: 'calendar',
  day: 'workday',
  workday: 'day',
  month: 'day',
  year: 'month',
  payday: 'workday',
};

function changed(value: Json): Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value - 1];
  if (typeof value !== 'string') return [];
  if (/^\d{4}-/.test(value)) return [shift(value, 1), shift(value, -1)];
  return [OTHER[value] ?? `${value}?`];
}

/** All copies of a value with one thing in it changed, dropped or doubled. */
function tampered(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => tamperedAt(value, item, i));
  if (typeof value !== 'object' || value === null) return changed(value);
  const meaning = Object.entries(value).filter(([key]) => !WORDS.has(key));
  return meaning.flatMap(([key, item]) => tampered(item).map((other) => ({ ...value, [key]: other })));
}

function tamperedAt(list: Json[], item: Json, i: number): Json[] {
  const changedItem = tampered(item).map((other) => list.with(i, other));
  return typeof item === 'object' ? [...changedItem, list.toSpliced(i, 1), list.toSpliced(i, 0, item)] : changedItem;
}

/** The ground of each excluded day that was come across. */
function groundsByDay({ parts, exclusions }: Derivation): string[] {
  return parts
    .flatMap(({ stretches }) =>
      stretches.flatMap(({ from, days }) => Array.from({ length: days }, (_, i) => shift(from, i))),
    )
    .map((d) => [...new Set(exclusions.filter(({ from, to }) => from <= d && d < to).map(({ why }) => why))].join());
}

/**
 * Changes that leave the date and its reasons true: the published years (tested apart), bounds of an exclusion
 * outside the count, the unit of no time at all, a rule for rest days that no rest day has tested.
 */
function isHarmless(original: Derivation, other: Derivation): boolean {
  const meaning = (d: Derivation): string => {
    const { calendar, exclusions, roll, parts, ...rest } = d;
    const unitOf = ({ unit, toCount }: (typeof parts)[number]): string =>
      toCount === 0 ? '' : unit === 'payday' ? 'day' : unit;
    const looked = parts.some(({ stretches }) => stretches.some(({ why }) => why !== 'calendar' && why !== 'excluded'));
    const rule = roll.steps.length > 0 || (roll.rule === 'none' && !looked) ? roll.rule : '';
    const named = parts.map((part) => ({ ...part, unit: unitOf(part) }));
    return JSON.stringify({
      ...rest,
      facts: calendar.facts,
      steps: roll.steps,
      landsOn: roll.landsOn,
      rule,
      parts: named,
      days: groundsByDay(d),
    });
  };
  return meaning(original) === meaning(other);
}

describe('a tampered derivation', () => {
  it('is found, whatever is changed in it', { timeout: 240_000 }, () => {
    let caught = 0;
    fc.assert(
      fc.property(anyCase, (one) => {
        const original = derive(one);
        for (const other of tampered(JSON.parse(JSON.stringify(original)))) {
          const copy = other as unknown as Derivation;
          const found = verifyDerivation(copy).length > 0;
          if (found) caught += 1;
          else if (!isHarmless(original, copy)) expect({ undetected: copy }).toEqual({ undetected: original });
        }
      }),
      { numRuns: 100 },
    );
    expect(caught).toBeGreaterThan(5_000);
  });

  it('is found when it claims notices that are not published', () => {
    const sound = derive({ start: civilDate('2026-12-01'), period: { n: 26, unit: 'day' }, more: { exclude: [] } });
    expect(verifyDerivation({ ...sound, calendar: { ...sound.calendar, years: [2007, 2027] } })).not.toEqual([]);
    expect(verifyDerivation({ ...sound, missingYears: [], provisional: false })).not.toEqual([]);
    expect(verifyDerivation({ ...sound, start: civilDate('2026-12-02') })).not.toEqual([]);
  });

  it('is found when it names a day that does not exist, or one twice', () => {
    const sound = derive({ start: civilDate('2026-02-10'), period: { n: 5, unit: 'day' }, more: { exclude: [] } });
    expect(verifyDerivation(JSON.parse(JSON.stringify(sound).replaceAll('2026-02-24', '2026-02-30')))).toEqual([
      'not a day: 2026-02-30',
    ]);
  });
});
