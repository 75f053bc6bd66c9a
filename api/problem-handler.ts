// The one place that turns what was thrown into an answer. What nobody expected is an internal error: noted without
// values, answered without a word about the inside.
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Request, Response } from 'express';
import { ClockBehind } from '../db/case-file.ts';
import { Unavailable } from '../db/failure.ts';
import { Malformed } from '../db/personal.ts';
import type { Context } from './context.ts';
import { errorFacts } from './log.ts';
import { Problem, type ProblemCode } from './problem.ts';

/** Seconds after which a database that was away is worth asking again. */
const RETRY_AFTER = 2;

export function answerProblem(
  error: unknown,
  request: Request,
  response: Response,
  context: Pick<Context, 'log'>,
): void {
  const problem = problemOf(error);
  const requestId = String(response.getHeader('X-Request-Id') ?? '');
  if (problem.status >= 500)
    context.log.error({ requestId, problem: problem.code, ...errorFacts(error) }, 'request failed');
  if (response.headersSent) {
    // The client must see that the answer is not whole.
    response.destroy();
    return;
  }
  // The rest of a refused body is not read: the connection cannot be used again.
  if (!request.complete) response.set('Connection', 'close');
  response.status(problem.status).set(problem.headers).type('application/problem+json');
  response.send(JSON.stringify(problem.body(requestId)));
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Unavailable) return Problem.of('unavailable', { retryAfter: RETRY_AFTER, cause: error });
  if (error instanceof ClockBehind)
    return Problem.of('clock-behind', { retryAfter: error.behindMs / 1_000 + 1, cause: error });
  if (error instanceof Malformed) {
    const errors = [{ at: `/${error.field}`, code: 'malformed', zh: '填写有误', en: 'It is malformed' }];
    return Problem.of('malformed', { errors, cause: error });
  }
  if (error instanceof RangeError && BEYOND_DAYS.test(error.message)) {
    const errors = [
      { at: '', code: 'day-out-of-range', zh: '日期超出可以计算的范围', en: 'A day lies beyond what can be counted' },
    ];
    return Problem.of('malformed', { errors, cause: error });
  }
  return Problem.of(frameworks(error) ?? 'internal', { cause: error });
}

/** What the domain throws when a period that somebody asked for ends beyond the year 2199. */
const BEYOND_DAYS = /^(no|not a) day between/;

/** What Express throws by itself: an address that cannot be decoded. */
const frameworks = (error: unknown): ProblemCode | null =>
  error instanceof URIError || (error instanceof Error && 'status' in error && error.status === 400)
    ? 'malformed-address'
    : null;

const BY_CODE: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

/** Answers what is no HTTP request, or not one in time, on the bare connection. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const problem = Problem.of(BY_CODE[error.code ?? ''] ?? 'malformed-address');
  const requestId = randomUUID();
  const body = JSON.stringify(problem.body(requestId));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
