// 排序标尺: in which order old petition matters are taken up. One whole number for each case, from what the matter is and
// how long it has waited, with its parts in words. It orders work and does nothing else: it reads no conduct record, no
// number of visits and nothing about a person, and no clock, light or right of a case follows from it.
import { type CivilDate, daysBetween } from '../calendar/civil-date.ts';
import type { OrgId } from '../case.ts';
import { RISKS } from '../petition/case-plan.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';

/** `weight` points where the measure reaches `full`, in proportion below it, never more above. */
interface Ramp {
  readonly weight: number;
  readonly full: number;
}

export const TRIAGE_RISKS = [...RISKS, 'unassessed'] as const;
export type TriageRisk = (typeof TRIAGE_RISKS)[number];

export interface Levers {
  /** 年限: years since the matter came in; a year is 365 days. */
  readonly age: Ramp;
  /** 人数: workers concerned. */
  readonly group: Ramp;
  /** 金额: sum of the claims, fen. */
  readonly sum: Ramp;
  /** 风险: points by the assessment in the plan; `unassessed` where there is none yet. */
  readonly risk: Readonly<Record<TriageRisk, number>>;
  /** 临期: all points on the last day of the next limit of our own offices and after it, none from `days` before it. */
  readonly near: { readonly weight: number; readonly days: number };
  /** 优先办理: cases with at least so many points. */
  readonly urgentFrom: number;
}

/** Our own defaults (D), to be confirmed by the district; 5 years and 30 people are what local programmes use (§4.3). */
export const LEVERS: Levers = {
  age: { weight: 30, full: 5 },
  group: { weight: 20, full: 30 },
  sum: { weight: 15, full: 50_000_000 },
  risk: { low: 0, medium: 8, high: 15, unassessed: 8 },
  near: { weight: 20, days: 30 },
  urgentFrom: 50,
};

const MOST_POINTS = 100;
const DAYS_IN_YEAR = 365;
/** The largest of each; so that all products are exact. */
const MOST = { years: 50, people: 10_000, fen: 10_000_000_000_000, days: 365 } as const;

/** All that the order is made of. Whoever would add a person's conduct here must change this type and its test. */
export interface TriageCase {
  readonly id: string;
  readonly openedOn: CivilDate;
  readonly workers: number;
  readonly amountFen: number;
  readonly risk: TriageRisk;
  /** The earliest legal end of a duty or target of our own offices that runs; null: none does. */
  readonly dueOn: CivilDate | null;
  /** Who answers for it. */
  readonly unit: OrgId;
}

export const TRIAGE_PARTS = ['age', 'group', 'sum', 'risk', 'near'] as const;

/** Why a case has its points. */
export interface TriagePart {
  readonly lever: (typeof TRIAGE_PARTS)[number];
  /** Whole points, 0 to `most`. */
  readonly points: number;
  readonly most: number;
  readonly because: Bilingual;
}

export interface Score {
  /** Sum of the parts. */
  readonly points: number;
  readonly parts: readonly TriagePart[];
}

type Points = Readonly<Record<(typeof TRIAGE_PARTS)[number], number>>;

/** @returns whole points, 0 to `weight` */
const ramp = (value: number, { weight, full }: Ramp): number =>
  Math.floor((weight * Math.min(Math.max(value, 0), full)) / full);

function pointsOf(of: TriageCase, levers: Levers, today: CivilDate): Points {
  const { age, group, sum, risk, near } = levers;
  const left = of.dueOn === null ? near.days : Math.max(daysBetween(today, of.dueOn), 0);
  return {
    age: ramp(daysBetween(of.openedOn, today), { weight: age.weight, full: age.full * DAYS_IN_YEAR }),
    group: ramp(of.workers, group),
    sum: ramp(of.amountFen, sum),
    risk: risk[of.risk],
    near: ramp(near.days - left, { weight: near.weight, full: near.days }),
  };
}

const totalOf = ({ age, group, sum, risk, near }: Points): number => age + group + sum + risk + near;

