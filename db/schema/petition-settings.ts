// What organisations decided about petition work, version after version: only added to.
import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { Guarantee } from '../../domain/petition/case-plan.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';

export const petitionSettings = pgTable(
  'petition_settings',
  {
    org: uuid('org')
      .notNull()
      .references(() => organisations.id),
    /** From 1; the highest holds. */
    version: integer('version').notNull(),
    guarantees: jsonb('guarantees').$type<readonly Guarantee[]>().notNull(),
    transferCap: integer('transfer_cap').notNull(),
    repeatMonths: integer('repeat_months').notNull(),
    /** Who decided it, by which request. */
    person: uuid('person')
      .notNull()
      .references(() => people.id),
    commandId: text('command_id').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
  },
  (row) => [
    primaryKey({ columns: [row.org, row.version] }),
    unique('petition_settings_command').on(row.person, row.commandId),
    check('petition_settings_version', sql`${row.version} >= 1`),
  ],
);
