// 台账导入: a ledger is sent in, its dry run is looked at, then it is taken over. The worker does the work; here files
// are only kept and figures shown. Rows show whom they name to the one who sent them, and to nobody else.

import { and, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import type { Queries } from '../../db/connection.ts';
import {
  confirmImport,
  type ImportRow,
  type ImportView,
  importOf,
  importRowsOf,
  importsOf,
  receiveLedger,
  rejectedFile,
  type Sender,
} from '../../db/imports.ts';
import type { Person, Session } from '../../db/people.ts';
import { cases } from '../../db/schema/cases.ts';
import { COLUMNS } from '../../domain/ledger/columns.ts';
import { type Repair, TAGS } from '../../domain/ledger/verdict.ts';
import type { PlanContent } from '../../domain/petition/case-plan.ts';
import type { StaffRole } from '../../domain/roles.ts';
import type { Context } from '../context.ts';
import { paged } from '../cursor.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import {
  assignmentList,
  assignmentsQuery,
  importList,
  importParams,
  type importRow,
  importRowList,
  importRowsQuery,
  importView,
} from '../schemas/imports.ts';

/** Bytes; what the reader of ledgers takes. */
const LARGEST = 20 * 1024 * 1024;
const SHOWN = 100;
/** Who takes petitions over, the usual one first. */
const IMPORTING: readonly StaffRole[] = ['petition-officer', 'authority-head'];
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const importRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/api/v1/imports/backlog',
    tag: 'imports',
    by: 'person',
    summary: { zh: '提交信访积案台账，先试读', en: 'Send a ledger of petitions in for its dry run' },
    file: {
      most: LARGEST,
      mediaTypes: ['application/octet-stream', 'text/csv', WORKBOOK],
      description:
        'The ledger itself, neither in a form nor compressed: CSV in UTF-8 or GBK, or .xlsx, told by its content. At most ' +
        '20 MiB, 20,000 data rows and 200 columns. What is no ledger, cannot be read or is unsafe (macros, formulas in ' +
        'data, an old .xls, two encodings, an archive that unfolds) makes an import in state `refused`, whose `because` ' +
        'says what to do',
    },
    answers: {
      200: { description: 'This very file was sent in before', schema: importView },
      202: { description: 'Kept; the dry run follows', schema: importView },
    },
    problems: ['not-allowed', 'malformed'],
    does: async ({ session, context, request }) => {
      const sender = senderOf(session);
      const file: unknown = request.body;
      if (!Buffer.isBuffer(file) || file.length === 0) throw EMPTY();
      const { id, again } = await receiveLedger(context.db, context.keys, sender, file);
      const body = viewOf(await importFor(context, session, id), session);
      return { status: again ? 200 : 202, body };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/imports',
    tag: 'imports',
    by: 'person',
    summary: { zh: '本单位的台账导入', en: 'Imports of my offices, the newest first' },
    answers: { 200: { description: `At most ${SHOWN}`, schema: importList } },
    problems: ['not-allowed'],
    does: async ({ session, context }) => {
      const found = await importsOf(context.db.orm, officesOf(session), SHOWN);
      return { status: 200, body: { imports: found.map((one) => viewOf(one, session)) } };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/imports/{id}',
    tag: 'imports',
    by: 'person',
    summary: { zh: '台账导入的进度', en: 'How an import stands' },
    params: importParams,
    answers: { 200: { description: 'Figures; rows under /rows', schema: importView } },
    problems: ['not-allowed', 'not-found'],
    does: async ({ params, session, context }) => {
      const found = await importFor(context, session, params.id);
      return { status: 200, body: viewOf(found, session) };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/imports/{id}/run',
    tag: 'imports',
    by: 'person',
    summary: { zh: '确认试读结果，正式导入', en: 'Take the ledger over; again changes nothing' },
    params: importParams,
    answers: { 202: { description: 'It runs, or has run', schema: importView } },
    problems: ['not-allowed', 'not-found', 'import-busy', 'import-not-ready'],
    does: async ({ params, session, context }) => {
      const mine = await mineOf(context, session, params.id);
      const answer = await confirmImport(context.db, mine.id);
      if (answer === 'busy') throw Problem.of('import-busy');
      if (answer === 'not-ready') throw Problem.of('import-not-ready');
      const now = await importFor(context, session, mine.id);
      return { status: 202, body: viewOf(now, session) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/imports/{id}/rows',
    tag: 'imports',
    by: 'person',
    summary: { zh: '逐行结果', en: 'What becomes of each row' },
    params: importParams,
    query: importRowsQuery,
    answers: { 200: { description: 'In the order of the file', schema: importRowList } },
    problems: ['not-allowed', 'not-found'],
    does: async ({ params, query, session, context }) => {
      const { id } = await mineOf(context, session, params.id);
      const wanted = { after: query.after, limit: query.limit + 1, only: query.class };
      const found = await importRowsOf(context.db.orm, context.keys, id, wanted);
      const { page, last } = paged(found, query.limit);
      const rows = page.map(rowView);
      return { status: 200, body: { rows, next: last?.ordinal ?? null } satisfies z.output<typeof importRowList> };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/imports/{id}/assignments',
    tag: 'imports',
    by: 'person',
    summary: { zh: '待指定责任单位、包案领导的案件', en: 'Cases of it whose unit or leader a person has to name' },
    params: importParams,
    query: assignmentsQuery,
    answers: { 200: { description: 'What the ledger says, beside what is known of it', schema: assignmentList } },
    problems: ['not-allowed', 'not-found'],
    does: async ({ params, query, session, context }) => {
      const { id } = await mineOf(context, session, params.id);
      const found = await importRowsOf(context.db.orm, context.keys, id, {
        after: query.after,
        limit: query.limit + 1,
      });
      const { page, last } = paged(found, query.limit);
      const plans = await plansOf(context.db.orm, page);
      const waiting = page.flatMap((row) => toAssign(row, plans));
      return { status: 200, body: { waiting, next: last?.ordinal ?? null } satisfies z.output<typeof assignmentList> };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/imports/{id}/rejected',
    tag: 'imports',
    by: 'person',
    summary: { zh: '下载退回的行，更正后再提交', en: 'The rejected rows as a workbook, to correct and send again' },
    params: importParams,
    answers: { 200: { description: 'The same columns, and the reason beside each row', mediaType: WORKBOOK } },
    problems: ['not-allowed', 'not-found'],
    does: async ({ params, session, context, response }) => {
      const { id } = await mineOf(context, session, params.id);
      const file = await rejectedFile(context.db.orm, context.keys, id);
      if (!file) throw Problem.of('not-found');
      response.type(WORKBOOK).attachment('rejected.xlsx').send(file);
      return 'answered';
    },
  }),
];

const EMPTY = (): Problem =>
  Problem.of('malformed', {
    errors: [{ at: '', code: 'file-empty', zh: '文件是空的', en: 'The file is empty' }],
  });

// ── who ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const importingOffices = ({ offices }: Person) => offices.filter(({ role }) => IMPORTING.includes(role));

/** @throws Problem `not-allowed` */
function senderOf(session: Session | null): Sender {
  if (!session) throw Problem.of('not-signed-in');
  const offices = importingOffices(session.person);
  const office = IMPORTING.map((role) => offices.find((held) => held.role === role)).find((held) => held !== undefined);
  if (!office) throw Problem.of('not-allowed');
  return { person: session.person.id, role: office.role, org: office.org };
}

function officesOf(session: Session | null): readonly string[] {
  senderOf(session);
  return session ? importingOffices(session.person).map(({ org }) => org) : [];
}

async function importFor({ db }: Context, session: Session | null, id: string): Promise<ImportView> {
  const orgs = officesOf(session);
  const found = await importOf(db.orm, id);
  if (!found || !orgs.includes(found.org)) throw Problem.of('not-found');
  return found;
}

/** @throws Problem `not-allowed` for an import of somebody else */
async function mineOf(context: Context, session: Session | null, id: string): Promise<ImportView> {
  const found = await importFor(context, session, id);
  if (found.person !== session?.person.id) throw Problem.of('not-allowed');
  return found;
}

// ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────────

function viewOf(one: ImportView, session: Session | null): z.output<typeof importView> {
  return {
    id: one.id,
    state: one.state,
    sameAs: one.sameAs,
    because: one.because && { zh: one.because.zh, en: one.because.en },
    form: one.form,
    rows: one.rows,
    byClass: { clean: one.clean, repairable: one.repaired, duplicate: one.duplicates, rejected: one.rejected },
    accepted: one.clean + one.repaired,
    done: one.done,
    faults: one.faults,
    passedOver: one.passedOver,
    columnsNotRead: one.columnsUnknown,
    rejectedWorkbook: one.hasRejected,
    mine: one.person === session?.person.id,
    createdAt: one.createdAt.toISOString(),
    confirmedAt: one.confirmedAt?.toISOString() ?? null,
    finishedAt: one.finishedAt?.toISOString() ?? null,
  };
}

function rowView({ ordinal, verdict, caseId, fault, done }: ImportRow): z.output<typeof importRow> {
  const rejected = verdict.class === 'rejected' ? verdict : null;
  const merged = verdict.class === 'duplicate' ? verdict.mergedInto : null;
  return {
    ordinal,
    row: verdict.row,
    line: verdict.line,
    class: verdict.class,
    tags: [...verdict.tags],
    repairs: verdict.repairs.map(repairView),
    mergedInto: merged && (merged.case ?? merged.row),
    reason: rejected?.reason ?? null,
    because: rejected && { zh: rejected.because.zh, en: rejected.because.en },
    normalized: verdict.class === 'rejected' ? null : { ...verdict.normalized },
    caseId,
    done,
    fault,
  };
}

const repairView = ({ field, read, made, tags }: Repair) => ({
  field,
  column: COLUMNS[field].zh,
  read,
  made,
  because: tags.map((tag) => ({ zh: TAGS[tag].zh, en: TAGS[tag].en })),
});

// ── who is to answer for them ───────────────────────────────────────────────────────────────────────────────────

type Plans = ReadonlyMap<string, Partial<PlanContent>>;

async function plansOf(on: Queries, found: readonly ImportRow[]): Promise<Plans> {
  const ids = found.flatMap(({ caseId }) => caseId ?? []);
  if (ids.length === 0) return new Map();
  const lives = await on
    .select({ id: cases.id, life: cases.life })
    .from(cases)
    .where(and(inArray(cases.id, ids), eq(cases.status, 'open')));
  return new Map(lives.map(({ id, life }) => [id, life.plan?.content ?? {}]));
}

/** A case that this row made and that stands open without a unit or a leader. */
function toAssign({ verdict, caseId }: ImportRow, plans: Plans): z.output<typeof assignmentList>['waiting'] {
  const plan = caseId === null ? undefined : plans.get(caseId);
  if (!plan || caseId === null || verdict.class === 'rejected' || verdict.class === 'duplicate') return [];
  const { unit = null, leader = null } = plan;
  if (unit !== null && leader !== null) return [];
  const { dept, leader: written } = verdict.normalized;
  return [{ caseId, row: verdict.row, dept, unit, leaderWritten: written, leader }];
}
