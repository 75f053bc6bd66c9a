// Signing in and out, and who I am.
import type { z } from 'zod';
import { z as zod } from 'zod';
import { tree } from '../../db/organisations.ts';
import { endSession, type Session, sessionsOf, signIn, signOut } from '../../db/people.ts';
import { STAFF_ROLES } from '../../domain/roles.ts';
import { nameOf } from '../case-view.ts';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { sessionList, sessionView, signedInView } from '../schemas/answers.ts';
import { sessionParams } from '../schemas/queries.ts';
import { clearCookie, refuseCrossSite, setCookie, tokenOf } from '../session.ts';

const credentials = zod
  .strictObject({ username: zod.string().min(1).max(100), password: zod.string().min(1).max(512) })
  .meta({ id: 'Credentials' });

export const sessionRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/api/v1/session',
    tag: 'session',
    by: 'anyone',
    summary: { zh: '登录', en: 'Sign in' },
    body: credentials,
    answers: { 200: { description: 'Signed in; the cookie carries the session', schema: signedInView } },
    problems: ['wrong-credentials', 'too-many-tries', 'cross-site'],
    does: async ({ body, context, request, response }) => {
      refuseCrossSite(request, 'none');
      const source = request.ip ?? '';
      await context.limits.signIn.take(source);
      const former = tokenOf(request, context);
      const agent = request.headers['user-agent'];
      const done = await signIn(context.db, {
        ...body,
        ...(agent !== undefined && { agent }),
        ...(former !== null && { former }),
      });
      if (!('refused' in done)) {
        await context.limits.signIn.giveBack(source);
        setCookie(response, context.tls, done.token);
        return { status: 200, body: { session: await shown(context, done.signedIn), token: done.token } };
      }
      if (done.refused === 'wait') throw Problem.of('too-many-tries', { retryAfter: done.waitMs / 1_000 });
      throw Problem.of('wrong-credentials');
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/session',
    tag: 'session',
    by: 'person',
    summary: { zh: '我是谁', en: 'Who am I' },
    answers: { 200: { description: 'The person and the offices held today', schema: sessionView } },
    does: async ({ session, context }) => ({ status: 200, body: session && (await shown(context, session)) }),
  }),
  route({
    method: 'delete',
    path: '/api/v1/session',
    tag: 'session',
    by: 'person',
    summary: { zh: '退出登录', en: 'Sign out' },
    answers: { 204: { description: 'The session has ended' } },
    does: async ({ context, request, response }) => {
      const token = tokenOf(request, context);
      if (token !== null) await signOut(context.db.orm, token);
      clearCookie(response, context.tls);
      return { status: 204 };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/sessions',
    tag: 'session',
    by: 'person',
    summary: { zh: '我的登录会话', en: 'My sessions' },
    answers: { 200: { description: 'The live ones, the latest first', schema: sessionList } },
    does: async ({ session, context }) => {
      const live = session ? await sessionsOf(context.db.orm, session.person.id) : [];
      const sessions = live.map(({ createdAt, seenAt, ...rest }) => ({
        ...rest,
        createdAt: createdAt.toISOString(),
        seenAt: seenAt.toISOString(),
        current: rest.id === session?.id,
      }));
      return { status: 200, body: { sessions } satisfies z.output<typeof sessionList> };
    },
  }),
  route({
    method: 'delete',
    path: '/api/v1/sessions/{id}',
    tag: 'session',
    by: 'person',
    summary: { zh: '结束一个会话', en: 'End one of my sessions' },
    params: sessionParams,
    answers: { 204: { description: 'It has ended' } },
    problems: ['not-found'],
    does: async ({ params, session, context }) => {
      if (!session || !(await endSession(context.db.orm, session.person.id, params.id))) throw Problem.of('not-found');
      return { status: 204 };
    },
  }),
];

async function shown(context: Context, { id, person }: Session): Promise<z.output<typeof sessionView>> {
  const organisations = await tree(context.db);
  const offices = person.offices.map(({ role, org }) => ({
    role,
    roleName: { ...STAFF_ROLES[role] },
    org: nameOf(organisations, org),
  }));
  return { id, person: { ...person, offices } };
}
