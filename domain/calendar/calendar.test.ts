import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import {
  addWorkdays,
  type CalendarDay,
  CHINA,
  calendarOf,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
} from './calendar.ts';
import { addDays, type CivilDate, civilDate } from './civil-date.ts';
import { EDITIONS, type YearEdition } from './editions.ts';

const on = (text: string): CalendarDay => CHINA.day(civilDate(text));
const year2026 = EDITIONS.filter((edition) => edition.year === 2026);
/** An invented notice for a year that has none yet. */
const year2027: YearEdition = {
  year: 2027,
  notice: '试〔2026〕1号',
  published: civilDate('2026-11-05'),
  verified: 'days',
  holidays: [{ name: '元旦', off: ['2026-12-31..01-02'], makeUp: ['2026-12-27'] }],
};

function daysBetween(from: string, to: string): CivilDate[] {
  const days: CivilDate[] = [];
  for (let d = civilDate(from); d <= to; d = addDays(d, 1)) days.push(d);
  return days;
}

describe('the published years', () => {
  it('are all there, each with its notice, in order of publication', () => {
    expect(EDITIONS.map((edition) => edition.year)).toEqual(Array.from({ length: 20 }, (_, i) => 2007 + i));
    for (const edition of EDITIONS) {
      expect(edition.notice, String(edition.year)).toMatch(/^国办发明电〔\d{4}〕\d+号$|部分节假日安排的通知$/);
      expect(Number(edition.published.slice(0, 4))).toBe(edition.year - 1);
      expect(edition.holidays.map((holiday) => holiday.name).join()).toMatch(/元旦.*春节.*劳动节.*国庆节/);
    }
    expect(() => calendarOf(EDITIONS.filter((edition) => edition.year !== 2015))).toThrow('no edition for 2015');
    expect(() => calendarOf([])).toThrow(RangeError);
  });

  it('agree with an independent data set on every day', () => {
    const wrong = daysBetween('2007-01-01', '2026-12-31').filter(
      (d) => isWorkingDay(CHINA, d) !== chineseDays.isWorkday(d),
    );
    expect(wrong).toEqual([]);
  });

  it('have the make-up days of 2026 and as many working days a month as the notice leaves', () => {
    const days = daysBetween('2026-01-01', '2026-12-31');
    expect(days.filter((d) => CHINA.day(d).why === 'make-up')).toEqual([
      ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    ]);
    const perMonth = Array.from({ length: 12 }, (_, month) => {
      return days.filter((d) => Number(d.slice(5, 7)) === month + 1 && isWorkingDay(CHINA, d)).length;
    });
    expect(perMonth).toEqual([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
  });

  it('keep the make-up days of every past year', () => {
    const makeUp = (year: number): string =>
      daysBetween(`${year}-01-01`, `${year}-12-31`)
        .filter((d) => CHINA.day(d).why === 'make-up')
        .map((d) => d.slice(5))
        .join(' ');
    expect(makeUp(2007)).toBe('02-17 02-25 04-28 04-29 09-29 09-30 12-29');
    expect(makeUp(2008)).toBe('02-02 02-03 05-04 09-27 09-28');
    expect(makeUp(2009)).toBe('01-04 01-24 02-01 05-31 09-27 10-10');
    expect(makeUp(2010)).toBe('02-20 02-21 06-12 06-13 09-19 09-25 09-26 10-09');
    expect(makeUp(2011)).toBe('01-30 02-12 04-02 10-08 10-09 12-31');
    expect(makeUp(2012)).toBe('01-21 01-29 03-31 04-01 04-28 09-29');
    expect(makeUp(2013)).toBe('01-05 01-06 02-16 02-17 04-07 04-27 04-28 06-08 06-09 09-22 09-29 10-12');
    expect(makeUp(2014)).toBe('01-26 02-08 05-04 09-28 10-11');
    expect(makeUp(2015)).toBe('01-04 02-15 02-28 09-06 10-10');
    expect(makeUp(2016)).toBe('02-06 02-14 06-12 09-18 10-08 10-09');
    expect(makeUp(2017)).toBe('01-22 02-04 04-01 05-27 09-30');
    expect(makeUp(2018)).toBe('02-11 02-24 04-08 04-28 09-29 09-30 12-29');
    expect(makeUp(2019)).toBe('02-02 02-03 04-28 05-05 09-29 10-12');
    expect(makeUp(2020)).toBe('01-19 04-26 05-09 06-28 09-27 10-10');
    expect(makeUp(2021)).toBe('02-07 02-20 04-25 05-08 09-18 09-26 10-09');
    expect(makeUp(2022)).toBe('01-29 01-30 04-02 04-24 05-07 10-08 10-09');
    expect(makeUp(2023)).toBe('01-28 01-29 04-23 05-06 06-25 10-07 10-08');
    expect(makeUp(2024)).toBe('02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12');
    expect(makeUp(2025)).toBe('01-26 02-08 04-27 09-28 10-11');
  });

  it('say why, with the holiday and the notice', () => {
    const edition = '国办发明电〔2025〕7号';
    expect(on('2026-02-17')).toEqual({ working: false, why: 'holiday', name: '春节', edition, known: true });
    expect(on('2026-02-28')).toEqual({ working: true, why: 'make-up', name: '春节', edition, known: true });
    expect(on('2026-03-07')).toEqual({ working: false, why: 'weekend', edition, known: true });
    expect(on('2026-03-09')).toEqual({ working: true, why: 'weekday', edition, known: true });
    expect(on('2018-12-31')).toMatchObject({ why: 'holiday', name: '元旦', edition: '国办发明电〔2018〕15号' });
    expect(on('2019-05-03')).toMatchObject({ name: '劳动节', edition: '国办发明电〔2019〕3号' });
    expect(on('2020-01-31')).toMatchObject({ name: '春节', edition: '国办发明电〔2020〕1号' });
    expect(on('2015-09-04')).toMatchObject({ why: 'holiday', edition: '国发明电〔2015〕1号' });
  });
});

describe('beyond the horizon (C12)', () => {
  it('knows weekends and the fixed holidays, and says that it does not know more', () => {
    expect(CHINA.horizon).toBe('2026-12-24');
    const fallback = { known: false };
    for (const d of ['2027-01-01', '2027-05-01', '2027-05-02', '2027-10-01', '2027-10-02', '2027-10-03']) {
      expect(on(d), d).toMatchObject({ ...fallback, working: false, why: 'holiday' });
      expect(on(d).edition).toBeUndefined();
    }
    expect(on('2027-02-06')).toEqual({ ...fallback, working: false, why: 'weekend' });
    expect(on('2027-02-08')).toEqual({ ...fallback, working: true, why: 'weekday' });
    expect(on('2006-12-20').known).toBe(false);
  });

  it('holds the last week of the year open until the next notice is there', () => {
    expect(on('2026-12-24').known).toBe(true);
    expect(on('2026-12-25').known).toBe(false);
    expect(on('2026-12-27')).toMatchObject({ working: false, why: 'weekend', known: false });
    const later = calendarOf([...EDITIONS, year2027]);
    expect(later.horizon).toBe('2027-12-24');
    expect(later.day(civilDate('2026-12-27'))).toMatchObject({ working: true, why: 'make-up', known: true });
    expect(later.day(civilDate('2026-12-31'))).toMatchObject({ working: false, name: '元旦', known: true });
    expect(later.id).not.toBe(CHINA.id);
  });
});

describe('a calendar of other editions', () => {
  it('takes the newer of two editions of a year', () => {
    const revised = year2026.map((edition) => ({ ...edition, published: civilDate('2026-03-01'), holidays: [] }));
    const days = [calendarOf([...year2026, ...revised]), calendarOf([...revised, ...year2026])];
    for (const calendar of days) expect(isWorkingDay(calendar, civilDate('2026-05-01'))).toBe(true);
    expect(calendarOf(year2026).from).toBe('2026-01-01');
  });

  it('refuses days that cannot be', () => {
    const holidays = [
      [{ name: '错', off: ['02-30'] }],
      [{ name: '错', off: ['03-05..03-01'] }],
      [{ name: '错', off: [], makeUp: ['03-04'] }],
    ];
    for (const wrong of holidays) expect(() => calendarOf([{ ...year2027, holidays: wrong }])).toThrow(RangeError);
  });
});

describe('working days', () => {
  it('are counted over holidays and make-up days, in both directions', () => {
    expect(addWorkdays(CHINA, civilDate('2026-02-13'), 3)).toBe('2026-02-25');
    expect(addWorkdays(CHINA, civilDate('2026-02-25'), -3)).toBe('2026-02-13');
    expect(addWorkdays(CHINA, civilDate('2026-02-15'), 0)).toBe('2026-02-15');
    expect(nextWorkingDay(CHINA, civilDate('2026-02-14'))).toBe('2026-02-24');
    expect(previousWorkingDay(CHINA, civilDate('2026-02-24'))).toBe('2026-02-14');
    expect(() => addWorkdays(CHINA, civilDate('2026-02-14'), 1.5)).toThrow(RangeError);
  });
});
