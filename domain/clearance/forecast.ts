// 归零预测: when a backlog will be at zero, told from the bureau's own weeks, with how often such forecasts held before.
// The method in one paragraph, for the leader who asks: what was cleared per working day, what came back per case cleared
// and what came in per week are each learned from the weeks, recent ones counting more (rate.ts); the weeks around 春节
// and the winter have their own pace (seasons.ts); then many futures are drawn, each with rates that may be a little
// other than they seem and may drift. Half of them have reached zero by P50, nine in ten by P90.
// What it cannot know: the back-test vouches for months, not for years. A bureau whose pace goes on falling year after
// year, or whose last cases are far harder than its weeks show yet, comes to zero later than P90 says.
import { type Calendar, CHINA } from '../calendar/calendar.ts';
import { addDays, type CivilDate, dayOfWeek } from '../calendar/civil-date.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';
import type { DayBalance } from './balance.ts';
import { overdispersed, seeded } from './chance.ts';
import { courseOf, type Exposure, learnRate, type Rate } from './rate.ts';
import { isFestival, isWinter, learnSeason, workingDays } from './seasons.ts';

/** One week of a balance: opening − cleared + relapsed + entered is the opening of the next, less what that takes over. */
export interface ClearanceWeek {
  /** Its Monday. */
  readonly monday: CivilDate;
  readonly opening: number;
  readonly cleared: number;
  readonly relapsed: number;
  readonly entered: number;
  /** Of the opening: what came into the books in this week and was old then. It is no inflow. */
  readonly takenOver?: number;
}

/** Below either there is no forecast: half a year of weeks, and so many cases cleared in them. */
export const ENOUGH = { weeks: 26, cleared: 20 } as const;
/** Weeks that the back-test learns from before the first month it tells. */
const LEARNING_WEEKS = 13;
/** Ten years: what is later is not told. */
const HORIZON_WEEKS = 520;
/** Weeks in which a cleared case may come back, for the most part: the return visits are at 30 and 90 days. */
const RELAPSE_WEEKS = 13;
/** Share of past months whose balance ought to have lain within the interval. */
export const AIM = 0.85;
/** How the work slows as the backlog thins: not at all, with its root, in proportion; and how likely each is held. */
const THINNING = [
  { power: 0, prior: 0.8 },
  { power: 0.5, prior: 0.17 },
  { power: 1, prior: 0.03 },
] as const;

/** The whole weeks, Monday to Sunday, of a daily balance. Days come in order, none missing. */
export function weeksOf(days: readonly DayBalance[]): readonly ClearanceWeek[] {
  return days.flatMap((first, i) => {
    const week = days.slice(i, i + 7);
    if (dayOfWeek(first.on) !== 1 || week.length < 7) return [];
    const total = (of: 'cleared' | 'relapsed' | 'entered'): number => week.reduce((sum, d) => sum + d[of].count, 0);
    // Old cases that came into the books during the week stand in its opening, so that it hands over to the next.
    const late = week.slice(1).reduce((sum, d) => sum + d.takenOver.count, 0);
    return [
      {
        monday: first.on,
        opening: first.opening.count + late,
        cleared: total('cleared'),
        relapsed: total('relapsed'),
        entered: total('entered'),
        takenOver: first.takenOver.count + late,
      },
    ];
  });
}

const closingOf = (week: ClearanceWeek): number => week.opening - week.cleared + week.relapsed + week.entered;

export interface ForecastOptions {
  /** Same seed, same history: same forecast. */
  readonly seed: number;
  /** Cases to be cleared, where they are not all of the history's: a campaign's. Share of the bureau's work they get. */
  readonly campaign?: { readonly open: number; readonly share: number };
  readonly calendar?: Calendar;
  /** Futures drawn; 1000 where absent. */
  readonly futures?: number;
}

/** A past month, told from the weeks before it alone. Cases open at its end. */
export interface MonthTold {
  /** `2026-03`: the weeks whose Monday lies in it. */
  readonly month: string;
  /** Nine in ten futures ended between `low` and `high`. */
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly actual: number;
  readonly held: boolean;
}

export interface BackTest {
  readonly months: readonly MonthTold[];
  /** Share of the months that held; null without a month to test. */
  readonly coverage: number | null;
}

