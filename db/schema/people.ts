// The people who sign in, the offices they hold, and their sessions. Their names and passwords stand nowhere else.
import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import { STAFF_ROLES, type StaffRole } from '../../domain/roles.ts';
import { bytes } from './columns.ts';
import { organisations } from './organisations.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
const roles = Object.keys(STAFF_ROLES) as [StaffRole, ...StaffRole[]];

export const people = pgTable('people', {
  id: uuid('id').primaryKey(),
  /** Folded: NFKC and lower case. */
  username: text('username').notNull().unique(),
  name: text('name').notNull(),
  /** Argon2id in PHC form; null: cannot sign in. */
  passwordHash: text('password_hash'),
  active: boolean('active').notNull().default(true),
  createdAt: instant('created_at').notNull().defaultNow(),
});

/** 任职: a person holds a role in an organisation, from the first day on and up to, not including, the last. */
export const memberships = pgTable(
  'memberships',
  {
    id: uuid('id').primaryKey(),
    person: uuid('person')
      .notNull()
      .references(() => people.id),
    role: text('role', { enum: roles }).notNull(),
    org: uuid('org')
      .notNull()
      .references(() => organisations.id),
    validFrom: date('valid_from').$type<CivilDate>().notNull(),
    /** The first day on which it is no longer held; null while it lasts. Beijing calendar. */
    validTo: date('valid_to').$type<CivilDate>(),
  },
  (row) => [
    unique('memberships_once').on(row.person, row.role, row.org, row.validFrom),
    index('memberships_org').on(row.org),
    check('memberships_period', sql`${row.validTo} > ${row.validFrom}`),
  ],
);

/** A signed-in browser or program. The token itself is known to it alone. */
export const sessions = pgTable(
  'sessions',
  {
    /** For listing and revoking; no secret. */
    id: uuid('id').primaryKey(),
    /** SHA-256 of the token. */
    tokenHash: bytes('token_hash').notNull().unique(),
    person: uuid('person')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    seenAt: instant('seen_at').notNull().defaultNow(),
    /** What the browser says it is, cut short. */
    agent: text('agent'),
  },
  (row) => [index('sessions_person').on(row.person)],
);

/**
 * Failed tries of one name since its last success, whether or not an account has that name: nobody can tell accounts
 * from inventions by the answer.
 */
export const signInAttempts = pgTable(
  'sign_in_attempts',
  {
    /** SHA-256 of the folded name: what was typed may be a password by mistake. */
    account: bytes('account').primaryKey(),
    failures: integer('failures').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (row) => [index('sign_in_attempts_last').on(row.lastAt), check('sign_in_attempts_counted', sql`${row.failures} > 0`)],
);
