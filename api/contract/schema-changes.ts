// The part of breaking.ts that compares two JSON schemas. What is asked of a client may only become less strict; what
// it is answered may only become more exact, except that new codes and new kinds of an answer may appear.
import { isDeepStrictEqual } from 'node:util';

export type Schema = Readonly<Record<string, unknown>>;
/** asked: what a client sends · answered: what it gets. */
export type Direction = 'asked' | 'answered';

interface Comparison {
  readonly direction: Direction;
  readonly old: Schema;
  readonly now: Schema;
  /** Pairs of references under comparison: schemas may name themselves. */
  readonly seen: Set<string>;
}

/** A schema with its reference followed and its `allOf` put together; anything at all where there is none. */
export function asks(schema: unknown, document: Schema): Schema {
  const given = recordOf(schema);
  const { $ref, allOf, ...rest } = given;
  if (typeof $ref === 'string') return { ...asks(pointed(document, $ref), document), ...rest, $from: $ref };
  if (!Array.isArray(allOf)) return given;
  return allOf.map((part) => asks(part, document)).reduce(merged, rest);
}

function pointed(document: Schema, reference: string): unknown {
  const steps = reference.replace(/^#\//, '').split('/');
  return steps.reduce<unknown>((at, step) => recordOf(at)[step.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}

const merged = (one: Schema, other: Schema): Schema => ({
  ...one,
  ...other,
  ...((one.properties !== undefined || other.properties !== undefined) && {
    properties: { ...recordOf(one.properties), ...recordOf(other.properties) },
    required: [...namesIn(one.required), ...namesIn(other.required)],
  }),
});

/** What changed for the worse between two schemas, both from `asks`. */
export function schemaChanges(comparison: Comparison, old: Schema, now: Schema, where: string): string[] {
  if (typeof old.$from === 'string' && typeof now.$from === 'string') {
    const pair = `${comparison.direction} ${old.$from} ${now.$from}`;
    if (comparison.seen.has(pair)) return [];
    comparison.seen.add(pair);
  }
  const [before, after] = [kindsOf(old, comparison.old), kindsOf(now, comparison.now)];
  const [only, same] = [before[0], after[0]];
  if (before.length === 1 && after.length === 1 && only && same) return kindChanges(comparison, only, same, where);
  return comparison.direction === 'asked'
    ? before.flatMap((kind) => nearest(comparison, kind, after, where, (other) => [kind, other]))
    : after.flatMap((kind) => nearest(comparison, kind, before, where, (other) => [other, kind]));
}

/** The alternatives of which a value is one. */
function kindsOf(schema: Schema, document: Schema): readonly Schema[] {
  const { anyOf, oneOf, ...rest } = schema;
  const listed = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : null;
  if (listed) {
    const kinds = listed.flatMap((one) => kindsOf(merged(rest, asks(one, document)), document));
    return kinds.flatMap((kind) => eachByName(kind, recordOf(schema.discriminator).propertyName));
  }
  const { type } = schema;
  return Array.isArray(type) ? type.map((one: unknown) => ({ ...schema, type: one })) : [schema];
}

/** A kind that goes by several names, once for each: one of them may move to a kind of its own. */
function eachByName(kind: Schema, property: unknown): readonly Schema[] {
  const properties = recordOf(kind.properties);
  const names = typeof property === 'string' ? (valuesOf(recordOf(properties[property])) ?? []) : [];
  if (typeof property !== 'string' || names.length < 2) return [kind];
  const named = (name: unknown): Schema => ({ ...recordOf(properties[property]), enum: [name] });
  return names.map((name) => ({ ...kind, properties: { ...properties, [property]: named(name) } }));
}

/** The changes against whichever of `others` fits best; a kind with a name of its own fits only that of the same name. */
function nearest(
  comparison: Comparison,
  kind: Schema,
  others: readonly Schema[],
  where: string,
  ordered: (other: Schema) => readonly [Schema, Schema],
): string[] {
  const name = nameOf(kind);
  const alike = others.filter((other) => nameOf(other) === name);
  if (name !== null && alike.length === 0)
    return comparison.direction === 'asked' ? [`${where} no longer takes ${name}`] : [];
  const tried = alike.map((other) => {
    const [old, now] = ordered(other);
    return kindChanges({ ...comparison, seen: new Set(comparison.seen) }, old, now, where);
  });
  const best = tried.sort((a, b) => a.length - b.length)[0];
  if (best && (best.length === 0 || name !== null)) return best;
  const what = typeof kind.type === 'string' ? kind.type : 'a kind of value';
  return [comparison.direction === 'asked' ? `${where} no longer takes ${what}` : `${where} may now be ${what}`];
}

/** `type = settle`: by the first property that can have one value only. */
function nameOf(kind: Schema): string | null {
  for (const [property, schema] of Object.entries(recordOf(kind.properties))) {
    const values = valuesOf(recordOf(schema));
    if (values?.length === 1 && typeof values[0] === 'string') return `${property} = ${values[0]}`;
  }
  return null;
}

const valuesOf = ({ enum: listed, const: only }: Schema): readonly unknown[] | null =>
  Array.isArray(listed) ? listed : only === undefined ? null : [only];

function kindChanges(comparison: Comparison, old: Schema, now: Schema, where: string): string[] {
  const asked = comparison.direction === 'asked';
  const [narrow, wide] = asked ? [old, now] : [now, old];
  if (!isWithin(narrow.type, wide.type))
    return [`${where} is now ${now.type ?? 'anything'}, was ${old.type ?? 'anything'}`];
  return [
    ...(asked ? limitChanges(old, now, where) : formatChanges(old, now, where)),
    ...propertyChanges(comparison, old, now, where),
    ...listChanges(comparison, old, now, where),
    ...unknownChanges(old, now, where),
  ];
}

const isWithin = (narrow: unknown, wide: unknown): boolean =>
  wide === undefined || narrow === wide || (narrow === 'integer' && wide === 'number');

/** Raised by less freedom: the higher, the stricter. */
const FLOORS = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const;
const CEILINGS = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const;
const SHAPES = ['format', 'pattern', 'multipleOf', 'uniqueItems'] as const;

function limitChanges(old: Schema, now: Schema, where: string): string[] {
  const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
  const floors = FLOORS.filter((key) => number(now[key], -Infinity) > number(old[key], -Infinity));
  const ceilings = CEILINGS.filter((key) => number(now[key], Infinity) < number(old[key], Infinity));
  const shapes = SHAPES.filter((key) => now[key] !== undefined && !isDeepStrictEqual(now[key], old[key]));
  const [before, after] = [valuesOf(old), valuesOf(now)];
  const gone = after === null ? [] : (before ?? ['other values']).filter((value) => !after.includes(value));
  return [
    ...[...floors, ...ceilings, ...shapes].map((key) => `${where} has a stricter ${key}`),
    ...(gone.length > 0 ? [`${where} no longer takes ${gone.join(', ')}`] : []),
  ];
}

const formatChanges = (old: Schema, now: Schema, where: string): string[] =>
  old.format !== undefined && old.format !== now.format
    ? [`${where} no longer has the format ${String(old.format)}`]
    : [];

function propertyChanges(comparison: Comparison, old: Schema, now: Schema, where: string): string[] {
  const asked = comparison.direction === 'asked';
  const [before, after] = [recordOf(old.properties), recordOf(now.properties)];
  const [must, mustNow] = [namesIn(old.required), namesIn(now.required)];
  const demanded = asked ? mustNow.filter((name) => !must.includes(name)) : [];
  const unsure = asked ? [] : must.filter((name) => name in after && !mustNow.includes(name));
  return [
    ...Object.entries(before).flatMap(([name, schema]) => {
      const at = `${where} /${name}`;
      if (!(name in after)) return [`${at} is gone`];
      return schemaChanges(comparison, asks(schema, comparison.old), asks(after[name], comparison.now), at);
    }),
    ...demanded.map((name) => `${where} /${name} is now required`),
    ...unsure.map((name) => `${where} /${name} may now be missing`),
    ...otherProperties(comparison, old.additionalProperties, now.additionalProperties, where),
  ];
}

function otherProperties(comparison: Comparison, old: unknown, now: unknown, where: string): string[] {
  if (now === false && old !== false && comparison.direction === 'asked')
    return [`${where} no longer takes other fields`];
  if (now === false || old === false || old === now) return [];
  const [before, after] = [asks(old, comparison.old), asks(now, comparison.now)];
  return schemaChanges(comparison, before, after, `${where} /*`);
}

function listChanges(comparison: Comparison, old: Schema, now: Schema, where: string): string[] {
  if (old.items === undefined && now.items === undefined) return [];
  const [before, after] = [asks(old.items, comparison.old), asks(now.items, comparison.now)];
  return schemaChanges(comparison, before, after, `${where} /-`);
}

const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...['$from', 'type', 'enum', 'const', 'properties', 'required', 'additionalProperties', 'items', 'anyOf', 'oneOf'],
  ...[...FLOORS, ...CEILINGS, ...SHAPES, 'discriminator'],
  ...['title', 'description', 'example', 'examples', 'default', 'deprecated', 'readOnly', 'writeOnly'],
]);

function unknownChanges(old: Schema, now: Schema, where: string): string[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => !UNDERSTOOD.has(key));
  return keys
    .filter((key) => !isDeepStrictEqual(old[key], now[key]))
    .map((key) => `${where} changed in "${key}", which is not compared`);
}

const recordOf = (value: unknown): Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};
const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
