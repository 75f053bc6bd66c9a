// One whole run: start the system, let clients live cases on it while the nemesis breaks it, heal, wait until it has
// caught up, and judge.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { compareEngine, inspect } from '../../activities/compare.ts';
import { rows } from '../../db/connection.ts';
import { verifyRecord } from '../../db/verify.ts';
import { beijingDate, civilDate } from '../../domain/calendar/civil-date.ts';
import { legalAt, type Timeline } from '../../domain/calendar/legal-time.ts';
import { type Finding, HEALED_WITHIN_MS, judge, mostOverdue, type Window } from './check.ts';
import { type Client, createClient } from './client.ts';
import { readRecord } from './evidence.ts';
import { type Journal, openJournal } from './journal.ts';
import { createNemesis, type Nemesis } from './nemesis.ts';
import { type Derived, derive, type RunOptions } from './options.ts';
import { said } from './plan.ts';
import { type Result, resultOf } from './result.ts';
import { type Stack, startStack } from './stack.ts';
import { walk } from './walker.ts';

export type Say = (line: string) => void;

const STARTS_ON = civilDate('2025-03-03');
const PROGRESS_MS = 5_000;
/** A case of which the engine does not know after so long was forgotten. */
const HEARD_WITHIN_MS = 15_000;
const CAUGHT_UP_MS = 2_000;
const ASKED_AGAIN = 200;

/** Runs it whole; what it finds is in the result, not thrown. The data folder stays only when something was found that was not planted. */
export async function runChaos(options: RunOptions, say: Say): Promise<Result> {
  const derived = derive(options);
  announce(derived, say);
  const folder = mkdtempSync(join(tmpdir(), 'jiefen-chaos-'));
  const windows: Window[] = [];
  const began = Date.now();
  const stack = await startStack({
    ...options,
    dataDir: join(folder, 'data'),
    startsOn: STARTS_ON,
    down: (name, from, to) =>
      windows.push({ what: `${name} away`, hit: name.startsWith('temporal') ? 'engine' : 'other', from, to }),
  });
  try {
    const result = await runOn(stack, { derived, folder, windows, began, say });
    await stack.stop();
    if (result.findings.length === 0 || options.defects.length > 0) rmSync(folder, { recursive: true, force: true });
    else say(`journal, logs and data: ${folder}`);
    return result;
  } catch (error) {
    await stack.stop();
    say(`broken off; journal, logs and data: ${folder}`);
    throw error;
  }
}

interface Setting {
  readonly derived: Derived;
  readonly folder: string;
  /** Grows while processes are away. */
  readonly windows: Window[];
  readonly began: number;
  readonly say: Say;
}

async function runOn(stack: Stack, { derived, folder, windows, began, say }: Setting): Promise<Result> {
  const { options, random, plan, gapMs } = derived;
  mkdirSync(folder, { recursive: true });
  const journal = openJournal(join(folder, 'journal.jsonl'));
  const client = createClient(
    stack.apis.map(({ url }) => url),
    stack,
    journal,
    random.stream('client'),
  );
  await client.enter();
  // The server was started twice to be set up: that was no fault.
  windows.length = 0;
  say(`ready after ${seconds(Date.now() - began)}; load begins`);
  const nemesis = createNemesis(stack, plan, random.stream('nemesis'), gapMs);
  const watch = watchOver(stack, nemesis, journal, windows, say);
  if (options.keyless) await stack.db.orm.execute(sql`alter table events drop constraint events_case_id_seq_pk`);
  const poisoned = options.poison ? poison(stack) : Promise.resolve(null);
  const load = inhabit(stack, derived, client);
  await Promise.all([load, nemesis.run()]);
  const healedAt = Date.now();
  const spoiled = await poisoned;
  const drainedMs = await drained(stack, healedAt, spoiled);
  say(`healed; caught up after ${seconds(drainedMs)}`);
  const differences = await engineDifferences(stack, healedAt);
  await askAgain(client, derived);
  const found: Finding[] = [
    ...watch.stop(),
    ...differences,
    ...(await verified(stack)),
    ...(await faultOf(stack, spoiled)),
  ];
  const evidence = {
    ...(await readRecord(stack.db)),
    calls: journal.calls,
    sights: journal.sights,
    windows: [...windows, ...nemesis.windows],
  };
  writeFileSync(join(folder, 'windows.json'), JSON.stringify(evidence.windows, null, 1));
  const judged = judge(evidence);
  const findings = [...found, ...judged.findings].filter(
    ({ caseId, rule }) => !spoiled || caseId !== spoiled || rule === 'no-fault-raised',
  );
  const ended = { tookMs: Date.now() - began, drainedMs, hits: stack.hits(), statuses: client.statuses };
  return resultOf(derived, evidence, { ...judged, findings }, { ...ended, unexpectedDeaths: unexpected(stack) });
}

