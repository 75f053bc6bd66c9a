// Legal time as a function of database time. Row 1 is the identity and never changes; the others are drills and tests.
import { sql } from 'drizzle-orm';
import { bigint, check, doublePrecision, integer, pgTable } from 'drizzle-orm/pg-core';

export const timelines = pgTable(
  'timelines',
  {
    id: integer('id').primaryKey().generatedByDefaultAsIdentity({ startWith: 2 }),
    /** Database time of the anchor, epoch ms. */
    anchorDb: bigint('anchor_db', { mode: 'number' }).notNull(),
    /** Legal time at the anchor, epoch ms. */
    anchorLegal: bigint('anchor_legal', { mode: 'number' }).notNull(),
    /** Legal milliseconds in one of the database's. */
    factor: doublePrecision('factor').notNull(),
  },
  (row) => [
    check('timelines_factor_positive', sql`${row.factor} > 0`),
    check(
      'timelines_first_is_identity',
      sql`${row.id} <> 1 or (${row.anchorDb} = ${row.anchorLegal} and ${row.factor} = 1)`,
    ),
  ],
);
