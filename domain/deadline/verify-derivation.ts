// Recomputes a due date from its derivation alone. It shares no code with the calculator and has its own arithmetic
// of days, so that an error in one is seen by the other.
import type { CalendarFact, Derivation, Part, RollStep, Stretch } from './derivation.ts';

/** Whole days since 1970-01-01. */
type DayNumber = number;

interface Run {
  readonly from: string;
  readonly to: string;
  readonly days?: number;
}

const DAY_MS = 86_400_000;
const number = (d: string): DayNumber => Date.UTC(+d.slice(0, 4), +d.slice(5, 7) - 1, +d.slice(8, 10)) / DAY_MS;
const text = (n: DayNumber): string => new Date(n * DAY_MS).toISOString().slice(0, 10);
const isWeekend = (n: DayNumber): boolean => new Date(n * DAY_MS).getUTCDay() % 6 === 0;
const yearOf = (n: DayNumber): number => new Date(n * DAY_MS).getUTCFullYear();
const isDay = (d: string): boolean => /^\d{4}-\d\d-\d\d$/.test(d) && text(number(d)) === d;

/**
 * What contradicts itself in a derivation; empty if the nominal and the legal day follow from it.
 *
 * The public calendar is taken from the derivation's own facts: they are its premise, not its conclusion.
 */
export function verifyDerivation(d: Derivation): string[] {
  const malformed = datesOf(d).filter((date) => !isDay(date));
  if (malformed.length > 0) return malformed.map((date) => `not a day: ${date}`);
  const facts = factsByDay(d.calendar.facts);
  const looked = new Set<DayNumber>();
  return [
    ...checkShape(d),
    ...d.parts.flatMap((part) => checkPart(part, d, facts, looked)),
    ...checkNominal(d),
    ...checkRoll(d, facts, looked),
    ...checkFacts(d, facts, looked),
    ...checkProvisional(d, looked),
  ];
}

function datesOf(d: Derivation): string[] {
  const runs: Run[] = [...d.exclusions, ...d.roll.steps, ...d.calendar.facts, ...d.parts.flatMap((p) => p.stretches)];
  const parts = d.parts.flatMap((part) => [part.after, part.end, ...(part.anniversary ? [part.anniversary.day] : [])]);
  const single = [d.start, d.nominal, d.legal, ...(d.firstDay === undefined ? [] : [d.firstDay])];
  return [...single, ...parts, ...runs.flatMap(({ from, to }) => [from, to])];
}

function checkShape(d: Derivation): string[] {
  const wrong: string[] = [];
  const [period, extension] = d.parts;
  if (!/^(forward|backward)$/.test(d.direction)) wrong.push(`no direction: ${d.direction}`);
  if (!/^(forward|backward|none)$/.test(d.roll.rule)) wrong.push(`no rule for rest days: ${d.roll.rule}`);
  for (const { unit } of d.parts) {
    if (!/^(day|workday|month|year|payday)$/.test(unit)) wrong.push(`no unit of time: ${unit}`);
  }
  if (period?.of !== 'period' || period.after !== d.start) wrong.push('the period does not follow its start');
  if (d.parts.length > 2 || (extension && extension.of !== 'extension')) wrong.push('more than one extension');
  if (extension && extension.after !== period?.end) wrong.push('the extension is not added to the nominal end');
  if (extension && d.direction === 'backward') wrong.push('a backward period is extended');
  const first = d.parts.flatMap((part) => part.stretches)[0];
  const firstDay = first && (d.direction === 'forward' ? first.from : first.to);
  if (firstDay !== d.firstDay) wrong.push(`the first day is ${firstDay}, not ${d.firstDay}`);
  return wrong;
}

