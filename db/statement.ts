// Statements of the busiest paths: written in SQL, planned once on each connection and then only run.
import type { Queries } from './connection.ts';

/** What the driver carries without guessing: JSON as its text, instants as ISO text. */
export type Parameter = string | number | boolean | null;

/** Runs the statement. Instants, dates and bigint come as text, JSON as values, bytes as Buffer. */
export type Statement<Row> = (on: Queries, ...parameters: readonly Parameter[]) => Promise<readonly Row[]>;

/** @param name unique in the project: PostgreSQL keeps the plan under it */
export function statement<Row>(name: string, text: string): Statement<Row> {
  return async (on, ...params) => {
    const query = on._.session.prepareQuery<{ execute: { rows: Row[] }; all: unknown; values: unknown }>(
      { sql: text, params: [...params] },
      undefined,
      name,
      false,
    );
    return (await query.execute()).rows;
  };
}
