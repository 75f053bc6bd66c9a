// 清零台账: how many cases stand open each day, told from facts alone. Cleared is what is served, proved, signed by two
// people and found to hold on the return visits; whatever stops holding is counted again.
import { addDays, type CivilDate } from '../calendar/civil-date.ts';

export type CaseId = string;

/** One thing that happened to one case on one day. Written twice it is still one fact; corrected facts are left out. */
export type ClearanceFact = {
  readonly caseId: CaseId;
  readonly on: CivilDate;
} /** `since`: the true day, where it came in with a ledger of cases that were open already. */ & (
  | { readonly is: 'entered'; readonly since?: CivilDate }
  | { readonly is: 'decision-served' }
  | { readonly is: 'measure-planned'; readonly measure: string }
  | { readonly is: 'measure-dropped'; readonly measure: string }
  | { readonly is: 'measure-proved'; readonly measure: string; readonly evidence: string }
  /** 验收: somebody puts his name to it that all is done and proved. */
  | { readonly is: 'signed-off'; readonly by: string }
  /** 审批销号: another one approves it. Two who checked, one after the other, clear nothing. */
  | { readonly is: 'cleared'; readonly by: string }
  /** 回访 after that many days; whether what was promised is still so. */
  | { readonly is: 'visited'; readonly visit: number; readonly holds: boolean }
  /** 反弹: what was cleared is open again, as anybody found. */
  | { readonly is: 'relapsed' }
);

/** Our own defaults (D), to be confirmed by the bureau. */
export interface ReturnVisits {
  /** Days after clearance; each visit once. */
  readonly after: readonly number[];
  /** A visit counts from so many days before its day on. */
  readonly earlyDays: number;
  /** So many days after its day an unmade visit makes the case count as open, until it is made. */
  readonly lateDays: number;
}
export const RETURN_VISITS: ReturnVisits = { after: [30, 90], earlyDays: 5, lateDays: 10 };

/** How many, and which: `count` is the length of `cases`, which are sorted and each there once. */
export interface Figure {
  readonly count: number;
  readonly cases: readonly CaseId[];
}

/** opening − cleared + relapsed + entered = closing, in numbers and case by case; opening = closing before + takenOver. */
export interface DayBalance {
  readonly on: CivilDate;
  /** Open at the end of the day before, with what was open then and came into the books on this day. */
  readonly opening: Figure;
  /**
   * 期初转入: the part of the opening that was not in the books the day before, cases of a ledger with their true days.
   * They were not new on this day (domain reference §4.5: the ledger's own date in), and a balance that is over is not
   * written anew; so each opening is the closing of the day before and this.
   */
  readonly takenOver: Figure;
  readonly cleared: Figure;
  /** Cleared before, and open again. */
  readonly relapsed: Figure;
  readonly entered: Figure;
  /** Open at the end of this day. */
  readonly closing: Figure;
}

export interface BalanceQuestion {
  readonly from: CivilDate;
  /** Inclusive. */
  readonly through: CivilDate;
  /** A campaign's cases and the day each was chosen; absent: all cases of the facts. Chosen by `from`: in its opening. */
  readonly chosen?: ReadonlyMap<CaseId, CivilDate>;
  readonly visits?: ReturnVisits;
}

/**
 * The balance of every day from `from` to `through`.
 *
 * @throws RangeError where a case has facts but never entered, or entered twice on different days
 */
export function dailyBalances(facts: readonly ClearanceFact[], question: BalanceQuestion): readonly DayBalance[] {
  const { from, through, chosen } = question;
  const movements = new Map<CivilDate, Movements>();
  const standing = new Set<CaseId>();
  for (const [caseId, life] of livesOf(facts)) {
    const since = chosen ? chosen.get(caseId) : life.enteredOn;
    if (since !== undefined) follow(caseId, life, since, question, standing, movements);
  }
  const days: DayBalance[] = [];
  let before = figure(standing);
  for (let on = from; on <= through; on = addDays(on, 1)) {
    const moved = movements.get(on);
    const day = moved ? balanceOf(on, before, moved) : quiet(on, before);
    days.push(day);
    before = day.closing;
  }
  return days;
}

interface Movements {
  readonly cleared: Set<CaseId>;
  readonly relapsed: Set<CaseId>;
  readonly entered: Set<CaseId>;
  readonly takenOver: Set<CaseId>;
}

