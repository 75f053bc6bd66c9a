// The clocks of all cases, for lists, the calendar of deadlines and the comparison with the engine's timers.
import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { LIGHTS } from '../../domain/attention/light.ts';
import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import { LEVELS } from '../../domain/case.ts';
import { cases } from './cases.ts';

export const clocks = pgTable(
  'clocks',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    no: integer('no').notNull(),
    rule: text('rule').notNull(),
    proceeding: integer('proceeding'),
    level: text('level', { enum: LEVELS }),
    body: uuid('body'),
    party: text('party'),
    start: date('start').$type<CivilDate>().notNull(),
    nominal: date('nominal').$type<CivilDate>().notNull(),
    /** Last day in time; the consequence attaches at its 24:00. */
    legal: date('legal').$type<CivilDate>().notNull(),
    provisional: boolean('provisional').notNull(),
    state: text('state').notNull(),
    /** null: it has ended. */
    light: text('light', { enum: LIGHTS }),
    endedOn: date('ended_on').$type<CivilDate>(),
  },
  (row) => [
    primaryKey({ columns: [row.caseId, row.no] }),
    index('clocks_running_by_end').on(row.legal).where(sql`${row.endedOn} is null`),
  ],
);
