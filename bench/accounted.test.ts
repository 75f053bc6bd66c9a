import { describe, expect, it } from 'vitest';
import { adds, unaccounted } from './accounted.ts';

const counted = (cases: number, skipped: number, started: number) => ({ cases, over: cases, skipped, started });

describe('cases and workflows', () => {
  it('add up when each case had a workflow or was over before', () => {
    expect(unaccounted(counted(100, 60, 40))).toBe(0);
    expect(adds(counted(100, 60, 40))).toBe(true);
    expect(adds(counted(0, 0, 0))).toBe(true);
  });

  it('do not add up when one case has neither', () => {
    expect(unaccounted(counted(10_000, 60, 9_939))).toBe(1);
    expect(adds(counted(10_000, 60, 9_939))).toBe(false);
  });

  it('leave room for few that began twice', () => {
    expect(adds(counted(100, 60, 41))).toBe(true);
    expect(adds(counted(100, 60, 42))).toBe(false);
    expect(adds(counted(1_000, 0, 1_005))).toBe(true);
    expect(adds(counted(1_000, 0, 1_006))).toBe(false);
  });
});