function checkPart(
  part: Part,
  d: Derivation,
  facts: ReadonlyMap<DayNumber, CalendarFact>,
  looked: Set<DayNumber>,
): string[] {
  const wrong: string[] = [];
  const step = d.direction === 'forward' ? 1 : -1;
  const excluded = d.exclusions.map(({ from, to, why }) => ({ from: number(from), to: number(to), why }));
  let at = number(part.after);
  let counted = 0;
  for (const stretch of part.stretches) {
    wrong.push(...checkLength(stretch));
    const days = daysOf(stretch, step);
    if (days[0] !== at + step) wrong.push(`gap or overlap before ${stretch.from}`);
    for (const day of days) {
      wrong.push(...judge(stretch, day, part, excluded, facts));
      if (stretch.why !== 'calendar' && stretch.why !== 'excluded') looked.add(day);
    }
    if (stretch.counted) counted += days.length;
    at = days.at(-1) ?? at;
  }
  if (part.stretches.at(-1)?.counted === false) wrong.push(`the ${part.of} ends on a day that does not count`);
  if (text(at) !== part.end) wrong.push(`the ${part.of} ends on ${text(at)}, not on ${part.end}`);
  const needed = daysNeeded(part, step, wrong);
  if (part.toCount !== needed) wrong.push(`${needed} days have to be counted, not ${part.toCount}`);
  if (counted !== needed) wrong.push(`${counted} days are counted where ${needed} have to be`);
  return wrong;
}

/** How many days the part has to count: its length, or for months and years the days up to their anniversary. */
function daysNeeded(part: Part, step: number, wrong: string[]): number {
  if (part.unit !== 'month' && part.unit !== 'year') {
    if (part.anniversary) wrong.push('an anniversary without months');
    return part.n;
  }
  const months = step * part.n * (part.unit === 'year' ? 12 : 1);
  const [year, month, day] = [+part.after.slice(0, 4), +part.after.slice(5, 7) - 1, +part.after.slice(8, 10)];
  const sameDay = Date.UTC(year, month + months, day) / DAY_MS;
  const monthEnd = Date.UTC(year, month + months + 1, 0) / DAY_MS;
  const target = Math.min(sameDay, monthEnd);
  const rule = sameDay <= monthEnd ? 'same-day' : 'month-end';
  if (part.anniversary?.day !== text(target)) wrong.push(`the anniversary is ${text(target)}`);
  if (part.anniversary?.rule !== rule) wrong.push(`the anniversary is the ${rule}`);
  return Math.abs(target - number(part.after));
}

/** Whether a day in a stretch may be called what the stretch calls it. */
function judge(
  stretch: Stretch,
  day: DayNumber,
  part: Part,
  excluded: readonly { readonly from: DayNumber; readonly to: DayNumber; readonly why: string }[],
  facts: ReadonlyMap<DayNumber, CalendarFact>,
): string[] {
  const grounds = excluded.filter(({ from, to }) => from <= day && day < to).map(({ why }) => why);
  const due = grounds.length > 0 ? excludedBy(grounds) : part.unit === 'workday' ? called(day, facts) : CALENDAR_DAY;
  const agrees = due.why === stretch.why && due.counted === stretch.counted && due.name === stretch.name;
  return agrees ? [] : [`${text(day)} is ${describe(due)}, not ${describe(stretch)}`];
}

type Label = Pick<Stretch, 'why' | 'counted'> & { readonly name?: string | undefined };

const CALENDAR_DAY: Label = { why: 'calendar', counted: true };
const excludedBy = (grounds: string[]): Label => {
  return { why: 'excluded', counted: false, name: [...new Set(grounds)].join('、') };
};
const describe = ({ why, name, counted }: Label): string => {
  return `${why}${name === undefined ? '' : ` (${name})`}, ${counted ? 'counted' : 'not counted'}`;
};

function called(day: DayNumber, facts: ReadonlyMap<DayNumber, CalendarFact>): Label {
  const fact = facts.get(day);
  if (fact) return { why: fact.why, counted: fact.why === 'make-up', name: fact.name };
  return isWeekend(day) ? { why: 'weekend', counted: false } : { why: 'weekday', counted: true };
}

function checkNominal(d: Derivation): string[] {
  const end = number(d.parts.at(-1)?.end ?? d.start);
  const nominal = text(d.direction === 'forward' ? end : end - 1);
  return nominal === d.nominal ? [] : [`the nominal end is ${nominal}, not ${d.nominal}`];
}

