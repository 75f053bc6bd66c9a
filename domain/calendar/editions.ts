// The State Council's notices of public holidays as data, one edition a year: what is off, what is worked instead.
// A new year is a new row; a notice that changes a published year is named in its row, beside the days it changed.
import { type CivilDate, civilDate } from './civil-date.ts';

/** What one year's notice (国务院办公厅关于…年部分节假日安排的通知) decided. */
export interface YearEdition {
  readonly year: number;
  /** Number of the notice (发文字号); its title where the number was not found. */
  readonly notice: string;
  /** Date of the notice; where only the days were found, the day the press reported it. */
  readonly published: CivilDate;
  /** `number`: number, date and days read in a copy of the notice. `days`: the days read, the number or date not. */
  readonly verified: 'number' | 'days';
  /** A later notice that changed this year. */
  readonly amended?: { readonly notice: string; readonly published: CivilDate };
  readonly holidays: readonly Holiday[];
}

export interface Holiday {
  readonly name: string;
  /** Days off: `MM-DD` or `MM-DD..MM-DD`, both ends included; a day of the year before is written `YYYY-MM-DD`. */
  readonly off: readonly string[];
  /** Weekend days that are worked instead (调休上班). */
  readonly makeUp?: readonly string[];
  /** The notice that set these days, where it is not the year's own. */
  readonly notice?: string;
}

