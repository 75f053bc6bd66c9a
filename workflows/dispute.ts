// One dispute from its opening to its end. It follows what the record decides, sleeps until the next instant of a clock
// with a single timer open, and then lets the record say what time has brought. It knows nothing that the record does
// not: lost, it is started anew from there.
import {
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Life } from '../activities/activities.ts';
import { ask, deliver, finalCode } from './record.ts';
import { show } from './show.ts';

export interface DisputeInput {
  readonly caseId: string;
}

/** Something happened in the case; carries the number of its newest event. */
export const news = defineSignal<[seq: number]>('news');

/** What the workflow knows and waits for. */
export const life = defineQuery<Known>('life');

export interface Known {
  /** Number of the last event it has heard of. */
  readonly seq: number;
  /** Real instant its timer is armed for, ISO 8601; null while it waits for news alone. */
  readonly nextAt: string | null;
  readonly armed: boolean;
}

/** Nothing is known yet: the record is asked before anything else. */
const UNKNOWN: Life = {
  seq: 0,
  closed: false,
  level: null,
  state: null,
  levels: [],
  nextInMs: null,
  nextAt: null,
  summary: '',
  details: '',
  notices: 0,
};

/** Far below the server's 51,200 events, so that a replay stays short. */
const MAX_EVENTS = 1_000;
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 3_600_000;
/** An answer younger than that is taken as new. */
const FRESH_MS = 1_000;

export async function dispute({ caseId }: DisputeInput): Promise<void> {
  let heard = 1;
  let known = UNKNOWN;
  let restMs = FIRST_REST_MS;
  let delivery: Promise<void> | null = null;
  setHandler(news, (seq) => {
    heard = Math.max(heard, seq);
  });
  setHandler(life, () => ({ seq: known.seq, nextAt: known.nextAt, armed: known.nextInMs !== null }));

  while (!known.closed) {
    if (outgrown()) await continueAsNew<typeof dispute>({ caseId });
    const cause = await nextCause(known, () => heard > known.seq);
    heard = 0;
    const askedAt = Date.now();
    const answer = await answerTo(cause, caseId);
    const trouble = typeof answer === 'string' ? answer : stuck(known, answer, cause);
    known = typeof answer === 'string' ? known : punctual(answer, Date.now() - askedAt);
    if (trouble !== null) known = { ...known, nextInMs: restMs, summary: `again after ${trouble}` };
    restMs = trouble === null ? FIRST_REST_MS : Math.min(restMs * 2, LONGEST_REST_MS);
    show(known);
    if (known.notices > 0) delivery ??= delivered(caseId).finally(() => (delivery = null));
  }
  await delivery;
}

type Cause = 'news' | 'time';

/** Sleeps until something was heard or the next instant has come. The one timer is armed anew in each round. */
async function nextCause(known: Life, heard: () => boolean): Promise<Cause> {
  const { nextInMs, summary } = known;
  if (nextInMs === null) {
    await condition(heard);
    return 'news';
  }
  if (heard()) return 'news';
  if (nextInMs <= 0) return 'time';
  return (await condition(heard, Math.ceil(nextInMs), { summary })) ? 'news' : 'time';
}

/** The case as it now stands, or the code of a final error, which by then has become a fault of the case. */
async function answerTo(cause: Cause, caseId: string): Promise<Life | string> {
  try {
    return await ask(cause === 'news' ? 'lifeOf' : 'timeCame', caseId);
  } catch (error) {
    const code = finalCode(error);
    if (code === null) throw error;
    return code;
  }
}

/**
 * The record tells how long it is until the next instant, since no clock but its own is believed. Where the answer was
 * long under way (its worker stood still) the sleep is that much shorter: who wakes too early asks again.
 */
function punctual(life: Life, tookMs: number): Life {
  const { nextInMs } = life;
  if (nextInMs === null || nextInMs <= 0 || tookMs < FRESH_MS) return life;
  return { ...life, nextInMs: Math.max(1, nextInMs - tookMs) };
}

/** An instant that is due and yet brings nothing must not be asked for without pause. */
function stuck(before: Life, after: Life, cause: Cause): string | null {
  const due = after.nextInMs !== null && after.nextInMs <= 0 && !after.closed;
  return due && cause === 'time' && after.seq === before.seq ? 'instant without effect' : null;
}

/** Hands over what outside channels must carry. What they do not take stays in the record and is tried again. */
async function delivered(caseId: string): Promise<void> {
  try {
    await deliver(caseId);
  } catch (error) {
    if (isCancellation(error)) throw error;
  }
}

function outgrown(): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > MAX_EVENTS;
}