/** What a case scores on that day, and why. */
export function scoreOf(of: TriageCase, levers: Levers, today: CivilDate): Score {
  const points = pointsOf(of, levers, today);
  const most = mostOf(levers);
  const words = wordsOf(of, today);
  const parts = TRIAGE_PARTS.map((lever) => ({
    lever,
    points: points[lever],
    most: most[lever],
    because: {
      zh: `${words[lever].zh},${most[lever]}分中计${points[lever]}分`,
      en: `${words[lever].en}: ${points[lever]} of ${most[lever]} points`,
    },
  }));
  return { points: totalOf(points), parts };
}

const mostOf = ({ age, group, sum, risk, near }: Levers): Points => ({
  age: age.weight,
  group: group.weight,
  sum: sum.weight,
  risk: Math.max(...Object.values(risk)),
  near: near.weight,
});

const RISK_WORDS: Readonly<Record<TriageRisk, Bilingual>> = {
  low: { zh: '方案评估为低风险', en: 'assessed as low risk' },
  medium: { zh: '方案评估为中风险', en: 'assessed as medium risk' },
  high: { zh: '方案评估为高风险', en: 'assessed as high risk' },
  unassessed: { zh: '尚未评估风险', en: 'risk not assessed yet' },
};

function wordsOf(of: TriageCase, today: CivilDate): Readonly<Record<TriagePart['lever'], Bilingual>> {
  const [days, yuan] = [daysBetween(of.openedOn, today), (of.amountFen / 100).toFixed(2)];
  return {
    age: { zh: `已历${days}天`, en: `open for ${days} days` },
    group: { zh: `涉及${of.workers}人`, en: `${of.workers} people concerned` },
    sum: { zh: `涉及金额${yuan}元`, en: `${yuan} yuan claimed` },
    risk: RISK_WORDS[of.risk],
    near: limitWords(of.dueOn === null ? null : daysBetween(today, of.dueOn)),
  };
}

function limitWords(left: number | null): Bilingual {
  if (left === null) return { zh: '无须由承办单位遵守的在行期限', en: 'no limit of ours runs' };
  if (left < 0) return { zh: `期限已过${-left}天`, en: `${-left} days past its limit` };
  return { zh: `距最近期限${left}天`, en: `${left} days to its next limit` };
}

// ── order ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where a case stands: most points first, then the older, then by id. Two cases never share a place. */
export interface TriagePlace {
  readonly points: number;
  readonly openedOn: CivilDate;
  readonly id: string;
}

export interface Ranked extends TriagePlace {
  readonly case: TriageCase;
}

/** Negative where `a` comes first. */
export function comparePlaces(a: TriagePlace, b: TriagePlace): number {
  if (a.points !== b.points) return b.points - a.points;
  if (a.openedOn !== b.openedOn) return a.openedOn < b.openedOn ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id !== b.id);
}

/** In the order in which they are to be taken up, whatever order they came in. */
export const inTriageOrder = (cases: readonly TriageCase[], levers: Levers, today: CivilDate): readonly Ranked[] =>
  cases
    .map((of) => ({ points: totalOf(pointsOf(of, levers, today)), openedOn: of.openedOn, id: of.id, case: of }))
    .sort(comparePlaces);

// ── what a change does ──────────────────────────────────────────────────────────────────────────────────────────

interface Counts {
  readonly cases: number;
  /** At or over the threshold, each by its own levers. */
  readonly urgentBefore: number;
  readonly urgentAfter: number;
  /** Cases that cross the threshold upwards and downwards: urgentBefore + rise − fall = urgentAfter. */
  readonly rise: number;
  readonly fall: number;
}

/** What other levers do to a backlog. Numbers alone: it is kept with the change, and names no case. */
export interface Effect extends Counts {
  readonly on: CivilDate;
  /** Cases whose place in the order changes. */
  readonly moved: number;
  /** Sorted by unit. */
  readonly units: readonly (Counts & { readonly unit: OrgId })[];
}

