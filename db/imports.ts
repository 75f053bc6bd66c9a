// Imports of ledgers as they stand: receiving a file, finding what waits for a driver, reading what became of the rows.
// What a row says is sealed; who may open it is decided at the door.
import { createHash } from 'node:crypto';
import { and, asc, desc, eq, getTableColumns, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Verdict } from '../domain/ledger/verdict.ts';
import type { StaffRole } from '../domain/roles.ts';
import { type Db, inTransaction, type Queries, rows } from './connection.ts';
import { isDuplicate } from './failure.ts';
import { type ImportState, importRows, imports } from './schema/imports.ts';
import { type Keys, open, seal } from './sealing.ts';

export const IMPORT_CHANNEL = 'jiefen_import';

export interface Sender {
  readonly person: string;
  readonly role: StaffRole;
  readonly org: string;
}

/** All but what is sealed. */
export type ImportView = Omit<typeof imports.$inferSelect, 'file' | 'rejectedWorkbook' | 'fileHash' | 'ledgerHash'> & {
  readonly hasRejected: boolean;
  /** Rows that could not be taken over. */
  readonly faults: number;
};

const {
  file: _file,
  rejectedWorkbook,
  fileHash: _fileHash,
  ledgerHash: _ledgerHash,
  ...PLAIN
} = getTableColumns(imports);
const SHOWN = {
  ...PLAIN,
  hasRejected: sql<boolean>`${rejectedWorkbook} is not null`,
  faults: sql<number>`(select count(*)::int from import_rows f where f.import_id = ${imports.id} and f.fault is not null)`,
};

const filePlace = (id: string) => `imports/${id}/file`;
const workbookPlace = (id: string) => `imports/${id}/rejected`;
const rowPlace = (id: string, ordinal: number) => `import_rows/${id}/${ordinal}`;

const calling = sql`select pg_notify(${IMPORT_CHANNEL}, '')`;

/**
 * Keeps the file and asks for its dry run. The same file again gives the first import (`again`), but one that was
 * refused is tried anew: what refused it may have been a busy machine.
 */
export async function receiveLedger(
  db: Db,
  keys: Keys,
  sender: Sender,
  file: Uint8Array,
): Promise<{ readonly id: string; readonly again: boolean }> {
  const fileHash = createHash('sha256').update(file).digest('hex');
  const sealed = (id: string) => seal(keys, filePlace(id), Buffer.from(file).toString('base64'));
  return inTransaction(db, async (tx) => {
    const id = uuidv7();
    const [made] = await tx
      .insert(imports)
      .values({ id, fileHash, state: 'received', ...sender, file: sealed(id) })
      .onConflictDoNothing({ target: imports.fileHash })
      .returning({ id: imports.id });
    await tx.execute(calling);
    if (made) return { id, again: false };
    const known = tx.select({ id: imports.id, state: imports.state }).from(imports);
    const [first] = await known.where(eq(imports.fileHash, fileHash)).for('update');
    if (!first) throw new Error('a file is neither new nor known');
    if (first.state !== 'refused') return { id: first.id, again: true };
    const anew = { state: 'received', because: null, drivenUntil: null, ...sender, file: sealed(first.id) } as const;
    await tx.update(imports).set(anew).where(eq(imports.id, first.id));
    return { id: first.id, again: false };
  });
}

/** Begins the run. `busy`: another run goes on; `not-ready`: there is no dry run to confirm. A repeat changes nothing. */
export async function confirmImport(db: Db, id: string): Promise<'confirmed' | 'busy' | 'not-ready'> {
  try {
    return await inTransaction(db, async (tx) => {
      const [row] = await tx.select({ state: imports.state }).from(imports).where(eq(imports.id, id)).for('update');
      if (row?.state === 'confirmed' || row?.state === 'running' || row?.state === 'done') return 'confirmed';
      if (row?.state !== 'judged') return 'not-ready';
      await tx
        .update(imports)
        .set({ state: 'confirmed', confirmedAt: sql`now()`, drivenUntil: null })
        .where(eq(imports.id, id));
      await tx.execute(calling);
      return 'confirmed';
    });
  } catch (error) {
    if (isDuplicate(error)) return 'busy';
    throw error;
  }
}

