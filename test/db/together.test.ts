// Commands recorded together: each exactly as if it had come alone, whatever befalls the others or the connection; and
// refusals, which are answers as well.
import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../db/canonical-json.ts';
import { connect, type Db, rows } from '../../db/connection.ts';
import { setFailpoints } from '../../db/failpoint.ts';
import { Unavailable } from '../../db/failure.ts';
import { sha256 } from '../../db/hash-chain.ts';
import { officesOf } from '../../db/offices.ts';
import { openCase } from '../../db/open-case.ts';
import { forgetCopies } from '../../db/organisations.ts';
import { papersOf, prepareTexts } from '../../db/personal.ts';
import { type Asked, type Recorded, record } from '../../db/record.ts';
import { verifyRecord } from '../../db/verify.ts';
import { type Case, type CaseEvent, fold } from '../../domain/case.ts';
import { decide } from '../../domain/decide.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';

const trackingKey = new Uint8Array(32).fill(7);
const KEYS = [{ id: 'k1', secret: new Uint8Array(32).fill(9) }];

let fresh: FreshDatabase;
let db: Db;
/** Another process's pool. */
let other: Db;
let town: SmallTown;

beforeAll(async () => {
  fresh = await freshDatabase();
  db = fresh.db;
  other = connect(fresh.url, { max: 8, queryTimeoutMs: 10_000, name: 'other' });
  town = await smallTown(db);
});

afterEach(() => setFailpoints(null));

afterAll(async () => {
  await other?.close();
  await fresh?.drop();
});

let n = 0;
const key = (): string => `key-${n++}`;

async function opened(on: Db = db): Promise<string> {
  const answer = await openCase(on, { commandId: key(), command: wageCase(town), by: town.registrar, trackingKey });
  if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
  return answer.case.id;
}

const cases = (count: number): Promise<string[]> => Promise.all(Array.from({ length: count }, () => opened()));

const note = (caseId: string, commandId = key()): Asked => ({
  caseId,
  commandId,
  command: { type: 'note' },
  by: town.registrar,
});

const apply = (caseId: string, commandId = key()): Asked => ({
  caseId,
  commandId,
  command: { type: 'applyForMediation', body: town.place.community, for: 'W1' },
  by: town.mediator,
});

const consent = (caseId: string, commandId = key()): Asked => ({
  ...{ caseId, commandId, command: { type: 'consent', for: 'E1' }, by: town.mediator },
});

const recordedIn = (answers: readonly Recorded[]) => answers.filter(({ outcome }) => outcome === 'recorded').length;
const eventsOf = async (ids: readonly string[]) =>
  rows<{ id: string; seq: number; key: string; body: CaseEvent; decided: number }>(
    db.orm,
    sql`select case_id as id, seq, command_id as key, body, floor(extract(epoch from decided_at) * 1000)::float8 as decided
      from events where case_id = any(${`{${ids.join(',')}}`}::uuid[]) order by case_id, seq`,
  );

/** How many transactions this pool's connections wrote the events of these commands in. */
const transactions = async (ids: readonly string[]) =>
  (
    await rows<{ n: number }>(
      db.orm,
      sql`select count(distinct xmin::text)::int as n from events where seq > 1 and case_id = any(${`{${ids.join(',')}}`}::uuid[])`,
    )
  )[0]?.n;

async function everythingHolds(): Promise<void> {
  const found: string[] = [];
  // Nobody relays here, and a wake that waits is a finding.
  await db.orm.execute(sql`delete from wakes`);
  await verifyRecord(db, ({ invariant, what }) => found.push(`${invariant} ${what}`));
  expect(found).toEqual([]);
}

