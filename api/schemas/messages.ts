// What supervisors' messages ask and answer.
import { z } from 'zod';
import { count, cursor } from './queries.ts';
import { bilingual } from './values.ts';

const date = z.string().meta({ format: 'date' });

export const messageQuery = z.strictObject({ cursor: cursor.exactOptional(), limit: count(200, 50) });

export const messageView = z
  .strictObject({
    id: z.uuid(),
    at: z.string().meta({ format: 'date-time' }),
    words: bilingual,
    cases: z.int(),
    notices: z.int().meta({ description: 'Rungs that were reached; a case may have several' }),
    oldestOn: date.nullable().meta({ description: 'The first day on which one of the duties was to be done' }),
  })
  .meta({ id: 'Message', description: 'What became late, gathered for one supervisor' });

export const messagePage = z
  .strictObject({
    messages: z.array(messageView),
    held: z.int().meta({ description: 'More that is being gathered and comes with the next message' }),
    next: z.string().nullable(),
  })
  .meta({ id: 'MessagePage' });

export const messageCases = z
  .strictObject({
    message: messageView,
    late: z.array(
      z.strictObject({
        caseId: z.uuid(),
        caseNo: z.string(),
        clock: z.int().nullable(),
        rule: z.string().nullable(),
        ruleName: bilingual.nullable(),
        dueOn: date.nullable(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'MessageCases' });
