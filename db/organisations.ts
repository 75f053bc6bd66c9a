// The tree of organisations: who lies where, and what the law asks of it. Each process keeps one copy and looks every
// two seconds whether it still holds.
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Chart } from '../domain/attention/supervision.ts';
import type { Level, OrgId, Place } from '../domain/case.ts';
import type { Body, Directory } from '../domain/deciding/routing.ts';
import type { PetitionSettings } from '../domain/petition/petition-settings.ts';
import { type Db, inTransaction, type Queries, rows, type Transaction } from './connection.ts';
import { organisationRegions } from './schema/organisation-regions.ts';
import { type OrganisationKind, organisations } from './schema/organisations.ts';
import { memberships, people } from './schema/people.ts';
import { petitionSettings } from './schema/petition-settings.ts';

/** An organisation as a place in the tree. */
export interface Organisation extends Body {
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly region: string;
  /** The community in which an enterprise lies beside its place in the tree. */
  readonly community: OrgId | null;
}

export interface Tree {
  /** Changes whenever an organisation changes. */
  readonly version: string;
  readonly organisations: ReadonlyMap<OrgId, Organisation>;
}

const LEVEL_OF: Readonly<Record<OrganisationKind, Level>> = {
  region: 'district',
  district: 'district',
  department: 'district',
  town: 'town',
  community: 'community',
  park: 'park',
  enterprise: 'enterprise',
  commission: 'arbitration',
  court: 'court',
  'petition-office': 'petition',
};

const LOOK_EVERY_MS = 2_000;

interface Copy {
  readonly tree: Tree;
  readonly directory: Directory;
  readonly chart: Chart;
  readonly version: string;
  lookedAt: number;
}

const copies = new WeakMap<Db, Copy>();
const looks = new WeakMap<Db, Promise<Copy>>();

/** The copy of this process: at most two seconds old, or as old as the question whether it still holds. */
async function copyOf(db: Db): Promise<Copy> {
  const copy = copies.get(db);
  if (copy && performance.now() - copy.lookedAt < LOOK_EVERY_MS) return copy;
  const looking = looks.get(db) ?? look(db).finally(() => looks.delete(db));
  looks.set(db, looking);
  return looking;
}

async function look(db: Db): Promise<Copy> {
  const lookedAt = performance.now();
  const version = await versionOf(db);
  const known = copies.get(db);
  const copy = known?.version === version ? known : { ...(await load(db)), version, lookedAt };
  copy.lookedAt = lookedAt;
  copies.set(db, copy);
  return copy;
}

/** Offices begin and end at midnight in Beijing, so the day belongs to it. */
async function versionOf(db: Db): Promise<string> {
  const counted = sql`select string_agg(version::text, '.' order by what) as counters,
    (now() at time zone 'Asia/Shanghai')::date as today from versions`;
  const [found] = await rows<{ counters: string | null; today: string }>(db.orm, counted);
  return `${found?.counters ?? ''}/${found?.today ?? ''}`;
}

/** Loaded after its version was read: it may be newer than it says, and is then loaded once more, never older. */
async function load(db: Db): Promise<Pick<Copy, 'tree' | 'directory' | 'chart'>> {
  const [{ version = 0 } = {}] = await rows<{ version?: number }>(
    db.orm,
    sql`select version::int as version from versions where what = 'organisations'`,
  );
  const found = await db.orm.select().from(organisations).orderBy(organisations.id);
  const decided = await settingsInForce(db);
  const tree: Tree = {
    version: String(version),
    organisations: new Map(
      found.map((row) => {
        const petition = decided.get(row.id);
        return [row.id, { ...row, level: LEVEL_OF[row.kind], ...(petition && { petition }) }];
      }),
    ),
  };
  return {
    tree,
    directory: { version: tree.version, bodies: tree.organisations },
    chart: { parents: new Map(found.map(({ id, parent }) => [id, parent])), holders: await holdersOf(db) },
  };
}

/** What organisations decided about petition work, the latest of each. */
async function settingsInForce(db: Db): Promise<ReadonlyMap<OrgId, PetitionSettings>> {
  const { org, version, guarantees, transferCap, repeatMonths } = petitionSettings;
  const found = await db.orm
    .selectDistinctOn([org], { org, version, guarantees, transferCap, repeatMonths })
    .from(petitionSettings)
    .orderBy(org, sql`${version} desc`);
  return new Map(found.map(({ org: id, ...settings }) => [id, settings]));
}

