import { describe, expect, it } from 'vitest';
import { optionsOf } from './options.ts';
import { planOf, variantOf } from './plan.ts';

const asked = (...args: string[]) => optionsOf(['node', 'bench', ...args]);
const ids = (...args: string[]) => planOf(asked(...args)).map(({ id }) => id);

describe('the plan', () => {
  it('names a part by what it is measured with, so that what is done stays done', () => {
    expect(ids('--measures', 'A,C')).toEqual([
      '1 A jiefen in-process/dev/lean/1w/1a 1,32,128 10',
      '1 C jiefen in-process/dev/lean/1w/1a 5000 10,0',
    ]);
  });

  it('names what is not as usual', () => {
    const options = asked('--engine', 'cluster', '--slim', '--workers', '2', '--shards', '128', '--pg', 'compose');
    expect(variantOf(options)).toBe('in-process/cluster-slim/lean/2w/128shards/pg-compose');
    expect(planOf(options)[0]?.id).toBe(
      '1 A jiefen in-process/cluster-slim/lean/2w/1a/128shards/pg-compose 1,32,128 10',
    );
    expect(variantOf(asked())).toBe('in-process/dev/lean');
    expect(variantOf(asked('--kept', '500'))).toBe('in-process/dev/lean/500kept');
  });

  it('has each part of the whole once, the production server among them, and very many clocks last', () => {
    const all = ids('--full');
    expect(new Set(all).size).toBe(all.length);
    expect(all.at(-1)).toContain('armed');
    const production = all.filter((id) => /\/(server|cluster)/.test(id));
    expect(production).toEqual([
      '1 B jiefen in-process/server-slim/lean/1w/1a 10000',
      '1 B jiefen in-process/server/lean/1w/1a 10000',
      '1 C jiefen in-process/cluster/lean/2w/1a 5000 10,0',
      '1 A jiefen in-process/cluster/lean/2w/1a 1,32,128 10',
      '1 A jiefen in-process/cluster/lean/followed/2w/1a 1,32,128 10',
      '2 B jiefen in-process/server-slim/lean/1w/1a 10000',
      '3 B jiefen in-process/server-slim/lean/1w/1a 10000',
      '4 B jiefen in-process/server-slim/lean/1w/1a 10000,50000',
    ]);
    for (const round of [1, 2, 3]) {
      for (const measure of ['A', 'B', 'C']) {
        const peers = all.filter((id) => id.startsWith(`${round} ${measure} `) && !id.includes('jiefen'));
        expect(peers).toHaveLength(5);
      }
    }
  });

  it('does of it only what matches', () => {
    expect(ids('--full', '--only', '^1 B .*slim')).toEqual(['1 B jiefen in-process/server-slim/lean/1w/1a 10000']);
  });
});
