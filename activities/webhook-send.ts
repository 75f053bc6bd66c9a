// One signed request to a receiver (Standard Webhooks, standardwebhooks.com): to the address that was examined and no
// other, bounded in time, no redirect followed, nothing of the answer read but its status.
import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { Try } from '../db/webhook-lanes.ts';
import { type Target, TargetRefused, type TrustedOrigins, targetOf } from '../db/webhook-target.ts';

/** What is sent: the same id at every try. */
export interface Message {
  readonly id: string;
  readonly body: string;
}

export interface Way {
  /** Whole try, name included, ms. */
  readonly withinMs: number;
  readonly trusted: TrustedOrigins;
  /** Ends the try early; it then counts as none. */
  readonly stop: AbortSignal;
}

const SECRET_PREFIX = 'whsec_';
const ANSWER_HEADERS_BYTES = 16 * 1024;

/** `v1,base64` over `id.timestamp.body`. @param timestamp seconds since 1970 */
export function signatureOf(secret: string, { id, body }: Message, timestamp: number): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Never throws: an error is a try that failed, by its code. */
export async function send(url: string, secret: string, message: Message, way: Way): Promise<Try> {
  const began = performance.now();
  const ended = AbortSignal.any([AbortSignal.timeout(way.withinMs), way.stop]);
  const outcome = await Promise.race([late(ended), exchange(url, secret, message, way.trusted, ended)]).catch(codeOf);
  const tookMs = performance.now() - began;
  return typeof outcome === 'number'
    ? { tookMs, status: outcome, error: refusalOf(outcome) }
    : { tookMs, status: null, error: outcome };
}

const late = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('no-answer'), { once: true }));

function refusalOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirected' : 'refused';
}

function codeOf(error: unknown): string {
  if (error instanceof TargetRefused) return error.code;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : 'failed';
}

async function exchange(
  url: string,
  secret: string,
  message: Message,
  trusted: TrustedOrigins,
  signal: AbortSignal,
): Promise<number> {
  const target = await targetOf(url, trusted);
  signal.throwIfAborted();
  return answered(target, message, headersOf(secret, message), signal);
}

function headersOf(secret: string, message: Message): http.OutgoingHttpHeaders {
  const timestamp = Math.floor(Date.now() / 1_000);
  return {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(message.body),
    'user-agent': 'jiefen-webhooks/1',
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(secret, message, timestamp),
  };
}

function answered(
  { url, address, family }: Target,
  { body }: Message,
  headers: http.OutgoingHttpHeaders,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const options: https.RequestOptions = {
      method: 'POST',
      headers,
      signal,
      agent: false,
      maxHeaderSize: ANSWER_HEADERS_BYTES,
      lookup: (_name, { all }, found) => (all ? found(null, [{ address, family }]) : found(null, address, family)),
    };
    const request = (url.protocol === 'https:' ? https : http).request(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      response.on('error', () => undefined).destroy();
    });
    request.on('error', reject);
    request.end(body);
  });
}
