import { describe, expect, it } from 'vitest';
import { PROCEDURES } from '../procedures/procedures.ts';
import { explore } from './model-check.ts';

/** Situations expanded here; `npm run explore -- N` expands any number more. */
const CAP = 1000;

describe('the whole machine, explored through decide', () => {
  it(`has no fault in the first ${CAP} situations: arbitration open, an owner, a period, a way to the end`, () => {
    const { expanded, faults, states } = explore(CAP);
    expect(faults).toEqual([]);
    expect(expanded).toBe(CAP);
    const all = PROCEDURES.flatMap((p) => Object.keys(p.states).map((state) => `${p.id}.${state}`));
    const unseen = all.filter((state) => !states.includes(state));
    expect(unseen.length, unseen.join(' ')).toBeLessThanOrEqual(5);
  }, 60_000);
});
