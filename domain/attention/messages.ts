// 督办提醒的归并: what the ladder tells supervisors is gathered for each of them and sent as one message, at a set pace.
// So a day on which many duties fall due together, or the return after an outage, is no storm. Nothing legal waits for it.

import type { CivilDate } from '../calendar/civil-date.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';

/** What time itself tells the next supervisor. What a person or the law tells somebody goes out at once. */
export const isGathered = (template: string): boolean => template === 'escalated';

/** What waits for one recipient. Instants in epoch ms. */
export interface Waiting {
  readonly recipient: string;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface Sent {
  readonly recipient: string;
  readonly at: number;
}

export interface Pace {
  /** Messages in any minute, over all recipients. */
  readonly aMinute: number;
  /** Between two messages to the same recipient, ms. */
  readonly restMs: number;
}

export const MINUTE_MS = 60_000;
/** While more keeps coming for somebody, his message waits so long for the rest of it, but no longer than the other. */
const SETTLE_MS = 5_000;
const LONGEST_MS = MINUTE_MS;

/**
 * Who gets his message now: whoever has waited longest first.
 *
 * @param sent every message of the last minute and of the last `restMs`
 */
export function releasedNow(
  waiting: readonly Waiting[],
  sent: readonly Sent[],
  { aMinute, restMs }: Pace,
  now: number,
): readonly string[] {
  const room = Math.max(0, aMinute - sent.filter(({ at }) => at > now - MINUTE_MS).length);
  const resting = new Set(sent.filter(({ at }) => at > now - restMs).map(({ recipient }) => recipient));
  return waiting
    .filter(({ recipient }) => !resting.has(recipient))
    .filter(({ firstAt, lastAt }) => lastAt <= now - SETTLE_MS || firstAt <= now - LONGEST_MS)
    .toSorted((a, b) => a.firstAt - b.firstAt || (a.recipient < b.recipient ? -1 : 1))
    .slice(0, room)
    .map(({ recipient }) => recipient);
}

/** What the message says. `oldestOn`: the first day on which one of the duties was to be done. */
export const messageWords = (cases: number, oldestOn: CivilDate | null): Bilingual => ({
  zh: `${cases}件案件逾期未办${oldestOn ? `,最早应于${oldestOn}办结` : ''},请督办。`,
  en: `${cases} ${cases === 1 ? 'case is' : 'cases are'} late${oldestOn ? `, the oldest since ${oldestOn}` : ''}: see to ${cases === 1 ? 'it' : 'them'}.`,
});
