// No worker for weeks, and it is killed again and again after its return. What the law makes of every day must happen at
// once and once; supervisors are told of it at the set pace, each in one message, and nothing is left out or said twice.
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { caughtUp } from '../../bench/backlog.ts';
import { type Db, rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { officesOf } from '../../db/offices.ts';
import { openCase } from '../../db/open-case.ts';
import { releaseMessages } from '../../db/release.ts';
import type { SeedKey } from '../../db/seed.ts';
import { verifyRecord } from '../../db/verify.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import type { Case } from '../../domain/case.ts';
import { timeCame } from '../../domain/time-came.ts';
import type { Stack } from '../chaos/stack.ts';
import { plainFacts } from '../setup/small-town.ts';
import type { Objection } from './objection.ts';

export interface LadderOptions {
  /** Cases of each of the five units. */
  readonly cases: number;
  /** What the workers were told (JIEFEN_MESSAGES_A_MINUTE). */
  readonly aMinute: number;
  readonly say: (line: string) => void;
}

export interface LadderAway {
  /** Empty: all was kept. */
  readonly objections: readonly Objection[];
  readonly cases: number;
  readonly overdue: number;
  /** Times that a rung was told, and in how many messages to how many recipients. */
  readonly told: number;
  readonly messages: number;
  readonly recipients: number;
  /** Before the worker was killed for the last time; the others came after that. */
  readonly messages_before_the_kill: number;
  /** From the worker's return until the law had taken its course. */
  readonly acted_s: number;
}

const UNITS: readonly SeedKey[] = ['street', 'town', 'heping', 'jingui', 'shiqiao'];
const NOON = startOfDayMs(civilDate('2026-03-02')) + 43_200_000;
/** The follow-up of each case is due on 2026-03-23; by then all three rungs have been reached. */
const LATER = startOfDayMs(civilDate('2026-03-31')) + 43_200_000;
const WITHIN_MS = 60_000;
const LOOK_MS = 50;
const DOWN_MS = 200;
/** Rungs of the ladder of these units. */
const RUNGS = 3;

export async function ladderAway(stack: Stack, { cases, aMinute, say }: LadderOptions): Promise<LadderAway> {
  const { db } = stack;
  const [worker] = stack.workers;
  if (!worker) throw new Error('no worker');
  const timeline = await addTimeline(db.orm, NOON, 1);
  const lives = await opened(stack, timeline, cases);
  await caughtUp(db.orm, WITHIN_MS);
  const back = worker.kill(1_000);
  await moveTimeline(db, timeline, { legalMs: LATER });
  await back;
  const began = performance.now();
  say('the worker is back; weeks have passed');
  await until(db, async () => (await standing(db, timeline)).told === lives.length * RUNGS);
  const actedS = Number(((performance.now() - began) / 1_000).toFixed(1));
  const acted = await standing(db, timeline);
  say(`acted: ${JSON.stringify(acted)}`);
  await worker.kill(DOWN_MS);
  await until(db, async () => (await standing(db, timeline)).messages > 0);
  await worker.kill(DOWN_MS);
  const first = await standing(db, timeline);
  say(`told: ${JSON.stringify(first)}`);
  // The pace is of the database: another process, too, would have to wait for the next minute.
  const pace = { aMinute, restMs: 600_000 };
  const refused = await releaseMessages(db, pace);
  await aMinuteLater(db);
  await until(db, async () => (await standing(db, timeline)).held === 0);
  const last = await standing(db, timeline);
  const objections = [...(await legalObjections(db, lives)), ...(await messageObjections(db, timeline))];
  const object = (rule: Objection['rule'], detail: string) => objections.push({ rule, detail });
  if (acted.overdue !== lives.length) object('lapse', `${acted.overdue} of ${lives.length} are overdue`);
  if (first.messages !== aMinute || refused.messages > 0) object('storm', `${first.messages} messages in a minute`);
  if (last.messages !== last.recipients) object('storm', `${last.messages} messages to ${last.recipients} people`);
  if (last.told !== lives.length * RUNGS) object('missing', `${last.told} of ${lives.length * RUNGS} were told`);
  await verifyRecord(db, ({ invariant, caseId, what }) => object('verify', `${invariant} ${caseId ?? ''} ${what}`));
  return {
    ...{ objections, cases: lives.length, overdue: acted.overdue, told: last.told, messages: last.messages },
    ...{ recipients: last.recipients, messages_before_the_kill: first.messages, acted_s: actedS },
  };
}

async function opened({ db, district }: Stack, timelineId: number, cases: number): Promise<readonly Case[]> {
  const { orgs, people } = district;
  const clerk = people.find((one) => one.org === orgs.street && one.role === 'registrar');
  if (!clerk) throw new Error('no registrar');
  const place = { enterprise: null, community: null, park: null, town: orgs.street, district: orgs.district };
  const lives: Case[] = [];
  for (const unit of UNITS)
    for (let i = 0; i < cases; i += 1) {
      const answer = await openCase(db, {
        ...{ commandId: `ladder-${unit}-${i}`, trackingKey: new Uint8Array(32).fill(7), timelineId },
        by: { kind: 'staff', person: clerk.id, role: clerk.role, org: clerk.org },
        command: {
          ...{ type: 'open', parties: ['W1', 'E1'], stepwise: false, registeredBy: orgs[unit] },
          claims: [{ type: 'remuneration', party: 'W1', amountFen: 100 }],
          facts: plainFacts(place),
        },
      });
      if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
      lives.push(answer.case);
    }
  return lives;
}

async function standing(db: Db, timeline: number) {
  const [row] = await rows<{ overdue: number; told: number; held: number; messages: number; recipients: number }>(
    db.orm,
    sql`with mine as (
        select n.* from notices n join cases c on c.id = n.case_id
        where c.timeline_id = ${timeline} and n.template = 'escalated'
      )
      select (select count(*)::int from clocks k join cases c on c.id = k.case_id
          where c.timeline_id = ${timeline} and k.state = 'overdue') as overdue,
        (select count(*)::int from mine) as told, (select count(*)::int from mine where state = 'held') as held,
        (select count(distinct message)::int from mine) as messages,
        (select count(distinct person)::int from mine) as recipients`,
  );
  if (!row) throw new Error('no answer');
  return row;
}

async function until(db: Db, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + WITHIN_MS;
  while (!(await holds())) {
    if (performance.now() > end) {
      const left = await rows(db.orm, sql`select state, count(*)::int from notices group by 1`);
      throw new Error(`did not come about: ${JSON.stringify(left)}`);
    }
    await wait(LOOK_MS);
  }
}

/** As if what was sent had been sent a minute before. */
async function aMinuteLater(db: Db): Promise<void> {
  await db.orm.transaction(async (tx) => {
    await tx.execute(sql`alter table notice_messages disable trigger notice_messages_append_only`);
    await tx.execute(sql`update notice_messages set released_at = released_at - interval '1 minute'`);
    await tx.execute(sql`alter table notice_messages enable trigger notice_messages_append_only`);
  });
}

/** Time did in each case what it does when nobody is away, each act once. */
async function legalObjections(db: Db, lives: readonly Case[]): Promise<Objection[]> {
  const offices = await officesOf(db);
  const found: Objection[] = [];
  for (const life of lives) {
    const acts = await rows<{ command: string }>(
      db.orm,
      sql`select command_id as command from events where case_id = ${life.id} and actor is null order by seq`,
    );
    const expected = timeCame(life, { ...offices, at: LATER }).events.map(({ command }) => command);
    const had = acts.map(({ command }) => command);
    if (had.join() !== expected.join())
      found.push({ rule: 'acts-differ', detail: `${life.id}: ${had.join()} instead of ${expected.join()}` });
  }
  return found;
}

/** A message says as many as stand behind it; nobody got two. */
async function messageObjections(db: Db, timeline: number): Promise<Objection[]> {
  const wrong = await rows<{ id: string; said: number; behind: number; strangers: number }>(
    db.orm,
    sql`select m.id::text, m.notices as said, count(*)::int as behind,
        (count(*) filter (where n.person is distinct from m.person or n.state <> 'delivered'))::int as strangers
      from notice_messages m join notices n on n.message = m.id join cases c on c.id = n.case_id
      where c.timeline_id = ${timeline}
      group by m.id having count(*) <> m.notices or count(distinct n.case_id) <> m.cases
        or count(*) filter (where n.person is distinct from m.person or n.state <> 'delivered') > 0`,
  );
  return wrong.map((one) => ({ rule: 'storm', detail: JSON.stringify(one) }));
}
