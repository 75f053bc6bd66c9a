// Who should do what by when. Derived from the case at every decision; a person is found through the offices.
import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Task } from '../../domain/attention/tasks.ts';
import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import { cases } from './cases.ts';

export const tasks = pgTable(
  'tasks',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    /** Names the duty, so that the same duty is the same task. */
    key: text('key').notNull(),
    what: text('what').$type<Task['what']>().notNull(),
    proceeding: integer('proceeding'),
    state: text('state'),
    clock: integer('clock'),
    rule: text('rule'),
    /** The office that must act, or the party. */
    org: uuid('org'),
    role: text('role'),
    party: text('party'),
    /** Who holds that office; null: nobody does, or it is a party's. */
    person: uuid('person'),
    dueOn: date('due_on').$type<CivilDate>(),
    /** Rung of the supervisors' ladder that was told, and who stands there. */
    rung: integer('rung').notNull().default(0),
    supervisor: uuid('supervisor'),
    supervisorOrg: uuid('supervisor_org'),
    openedAt: timestamp('opened_at', { withTimezone: true, precision: 3 }).notNull(),
    closedAt: timestamp('closed_at', { withTimezone: true, precision: 3 }),
  },
  (row) => [
    primaryKey({ columns: [row.caseId, row.key] }),
    index('tasks_open_by_person').on(row.person, row.dueOn).where(sql`${row.closedAt} is null`),
    index('tasks_open_by_supervisor').on(row.supervisor, row.dueOn).where(sql`${row.closedAt} is null`),
    index('tasks_open_by_due')
      .on(sql`coalesce(${row.dueOn}, 'infinity'::date)`, row.caseId, row.key)
      .where(sql`${row.closedAt} is null`),
    index('tasks_open_by_office').on(row.org, row.role, row.dueOn).where(sql`${row.closedAt} is null`),
  ],
);
