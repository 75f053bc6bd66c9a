// One hash for everything that was recorded on a day, to be kept outside the database: whoever has it can prove that
// nothing of that day was changed, removed or added since.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type CivilDate, endOfDayMs, startOfDayMs } from '../domain/calendar/civil-date.ts';
import { type Queries, rows } from './connection.ts';

export interface DailyHead {
  readonly day: CivilDate;
  /** Cases with events on that day. */
  readonly cases: number;
  readonly events: number;
  /** Root of a Merkle tree (RFC 6962) over the last hash of each of these cases on that day, ordered by case; hex. */
  readonly head: string;
}

/** By database time, Beijing day. */
export async function dailyHead(on: Queries, day: CivilDate): Promise<DailyHead> {
  const from = new Date(startOfDayMs(day)).toISOString();
  const to = new Date(endOfDayMs(day)).toISOString();
  const found = await rows<{ hash: string; n: number }>(
    on,
    sql`select encode((array_agg(hash order by seq desc))[1], 'hex') as hash, count(*)::int as n
    from events where recorded_at >= ${from}::timestamptz and recorded_at < ${to}::timestamptz
    group by case_id order by case_id`,
  );
  return {
    day,
    cases: found.length,
    events: found.reduce((sum, { n }) => sum + n, 0),
    head: merkleRoot(found.map(({ hash }) => Buffer.from(hash, 'hex'))).toString('hex'),
  };
}

const hash = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((digest, part) => digest.update(part), createHash('sha256')).digest();
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** RFC 6962 §2.1: leaves and nodes are hashed apart, the left subtree is the largest full one. */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  const [only] = leaves;
  if (!only) return hash();
  if (leaves.length === 1) return hash(LEAF, only);
  const left = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return hash(NODE, merkleRoot(leaves.slice(0, left)), merkleRoot(leaves.slice(left)));
}
