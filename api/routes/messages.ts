// 督办提醒: what became late and reached me on the ladder, one message for all of it, and every case behind a message.
import type { z } from 'zod';
import { tree } from '../../db/organisations.ts';
import { messageWords } from '../../domain/attention/messages.ts';
import type { Bilingual } from '../../domain/rulebook/clock-rule.ts';
import { clockRule, isClockId } from '../../domain/rulebook/rulebook.ts';
import { type Asked, paged, readCursor, writeCursor } from '../cursor.ts';
import { behindMessage, heldFor, type Message, messagesTo, messageTo } from '../message-queries.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import * as schemas from '../schemas/messages.ts';
import { caseParams } from '../schemas/queries.ts';
import { scopeOf } from '../scope.ts';

export const messageRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/messages',
    tag: 'tasks',
    by: 'person',
    summary: { zh: '督办提醒', en: 'What became late and reached me as a supervisor, latest first' },
    query: schemas.messageQuery,
    answers: { 200: { description: 'One message for all that came together', schema: schemas.messagePage } },
    does: async ({ query, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      const { person } = session;
      const asked: Asked = ['messages', person.id];
      const [at, id] = readCursor(context.keys, asked, query.cursor) ?? [];
      const after = at === undefined || id === undefined ? null : { at, id };
      const found = await messagesTo(context.db.orm, person.id, { after, limit: query.limit + 1 });
      const { page, last } = paged(found, query.limit);
      return {
        status: 200,
        body: {
          messages: page.map(shown),
          held: await heldFor(context.db.orm, person.id),
          next: last ? writeCursor(context.keys, asked, [last.at, last.id]) : null,
        },
      };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/messages/{id}',
    tag: 'tasks',
    by: 'person',
    summary: { zh: '督办提醒所列案件', en: 'The cases behind a message, the longest overdue first' },
    params: caseParams,
    query: schemas.messageQuery,
    answers: { 200: { description: 'Those in sight', schema: schemas.messageCases } },
    problems: ['not-found'],
    does: async ({ params, query, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      const { person } = session;
      const asked: Asked = ['message', person.id, params.id];
      const [due, key] = readCursor(context.keys, asked, query.cursor) ?? [];
      const message = await messageTo(context.db.orm, person.id, params.id);
      if (!message) throw Problem.of('not-found');
      const scope = scopeOf(person, await tree(context.db));
      const after = due === undefined || key === undefined ? null : ([due, key] as const);
      const found = await behindMessage(context.db.orm, scope, params.id, { after, limit: query.limit + 1 });
      const { page, last } = paged(found, query.limit);
      return {
        status: 200,
        body: {
          message: shown(message),
          late: page.map(({ key: _, ...late }) => ({ ...late, ruleName: nameOf(late.rule) })),
          next: last ? writeCursor(context.keys, asked, [last.dueOn ?? 'infinity', last.key]) : null,
        },
      };
    },
  }),
];

function shown(message: Message): z.output<typeof schemas.messageView> {
  return { ...message, words: messageWords(message.cases, message.oldestOn) };
}

function nameOf(rule: string | null): Bilingual | null {
  return rule !== null && isClockId(rule) ? clockRule(rule).name : null;
}
