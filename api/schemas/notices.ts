// What the inbox answers.
import { z } from 'zod';
import { organisationName } from './answers.ts';
import { count, cursor } from './queries.ts';
import { bilingual, day, partyId } from './values.ts';

export const noticeQuery = z.strictObject({
  since: day.exactOptional().meta({ description: 'The first day shown, Beijing; 90 days back when left out' }),
  cursor: cursor.exactOptional(),
  limit: count(200, 50),
});

const date = z.string().meta({ format: 'date' });

export const noticePage = z
  .strictObject({
    notices: z.array(
      z.strictObject({
        id: z.string().meta({ description: '`case:event:ordinal`, the same for good' }),
        caseId: z.uuid(),
        caseNo: z.string(),
        what: z.string(),
        says: bilingual,
        article: z.string().nullable().meta({ description: 'The law behind what happened' }),
        reason: z.string().nullable().meta({ description: 'Code' }),
        reasonName: bilingual.nullable().meta({ description: 'Of a code of the common list' }),
        reasonText: z.string().nullable().meta({ description: 'The reason in words, for the party who is told' }),
        on: date.meta({ description: 'The day it happened' }),
        at: z.string().meta({ format: 'date-time', description: 'When it was told' }),
        proceeding: z.int().nullable(),
        party: partyId.nullable(),
        office: z.strictObject({ org: organisationName, role: z.string() }).nullable(),
        clock: z
          .strictObject({ no: z.int(), rule: z.string(), name: bilingual, legal: date })
          .nullable()
          .meta({ description: 'The period it is about, with its last day as it stands now' }),
        ways: z
          .strictObject({
            to: bilingual.meta({ description: 'Where the petition goes by 第三十一条' }),
            also: z.array(bilingual).meta({ description: 'Open beside it' }),
            limitationOn: date.nullable().meta({ description: 'The last day of limitation of arbitration that runs' }),
          })
          .nullable()
          .meta({ description: 'Of a notice on the programme of a petition' }),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'NoticePage' });