function announce({ options, plan, gapMs, loadMs }: Derived, say: Say): void {
  const { report: _, ...shown } = options;
  say(`chaos ${JSON.stringify(shown)}`);
  say(`derived: load about ${seconds(loadMs)}, a fault after ${Math.round(gapMs)} ms on average in each of two lanes`);
  for (const fault of plan) say(`  ${String(fault.no).padStart(4)}  ${said(fault)}`);
}

/** All cases, `clients` at a time, each from its own stream of chance. */
async function inhabit(stack: Stack, { options, random }: Derived, client: Client): Promise<void> {
  const timeline = await timelineOf(stack);
  const around = {
    client,
    orgs: stack.district.orgs,
    today: () => beijingDate(legalAt(timeline, Date.now())),
    thinkMs: options.thinkMs,
    timelineId: stack.timelineId,
  };
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let no = next++; no < options.cases; no = next++) await walk(around, random.stream(`case ${no}`));
  };
  await Promise.all(Array.from({ length: options.clients }, lane));
}

async function timelineOf({ db, timelineId }: Stack): Promise<Timeline> {
  const [row] = await rows<{ db: number; legal: number; factor: number }>(
    db.orm,
    sql`select anchor_db::float8 as db, anchor_legal::float8 as legal, factor from timelines where id = ${timelineId}`,
  );
  if (!row) throw new Error('no timeline');
  return { anchorMs: row.db, legalMs: row.legal, factor: row.factor };
}

/** A line now and then, and a look at whether the engine hears of new cases while nothing is broken. */
function watchOver(
  stack: Stack,
  nemesis: Nemesis,
  journal: Journal,
  windows: readonly Window[],
  say: Say,
): { stop(): Finding[] } {
  const unheard = new Map<string, Finding>();
  let lastLine = Date.now();
  const look = async (): Promise<void> => {
    const healed = [...windows, ...nemesis.windows].every(({ to }) => to < Date.now() - HEARD_WITHIN_MS - 10_000);
    if (healed && nemesis.lasting() === 0) {
      for (const id of await unheardCases(stack))
        unheard.set(id, { rule: 'unheard', caseId: id, detail: 'the engine was never told of it' });
    }
    if (Date.now() - lastLine < PROGRESS_MS) return;
    lastLine = Date.now();
    const known = journal.calls.filter(({ outcome }) => outcome !== 'pending').length;
    const cases = journal.calls.filter(({ what, outcome }) => what === 'open' && outcome === 'ok').length;
    say(`… ${cases} cases, ${known} commands answered, ${nemesis.done()} faults, ${journal.sights.length} sights`);
  };
  const timer = setInterval(
    () => void look().catch((error: unknown) => say(`could not look: ${String(error)}`)),
    1_000,
  );
  return {
    stop: () => {
      clearInterval(timer);
      return [...unheard.values()];
    },
  };
}

