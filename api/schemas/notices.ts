// What the inbox asks and answers.
import { z } from 'zod';
import { count, cursor } from './queries.ts';
import { bilingual } from './values.ts';

const date = z.string().meta({ format: 'date' });
const instant = z.string().meta({ format: 'date-time' });

export const noticeQuery = z.strictObject({ cursor: cursor.exactOptional(), limit: count(200, 50) });

const aboutCase = z
  .strictObject({
    caseId: z.uuid(),
    caseNo: z.string(),
    clock: z.int().nullable(),
    rule: z.string().nullable(),
    ruleName: bilingual.nullable(),
    dueOn: date.nullable(),
  })
  .meta({ id: 'NoticeCase', description: 'A case, and the period in it that a notice is about' });

export const noticeView = z
  .strictObject({
    id: z.string(),
    at: instant,
    template: z.string().meta({ description: 'Stable code of what is told' }),
    words: bilingual.nullable().meta({ description: 'Null: the code says it' }),
    cases: z.int().meta({ description: 'Cases that it is about; a message gathers many' }),
    oldestOn: date.nullable().meta({ description: 'Of a message: the first day on which one of them was to be done' }),
    about: aboutCase.nullable().meta({ description: 'Null for a message: ask for it by its id' }),
  })
  .meta({ id: 'Notice' });

export const noticePage = z
  .strictObject({
    notices: z.array(noticeView),
    held: z.int().meta({ description: 'More that is being gathered and comes with the next message' }),
    next: z.string().nullable(),
  })
  .meta({ id: 'NoticePage' });

export const messagePage = z
  .strictObject({ notice: noticeView, about: z.array(aboutCase), next: z.string().nullable() })
  .meta({ id: 'MessagePage' });
