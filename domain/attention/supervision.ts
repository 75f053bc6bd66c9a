// 督办: the ladder of persons who are told when a duty is overdue. Separate from the legal way of the dispute: a rung
// never moves a proceeding, and a target always exists.

import { addWorkdays, type Calendar } from '../calendar/calendar.ts';
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Case, type Clock, isRunning, type Level, type OrgId, openProceedings, type Proceeding } from '../case.ts';
import { unitOf } from '../deciding/office.ts';
import type { StaffRole } from '../roles.ts';
import type { ClockRule } from '../rulebook/clock-rule.ts';

export interface Rung {
  /** Working days after the legal end. */
  readonly after: number;
  readonly role: StaffRole;
}

/** Design default (no legal force): who is told, and when, while the duty stays undone. */
const BASE_LADDER: readonly Rung[] = [
  { after: 1, role: 'station-head' },
  { after: 3, role: 'division-head' },
  { after: 5, role: 'deputy-director' },
];
const ARBITRATION_LADDER: readonly Rung[] = [
  { after: 1, role: 'commission-director' },
  { after: 3, role: 'division-head' },
  { after: 5, role: 'deputy-director' },
];
const PETITION_LADDER: readonly Rung[] = [
  { after: 1, role: 'authority-head' },
  { after: 3, role: 'deputy-director' },
];

/** The ladder of the level at which the duty is owed. */
export function ladderOf(level: Level | null): readonly Rung[] {
  if (level === 'arbitration') return ARBITRATION_LADDER;
  if (level === 'petition') return PETITION_LADDER;
  return BASE_LADDER;
}

const SUPERVISED_BEARERS: readonly ClockRule['bearer'][] = [
  'body',
  'mediator',
  'commission',
  'authority',
  'petition-office',
];

/** Only duties and targets of our own offices are supervised: a court's lateness is shown, nobody here is blamed for it. */
export const isSupervised = (rule: Pick<ClockRule, 'kind' | 'bearer'>): boolean =>
  (rule.kind === 'duty' || rule.kind === 'target') && SUPERVISED_BEARERS.includes(rule.bearer);

// ── where something stands ──────────────────────────────────────────────────────────────────────────────────────

/** What climbs one ladder: a proceeding that runs, or (`null`) what the case owes outside of them. */
export interface Place {
  readonly proceeding: number | null;
  readonly unit: OrgId;
  readonly ladder: readonly Rung[];
}

/** The ladder of a proceeding, or of the case itself, and the unit whose superiors stand on it. */
export function placeOf(c: Case, proceeding: number | null): Place {
  const p = c.proceedings.find((x) => x.no === proceeding) ?? null;
  return { proceeding: p?.no ?? null, unit: unitOf(c, p), ladder: ladderOf(p?.level ?? null) };
}

/** Every place of an open case: its proceedings, and the case itself where nothing runs or something is late beside them. */
export function placesOf(c: Case): readonly Place[] {
  const open = openProceedings(c).map((p: Proceeding) => placeOf(c, p.no));
  const itself = placeOf(c, null);
  return open.length === 0 || standingOf(c, null) > 0 || runningAt(c, null).some((k) => k.state === 'overdue')
    ? [...open, itself]
    : open;
}

const runningAt = (c: Case, proceeding: number | null): readonly Clock[] =>
  c.clocks.filter((k) => isRunning(k) && k.proceeding === proceeding);

/** The rung to which somebody raised it by hand, from 1; 0: none. */
export const raisedTo = (c: Case, proceeding: number | null): number =>
  c.raised?.find((one) => one.proceeding === proceeding)?.rung ?? 0;

/** The rung on which it stands, by hand or by a duty that is late; 0: with the unit. */
export const standingOf = (c: Case, proceeding: number | null): number =>
  Math.max(raisedTo(c, proceeding), ...runningAt(c, proceeding).map((k) => k.rungs));

/** A step up that time will take by itself. */
export interface NextRung {
  /** From 1. */
  readonly rung: number;
  readonly on: CivilDate;
  readonly role: StaffRole;
  /** It was told before, and was brought down on that day. */
  readonly again: CivilDate | null;
}

/**
 * The next rung that an overdue duty reaches, and when. It goes on from where the place stands: who was told, by hand
 * or by time, is passed over. Brought down, the days of the ladder are counted again from that day for those who had
 * been told, as if the rung below had just been reached; who had not been told hears of it on the first day all the same.
 */
export function nextRung(c: Case, clock: Clock, calendar: Calendar): NextRung | null {
  const { ladder } = placeOf(c, clock.proceeding);
  const { lowered, legal } = clock;
  const standing = Math.max(clock.rungs, raisedTo(c, clock.proceeding));
  const told = Math.max(standing, lowered?.from ?? 0);
  const afresh = rungAt(ladder, told + 1, (after) => addWorkdays(calendar, legal, after), null);
  if (!lowered || told === standing) return afresh;
  const since = lowered.on > legal ? lowered.on : legal;
  const reached = ladder[lowered.to - 1]?.after ?? 0;
  const again = rungAt(ladder, standing + 1, (after) => addWorkdays(calendar, since, after - reached), lowered.on);
  return afresh && again && again.on < afresh.on ? again : (afresh ?? again);
}

function rungAt(
  ladder: readonly Rung[],
  rung: number,
  dayOf: (after: number) => CivilDate,
  again: CivilDate | null,
): NextRung | null {
  const found = ladder[rung - 1];
  return found ? { rung, on: dayOf(found.after), role: found.role, again } : null;
}

// ── who that is ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Who holds which office now; absent and inactive people are left out by whoever builds the chart. */
export interface Chart {
  readonly parents: ReadonlyMap<OrgId, OrgId | null>;
  readonly holders: readonly { readonly person: string; readonly role: StaffRole; readonly org: OrgId }[];
}

export interface Target {
  /** null: nobody holds any office on the way up, so the unit itself is told and the vacancy is shown. */
  readonly person: string | null;
  readonly role: StaffRole;
  readonly org: OrgId;
}

/** Who stands in when an office is vacant, in this order. */
const STAND_INS: readonly StaffRole[] = [
  'station-head',
  'division-head',
  'deputy-director',
  'duty-officer',
  'supervisor',
  'admin',
];

/**
 * The person to be told: the nearest holder of the role from the unit upwards; failing that the nearest holder of a
 * stand-in office; failing that the root organisation itself. Never nobody.
 */
export function targetOf(chart: Chart, org: OrgId, role: StaffRole): Target {
  const way = upwards(chart, org);
  for (const wanted of [role, ...STAND_INS.filter((r) => r !== role)]) {
    for (const at of way) {
      const holder = chart.holders.find((h) => h.org === at && h.role === wanted);
      if (holder) return { person: holder.person, role: wanted, org: at };
    }
  }
  return { person: null, role, org: way[way.length - 1] ?? org };
}

function upwards(chart: Chart, org: OrgId): readonly OrgId[] {
  const way: OrgId[] = [];
  for (let at: OrgId | null = org; at && !way.includes(at); at = chart.parents.get(at) ?? null) way.push(at);
  return way;
}