export interface Given {
  readonly given: true;
  /** The forecast counts from the day after. */
  readonly asOf: CivilDate;
  readonly open: number;
  /** Sunday of the week by whose end half of the futures have come to zero; null: not within ten years. */
  readonly p50: CivilDate | null;
  /** The same for nine in ten. */
  readonly p90: CivilDate | null;
  /** Share of the futures that come to zero within ten years. */
  readonly reached: number;
  readonly backTest: BackTest;
  /** What to read beside the dates: how past forecasts did. */
  readonly record: Bilingual;
  /** What the bureau's own history says against its date of zero; empty: nothing that we know. */
  readonly cautions: readonly Bilingual[];
}

export interface NotGiven {
  readonly given: false;
  readonly because: Bilingual;
}

export type Forecast = Given | NotGiven;

/** When zero will be reached; none where the history is too short. */
export function forecastZero(history: readonly ClearanceWeek[], options: ForecastOptions): Forecast {
  const last = history.at(-1);
  const cleared = history.reduce((sum, w) => sum + w.cleared, 0);
  if (!last || history.length < ENOUGH.weeks || cleared < ENOUGH.cleared) return tooLittle(history.length, cleared);
  const backTested = backTest(history, options);
  const open = options.campaign?.open ?? closingOf(last);
  const zero = zeroOf(history, last, open, options, null);
  const cautions = cautionsOf(history, zero, options);
  return { ...zero, backTest: backTested, record: recordOf(backTested), cautions };
}

export interface HandlerEffect {
  readonly now: Given;
  readonly withMore: Given;
  /** Days earlier; null where either date is not within ten years. */
  readonly p50EarlierDays: number | null;
  readonly p90EarlierDays: number | null;
  readonly assumes: Bilingual;
}

/**
 * What one more handler would change, all else as before. How much of an average colleague's work he does is not known:
 * each future draws it anew between half and all of it.
 *
 * @param handlers how many cleared the cases of the history; a whole number from 1 on
 * @throws RangeError for any other number of handlers
 */
export function whatOneMoreHandlerWouldChange(
  history: readonly ClearanceWeek[],
  handlers: number,
  options: ForecastOptions,
): HandlerEffect | NotGiven {
  if (!Number.isSafeInteger(handlers) || handlers < 1) throw new RangeError(`not a number of handlers: ${handlers}`);
  const now = forecastZero(history, options);
  const last = history.at(-1);
  if (!now.given || !last) return now.given ? tooLittle(0, 0) : now;
  const withMore = { ...now, ...zeroOf(history, last, now.open, options, handlers) };
  return {
    now,
    withMore,
    p50EarlierDays: earlierDays(now.p50, withMore.p50),
    p90EarlierDays: earlierDays(now.p90, withMore.p90),
    assumes: {
      zh: `按现有${handlers}名经办人的平均办结量推算，新增一人完成其一半至全部；其余不变。`,
      en: `One more beside ${handlers} does between half and all of an average handler's work; all else as before.`,
    },
  };
}

function earlierDays(a: CivilDate | null, b: CivilDate | null): number | null {
  if (a === null || b === null) return null;
  let days = 0;
  while (addDays(b, days) < a) days += 7;
  return days;
}

/** Each whole past month told from the weeks before it, and whether it came so. */
export function backTest(history: readonly ClearanceWeek[], options: ForecastOptions): BackTest {
  const futures = Math.min(400, options.futures ?? 400);
  const months = wholeMonths(history).flatMap(({ month, begin, end }) => {
    const before = history.slice(0, begin);
    const first = history[begin];
    const final = history[end - 1];
    if (begin < LEARNING_WEEKS || !first || !final) return [];
    const model = learn(before, first.opening, options.calendar ?? CHINA);
    const ends = Array.from({ length: futures }, (_, i) => openAfter(model, end - begin, [options.seed, begin, i]));
    ends.sort((a, b) => a - b);
    const [low, middle, high] = [
      ends[Math.floor(0.05 * futures)],
      ends[Math.floor(futures / 2)],
      ends[Math.ceil(0.95 * futures) - 1],
    ];
    // What a ledger brought later in the month was not there to be foretold.
    const late = history.slice(begin + 1, end).reduce((sum, w) => sum + (w.takenOver ?? 0), 0);
    const actual = closingOf(final) - late;
    if (low === undefined || middle === undefined || high === undefined) return [];
    return [{ month, low, middle, high, actual, held: low <= actual && actual <= high }];
  });
  const held = months.filter((m) => m.held).length;
  return { months, coverage: months.length === 0 ? null : held / months.length };
}