/** Who holds which office today, the longest in office first. */
async function holdersOf(db: Db): Promise<Chart['holders']> {
  const { person, role, org, validFrom, id } = memberships;
  return db.orm
    .select({ person, role, org })
    .from(memberships)
    .innerJoin(people, eq(people.id, person))
    .where(sql`${people.active} and ${inOffice}`)
    .orderBy(validFrom, id);
}

/** The membership holds today, Beijing calendar. */
export const inOffice: SQL = sql`(now() at time zone 'Asia/Shanghai')::date >= ${memberships.validFrom}
  and (now() at time zone 'Asia/Shanghai')::date < coalesce(${memberships.validTo}, 'infinity')`;

/** What the law looks at (domain/deciding/routing.ts). */
export const directory = async (db: Db): Promise<Directory> => (await copyOf(db)).directory;

/** Who holds which office today (domain/attention/supervision.ts). */
export const chart = async (db: Db): Promise<Chart> => (await copyOf(db)).chart;

/** Every organisation with its name and place. */
export const tree = async (db: Db): Promise<Tree> => (await copyOf(db)).tree;

/** This process must see its own change at once; others see it within two seconds. */
export const forgetCopies = (db: Db): void => {
  copies.delete(db);
};

/** The organisation and all below it; empty where there is none of that id. */
export function subtree(of: Tree, root: OrgId): ReadonlySet<OrgId> {
  const children = new Map<OrgId, OrgId[]>();
  for (const { id, parent } of of.organisations.values()) {
    if (parent) children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const found = new Set<OrgId>();
  const next = of.organisations.has(root) ? [root] : [];
  for (let at = next.pop(); at; at = next.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    next.push(...(children.get(at) ?? []));
  }
  return found;
}

/**
 * Where the enterprise stands: the organisations in whose catchment it lies. Any other organisation is a place without
 * an enterprise. null where it is unknown or lies in no district.
 */
export function placeOf(of: Tree, org: OrgId): Place | null {
  const ways = [org, of.organisations.get(org)?.community ?? null].map((start) => upwards(of, start));
  const nearest = (kind: OrganisationKind): OrgId | null => ways.flat().find((at) => at.kind === kind)?.id ?? null;
  const district = nearest('district');
  if (!district) return null;
  return {
    enterprise: nearest('enterprise'),
    community: nearest('community'),
    park: nearest('park'),
    town: nearest('town'),
    district,
  };
}

function upwards(of: Tree, start: OrgId | null): readonly Organisation[] {
  const way = new Set<Organisation>();
  for (let id = start; id; ) {
    const at = of.organisations.get(id);
    if (!at || way.has(at)) break;
    way.add(at);
    id = at.parent;
  }
  return [...way];
}

export type NewOrganisation = Omit<typeof organisations.$inferInsert, 'id' | 'createdAt'>;

/** @returns its id */
export async function addOrganisation(on: Queries, organisation: NewOrganisation): Promise<OrgId> {
  const id = uuidv7();
  await on.insert(organisations).values({ ...organisation, id });
  return id;
}

/** Its place in the tree stays: a case keeps the organisations in whose catchment it was opened. */
export async function changeOrganisation(
  on: Queries,
  id: OrgId,
  changes: Partial<Omit<NewOrganisation, 'parent' | 'kind' | 'community'>>,
): Promise<void> {
  await on.update(organisations).set(changes).where(eq(organisations.id, id));
}

export interface RegionGiven {
  readonly person: string;
  /** The same of the same person again changes nothing. */
  readonly commandId: string;
  readonly org: OrgId;
  /** `CN`, or a province: `CN-ZJ`. */
  readonly region: string;
}

/**
 * The region whose rules hold for cases that are opened from now on; open ones keep theirs.
 *
 * @returns `key-reused` where this person gave another one by the same command
 */
export async function giveRegion(db: Db, given: RegionGiven): Promise<'given' | 'key-reused'> {
  const { person, commandId, org, region } = given;
  const answer = await inTransaction(db, async (tx) => {
    await holdOrganisation(tx, org);
    const [made] = await tx.insert(organisationRegions).values(given).onConflictDoNothing().returning();
    if (made) {
      await changeOrganisation(tx, org, { region });
      return 'given' as const;
    }
    const mine = and(eq(organisationRegions.person, person), eq(organisationRegions.commandId, commandId));
    const [first] = await tx.select().from(organisationRegions).where(mine);
    return first?.org === org && first.region === region ? 'given' : 'key-reused';
  });
  forgetCopies(db);
  return answer;
}

/** Until the transaction ends others wait: what an organisation decides is decided one after the other. */
export async function holdOrganisation(tx: Transaction, org: OrgId): Promise<void> {
  await tx.select({ id: organisations.id }).from(organisations).where(eq(organisations.id, org)).for('update');
}
