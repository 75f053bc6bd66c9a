import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CivilDate } from './civil-date.ts';
import {
  addDays,
  addMonths,
  beijingDate,
  civilDate,
  dayOfWeek,
  daysBetween,
  endOfDayMs,
  isCivilDate,
  startOfDayMs,
} from './civil-date.ts';

const FIRST_DAY = Date.UTC(1949, 0, 1) / 86_400_000;
const LAST_DAY = Date.UTC(2199, 11, 31) / 86_400_000;
/** What JavaScript's own calendar says of the same day: a second reckoning. */
const isoOfDay = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10);
const day = (text: string): CivilDate => civilDate(text);

describe('a civil date', () => {
  it('exists, or is refused', () => {
    const impossible = [
      '2026-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-1-1',
      '20260101',
      '',
    ];
    const outside = ['1948-12-31', '2200-01-01', '0001-01-01'];
    const padded = ['2026-01-01 ', '2026-01-01T00:00', ' 2026-01-01', '2026-01-01\n', '２０２６-01-01'];
    for (const text of [...impossible, ...outside, ...padded]) {
      expect(isCivilDate(text), text).toBe(false);
      expect(() => civilDate(text), text).toThrow(RangeError);
    }
    for (const text of ['1949-01-01', '2199-12-31', '2024-02-29', '2000-02-29']) expect(civilDate(text)).toBe(text);
  });

  it('agrees with a second reckoning on every day of the range', () => {
    let today = day('1949-01-01');
    for (let n = FIRST_DAY; n <= LAST_DAY; n++) {
      if (today !== isoOfDay(n)) expect(today).toBe(isoOfDay(n));
      if (dayOfWeek(today) !== new Date(n * 86_400_000).getUTCDay()) expect(today).toBe('another weekday');
      if (n < LAST_DAY) today = addDays(today, 1);
    }
    expect(today).toBe('2199-12-31');
    expect(() => addDays(today, 1)).toThrow(RangeError);
    expect(() => addDays(day('1949-01-01'), -1)).toThrow(RangeError);
  });

  it('counts back what it counted on', () => {
    const days = fc.integer({ min: FIRST_DAY, max: LAST_DAY }).map((n) => day(isoOfDay(n)));
    fc.assert(
      fc.property(days, days, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        expect(daysBetween(a, b)).toBe(-daysBetween(b, a) + 0);
      }),
    );
    expect(() => addDays(day('2026-01-01'), 0.5)).toThrow(RangeError);
    expect(() => addMonths(day('2026-01-01'), Number.NaN)).toThrow(RangeError);
  });

  it('adds months to the day of the same number, or the last day of the month (C5)', () => {
    expect(addMonths(day('2024-02-29'), 12)).toBe('2025-02-28');
    expect(addMonths(day('2025-08-31'), 6)).toBe('2026-02-28');
    expect(addMonths(day('2027-08-31'), 6)).toBe('2028-02-29');
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(day('2026-03-31'), -1)).toBe('2026-02-28');
    expect(addMonths(day('2026-01-15'), -1)).toBe('2025-12-15');
    expect(addMonths(day('2025-12-15'), 1)).toBe('2026-01-15');
    expect(addMonths(day('2025-06-30'), 12)).toBe('2026-06-30');
  });
});

describe('an instant', () => {
  it('lies in the day that Beijing has then (C1)', () => {
    expect(beijingDate(Date.parse('2026-02-10T15:59:59.999Z'))).toBe('2026-02-10');
    expect(beijingDate(Date.parse('2026-02-10T16:00:00Z'))).toBe('2026-02-11');
    expect(beijingDate(Date.parse('1960-01-01T15:59:59Z'))).toBe('1960-01-01');
    expect(() => beijingDate(Number.NaN)).toThrow(RangeError);
    expect(() => beijingDate(Date.UTC(2300, 0, 1))).toThrow(RangeError);
  });

  it('begins the day at 00:00 and ends it at 24:00 in Beijing (C6)', () => {
    expect(new Date(startOfDayMs(day('2026-02-24'))).toISOString()).toBe('2026-02-23T16:00:00.000Z');
    expect(endOfDayMs(day('2026-02-24'))).toBe(startOfDayMs(day('2026-02-25')));
    expect(beijingDate(endOfDayMs(day('2026-02-24')) - 1)).toBe('2026-02-24');
    expect(endOfDayMs(day('2199-12-31'))).toBe(Date.UTC(2199, 11, 31, 16));
  });
});