export async function importOf(on: Queries, id: string): Promise<ImportView | null> {
  const [row] = await on.select(SHOWN).from(imports).where(eq(imports.id, id));
  return row ?? null;
}

/** The newest of these offices. */
export const importsOf = (on: Queries, orgs: readonly string[], limit: number): Promise<ImportView[]> =>
  on
    .select(SHOWN)
    .from(imports)
    .where(inArray(imports.org, [...orgs]))
    .orderBy(desc(imports.id))
    .limit(limit);

export interface ImportRow {
  readonly ordinal: number;
  readonly caseId: string | null;
  readonly fault: string | null;
  readonly done: boolean;
  readonly verdict: Verdict;
}

/** Rows in their order, opened. @param after ordinal of the last one seen */
export async function importRowsOf(
  on: Queries,
  keys: Keys,
  id: string,
  page: { readonly after: number; readonly limit: number; readonly only?: Verdict['class'] | undefined },
): Promise<readonly ImportRow[]> {
  const only = page.only === undefined ? [] : [eq(importRows.class, page.only)];
  return opened(on, keys, id, page.limit, gt(importRows.ordinal, page.after), ...only);
}

/** The next rows of a run. */
export const rowsToDo = (on: Queries, keys: Keys, id: string, limit: number): Promise<readonly ImportRow[]> =>
  opened(on, keys, id, limit, isNull(importRows.doneAt));

async function opened(on: Queries, keys: Keys, id: string, limit: number, ...which: SQL[]): Promise<ImportRow[]> {
  const found = await on
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, id), ...which))
    .orderBy(asc(importRows.ordinal))
    .limit(limit);
  return found.map(({ ordinal, caseId, fault, doneAt, content }) => ({
    ordinal,
    caseId,
    fault,
    done: doneAt !== null,
    verdict: JSON.parse(open(keys, rowPlace(id, ordinal), content)),
  }));
}

export async function ledgerFile(on: Queries, keys: Keys, id: string): Promise<Buffer | null> {
  const [row] = await on.select({ file: imports.file }).from(imports).where(eq(imports.id, id));
  return row?.file == null ? null : Buffer.from(open(keys, filePlace(id), row.file), 'base64');
}

export async function rejectedFile(on: Queries, keys: Keys, id: string): Promise<Buffer | null> {
  const [row] = await on.select({ file: imports.rejectedWorkbook }).from(imports).where(eq(imports.id, id));
  return row?.file == null ? null : Buffer.from(open(keys, workbookPlace(id), row.file), 'base64');
}

/** Sends the rows of a judged ledger to the database; those of an earlier judgement must be gone. */
export async function putImportRows(
  on: Queries,
  keys: Keys,
  id: string,
  from: number,
  verdicts: readonly Verdict[],
): Promise<void> {
  const values = verdicts.map((verdict, i) => ({
    importId: id,
    ordinal: from + i,
    row: verdict.row,
    line: verdict.line,
    class: verdict.class,
    petitionNo: verdict.class === 'rejected' ? null : verdict.normalized.petitionNo,
    content: seal(keys, rowPlace(id, from + i), JSON.stringify(verdict)),
    ...(verdict.class === 'rejected' && { doneAt: sql`now()` }),
  }));
  if (values.length > 0) await on.insert(importRows).values(values);
}

export const forgetImportRows = (on: Queries, id: string): Promise<unknown> =>
  on.delete(importRows).where(eq(importRows.importId, id));

export type Judgement = Pick<
  typeof imports.$inferInsert,
  'form' | 'columnsUnknown' | 'passedOver' | 'rows' | 'clean' | 'repaired' | 'duplicates' | 'rejected'
> & { readonly ledgerHash: string; readonly rejectedWorkbook: Uint8Array | null };

