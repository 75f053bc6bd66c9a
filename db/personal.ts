// Who the parties of a case are and what people wrote in it. Numbers leave here masked; whoever needs one in the clear
// asks for it by name, so that the asking can be recorded.
import { createHash, createHmac } from 'node:crypto';
import { and, asc, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { type PartyId, sideOf } from '../domain/case.ts';
import { creditCode, idNumber, isWellFormed, maskedIdNumber, maskedPhone, phone } from '../domain/identifiers.ts';
import { arrayOf, bulk } from './bulk.ts';
import type { Queries } from './connection.ts';
import { gatherFor } from './gather.ts';
import { caseParties, caseTexts } from './schema/personal.ts';
import { derived, type Keys, open, seal, searchHash, searchHashes, Unreadable } from './sealing.ts';
import { type Statement, statement } from './statement.ts';

/** A party as it was written down at the door. */
export interface NewParty {
  readonly party: PartyId;
  readonly name: string;
  readonly idNumber?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
  /** Employers only. */
  readonly creditCode?: string | undefined;
  /** The registered enterprise. */
  readonly org?: string | undefined;
  /** The account with which the party follows its case. */
  readonly person?: string | undefined;
}

/** A party as it is shown. */
export interface MaskedParty {
  readonly party: PartyId;
  readonly name: string;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly creditCode: string | null;
  readonly org: string | null;
  readonly person: string | null;
}

/** Names the field that is wrong, never its value. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  readonly field: string;

  constructor(field: string) {
    super(`${field} is malformed`);
    this.field = field;
  }
}

const NUMBERS = ['idNumber', 'phone'] as const;
type NumberField = (typeof NUMBERS)[number];
const place = (caseId: string, party: PartyId, field: NumberField) => `case_parties/${caseId}/${party}/${field}`;

type PartyInsert = ReturnType<typeof rowOf>;
type TextInsert = PreparedText & { readonly id: string; readonly caseId: string };

/** 随卷材料: what people say with a command, sealed and checked before any case is held. Goes in with {@link putPapers}. */
export interface Papers {
  readonly parties: readonly PartyInsert[];
  readonly texts: readonly TextInsert[];
}

/** @throws Malformed */
export const papersOf = (
  keys: Keys,
  caseId: string,
  { parties = [], texts = [] }: { readonly parties?: readonly NewParty[]; readonly texts?: readonly PreparedText[] },
): Papers => ({
  parties: parties.map((party) => rowOf(keys, caseId, party)),
  texts: texts.map((text) => ({ ...text, id: uuidv7(), caseId })),
});

const PARTIES = bulk(caseParties, [
  ...(['caseId', 'party', 'name', 'idNumber', 'idNumberHash', 'phone', 'phoneHash'] as const),
  ...(['address', 'creditCode', 'org', 'person'] as const),
]);
const TEXTS = bulk(caseTexts, ['id', 'caseId', 'field', 'salt', 'reference', 'text']);

const writePapers: Statement<unknown> = statement(
  'write-papers',
  `with new_parties as (
    insert into case_parties (${PARTIES.list()}) select ${PARTIES.list('r.')} from ${PARTIES.source(1)} where true
    on conflict (case_id, party) do update set ${PARTIES.assignments('excluded.', ['caseId', 'party'])}
  )
  insert into case_texts (${TEXTS.list()}) select ${TEXTS.list('r.')} from ${TEXTS.source(PARTIES.width + 1)} where true
  on conflict do nothing`,
);

/**
 * Writes the papers of different cases down in one statement: parties that are there are corrected, texts that are there
 * stay as they are. Belongs into the transaction of their commands.
 */
export async function putPapers(on: Queries, papers: readonly Papers[]): Promise<void> {
  const parties = papers.flatMap((one) => one.parties);
  const texts = papers.flatMap((one) => one.texts);
  if (parties.length + texts.length > 0) await writePapers(on, ...PARTIES.columns(parties), ...TEXTS.columns(texts));
}

function rowOf(keys: Keys, caseId: string, given: NewParty) {
  const { party } = given;
  const number = checked('idNumber', given.idNumber, idNumber);
  const line = checked('phone', given.phone, phone);
  const code = checked('creditCode', given.creditCode, creditCode);
  if (code !== null && sideOf(party) === 'worker') throw new Malformed('creditCode');
  return {
    caseId,
    party,
    name: checked('name', given.name, wellFormed) ?? '',
    idNumber: number === null ? null : seal(keys, place(caseId, party, 'idNumber'), number),
    idNumberHash: number === null ? null : searchHash(keys, 'idNumber', number),
    phone: line === null ? null : seal(keys, place(caseId, party, 'phone'), line),
    phoneHash: line === null ? null : searchHash(keys, 'phone', line),
    address: checked('address', given.address, wellFormed),
    creditCode: code,
    org: given.org ?? null,
    person: given.person ?? null,
  };
}

const wellFormed = (text: string): string | null => (isWellFormed(text) && text.trim() !== '' ? text : null);

function checked(field: string, value: string | undefined, check: (text: string) => string | null): string | null {
  if (value === undefined) return null;
  const good = check(value);
  if (good === null) throw new Malformed(field);
  return good;
}

type PartyRow = typeof caseParties.$inferSelect;

/** Planned once on each connection: nearly every answer shows them. */
const partiesOfCases = (on: Queries) =>
  on
    .select()
    .from(caseParties)
    .where(sql`${caseParties.caseId} = any(${sql.placeholder('cases')}::uuid[])`)
    .prepare('parties-of-cases');

const prepared = new WeakMap<Queries, ReturnType<typeof partiesOfCases>>();

/** The parties of these cases in the order of their codes, numbers masked. A case without any is missing. */
export async function partiesOf(
  on: Queries,
  keys: Keys,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly MaskedParty[]>> {
  const byCase = await rowsByCase(on, caseIds);
  return new Map([...byCase].map(([id, rows]) => [id, rows.map((row) => shown(keys, row))]));
}

/** The same of one case. Those who ask at the same moment are answered together. */
export async function partiesOfOne(on: Queries, keys: Keys, caseId: string): Promise<readonly MaskedParty[]> {
  return (await rowsTogether(on, caseId)).map((row) => shown(keys, row));
}

const rowsTogether: (on: Queries, caseId: string) => Promise<readonly PartyRow[]> = gatherFor(
  () => null,
  async (on, caseIds: readonly string[]) => {
    const byCase = await rowsByCase(on, caseIds);
    return caseIds.map((id) => ({ status: 'fulfilled', value: byCase.get(id) ?? [] }));
  },
);

async function rowsByCase(on: Queries, caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly PartyRow[]>> {
  const query = prepared.get(on) ?? partiesOfCases(on);
  prepared.set(on, query);
  const byCase = new Map<string, PartyRow[]>();
  const found = await query.execute({ cases: arrayOf(caseIds) });
  for (const row of found.sort((a, b) => inOrder(a.party, b.party))) {
    const rows = byCase.get(row.caseId);
    if (rows) rows.push(row);
    else byCase.set(row.caseId, [row]);
  }
  return byCase;
}

/** W1, W2 … W10, E1. */
function inOrder(a: PartyId, b: PartyId): number {
  return sideOf(b).localeCompare(sideOf(a)) || Number(a.slice(1)) - Number(b.slice(1));
}

function shown(keys: Keys, row: PartyRow): MaskedParty {
  const number = opened(keys, row, 'idNumber');
  const line = opened(keys, row, 'phone');
  const { party, name, address, creditCode, org, person } = row;
  return {
    party,
    name,
    idNumber: number && maskedIdNumber(number),
    phone: line && maskedPhone(line),
    address,
    creditCode,
    org,
    person,
  };
}

function opened(keys: Keys, row: PartyRow, field: NumberField): string | null {
  const sealed = row[field];
  return sealed === null ? null : open(keys, place(row.caseId, row.party, field), sealed);
}

const SAMPLE = 20;

/** Whether these keys open what is stored: the newest and the oldest sealed numbers are tried. */
export async function opensNumbers(on: Queries, keys: Keys): Promise<boolean> {
  const sealed = or(isNotNull(caseParties.idNumber), isNotNull(caseParties.phone));
  const ends = [asc(caseParties.caseId), desc(caseParties.caseId)].map((end) =>
    on.select().from(caseParties).where(sealed).orderBy(end).limit(SAMPLE),
  );
  try {
    for (const row of (await Promise.all(ends)).flat()) openNumbers(keys, row);
    return true;
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}

/** The numbers of a stored party in the clear, for comparison inside the program. */
export const openNumbers = (keys: Keys, row: PartyRow): Readonly<Record<NumberField, string | null>> => ({
  idNumber: opened(keys, row, 'idNumber'),
  phone: opened(keys, row, 'phone'),
});

/** The numbers of one party in the clear; null where there is no such party. The caller records who asked and why. */
export async function unmasked(
  on: Queries,
  keys: Keys,
  caseId: string,
  party: PartyId,
): Promise<Readonly<Record<NumberField, string | null>> | null> {
  const mine = and(eq(caseParties.caseId, caseId), eq(caseParties.party, party));
  const [row] = await on.select().from(caseParties).where(mine);
  return row ? openNumbers(keys, row) : null;
}

/** Where exactly this id number or phone stands, newest case first. Nothing is found by a part of a number. */
export async function partiesWithNumber(
  on: Queries,
  keys: Keys,
  text: string,
): Promise<readonly { readonly caseId: string; readonly party: PartyId }[]> {
  const number = idNumber(text);
  const line = phone(text);
  const same = [
    ...(number === null ? [] : [inArray(caseParties.idNumberHash, [...searchHashes(keys, 'idNumber', number)])]),
    ...(line === null ? [] : [inArray(caseParties.phoneHash, [...searchHashes(keys, 'phone', line)])]),
  ];
  if (same.length === 0) return [];
  const { caseId, party } = caseParties;
  return on
    .select({ caseId, party })
    .from(caseParties)
    .where(or(...same))
    .orderBy(desc(caseId), party);
}

/** A text before it is stored: its reference goes into the command, the whole into the {@link Papers}. */
export interface PreparedText {
  readonly field: string;
  readonly salt: string;
  readonly reference: string;
  readonly text: string;
}

/**
 * Texts with their references. The same texts of the same command have the same references, so that a repeat is a
 * repeat; nobody can guess a text from its reference, because the salt stays with the text.
 *
 * @throws Malformed for NUL or a lone surrogate
 */
export function prepareTexts(
  keys: Keys,
  caseId: string,
  commandId: string,
  texts: Readonly<Record<string, string>>,
): readonly PreparedText[] {
  const [key] = keys;
  if (!key) throw new RangeError('no key of personal data');
  const secret = derived(key, 'text salts');
  return Object.entries(texts).map(([field, text]) => {
    if (!isWellFormed(text)) throw new Malformed(field);
    const salt = createHmac('sha256', secret)
      .update(JSON.stringify([caseId, commandId, field]))
      .digest('hex');
    return { field, salt, reference: referenceOf(salt, text), text };
  });
}

/** SHA-256 over the 32 bytes of salt and the text in UTF-8, hexadecimal: events carry it, anyone with the text can check it. */
export const referenceOf = (salt: string, text: string): string =>
  createHash('sha256').update(Buffer.from(salt, 'hex')).update(text, 'utf8').digest('hex');

/** What `command.texts` carries. */
export const referencesOf = (texts: readonly PreparedText[]): Readonly<Record<string, string>> =>
  Object.fromEntries(texts.map(({ field, reference }) => [field, reference]));

/** The texts behind these references. */
export async function textsOf(
  on: Queries,
  caseId: string,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const mine = and(eq(caseTexts.caseId, caseId), inArray(caseTexts.reference, [...references]));
  const found = await on.select().from(caseTexts).where(mine);
  return new Map(found.map(({ reference, text }) => [reference, text]));
}
