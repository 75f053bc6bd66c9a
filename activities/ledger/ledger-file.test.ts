import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { Workbook } from '@cj-tech-master/excelts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge, judging } from '../../domain/ledger/judge.ts';
import { resultOf } from '../../domain/ledger/result.ts';
import { type LedgerForm, readLedger, wholeLedger } from './ledger-file.ts';
import { LedgerRefused, LIMITS } from './ledger-refused.ts';
import { rejectedWorkbook } from './rejected-workbook.ts';

const SAMPLE = 'examples/ledger/backlog.csv';
const records: string[][] = parse(readFileSync(SAMPLE), { bom: true });
const [HEADER = [], ...ROWS] = records;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function file(content: string | Uint8Array, name: string = randomUUID()): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const csv = (lines: readonly (readonly string[])[]): string =>
  lines
    .map(
      (cells) =>
        `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`,
    )
    .join('');

type Value = string | number | Date | { formula: string; result: number | string };
async function xlsx(lines: readonly (readonly Value[])[], merges: readonly string[] = []): Promise<Uint8Array> {
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet('台账');
  for (const cells of lines) sheet.addRow([...cells]);
  for (const range of merges) sheet.mergeCells(range);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const EXPECTED: unknown = JSON.parse(readFileSync('examples/ledger/backlog.expected.json', 'utf8'));

async function resultFrom(path: string, form: LedgerForm) {
  const ledger = await wholeLedger(path);
  expect(ledger.form).toBe(form);
  return JSON.parse(JSON.stringify(resultOf('backlog.csv', ledger.rows, judge(ledger.rows))));
}

async function refusal(content: string | Uint8Array): Promise<string> {
  try {
    await wholeLedger(await file(content));
  } catch (error) {
    if (error instanceof LedgerRefused) return error.because.zh;
    throw error;
  }
  throw new Error('the file was read');
}

describe('the sample ledger', () => {
  it('is judged as expected from UTF-8 with its mark', async () => {
    expect(await resultFrom(SAMPLE, 'utf-8')).toEqual(EXPECTED);
  });

  it('is judged as expected from UTF-8 without a mark, and with LF', async () => {
    const text = readFileSync(SAMPLE, 'utf8').slice(1).replaceAll('\r\n', '\n');
    expect(await resultFrom(await file(text), 'utf-8')).toEqual(EXPECTED);
  });

  it('is judged as expected from GBK', async () => {
    expect(await resultFrom('examples/ledger/backlog.gbk.csv', 'gb18030')).toEqual(EXPECTED);
  });

  it('is judged as expected from a workbook, whatever its name', async () => {
    expect(await resultFrom(await file(await xlsx(records), 'ledger.csv'), 'xlsx')).toEqual(EXPECTED);
  });

  it('is judged as expected from a workbook whose numbers are numbers', async () => {
    const typed = records.map((cells, i) =>
      cells.map((cell, at) => {
        // An identity number is text in any ledger that still has its last digits.
        const isNumber = i > 0 && at !== 3 && /^\d+(\.\d+)?$/.test(cell);
        return isNumber ? Number(cell) : cell;
      }),
    );
    expect(await resultFrom(await file(await xlsx(typed)), 'xlsx')).toEqual(EXPECTED);
  });

  it('is judged as expected with its columns in another order, titles, subtotals and repeated headers', async () => {
    const order = HEADER.map((_, i) => i).sort((a, b) => ((a * 7) % 19) - ((b * 7) % 19));
    const shuffled = (cells: readonly string[]) => order.map((i) => cells[i] ?? '');
    const header = shuffled(HEADER).map((name) => ` ${name.replace('(', '（').replace(')', '）')} `);
    const line = (text: string) => shuffled(HEADER).map((name) => (name === '序号' ? text : ''));
    const blank = HEADER.map(() => '');
    const body = ROWS.flatMap((cells, i) => {
      const rows = [shuffled(cells)];
      // Merged cells continue across a page's subtotal and header.
      if (i % 7 === 6) rows.push(line('小计'), header);
      if (i === 20) rows.push(line('注：本页有合并单元格'), blank);
      return rows;
    });
    const lines = [['大安区信访积案台账', ...blank.slice(1)], blank, header, ...body, line('合计')];
    expect(await resultFrom(await file(csv(lines)), 'utf-8')).toEqual(EXPECTED);
    expect(await resultFrom(await file(await xlsx(lines)), 'xlsx')).toEqual(EXPECTED);
    const { passedOver } = await wholeLedger(await file(csv(lines)));
    expect(passedOver.map(({ text }) => text.split(' ')[0])).toContain('大安区信访积案台账');
    expect(passedOver.filter(({ text }) => text === '小计')).toHaveLength(8);
    // The repeated headers count too, blank lines do not.
    expect(passedOver).toHaveLength(1 + 8 + 8 + 1 + 1);
  });
});

const at = (name: string) => HEADER.indexOf(name);
const withCell = (cells: readonly string[], name: string, value: string) => cells.with(at(name), value);
const [FIRST = [], SECOND = []] = ROWS;

describe('a text file', () => {
  it('keeps line breaks, commas and quotation marks inside cells, and counts lines by them', async () => {
    const remark = '他说"结算,即付"\n尚未付';
    const { rows } = await wholeLedger(await file(csv([HEADER, withCell(FIRST, '备注', remark), SECOND])));
    expect(rows[0]?.cells.remark).toBe(remark);
    expect(rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(judge(rows)[0]).toMatchObject({ tags: ['line-break'] });
  });

  it('takes a quotation mark inside a bare cell for what it is', async () => {
    const bare = `${HEADER.join(',')}\n${withCell(FIRST, '备注', '说"马上付"').join(',')}\n`;
    expect((await wholeLedger(await file(bare))).rows[0]?.cells.remark).toBe('说"马上付"');
  });

  it('rejects the row that has another number of cells, and no other', async () => {
    const { rows } = await wholeLedger(await file(csv([HEADER, FIRST.slice(1, 9).with(0, '1'), SECOND])));
    expect(judge(rows)).toMatchObject([{ reason: 'column-count' }, { class: 'clean' }]);
  });

  it('keeps characters that only GB18030 has', async () => {
    // 㐂 (0x8139EE39 would be of four bytes) beside the sample in two bytes.
    const gbk = readFileSync('examples/ledger/backlog.gbk.csv');
    const withRare = Buffer.concat([
      gbk,
      Buffer.from('1,,'),
      Buffer.from([0x81, 0x39, 0xee, 0x39]),
      Buffer.from('\r\n'),
    ]);
    const { form, rows } = await wholeLedger(await file(withRare));
    expect(form).toBe('gb18030');
    expect(rows.at(-1)?.original[2]).toHaveLength(1);
  });
});

describe('a workbook', () => {
  it('gives dates, computed row numbers and merged ranges', async () => {
    const typed = (cells: readonly string[], n: number): Value[] =>
      cells.map((cell, i) => {
        if (i === 0) return { formula: 'ROW()-1', result: n };
        return i === at('首次信访日期') ? new Date(`${cell}T00:00:00Z`) : cell;
      });
    const continued = withCell(withCell(SECOND, '涉及单位', ''), '信访编号', '');
    const employer = String.fromCharCode(65 + at('涉及单位'));
    const bytes = await xlsx([HEADER, typed(FIRST, 1), typed(continued, 2)], [`${employer}2:${employer}3`]);
    const { rows } = await wholeLedger(await file(bytes));
    expect(rows.map(({ row, cells }) => [row, cells.firstDate])).toEqual([
      [1, '2019-04-26'],
      [2, '2018-06-04'],
    ]);
    expect(judge(rows)[1]).toMatchObject({
      tags: ['merged-blank', 'missing-petition-no'],
      normalized: { employer: '自贡禾砚建筑劳务有限公司' },
    });
  });

  it('does not take an identity number that lost its digits for another', async () => {
    const cells: Value[] = [...FIRST];
    cells[at('身份证号')] = Number('510304199201099952');
    const { rows } = await wholeLedger(await file(await xlsx([HEADER, cells])));
    expect(judge(rows)[0]).toMatchObject({
      reason: 'id-invalid',
      because: { zh: expect.stringContaining('表格软件') },
    });
  });
});

describe('the workbook of rejected rows', () => {
  async function returned(lines: readonly (readonly string[])[]) {
    const { columns, rows } = await wholeLedger(await file(csv(lines)));
    const rejected = judge(rows).flatMap((verdict, i) => {
      const row = rows[i];
      return verdict.class === 'rejected' && row ? [{ row, verdict }] : [];
    });
    return file(await rejectedWorkbook(columns, rejected));
  }

  it('has the same columns, cells and faults when it is sent again, with the reasons once', async () => {
    const path = await returned(records.filter(([number]) => number !== '50'));
    const { columns, rows } = await wholeLedger(path);
    expect(columns.names).toEqual([...HEADER, '退回原因']);
    expect(columns.unknown).toEqual(['退回原因']);
    expect(rows.map(({ row, original }) => [String(row), ...original.slice(1, 19)])).toEqual(
      ROWS.filter(([number]) => ['11', '19', '26', '33', '38', '42', '46', '54', '58'].includes(number ?? '')),
    );
    expect(rows.map(({ original }) => original[19])).toEqual(
      judge(rows).map((verdict) => (verdict.class === 'rejected' ? verdict.because.zh : '')),
    );
    const again = await rejectedWorkbook(
      columns,
      judge(rows).flatMap((verdict, i) => (verdict.class === 'rejected' && rows[i] ? [{ row: rows[i], verdict }] : [])),
    );
    expect((await wholeLedger(await file(again))).columns.names).toEqual(columns.names);
  });

  it('writes out what a merged cell gave, and lets no row continue an unrelated one', async () => {
    const blank = ['信访事项', '涉及单位', '行业', '责任单位', '包案领导', '所属镇街'].reduce(
      (cells, name) => withCell(cells, name, ''),
      withCell(SECOND, '信访人', ''),
    );
    const continuing = await wholeLedger(await returned([HEADER, FIRST, blank]));
    expect(continuing.rows[0]?.cells.employer).toBe(FIRST[at('涉及单位')]);
    const broken = withCell(FIRST, '信访人', '').slice(0, 10);
    const orphan = await wholeLedger(await returned([HEADER, withCell(FIRST, '信访人', ''), broken, blank]));
    expect(judge(orphan.rows).at(-1)).toMatchObject({ because: { zh: expect.stringContaining('信访事项为空') } });
  });

  it('holds text only: nothing that a cell begins with is computed', async () => {
    const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', '=HYPERLINK("http://x")', "=cmd|'/C calc'!A0"];
    const lines = evil.map((remark, i) =>
      withCell(withCell(withCell(FIRST, '备注', remark), '信访人', ''), '序号', String(i + 1)),
    );
    const path = await returned([HEADER, ...lines]);
    const workbook = new Workbook();
    await workbook.xlsx.readFile(path);
    workbook.worksheets[0]?.eachRow((row) => {
      row.eachCell((cell) => expect(typeof cell.value).toBe('string'));
    });
    expect((await wholeLedger(path)).rows.map(({ cells }) => cells.remark)).toEqual(evil);
  });
});

describe('a large ledger', () => {
  /** The sample over and over, each copy against other employers. */
  const copies = (n: number) =>
    Array.from({ length: n }, (_, copy) =>
      ROWS.map((cells) => {
        const renamed =
          cells[at('涉及单位')] === '' ? cells : withCell(cells, '涉及单位', `${cells[at('涉及单位')]}${copy}部`);
        const number = renamed[at('信访编号')] === '' ? '' : `${renamed[at('信访编号')]}-${copy}`;
        return withCell(withCell(renamed, '信访编号', number), '序号', String(copy * 60 + Number(cells[0])));
      }),
    ).flat();

  it('of 5,040 rows is streamed and judged within seconds and with flat memory', { timeout: 60_000 }, async () => {
    const path = await file(csv([HEADER, ...copies(84)]));
    const counted: Record<string, number> = {};
    const before = process.memoryUsage().rss;
    const began = performance.now();
    const next = judging();
    for await (const part of readLedger(path)) {
      if (part.kind !== 'row') continue;
      const { class: outcome } = next(part.row);
      counted[outcome] = (counted[outcome] ?? 0) + 1;
    }
    expect(counted).toEqual({ clean: 16 * 84, repairable: 26 * 84, duplicate: 8 * 84, rejected: 10 * 84 });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024);
  });

  it('of 5,040 rows is read from a workbook too', { timeout: 60_000 }, async () => {
    const { rows } = await wholeLedger(await file(await xlsx([HEADER, ...copies(84)])));
    expect(resultOf('x', rows, judge(rows)).summary).toMatchObject({ rows: 5_040, accepted: 42 * 84 });
  });

  it('of more rows than one file may have is refused', { timeout: 60_000 }, async () => {
    const lines = Array.from({ length: LIMITS.dataRows + 1 }, (_, i) => `${i + 1}${','.repeat(18)}`);
    expect(await refusal(`${HEADER.join(',')}\n${lines.join('\n')}`)).toContain('分成几个文件');
  });
});

interface Part {
  readonly name: string;
  readonly content: Buffer;
  /** What the archive says of the unpacked size, if not the truth. */
  readonly declared?: number;
  /** Offset of another part's header, to share its bytes. */
  readonly sharing?: number;
}

/** A ZIP archive that may lie. */
function zip(parts: readonly Part[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declared = content.length, sharing } of parts) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(22);
    fields.writeUInt16LE(8, 0);
    fields.writeUInt32LE(crc32(content), 6);
    fields.writeUInt32LE(packed.length, 10);
    fields.writeUInt32LE(declared, 14);
    fields.writeUInt16LE(Buffer.byteLength(name), 18);
    const header = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), fields, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(sharing ?? offset, 10);
    central.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\0\x14\0\0\0', 'latin1'), fields, place, Buffer.from(name)]),
    );
    if (sharing !== undefined) continue;
    local.push(header);
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