/** Months all of whose Mondays are in the history; `end` exclusive. */
function wholeMonths(history: readonly ClearanceWeek[]) {
  const months: { month: string; begin: number; end: number }[] = [];
  for (const [i, { monday }] of history.entries()) {
    const month = monday.slice(0, 7);
    const known = months.at(-1);
    if (known?.month === month) known.end = i + 1;
    else if (known || addDays(monday, -7).slice(0, 7) !== month) months.push({ month, begin: i, end: i + 1 });
  }
  const last = history.at(-1)?.monday;
  return months.filter((m) => last === undefined || addDays(last, 7).slice(0, 7) !== m.month);
}

function tooLittle(weeks: number, cleared: number): NotGiven {
  return {
    given: false,
    because: {
      zh: `历史数据不足，不作预测：需要至少${ENOUGH.weeks}周、办结${ENOUGH.cleared}件，现有${weeks}周、${cleared}件。`,
      en: `Too little history for a forecast: ${weeks} of ${ENOUGH.weeks} weeks, ${cleared} of ${ENOUGH.cleared} cleared.`,
    },
  };
}

function recordOf({ months, coverage }: BackTest): Bilingual {
  const held = months.filter((m) => m.held).length;
  if (coverage === null) return { zh: '尚无完整月份可供回测。', en: 'No past month to test yet.' };
  const zh = `回测${months.length}个月，${held}个月落在区间内。`;
  const en = `Of ${months.length} past months ${held} ended within the interval.`;
  if (coverage >= AIM) return { zh, en };
  return { zh: `${zh}低于应有水平，预测仅供参考。`, en: `${en} That is too few: do not rely on it.` };
}

// ── what speaks against a date of zero ──────────────────────────────────────────────────────────────────────────

/** Half a year ahead, told from each quarter of the history. */
const FAR = { weeks: 26, every: 13, held: 0.8 } as const;
/** Weeks for which a record of months vouches at most. */
const VOUCHED_WEEKS = 52;
/** Standard errors by which the pace must have fallen before we call it a trend. */
const FALLING = -2;

/** The back-test vouches for months; these say where a date years ahead is likely to be too early. */
function cautionsOf(
  history: readonly ClearanceWeek[],
  { open, p90, asOf }: Pick<Given, 'open' | 'p90' | 'asOf'>,
  options: ForecastOptions,
): readonly Bilingual[] {
  if (open === 0) return [];
  const calendar = options.calendar ?? CHINA;
  const far = farTest(history, options);
  const thin = learn(history, open, calendar).clearing.reduce((sum, r) => sum + (r.kind > 0 ? r.weight : 0), 0);
  const beyond = p90 === null || p90 > addDays(asOf, 7 * VOUCHED_WEEKS);
  return [
    ...(paceTrend(history, calendar) < FALLING
      ? [
          {
            zh: '近期办结速度持续下降;若继续下降,归零将晚于预测。',
            en: 'The pace has been falling: if that goes on, zero comes later than this says.',
          },
        ]
      : []),
    ...(thin > 0.4
      ? [
          {
            zh: '剩余件越少办结越慢;最后的案件往往最难,归零可能晚于预测。',
            en: 'Work slows as the backlog thins: the last cases are the hardest, and zero may come later.',
          },
        ]
      : []),
    ...(far.tried > 0 && far.held / far.tried < FAR.held
      ? [
          {
            zh: `半年期回测${far.tried}次,仅${far.held}次未超出上限。`,
            en: `Told half a year ahead, only ${far.held} of ${far.tried} past forecasts were not too early.`,
          },
        ]
      : []),
    ...(beyond
      ? [
          {
            zh: '归零日在一年以后;回测只验证以月计的预测,此日期仅供参考。',
            en: 'Zero lies more than a year ahead; the record vouches for months, so read the date as a guess.',
          },
        ]
      : []),
  ];
}

