// What the routes over the order of the backlog take and answer.
import { z } from 'zod';
import { TRIAGE_PARTS } from '../../domain/clearance/triage.ts';
import { count, cursor } from './queries.ts';
import { bilingual, fen, text, uuid } from './values.ts';

const date = z.string().meta({ format: 'date' });
const number = z.int();
const weight = number.min(0).max(100).meta({ description: 'Points' });

const levers = z
  .strictObject({
    age: z
      .strictObject({ weight, full: number.min(1).max(50) })
      .meta({ description: '年限: all points from `full` years on, in proportion below' }),
    group: z
      .strictObject({ weight, full: number.min(1).max(10_000) })
      .meta({ description: '人数: all points from `full` people on' }),
    sum: z.strictObject({ weight, full: fen.min(1) }).meta({ description: '金额: all points from `full` fen on' }),
    risk: z
      .strictObject({ low: weight, medium: weight, high: weight, unassessed: weight })
      .meta({ description: '风险: points by the assessment in the plan; a higher risk never fewer' }),
    near: z
      .strictObject({ weight, days: number.min(1).max(365) })
      .meta({ description: '临期: points grow over the last `days` days before the next limit' }),
    urgentFrom: number.min(1).max(500).meta({ description: '优先办理: from so many points on' }),
  })
  .meta({ id: 'TriageLevers', description: '排序标尺: they order work; no clock and no right follows from them' });

export const newLevers = z
  .strictObject({
    levers,
    reason: text(500).meta({ description: 'Why; kept for good, so no personal data' }),
  })
  .meta({ id: 'NewTriageLevers' });

export const proposedLevers = z
  .strictObject({
    levers,
    first: number.min(1).max(200).default(20).meta({ description: 'How many of the new order are shown' }),
  })
  .meta({ id: 'ProposedTriageLevers' });

const counts = {
  cases: number,
  urgentBefore: number,
  urgentAfter: number,
  rise: number.meta({ description: 'Cases that come to be urgent' }),
  fall: number.meta({ description: 'Cases that cease to be urgent' }),
};

const effect = z
  .strictObject({
    on: date,
    ...counts,
    moved: number.meta({ description: 'Cases whose place in the order changes' }),
    units: z.array(z.strictObject({ unit: z.string(), ...counts })),
  })
  .meta({ id: 'TriageEffect' });

const part = z
  .strictObject({ lever: z.enum(TRIAGE_PARTS), points: number, most: number, because: bilingual })
  .meta({ id: 'TriagePart' });

const standing = {
  id: z.uuid(),
  caseNo: z.string(),
  unit: z.string(),
  openedOn: date,
  dueOn: date.nullable(),
  place: number.meta({ description: 'In the order of the cases in sight, from 1' }),
  points: number,
  urgent: z.boolean(),
  parts: z.array(part).meta({ description: 'Why it is here; they add up to `points`' }),
};

export const leversView = z
  .strictObject({
    version: number.meta({ description: '0: nothing was decided, the defaults hold' }),
    levers,
    versions: z
      .array(
        z.strictObject({
          version: number,
          levers,
          reason: z.string(),
          person: z.uuid(),
          decidedAt: z.string().meta({ format: 'date-time' }),
          effect,
        }),
      )
      .meta({
        description: 'The latest first, each with what it did to the whole backlog of the district when decided',
      }),
  })
  .meta({ id: 'TriageSettings' });

export const preview = z
  .strictObject({
    against: number.meta({ description: 'The version that holds now' }),
    effect: effect.meta({ description: 'On the cases in sight' }),
    first: z.array(z.strictObject({ ...standing, placeBefore: number, pointsBefore: number })),
  })
  .meta({ id: 'TriagePreview' });

export const backlogQuery = z.strictObject({
  unit: uuid.exactOptional().meta({ description: 'Only the cases that this unit answers for' }),
  cursor: cursor.exactOptional(),
  limit: count(200, 50),
});

export const backlogPage = z
  .strictObject({
    version: number.meta({ description: 'Of the levers; the same on every page' }),
    on: date.meta({ description: 'The day that ages and limits are counted to; the same on every page' }),
    total: number,
    cases: z.array(z.strictObject(standing)),
    next: z.string().nullable(),
  })
  .meta({ id: 'TriageBacklog' });
