// Who gave an organisation which region, and when. Rows are only added; the command makes a repetition known.
import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { organisations } from './organisations.ts';
import { people } from './people.ts';

export const organisationRegions = pgTable(
  'organisation_regions',
  {
    person: uuid('person')
      .notNull()
      .references(() => people.id),
    commandId: text('command_id').notNull(),
    org: uuid('org')
      .notNull()
      .references(() => organisations.id),
    region: text('region').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
  },
  (row) => [primaryKey({ columns: [row.person, row.commandId] })],
);
