// Measure `steady`: half an hour of mixed work, as much each minute as in every other: intakes, commands and reads over
// HTTP and in process, and deadlines that lapse by themselves. Says for each minute how long answers took and how late
// time acted, and at the end whether the memory of each process stays flat.
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { addTimeline } from '../db/legal-time.ts';
import { type Statement, statement } from '../db/statement.ts';
import { civilDate, startOfDayMs } from '../domain/calendar/civil-date.ts';
import { percentile, rounded, spending } from './machine.ts';
import type { Path, Step } from './path.ts';
import { type Flatness, flatness } from './slope.ts';
import { type Held, type HttpWay, inProcess, type Way } from './ways.ts';
import type { World } from './world.ts';

export interface SteadyOptions {
  readonly minutes: number;
  /** Intakes a second: every other one over HTTP; of four, two are lived to their end and two left to their clocks. */
  readonly rate: number;
  /** Reads a second, over HTTP. */
  readonly reads: number;
}

export interface Minute {
  readonly minute: number;
  readonly intakes: number;
  readonly commands: number;
  readonly reads: number;
  readonly errors: number;
  readonly http_p50_ms: number;
  readonly http_p99_ms: number;
  readonly command_p50_ms: number;
  readonly command_p99_ms: number;
  readonly read_p50_ms: number;
  readonly read_p99_ms: number;
  readonly acts: number;
  readonly late_p50_ms: number;
  readonly late_p99_ms: number;
  readonly late_max_ms: number;
  readonly wakes: number;
  readonly open: number;
  readonly others: number;
  readonly database_mib: number;
  readonly memory: Readonly<Record<string, number>>;
}

const MORNING = startOfDayMs(civilDate('2026-03-09')) + 10 * 3_600_000;
const DAY_MS = 86_400_000;
/** A legal day of those left to their clocks takes a minute; each second midnight comes to others, on another weekday. */
const LEGAL_DAY_MS = 60_000;
const TIMELINES = 60;
/** Between two commands of a case that is lived. */
const THINK_MS = 4_000;
/** After so long a case left to its clocks is taken to arbitration and settled, so that as many end as begin. */
const LEFT_MS = 6 * 60_000;
const SAMPLE_MS = 5_000;
/** The first third fills caches. */
const SETTLED = 1 / 3;
/**
 * What memory may gain over the measured part: a tenth of its level, the swing of the collectors. A leak is seen from
 * this bound divided by the cases of that time, which the result names.
 */
const GAIN = 0.1;

const lateness: Statement<{ late: number }> = statement(
  'bench-lateness',
  `select (extract(epoch from pg_xact_commit_timestamp(e.xmin)) * 1000
     - (t.anchor_db + (extract(epoch from e.legal_at) * 1000 - t.anchor_legal) / t.factor))::float8 as late
   from events e join cases c on c.id = e.case_id join timelines t on t.id = c.timeline_id
   where e.recorded_at > clock_timestamp() - interval '60 s' and e.actor is null order by 1`,
);
const standing: Statement<{ open: number; wakes: number; bytes: number }> = statement(
  'bench-standing',
  `select (select count(*)::int from cases where status = 'open') as open, (select count(*)::int from wakes) as wakes,
     pg_database_size(current_database())::float8 as bytes`,
);

type Kind = 'http' | 'command' | 'read';

/** Answer times since the last minute. */
class Times {
  readonly of: Record<Kind, number[]> = { http: [], command: [], read: [] };
  readonly counts = { intakes: 0, commands: 0, reads: 0, errors: 0 };
  readonly failures = new Map<string, number>();

  async timed<T>(kind: Kind, count: 'intakes' | 'commands' | 'reads', act: () => Promise<T>): Promise<T | null> {
    const began = performance.now();
    try {
      const answer = await act();
      this.of[kind].push(performance.now() - began);
      this.counts[count] += 1;
      return answer;
    } catch (error) {
      this.counts.errors += 1;
      const text = error instanceof Error ? error.message.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').slice(0, 160) : '';
      this.failures.set(text, (this.failures.get(text) ?? 0) + 1);
      return null;
    }
  }

  taken(): { readonly of: Readonly<Record<Kind, readonly number[]>>; readonly counts: Times['counts'] } {
    const sorted = (kind: Kind) => this.of[kind].splice(0).sort((a, b) => a - b);
    const counts = { ...this.counts };
    Object.assign(this.counts, { intakes: 0, commands: 0, reads: 0, errors: 0 });
    return { of: { http: sorted('http'), command: sorted('command'), read: sorted('read') }, counts };
  }
}

