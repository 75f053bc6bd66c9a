// Refusals are answers too: what a key was refused, so that its repetition hears the same and changes nothing. Codes,
// rules and days, no personal data. A refusal goes when its case does.

import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Refusal } from '../../domain/decide.ts';
import { cases } from './cases.ts';
import { bytes } from './columns.ts';

export const refusals = pgTable(
  'refusals',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    commandId: text('command_id').notNull(),
    /** What binds the key to its person and body. */
    requestHash: bytes('request_hash').notNull(),
    refusal: jsonb('refusal').$type<Refusal>().notNull(),
    /** The last event before the answer, and the first of those that time brought with it; `seq + 1`: none. */
    seq: integer('seq').notNull(),
    since: integer('since').notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.caseId, row.commandId] }),
    check('refusals_since', sql`${row.since} between 1 and ${row.seq} + 1`),
  ],
);