describe('commands that wait together', () => {
  it('are written together, each case once in a group', async () => {
    const ids = await cases(40);
    const answers = await Promise.all(ids.map((id) => record(db, note(id))));
    expect(recordedIn(answers)).toBe(40);
    expect(await transactions(ids)).toBeLessThan(8);
  });

  it('are each recorded once, 500 over 50 cases by two processes, with keys given twice', async () => {
    const ids = await cases(50);
    const asked = ids.flatMap((id) => Array.from({ length: 9 }, () => note(id)).concat(apply(id)));
    const answers = await Promise.all(
      asked.flatMap((one, i) => [record(i % 2 ? db : other, one), ...(i % 3 === 0 ? [record(db, one)] : [])]),
    );
    expect(recordedIn(answers)).toBe(answers.length);
    const written = await eventsOf(ids);
    expect(
      written.map((event) => event.key).filter((one) => asked.some(({ commandId }) => commandId === one)),
    ).toHaveLength(500);
    for (const id of ids) {
      expect(written.filter((event) => event.id === id).map(({ seq }) => seq)).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
      ]);
    }
    await everythingHolds();
  }, 60_000);

  it('answer each caller with its own decision, and its repetition with the same bytes', async () => {
    const ids = await cases(20);
    const asked = ids.map((id, i) => (i % 2 ? note(id) : apply(id)));
    const first = await Promise.all(asked.map((one) => record(db, one)));
    const again = await Promise.all(asked.map((one) => record(other, one)));
    for (const [i, answer] of first.entries()) {
      expect(answer.outcome === 'recorded' && answer.events.at(-1)).toMatchObject({
        case: ids[i],
        command: asked[i]?.commandId,
      });
      expect(JSON.stringify({ ...again[i], repeated: false })).toBe(JSON.stringify(answer));
    }
  });

  it('decide each case as if it were alone: the events follow one by one from the law, bodies and hashes', async () => {
    const commands = fc.constantFrom<Asked['command']>(
      { type: 'note' },
      { type: 'applyForMediation', body: town.place.community, for: 'W1' },
      { type: 'consent', for: 'E1' },
      { type: 'refuse', for: 'E1' },
      { type: 'acceptCase' },
      { type: 'fail', reason: 'no-agreement' },
      { type: 'withdraw', for: 'W1' },
    );
    const lives = fc.array(fc.array(commands, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(lives, async (scripts) => {
        const ids = await cases(scripts.length);
        const asked = new Map<string, Asked>();
        await Promise.all(
          scripts.map(async (script, i) => {
            for (const command of script) {
              const one = { caseId: ids[i] ?? '', commandId: key(), command, by: town.mediator };
              asked.set(one.commandId, one);
              await record(i % 2 ? db : other, one);
            }
          }),
        );
        const offices = await officesOf(db);
        const written = await eventsOf(ids);
        for (const id of ids) {
          let before: Case | null = null;
          for (const { body, key: commandId, decided } of written.filter((event) => event.id === id)) {
            const one = asked.get(commandId);
            if (one) {
              const alone = decide(before, one, { ...offices, at: decided });
              expect(canonicalJson(alone.events)).toBe(canonicalJson([body]));
            }
            before = fold(
              written.filter((event) => event.id === id && event.seq <= body.seq).map((event) => event.body),
            );
          }
        }
      }),
      { numRuns: 12 },
    );
    // Hashes, rows, clocks, tasks and notices against the events.
    await everythingHolds();
  }, 60_000);
});

