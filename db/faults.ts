// Faults that only a person can end: noted once per cause, counted when met again, closed by whoever resolved it.
import { uuidv7 } from 'uuidv7';
import type { Queries } from './connection.ts';
import type { faults } from './schema/faults.ts';
import { type Statement, statement } from './statement.ts';

export interface Fault {
  readonly caseId: string;
  readonly source: (typeof faults.$inferInsert)['source'];
  /** A code, never a text that could carry personal data. */
  readonly code: string;
}

const raise: Statement<unknown> = statement(
  'raise-fault',
  `insert into faults (id, case_id, source, code, since, last_at, owner)
  values ($1, $2, $3, $4, clock_timestamp(), clock_timestamp(), (
    select m.person from memberships m join people p on p.id = m.person
    where m.role in ('admin', 'duty-officer') and p.active
      and (now() at time zone 'Asia/Shanghai')::date >= m.valid_from
      and (now() at time zone 'Asia/Shanghai')::date < coalesce(m.valid_to, 'infinity')
    order by m.role, m.valid_from limit 1))
  on conflict (case_id, source, code) where resolved_at is null
  do update set attempts = faults.attempts + 1, last_at = excluded.last_at`,
);
const resolve: Statement<{ id: string }> = statement(
  'resolve-fault',
  `update faults set resolved_at = clock_timestamp(), resolved_by = $2 where id = $1 and resolved_at is null
  returning id`,
);

/** Notes a fault. While one is open the sweeper leaves the case alone. */
export async function raiseFault(on: Queries, { caseId, source, code }: Fault): Promise<void> {
  await raise(on, uuidv7(), caseId, source, code);
}

/** Whether there was such an open fault. */
export async function resolveFault(on: Queries, id: string, person: string): Promise<boolean> {
  return (await resolve(on, id, person)).length > 0;
}
