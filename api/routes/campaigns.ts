// 清零行动: campaigns over chosen petition cases. They set targets and tell people; the cases go their own lawful way.

import { and, inArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import {
  balancesOf,
  beginCampaign,
  type Campaign,
  campaignBegunBy,
  campaignNewsOf,
  campaignOf,
  campaignsOf,
  dayFigures,
  legalDay,
  noticesOfCampaign,
  unitsOf,
  weeksOfCampaign,
} from '../../db/campaigns.ts';
import { REAL_TIME } from '../../db/legal-time.ts';
import { nameBasedId } from '../../db/name-based-id.ts';
import { type Tree, tree } from '../../db/organisations.ts';
import type { Session } from '../../db/people.ts';
import { cases } from '../../db/schema/cases.ts';
import { addDays, civilDate } from '../../domain/calendar/civil-date.ts';
import { openProceedings } from '../../domain/case.ts';
import type { CampaignNews } from '../../domain/clearance/campaign.ts';
import type { StaffRole } from '../../domain/roles.ts';
import type { Bilingual } from '../../domain/rulebook/clock-rule.ts';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import {
  campaignDay,
  campaignDayParams,
  campaignList,
  campaignNews,
  campaignParams,
  campaignView,
  newCampaign,
  newsQuery,
} from '../schemas/campaigns.ts';
import { inScope, scopeOf } from '../scope.ts';

const SHOWN = 100;
const NEWS_DAYS = 90;
const NEWS: Readonly<Record<CampaignNews, Bilingual>> = {
  'week-reminder': { zh: '本周任务尚未完成', en: 'The target of this week is not met yet' },
  'week-late': { zh: '本周任务未完成', en: 'The target of the week was missed' },
  escalated: { zh: '连续未完成任务,请督办', en: 'Targets were missed again: see to it' },
  'target-near': { zh: '清零目标日临近', en: 'The day of zero is near' },
  'target-passed': { zh: '清零目标日已到,仍有未化解事项', en: 'The day of zero has come, and cases stand open' },
};
/** Who leads a campaign. */
const LEADING: readonly StaffRole[] = ['authority-head', 'petition-officer', 'division-head', 'deputy-director'];
/** Who may look at those of the organisations in sight. */
const LOOKING: readonly StaffRole[] = [...LEADING, 'supervisor', 'duty-officer', 'auditor'];

export const campaignRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/api/v1/campaigns',
    tag: 'campaigns',
    by: 'person',
    keyed: true,
    summary: { zh: '开始一次清零行动', en: 'Begin a campaign over chosen petition cases' },
    body: newCampaign,
    answers: { 201: { description: 'Begun; its figures come day by day', schema: campaignView } },
    problems: ['not-allowed'],
    does: async ({ body, key, session, context }) => {
      const { person } = leaderOf(session);
      const id = nameBasedId('campaign', person, key, body);
      const first = await campaignBegunBy(context.db.orm, { person, commandId: key });
      const begun = first ?? (await begin(context, session, body, { commandId: key, id }));
      if (begun !== id) throw Problem.of('key-reused');
      return { status: 201, body: await viewOf(context, await seen(context, session, id)) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/campaigns',
    tag: 'campaigns',
    by: 'person',
    summary: { zh: '清零行动', en: 'Campaigns in sight, the newest first' },
    answers: { 200: { description: `At most ${SHOWN}`, schema: campaignList } },
    problems: ['not-allowed'],
    does: async ({ session, context }) => {
      const found = await campaignsOf(context.db.orm, await sightOf(context, session), SHOWN);
      return { status: 200, body: { campaigns: found.map(summaryOf) } satisfies z.output<typeof campaignList> };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/campaigns/news',
    tag: 'campaigns',
    by: 'person',
    summary: { zh: '清零行动提醒(收件箱)', en: 'What campaigns tell me: reminders, late weeks, targets' },
    query: newsQuery,
    answers: { 200: { description: `Grouped, the newest first, at most ${SHOWN}`, schema: campaignNews } },
    problems: ['not-allowed'],
    does: async ({ query, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      const { id, offices } = session.person;
      const since = query.since ?? addDays((await legalDay(context.db.orm, REAL_TIME)).today, -NEWS_DAYS);
      const found = await campaignNewsOf(context.db.orm, id, offices, civilDate(since), SHOWN);
      const { organisations } = await tree(context.db);
      const news = found.map(({ units, ...one }) => ({
        ...one,
        title: { ...NEWS[one.what] },
        units: units.map((of) => ({ ...of, name: organisations.get(of.unit)?.name ?? '' })),
      }));
      return { status: 200, body: { news } satisfies z.output<typeof campaignNews> };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/campaigns/{id}',
    tag: 'campaigns',
    by: 'person',
    summary: { zh: '清零行动的进展与预测', en: 'How a campaign stands, and when it will be at zero' },
    params: campaignParams,
    answers: { 200: { description: 'Days, weeks, whom it told, the forecast', schema: campaignView } },
    problems: ['not-allowed', 'not-found'],
    does: async ({ params, session, context }) => ({
      status: 200,
      body: await viewOf(context, await seen(context, session, params.id)),
    }),
  }),
  route({
    method: 'get',
    path: '/api/v1/campaigns/{id}/days/{on}',
    tag: 'campaigns',
    by: 'person',
    summary: { zh: '某日数字背后的案件', en: 'The cases behind the figures of one day' },
    params: campaignDayParams,
    answers: { 200: { description: 'Sorted, each there once', schema: campaignDay } },
    problems: ['not-allowed', 'not-found'],
    does: async ({ params, session, context }) => {
      const { id } = await seen(context, session, params.id);
      const on = civilDate(params.on);
      const [found] = await balancesOf(context.db.orm, id, on, on);
      if (!found) throw Problem.of('not-found');
      const shown = (figure: { count: number; cases: readonly string[] }) => ({ ...figure, cases: [...figure.cases] });
      const { opening, takenOver, cleared, relapsed, entered, closing } = found;
      const body: z.output<typeof campaignDay> = {
        on: found.on,
        opening: shown(opening),
        takenOver: shown(takenOver),
        cleared: shown(cleared),
        relapsed: shown(relapsed),
        entered: shown(entered),
        closing: shown(closing),
      };
      return { status: 200, body };
    },
  }),
];

const wrong = (at: string, code: string, zh: string, en: string): Problem =>
  Problem.of('malformed', { errors: [{ at, code, zh, en }] });

// ── who ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function leaderOf(session: Session | null): { readonly person: string; readonly org: string } {
  if (!session) throw Problem.of('not-signed-in');
  const { offices, id } = session.person;
  const office = LEADING.map((role) => offices.find((held) => held.role === role)).find((held) => held !== undefined);
  if (!office) throw Problem.of('not-allowed');
  return { person: id, org: office.org };
}

/** The organisations whose campaigns the person sees. */
async function sightOf({ db }: Context, session: Session | null): Promise<readonly string[]> {
  if (!session) throw Problem.of('not-signed-in');
  if (!session.person.offices.some(({ role }) => LOOKING.includes(role))) throw Problem.of('not-allowed');
  const { bodies, orgs } = scopeOf(session.person, await tree(db));
  return [...new Set([...bodies, ...orgs])];
}

async function seen(context: Context, session: Session | null, id: string): Promise<Campaign> {
  const orgs = await sightOf(context, session);
  const found = await campaignOf(context.db.orm, id);
  if (!found || !orgs.includes(found.org)) throw Problem.of('not-found');
  return found;
}

// ── what is chosen ──────────────────────────────────────────────────────────────────────────────────────────────

interface Chosen {
  readonly timelineId: number;
  readonly cases: readonly { readonly caseId: string; readonly unit: string }[];
}

/** @returns the id of the campaign that the command began, now or at the same moment elsewhere */
async function begin(
  context: Context,
  session: Session | null,
  body: z.output<typeof newCampaign>,
  as: { readonly commandId: string; readonly id: string },
): Promise<string> {
  const { person, org } = leaderOf(session);
  const chosen = await chosenCases(context, session, await tree(context.db), body.cases);
  const { today } = await legalDay(context.db.orm, chosen.timelineId);
  if (body.targetOn <= today) throw wrong('/targetOn', 'not-ahead', '目标日期应在今天之后', 'It must lie ahead');
  return beginCampaign(context.db, {
    ...as,
    name: body.name,
    person,
    org,
    timelineId: chosen.timelineId,
    begunOn: today,
    targetOn: civilDate(body.targetOn),
    cases: chosen.cases,
  });
}

/** Petition cases in sight, all of one legal time. @throws Problem `malformed` */
async function chosenCases(
  { db }: Context,
  session: Session | null,
  known: Tree,
  asked: z.output<typeof newCampaign>['cases'],
): Promise<Chosen> {
  if (!session) throw Problem.of('not-signed-in');
  const units = new Map(asked.map((one) => [one.id.toLowerCase(), one.unit?.toLowerCase() ?? null]));
  if (units.size !== asked.length) throw wrong('/cases', 'doubled', '同一案件列了两次', 'A case is named twice');
  const found = await db.orm
    .select({ id: cases.id, life: cases.life, timeline: cases.timelineId })
    .from(cases)
    .where(
      and(
        inArray(cases.id, [...units.keys()]),
        sql`'petition' = any(${cases.levels})`,
        inScope(scopeOf(session.person, known)),
      ),
    );
  const [first] = found;
  if (!first || found.length !== units.size) {
    throw wrong(
      '/cases',
      'unknown-id',
      '有的案件不存在、您无权查看，或者不是信访案件',
      'Not every case is a petition in sight',
    );
  }
  if (found.some(({ timeline }) => timeline !== first.timeline)) {
    throw wrong('/cases', 'two-timelines', '案件不在同一时间线', 'The cases live in different legal times');
  }
  const chosen = found.map(({ id, life }) => {
    const body = openProceedings(life).find(({ procedure }) => procedure === 'petition')?.body ?? life.registeredBy;
    return { caseId: id, unit: units.get(id) ?? life.plan?.content.unit ?? body };
  });
  if (chosen.some(({ unit }) => !known.organisations.has(unit))) {
    throw wrong('/cases', 'unknown-unit', '没有这个责任单位', 'There is no such unit');
  }
  return { timelineId: first.timeline, cases: chosen };
}

// ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────────

const summaryOf = ({ id, name, org, begunOn, targetOn, status, keptOn }: Campaign) => ({
  id,
  name,
  org,
  begunOn,
  targetOn,
  status,
  keptOn,
});

async function viewOf({ db }: Context, campaign: Campaign): Promise<z.output<typeof campaignView>> {
  const { id, outlook } = campaign;
  const units = await unitsOf(db.orm, id);
  const told = await noticesOfCampaign(db.orm, id);
  return {
    ...summaryOf(campaign),
    cases: [...units].map(([caseId, unit]) => ({ id: caseId, unit })),
    days: await dayFigures(db.orm, id),
    weeks: await weeksOfCampaign(db.orm, id),
    told: told.map(({ on, unit, what, open, role, org, person }) => ({ on, unit, what, open, role, org, person })),
    forecast: outlook && { ...outlook.forecast },
    oneMoreHandler: outlook && { ...outlook.oneMoreHandler },
  };
}
