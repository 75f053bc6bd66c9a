import { describe, expect, it } from 'vitest';
import { CHINA } from '../calendar/calendar.ts';
import { civilDate } from '../calendar/civil-date.ts';
import { type Circumstances, dueDate, type Period } from './clock.ts';
import { inWords, type Language } from './derivation.ts';

function said(language: Language, start: string, period: Period, more: Circumstances = {}): string[] {
  return inWords(dueDate(civilDate(start), period, CHINA, more).derivation, language);
}

const NOTICE_2026 = '国办发明电〔2025〕7号';
const request: Circumstances = {
  trigger: { what: { zh: '收到协商要求', en: 'request to negotiate received' }, proof: '签收单' },
  source: { law: { zh: '企业劳动争议协商调解规定', en: 'Enterprise mediation rules' }, article: '第十条' },
};

describe('a derivation in words', () => {
  it('reads out the article, the event, the day of the count, the holiday and the result', () => {
    expect(said('zh', '2026-02-10', { n: 5, unit: 'day' }, request)).toEqual([
      '依据：《企业劳动争议协商调解规定》第十条。',
      '自2026年2月10日（收到协商要求）次日起算，第5日为2026年2月15日（周日），春节放假，顺延至2026年2月24日（周二）。起算依据：签收单。',
      '2月15日至2月23日为春节假期，不是工作日。',
      `放假安排见${NOTICE_2026}。`,
      '期限至2026年2月24日（周二）24时届满。',
    ]);
    expect(said('en', '2026-02-10', { n: 5, unit: 'day' }, request)).toEqual([
      'Basis: Enterprise mediation rules, 第十条.',
      'Counting from the day after 10 Feb 2026 (request to negotiate received), the 5th day is Sun 15 Feb 2026; off for Spring Festival, so it moves on to Tue 24 Feb 2026. Proof of the start: 签收单.',
      'No working days: 15 Feb to 23 Feb is Spring Festival.',
      `Holidays by ${NOTICE_2026}.`,
      'The period ends on Tue 24 Feb 2026 at 24:00 Beijing time.',
    ]);
  });

  it('goes through working days one run after the other', () => {
    const days = said('zh', '2026-02-13', { n: 3, unit: 'workday' });
    expect(days[1]).toBe(
      '逐日计算：2月14日为春节调休上班日，计1个工作日；2月15日至2月23日为春节假期，不计；2月24日至2月25日计2个工作日。',
    );
    expect(said('en', '2026-03-05', { n: 2, unit: 'workday' })[1]).toBe(
      'Day by day: 6 Mar counts 1 working day; 7 Mar to 8 Mar is a weekend and does not count; 9 Mar counts 1 working day.',
    );
  });

  it('names suspensions and extensions with their days', () => {
    const more: Circumstances = {
      extend: 15,
      exclude: [{ from: civilDate('2026-04-10'), to: civilDate('2026-04-20'), why: '中止' }],
    };
    const zh = said('zh', '2026-04-02', { n: 45, unit: 'day' }, more);
    expect(zh[0]).toContain('第45日为2026年5月27日（周三），延长15日至2026年6月11日（周四）。');
    expect(zh[1]).toContain('4月10日至4月19日（中止）共10日扣除，不计');
    const en = said('en', '2026-04-02', { n: 45, unit: 'day' }, more);
    expect(en[0]).toContain('extended by 15 days to Thu 11 Jun 2026');
    expect(en[1]).toContain('10 Apr to 19 Apr (中止), 10 days, is taken out');
  });

  it('says why a weekend day stands, and why a month ends early', () => {
    const month = said('zh', '2025-08-31', { n: 6, unit: 'month' });
    expect(month.slice(0, 3)).toEqual([
      '自2025年8月31日次日起算，6个月于2026年2月28日（周六）届满。',
      '期满之月没有31日，以月末2026年2月28日为最后一日。',
      '2月28日为春节调休上班日，是工作日，不再顺延。',
    ]);
    expect(said('en', '2025-06-30', { n: 1, unit: 'year' }).slice(0, 2)).toEqual([
      'Counting from the day after 30 Jun 2025, the period of 1 year ends on Tue 30 Jun 2026.',
      'The day of the same number as 30 Jun in the last month is 30 Jun 2026.',
    ]);
  });

  it('tells clear days, paydays and targets apart', () => {
    const back = said('zh', '2026-05-08', { n: 5, unit: 'workday', direction: 'backward' });
    expect(back[0]).toBe('自2026年5月8日前一日起倒算，留足5个工作日，最迟应在此前一日，即2026年4月27日（周一）。');
    expect(back.at(-1)).toBe('最迟应于2026年4月27日（周一）完成。');
    expect(said('en', '2026-02-15', { n: 0, unit: 'payday' })[0]).toBe(
      'The last day is set to Sun 15 Feb 2026; off for Spring Festival, so it moves back to Sat 14 Feb 2026.',
    );
    expect(said('zh', '2026-02-10', { n: 5, unit: 'day', roll: 'none' })).toContain('该期限不因休息日顺延。');
  });

  it('warns that a date is provisional, naming the year that is missing', () => {
    expect(said('zh', '2026-11-27', { n: 30, unit: 'day' }).at(-1)).toBe(
      '2027年的放假安排尚未载入，本结果为暂定，载入后重新计算。',
    );
    expect(said('en', '2026-11-27', { n: 30, unit: 'day' }).at(-1)).toContain(
      'The holidays of 2027 are not loaded yet',
    );
  });
});
