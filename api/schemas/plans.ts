// What the routes over plans take and answer, and over what a district demands of them.
import { z } from 'zod';
import { CLEARANCE_RESULTS, DOCUMENTS, MEASURE_KINDS, VISIT_WAYS } from '../../domain/petition/case-plan.ts';
import { bilingual, code, text } from './values.ts';

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
    draftedBy: z.string().nullable(),
    submittedBy: z.string().nullable(),
    approved: signOff.nullable(),
    checklist: z
      .strictObject({
        version: number,
        guarantees: z.array(z.strictObject({ id: z.string(), name: bilingual, by: z.string().nullable() })),
      })
      .meta({ description: 'The guarantees demanded, and who gives each: as approved, else as the place demands now' }),
    dueOn: date.nullable().meta({ description: 'The day of its last measure' }),
    served: z.array(z.strictObject({ document: z.enum(DOCUMENTS), on: date, remedyTold: z.boolean() })),
    decision: z
      .strictObject({ document: z.enum(DOCUMENTS), on: date })
      .nullable()
      .meta({ description: 'The first of those served' }),
    checked: signOff.nullable(),
    cleared: z.strictObject({ by: z.string(), on: date, result: z.enum(CLEARANCE_RESULTS) }).nullable(),
    visits: z.array(z.strictObject({ visit: number, on: date })),
    visitLog: z
      .array(
        z.strictObject({
          no: number,
          how: z.enum(VISIT_WAYS),
          person: z.string().meta({ description: 'Who received or visited' }),
          on: date,
          place: z.string().nullable().meta({ description: 'Null: not for your eyes' }),
          outcome: z.string().nullable(),
        }),
      )
      .meta({ description: '接访、下访 of the petitioner' }),
    relapses: number,
    relapsedOn: date.nullable(),
    missing: z.array(bilingual).meta({ description: 'Before it may be approved' }),
    missingForClearance: z.array(bilingual),
    versions: z.array(z.strictObject({ version: number, approvedBy: z.string(), approvedOn: date, checklist: number })),
  })
  .meta({ id: 'CasePlan', description: '一案一策' });

const guarantees = z
  .array(z.strictObject({ id: code, name: z.strictObject({ zh: text(100), en: text(200) }) }))
  .max(20);

export const newSettings = z
  .strictObject({
    guarantees: guarantees.min(1),
    transferCap: number.min(1).max(10).meta({ description: 'Transfers before the common superior decides' }),
    repeatMonths: number.min(1).max(60).meta({ description: 'Months in which an answered matter counts as a repeat' }),
  })
  .meta({ id: 'NewPetitionSettings' });

export const settingsView = z
  .strictObject({
    version: number.meta({ description: '0: nothing was decided, the defaults hold' }),
    guarantees,
    transferCap: number,
    repeatMonths: number,
    versions: z.array(
      z.strictObject({
        version: number,
        person: z.uuid(),
        decidedAt: z.string().meta({ format: 'date-time' }),
        guarantees,
        transferCap: number,
        repeatMonths: number,
      }),
    ),
  })
  .meta({ id: 'PetitionSettings' });
