// Organisations for pickers: the tree in pages, and who is competent where an enterprise stands. No people.
import type { z } from 'zod';
import { type Organisation, placeOf, tree } from '../../db/organisations.ts';
import { tokensAskedFor, tokensOf } from '../../db/search-tokens.ts';
import { mediationRoute } from '../../domain/deciding/routing.ts';
import { stepOf } from '../case-view.ts';
import { type Asked, readCursor, writeCursor } from '../cursor.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { organisationList, placeView } from '../schemas/answers.ts';
import { caseParams, organisationQuery } from '../schemas/queries.ts';

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
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const next = found.length > limit && last ? writeCursor(context.keys, asked, [last.id]) : null;
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
];

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

const shown = ({ id, parent, kind, level, name, identity, active }: Organisation) => ({
  id,
  parent,
  kind,
  level,
  name,
  identity,
  active,
});
