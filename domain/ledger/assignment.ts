// 责任单位、包案领导 as a ledger writes them, matched to organisations and people where exactly one fits: a guess would give
// somebody's case to somebody else. What does not fit is left for a person to assign.
import type { OrgId } from '../case.ts';
import { foldedAway } from './cells.ts';
import type { Matter } from './verdict.ts';

export interface Unit {
  readonly id: OrgId;
  readonly name: string;
}
/** Somebody who holds an office there. */
export interface Officer {
  readonly id: string;
  readonly name: string;
  readonly org: OrgId;
}

export interface Assignment {
  /** null: not given, nobody fits, or several do. */
  readonly unit: OrgId | null;
  readonly leader: string | null;
}

/**
 * A unit is known by its whole name, or by its name without that of its district. A leader is known by the whole name
 * among those who hold an office; of several with one name the one in the matched unit.
 *
 * @param district its name: 大安区 in 大安区信访局
 */
export function assigning(units: readonly Unit[], officers: readonly Officer[], district: string) {
  const called = new Map<string, Set<OrgId>>();
  const prefix = foldedAway(district);
  for (const { id, name } of units) {
    const whole = foldedAway(name);
    const short = whole.startsWith(prefix) && whole.length > prefix.length ? whole.slice(prefix.length) : whole;
    for (const one of new Set([whole, short])) called.set(one, (called.get(one) ?? new Set()).add(id));
  }
  const named = new Map<string, Officer[]>();
  for (const officer of officers) {
    const name = foldedAway(officer.name);
    named.set(name, [...(named.get(name) ?? []), officer]);
  }
  return ({ dept, leader }: Pick<Matter, 'dept' | 'leader'>): Assignment => {
    const unit = dept === null ? null : only([...(called.get(foldedAway(dept)) ?? [])]);
    const all = leader === null ? [] : (named.get(foldedAway(leader)) ?? []);
    const anywhere = only(all.map(({ id }) => id));
    const there = only(all.filter(({ org }) => org === unit).map(({ id }) => id));
    return { unit, leader: anywhere ?? there };
  };
}

/** A person may hold several offices. */
function only(ids: readonly string[]): string | null {
  const [one, ...others] = new Set(ids);
  return one !== undefined && others.length === 0 ? one : null;
}
