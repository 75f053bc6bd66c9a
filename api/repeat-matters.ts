// 重复信访: earlier cases of the same person against the same employer over the same claim within 12 months, and how they
// stand. They are proposed; linking them is a person's act.
import { sql } from 'drizzle-orm';
import { type Queries, rows } from '../db/connection.ts';
import { type Case, openProceedings } from '../domain/case.ts';
import type { LinkStanding } from '../domain/case-plan.ts';
import { addMonths, type CivilDate } from '../domain/civil-date.ts';
import { inScope, type Scope } from './scope.ts';

export interface RepeatMatter {
  readonly id: string;
  readonly caseNo: string;
  readonly openedOn: CivilDate;
  readonly standing: LinkStanding;
}

const MONTHS = 12;

/** The matters in sight that this case repeats, the latest first. */
export async function repeatMatters(on: Queries, scope: Scope, c: Case): Promise<readonly RepeatMatter[]> {
  const claims = [...new Set(c.claims.map((claim) => claim.type))];
  const found = await rows<{ id: string; case_no: string; life: Case }>(
    on,
    sql`select cases.id, cases.case_no, cases.life from cases
    where cases.id <> ${c.id}::uuid and cases.opened_on between ${addMonths(c.openedOn, -MONTHS)} and ${c.openedOn}
      and cases.claim_types && ${`{${claims.join(',')}}`}::text[] and ${inScope(scope)}
      and exists (select from case_parties mine join case_parties theirs on theirs.id_number_hash = mine.id_number_hash
        where mine.case_id = ${c.id}::uuid and mine.party like 'W%'
          and theirs.case_id = cases.id and theirs.party like 'W%')
      and exists (select from case_parties mine join case_parties theirs
          on (theirs.org = mine.org or theirs.credit_code = mine.credit_code or theirs.name = mine.name)
        where mine.case_id = ${c.id}::uuid and mine.party like 'E%'
          and theirs.case_id = cases.id and theirs.party like 'E%')
    order by cases.opened_on desc, cases.id desc limit 50`,
  );
  return found.map(({ id, case_no, life }) => ({
    id,
    caseNo: case_no,
    openedOn: life.openedOn,
    standing: standingOf(life),
  }));
}

function standingOf(c: Case): LinkStanding {
  if (openProceedings(c).some((p) => p.procedure === 'petition')) return 'being-handled';
  return c.proceedings.some((p) => p.procedure === 'petition' && p.state === 'ended') ? 'levels-ended' : 'over';
}
