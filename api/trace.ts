// Which trace a request belongs to, by W3C Trace Context (https://www.w3.org/TR/trace-context/): the caller's own where it
// names one, else one of ours. The log carries it beside the case and the number of the event that the request led to;
// that number is what the workflow of the case is told, so the way goes on from there in Temporal. No personal data.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a line of the log says of a request beside its address. */
export interface TraceFacts {
  /** 32 hexadecimal digits. */
  readonly trace: string;
  /** The case that was decided about and its newest event, where the request was a command. */
  readonly case?: string;
  readonly seq?: number;
}

/** Versions later than 00 may add fields at the end; `ff` and zeros are no trace. */
const PARENT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:$|(?<!^00-.{52})-)/;

/** @param id of the request, a UUID: the trace of one that names none */
export function traceOf({ headers }: Pick<IncomingMessage, 'headers'>, id: string): string {
  const { traceparent } = headers;
  const named = typeof traceparent === 'string' ? PARENT.exec(traceparent)?.[1] : undefined;
  return named ?? id.replaceAll('-', '');
}

const decided = new WeakMap<ServerResponse, Pick<TraceFacts, 'case' | 'seq'>>();

/** Notes the case and the event that an answer tells of, if it tells of any. */
export function noteDecided(response: ServerResponse, body: unknown): void {
  if (!isObject(body) || !('case' in body) || !isObject(body.case)) return;
  const { case: about } = body;
  if (!('id' in about) || !('seq' in about)) return;
  if (typeof about.id === 'string' && typeof about.seq === 'number')
    decided.set(response, { case: about.id, seq: about.seq });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

export const traceFacts = (request: IncomingMessage, response: ServerResponse, id: string): TraceFacts => ({
  trace: traceOf(request, id),
  ...decided.get(response),
});
