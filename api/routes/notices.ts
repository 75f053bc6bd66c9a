// 收件箱: what I was told, as a party or in an office, with the law behind it and the day until when something is open.

import type { z } from 'zod';
import { legalDay } from '../../db/campaigns.ts';
import { REAL_TIME } from '../../db/legal-time.ts';
import { type Tree, tree } from '../../db/organisations.ts';
import { isNoticeId, NOTICES } from '../../domain/attention/notices.ts';
import { addDays, civilDate } from '../../domain/calendar/civil-date.ts';
import { ROUTES, type Route as Way } from '../../domain/clearance/routing.ts';
import { reasonName } from '../../domain/deciding/reasons.ts';
import { clockRule } from '../../domain/rulebook/rulebook.ts';
import { nameOf } from '../case-view.ts';
import { type Asked, paged, readCursor, writeCursor } from '../cursor.ts';
import { inboxOf, type Told, waysTold } from '../inbox.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { noticePage, noticeQuery } from '../schemas/notices.ts';
import { scopeOf } from '../scope.ts';

const DAYS = 90;

export const noticeRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/notices',
    tag: 'tasks',
    by: 'person',
    summary: { zh: '收件箱', en: 'What I was told of my cases, the newest first' },
    query: noticeQuery,
    answers: { 200: { description: 'Of the cases in sight', schema: noticePage } },
    does: async ({ query, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      const { person } = session;
      const { limit, cursor } = query;
      const asked: Asked = ['notices', person.id, query.since];
      const [since, at, caseId, seq, ordinal] = readCursor(context.keys, asked, cursor) ?? [];
      const from = civilDate(since ?? query.since ?? addDays((await legalDay(context.db.orm, REAL_TIME)).today, -DAYS));
      const after =
        at === undefined || caseId === undefined || seq === undefined || ordinal === undefined
          ? null
          : ([at, caseId, seq, ordinal] as const);
      const organisations = await tree(context.db);
      const question = { offices: person.offices, since: from, after, limit: limit + 1 };
      const found = await inboxOf(context.db.orm, scopeOf(person, organisations), question);
      const { page, last } = paged(found, limit);
      const place = last && [from, String(last.at.getTime()), last.caseId, String(last.seq), String(last.ordinal)];
      return {
        status: 200,
        body: {
          notices: page.map((told) => noticeOf(told, organisations)),
          next: place ? writeCursor(context.keys, asked, place) : null,
        },
      };
    },
  }),
];

type NoticeView = z.output<typeof noticePage>['notices'][number];

function noticeOf(told: Told, organisations: Tree): NoticeView {
  const { caseId, caseNo, seq, ordinal, template, party, org, role, event, at, reasonText, clock } = told;
  return {
    id: `${caseId}:${seq}:${ordinal}`,
    ...{ caseId, caseNo, what: template, party },
    says: isNoticeId(template) ? NOTICES[template] : { zh: template, en: template },
    article: event.article,
    reason: event.reason,
    reasonName: reasonName(event.reason),
    reasonText,
    on: event.on,
    at: at.toISOString(),
    proceeding: event.proceeding,
    office: org !== null && role !== null ? { org: nameOf(organisations, org), role } : null,
    clock: clock && { ...clock, name: clockRule(clock.rule).name },
    ways: template === 'petition-programme' || template === 'petition-routed' ? waysOf(told) : null,
  };
}

const isWay = (way: string): way is Way => Object.hasOwn(ROUTES, way);

function waysOf({ event }: Told): NoticeView['ways'] {
  const { sortedTo, route: chosen, also = [], limitationOn = null } = waysTold(event);
  const to = chosen ?? sortedTo;
  if (to === undefined || !isWay(to)) return null;
  return { to: ROUTES[to], also: also.filter(isWay).map((way) => ROUTES[way]), limitationOn };
}
