// The OpenAPI 3.1 document, written from the table of routes and the schemas that check what comes in.
import { isDeepStrictEqual } from 'node:util';
import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type ResponseConfig,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { PROBLEMS, type ProblemCode, REFUSED, statusOf as statusOfRefusal } from './problem.ts';
import { type Route, TAGS } from './route.ts';
import { problem } from './schemas/answers.ts';

/** Of the contract, not of the program: the major rises with what breaks a client (docs/adr/0004-contract.md). */
const VERSION = '1.0.0';
const KEY = z
  .string()
  .min(8)
  .max(128)
  .meta({
    description: 'Made by the client for each new act; the same again gets the first answer and changes nothing',
    examples: ['3f0c7a52-7f0e-4f60-9a53-6f2c2f5c9a10'],
  });

export function documentOf(routes: readonly Route[]): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'cookie', { type: 'apiKey', in: 'cookie', name: 'jiefen' });
  for (const route of routes) {
    for (const schema of schemasOf(route)) tellOptional(schema);
    registry.registerPath(pathOf(route));
  }
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: '解纷 Jiefen',
      version: VERSION,
      description:
        '劳动争议全流程办理接口。错误均为 application/problem+json(RFC 9457)。\n\n' +
        'Durable handling of labour disputes. Every error is application/problem+json (RFC 9457).',
    },
    servers: [{ url: '/' }],
    tags: TAGS.map((name) => ({ name })),
  });
  const text = JSON.stringify(document, (_, value: unknown) => nullableReference(value));
  return JSON.parse(text) as object;
}

/** The generator demands that a named schema that may be null is an object *and* null at once. */
function nullableReference(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('allOf' in value) || !Array.isArray(value.allOf)) return value;
  const { allOf, ...rest } = value;
  const [reference, or]: readonly unknown[] = allOf;
  if (!isDeepStrictEqual(or, { type: ['object', 'null'] })) return value;
  return { ...rest, anyOf: [reference, { type: 'null' }] };
}

const schemasOf = ({ params, query, body, answers }: Route): readonly z.ZodType[] =>
  [params, query, body, ...Object.values(answers).map(({ schema }) => schema)].flatMap((schema) => schema ?? []);

const told = new WeakSet<z.ZodType>();

/** The generator asks a field whether it takes undefined; one that may only be left out (`exactOptional`) would say no. */
function tellOptional(schema: z.ZodType): void {
  if (told.has(schema)) return;
  told.add(schema);
  if (schema instanceof z.ZodExactOptional) {
    const { safeParse } = schema;
    schema.safeParse = (value, params) =>
      value === undefined ? { success: true, data: undefined } : safeParse(value, params);
  }
  for (const part of Object.values(schema.def)) partsOf(part).forEach(tellOptional);
}

/** The schemas of which a schema consists, wherever they stand in its definition: alone, listed, or by name. */
function partsOf(part: unknown): readonly z.ZodType[] {
  if (part instanceof z.ZodType) return [part];
  if (typeof part !== 'object' || part === null) return [];
  return Object.values(part).filter((one): one is z.ZodType => one instanceof z.ZodType);
}

function pathOf(route: Route): RouteConfig {
  const { method, path, tag, summary, by, keyed, params, query, body, file } = route;
  return {
    method,
    path,
    operationId: operationId(route),
    tags: [tag],
    summary: `${summary.zh} · ${summary.en}`,
    ...(by === 'person' ? { security: [{ bearer: [] }, { cookie: [] }] } : { security: [] }),
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(keyed && { headers: z.object({ 'Idempotency-Key': KEY }) }),
      ...(body && { body: { required: true, content: { 'application/json': { schema: body } } } }),
      ...(file && { body: { required: true, ...fileBody(file) } }),
    },
    responses: { ...answersOf(route), ...problemsOf(route) },
  };
}

function fileBody({ description, mediaTypes, most }: NonNullable<Route['file']>) {
  const schema = z.string().meta({ format: 'binary', description: `At most ${most} bytes` });
  return { description, content: Object.fromEntries(mediaTypes.map((type) => [type, { schema }])) };
}

/** `postCasesCommands`: the method and the words of the path. */
export function operationId({ method, path }: Pick<Route, 'method' | 'path'>): string {
  const words = path.replace('/api/v1', '').split('/').filter(Boolean);
  const named = words
    .map((word) => word.replace(/[{}.]/g, ''))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method + named.join('');
}

function answersOf({ answers }: Route): Record<string, ResponseConfig> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema, mediaType = 'application/json' }]) => [
      status,
      { description, ...(schema && { content: { [mediaType]: { schema } } }) },
    ]),
  );
}

/** What can go wrong on a route: what follows from its row, and what it names itself. */
export function problemCodesOf(route: Route): readonly string[] {
  const { by, keyed, params, query, body, file, problems, refusable, tag } = route;
  if (tag === 'system') return problems;
  const codes: (ProblemCode | readonly ProblemCode[])[] = [
    by === 'person' ? ['not-signed-in', 'cross-site'] : [],
    body ? ['malformed-json', 'too-large', 'wrong-media-type', 'too-slow', 'malformed'] : [],
    file ? ['file-too-large', 'file-not-raw', 'too-slow'] : [],
    query ? 'malformed' : [],
    params ? 'not-found' : [],
    keyed ? ['key-missing', 'key-reused', 'clock-behind'] : [],
    problems,
    ['malformed', 'malformed-address', 'headers-too-large', 'internal', 'unavailable', 'closing'],
  ];
  const refusals = refusable ? REFUSED : [];
  return [...new Set([...codes.flat(), ...refusals])];
}

function problemsOf(route: Route): Record<string, ResponseConfig> {
  const byStatus = new Map<number, string[]>();
  for (const code of problemCodesOf(route)) {
    const status = statusOf(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\``).join(', '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}

const statusOf = (code: string): number => {
  const [own] = Object.entries(PROBLEMS).filter(([name]) => name === code);
  const law = REFUSED.find((name) => name === code);
  return own?.[1].status ?? (law ? statusOfRefusal(law) : 500);
};
