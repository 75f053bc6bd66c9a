// Runs the worker or the API as the fault tests need it: with failpoints that the harness arms from outside and with the
// defects of its scenario. A release has no such door: only this file, which is a test, opens it.
//
// Arguments: the program to run and the switches as JSON.
import { appendFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { DEFECTS, FAILPOINTS, type Failpoint, plantDefects, setFailpoints } from '../../db/failpoint.ts';
import { Unavailable } from '../../db/failure.ts';

export interface Switches {
  readonly name: string;
  readonly defects: readonly (typeof DEFECTS)[number][];
  /** Added to this process's clock. */
  readonly skewMs: number;
  /** A line is added to this file whenever an armed failpoint is reached. */
  readonly hits: string;
}

const DELAY_MS = 3_000;
/** Each runs as it is imported, with the failpoints of this process. */
const PROGRAMS = { 'worker.ts': () => import('../../worker.ts'), 'api/server.ts': () => import('../../api/server.ts') };

const switches = z.object({
  name: z.string(),
  defects: z.array(z.enum(DEFECTS)),
  skewMs: z.number(),
  hits: z.string(),
});
const arming = z.object({ arm: z.object({ point: z.enum(FAILPOINTS), act: z.enum(['kill', 'throw', 'delay']) }) });

const program = z.enum(['worker.ts', 'api/server.ts']).parse(process.argv[2]);
const { name, defects, skewMs, hits } = switches.parse(JSON.parse(process.argv[3] ?? '{}'));
const armed = new Map<Failpoint, 'kill' | 'throw' | 'delay'>();

process.on('message', (message) => {
  const order = arming.safeParse(message).data?.arm;
  if (order) armed.set(order.point, order.act);
});

setFailpoints(async (point) => {
  const act = armed.get(point);
  if (act === undefined) return;
  armed.delete(point);
  appendFileSync(hits, `${JSON.stringify({ at: realNow(), name, point, act })}\n`);
  if (act === 'kill') process.kill(process.pid, 'SIGKILL');
  if (act === 'throw') throw new Unavailable('failpoint', null);
  await wait(DELAY_MS);
});
plantDefects(defects);

const realNow = Date.now;
if (skewMs !== 0) Date.now = () => realNow() + skewMs;

process.argv.splice(1, process.argv.length, program);
await PROGRAMS[program]();
