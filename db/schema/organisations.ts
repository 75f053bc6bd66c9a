// 机构: the organisations as one tree: district, its departments and offices, towns and streets, communities under them,
// parks and enterprises. Names and places; what the law looks at is read from here as a Directory (domain/deciding/routing.ts).
import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { INDUSTRIES } from '../../domain/case.ts';
import { LEGAL_IDENTITIES } from '../../domain/deciding/routing.ts';

/** What an organisation is. `region` is anything above a district; the last three hold proceedings of their own kind. */
export const ORGANISATION_KINDS = [
  'region',
  'district',
  'department',
  'town',
  'community',
  'park',
  'enterprise',
  'commission',
  'court',
  'petition-office',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const organisations = pgTable(
  'organisations',
  {
    id: uuid('id').primaryKey(),
    parent: uuid('parent').references((): AnyPgColumn => organisations.id),
    kind: text('kind', { enum: ORGANISATION_KINDS }).notNull(),
    name: text('name').notNull(),
    /** What its mediation body is in law (调解仲裁法 第十条); null: it does not mediate. */
    identity: text('identity', { enum: LEGAL_IDENTITIES }),
    /** Enterprises in a park lie in a community as well: its mediation body is asked too. */
    community: uuid('community').references((): AnyPgColumn => organisations.id),
    /** 统一社会信用代码 (GB 32100), folded to upper case. */
    creditCode: text('credit_code').unique(),
    address: text('address'),
    /** Degrees, WGS 84. */
    longitude: doublePrecision('longitude'),
    latitude: doublePrecision('latitude'),
    industry: text('industry', { enum: INDUSTRIES }),
    /** Workers employed. */
    headcount: integer('headcount'),
    /** ISO 3166-2: the province whose rules hold here and below, for cases opened from now on; `CN`: it names none. */
    region: text('region').notNull().default('CN'),
    active: boolean('active').notNull().default(true),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
  },
  (row) => [
    index('organisations_parent').on(row.parent),
    index('organisations_community').on(row.community),
    check('organisations_not_own_parent', sql`${row.parent} is distinct from ${row.id}`),
    check('organisations_headcount', sql`${row.headcount} >= 0`),
    check('organisations_longitude', sql`${row.longitude} between -180 and 180`),
    check('organisations_latitude', sql`${row.latitude} between -90 and 90`),
    check(
      'organisations_enterprise',
      sql`${row.kind} = 'enterprise' or (${row.industry} is null and ${row.headcount} is null and ${row.community} is null)`,
    ),
    check('organisations_region', sql`${row.region} ~ '^CN(-[A-Z]{2})?$'`),
    check('organisations_region_of', sql`${row.region} = 'CN' or ${row.kind} in ('region', 'district')`),
    check('organisations_root', sql`${row.parent} is not null or ${row.kind} in ('region', 'district')`),
  ],
);
