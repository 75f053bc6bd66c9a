// Carries wakes from the record to the engine. Several relays work side by side; a wake that fails stays, later tried
// again; with the engine away everything waits in the table.
import { epochMs } from '../db/case-file.ts';
import type { Db } from '../db/connection.ts';
import { defect, failpoint } from '../db/failpoint.ts';
import { type Statement, statement } from '../db/statement.ts';
import { takeWakes, WAKE_CHANNEL, type Wake, wakeFailed, wakesHeard } from '../db/wakes.ts';
import { beginDispute, type Engine, endDispute, LOOK_AGAIN, type Shown, wakeDispute } from './engine.ts';
import { faultCode } from './failure.ts';
import type { Duty, Watch } from './patrol.ts';

/** More callers at once starve the worker of a small machine. */
const AT_ONCE = 16;
/** Small, so that what is carried is still how the case stands. */
const BATCH = 32;
const POLL_MS = 1_000;
const OBSERVE_MS = 1_000;
/** A relay that died holds its wakes no longer than this. */
const LEASE_MS = 15_000;
const LONGEST_DELAY_MS = 15_000;

/** A wake, and how its case and its workflow stand. */
interface Errand extends Wake, Shown {
  readonly caseNo: string;
  readonly closed: boolean;
  /** The workflow was already told of that event. */
  readonly known: boolean;
  /** No workflow was told anything yet: there is none, or it will find the case as it is when it begins. */
  readonly unheard: boolean;
  /** It sleeps until the right instant. */
  readonly punctual: boolean;
}

const standing: Statement<Omit<Errand, keyof Wake | 'known' | 'unheard'> & { caseId: string; drivenSeq: number }> =
  statement(
    'standing-of-wakes',
    `select id as "caseId", case_no as "caseNo", status = 'closed' as closed, driven_seq as "drivenSeq",
    driven_for is not distinct from next_at as punctual, levels, state, ${epochMs('next_at')} as "nextAt"
  from cases where id = any($1::text::uuid[])`,
  );
/** How many wakes wait in the record, and for how long the oldest has, s. */
export const wakesWaiting: Statement<{ waiting: number; oldest: number }> = statement(
  'wakes-waiting',
  `select count(*)::int as waiting,
    coalesce(extract(epoch from clock_timestamp() - min(since)), 0)::float8 as oldest from wakes`,
);

/**
 * The duty of a relay.
 *
 * @param quietMs how long a case must have been quiet before its wake is carried, and a fifth of the longest that it is
 *   left to grow: what a case tells in quick succession is told once, and what is over meanwhile not at all.
 */
export function relay(db: Db, engine: Engine, watch: Watch, quietMs = 0): Duty {
  let size = BATCH;
  let observedAt = Number.NEGATIVE_INFINITY;
  return {
    name: 'relay',
    everyMs: POLL_MS,
    called: (now) => db.listen(WAKE_CHANNEL, now, now),
    round: async () => {
      if (performance.now() - observedAt >= OBSERVE_MS) {
        observedAt = performance.now();
        await observe(db, watch);
      }
      if (defect('relay-off')) return undefined;
      const claimed = await claim(db, size, quietMs);
      if (claimed.length === 0) return quietMs > 0 ? Math.min(quietMs / 2, POLL_MS) : undefined;
      const failed = await carryAll(db, engine, watch, claimed);
      // With the engine away a single wake asks for it, the others keep their turn.
      const away = failed === claimed.length;
      size = away ? 1 : BATCH;
      return away ? POLL_MS : 0;
    },
  };
}

/** Takes due wakes for a while. No lock is held while the engine is called: the record never waits for it. */
async function claim({ orm }: Db, size: number, quietMs: number): Promise<Errand[]> {
  const wakes = await takeWakes(orm, size, LEASE_MS, quietMs);
  if (wakes.length === 0) return [];
  const cases = await standing(orm, `{${wakes.map(({ caseId }) => caseId).join(',')}}`);
  const byId = new Map(cases.map((row) => [row.caseId, row]));
  return wakes.flatMap((wake) => {
    const row = byId.get(wake.caseId);
    return row ? [{ ...wake, ...row, known: row.drivenSeq >= wake.seq, unheard: row.drivenSeq === 0 }] : [];
  });
}

/** How many of them failed. */
async function carryAll(db: Db, engine: Engine, watch: Watch, claimed: readonly Errand[]): Promise<number> {
  const waiting = [...claimed];
  const carried: Errand[] = [];
  let failed = 0;
  const lane = async (): Promise<void> => {
    for (let wake = waiting.shift(); wake; wake = waiting.shift()) {
      try {
        await carry(engine, wake);
        carried.push(wake);
      } catch (error) {
        failed += 1;
        watch.count('jiefen_wake_failures_total', 1);
        const delayMs = Math.min(500 * 2 ** Math.min(wake.attempts, 10), LONGEST_DELAY_MS);
        await wakeFailed(db.orm, wake, faultCode(error), delayMs);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  await wakesHeard(db.orm, carried);
  watch.count('jiefen_wakes_total', carried.length);
  return failed;
}

async function carry(engine: Engine, errand: Errand): Promise<void> {
  await failpoint('relay.beforeSignal');
  if (!defect('relay-forgets')) await tell(engine, errand);
  await failpoint('relay.afterSignal');
}

async function tell(engine: Engine, errand: Errand): Promise<void> {
  const { caseId, caseNo, seq, closed, known, punctual, unheard, levels, state, nextAt } = errand;
  if (known && punctual) return;
  // Over before the engine heard of it.
  if (closed && unheard) return;
  if (closed) return endDispute(engine, caseId);
  const wake = { caseId, caseNo, seq: known ? LOOK_AGAIN : seq };
  await (unheard ? beginDispute(engine, { ...wake, shown: { levels, state, nextAt } }) : wakeDispute(engine, wake));
}

/** How many wait. The oldest one's age is the alarm: above a minute the engine does not hear of the record. */
async function observe({ orm }: Db, watch: Watch): Promise<void> {
  const { waiting, oldest } = (await wakesWaiting(orm))[0] ?? { waiting: 0, oldest: 0 };
  watch.gauge('jiefen_wakes_waiting', waiting);
  watch.gauge('jiefen_wakes_oldest_seconds', oldest);
}