describe('one that cannot be written', () => {
  it('does not harm those that wait with it', async () => {
    const ids = await cases(12);
    const [poisoned = ''] = ids;
    // Its next event would be number 2 a second time: the statement of the whole group fails.
    const set = (seq: number) =>
      db.orm.execute(
        sql`update cases set life = jsonb_set(life::jsonb, '{seq}', ${String(seq)}::jsonb) where id = ${poisoned}`,
      );
    await record(db, note(poisoned));
    await set(1);
    const settled = await Promise.allSettled(ids.map((id) => record(db, note(id))));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', ...Array(11).fill('fulfilled')]);
    await set(2);
    expect((await eventsOf(ids)).filter(({ seq }) => seq === 2)).toHaveLength(12);
    expect((await record(db, note(poisoned))).outcome).toBe('recorded');
  });

  it('nor does one whose key the database cannot even look for, or whose case cannot be decided about', async () => {
    const ids = await cases(6);
    const [broken = ''] = ids;
    await db.orm.execute(sql`update cases set life = jsonb_set(life::jsonb, '{clocks}', 'null') where id = ${broken}`);
    const settled = await Promise.allSettled([
      ...ids.map((id) => record(db, note(id))),
      record(db, note(ids[1] ?? '', 'nul \u0000')),
      record(db, note('00000000-0000-7000-8000-000000000000')),
    ]);
    expect(settled.map(({ status }) => status)).toEqual([
      'rejected',
      ...Array(5).fill('fulfilled'),
      'rejected',
      'fulfilled',
    ]);
    const rebuilt = fold((await eventsOf([broken])).map(({ body }) => body));
    await db.orm.execute(sql`update cases set life = ${canonicalJson(rebuilt)}::jsonb where id = ${broken}`);
  });

  it('takes what people wrote along, of who is recorded and of nobody else', async () => {
    const ids = await cases(20);
    const [raced = '', refused = '', spoilt = ''] = ids;
    const withText = (caseId: string): Asked => {
      const asked = caseId === refused ? consent(caseId) : note(caseId);
      const texts = prepareTexts(KEYS, caseId, asked.commandId, { note: `text of ${caseId}` });
      const parties = caseId === spoilt ? [{ party: 'W1', name: 'x', org: uuidv7() } as const] : [];
      return { ...asked, papers: papersOf(KEYS, caseId, { texts, parties }) };
    };
    // Somebody changes one case between the look and the write: it goes the long way and is recorded all the same.
    const answers = await Promise.allSettled([
      ...ids.map((id) => record(db, withText(id))),
      record(other, note(raced)),
    ]);
    expect(answers.map(({ status }) => status).indexOf('rejected')).toBe(ids.indexOf(spoilt));
    const noted = await eventsOf(ids.filter((id) => id !== raced));
    const held = await rows<{ id: string }>(
      db.orm,
      sql`select case_id as id from case_texts where case_id = any(${`{${ids.join(',')}}`}::uuid[])`,
    );
    const kept = ids.filter((id) => id !== refused && id !== spoilt);
    expect(held.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
    expect(noted.filter(({ id }) => id === spoilt || id === refused).map(({ seq }) => seq)).toEqual([1, 1]);
    expect(await transactions(ids)).toBeLessThan(20);
    await everythingHolds();
  });

  it('leaves an intake that fails alone and opens the others, without a gap in the numbers', async () => {
    const last = async () => (await rows<{ last: number }>(db.orm, sql`select last from case_numbers`))[0]?.last ?? 0;
    const before = await last();
    const intake = (i: number) => ({
      ...{ commandId: key(), command: wageCase(town), by: town.registrar, trackingKey },
      also: async () => {
        if (i === 3) throw new Error('no room');
      },
    });
    const settled = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => openCase(db, intake(i))));
    expect(settled.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
      true,
      true,
    ]);
    expect((await last()) - before).toBe(7);
    await everythingHolds();
  });
});

