// What a client that was written for one OpenAPI 3.1 document can no longer rely on in another: one sentence each, by the
// rules of docs/adr/0004-contract.md. Additions are none. What is not understood counts as breaking.
import { isDeepStrictEqual } from 'node:util';
import { asks, type Direction, type Schema, schemaChanges } from './schema-changes.ts';

type Json = Readonly<Record<string, unknown>>;

const METHODS = ['get', 'put', 'post', 'patch', 'delete', 'head', 'options', 'trace'] as const;

/** @param before, after complete documents; only references within each are followed */
export function breakingChanges(before: object, after: object): readonly string[] {
  const [old, now] = [objectOf(before), objectOf(after)];
  const found = operations(old).flatMap(([method, path, operation]) => {
    const where = `${method.toUpperCase()} ${path}`;
    const same = objectOf(objectOf(objectOf(now.paths)[path])[method]);
    if (Object.keys(same).length === 0) return [`${where}: is gone`];
    return operationChanges({ old, now }, operation, same).map((change) => `${where}: ${change}`);
  });
  return [...new Set(found)];
}

/** The breaking changes that were not announced: a higher major version announces them all. */
export function silentBreaks(before: object, after: object): readonly string[] {
  return majorOf(after) > majorOf(before) ? [] : breakingChanges(before, after);
}

/** `1` of `1.4.0`. */
const majorOf = (document: object): number =>
  Number(/^\d+/.exec(String(objectOf(objectOf(document).info).version))?.[0] ?? Number.NaN);

interface Documents {
  readonly old: Json;
  readonly now: Json;
}

const operations = (document: Json): (readonly [string, string, Json])[] =>
  Object.entries(objectOf(document.paths)).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = objectOf(item)[method];
      return operation === undefined ? [] : [[method, path, objectOf(operation)] as const];
    }),
  );

function operationChanges(documents: Documents, old: Json, now: Json): string[] {
  return [
    ...accessChanges(old, now),
    ...parameterChanges(documents, old, now),
    ...requestChanges(documents, objectOf(old.requestBody), objectOf(now.requestBody)),
    ...answerChanges(documents, objectOf(old.responses), objectOf(now.responses)),
  ];
}

/** Whoever could call it before can call it the same way. */
function accessChanges(old: Json, now: Json): string[] {
  const [ways, left] = [arrayOf(old.security), arrayOf(now.security)];
  if (left.length === 0) return [];
  if (ways.length === 0) return ['now asks for a sign-in'];
  return ways.every((way) => left.some((other) => isDeepStrictEqual(way, other)))
    ? []
    : ['no longer takes a way of signing in'];
}

function parameterChanges(documents: Documents, old: Json, now: Json): string[] {
  const [before, after] = [parametersOf(old), parametersOf(now)];
  const changed = [...before].flatMap(([name, parameter]) => {
    const same = after.get(name);
    if (!same) return [`parameter ${name} is gone`];
    return [
      ...(parameter.required !== true && same.required === true ? [`parameter ${name} is now required`] : []),
      ...compared(documents, 'asked', parameter.schema, same.schema, `parameter ${name}`),
    ];
  });
  const demanded = [...after].filter(([name, { required }]) => !before.has(name) && required === true);
  return [...changed, ...demanded.map(([name]) => `parameter ${name} is new and required`)];
}

const parametersOf = (operation: Json): ReadonlyMap<string, Json> =>
  new Map(arrayOf(operation.parameters).map((one) => [`${one.in}:${one.name}`, one]));

function requestChanges(documents: Documents, old: Json, now: Json): string[] {
  const [had, has] = [Object.keys(old).length > 0, Object.keys(now).length > 0];
  if (had && !has) return ['the request has no body any more'];
  const demanded = now.required === true && old.required !== true;
  return [
    ...(demanded ? ['the request must now have a body'] : []),
    ...contentChanges(documents, 'asked', objectOf(old.content), objectOf(now.content), 'request'),
  ];
}

/** Errors may come and go: a client must be ready for any of them. What it gets when all is well stays. */
function answerChanges(documents: Documents, old: Json, now: Json): string[] {
  return Object.entries(old).flatMap(([status, answer]) => {
    const same = now[status];
    if (same === undefined) return /^[23]/.test(status) ? [`no longer answers ${status}`] : [];
    return contentChanges(
      documents,
      'answered',
      objectOf(objectOf(answer).content),
      objectOf(objectOf(same).content),
      `answer ${status}`,
    );
  });
}

function contentChanges(documents: Documents, direction: Direction, old: Json, now: Json, where: string): string[] {
  return Object.entries(old).flatMap(([type, media]) => {
    const same = now[type];
    if (same === undefined) return [`${where} is no longer ${type}`];
    return compared(documents, direction, objectOf(media).schema, objectOf(same).schema, where);
  });
}

function compared(documents: Documents, direction: Direction, old: unknown, now: unknown, where: string): string[] {
  const [before, after]: [Schema, Schema] = [asks(old, documents.old), asks(now, documents.now)];
  return schemaChanges({ direction, ...documents, seen: new Set() }, before, after, where);
}

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const arrayOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(objectOf) : []);
