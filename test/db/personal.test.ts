// Personal data on a real database: sealed at rest, masked on the way out, found by the whole number only, and texts
// kept byte for byte.

import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../db/connection.ts';
import { openCase } from '../../db/open-case.ts';
import {
  Malformed,
  type NewParty,
  papersOf,
  partiesOf,
  partiesWithNumber,
  prepareTexts,
  putPapers,
  referenceOf,
  referencesOf,
  textsOf,
  unmasked,
} from '../../db/personal.ts';
import { Unreadable } from '../../db/sealing.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';

const k1 = { id: 'k1', secret: new Uint8Array(32).fill(1) };
const k2 = { id: 'k2', secret: new Uint8Array(32).fill(2) };
const keys = [k1];
const ID_NUMBER = '11010519491231002X';
const PHONE = '13800001234';
const WORKER: NewParty = { party: 'W1', name: '张某（演示）', idNumber: ID_NUMBER, phone: PHONE, address: '某街 1 号' };
const EMPLOYER: NewParty = { party: 'E1', name: '某公司（演示）', creditCode: '91350100m000100y43' };

let fresh: FreshDatabase;
let town: SmallTown;
let n = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  town = await smallTown(fresh.db);
});
afterAll(() => fresh.drop());

async function caseWith(...parties: readonly NewParty[]): Promise<string> {
  n += 1;
  const caseId = uuidv7();
  const opened = await openCase(fresh.db, {
    commandId: `personal-${n}`,
    command: wageCase(town),
    by: town.registrar,
    trackingKey: new Uint8Array(32).fill(3),
    caseId,
    papers: papersOf(keys, caseId, { parties }),
  });
  if (opened.outcome !== 'recorded') throw new Error(opened.outcome);
  return opened.case.id;
}

describe('parties', () => {
  it('stand in the database without their numbers and come out masked, in order', async () => {
    const caseId = await caseWith(EMPLOYER, { ...WORKER, party: 'W10' }, { ...WORKER, party: 'W2' }, WORKER);
    const [stored] = await rows<{ dump: string }>(
      fresh.db.orm,
      sql`select string_agg(p::text, ' ') as dump from case_parties p where case_id = ${caseId}`,
    );
    expect(stored?.dump).toContain('张某（演示）');
    expect(stored?.dump).not.toContain(ID_NUMBER);
    expect(stored?.dump).not.toContain(PHONE);
    const shown = (await partiesOf(fresh.db.orm, keys, [caseId])).get(caseId) ?? [];
    expect(shown.map(({ party }) => party)).toEqual(['W1', 'W2', 'W10', 'E1']);
    expect(shown[0]).toMatchObject({ idNumber: '110***********002X', phone: '138****1234', address: '某街 1 号' });
    expect(shown[3]).toMatchObject({ idNumber: null, phone: null, creditCode: '91350100M000100Y43' });
  });

  it('give their numbers in the clear one by one, and only with the key', async () => {
    const caseId = await caseWith(WORKER);
    expect(await unmasked(fresh.db.orm, keys, caseId, 'W1')).toEqual({ idNumber: ID_NUMBER, phone: PHONE });
    expect(await unmasked(fresh.db.orm, keys, caseId, 'W2')).toBeNull();
    await expect(unmasked(fresh.db.orm, [k2], caseId, 'W1')).rejects.toThrow(Unreadable);
  });

  it('cannot be read in another row', async () => {
    const [one, two] = [await caseWith(WORKER), await caseWith({ ...WORKER, idNumber: '110105491231002' })];
    await fresh.db.orm.execute(sql`update case_parties a set id_number = b.id_number from case_parties b
      where a.case_id = ${one} and b.case_id = ${two}`);
    await expect(unmasked(fresh.db.orm, keys, one, 'W1')).rejects.toThrow(Unreadable);
  });

  it('are found by the whole number, also after a new key, and by no part of it', async () => {
    const number = '110105491231002';
    const caseId = await caseWith({ ...WORKER, idNumber: number, phone: '139-1111-2222' });
    const found = [{ caseId, party: 'W1' }];
    const find = (text: string) => partiesWithNumber(fresh.db.orm, [k2, k1], text);
    expect(await find(' 13911112222 ')).toEqual(found);
    expect(await find(number)).toContainEqual(found[0]);
    for (const part of ['139', '1391111222', '139%', '1101054912310', '']) expect(await find(part)).toEqual([]);
  });

  it('are corrected by writing them again', async () => {
    const caseId = await caseWith(WORKER);
    const parties = [{ party: 'W1', name: '张某某（演示）' }] as const;
    await putPapers(fresh.db.orm, [papersOf(keys, caseId, { parties })]);
    const shown = (await partiesOf(fresh.db.orm, keys, [caseId])).get(caseId);
    expect(shown).toEqual([expect.objectContaining({ name: '张某某（演示）', idNumber: null, phone: null })]);
  });

  it.each<[string, Partial<NewParty>]>([
    ['idNumber', { idNumber: '110105194912310021' }],
    ['phone', { phone: '123' }],
    ['creditCode', { creditCode: '91350100M000100Y43' }],
    ['name', { name: 'a\0b' }],
    ['name', { name: '  ' }],
    ['address', { address: '\ud800' }],
  ])('are refused with a malformed %s, whose value is not repeated', async (field, wrong) => {
    const error: unknown = await caseWith({ ...WORKER, ...wrong }).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(Malformed);
    expect(error).toMatchObject({ field, message: `${field} is malformed` });
  });
});

