// The table of 第三十一条 knows every matter exactly once; who stands above is none of those below.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISTRICT } from '../checking/random-life.ts';
import { commonSuperior, linesFor, MATTER_FACTS, type MatterFacts, ROUTES, sort, superiorOf } from './routing.ts';

const matters = Object.entries(MATTER_FACTS).reduce<readonly Record<string, unknown>[]>(
  (made, [fact, values]) => made.flatMap((m) => values.map((value) => ({ ...m, [fact]: value }))),
  [{}],
) as unknown as readonly MatterFacts[];
const plain: MatterFacts = {
  kind: 'claim',
  judicial: false,
  arbitrable: false,
  partyReview: false,
  administrative: 'none',
  enforcement: 'none',
};

describe('sorting by 第三十一条', () => {
  it('has exactly one line for every matter, and every line and route is used', () => {
    expect(matters).toHaveLength(3 * 2 * 2 * 2 * 4 * 3);
    const lines = matters.map(linesFor);
    expect(lines.filter((found) => found.length !== 1)).toEqual([]);
    expect(new Set(lines.flat().map((l) => l.route))).toEqual(new Set(Object.keys(ROUTES)));
  });

  it('accepts only what none of the first five items takes, and gives notice of all else', () => {
    for (const m of matters) {
      const sorted = sort(m);
      const free = JSON.stringify(m) === JSON.stringify({ ...plain });
      expect(sorted.route === 'petition').toBe(free);
      expect(sorted.article.article === '第三十一条第六项').toBe(free);
      expect(sorted.noticeDue).toBe(!free);
      expect(sorted.also).not.toContain(sorted.route);
      if (m.kind === 'claim' && m.arbitrable) {
        expect(sorted.showsLimitation).toBe(true);
        expect([sorted.route, ...sorted.also]).toContain('arbitration');
      }
    }
  });

  it('sends unpaid wages to arbitration and shows inspection as open beside it', () => {
    expect(sort({ ...plain, arbitrable: true, enforcement: 'labour' })).toMatchObject({
      route: 'arbitration',
      also: ['labour-inspection'],
      article: { article: '第三十一条第二项', verified: 'text' },
    });
    expect(sort({ ...plain, judicial: true, administrative: 'reconsideration' })).toMatchObject({
      route: 'court',
      also: ['reconsideration'],
    });
    expect(() => sort({ ...plain, kind: 'rumour' } as unknown as MatterFacts)).toThrow(RangeError);
  });
});

describe('who stands above', () => {
  it('never lets one of the quarrelling offices decide', () => {
    expect(commonSuperior(['community', 'town'], DISTRICT)).toBe('district');
    expect(commonSuperior(['community', 'district'], DISTRICT)).toBeNull();
    const offices = fc.constantFrom(...DISTRICT.bodies.keys());
    fc.assert(
      fc.property(fc.array(offices, { minLength: 1, maxLength: 6 }), (held) => {
        const decider = commonSuperior(held, DISTRICT);
        if (decider !== null) expect(held).not.toContain(decider);
      }),
    );
  });

  it('is the nearest active organisation above, if we know one', () => {
    const bodies = new Map(DISTRICT.bodies);
    const town = bodies.get('town');
    if (town) bodies.set('town', { ...town, active: false });
    expect(superiorOf('community', DISTRICT)).toBe('town');
    expect(superiorOf('community', { version: 'closed', bodies })).toBe('district');
    expect(superiorOf('district', DISTRICT)).toBeNull();
  });
});
