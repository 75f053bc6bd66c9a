// How often somebody tried something lately, shared by all API processes. Keys are hashes of addresses, never addresses.
import { index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text('key').primaryKey(),
    points: integer('points').notNull(),
    /** From then on the count begins anew. */
    expire: timestamp('expire', { withTimezone: true, precision: 3, mode: 'date' }),
  },
  (row) => [index('rate_limits_expire').on(row.expire)],
);
