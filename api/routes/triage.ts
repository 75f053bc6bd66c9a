// 排序标尺: in which order a district takes up its petition backlog, why each case stands where it stands, and what
// other levers would change, tried on the live backlog before anybody decides them. Nothing here writes to a case.

import { and, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { legalDay } from '../../db/campaigns.ts';
import { REAL_TIME } from '../../db/legal-time.ts';
import { placeOf, subtree, type Tree, tree } from '../../db/organisations.ts';
import type { Session } from '../../db/people.ts';
import { cases } from '../../db/schema/cases.ts';
import { caseParties } from '../../db/schema/personal.ts';
import {
  type BacklogCase,
  backlogOf,
  decideLevers,
  type LeversInForce,
  leversDecided,
  leversOf,
  MOST_CASES,
  unitOfCase,
} from '../../db/triage.ts';
import { type CivilDate, civilDate } from '../../domain/calendar/civil-date.ts';
import {
  changeOf,
  comparePlaces,
  inTriageOrder,
  type Levers,
  type Ranked,
  scoreOf,
  type TriagePlace,
  wrongInLevers,
} from '../../domain/clearance/triage.ts';
import type { StaffRole } from '../../domain/roles.ts';
import type { Context } from '../context.ts';
import { type Asked, paged, readCursor, writeCursor } from '../cursor.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { caseParams } from '../schemas/queries.ts';
import * as schemas from '../schemas/triage.ts';
import { inScope, scopeOf } from '../scope.ts';

/** Who decides the order of a district's work. */
const DECIDING: readonly StaffRole[] = ['authority-head', 'deputy-director'];
const VERSIONS_SHOWN = 50;
const TAG = 'organisations';

export const triageRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/organisations/{id}/triage',
    tag: TAG,
    by: 'person',
    summary: { zh: '信访积案排序标尺', en: 'The levers that order the backlog, with every change and its effect' },
    params: caseParams,
    answers: { 200: { description: 'As they hold in that district', schema: schemas.leversView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, session, context }) => {
      const { district } = await deskOf(context, session, params.id);
      return { status: 200, body: await leversShown(context, district) };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/organisations/{id}/triage',
    tag: TAG,
    by: 'person',
    keyed: true,
    summary: { zh: '决定排序标尺(新版本)', en: 'Decide them anew: a new version, kept with its effect' },
    params: caseParams,
    body: schemas.newLevers,
    answers: { 201: { description: 'They order from now on', schema: schemas.leversView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, key, session, context }) => {
      const { district, person, decides } = await deskOf(context, session, params.id);
      if (!decides) throw Problem.of('not-allowed');
      refuseWrong(body.levers);
      const { today } = await legalDay(context.db.orm, REAL_TIME);
      const done = await decideLevers(context.db, { org: district, person, commandId: key, today, ...body });
      if (done === 'key-reused') throw Problem.of('key-reused');
      if (done === 'too-many') throw tooMany();
      return { status: 201, body: await leversShown(context, district) };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/organisations/{id}/triage/preview',
    tag: TAG,
    by: 'person',
    summary: {
      zh: '试排:新标尺对现有积案的影响',
      en: 'What other levers would change on the live backlog; nothing is kept',
    },
    params: caseParams,
    body: schemas.proposedLevers,
    answers: { 200: { description: 'On the cases in sight', schema: schemas.preview } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, session, context }) => {
      const desk = await deskOf(context, session, params.id);
      refuseWrong(body.levers);
      return { status: 200, body: await previewOf(context, desk, body) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/organisations/{id}/backlog',
    tag: TAG,
    by: 'person',
    summary: {
      zh: '信访积案(按标尺排序)',
      en: 'The petition backlog in the order to be taken up, each case with its reasons',
    },
    params: caseParams,
    query: schemas.backlogQuery,
    answers: { 200: { description: 'The cases in sight', schema: schemas.backlogPage } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, query, session, context }) => {
      const desk = await deskOf(context, session, params.id);
      return { status: 200, body: await pageOf(context, desk, query) };
    },
  }),
];

// ── who ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** From where a person looks at the backlog of a district. */
interface Desk {
  readonly district: string;
  readonly person: string;
  readonly decides: boolean;
  readonly session: Session;
  readonly known: Tree;
}

/** @throws Problem `not-allowed` for who holds no office · `not-found` for an office outside that district, and no district */
async function deskOf({ db }: Context, session: Session | null, id: string): Promise<Desk> {
  if (!session) throw Problem.of('not-signed-in');
  const { person } = session;
  if (person.offices.length === 0) throw Problem.of('not-allowed');
  const known = await tree(db);
  const district = id.toLowerCase();
  if (placeOf(known, district)?.district !== district) throw Problem.of('not-found');
  const inside = subtree(known, district);
  const within = person.offices.filter(({ org }) => inside.has(org));
  const above = scopeOf(person, known).orgs.includes(district);
  if (within.length === 0 && !above) throw Problem.of('not-found');
  const decides = within.some(({ role }) => DECIDING.includes(role));
  return { district, person: person.id, decides, session, known };
}

