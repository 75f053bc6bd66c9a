// One table row a route: address, who may call it, what goes in, what comes out, which problems. Express is set up and
// the OpenAPI document is written from the same row, so that neither can know more than the other.
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { failpoint } from '../db/failpoint.ts';
import type { Session } from '../db/people.ts';
import type { Bilingual } from '../domain/rulebook/clock-rule.ts';
import type { Context } from './context.ts';
import { readJson } from './json-body.ts';
import { parse } from './parse.ts';
import { Problem, type ProblemCode } from './problem.ts';
import { requireSession } from './session.ts';
import { noteDecided } from './trace.ts';

export const TAGS = [
  'session',
  'cases',
  'tasks',
  'organisations',
  'imports',
  'campaigns',
  'webhooks',
  'public',
  'drill',
  'system',
] as const;

export interface Reply {
  readonly status: number;
  /** Sent as JSON; absent: no content. */
  readonly body?: unknown;
}

/** What a handler gets: everything parsed. */
export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Null only on routes for anyone. */
  readonly session: Session | null;
  /** The Idempotency-Key; empty where the route takes none. */
  readonly key: string;
  readonly context: Context;
  readonly request: Request;
  readonly response: Response;
}

export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  /** With parameters in braces: `/api/v1/cases/{id}`. */
  readonly path: string;
  readonly tag: (typeof TAGS)[number];
  readonly summary: Bilingual;
  /** `person`: a signed-in one. */
  readonly by: 'anyone' | 'person';
  /** Whether it wants an Idempotency-Key. */
  readonly keyed: boolean;
  readonly params: z.ZodObject | null;
  readonly query: z.ZodObject | null;
  readonly body: z.ZodType | null;
  /** A file as the body, whatever media type it comes with but a form's: told by its content, never by a name. */
  readonly file: File | null;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Beside those that follow from the row itself. */
  readonly problems: readonly ProblemCode[];
  /** Whether the law may refuse what is asked. */
  readonly refusable: boolean;
  readonly handle: (request: Request, response: Response, context: Context) => Promise<void>;
}

interface File {
  /** Bytes. */
  readonly most: number;
  /** What such a file may call itself; it is told by its content all the same. */
  readonly mediaTypes: readonly string[];
  readonly description: string;
}

interface Answer {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** application/json when left out. */
  readonly mediaType?: string;
}

type Out<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

interface Row<P, Q, B> extends Pick<Route, 'method' | 'path' | 'tag' | 'summary' | 'by' | 'answers'> {
  readonly keyed?: boolean;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly file?: File;
  readonly problems?: readonly ProblemCode[];
  readonly refusable?: boolean;
  readonly does: (call: Call<Out<P>, Out<Q>, Out<B>>) => Promise<Reply | 'answered'>;
}

/** 8 to 128 printable ASCII characters; `time:` begins the keys of time's own acts. */
const KEY = /^(?!time:|entry:)[\x21-\x7e]{8,128}$/;

export function route<
  const P extends z.ZodObject | undefined = undefined,
  const Q extends z.ZodObject | undefined = undefined,
  const B extends z.ZodType | undefined = undefined,
>(row: Row<P, Q, B>): Route {
  const { method, path, tag, summary, by, answers, does, keyed = false, refusable = false, problems = [] } = row;
  const [params, query, body, file] = [row.params ?? null, row.query ?? null, row.body ?? null, row.file ?? null];
  return {
    method,
    path,
    tag,
    summary,
    by,
    answers,
    keyed,
    refusable,
    problems,
    params,
    query,
    body,
    file,
    handle: async (request, response, context) => {
      const session = by === 'person' ? await requireSession(request, context) : null;
      const call = {
        // Each is the output of the row's own schema, or undefined where the row has none.
        params: (params ? parse(params, { ...request.params }, 'path') : undefined) as Out<P>,
        query: (query ? parse(query, { ...request.query }, 'query') : refuseQuery(request)) as Out<Q>,
        body: (body
          ? parse(body, readJson(request.body, request.headers['content-type']), 'body')
          : undefined) as Out<B>,
        key: keyed ? keyOf(request) : '',
        session,
        context,
        request,
        response,
      };
      const reply = await does(call);
      if (reply === 'answered') return;
      if (keyed) noteDecided(response, reply.body);
      if (keyed) await failpoint('record.beforeReply');
      response.status(reply.status);
      if (reply.body === undefined) response.end();
      else response.json(reply.body);
    },
  };
}

function refuseQuery(request: Request): undefined {
  const [name] = Object.keys(request.query);
  if (name === undefined) return undefined;
  const errors = [{ at: '?', code: 'unknown-field', zh: '此处不接受查询参数', en: 'No query is taken here' }];
  throw Problem.of('malformed', { errors });
}

function keyOf(request: Request): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) throw Problem.of('key-missing');
  return key;
}
