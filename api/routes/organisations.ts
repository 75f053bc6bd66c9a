// Organisations for pickers: the tree in pages, and who is competent where an enterprise stands. No people.
import type { z } from 'zod';
import { giveRegion, type Organisation, placeOf, subtree, type Tree, tree } from '../../db/organisations.ts';
import type { Session } from '../../db/people.ts';
import { tokensAskedFor, tokensOf } from '../../db/search-tokens.ts';
import type { OrgId } from '../../domain/case.ts';
import { mediationRoute } from '../../domain/deciding/routing.ts';
import { stepOf } from '../case-view.ts';
import { type Asked, paged, readCursor, writeCursor } from '../cursor.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { organisationList, placeView, regionView } from '../schemas/answers.ts';
import { caseParams, givenRegion, organisationQuery } from '../schemas/queries.ts';

export const organisationRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/organisations',
    tag: 'organisations',
    by: 'person',
    summary: { zh: '机构', en: 'Organisations' },
    query: organisationQuery,
    answers: { 200: { description: 'In the order of their ids', schema: organisationList } },
    does: async ({ query, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      const { cursor, limit, ...filter } = query;
      const asked: Asked = ['organisations', session.person.id, JSON.stringify(filter)];
      const [after = ''] = readCursor(context.keys, asked, cursor) ?? [];
      const { organisations } = await tree(context.db);
      const found = [...organisations.values()]
        .filter((org) => org.id > after && fits(org, filter))
        .slice(0, limit + 1);
      const { page, last } = paged(found, limit);
      const next = last ? writeCursor(context.keys, asked, [last.id]) : null;
      return {
        status: 200,
        body: { organisations: page.map(shown), next } satisfies z.output<typeof organisationList>,
      };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/organisations/{id}/route',
    tag: 'organisations',
    by: 'person',
    summary: { zh: '企业所在地与有管辖权的调解组织', en: 'Where an enterprise stands and who is competent for it' },
    params: caseParams,
    answers: { 200: { description: 'Nearest body first, and why a level has none', schema: placeView } },
    problems: ['not-found'],
    does: async ({ params, context }) => {
      const known = await tree(context.db);
      const place = placeOf(known, params.id.toLowerCase());
      if (!place) throw Problem.of('not-found');
      const route = mediationRoute(place, { version: known.version, bodies: known.organisations });
      const body: z.output<typeof placeView> = { place: { ...place }, route: route.map((step) => stepOf(step, known)) };
      return { status: 200, body };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/organisations/{id}/region',
    tag: 'organisations',
    by: 'person',
    keyed: true,
    summary: {
      zh: '确定所属省份(此后登记的案件适用其地方规定)',
      en: 'Say in which province it lies: its rules hold for cases opened from now on',
    },
    params: caseParams,
    body: givenRegion,
    answers: { 200: { description: 'It holds from now on', schema: regionView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body: { region }, key, session, context }) => {
      const known = await tree(context.db);
      const org = params.id.toLowerCase();
      const person = requireAdministered(known, session, org);
      const kind = known.organisations.get(org)?.kind;
      if (kind !== 'district' && kind !== 'region') throw Problem.of('malformed', { errors: [provinceOfNone] });
      const done = await giveRegion(context.db, { person, commandId: key, org, region });
      if (done === 'key-reused') throw Problem.of('key-reused');
      return { status: 200, body: { id: org, region } satisfies z.output<typeof regionView> };
    },
  }),
];

/** @throws Problem `not-found` outside the organisations of an administrator · `not-allowed` for everybody else */
function requireAdministered(known: Tree, session: Session | null, org: OrgId): string {
  if (!session) throw Problem.of('not-signed-in');
  const administered = session.person.offices.filter(({ role }) => role === 'admin');
  if (administered.length === 0) throw Problem.of('not-allowed');
  if (!administered.some((office) => subtree(known, office.org).has(org))) throw Problem.of('not-found');
  return session.person.id;
}

const provinceOfNone = {
  at: '/region',
  code: 'region',
  zh: '只有区县以及以上的地区可以写明省份',
  en: 'Only a district or a region above one names a province',
};

type Filter = Omit<z.output<typeof organisationQuery>, 'cursor' | 'limit'>;

function fits(org: Organisation, { kind, parent, mediates, q }: Filter): boolean {
  if (kind !== undefined && org.kind !== kind) return false;
  if (parent !== undefined && org.parent !== parent.toLowerCase()) return false;
  if (mediates !== undefined && (org.identity !== null) !== (mediates === 'true')) return false;
  if (q === undefined) return true;
  const tokens = tokensAskedFor(q);
  const has = new Set(tokensOf(org.name));
  return tokens.length > 0 && tokens.every((token) => has.has(token));
}

const shown = ({ id, parent, kind, level, name, identity, active, region }: Organisation) => ({
  id,
  parent,
  kind,
  level,
  name,
  identity,
  active,
  region,
});
