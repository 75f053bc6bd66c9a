// From a period to its due date, by the rules C2–C5, C7, C8, C11–C14, with the derivation that explains it.
import { type Calendar, type CalendarDay, yearsNeeded } from '../calendar/calendar.ts';
import { addDays, addMonths, type CivilDate, daysBetween, yearOf } from '../calendar/civil-date.ts';
import type {
  ArticleRef,
  CalendarFact,
  Derivation,
  Exclusion,
  Part,
  Roll,
  RollStep,
  Stretch,
  Trigger,
  Unit,
} from './derivation.ts';

export type { Exclusion, Unit } from './derivation.ts';

export interface Period {
  /** Whole and not negative; 0 makes the start itself the nominal end. */
  readonly n: number;
  readonly unit: Unit;
  /** `backward`: `n` clear days must lie between the result and the start (C11). */
  readonly direction?: 'forward' | 'backward';
  /** Where a last day that is off moves. Absent: forward (C3); backward for backward periods and paydays (C14). */
  readonly roll?: 'forward' | 'backward' | 'none';
}

export interface Extension {
  readonly n: number;
  readonly unit: Exclude<Unit, 'payday'>;
}

export interface Circumstances {
  /** Added to the nominal end, then rolled once (C7); a bare number is in the unit of the period. */
  readonly extend?: Extension | number;
  /** Time that does not count; where two overlap the days are taken out once (C8). */
  readonly exclude?: readonly Exclusion[];
  readonly trigger?: Trigger;
  readonly source?: ArticleRef;
}

export interface Due {
  /** End of the count: warnings go by it (C13). */
  readonly nominal: CivilDate;
  /** Last day in time, until its 24:00: consequences go by it (C13). */
  readonly legal: CivilDate;
  /** A holiday notice still to come may move it (C12). */
  readonly provisional: boolean;
  readonly derivation: Derivation;
}

interface CountedDay {
  readonly day: CivilDate;
  readonly counted: boolean;
  readonly why: Stretch['why'];
  readonly name?: string;
}

type Step = 1 | -1;

/**
 * The last day of a period that an event on `start` sets running; the day of the event is not counted (C2,
 * 民法典 第二百零一条), a last day that is off moves (C3, 第二百零三条). For backward periods the latest day on which
 * the act still leaves `n` clear days before `start` (C11).
 *
 * @param start day of the event in Beijing; for paydays the agreed wage day
 * @throws RangeError if a number is not whole or negative, an exclusion is empty, a backward period is extended, or
 *   the result lies outside the range of days
 */
export function dueDate(start: CivilDate, period: Period, calendar: Calendar, more: Circumstances = {}): Due {
  const exclude = more.exclude ?? [];
  const extension = extensionOf(period, more.extend);
  check(period, extension, exclude);
  const direction = period.direction ?? 'forward';
  const step: Step = direction === 'forward' ? 1 : -1;
  const almanac = watched(calendar);

  const base = countPart('period', period.n, period.unit, start, step, exclude, almanac.look);
  const added = extension && countPart('extension', extension.n, extension.unit, base.end, step, exclude, almanac.look);
  const parts = added ? [base, added] : [base];
  const end = (added ?? base).end;
  const nominal = direction === 'backward' ? addDays(end, -1) : end;
  const roll = rollOf(nominal, period, almanac.look);
  const missingYears = almanac.missingYears();
  const provisional = missingYears.length > 0;
  const firstDay = base.toCount > 0 ? addDays(start, step) : added && addDays(start, 1);
  const derivation: Derivation = {
    start,
    ...(more.trigger && { trigger: more.trigger }),
    ...(more.source && { source: more.source }),
    direction,
    ...(firstDay && { firstDay }),
    parts,
    exclusions: exclude.filter((exclusion) => tookDays(exclusion, parts)),
    nominal,
    roll: roll.roll,
    legal: roll.legal,
    provisional,
    missingYears,
    calendar: {
      id: calendar.id,
      years: [yearOf(calendar.from), yearOf(calendar.horizon)],
      editions: almanac.editions(),
      facts: almanac.facts(),
    },
  };
  return { nominal, legal: roll.legal, provisional, derivation };
}

function extensionOf(period: Period, extend: Extension | number | undefined): Extension | undefined {
  if (typeof extend !== 'number') return extend?.n === 0 ? undefined : extend;
  const unit = period.unit === 'payday' ? 'day' : period.unit;
  return extend === 0 ? undefined : { n: extend, unit };
}

