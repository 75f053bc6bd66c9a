// Sees to it that the head of every finished day stands outside the database too, signed (db/anchors.ts).
import { createPublicKey, type KeyObject } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { anchorLines, appendAnchor, readAnchor } from '../db/anchors.ts';
import { type Db, inTransaction, type Queries, rows } from '../db/connection.ts';
import { dailyHead } from '../db/daily-head.ts';
import { databaseNow } from '../db/legal-time.ts';
import { addDays, beijingDate, type CivilDate } from '../domain/calendar/civil-date.ts';
import type { Duty, Watch } from './patrol.ts';

const EVERY_MS = 60_000;
/** Between two days that are made up for. */
const NEXT_MS = 10;
/** What was recorded just before midnight is committed by then. */
const SETTLE_MS = 600_000;
/** Of PostgreSQL's advisory locks: one worker anchors at a time. */
const LOCK = 7_230_001;

export interface AnchorBook {
  /** The file of lines (`anchorPath`). */
  readonly path: string;
  /** Ed25519, private. */
  readonly key: KeyObject;
}

/** The duty of anchoring: one day a round, by database time, in order and without a gap from the first event on. */
export function anchoring(db: Db, book: AnchorBook, watch: Watch): Duty {
  return {
    name: 'anchor',
    everyMs: EVERY_MS,
    round: async () => {
      const day = await anchorNext(db, book);
      if (day === null) return undefined;
      watch.count('jiefen_anchored_days_total', 1);
      watch.say('info', 'day anchored', { day });
      return NEXT_MS;
    },
  };
}

/** Anchors the oldest finished day that has no anchor. null: there is none, or another worker is at it. */
async function anchorNext(db: Db, { path, key }: AnchorBook): Promise<CivilDate | null> {
  return inTransaction(db, async (tx) => {
    const [lock] = await rows<{ ours: boolean }>(tx, sql`select pg_try_advisory_xact_lock(${LOCK}) as ours`);
    if (!lock?.ours) return null;
    const day = await dayToAnchor(tx, path, createPublicKey(key));
    if (day === null) return null;
    appendAnchor(path, await dailyHead(tx, day), key);
    return day;
  });
}

/** The last anchor is damaged, or another key signed it: nothing is added behind what a person must look at first. */
export class ForeignAnchor extends Error {
  override readonly name = 'ForeignAnchor';
}

/**
 * The oldest finished day that has no anchor; null: there is none.
 *
 * @throws ForeignAnchor
 */
export async function dayToAnchor(on: Queries, path: string, key: KeyObject): Promise<CivilDate | null> {
  const day = await dayAfter(on, anchorLines(path).at(-1), key);
  return day === null || day > (await finishedDay(on)) ? null : day;
}

/** The newest day of which nothing more can be recorded: yesterday, some minutes after midnight. */
export async function finishedDay(on: Queries): Promise<CivilDate> {
  return addDays(beijingDate((await databaseNow(on)) - SETTLE_MS), -1);
}

async function dayAfter(on: Queries, last: string | undefined, key: KeyObject): Promise<CivilDate | null> {
  if (last === undefined) {
    const first = sql`select (extract(epoch from min(recorded_at)) * 1000)::float8 as ms from events`;
    const [row] = await rows<{ ms: number | null }>(on, first);
    return typeof row?.ms === 'number' ? beijingDate(row.ms) : null;
  }
  const read = readAnchor(last, key);
  if (!read?.signed) throw new ForeignAnchor('the last anchor is damaged or was signed by another key');
  return addDays(read.anchor.day, 1);
}
