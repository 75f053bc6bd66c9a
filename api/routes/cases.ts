// Cases: filing, listing, one case with its record, its deadlines explained, and the commands that move it.

import type { z } from 'zod';
import { type Tree, tree } from '../../db/organisations.ts';
import { type MaskedParty, partiesOf, partiesWithNumber } from '../../db/personal.ts';
import { CHINA } from '../../domain/calendar/calendar.ts';
import { beijingDate, endOfDayMs } from '../../domain/calendar/civil-date.ts';
import { fold, sideOf } from '../../domain/case.ts';
import { maskedName } from '../../domain/identifiers.ts';
import { stateOf } from '../../domain/procedures/procedures.ts';
import { actionsFor } from '../actions.ts';
import { type CaseRow, casesInScope, eventsBefore, recordOf } from '../case-queries.ts';
import { nameOf } from '../case-view.ts';
import { give } from '../commands.ts';
import { type Asked, paged, readCursor, writeCursor } from '../cursor.ts';
import { explained, foreseen } from '../deadlines.ts';
import { fileCase } from '../intake.ts';
import { Problem } from '../problem.ts';
import { openFile, partiesBeside, showCase, showDecided, showEvents } from '../reading.ts';
import { type Route, route } from '../route.ts';
import * as answers from '../schemas/answers.ts';
import { givenCommand } from '../schemas/command.ts';
import { intake } from '../schemas/intake.ts';
import { asOfQuery, caseParams, caseQuery, clockParams, eventQuery } from '../schemas/queries.ts';
import { scopeOf } from '../scope.ts';

const TAG = 'cases';

