// The typed way to the API for programs of our own: paths, bodies and answers are those of the OpenAPI document, so a
// wrong one does not compile.
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './paths.ts';

export type Api = Client<paths>;
/** What the document calls by a name: `Schema<'Case'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** The API said no, in its own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly problem: unknown;

  constructor(what: string, status: number, problem: unknown) {
    super(`${what} ${status}: ${JSON.stringify(problem)}`);
    this.status = status;
    this.problem = problem;
  }
}

/** @param token asked for with every call, so that it may be fetched late; null: nobody is signed in */
export function apiClient(url: string, token: () => Promise<string | null> = async () => null): Api {
  const api = createClient<paths>({ baseUrl: url });
  api.use(signing(token));
  return api;
}

function signing(token: () => Promise<string | null>): Middleware {
  return {
    onRequest: async ({ request }) => {
      const mine = await token();
      if (mine !== null) request.headers.set('authorization', `Bearer ${mine}`);
      return request;
    },
  };
}

interface Outcome<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer. @throws ApiError where there is none */
export async function answered<Data>(what: string, call: Promise<Outcome<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (data === undefined) throw new ApiError(what, response.status, error);
  return data;
}
