// Measure D: very many armed clocks, every open case followed by its workflow, and then deadlines that fall due: at a
// steady rate, and all at one instant, as the law has it at midnight.
import { type Statement, statement } from '../db/statement.ts';
import { busyShare } from './machine.ts';
import { following, startMany } from './parked.ts';
import type { Path } from './path.ts';
import { storm } from './storm.ts';
import type { World } from './world.ts';

export interface ArmedOptions {
  /** Armed clocks at least. */
  readonly clocks: number;
  /** Lapses a second, and for how many seconds. */
  readonly rate: number;
  readonly rateS: number;
  /** Lapses at one instant. */
  readonly burst: number;
  readonly leadS: number;
}

const CATCH_UP_MS = 7_200_000;
/** From these it is counted how many clocks a case has. */
const SAMPLE = 100;

/** A clock is armed while its case will do something at it by itself: warn, lapse, or tell the next superior. */
const armedClocks: Statement<{ clocks: number; cases: number; driven: number }> = statement(
  'bench-armed',
  `select (select count(*)::int from clocks k join cases c on c.id = k.case_id
     where c.status = 'open' and k.state in ('running', 'overdue')) as clocks,
   (select count(*)::int from cases where status = 'open') as cases,
   (select count(*)::int from cases where status = 'open' and driven_for is not null and driven_for <= next_at)
     as driven`,
);

export async function armed(world: World, path: Path, options: ArmedOptions, say: (line: string) => void) {
  const on = world.db.orm;
  const then = path.toTribunal;
  await startMany(world, path, SAMPLE, { then });
  const each = ((await armedClocks(on))[0]?.clocks ?? 0) / SAMPLE;
  const more = Math.ceil(options.clocks / Math.max(1, each)) - SAMPLE;
  say(`${each.toFixed(1)} clocks a case: ${more} more cases`);
  const began = performance.now();
  if (more > 0) await startMany(world, path, more, { then, say });
  await world.caughtUp(CATCH_UP_MS, following(say, more));
  const drivenS = Math.round((performance.now() - began) / 1_000);
  const [standing, workflows] = [(await armedClocks(on))[0], (await world.engine.workflows()).running];
  const held = {
    ...{ armed_clocks: standing?.clocks ?? 0, open_cases: standing?.cases ?? 0, armed_cases: standing?.driven ?? 0 },
    ...{ workflows_running: workflows, armed_in_s: drivenS, memory: world.memory(), idle_busy: await busyShare() },
  };
  say(JSON.stringify(held));
  const { rate, rateS, burst, leadS } = options;
  const flow = await storm(world, path, { cases: rate * rateS, windowS: rateS, leadS }, say);
  const midnight = await storm(world, path, { cases: burst, windowS: 0, leadS }, say);
  return [
    { what: 'flow', ...held, ...flow },
    { what: 'burst', ...held, ...midnight },
  ];
}