export async function steady(world: World, path: Path, options: SteadyOptions, say: (line: string) => void) {
  if (!world.http) throw new Error('mixed load goes over HTTP too');
  const times = new Times();
  const timelines: number[] = [];
  for (let k = 0; k < TIMELINES; k += 1) {
    const legalMs = MORNING - Math.round((k * DAY_MS) / TIMELINES) - (k % 7) * DAY_MS;
    timelines.push(await addTimeline(world.db.orm, legalMs, DAY_MS / LEGAL_DAY_MS));
  }
  const stop = new AbortController();
  // Every case that rests listens.
  setMaxListeners(0, stop.signal);
  const load = inhabit({ world, http: world.http, path, times, timelines, options, stop: stop.signal });
  const watched = await watch(world, times, options.minutes, say).finally(() => stop.abort());
  await load;
  await world.caughtUp(600_000, ({ wakes }) => say(`catching up: ${wakes} wakes`));
  return result(watched, options, [...times.failures]);
}

interface Setting {
  readonly world: World;
  readonly http: HttpWay;
  readonly path: Path;
  readonly times: Times;
  readonly timelines: readonly number[];
  readonly options: SteadyOptions;
  readonly stop: AbortSignal;
}

/** Begins cases and reads at their rates, whatever the answers take; ends when all that were begun have ended. */
async function inhabit(setting: Setting): Promise<void> {
  const { options, stop } = setting;
  const under = new Set<Promise<void>>();
  const recent: string[] = [];
  const add = (one: Promise<void>): void => {
    under.add(one);
    void one.finally(() => under.delete(one));
  };
  await Promise.all([
    paced(options.rate, stop, (n) => add(lived(setting, n, recent))),
    paced(options.reads, stop, (n) => add(looked(setting, n, recent))),
  ]);
  await Promise.all(under);
}

async function paced(rate: number, stop: AbortSignal, act: (n: number) => void): Promise<void> {
  const began = performance.now();
  for (let n = 0; !stop.aborted; n += 1) {
    const due = began + (n * 1_000) / rate;
    await wait(Math.max(0, due - performance.now()), undefined, { signal: stop }).catch(() => undefined);
    if (!stop.aborted) act(n);
  }
}

async function lived(setting: Setting, n: number, recent: string[]): Promise<void> {
  const { world, http, path, times, timelines, stop } = setting;
  const [way, kind]: [Way, Kind] = n % 2 === 0 ? [http, 'http'] : [inProcess(world.db), 'command'];
  const left = n % 4 >= 2;
  const timeline = left ? timelines[n % timelines.length] : undefined;
  let held = await times.timed(kind, 'intakes', () => way.start(path, timeline));
  if (held) recent[n % RECENT] = held.id;
  if (left) await rest(LEFT_MS, stop);
  for (const step of left ? path.steps.slice(-ENDING) : path.steps) {
    if (!held) return;
    if (!left) await rest(THINK_MS, stop);
    if (stop.aborted) return;
    held = await given(times, way, kind, held, step);
  }
}

/** Cases that are looked at. */
const RECENT = 200;
/** The last steps of `lean`: arbitration is asked for, it settles, the case is closed. */
const ENDING = 3;

const given = (times: Times, way: Way, kind: Kind, held: Held, step: Step): Promise<Held | null> =>
  times.timed(kind, 'commands', () => way.give(held, step));

async function looked({ http, path, times }: Setting, n: number, recent: readonly string[]): Promise<void> {
  const id = recent[n % Math.max(1, recent.length)];
  const pages = [
    '/api/v1/tasks',
    '/api/v1/cases?limit=20',
    ...(id ? [`/api/v1/cases/${id}`, `/api/v1/cases/${id}/events`] : []),
  ];
  await times.timed('read', 'reads', () => http.look(path.opening.by, pages[n % pages.length] ?? ''));
}

const rest = (ms: number, stop: AbortSignal): Promise<void> =>
  wait(ms, undefined, { signal: stop, ref: false }).catch(() => undefined);

interface Watched {
  readonly minutes: readonly Minute[];
  /** MiB, a row for each process, every five seconds. */
  readonly samples: Readonly<Record<string, readonly number[]>>;
}

async function watch(world: World, times: Times, minutes: number, say: (line: string) => void): Promise<Watched> {
  const lines: Minute[] = [];
  const samples: Record<string, number[]> = {};
  const began = performance.now();
  let spent = spending(world.cpu);
  for (let minute = 1; minute <= minutes; minute += 1) {
    const until = began + minute * 60_000;
    while (performance.now() < until - SAMPLE_MS / 2) {
      for (const [name, mib] of Object.entries(world.memoryByProcess()))
        samples[name] = [...(samples[name] ?? []), mib];
      await wait(Math.min(SAMPLE_MS, Math.max(0, until - performance.now())));
    }
    const { others } = spent();
    spent = spending(world.cpu);
    const line = await minuteOf(world, times, minute, samples, others);
    lines.push(line);
    say(inWords(line, minutes));
  }
  return { minutes: lines, samples };
}

