// Counted with nobody following: intakes and commands, in process and over HTTP, and lapses by the sweeper's batches.
import { sql } from 'drizzle-orm';
import { addTimeline, databaseNow, moveTimeline } from '../db/legal-time.ts';
import { type Statement, statement } from '../db/statement.ts';
import { sweepDue } from '../db/sweep.ts';
import { type Line, lineOf } from './counts-line.ts';
import type { Meter } from './counts-meter.ts';
import type { Path, Step } from './path.ts';
import { OPENED_AT, RULE } from './storm.ts';
import type { Held, Way } from './ways.ts';
import type { World } from './world.ts';

export interface Sizes {
  /** One at a time. */
  readonly alone: number;
  /** At once, and how often. */
  readonly together: number;
  readonly times: number;
  /** Lapses at one instant. */
  readonly storm: number;
}

export interface Counting {
  readonly world: World;
  readonly meter: Meter;
  readonly path: Path;
  readonly sizes: Sizes;
  readonly say: (line: string) => void;
}

const WARM = 40;
const HOUR_MS = 3_600_000;

export const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** The first command after the intake: the other side refuses, and the mediation ends. */
export function firstStep({ steps }: Path): Step {
  const [first] = steps;
  if (!first) throw new Error('a path without steps');
  return first;
}

export async function commandLines(counting: Counting, ways: readonly Way[]): Promise<Line[]> {
  const { world, path, sizes, say } = counting;
  for (const way of ways) {
    for (const _ of numbers(WARM)) await way.give(await way.start(path), firstStep(path));
    await Promise.all(numbers(sizes.together).map(async () => way.give(await way.start(path), firstStep(path))));
  }
  await world.db.orm.execute(sql`analyze`);
  const lines: Line[] = [];
  for (const way of ways) {
    say(`intakes and commands ${way.name}`);
    lines.push(...(await alone(counting, way)), ...(await together(counting, way)));
  }
  say('lapses by the sweeper');
  return [...lines, await swept(counting)];
}

async function alone(counting: Counting, way: Way): Promise<Line[]> {
  const { path, sizes } = counting;
  const held: Held[] = [];
  const about = { how: `${way.name}, alone`, n: sizes.alone };
  return [
    await counted(counting, { kind: 'intake and first request', ...about }, async () => {
      for (const _ of numbers(sizes.alone)) held.push(await way.start(path));
    }),
    await counted(counting, { kind: 'command', ...about }, async () => {
      for (const one of held) await way.give(one, firstStep(path));
    }),
  ];
}

async function together(counting: Counting, way: Way): Promise<Line[]> {
  const { path, sizes } = counting;
  const held: Held[][] = [];
  const about = { how: `${way.name}, ${sizes.together} at once`, n: sizes.together * sizes.times };
  return [
    await counted(counting, { kind: 'intake and first request', ...about }, async () => {
      for (const _ of numbers(sizes.times)) {
        held.push(await Promise.all(numbers(sizes.together).map(() => way.start(path))));
      }
    }),
    await counted(counting, { kind: 'command', ...about }, async () => {
      for (const group of held) await Promise.all(group.map((one) => way.give(one, firstStep(path))));
    }),
  ];
}

const lapseOf: Statement<{ at: number; lapsed: number }> = statement(
  'counts-lapse-of',
  `select extract(epoch from min((k.legal + 1)::timestamp at time zone 'Asia/Shanghai'))::float8 * 1000 as at,
    (select count(*)::int from events e join cases d on d.id = e.case_id
      where d.timeline_id = any($1::int[]) and e.type = 'lapse') as lapsed
  from /* counts */ clocks k join cases c on c.id = k.case_id
  where c.timeline_id = any($1::int[]) and k.rule = '${RULE}' and k.ended_on is null`,
);

/** When the first of the answers in these legal times is due, and how many have lapsed. Legal time, epoch ms. */
export async function lapses({ db }: World, timelines: readonly number[]): Promise<{ at: number; lapsed: number }> {
  const [row] = await lapseOf(db.orm, `{${timelines.join(',')}}`);
  return row ?? { at: 0, lapsed: 0 };
}

/** Warned of first, so that nothing but the lapse is counted. */
async function swept(counting: Counting): Promise<Line> {
  const { world, path, sizes } = counting;
  const timeline = await addTimeline(world.db.orm, OPENED_AT, 1);
  for (const _ of numbers(sizes.storm)) await world.way.start(path, timeline);
  const { at } = await lapses(world, [timeline]);
  await moveTimeline(world.db, timeline, { legalMs: at - HOUR_MS });
  await untilDue(world);
  await sweepDue(world.db, sizes.storm * 2);
  await moveTimeline(world.db, timeline, { legalMs: at + 1_000 });
  await untilDue(world);
  const about = { kind: 'lapse by the sweeper', how: `${sizes.storm} due, without workflows`, n: sizes.storm };
  const line = await counted(counting, about, async () => {
    await sweepDue(world.db, sizes.storm * 2);
  });
  const { lapsed } = await lapses(world, [timeline]);
  if (lapsed !== sizes.storm) throw new Error(`${lapsed} lapsed instead of ${sizes.storm}`);
  return line;
}

/** An instant that was moved to now is due when the clock has gone on. */
const untilDue = async ({ db }: World): Promise<void> => {
  const began = await databaseNow(db.orm);
  while ((await databaseNow(db.orm)) <= began + 2);
};

async function counted(
  { meter, world }: Counting,
  about: Pick<Line, 'kind' | 'how' | 'n'>,
  act: () => Promise<void>,
): Promise<Line> {
  const before = await meter.read();
  await act();
  return lineOf({ ...about, engine: world.engine.name, happened: await meter.since(before), idle: null });
}
