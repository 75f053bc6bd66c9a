import { describe, expect, it } from 'vitest';
import { PROCEDURES } from '../procedures/procedures.ts';
import { explore } from './model-check.ts';

/** Situations expanded here; `npm run explore -- N` expands any number more. */
const CAP = 1000;

/** Reached only farther on. */
const FARTHER: readonly string[] = ['arbitration.deemedWithdrawn', 'petition.declined', 'petition.cleared'];

describe('the machine of all procedures together, explored through decide', () => {
  it(`has no fault in the first ${CAP} situations: arbitration open, an owner, a period, a way to the end`, () => {
    const { expanded, faults, states } = explore(CAP);
    expect(faults).toEqual([]);
    expect(expanded).toBe(CAP);
    const all = PROCEDURES.flatMap((p) => Object.keys(p.states).map((state) => `${p.id}.${state}`));
    const unseen = all.filter((state) => !states.includes(state));
    expect(unseen.filter((state) => !FARTHER.includes(state))).toEqual([]);
  }, 60_000);
});