describe('a first step given with its intake', () => {
  const filedWith = async (step: Asked | null, commandId = key()) => {
    const intake = { commandId, command: wageCase(town), by: town.registrar, trackingKey };
    const answer = await openCase(db, { ...intake, step: () => step });
    if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
    return answer;
  };
  const kept = (id: string) =>
    rows<{ command_id: string; since: number; body: CaseEvent }>(
      db.orm,
      sql`select command_id, since, body from events where case_id = ${id} order by seq`,
    );

  it('is an act of its own in one transaction with the opening, and repeated like any other', async () => {
    const [intake, step] = [key(), apply('')];
    const first = await filedWith(step, intake);
    const { id } = first.case;
    const events = await kept(id);
    expect(events.map(({ command_id, since }) => [command_id, since])).toEqual([
      [`${town.registrar.person}:${intake}`, 1],
      [step.commandId, 2],
    ]);
    expect(first.case.proceedings).toEqual([]);
    expect(first.step?.case).toEqual(fold(events.map(({ body }) => body)));
    expect(first.step?.case.proceedings).toMatchObject([{ procedure: 'mediation', body: town.place.community }]);
    const [{ xacts, wakes } = {}] = await rows<{ xacts: number; wakes: number }>(
      db.orm,
      sql`select count(distinct xmin::text)::int as xacts, (select max(seq) from wakes where case_id = ${id}) as wakes
        from events where case_id = ${id}`,
    );
    expect([xacts, wakes]).toEqual([1, 2]);
    expect(await record(db, { ...step, caseId: id })).toEqual({ outcome: 'recorded', repeated: true, ...first.step });
    expect(await filedWith(step, intake)).toEqual({ ...first, repeated: true, step: null });
    expect(await kept(id)).toHaveLength(2);
  });

  it('comes out as if it had been given after it', async () => {
    const together = await filedWith(apply(''));
    const apart = await filedWith(null);
    await record(db, apply(apart.case.id));
    const shape = async (id: string) =>
      (await kept(id)).map(({ body: { type, seq, article, effects } }) => ({ type, seq, article, effects }));
    const said = JSON.stringify(await shape(together.case.id)).replaceAll(together.case.id, apart.case.id);
    expect(JSON.parse(said)).toEqual(await shape(apart.case.id));
  });

  it('that the law refuses leaves the opening alone, and its refusal to whoever gives it then', async () => {
    const step: Asked = { ...apply(''), command: { type: 'fileSuit', for: 'W1' } };
    const { case: opening, step: none } = await filedWith(step);
    expect(none).toBeNull();
    expect(await kept(opening.id)).toHaveLength(1);
    expect(await record(db, { ...step, caseId: opening.id })).toMatchObject({ outcome: 'refused' });
  });

  it('takes along what was written with it', async () => {
    const id = uuidv7();
    const step = apply(id);
    const texts = prepareTexts(KEYS, id, step.commandId, { reasonText: '请尽快（虚构）' });
    const intake = { commandId: key(), command: wageCase(town), by: town.registrar, trackingKey, caseId: id };
    await openCase(db, { ...intake, step: () => ({ ...step, papers: papersOf(KEYS, id, { texts }) }) });
    const found = await rows(db.orm, sql`select text from case_texts where case_id = ${id}`);
    expect(found).toEqual([{ text: '请尽快（虚构）' }]);
  });

  it('leaves a record that proves itself', async () => {
    await everythingHolds();
  });
});

describe('a connection that is lost', () => {
  it('before a group was committed leaves nothing of it, and each may ask again', async () => {
    const mine = connect(fresh.url, { max: 4, queryTimeoutMs: 10_000, name: 'to-be-killed' });
    const ids = await cases(20);
    const asked = ids.map((id) => note(id));
    await Promise.all(ids.map((id) => record(mine, note(id))));
    let failed: PromiseSettledResult<Recorded>[] = [];
    await other.orm.transaction(async (tx) => {
      // Nobody can write events now: the groups stand in the middle of their statements.
      await tx.execute(sql`lock table events in share mode`);
      const asking = Promise.allSettled(asked.map((one) => record(mine, one)));
      while ((await writing('to-be-killed')) < 2);
      await db.orm.execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to-be-killed'`,
      );
      failed = await asking;
    });
    expect(failed.filter((one) => one.status === 'rejected' && one.reason instanceof Unavailable).length).toBe(20);
    expect((await eventsOf(ids)).filter(({ seq }) => seq > 2)).toEqual([]);
    const again = await Promise.all(asked.map((one) => record(db, one)));
    expect(again.every((one) => one.outcome === 'recorded' && !one.repeated)).toBe(true);
    await mine.close();
    await everythingHolds();
  });

  it('after the commit and before the answer leaves the outcome unknown; asked again, each gets its first answer', async () => {
    const link = await cutAfterAnswer();
    const mine = connect(link.url, { max: 4, queryTimeoutMs: 10_000, name: 'to-be-cut' });
    const ids = await cases(20);
    await Promise.all(ids.map((id) => record(mine, note(id))));
    const asked = ids.map((id) => note(id));
    link.cut();
    const first = await Promise.allSettled(asked.map((one) => record(mine, one)));
    const unknown = first.flatMap((one, i) =>
      one.status === 'rejected' && one.reason instanceof Unavailable ? [asked[i]] : [],
    );
    expect(unknown.length).toBeGreaterThan(5);
    const again = await Promise.all(asked.map((one) => record(db, one)));
    expect(recordedIn(again)).toBe(20);
    expect(again.filter((one) => one.outcome === 'recorded' && one.repeated).length).toBeGreaterThan(5);
    expect((await eventsOf(ids)).map(({ seq }) => seq)).toEqual(ids.flatMap(() => [1, 2, 3]));
    await mine.close();
    await link.close();
    await everythingHolds();
  });
});

