// What the workflow of a dispute may ask for: the case as the record has it, what time has brought, and that notices
// be delivered. Everything may run twice.
import type { Db } from '../db/connection.ts';
import { failpoint } from '../db/failpoint.ts';
import { raiseFault } from '../db/faults.ts';
import type { Life as Recorded } from '../db/life.ts';
import { lifeOf, timeCame } from '../db/record.ts';
import type { ClockWatch } from './clock.ts';
import { type Channels, deliver, INBOX } from './deliver.ts';
import { detailsOf } from './details.ts';
import { atTheBorder, faultCode } from './failure.ts';
import type { Storm } from './storm.ts';

/** What a workflow knows of its case: ids, codes and instants. */
export interface Life extends Recorded {
  /** For the operator, in words. */
  readonly details: string;
}

export interface Activities {
  lifeOf(caseId: string): Promise<Life>;
  /** Lets the record act on every instant that has come by the database's clock; too early, nothing happens. */
  timeCame(caseId: string): Promise<Life>;
  /** Hands waiting notices to their channels. */
  deliver(caseId: string): Promise<void>;
}

export interface Means {
  readonly db: Db;
  readonly channels: Channels;
  /** Throws while time must not act here. */
  readonly requireClock?: ClockWatch['requireAgreement'];
  /** Of the sweeper in this process. */
  readonly storm?: Storm;
}

/** The record has no such case: there is nothing to follow. */
const UNKNOWN_CASE: Recorded = {
  seq: 0,
  closed: true,
  level: null,
  state: null,
  levels: [],
  nextInMs: null,
  nextAt: null,
  summary: 'unknown',
  notices: 0,
};

export function createActivities({ db, channels, requireClock, storm }: Means): Activities {
  const told = async (caseId: string, asked: Promise<Recorded | null>): Promise<Life> => {
    const life = (await asked) ?? UNKNOWN_CASE;
    // What stays in the database is delivered here, so that it costs the history nothing.
    const notices = life.notices === 0 ? 0 : life.notices - (await deliver(db, INBOX, caseId));
    return { ...life, notices, details: detailsOf(life) };
  };
  return {
    lifeOf: (caseId) => guarded(db, caseId, () => told(caseId, lifeOf(db, caseId))),
    timeCame: (caseId) =>
      guarded(db, caseId, async () => {
        await storm?.passed();
        requireClock?.();
        return told(caseId, timeCame(db, caseId));
      }),
    deliver: (caseId) =>
      guarded(db, caseId, async () => {
        await deliver(db, channels, caseId);
      }),
  };
}

/** Lets only codes pass. A final error is a fault of the case, with an owner, before the engine hears of it. */
async function guarded<T>(db: Db, caseId: string, act: () => Promise<T>): Promise<T> {
  try {
    const answer = await act();
    await failpoint('activity.beforeReply');
    return answer;
  } catch (error) {
    const failure = atTheBorder(error);
    if (!failure.nonRetryable) throw failure;
    await raiseFault(db.orm, { caseId, source: 'activity', code: faultCode(error) }).catch((why: unknown) => {
      throw atTheBorder(why);
    });
    throw failure;
  }
}