export const EDITIONS: readonly YearEdition[] = [
  {
    year: 2007,
    notice: '国办发明电〔2006〕49号',
    published: civilDate('2006-12-14'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01..01-03'], makeUp: ['2006-12-30', '2006-12-31'] },
      { name: '春节', off: ['02-18..02-24'], makeUp: ['02-17', '02-25'] },
      { name: '劳动节', off: ['05-01..05-07'], makeUp: ['04-28', '04-29'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['09-29', '09-30'] },
    ],
  },
  {
    year: 2008,
    notice: '国务院办公厅关于2008年部分节假日安排的通知',
    published: civilDate('2007-12-18'),
    verified: 'days',
    holidays: [
      { name: '元旦', off: ['2007-12-30..01-01'], makeUp: ['2007-12-29'] },
      { name: '春节', off: ['02-06..02-12'], makeUp: ['02-02', '02-03'] },
      { name: '清明节', off: ['04-04..04-06'] },
      { name: '劳动节', off: ['05-01..05-03'], makeUp: ['05-04'] },
      { name: '端午节', off: ['06-07..06-09'] },
      { name: '中秋节', off: ['09-13..09-15'] },
      { name: '国庆节', off: ['09-29..10-05'], makeUp: ['09-27', '09-28'] },
    ],
  },
  {
    year: 2009,
    notice: '国办发明电〔2008〕42号',
    published: civilDate('2008-12-10'),
    verified: 'days',
    holidays: [
      { name: '元旦', off: ['01-01..01-03'], makeUp: ['01-04'] },
      { name: '春节', off: ['01-25..01-31'], makeUp: ['01-24', '02-01'] },
      { name: '清明节', off: ['04-04..04-06'] },
      { name: '劳动节', off: ['05-01..05-03'] },
      { name: '端午节', off: ['05-28..05-30'], makeUp: ['05-31'] },
      { name: '国庆节、中秋节', off: ['10-01..10-08'], makeUp: ['09-27', '10-10'] },
    ],
  },
  {
    year: 2010,
    notice: '国办发明电〔2009〕27号',
    published: civilDate('2009-12-07'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01..01-03'] },
      { name: '春节', off: ['02-13..02-19'], makeUp: ['02-20', '02-21'] },
      { name: '清明节', off: ['04-03..04-05'] },
      { name: '劳动节', off: ['05-01..05-03'] },
      { name: '端午节', off: ['06-14..06-16'], makeUp: ['06-12', '06-13'] },
      { name: '中秋节', off: ['09-22..09-24'], makeUp: ['09-19', '09-25'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['09-26', '10-09'] },
    ],
  },
  {
    year: 2011,
    notice: '国办发明电〔2010〕40号',
    published: civilDate('2010-12-09'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01..01-03'] },
      { name: '春节', off: ['02-02..02-08'], makeUp: ['01-30', '02-12'] },
      { name: '清明节', off: ['04-03..04-05'], makeUp: ['04-02'] },
      { name: '劳动节', off: ['04-30..05-02'] },
      { name: '端午节', off: ['06-04', '06-06'] },
      { name: '中秋节', off: ['09-10..09-12'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['10-08', '10-09'] },
    ],
  },
  {
    year: 2012,
    notice: '国办发明电〔2011〕45号',
    published: civilDate('2011-12-05'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01..01-03'], makeUp: ['2011-12-31'] },
      { name: '春节', off: ['01-22..01-28'], makeUp: ['01-21', '01-29'] },
      { name: '清明节', off: ['04-02..04-04'], makeUp: ['03-31', '04-01'] },
      { name: '劳动节', off: ['04-29..05-01'], makeUp: ['04-28'] },
      { name: '端午节', off: ['06-22', '06-24'] },
      { name: '中秋节、国庆节', off: ['09-30..10-07'], makeUp: ['09-29'] },
    ],
  },
  {
    year: 2013,
    notice: '国办发明电〔2012〕33号',
    published: civilDate('2012-12-08'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01..01-03'], makeUp: ['01-05', '01-06'] },
      { name: '春节', off: ['02-09..02-15'], makeUp: ['02-16', '02-17'] },
      { name: '清明节', off: ['04-04..04-06'], makeUp: ['04-07'] },
      { name: '劳动节', off: ['04-29..05-01'], makeUp: ['04-27', '04-28'] },
      { name: '端午节', off: ['06-10..06-12'], makeUp: ['06-08', '06-09'] },
      { name: '中秋节', off: ['09-19..09-21'], makeUp: ['09-22'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['09-29', '10-12'] },
    ],
  },
  {
    year: 2014,
    notice: '国办发明电〔2013〕28号',
    published: civilDate('2013-12-11'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01'] },
      { name: '春节', off: ['01-31..02-06'], makeUp: ['01-26', '02-08'] },
      { name: '清明节', off: ['04-05..04-07'] },
      { name: '劳动节', off: ['05-01..05-03'], makeUp: ['05-04'] },
      { name: '端午节', off: ['06-02'] },
      { name: '中秋节', off: ['09-08'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['09-28', '10-11'] },
    ],
  },
  {
    year: 2015,
    notice: '国办发明电〔2014〕28号',
    published: civilDate('2014-12-16'),
    verified: 'number',
    amended: { notice: '国发明电〔2015〕1号', published: civilDate('2015-05-13') },
    holidays: [
      { name: '元旦', off: ['01-01..01-03'], makeUp: ['01-04'] },
      { name: '春节', off: ['02-18..02-24'], makeUp: ['02-15', '02-28'] },
      { name: '清明节', off: ['04-05..04-06'] },
      { name: '劳动节', off: ['05-01'] },
      { name: '端午节', off: ['06-20', '06-22'] },
      {
        name: '中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日',
        off: ['09-03..09-04'],
        makeUp: ['09-06'],
        notice: '国发明电〔2015〕1号',
      },
      { name: '中秋节', off: ['09-27'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['10-10'] },
    ],
  },
  {
    year: 2016,
    notice: '国办发明电〔2015〕18号',
    published: civilDate('2015-12-10'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01'] },
      { name: '春节', off: ['02-07..02-13'], makeUp: ['02-06', '02-14'] },
      { name: '清明节', off: ['04-04'] },
      { name: '劳动节', off: ['05-01..05-02'] },
      { name: '端午节', off: ['06-09..06-11'], makeUp: ['06-12'] },
      { name: '中秋节', off: ['09-15..09-17'], makeUp: ['09-18'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['10-08', '10-09'] },
    ],
  },
  {
    year: 2017,
    notice: '国办发明电〔2016〕17号',
    published: civilDate('2016-12-01'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01..01-02'] },
      { name: '春节', off: ['01-27..02-02'], makeUp: ['01-22', '02-04'] },
      { name: '清明节', off: ['04-02..04-04'], makeUp: ['04-01'] },
      { name: '劳动节', off: ['05-01'] },
      { name: '端午节', off: ['05-28..05-30'], makeUp: ['05-27'] },
      { name: '中秋节、国庆节', off: ['10-01..10-08'], makeUp: ['09-30'] },
    ],
  },
  {
    year: 2018,
    notice: '国办发明电〔2017〕12号',
    published: civilDate('2017-11-30'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01'] },
      { name: '春节', off: ['02-15..02-21'], makeUp: ['02-11', '02-24'] },
      { name: '清明节', off: ['04-05..04-07'], makeUp: ['04-08'] },
      { name: '劳动节', off: ['04-29..05-01'], makeUp: ['04-28'] },
      { name: '端午节', off: ['06-18'] },
      { name: '中秋节', off: ['09-24'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['09-29', '09-30'] },
    ],
  },
  {
    year: 2019,
    notice: '国办发明电〔2018〕15号',
    published: civilDate('2018-12-04'),
    verified: 'number',
    amended: { notice: '国办发明电〔2019〕3号', published: civilDate('2019-03-22') },
    holidays: [
      { name: '元旦', off: ['2018-12-30..01-01'], makeUp: ['2018-12-29'] },
      { name: '春节', off: ['02-04..02-10'], makeUp: ['02-02', '02-03'] },
      { name: '清明节', off: ['04-05..04-07'] },
      { name: '劳动节', off: ['05-01..05-04'], makeUp: ['04-28', '05-05'], notice: '国办发明电〔2019〕3号' },
      { name: '端午节', off: ['06-07..06-09'] },
      { name: '中秋节', off: ['09-13..09-15'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['09-29', '10-12'] },
    ],
  },
  {
    year: 2020,
    notice: '国办发明电〔2019〕16号',
    published: civilDate('2019-11-21'),
    verified: 'number',
    amended: { notice: '国办发明电〔2020〕1号', published: civilDate('2020-01-26') },
    holidays: [
      { name: '元旦', off: ['01-01'] },
      { name: '春节', off: ['01-24..02-02'], makeUp: ['01-19'], notice: '国办发明电〔2020〕1号' },
      { name: '清明节', off: ['04-04..04-06'] },
      { name: '劳动节', off: ['05-01..05-05'], makeUp: ['04-26', '05-09'] },
      { name: '端午节', off: ['06-25..06-27'], makeUp: ['06-28'] },
      { name: '国庆节、中秋节', off: ['10-01..10-08'], makeUp: ['09-27', '10-10'] },
    ],
  },
  {
    year: 2021,
    notice: '国办发明电〔2020〕27号',
    published: civilDate('2020-11-25'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01..01-03'] },
      { name: '春节', off: ['02-11..02-17'], makeUp: ['02-07', '02-20'] },
      { name: '清明节', off: ['04-03..04-05'] },
      { name: '劳动节', off: ['05-01..05-05'], makeUp: ['04-25', '05-08'] },
      { name: '端午节', off: ['06-12..06-14'] },
      { name: '中秋节', off: ['09-19..09-21'], makeUp: ['09-18'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['09-26', '10-09'] },
    ],
  },
  {
    year: 2022,
    notice: '国办发明电〔2021〕11号',
    published: civilDate('2021-10-25'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01..01-03'] },
      { name: '春节', off: ['01-31..02-06'], makeUp: ['01-29', '01-30'] },
      { name: '清明节', off: ['04-03..04-05'], makeUp: ['04-02'] },
      { name: '劳动节', off: ['04-30..05-04'], makeUp: ['04-24', '05-07'] },
      { name: '端午节', off: ['06-03..06-05'] },
      { name: '中秋节', off: ['09-10..09-12'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['10-08', '10-09'] },
    ],
  },
  {
    year: 2023,
    notice: '国办发明电〔2022〕16号',
    published: civilDate('2022-12-08'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['2022-12-31..01-02'] },
      { name: '春节', off: ['01-21..01-27'], makeUp: ['01-28', '01-29'] },
      { name: '清明节', off: ['04-05'] },
      { name: '劳动节', off: ['04-29..05-03'], makeUp: ['04-23', '05-06'] },
      { name: '端午节', off: ['06-22..06-24'], makeUp: ['06-25'] },
      { name: '中秋节、国庆节', off: ['09-29..10-06'], makeUp: ['10-07', '10-08'] },
    ],
  },
  {
    year: 2024,
    notice: '国办发明电〔2023〕7号',
    published: civilDate('2023-10-25'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01'] },
      { name: '春节', off: ['02-10..02-17'], makeUp: ['02-04', '02-18'] },
      { name: '清明节', off: ['04-04..04-06'], makeUp: ['04-07'] },
      { name: '劳动节', off: ['05-01..05-05'], makeUp: ['04-28', '05-11'] },
      { name: '端午节', off: ['06-10'] },
      { name: '中秋节', off: ['09-15..09-17'], makeUp: ['09-14'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['09-29', '10-12'] },
    ],
  },
  {
    year: 2025,
    notice: '国办发明电〔2024〕12号',
    published: civilDate('2024-11-12'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01'] },
      { name: '春节', off: ['01-28..02-04'], makeUp: ['01-26', '02-08'] },
      { name: '清明节', off: ['04-04..04-06'] },
      { name: '劳动节', off: ['05-01..05-05'], makeUp: ['04-27'] },
      { name: '端午节', off: ['05-31..06-02'] },
      { name: '国庆节、中秋节', off: ['10-01..10-08'], makeUp: ['09-28', '10-11'] },
    ],
  },
  {
    year: 2026,
    notice: '国办发明电〔2025〕7号',
    published: civilDate('2025-11-04'),
    verified: 'number',
    holidays: [
      { name: '元旦', off: ['01-01..01-03'], makeUp: ['01-04'] },
      { name: '春节', off: ['02-15..02-23'], makeUp: ['02-14', '02-28'] },
      { name: '清明节', off: ['04-04..04-06'] },
      { name: '劳动节', off: ['05-01..05-05'], makeUp: ['05-09'] },
      { name: '端午节', off: ['06-19..06-21'] },
      { name: '中秋节', off: ['09-25..09-27'] },
      { name: '国庆节', off: ['10-01..10-07'], makeUp: ['09-20', '10-10'] },
    ],
  },
];
