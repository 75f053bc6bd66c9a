// The import of a ledger through the API: the sample in both encodings and as a workbook gives what is expected of it;
// run, it makes each case once, on its true days, and calls nobody. Everybody in the sample is made up.
import { readFile } from 'node:fs/promises';
import { Workbook } from '@cj-tech-master/excelts';
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerActivities } from '../../activities/ledger/ledger-import.ts';
import { rows } from '../../db/connection.ts';
import { verifyRecord } from '../../db/verify.ts';
import { settledToday } from '../setup/today.ts';
import { type Client, type Stage, stage } from './stage.ts';

const FOLDER = new URL('../../examples/ledger/', import.meta.url);
const sample = (name: string) => readFile(new URL(name, FOLDER));

interface Expected {
  readonly summary: { readonly byClass: Record<string, number>; readonly accepted: number };
  readonly rows: readonly {
    readonly row: number;
    readonly class: string;
    readonly tags: readonly string[];
    readonly mergedInto?: number;
    readonly reason?: string;
    readonly detail?: string;
    readonly normalized: object | null;
  }[];
}

let on: Stage;
let officer: Client;
let expected: Expected;

beforeAll(async () => {
  on = await stage();
  officer = await on.as('petition.petition-officer');
  expected = JSON.parse((await sample('backlog.expected.json')).toString());
});
afterAll(() => on.close());

const send = (file: Buffer, as = officer) =>
  as.send('POST', '/api/v1/imports/backlog', { headers: { 'content-type': 'application/octet-stream' }, body: file });

/** What the worker does, without an engine. */
async function driven(at: Stage, id: string): Promise<string> {
  const { importStep } = ledgerActivities({ db: at.fresh.db, keys: at.context.keys });
  for (;;) {
    const { state } = await importStep(id);
    if (state !== 'running') return state;
  }
}

/** The sample as a workbook, every cell as text. */
async function workbook(): Promise<Buffer> {
  const sheet = new Workbook();
  const page = sheet.addWorksheet('台账');
  const lines: string[][] = parse(await sample('backlog.csv'), { bom: true });
  for (const line of lines) page.addRow(line);
  return Buffer.from(await sheet.xlsx.writeBuffer());
}

async function rowsOf(id: string) {
  const answer = await officer.get(`/api/v1/imports/${id}/rows?limit=1000`);
  expect(answer.status).toBe(200);
  return answer.body.rows;
}

function shown(row: Record<string, unknown> & { because?: { zh: string } | null }) {
  const { row: no, tags, mergedInto, reason, normalized } = row;
  return {
    row: no,
    class: row.class,
    tags,
    ...(mergedInto !== null && { mergedInto }),
    ...(reason !== null && { reason, detail: row.because?.zh }),
    normalized,
  };
}

const FORMS = [
  ['UTF-8', 'utf-8', () => sample('backlog.csv')],
  ['GBK', 'gb18030', () => sample('backlog.gbk.csv')],
  ['XLSX', 'xlsx', workbook],
] as const;

describe.each(FORMS)('the sample in %s', (_, form, file) => {
  it('gives exactly what is expected, row by row', async () => {
    const other = await stage();
    try {
      on = other;
      officer = await other.as('petition.petition-officer');
      const sent = await send(await file());
      expect(sent.status).toBe(202);
      expect(sent.body).toMatchObject({ state: 'received', mine: true });
      expect(await driven(other, sent.body.id)).toBe('judged');
      const now = await officer.get(`/api/v1/imports/${sent.body.id}`);
      const { byClass, accepted } = expected.summary;
      expect(now.body).toMatchObject({ state: 'judged', form, rows: 60, byClass, accepted, rejectedWorkbook: true });
      expect((await rowsOf(sent.body.id)).map(shown)).toEqual(expected.rows);
      expect(await other.count()).toMatchObject({ cases: 0 });
    } finally {
      await other.close();
      on = first;
      officer = firstOfficer;
    }
  });
});

let first: Stage;
let firstOfficer: Client;
beforeAll(() => {
  first = on;
  firstOfficer = officer;
});

