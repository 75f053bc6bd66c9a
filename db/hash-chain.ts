// The chain that makes a silent change of the record visible: each event carries a hash over itself and the one before.
import { createHash } from 'node:crypto';
import type { CaseEvent } from '../domain/case.ts';
import { canonicalText } from './canonical-json.ts';
import { defect } from './failpoint.ts';

/** What the hash of an event covers. Instants in epoch milliseconds. */
export interface Link {
  readonly event: CaseEvent;
  /** Database time of the recording. */
  readonly recordedAt: number;
  /** Legal time at that moment; an event may have taken effect earlier, never later. */
  readonly decidedAt: number;
  /** Hash of the event before it in the same case, lower-case hex; null for the first. */
  readonly previous: string | null;
}

/** Of the parts one after the other, as if they were one text; lower-case hex. */
export function sha256(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part, 'utf8');
  return hash.digest('hex');
}

/** SHA-256 over the canonical JSON of the link, lower-case hex. */
export const hashOf = (link: Link): string =>
  sha256(defect('hash-over-unsorted-json') ? JSON.stringify(link) : textOf(link));

/** `canonicalJson(link)`, with the text of the event made once. */
const textOf = ({ event, recordedAt, decidedAt, previous }: Link): string =>
  `{"decidedAt":${decidedAt},"event":${canonicalText(event)},"previous":${JSON.stringify(previous)},"recordedAt":${recordedAt}}`;
