// How a due date was reached (期限说明): plain data from which anyone can recompute it, and the sentences to read out.
import { type CivilDate, dayOfWeek } from '../calendar/civil-date.ts';

/** `payday` is a wage day: it moves back to the working day before, never forward (C14). */
export type Unit = 'day' | 'workday' | 'month' | 'year' | 'payday';

/** Time that does not count, half open: the day `to` counts again (C8). */
export interface Exclusion {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** The ground, as a person would name it: 中止, 公告送达 … */
  readonly why: string;
}

/** Text for people; one string serves both languages. */
export type Words = string | { readonly zh: string; readonly en: string };

export interface Trigger {
  /** The event that started the period. */
  readonly what: Words;
  /** Document or record that proves the day. */
  readonly proof?: string;
}

export interface ArticleRef {
  readonly law: Words;
  readonly article: string;
  /** The edition of the law that is meant: its document and the day since which it applies. */
  readonly version?: string;
  /** What the article says of the length. */
  readonly text?: string;
}

/**
 * A run of days treated alike. `from` and `to` are both in it; `days` is its length. Calendar units have the
 * reasons `calendar` and `excluded`, working-day units all others and `excluded`.
 */
export interface Stretch {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly days: number;
  readonly counted: boolean;
  readonly why: 'calendar' | 'weekday' | 'make-up' | 'weekend' | 'holiday' | 'excluded';
  /** The holiday (of a make-up day too), or the grounds of exclusion. */
  readonly name?: string;
}

/** The period itself or its extension, which is added to the nominal end of the period (C7). */
export interface Part {
  readonly of: 'period' | 'extension';
  readonly n: number;
  readonly unit: Unit;
  /** Day 0: the event, or the nominal end that is extended. */
  readonly after: CivilDate;
  /** Months and years: the day of the same number in the last month, or the end of that month (C5). */
  readonly anniversary?: { readonly day: CivilDate; readonly rule: 'same-day' | 'month-end' };
  /** Days or working days that have to be counted: `n`, or the length of the months in days. */
  readonly toCount: number;
  /** In the order of counting, without gap; in backward periods the latest comes first. */
  readonly stretches: readonly Stretch[];
  readonly end: CivilDate;
}

/** A run of rest days that the last day steps over. */
export interface RollStep {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly days: number;
  readonly why: 'weekend' | 'holiday';
  readonly name?: string;
}

/** How the last day found a working day; with the rule `none` it stays, working day or not. */
export interface Roll {
  readonly rule: 'forward' | 'backward' | 'none';
  readonly steps: readonly RollStep[];
  /** Why the day it came to rest on is worked. */
  readonly landsOn?: { readonly why: 'weekday' | 'make-up'; readonly name?: string };
}

/** A run of days of which the public calendar says something special. */
export interface CalendarFact {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly why: 'holiday' | 'make-up';
  readonly name: string;
  /** Number of the notice; absent for a fixed holiday of a year without one. */
  readonly edition?: string;
}

export interface Derivation {
  /** Day 0, which is not counted (C2). */
  readonly start: CivilDate;
  readonly trigger?: Trigger;
  readonly source?: ArticleRef;
  readonly direction: 'forward' | 'backward';
  /** The first day counted or skipped; absent where nothing is counted. */
  readonly firstDay?: CivilDate;
  /** The period, then its extension if there is one. */
  readonly parts: readonly Part[];
  /** Those that took days out of the period. */
  readonly exclusions: readonly Exclusion[];
  /** End of the count, before rest days are stepped over: warn the duty holder by this day (C13). */
  readonly nominal: CivilDate;
  readonly roll: Roll;
  /** Last day in time; consequences attach at its 24:00 (C6, C13). */
  readonly legal: CivilDate;
  readonly provisional: boolean;
  /** Years whose notices the result waits for. */
  readonly missingYears: readonly number[];
  readonly calendar: {
    readonly id: string;
    /** First and last published year. */
    readonly years: readonly [number, number];
    /** Notices that govern the days looked at. */
    readonly editions: readonly string[];
    /** What the calendar says of the days looked at, beyond plain weekdays and weekends. */
    readonly facts: readonly CalendarFact[];
  };
}

