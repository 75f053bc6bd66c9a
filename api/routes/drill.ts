// 演练: cases that live in a legal time of their own, which can be moved ahead. Absent where drills are not allowed.

import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rows } from '../../db/connection.ts';
import { addTimeline, databaseNow, moveTimeline } from '../../db/legal-time.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { legalAt } from '../../domain/calendar/legal-time.ts';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { timelineView } from '../schemas/answers.ts';
import { timelineParams } from '../schemas/queries.ts';
import { day } from '../schemas/values.ts';

const DAY_MS = 86_400_000;
/** Legal time in Beijing, to the minute. */
const at = {
  on: day.exactOptional().meta({ description: 'Legal time from now on: this day' }),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .exactOptional()
    .meta({ description: 'Beijing; 00:00 when left out' }),
};
const dayMs = z
  .int()
  .min(100)
  .max(DAY_MS)
  .exactOptional()
  .meta({ description: 'Real milliseconds that one legal day takes' });

const begin = z.strictObject({ ...at, on: day, dayMs }).meta({ id: 'BeginTimeline' });
const move = z.strictObject({ ...at, dayMs }).meta({ id: 'MoveTimeline' });

export const drillRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/api/v1/drill/timelines',
    tag: 'drill',
    by: 'person',
    summary: { zh: '开始一个演练时间线', en: 'Begin a legal time for drills' },
    body: begin,
    answers: { 201: { description: 'Cases may be filed in it', schema: timelineView } },
    problems: ['not-allowed'],
    does: async ({ body, session, context }) => {
      requireOffice(session);
      const id = await addTimeline(context.db.orm, legalMs(body.on, body.time), DAY_MS / (body.dayMs ?? DAY_MS));
      return { status: 201, body: { id, legalNow: await legalNow(context, id) } };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/drill/timelines/{id}',
    tag: 'drill',
    by: 'person',
    summary: { zh: '演练时间', en: 'What time it is in a drill' },
    params: timelineParams,
    answers: { 200: { description: 'Its legal time', schema: timelineView } },
    problems: ['not-found'],
    does: async ({ params, context }) => ({
      status: 200,
      body: { id: params.id, legalNow: await legalNow(context, params.id) },
    }),
  }),
  route({
    method: 'post',
    path: '/api/v1/drill/timelines/{id}',
    tag: 'drill',
    by: 'person',
    summary: { zh: '推进演练时间', en: 'Move the legal time of a drill ahead, or change its pace' },
    params: timelineParams,
    body: move,
    answers: { 200: { description: 'The timers of its cases were moved', schema: timelineView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, session, context }) => {
      requireOffice(session);
      await legalNow(context, params.id);
      const cases = await moveTimeline(context.db, params.id, {
        ...(body.on !== undefined && { legalMs: legalMs(body.on, body.time) }),
        ...(body.dayMs !== undefined && { factor: DAY_MS / body.dayMs }),
      }).catch((error: unknown) => {
        if (error instanceof RangeError) throw BACK();
        throw error;
      });
      return { status: 200, body: { id: params.id, legalNow: await legalNow(context, params.id), cases } };
    },
  }),
];

const BACK = (): Problem =>
  Problem.of('malformed', {
    errors: [{ at: '/on', code: 'goes-back', zh: '时间只能向前', en: 'Legal time never goes back' }],
  });

/** Parties do not move the time of others. */
function requireOffice(session: { readonly person: { readonly offices: readonly unknown[] } } | null): void {
  if (!session || session.person.offices.length === 0) throw Problem.of('not-allowed');
}

function legalMs(on: string, time = '00:00'): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return startOfDayMs(civilDate(on)) + (hours * 60 + minutes) * 60_000;
}

/** @throws Problem `not-found`, also for the real time */
async function legalNow({ db }: Context, id: number): Promise<string> {
  const [row] = await rows<{ db: number; legal: number; factor: number }>(
    db.orm,
    sql`select anchor_db::float8 as db, anchor_legal::float8 as legal, factor from timelines where id = ${id} and id > 1`,
  );
  if (!row) throw Problem.of('not-found');
  const now = legalAt({ anchorMs: row.db, legalMs: row.legal, factor: row.factor }, await databaseNow(db.orm));
  return new Date(now).toISOString();
}
