// 重复信访: earlier cases of the same person against the same employer over the same claim, and how they stand. They are
// proposed; linking them is a person's act.
import { sql } from 'drizzle-orm';
import { type Queries, rows } from '../db/connection.ts';
import type { CivilDate } from '../domain/calendar/civil-date.ts';
import type { Case } from '../domain/case.ts';
import { type Repeat, repeatOf } from '../domain/clearance/repeats.ts';
import type { Directory } from '../domain/deciding/routing.ts';
import { petitionSettings } from '../domain/petition/petition-settings.ts';
import { inScope, type Scope } from './scope.ts';

export interface RepeatMatter extends Repeat {
  readonly id: string;
  readonly caseNo: string;
  readonly openedOn: CivilDate;
}

const MOST = 50;

/**
 * The matters in sight that this case repeats on the day it was opened, the latest first. The same person has the same
 * identity number or, where one of the two gave none, the same name and telephone number.
 */
export async function repeatMatters(
  on: Queries,
  scope: Scope,
  c: Case,
  directory: Directory,
): Promise<readonly RepeatMatter[]> {
  const claims = [...new Set(c.claims.map((claim) => claim.type))];
  const found = await rows<{ id: string; case_no: string; life: Case }>(
    on,
    sql`select cases.id, cases.case_no, cases.life from cases
    where cases.id <> ${c.id}::uuid and cases.opened_on <= ${c.openedOn}
      and cases.claim_types && ${`{${claims.join(',')}}`}::text[] and ${inScope(scope)}
      and exists (select from case_parties mine join case_parties theirs
          on (theirs.id_number_hash = mine.id_number_hash
            or ((theirs.id_number_hash is null or mine.id_number_hash is null)
              and theirs.phone_hash = mine.phone_hash and theirs.name = mine.name))
        where mine.case_id = ${c.id}::uuid and mine.party like 'W%'
          and theirs.case_id = cases.id and theirs.party like 'W%')
      and exists (select from case_parties mine join case_parties theirs
          on (theirs.org = mine.org or theirs.credit_code = mine.credit_code or theirs.name = mine.name)
        where mine.case_id = ${c.id}::uuid and mine.party like 'E%'
          and theirs.case_id = cases.id and theirs.party like 'E%')
    order by cases.opened_on desc, cases.id desc limit ${MOST}`,
  );
  const { repeatMonths } = petitionSettings(c.facts.place.district, directory);
  return found.flatMap(({ id, case_no: caseNo, life }) => {
    const repeat = repeatOf(life, c.openedOn, repeatMonths);
    return repeat ? [{ id, caseNo, openedOn: life.openedOn, ...repeat }] : [];
  });
}