function check(period: Period, extension: Extension | undefined, exclude: readonly Exclusion[]): void {
  for (const n of [period.n, extension?.n ?? 0]) {
    if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a length of time: ${n}`);
  }
  if (extension && period.direction === 'backward') throw new RangeError('a backward period cannot be extended');
  const empty = exclude.find(({ from, to }) => to <= from);
  if (empty) throw new RangeError(`excluded time must end after it begins: ${empty.from} to ${empty.to}`);
}

function countPart(
  of: Part['of'],
  n: number,
  unit: Unit,
  after: CivilDate,
  step: Step,
  exclude: readonly Exclusion[],
  look: (d: CivilDate) => CalendarDay,
): Part {
  const anniversary = anniversaryOf(n, unit, after, step);
  const toCount = anniversary ? Math.abs(daysBetween(after, anniversary.day)) : n;
  const days: CountedDay[] = [];
  let end = after;
  for (let left = toCount; left > 0; ) {
    end = addDays(end, step);
    const judged = judge(end, unit, exclude, look);
    days.push(judged);
    if (judged.counted) left--;
  }
  const stretches = runs(days).map(([first, last]): Stretch => {
    const [from, to] = step === 1 ? [first.day, last.day] : [last.day, first.day];
    const { counted, why, name } = first;
    return { from, to, days: daysBetween(from, to) + 1, counted, why, ...(name !== undefined && { name }) };
  });
  return { of, n, unit, after, ...(anniversary && { anniversary }), toCount, stretches, end };
}

/** C5: the last day of months and years is found by its number, then counted as days. */
function anniversaryOf(n: number, unit: Unit, after: CivilDate, step: Step): Part['anniversary'] {
  if (unit !== 'month' && unit !== 'year') return undefined;
  const day = addMonths(after, step * n * (unit === 'year' ? 12 : 1));
  return { day, rule: day.slice(8) === after.slice(8) ? 'same-day' : 'month-end' };
}

function judge(
  day: CivilDate,
  unit: Unit,
  exclude: readonly Exclusion[],
  look: (d: CivilDate) => CalendarDay,
): CountedDay {
  const excluded = exclude.filter(({ from, to }) => from <= day && day < to);
  if (excluded.length > 0) {
    const grounds = new Set(excluded.map(({ why }) => why));
    return { day, counted: false, why: 'excluded', name: [...grounds].join('、') };
  }
  if (unit !== 'workday') return { day, counted: true, why: 'calendar' };
  const { working, why, name } = look(day);
  return { day, counted: working, why, ...(name !== undefined && { name }) };
}

function rollOf(
  nominal: CivilDate,
  period: Period,
  look: (d: CivilDate) => CalendarDay,
): { readonly roll: Roll; readonly legal: CivilDate } {
  const back = period.direction === 'backward' || period.unit === 'payday';
  const rule = period.roll ?? (back ? 'backward' : 'forward');
  if (rule === 'none') return { roll: { rule, steps: [] }, legal: nominal };
  const rest: { readonly day: CivilDate; readonly why: RollStep['why']; readonly name?: string }[] = [];
  let legal = nominal;
  for (let today = look(legal); !today.working; today = look(legal)) {
    const why = today.why === 'holiday' ? 'holiday' : 'weekend';
    rest.push({ day: legal, why, ...(today.name !== undefined && { name: today.name }) });
    legal = addDays(legal, rule === 'forward' ? 1 : -1);
  }
  const steps = runs(rest).map(([first, last]): RollStep => {
    const [from, to] = rule === 'forward' ? [first.day, last.day] : [last.day, first.day];
    const { why, name } = first;
    return { from, to, days: daysBetween(from, to) + 1, why, ...(name !== undefined && { name }) };
  });
  const { why, name } = look(legal);
  const landsOn = { why: why === 'make-up' ? why : 'weekday', ...(name !== undefined && { name }) } as const;
  return { roll: { rule, steps, landsOn }, legal };
}

function tookDays(exclusion: Exclusion, parts: readonly Part[]): boolean {
  const excluded = parts.flatMap((part) => part.stretches.filter((stretch) => stretch.why === 'excluded'));
  return excluded.some(({ from, to }) => exclusion.from <= to && from < exclusion.to);
}

/** A calendar that remembers which days it was asked about. */
function watched(calendar: Calendar): {
  readonly look: (d: CivilDate) => CalendarDay;
  readonly missingYears: () => readonly number[];
  readonly editions: () => readonly string[];
  readonly facts: () => readonly CalendarFact[];
} {
  const asked = new Map<CivilDate, CalendarDay>();
  const published = (year: number): boolean => yearOf(calendar.from) <= year && year <= yearOf(calendar.horizon);
  const inOrder = (): { day: CivilDate; at: CalendarDay }[] =>
    [...asked].map(([day, at]) => ({ day, at })).sort((a, b) => (a.day < b.day ? -1 : 1));
  return {
    look: (d) => {
      const at = asked.get(d) ?? calendar.day(d);
      asked.set(d, at);
      return at;
    },
    missingYears: () => {
      const needed = inOrder().flatMap(({ day }) => yearsNeeded(day));
      return [...new Set(needed)].filter((year) => !published(year)).sort((a, b) => a - b);
    },
    editions: () => [...new Set(inOrder().flatMap(({ at }) => at.edition ?? []))],
    facts: () => {
      const special = inOrder().flatMap(({ day, at: { why, name, edition } }) =>
        (why === 'holiday' || why === 'make-up') && name !== undefined ? [{ day, why, name, edition }] : [],
      );
      return runs(special).map(([first, last]) => {
        const { why, name, edition } = first;
        return { from: first.day, to: last.day, why, name, ...(edition !== undefined && { edition }) };
      });
    },
  };
}

/** First and last of each run of neighbouring days that are alike, in the order given. */
function runs<
  T extends {
    readonly day: CivilDate;
    readonly why: string;
    readonly name?: string;
    readonly edition?: string | undefined;
  },
>(days: readonly T[]): readonly (readonly [T, T])[] {
  const found: [T, T][] = [];
  for (const one of days) {
    const run = found.at(-1);
    const alike = run && run[1].why === one.why && run[1].name === one.name && run[1].edition === one.edition;
    if (run && alike && Math.abs(daysBetween(run[1].day, one.day)) === 1) run[1] = one;
    else found.push([one, one]);
  }
  return found;
}
