// Webhooks: who outside is told of new events. Proposed by administrators for their organisation and those below it,
// approved by another person who answers for it, read by its auditors too. The secret is shown once.
import type { z } from 'zod';
import { subtree, tree } from '../../db/organisations.ts';
import type { Session } from '../../db/people.ts';
import { TargetRefused, targetOf } from '../../db/webhook-target.ts';
import {
  type Acted,
  approveWebhook,
  attemptsOf,
  type By,
  deadLettersOf,
  declineWebhook,
  deleteWebhook,
  moveWebhook,
  proposeWebhook,
  replayWebhook,
  rotateSecret,
  setWebhookState,
  type Webhook,
  type WebhookRefusal,
  webhookActsOf,
  webhooksOf,
} from '../../db/webhooks.ts';
import type { OrgId } from '../../domain/case.ts';
import type { StaffRole } from '../../domain/roles.ts';
import type { Context } from '../context.ts';
import { type Asked, paged, readCursor, writeCursor } from '../cursor.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { caseParams } from '../schemas/queries.ts';
import * as schemas from '../schemas/webhooks.ts';

const TAG = 'webhooks';
const SETTERS: readonly StaffRole[] = ['admin'];
const APPROVERS: readonly StaffRole[] = ['admin', 'deputy-director', 'authority-head'];
const READERS: readonly StaffRole[] = [...APPROVERS, 'auditor'];

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
    summary: { zh: '提出事件推送', en: 'Propose one: news from its approval on' },
    body: schemas.newWebhook,
    answers: { 201: { description: 'Proposed; the secret is not shown again', schema: schemas.webhookMade } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ body, key, session, context }) => {
      const orgs = await placesOf(context, session, SETTERS);
      const org = body.org.toLowerCase();
      if (!session || !orgs.includes(org)) throw Problem.of('not-found');
      await requireTarget(context, body.url);
      const types = [...new Set(body.types)].sort();
      const asked = { org, url: body.url, types, ...byOf(session, key) };
      const made = await proposeWebhook(context.db, context.keys, asked);
      if (made === 'key-reused') throw Problem.of('key-reused');
      return { status: 201, body: made satisfies z.output<typeof schemas.webhookMade> };
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
    path: '/api/v1/webhooks/{id}/address',
    tag: TAG,
    by: 'person',
    keyed: true,
    summary: {
      zh: '提出更换推送地址',
      en: 'Propose another address; news goes to the present one till it is approved',
    },
    params: caseParams,
    body: schemas.webhookAddress,
    answers: { 200: { description: 'Noted', schema: schemas.webhookAct } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, key, session, context }) => {
      const id = await mayAct(context, session, SETTERS, params.id);
      await requireTarget(context, body.url);
      return actOf(await moveWebhook(context.db, byOf(session, key), id, body.url));
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/webhooks/{id}/approval',
    tag: TAG,
    by: 'person',
    keyed: true,
    summary: { zh: '核准或者不同意推送地址', en: 'Approve the address that another person proposed, or decline it' },
    params: caseParams,
    body: schemas.webhookApproval,
    answers: { 200: { description: 'Noted', schema: schemas.webhookAct } },
    problems: ['not-found', 'not-allowed', 'own-proposal', 'nothing-awaits'],
    does: async ({ params, body, key, session, context }) => {
      const id = await mayAct(context, session, APPROVERS, params.id);
      const decide = body.approved ? approveWebhook : declineWebhook;
      return actOf(await decide(context.db, byOf(session, key), id, body.url));
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/webhooks/{id}/secret',
    tag: TAG,
    by: 'person',
    keyed: true,
    summary: { zh: '更换签名密钥', en: 'A new secret; for a while both sign' },
    params: caseParams,
    body: schemas.webhookRotation,
    answers: { 200: { description: 'The new secret is not shown again', schema: schemas.webhookRotated } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, key, session, context }) => {
      const id = await mayAct(context, session, SETTERS, params.id);
      const { db, keys } = context;
      const made = await rotateSecret(db, keys, byOf(session, key), id, body.overlapHours);
      if (typeof made === 'string') throw Problem.of(made);
      return { status: 200, body: made satisfies z.output<typeof schemas.webhookRotated> };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/webhooks/{id}/state',
    tag: TAG,
    by: 'person',
    keyed: true,
    summary: { zh: '暂停或者恢复推送', en: 'Pause it or go on; what happened meanwhile goes out then' },
    params: caseParams,
    body: schemas.webhookState,
    answers: { 200: { description: 'Noted', schema: schemas.webhookAct } },
    problems: ['not-found', 'not-allowed', 'not-approved'],
    does: async ({ params, body, key, session, context }) => {
      const id = await mayAct(context, session, SETTERS, params.id);
      return actOf(await setWebhookState(context.db, byOf(session, key), id, body.state));
    },
  }),
  route({
    method: 'delete',
    path: '/api/v1/webhooks/{id}',
    tag: TAG,
    by: 'person',
    summary: { zh: '删除事件推送', en: 'Delete it, with what waits and its dead letters; its acts stay known' },
    params: caseParams,
    answers: { 204: { description: 'Gone' } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, session, context }) => {
      const { id } = await mine(context, session, SETTERS, params.id);
      actOf(await deleteWebhook(context.db, byOf(session, '').person, id));
      return { status: 204 };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/webhooks/{id}/acts',
    tag: TAG,
    by: 'person',
    summary: { zh: '办理记录', en: 'Who did what to it, the latest first; known when it is deleted too' },
    params: caseParams,
    query: schemas.actQuery,
    answers: { 200: { description: 'Acts', schema: schemas.actList } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, query, session, context }) => {
      const orgs = await placesOf(context, session, READERS);
      const found = await webhookActsOf(context.db.orm, orgs, params.id.toLowerCase(), query.limit);
      if (found.length === 0) throw Problem.of('not-found');
      return { status: 200, body: { acts: found.map(shownAct) } };
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
    keyed: true,
    body: schemas.replay,
    answers: { 202: { description: 'It will be sent, under the same ids', schema: schemas.webhookAct } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, key, session, context }) => {
      const id = await mayAct(context, session, SETTERS, params.id);
      return { ...actOf(await replayWebhook(context.db, byOf(session, key), id, body)), status: 202 };
    },
  }),
];

/** @throws Problem `not-signed-in` */
function byOf(session: Session | null, commandId: string): By {
  if (!session) throw Problem.of('not-signed-in');
  return { person: session.person.id, commandId };
}

const shownAct = ({ at, ...act }: Acted): z.output<typeof schemas.webhookAct> => ({
  ...act,
  asked: { ...act.asked },
  at: at.toISOString(),
});

/** @throws Problem */
function actOf(done: Acted | WebhookRefusal): { readonly status: number; readonly body: unknown } {
  if (typeof done === 'string') throw Problem.of(done);
  return { status: 200, body: shownAct(done) };
}

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

/**
 * Its id, for an act: one that this person may do, or did and is told of again after it was deleted.
 *
 * @throws Problem `not-found` · `not-allowed`
 */
async function mayAct(
  context: Context,
  session: Session | null,
  roles: readonly StaffRole[],
  id: string,
): Promise<string> {
  const orgs = await placesOf(context, session, roles);
  const known = id.toLowerCase();
  const [last] = await webhookActsOf(context.db.orm, orgs, known, 1);
  if (!last) throw Problem.of('not-found');
  return known;
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
  const { page, last } = paged(found, limit);
  const next = last ? writeCursor(keys, asked, [last.caseId, String(last.seq)]) : null;
  return { deadLetters: page.map((one) => ({ ...one, diedAt: one.diedAt.toISOString() })), next };
}
