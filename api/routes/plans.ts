// 一案一策: the plan of a case as it stands, with what it lacks, and what a district demands of its plans.
import type { z } from 'zod';
import { placeOf, subtree, tree } from '../../db/organisations.ts';
import type { Session } from '../../db/people.ts';
import { textsOf } from '../../db/personal.ts';
import { decidePetitionSettings, petitionSettingsDecided } from '../../db/petition-settings.ts';
import { beijingDate } from '../../domain/calendar/civil-date.ts';
import { isRunning } from '../../domain/case.ts';
import { BLANK_PLAN, type CasePlan, missingForClearance, missingInPlan } from '../../domain/petition/case-plan.ts';
import { petitionSettings, wrongInSettings } from '../../domain/petition/petition-settings.ts';
import type { StaffRole } from '../../domain/roles.ts';
import { eventsOf } from '../case-queries.ts';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { directoryOf, openFile, type Reading } from '../reading.ts';
import { type Route, route } from '../route.ts';
import * as schemas from '../schemas/plans.ts';
import { caseParams } from '../schemas/queries.ts';

/** Who decides what a district demands. */
const DECIDING: readonly StaffRole[] = ['authority-head', 'deputy-director'];

export const planRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/cases/{id}/plan',
    tag: 'cases',
    by: 'person',
    summary: { zh: '一案一策', en: 'The plan of a case, its measures and what is missing' },
    params: caseParams,
    answers: { 200: { description: 'As it stands', schema: schemas.planView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, session, context }) => {
      const reading = await openFile(context, session, params.id);
      if (reading.eyes === 'party') throw Problem.of('not-allowed');
      return { status: 200, body: await planOf(reading) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/organisations/{id}/petition-settings',
    tag: 'organisations',
    by: 'person',
    summary: { zh: '包案清单、转办上限、重复认定期限', en: 'What the place demands of its plans and petitions' },
    params: caseParams,
    answers: { 200: { description: 'As it holds there, with every version', schema: schemas.settingsView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      if (session.person.offices.length === 0) throw Problem.of('not-allowed');
      return { status: 200, body: await settingsOf(context, params.id.toLowerCase()) };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/organisations/{id}/petition-settings',
    tag: 'organisations',
    by: 'person',
    keyed: true,
    summary: { zh: '决定包案清单等(新版本)', en: 'Decide them anew: a new version; approved plans keep theirs' },
    params: caseParams,
    body: schemas.newSettings,
    answers: { 201: { description: 'It holds from now on', schema: schemas.settingsView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, key, session, context }) => {
      const org = params.id.toLowerCase();
      const person = await deciderOf(context, session, org);
      const [wrong] = wrongInSettings({ version: 0, ...body });
      if (wrong) throw Problem.of('malformed', { errors: [{ at: '', code: 'settings', zh: wrong.zh, en: wrong.en }] });
      const done = await decidePetitionSettings(context.db, { org, person, commandId: key, ...body });
      if (done === 'key-reused') throw Problem.of('key-reused');
      return { status: 201, body: await settingsOf(context, org) };
    },
  }),
];

/** @throws Problem `not-found` · `not-allowed` for everybody but a head within that district */
async function deciderOf({ db }: Context, session: Session | null, org: string): Promise<string> {
  if (!session) throw Problem.of('not-signed-in');
  const known = await tree(db);
  if (placeOf(known, org)?.district !== org) throw Problem.of('not-found');
  const inside = subtree(known, org);
  const may = session.person.offices.some((held) => DECIDING.includes(held.role) && inside.has(held.org));
  if (!may) throw Problem.of('not-allowed');
  return session.person.id;
}

async function settingsOf(context: Context, org: string): Promise<z.output<typeof schemas.settingsView>> {
  const { bodies } = await directoryOf(context);
  if (!bodies.has(org)) throw Problem.of('not-found');
  const { version, guarantees, transferCap, repeatMonths } = petitionSettings(org, { version: '', bodies });
  const versions = await petitionSettingsDecided(context.db.orm, org);
  return {
    version,
    guarantees: guarantees.map(({ id, name }) => ({ id, name: { ...name } })),
    transferCap,
    repeatMonths,
    versions: versions.map(({ createdAt, ...one }) => ({ ...one, decidedAt: createdAt.toISOString() })),
  };
}

async function planOf(reading: Reading): Promise<z.output<typeof schemas.planView>> {
  const { context, file, eyes } = reading;
  const { life } = file;
  const plan = life.plan ?? BLANK_PLAN;
  const { visitLog = [] } = plan;
  const references = [
    ...Object.values(plan.texts),
    ...plan.measures.flatMap((m) => [m.text, m.evidence]),
    ...visitLog.flatMap((v) => [v.place, v.outcome]),
  ];
  const readable = eyes === 'officer' ? references.flatMap((r) => r ?? []) : [];
  const texts = readable.length === 0 ? new Map<string, string>() : await textsOf(context.db.orm, file.id, readable);
  const said = (reference: string | null): string | null =>
    reference === null ? null : (texts.get(reference) ?? null);
  const { changedOn: _, checklist: pinned, served, ...shown } = plan;
  const checklist = pinned ?? petitionSettings(life.facts.place.district, await directoryOf(context));
  const [first] = served;
  return {
    ...shown,
    content: { ...plan.content },
    texts: Object.fromEntries(Object.entries(plan.texts).map(([field, reference]) => [field, said(reference)])),
    measures: plan.measures.map((m) => ({
      ...m,
      text: said(m.text),
      evidence: said(m.evidence),
      clock: life.clocks.findLast((k) => k.measure === m.no && isRunning(k))?.no ?? null,
    })),
    dueOn: lastDayOf(plan),
    checklist: {
      version: checklist.version,
      guarantees: checklist.guarantees.map(({ id, name }) => ({
        id,
        name: { zh: name.zh, en: name.en },
        by: plan.content.guarantees?.find((g) => g.what === id)?.by ?? null,
      })),
    },
    served: served.map((one) => ({ ...one })),
    decision: first ? { document: first.document, on: first.on } : null,
    visits: [...plan.visits],
    visitLog: visitLog.map((v) => ({ ...v, place: said(v.place), outcome: said(v.outcome) })),
    missing: missingInPlan(plan, beijingDate(file.now), checklist.guarantees).map(({ zh, en }) => ({ zh, en })),
    missingForClearance: missingForClearance(plan).map(({ zh, en }) => ({ zh, en })),
    versions: await versionsOf(reading),
  };
}

/** The plan is due with its last measure. */
const lastDayOf = ({ measures }: CasePlan): string | null =>
  measures.reduce<string | null>(
    (last, m) => (m.status !== 'dropped' && (last === null || m.dueOn > last) ? m.dueOn : last),
    null,
  );

/** Every version that was approved, from the record. */
async function versionsOf({
  context,
  file,
}: Pick<Reading, 'context' | 'file'>): Promise<z.output<typeof schemas.planView>['versions']> {
  const events = await eventsOf(context.db.orm, file.id, 0, file.life.seq);
  let version = 0;
  return events.flatMap((event) =>
    event.effects.flatMap((effect) => {
      if (effect.t !== 'planned') return [];
      version = effect.set.version ?? version;
      const { approved, checklist } = effect.set;
      return approved
        ? [{ version, approvedBy: approved.by, approvedOn: approved.on, checklist: checklist?.version ?? 0 }]
        : [];
    }),
  );
}
