// Files as they are sent to the API: what comes as no file is refused at the door; what is no ledger is kept, looked at and
// refused with a sentence that says what to do; what a workbook may hold is read. Everybody in them is made up.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { Workbook } from '@cj-tech-master/excelts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ledgerActivities } from '../../activities/ledger/ledger-import.ts';
import { type Client, type Stage, stage } from '../api/stage.ts';

const FOLDER = new URL('../../examples/ledger/', import.meta.url);
const MIB = 1024 * 1024;

let on: Stage;
let officer: Client;
let header: string[];
let first: string[];
let second: string[];
beforeAll(async () => {
  on = await stage();
  officer = await on.as('petition.petition-officer');
  const lines: string[][] = parse(await readFile(new URL('backlog.csv', FOLDER)), { bom: true });
  [header = [], first = [], second = []] = lines;
});
afterAll(() => on.close());

const send = (body: Buffer | string, headers: Record<string, string> = {}) =>
  officer.send('POST', '/api/v1/imports/backlog', {
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body,
  });

/** The import of this file once its dry run is over. */
async function judged(file: Buffer) {
  const sent = await send(file);
  expect(sent.status).toBe(202);
  const { importStep } = ledgerActivities({ db: on.fresh.db, keys: on.context.keys });
  await importStep(sent.body.id);
  return (await officer.get(`/api/v1/imports/${sent.body.id}`)).body;
}

type Sheet = ReturnType<Workbook['addWorksheet']>;
async function workbook(fill: (sheet: Sheet, book: Workbook) => void): Promise<Buffer> {
  const book = new Workbook();
  fill(book.addWorksheet('台账'), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const at = (name: string) => header.indexOf(name);

it.each<[string, () => Buffer | string, Record<string, string>, number, string]>([
  ['nothing', () => '', {}, 422, 'malformed'],
  ['fifty megabytes', () => Buffer.alloc(50 * MIB, 0x2c), {}, 413, 'file-too-large'],
  ['a form', () => 'x', { 'content-type': 'multipart/form-data; boundary=x' }, 415, 'file-not-raw'],
  ['fields', () => 'x=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'file-not-raw'],
  ['JSON', () => '{}', { 'content-type': 'application/json' }, 415, 'file-not-raw'],
  ['something compressed', () => gzipSync('序号'), { 'content-encoding': 'gzip' }, 415, 'file-not-raw'],
])('%s is refused at the door', async (_, body, headers, status, code) => {
  const answer = await send(body(), headers);
  expect(answer).toMatchObject({ status, body: { code, detail: { zh: expect.stringMatching(/。$/u) } } });
});

it('a file may call itself what it is, in any way', async () => {
  const file = await readFile(new URL('backlog.csv', FOLDER));
  for (const type of ['text/csv; charset=utf-8', 'application/vnd.ms-excel', '']) {
    expect((await send(file, { 'content-type': type })).body.code).toBeUndefined();
  }
});

it.each<[string, () => Buffer | Promise<Buffer>, string]>([
  ['an old .xls', () => Buffer.from('d0cf11e0a1b11ae1'.padEnd(1_024, '0'), 'hex'), '旧版 .xls'],
  ['NUL', () => Buffer.from(`${header.join(',')}\n\0\n`), '空字节'],
  [
    'two encodings',
    async () => Buffer.concat([await readFile(new URL('backlog.gbk.csv', FOLDER)), Buffer.from(second.join(','))]),
    '混有两种编码',
  ],
  ['a broken workbook', async () => (await workbook((sheet) => sheet.addRow(header))).subarray(0, 3_000), '已损坏'],
  [
    'a formula',
    () =>
      workbook((sheet) => {
        sheet.addRow(header);
        sheet.addRow(first).getCell(at('涉及人数') + 1).value = { formula: '1+5', result: 6 };
      }),
    '第2行“涉及人数”是公式',
  ],
  [
    'a hidden sheet alone',
    () =>
      workbook((sheet, book) => {
        sheet.addRow(['说明']);
        book.addWorksheet('旧', { state: 'hidden' }).addRows([header, first]);
      }),
    '隐藏的工作表“旧”',
  ],
])('%s is no ledger', async (_, file, sentence) => {
  const refused = await judged(await file());
  expect(refused).toMatchObject({
    state: 'refused',
    because: { zh: expect.stringContaining(sentence), en: expect.any(String) },
  });
});

it('days as serial numbers and merged cells are read', async () => {
  const file = await workbook((sheet) => {
    sheet.addRow(header);
    const days = sheet.addRow(first);
    days.getCell(at('首次信访日期') + 1).value = new Date(Date.UTC(2019, 3, 26));
    days.getCell(at('登记日期') + 1).value = 43_874;
    sheet.addRow(second);
    sheet.mergeCells(2, at('涉及单位') + 1, 3, at('涉及单位') + 1);
  });
  const { id, state } = await judged(file);
  expect(state).toBe('judged');
  const { rows } = (await officer.get(`/api/v1/imports/${id}/rows`)).body;
  expect(rows).toMatchObject([
    { tags: ['date-serial'], normalized: { firstDate: '2019-04-26', registerDate: '2020-02-13' } },
    { tags: ['merged-blank'], normalized: { employer: first[at('涉及单位')] } },
  ]);
});
