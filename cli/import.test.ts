import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wholeLedger } from '../activities/ledger-file.ts';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, ['--import', 'tsx', 'cli/import.ts', ...args], (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

it('prints the result as JSON, and nothing else', async () => {
  const { code, out, err } = await run('--dry-run', '--json', 'examples/ledger/backlog.gbk.csv');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({
    synthetic: true,
    file: 'backlog.gbk.csv',
    summary: { rows: 60, accepted: 42, duplicateOf: { 57: 2 } },
  });
});

it('tells a person of every row, and writes the rejected rows to a workbook', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  try {
    const workbook = join(folder, 'rejected.xlsx');
    const { code, out } = await run('--dry-run', '--rejected', workbook, 'examples/ledger/backlog.csv');
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
