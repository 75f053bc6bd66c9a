// Random lives leave nothing to complain of, and whatever is changed behind the record's back is found.
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dailyHead, merkleRoot } from '../../db/daily-head.ts';
import { plantDefects } from '../../db/failpoint.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { openCase } from '../../db/open-case.ts';
import { record } from '../../db/record.ts';
import { sweepDue } from '../../db/sweep.ts';
import { verifyRecord } from '../../db/verify.ts';
import type { Difference } from '../../db/verify-case.ts';
import { addDays, beijingDate, civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import type { Actor, PartyId } from '../../domain/case.ts';
import type { Command } from '../../domain/command.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';
import { settledToday } from '../setup/today.ts';

const MARCH = startOfDayMs(civilDate('2026-03-02')) + 36_000_000;
const DAY_MS = 86_400_000;
const trackingKey = new Uint8Array(32).fill(7);

let fresh: FreshDatabase;
let town: SmallTown;
let n = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  town = await smallTown(fresh.db);
});
afterAll(() => fresh?.drop());

async function differences(): Promise<Difference[]> {
  const found: Difference[] = [];
  await verifyRecord(fresh.db, (difference) => found.push(difference));
  return found;
}

async function openAt(legalMs: number): Promise<{ id: string; timeline: number }> {
  const timeline = await addTimeline(fresh.db.orm, legalMs, 0.001);
  const answer = await openCase(fresh.db, {
    commandId: `open-${n++}`,
    command: wageCase(town, { employmentEndedOn: civilDate('2026-02-20') }),
    by: town.registrar,
    trackingKey,
    timelineId: timeline,
  });
  if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
  return { id: answer.case.id, timeline };
}

/** What may be tried; whether it is allowed is the law's business. */
function attempts(today: ReturnType<typeof beijingDate>): readonly (readonly [Actor, Command])[] {
  const { mediator, registrar, arbitrator, worker, place } = town;
  const employer: Actor = { ...worker, party: 'E1' };
  const terms = { claims: [{ claim: 1, result: 'agreed', amountFen: 900_000 }] } as const;
  const owed = { ...terms, instalments: [{ dueOn: addDays(today, 20), amountFen: 900_000 }] };
  const served = (party: PartyId, type: 'serveApplication' | 'serveAward'): Command => ({ type, party });
  return [
    [worker, { type: 'requestNegotiation' }],
    [worker, { type: 'applyForMediation', body: place.community }],
    [worker, { type: 'applyForMediation', body: place.town }],
    [employer, { type: 'consent' }],
    [employer, { type: 'refuse' }],
    [mediator, { type: 'acceptCase' }],
    [mediator, { type: 'settle', terms: owed }],
    [mediator, { type: 'fail' }],
    [worker, { type: 'applyForArbitration' }],
    [arbitrator, { type: 'acceptCase' }],
    [arbitrator, served('E1', 'serveApplication')],
    [arbitrator, { type: 'formTribunal' }],
    [arbitrator, { type: 'scheduleHearing', hearingOn: addDays(today, 10) }],
    [arbitrator, { type: 'giveHearingNotice' }],
    [arbitrator, { type: 'holdHearing' }],
    [arbitrator, { type: 'award', final: true, terms: owed }],
    [arbitrator, served('W1', 'serveAward')],
    [arbitrator, served('E1', 'serveAward')],
    [registrar, { type: 'confirmPayment' }],
    [registrar, { type: 'reportBreach' }],
    [registrar, { type: 'registerPetition', matter: 'wages' }],
    [registrar, { type: 'assign', handler: mediator.person }],
    [registrar, { type: 'note' }],
    [registrar, { type: 'close' }],
    [registrar, { type: 'reopen', reason: 'new-facts' }],
    [worker, { type: 'withdraw' }],
  ];
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.nat().map((pick) => ({ pick })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }).map((days) => ({ days })) },
);

/** Gives the first command that is allowed, from that place of the list on. */
async function act(caseId: string, pick: number, legalMs: number): Promise<string | null> {
  const all = attempts(beijingDate(legalMs));
  for (let tries = 0; tries < 10; tries += 1) {
    const [by, command] = all[(pick + tries * 7) % all.length] ?? [];
    if (!by || !command) throw new Error('no attempt');
    const answer = await record(fresh.db, { caseId, commandId: `c-${n++}`, command, by });
    if (answer.outcome === 'recorded') return command.type;
  }
  return null;
}

/** What the law itself demands of a case has property tests of its own, beside the domain. */
const ofTheRecord = async (): Promise<Difference[]> => (await differences()).filter((d) => d.invariant !== 'domain');

