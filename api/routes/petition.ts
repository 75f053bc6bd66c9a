// Petition work beside the commands: repeat matters, conduct records, and the clearance figures with the cases behind
// each.
import { isDeepStrictEqual } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import { caseNumbersOf, clearanceFactsOf } from '../../db/clearance.ts';
import { addConduct, type ConductEntry, conductEntry, conductOf } from '../../db/conduct.ts';
import { inTransaction } from '../../db/connection.ts';
import { nameBasedId } from '../../db/name-based-id.ts';
import { tree } from '../../db/organisations.ts';
import { accessLog } from '../../db/schema/access-log.ts';
import { cases } from '../../db/schema/cases.ts';
import { conductEntries } from '../../db/schema/conduct.ts';
import { beijingDate, daysBetween } from '../../domain/calendar/civil-date.ts';
import { dailyBalances, dueVisits } from '../../domain/clearance/balance.ts';
import { COMMAND_NAMES } from '../../domain/command-names.ts';
import {
  CONDUCT,
  type ConductItem,
  type ConductStep,
  conductObstacle,
  DECIDERS,
  isInWorkingViews,
  READERS,
  type StepTaken,
} from '../../domain/petition/conduct.ts';
import type { StaffRole } from '../../domain/roles.ts';
import type { Bilingual } from '../../domain/rulebook/clock-rule.ts';
import { eventsOf } from '../case-queries.ts';
import { nameOf } from '../case-view.ts';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { directoryOf, openFile, type Reading } from '../reading.ts';
import { repeatMatters } from '../repeat-matters.ts';
import { type Route, route } from '../route.ts';
import * as schemas from '../schemas/petition.ts';
import { caseParams } from '../schemas/queries.ts';
import { inScope, officeSees, scopeOf } from '../scope.ts';

const TAG = 'cases';
const MOST_DAYS = 92;

export const petitionRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/cases/{id}/repeat-matters',
    tag: TAG,
    by: 'person',
    summary: { zh: '重复信访比对', en: 'Matters that this case may repeat' },
    params: caseParams,
    answers: { 200: { description: 'Those in sight', schema: schemas.repeatView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, session, context }) => {
      const { eyes, scope, file } = await openFile(context, session, params.id);
      if (eyes !== 'officer') throw Problem.of('not-allowed');
      const linked = new Set(file.life.links?.map((link) => link.case));
      const found = await repeatMatters(context.db.orm, scope, file.life, await directoryOf(context));
      const matters = found.map((one) => ({ ...one, because: { ...one.because }, linked: linked.has(one.id) }));
      return { status: 200, body: { matters } satisfies z.output<typeof schemas.repeatView> };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/cases/{id}/file-index',
    tag: TAG,
    by: 'person',
    summary: {
      zh: '案卷目录(移交用)',
      en: 'The index of the file and through whose hands it went, for who receives it',
    },
    params: caseParams,
    answers: { 200: { description: 'Beside the history of the case', schema: schemas.fileIndex } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, session, context }) => {
      const reading = await openFile(context, session, params.id);
      if (reading.eyes === 'party') throw Problem.of('not-allowed');
      return { status: 200, body: await fileIndexOf(reading) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/clearance',
    tag: TAG,
    by: 'person',
    summary: { zh: '清零台账', en: 'Clearance figures of each day, with the cases behind each' },
    query: schemas.clearanceQuery,
    answers: { 200: { description: 'Of the cases in sight', schema: schemas.clearanceView } },
    problems: ['not-allowed'],
    does: async ({ query, session, context }) => {
      if (!session) throw Problem.of('not-signed-in');
      if (session.person.offices.length === 0) throw Problem.of('not-allowed');
      const days = daysBetween(query.from, query.through);
      if (days < 0 || days >= MOST_DAYS) throw tooManyDays();
      const organisations = await tree(context.db);
      const scope = scopeOf(session.person, organisations);
      const which = sql`${inScope(scope)} and ${eq(cases.timelineId, 1)}`;
      const facts = await clearanceFactsOf(context.db.orm, which);
      const balances = dailyBalances(facts, query);
      const visits = dueVisits(facts, query.through);
      const named = balances.flatMap((b) => [...b.opening.cases, ...b.entered.cases, ...b.relapsed.cases]);
      const ids = [...new Set([...named, ...visits.map((v) => v.caseId)])];
      const numbers = Object.fromEntries(await caseNumbersOf(context.db.orm, ids));
      return { status: 200, body: { days: balances, numbers, visits } };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/cases/{id}/conduct',
    tag: TAG,
    by: 'person',
    keyed: true,
    refusable: true,
    summary: { zh: '记录扰乱信访秩序行为', en: 'Record conduct; by a person only, it touches no claim and no clock' },
    params: caseParams,
    body: schemas.conductRecorded,
    answers: { 201: { description: 'Recorded', schema: schemas.conductDone } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, key, session, context }) => {
      const reading = await openFile(context, session, params.id);
      const done = await add(reading, key, null, { step: 'recorded', basis: null, ...body });
      return { status: 201, body: done };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/cases/{id}/conduct/{record}/steps',
    tag: TAG,
    by: 'person',
    keyed: true,
    refusable: true,
    summary: { zh: '记录劝阻、告知、移送决定', en: 'Record what followed; a referral is decided by a named head' },
    params: schemas.conductParams,
    body: schemas.conductStep,
    answers: { 201: { description: 'Recorded', schema: schemas.conductDone } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, key, session, context }) => {
      const reading = await openFile(context, session, params.id);
      const given = {
        item: null,
        time: null,
        place: null,
        ...body,
        basis: body.basis ?? null,
        evidence: body.evidence ?? null,
      };
      return { status: 201, body: await add(reading, key, params.record, given) };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/cases/{id}/conduct/read',
    tag: TAG,
    by: 'person',
    summary: { zh: '查看行为记录(留痕)', en: 'Read conduct records of one case; the look is recorded' },
    params: caseParams,
    body: schemas.conductLook,
    answers: { 200: { description: 'Noted and shown', schema: schemas.conductView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, session, context }) => {
      const reading = await openFile(context, session, params.id);
      const role = roleIn(reading);
      if (body.archive && !DECIDERS.includes(role)) throw Problem.of('not-allowed');
      return { status: 200, body: { entries: await look(context, reading, body) } };
    },
  }),
];

