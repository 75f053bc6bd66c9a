import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Workbook } from '@cj-tech-master/excelts';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { wholeLedger } from '../activities/ledger/ledger-file.ts';
import { nodeArguments } from '../program.ts';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const IMPORT = await nodeArguments('cli/import.ts');

function run(...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [...IMPORT, ...args], (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

const LEDGER = 'examples/ledger/backlog.csv';

/** The sample as a workbook, every cell as text. */
async function asWorkbook(path: string): Promise<void> {
  const workbook = new Workbook();
  const page = workbook.addWorksheet('台账');
  const lines: string[][] = parse(readFileSync(LEDGER), { bom: true });
  for (const line of lines) page.addRow(line);
  await workbook.xlsx.writeFile(path);
}

it('prints exactly the oracle as JSON, and nothing else, of every copy of the ledger', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  try {
    const workbook = join(folder, 'backlog.xlsx');
    await asWorkbook(workbook);
    const oracle: object = JSON.parse(readFileSync('examples/ledger/backlog.expected.json', 'utf8'));
    for (const copy of [LEDGER, 'examples/ledger/backlog.gbk.csv', workbook]) {
      const { code, out, err } = await run('--dry-run', '--json', copy);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(JSON.parse(out)).toEqual({ ...oracle, file: basename(copy) });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('tells a person of every row, and writes the rejected rows to a workbook', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  try {
    const workbook = join(folder, 'rejected.xlsx');
    const { code, out } = await run('--dry-run', '--rejected', workbook, LEDGER);
    expect(code).toBe(0);
    expect(out).toContain('第1行  立案');
    expect(out).toContain('“约3.6万元” → “3.6”');
    expect(out).toContain('第13行  重复，并入第2行');
    expect(out).toContain('第38行  退回 · rejected: 首次信访日期 2022.2.30 不是真实日期');
    expect((await wholeLedger(workbook)).rows).toHaveLength(10);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each([
  [['--dry-run', 'package.json'], 1, '没有找到台账表头'],
  [['--dry-run', 'no-such-file'], 1, '无法打开文件'],
  [['examples/ledger/backlog.csv'], 2, '--as'],
  [['--wet-run', 'x'], 2, '用法'],
  [[], 2, '用法'],
])('%j ends with %d and a sentence', async (args, code, sentence) => {
  const ended = await run(...args);
  expect(ended).toMatchObject({ code, out: '' });
  expect(ended.err).toContain(sentence);
});