/** Closes the dry run; of a confirmed import it begins the run. `repeated` where another import said the same. */
export async function noteJudged(db: Db, keys: Keys, id: string, judgement: Judgement): Promise<ImportState> {
  const { rejectedWorkbook, ledgerHash, ...figures } = judgement;
  return inTransaction(db, async (tx) => {
    const [mine] = await tx.select({ state: imports.state }).from(imports).where(eq(imports.id, id)).for('update');
    if (mine?.state !== 'received' && mine?.state !== 'confirmed') return mine?.state ?? 'refused';
    const [same] = await tx
      .select({ id: imports.id })
      .from(imports)
      .where(and(eq(imports.ledgerHash, ledgerHash), sql`${imports.id} <> ${id}`));
    if (same) {
      await tx.delete(importRows).where(eq(importRows.importId, id));
      await tx.update(imports).set({ state: 'repeated', sameAs: same.id, file: null }).where(eq(imports.id, id));
      return 'repeated';
    }
    const state = mine.state === 'received' ? 'judged' : 'running';
    const workbook =
      rejectedWorkbook && seal(keys, workbookPlace(id), Buffer.from(rejectedWorkbook).toString('base64'));
    await tx
      .update(imports)
      .set({
        ...figures,
        ledgerHash,
        state,
        rejectedWorkbook: workbook,
        done: figures.rejected ?? 0,
        ...(state === 'running' && { file: null }),
      })
      .where(eq(imports.id, id));
    return state;
  });
}

export async function noteRefused(on: Queries, id: string, because: { zh: string; en: string }): Promise<void> {
  await on.update(imports).set({ state: 'refused', because, file: null }).where(eq(imports.id, id));
}

export interface DoneRow {
  readonly ordinal: number;
  readonly caseId: string | null;
  readonly fault: string | null;
}

/** Notes rows as dealt with; a row that was noted before stays as it is. */
export async function noteDone(db: Db, id: string, done: readonly DoneRow[]): Promise<void> {
  const given = JSON.stringify(done);
  await inTransaction(db, async (tx) => {
    await tx.execute(sql`
      update import_rows i set done_at = clock_timestamp(), case_id = d."caseId", fault = d.fault
      from jsonb_to_recordset(${given}::jsonb) as d(ordinal int, "caseId" uuid, fault text)
      where i.import_id = ${id} and i.ordinal = d.ordinal and i.done_at is null`);
    await tx.execute(sql`
      update imports set done = (select count(*) from import_rows where import_id = ${id} and done_at is not null)
      where id = ${id}`);
  });
}

export async function noteFinished(on: Queries, id: string): Promise<void> {
  await on
    .update(imports)
    .set({ state: 'done', finishedAt: sql`now()` })
    .where(and(eq(imports.id, id), eq(imports.state, 'running')));
}

/** The cases of these rows of the same import, by the line of the row. */
export async function casesOfLines(on: Queries, id: string, lines: readonly number[]): Promise<Map<number, string>> {
  if (lines.length === 0) return new Map();
  const { line, caseId } = importRows;
  const found = await on
    .select({ line, caseId })
    .from(importRows)
    .where(and(eq(importRows.importId, id), inArray(line, [...lines]), sql`${caseId} is not null`));
  return new Map(found.flatMap((row) => (row.caseId === null ? [] : [[row.line, row.caseId] as const])));
}

/** Imports that wait for a driver, each given to one caller for `leaseMs`. */
export const importsToDrive = (on: Queries, leaseMs: number): Promise<{ id: string }[]> =>
  rows<{ id: string }>(
    on,
    sql`update imports set driven_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
        where state in ('received', 'confirmed', 'running')
          and coalesce(driven_until, '-infinity') < clock_timestamp() returning id::text`,
  );

/** The 信访编号 under which these cases were taken over. */
export async function petitionNosOf(on: Queries, caseIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (caseIds.length === 0) return new Map();
  const { caseId, petitionNo } = importRows;
  const accepted = inArray(importRows.class, ['clean', 'repairable']);
  const found = await on
    .select({ caseId, petitionNo })
    .from(importRows)
    .where(and(inArray(caseId, [...caseIds]), accepted));
  return new Map(
    found.flatMap((row) => (row.caseId === null || row.petitionNo === null ? [] : [[row.caseId, row.petitionNo]])),
  );
}
