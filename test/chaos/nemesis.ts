// Does the faults of the plan to the running system, two at a time, and writes down when what was broken.

import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { rows } from '../../db/connection.ts';
import type { Window } from './check.ts';
import type { Kept, Running } from './keeper.ts';
import { type Fault, said, type Target } from './plan.ts';
import type { Random } from './random.ts';
import { arm, type Stack } from './stack.ts';

export interface Nemesis {
  /** Returns when every fault was applied and healed. */
  run(): Promise<void>;
  readonly windows: readonly Window[];
  /** Faults done so far. */
  done(): number;
  /** Faults that last at this moment. */
  lasting(): number;
}

/** An armed failpoint that nobody reaches for so long is left armed: the fault was then no fault. */
const REACHED_WITHIN_MS = 15_000;

export function createNemesis(stack: Stack, faults: readonly Fault[], random: Random, meanGapMs: number): Nemesis {
  const windows: Window[] = [];
  let done = 0;
  let lasting = 0;
  const waiting = [...faults];

  async function during(what: string, hit: Window['hit'], act: () => Promise<void>): Promise<void> {
    const from = Date.now();
    lasting += 1;
    await act();
    lasting -= 1;
    windows.push({ what, hit, from, to: Date.now() });
  }

  async function lane(pauses: Random): Promise<void> {
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      await wait(pauses.wait(meanGapMs));
      const one = fault;
      await during(said(one), hitOf(one), () => apply(stack, one));
      done += 1;
    }
  }

  return {
    windows,
    done: () => done,
    lasting: () => lasting,
    run: async () => {
      await Promise.all([lane(random.stream('lane 1')), lane(random.stream('lane 2'))]);
    },
  };
}

const hitOf = (fault: Fault): Window['hit'] =>
  'target' in fault && (fault.target === 'temporal' || fault.target === 'engine') ? 'engine' : 'other';

function apply(stack: Stack, fault: Fault): Promise<void> {
  switch (fault.kind) {
    case 'kill':
      return fault.target === 'backend'
        ? killBackend(stack)
        : keptOf(stack, fault.target, turnOf(fault)).kill(fault.restartMs);
    case 'pause':
      return keptOf(stack, fault.target, turnOf(fault)).pause(fault.forMs);
    case 'cut':
      return cut(stack, fault.link, fault.forMs);
    case 'failpoint':
      return reach(stack, fault);
  }
}

/** Temporal may have more processes than there are workers or APIs: the number of the fault goes round them. */
const turnOf = ({ target, no, which }: Extract<Fault, { target: Target }>): number =>
  target === 'temporal' ? no : which;

function keptOf(stack: Stack, target: Exclude<Target, 'backend'>, which: number): Kept {
  if (target === 'postgres') return stack.postgres;
  if (target === 'engine') return stack.temporal;
  const list = { worker: stack.workers, api: stack.apis, temporal: stack.temporals }[target];
  const kept = list[which % list.length];
  if (!kept) throw new Error(`no ${target}`);
  return kept;
}

/** One backend of our own server that works for the API or a worker; the server then resets all of them. */
async function killBackend(stack: Stack): Promise<void> {
  const query = sql`select pid from pg_stat_activity where application_name like 'jiefen%' order by state_change desc limit 1`;
  const [found] = await rows<{ pid: number }>(stack.db.orm, query).catch(() => []);
  if (found) process.kill(found.pid, 'SIGKILL');
  // It is whole again when it answers.
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await stack.db.orm.execute(sql`select 1`).then(
        () => true,
        () => false,
      )
    )
      return;
    await wait(100);
  }
}

async function cut(stack: Stack, link: keyof Stack['links'], forMs: number): Promise<void> {
  stack.links[link].cut();
  await wait(forMs);
  stack.links[link].heal();
}

/**
 * Arms the point in one process, or in the other where it is reached there sooner, and waits until it was reached. A
 * process that another fault ended forgot it, and is armed again when it is back.
 */
async function reach(
  stack: Stack,
  { point, act, which, restartMs }: Extract<Fault, { kind: 'failpoint' }>,
): Promise<void> {
  const process = keptOf(stack, point.startsWith('record.') && which === 0 ? 'api' : workerOr(point), which);
  const before = stack.hits()[point];
  let armed: Running | null = null;
  let until = Number.POSITIVE_INFINITY;
  while (stack.hits()[point] === before && Date.now() < until) {
    await process.up();
    if (process.current() !== armed) {
      armed = process.current();
      if (act === 'kill') process.restartAfter(restartMs);
      arm(process, point, act);
      until = Date.now() + REACHED_WITHIN_MS;
    }
    await wait(50);
  }
  if (act === 'delay') await wait(3_000);
  await process.up();
}

const workerOr = (point: string): 'api' | 'worker' => (point === 'record.beforeReply' ? 'api' : 'worker');
