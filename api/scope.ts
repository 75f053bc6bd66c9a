// Who sees which case: one predicate in SQL, part of every query over cases, and the same rule for acting on one. A case
// outside it is, for this person, a case that does not exist.
import { type SQL, sql } from 'drizzle-orm';
import { subtree, type Tree } from '../db/organisations.ts';
import type { Office, Person } from '../db/people.ts';
import { cases } from '../db/schema/cases.ts';
import { caseParties } from '../db/schema/personal.ts';
import type { OrgId } from '../domain/case.ts';
import type { StaffRole } from '../domain/roles.ts';

/**
 * bodies: cases that the own body registered or holds a proceeding of · subtree: cases of the own organisation and all
 * below it, wherever they are · none: no case at all.
 */
type Reach = 'bodies' | 'subtree' | 'none';

interface Sight {
  readonly reach: Reach;
  /** Whether the office may give commands; the law's tables say which. */
  readonly acts: boolean;
}

const OWN: Sight = { reach: 'bodies', acts: true };
const BELOW: Sight = { reach: 'subtree', acts: true };

export const SIGHT: Readonly<Record<StaffRole, Sight>> = {
  registrar: OWN,
  mediator: OWN,
  'arbitration-secretary': OWN,
  arbitrator: OWN,
  'petition-officer': OWN,
  'station-head': BELOW,
  'commission-director': BELOW,
  'authority-head': BELOW,
  'division-head': BELOW,
  'deputy-director': BELOW,
  'duty-officer': BELOW,
  supervisor: BELOW,
  auditor: { reach: 'subtree', acts: false },
  admin: { reach: 'none', acts: false },
};

/** Organisations by which a case comes into sight: among its bodies, or among all its organisations. */
export interface Scope {
  readonly person: string;
  readonly bodies: readonly OrgId[];
  readonly orgs: readonly OrgId[];
}

export function scopeOf(person: Person, tree: Tree): Scope {
  const orgs = new Set<OrgId>();
  const bodies = new Set<OrgId>();
  for (const { role, org } of person.offices) {
    const { reach } = SIGHT[role];
    if (reach === 'bodies') bodies.add(org);
    if (reach === 'subtree') for (const id of placesBelow(tree, org)) orgs.add(id);
  }
  return { person: person.id, bodies: [...bodies], orgs: [...orgs] };
}

/** Without the enterprises below it: a case names the places around its enterprise too. */
function placesBelow(tree: Tree, root: OrgId): readonly OrgId[] {
  return [...subtree(tree, root)].filter((id) => id === root || tree.organisations.get(id)?.kind !== 'enterprise');
}

const list = (ids: readonly OrgId[]): string => `{${ids.join(',')}}`;

/** True for the cases that the person may see, over a query on `cases`. */
export const inScope = (scope: Scope): SQL => scopedBy(scopeParameters(scope));

/** What the condition is filled with. */
export const scopeParameters = ({ person, bodies, orgs }: Scope) => ({
  person,
  bodies: list(bodies),
  orgs: list(orgs),
});

/**
 * The one condition, also for a statement that is planned before anybody asks: by placeholders. Three conditions that an
 * index answers each, `in (select …)` would not be one: whoever sees little is not made to look through everything.
 */
export function scopedBy({ person, bodies, orgs }: Readonly<Record<'person' | 'bodies' | 'orgs', unknown>>): SQL {
  return sql`(
    ${cases.bodies} && ${bodies}::uuid[] or ${cases.orgs} && ${orgs}::uuid[]
    or ${cases.id} = any(array(select ${caseParties.caseId} from ${caseParties} where ${caseParties.person} = ${person})))`;
}

/** Whether a case with these organisations is in sight of that one office. */
export function officeSees(
  { role, org }: Office,
  tree: Tree,
  of: { readonly bodies: readonly OrgId[]; readonly orgs: readonly OrgId[] },
): boolean {
  const { reach } = SIGHT[role];
  if (reach === 'bodies') return of.bodies.includes(org);
  if (reach === 'none') return false;
  const below = new Set(placesBelow(tree, org));
  return of.orgs.some((id) => below.has(id));
}
