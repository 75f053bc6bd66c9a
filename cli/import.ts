// The import of a petition ledger on the command line: `npm run import -- --as USER FILE`, or only tried:
// `npm run -s import -- --dry-run [--json] [--rejected OUT] FILE`. A dry run reads the file and says of every row what
// would become of it; it needs no database and changes nothing.
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Ledger, wholeLedger } from '../activities/ledger-file.ts';
import { LedgerRefused } from '../activities/ledger-refused.ts';
import { type RejectedRow, rejectedWorkbook } from '../activities/rejected-workbook.ts';
import { COLUMNS } from '../domain/ledger/columns.ts';
import { judge } from '../domain/ledger/judge.ts';
import { resultOf } from '../domain/ledger/result.ts';
import { type Repair, TAGS, type Verdict } from '../domain/ledger/verdict.ts';

const USAGE = `用法 · usage: npm run import -- --as 用户名 FILE
             npm run -s import -- --dry-run [--json] [--rejected 退回.xlsx] FILE
  --as         以哪位信访干部的名义导入 · the petition officer in whose name it is taken over
  --dry-run    只试读，不写入 · only read and judge, change nothing
  --json       以 JSON 输出 · print the result as JSON
  --rejected   把退回的行写成工作簿 · write the rejected rows to a workbook
`;
const SHOWN_PASSED_OVER = 20;

interface Asked {
  readonly file: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly rejected: string | undefined;
  /** User name of the petition officer. */
  readonly as: string | undefined;
}

function asked(): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
        rejected: { type: 'string' },
        as: { type: 'string' },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return null;
    const { json = false, rejected, as } = values;
    return { file, dryRun: values['dry-run'] ?? false, json, rejected, as };
  } catch {
    return null;
  }
}

async function main(): Promise<void> {
  const what = asked();
  if (!what) return complain(USAGE, 2);
  if (!what.dryRun) {
    if (what.as === undefined || what.json || what.rejected !== undefined) return complain(USAGE, 2);
    const { importFile } = await import('./import-run.ts');
    return complain(...(await importFile(what.file, what.as)));
  }
  const ledger = await ledgerOf(what.file);
  if (!ledger) return;
  const verdicts = judge(ledger.rows);
  if (what.rejected !== undefined) await writeRejected(what.rejected, ledger, verdicts);
  const text = what.json
    ? `${JSON.stringify(resultOf(basename(what.file), ledger.rows, verdicts), null, 1)}\n`
    : table(what.file, ledger, verdicts);
  process.stdout.write(text);
}

function complain(text: string, exitCode: number): void {
  process.stderr.write(text);
  process.exitCode = exitCode;
}

async function ledgerOf(file: string): Promise<Ledger | null> {
  try {
    return await wholeLedger(file);
  } catch (error) {
    const because = error instanceof LedgerRefused ? error.because : unreadable(error);
    complain(`${because.zh}。\n${because.en}.\n`, 1);
    return null;
  }
}

function unreadable(error: unknown): { zh: string; en: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = new Set(['ENOENT', 'EACCES', 'EISDIR', 'EPERM']);
  if (!known.has(code)) throw error;
  return { zh: `无法打开文件（${code}）`, en: `the file cannot be opened (${code})` };
}

async function writeRejected(path: string, { columns, rows }: Ledger, verdicts: readonly Verdict[]): Promise<void> {
  const rejected = rows.flatMap((row, i): RejectedRow[] => {
    const verdict = verdicts[i];
    return verdict?.class === 'rejected' ? [{ row, verdict }] : [];
  });
  await writeFile(path, await rejectedWorkbook(columns, rejected), { mode: 0o600 });
}

function table(file: string, { form, columns, rows, passedOver }: Ledger, verdicts: readonly Verdict[]): string {
  const { byClass, accepted } = resultOf(file, rows, verdicts).summary;
  const lines = [
    `试读 · dry run: ${basename(file)} (${form})`,
    `共 ${verdicts.length} 行 · rows；立案 ${accepted} · cases（其中修正 ${byClass.repairable} · repaired）；` +
      `重复 ${byClass.duplicate} · duplicates；退回 ${byClass.rejected} · rejected`,
    '',
    ...verdicts.flatMap(said),
  ];
  if (columns.unknown.length > 0) lines.push('', `未采用的列 · columns not read: ${columns.unknown.join('、')}`);
  if (passedOver.length > 0) {
    lines.push('', `不是数据行、已略过 · passed over (${passedOver.length}):`);
    lines.push(...passedOver.slice(0, SHOWN_PASSED_OVER).map(({ line, text }) => `  ${line}: ${visible(text)}`));
    if (passedOver.length > SHOWN_PASSED_OVER) lines.push('  …');
  }
  return `${lines.join('\n')}\n`;
}

/** One line for the row, and one for each cell that was repaired. */
function said(verdict: Verdict): readonly string[] {
  const row = `第${verdict.row}行`;
  const repairs = verdict.repairs.map(repaired);
  if (verdict.class === 'rejected') return [`${row}  退回 · rejected: ${visible(verdict.because.zh)}`];
  if (verdict.class === 'clean') return [`${row}  立案 · imported`];
  if (verdict.class !== 'duplicate') return [`${row}  修正后立案 · repaired`, ...repairs];
  const { mergedInto } = verdict;
  const earlier = mergedInto.case ?? `第${mergedInto.row}行`;
  return [`${row}  重复，并入${earlier} · duplicate of ${mergedInto.case ?? `row ${mergedInto.row}`}`, ...repairs];
}

function repaired({ field, read, made, tags }: Repair): string {
  const value = (text: string) => (text === '' ? '（空）' : `“${visible(text)}”`);
  const change = read === made ? value(read) : `${value(read)} → ${value(made)}`;
  return `        ${COLUMNS[field].zh} ${change}  ${tags.map((tag) => TAGS[tag].zh).join('；')}`;
}

/** What a stranger wrote must not steer the terminal. */
const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]+/gu, ' ');

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
await main();
