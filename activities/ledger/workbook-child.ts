// A process of its own that reads one .xlsx file and prints it row by row: whatever the file does to its reader happens
// here, within this process's memory and time. Run as `workbook-child.ts FILE`; each line of its output is a message.
import { readFile } from 'node:fs/promises';
import type { Bilingual } from '../../domain/rulebook/clock-rule.ts';
import { LedgerRefused, LIMITS, tooManyLines, tooWide } from './ledger-refused.ts';
import { inspectWorkbook, unreadable } from './workbook-inspection.ts';
import { type Sheet, type SheetRow, sheetsOf } from './workbook-rows.ts';
import { BadXml } from './xml-tokens.ts';

export interface PrintedRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Places, from 0, that a merged range fills from the row above. */
  readonly filled: readonly number[];
  /** Places whose value a formula computes. */
  readonly formulas: readonly number[];
}

/** `sheet` comes before its rows, `done` at the very end. */
export type Message =
  | { readonly sheet: string; readonly hidden: boolean }
  | PrintedRow
  | { readonly refused: Bilingual }
  | { readonly done: true };

async function main(path: string): Promise<void> {
  let sheets = 0;
  for (const sheet of sheetsOf(inspectWorkbook(await readFile(path)))) {
    sheets += 1;
    if (sheets > LIMITS.sheets) throw tooManyLines();
    print({ sheet: sheet.name, hidden: sheet.hidden });
    printRows(sheet);
  }
  print({ done: true });
}

function printRows(sheet: Sheet): void {
  const vertical = sheet.merged.filter(({ top, bottom }) => bottom > top).sort((a, b) => a.top - b.top);
  const open = new Map<number, { readonly text: string; readonly bottom: number }>();
  let next = 0;
  let printed = 0;
  for (const row of sheet.rows()) {
    const { cells, formulas } = placed(row);
    const filled = fill(cells, open, row.row);
    for (let range = vertical[next]; range && range.top <= row.row; range = vertical[next]) {
      if (range.top === row.row && range.left <= LIMITS.columns) {
        open.set(range.left - 1, { text: cells[range.left - 1] ?? '', bottom: range.bottom });
      }
      next += 1;
    }
    if (cells.every((cell) => cell.trim() === '')) continue;
    printed += 1;
    if (printed > LIMITS.lines) throw tooManyLines();
    print({ line: row.row, cells, filled, formulas });
  }
}

function placed({ row, cells: found }: SheetRow): { readonly cells: string[]; readonly formulas: readonly number[] } {
  const cells: string[] = [];
  const formulas: number[] = [];
  for (const { column, text, formula } of found) {
    if (text === '' && !formula) continue;
    if (column > LIMITS.columns || text.length > LIMITS.cellCharacters) throw tooWide(row);
    while (cells.length < column) cells.push('');
    cells[column - 1] = text;
    if (formula) formulas.push(column - 1);
  }
  return { cells, formulas };
}

/** Only the first column of a merged range speaks; its other columns stay empty. */
function fill(cells: string[], open: Map<number, { text: string; bottom: number }>, line: number): number[] {
  const filled: number[] = [];
  for (const [column, { text, bottom }] of open) {
    if (line > bottom) open.delete(column);
    else if ((cells[column] ?? '') === '' && text !== '') {
      while (cells.length <= column) cells.push('');
      cells[column] = text;
      filled.push(column);
    }
  }
  return filled;
}

const print = (message: Message): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

try {
  await main(process.argv[2] ?? '');
} catch (error) {
  if (error instanceof LedgerRefused) print({ refused: error.because });
  else if (error instanceof BadXml) print({ refused: unreadable().because });
  else throw error;
}
