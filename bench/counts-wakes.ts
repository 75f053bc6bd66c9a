// Counted with a worker: wakes that begin a workflow, carry news and end it, and lapses by timers and in a storm. The
// commands before them are given and their wakes held back, so that in the counted stretch only the wakes travel.
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { rows } from '../db/connection.ts';
import { addTimeline, databaseNow, moveTimeline } from '../db/legal-time.ts';
import { type Counting, lapses, numbers } from './counts-commands.ts';
import type { Histories } from './counts-history.ts';
import { type Idle, idleLine, idleOf, type Line, lineOf } from './counts-line.ts';
import { type Happened, MARK } from './counts-meter.ts';
import type { Step } from './path.ts';
import { OPENED_AT } from './storm.ts';
import type { Held } from './ways.ts';

export interface WakeCounting extends Counting {
  readonly histories: Histories;
}

const CATCH_UP_MS = 60_000;
/** Between wakes that travel alone; a task of a workflow takes a tenth of it. */
const ALONE_EVERY_MS = 250;
/** Between groups: each has been heard long before the next. */
const GROUP_EVERY_MS = 4_000;
const LEAD_MS = 1_500;
/** After the last wake was heard: answers and timers that are still on their way. */
const TAIL_MS = 1_500;
/** As long as the slowest duty takes to come round. */
const IDLE_MS = 20_000;
const SAMPLE = 10;
const LAPSE_EVERY_MS = 400;
/** Before a storm: moved timers are armed anew, warnings given. */
const LAPSE_LEAD_MS = 15_000;

export async function wakeLines(counting: WakeCounting): Promise<Line[]> {
  const { world, path, sizes } = counting;
  const [news, end] = [path.steps.slice(0, 2), path.steps.slice(2)];
  await warm(counting);
  const empty = await idling(counting, 'no open case');
  const { alone, together, times, storm } = sizes;
  const all: Held[] = [];
  const begun: ((idle: Idle) => Line)[] = [];
  for (const [n, grouped] of [
    [alone, false],
    [together * times, true],
  ] as const) {
    const held = await heldBack(counting, n, () => world.way.start(path));
    all.push(...held);
    begun.push(await travelled(counting, 'wake that begins a workflow', held, grouped));
  }
  const parked = await idling(counting, `${all.length} open cases`);
  const idle = idleOf(empty.happened, parked.happened);
  const lines = [empty.line, parked.line, ...begun.map((line) => line(idle))];
  let now = all;
  for (const [kind, steps] of [
    ['wake with news', news],
    ['wake at the end', end],
  ] as const) {
    const next: Held[] = [];
    for (const grouped of [false, true]) {
      const part = grouped ? now.slice(alone) : now.slice(0, alone);
      const held = await heldBack(counting, part.length, (n) => given(counting, part[n], steps));
      next.push(...held);
      lines.push((await travelled(counting, kind, held, grouped))(idle));
    }
    now = next;
  }
  const byWorkflow = 'lapse by its workflow';
  lines.push(await lapsed(counting, { kind: byWorkflow, how: 'alone', n: alone / 2, idle }, LAPSE_EVERY_MS));
  lines.push(await lapsed(counting, { kind: byWorkflow, how: `${together} at one instant`, n: together, idle }, 0));
  lines.push(await lapsed(counting, { kind: 'lapse in a storm', how: `${storm} at one instant`, n: storm, idle }, 0));
  return lines;
}

async function given({ world }: Counting, held: Held | undefined, steps: readonly Step[]): Promise<Held> {
  if (!held) throw new Error('no case left');
  let now = held;
  for (const step of steps) now = await world.way.give(now, step);
  return now;
}

async function warm({ world, path }: Counting): Promise<void> {
  const held = await Promise.all(numbers(20).map(() => world.way.start(path)));
  await world.caughtUp(CATCH_UP_MS);
  const over = await Promise.all(
    held.map(async (one) => {
      let now = one;
      for (const step of path.steps) now = await world.way.give(now, step);
      return now;
    }),
  );
  await world.caughtUp(CATCH_UP_MS);
  if (over.length !== held.length) throw new Error('not all were lived');
  await world.db.orm.execute(sql`analyze`);
}

async function idling({ meter, world, say }: Counting, how: string): Promise<{ happened: Happened; line: Line }> {
  say(`idle, ${how}`);
  const before = await meter.read();
  await wait(IDLE_MS);
  const happened = await meter.since(before);
  return { happened, line: idleLine(world.engine.name, how, happened) };
}

