// What a command is answered with. An answer can be given again from the record alone, byte for byte: it is the events
// of the decision and the case as it stood after them, in canonical order of keys.
import type { Case, CaseEvent } from '../domain/case.ts';
import { canonicalText } from './canonical-json.ts';
import { sha256 } from './hash-chain.ts';

export interface Answer {
  /** Of the decision, in order: what time itself brought first, then the command's own. */
  readonly events: readonly CaseEvent[];
  /** The case after them. */
  readonly case: Case;
}

export const answerOf = (events: readonly CaseEvent[], after: Case): Answer => ({
  case: JSON.parse(canonicalText(after)),
  events: events.map((event) => JSON.parse(canonicalText(event))),
});

/** SHA-256 of the answer's canonical JSON, lower-case hex: kept beside the event, recomputed by `verify`. */
export const answerHash = (events: readonly CaseEvent[], after: Case): string =>
  sha256('{"case":', canonicalText(after), ',"events":[', events.map(canonicalText).join(','), ']}');
