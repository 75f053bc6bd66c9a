// Whoever changes the record as a superuser, triggers off and hashes made anew, is found by the heads outside.
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchoring, finishedDay } from '../../activities/anchor.ts';
import type { Watch } from '../../activities/patrol.ts';
import { anchorLines, anchorPath } from '../../db/anchors.ts';
import { epochMs } from '../../db/case-file.ts';
import { type Queries, rows } from '../../db/connection.ts';
import { hashOf } from '../../db/hash-chain.ts';
import { addTimeline, databaseNow } from '../../db/legal-time.ts';
import { openCase } from '../../db/open-case.ts';
import { record } from '../../db/record.ts';
import { verifyRecord } from '../../db/verify.ts';
import { type Verdicts, verdictsOf, verifyAnchors } from '../../db/verify-anchors.ts';
import type { Difference } from '../../db/verify-case.ts';
import { addDays, beijingDate, type CivilDate, civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import type { CaseEvent } from '../../domain/case.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';
import { settledToday } from '../setup/today.ts';

const MARCH = startOfDayMs(civilDate('2026-03-02')) + 36_000_000;
const { privateKey: key } = generateKeyPairSync('ed25519');
const folder = mkdtempSync(join(tmpdir(), 'anchors-'));
const path = anchorPath(folder, 'test');
const silent: Watch = { gauge: () => undefined, count: () => undefined, say: () => undefined };
const SOUND: Verdicts = { integrity: 'holds', completeness: 'holds' };

let fresh: FreshDatabase;
let town: SmallTown;
let last: CivilDate;
let old: string;
let other: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  town = await smallTown(fresh.db);
  await settledToday();
  last = await finishedDay(fresh.db.orm);
  old = await caseOfTwo('old');
  other = await caseOfTwo('other');
  await fresh.db.orm.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await setBack(tx, old, 1, 3);
    await setBack(tx, old, 2, 1);
    await setBack(tx, other, 1, 1);
    await setBack(tx, other, 2, 0);
    await chainAnew(tx, old);
    await chainAnew(tx, other);
  });
  await anchorAll();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await fresh?.drop();
});

async function caseOfTwo(name: string): Promise<string> {
  const timelineId = await addTimeline(fresh.db.orm, MARCH, 0.001);
  const command = wageCase(town, { employmentEndedOn: civilDate('2026-02-20') });
  const by = town.registrar;
  const opening = { commandId: `open-${name}`, command, by, trackingKey: new Uint8Array(32).fill(7), timelineId };
  const answer = await openCase(fresh.db, opening);
  if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
  const next = { type: 'applyForMediation', body: town.place.community } as const;
  await record(fresh.db, { caseId: answer.case.id, commandId: `next-${name}`, command: next, by: town.worker });
  return answer.case.id;
}

/** To noon of the day that is so many days before the last finished one. */
const setBack = (tx: Queries, id: string, seq: number, days: number) =>
  tx.execute(sql`update events set recorded_at = to_timestamp(${startOfDayMs(addDays(last, -days)) / 1_000 + 43_200})
    where case_id = ${id} and seq = ${seq}`);

/** What a superuser who knows the program can do: a chain that verifies, and a case that agrees with it. */
async function chainAnew(tx: Queries, id: string): Promise<void> {
  const [recorded, decided] = [sql.raw(epochMs('recorded_at')), sql.raw(epochMs('decided_at'))];
  const events = await rows<{ seq: number; event: CaseEvent; recorded: number; decided: number }>(
    tx,
    sql`select seq, body as event, ${recorded} as recorded, ${decided} as decided
    from events where case_id = ${id} order by seq`,
  );
  let previous: string | null = null;
  for (const { seq, event, recorded: recordedAt, decided: decidedAt } of events) {
    previous = hashOf({ event, recordedAt, decidedAt, previous });
    await tx.execute(sql`update events set hash = decode(${previous}, 'hex') where case_id = ${id} and seq = ${seq}`);
  }
  await tx.execute(sql`update cases set head_hash = decode(${previous}, 'hex') where id = ${id}`);
}

async function anchorAll(): Promise<void> {
  const { round } = anchoring(fresh.db, { path, key }, silent);
  while ((await round(AbortSignal.abort())) !== undefined);
}

async function judged(): Promise<Verdicts> {
  return judge(fresh.db);
}

async function judge(db: FreshDatabase['db'], on: Queries = db.orm): Promise<Verdicts> {
  const found: Difference[] = [];
  await verifyRecord(db, (difference) => found.push(difference));
  const outside = await verifyAnchors(on, path, createPublicKey(key));
  return verdictsOf([...found, ...outside.differences], outside);
}

/** The verdicts after a change that is rolled back. */
async function afterChange(change: (tx: Queries) => Promise<unknown>): Promise<Verdicts> {
  const { db } = fresh;
  const undo = new Error('undo');
  let verdicts: Verdicts | undefined;
  const attempt = db.orm.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await change(tx);
    await tx.execute(sql`set local session_replication_role = origin`);
    const orm = Object.assign(Object.create(db.orm), { transaction: tx.transaction.bind(tx) });
    verdicts = await judge({ ...db, orm }, tx);
    throw undo;
  });
  await attempt.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  if (!verdicts) throw new Error('no verdict');
  return verdicts;
}

