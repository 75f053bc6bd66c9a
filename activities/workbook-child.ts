// A process of its own that reads one .xlsx file and prints it row by row: whatever the file does to the parser happens
// here, within this process's memory and time. Run as `workbook-child.ts FILE`; each line of its output is a message.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type CellValue, WorkbookReader } from '@cj-tech-master/excelts';
import type { Bilingual } from '../domain/rulebook/clock-rule.ts';
import { LedgerRefused, LIMITS, tooManyLines, tooWide } from './ledger-refused.ts';
import { inspectWorkbook, type MergedRange } from './workbook-inspection.ts';

export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Places, from 0, that a merged range fills from the row above. */
  readonly filled: readonly number[];
  /** Places whose value a formula computes. */
  readonly formulas: readonly number[];
}

/** `sheet` comes before its rows, `done` at the very end. */
export type Message = { readonly sheet: string } | SheetRow | { readonly refused: Bilingual } | { readonly done: true };

/** Excel's own precision: beyond it digits are lost, and only binary noise would be shown. */
const PRECISION = 15;

async function main(path: string): Promise<void> {
  const merged = inspectWorkbook(await readFile(path));
  const reader = new WorkbookReader(createReadStream(path), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  });
  let sheets = 0;
  for await (const sheet of reader) {
    sheets += 1;
    if (sheets > LIMITS.sheets) throw tooManyLines();
    print({ sheet: sheet.name });
    await printRows(sheet, merged.get(Number(sheet.id)) ?? []);
  }
  print({ done: true });
}

interface ReadRow {
  readonly number: number;
  eachCell(each: (cell: { readonly value: CellValue }, column: number) => void): void;
}

async function printRows(rows: AsyncIterable<ReadRow>, ranges: readonly MergedRange[]): Promise<void> {
  const vertical = ranges.filter(({ top, bottom }) => bottom > top).sort((a, b) => a.top - b.top);
  const open = new Map<number, { readonly text: string; readonly bottom: number }>();
  let next = 0;
  let printed = 0;
  for await (const row of rows) {
    const { cells, formulas } = cellsOf(row);
    const filled = fill(cells, open, row.number);
    for (; (vertical[next]?.top ?? Number.POSITIVE_INFINITY) <= row.number; next += 1) {
      const { left = 0, bottom = 0, top } = vertical[next] ?? {};
      if (top === row.number) open.set(left - 1, { text: cells[left - 1] ?? '', bottom });
    }
    if (cells.every((cell) => cell.trim() === '')) continue;
    printed += 1;
    if (printed > LIMITS.lines) throw tooManyLines();
    print({ line: row.number, cells, filled, formulas });
  }
}

function cellsOf(row: ReadRow): { readonly cells: string[]; readonly formulas: readonly number[] } {
  const cells: string[] = [];
  const formulas: number[] = [];
  row.eachCell(({ value }, column) => {
    const text = textOf(value);
    if (text === '') return;
    if (column > LIMITS.columns || text.length > LIMITS.cellCharacters) throw tooWide(row.number);
    while (cells.length < column - 1) cells.push('');
    cells[column - 1] = text;
    if (typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value)) {
      formulas.push(column - 1);
    }
  });
  return { cells, formulas };
}

/** Only the first column of a merged range speaks; its other columns stay empty. */
function fill(cells: string[], open: Map<number, { text: string; bottom: number }>, line: number): number[] {
  const filled: number[] = [];
  for (const [column, { text, bottom }] of open) {
    if (line > bottom) open.delete(column);
    else if ((cells[column] ?? '') === '' && text !== '') {
      while (cells.length < column) cells.push('');
      cells[column] = text;
      filled.push(column);
    }
  }
  return filled;
}

function textOf(value: CellValue | Record<string, unknown> | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if ('richText' in value && Array.isArray(value.richText)) {
    return value.richText.map((run: { readonly text?: unknown }) => String(run.text ?? '')).join('');
  }
  if ('error' in value) return String(value.error);
  if ('formula' in value || 'sharedFormula' in value) return textOf(Object(value).result ?? '');
  return 'text' in value ? String(value.text) : '';
}

/** A whole number beyond the precision has lost digits already: the exponent says so. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  if (Math.abs(value) >= 10 ** PRECISION) return value.toExponential(PRECISION - 1).toUpperCase();
  return String(Number(value.toPrecision(PRECISION)));
}

const print = (message: Message): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

try {
  await main(process.argv[2] ?? '');
} catch (error) {
  // What else the parser throws is a damaged file to the person; the parent says so.
  if (!(error instanceof LedgerRefused)) throw error;
  print({ refused: error.because });
}
