// What somebody is told: one row for each notice of an event, delivered at least once, each delivery by the row's key.
import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import { cases } from './cases.ts';

/** 归并发送的督办提醒: one message to one recipient over everything that was held for him. Only added to. */
export const noticeMessages = pgTable(
  'notice_messages',
  {
    id: uuid('id').primaryKey(),
    /** The person's id; where nobody holds the office, the office: `org/role`. */
    recipient: text('recipient').notNull(),
    person: uuid('person'),
    org: uuid('org').notNull(),
    role: text('role').notNull(),
    cases: integer('cases').notNull(),
    notices: integer('notices').notNull(),
    /** The first legal end among the duties. */
    oldestOn: date('oldest_on').$type<CivilDate>(),
    /** Database time, real. */
    releasedAt: timestamp('released_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull(),
  },
  (row) => [
    index('notice_messages_released').on(row.releasedAt),
    index('notice_messages_of_person').on(row.person, row.releasedAt).where(sql`${row.person} is not null`),
  ],
);

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
    /** held: gathered with others for one message to the same recipient · waiting: for its channel. */
    state: text('state', { enum: ['held', 'waiting', 'delivered', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    deliveredAt: timestamp('delivered_at', { withTimezone: true, precision: 3 }),
    /** The message in which it went out with others. */
    message: uuid('message').references(() => noticeMessages.id),
  },
  (row) => [
    primaryKey({ columns: [row.caseId, row.seq, row.ordinal] }),
    index('notices_waiting').on(row.caseId).where(sql`${row.state} = 'waiting'`),
    index('notices_by_person').on(row.person, row.caseId).where(sql`${row.person} is not null`),
    index('notices_held').on(row.person).where(sql`${row.state} = 'held'`),
    index('notices_of_message').on(row.message).where(sql`${row.message} is not null`),
  ],
);
