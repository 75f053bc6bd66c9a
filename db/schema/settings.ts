// What this installation is, in one row, and counters by which processes notice that something they keep has changed.
import { sql } from 'drizzle-orm';
import { bigint, check, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core';

export const settings = pgTable(
  'settings',
  {
    id: smallint('id').primaryKey().default(1),
    /** Part of the task queue's name, so that two installations on one Temporal never take each other's work. */
    installationId: text('installation_id').notNull(),
    /** PostgreSQL's own identifier of the cluster on which it was installed: tells a copy from the original. */
    clusterId: text('cluster_id').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
  },
  (row) => [check('settings_one_row', sql`${row.id} = 1`)],
);

/** `organisations` and `people`: counted up by a trigger with every change of what a process may have cached. */
export const versions = pgTable('versions', {
  what: text('what', { enum: ['organisations', 'people'] }).primaryKey(),
  version: bigint('version', { mode: 'number' }).notNull(),
});
