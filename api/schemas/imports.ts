// What the API asks for and answers around the import of a ledger.
import { z } from 'zod';
import { IMPORT_STATES } from '../../db/schema/imports.ts';
import { count } from './queries.ts';
import { bilingual, uuid } from './values.ts';

const instant = z.string().meta({ format: 'date-time' });

export const importParams = z.strictObject({ id: uuid });
export const importRowsQuery = z.strictObject({
  class: z.enum(['clean', 'repairable', 'duplicate', 'rejected']).exactOptional(),
  after: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .default(0)
    .meta({ type: 'integer', description: 'Ordinal of the last row seen' }),
  limit: count(1_000, 200),
});

export const assignmentsQuery = importRowsQuery.omit({ class: true });

export const assignmentList = z
  .strictObject({
    waiting: z.array(
      z.strictObject({
        caseId: uuid,
        row: z.int().meta({ description: '序号' }),
        dept: z.string().nullable().meta({ description: '责任单位 as the ledger has it' }),
        unit: uuid.nullable().meta({ description: 'The one organisation that it can be' }),
        leaderWritten: z.string().nullable().meta({ description: '包案领导 as the ledger has it' }),
        leader: uuid.nullable().meta({ description: 'The one person that it can be' }),
      }),
    ),
    next: z.int().nullable(),
  })
  .meta({ id: 'ImportAssignments', description: 'Named by draftPlan of the case' });

export const importView = z
  .strictObject({
    id: uuid,
    state: z.enum(IMPORT_STATES).meta({
      description:
        'received → judged (the dry run is there) → confirmed → running → done; refused: no ledger; repeated: sameAs',
    }),
    sameAs: uuid.nullable().meta({ description: 'The import of a file that says the same' }),
    because: bilingual.nullable().meta({ description: 'Why the file is no ledger' }),
    form: z.enum(['utf-8', 'gb18030', 'xlsx']).nullable(),
    rows: z.int(),
    byClass: z.strictObject({ clean: z.int(), repairable: z.int(), duplicate: z.int(), rejected: z.int() }),
    accepted: z.int().meta({ description: 'Rows that make a case' }),
    done: z.int().meta({ description: 'Rows dealt with; rejected ones are from the beginning' }),
    faults: z.int().meta({ description: 'Rows that could not be taken over although they were accepted' }),
    passedOver: z.int().meta({ description: 'Lines that are no data rows' }),
    columnsNotRead: z.array(z.string()),
    rejectedWorkbook: z.boolean().meta({ description: 'There is a workbook of rejected rows to correct' }),
    mine: z.boolean().meta({ description: 'Sent by the person who asks: only then its rows are shown' }),
    createdAt: instant,
    confirmedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Import' });

export const importList = z.strictObject({ imports: z.array(importView) }).meta({ id: 'Imports' });

const matter = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .meta({ id: 'LedgerMatter', description: 'The row as it is taken over, by the names of its columns' });

export const importRow = z
  .strictObject({
    ordinal: z.int(),
    row: z.int().meta({ description: '序号' }),
    line: z.int(),
    class: z.enum(['clean', 'repairable', 'duplicate', 'rejected']),
    tags: z.array(z.string()),
    repairs: z.array(
      z.strictObject({
        field: z.string(),
        column: z.string(),
        read: z.string(),
        made: z.string(),
        because: z.array(bilingual),
      }),
    ),
    mergedInto: z
      .union([z.int(), z.string()])
      .nullable()
      .meta({ description: '序号 of a row, or the number of a case' }),
    reason: z.string().nullable(),
    because: bilingual.nullable(),
    normalized: matter.nullable(),
    caseId: uuid.nullable(),
    done: z.boolean(),
    fault: z.string().nullable(),
  })
  .meta({ id: 'ImportRow' });

export const importRowList = z
  .strictObject({ rows: z.array(importRow), next: z.int().nullable() })
  .meta({ id: 'ImportRows' });
