// Webhooks: who outside is told of new events. Set by administrators for their organisation and those below it, read by
// its auditors too. The secret is shown once.
import type { z } from 'zod';
import { subtree, tree } from '../../db/organisations.ts';
import type { Session } from '../../db/people.ts';
import { TargetRefused, targetOf } from '../../db/webhook-target.ts';
import {
  attemptsOf,
  deadLettersOf,
  deleteWebhook,
  makeWebhook,
  replayDead,
  replayFrom,
  setWebhookState,
  type Webhook,
  webhooksOf,
} from '../../db/webhooks.ts';
import type { OrgId } from '../../domain/case.ts';
import type { StaffRole } from '../../domain/roles.ts';
import type { Context } from '../context.ts';
import { type Asked, readCursor, writeCursor } from '../cursor.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { caseParams } from '../schemas/queries.ts';
import * as schemas from '../schemas/webhooks.ts';

const TAG = 'webhooks';
const SETTERS: readonly StaffRole[] = ['admin'];
const READERS: readonly StaffRole[] = ['admin', 'auditor'];

export const webhookRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/webhooks',
    tag: TAG,
    by: 'person',
    summary: { zh: '事件推送', en: 'Webhooks, and how their deliveries stand' },
    answers: { 200: { description: 'Of the own organisation and those below', schema: schemas.webhookList } },
    problems: ['not-allowed'],
    does: async ({ session, context }) => {
      const found = await webhooksOf(context.db.orm, await placesOf(context, session, READERS));
      return { status: 200, body: { webhooks: found.map(shown) } satisfies z.output<typeof schemas.webhookList> };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/webhooks',
    tag: TAG,
    by: 'person',
    keyed: true,
    summary: { zh: '新建事件推送', en: 'Make one: news from now on' },
    body: schemas.newWebhook,
    answers: { 201: { description: 'Made; the secret is not shown again', schema: schemas.webhookMade } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ body, key, session, context }) => {
      const orgs = await placesOf(context, session, SETTERS);
      const org = body.org.toLowerCase();
      if (!session || !orgs.includes(org)) throw Problem.of('not-found');
      await requireTarget(context, body.url);
      const types = [...new Set(body.types)].sort();
      const asked = { org, url: body.url, types, person: session.person.id, commandId: key };
      const made = await makeWebhook(context.db, context.keys, asked);
      if (made === 'key-reused') throw Problem.of('key-reused');
      return { status: 201, body: made };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/webhooks/{id}',
    tag: TAG,
    by: 'person',
    summary: { zh: '查看事件推送', en: 'One webhook' },
    params: caseParams,
    answers: { 200: { description: 'As it stands', schema: schemas.webhookView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, session, context }) => ({
      status: 200,
      body: shown(await mine(context, session, READERS, params.id)),
    }),
  }),
  route({
    method: 'post',
    path: '/api/v1/webhooks/{id}/state',
    tag: TAG,
    by: 'person',
    summary: { zh: '暂停或者恢复推送', en: 'Pause it or go on; what happened meanwhile goes out then' },
    params: caseParams,
    body: schemas.webhookState,
    answers: { 200: { description: 'As it stands now', schema: schemas.webhookView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, session, context }) => {
      const { id } = await mine(context, session, SETTERS, params.id);
      await setWebhookState(context.db.orm, id, body.state);
      return { status: 200, body: shown(await mine(context, session, SETTERS, id)) };
    },
  }),
  route({
    method: 'delete',
    path: '/api/v1/webhooks/{id}',
    tag: TAG,
    by: 'person',
    summary: { zh: '删除事件推送', en: 'Delete it, with what waits and its dead letters' },
    params: caseParams,
    answers: { 204: { description: 'Gone' } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, session, context }) => {
      const { id } = await mine(context, session, SETTERS, params.id);
      await deleteWebhook(context.db.orm, id);
      return { status: 204 };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/webhooks/{id}/dead-letters',
    tag: TAG,
    by: 'person',
    summary: { zh: '未能送达的事件', en: 'Events that were given up' },
    params: caseParams,
    query: schemas.deadQuery,
    answers: { 200: { description: 'By case and number', schema: schemas.deadList } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, query, session, context }) => {
      const { id } = await mine(context, session, READERS, params.id);
      return { status: 200, body: await deadPage(context, session, id, query) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/webhooks/{id}/attempts',
    tag: TAG,
    by: 'person',
    summary: { zh: '推送记录', en: 'Tries of the last thirty days, the latest first' },
    params: caseParams,
    query: schemas.attemptQuery,
    answers: { 200: { description: 'Tries', schema: schemas.attemptList } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, query, session, context }) => {
      const { id } = await mine(context, session, READERS, params.id);
      const found = await attemptsOf(context.db.orm, id, query.case ?? null, query.limit);
      const attempts = found.map((one) => ({ ...one, at: one.at.toISOString() }));
      return { status: 200, body: { attempts } satisfies z.output<typeof schemas.attemptList> };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/webhooks/{id}/replay',
    tag: TAG,
    by: 'person',
    summary: { zh: '重新推送', en: 'Send again: a dead letter, all of them, or a case from an event on' },
    params: caseParams,
    body: schemas.replay,
    answers: { 202: { description: 'It will be sent, under the same ids' } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, session, context }) => {
      const { id } = await mine(context, session, SETTERS, params.id);
      if (body.what === 'from') {
        if (!(await replayFrom(context.db, id, body))) throw Problem.of('not-found');
        return { status: 202 };
      }
      const letters = await replayDead(context.db, id, body.what === 'one' ? body : null);
      if (body.what === 'one' && letters === 0) throw Problem.of('not-found');
      return { status: 202 };
    },
  }),
];