/** A case in the new order, with where it stood. Places count from 1. */
export interface Shift extends Ranked {
  readonly place: number;
  readonly placeBefore: number;
  readonly pointsBefore: number;
}

export interface Change {
  readonly effect: Effect;
  /** The whole new order. */
  readonly order: readonly Shift[];
}

/** What `after` instead of `before` would do to these cases on that day. Changes nothing. */
export function changeOf(cases: readonly TriageCase[], before: Levers, after: Levers, on: CivilDate): Change {
  const was = new Map(inTriageOrder(cases, before, on).map((one, i) => [one.id, { place: i + 1, points: one.points }]));
  const order = inTriageOrder(cases, after, on).map((one, i) => {
    const { place = 0, points = 0 } = was.get(one.id) ?? {};
    return { ...one, place: i + 1, placeBefore: place, pointsBefore: points };
  });
  const count = (some: readonly Shift[]): Counts => {
    const urgent = some.filter((one) => one.points >= after.urgentFrom);
    const urgentBefore = some.filter((one) => one.pointsBefore >= before.urgentFrom);
    const both = urgent.filter((one) => one.pointsBefore >= before.urgentFrom).length;
    const [rise, fall] = [urgent.length - both, urgentBefore.length - both];
    return { cases: some.length, urgentBefore: urgentBefore.length, urgentAfter: urgent.length, rise, fall };
  };
  const moved = order.filter((one) => one.place !== one.placeBefore).length;
  const units = [...byUnit(order)].sort(([a], [b]) => (a < b ? -1 : 1));
  const effect = { on, ...count(order), moved, units: units.map(([unit, some]) => ({ unit, ...count(some) })) };
  return { effect, order };
}

function byUnit(order: readonly Shift[]): ReadonlyMap<OrgId, readonly Shift[]> {
  const units = new Map<OrgId, Shift[]>();
  for (const one of order) {
    const some = units.get(one.case.unit) ?? [];
    some.push(one);
    units.set(one.case.unit, some);
  }
  return units;
}

// ── what may be decided ─────────────────────────────────────────────────────────────────────────────────────────

const whole = (n: number, least: number, most: number): boolean => Number.isSafeInteger(n) && n >= least && n <= most;

/** What is wrong with levers that somebody wants to decide; nothing when they may be. */
export function wrongInLevers(levers: Levers): readonly Bilingual[] {
  const { age, group, sum, risk, near, urgentFrom } = levers;
  const weights = [age.weight, group.weight, sum.weight, near.weight, ...Object.values(risk)];
  const reachable = totalOf(mostOf(levers));
  const rules: readonly (readonly [holds: boolean, zh: string, en: string])[] = [
    [
      weights.every((w) => whole(w, 0, MOST_POINTS)),
      '各项分值应为0至100的整数',
      'Each weight is a whole number, 0 to 100',
    ],
    [weights.some((w) => w > 0), '至少一项应有分值', 'At least one lever has a weight'],
    [whole(age.full, 1, MOST.years), '年限应为1至50年', 'From 1 to 50 years'],
    [whole(group.full, 1, MOST.people), '人数应为1至10000人', 'From 1 to 10000 people'],
    [whole(sum.full, 1, MOST.fen), '金额应为0.01元至1000亿元', 'From one fen to a hundred billion yuan'],
    [whole(near.days, 1, MOST.days), '临期天数应为1至365天', 'From 1 to 365 days'],
    [risk.low <= risk.medium && risk.medium <= risk.high, '风险越高,分值不得越低', 'A higher risk has no fewer points'],
    [
      risk.unassessed >= risk.low && risk.unassessed <= risk.high,
      '未评估的分值应在低风险与高风险之间',
      'The points of a risk not assessed lie between low and high',
    ],
    [
      whole(urgentFrom, 1, Math.max(reachable, 1)),
      '优先办理的分数线应为1至各项满分之和',
      'The threshold lies between 1 and the sum of all weights',
    ],
  ];
  return rules.flatMap(([holds, zh, en]) => (holds ? [] : [{ zh, en }]));
}
