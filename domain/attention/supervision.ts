// 督办: the ladder of persons who are told when a duty is overdue. Separate from the legal way of the dispute: a rung
// never moves a proceeding, and a target always exists.
import type { Level, OrgId } from '../case.ts';
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
