// News that a workflow must hear: one row a case however much happened, written with it and gone once it was heard.
import { index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { cases } from './cases.ts';

export const wakes = pgTable(
  'wakes',
  {
    caseId: uuid('case_id')
      .primaryKey()
      .references(() => cases.id),
    /** The newest event it is about. */
    seq: integer('seq').notNull(),
    /** Since when it waits, database time. */
    since: timestamp('since', { withTimezone: true, precision: 3 }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: timestamp('next_try_at', { withTimezone: true, precision: 3 }).notNull(),
    /** A code, never a text that could carry personal data. */
    lastError: text('last_error'),
  },
  (row) => [index('wakes_due').on(row.nextTryAt)],
);
