// Cases as they stand: one row a case, the fold of its events in `life` and beside it what lists, the sweeper and the
// relay ask for. Written only by the record, together with the events.
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { LIGHTS } from '../../domain/attention/light.ts';
import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import { type Case, INDUSTRIES, LEVELS } from '../../domain/case.ts';
import { RISKS } from '../../domain/petition/case-plan.ts';
import type { ProcedureId } from '../../domain/procedures/procedures.ts';
import { bytes } from './columns.ts';
import { organisations } from './organisations.ts';
import { timelines } from './timelines.ts';

export const cases = pgTable(
  'cases',
  {
    id: uuid('id').primaryKey(),
    caseNo: text('case_no').notNull().unique(),
    /** SHA-256 of the tracking code, which itself is shown once and kept nowhere. */
    trackingHash: bytes('tracking_hash').notNull(),
    timelineId: integer('timeline_id')
      .notNull()
      .references(() => timelines.id),
    /** Number of the last event. */
    seq: integer('seq').notNull(),
    /** Database time of the last event. */
    recordedAt: timestamp('recorded_at', { withTimezone: true, precision: 3 }).notNull(),
    /** Hash of the last event. */
    headHash: bytes('head_hash').notNull(),
    /** Canonical text, as it is answered: never searched, so not taken apart. */
    life: json('life').$type<Case>().notNull(),

    status: text('status', { enum: ['open', 'closed'] }).notNull(),
    /** Of the proceeding that leads the case: where it stands now. Null before the first proceeding. */
    level: text('level', { enum: LEVELS }),
    procedure: text('procedure').$type<ProcedureId>(),
    state: text('state'),
    body: uuid('body'),
    handler: uuid('handler'),
    light: text('light', { enum: LIGHTS }).notNull(),
    /** A running clock waits for a holiday notice. */
    provisional: boolean('provisional').notNull(),
    openedOn: date('opened_on').$type<CivilDate>().notNull(),
    closedOn: date('closed_on').$type<CivilDate>(),
    /** The earliest legal end of a running clock. */
    dueOn: date('due_on').$type<CivilDate>(),
    district: uuid('district')
      .notNull()
      .references(() => organisations.id),
    town: uuid('town').references(() => organisations.id),
    park: uuid('park').references(() => organisations.id),
    community: uuid('community').references(() => organisations.id),
    enterprise: uuid('enterprise').references(() => organisations.id),
    industry: text('industry', { enum: INDUSTRIES }).notNull(),
    workers: integer('workers').notNull(),
    /** Sum of all claims with an amount, fen. */
    amountFen: bigint('amount_fen', { mode: 'number' }).notNull(),
    claimTypes: text('claim_types').array().notNull(),
    flags: text('flags').array().notNull(),
    /** Levels the case has been through, in that order. */
    levels: text('levels').array().notNull(),
    /** Level at which the dispute was resolved; null while open, or when it was withdrawn. */
    settledLevel: text('settled_level', { enum: LEVELS }),
    /** What the plan of a petition case says of its unit and risk; null without one. */
    planUnit: uuid('plan_unit'),
    planRisk: text('plan_risk', { enum: RISKS }),
    /** The day of its clearance (销号) while that holds; a case may stay open after it. */
    clearedOn: date('cleared_on').$type<CivilDate>(),
    /** Bodies that hold or held a proceeding, and the one that registered the case. */
    bodies: uuid('bodies').array().notNull(),
    /** `bodies` and the organisations in whose catchment the enterprise lies. */
    orgs: uuid('orgs').array().notNull(),
    /** One- and two-character tokens of the number and the organisations' names; never of a person's. */
    tokens: text('tokens').array().notNull(),

    /** Real instant at which a clock next wants attention. */
    nextAt: timestamp('next_at', { withTimezone: true, precision: 3 }),
    nextClock: integer('next_clock'),
    /** What the workflow was last told: the number of the event it knows, and the instant it sleeps until. */
    drivenSeq: integer('driven_seq').notNull().default(0),
    drivenFor: timestamp('driven_for', { withTimezone: true, precision: 3 }),
  },
  (row) => [
    check('cases_seq_from_one', sql`${row.seq} >= 1`),
    check('cases_closed_with_day', sql`(${row.status} = 'closed') = (${row.closedOn} is not null)`),
    index('cases_due_instant').on(row.nextAt).where(sql`${row.nextAt} is not null`),
    index('cases_open').on(row.id).where(sql`${row.status} = 'open'`),
    index('cases_backlog')
      .on(row.district, row.id)
      .where(sql`${row.status} = 'open' and 'petition' = any(${row.levels}) and ${row.clearedOn} is null`),
    index('cases_timeline').on(row.timelineId).where(sql`${row.timelineId} <> 1`),
    // The orders of lists. What lists are narrowed by stands behind, so that whoever passes many cases by need not look
    // at them.
    index('cases_by_opening').on(row.openedOn, row.id, row.status, row.light, row.state),
    index('cases_by_due').on(row.dueOn, row.id, row.status, row.light, row.state).where(sql`${row.dueOn} is not null`),
    index('cases_by_news').on(row.recordedAt, row.id, row.status, row.light, row.state),
    index('cases_by_handler').on(row.handler, row.id).where(sql`${row.handler} is not null`),
    index('cases_by_org').using('gin', row.orgs),
    index('cases_by_body').using('gin', row.bodies),
    index('cases_by_token').using('gin', row.tokens),
  ],
);

/** The last number given in a district and year. The first district numbers 解2026-000001, the second 解2-2026-000001. */
export const caseNumbers = pgTable(
  'case_numbers',
  {
    district: uuid('district')
      .notNull()
      .references(() => organisations.id),
    year: integer('year').notNull(),
    /** The district's own number in this installation. */
    series: integer('series').notNull(),
    last: integer('last').notNull(),
  },
  (row) => [primaryKey({ columns: [row.district, row.year] }), unique('case_numbers_series').on(row.series, row.year)],
);
