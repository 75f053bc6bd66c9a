// Carries wakes from the record to the engine. Several relays work side by side; a wake that fails stays, later tried
// again; with the engine away everything waits in the table.
import type { Db } from '../db/connection.ts';
import { defect, failpoint } from '../db/failpoint.ts';
import { type Statement, statement } from '../db/statement.ts';
import { takeWakes, type Wake, wakeFailed, wakeHeard } from '../db/wakes.ts';
import { type Engine, endDispute, LOOK_AGAIN, wakeDispute } from './engine.ts';
import { faultCode } from './failure.ts';
import type { Duty, Watch } from './patrol.ts';

/** The channel on which a transaction that wrote a wake says so. */
export const WAKE_CHANNEL = 'jiefen_wake';

/** More callers at once starve the worker of a small machine. */
const AT_ONCE = 8;
const BATCH = 64;
const POLL_MS = 1_000;
/** A relay that died holds its wakes no longer than this. */
const LEASE_MS = 15_000;
const LONGEST_DELAY_MS = 15_000;

/** A wake, and how its case and its workflow stand. */
interface Errand extends Wake {
  readonly caseNo: string;
  readonly closed: boolean;
  /** The workflow was already told of that event. */
  readonly known: boolean;
  /** It sleeps until the right instant. */
  readonly punctual: boolean;
}

const standing: Statement<Omit<Errand, keyof Wake | 'known'> & { caseId: string; drivenSeq: number }> = statement(
  'standing-of-wakes',
  `select id as "caseId", case_no as "caseNo", status = 'closed' as closed, driven_seq as "drivenSeq",
    driven_for is not distinct from next_at as punctual
  from cases where id = any($1::text::uuid[])`,
);
const queue: Statement<{ waiting: number; oldest: number }> = statement(
  'wakes-waiting',
  `select count(*)::int as waiting,
    coalesce(extract(epoch from clock_timestamp() - min(since)), 0)::float8 as oldest from wakes`,
);

/** The duty of a relay. */
export function relay(db: Db, engine: Engine, watch: Watch): Duty {
  let size = BATCH;
  return {
    name: 'relay',
    everyMs: POLL_MS,
    called: (now) => db.listen(WAKE_CHANNEL, now, now),
    round: async () => {
      await observe(db, watch);
      const claimed = await claim(db, size);
      if (claimed.length === 0) return undefined;
      const failed = await carryAll(db, engine, watch, claimed);
      // With the engine away a single wake asks for it, the others keep their turn.
      const away = failed === claimed.length;
      size = away ? 1 : BATCH;
      return away ? POLL_MS : 0;
    },
  };
}

/** Takes due wakes for a while. No lock is held while the engine is called: the record never waits for it. */
async function claim({ orm }: Db, size: number): Promise<Errand[]> {
  const wakes = await takeWakes(orm, size, LEASE_MS);
  if (wakes.length === 0) return [];
  const cases = await standing(orm, `{${wakes.map(({ caseId }) => caseId).join(',')}}`);
  const byId = new Map(cases.map((row) => [row.caseId, row]));
  return wakes.flatMap((wake) => {
    const row = byId.get(wake.caseId);
    return row ? [{ ...wake, ...row, known: row.drivenSeq >= wake.seq }] : [];
  });
}

/** How many of them failed. */
async function carryAll(db: Db, engine: Engine, watch: Watch, claimed: readonly Errand[]): Promise<number> {
  const waiting = [...claimed];
  let failed = 0;
  const lane = async (): Promise<void> => {
    for (let wake = waiting.shift(); wake; wake = waiting.shift()) {
      try {
        await carry(db, engine, wake);
        watch.count('jiefen_wakes_total', 1);
      } catch (error) {
        failed += 1;
        watch.count('jiefen_wake_failures_total', 1);
        const delayMs = Math.min(500 * 2 ** Math.min(wake.attempts, 10), LONGEST_DELAY_MS);
        await wakeFailed(db.orm, wake, faultCode(error), delayMs);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return failed;
}

async function carry(db: Db, engine: Engine, errand: Errand): Promise<void> {
  await failpoint('relay.beforeSignal');
  if (!defect('relay-forgets')) await tell(engine, errand);
  await failpoint('relay.afterSignal');
  await wakeHeard(db.orm, errand);
}

async function tell(engine: Engine, { caseId, caseNo, seq, closed, known, punctual }: Errand): Promise<void> {
  if (known && punctual) return;
  if (closed) return endDispute(engine, caseId);
  await wakeDispute(engine, { caseId, caseNo, seq: known ? LOOK_AGAIN : seq });
}

/** The oldest wake's age is the alarm: above a minute the engine does not hear of the record. */
async function observe({ orm }: Db, watch: Watch): Promise<void> {
  const [row] = await queue(orm);
  watch.gauge('jiefen_wakes_waiting', row?.waiting ?? 0);
  watch.gauge('jiefen_wakes_oldest_seconds', row?.oldest ?? 0);
}
