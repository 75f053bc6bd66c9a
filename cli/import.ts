// The import of a petition ledger on the command line: `npm run -s import -- --as USER FILE` through the API, as that
// petition officer; or only tried: `npm run -s import -- --dry-run [--json] [--rejected OUT] FILE`. A dry run reads the
// file and says of every row what would become of it; it needs no system and changes nothing.
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Ledger, wholeLedger } from '../activities/ledger/ledger-file.ts';
import { LedgerRefused } from '../activities/ledger/ledger-refused.ts';
import { type RejectedRow, rejectedWorkbook } from '../activities/ledger/rejected-workbook.ts';
import { COLUMNS } from '../domain/ledger/columns.ts';
import { judge } from '../domain/ledger/judge.ts';
import { resultOf } from '../domain/ledger/result.ts';
import { type Repair, TAGS, type Verdict } from '../domain/ledger/verdict.ts';
import type { ImportAsked } from './import-run.ts';
import { notOpened } from './not-opened.ts';
import { visible } from './visible.ts';

const USAGE = `用法 · usage: npm run -s import -- --as 用户名 [--api 网址] [--yes] [--rejected 退回.xlsx] FILE
             npm run -s import -- --dry-run [--json] [--rejected 退回.xlsx] FILE
  --as         以哪位信访干部的名义导入；密码在终端输入，或由标准输入给出
               the petition officer who takes it over; the password is asked for, or read from standard input
  --api        系统网址，默认本机 · address of the API; that of this machine when left out
  --yes        试读后不再询问，直接导入 · take it over after the dry run without asking
  --dry-run    只试读，不写入 · only read and judge, change nothing
  --json       以 JSON 输出 · print the result as JSON
  --rejected   把退回的行写成工作簿 · write the rejected rows to a workbook
`;
const SHOWN_PASSED_OVER = 20;

interface Asked extends Omit<ImportAsked, 'as'> {
  readonly as: string | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
}

function asked(): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        rejected: { type: 'string' },
        as: { type: 'string' },
        api: { type: 'string' },
        yes: { type: 'boolean', default: false },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return null;
    const { 'dry-run': dryRun, json, rejected, as, api, yes } = values;
    const online = as !== undefined || api !== undefined || yes;
    if (dryRun ? online : as === undefined || json) return null;
    return { file, dryRun, json, rejected, as, api, yes };
  } catch {
    return null;
  }
}

async function main(): Promise<void> {
  const what = asked();
  if (!what) return complain(USAGE, 2);
  const { file, as, rejected } = what;
  if (rejected !== undefined && resolve(rejected) === resolve(file)) {
    return complain('--rejected 不能是台账文件本身。\n--rejected cannot be the ledger itself.\n', 2);
  }
  if (as !== undefined) {
    const { importFile } = await import('./import-run.ts');
    process.exitCode = await importFile({ ...what, as });
    return;
  }
  const ledger = await ledgerOf(file);
  if (!ledger) return;
  const verdicts = judge(ledger.rows);
  if (rejected !== undefined && !(await writeRejected(rejected, ledger, verdicts))) return;
  const text = what.json
    ? `${JSON.stringify(resultOf(basename(file), ledger.rows, verdicts), null, 1)}\n`
    : table(file, ledger, verdicts);
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
    const because = error instanceof LedgerRefused ? error.because : notOpened(error);
    complain(`${because.zh}。\n${because.en}.\n`, 1);
    return null;
  }
}

async function writeRejected(path: string, { columns, rows }: Ledger, verdicts: readonly Verdict[]): Promise<boolean> {
  const rejected = rows.flatMap((row, i): RejectedRow[] => {
    const verdict = verdicts[i];
    return verdict?.class === 'rejected' ? [{ row, verdict }] : [];
  });
  try {
    await writeFile(path, await rejectedWorkbook(columns, rejected), { mode: 0o600 });
    return true;
  } catch (error) {
    const { zh, en } = notOpened(error);
    complain(`${zh}。\n${en}.\n`, 1);
    return false;
  }
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

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
await main();
