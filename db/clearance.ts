// The clearance facts of cases, read from the record. Each is booked on the day of its record, so that the balance of a
// day that is over follows from the record the same at any later time.
import { type SQL, sql } from 'drizzle-orm';
import type { CaseEvent } from '../domain/case.ts';
import type { ClearanceFact } from '../domain/clearance/balance.ts';
import { CLEARANCE_COMMANDS, clearanceFacts } from '../domain/clearance/facts.ts';
import { type Queries, rows } from './connection.ts';

const COMMANDS = sql.raw(CLEARANCE_COMMANDS.map((type) => `'${type}'`).join(', '));

type FactRow = Pick<CaseEvent, 'case' | 'seq' | 'at' | 'on' | 'effects'> & Record<string, unknown>;

/** The facts of the petition cases that `which` lets through, a condition on `cases`. */
export async function clearanceFactsOf(on: Queries, which: SQL): Promise<readonly ClearanceFact[]> {
  const found = await rows<FactRow>(
    on,
    sql`select e.body->>'case' as "case", e.seq, (e.body->>'at')::float8 as at, e.body->>'on' as "on",
      e.body->'effects' as effects
    from events e where e.type in (${COMMANDS}) and e.case_id in (
      select cases.id from cases where 'petition' = any(cases.levels) and ${which}) order by e.case_id, e.seq`,
  );
  return clearanceFacts(found);
}

/** The facts of these cases; those without a petition have none. */
export const factsOfCases = (on: Queries, ids: readonly string[]): Promise<readonly ClearanceFact[]> =>
  clearanceFactsOf(on, sql`cases.id = any(${`{${ids.join(',')}}`}::uuid[])`);

/** The facts of all petition cases of a district that live in that legal time; 1 is the real one. */
export const factsOfDistrict = (on: Queries, district: string, timelineId: number): Promise<readonly ClearanceFact[]> =>
  clearanceFactsOf(on, sql`cases.district = ${district}::uuid and cases.timeline_id = ${timelineId}`);

/** Numbers of the cases, by id. */
export async function caseNumbersOf(on: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ id: string; no: string }>(
    on,
    sql`select id, case_no as no from cases where id = any(${`{${ids.join(',')}}`}::uuid[])`,
  );
  return new Map(found.map(({ id, no }) => [id, no]));
}