/** How often no more stood open half a year later than nine in ten futures had said. */
function farTest(history: readonly ClearanceWeek[], options: ForecastOptions): { tried: number; held: number } {
  const futures = Math.min(150, options.futures ?? 150);
  let [tried, held] = [0, 0];
  for (let begin = FAR.weeks; begin + FAR.weeks <= history.length; begin += FAR.every) {
    const first = history[begin];
    const final = history[begin + FAR.weeks - 1];
    if (!first || !final) break;
    const model = learn(history.slice(0, begin), first.opening, options.calendar ?? CHINA);
    const ends = Array.from({ length: futures }, (_, i) => openAfter(model, FAR.weeks, [options.seed, -begin, i]));
    const high = ends.sort((a, b) => a - b)[Math.ceil(0.95 * futures) - 1] ?? 0;
    const late = history.slice(begin + 1, begin + FAR.weeks).reduce((sum, w) => sum + (w.takenOver ?? 0), 0);
    tried += 1;
    if (closingOf(final) - late <= high) held += 1;
  }
  return { tried, held };
}

/** Slope of the pace over the weeks in its own standard errors; 0 where it cannot be told. */
function paceTrend(history: readonly ClearanceWeek[], calendar: Calendar): number {
  const points = history.flatMap((w, i) => {
    const days = workingDays(calendar, w.monday);
    return days === 0 || isFestival(w.monday) ? [] : [[i, w.cleared / days] as const];
  });
  const n = points.length;
  if (n < LEARNING_WEEKS) return 0;
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / n;
  const [x, y] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [i]) => sum + (i - x) ** 2, 0);
  const slope = points.reduce((sum, [i, pace]) => sum + (i - x) * (pace - y), 0) / spread;
  const left = points.reduce((sum, [i, pace]) => sum + (pace - y - slope * (i - x)) ** 2, 0);
  const error = Math.sqrt(left / (n - 2) / spread);
  return error === 0 ? 0 : slope / error;
}

/** What the calendar says of a week to come, counted from 1: working days, and how many more come in than usual. */
type Ahead = (week: number) => { readonly work: number; readonly arrivals: number };

function ahead(calendar: Calendar, first: CivilDate, festival: number, winter: number): Ahead {
  const known: ReturnType<Ahead>[] = [];
  return (week) => {
    while (known.length < week) {
      const monday = addDays(first, 7 * known.length);
      const work = workingDays(calendar, monday) * (isFestival(monday) ? festival : 1);
      known.push({ work, arrivals: isWinter(monday) ? winter : 1 });
    }
    return known[week - 1] ?? { work: 0, arrivals: 0 };
  };
}

/** Everything that a future is drawn from. */
interface Model {
  readonly weeks: Ahead;
  readonly open: number;
  readonly clearing: Rate;
  readonly relapsing: Rate;
  /** null: nothing comes in, as in a campaign. */
  readonly entering: Rate | null;
  /** Cleared in the last weeks, the latest last. */
  readonly lately: readonly number[];
  /** Share of the work that goes to these cases. */
  readonly share: number;
}

function learn(history: readonly ClearanceWeek[], open: number, calendar: Calendar): Model {
  const cleared = history.map((w) => w.cleared);
  const days = history.map((w) => workingDays(calendar, w.monday));
  const festival = learnSeason(
    history.map((w, i) => ({ count: w.cleared, exposure: days[i] ?? 0, inSeason: isFestival(w.monday) })),
    0.7,
  );
  const winter = learnSeason(
    history.map((w) => ({ count: w.entered, exposure: 1, inSeason: isWinter(w.monday) })),
    1.3,
  );
  const worked = history.map((w, i) => (days[i] ?? 0) * (isFestival(w.monday) ? festival : 1));
  const clearing = THINNING.map(
    ({ power, prior }): Exposure => ({
      kind: power,
      prior,
      exposure: worked.map((w, i) => w * thinness(history[i]?.opening ?? 0, open, power)),
    }),
  );
  return {
    weeks: ahead(calendar, addDays(history.at(-1)?.monday ?? calendar.from, 7), festival, winter),
    open,
    clearing: learnRate(cleared, clearing),
    relapsing: learnRate(
      history.map((w) => w.relapsed),
      [{ kind: 0, prior: 1, exposure: history.map((_, i) => atRisk(cleared.slice(0, i))) }],
    ),
    entering: learnRate(
      history.map((w) => w.entered),
      [{ kind: 0, prior: 1, exposure: history.map((w) => (isWinter(w.monday) ? winter : 1)) }],
    ),
    lately: cleared.slice(-RELAPSE_WEEKS),
    share: 1,
  };
}

