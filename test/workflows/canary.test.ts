// Nothing of a person reaches Temporal: words are planted in every personal field and in errors, cases live and fail,
// and then everything that Temporal wrote and everything that was logged is searched. All persons are invented.
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { LOOK_AGAIN, NEWS, workflowIdOf } from '../../activities/engine.ts';
import { rows } from '../../db/connection.ts';
import { addTimeline } from '../../db/legal-time.ts';
import { type NewParty, papersOf, prepareTexts, putPapers, referencesOf } from '../../db/personal.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { creditCheckDigit } from '../../domain/identifiers.ts';
import { freshDatabase } from '../setup/database.ts';
import { testTemporal } from '../setup/temporal.ts';
import { found, foundIn, foundInDatabase } from './canaries.ts';
import { type EngineWorld, engineWorld, given, logged, type OwnServer, ownServer, registered } from './engine-world.ts';

const CANARIES = {
  worker: '金丝雀翠羽一一',
  employer: '金丝雀锻造公司',
  creditCode: `91110000CANARY777${creditCheckDigit('91110000CANARY777')}`,
  idNumber: '11010519491231002X',
  phone: '13800138000',
  address: '金丝雀巷七十七号',
  text: '他们说金丝雀不必付钱',
  person: '金丝雀承办人九九',
  org: '金丝雀社区调解室',
  error: 'canary-in-an-error-4711',
};
const WORDS = Object.values(CANARIES);
/** The clock the case waits for. */
const CLOCK = 'mediation-acceptance-enterprise';
const KEY = { id: 'k1', secret: new Uint8Array(32).fill(3) };
const MARCH = startOfDayMs(civilDate('2026-03-02')) + 36_000_000;

/** A case full of personal data that has moved, waited and failed. Returns its number. */
async function lived(world: EngineWorld): Promise<string> {
  const { db, town } = world;
  await db.orm.execute(sql`update people set name = ${CANARIES.person}`);
  await db.orm.execute(sql`update organisations set name = ${CANARIES.org} where id = ${town.place.community}`);
  const { id, caseNo } = await registered(world, await addTimeline(db.orm, MARCH, 0.001));
  const { worker: name, employer, creditCode, idNumber, phone, address, text } = CANARIES;
  const parties: readonly NewParty[] = [
    { party: 'W1', name, idNumber, phone, address },
    { party: 'E1', name: employer, address, creditCode },
  ];
  const texts = prepareTexts([KEY], id, 'statement', { statement: text });
  await putPapers(db.orm, [papersOf([KEY], id, { parties, texts })]);
  await given(world, id, {
    type: 'applyForMediation',
    body: town.place.community,
    for: 'W1',
    texts: referencesOf(texts),
  });
  await world.relayed();
  await known(world, id);
  await db.orm.execute(
    sql.raw(`create function fail() returns trigger language plpgsql as
    $$ begin raise exception '${CANARIES.error}'; end $$`),
  );
  await db.orm.execute(sql.raw('create trigger fail before update on cases for each row execute function fail()'));
  const handle = world.engine.client.workflow.getHandle(workflowIdOf(id));
  await handle.signal(NEWS, LOOK_AGAIN);
  const faults = () => rows(db.orm, sql`select code from faults where case_id = ${id}`);
  await expect.poll(faults).toEqual([{ code: 'P0001' }]);
  await db.orm.execute(sql.raw('drop trigger fail on cases'));
  await given(world, id, { type: 'refuse', for: 'E1' });
  await world.relayed();
  await known(world, id);
  return caseNo;
}

async function known({ db }: EngineWorld, id: string): Promise<void> {
  const behind = () => rows(db.orm, sql`select from cases where id = ${id} and driven_seq < seq`);
  await expect.poll(behind, { timeout: 10_000 }).toEqual([]);
}

async function afterLife(keys: readonly (typeof KEY)[], search: (server: OwnServer, caseNo: string) => Promise<void>) {
  const server = await ownServer(testTemporal, keys);
  const world = await engineWorld({ ...server, keys, fresh: await freshDatabase() });
  try {
    const caseNo = await lived(world);
    await world.stopWorker();
    expect(found(Buffer.from(logged.join('\n') + JSON.stringify(world.watch.said)), WORDS)).toEqual([]);
    // The search would see it: what happened to this case was logged.
    expect(logged.join('\n')).toContain('P0001');
    await search(server, caseNo);
  } finally {
    await world.close();
    await server.stop();
  }
}

/** Words found in all that this server keeps. The production server keeps its data in PostgreSQL. */
async function keptOf({ dataDir, server }: OwnServer, words: readonly string[]): Promise<string[]> {
  const hits = foundIn(dataDir, words);
  for (const url of server.databases ?? []) hits.push(...(await foundInDatabase(url, words)));
  return hits;
}

it('finds a planted word however it is written', () => {
  const word = CANARIES.text;
  const bytes = Buffer.from(`before ${word} after`);
  const utf16 = Buffer.from(bytes.toString(), 'utf16le');
  const written = [
    bytes,
    utf16,
    Buffer.from(utf16).swap16(),
    ...[0, 1, 2].map((n) => Buffer.from(Buffer.concat([Buffer.alloc(n), bytes]).toString('base64'))),
    Buffer.from(bytes.toString('base64url')),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(encodeURIComponent(bytes.toString())),
    Buffer.concat([Buffer.from('blob'), gzipSync(bytes), Buffer.from('next')]),
    Buffer.concat([Buffer.from('blob'), deflateSync(bytes), Buffer.from('next')]),
    deflateRawSync(bytes),
  ];
  for (const form of written) expect(found(form, [word])).not.toEqual([]);
  expect(found(Buffer.from('nothing of the kind'), WORDS)).toEqual([]);
});

it('no personal data is in anything that Temporal keeps, even without encryption', async () => {
  await afterLife([], async (server, caseNo) => {
    expect(await keptOf(server, WORDS)).toEqual([]);
    // The search would see it: numbers and codes are there.
    const hits = (await keptOf(server, [caseNo, CLOCK, 'P0001'])).join();
    for (const word of [caseNo, CLOCK, 'P0001']) expect(hits).toContain(word);
  });
});

it('with keys neither case numbers nor what a case waits for can be read', async () => {
  await afterLife([KEY], async (server, caseNo) => {
    expect(await keptOf(server, [...WORDS, caseNo, CLOCK])).toEqual([]);
  });
});