/** Organisations of whose webhooks this person has charge. @throws Problem `not-allowed` where there are none */
async function placesOf({ db }: Context, session: Session | null, roles: readonly StaffRole[]): Promise<OrgId[]> {
  if (!session) throw Problem.of('not-signed-in');
  const offices = session.person.offices.filter(({ role }) => roles.includes(role));
  if (offices.length === 0) throw Problem.of('not-allowed');
  const known = await tree(db);
  return [...new Set(offices.flatMap(({ org }) => [...subtree(known, org)]))];
}

/** @throws Problem `not-found` · `not-allowed` */
async function mine(
  context: Context,
  session: Session | null,
  roles: readonly StaffRole[],
  id: string,
): Promise<Webhook> {
  const [found] = await webhooksOf(context.db.orm, await placesOf(context, session, roles), id.toLowerCase());
  if (!found) throw Problem.of('not-found');
  return found;
}

const shown = (webhook: Webhook): z.output<typeof schemas.webhookView> => ({
  ...webhook,
  types: [...webhook.types],
});

/** A name that nobody knows yet is taken: it is asked for again at every sending. @throws Problem `malformed` */
async function requireTarget({ trustedOrigins }: Context, url: string): Promise<void> {
  try {
    await targetOf(url, trustedOrigins);
  } catch (error) {
    if (!(error instanceof TargetRefused)) throw error;
    if (error.code === 'name-unknown') return;
    const zh = '网址应为公网 https 地址(443或8443端口),不含用户名和片段;内网地址须由运维人员列入许可';
    const en = 'Give an https address of the public internet (port 443 or 8443); the operator may name others';
    throw Problem.of('malformed', { errors: [{ at: '/url', code: error.code, zh, en }] });
  }
}

async function deadPage(
  { db, keys }: Context,
  session: Session | null,
  id: string,
  { cursor, limit }: z.output<typeof schemas.deadQuery>,
): Promise<z.output<typeof schemas.deadList>> {
  const asked: Asked = ['dead-letters', session?.person.id, id];
  const [caseId, seq] = readCursor(keys, asked, cursor) ?? [];
  const after = caseId !== undefined && seq !== undefined ? { caseId, seq: Number(seq) } : null;
  const found = await deadLettersOf(db.orm, id, after, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next = found.length > limit && last ? writeCursor(keys, asked, [last.caseId, String(last.seq)]) : null;
  return { deadLetters: page.map((one) => ({ ...one, diedAt: one.diedAt.toISOString() })), next };
}
