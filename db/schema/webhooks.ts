// Who outside is told of new events, who decided that, how far each case has been told, what could not be delivered, and
// every try. Ids, codes and instants only. The record knows nothing of these tables and never waits for them.
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { organisations } from './organisations.ts';
import { people } from './people.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

export const WEBHOOK_ACTS = [
  'propose',
  'move',
  'approve',
  'decline',
  'rotate',
  'pause',
  'resume',
  'replay',
  'delete',
] as const;
export type WebhookAct = (typeof WEBHOOK_ACTS)[number];

/** A subscription of an organisation: where its news goes, and of which kinds. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid('id').primaryKey(),
    org: uuid('org')
      .notNull()
      .references(() => organisations.id),
    /** Where news goes; while it is `proposed`, nothing goes. */
    url: text('url').notNull(),
    /** Types of events; empty: all. */
    types: text('types').array().notNull(),
    state: text('state', { enum: ['proposed', 'active', 'paused'] }).notNull(),
    /** The address that waits for somebody else's approval: its first one, or another one. */
    nextUrl: text('next_url'),
    /** Who asked for it. */
    askedBy: uuid('asked_by').references(() => people.id),
    /** Counts acts: whoever sends by an older one takes nothing more in hand. */
    version: integer('version').notNull().default(1),
    /** Its receiver asked for rest till then, database time. */
    heldUntil: instant('held_until'),
    /** News from then on: its approval, database time. */
    newsSince: instant('news_since').notNull().defaultNow(),
    /** The record was looked through up to here. */
    lookedTo: instant('looked_to').notNull().defaultNow(),
  },
  (row) => [
    index('webhooks_org').on(row.org),
    check('webhooks_asked', sql`(${row.nextUrl} is null) = (${row.askedBy} is null)`),
    check('webhooks_proposed', sql`${row.state} <> 'proposed' or ${row.nextUrl} is not null`),
  ],
);

/** What signs: the newest, and for a while the one before it. */
export const webhookSecrets = pgTable(
  'webhook_secrets',
  {
    /** Of the act that made it. */
    id: uuid('id').primaryKey(),
    webhook: uuid('webhook')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /** Sealed (db/sealing.ts): shown when it was made. */
    secret: text('secret').notNull(),
    madeAt: instant('made_at').notNull().defaultNow(),
    /** Null: until another one is made. */
    validUntil: instant('valid_until'),
  },
  (row) => [index('webhook_secrets_webhook').on(row.webhook, row.madeAt)],
);

/** Who did what to a subscription, by which request: only added to, and kept when it is deleted. */
export const webhookActs = pgTable(
  'webhook_acts',
  {
    id: uuid('id').primaryKey(),
    webhook: uuid('webhook').notNull(),
    org: uuid('org')
      .notNull()
      .references(() => organisations.id),
    act: text('act', { enum: WEBHOOK_ACTS }).notNull(),
    /** As it was asked for. */
    asked: jsonb('asked').$type<Readonly<Record<string, unknown>>>().notNull(),
    person: uuid('person')
      .notNull()
      .references(() => people.id),
    commandId: text('command_id').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (row) => [
    unique('webhook_acts_command').on(row.person, row.commandId),
    index('webhook_acts_webhook').on(row.webhook, row.at),
  ],
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
