// The rejected rows of a ledger as a workbook to correct and send again: the same columns, and the reason beside each.
import type { Columns, Field, LedgerRow } from '../../domain/ledger/columns.ts';
import { MERGED } from '../../domain/ledger/read-row.ts';
import type { Rejected } from '../../domain/ledger/verdict.ts';

/** The column is none of a ledger's, so it is passed over when the file is sent again. */
export const REASON_COLUMN = '退回原因';
const NARROW = 10;
const WIDE = 24;
const REASON_WIDTH = 48;
/** Rule 4: not given, and no merged cell that would continue the unrelated row above. */
const NOT_GIVEN = '/';

export interface RejectedRow {
  readonly row: LedgerRow;
  readonly verdict: Rejected;
}

/** @returns an .xlsx file; every cell is text, none a formula, whatever a cell begins with */
export async function rejectedWorkbook(columns: Columns, rejected: readonly RejectedRow[]): Promise<Uint8Array> {
  // A tenth of a second at each start of a worker, for what is rare.
  const { Workbook } = await import('@cj-tech-master/excelts');
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet('退回', { views: [{ state: 'frozen', ySplit: 1 }] });
  const kept = columns.names.map((name, i) => ({ name, i })).filter(({ name }) => name !== REASON_COLUMN);
  sheet.columns = [
    ...kept.map(({ i }) => ({ width: i === columns.row ? NARROW : WIDE, style: { numFmt: '@' } })),
    { width: REASON_WIDTH, style: { numFmt: '@', alignment: { wrapText: true } } },
  ];
  sheet.addRow([...kept.map(({ name }) => name), REASON_COLUMN].map(printable)).font = { bold: true };
  for (const { row, verdict } of rejected) {
    const cells = cellsToCorrect(columns, row, verdict);
    const beyond = cells.slice(columns.names.length);
    sheet.addRow([...kept.map(({ i }) => cells[i] ?? ''), verdict.because.zh, ...beyond].map(printable));
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** As they were read; what a merged cell gave is written out, since the row above stays behind. */
function cellsToCorrect(columns: Columns, row: LedgerRow, { repairs }: Rejected): readonly string[] {
  const cells = [...row.original];
  if (row.headerCells !== null) return cells;
  const place = (field: Field) => columns.at.get(field) ?? -1;
  for (const { field, made, tags } of repairs) {
    if (tags.includes('merged-blank') && place(field) >= 0) cells[place(field)] = made;
  }
  const spanned = MERGED.map(place).filter((at) => at >= 0);
  const [first] = spanned;
  if (first !== undefined && spanned.every((at) => (cells[at] ?? '').trim() === '')) cells[first] = NOT_GIVEN;
  return cells;
}

/** A workbook holds no control characters, and neither do ledgers mean any. */
const printable = (text: string): string => text.replace(/(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/gu, '');
