// The table of 第三十一条 knows every matter exactly once; transfers end at the cap; the same matter is known again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, civilDate } from '../civil-date.ts';
import { DISTRICT } from '../random-life.ts';
import {
  commonSuperior,
  type EarlierMatter,
  linesFor,
  MATTER_FACTS,
  type MatterFacts,
  mayTransfer,
  ROUTES,
  repeatsOf,
  sort,
  TRANSFER_CAP,
} from './routing.ts';

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

describe('the cap on transfers', () => {
  it('refuses the fourth and names the common superior', () => {
    const held = ['petitions', 'community', 'petitions', 'community'];
    expect(TRANSFER_CAP).toBe(3);
    expect(mayTransfer(held.slice(0, 3), 'community', DISTRICT)).toEqual({ allowed: true });
    expect(mayTransfer(held, 'park', DISTRICT)).toMatchObject({
      allowed: false,
      decider: 'district',
      article: { article: '第二十四条' },
    });
    expect(mayTransfer(['park', 'town'], 'petitions', DISTRICT, 1)).toMatchObject({ allowed: false });
    expect(mayTransfer(['town'], 'town', DISTRICT)).toMatchObject({ allowed: false });
  });

  it('never lets one of the quarrelling offices decide', () => {
    expect(commonSuperior(['community', 'town'], DISTRICT)).toBe('district');
    expect(commonSuperior(['community', 'district'], DISTRICT)).toBeNull();
    const offices = fc.constantFrom(...DISTRICT.bodies.keys());
    fc.assert(
      fc.property(fc.array(offices, { minLength: 1, maxLength: 6 }), offices, (held, to) => {
        const answer = mayTransfer(held, to, DISTRICT);
        if (held.length <= TRANSFER_CAP && held.at(-1) !== to) expect(answer).toEqual({ allowed: true });
        if (held.length > TRANSFER_CAP) expect(answer.allowed).toBe(false);
        if (!answer.allowed && answer.decider !== null) expect([...held, to]).not.toContain(answer.decider);
      }),
    );
  });
});

describe('a repeat', () => {
  const key = { person: 'a'.repeat(64), employer: 'b'.repeat(64), claim: 'remuneration' };
  const ended = civilDate('2025-06-30');
  const earlier: EarlierMatter = {
    ...key,
    caseId: 'c1',
    registeredOn: civilDate('2025-05-01'),
    endedOn: ended,
    stands: 'answered',
  };
  const at = addMonths(ended, 12);

  it('is the same person, employer and claim within twelve months', () => {
    expect(repeatsOf(key, at, [earlier])).toMatchObject([{ caseId: 'c1', answer: 'link' }]);
    expect(repeatsOf(key, addDays(at, 1), [earlier])).toEqual([]);
    for (const other of [{ person: 'c'.repeat(64) }, { employer: 'c'.repeat(64) }, { claim: 'leave' }])
      expect(repeatsOf({ ...key, ...other }, at, [earlier])).toEqual([]);
  });

  it('of what is in hand or ended for good is known however old, with its article', () => {
    const old = civilDate('2030-01-01');
    const open: EarlierMatter = { ...earlier, caseId: 'c2', stands: 'open', endedOn: null };
    const final: EarlierMatter = { ...earlier, caseId: 'c3', stands: 'final', registeredOn: civilDate('2025-05-02') };
    expect(repeatsOf(key, old, [open, earlier, final])).toMatchObject([
      { caseId: 'c3', answer: 'final', article: { article: '第三十六条第三款' } },
      { caseId: 'c2', answer: 'in-hand', article: { article: '第十九条第三款' } },
    ]);
  });

  it('is never told by a blank or a name', () => {
    expect(() => repeatsOf({ ...key, person: '' }, at, [])).toThrow(RangeError);
    expect(() => repeatsOf({ ...key, employer: '某某公司' }, at, [])).toThrow(RangeError);
  });
});
