// What the routes over clearance, repeat matters and conduct records take and answer.
import { z } from 'zod';
import { LINK_STANDINGS } from '../../domain/petition/case-plan.ts';
import { CONDUCT_ITEMS, CONDUCT_STEPS } from '../../domain/petition/conduct.ts';
import { organisationName } from './answers.ts';
import { bilingual, day, text, uuid } from './values.ts';

const date = z.string().meta({ format: 'date' });
const number = z.int();
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
        takenOver: figure.meta({ description: 'Of the opening: old cases that came into the books on this day' }),
        cleared: figure,
        relapsed: figure,
        entered: figure,
        closing: figure,
      }),
    ),
    numbers: z.record(z.uuid(), z.string()).meta({ description: 'Case id → number, of every case named' }),
    visits: z.array(z.strictObject({ caseId: z.uuid(), visit: number, on: date, lastDay: date })),
  })
  .meta({
    id: 'Clearance',
    description:
      'opening − cleared + relapsed + entered = closing, each with its cases; opening = closing of the day before + takenOver',
  });

export const repeatView = z
  .strictObject({
    matters: z.array(
      z.strictObject({
        id: z.uuid(),
        caseNo: z.string(),
        openedOn: date,
        standing: z.enum(LINK_STANDINGS),
        because: bilingual,
        article: z.string().nullable(),
        linked: z.boolean(),
      }),
    ),
  })
  .meta({
    id: 'RepeatMatters',
    description: 'Same person, employer and claim: in hand, ended for good, or answered within the months of the place',
  });

export const conductParams = z.strictObject({ id: uuid, record: uuid });
export const conductRecorded = z
  .strictObject({
    item: z
      .enum(CONDUCT_ITEMS)
      .meta({ description: 'An act named in Articles 20 and 26; how often somebody came is none' }),
    on: day,
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .meta({ description: 'Of the act, Beijing', examples: ['14:05'] }),
    place: text(500),
    words: text(8_000).meta({ description: 'What was seen' }),
    evidence: text(4_000).meta({ description: 'What proves it, and where it is kept' }),
  })
  .meta({ id: 'ConductRecord' });
export const conductStep = z
  .strictObject({
    step: z.enum(CONDUCT_STEPS).exclude(['recorded']),
    on: day,
    words: text(8_000),
    basis: text(500).exactOptional().meta({ description: 'Law and article; of a referral only' }),
    evidence: text(4_000).exactOptional(),
  })
  .meta({ id: 'ConductStep' });
export const conductLook = z
  .strictObject({
    reason: text(500),
    archive: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Records whose petition matter has ended too; by a head' }),
  })
  .meta({ id: 'ConductLook' });
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
        time: z.string().nullable().meta({ description: '`14:05`, Beijing' }),
        place: z.string().nullable(),
        evidence: z.string().nullable(),
        article: z.string().nullable().meta({ description: 'Of the act that was recorded' }),
        words: z.string(),
        basis: z.string().nullable(),
        person: z.uuid(),
        role: z.string(),
      }),
    ),
  })
  .meta({ id: 'ConductRecords' });

export const fileIndex = z
  .strictObject({
    caseNo: z.string(),
    holders: z
      .array(z.strictObject({ proceeding: z.int(), held: z.array(organisationName), now: organisationName.nullable() }))
      .meta({ description: 'Through whose hands each proceeding went, in order, and who has it' }),
    papers: z
      .array(
        z.strictObject({
          no: z.int().meta({ description: 'Place in the file, from 1' }),
          event: z.int().meta({ description: 'Number of the event in the history (`/events`) that brought it' }),
          on: z.string().meta({ format: 'date' }),
          what: bilingual,
          field: z.string(),
          reference: z.string().meta({ description: 'Salted SHA-256, as the event carries it' }),
        }),
      )
      .meta({ description: '案卷目录: everything written that the record refers to, in its order' }),
  })
  .meta({ id: 'FileIndex' });
