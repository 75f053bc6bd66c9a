// 行为记录 (信访工作条例 第二十条、第二十六条、第四十七条): what somebody did, how he was talked to, who decided a referral.
// Apart from the case: no event, clock, list, search or figure reads it. Entries are only added, each look is logged.
import { sql } from 'drizzle-orm';
import { check, date, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import { CONDUCT_ITEMS, CONDUCT_STEPS } from '../../domain/petition/conduct.ts';
import { cases } from './cases.ts';
import { people } from './people.ts';

export const conductEntries = pgTable(
  'conduct_entries',
  {
    id: uuid('id').primaryKey(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    /** The first entry of the record that this one continues; its own id in the first. */
    record: uuid('record').notNull(),
    step: text('step', { enum: CONDUCT_STEPS }).notNull(),
    /** Of the first entry. */
    item: text('item', { enum: CONDUCT_ITEMS }),
    on: date('on_day').$type<CivilDate>().notNull(),
    /** `14:05`, Beijing; of the first entry. */
    time: text('time_of_day'),
    place: text('place'),
    /** What proves it: of the first entry, and of a police answer. */
    evidence: text('evidence'),
    /** What happened, what was said, what the police answered: as the person wrote it. */
    words: text('words').notNull(),
    /** Law and article of a referral. */
    basis: text('basis'),
    /** Who wrote it; of a referral, who decided it. */
    person: uuid('person')
      .notNull()
      .references(() => people.id),
    role: text('role').notNull(),
    at: timestamp('at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
  },
  (row) => [
    index('conduct_entries_case').on(row.caseId, row.at),
    check('conduct_entries_first', sql`(${row.step} = 'recorded') = (${row.item} is not null)`),
    check('conduct_entries_referral', sql`(${row.step} = 'referral-decided') = (${row.basis} is not null)`),
  ],
);
