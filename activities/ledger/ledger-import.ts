// The steps of an import, each of which may run twice: the dry run, then the rows in batches. What is told to the engine
// is a state and how many rows are left.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../db/connection.ts';
import {
  forgetImportRows,
  importOf,
  ledgerFile,
  noteFinished,
  noteJudged,
  noteRefused,
  putImportRows,
  rowsToDo,
} from '../../db/imports.ts';
import { knownMatters } from '../../db/known-matters.ts';
import type { ImportState } from '../../db/schema/imports.ts';
import type { Keys } from '../../db/sealing.ts';
import { type Columns, FIELDS, type LedgerRow } from '../../domain/ledger/columns.ts';
import { judging } from '../../domain/ledger/judge.ts';
import type { Verdict } from '../../domain/ledger/verdict.ts';
import { atTheBorder } from '../failure.ts';
import { beating } from '../heartbeat.ts';
import { type LedgerForm, readLedger } from './ledger-file.ts';
import { LedgerRefused } from './ledger-refused.ts';
import { takeRows } from './ledger-rows.ts';
import { type RejectedRow, rejectedWorkbook } from './rejected-workbook.ts';

export interface ImportStep {
  readonly state: ImportState | 'unknown';
  /** Rows that this step dealt with. */
  readonly rows: number;
}

export interface LedgerActivities {
  /** The next step of an import, whatever it is. */
  importStep(importId: string): Promise<ImportStep>;
}

export interface LedgerMeans {
  readonly db: Db;
  readonly keys: Keys;
}

/** Rows in one step, and in one statement. */
const BATCH = 200;

export function ledgerActivities(means: LedgerMeans): LedgerActivities {
  return {
    importStep: async (importId) => {
      try {
        return await beating(() => step(means, importId));
      } catch (error) {
        throw atTheBorder(error);
      }
    },
  };
}

async function step(means: LedgerMeans, id: string): Promise<ImportStep> {
  const { db, keys } = means;
  const now = await importOf(db.orm, id);
  if (!now) return { state: 'unknown', rows: 0 };
  if (now.state === 'received' || now.state === 'confirmed') return { state: await judgeLedger(means, id), rows: 0 };
  if (now.state !== 'running') return { state: now.state, rows: 0 };
  const next = await rowsToDo(db.orm, keys, id, BATCH);
  if (next.length > 0) {
    await takeRows(means, now, next);
    return { state: 'running', rows: next.length };
  }
  await noteFinished(db.orm, id);
  return { state: 'done', rows: 0 };
}

/** The dry run; also the first step of a run, since the record may have moved on after the dry run that was shown. */
async function judgeLedger(means: LedgerMeans, id: string): Promise<ImportState> {
  const file = await ledgerFile(means.db.orm, means.keys, id);
  if (!file) throw new Error('an import waits for its file');
  const folder = await mkdtemp(join(tmpdir(), 'jiefen-import-'));
  try {
    const path = join(folder, 'ledger');
    await writeFile(path, file, { mode: 0o600 });
    return await judgeFile(means, id, path);
  } catch (error) {
    if (!(error instanceof LedgerRefused)) throw error;
    await noteRefused(means.db.orm, id, error.because);
    return 'refused';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function judgeFile(means: LedgerMeans, id: string, path: string): Promise<ImportState> {
  const { db, keys } = means;
  const { mentioned, ledgerHash } = await glance(path);
  const judge = judging(await knownMatters(db.orm, keys, mentioned));
  await forgetImportRows(db.orm, id);
  const count = { clean: 0, repairable: 0, duplicate: 0, rejected: 0 };
  const rejected: RejectedRow[] = [];
  let head: { readonly columns: Columns; readonly form: LedgerForm } | null = null;
  let [rows, passedOver] = [0, 0];
  let waiting: Verdict[] = [];
  const flush = async () => {
    await putImportRows(db.orm, keys, id, rows - waiting.length + 1, waiting);
    waiting = [];
  };
  for await (const part of readLedger(path)) {
    if (part.kind === 'columns') head = part;
    if (part.kind === 'passed-over') passedOver += 1;
    if (part.kind !== 'row') continue;
    const verdict = judge(part.row);
    count[verdict.class] += 1;
    if (verdict.class === 'rejected') rejected.push({ row: part.row, verdict });
    rows += 1;
    waiting.push(verdict);
    if (waiting.length === BATCH) await flush();
  }
  await flush();
  if (!head) throw new Error('a ledger without columns was not refused');
  return noteJudged(db, keys, id, {
    form: head.form,
    columnsUnknown: [...head.columns.unknown],
    passedOver,
    rows,
    clean: count.clean,
    repaired: count.repairable,
    duplicates: count.duplicate,
    rejected: count.rejected,
    ledgerHash,
    rejectedWorkbook: rejected.length === 0 ? null : await rejectedWorkbook(head.columns, rejected),
  });
}

/** First look: what the rows say as a digest, and which numbers they name. */
async function glance(path: string) {
  const hash = createHash('sha256');
  const mentioned = { idNos: new Set<string>(), phones: new Set<string>(), petitionNos: new Set<string>() };
  const judge = judging();
  for await (const part of readLedger(path)) {
    if (part.kind !== 'row') continue;
    hash.update(JSON.stringify(saidBy(part.row)));
    const verdict = judge(part.row);
    if (verdict.class === 'rejected') continue;
    const { idNo, phone, petitionNo } = verdict.normalized;
    if (idNo !== null) mentioned.idNos.add(idNo);
    if (phone !== null) mentioned.phones.add(phone);
    if (petitionNo !== null) mentioned.petitionNos.add(petitionNo);
  }
  return { mentioned, ledgerHash: hash.digest('hex') };
}

const saidBy = ({ row, cells }: LedgerRow): readonly (string | number)[] => [
  row,
  ...FIELDS.map((field) => cells[field].trim()),
];
