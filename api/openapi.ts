// The OpenAPI 3.1 document, written from the table of routes and the schemas that check what comes in.
import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type ResponseConfig,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { PROBLEMS, type ProblemCode, REFUSED } from './problem.ts';
import { type Route, TAGS } from './route.ts';
import { problem } from './schemas/answers.ts';

const VERSION = '0.1.0';
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
  for (const route of routes) registry.registerPath(pathOf(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
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

const fileBody = ({ description }: NonNullable<Route['file']>) => ({
  description,
  content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
});

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
    file ? ['file-too-large', 'wrong-media-type', 'too-slow'] : [],
    query ? 'malformed' : [],
    params ? 'not-found' : [],
    keyed ? ['key-missing', 'key-reused', 'clock-behind'] : [],
    problems,
    ['malformed', 'malformed-address', 'headers-too-large', 'internal', 'unavailable', 'closing'],
  ];
  const refusals = refusable ? Object.keys(REFUSED) : [];
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
  const [law] = Object.entries(REFUSED).filter(([name]) => name === code);
  return own?.[1].status ?? law?.[1] ?? 500;
};
