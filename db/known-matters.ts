// Petition matters of the record that a ledger may speak of again: found by the numbers that the ledger gives, never
// all of them.
import { and, inArray, sql } from 'drizzle-orm';
import { sideOf } from '../domain/case.ts';
import { foldedAway } from '../domain/ledger/cells.ts';
import type { KnownMatter } from '../domain/ledger/judge.ts';
import type { Queries } from './connection.ts';
import { openNumbers } from './personal.ts';
import { cases } from './schema/cases.ts';
import { importRows } from './schema/imports.ts';
import { caseParties } from './schema/personal.ts';
import { type Keys, searchHashes } from './sealing.ts';

export interface Mentioned {
  readonly idNos: ReadonlySet<string>;
  readonly phones: ReadonlySet<string>;
  readonly petitionNos: ReadonlySet<string>;
}

const CHUNK = 1_000;

/** In the order of their ids: the oldest case of a person comes first. */
export async function knownMatters(on: Queries, keys: Keys, mentioned: Mentioned): Promise<readonly KnownMatter[]> {
  const ids = new Set<string>();
  for (const some of chunks([...mentioned.idNos])) {
    const hashes = some.flatMap((number) => searchHashes(keys, 'idNumber', number));
    for (const id of await casesWith(on, caseParties.idNumberHash, hashes)) ids.add(id);
  }
  for (const some of chunks([...mentioned.phones])) {
    const hashes = some.flatMap((number) => searchHashes(keys, 'phone', number));
    for (const id of await casesWith(on, caseParties.phoneHash, hashes)) ids.add(id);
  }
  for (const some of chunks([...mentioned.petitionNos])) {
    const found = await on
      .select({ id: importRows.caseId })
      .from(importRows)
      .where(and(inArray(importRows.petitionNo, some), inArray(importRows.class, ['clean', 'repairable'])));
    for (const { id } of found) if (id !== null) ids.add(id);
  }
  const known: KnownMatter[] = [];
  for (const some of chunks([...ids].sort())) known.push(...(await mattersOf(on, keys, some)));
  return known;
}

async function casesWith(
  on: Queries,
  column: typeof caseParties.idNumberHash | typeof caseParties.phoneHash,
  hashes: readonly string[],
): Promise<readonly string[]> {
  const found = await on
    .select({ id: caseParties.caseId })
    .from(caseParties)
    .where(inArray(column, [...hashes]));
  return found.map(({ id }) => id);
}

/** Of cases that have a petition; each worker of a case is a petitioner in it. */
async function mattersOf(on: Queries, keys: Keys, ids: readonly string[]): Promise<readonly KnownMatter[]> {
  const found = await on
    .select({
      id: cases.id,
      caseNo: cases.caseNo,
      petitionNo: sql<string | null>`(select r.petition_no from import_rows r where r.case_id = ${cases.id}
        and r.class in ('clean', 'repairable') limit 1)`,
    })
    .from(cases)
    .where(and(inArray(cases.id, [...ids]), sql`'petition' = any(${cases.levels})`));
  const parties = await on
    .select()
    .from(caseParties)
    .where(
      inArray(
        caseParties.caseId,
        found.map(({ id }) => id),
      ),
    );
  return found
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, caseNo, petitionNo }) => {
      const own = parties.filter((party) => party.caseId === id);
      const employer = own.find(({ party }) => sideOf(party) === 'employer');
      const workers = own.filter(({ party }) => sideOf(party) === 'worker');
      return workers.map((worker) => {
        const { idNumber, phone } = openNumbers(keys, worker);
        const petitioner = foldedAway(worker.name);
        return {
          case: caseNo,
          petitionNo,
          petitioner,
          idNo: idNumber,
          phone,
          employer: foldedAway(employer?.name ?? ''),
        };
      });
    });
}

function* chunks(list: readonly string[]): Generator<string[]> {
  for (let at = 0; at < list.length; at += CHUNK) yield list.slice(at, at + CHUNK);
}
