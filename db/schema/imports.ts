// Ledgers of petitions that were sent in, and what becomes of each of their rows. The file, the rows' content and the
// workbook of rejected rows hold personal data and are sealed (db/sealing.ts).
import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Bilingual } from '../../domain/rulebook/clock-rule.ts';
import { cases } from './cases.ts';
import { bytes } from './columns.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';

/** received → judged → confirmed → running → done; refused: no ledger; repeated: another file says the same. */
export const IMPORT_STATES = ['received', 'judged', 'refused', 'repeated', 'confirmed', 'running', 'done'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const imports = pgTable(
  'imports',
  {
    id: uuid('id').primaryKey(),
    /** SHA-256 of the file: the same file again is the same import. */
    fileHash: bytes('file_hash').notNull().unique(),
    /** SHA-256 of what the rows say: the same in every encoding and form. */
    ledgerHash: bytes('ledger_hash'),
    sameAs: uuid('same_as'),
    state: text('state', { enum: IMPORT_STATES }).notNull(),
    /** Who sent it, and in which office: the one who registers its cases. */
    person: uuid('person')
      .notNull()
      .references(() => people.id),
    role: text('role').notNull(),
    org: uuid('org')
      .notNull()
      .references(() => organisations.id),
    form: text('form', { enum: ['utf-8', 'gb18030', 'xlsx'] }),
    /** Why it is no ledger. */
    because: jsonb('because').$type<Bilingual>(),
    columnsUnknown: text('columns_unknown').array().notNull().default([]),
    passedOver: integer('passed_over').notNull().default(0),
    rows: integer('rows').notNull().default(0),
    clean: integer('clean').notNull().default(0),
    repaired: integer('repaired').notNull().default(0),
    duplicates: integer('duplicates').notNull().default(0),
    rejected: integer('rejected').notNull().default(0),
    /** Rows that are dealt with, in a run. */
    done: integer('done').notNull().default(0),
    /** Sealed, base64 inside; null once the run has begun. */
    file: text('file'),
    /** The rejected rows as a workbook, sealed; null where there is none. */
    rejectedWorkbook: text('rejected_workbook'),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
    confirmedAt: timestamp('confirmed_at', { withTimezone: true, precision: 3, mode: 'date' }),
    finishedAt: timestamp('finished_at', { withTimezone: true, precision: 3, mode: 'date' }),
    /** A driver took it up until then; afterwards another may. */
    drivenUntil: timestamp('driven_until', { withTimezone: true, precision: 3, mode: 'date' }),
  },
  (row) => [
    uniqueIndex('imports_ledger').on(row.ledgerHash),
    // One run at a time: what a run finds in the record is not changed by another one.
    uniqueIndex('imports_one_run').on(sql`(true)`).where(sql`${row.state} in ('confirmed', 'running')`),
    index('imports_to_drive').on(row.state).where(sql`${row.state} in ('received', 'confirmed', 'running')`),
    check('imports_repeated', sql`(${row.state} = 'repeated') = (${row.sameAs} is not null)`),
  ],
);

export const importRows = pgTable(
  'import_rows',
  {
    importId: uuid('import_id')
      .notNull()
      .references(() => imports.id),
    /** Place among the data rows, from 1. */
    ordinal: integer('ordinal').notNull(),
    /** Its 序号. */
    row: integer('row').notNull(),
    line: integer('line').notNull(),
    class: text('class', { enum: ['clean', 'repairable', 'duplicate', 'rejected'] }).notNull(),
    /** 信访编号; null: none, or the row was rejected. */
    petitionNo: text('petition_no'),
    /** The row's verdict, sealed. */
    content: text('content').notNull(),
    /** The case it made, or to which it was attached. */
    caseId: uuid('case_id').references(() => cases.id),
    /** An error's code: the row could not be taken over, and a person must look. */
    fault: text('fault'),
    doneAt: timestamp('done_at', { withTimezone: true, precision: 3, mode: 'date' }),
  },
  (row) => [
    primaryKey({ columns: [row.importId, row.ordinal] }),
    index('import_rows_to_do').on(row.importId, row.ordinal).where(sql`${row.doneAt} is null`),
    index('import_rows_petition_no').on(row.petitionNo).where(sql`${row.petitionNo} is not null`),
    index('import_rows_case').on(row.caseId).where(sql`${row.caseId} is not null`),
  ],
);
