// Statements that write many rows at once: one prepared statement serves a single command and a batch of thousands. The
// rows travel column by column as arrays, which PostgreSQL reads at half the price of JSON, or as one JSON parameter
// where they are few. Columns and their types come from the schema.
import { getTableColumns } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { canonicalText } from './canonical-json.ts';

type Row<T extends PgTable> = T['$inferInsert'];
type Key<T extends PgTable> = keyof Row<T> & string;

export interface Bulk<T extends PgTable, K extends Key<T>> {
  /** Column names but for these, comma separated, each with this prefix. */
  list(prefix?: string, except?: readonly K[]): string;
  /** `a = r.a, b = r.b` for all but these columns. */
  assignments(prefix: string, except?: readonly K[]): string;
  /** How many parameters `columns` takes. */
  readonly width: number;
  /** A row source named `r` for parameters `from` and the following, one for each column. */
  source(from: number): string;
  /** The parameters for these rows. */
  columns(rows: readonly Pick<Row<T>, K>[]): string[];
  /** A row source named `r` for the one parameter `n`. */
  jsonSource(n: number): string;
  /** The parameter for these rows. */
  json(rows: readonly Pick<Row<T>, K>[]): string;
}

/** For these columns of a table, in this order. */
export function bulk<T extends PgTable, K extends Key<T>>(table: T, keys: readonly K[]): Bulk<T, K> {
  const all: Record<string, PgColumn> = getTableColumns(table);
  const columns = keys.map((key) => {
    const column = all[key];
    if (!column) throw new RangeError(`no column ${key}`);
    const type = column.getSQLType();
    return { key, name: column.name, type, way: wayOf(type) };
  });
  const but = (except: readonly K[]) => columns.filter(({ key }) => !except.includes(key));
  return {
    list: (prefix = '', except = []) =>
      but(except)
        .map(({ name }) => `${prefix}${name}`)
        .join(', '),
    assignments: (prefix, except = []) =>
      but(except)
        .map(({ name }) => `${name} = ${prefix}${name}`)
        .join(', '),
    width: columns.length,
    source: (from) =>
      `(select ${columns.map(({ name, type, way }, i) => `${way.read(`u.c${i}`, type)} as ${name}`).join(', ')}
        from unnest(${columns.map(({ way, type }, i) => `$${from + i}::${way.sent ?? type}[]`).join(', ')})
          as u(${columns.map((_, i) => `c${i}`).join(', ')})) r`,
    columns: (rows) => columns.map(({ key, way }) => `{${rows.map((row) => cell(row[key], way)).join(',')}}`),
    jsonSource: (n) =>
      `jsonb_to_recordset($${n}::text::jsonb) as r(${columns.map((c) => `${c.name} ${c.type}`).join(', ')})`,
    json: (rows) =>
      JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((c) => [c.name, written(row[c.key], c.type)])))),
  };
}

const written = (value: unknown, type: string): unknown =>
  type === 'bytea' && typeof value === 'string' ? `\\x${value}` : value;

// ── how a value travels in an array ─────────────────────────────────────────────────────────────────────────────

interface WayThere {
  /** The element type of the array, where it is not the column's. */
  readonly sent?: string;
  /** SQL that makes the column's value of an element. */
  readonly read: (element: string, type: string) => string;
  /** The element; never of null. */
  readonly write: (value: unknown) => string;
}

const asItIs = (element: string): string => element;
/** Numbers, instants, ids: nothing in them that an array's text would take for its own. */
const PLAIN: WayThere = {
  read: asItIs,
  write: (value) => (value instanceof Date ? value.toISOString() : String(value)),
};
const TEXT: WayThere = { read: asItIs, write: (value) => quoted(String(value)) };
// PostgreSQL unquotes a quoted element as JSON quotes it, for the canonical text has no character that JSON spells out.
const JSON_TEXT: WayThere = {
  sent: 'text',
  read: (element, type) => `${element}::${type}`,
  write: (value) => JSON.stringify(typeof value === 'object' && value !== null ? canonicalText(value) : ''),
};
const HEX: WayThere = { sent: 'text', read: (element) => `decode(${element}, 'hex')`, write: String };
const LIST: WayThere = {
  sent: 'text',
  read: (element, type) => `${element}::${type}`,
  write: (value) => quoted(arrayOf(Array.isArray(value) ? value.map(String) : [])),
};

function wayOf(type: string): WayThere {
  if (type.endsWith('[]')) return LIST;
  if (type === 'text') return TEXT;
  if (type === 'bytea') return HEX;
  return type.startsWith('json') ? JSON_TEXT : PLAIN;
}

const cell = (value: unknown, way: WayThere): string =>
  value === null || value === undefined ? 'NULL' : way.write(value);

const PLAIN_WORD = /^(?!null$)[\w:.-]+$/i;
const quoted = (text: string): string => (PLAIN_WORD.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`);

/** A parameter that is an array in PostgreSQL: `{a,"b c"}`. */
export const arrayOf = (values: readonly string[]): string => `{${values.map(quoted).join(',')}}`;
