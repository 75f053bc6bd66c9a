import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from './dates.ts';

describe('a day in a ledger', () => {
  it.each([
    ['2021-03-05', '2021-03-05', []],
    ['2021.3.5', '2021-03-05', ['date-dot']],
    ['2021.03.05.', '2021-03-05', ['date-dot']],
    ['2021/03/05', '2021-03-05', ['date-slash']],
    ['2021年3月5日', '2021-03-05', ['date-cn']],
    ['2021年3月5号', '2021-03-05', ['date-cn']],
    ['2021 年 3 月 5 日', '2021-03-05', ['date-cn']],
    ['二〇二一年十二月三十一日', '2021-12-31', ['date-cn']],
    ['44260', '2021-03-05', ['date-serial']],
    ['44260.75', '2021-03-05', ['date-serial', 'date-time']],
    ['20210305', '2021-03-05', ['date-compact']],
    ['2021-3-5', '2021-03-05', ['date-unpadded']],
    ['21.3.5', '2021-03-05', ['date-dot', 'date-short-year']],
    ['2021-03-05 08:30', '2021-03-05', ['date-time']],
    ['2021-03-05T08:30:00+08:00', '2021-03-05', ['date-time']],
    ['2021/3/5 下午', '2021-03-05', ['date-slash', 'date-time']],
    ['2021年3月5日上午9时30分', '2021-03-05', ['date-cn', 'date-time']],
    ['2021年3月5日（星期五）', '2021-03-05', ['date-cn', 'date-time', 'fullwidth-text']],
    ['２０２１－０３－０５', '2021-03-05', ['fullwidth-digits']],
    ['２０２１．３．５', '2021-03-05', ['date-dot', 'fullwidth-digits']],
    [' 2021-03-05\u200b', '2021-03-05', ['stray-space']],
    ['2021—03—05', '2021-03-05', ['date-other']],
    ['25/12/2021', '2021-12-25', ['date-slash']],
    ['12/25/2021', '2021-12-25', ['date-slash']],
    ['2024-02-29', '2024-02-29', []],
  ])('%s is %s', (text, day, tags) => {
    expect(readDate(text)).toEqual({ value: day, tags, fault: null });
  });

  it.each(['2022.2.30', '2021-13-01', '2023-02-29', '2021年4月31日', '20210230', '10000', '1900-01-01', '2021-00-05'])(
    '%s is no day of the years 1949 to 2199',
    (text) => {
      expect(readDate(text)).toMatchObject({ value: null, fault: 'unreal' });
    },
  );

  it.each([
    '2021年3月',
    '2021.3',
    '2021',
    '202103',
    '2021年3月上旬',
    '约2021年3月5日',
    '2021-03-05至2021-03-08',
    '2021.3.5、2021.4.6',
    '3/5/2021',
    '去年',
    '2021-03-04T16:30:00Z',
    '4426',
  ])('%s does not fix one day', (text) => {
    expect(readDate(text)).toMatchObject({ value: null, fault: 'inexact' });
  });

  it.each(['', ' ', '/', '—', '无', '不详', '　', '同上', '〃'])('%j gives none', (text) => {
    expect(readDate(text)).toEqual({ value: null, tags: [], fault: 'missing' });
  });

  it('means the same day in every form', () => {
    const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2172-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        const [y, m, d] = day.split('-').map(Number);
        const serial = Math.floor(date.getTime() / 86_400_000) + 25_569;
        const forms = [
          `${y}.${m}.${d}`,
          `${y}/${m}/${d}`,
          `${y}年${m}月${d}日`,
          String(serial),
          day.replaceAll('-', ''),
        ];
        expect(forms.map((form) => readDate(form).value)).toEqual(forms.map(() => day));
      }),
    );
  });
});