const xml = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const cellsXml = (cells: readonly string[], row: number) =>
  `<row r="${row}">${cells.map((text, i) => `<c r="${String.fromCharCode(65 + i)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
const SHEET = `<worksheet xmlns="${MAIN}"><sheetData>${cellsXml(HEADER, 1)}${cellsXml(FIRST, 2)}</sheetData></worksheet>`;

/** The smallest workbook that holds a ledger of one row; `others` replace or add parts. */
function workbook(...others: readonly Part[]): Buffer {
  const parts: Part[] = [
    { name: '[Content_Types].xml', content: xml(`<Types xmlns="${TYPES}"/>`) },
    {
      name: 'xl/workbook.xml',
      content: xml(
        `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: xml(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
    },
    { name: 'xl/worksheets/sheet1.xml', content: xml(SHEET) },
  ];
  const names = new Set(others.map(({ name }) => name));
  return zip([...parts.filter(({ name }) => !names.has(name)), ...others]);
}

describe('the parts of a workbook', () => {
  const cell = (name: string, xmlOfCell: string): Part => {
    const reference = `${String.fromCharCode(65 + at(name))}2`;
    const changed = SHEET.replace(
      new RegExp(`<c r="${reference}" t="inlineStr">.*?</c>`),
      xmlOfCell.replace('@', reference),
    );
    return { name: 'xl/worksheets/sheet1.xml', content: xml(changed) };
  };
  const styles: Part = {
    name: 'xl/styles.xml',
    content: xml(
      `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="&quot;day&quot;0.00[Red]"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`,
    ),
  };
  const strings = (text: string): Part => ({ name: 'xl/sharedStrings.xml', content: xml(`<sst>${text}</sst>`) });
  const read = async (name: string, ...parts: readonly Part[]) =>
    (await wholeLedger(await file(workbook(...parts)))).rows[0]?.original[at(name)];

  it.each<[string, string, string, readonly Part[]]>([
    ['a day in the built-in Chinese format', '<c r="@" s="1"><v>44260</v></c>', '2021-03-05', [styles]],
    ['a day in a format of its own, with a time', '<c r="@" s="2"><v>44260.5</v></c>', '2021-03-05', [styles]],
    ['a number in a format that only quotes a word', '<c r="@" s="3"><v>44260</v></c>', '44260', [styles]],
    ['a small number in the format of a day', '<c r="@" s="1"><v>5.44</v></c>', '5.44', [styles]],
    ['an ISO day', '<c r="@" t="d"><v>2021-03-05T00:00:00</v></c>', '2021-03-05T00:00:00', []],
    ['a number with binary noise', '<c r="@"><v>0.30000000000000004</v></c>', '0.3', []],
    [
      'rich text without its phonetic guide',
      '<c r="@" t="s"><v>1</v></c>',
      '张三',
      [
        strings(
          '<si><t>x</t></si><si><r><t>张</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh><r><rPr/><t>三</t></r></si>',
        ),
      ],
    ],
    ['inline rich text', '<c r="@" t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r></is></c>', '张三', []],
    [
      'escapes',
      '<c r="@" t="inlineStr"><is><t>a&lt;&#x4E2D;&#25991;_x000A_<![CDATA[<b>]]></t></is></c>',
      'a<中文\n<b>',
      [],
    ],
    ['an error', '<c r="@" t="e"><v>#N/A</v></c>', '#N/A', []],
    ['a truth', '<c r="@" t="b"><v>1</v></c>', 'TRUE', []],
    ['an empty cell', '<c r="@" s="0"/>', '', []],
  ])('give %s', async (_, xmlOfCell, text, parts) => {
    expect(await read('备注', cell('备注', xmlOfCell), ...parts)).toBe(text);
  });

  it('may leave out the references of cells and use a prefix', async () => {
    const bare = SHEET.replace(/ r="[A-Z]*\d+"/g, '').replace(/<(\/?)(?=[a-z])/g, '<$1x:');
    const { rows } = await wholeLedger(await file(workbook({ name: 'xl/worksheets/sheet1.xml', content: xml(bare) })));
    expect(judge(rows)).toMatchObject([{ line: 2, class: 'clean' }]);
  });

  it('may count days from 1904', async () => {
    const since1904: Part = {
      name: 'xl/workbook.xml',
      content: xml('<workbook><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>'),
    };
    expect(await read('首次信访日期', cell('首次信访日期', '<c r="@" s="1"><v>42798</v></c>'), styles, since1904)).toBe(
      '2021-03-05',
    );
  });
});

describe('a hostile or foreign file', () => {
  it('is told from a plain small workbook, which is read', async () => {
    const { rows } = await wholeLedger(await file(workbook()));
    expect(judge(rows)).toMatchObject([{ class: 'clean' }]);
  });

  const sheet = (text: string): Part => ({ name: 'xl/worksheets/sheet1.xml', content: xml(text) });
  const million = 1_000_000;
  it.each<[string, () => string | Uint8Array, string]>([
    ['nothing', () => '', '空的'],
    ['a PDF', () => '%PDF-1.7\n', 'PDF'],
    ['a picture', () => Buffer.from('\x89PNG\r\n', 'latin1'), '图片'],
    ['a web page', () => '\ufeff <html><table>', '网页'],
    ['an old .xls', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), '旧版 .xls'],
    ['UTF-16', () => Buffer.from('\ufeff序号,信访人', 'utf16le'), 'UTF-16'],
    ['NUL', () => `${csv([HEADER, FIRST])}\0`, '空字节'],
    [
      'GBK with invalid bytes',
      () => Buffer.concat([readFileSync('examples/ledger/backlog.gbk.csv'), Buffer.from([0xff, 0xff])]),
      '编码',
    ],
    [
      'GBK cut in the middle of a character',
      () => readFileSync('examples/ledger/backlog.gbk.csv').subarray(0, 1),
      '编码',
    ],
    ['a text that is no ledger', () => '第一行\n第二行\n', '没有找到台账表头'],
    ['a header without data', () => csv([HEADER]), '没有数据行'],
    ['a header without required columns', () => csv([HEADER.slice(0, 6), FIRST.slice(0, 6)]), '表头缺少：涉及单位'],
    [
      'two headers of different order',
      () => csv([HEADER, FIRST, [...HEADER].reverse(), [...SECOND].reverse()]),
      '第3行的表头',
    ],
    ['a quotation that is never closed', () => `${csv([HEADER, FIRST])}2,"`, '引号'],
    ['a cell without end', () => csv([HEADER, withCell(FIRST, '备注', 'x'.repeat(40_000))]), '超过'],
    ['a row without end', () => `${HEADER.join(',')}\n${','.repeat(300)}\n`, '列'],
    ['a file beyond the limit', () => Buffer.alloc(LIMITS.fileBytes + 1, 0x2c), 'MiB'],
    ['an archive that is no workbook', () => zip([{ name: 'a.txt', content: Buffer.from('x') }]), '不是 Excel 工作簿'],
    [
      'a Word document',
      () =>
        zip([
          { name: '[Content_Types].xml', content: xml('<Types/>') },
          { name: 'word/document.xml', content: xml('<d/>') },
        ]),
      '不是 Excel 工作簿',
    ],
    ['an archive cut short', () => workbook().subarray(0, 900), '已损坏'],
    ['an archive with bytes before it', () => Buffer.concat([Buffer.from('PK'), workbook()]), '已损坏'],
    [
      'a bomb by its declared sizes',
      () => workbook({ name: 'a.bin', content: Buffer.from('x'), declared: 0xfffffff0 }),
      '过大',
    ],
    [
      'a bomb that declares little',
      () => workbook({ name: 'a.bin', content: Buffer.alloc(million), declared: 10 }),
      '已损坏',
    ],
    [
      'a bomb of many files',
      () => workbook(...Array.from({ length: 2_000 }, (_, i) => ({ name: `${i}`, content: Buffer.alloc(0) }))),
      '过大',
    ],
    [
      'entries that share their bytes',
      () => workbook({ name: '[Content_Types].xml', content: xml('<Types/>'), sharing: 0 }),
      '已损坏',
    ],
    [
      'a million shared strings',
      () =>
        workbook({ name: 'xl/sharedStrings.xml', content: xml(`<sst>${'<si><t>a</t></si>'.repeat(million)}</sst>`) }),
      '过大',
    ],
    [
      'more cells than a ledger has',
      () =>
        workbook(
          sheet(`<worksheet><sheetData><row r="1">${'<c r="A1"/>'.repeat(million + 1)}</row></sheetData></worksheet>`),
        ),
      '过大',
    ],
    [
      'entities',
      () => workbook({ name: 'xl/styles.xml', content: xml('<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>') }),
      '实体',
    ],
    [
      'XML in UTF-16',
      () => workbook({ name: 'xl/styles.xml', content: Buffer.from('<?xml?><a/>', 'utf16le') }),
      '编码',
    ],
    [
      'links to other files',
      () => workbook({ name: 'xl/externalLinks/externalLink1.xml', content: xml('<e/>') }),
      '链接到其他文件',
    ],
    ['macros', () => workbook({ name: 'xl/vbaProject.bin', content: Buffer.from('x') }), '宏'],
    ['external data', () => workbook({ name: 'xl/connections.xml', content: xml('<c/>') }), '外部数据'],
    [
      'a formula in a data row',
      () => workbook(sheet(SHEET.replace('t="inlineStr"><is><t>5.44</t></is>', '><f>1+1</f><v>2</v>'))),
      '是公式',
    ],
    ['broken XML', () => workbook(sheet('<worksheet><sheetData><row r="1"><c')), '已损坏'],
  ])('%s is refused with a sentence', { timeout: 60_000 }, async (_, content, sentence) => {
    expect(await refusal(content())).toContain(sentence);
  });

  it('two sheets with a ledger each are not mixed', async () => {
    const two = new Workbook();
    for (const name of ['一季度', '二季度']) two.addWorksheet(name).addRows([HEADER, FIRST]);
    expect(await refusal(new Uint8Array(await two.xlsx.writeBuffer()))).toContain('“一季度”、“二季度”');
  });

  it('a sheet that nobody sees is not read, and named when the ledger is there alone', async () => {
    const both = new Workbook();
    both.addWorksheet('台账').addRows([HEADER, FIRST]);
    both.addWorksheet('旧台账', { state: 'veryHidden' }).addRows([HEADER, SECOND, FIRST]);
    const bytes = new Uint8Array(await both.xlsx.writeBuffer());
    expect((await wholeLedger(await file(bytes))).rows).toHaveLength(1);
    const alone = new Workbook();
    alone.addWorksheet('说明').addRow(['见附件']);
    alone.addWorksheet('旧台账', { state: 'hidden' }).addRows([HEADER, FIRST]);
    expect(await refusal(new Uint8Array(await alone.xlsx.writeBuffer()))).toContain('隐藏的工作表“旧台账”');
  });

  it('parts of two encodings are told apart, whichever comes first', async () => {
    const gbk = readFileSync('examples/ledger/backlog.gbk.csv');
    // Bytes that GB18030 has too, as other characters.
    const readable = Buffer.from(`61,${'反映'.repeat(12)}\r\n`);
    expect(new TextDecoder('gb18030', { fatal: true }).decode(readable)).not.toContain('反映');
    expect(await refusal(Buffer.concat([gbk, readable]))).toContain('混有两种编码：第62行是 UTF-8');
    expect(await refusal(Buffer.concat([readable, gbk]))).toContain('混有两种编码：第1行是 UTF-8');
    expect(await refusal(Buffer.concat([gbk, Buffer.from('61,反映欠薪，要求')]))).toContain('混有两种编码');
  });

  it('a merged range over the whole sheet costs nothing', async () => {
    const merged = SHEET.replace(
      '</sheetData>',
      '</sheetData><mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>',
    );
    expect((await wholeLedger(await file(workbook(sheet(merged))))).rows).toHaveLength(1);
  });
});