export type Language = 'zh' | 'en';

/** The derivation in sentences that a clerk can read out. */
export function inWords(derivation: Derivation, language: Language): string[] {
  const say = language === 'zh' ? ZH : EN;
  const { parts, source } = derivation;
  return [
    ...(source ? [say.basis(source)] : []),
    say.result(derivation),
    ...parts.flatMap((part) => say.part(part, derivation.direction)),
    ...say.calendar(derivation),
    say.last(derivation),
    ...(derivation.provisional ? [say.provisional(derivation.missingYears)] : []),
  ];
}

interface Speech {
  basis(source: ArticleRef): string;
  result(d: Derivation): string;
  part(part: Part, direction: Derivation['direction']): string[];
  calendar(d: Derivation): string[];
  last(d: Derivation): string;
  provisional(years: readonly number[]): string;
}

const sayIn = (words: Words, language: Language): string => (typeof words === 'string' ? words : words[language]);
const year = (d: CivilDate): number => Number(d.slice(0, 4));
const month = (d: CivilDate): number => Number(d.slice(5, 7));
const dayOf = (d: CivilDate): number => Number(d.slice(8, 10));
/** Whether the count of a calendar period needs no sentence of its own: nothing was taken out. */
const isPlain = (part: Part): boolean => part.stretches.every((stretch) => stretch.why === 'calendar');
const isMonths = (unit: Unit): boolean => unit === 'month' || unit === 'year';
const firstRestDay = (d: Derivation): RollStep | undefined => d.roll.steps[0];

// ---- 中文

const WEEKDAYS_ZH = ['日', '一', '二', '三', '四', '五', '六'] as const;
const UNITS_ZH = { day: '日', workday: '个工作日', month: '个月', year: '年', payday: '日' } as const;

const shortZh = (d: CivilDate): string => `${month(d)}月${dayOf(d)}日`;
const dateZh = (d: CivilDate): string => `${year(d)}年${shortZh(d)}`;
const fullZh = (d: CivilDate): string => `${dateZh(d)}（周${WEEKDAYS_ZH[dayOfWeek(d)]}）`;
const amountZh = (part: Part): string => `${part.n}${UNITS_ZH[part.unit]}`;

function rangeZh(run: { readonly from: CivilDate; readonly to: CivilDate }): string {
  if (run.from === run.to) return shortZh(run.from);
  const say = year(run.from) === year(run.to) ? shortZh : dateZh;
  return `${say(run.from)}至${say(run.to)}`;
}

function stretchZh(stretch: Stretch): string {
  const { days, name = '' } = stretch;
  const range = rangeZh(stretch);
  switch (stretch.why) {
    case 'calendar':
      return `${range}计${days}日`;
    case 'weekday':
      return `${range}计${days}个工作日`;
    case 'make-up':
      return `${range}为${name}调休上班日，计${days}个工作日`;
    case 'weekend':
      return `${range}为周末，不计`;
    case 'holiday':
      return `${range}为${name}假期，不计`;
    case 'excluded':
      return `${range}（${name}）共${days}日扣除，不计`;
  }
}

function restZh(steps: readonly RollStep[]): string {
  return steps.map((step) => (step.why === 'weekend' ? '逢周末' : `${step.name}放假`)).join('、');
}

function countZh(d: Derivation): string {
  const [period] = d.parts;
  const event = d.trigger ? `${dateZh(d.start)}（${sayIn(d.trigger.what, 'zh')}）` : dateZh(d.start);
  if (!period || period.n === 0) return `期限的最后一日定为${fullZh(d.start)}`;
  if (d.direction === 'backward') {
    return `自${event}前一日起倒算，留足${amountZh(period)}，最迟应在此前一日，即${fullZh(d.nominal)}`;
  }
  const end = fullZh(period.end);
  if (!isMonths(period.unit)) {
    const ordinal = period.unit === 'workday' ? `第${period.n}个工作日` : `第${period.n}日`;
    return `自${event}次日起算，${ordinal}为${end}`;
  }
  return `自${event}次日起算，${amountZh(period)}于${end}届满`;
}