async function minuteOf(
  { db }: World,
  times: Times,
  minute: number,
  samples: Readonly<Record<string, readonly number[]>>,
  others: number,
): Promise<Minute> {
  const { of, counts } = times.taken();
  const late = (await lateness(db.orm)).map((row) => row.late);
  const [state] = await standing(db.orm);
  return {
    ...{ minute, ...counts },
    ...{ http_p50_ms: percentile(of.http, 0.5), http_p99_ms: percentile(of.http, 0.99) },
    ...{ command_p50_ms: percentile(of.command, 0.5), command_p99_ms: percentile(of.command, 0.99) },
    ...{ read_p50_ms: percentile(of.read, 0.5), read_p99_ms: percentile(of.read, 0.99) },
    ...{ acts: late.length, late_p50_ms: percentile(late, 0.5), late_p99_ms: percentile(late, 0.99) },
    ...{ late_max_ms: rounded(late.at(-1) ?? 0), wakes: state?.wakes ?? 0, open: state?.open ?? 0, others },
    database_mib: rounded((state?.bytes ?? 0) / 1_048_576),
    memory: Object.fromEntries(Object.entries(samples).map(([name, row]) => [name, Math.round(row.at(-1) ?? 0)])),
  };
}

const inWords = (m: Minute, minutes: number): string =>
  `minute ${m.minute} of ${minutes}: ${m.intakes} intakes, ${m.commands} commands, ${m.reads} reads, ${m.errors} errors; ` +
  `p99 HTTP ${m.http_p99_ms}, in process ${m.command_p99_ms}, read ${m.read_p99_ms} ms; ` +
  `${m.acts} acts, late p99 ${m.late_p99_ms} ms; MiB ${JSON.stringify(m.memory)}; others ${m.others}`;

function result(
  { minutes, samples }: Watched,
  options: SteadyOptions,
  failures: readonly (readonly [string, number])[],
) {
  const sum = (field: 'intakes' | 'commands' | 'reads' | 'errors' | 'acts') =>
    minutes.reduce((n, line) => n + line[field], 0);
  const measured = minutes.slice(Math.floor(minutes.length * SETTLED));
  const cases = measured.reduce((n, { intakes }) => n + intakes, 0);
  const memory = memoryOf(samples, cases);
  const verdicts = Object.values(memory).map(({ verdict }) => verdict);
  const worst = (field: keyof Omit<Minute, 'memory'>) => Math.max(0, ...measured.map((line) => line[field]));
  const middle = (field: keyof Omit<Minute, 'memory'>) =>
    percentile(
      measured.map((line) => line[field]).sort((a, b) => a - b),
      0.5,
    );
  return {
    ...{ minutes: options.minutes, intakes: sum('intakes'), commands: sum('commands'), reads: sum('reads') },
    ...{ acts: sum('acts'), errors: sum('errors'), failures: Object.fromEntries(failures.slice(0, 10)) },
    ...{ http_p50_ms: middle('http_p50_ms'), http_p99_ms: middle('http_p99_ms') },
    ...{ command_p50_ms: middle('command_p50_ms'), command_p99_ms: middle('command_p99_ms') },
    ...{ read_p50_ms: middle('read_p50_ms'), read_p99_ms: middle('read_p99_ms') },
    ...{ late_p50_ms: middle('late_p50_ms'), late_p99_ms: middle('late_p99_ms'), late_max_ms: worst('late_max_ms') },
    ...{ others: middle('others'), open_at_the_end: minutes.at(-1)?.open ?? 0 },
    flat: verdicts.every((v) => v === 'flat') ? 'flat' : verdicts.includes('grows') ? 'grows' : 'undecided',
    ...{ memory, per_minute: minutes },
  };
}

/** Of each process, from medians of a minute: a sample alone shows where the collector just was. */
function memoryOf(samples: Readonly<Record<string, readonly number[]>>, cases: number) {
  const perMinute = 60_000 / SAMPLE_MS;
  const entries = Object.entries(samples).flatMap(([name, row]) => {
    const medians = Array.from({ length: Math.floor(row.length / perMinute) }, (_, i) =>
      percentile(
        row.slice(i * perMinute, (i + 1) * perMinute).sort((a, b) => a - b),
        0.5,
      ),
    );
    const measured = medians.slice(Math.floor(medians.length * SETTLED));
    return measured.length < 5 ? [] : [[name, said(flatness(measured, GAIN), cases)] as const];
  });
  return Object.fromEntries(entries);
}

const said = ({ verdict, ...mib }: Flatness, cases: number) => ({
  verdict,
  level_mib: rounded(mib.level),
  ...{ growth_mib: rounded(mib.growth), growth_low_mib: rounded(mib.low), growth_high_mib: rounded(mib.high) },
  bound_mib: rounded(mib.bound),
  /** The least leak that could not have been called flat. */
  seen_from_bytes_per_case: Math.round((mib.bound * 1_048_576) / Math.max(1, cases)),
});