describe('texts', () => {
  it('come back byte for byte under a reference that anyone with text and salt can check', async () => {
    const caseId = await caseWith(WORKER);
    const written = { facts: ' 停工后　没发工资。\r\n１２３ \u202e e\u0301 👩🏽‍🔧', plea: '' };
    const texts = prepareTexts(keys, caseId, 'c1', written);
    await putPapers(fresh.db.orm, [papersOf(keys, caseId, { texts })]);
    const references = referencesOf(texts);
    const read = await textsOf(fresh.db.orm, caseId, Object.values(references));
    expect(read.get(references.facts ?? '')).toBe(written.facts);
    expect(read.get(references.plea ?? '')).toBe('');
    for (const { salt, text, reference } of texts) expect(referenceOf(salt, text)).toBe(reference);
    expect(await textsOf(fresh.db.orm, await caseWith(WORKER), Object.values(references))).toEqual(new Map());
  });

  it('have the same references in a repeated command, and others in any other', () => {
    const prepared = (caseId: string, commandId: string, text: string) =>
      prepareTexts(keys, caseId, commandId, { facts: text })[0]?.reference;
    const first = prepared('case', 'command', 'text');
    expect(prepared('case', 'command', 'text')).toBe(first);
    expect(prepared('case', 'command', 'text.')).not.toBe(first);
    expect(prepared('case', 'other', 'text')).not.toBe(first);
    expect(prepared('other', 'command', 'text')).not.toBe(first);
  });

  it('are stored once however often they are put', async () => {
    const caseId = await caseWith(WORKER);
    const texts = prepareTexts(keys, caseId, 'c1', { facts: 'once' });
    await putPapers(fresh.db.orm, [papersOf(keys, caseId, { texts })]);
    await putPapers(fresh.db.orm, [papersOf(keys, caseId, { texts })]);
    const stored = await rows(fresh.db.orm, sql`select text from case_texts where case_id = ${caseId}`);
    expect(stored).toEqual([{ text: 'once' }]);
  });

  it('are refused with NUL or a lone surrogate, before anything is written', () => {
    for (const wrong of ['a\0', '\udfff']) {
      expect(() => prepareTexts(keys, 'case', 'command', { facts: wrong })).toThrow(Malformed);
    }
  });
});
