// The API on a real PostgreSQL for one test file: a synthetic district, its people, a server on loopback, and clients
// that speak to it as these people. Everything in it is invented.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import type { Context } from '../../api/context.ts';
import { serve } from '../../api/http-server.ts';
import { limitsOf } from '../../api/limits.ts';
import { loggerOf } from '../../api/log.ts';
import { metricsOf } from '../../api/metrics.ts';
import { connect, rows } from '../../db/connection.ts';
import { createPerson } from '../../db/people.ts';
import { type Seed, seed } from '../../db/seed.ts';
import { idCheckDigit } from '../../domain/identifiers.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { LAST_MONTH } from '../setup/today.ts';

/** What came back; `body` as JSON where it was. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
  readonly headers: Headers;
  readonly text: string;
}

export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** With a fresh Idempotency-Key unless `key` says otherwise. */
  post(path: string, body: unknown, key?: string): Promise<Answer>;
  send(
    method: string,
    path: string,
    init?: { headers?: Record<string, string>; body?: string | Buffer },
  ): Promise<Answer>;
  readonly token: string;
}

export interface Stage {
  readonly url: string;
  readonly seed: Seed;
  readonly fresh: FreshDatabase;
  readonly context: Context;
  /** Everything that was logged. */
  readonly logged: string[];
  /** Signs in as a person of the district: `heping.mediator`. */
  as(office: string): Promise<Client>;
  /** A new account without any office. */
  party(name: string): Promise<Client & { readonly id: string }>;
  readonly nobody: Client;
  /** Another API on the same database. */
  second(): Promise<{ readonly url: string; close(): Promise<void> }>;
  client(token: string, url?: string): Client;
  /** Rows of every table that a request could change. */
  count(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

export async function stage(more: Partial<Context> = {}): Promise<Stage> {
  const fresh = await freshDatabase();
  const seeded = await seed(fresh.db);
  const logged: string[] = [];
  const context: Context = {
    db: fresh.db,
    keys: [{ id: 't1', secret: randomBytes(32) }],
    log: loggerOf('info', { write: (line) => void logged.push(line) }),
    metrics: metricsOf(),
    limits: limitsOf(fresh.db),
    drill: true,
    tls: false,
    proxies: 0,
    trustedOrigins: [],
    isOpen: () => true,
    ...more,
  };
  const server = serve(context);
  const url = await listening(server);
  const client = (token: string, at = url) => clientOf(at, token);
  const signIn = async (username: string, password: string): Promise<Client> => {
    const answer = await clientOf(url, '').send('POST', '/api/v1/session', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    if (answer.status !== 200) throw new Error(`${username} could not sign in: ${answer.text}`);
    return client(answer.body.token);
  };
  return {
    url,
    seed: seeded,
    fresh,
    context,
    logged,
    client,
    nobody: client(''),
    as: (office) => signIn(`demo.${office}`, seeded.password),
    party: async (name) => {
      const password = randomBytes(12).toString('base64url');
      const username = `party-${randomUUID()}`;
      const id = await createPerson(fresh.db.orm, { username, name, password });
      return { ...(await signIn(username, password)), id };
    },
    second: async () => {
      const db = connect(fresh.url, { max: 8, queryTimeoutMs: 10_000, name: 'second' });
      const other = serve({ ...context, db, limits: limitsOf(db), metrics: metricsOf() });
      const at = await listening(other);
      return {
        url: at,
        close: async () => {
          other.closeAllConnections();
          await new Promise((resolve) => other.close(resolve));
          await db.close();
        },
      };
    },
    count: async () => {
      const [counted] = await rows<Record<string, string>>(
        fresh.db.orm,
        sql`select (select count(*) from cases) as cases, (select count(*) from events) as events,
          (select count(*) from clocks) as clocks, (select count(*) from tasks) as tasks,
          (select count(*) from case_parties) as parties, (select count(*) from case_texts) as texts,
          (select count(*) from notices) as notices, (select count(*) from wakes) as wakes,
          (select count(*) from access_log) as looks, (select coalesce(max(seq), 0) from cases) as newest`,
      );
      return Object.fromEntries(Object.entries(counted ?? {}).map(([table, n]) => [table, Number(n)]));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await fresh.drop();
    },
  };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function clientOf(url: string, token: string): Client {
  const send: Client['send'] = async (method, path, init = {}) => {
    const headers = { ...(token && { authorization: `Bearer ${token}` }), ...init.headers };
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(init.body !== undefined && { body: init.body }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: json && text ? JSON.parse(text) : null, headers: response.headers, text };
  };
  return {
    token,
    send,
    get: (path, headers) => send('GET', path, headers ? { headers } : {}),
    post: (path, body, key = randomUUID()) =>
      send('POST', path, {
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      }),
  };
}

/** An id number with a right check digit in a region that does not exist for people born in the 1980s. */
export function syntheticIdNumber(n: number): string {
  const body = `510904198${n % 10}0101${String(n % 1_000).padStart(3, '0')}`;
  return `${body}${idCheckDigit(body)}`;
}

/** A filing of one worker against the restaurant of the district; the worker's name is invented. */
export function filing(seeded: Seed, more: Record<string, unknown> = {}, n = 1) {
  return {
    parties: [
      { id: 'W1', name: '测试工人甲', idNumber: syntheticIdNumber(n), phone: `1380000${String(n).padStart(4, '0')}` },
      { id: 'E1', name: '演示餐饮有限公司', org: seeded.orgs.restaurant },
    ],
    claims: [{ type: 'remuneration', party: 'W1', amountFen: 1_234_500 }],
    facts: {
      industry: 'catering',
      workers: 1,
      commonClaim: false,
      migrantWages: false,
      wageIou: false,
      knownOn: LAST_MONTH,
      employmentEndedOn: null,
    },
    stepwise: true,
    ...more,
  };
}