describe('the run', () => {
  let id: string;

  it('makes each case once, on its true days, and calls nobody', async () => {
    id = (await send(await sample('backlog.csv'))).body.id;
    expect((await officer.send('POST', `/api/v1/imports/${id}/run`)).body.code).toBe('import-not-ready');
    await driven(on, id);
    expect((await officer.send('POST', `/api/v1/imports/${id}/run`)).status).toBe(202);
    expect(await driven(on, id)).toBe('done');
    const done = await officer.get(`/api/v1/imports/${id}`);
    expect(done.body).toMatchObject({ state: 'done', done: 60, faults: 0 });
    const made = await rowsOf(id);
    const opened = await rows<{ id: string; opened: string; light: string; next: string | null; events: number }>(
      on.fresh.db.orm,
      sql`select id, opened_on::text as opened, light, next_at::text as next, seq as events from cases`,
    );
    expect(opened).toHaveLength(42);
    for (const row of made.filter((one: { class: string }) => one.class === 'clean' || one.class === 'repairable')) {
      const found = opened.find((one) => one.id === row.caseId);
      expect(found?.opened).toBe(row.normalized.registerDate);
      // Every row of the sample is long overdue: flagged, and no rung of the ladder is left to fire.
      expect(found).toMatchObject({ light: 'red', next: null });
    }
    const told = await rows(on.fresh.db.orm, sql`select template, seq, count(*)::int as n from notices group by 1, 2`);
    expect(told).toEqual([]);
    const found: unknown[] = [];
    await verifyRecord(on.fresh.db, (difference) => found.push(difference));
    expect(found).toEqual([]);
  });

  it('stands in the opening with its true days, not among the new, and waits for units that nobody could match', async () => {
    const today = await settledToday();
    const { days } = (await officer.get(`/api/v1/clearance?from=${today}&through=${today}`)).body;
    expect(days[0]).toMatchObject({ opening: { count: 42 }, takenOver: { count: 42 }, entered: { count: 0 } });
    const { waiting, next } = (await officer.get(`/api/v1/imports/${id}/assignments?limit=1000`)).body;
    // The sample's offices are none of the demonstration's.
    expect([waiting.length, next]).toEqual([42, null]);
    const first = waiting.find((one: { dept: string | null }) => one.dept !== null);
    expect(first).toMatchObject({ unit: null, leader: null, dept: expect.any(String) });
    const street = on.seed.orgs.street;
    const me = (await officer.get('/api/v1/session')).body.person.id;
    const plan = { type: 'draftPlan', plan: { unit: street, leader: me } };
    expect((await officer.post(`/api/v1/cases/${first.caseId}/commands`, plan)).status).toBe(200);
    const left = (await officer.get(`/api/v1/imports/${id}/assignments?limit=1000`)).body.waiting;
    expect(left).toHaveLength(41);
    // What a unit answers for, its people see.
    const station = await on.as('street.mediator');
    expect((await station.get(`/api/v1/cases/${first.caseId}`)).status).toBe(200);
  });

  it('gives a case to the one unit and the one leader that its row can mean', async () => {
    const text = (await sample('backlog.csv')).toString();
    const [row] = expected.rows.filter((one) => one.class === 'clean');
    const lines = text.split(/\r?\n/);
    const header = lines.find((line) => line.includes('责任单位')) ?? '';
    const names = header.split(',');
    const line = lines.find((one) => one.startsWith(`${row?.row},`)) ?? '';
    const cells = line.split(',');
    const put = (name: string, value: string) => {
      cells[names.indexOf(name)] = value;
    };
    put('责任单位', '信访局');
    put('包案领导', '机关负责人（演示）');
    put('信访编号', 'XF209901010001');
    put('身份证号', '');
    put('联系电话', '13800009999');
    put('信访人', '测试丁');
    const sent = await send(Buffer.from(`${header}\n${cells.join(',')}\n`));
    await driven(on, sent.body.id);
    expect((await officer.send('POST', `/api/v1/imports/${sent.body.id}/run`)).status).toBe(202);
    expect(await driven(on, sent.body.id)).toBe('done');
    const [made] = await rowsOf(sent.body.id);
    const head = on.seed.people.find((one) => one.username === 'demo.petition.authority-head');
    const { content, version, status } = (await officer.get(`/api/v1/cases/${made.caseId}/plan`)).body;
    expect({ content, version, status }).toEqual({
      content: { unit: on.seed.orgs.petition, leader: head?.id },
      version: 1,
      status: 'draft',
    });
    expect((await officer.get(`/api/v1/imports/${sent.body.id}/assignments`)).body.waiting).toEqual([]);
  });

  it('attaches a further petition to its case and leaves a repeated listing alone', async () => {
    const made = await rowsOf(id);
    const caseOf = new Map(made.map((row: { row: number; caseId: string }) => [row.row, row.caseId]));
    for (const { row, mergedInto } of expected.rows) {
      if (mergedInto !== undefined) expect(caseOf.get(row)).toBe(caseOf.get(mergedInto));
    }
  });

  it('keeps who they are out of the record and out of the log', async () => {
    const [leaks] = await rows<{ n: number }>(
      on.fresh.db.orm,
      sql`select count(*)::int as n from events where body::text like '%汪兰春%' or body::text like '%15422974356%'`,
    );
    expect(leaks?.n).toBe(0);
    expect(on.logged.join()).not.toContain('汪兰春');
    const sealed = await rows<{ n: number }>(
      on.fresh.db.orm,
      sql`select count(*)::int as n from import_rows where content like '%510304%' or content like '%汪%'`,
    );
    expect(sealed[0]?.n).toBe(0);
  });

  it('changes nothing when the same ledger comes again, in whatever encoding', async () => {
    const before = await on.count();
    const again = await send(await sample('backlog.csv'));
    expect(again).toMatchObject({ status: 200, body: { id, state: 'done' } });
    for (const copy of [await sample('backlog.gbk.csv'), await workbook()]) {
      const sent = await send(copy);
      expect(await driven(on, sent.body.id)).toBe('repeated');
      expect((await officer.get(`/api/v1/imports/${sent.body.id}`)).body).toMatchObject({ sameAs: id });
    }
    expect(await on.count()).toEqual(before);
  });

  it('gives the rejected rows back as a workbook, which corrected comes in and finds the cases there are', async () => {
    const file = await fetch(`${on.url}/api/v1/imports/${id}/rejected`, {
      headers: { authorization: `Bearer ${officer.token}` },
    });
    expect(file.headers.get('content-disposition')).toContain('rejected.xlsx');
    const book = new Workbook();
    await book.xlsx.load(Buffer.from(await file.arrayBuffer()));
    const [page] = book.worksheets;
    expect(page?.rowCount).toBe(11);
  });

  it('knows the petitions of the record: the next ledger with the same people makes no new case', async () => {
    const text = (await sample('backlog.csv')).toString('utf8').replace('2025年春节前需重点关注', '已约谈');
    const sent = await send(Buffer.from(text));
    expect(await driven(on, sent.body.id)).toBe('judged');
    const now = await officer.get(`/api/v1/imports/${sent.body.id}`);
    expect(now.body).toMatchObject({ accepted: 0, byClass: { duplicate: 50, rejected: 10 } });
    const events = (await on.count()).events;
    expect((await officer.send('POST', `/api/v1/imports/${sent.body.id}/run`)).status).toBe(202);
    expect(await driven(on, sent.body.id)).toBe('done');
    const now2 = await on.count();
    expect(now2.cases).toBe(43);
    // Listed again under their own numbers they are no further petitions; the eight duplicates of the first are.
    expect((now2.events ?? 0) - (events ?? 0)).toBeLessThanOrEqual(9);
  });
});

