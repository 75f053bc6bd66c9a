// What breaks a client and what does not, on small documents and on the real one.
import { describe, expect, it } from 'vitest';
import { routesOf } from '../app.ts';
import { documentOf } from '../openapi.ts';
import { breakingChanges, silentBreaks } from './breaking.ts';

type Json = Record<string, unknown>;

const choice = (name: string, more: Json = {}) => ({
  type: 'object',
  properties: { type: { const: name }, ...more },
  required: ['type'],
});

const either = (...names: string[]) => ({
  type: 'object',
  properties: { type: { type: 'string', enum: names } },
  required: ['type'],
});

const document = (change: (parts: ReturnType<typeof partsOf>) => void = () => undefined): object => {
  const parts = partsOf();
  change(parts);
  return { info: { version: '1.0.0' }, paths: parts.paths, components: { schemas: parts.schemas } };
};

function partsOf() {
  const body: Json = {
    type: 'object',
    properties: {
      level: { type: 'string', enum: ['park', 'town'] },
      words: { type: 'string', maxLength: 10, pattern: '^a' },
      amount: { type: 'integer', minimum: 0 },
      list: { type: 'array', items: { type: 'string' }, maxItems: 3 },
      act: {
        oneOf: [choice('settle', { sum: { type: 'integer' } }), choice('fail'), either('leave', 'stay')],
        discriminator: { propertyName: 'type' },
      },
    },
    required: ['level'],
    additionalProperties: false,
  };
  const schemas: Record<string, Json> = {
    Case: {
      type: 'object',
      properties: {
        id: { type: 'string', format: 'uuid' },
        state: { type: 'string', enum: ['open', 'closed'] },
        sum: { type: 'integer' },
        due: { type: ['string', 'null'] },
        clocks: { type: 'array', items: { $ref: '#/components/schemas/Clock' } },
        event: { anyOf: [choice('opened'), choice('closed', { why: { type: 'string' } })] },
        parent: { $ref: '#/components/schemas/Case' },
      },
      required: ['id', 'state', 'due'],
    },
    Clock: { type: 'object', properties: { no: { type: 'integer' } }, required: ['no'] },
    Body: body,
  };
  const answer = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Case' } } } };
  const post: Json = {
    security: [{ bearer: [] }, { cookie: [] }],
    parameters: [
      { in: 'path', name: 'id', required: true, schema: { type: 'string' } },
      { in: 'query', name: 'limit', schema: { type: 'integer', maximum: 100 } },
    ],
    requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Body' } } } },
    responses: { 200: answer, 409: { content: { 'application/problem+json': { schema: { type: 'object' } } } } },
  };
  const open: Json = { security: [], responses: { 200: answer } };
  const paths: Record<string, Json> = { '/cases/{id}': { post }, '/progress': { get: open } };
  const fields = (name: 'Case' | 'Body' | 'Clock') => schemas[name]?.properties as Record<string, Json>;
  return { paths, schemas, post, open, body, answer, fields };
}

type Change = Parameters<typeof document>[0];

const BREAKING: readonly (readonly [string, Change, string])[] = [
  ['a path that is gone', ({ paths }) => delete paths['/progress'], 'GET /progress: is gone'],
  ['an operation that is gone', ({ paths }) => Object.assign(paths, { '/progress': { post: {} } }), 'is gone'],
  ['a sign-in where none was', ({ open }) => Object.assign(open, { security: [{ bearer: [] }] }), 'asks for a sign-in'],
  [
    'a way of signing in less',
    ({ post }) => Object.assign(post, { security: [{ bearer: [] }] }),
    'a way of signing in',
  ],
  ['a parameter that is gone', ({ post }) => (post.parameters as Json[]).pop(), 'query:limit is gone'],
  ['a new required parameter', (parts) => parameter(parts, { required: true }), 'header:key is new and required'],
  ['a parameter with a lower limit', (parts) => limit(parts, 50), 'stricter maximum'],
  ['a success that no longer comes', ({ post }) => Object.assign(post, { responses: {} }), 'no longer answers 200'],
  [
    'another media type',
    ({ answer }) => Object.assign(answer, { content: { 'text/csv': {} } }),
    'no longer application',
  ],
  ['an answered field less', ({ fields }) => delete fields('Case').sum, '/sum is gone'],
  ['a deeper answered field less', ({ fields }) => delete fields('Clock').no, '/clocks /- /no is gone'],
  ['an answered field of another type', ({ fields }) => set(fields('Case'), 'sum', { type: 'string' }), 'now string'],
  [
    'an answered field that may be null',
    ({ fields }) => set(fields('Case'), 'sum', { type: ['integer', 'null'] }),
    'null',
  ],
  [
    'an answered field that may be missing',
    ({ schemas }) => set(schemas.Case, 'required', ['id']),
    'may now be missing',
  ],
  ['a format that is gone', ({ fields }) => set(fields('Case'), 'id', { type: 'string' }), 'format uuid'],
  ['a field less in one kind of an answer', (parts) => kind(parts, choice('closed')), '/why is gone'],
  ['a new required field', ({ body }) => set(body, 'required', ['level', 'amount']), '/amount is now required'],
  ['an asked field less', ({ fields }) => delete fields('Body').words, '/words is gone'],
  ['a narrower enum', ({ fields }) => set(fields('Body'), 'level', { type: 'string', enum: ['park'] }), 'takes town'],
  [
    'an enum where any text was',
    ({ fields }) => set(fields('Body').words, 'enum', ['a']),
    'no longer takes other values',
  ],
  ['a lower limit', ({ fields }) => set(fields('Body').words, 'maxLength', 9), 'stricter maxLength'],
  ['a new floor', ({ fields }) => set(fields('Body').list, 'minItems', 1), 'stricter minItems'],
  ['another pattern', ({ fields }) => set(fields('Body').words, 'pattern', '^b'), 'stricter pattern'],
  [
    'a narrower type',
    ({ fields }) => set(fields('Body').list, 'items', { type: 'integer' }),
    '/list /- is now integer',
  ],
  [
    'an act less',
    ({ fields }) => set(fields('Body'), 'act', { oneOf: [choice('fail')] }),
    'no longer takes type = settle',
  ],
  [
    'an act less of several in one kind',
    (parts) => acts(parts).splice(2, 1, either('leave')),
    'no longer takes type = stay',
  ],
  ['an act that asks for more', (parts) => set(acts(parts)[0], 'required', ['type', 'sum']), '/sum is now required'],
  ['a keyword that nobody compares', ({ body }) => set(body, 'not', { type: 'null' }), 'which is not compared'],
];

