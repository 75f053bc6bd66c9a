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
        from unnest(${columns.map(({ way, type }, i) => way.list(from + i, type)).join(', ')})
          as u(${columns.map((_, i) => `c${i}`).join(', ')})) r`,
    columns: (rows) => columns.map(({ key, way }) => way.parameter(rows.map((row) => row[key]))),
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
  /** SQL that makes an array of parameter `n`, for a column of this type. */
  readonly list: (n: number, type: string) => string;
  /** SQL that makes the column's value of an element. */
  readonly read: (element: string, type: string) => string;
  /** The parameter for these values. */
  readonly parameter: (values: readonly unknown[]) => string;
}

const asItIs = (element: string): string => element;
const asItsType = (element: string, type: string): string => `${element}::${type}`;

/** A way as an array's text; `write` is never asked about null. */
const arrayWay = (write: (value: unknown) => string, sent?: string, read: WayThere['read'] = asItIs): WayThere => ({
  list: (n, type) => `$${n}::${sent ?? type}[]`,
  read,
  parameter: (values) =>
    `{${values.map((value) => (value === null || value === undefined ? 'NULL' : write(value))).join(',')}}`,
});

/** Numbers, instants, ids: nothing in them that an array's text would take for its own. */
const PLAIN = arrayWay((value) => (value instanceof Date ? value.toISOString() : String(value)));
const TEXT = arrayWay((value) => quoted(String(value)));
const HEX = arrayWay(String, 'text', (element) => `decode(${element}, 'hex')`);
const LIST = arrayWay((value) => quoted(arrayOf(Array.isArray(value) ? value.map(String) : [])), 'text', asItsType);
// Long texts are neither quoted here nor unquoted there: U+001E stands between them, which JSON writes out wherever it
// occurs in a text. There is no null among them.
const JSON_TEXT: WayThere = {
  list: (n) => `string_to_array($${n}::text, U&'\\001E')`,
  read: asItsType,
  parameter: (values) => values.map(jsonText).join('\x1e'),
};

function jsonText(value: unknown): string {
  if (typeof value !== 'object' || value === null) throw new TypeError('a JSON column without a value');
  return canonicalText(value);
}

function wayOf(type: string): WayThere {
  if (type.endsWith('[]')) return LIST;
  if (type === 'text') return TEXT;
  if (type === 'bytea') return HEX;
  return type.startsWith('json') ? JSON_TEXT : PLAIN;
}

const PLAIN_WORD = /^(?!null$)[\w:.-]+$/i;
const quoted = (text: string): string => (PLAIN_WORD.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`);

/** A parameter that is an array in PostgreSQL: `{a,"b c"}`. */
export const arrayOf = (values: readonly string[]): string => `{${values.map(quoted).join(',')}}`;