/** Puts one case into the opening or into the movements of the days on which it moves. */
function follow(
  caseId: CaseId,
  life: Life,
  since: CivilDate,
  { from, through, visits = RETURN_VISITS }: BalanceQuestion,
  standing: Set<CaseId>,
  movements: Map<CivilDate, Movements>,
): void {
  const joined = since <= from || since < life.enteredOn ? life.enteredOn : since;
  const clearedSpans = clearedOf(life, visits);
  const clearedAt = (on: CivilDate): boolean => clearedSpans.some((s) => s.from <= on && (s.to === null || on < s.to));
  const inOpening = joined < from;
  const first = inOpening ? from : joined;
  let open = inOpening && !clearedAt(addDays(from, -1));
  if (open) standing.add(caseId);
  // What was cleared before it was chosen is not new; it counts only if it comes back.
  if (!inOpening && first <= through && (first === life.enteredOn || !clearedAt(addDays(first, -1)))) {
    const old = first === life.enteredOn && life.since < first;
    at(movements, first)[old ? 'takenOver' : 'entered'].add(caseId);
    open = true;
  }
  const turns = clearedSpans.flatMap((s) => (s.to === null ? [s.from] : [s.from, s.to]));
  for (const on of [...new Set([first, ...turns])].filter((d) => d >= first && d <= through).sort()) {
    const cleared = clearedAt(on);
    if (cleared === !open) continue;
    at(movements, on)[cleared ? 'cleared' : 'relapsed'].add(caseId);
    open = !cleared;
  }
}

function at(movements: Map<CivilDate, Movements>, on: CivilDate): Movements {
  const known = movements.get(on);
  if (known) return known;
  const made = { cleared: new Set<CaseId>(), relapsed: new Set<CaseId>(), ...NEW() };
  movements.set(on, made);
  return made;
}

const NEW = () => ({ entered: new Set<CaseId>(), takenOver: new Set<CaseId>() });

const figure = (cases: Iterable<CaseId>): Figure => {
  const sorted = [...cases].sort();
  return { count: sorted.length, cases: sorted };
};
const NONE: Figure = { count: 0, cases: [] };
const quiet = (on: CivilDate, opening: Figure): DayBalance => ({
  on,
  opening,
  takenOver: NONE,
  cleared: NONE,
  relapsed: NONE,
  entered: NONE,
  closing: opening,
});

function balanceOf(on: CivilDate, before: Figure, moved: Movements): DayBalance {
  const opening = moved.takenOver.size === 0 ? before : figure([...before.cases, ...moved.takenOver]);
  const left = new Set([...opening.cases, ...moved.relapsed, ...moved.entered]);
  for (const caseId of moved.cleared) left.delete(caseId);
  return {
    on,
    opening,
    takenOver: figure(moved.takenOver),
    cleared: figure(moved.cleared),
    relapsed: figure(moved.relapsed),
    entered: figure(moved.entered),
    closing: figure(left),
  };
}

interface Life {
  /** When it came into the books, and since when it was truly open. */
  readonly enteredOn: CivilDate;
  readonly since: CivilDate;
  readonly facts: readonly ClearanceFact[];
}

function livesOf(facts: readonly ClearanceFact[]): ReadonlyMap<CaseId, Life> {
  const grouped = new Map<CaseId, ClearanceFact[]>();
  for (const fact of facts) {
    const known = grouped.get(fact.caseId);
    if (known) known.push(fact);
    else grouped.set(fact.caseId, [fact]);
  }
  return new Map(
    [...grouped].map(([caseId, own]) => {
      const enteredOn = entryOf(caseId, own);
      return [caseId, { enteredOn, since: sinceOf(own) ?? enteredOn, facts: own }];
    }),
  );
}

function entryOf(caseId: CaseId, facts: readonly ClearanceFact[]): CivilDate {
  const days = new Set(facts.flatMap((f) => (f.is === 'entered' ? [f.on] : [])));
  const [day] = days;
  if (day === undefined || days.size > 1)
    throw new RangeError(`case ${caseId} entered on ${days.size} days, not on one`);
  return day;
}

const sinceOf = (facts: readonly ClearanceFact[]): CivilDate | null =>
  facts.reduce<CivilDate | null>((since, f) => (f.is === 'entered' ? (f.since ?? since) : since), null);