describe('verify', () => {
  it.each([
    ['I4', 'read model', "update cases set level = 'court' where id = $"],
    ['I4', 'fold', "update cases set life = jsonb_set(life::jsonb, '{handler}', '\"nobody\"') where id = $"],
    ['I4', 'clock', 'update clocks set legal = legal + 1 where case_id = $'],
    ['I4', 'task', 'update tasks set closed_at = now() where case_id = $'],
    ['I7', 'timer', "update cases set next_at = next_at + interval '1 day' where id = $"],
    ['I9', 'notice', 'delete from notices where case_id = $'],
    ['I16', 'wake', "update wakes set since = now() - interval '2 minutes' where case_id = $"],
    [
      'I12',
      'event',
      `update events set body = jsonb_set(body::jsonb, '{article}', '"x"') where seq = 1 and case_id = $`,
    ],
    ['I12', 'instant', "update events set recorded_at = recorded_at - interval '1 ms' where seq = 1 and case_id = $"],
    ['I12', 'tail', 'delete from events where seq = 2 and case_id = $'],
    ['I20', 'answer', 'update events set answer_hash = hash where seq = 1 and case_id = $'],
    ['I3', 'gap', 'update events set seq = 9 where seq = 2 and case_id = $'],
    ['I15', 'office', "update memberships set valid_to = '2020-02-01' where $ is not null"],
    [
      'I15',
      'capacity',
      `update events set body = jsonb_set(body::jsonb, '{by,role}', '"auditor"') where seq = 1 and case_id = $`,
    ],
    ['I15', 'reach', "update cases set orgs = '{}', bodies = '{}' where id = $"],
    ['I15', 'party', "insert into case_parties (case_id, party, name) values ($, 'W1', '测试')"],
    ['I17', 'number', 'update case_numbers set last = last + 1 where $ is not null'],
    ['I14', 'guard', 'alter table events disable trigger events_append_only'],
    ['I9', 'key', 'alter table events drop constraint events_once_per_command'],
  ])('finds a broken %s (%s)', async (invariant, _, change) => {
    const { id } = await openAt(MARCH);
    const command = { type: 'applyForMediation', body: town.place.community } as const;
    await record(fresh.db, { caseId: id, commandId: `c-${n++}`, command, by: town.worker });
    expect(await ofTheRecord()).toEqual([]);
    const copy = await inCopy(change.replace('$', `'${id}'`));
    expect(copy).toContain(invariant);
    expect(await ofTheRecord()).toEqual([]);
  });

  it.each(['hash-over-unsorted-json', 're-arm-forgotten'] as const)('finds the planted defect %s', async (defect) => {
    const other = await freshDatabase();
    const mine = { fresh, town };
    try {
      fresh = other;
      town = await smallTown(other.db);
      const { id } = await openAt(MARCH);
      plantDefects([defect]);
      await other.db.orm.execute(sql`update cases set driven_for = next_at + interval '1 day'`);
      const command = { type: 'applyForMediation', body: town.place.community } as const;
      await record(other.db, { caseId: id, commandId: `c-${n++}`, command, by: town.worker });
      expect((await differences()).map((d) => d.invariant)).toContain(defect === 're-arm-forgotten' ? 'I7' : 'I12');
    } finally {
      plantDefects([]);
      ({ fresh, town } = mine);
      await other.drop();
    }
  });
});

/** Verifies with a change that is rolled back afterwards, guard and all. */
async function inCopy(change: string): Promise<string[]> {
  const found: string[] = [];
  const { db } = fresh;
  const undo = new Error('undo');
  const attempt = db.orm.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql.raw(change));
    await tx.execute(sql`set local session_replication_role = origin`);
    await verifyRecord(
      { ...db, orm: Object.assign(Object.create(db.orm), { transaction: tx.transaction.bind(tx) }) },
      (d) => found.push(d.invariant),
    );
    throw undo;
  });
  await attempt.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  return found;
}

describe('the head of a day', () => {
  it('stands for every event of that day, and for no other day', async () => {
    const today = await settledToday();
    const heads = () => Promise.all([-1, 0, 1].map((n) => dailyHead(fresh.db.orm, addDays(today, n))));
    const [yesterday, before, tomorrow] = await heads();
    await openAt(MARCH);
    const [past, after, future] = await heads();
    expect(after).toMatchObject({ cases: (before?.cases ?? 0) + 1, events: (before?.events ?? 0) + 1 });
    expect(after?.head).not.toBe(before?.head);
    expect([past, future]).toEqual([yesterday, tomorrow]);
  });

  it('is the tree of RFC 6962', () => {
    const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'].map((hex) =>
      Buffer.from(hex, 'hex'),
    );
    expect(merkleRoot([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(merkleRoot(leaves.slice(0, 1)).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(merkleRoot(leaves).toString('hex')).toBe('ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c');
  });
});

// Last, because every other test verifies all that is there.
describe('random lives', () => {
  it('leave nothing to complain of', async () => {
    const done: string[] = [];
    const live = fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 30 }), async (steps) => {
      const { id, timeline } = await openAt(MARCH);
      let legal = MARCH;
      for (const what of steps) {
        if ('pick' in what) {
          done.push((await act(id, what.pick, legal)) ?? 'nothing');
          continue;
        }
        legal += what.days * DAY_MS;
        await moveTimeline(fresh.db, timeline, { legalMs: legal });
        await sweepDue(fresh.db, 100);
      }
    });
    await fc.assert(live, { numRuns: 25, seed: 3 });
    expect(await ofTheRecord()).toEqual([]);
    expect(done.filter((type) => type !== 'nothing').length).toBeGreaterThan(300);
    expect(new Set(done).size).toBeGreaterThan(18);
  }, 300_000);
});
