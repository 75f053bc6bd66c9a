import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../test/chaos/random.ts';
import { flatness, theilSen } from './slope.ts';

const line = (n: number, slope: number) => Array.from({ length: n }, (_, i) => 100 + slope * i);

describe('the slope after Theil and Sen', () => {
  it('is exact on a line', () => {
    const straight = fc.tuple(fc.integer({ min: 5, max: 40 }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(straight, ([n, slope]) => {
        expect(theilSen(line(n, slope))).toEqual({ perStep: slope, low: slope, high: slope });
      }),
    );
  });

  it('is not moved by an outlier', () => {
    const values = line(20, 1).map((value, i) => (i === 7 ? value * 100 : value));
    expect(theilSen(values).perStep).toBeCloseTo(1, 1);
  });

  it('has an interval that holds the true slope about 95 times in a hundred', () => {
    const chance = random('slopes');
    const held = Array.from({ length: 1_000 }, () => {
      const noisy = line(20, 0.3).map((value) => value + 4 * Math.tan(Math.PI * (chance.next() - 0.5) * 0.9));
      const { low, high } = theilSen(noisy);
      return low <= 0.3 && 0.3 <= high;
    }).filter(Boolean).length;
    expect(held).toBeGreaterThan(930);
    expect(held).toBeLessThan(985);
  });

  it('asks for five values', () => {
    expect(() => theilSen([1, 2, 3, 4])).toThrow(RangeError);
  });
});

describe('flatness', () => {
  it('tells flat, growing and undecided apart', () => {
    const saw = Array.from({ length: 20 }, (_, i) => 200 + (i % 5));
    expect(flatness(saw, 0.1).verdict).toBe('flat');
    expect(flatness(line(20, 4), 0.1).verdict).toBe('grows');
    expect(flatness([100, 180, 90, 170, 110, 190], 0.1).verdict).toBe('undecided');
  });

  it('says what the row gained', () => {
    expect(flatness(line(11, 2), 0.1)).toMatchObject({ level: 110, growth: 20, low: 20, high: 20, bound: 11 });
  });
});
