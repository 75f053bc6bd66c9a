// 清零行动: the cases that a campaign is to clear, what its units owe each week, whom it told, and the balance of each day.
import { sql } from 'drizzle-orm';
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import type { DayBalance } from '../../domain/clearance/balance.ts';
import { CAMPAIGN_NEWS, type Outlook } from '../../domain/clearance/campaign.ts';
import { cases } from './cases.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';
import { timelines } from './timelines.ts';

export const campaigns = pgTable(
  'campaigns',
  {
    id: uuid('id').primaryKey(),
    /** The key of the request: the same again is the same campaign. */
    commandId: text('command_id').notNull(),
    name: text('name').notNull(),
    person: uuid('person')
      .notNull()
      .references(() => people.id),
    org: uuid('org')
      .notNull()
      .references(() => organisations.id),
    timelineId: integer('timeline_id')
      .notNull()
      .references(() => timelines.id),
    begunOn: date('begun_on').$type<CivilDate>().notNull(),
    targetOn: date('target_on').$type<CivilDate>().notNull(),
    status: text('status', { enum: ['open', 'closed'] }).notNull(),
    /** The last day whose balance is stored; null: none yet. */
    keptOn: date('kept_on').$type<CivilDate>(),
    /** Forecast and what one more handler would change, as of `keptOn`. */
    outlook: jsonb('outlook').$type<Outlook>(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
    drivenUntil: timestamp('driven_until', { withTimezone: true, precision: 3, mode: 'date' }),
  },
  (row) => [
    unique('campaigns_command').on(row.person, row.commandId),
    check('campaigns_target', sql`${row.targetOn} > ${row.begunOn}`),
    index('campaigns_by_org').on(row.org),
  ],
);

export const campaignCases = pgTable(
  'campaign_cases',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id),
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    /** The unit that is to clear it. */
    unit: uuid('unit')
      .notNull()
      .references(() => organisations.id),
    chosenOn: date('chosen_on').$type<CivilDate>().notNull(),
  },
  (row) => [primaryKey({ columns: [row.campaignId, row.caseId] }), index('campaign_cases_case').on(row.caseId)],
);

/** The balance of one day: of a campaign, or of all petition cases of a district. */
export const balanceDays = pgTable(
  'balance_days',
  {
    /** The campaign's id, or the district's. */
    scope: uuid('scope').notNull(),
    on: date('on').$type<CivilDate>().notNull(),
    opening: integer('opening').notNull(),
    cleared: integer('cleared').notNull(),
    relapsed: integer('relapsed').notNull(),
    entered: integer('entered').notNull(),
    /** Of the opening: old cases that came into the books on this day (domain/clearance/balance.ts). */
    takenOver: integer('taken_over').notNull().default(0),
    closing: integer('closing').notNull(),
    /** The cases behind each figure. */
    cases: jsonb('cases').$type<DayBalance>().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.scope, row.on] }),
    check(
      'balance_days_hold',
      sql`${row.opening} - ${row.cleared} + ${row.relapsed} + ${row.entered} = ${row.closing}`,
    ),
  ],
);

/** What a unit is to clear in a week, and what it cleared. */
export const campaignWeeks = pgTable(
  'campaign_weeks',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id),
    monday: date('monday').$type<CivilDate>().notNull(),
    unit: uuid('unit')
      .notNull()
      .references(() => organisations.id),
    /** Open when the week began. */
    open: integer('open').notNull(),
    target: integer('target').notNull(),
    /** Cleared in it, less what came back; null while it lasts. */
    cleared: integer('cleared'),
  },
  (row) => [primaryKey({ columns: [row.campaignId, row.monday, row.unit] })],
);

/** Whom a campaign told of which unit: each once for each cause. */
export const campaignNotices = pgTable(
  'campaign_notices',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id),
    on: date('on').$type<CivilDate>().notNull(),
    unit: uuid('unit')
      .notNull()
      .references(() => organisations.id),
    what: text('what', { enum: CAMPAIGN_NEWS }).notNull(),
    /** The person's id; where nobody holds the office, the office: `org/role`. */
    recipient: text('recipient').notNull(),
    /** Cases of the unit that stood open, or of the handler where he is told of his own. */
    open: integer('open').notNull(),
    role: text('role').notNull(),
    org: uuid('org').notNull(),
    /** Who holds the office; null: nobody does. */
    person: uuid('person'),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
  },
  (row) => [
    primaryKey({ columns: [row.campaignId, row.on, row.unit, row.what, row.recipient] }),
    index('campaign_notices_recipient').on(row.recipient, row.on),
  ],
);