const writing = async (name: string): Promise<number> =>
  (
    await rows<{ n: number }>(
      db.orm,
      sql`select count(*)::int as n from pg_stat_activity
        where application_name = ${name} and state = 'active' and wait_event_type = 'Lock'`,
    )
  )[0]?.n ?? 0;

/** A way to the server that breaks, once told to, when the server has answered the next statement that writes. */
async function cutAfterAnswer() {
  const to = new URL(fresh.url);
  let armed = false;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = dial(Number(to.port), to.hostname);
    let written = false;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => [client, upstream].map((one) => one.destroy()));
    }
    client.on('data', (chunk) => {
      if (armed && chunk.includes('write-unmoved')) written = true;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!written) return client.write(chunk);
      armed = false;
      return client.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = new URL(fresh.url);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.href,
    cut: () => {
      armed = true;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('a refusal', () => {
  it('is the answer to its key: repeated ten times it changes nothing and says the same, also once the case would allow it', async () => {
    const id = await opened();
    const asked = consent(id);
    const first = await record(db, asked);
    expect(first.outcome).toBe('refused');
    await record(db, apply(id));
    for (let i = 0; i < 10; i += 1) {
      expect(JSON.stringify(await record(i % 2 ? db : other, asked))).toBe(JSON.stringify(first));
    }
    expect((await eventsOf([id])).map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await record(db, consent(id))).outcome).toBe('recorded');
    await everythingHolds();
  });

  it('binds its key to its person and body', async () => {
    const id = await opened();
    const asked = consent(id);
    await record(db, asked);
    expect(await record(db, { ...asked, by: town.stationHead })).toEqual({ outcome: 'key-reused' });
    expect(await record(db, { ...asked, command: { type: 'note' } })).toEqual({ outcome: 'key-reused' });
    expect(await record(db, { ...asked, fingerprint: 'others' })).toEqual({
      outcome: 'key-reused',
    });
  });

  it('is one for many that ask at once, and is kept without a word of a person', async () => {
    const id = await opened();
    const asked = consent(id);
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => record(i % 2 ? db : other, asked)));
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    const kept = await rows<{ refusal: unknown; hash: string }>(
      db.orm,
      sql`select refusal, encode(request_hash, 'hex') as hash from refusals where case_id = ${id}`,
    );
    expect(kept).toEqual([
      { refusal: answers[0]?.outcome === 'refused' && answers[0].refusal, hash: expect.any(String) },
    ]);
    expect(kept[0]?.hash).toBe(sha256(canonicalJson({ person: town.mediator.person, request: asked.command })));
  });

  it('stands against a first attempt that is still under way and would have been allowed', async () => {
    const id = await opened();
    const asked = apply(id);
    const stalled = stall();
    const first = record(db, asked);
    await stalled.reached;
    // Another process already knows that the body hears no cases any more; the case itself has not moved.
    const active = (on: boolean) =>
      db.orm.execute(sql`update organisations set active = ${on} where id = ${town.place.community}`);
    await active(false);
    forgetCopies(other);
    const repetition = await record(other, asked);
    expect(repetition.outcome).toBe('refused');
    await active(true);
    stalled.release();
    expect(JSON.stringify(await first)).toBe(JSON.stringify(repetition));
    expect((await eventsOf([id])).map(({ seq }) => seq)).toEqual([1]);
    forgetCopies(other);
    expect((await record(other, apply(id))).outcome).toBe('recorded');
  });

  it('loses against a first attempt that was recorded before it', async () => {
    const id = await opened();
    const asked = apply(id);
    const first = await record(db, asked);
    // The same again would now be refused, were it new.
    expect((await record(db, apply(id))).outcome).toBe('refused');
    expect(JSON.stringify(await record(other, asked))).toBe(JSON.stringify({ ...first, repeated: true }));
  });
});

/** Holds the next decision between its making and its writing. */
function stall() {
  let release = () => {};
  let reached = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const there = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let met = false;
  setFailpoints((point) => {
    if (point !== 'record.beforeCommit' || met) return;
    met = true;
    reached();
    return held;
  });
  return { reached: there, release: () => release() };
}
