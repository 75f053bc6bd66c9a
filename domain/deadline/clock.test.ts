import { describe, expect, it } from 'vitest';
import oracle from '../../examples/oracle/deadlines.json' with { type: 'json' };
import { CHINA, calendarOf } from '../calendar/calendar.ts';
import { type CivilDate, civilDate } from '../calendar/civil-date.ts';
import { EDITIONS } from '../calendar/editions.ts';
import { type Circumstances, type Due, dueDate, type Exclusion, type Period, type Unit } from './clock.ts';
import { verifyDerivation } from './verify-derivation.ts';

const day = (text: string): CivilDate => civilDate(text);
const out = (from: string, to: string, why = '中止'): Exclusion => ({ from: day(from), to: day(to), why });

function due(start: string, period: Period, more: Circumstances = {}): Due {
  const result = dueDate(day(start), period, CHINA, more);
  expect(verifyDerivation(result.derivation)).toEqual([]);
  return result;
}

interface OracleRow {
  readonly id: string;
  readonly start: string;
  readonly n: number;
  readonly unit: string;
  readonly extend?: number;
  readonly direction?: string;
  readonly nominal: string;
  readonly legal: string;
  readonly provisional?: boolean;
}

describe('the hand-counted oracle', () => {
  it.each(oracle as OracleRow[])('$id', ({ start, n, unit, extend, direction, nominal, legal, provisional }) => {
    const period: Period = { n, unit: unit as Unit, direction: direction === 'backward' ? 'backward' : 'forward' };
    const found = due(start, period, { extend: extend ?? 0 });
    expect([found.nominal, found.legal, found.provisional]).toEqual([nominal, legal, provisional ?? false]);
  });

  it('is complete', () => {
    expect(oracle.map((row) => row.id).join(' ')).toBe(
      'P1a P1b P1c P1d P2a P2b P2c P2d P2e P3a P3b P3c P3d P3e P3f P4a P4b P4c P4d P4e P5a P5b P5c P5e P6a P6b P6c P6d C11',
    );
  });
});

describe('calendar days', () => {
  it('leave the day of the event out and roll off a holiday, over make-up days that count as worked (C2, C3)', () => {
    expect(due('2026-02-10', { n: 5, unit: 'day' }).derivation.firstDay).toBe('2026-02-11');
    expect(due('2026-02-10', { n: 4, unit: 'day' }).legal).toBe('2026-02-14');
    expect(due('2026-09-15', { n: 5, unit: 'day' }).legal).toBe('2026-09-20');
  });

  it('stay where they are when they are a target (C13)', () => {
    const target = due('2026-02-10', { n: 5, unit: 'day', roll: 'none' });
    expect([target.nominal, target.legal]).toEqual(['2026-02-15', '2026-02-15']);
    expect(due('2026-12-01', { n: 26, unit: 'day', roll: 'none' }).provisional).toBe(false);
  });
});

describe('months and years', () => {
  it('end on the day of the same number, or at the end of the month (C5)', () => {
    expect(due('2024-02-29', { n: 1, unit: 'year' }).nominal).toBe('2025-02-28');
    expect(due('2025-08-31', { n: 6, unit: 'month' }).nominal).toBe('2026-02-28');
    expect(due('2025-08-31', { n: 6, unit: 'month' }).derivation.parts[0]?.anniversary?.rule).toBe('month-end');
  });

  it('are lengthened by suspended days (C8)', () => {
    const limitation = due('2025-03-10', { n: 1, unit: 'year' }, { exclude: [out('2025-06-01', '2025-07-01')] });
    expect(limitation.nominal).toBe('2026-04-09');
  });
});

describe('an extension', () => {
  it('is added to the nominal end, then rolled once (C7)', () => {
    const extended = due('2026-04-02', { n: 45, unit: 'day' }, { extend: { n: 15, unit: 'day' } });
    expect([extended.nominal, extended.legal]).toEqual(['2026-06-01', '2026-06-01']);
    expect(extended.derivation.parts.map((part) => part.end)).toEqual(['2026-05-17', '2026-06-01']);
  });

  it('counts in its own unit', () => {
    expect(due('2026-02-01', { n: 10, unit: 'day' }, { extend: { n: 5, unit: 'workday' } }).legal).toBe('2026-02-25');
    expect(due('2026-01-20', { n: 5, unit: 'workday' }, { extend: 3 }).legal).toBe('2026-01-30');
    expect(due('2026-01-31', { n: 1, unit: 'month' }, { extend: { n: 1, unit: 'month' } }).nominal).toBe('2026-03-28');
  });

  it('moves on with time that is taken out of it', () => {
    const exclude = [out('2026-05-20', '2026-05-25')];
    expect(due('2026-04-02', { n: 45, unit: 'day' }, { exclude }).nominal).toBe('2026-05-17');
    expect(due('2026-04-02', { n: 45, unit: 'day' }, { exclude, extend: 15 }).nominal).toBe('2026-06-06');
  });
});

