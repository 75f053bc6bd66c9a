// To-dos: mine, and those of the units in my sight.
import type { z } from 'zod';
import { type Tree, tree } from '../../db/organisations.ts';
import { unservedOf } from '../../domain/attention/unserved.ts';
import { type ProcedureId, stateOf } from '../../domain/procedures/procedures.ts';
import { isStaffRole } from '../../domain/roles.ts';
import { clockRule, isClockId } from '../../domain/rulebook/rulebook.ts';
import { type TaskRow, tasksInScope } from '../case-queries.ts';
import { nameOf, unservedViewOf } from '../case-view.ts';
import { type Asked, paged, readCursor, writeCursor } from '../cursor.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { taskPage, type taskView } from '../schemas/answers.ts';
import { taskQuery } from '../schemas/queries.ts';
import { scopeOf } from '../scope.ts';

export const taskRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/tasks',
    tag: 'tasks',
    by: 'person',
    summary: { zh: '待办', en: 'To-dos, those due first' },
    query: taskQuery,
    answers: { 200: { description: 'Open tasks', schema: taskPage } },
    does: async ({ query, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      const { scope: which, cursor, limit } = query;
      const asked: Asked = ['tasks', session.person.id, which];
      const [value, caseId, key] = readCursor(context.keys, asked, cursor) ?? [];
      const after = value === undefined || caseId === undefined || key === undefined ? null : { value, caseId, key };
      const organisations = await tree(context.db);
      const scope = scopeOf(session.person, organisations);
      const rows = await tasksInScope(context.db.orm, scope, which, { after, limit: limit + 1 });
      const { page, last } = paged(rows, limit);
      const place = last && [last.dueOn ?? 'infinity', last.caseId, last.key];
      const next = place ? writeCursor(context.keys, asked, place) : null;
      return {
        status: 200,
        body: { tasks: page.map((row) => taskOf(row, organisations)), next } satisfies z.output<typeof taskPage>,
      };
    },
  }),
];

function taskOf(row: TaskRow, organisations: Tree): z.output<typeof taskView> {
  const { procedure, state, rule, org, role, life, ...rest } = row;
  const unserved = life ? unservedOf(life).filter((one) => one.proceeding === row.proceeding) : [];
  const stateName = procedure && state ? stateOf(procedure as ProcedureId, state).name : null;
  const ruleName = rule !== null && isClockId(rule) ? clockRule(rule).name : null;
  return {
    ...rest,
    procedure: procedure as ProcedureId | null,
    state,
    stateName: stateName && { zh: stateName.zh, en: stateName.en },
    rule,
    ruleName: ruleName && { zh: ruleName.zh, en: ruleName.en },
    org: org === null ? null : nameOf(organisations, org),
    role: role !== null && isStaffRole(role) ? role : null,
    unserved: unserved.map(unservedViewOf),
  };
}
