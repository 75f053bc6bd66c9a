// Hands open tasks over when people come, leave or change office: nobody may hold a deadline that left with him.

import type { Chart } from '../domain/attention/supervision.ts';
import type { StaffRole } from '../domain/roles.ts';
import { bulk } from './bulk.ts';
import type { Db } from './connection.ts';
import { chart } from './organisations.ts';
import { tasks } from './schema/tasks.ts';
import { type Statement, statement } from './statement.ts';
import { holderOf } from './tasks.ts';

interface Held {
  readonly caseId: string;
  readonly key: string;
  readonly org: string;
  readonly role: StaffRole;
  readonly person: string | null;
  readonly handler: string | null;
}

const held: Statement<Held> = statement(
  'held-tasks',
  `select t.case_id as "caseId", t.key, t.org, t.role, t.person, c.handler
  from tasks t join cases c on c.id = t.case_id
  where t.closed_at is null and t.org is not null and t.role is not null`,
);

const MOVED = bulk(tasks, ['caseId', 'key', 'person']);
const move: Statement<unknown> = statement(
  'move-tasks',
  `update tasks t set person = r.person from ${MOVED.jsonSource(1)}
  where t.case_id = r.case_id and t.key = r.key and t.closed_at is null`,
);

const seen = new WeakMap<Db, Chart>();

/** Gives every open task to who holds the office now. Does nothing while the offices are as they were. Returns how many. */
export async function reassignTasks(db: Db): Promise<number> {
  const now = await chart(db);
  if (seen.get(db) === now) return 0;
  const moved = (await held(db.orm))
    .map((task) => ({ ...task, holder: holderOf(task.org, task.role, task.handler, now) }))
    .filter(({ person, holder }) => person !== holder)
    .map(({ caseId, key, holder }) => ({ caseId, key, person: holder }));
  if (moved.length > 0) await move(db.orm, MOVED.json(moved));
  seen.set(db, now);
  return moved.length;
}