const HARMLESS: readonly (readonly [string, Change])[] = [
  ['nothing', () => undefined],
  ['a new path', ({ paths }) => Object.assign(paths, { '/more': { get: {} } })],
  ['a new operation', ({ paths, open }) => Object.assign(paths['/progress'] ?? {}, { post: open })],
  ['a new parameter', (parts) => parameter(parts, {})],
  ['a higher limit', (parts) => limit(parts, 200)],
  ['a new field in an answer', ({ fields }) => set(fields('Case'), 'more', { type: 'string' })],
  ['a new code in an answer', ({ fields }) => set(fields('Case').state, 'enum', ['open', 'closed', 'archived'])],
  ['a new kind in an answer', (parts) => kind(parts, choice('closed', { why: { type: 'string' } }), choice('moved'))],
  ['an answer that is never null', ({ fields }) => set(fields('Case'), 'due', { type: 'string' })],
  ['a new field that may be left out', ({ fields }) => set(fields('Body'), 'more', { type: 'string' })],
  ['a field that may now be left out', ({ body }) => delete body.required],
  ['a wider enum', ({ fields }) => set(fields('Body').level, 'enum', ['park', 'town', 'court'])],
  ['a wider type', ({ fields }) => set(fields('Body').amount, 'type', ['number', 'null'])],
  ['a pattern less', ({ fields }) => delete fields('Body').words?.pattern],
  ['a new act', (parts) => acts(parts).push(choice('withdraw', { why: { type: 'string' } }))],
  [
    'an act that gets a kind of its own',
    (parts) => acts(parts).splice(2, 1, either('leave'), choice('stay', { until: { type: 'string' } })),
  ],
  ['an error less', ({ post }) => delete (post.responses as Json)[409]],
  ['other words', ({ body }) => set(body, 'description', 'said otherwise')],
];

function set(on: Json | undefined, key: string, value: unknown): void {
  Object.assign(on ?? {}, { [key]: value });
}
function parameter({ post }: ReturnType<typeof partsOf>, more: Json): void {
  (post.parameters as Json[]).push({ in: 'header', name: 'key', schema: { type: 'string' }, ...more });
}
function limit({ post }: ReturnType<typeof partsOf>, maximum: number): void {
  set((post.parameters as Json[])[1], 'schema', { type: 'integer', maximum });
}
const acts = ({ fields }: ReturnType<typeof partsOf>): Json[] => fields('Body').act?.oneOf as Json[];
function kind({ fields }: ReturnType<typeof partsOf>, ...closed: Json[]): void {
  set(fields('Case'), 'event', { anyOf: [choice('opened'), ...closed] });
}

describe('a client is broken by', () => {
  it.each(BREAKING)('%s', (_, change, said) => {
    expect(breakingChanges(document(), document(change)).join('\n')).toContain(said);
  });
});

describe('a client is not broken by', () => {
  it.each(HARMLESS)('%s', (_, change) => expect(breakingChanges(document(), document(change))).toEqual([]));
});

it('may be broken by a higher major version, and by no other', () => {
  const gone = (version: string) => ({ ...document(({ paths }) => delete paths['/progress']), info: { version } });
  expect(silentBreaks(document(), gone('1.9.0'))).toEqual(['GET /progress: is gone']);
  expect(silentBreaks(document(), gone('2.0.0'))).toEqual([]);
});

describe('the real document', () => {
  const real = JSON.stringify(documentOf(routesOf({ drill: true })));

  it('goes with itself', () => expect(breakingChanges(JSON.parse(real), JSON.parse(real))).toEqual([]));

  it('loses no field of what it answers unnoticed', () => {
    const schemas = JSON.parse(real).components.schemas as Record<string, { properties?: Json }>;
    const places = ['Case', 'Clock', 'Session', 'CasePlan', 'Task'].flatMap((name) =>
      Object.keys(schemas[name]?.properties ?? {}).map((field) => [name, field] as const),
    );
    expect(places.length).toBeGreaterThan(30);
    for (const [name, field] of places) {
      const less = JSON.parse(real);
      delete less.components.schemas[name].properties[field];
      expect(breakingChanges(JSON.parse(real), less).join('\n'), `${name}.${field}`).toContain(`/${field} is gone`);
    }
  });
});
