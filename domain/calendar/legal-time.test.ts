import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { databaseAt, drill, legalAt, REAL, timeline } from './legal-time.ts';

const midnight = Date.parse('2026-02-24T00:00:00+08:00');
const now = Date.parse('2026-03-01T12:00:00+08:00');

describe('legal time', () => {
  it('is the time of the database in production', () => {
    expect(legalAt(REAL, now)).toBe(now);
    expect(databaseAt(REAL, midnight)).toBe(midnight);
  });

  it('passes one legal day in a second of a drill', () => {
    const fast = drill(now, midnight, 1000);
    expect(fast.factor).toBe(86_400);
    expect(legalAt(fast, now)).toBe(midnight);
    expect(legalAt(fast, now + 15_000)).toBe(midnight + 15 * 86_400_000);
    expect(databaseAt(fast, midnight + 45 * 86_400_000)).toBe(now + 45_000);
    expect(legalAt(fast, now - 1000)).toBe(midnight - 86_400_000);
  });

  it('can stand elsewhere without running faster', () => {
    const moved = timeline(now, midnight, 1);
    expect(legalAt(moved, now + 5)).toBe(midnight + 5);
    expect(databaseAt(moved, midnight - 5)).toBe(now - 5);
  });

  it('gives the first database millisecond that is not too early, whatever the factor', () => {
    const factor = fc.oneof(fc.constantFrom(1, 7, 60, 86_400, 1 / 3), fc.double({ min: 0.01, max: 1e6, noNaN: true }));
    const legal = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(factor, legal, (f, legalMs) => {
        const t = timeline(now, midnight, f);
        const at = databaseAt(t, legalMs);
        expect(legalAt(t, at)).toBeGreaterThanOrEqual(legalMs);
        expect(legalAt(t, at - 1)).toBeLessThan(legalMs);
      }),
    );
  });

  it('refuses to stand still or to run backwards', () => {
    for (const factor of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => timeline(now, midnight, factor)).toThrow(RangeError);
    }
    expect(() => drill(now, midnight, 0)).toThrow(RangeError);
    expect(() => timeline(0.5, midnight, 1)).toThrow(RangeError);
  });
});