export const caseRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/api/v1/cases',
    tag: TAG,
    by: 'person',
    keyed: true,
    refusable: true,
    summary: { zh: '登记案件', en: 'File a case' },
    body: intake,
    answers: { 201: { description: 'Registered', schema: answers.opened } },
    problems: ['not-allowed'],
    does: async ({ body, key, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      return { status: 201, body: await fileCase(context, session, body, key) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/cases',
    tag: TAG,
    by: 'person',
    summary: { zh: '案件列表', en: 'List cases' },
    query: caseQuery,
    answers: { 200: { description: 'Those in sight of the person', schema: answers.casePage } },
    does: async ({ query, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      const { cursor, limit, sort, assignee, ...filter } = query;
      const asked: Asked = ['cases', session.person.id, sort, JSON.stringify({ ...filter, assignee })];
      const [value, id] = readCursor(context.keys, asked, cursor) ?? [];
      const after = value === undefined || id === undefined ? null : { value, id };
      const organisations = await tree(context.db);
      const found = filter.q === undefined ? [] : await partiesWithNumber(context.db.orm, context.keys, filter.q);
      const rows = await casesInScope(
        context.db.orm,
        scopeOf(session.person, organisations),
        {
          ...filter,
          ...(assignee !== undefined && { assignee: assignee === 'me' ? session.person.id : assignee }),
          found: found.map(({ caseId }) => caseId),
        },
        { sort, after, limit: limit + 1 },
      );
      const { page, last } = paged(rows, limit);
      const parties =
        page.length === 0
          ? new Map()
          : await partiesOf(
              context.db.orm,
              context.keys,
              page.map((row) => row.id),
            );
      const next = last ? writeCursor(context.keys, asked, placeOf(last, sort)) : null;
      return {
        status: 200,
        body: { cases: page.map((row) => rowOf(row, organisations, parties.get(row.id) ?? [])), next },
      };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/cases/{id}',
    tag: TAG,
    by: 'person',
    summary: { zh: '案件详情;at 为某日时的状态', en: 'One case; with `at` as it stood at the end of that day' },
    params: caseParams,
    query: asOfQuery,
    answers: { 200: { description: 'The case with its clocks', schema: answers.caseView } },
    problems: ['not-found'],
    does: async ({ params, query, session, context }) => {
      const reading = await openFile(context, session, params.id);
      const { at } = query;
      if (at === undefined) return { status: 200, body: await showCase(reading) };
      if (at > beijingDate(reading.file.now)) throw tooLate();
      const then = await eventsBefore(context.db.orm, params.id, endOfDayMs(at));
      if (then.length === 0) throw Problem.of('not-found');
      return { status: 200, body: await showCase(reading, fold(then), at) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/cases/{id}/events',
    tag: TAG,
    by: 'person',
    summary: { zh: '案件记录', en: 'The record of a case' },
    params: caseParams,
    query: eventQuery,
    answers: { 200: { description: '`next` is the `after` of the next page', schema: answers.eventPage } },
    problems: ['not-found'],
    does: async ({ params, query, session, context }) => {
      const reading = await openFile(context, session, params.id);
      const found = await recordOf(context.db.orm, params.id, query.after, query.limit + 1);
      const { page, last } = paged(found, query.limit);
      const shown = await showEvents(
        reading,
        page.map(({ body }) => body),
      );
      const kept = shown.flatMap((event, i) => {
        const stamp = page[i];
        return stamp ? [{ ...event, recordedAt: stamp.recordedAt, lateMs: stamp.lateMs }] : [];
      });
      return { status: 200, body: { events: kept, next: last?.body.seq ?? null } };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/cases/{id}/actions',
    tag: TAG,
    by: 'person',
    summary: { zh: '我现在可以办理的操作', en: 'The commands that I may give now, and why not the others' },
    params: caseParams,
    answers: { 200: { description: 'Each with its article', schema: answers.actionList } },
    problems: ['not-found'],
    does: async ({ params, session, context }) => {
      const reading = await openFile(context, session, params.id);
      return { status: 200, body: { actions: await actionsFor(reading) } };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/cases/{id}/clocks/{no}',
    tag: TAG,
    by: 'person',
    summary: { zh: '期限说明', en: 'How a date was reached, day by day' },
    params: clockParams,
    answers: {
      200: { description: 'As data, in words, and recomputed by a second reckoning', schema: answers.derivationView },
    },
    problems: ['not-found'],
    does: async ({ params, session, context }) => {
      const { file } = await openFile(context, session, params.id);
      const clock = file.life.clocks.find((k) => k.no === params.no);
      if (!clock) throw Problem.of('not-found');
      return { status: 200, body: explained(file.life, clock, CHINA) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/cases/{id}/forecast',
    tag: TAG,
    by: 'person',
    summary: { zh: '无人办理时将自动发生的十件事', en: 'The next ten automatic acts if nobody acts' },
    params: caseParams,
    answers: { 200: { description: 'Oldest first', schema: answers.forecastView } },
    problems: ['not-found'],
    does: async ({ params, session, context }) => {
      const reading = await openFile(context, session, params.id);
      return { status: 200, body: foreseen(reading) };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/cases/{id}/commands',
    tag: TAG,
    by: 'person',
    keyed: true,
    refusable: true,
    summary: { zh: '办理', en: 'Give a command' },
    params: caseParams,
    body: givenCommand,
    answers: { 200: { description: 'Recorded; the same answer for the same key', schema: answers.recorded } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, key, session, context }) => {
      const reading = await openFile(context, session, params.id, key);
      const [done, parties] = await Promise.all([give(reading, body, key), partiesBeside(reading, body)]);
      const shown = await showDecided(reading, done, parties);
      const events = await showEvents(reading, done.events);
      return { status: 200, body: { case: shown, events } satisfies z.output<typeof answers.recorded> };
    },
  }),
];

const tooLate = (): Problem =>
  Problem.of('malformed', {
    errors: [{ at: '?at', code: 'date-in-future', zh: '该日期在今天之后', en: 'The day lies after today' }],
  });

function placeOf(row: CaseRow, sort: z.output<typeof caseQuery>['sort']): readonly string[] {
  const value = sort === 'due' ? row.dueOn : sort === '-updated' ? row.updatedAt : row.openedOn;
  return [value ?? '', row.id];
}

function rowOf(row: CaseRow, organisations: Tree, parties: readonly MaskedParty[]): z.output<typeof answers.caseRow> {
  const { procedure, state, body, ...rest } = row;
  const name = procedure && state ? stateOf(procedure, state).name : null;
  return {
    ...rest,
    levels: [...rest.levels],
    procedure,
    state,
    stateName: name && { zh: name.zh, en: name.en },
    body: body === null ? null : nameOf(organisations, body),
    parties: parties.map(({ party, name: known }) => ({
      id: party,
      name: sideOf(party) === 'worker' ? maskedName(known) : known,
    })),
  };
}