/** How much the work on a thinner backlog slows: 1 at `reference` open cases. */
const thinness = (open: number, reference: number, power: number): number =>
  power === 0 ? 1 : (Math.max(1, open) / Math.max(1, reference)) ** power;

/** What a week's relapses stand to: cases cleared per week lately. */
function atRisk(cleared: readonly number[]): number {
  const lately = cleared.slice(-RELAPSE_WEEKS);
  return 0.05 + lately.reduce((sum, n) => sum + n, 0) / RELAPSE_WEEKS;
}

/** Draws one future week by week and yields how many are open at the end of each. */
function* future(model: Model, seed: readonly number[]): Generator<number, never> {
  const once = seeded(...seed, 0);
  const clearing = courseOf(model.clearing, once);
  const relapsing = courseOf(model.relapsing, once);
  const entering = model.entering && courseOf(model.entering, once);
  const lately = [...model.lately];
  for (let week = 1, open = model.open; ; week++) {
    const { work, arrivals } = model.weeks(week);
    const pace = work * model.share;
    const draw = seeded(...seed, week, 1);
    const able = clearing.next(draw) * pace * thinness(open, model.open, clearing.kind);
    const cleared = Math.min(open, overdispersed(draw, able, clearing.evenness));
    const chance = seeded(...seed, week, 2);
    const relapsed = overdispersed(chance, relapsing.next(chance) * atRisk(lately), relapsing.evenness);
    const arrival = seeded(...seed, week, 3);
    const entered = entering ? overdispersed(arrival, entering.next(arrival) * arrivals, entering.evenness) : 0;
    open += relapsed + entered - cleared;
    lately.push(cleared);
    lately.shift();
    yield open;
  }
}

function openAfter(model: Model, weeks: number, seed: readonly number[]): number {
  const run = future(model, seed);
  let open = model.open;
  for (let i = 0; i < weeks; i++) open = run.next().value;
  return open;
}

/** The first week, from 1, at whose end nothing is open; infinite where that is not within ten years. */
function weekOfZero(model: Model, seed: readonly number[]): number {
  let week = 0;
  for (const open of future(model, seed)) {
    week += 1;
    if (open === 0) return week;
    if (week >= HORIZON_WEEKS) return Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}

/** @param handlers one more beside so many; null: nobody more */
function zeroOf(
  history: readonly ClearanceWeek[],
  last: ClearanceWeek,
  open: number,
  { seed, campaign, calendar = CHINA, futures = 1000 }: ForecastOptions,
  handlers: number | null,
): Omit<Given, 'backTest' | 'record' | 'cautions'> {
  const learned = learn(history, open, calendar);
  const base = campaign ? { ...learned, entering: null, share: campaign.share } : learned;
  const weeks = Array.from({ length: open === 0 ? 0 : futures }, (_, i) => {
    const extra = handlers === null ? 0 : (0.5 + seeded(seed, i, -1)() / 2) / handlers;
    return weekOfZero({ ...base, share: base.share * (1 + extra) }, [seed, -1, i]);
  }).sort((a, b) => a - b);
  const asOf = addDays(last.monday, 6);
  const dateAt = (share: number): CivilDate | null => {
    const week = open === 0 ? 0 : (weeks[Math.ceil(share * weeks.length) - 1] ?? Number.POSITIVE_INFINITY);
    return Number.isFinite(week) ? addDays(asOf, 7 * week) : null;
  };
  const reached = open === 0 ? 1 : weeks.filter(Number.isFinite).length / weeks.length;
  return { given: true, asOf, open, p50: dateAt(0.5), p90: dateAt(0.9), reached };
}