/** The backlog that the person sees by office; the own case of a party is none of it. @throws Problem `malformed` */
async function backlogSeen({ db }: Context, desk: Desk, unit?: string): Promise<readonly BacklogCase[]> {
  const own = sql`exists (select 1 from ${caseParties} where ${caseParties.caseId} = ${cases.id}
    and ${caseParties.person} = ${desk.person})`;
  const ofUnit = unit === undefined ? undefined : sql`${unitOfCase} = ${unit}::uuid`;
  const seen = and(inScope(scopeOf(desk.session.person, desk.known)), sql`not ${own}`, ofUnit);
  const backlog = await backlogOf(db.orm, desk.district, seen);
  if (backlog.length > MOST_CASES) throw tooMany();
  return backlog;
}

// ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────────

async function leversShown({ db }: Context, district: string): Promise<z.output<typeof schemas.leversView>> {
  const { version, levers } = await leversHeld(db.orm, district);
  const versions = await leversDecided(db.orm, district, VERSIONS_SHOWN);
  return {
    version,
    levers,
    versions: versions.map(({ createdAt, effect, ...one }) => ({
      ...one,
      decidedAt: createdAt.toISOString(),
      effect: { ...effect, units: [...effect.units] },
    })),
  };
}

/** @throws Problem `malformed` for a version that there never was */
async function leversHeld(on: Context['db']['orm'], district: string, version?: number): Promise<LeversInForce> {
  const held = await leversOf(on, district, version);
  if (!held) throw Problem.of('malformed');
  return held;
}

async function previewOf(
  context: Context,
  desk: Desk,
  asked: z.output<typeof schemas.proposedLevers>,
): Promise<z.output<typeof schemas.preview>> {
  const { today } = await legalDay(context.db.orm, REAL_TIME);
  const held = await leversHeld(context.db.orm, desk.district);
  const backlog = await backlogSeen(context, desk);
  const { effect, order } = changeOf(backlog, held.levers, asked.levers, today);
  const numbers = numbersOf(backlog);
  const first = order.slice(0, asked.first).map((one) => ({
    ...standing(one, one.place, { levers: asked.levers, today, numbers }),
    placeBefore: one.placeBefore,
    pointsBefore: one.pointsBefore,
  }));
  return { against: held.version, effect: { ...effect, units: [...effect.units] }, first };
}

/** Every page is counted to the day and by the levers of the first, so that pages fit together. */
async function pageOf(
  context: Context,
  desk: Desk,
  query: z.output<typeof schemas.backlogQuery>,
): Promise<z.output<typeof schemas.backlogPage>> {
  const asked: Asked = ['backlog', desk.person, desk.district, query.unit];
  const cursor = readCursor(context.keys, asked, query.cursor);
  const [version, day, points, openedOn, id] = cursor ?? [];
  const held = await leversHeld(context.db.orm, desk.district, version === undefined ? undefined : Number(version));
  const today = day === undefined ? (await legalDay(context.db.orm, REAL_TIME)).today : civilDate(day);
  const backlog = await backlogSeen(context, desk, query.unit);
  const order = inTriageOrder(backlog, held.levers, today);
  const after =
    openedOn === undefined || id === undefined ? null : { points: Number(points), openedOn: civilDate(openedOn), id };
  const from = after ? firstBeyond(order, after) : 0;
  const { page, last } = paged(order.slice(from), query.limit);
  const numbers = numbersOf(backlog);
  return {
    version: held.version,
    on: today,
    total: order.length,
    cases: page.map((one, i) => standing(one, from + i + 1, { levers: held.levers, today, numbers })),
    next: last ? writeCursor(context.keys, asked, placeText(held.version, today, last)) : null,
  };
}

const placeText = (version: number, today: CivilDate, { points, openedOn, id }: TriagePlace): readonly string[] => [
  String(version),
  today,
  String(points),
  openedOn,
  id,
];

function firstBeyond(order: readonly Ranked[], place: TriagePlace): number {
  const found = order.findIndex((one) => comparePlaces(one, place) > 0);
  return found === -1 ? order.length : found;
}

const numbersOf = (backlog: readonly BacklogCase[]): ReadonlyMap<string, string> =>
  new Map(backlog.map(({ id, caseNo }) => [id, caseNo]));

interface Shown {
  readonly levers: Levers;
  readonly today: CivilDate;
  readonly numbers: ReadonlyMap<string, string>;
}

function standing(one: Ranked, place: number, { levers, today, numbers }: Shown) {
  const { points, parts } = scoreOf(one.case, levers, today);
  const { id, unit, openedOn, dueOn } = one.case;
  return {
    ...{ id, caseNo: numbers.get(id) ?? '', unit, openedOn, dueOn, place, points },
    urgent: points >= levers.urgentFrom,
    parts: parts.map((part) => ({ ...part, because: { ...part.because } })),
  };
}

// ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────────

function refuseWrong(levers: Levers): void {
  const errors = wrongInLevers(levers).map(({ zh, en }) => ({ at: '/levers', code: 'levers', zh, en }));
  if (errors.length > 0) throw Problem.of('malformed', { errors });
}

const tooMany = (): Problem =>
  Problem.of('malformed', {
    errors: [
      {
        at: '',
        code: 'too-many-cases',
        zh: `积案超过${MOST_CASES}件,不能整体排序;请按责任单位查询列表`,
        en: `More than ${MOST_CASES} cases are not ordered at once; list them by unit`,
      },
    ],
  });
