// One signed request to a receiver (Standard Webhooks, standardwebhooks.com): to the address that was examined and no
// other, bounded in time, no redirect followed, nothing of the answer read but its status and `Retry-After`.
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

/** Calls once after so many ms, unless what it returns is called before. */
export type Alarm = (act: () => void, ms: number) => () => void;

export interface Way {
  /** Whole try, name included, ms. */
  readonly withinMs: number;
  /** Real time when left out. */
  readonly alarm?: Alarm;
  readonly trusted: TrustedOrigins;
  /** Ends the try early; it then counts as none. */
  readonly stop: AbortSignal;
}

const SECRET_PREFIX = 'whsec_';
const ANSWER_HEADERS_BYTES = 16 * 1024;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** `v1,base64` over `id.timestamp.body`. @param timestamp seconds since 1970 */
export function signatureOf(secret: string, { id, body }: Message, timestamp: number): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/**
 * Never throws: an error is a try that failed, by its code.
 *
 * @param secrets all that are in force: the header bears a signature under each
 */
export async function send(url: string, secrets: readonly string[], message: Message, way: Way): Promise<Try> {
  const began = performance.now();
  const { signal, over } = ending(way);
  const outcome = await Promise.race([late(signal), exchange(url, secrets, message, way.trusted, signal)])
    .catch(codeOf)
    .finally(over);
  const tookMs = performance.now() - began;
  if (typeof outcome === 'string') return { tookMs, status: null, error: outcome, retryAfterMs: null };
  const { status, retryAfterMs } = outcome;
  return { tookMs, status, error: refusalOf(status), retryAfterMs };
}

/** What a receiver said of itself. */
interface Reply {
  readonly status: number;
  readonly retryAfterMs: number | null;
}

const REAL: Alarm = (act, ms) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

/** A timer of its own: that of `AbortSignal.timeout` is lost with the signal when only an `any` holds it (Node 20). */
function ending({ withinMs, alarm = REAL, stop }: Way): { readonly signal: AbortSignal; readonly over: () => void } {
  const end = new AbortController();
  const abort = (): void => end.abort();
  const cancel = alarm(abort, withinMs);
  stop.addEventListener('abort', abort, { once: true });
  if (stop.aborted) abort();
  return {
    signal: end.signal,
    over: () => {
      cancel();
      stop.removeEventListener('abort', abort);
    },
  };
}

const late = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve('no-answer');
    else signal.addEventListener('abort', () => resolve('no-answer'), { once: true });
  });

/** @returns ms from now of `Retry-After` (RFC 9110 §10.2.3: seconds or a date); null: nothing is said, or nothing sensible */
export function retryAfterOf(status: number, header: string | undefined, now: number): number | null {
  if ((status !== 429 && status !== 503) || header === undefined) return null;
  const text = header.trim();
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : HTTP_DATE.test(text) ? Date.parse(text) - now : Number.NaN;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

function refusalOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirected' : 'refused';
}

function codeOf(error: unknown): string {
  if (error instanceof TargetRefused) return error.code;
  if (error instanceof Error && error.name === 'AbortError') return 'no-answer';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : 'failed';
}

async function exchange(
  url: string,
  secrets: readonly string[],
  message: Message,
  trusted: TrustedOrigins,
  signal: AbortSignal,
): Promise<Reply> {
  const target = await targetOf(url, trusted);
  signal.throwIfAborted();
  return answered(target, message, headersOf(secrets, message), signal);
}

function headersOf(secrets: readonly string[], message: Message): http.OutgoingHttpHeaders {
  const timestamp = Math.floor(Date.now() / 1_000);
  return {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(message.body),
    'user-agent': 'jiefen-webhooks/1',
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => signatureOf(secret, message, timestamp)).join(' '),
  };
}

function answered(
  { url, address, family }: Target,
  { body }: Message,
  headers: http.OutgoingHttpHeaders,
  signal: AbortSignal,
): Promise<Reply> {
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
      const { statusCode: status = 0, headers: said } = response;
      resolve({ status, retryAfterMs: retryAfterOf(status, said['retry-after'], Date.now()) });
      response.on('error', () => undefined).destroy();
    });
    request.on('error', reject);
    request.end(body);
  });
}