/** Open cases that have waited long, of which nobody will tell the engine: no wake waits, and no workflow is there. */
async function unheardCases(stack: Stack): Promise<readonly string[]> {
  const waiting = await rows<{ id: string; case_no: string }>(
    stack.db.orm,
    sql`select c.id, c.case_no from cases c join events e on e.case_id = c.id and e.seq = 1
        where c.status = 'open' and c.driven_seq = 0
          and e.recorded_at < clock_timestamp() - ${HEARD_WITHIN_MS} * interval '1 ms'
          and not exists (select from wakes w where w.case_id = c.id)`,
  );
  const engine = await stack.engine();
  const unheard: string[] = [];
  for (const { id, case_no: caseNo } of waiting) {
    const found = await inspect(stack.db, engine, { caseId: id, caseNo, nextAt: null, now: Date.now() });
    if (found.some(({ difference }) => difference === 'no-workflow')) unheard.push(id);
  }
  return unheard;
}

/** Waits until nothing is overdue and no wake waits, at most as long as a healed system may take. Returns how long, ms. */
async function drained(stack: Stack, healedAt: number, spoiled: string | null): Promise<number> {
  await Promise.all([stack.postgres, stack.temporal, ...stack.workers, ...stack.apis].map((kept) => kept.up()));
  while (Date.now() - healedAt < HEALED_WITHIN_MS) {
    const record = await readRecord(stack.db);
    const cases = record.cases.filter(({ id }) => id !== spoiled);
    if (mostOverdue(cases, record.readAt) < CAUGHT_UP_MS && !(await wakesWait(stack))) break;
    await wait(500);
  }
  return Date.now() - healedAt;
}

async function wakesWait({ db }: Stack): Promise<boolean> {
  const old = sql`select from wakes where since < clock_timestamp() - ${CAUGHT_UP_MS} * interval '1 ms' limit 1`;
  return (await rows(db.orm, old)).length > 0;
}

/** Where the engine differs from the record, and still does when the time to heal is over. */
async function engineDifferences(stack: Stack, healedAt: number): Promise<Finding[]> {
  const engine = await stack.engine();
  let lasting: ReadonlyMap<string, Finding> | null = null;
  do {
    const now = new Map(
      (await compareEngine(stack.db, engine)).map(({ caseId, difference, facts }) => [
        `${caseId} ${difference}`,
        { rule: 'engine-differs' as const, caseId, detail: `${difference} ${JSON.stringify(facts)}` },
      ]),
    );
    const before: ReadonlyMap<string, Finding> = lasting ?? now;
    lasting = new Map([...now].filter(([key]) => before.has(key)));
    if (lasting.size > 0) await wait(2_000);
  } while (lasting.size > 0 && Date.now() - healedAt < HEALED_WITHIN_MS);
  return [...lasting.values()];
}

async function askAgain(client: Client, { random }: Derived): Promise<void> {
  const chance = random.stream('again');
  for (let n = 0; n < ASKED_AGAIN && client.answered.length > 0; n += 1)
    await client.again(chance.pick(client.answered));
}

async function verified(stack: Stack): Promise<Finding[]> {
  const findings: Finding[] = [];
  await verifyRecord(stack.db, ({ invariant, caseId, what }) =>
    findings.push({ rule: 'verify', caseId, detail: `${invariant} ${what}` }),
  );
  return findings;
}

/** Spoils the read model of one case that will soon want attention. Returns its id. */
async function poison({ db }: Stack): Promise<string | null> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [one] = await rows<{ id: string }>(
      db.orm,
      sql`update cases set life = life::jsonb - 'clocks' where id = (
            select id from cases where status = 'open' and driven_seq > 0 and next_at > clock_timestamp() + interval '1 s'
            order by next_at limit 1) returning id`,
    );
    if (one) return one.id;
    await wait(250);
  }
  return null;
}

/** A final error in an activity must have become a fault of the case. */
async function faultOf({ db }: Stack, caseId: string | null): Promise<Finding[]> {
  if (caseId === null) return [];
  const found = await rows(db.orm, sql`select from faults where case_id = ${caseId} and source = 'activity'`);
  return found.length > 0
    ? []
    : [{ rule: 'no-fault-raised', caseId, detail: 'an activity that can never succeed raised no fault' }];
}

const unexpected = (stack: Stack): Record<string, number> =>
  Object.fromEntries(
    [stack.postgres, ...stack.temporals, ...stack.workers, ...stack.apis].map((kept) => [kept.name, kept.unexpected()]),
  );

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
