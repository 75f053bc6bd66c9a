// What districts decided about the order of their backlog, version after version, each with what it did: only added to.
import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { Effect, Levers } from '../../domain/clearance/triage.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';

export const triageLevers = pgTable(
  'triage_levers',
  {
    /** A district. */
    org: uuid('org')
      .notNull()
      .references(() => organisations.id),
    /** From 1; the highest holds. */
    version: integer('version').notNull(),
    levers: jsonb('levers').$type<Levers>().notNull(),
    /** Why, in the words of who decided it. */
    reason: text('reason').notNull(),
    /** On the whole live backlog of the district at that moment, against the version before. */
    effect: jsonb('effect').$type<Effect>().notNull(),
    /** Who decided it, by which request. */
    person: uuid('person')
      .notNull()
      .references(() => people.id),
    commandId: text('command_id').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
  },
  (row) => [
    primaryKey({ columns: [row.org, row.version] }),
    unique('triage_levers_command').on(row.person, row.commandId),
    check('triage_levers_version', sql`${row.version} >= 1`),
  ],
);
