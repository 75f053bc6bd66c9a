// The inbox: what I was told, latest first, and what stands behind a message that gathers many cases.
import type { z } from 'zod';
import { tree } from '../../db/organisations.ts';
import { messageWords } from '../../domain/attention/messages.ts';
import type { Bilingual } from '../../domain/rulebook/clock-rule.ts';
import { clockRule, isClockId } from '../../domain/rulebook/rulebook.ts';
import { type Asked, readCursor, writeCursor } from '../cursor.ts';
import { behindMessage, heldFor, messageTo, type Told, toldTo } from '../notice-queries.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import * as schemas from '../schemas/notices.ts';
import { caseParams } from '../schemas/queries.ts';
import { scopeOf } from '../scope.ts';

export const noticeRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/notices',
    tag: 'tasks',
    by: 'person',
    summary: { zh: '我的提醒', en: 'What I was told, latest first' },
    query: schemas.noticeQuery,
    answers: { 200: { description: 'Notices, and messages over many cases', schema: schemas.noticePage } },
    does: async ({ query, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      const { cursor, limit } = query;
      const asked: Asked = ['notices', session.person.id];
      const [at, id] = readCursor(context.keys, asked, cursor) ?? [];
      const after = at === undefined || id === undefined ? null : { at, id };
      const scope = scopeOf(session.person, await tree(context.db));
      const found = await toldTo(context.db.orm, scope, { after, limit: limit + 1 });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const next = found.length > limit && last ? writeCursor(context.keys, asked, [last.at, last.id]) : null;
      const held = await heldFor(context.db.orm, session.person.id);
      return { status: 200, body: { notices: page.map(shown), held, next } };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/notices/{id}',
    tag: 'tasks',
    by: 'person',
    summary: { zh: '归并提醒所列案件', en: 'The cases behind a message, the longest overdue first' },
    params: caseParams,
    query: schemas.noticeQuery,
    answers: { 200: { description: 'Those in sight', schema: schemas.messagePage } },
    problems: ['not-found'],
    does: async ({ params, query, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      const { cursor, limit } = query;
      const asked: Asked = ['notice', session.person.id, params.id];
      const [due, key] = readCursor(context.keys, asked, cursor) ?? [];
      const message = await messageTo(context.db.orm, session.person.id, params.id);
      if (!message) throw Problem.of('not-found');
      const scope = scopeOf(session.person, await tree(context.db));
      const found = await behindMessage(context.db.orm, scope, params.id, {
        after: due === undefined || key === undefined ? null : [due, key],
        limit: limit + 1,
      });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const place = last && [last.dueOn ?? 'infinity', last.key];
      return {
        status: 200,
        body: {
          notice: shown(message),
          about: page.map(({ key: _, ...late }) => ({ ...late, ruleName: nameOf(late.rule) })),
          next: found.length > limit && place ? writeCursor(context.keys, asked, place) : null,
        },
      };
    },
  }),
];

function shown(told: Told): z.output<typeof schemas.noticeView> {
  const { caseId, caseNo, clock, rule, dueOn, cases, ...rest } = told;
  const about =
    caseId === null || caseNo === null ? null : { caseId, caseNo, clock, rule, ruleName: nameOf(rule), dueOn };
  const words = cases === null ? (WORDS[told.template] ?? null) : messageWords(cases, told.oldestOn);
  return { ...rest, cases: cases ?? 1, words: words && { zh: words.zh, en: words.en }, about };
}

/** Of what persons tell each other by hand; the reason stands in the record. */
const WORDS: Readonly<Record<string, Bilingual>> = {
  raised: {
    zh: '案件已提级督办,理由见案件记录。',
    en: 'The case was raised to the next supervisor; the record says why.',
  },
  lowered: { zh: '案件已降级督办,理由见案件记录。', en: 'The case was brought down one rung; the record says why.' },
};

const nameOf = (rule: string | null): { zh: string; en: string } | null => {
  const name = rule !== null && isClockId(rule) ? clockRule(rule).name : null;
  return name && { zh: name.zh, en: name.en };
};