describe('excluded time', () => {
  const period: Period = { n: 10, unit: 'day' };
  const nominal = (...exclude: Exclusion[]): string => due('2026-03-02', period, { exclude }).nominal;

  it('is half open: the day of resumption counts (C8)', () => {
    expect(nominal(out('2026-03-05', '2026-03-08'))).toBe('2026-03-15');
    expect(nominal(out('2026-03-12', '2026-03-13'))).toBe('2026-03-13');
  });

  it('counts only inside the period, which grows as it is taken out', () => {
    expect(nominal(out('2026-02-20', '2026-03-03'))).toBe('2026-03-12');
    expect(nominal(out('2026-02-20', '2026-03-04'))).toBe('2026-03-13');
    expect(nominal(out('2026-03-13', '2026-03-20'))).toBe('2026-03-12');
    expect(nominal(out('2026-03-05', '2026-03-08'), out('2026-03-14', '2026-03-16'))).toBe('2026-03-17');
  });

  it('is taken out once where grounds overlap', () => {
    const both = [out('2026-03-05', '2026-03-09'), out('2026-03-07', '2026-03-11', '公告送达')];
    expect(nominal(...both)).toBe('2026-03-18');
    expect(nominal(...both, ...both)).toBe('2026-03-18');
    const stretches = due('2026-03-02', period, { exclude: both }).derivation.parts[0]?.stretches ?? [];
    expect(stretches.map((stretch) => stretch.name)).toEqual([
      undefined,
      '中止',
      '中止、公告送达',
      '公告送达',
      undefined,
    ]);
  });

  it('takes working days out of a working-day period', () => {
    const workdays: Period = { n: 5, unit: 'workday' };
    expect(due('2026-03-02', workdays, { exclude: [out('2026-03-04', '2026-03-09')] }).nominal).toBe('2026-03-12');
    expect(due('2026-03-02', workdays, { exclude: [out('2026-03-07', '2026-03-09')] }).nominal).toBe('2026-03-09');
  });

  it('is not mentioned where it took nothing out', () => {
    const result = due('2026-03-02', period, {
      exclude: [out('2026-01-05', '2026-01-08'), out('2026-05-01', '2026-05-02')],
    });
    expect(result.derivation.exclusions).toEqual([]);
  });
});

describe('backward periods', () => {
  it('leave clear days before the hearing and roll back to a working day (C11)', () => {
    expect(due('2026-05-08', { n: 3, unit: 'workday', direction: 'backward' }).legal).toBe('2026-04-29');
    const days = due('2026-02-26', { n: 3, unit: 'day', direction: 'backward' });
    expect([days.nominal, days.legal]).toEqual(['2026-02-22', '2026-02-14']);
    expect(due('2026-05-08', { n: 1, unit: 'month', direction: 'backward' }).legal).toBe('2026-04-07');
    expect(due('2026-05-08', { n: 0, unit: 'day', direction: 'backward' }).legal).toBe('2026-05-07');
  });
});

describe('a date that a coming notice may move (C12)', () => {
  it('is provisional from 25 December of the last published year on, and names the year', () => {
    const missing = (n: number): readonly number[] => due('2026-12-01', { n, unit: 'day' }).derivation.missingYears;
    expect([missing(23), missing(24), missing(40)]).toEqual([[], [2027], [2027]]);
    expect(due('2026-12-20', { n: 10, unit: 'workday' }).provisional).toBe(true);
    expect(due('2027-01-05', { n: 5, unit: 'workday', direction: 'backward' }).provisional).toBe(true);
  });

  it('is final once the notice is there, and may have moved', () => {
    const year2018 = EDITIONS.filter((edition) => edition.year <= 2018);
    const before = dueDate(day('2018-11-29'), { n: 32, unit: 'day' }, calendarOf(year2018));
    const after = dueDate(day('2018-11-29'), { n: 32, unit: 'day' }, CHINA);
    expect([before.legal, before.provisional]).toEqual(['2018-12-31', true]);
    expect([after.legal, after.provisional]).toEqual(['2019-01-02', false]);
  });
});

describe('what is no period', () => {
  it('is refused', () => {
    const start = day('2026-03-02');
    const refused = (period: Period, more?: Circumstances) =>
      expect(() => dueDate(start, period, CHINA, more)).toThrow(RangeError);
    refused({ n: -1, unit: 'day' });
    refused({ n: 1.5, unit: 'workday' });
    refused({ n: 5, unit: 'day' }, { extend: -1 });
    refused({ n: 5, unit: 'workday', direction: 'backward' }, { extend: 1 });
    refused({ n: 5, unit: 'day' }, { exclude: [out('2026-03-05', '2026-03-05')] });
    refused({ n: 99_999, unit: 'day' });
    refused({ n: 99_999, unit: 'workday' });
  });
});