function rollZh(d: Derivation): string {
  const [first] = d.roll.steps;
  if (!first) return '';
  const to = fullZh(d.legal);
  const verb = d.roll.rule === 'backward' ? '提前至' : '顺延至';
  return `，${restZh(d.roll.steps)}，${verb}${to}`;
}

const ZH: Speech = {
  basis: (source) => {
    const law = sayIn(source.law, 'zh');
    const title = law.startsWith('《') ? law : `《${law}》`;
    const version = source.version ? `（${source.version}）` : '';
    return `依据：${title}${version}${source.article}${source.text ? `：“${source.text}”` : ''}。`;
  },
  result: (d) => {
    const extension = d.parts[1];
    const extended = extension ? `，延长${amountZh(extension)}至${fullZh(extension.end)}` : '';
    const proof = d.trigger?.proof ? `起算依据：${d.trigger.proof}。` : '';
    return `${countZh(d)}${extended}${rollZh(d)}。${proof}`;
  },
  part: (part, direction) => {
    const sentences: string[] = [];
    if (part.anniversary) {
      const { day, rule } = part.anniversary;
      sentences.push(
        rule === 'same-day'
          ? `期满之月与${shortZh(part.after)}对应之日为${dateZh(day)}。`
          : `期满之月没有${dayOf(part.after)}日，以月末${dateZh(day)}为最后一日。`,
      );
    }
    if (part.stretches.length === 0 || isPlain(part)) return sentences;
    const name = part.of === 'extension' ? '延长期间' : direction === 'backward' ? '自后向前' : '逐日';
    return [...sentences, `${name}计算：${part.stretches.map(stretchZh).join('；')}。`];
  },
  calendar: (d) => {
    if (d.roll.rule === 'none') return ['该期限不因休息日顺延。'];
    const steps = d.roll.steps.map(
      (step) => `${rangeZh(step)}为${step.why === 'weekend' ? '周末' : `${step.name}假期`}`,
    );
    const makeUp = d.roll.landsOn?.why === 'make-up' ? d.roll.landsOn : undefined;
    return [
      ...(firstRestDay(d) ? [`${steps.join('，')}，不是工作日。`] : []),
      ...(makeUp
        ? [
            `${shortZh(d.legal)}为${makeUp.name}调休上班日，是工作日，不再${d.roll.rule === 'backward' ? '提前' : '顺延'}。`,
          ]
        : []),
      ...(d.calendar.editions.length > 0 ? [`放假安排见${d.calendar.editions.join('、')}。`] : []),
    ];
  },
  last: (d) => (d.direction === 'backward' ? `最迟应于${fullZh(d.legal)}完成。` : `期限至${fullZh(d.legal)}24时届满。`),
  provisional: (years) => `${years.join('、')}年的放假安排尚未载入，本结果为暂定，载入后重新计算。`,
};

// ---- English

const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const UNITS_EN = { day: 'day', workday: 'working day', month: 'month', year: 'year', payday: 'day' } as const;
const HOLIDAYS_EN: Readonly<Record<string, string>> = {
  元旦: 'New Year',
  春节: 'Spring Festival',
  清明节: 'Qingming',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
  中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日: '70th Victory Day',
};

const shortEn = (d: CivilDate): string => `${dayOf(d)} ${MONTHS_EN[month(d) - 1]}`;
const dateEn = (d: CivilDate): string => `${shortEn(d)} ${year(d)}`;
const fullEn = (d: CivilDate): string => `${WEEKDAYS_EN[dayOfWeek(d)]} ${dateEn(d)}`;
const times = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
const amountEn = (part: Part): string => times(part.n, UNITS_EN[part.unit]);
const holidayEn = (name = ''): string => {
  return name
    .split('、')
    .map((one) => HOLIDAYS_EN[one] ?? one)
    .join(' and ');
};

function rangeEn(run: { readonly from: CivilDate; readonly to: CivilDate }): string {
  if (run.from === run.to) return shortEn(run.from);
  const say = year(run.from) === year(run.to) ? shortEn : dateEn;
  return `${say(run.from)} to ${say(run.to)}`;
}

