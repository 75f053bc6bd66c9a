// What went wrong with a case for good and waits for a person: while one is open the sweeper leaves that case alone.
import { sql } from 'drizzle-orm';
import { integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { cases } from './cases.ts';

export const faults = pgTable(
  'faults',
  {
    id: uuid('id').primaryKey(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    /** Which part met it. */
    source: text('source', { enum: ['record', 'sweeper', 'activity', 'relay', 'reconciler', 'verify'] }).notNull(),
    /** A code, never a text that could carry personal data. */
    code: text('code').notNull(),
    since: timestamp('since', { withTimezone: true, precision: 3 }).notNull(),
    lastAt: timestamp('last_at', { withTimezone: true, precision: 3 }).notNull(),
    attempts: integer('attempts').notNull().default(1),
    /** Who must see to it: a system administrator, or who is on duty; null when the installation has neither. */
    owner: uuid('owner'),
    resolvedAt: timestamp('resolved_at', { withTimezone: true, precision: 3 }),
    resolvedBy: uuid('resolved_by'),
  },
  (row) => [uniqueIndex('faults_open').on(row.caseId, row.source, row.code).where(sql`${row.resolvedAt} is null`)],
);