async function fileIndexOf({ context, file, tree: known }: Reading): Promise<z.output<typeof schemas.fileIndex>> {
  const { life } = file;
  const events = await eventsOf(context.db.orm, file.id, 0, life.seq);
  const papers = events.flatMap(({ seq, on, type, texts }) =>
    Object.entries(texts).map(([field, reference]) => ({ event: seq, on, type, field, reference })),
  );
  return {
    caseNo: file.caseNo,
    holders: life.proceedings.map(({ no, heldBefore = [], body }) => ({
      proceeding: no,
      held: heldBefore.map((org) => nameOf(known, org)),
      now: body === null ? null : nameOf(known, body),
    })),
    papers: papers.map(({ type, ...paper }, i) => ({ no: i + 1, what: { ...nameOfEvent(type) }, ...paper })),
  };
}

/** What time brought has no command, and no papers. */
const nameOfEvent = (type: string): Bilingual =>
  Object.entries(COMMAND_NAMES).find(([command]) => command === type)?.[1] ?? { zh: type, en: type };

const tooManyDays = (): Problem =>
  Problem.of('malformed', {
    errors: [{ at: '?through', code: 'range', zh: `起止日期应为1至${MOST_DAYS}天`, en: `From 1 to ${MOST_DAYS} days` }],
  });

// ── conduct ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** The office from which this person may deal with conduct records of this case. @throws Problem `not-allowed` */
function roleIn({ session, tree: organisations, file }: Reading): StaffRole {
  const office = session.person.offices.find(
    (one) => READERS.includes(one.role) && officeSees(one, organisations, file),
  );
  if (!office || file.life.recused.includes(session.person.id)) throw Problem.of('not-allowed');
  return office.role;
}

type Look = z.output<typeof schemas.conductLook>;

interface Given {
  readonly step: ConductStep;
  readonly item: ConductItem | null;
  readonly on: typeof conductEntries.$inferInsert.on;
  readonly time: string | null;
  readonly place: string | null;
  readonly evidence: string | null;
  readonly words: string;
  readonly basis: string | null;
}

async function add(
  reading: Reading,
  key: string,
  record: string | null,
  given: Given,
): Promise<z.output<typeof schemas.conductDone>> {
  const { context, session, file } = reading;
  const role = roleIn(reading);
  if (given.on > beijingDate(file.now)) throw future();
  const id = nameBasedId('conduct', file.id, key);
  const entry = { id, caseId: file.id, record: record ?? id, ...given, person: session.person.id, role };
  return inTransaction(context.db, async (tx) => {
    const first = await conductEntry(tx, context.keys, id);
    if (first) return repeated(first, entry);
    const taken: readonly StepTaken[] = record === null ? [] : await stepsOf(tx, file.id, record);
    if (record !== null && taken.length === 0) throw Problem.of('not-found');
    const refusal = conductObstacle(taken, { ...given, role });
    if (refusal) throw Problem.refused(refusal);
    await addConduct(tx, context.keys, entry);
    // Of two at the same moment one was written: this one, or the other.
    const written = await conductEntry(tx, context.keys, id);
    if (!written) throw new Error('an entry is neither new nor known');
    return repeated(written, entry);
  });
}

/** The first answer for the same request of the same person. @throws Problem `key-reused` */
function repeated(first: ConductEntry, asked: ConductEntry): z.output<typeof schemas.conductDone> {
  if (!isDeepStrictEqual({ ...first }, { ...asked })) throw Problem.of('key-reused');
  return { record: first.record, entry: first.id };
}

const future = (): Problem =>
  Problem.of('malformed', {
    errors: [{ at: '/on', code: 'future', zh: '日期不能在今天之后', en: 'The day cannot lie ahead' }],
  });

async function stepsOf(tx: Context['db']['orm'], caseId: string, record: string): Promise<StepTaken[]> {
  return tx
    .select({ step: conductEntries.step, on: conductEntries.on })
    .from(conductEntries)
    .where(and(eq(conductEntries.caseId, caseId), eq(conductEntries.record, record)))
    .orderBy(conductEntries.at, conductEntries.id);
}

/** When its matter has ended a record is out of the working views: a head may look into the archive. */
function look(context: Context, { session, file }: Reading, { reason, archive = false }: Look) {
  return inTransaction(context.db, async (tx) => {
    const what = archive ? 'conduct archive' : 'conduct';
    await tx
      .insert(accessLog)
      .values({ id: uuidv7(), person: session.person.id, caseId: file.id, reason: `${what}: ${reason}` });
    const entries = await conductOf(tx, context.keys, file.id);
    const days = new Map(entries.flatMap(({ step, record, on }) => (step === 'recorded' ? [[record, on]] : [])));
    const shown = entries.filter(({ record, on }) => archive || isInWorkingViews(file.life, days.get(record) ?? on));
    return shown.map(({ caseId: _, ...entry }) => ({
      ...entry,
      article: entry.item === null ? null : CONDUCT[entry.item].article,
    }));
  });
}
