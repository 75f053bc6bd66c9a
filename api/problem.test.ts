// Every answer that is no success says in both languages what to do; a refusal of the law names its article or rule.
import { describe, expect, it } from 'vitest';
import { REASONS, type RefusalCode, refuse } from '../domain/deciding/refusals.ts';
import { PROBLEMS, Problem, type ProblemCode, REFUSED } from './problem.ts';

const ASKS = /请|可以|可用|支持的方法见|不必/;

describe('a refusal', () => {
  it.each(REFUSED)('%s names a rule and says what can be done', (code: RefusalCode) => {
    const body = Problem.refused(refuse(code, '不行。', 'No.')).body('r-1');
    expect(body.article).toBe(REASONS[code].rule);
    expect(body.article).toMatch(/第.+条|^设计 .{4}/);
    expect(body.detail.zh).toMatch(/^不行。.+。$/);
    expect(body.detail.zh).toMatch(ASKS);
    expect(body.detail.en).toMatch(/^No\. [A-Z].+\.$/);
    expect([403, 404, 409]).toContain(body.status);
  });

  it('names the closer article where there is one', () => {
    const close = refuse('period-over', '已满。', 'Over.', '民事诉讼法 第一百七十一条');
    expect(Problem.refused(close).body('r-1').article).toBe('民事诉讼法 第一百七十一条');
  });
});

it.each(Object.keys(PROBLEMS) as ProblemCode[])('%s says what to do', (code) => {
  const { zh, en } = PROBLEMS[code];
  expect(zh).toMatch(ASKS);
  expect(en).toMatch(/[A-Z].+\.$/);
});