function checkRoll(d: Derivation, facts: ReadonlyMap<DayNumber, CalendarFact>, looked: Set<DayNumber>): string[] {
  const { rule, steps, landsOn } = d.roll;
  if (rule === 'none') {
    const moved = steps.length > 0 || landsOn || d.legal !== d.nominal;
    return moved ? ['a period that does not roll has moved'] : [];
  }
  const wrong: string[] = [];
  const step = rule === 'forward' ? 1 : -1;
  let at = number(d.nominal);
  for (const rest of steps) {
    wrong.push(...checkLength(rest), ...checkRest(rest, facts));
    const days = daysOf(rest, step);
    if (days[0] !== at) wrong.push(`gap or overlap before ${rest.from}`);
    for (const day of days) looked.add(day);
    at = (days.at(-1) ?? at) + step;
  }
  looked.add(at);
  if (text(at) !== d.legal) wrong.push(`the last day is ${text(at)}, not ${d.legal}`);
  const lands = called(at, facts);
  if (!lands.counted) wrong.push(`the last day ${text(at)} is no working day`);
  if (lands.why !== landsOn?.why || lands.name !== landsOn.name) wrong.push(`${text(at)} is ${describe(lands)}`);
  return wrong;
}

function checkRest(rest: RollStep, facts: ReadonlyMap<DayNumber, CalendarFact>): string[] {
  return daysOf(rest, 1).flatMap((day) => {
    const due = called(day, facts);
    const agrees = !due.counted && due.why === rest.why && due.name === rest.name;
    return agrees ? [] : [`${text(day)} is ${describe(due)}, not ${describe({ ...rest, counted: false })}`];
  });
}

/** The facts may speak only of days that were looked at, once each, and move work only onto weekends. */
function checkFacts(d: Derivation, facts: ReadonlyMap<DayNumber, CalendarFact>, looked: Set<DayNumber>): string[] {
  const days = d.calendar.facts.flatMap((fact) => daysOf(fact, 1));
  const twice = days.length === facts.size ? [] : ['two facts about one day, or none in a fact'];
  const stray = days.filter((day) => !looked.has(day)).map((day) => `${text(day)} was not looked at`);
  const onWeekday = days.filter((day) => facts.get(day)?.why === 'make-up' && !isWeekend(day));
  const idle = d.exclusions.filter(({ from, to }) => !tookDays(number(from), number(to), d));
  return [
    ...twice,
    ...stray,
    ...onWeekday.map((day) => `${text(day)} is no weekend day and cannot be a make-up day`),
    ...idle.map(({ from, to }) => `the exclusion ${from} to ${to} took nothing out`),
  ];
}

function tookDays(from: DayNumber, to: DayNumber, d: Derivation): boolean {
  const stretches = d.parts.flatMap((part) => part.stretches);
  return stretches.some((stretch) => from <= number(stretch.to) && number(stretch.from) < to);
}

/** Provisional while a looked-at day lies in a year without a notice, or in the last week before one (C12). */
function checkProvisional(d: Derivation, looked: Set<DayNumber>): string[] {
  const [first, last] = d.calendar.years;
  const years = new Set([...looked].map(yearOf));
  const needed = new Set([...years, ...[...looked].map((day) => yearOf(day + 7))]);
  const missing = [...needed].filter((year) => year < first || year > last).sort((a, b) => a - b);
  const wrong: string[] = [];
  if (missing.join() !== d.missingYears.join()) wrong.push(`notices are missing for ${missing.join() || 'no year'}`);
  if (d.provisional !== missing.length > 0) wrong.push(`the result is ${d.provisional ? 'not ' : ''}provisional`);
  const governed = [...years].some((year) => first <= year && year <= last);
  if (governed !== d.calendar.editions.length > 0) wrong.push('the notices do not fit the days looked at');
  return wrong;
}

function checkLength(run: Run): string[] {
  const days = number(run.to) - number(run.from) + 1;
  return days === run.days && days > 0 ? [] : [`${run.from} to ${run.to} is ${days} days, not ${run.days}`];
}

function daysOf({ from, to }: Run, step: number): DayNumber[] {
  const first = number(from);
  const days = Array.from({ length: Math.max(0, number(to) - first + 1) }, (_, i) => first + i);
  return step === 1 ? days : days.reverse();
}

function factsByDay(facts: readonly CalendarFact[]): ReadonlyMap<DayNumber, CalendarFact> {
  return new Map(facts.flatMap((fact) => daysOf(fact, 1).map((day) => [day, fact] as const)));
}
