import { describe, expect, it } from 'vitest';
import { FAILPOINTS } from '../../db/failpoint.ts';
import { deal, said } from './plan.ts';
import { random } from './random.ts';

describe('chance by seed', () => {
  it('is the same for the same seed and differs for another', () => {
    const draw = (seed: string) => Array.from({ length: 20 }, random(seed).next);
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('gives streams that do not depend on what was drawn before', () => {
    const [fresh, used] = [random('a'), random('a')];
    used.next();
    expect(used.stream('x').next()).toBe(fresh.stream('x').next());
    expect(fresh.stream('x').next()).not.toBe(fresh.stream('y').next());
  });

  it('covers its range and stays in it', () => {
    const drawn = Array.from({ length: 2_000 }, () => random('a').stream('n').int(1, 6));
    expect(new Set(drawn).size).toBe(1);
    const chance = random('dice');
    const dice = Array.from({ length: 2_000 }, () => chance.int(1, 6));
    expect([...new Set(dice)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(() => chance.pick([])).toThrow(RangeError);
  });
});

describe('a plan', () => {
  it('follows from the seed and leaves out no kind of fault', () => {
    const plan = deal(random('7'), 40);
    expect(plan).toEqual(deal(random('7'), 40));
    expect(plan.map(({ no }) => no)).toEqual(plan.map((_, i) => i + 1));
    const words = plan.map(said).join('\n');
    for (const point of FAILPOINTS) expect(words).toContain(point);
    for (const target of ['worker', 'api', 'temporal', 'postgres', 'backend'])
      expect(words).toContain(`kill -9 ${target}`);
    for (const link of ['api-database', 'worker-database', 'worker-temporal']) expect(words).toContain(`cut ${link}`);
  });

  it('can be empty', () => {
    expect(deal(random('7'), 5, 'none')).toEqual([]);
  });
});
