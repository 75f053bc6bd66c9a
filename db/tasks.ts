// Who should do what: the tasks of a case as rows, each with the person who holds the office now and, once a duty is
// overdue or the matter was raised, the supervisor on the rung where it stands.

import { type Chart, placeOf, raisedTo, targetOf } from '../domain/attention/supervision.ts';
import { type Task, tasksOf } from '../domain/attention/tasks.ts';
import { type Case, clockOf, type OrgId } from '../domain/case.ts';
import type { StaffRole } from '../domain/roles.ts';
import type { tasks } from './schema/tasks.ts';

export const TASK_KEYS = [
  'caseId',
  'key',
  'what',
  'proceeding',
  'state',
  'clock',
  'rule',
  'org',
  'role',
  'party',
  'person',
  'dueOn',
  'rung',
  'supervisor',
  'supervisorOrg',
  'openedAt',
  'closedAt',
] as const satisfies readonly (keyof typeof tasks.$inferInsert)[];
export type TaskRow = Omit<Pick<typeof tasks.$inferInsert, (typeof TASK_KEYS)[number]>, 'openedAt' | 'closedAt'>;

/** The open tasks of a case, with the people of this chart. */
export function taskRows(c: Case, chart: Chart): TaskRow[] {
  return tasksOf(c).map((task) => ({
    caseId: c.id,
    key: task.key,
    what: task.what,
    proceeding: task.proceeding,
    state: task.state,
    clock: task.clock,
    rule: task.rule,
    org: task.body,
    role: task.role,
    party: task.party,
    person: holderOf(task.body, task.role, c.handler, chart),
    dueOn: task.dueOn,
    ...supervisionOf(c, task, chart),
  }));
}

/** The handler, if he holds that very office; else whoever does, or stands in for it; null: nobody, or it is a party's. */
export function holderOf(
  org: OrgId | null,
  role: StaffRole | null,
  handler: string | null,
  chart: Chart,
): string | null {
  if (!org || !role) return null;
  const own = chart.holders.some((h) => h.person === handler && h.org === org && h.role === role);
  return own ? handler : targetOf(chart, org, role).person;
}

const NOT_SUPERVISED = { rung: 0, supervisor: null, supervisorOrg: null } as const;

function supervisionOf(c: Case, task: Task, chart: Chart): Pick<TaskRow, 'rung' | 'supervisor' | 'supervisorOrg'> {
  const clock = task.clock === null ? null : clockOf(c, task.clock);
  const rung = Math.max(clock?.rungs ?? 0, raisedTo(c, task.proceeding));
  const target = rung === 0 ? null : rungTarget(c, task.proceeding, rung, chart);
  return target ? { rung, supervisor: target.person, supervisorOrg: target.org } : NOT_SUPERVISED;
}

/** Who stands on that rung (from 1) of the ladder of a proceeding, or of the case itself; null: nobody is above the unit. */
export function rungTarget(c: Case, proceeding: number | null, rung: number, chart: Chart) {
  const { ladder, unit } = placeOf(c, proceeding);
  const role = ladder[rung - 1]?.role;
  return role ? targetOf(chart, unit, role) : null;
}

export interface TaskChanges {
  /** New, or different from before. */
  readonly open: readonly TaskRow[];
  readonly close: readonly TaskRow[];
}

export function changedTasks(before: Case | null, after: Case, chart: Chart): TaskChanges {
  const old = new Map(before ? taskRows(before, chart).map((row) => [row.key, row]) : []);
  const now = taskRows(after, chart);
  const kept = new Set(now.map((row) => row.key));
  return {
    open: now.filter((row) => JSON.stringify(old.get(row.key)) !== JSON.stringify(row)),
    close: [...old.values()].filter((row) => !kept.has(row.key)),
  };
}