/** The verdicts with other lines in the file, which is put back. */
async function withLines(change: (lines: string[]) => string[]): Promise<Verdicts> {
  const before = readFileSync(path, 'utf8');
  try {
    writeFileSync(
      path,
      change(anchorLines(path))
        .map((line) => `${line}\n`)
        .join(''),
    );
    return await judged();
  } finally {
    writeFileSync(path, before);
  }
}

const edit = (id: string) => sql`update events set body = jsonb_set(body::jsonb, '{article}', '"x"')
  where seq = 1 and case_id = ${id}`;
const copyAs = (id: string, seq: number) => sql`insert into events select (jsonb_populate_record(e, jsonb_build_object(
    'seq', ${seq}::int, 'command_id', 'slipped-in'))).* from events e where case_id = ${id} and seq = 2`;

describe('the anchors of the days', () => {
  it('stand for every finished day, the empty one too, once', async () => {
    const days = anchorLines(path).map((line) => JSON.parse(line).day);
    expect(days).toEqual([3, 2, 1, 0].map((back) => addDays(last, -back)));
    expect(await judged()).toEqual(SOUND);
  });

  it('are written once by workers side by side, and again where a crash tore a line', async () => {
    const before = readFileSync(path, 'utf8');
    const [first = ''] = anchorLines(path);
    writeFileSync(path, `${first}\n`);
    appendFileSync(path, '{"day":"20');
    const turns = Array.from({ length: 12 }, () => anchoring(fresh.db, { path, key }, silent).round);
    await Promise.all(turns.map((round) => round(AbortSignal.abort())));
    await anchorAll();
    // Ed25519 is deterministic: the same days give the same bytes.
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('are not continued behind a line of another key', async () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const { round } = anchoring(fresh.db, { path, key: stranger }, silent);
    await expect(round(AbortSignal.abort())).rejects.toThrow('another key');
  });
});

describe('integrity is broken by', () => {
  const broken = { integrity: 'broken', completeness: 'holds' };

  it('an edit', async () => expect(await afterChange((tx) => tx.execute(edit(old)))).toEqual(broken));

  it('an edit with the whole chain made anew', async () => {
    const change = async (tx: Queries) => {
      await tx.execute(edit(old));
      await chainAnew(tx, old);
    };
    expect(await afterChange(change)).toEqual(broken);
  });

  it('an insertion with the whole chain made anew', async () => {
    const change = async (tx: Queries) => {
      await tx.execute(copyAs(old, 3));
      await chainAnew(tx, old);
    };
    expect(await afterChange(change)).toEqual(broken);
  });

  it('an insertion before the first anchored day', async () => {
    const change = async (tx: Queries) => {
      await tx.execute(copyAs(old, 3));
      await setBack(tx, old, 3, 90);
      await chainAnew(tx, old);
    };
    expect(await afterChange(change)).toEqual(broken);
  });

  it('a swap of two events', async () => {
    const swap = sql`update events e set body = o.body from events o
      where e.case_id = ${old} and o.case_id = e.case_id and o.seq = 3 - e.seq`;
    expect(await afterChange((tx) => tx.execute(swap))).toEqual(broken);
  });

  it('another head in an anchor', async () => {
    const other = (line = '') => line.replace(/"head":"[^"]+"/, `"head":"${'0'.repeat(64)}"`);
    expect(await withLines(([a = '', b, ...rest]) => [a, other(b), ...rest])).toEqual(broken);
    expect(await withLines((lines) => [...lines.slice(0, -1), other(lines.at(-1))])).toEqual(broken);
  });
});

describe('completeness is broken by', () => {
  it('a tail cut off, though the chain of the case verifies', async () => {
    const change = async (tx: Queries) => {
      await tx.execute(sql`delete from events where case_id = ${other} and seq = 2`);
      await chainAnew(tx, other);
    };
    expect(await afterChange(change)).toEqual({ integrity: 'unproven', completeness: 'broken' });
  });

  it('a case taken out with all its events', async () => {
    const change = async (tx: Queries) => {
      await tx.execute(sql`delete from events where case_id = ${other}`);
      await tx.execute(sql`delete from cases where id = ${other}`);
    };
    expect(await afterChange(change)).toEqual({ integrity: 'unproven', completeness: 'broken' });
  });

  it('an event taken from the middle; the chain shows it too', async () => {
    const gap = sql`delete from events where case_id = ${old} and seq = 1`;
    expect(await afterChange((tx) => tx.execute(gap))).toEqual({ integrity: 'broken', completeness: 'broken' });
  });

  it.each([0, 1, 2])('line %i of the anchors taken out', async (taken) => {
    expect(await withLines((lines) => lines.filter((_, i) => i !== taken))).toMatchObject({ completeness: 'broken' });
  });

  it('the last line that must be there taken out, an hour after the end of its day', async () => {
    const due = addDays(beijingDate((await databaseNow(fresh.db.orm)) - 3_600_000), -1);
    const before = (lines: string[]) => lines.filter((line) => JSON.parse(line).day < due);
    expect(await withLines(before)).toMatchObject({ completeness: 'broken' });
  });

  it('the loss of all anchors', async () => {
    expect(await withLines(() => [])).toEqual({ integrity: 'unproven', completeness: 'broken' });
  });
});
