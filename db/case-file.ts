// A case taken from its shelf to be decided about: the row is locked until the transaction ends, and with it comes
// everything that a decision must know. One statement, unless somebody else decided while we waited.

import { legalAt, type Timeline } from '../domain/calendar/legal-time.ts';
import type { Case } from '../domain/case.ts';
import type { Refusal } from '../domain/decide.ts';
import { arrayOf } from './bulk.ts';
import type { Queries, Transaction } from './connection.ts';
import { defect } from './failpoint.ts';
import { type Statement, statement } from './statement.ts';

/** Invariant: while a file is held nobody else decides about its case. Instants in epoch ms. */
export interface CaseFile {
  readonly life: Case;
  readonly caseNo: string;
  /** Of the row: another one once anybody has changed it. */
  readonly version: string;
  /** Hash of the last event, hex. */
  readonly head: string;
  readonly timelineId: number;
  readonly timeline: Timeline;
  /** Database time, read after the lock was got. */
  readonly now: number;
  readonly drivenSeq: number;
  readonly drivenFor: number | null;
  /** What this command id was already answered. */
  readonly first: FirstEvent | null;
}

/** The event that a key led to, or its refusal with the last event before it. */
export interface FirstEvent {
  readonly seq: number;
  /** The first event of the same decision. */
  readonly since: number;
  readonly request: string;
  readonly refusal?: Refusal;
}

/**
 * The database's clock is behind what it wrote before: it was set back, or this is another machine. Nothing may be
 * decided until it has caught up.
 */
export class ClockBehind extends Error {
  override readonly name = 'ClockBehind';
  /** How far, ms. */
  readonly behindMs: number;
  constructor(behindMs: number) {
    super(`the database clock is ${behindMs} ms behind the record`);
    this.behindMs = behindMs;
  }
}

/** A case as it was read, before anything is decided about it. Instants in epoch ms, by database time. */
export interface SeenCase {
  readonly life: Case;
  readonly case_no: string;
  readonly version: string;
  readonly head: string;
  readonly timeline_id: number;
  readonly anchor_db: number;
  readonly anchor_legal: number;
  readonly factor: number;
  readonly now: number;
  readonly recorded: number;
  readonly driven_seq: number;
  readonly driven_for: number | null;
  readonly newest: number;
  readonly first: FirstEvent | null;
}

/** SQL for an instant as epoch milliseconds. */
export const epochMs = (instant: string): string => `floor(extract(epoch from ${instant}) * 1000)::float8`;

const FILE = `
  select c.life, c.case_no, c.xmin::text as version, encode(c.head_hash, 'hex') as head, c.timeline_id,
    t.anchor_db::float8, t.anchor_legal::float8, t.factor,
    ${epochMs('clock_timestamp()')} as now, ${epochMs('c.recorded_at')} as recorded,
    c.driven_seq, ${epochMs('c.driven_for')} as driven_for,
    (select max(e.seq) from events e where e.case_id = c.id) as newest`;

const firstEvent = (commandId: string): string => `(
    select json_build_object('seq', e.seq, 'since', e.since, 'request', encode(e.request_hash, 'hex'))
    from events e where e.case_id = c.id and e.command_id = ${commandId})`;

const ONE = `${FILE}, coalesce(${firstEvent('$2')}, (
      select json_build_object('seq', f.seq, 'since', f.since, 'request', encode(f.request_hash, 'hex'),
        'refusal', f.refusal)
      from refusals f where f.case_id = c.id and f.command_id = $2)) as first
  from cases c join timelines t on t.id = c.timeline_id
  where c.id = $1`;
const lockOne: Statement<SeenCase> = statement('case-file', `${ONE} for no key update of c`);
const readOne: Statement<SeenCase> = statement('case-file-unlocked', ONE);
// Without the refusals: who writes without holding the case asks for them then.
const readMany: Statement<SeenCase & { readonly id: string }> = statement(
  'case-files',
  `${FILE}, c.id, ${firstEvent('a.command_id')} as first
  from unnest($1::uuid[], $2::text[]) as a(id, command_id) join cases c on c.id = a.id
    join timelines t on t.id = c.timeline_id
  where c.id = any($1::uuid[])`,
);

const lockMany: Statement<SeenCase> = statement(
  'due-case-files',
  `${FILE}, null as first
  from cases c join timelines t on t.id = c.timeline_id
  where c.next_at <= clock_timestamp()
    and not exists (select from faults f where f.case_id = c.id and f.resolved_at is null)
  order by c.next_at
  limit $1
  for no key update of c skip locked`,
);

const lockListed: Statement<SeenCase> = statement(
  'listed-case-files',
  `${FILE}, null as first
  from cases c join timelines t on t.id = c.timeline_id
  where c.id = any($1::uuid[]) and c.status = 'open'
    and not exists (select from faults f where f.case_id = c.id and f.resolved_at is null)
  for no key update of c skip locked`,
);

/**
 * Locks a case, waiting for whoever decides about it now. null: there is no such case.
 *
 * @throws ClockBehind
 */
export async function lockCase(tx: Transaction, caseId: string, commandId: string): Promise<CaseFile | null> {
  const take = defect('unlocked') ? readOne : lockOne;
  const [row] = await take(tx, caseId, commandId);
  if (!row) return null;
  // What was read beside the row is as old as the beginning of our wait: look again, now that nobody can write.
  const fresh = row.newest === row.life.seq ? row : (await take(tx, caseId, commandId))[0];
  return fresh ? fileOf(fresh) : null;
}

/**
 * Cases as they stand at this moment, held by nobody: whoever decides must write on their `version` alone. By case id;
 * those that are not there are left out.
 */
export async function seeCases(
  on: Queries,
  list: readonly { readonly caseId: string; readonly commandId: string }[],
): Promise<ReadonlyMap<string, SeenCase>> {
  const ids = arrayOf(list.map(({ caseId }) => caseId));
  const rows = await readMany(on, ids, arrayOf(list.map(({ commandId }) => commandId)));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Locks at most `limit` cases whose next instant has come, the longest waiting first, passing over those in use. */
export async function lockDueCases(tx: Transaction, limit: number): Promise<CaseFile[]> {
  const rows = await lockMany(tx, limit);
  return rows.filter((row) => row.newest === row.life.seq).map(fileOf);
}

/** Locks those of these cases that are open, passing over those in use. */
export async function lockCases(tx: Transaction, ids: readonly string[]): Promise<CaseFile[]> {
  const rows = await lockListed(tx, arrayOf(ids));
  return rows.filter((row) => row.newest === row.life.seq).map(fileOf);
}

/** @throws ClockBehind */
export function fileOf(row: SeenCase): CaseFile {
  const now = defect('clock-of-the-process') ? Date.now() : row.now;
  if (now < row.recorded) throw new ClockBehind(row.recorded - now);
  return {
    life: row.life,
    caseNo: row.case_no,
    version: row.version,
    head: row.head,
    timelineId: row.timeline_id,
    timeline: { anchorMs: row.anchor_db, legalMs: row.anchor_legal, factor: row.factor },
    now,
    drivenSeq: row.driven_seq,
    drivenFor: row.driven_for,
    first: defect('no-first-answer') ? null : row.first,
  };
}

/** Legal time at which this file is decided about, epoch ms. */
export const legalNow = (file: Pick<CaseFile, 'timeline' | 'now'>): number => legalAt(file.timeline, file.now);
