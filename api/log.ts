// The log: one line a request, without what was asked or answered. Addresses are logged without their query, since
// codes and names may stand in it; errors without their texts where these could repeat values.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DestinationStream, type Logger, pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { codeOf } from '../db/failure.ts';
import { traceFacts } from './trace.ts';

const REDACTED = [
  'req.headers.cookie',
  'req.headers.authorization',
  '*.password',
  '*.token',
  '*.idNumber',
  '*.phone',
  '*.address',
  '*.name',
  '*.trackingCode',
];

export function loggerOf(level: string, destination?: DestinationStream): Logger {
  const options = { level, redact: { paths: REDACTED, censor: '…' }, base: { service: 'api' } };
  return destination ? pino(options, destination) : pino(options);
}

/** What is known of an error without its message: which kind, which code, where in our files. */
export function errorFacts(error: unknown): {
  readonly kind: string;
  readonly code: string | null;
  readonly at: string[];
} {
  const known = error instanceof Error;
  return { kind: known ? error.name : typeof error, code: codeOf(error), at: known ? framesOf(error) : [] };
}

/** Only the frames: the first lines of a stack repeat the message. */
const framesOf = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim().replace(/file:\/\/\S*?\/(api|db|domain|node_modules)\//, '$1/'))
    .slice(0, 12);

/** Health and metrics are asked for all day and say nothing. */
const QUIET = ['/health/live', '/health/ready', '/metrics'];

export function requestLog(logger: Logger, idOf: (request: IncomingMessage) => string) {
  return pinoHttp<IncomingMessage, ServerResponse>({
    logger,
    genReqId: (request) => idOf(request),
    autoLogging: { ignore: (request) => QUIET.includes(pathOf(request.url)) },
    customLogLevel: (_, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    customProps: (request, response) => traceFacts(request, response, idOf(request)),
    wrapSerializers: false,
    serializers: {
      req: (request: IncomingMessage) => ({ method: request.method, path: pathOf(request.url) }),
      res: (response: ServerResponse) => ({ status: response.statusCode }),
      err: errorFacts,
    },
  });
}

/** The address without its query. Of its parts only words, ids, days and small numbers: anybody may type a name there. */
const pathOf = (url: string | undefined): string =>
  ((url ?? '').split('?')[0] ?? '')
    .split('/')
    .map((part) => (PLAIN.test(part) ? part : '…'))
    .join('/');
const PLAIN = /^([a-z][a-z.-]{0,30}|v1|\d{1,6}|\d{4}-\d\d-\d\d|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})?$/i;
