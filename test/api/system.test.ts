// What operators, programs and browsers see around the routes: the OpenAPI document, the page to try it, headers, health,
// and one answer when the database is away.

import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, routesOf } from '../../api/app.ts';
import { DOCUMENTS } from '../../api/documents.ts';
import { limitsOf } from '../../api/limits.ts';
import { operationId, problemCodesOf } from '../../api/openapi.ts';
import { PROBLEMS, REFUSED } from '../../api/problem.ts';
import { healthView, problem } from '../../api/schemas/answers.ts';
import { COMMAND_TYPES } from '../../api/schemas/command.ts';
import { connect } from '../../db/connection.ts';
import { COMMAND_NAMES } from '../../domain/command-names.ts';
import { type Client, filing, type Stage, stage } from './stage.ts';

let at: Stage;
let street: Client;
beforeAll(async () => {
  at = await stage();
  street = await at.as('street.registrar');
});
afterAll(() => at.close());

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}

describe('the OpenAPI document', () => {
  // biome-ignore lint/suspicious/noExplicitAny: a document of any depth
  let document: any;
  beforeAll(async () => {
    document = (await at.nobody.get('/openapi.json')).body;
  });
  const operations = (): [string, string, Operation][] =>
    Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, string, Operation] => [path, method, operation]),
    );

  it('is 3.1 and holds together: every reference resolves, every parameter and answer is described', () => {
    expect(document.openapi).toBe('3.1.0');
    const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
    expect(references.length).toBeGreaterThan(100);
    for (const reference of new Set(references)) {
      const path = reference.slice(8, -1).split('/').slice(1);
      expect(
        path.reduce((node, step) => node?.[step], document),
        reference,
      ).toBeDefined();
    }
    const ids = operations().map(([, , operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [path, , operation] of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters?.filter((p) => p.in === 'path').map((p) => p.name) ?? [];
      expect(declared.toSorted()).toEqual(inPath.toSorted());
      for (const [status, answer] of Object.entries(operation.responses)) {
        expect(answer.description.length).toBeGreaterThan(2);
        if (Number(status) >= 400 && !path.startsWith('/health'))
          expect(answer.content).toHaveProperty(['application/problem+json']);
      }
    }
  });

  it('says what Express has, and Express nothing else', () => {
    const app = createApp(at.context);
    const registered = app.router.stack.flatMap((layer) => {
      const { route } = layer;
      if (!route) return [];
      const methods = new Set(route.stack.map((one) => one.method).filter(Boolean));
      return [...methods].map((method) => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`);
    });
    const documented = operations().map(([path, method]) => `${method} ${path}`);
    const own = DOCUMENTS.map((path) => `get ${path}`);
    expect(registered.toSorted()).toEqual([...documented, ...own].toSorted());
  });

  it('knows every command, every error and every refusal', () => {
    expect(COMMAND_TYPES.toSorted()).toEqual(
      Object.keys(COMMAND_NAMES)
        .filter((type) => type !== 'open')
        .toSorted(),
    );
    const text = JSON.stringify(document.components.schemas);
    for (const command of COMMAND_TYPES) expect(text).toContain(`"${command}"`);
    const routes = routesOf(at.context);
    const named = new Set(routes.flatMap(problemCodesOf));
    const everywhere = ['no-such-address', 'method-not-allowed'];
    expect([...named, ...everywhere].toSorted()).toEqual([...Object.keys(PROBLEMS), ...REFUSED].toSorted());
    const filed = document.paths['/api/v1/cases/{id}/commands'].post;
    expect(filed.operationId).toBe(operationId({ method: 'post', path: '/api/v1/cases/{id}/commands' }));
    expect(filed.responses['409'].description).toContain('already-running');
    for (const name of ['400', '401', '403', '404', '413', '415', '422', '503'])
      expect(filed.responses).toHaveProperty([name]);
  });

  it('has no drills where drills are not allowed', async () => {
    const real = await stage({ drill: false });
    try {
      expect((await real.nobody.get('/openapi.json')).text).not.toContain('/drill/');
      const registrar = await real.as('street.registrar');
      expect((await registrar.post('/api/v1/drill/timelines', { on: '2026-03-02' })).status).toBe(404);
      expect((await registrar.post('/api/v1/cases', filing(real.seed, { timeline: 2 }))).status).toBe(422);
    } finally {
      await real.close();
    }
  });

  it('can be tried on a page that calls nobody else', async () => {
    const page = await at.nobody.get('/docs');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).not.toMatch(/<script(?![^>]*src=)/);
    expect(page.text).not.toMatch(/https?:\/\//);
    for (const [, file] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await at.nobody.get(file ?? '')).status, file).toBe(200);
    }
    expect((await at.nobody.get('/docs/start.js')).text).toContain('validatorUrl: null');
    expect((await at.nobody.get('/docs/package.json')).status).toBe(404);
  });
});

it('sets the same strict headers on every answer', async () => {
  for (const path of ['/docs', '/api/v1/session', '/nothing', '/health/live', '/api/v1/cases']) {
    const { headers } = await street.get(path);
    const csp = headers.get('content-security-policy') ?? '';
    expect(csp).toContain("default-src 'self'");
    expect(csp).toContain("script-src 'self'");
    expect(csp).not.toMatch(/script-src[^;]*unsafe/);
    expect(csp).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    if (path.startsWith('/api')) expect(headers.get('cache-control')).toBe('no-store');
  }
});

it('changes nothing by being read', async () => {
  const opened = await street.post('/api/v1/cases', filing(at.seed));
  const before = await at.count();
  for (const { method, path } of routesOf(at.context)) {
    if (method === 'get') await street.get(path.replace('{id}', opened.body.id).replace('{no}', '1'));
  }
  expect(await at.count()).toEqual(before);
});

it('offers organisations to choose from, and says who is competent for an enterprise', async () => {
  const enterprises = (await street.get('/api/v1/organisations?kind=enterprise')).body.organisations;
  expect(enterprises.length).toBeGreaterThan(4);
  const first = await street.get('/api/v1/organisations?limit=3');
  const second = await street.get(`/api/v1/organisations?limit=200&cursor=${first.body.next}`);
  expect(first.body.organisations.length + second.body.organisations.length).toBe(Object.keys(at.seed.orgs).length);
  const found = await street.get(`/api/v1/organisations?q=${encodeURIComponent('餐饮')}`);
  expect(found.body.organisations.map((org: { id: string }) => org.id)).toEqual([at.seed.orgs.restaurant]);
  const route = await street.get(`/api/v1/organisations/${at.seed.orgs.restaurant}/route`);
  expect(route.body.place).toMatchObject({ community: at.seed.orgs.jingui, town: at.seed.orgs.street, park: null });
});

it('gives a district the rules of its province for cases opened from then on; open ones keep theirs', async () => {
  const { district, street: town } = at.seed.orgs;
  const [admin, path] = [await at.as('district.admin'), `/api/v1/organisations/${district}/region`];
  const before = (await street.post('/api/v1/cases', filing(at.seed, {}, 7))).body.case;
  expect((await street.post(path, { region: 'CN-ZJ' })).status).toBe(403);
  expect((await admin.post(path, { region: 'Zhejiang' })).status).toBe(422);
  expect((await admin.post(`/api/v1/organisations/${town}/region`, { region: 'CN-ZJ' })).status).toBe(422);
  expect((await admin.post(path, { region: 'CN-ZJ' })).body).toEqual({ id: district, region: 'CN-ZJ' });
  expect((await street.get('/api/v1/organisations?kind=district')).body.organisations[0].region).toBe('CN-ZJ');
  const after = (await street.post('/api/v1/cases', filing(at.seed, {}, 8))).body.case;
  await admin.post(path, { region: 'CN' });
  expect([before.region, (await street.get(`/api/v1/cases/${after.id}`)).body.region]).toEqual(['CN', 'CN-ZJ']);
});

describe('with PostgreSQL away', () => {
  it('answers 503 with Retry-After, changes nothing, and goes on by itself when it is back', async () => {
    const line = await cuttable(at.fresh.url);
    const db = connect(line.url, { max: 4, queryTimeoutMs: 1_000, name: 'cut' });
    const cut = await stage({ db, limits: limitsOf(db) });
    const client = cut.client(street.token);
    try {
      const opened = await client.post('/api/v1/cases', filing(at.seed, {}, 5));
      expect(opened.status, opened.text).toBe(201);
      const before = await at.count();
      line.cut();
      for (const ask of [
        () => client.get('/api/v1/cases'),
        () => client.post('/api/v1/cases', filing(at.seed, {}, 6)),
        () => client.post(`/api/v1/cases/${opened.body.id}/commands`, { type: 'note' }, 'while-away-0001'),
        () => client.post('/api/v1/session', { username: 'a', password: 'b' }),
        () => client.get('/api/v1/public/progress?caseNo=x&code=y'),
      ]) {
        const answer = await ask();
        expect([answer.status, problem.parse(answer.body).code]).toEqual([503, 'unavailable']);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      expect((await client.get('/health/live')).status).toBe(200);
      const ready = await client.get('/health/ready');
      expect(ready.status).toBe(503);
      expect(healthView.parse(ready.body).checks.database).toEqual({ ok: false, detail: 'unreachable' });
      expect(await at.count()).toEqual(before);
      line.mend();
      const again = await client.post(`/api/v1/cases/${opened.body.id}/commands`, { type: 'note' }, 'while-away-0001');
      expect(again.status, again.text).toBe(200);
      expect((await client.get('/health/ready')).status).toBe(200);
    } finally {
      await cut.close();
      await db.close();
      await line.close();
    }
  });
});

it('says that it is ready: database, schema, clock', async () => {
  const { checks } = healthView.parse((await at.nobody.get('/health/ready')).body);
  expect(Object.entries(checks).filter(([, check]) => !check.ok)).toEqual([]);
  expect(Object.keys(checks)).toEqual(['open', 'database', 'schema', 'clock']);
});

it('answers an error of its own without a word about the inside, and notes it without values', async () => {
  const broken = await stage({ keys: [] });
  try {
    const registrar = await broken.as('street.registrar');
    const answer = await registrar.post('/api/v1/cases', filing(broken.seed, { statement: 'CANARY-STATEMENT' }));
    expect(answer.status).toBe(500);
    expect(problem.parse(answer.body).code).toBe('internal');
    expect(answer.text).not.toMatch(/ at |\.ts|key of/);
    const log = broken.logged.join('');
    expect(log).toContain(answer.body.requestId);
    expect(log).toContain('RangeError');
    expect(log).not.toMatch(/CANARY|1380000|测试工人/);
  } finally {
    await broken.close();
  }
});

/** A line to the database that can be cut and mended. */
async function cuttable(target: string) {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let whole = true;
  const server: Server = createServer((socket) => {
    if (!whole) return void socket.destroy();
    const far = dial(Number(port), hostname);
    for (const [one, other] of [
      [socket, far],
      [far, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    cut: () => {
      whole = false;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => {
      whole = true;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
