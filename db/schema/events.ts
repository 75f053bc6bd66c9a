// The record: every decision, numbered in its case, never changed. A trigger refuses UPDATE, DELETE and TRUNCATE.
import { sql } from 'drizzle-orm';
import {
  check,
  date,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import type { CaseEvent } from '../../domain/case.ts';
import { CLEARANCE_COMMANDS } from '../../domain/clearance/facts.ts';
import { cases } from './cases.ts';
import { bytes } from './columns.ts';

const CLEARANCE = CLEARANCE_COMMANDS.map((type) => `'${type}'`).join(', ');

export const events = pgTable(
  'events',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    seq: integer('seq').notNull(),
    /** The key of the command; in an intake it begins with the person, in time's own acts with `time:`. */
    commandId: text('command_id').notNull(),
    type: text('type').notNull(),
    /** The person; null for time. */
    actor: uuid('actor'),
    /** Legal instant at which it took effect. */
    legalAt: timestamp('legal_at', { withTimezone: true, precision: 3 }).notNull(),
    happenedOn: date('happened_on').$type<CivilDate>().notNull(),
    /** Legal time when it was recorded. */
    decidedAt: timestamp('decided_at', { withTimezone: true, precision: 3 }).notNull(),
    /** Database time. */
    recordedAt: timestamp('recorded_at', { withTimezone: true, precision: 3 }).notNull(),
    /** Number of the first event of the same decision: time's own acts that were due come before the command's. */
    since: integer('since').notNull(),
    /** What binds the key to its person and body, and the answer that was given; null for time's own acts. */
    requestHash: bytes('request_hash'),
    answerHash: bytes('answer_hash'),
    /** Canonical text, as it was hashed. */
    body: json('body').$type<CaseEvent>().notNull(),
    /** SHA-256 over the event, its instants and the hash of the event before it. */
    hash: bytes('hash').notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.caseId, row.seq] }),
    unique('events_once_per_command').on(row.caseId, row.commandId),
    uniqueIndex('events_once_per_intake').on(row.commandId).where(sql`${row.seq} = 1`),
    index('events_of_clearance')
      .on(row.caseId, row.seq)
      .where(sql`${row.type} in (${sql.raw(CLEARANCE)})`),
    index('events_by_recording').using('brin', row.recordedAt),
    check('events_caused', sql`(${row.actor} is null) = (${row.commandId} like 'time:%')`),
    check('events_answered', sql`(${row.requestHash} is null) = (${row.answerHash} is null)`),
    check('events_since', sql`${row.since} between 1 and ${row.seq}`),
    check('events_never_early', sql`${row.legalAt} <= ${row.decidedAt}`),
  ],
);
