// Statements that write many rows at once: the rows travel as one JSON parameter, so one prepared statement serves a
// single command and a batch of thousands. Columns and their types come from the schema.
import { getTableColumns } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';

type Row<T extends PgTable> = T['$inferInsert'];
type Key<T extends PgTable> = keyof Row<T> & string;

export interface Bulk<T extends PgTable, K extends Key<T>> {
  /** Column names but for these, comma separated, each with this prefix. */
  list(prefix?: string, except?: readonly K[]): string;
  /** `a = r.a, b = r.b` for all but these columns. */
  assignments(prefix: string, except?: readonly K[]): string;
  /** A row source named `r` for parameter `n`. */
  source(n: number): string;
  /** The parameter for these rows. */
  parameter(rows: readonly Pick<Row<T>, K>[]): string;
}

/** For these columns of a table, in this order. */
export function bulk<T extends PgTable, K extends Key<T>>(table: T, keys: readonly K[]): Bulk<T, K> {
  const all: Record<string, PgColumn> = getTableColumns(table);
  const columns = keys.map((key) => {
    const column = all[key];
    if (!column) throw new RangeError(`no column ${key}`);
    return { key, name: column.name, type: column.getSQLType() };
  });
  return {
    list: (prefix = '', except = []) =>
      columns
        .filter(({ key }) => !except.includes(key))
        .map(({ name }) => `${prefix}${name}`)
        .join(', '),
    assignments: (prefix, except = []) =>
      columns
        .filter(({ key }) => !except.includes(key))
        .map(({ name }) => `${name} = ${prefix}${name}`)
        .join(', '),
    source: (n) =>
      `jsonb_to_recordset($${n}::text::jsonb) as r(${columns.map((c) => `${c.name} ${c.type}`).join(', ')})`,
    parameter: (rows) =>
      JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((c) => [c.name, written(row[c.key], c.type)])))),
  };
}

const written = (value: unknown, type: string): unknown =>
  type === 'bytea' && typeof value === 'string' ? `\\x${value}` : value;

/** A parameter that is an array in PostgreSQL: `{"a","b"}`. */
export const arrayOf = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
