// What somebody is told: one row for each notice of an event, delivered at least once, each delivery by the row's key.
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { cases } from './cases.ts';

export const notices = pgTable(
  'notices',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    seq: integer('seq').notNull(),
    /** Place among the effects of the event. */
    ordinal: integer('ordinal').notNull(),
    template: text('template').notNull(),
    clock: integer('clock'),
    /** The party told, or the office and who holds it. */
    party: text('party'),
    org: uuid('org'),
    role: text('role'),
    person: uuid('person'),
    channel: text('channel', { enum: ['inbox'] }).notNull(),
    state: text('state', { enum: ['waiting', 'delivered', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    deliveredAt: timestamp('delivered_at', { withTimezone: true, precision: 3 }),
  },
  (row) => [
    primaryKey({ columns: [row.caseId, row.seq, row.ordinal] }),
    index('notices_waiting').on(row.caseId).where(sql`${row.state} = 'waiting'`),
    index('notices_by_person').on(row.person, row.caseId).where(sql`${row.person} is not null`),
  ],
);
