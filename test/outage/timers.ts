// Whether each open case has a workflow that sleeps until the record's next instant. Read from the rows of the cases and,
// event by event, from the histories: nothing of what the reconciler goes by.
import { type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { sql } from 'drizzle-orm';
import { type Engine, workflowIdOf } from '../../activities/engine.ts';
import { type Db, rows } from '../../db/connection.ts';

export interface Wrong {
  readonly caseId: string;
  readonly what: string;
}

interface Open extends Record<string, unknown> {
  readonly id: string;
  readonly next_at: number | null;
  /** The instant that the workflow was last told; before the next one it may stay, it then finds nothing and sleeps on. */
  readonly driven_for: number | null;
}

interface Sleep {
  readonly running: boolean;
  /** When the open timer fires, epoch ms; the first if there are several. */
  readonly until: number | null;
  /** For whoever must find out why: timers that are open, tries of a task that waits, and the last event. */
  readonly seen: string;
}

/** A timer is set when the task that asks for it is done: some seconds late where many tasks wait. */
const TOLERANCE_MS = 5_000;
const AT_ONCE = 8;

/** What is wrong with the workflow or the timer of any open case. Reads all of them. */
export async function wrongTimers(db: Db, { client }: Engine): Promise<readonly Wrong[]> {
  const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
  const open = await rows<Open>(
    db.orm,
    sql`select id::text, ${ms('next_at')} as next_at, ${ms('driven_for')} as driven_for from cases
        where status = 'open'`,
  );
  const wrong: Wrong[] = [];
  const waiting = [...open];
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const what = objection(one, await sleepOf(client.workflow.getHandle(workflowIdOf(one.id))));
      if (what !== null) wrong.push({ caseId: one.id, what });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return wrong;
}

function objection({ next_at, driven_for }: Open, sleep: Sleep | null): string | null {
  if (!sleep) return 'no workflow';
  if (!sleep.running) return 'its workflow has ended';
  if (next_at === null) return null;
  if (sleep.until === null) return 'no timer';
  const near = (instant: number) => Math.abs((sleep.until ?? 0) - instant) <= TOLERANCE_MS;
  if (near(next_at) || (driven_for !== null && driven_for < next_at && near(driven_for))) return null;
  const [until, next, told] = [sleep.until, next_at, driven_for].map((at) =>
    at === null ? null : new Date(at).toISOString(),
  );
  return `sleeps until ${until}, not ${next}; told ${told}; ${sleep.seen}`;
}

/** null: there is no such workflow. */
async function sleepOf(handle: WorkflowHandle): Promise<Sleep | null> {
  try {
    const [described, { events }] = [await handle.describe(), await handle.fetchHistory()];
    const timers = new Map<string, number>();
    for (const event of events ?? []) {
      const { timerStartedEventAttributes: started, timerFiredEventAttributes: fired } = event;
      const ended = fired ?? event.timerCanceledEventAttributes;
      if (started) timers.set(String(started.timerId), tsToMs(event.eventTime) + tsToMs(started.startToFireTimeout));
      if (ended) timers.delete(String(ended.timerId));
    }
    const until = timers.size === 0 ? null : Math.min(...timers.values());
    const { pendingWorkflowTask: task, pendingActivities } = described.raw;
    const last = events?.at(-1);
    const seen = `${timers.size} timers, task ${task?.attempt ?? 'none'}, ${pendingActivities?.length ?? 0} activities, \
event ${last?.eventId} of type ${last?.eventType} at ${new Date(tsToMs(last?.eventTime)).toISOString()}`;
    return { running: described.status.name === 'RUNNING', until, seen };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
