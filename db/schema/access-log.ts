// Who saw personal data in the clear, when and why. Written before the data is shown; never changed afterwards.
import { index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { cases } from './cases.ts';
import { people } from './people.ts';

export const accessLog = pgTable(
  'access_log',
  {
    id: uuid('id').primaryKey(),
    at: timestamp('at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
    person: uuid('person')
      .notNull()
      .references(() => people.id),
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    /** As the person gave it. */
    reason: text('reason').notNull(),
  },
  (row) => [index('access_log_case').on(row.caseId, row.at), index('access_log_person').on(row.person, row.at)],
);