/** Meanwhile nobody carries a wake, not even one that is due at once. */
async function heldBack({ world }: Counting, n: number, make: (n: number) => Promise<Held>): Promise<Held[]> {
  const { orm } = world.db;
  await orm.execute(sql`create or replace function hold_back() returns trigger language plpgsql as
    $$ begin new.next_try_at := clock_timestamp() + interval '1 hour'; return new; end $$`);
  await orm.execute(
    sql`create trigger hold_back before insert or update on wakes for each row execute function hold_back()`,
  );
  const held: Held[] = [];
  for (const i of numbers(n)) held.push(await make(i));
  await orm.execute(sql`drop trigger hold_back on wakes`);
  const [row] = await rows<{ n: number }>(
    orm,
    sql`select ${MARK} count(*)::int as n from wakes where next_try_at > clock_timestamp() + interval '1 minute'
        and attempts = 0`,
  );
  if (row?.n !== n) throw new Error(`${row?.n ?? 0} wakes are held back instead of ${n}`);
  return held;
}

async function travelled(
  counting: WakeCounting,
  kind: string,
  held: readonly Held[],
  grouped: boolean,
): Promise<(idle: Idle) => Line> {
  const { world, meter, histories, sizes, say } = counting;
  const how = grouped ? `${sizes.together} at once` : 'alone';
  say(`${kind}, ${how}`);
  const lengths = await histories.lengths(held.slice(0, SAMPLE).map(({ id }) => id));
  const every = grouped ? GROUP_EVERY_MS : ALONE_EVERY_MS;
  const size = grouped ? sizes.together : 1;
  const due = held.map(({ id }, i) => ({ id, in_ms: LEAD_MS + Math.floor(i / size) * every }));
  await world.db.orm.execute(
    sql`update ${MARK} wakes w set next_try_at = clock_timestamp() + r.in_ms * interval '1 ms',
          since = w.since - interval '1 minute' from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as r(id uuid, in_ms int) where w.case_id = r.id`,
  );
  const released = performance.now();
  const before = await meter.read();
  for (const group of numbers(Math.ceil(held.length / size))) {
    await wait(Math.max(0, released + LEAD_MS + group * every + 5 - performance.now()));
    await world.db.orm.execute(sql`select ${MARK} 1, pg_notify('jiefen_wake', '')`);
  }
  await world.caughtUp(CATCH_UP_MS);
  await wait(TAIL_MS);
  const happened = await meter.since(before);
  const history = await histories.growth(lengths);
  return (idle) => lineOf({ kind, how, engine: world.engine.name, n: held.length, happened, idle, history });
}

/** Each in a legal time of its own, which is moved so that the answer's time runs out as planned. */
async function lapsed(
  counting: WakeCounting,
  about: Pick<Line, 'kind' | 'how' | 'n'> & { readonly idle: Idle },
  everyMs: number,
): Promise<Line> {
  const { world, meter, histories, path, say } = counting;
  const { kind, how, n } = about;
  say(`${kind}, ${how}`);
  const timelines: number[] = [];
  const ids: string[] = [];
  for (const _ of numbers(n)) {
    const timeline = await addTimeline(world.db.orm, OPENED_AT, 1);
    timelines.push(timeline);
    ids.push((await world.way.start(path, timeline)).id);
  }
  await world.caughtUp(CATCH_UP_MS);
  const { at } = await lapses(world, timelines.slice(0, 1));
  const first = (await databaseNow(world.db.orm)) + LAPSE_LEAD_MS + n * 30;
  for (const [i, timeline] of timelines.entries()) {
    const due = first + i * everyMs;
    await moveTimeline(world.db, timeline, { legalMs: at - (due - (await databaseNow(world.db.orm))) });
  }
  await world.caughtUp(CATCH_UP_MS);
  const lengths = await histories.lengths(ids.slice(0, SAMPLE));
  const before = await meter.read();
  const late = (await databaseNow(world.db.orm)) - first;
  if (late > -500) throw new Error(`the first was due ${Math.round(late)} ms ago before all were armed`);
  for (const until = performance.now() + CATCH_UP_MS; (await lapses(world, timelines)).lapsed < n; ) {
    if (performance.now() > until) throw new Error('not all have lapsed');
    await wait(250);
  }
  await world.caughtUp(CATCH_UP_MS);
  await wait(TAIL_MS);
  const happened = await meter.since(before);
  const batches = [...happened.statements.values()].filter(({ text }) => SWEPT.every((words) => text.includes(words)));
  const writes = [...happened.statements.values()].filter(({ text }) =>
    text.startsWith('with changed as (update cases'),
  );
  const sum = (of: typeof writes): number => of.reduce((all, { calls }) => all + calls, 0);
  const note = `looks of the sweeper: ${sum(batches)}; statements that wrote lapses: ${sum(writes)}`;
  const history = await histories.growth(lengths);
  return lineOf({ ...about, engine: world.engine.name, happened, history, note });
}

/** How the sweeper takes what is due. */
const SWEPT = ['c.next_at <= clock_timestamp()', 'skip locked'];