function stretchEn(stretch: Stretch): string {
  const { days, name } = stretch;
  const range = rangeEn(stretch);
  switch (stretch.why) {
    case 'calendar':
      return `${range} counts ${times(days, 'day')}`;
    case 'weekday':
      return `${range} counts ${times(days, 'working day')}`;
    case 'make-up':
      return `${range} is worked to make up for ${holidayEn(name)} and counts ${times(days, 'working day')}`;
    case 'weekend':
      return `${range} is a weekend and does not count`;
    case 'holiday':
      return `${range} is ${holidayEn(name)} and does not count`;
    case 'excluded':
      return `${range} (${name}), ${times(days, 'day')}, is taken out`;
  }
}

function ordinalEn(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

function countEn(d: Derivation): string {
  const [period] = d.parts;
  const event = d.trigger ? `${dateEn(d.start)} (${sayIn(d.trigger.what, 'en')})` : dateEn(d.start);
  if (!period || period.n === 0) return `The last day is set to ${fullEn(d.start)}`;
  if (d.direction === 'backward') {
    const clear = times(period.n, `clear ${UNITS_EN[period.unit]}`);
    return `Counting back from the day before ${event}, ${clear} must remain: the latest day is ${fullEn(d.nominal)}`;
  }
  const counting = `Counting from the day after ${event}`;
  if (isMonths(period.unit)) return `${counting}, the period of ${amountEn(period)} ends on ${fullEn(period.end)}`;
  return `${counting}, the ${ordinalEn(period.n)} ${UNITS_EN[period.unit]} is ${fullEn(period.end)}`;
}

const EN: Speech = {
  basis: (source) => {
    const version = source.version ? ` (${source.version})` : '';
    return `Basis: ${sayIn(source.law, 'en')}${version}, ${source.article}${source.text ? `: “${source.text}”` : ''}.`;
  },
  result: (d) => {
    const extension = d.parts[1];
    const extended = extension ? `; extended by ${amountEn(extension)} to ${fullEn(extension.end)}` : '';
    const rest = d.roll.steps.map((step) => (step.why === 'weekend' ? 'a weekend' : holidayEn(step.name))).join(', ');
    const direction = d.roll.rule === 'backward' ? 'back' : 'on';
    const rolled = firstRestDay(d) ? `; off for ${rest}, so it moves ${direction} to ${fullEn(d.legal)}` : '';
    return `${countEn(d)}${extended}${rolled}.${d.trigger?.proof ? ` Proof of the start: ${d.trigger.proof}.` : ''}`;
  },
  part: (part, direction) => {
    const sentences: string[] = [];
    if (part.anniversary) {
      const { day, rule } = part.anniversary;
      sentences.push(
        rule === 'same-day'
          ? `The day of the same number as ${shortEn(part.after)} in the last month is ${dateEn(day)}.`
          : `The last month has no day ${dayOf(part.after)}, so its end, ${dateEn(day)}, is taken.`,
      );
    }
    if (part.stretches.length === 0 || isPlain(part)) return sentences;
    const name = part.of === 'extension' ? 'The extension' : direction === 'backward' ? 'Backwards' : 'Day by day';
    return [...sentences, `${name}: ${part.stretches.map(stretchEn).join('; ')}.`];
  },
  calendar: (d) => {
    if (d.roll.rule === 'none') return ['This period does not move off rest days.'];
    const steps = d.roll.steps.map(
      (step) => `${rangeEn(step)} is ${step.why === 'weekend' ? 'a weekend' : holidayEn(step.name)}`,
    );
    const makeUp = d.roll.landsOn?.why === 'make-up' ? d.roll.landsOn : undefined;
    return [
      ...(firstRestDay(d) ? [`No working days: ${steps.join(', ')}.`] : []),
      ...(makeUp ? [`${shortEn(d.legal)} is worked to make up for ${holidayEn(makeUp.name)}, so it stands.`] : []),
      ...(d.calendar.editions.length > 0 ? [`Holidays by ${d.calendar.editions.join(', ')}.`] : []),
    ];
  },
  last: (d) =>
    d.direction === 'backward'
      ? `To be done on ${fullEn(d.legal)} at the latest.`
      : `The period ends on ${fullEn(d.legal)} at 24:00 Beijing time.`,
  provisional: (years) =>
    `The holidays of ${years.join(', ')} are not loaded yet: this date is provisional and will be recomputed.`,
};