/** The days from `from` on, up to but without `to`, on which the case counts as cleared; null: no end. */
export interface ClearedSpan {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

function clearedOf(life: Life, visits: ReturnVisits): readonly ClearedSpan[] {
  // A relapse ends a round: what did not hold once is proved and signed anew. The worse is believed of one day: what was
  // proved on the day of a relapse belongs to the round that ended.
  const ends = [...new Set(life.facts.flatMap((f) => (isRelapse(f) ? [f.on] : [])))].sort();
  return [...ends, null].flatMap((end, i) => {
    const after = ends[i - 1] ?? null;
    const completed = completedOn(life, after, end);
    return completed === null ? [] : heldSpans(life.facts, completed, end, visits);
  });
}

const isRelapse = (fact: ClearanceFact): boolean => fact.is === 'relapsed' || (fact.is === 'visited' && !fact.holds);

/** The first day of the round on which nothing lacked; days of the round are later than `after` and before `end`. */
function completedOn(life: Life, after: CivilDate | null, end: CivilDate | null): CivilDate | null {
  const days = [...new Set(life.facts.map((f) => f.on))]
    .filter((on) => on >= life.enteredOn && (after === null || on > after) && (end === null || on < end))
    .sort();
  return days.find((on) => isComplete(life.facts, after, on)) ?? null;
}

/** Served, every measure proved in this round, and one who checked and another who approved when all of that was there. */
function isComplete(facts: readonly ClearanceFact[], after: CivilDate | null, on: CivilDate): boolean {
  const past = facts.filter((f) => f.on <= on);
  const round = past.filter((f) => after === null || f.on > after);
  const served = firstDay(past.filter((f) => f.is === 'decision-served'));
  const planned = past.flatMap((f) => (f.is === 'measure-planned' ? [f] : []));
  const dropped = past.flatMap((f) => (f.is === 'measure-dropped' ? [f] : []));
  const due = new Set(planned.map((f) => f.measure));
  for (const { measure } of dropped) due.delete(measure);
  if (served === null || due.size === 0) return false;
  const proofs = [...due].map((m) => firstDay(round.filter((f) => f.is === 'measure-proved' && f.measure === m)));
  if (proofs.some((day) => day === null)) return false;
  // A plan that was changed is signed again: nobody vouches for a measure he did not know.
  const ready = [served, ...proofs, ...[...planned, ...dropped].map((f) => f.on)].reduce(
    (latest, day) => (day !== null && (latest === null || day > latest) ? day : latest),
    null,
  );
  const by = (which: 'signed-off' | 'cleared'): readonly string[] =>
    round.flatMap((f) => (f.is === which && ready !== null && f.on >= ready ? [f.by] : []));
  return by('cleared').some((approver) => by('signed-off').some((checker) => checker !== approver));
}

const firstDay = (facts: readonly ClearanceFact[]): CivilDate | null =>
  facts.reduce<CivilDate | null>((first, f) => (first === null || f.on < first ? f.on : first), null);

/** From completion to the end of the round, less the time in which a visit was overdue. */
function heldSpans(
  facts: readonly ClearanceFact[],
  completed: CivilDate,
  end: CivilDate | null,
  visits: ReturnVisits,
): readonly ClearedSpan[] {
  const gaps = visits.after.flatMap((visit) => {
    const day = addDays(completed, visit);
    const counts = (f: ClearanceFact): boolean =>
      f.is === 'visited' && f.visit === visit && f.holds && f.on >= addDays(day, -visits.earlyDays);
    const made = firstDay(facts.filter(counts));
    const overdue = addDays(day, visits.lateDays + 1);
    return made !== null && made <= overdue ? [] : [{ from: overdue, to: made }];
  });
  let spans: readonly ClearedSpan[] = [{ from: completed, to: end }];
  for (const gap of gaps) spans = spans.flatMap((span) => without(span, gap));
  return spans;
}

function without(span: ClearedSpan, gap: ClearedSpan): readonly ClearedSpan[] {
  const before = { from: span.from, to: earlier(span.to, gap.from) };
  const after = gap.to === null ? null : { from: later(span.from, gap.to), to: span.to };
  return [before, after].filter((s): s is ClearedSpan => s !== null && (s.to === null || s.from < s.to));
}

const earlier = (a: CivilDate | null, b: CivilDate): CivilDate => (a !== null && a < b ? a : b);
const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);

/** A return visit that is owed. Both days are Beijing days; after `lastDay` the case counts as open. */
export interface DueVisit {
  readonly caseId: CaseId;
  readonly visit: number;
  readonly on: CivilDate;
  readonly lastDay: CivilDate;
}

/** The visits still to be made of what stands cleared or waits for an overdue visit on that day, earliest first. */
export function dueVisits(
  facts: readonly ClearanceFact[],
  on: CivilDate,
  visits: ReturnVisits = RETURN_VISITS,
): readonly DueVisit[] {
  const known = facts.filter((f) => f.on <= on);
  const due = [...livesOf(known)].flatMap(([caseId, life]) => {
    const relapsed = life.facts.filter(isRelapse).map((f) => f.on);
    const after = relapsed.sort().at(-1) ?? null;
    const completed = completedOn(life, after, null);
    if (completed === null) return [];
    return visits.after.flatMap((visit) => {
      const day = addDays(completed, visit);
      const made = life.facts.some(
        (f) => f.is === 'visited' && f.visit === visit && f.on >= addDays(day, -visits.earlyDays),
      );
      return made ? [] : [{ caseId, visit, on: day, lastDay: addDays(day, visits.lateDays) }];
    });
  });
  return due.sort((a, b) => (a.on === b.on ? (a.caseId < b.caseId ? -1 : 1) : a.on < b.on ? -1 : 1));
}
