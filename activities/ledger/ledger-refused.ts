// A file that is no ledger, or cannot be read as one: said in a sentence that names what to do.
import type { Bilingual } from '../../domain/rulebook/clock-rule.ts';

export class LedgerRefused extends Error {
  override readonly name = 'LedgerRefused';
  readonly because: Bilingual;

  constructor(zh: string, en: string) {
    super(en);
    this.because = { zh, en };
  }
}

/** Far above any bureau's ledger, and low enough for one small process. */
export const LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  /** Lines of a text file, or rows of one sheet that hold anything. */
  lines: 50_000,
  dataRows: 20_000,
  columns: 200,
  /** As in a spreadsheet. */
  cellCharacters: 32_767,
  zipEntries: 2_000,
  unpackedBytes: 128 * 1024 * 1024,
  /** Of one part of a workbook, unpacked. */
  partBytes: 48 * 1024 * 1024,
  cells: 1_000_000,
  sharedStrings: 400_000,
  sheets: 50,
} as const;

export const tooManyLines = () =>
  new LedgerRefused(
    `文件超过${LIMITS.lines}行或${LIMITS.dataRows}个数据行，请分成几个文件导入`,
    `more than ${LIMITS.lines} lines or ${LIMITS.dataRows} data rows: import it in several files`,
  );

export const tooWide = (line: number) =>
  new LedgerRefused(
    `第${line}行超过${LIMITS.columns}列，或有单元格超过${LIMITS.cellCharacters}字`,
    `line ${line} has more than ${LIMITS.columns} columns, or a cell of more than ${LIMITS.cellCharacters} characters`,
  );
