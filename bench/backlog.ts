// What the engine has still to catch up with: wakes that wait, and cases of which the workflow does not know what it must.
import { setTimeout as wait } from 'node:timers/promises';
import type { Queries } from '../db/connection.ts';
import { type Statement, statement } from '../db/statement.ts';

export interface Backlog {
  readonly wakes: number;
  /** Cases whose workflow has not heard what it must, or sleeps too long; whoever was over before it began counts not. */
  readonly behind: number;
}

const BEHIND = `(case when c.status = 'closed' then c.driven_seq not in (0, c.seq)
  else c.driven_seq = 0 or c.next_at < coalesce(c.driven_for, 'infinity') end)`;

const backlog: Statement<Backlog> = statement(
  'bench-backlog',
  `select (select count(*)::int from wakes) as wakes, (select count(*)::int from cases c where ${BEHIND}) as behind`,
);
const driven: Statement<{ id: string }> = statement(
  'bench-driven',
  `select c.id::text from cases c where c.id = any($1::text::uuid[]) and not ${BEHIND}
   and not exists (select from wakes w where w.case_id = c.id)`,
);
const over: Statement<Skipped> = statement(
  'bench-skipped',
  `select count(*)::int as cases, (count(*) filter (where status = 'closed'))::int as over,
     (count(*) filter (where status = 'closed' and driven_seq = 0))::int as skipped from cases`,
);

export interface Skipped {
  readonly cases: number;
  /** Of these those that are closed. */
  readonly over: number;
  /** Of these those that were over before their workflow began: the engine was spared them. */
  readonly skipped: number;
}

export async function backlogOf(on: Queries): Promise<Backlog> {
  const [row] = await backlog(on);
  return row ?? { wakes: 0, behind: 0 };
}

export async function skippedOf(on: Queries): Promise<Skipped> {
  const [row] = await over(on);
  return row ?? { cases: 0, over: 0, skipped: 0 };
}

const LOOK_EVERY_MS = 250;
/** Looking at many cases takes a while: it must not become the load. */
const LOOK_SHARE = 20;

/** Waits until the engine has caught up. @throws Error after `withinMs` */
export async function caughtUp(
  on: Queries,
  withinMs: number,
  progress: (left: Backlog) => void = () => undefined,
): Promise<void> {
  const until = performance.now() + withinMs;
  for (;;) {
    const began = performance.now();
    const left = await backlogOf(on);
    const pause = Math.max(LOOK_EVERY_MS, LOOK_SHARE * (performance.now() - began));
    if (left.wakes === 0 && left.behind === 0) return;
    if (performance.now() > until) throw new Error(`not caught up: ${JSON.stringify(left)}`);
    progress(left);
    await wait(pause);
  }
}

/** Lets many callers wait for their own case, with one query for all of them at a time. */
export function follower(on: Queries): { readonly driven: (caseId: string) => Promise<void>; stop(): void } {
  const waiting = new Map<string, () => void>();
  let running = true;
  void (async () => {
    while (running) {
      const asked = [...waiting.keys()];
      const done = asked.length === 0 ? [] : await driven(on, `{${asked.join(',')}}`);
      for (const { id } of done) {
        waiting.get(id)?.();
        waiting.delete(id);
      }
      await wait(5);
    }
  })().catch(() => undefined);
  return {
    driven: (caseId) => new Promise((resolve) => waiting.set(caseId, resolve)),
    stop: () => {
      running = false;
    },
  };
}
