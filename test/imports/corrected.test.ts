// The workbook of rejected rows, corrected and sent again: each row comes in once under its own number, the counts add up,
// and neither a half corrected workbook nor the whole corrected ledger makes anything twice. Everybody in it is made up.
import { readFile } from 'node:fs/promises';
import { Workbook } from '@cj-tech-master/excelts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ledgerActivities } from '../../activities/ledger/ledger-import.ts';
import { type Client, type Stage, stage } from '../api/stage.ts';

const SAMPLE = new URL('../../examples/ledger/backlog.csv', import.meta.url);

/** What a person makes of each rejected row. */
const CORRECTIONS: Readonly<Record<number, readonly [column: string, value: string]>> = {
  11: ['信访人', '更正甲'],
  19: ['身份证号', '510304199103199968'],
  26: ['联系电话', '16911112222'],
  33: ['信访事项', '反映拖欠工资'],
  38: ['首次信访日期', '2022.2.28'],
  42: ['涉及单位', '新民镇更正厂'],
  46: ['登记日期', '2024/11/08'],
  50: ['信访编号', 'XF2019-1309'],
  54: ['首次信访日期', '2020-01-05'],
  58: ['涉及金额(万元)', '35'],
};
const NUMBERS = Object.keys(CORRECTIONS).map(Number);
const HALF = NUMBERS.slice(0, 5);

let on: Stage;
let officer: Client;
beforeAll(async () => {
  on = await stage();
  officer = await on.as('petition.petition-officer');
});
afterAll(() => on.close());

/** Sent, tried, taken over. */
async function takenOver(file: Buffer) {
  const headers = { 'content-type': 'application/octet-stream' };
  const { id } = (await officer.send('POST', '/api/v1/imports/backlog', { headers, body: file })).body;
  const { importStep } = ledgerActivities({ db: on.fresh.db, keys: on.context.keys });
  await importStep(id);
  await officer.send('POST', `/api/v1/imports/${id}/run`);
  while ((await importStep(id)).state === 'running');
  return (await officer.get(`/api/v1/imports/${id}`)).body;
}

async function rejectedOf(id: string): Promise<Workbook> {
  const headers = { authorization: `Bearer ${officer.token}` };
  const book = new Workbook();
  await book.xlsx.load(
    Buffer.from(await (await fetch(`${on.url}/api/v1/imports/${id}/rejected`, { headers })).arrayBuffer()),
  );
  return book;
}

async function corrected(book: Workbook, numbers: readonly number[]): Promise<Buffer> {
  const sheet = book.getWorksheet('退回');
  if (!sheet) throw new Error('no sheet of rejected rows');
  const names = sheet.getRow(1).values as string[];
  sheet.eachRow((row) => {
    const no = Number(row.getCell(names.indexOf('序号')).text);
    const [column, value] = (numbers.includes(no) && CORRECTIONS[no]) || [];
    if (column !== undefined) row.getCell(names.indexOf(column)).value = value ?? '';
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

const rowNumbers = async (id: string, only: string): Promise<number[]> =>
  (await officer.get(`/api/v1/imports/${id}/rows?class=${only}`)).body.rows.map((row: { row: number }) => row.row);
const figures = async () => {
  const { cases, events } = await on.count();
  return { cases, events };
};

it('comes in row by row, and never twice', async () => {
  const first = await takenOver(await readFile(SAMPLE));
  expect(first).toMatchObject({ rows: 60, accepted: 42, byClass: { duplicate: 8, rejected: 10 } });
  const book = await rejectedOf(first.id);

  const half = await takenOver(await corrected(book, HALF));
  expect(half).toMatchObject({
    state: 'done',
    rows: 10,
    accepted: 5,
    byClass: { duplicate: 0, rejected: 5 },
    faults: 0,
  });
  expect(await rowNumbers(half.id, 'rejected')).toEqual(NUMBERS.slice(5));
  expect((await figures()).cases).toBe(47);

  // Of the workbook that was half corrected the other half comes in, the first is known again.
  const before = await figures();
  const whole = await corrected(book, NUMBERS);
  const rest = await takenOver(whole);
  expect(rest).toMatchObject({
    state: 'done',
    rows: 10,
    accepted: 5,
    byClass: { duplicate: 5, rejected: 0 },
    faults: 0,
  });
  expect(await rowNumbers(rest.id, 'duplicate')).toEqual(HALF);
  const after = await figures();
  expect(after.cases).toBe(52);
  // What is listed again is no further petition: only the five new cases made events.
  expect((after.events ?? 0) - (before.events ?? 0)).toBe(2 * 5);

  expect(await takenOver(whole)).toMatchObject({ id: rest.id, state: 'done' });
  const again = await takenOver(await corrected(await rejectedOf(half.id), NUMBERS));
  expect(again).toMatchObject({ rows: 5, accepted: 0, byClass: { duplicate: 5 } });
  expect(await figures()).toEqual(after);
});

it('or with the whole ledger, corrected there', async () => {
  const before = await figures();
  const [names = [], ...lines]: string[][] = parse(await readFile(SAMPLE), { bom: true });
  const fixed = lines.map((line) => {
    const [column, value = ''] = CORRECTIONS[Number(line[0])] ?? [];
    return column === undefined ? line : line.with(names.indexOf(column), value);
  });
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const file = Buffer.from([names, ...fixed].map((line) => line.map(quoted).join(',')).join('\n'));
  expect(await takenOver(file)).toMatchObject({
    rows: 60,
    accepted: 0,
    byClass: { duplicate: 60, rejected: 0 },
    faults: 0,
  });
  expect((await figures()).cases).toBe(before.cases);
});
