// Who outside is told of new events, how far each case has been told, what could not be delivered, and every try.
// Ids, codes and instants only. The record knows nothing of these tables and never waits for them.
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { organisations } from './organisations.ts';
import { people } from './people.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** A subscription of an organisation: where its news goes, and of which kinds. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid('id').primaryKey(),
    org: uuid('org')
      .notNull()
      .references(() => organisations.id),
    url: text('url').notNull(),
    /** Types of events; empty: all. */
    types: text('types').array().notNull(),
    /** Sealed (db/sealing.ts): shown once, when it was made. */
    secret: text('secret').notNull(),
    state: text('state', { enum: ['active', 'paused'] }).notNull(),
    /** Who made it, by which request. */
    person: uuid('person')
      .notNull()
      .references(() => people.id),
    commandId: text('command_id').notNull(),
    /** News from then on, database time. */
    createdAt: instant('created_at').notNull().defaultNow(),
    /** The record was looked through up to here. */
    lookedTo: instant('looked_to').notNull().defaultNow(),
  },
  (row) => [unique('webhooks_command').on(row.person, row.commandId), index('webhooks_org').on(row.org)],
);

/** One case of one subscription: its events go out one after the other. */
export const webhookLanes = pgTable(
  'webhook_lanes',
  {
    webhook: uuid('webhook')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    caseId: uuid('case_id').notNull(),
    /** The last event that is done with: delivered, not asked for, or among the dead letters. */
    seq: integer('seq').notNull(),
    /** The newest event known here. */
    head: integer('head').notNull(),
    /** Events to send once more, ascending, before those after `seq`. */
    again: integer('again').array().notNull().default([]),
    /** Since when something waits, database time; means nothing while nothing does. */
    since: instant('since').notNull(),
    /** Tries of the event that is next, the one under way included. */
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: instant('next_try_at').notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.webhook, row.caseId] }),
    index('webhook_lanes_due')
      .on(row.webhook, row.nextTryAt)
      .where(sql`${row.seq} < ${row.head} or ${row.again} <> '{}'`),
    check('webhook_lanes_not_ahead', sql`${row.seq} <= ${row.head}`),
  ],
);

/** Events that were given up after the last try. */
export const webhookDeadLetters = pgTable(
  'webhook_dead_letters',
  {
    webhook: uuid('webhook')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    caseId: uuid('case_id').notNull(),
    seq: integer('seq').notNull(),
    attempts: integer('attempts').notNull(),
    /** A code. */
    lastError: text('last_error').notNull(),
    diedAt: instant('died_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.webhook, row.caseId, row.seq] })],
);

/** Every try, kept for thirty days. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    id: uuid('id').primaryKey(),
    webhook: uuid('webhook')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    caseId: uuid('case_id').notNull(),
    seq: integer('seq').notNull(),
    attempt: integer('attempt').notNull(),
    at: instant('at').notNull(),
    /** Milliseconds. */
    took: integer('took').notNull(),
    /** HTTP status; null: there was no answer. */
    status: integer('status'),
    /** A code; null: delivered. */
    error: text('error'),
  },
  (row) => [index('webhook_attempts_news').on(row.webhook, row.at), index('webhook_attempts_age').on(row.at)],
);
