// What is asked for in addresses and queries.
import { z } from 'zod';
import { ORGANISATION_KINDS } from '../../db/schema/organisations.ts';
import { LIGHTS } from '../../domain/attention/light.ts';
import { LEVELS } from '../../domain/case.ts';
import { day, text, uuid } from './values.ts';

/** `due` lists only cases in which a period runs. */
export const SORTS = ['-opened', 'opened', 'due', '-updated'] as const;
export type Sort = (typeof SORTS)[number];

/** Digits only: `1e2`, ` 5` and `0x10` are refused. */
export const count = (most: number, usual: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .refine((n) => n <= most, { error: `最多${most} · At most ${most}` })
    .default(usual)
    .meta({ type: 'integer', minimum: 1, maximum: most, default: usual });

export const cursor = z.string().regex(/^[A-Za-z0-9_-]{1,600}$/);

export const caseQuery = z.strictObject({
  status: z.enum(['open', 'closed']).exactOptional(),
  level: z.enum(LEVELS).exactOptional(),
  state: z
    .string()
    .regex(/^[A-Za-z]{1,40}$/)
    .exactOptional(),
  light: z.enum(LIGHTS).exactOptional(),
  org: uuid.exactOptional().meta({ description: 'A body of the case, or a place around its enterprise' }),
  assignee: z.union([uuid, z.literal('me')]).exactOptional(),
  dueBefore: day.exactOptional(),
  provisional: z
    .enum(['true', 'false'])
    .exactOptional()
    .meta({ description: 'Whether a running period waits for a holiday notice that is not published yet' }),
  q: text(100)
    .exactOptional()
    .meta({ description: 'Number of the case, names of organisations; a whole id number or phone' }),
  sort: z.enum(SORTS).default('-opened').meta({ description: '`due` lists only cases in which a period runs' }),
  cursor: cursor.exactOptional(),
  limit: count(200, 50),
});

export const taskQuery = z.strictObject({
  scope: z.enum(['mine', 'unit']).default('mine'),
  cursor: cursor.exactOptional(),
  limit: count(200, 50),
});

export const caseParams = z.strictObject({ id: uuid });
export const clockParams = z.strictObject({
  id: uuid,
  no: z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number)
    .meta({ type: 'integer' }),
});
export const asOfQuery = z.strictObject({
  at: day.exactOptional().meta({ description: 'The case as it stood at the end of that day' }),
});
export const eventQuery = z.strictObject({
  after: z
    .string()
    .regex(/^(0|[1-9]\d{0,8})$/)
    .transform(Number)
    .default(0)
    .meta({ type: 'integer', minimum: 0, default: 0, description: 'Number of the last event already known' }),
  limit: count(1_000, 200),
});

export const progressQuery = z.strictObject({
  caseNo: text(40),
  code: text(60),
});

export const organisationQuery = z.strictObject({
  kind: z.enum(ORGANISATION_KINDS).exactOptional(),
  parent: uuid.exactOptional(),
  mediates: z.enum(['true', 'false']).exactOptional(),
  q: text(60).exactOptional(),
  cursor: cursor.exactOptional(),
  limit: count(200, 100),
});

export const givenRegion = z
  .strictObject({
    region: z
      .string()
      .regex(/^CN(-[A-Z]{2})?$/)
      .meta({ description: 'ISO 3166-2: a province such as CN-ZJ; CN takes it back', examples: ['CN-ZJ'] }),
  })
  .meta({ id: 'GivenRegion' });

export const sessionParams = z.strictObject({ id: uuid });
export const timelineParams = z.strictObject({
  id: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)
    .meta({ type: 'integer' }),
});
