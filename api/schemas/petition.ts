// What the routes over plans, clearance, repeat matters and conduct records take and answer.
import { z } from 'zod';
import { CLEARANCE_RESULTS, DOCUMENTS, LINK_STANDINGS, MEASURE_KINDS } from '../../domain/case-plan.ts';
import { CONDUCT_ITEMS, CONDUCT_STEPS } from '../../domain/conduct.ts';
import { bilingual, day, text, uuid } from './values.ts';

const date = z.string().meta({ format: 'date' });
const number = z.int();
const signOff = z.strictObject({ by: z.string(), on: date });

export const planView = z
  .strictObject({
    version: number,
    status: z.enum(['draft', 'submitted', 'approved']),
    content: z.record(z.string(), z.unknown()),
    texts: z.record(z.string(), z.string().nullable()).meta({ description: 'Null: not for your eyes' }),
    measures: z.array(
      z.strictObject({
        no: number,
        kind: z.enum(MEASURE_KINDS),
        owner: z.string(),
        unit: z.string(),
        dueOn: date,
        status: z.enum(['open', 'done', 'dropped']),
        settledOn: date.nullable(),
        text: z.string().nullable(),
        evidence: z.string().nullable(),
        clock: number.nullable().meta({ description: 'The clock that keeps its day, if one runs' }),
      }),
    ),
    submittedBy: z.string().nullable(),
    approved: signOff.nullable(),
    decision: z.strictObject({ document: z.enum(DOCUMENTS), on: date }).nullable(),
    checked: signOff.nullable(),
    cleared: z.strictObject({ by: z.string(), on: date, result: z.enum(CLEARANCE_RESULTS) }).nullable(),
    visits: z.array(z.strictObject({ visit: number, on: date })),
    relapses: number,
    relapsedOn: date.nullable(),
    missing: z.array(bilingual).meta({ description: 'Before it may be approved' }),
    missingForClearance: z.array(bilingual),
    versions: z.array(z.strictObject({ version: number, approvedBy: z.string(), approvedOn: date })),
  })
  .meta({ id: 'CasePlan', description: '一案一策' });

export const clearanceQuery = z.strictObject({
  from: day,
  through: day.meta({ description: 'Inclusive; at most 92 days' }),
});

const figure = z.strictObject({ count: number, cases: z.array(z.uuid()) });
export const clearanceView = z
  .strictObject({
    days: z.array(
      z.strictObject({
        on: date,
        opening: figure,
        cleared: figure,
        relapsed: figure,
        entered: figure,
        closing: figure,
      }),
    ),
    numbers: z.record(z.uuid(), z.string()).meta({ description: 'Case id → number, of every case named' }),
    visits: z.array(z.strictObject({ caseId: z.uuid(), visit: number, on: date, lastDay: date })),
  })
  .meta({ id: 'Clearance', description: 'opening − cleared + relapsed + entered = closing, each with its cases' });

export const repeatView = z
  .strictObject({
    matters: z.array(
      z.strictObject({
        id: z.uuid(),
        caseNo: z.string(),
        openedOn: date,
        standing: z.enum(LINK_STANDINGS),
        linked: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'RepeatMatters', description: 'Same person, employer and claim within 12 months' });

export const conductParams = z.strictObject({ id: uuid, record: uuid });
export const conductRecorded = z
  .strictObject({ item: z.enum(CONDUCT_ITEMS), on: day, place: text(500), words: text(8_000) })
  .meta({ id: 'ConductRecord' });
export const conductStep = z
  .strictObject({
    step: z.enum(CONDUCT_STEPS).exclude(['recorded']),
    on: day,
    words: text(8_000),
    basis: text(500).exactOptional().meta({ description: 'Law and article; of a referral only' }),
  })
  .meta({ id: 'ConductStep' });
export const conductLook = z.strictObject({ reason: text(500) }).meta({ id: 'ConductLook' });
export const conductDone = z.strictObject({ record: z.uuid(), entry: z.uuid() });
export const conductView = z
  .strictObject({
    entries: z.array(
      z.strictObject({
        id: z.uuid(),
        record: z.uuid(),
        step: z.enum(CONDUCT_STEPS),
        item: z.enum(CONDUCT_ITEMS).nullable(),
        on: date,
        place: z.string().nullable(),
        words: z.string(),
        basis: z.string().nullable(),
        person: z.uuid(),
        role: z.string(),
      }),
    ),
  })
  .meta({ id: 'ConductRecords' });
