// Compares the record with the heads of its days that are kept outside it (db/anchors.ts), and says apart whether what
// is there is genuine (I12) and whether all of it is there (I13).
import type { KeyObject } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { addDays, beijingDate, type CivilDate, startOfDayMs } from '../domain/calendar/civil-date.ts';
import { type Anchor, anchorLines, readAnchor } from './anchors.ts';
import { type Queries, rows } from './connection.ts';
import { dailyHead } from './daily-head.ts';
import { sha256 } from './hash-chain.ts';
import { databaseNow } from './legal-time.ts';
import type { Difference } from './verify-case.ts';

/** `unproven`: nothing speaks against it, and nothing outside the database for it. */
export type Verdict = 'holds' | 'broken' | 'unproven';

export interface Verdicts {
  /** Nothing was changed, put in or exchanged. */
  readonly integrity: Verdict;
  /** Nothing is missing, up to the last anchored day. */
  readonly completeness: Verdict;
}

export interface AnchorsVerified {
  readonly differences: readonly Difference[];
  /** The last anchored day; null: none is. */
  readonly through: CivilDate | null;
  /** Days of which events are missing: whether the others of these days are genuine, their heads no longer tell. */
  readonly incompleteDays: number;
}

/** A day must have its anchor so long after its end. */
const PATIENCE_MS = 3_600_000;

/** Checks signatures, the chain of lines, and each anchored day against the events. Changes nothing. */
export async function verifyAnchors(on: Queries, path: string, key: KeyObject | null): Promise<AnchorsVerified> {
  const { anchors, differences } = readLines(anchorLines(path), key);
  let incompleteDays = 0;
  for (const anchor of anchors) {
    const { complaints, incomplete } = await dayComplaints(on, anchor);
    differences.push(...complaints);
    if (incomplete) incompleteDays += 1;
  }
  differences.push(...(await coverage(on, anchors)));
  return { differences, through: anchors.at(-1)?.day ?? null, incompleteDays };
}

/** @param found of the record (`verifyRecord`) and of the anchors together */
export function verdictsOf(found: readonly Difference[], { through, incompleteDays }: AnchorsVerified): Verdicts {
  const broken = (invariant: string) => found.some((difference) => difference.invariant === invariant);
  return {
    integrity: broken('I12') ? 'broken' : through === null || incompleteDays > 0 ? 'unproven' : 'holds',
    completeness: broken('I13') ? 'broken' : through === null ? 'unproven' : 'holds',
  };
}

const forged = (what: string): Difference => ({ invariant: 'I12', caseId: null, what });
const missing = (what: string): Difference => ({ invariant: 'I13', caseId: null, what });

function readLines(lines: readonly string[], key: KeyObject | null) {
  const anchors: Anchor[] = [];
  const differences: Difference[] = [];
  for (const [i, text] of lines.entries()) {
    const read = readAnchor(text, key);
    if (!read) {
      differences.push(forged(`line ${i + 1} of the anchors cannot be read`));
      continue;
    }
    const { anchor, signed } = read;
    if (!signed) differences.push(forged(`the anchor of ${anchor.day} is not signed by the key`));
    differences.push(...sequel(anchor, anchors.at(-1), lines[i - 1]));
    anchors.push(anchor);
  }
  return { anchors, differences };
}

/** A gap between two days is a missing line; a line that follows none of what is there was exchanged. */
function sequel(anchor: Anchor, before: Anchor | undefined, lineBefore: string | undefined): Difference[] {
  const { day, previous } = anchor;
  const due = before && addDays(before.day, 1);
  if (due !== undefined && day > due) return [missing(`the anchors from ${due} to ${addDays(day, -1)} are missing`)];
  if (due !== undefined && day < due) return [forged(`the anchor of ${day} stands behind that of ${before?.day}`)];
  if (previous === (lineBefore === undefined ? null : sha256(lineBefore))) return [];
  if (lineBefore === undefined) return [missing(`the anchors before ${day} are missing`)];
  return [forged(`the anchor of ${day} does not follow the line before it`)];
}

async function dayComplaints(on: Queries, anchor: Anchor): Promise<{ complaints: Difference[]; incomplete: boolean }> {
  const { day, head, events, cases } = await dailyHead(on, anchor.day);
  const counts = `${events} events of ${cases} cases, anchored were ${anchor.events} of ${anchor.cases}`;
  const incomplete = events < anchor.events || cases < anchor.cases;
  const complaints = [
    ...(incomplete ? [missing(`${day} has ${counts}`)] : []),
    ...(events > anchor.events || cases > anchor.cases ? [forged(`${day} has ${counts}`)] : []),
  ];
  if (complaints.length === 0 && head !== anchor.head)
    complaints.push(forged(`the head of ${day} is not the anchored one`));
  return { complaints, incomplete };
}

/** Every finished day with its anchor, from the first event on. */
async function coverage(on: Queries, anchors: readonly Anchor[]): Promise<Difference[]> {
  const first = anchors[0]?.day;
  const until = beijingDate((await databaseNow(on)) - PATIENCE_MS);
  const next = anchors.at(-1) === undefined ? null : addDays(anchors.at(-1)?.day ?? until, 1);
  const before = await eventsBefore(on, first ?? until);
  if (next === null) return before > 0 ? [missing(`${before} events of finished days without any anchor`)] : [];
  return [
    ...(before > 0 ? [forged(`${before} events were recorded before the first anchored day`)] : []),
    ...(next < until ? [missing(`the anchors from ${next} to ${addDays(until, -1)} are missing`)] : []),
  ];
}

async function eventsBefore(on: Queries, day: CivilDate): Promise<number> {
  const start = new Date(startOfDayMs(day)).toISOString();
  const counted = sql`select count(*)::int as n from events where recorded_at < ${start}::timestamptz`;
  const [row] = await rows<{ n: number }>(on, counted);
  return row?.n ?? 0;
}
