// A synthetic district for demonstrations, drills and tests. Nothing in it is real: no place, no enterprise, no person,
// and each name says so. Never for an installation that serves people.
import { and, eq, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Industry, OrgId } from '../domain/case.ts';
import type { LegalIdentity } from '../domain/deciding/routing.ts';
import { creditCheckDigit } from '../domain/identifiers.ts';
import { STAFF_ROLES, type StaffRole } from '../domain/roles.ts';
import { type Db, inTransaction, type Transaction } from './connection.ts';
import { addOrganisation, forgetCopies } from './organisations.ts';
import { newPassword, passwordHash } from './passwords.ts';
import { appoint } from './people.ts';
import { type OrganisationKind, organisations } from './schema/organisations.ts';
import { memberships, people } from './schema/people.ts';

interface Seedling {
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly under: string | null;
  readonly identity?: LegalIdentity;
  readonly community?: string;
  readonly industry?: Industry;
  readonly headcount?: number;
  readonly staff?: readonly StaffRole[];
}

const MEDIATION: readonly StaffRole[] = ['mediator', 'station-head'];
const BUREAU: readonly StaffRole[] = [
  'registrar',
  ...MEDIATION,
  'division-head',
  'deputy-director',
  'duty-officer',
  'supervisor',
  'auditor',
  'admin',
];
const committee = { identity: 'enterprise-committee', staff: MEDIATION } as const;
const residents = { kind: 'community', identity: 'peoples-mediation-committee', staff: MEDIATION } as const;

/** By key; parents before children. 龙井社区 has no mediation body, so that routing must pass it by. */
const DISTRICT = {
  district: { kind: 'district', name: '演示区', under: null, identity: 'peoples-mediation-committee', staff: BUREAU },
  bureau: { kind: 'department', name: '演示区人力资源和社会保障局', under: 'district' },
  union: { kind: 'department', name: '演示区总工会', under: 'district' },
  justice: { kind: 'department', name: '演示区司法局', under: 'district' },
  commission: {
    kind: 'commission',
    name: '演示区劳动人事争议仲裁委员会',
    under: 'district',
    staff: ['registrar', 'arbitration-secretary', 'arbitrator', 'commission-director'],
  },
  court: { kind: 'court', name: '演示区人民法院', under: 'district', staff: ['registrar'] },
  petition: {
    kind: 'petition-office',
    name: '演示区信访局',
    under: 'district',
    staff: ['petition-officer', 'authority-head'],
  },
  street: {
    kind: 'town',
    name: '龙泉街道（演示）',
    under: 'district',
    identity: 'township-body',
    staff: ['registrar', ...MEDIATION],
  },
  town: { kind: 'town', name: '石桥镇（演示）', under: 'district', identity: 'township-body', staff: MEDIATION },
  heping: { ...residents, name: '和平社区（演示）', under: 'street' },
  jingui: { ...residents, name: '金桂社区（演示）', under: 'street' },
  longjing: { kind: 'community', name: '龙井社区（演示）', under: 'street' },
  shiqiao: { ...residents, name: '石桥村（演示）', under: 'town' },
  park: {
    kind: 'park',
    name: '智能终端产业园（演示）',
    under: 'street',
    identity: 'other',
    staff: ['registrar', ...MEDIATION],
  },
  electronics: {
    ...committee,
    kind: 'enterprise',
    name: '演示电子有限公司',
    under: 'park',
    community: 'jingui',
    industry: 'manufacturing',
    headcount: 860,
  },
  logistics: {
    ...committee,
    kind: 'enterprise',
    name: '演示物流有限公司',
    under: 'park',
    industry: 'logistics',
    headcount: 240,
  },
  machinery: {
    ...committee,
    kind: 'enterprise',
    name: '演示机械有限公司',
    under: 'heping',
    industry: 'manufacturing',
    headcount: 310,
  },
  restaurant: {
    kind: 'enterprise',
    name: '演示餐饮有限公司',
    under: 'jingui',
    industry: 'catering',
    headcount: 45,
  },
  builder: {
    kind: 'enterprise',
    name: '演示建筑工程有限公司',
    under: 'shiqiao',
    industry: 'construction',
    headcount: 520,
  },
  platform: {
    kind: 'enterprise',
    name: '演示网络科技有限公司',
    under: 'longjing',
    industry: 'platform',
    headcount: 130,
  },
  cleaner: {
    kind: 'enterprise',
    name: '演示保洁服务有限公司',
    under: 'town',
    industry: 'services',
    headcount: 60,
  },
} as const satisfies Readonly<Record<string, Seedling>>;