describe('who may', () => {
  it('nobody but petition officers, and rows only for the sender', async () => {
    const mediator = await on.as('heping.mediator');
    expect((await send(await sample('backlog.csv'), mediator)).status).toBe(403);
    const head = await on.as('petition.authority-head');
    const list = await head.get('/api/v1/imports');
    expect(list.body.imports.length).toBeGreaterThan(0);
    const { id } = list.body.imports[0];
    expect((await head.get(`/api/v1/imports/${id}`)).body.mine).toBe(false);
    expect((await head.get(`/api/v1/imports/${id}/rows`)).status).toBe(403);
    expect((await on.nobody.get('/api/v1/imports')).status).toBe(401);
  });

  it('tries a file that was refused anew when it is sent again', async () => {
    const file = Buffer.from('%PDF-1.7 once more');
    const { id } = (await send(file)).body;
    expect(await driven(on, id)).toBe('refused');
    const again = await send(file);
    expect(again).toMatchObject({ status: 202, body: { id, state: 'received', because: null } });
    expect(await driven(on, id)).toBe('refused');
  });

  it('refuses what is no ledger with a sentence, what is empty and what is too large', async () => {
    const sent = await send(Buffer.from('%PDF-1.7 nothing'));
    expect(await driven(on, sent.body.id)).toBe('refused');
    expect((await officer.get(`/api/v1/imports/${sent.body.id}`)).body.because.zh).toContain('PDF');
    expect((await send(Buffer.alloc(0))).status).toBe(422);
    expect((await send(Buffer.alloc(20 * 1024 * 1024 + 1))).body.code).toBe('file-too-large');
  });
});