export type SeedKey = keyof typeof DISTRICT;
const KEYS = Object.keys(DISTRICT) as readonly SeedKey[];

export interface SeedPerson {
  readonly id: string;
  /** `demo.<organisation's key>.<role>` */
  readonly username: string;
  readonly role: StaffRole;
  readonly org: OrgId;
}

export interface Seed {
  readonly orgs: Readonly<Record<SeedKey, OrgId>>;
  readonly people: readonly SeedPerson[];
  /** Of all of them, made anew each time; known to nobody else. */
  readonly password: string;
}

/** Plants the district; on one that is there it changes nothing but the password. */
export async function seed(db: Db): Promise<Seed> {
  const password = newPassword();
  const hash = await passwordHash(password);
  const planted = await inTransaction(db, async (tx) => {
    const orgs: Partial<Record<SeedKey, OrgId>> = {};
    const staff: SeedPerson[] = [];
    for (const [i, key] of KEYS.entries()) {
      const seedling: Seedling = DISTRICT[key];
      const org = await plant(tx, seedling, orgs, i);
      orgs[key] = org;
      for (const role of seedling.staff ?? []) staff.push(await employ(tx, key, role, org, hash));
    }
    return { orgs: orgs as Record<SeedKey, OrgId>, people: staff };
  });
  forgetCopies(db);
  return { ...planted, password };
}

async function plant(
  tx: Transaction,
  { kind, name, under, identity, community, industry, headcount }: Seedling,
  orgs: Readonly<Partial<Record<string, OrgId>>>,
  i: number,
): Promise<OrgId> {
  const parent = under === null ? null : (orgs[under] ?? null);
  const place = parent === null ? isNull(organisations.parent) : eq(organisations.parent, parent);
  const [there] = await tx
    .select()
    .from(organisations)
    .where(and(place, eq(organisations.name, name)));
  if (there) return there.id;
  return addOrganisation(tx, {
    kind,
    name,
    parent,
    identity: identity ?? null,
    community: community === undefined ? null : (orgs[community] ?? null),
    industry: industry ?? null,
    headcount: headcount ?? null,
    creditCode: kind === 'enterprise' ? syntheticCreditCode(i) : null,
  });
}

/** A code with a right check digit in a region that does not exist. */
function syntheticCreditCode(i: number): string {
  const code = `91999999MA${String(i).padStart(7, '0')}`;
  return `${code}${creditCheckDigit(code)}`;
}

async function employ(tx: Transaction, key: SeedKey, role: StaffRole, org: OrgId, hash: string): Promise<SeedPerson> {
  const username = `demo.${key}.${role}`;
  const name = `${STAFF_ROLES[role].zh}（演示）`;
  const [person] = await tx
    .insert(people)
    .values({ id: uuidv7(), username, name, passwordHash: hash })
    .onConflictDoUpdate({ target: people.username, set: { passwordHash: hash } })
    .returning({ id: people.id });
  if (!person) throw new Error(`${username} was not stored`);
  const held = and(eq(memberships.person, person.id), eq(memberships.role, role), eq(memberships.org, org));
  const [already] = await tx.select().from(memberships).where(held);
  if (!already) await appoint(tx, person.id, { role, org });
  return { id: person.id, username, role, org };
}
