// The columns of a petition office's ledger (信访积案台账), recognised by their names in any order, and which of its
// lines are data.
import type { Bilingual } from '../rulebook/clock-rule.ts';
import { foldedAway } from './cells.ts';

/** In the order of the ledger; `序号` stands apart, since it decides what a data row is. */
export const COLUMNS = {
  petitionNo: { zh: '信访编号', en: 'petition number' },
  petitioner: { zh: '信访人', en: 'petitioner' },
  idNo: { zh: '身份证号', en: 'identity number' },
  phone: { zh: '联系电话', en: 'telephone' },
  matter: { zh: '信访事项', en: 'matter' },
  employer: { zh: '涉及单位', en: 'employer' },
  industry: { zh: '行业', en: 'industry' },
  workers: { zh: '涉及人数', en: 'workers concerned' },
  amountWan: { zh: '涉及金额(万元)', en: 'amount (10,000 yuan)' },
  firstDate: { zh: '首次信访日期', en: 'first petition' },
  registerDate: { zh: '登记日期', en: 'registered' },
  visits: { zh: '信访次数', en: 'petitions so far' },
  dept: { zh: '责任单位', en: 'responsible unit' },
  leader: { zh: '包案领导', en: 'responsible leader' },
  status: { zh: '办理情况', en: 'handling' },
  street: { zh: '所属镇街', en: 'town or street' },
  repeat: { zh: '是否重复访', en: 'repeat petition' },
  remark: { zh: '备注', en: 'remark' },
} as const satisfies Record<string, Bilingual>;
export type Field = keyof typeof COLUMNS;
export const FIELDS = Object.keys(COLUMNS) as readonly Field[];

export const ROW_NUMBER = '序号';
/** What a ledger cannot do without; of the last two one is enough. */
const REQUIRED = ['petitioner', 'matter', 'employer', 'firstDate', 'registerDate'] as const;
/** Fewer known names beside 序号 are no header, only a line that happens to say 序号. */
const LEAST_KNOWN = 3;

const FIELD_OF: ReadonlyMap<string, Field> = new Map([
  ...FIELDS.map((field) => [foldedAway(COLUMNS[field].zh), field] as const),
  ['涉及金额', 'amountWan'],
]);

/** Where each column stands in one file, from 0. */
export interface Columns {
  /** As they are written there, without white space at the ends. */
  readonly names: readonly string[];
  readonly row: number;
  readonly at: ReadonlyMap<Field, number>;
  /** Names that are no column of a ledger; what stands below them is not read. */
  readonly unknown: readonly string[];
  /** Known names that occur more than once. */
  readonly twice: readonly string[];
}

/** The header, if this line is one; white space and the width of characters do not matter. */
export function headerOf(cells: readonly string[]): Columns | null {
  const at = new Map<Field, number>();
  const twice: string[] = [];
  const unknown: string[] = [];
  const folded = cells.map(foldedAway);
  const row = folded.indexOf(ROW_NUMBER);
  for (const [i, name] of folded.entries()) {
    const field = FIELD_OF.get(name);
    if (field === undefined) {
      if (name === ROW_NUMBER && i !== row) twice.push(name);
      else if (name !== ROW_NUMBER && name !== '') unknown.push(name);
    } else if (at.has(field)) twice.push(name);
    else at.set(field, i);
  }
  if (row < 0 || at.size < LEAST_KNOWN) return null;
  return { names: cells.map((cell) => cell.trim()), row, at, unknown, twice };
}

/** Why a file with this header cannot be imported at all; null where it can. */
export function headerFault({ at, twice }: Columns): Bilingual | null {
  if (twice.length > 0) {
    return { zh: `表头中“${twice.join('、')}”重复`, en: `the header has ${twice.join(', ')} more than once` };
  }
  const missing: string[] = REQUIRED.filter((field) => !at.has(field)).map((field) => COLUMNS[field].zh);
  if (!at.has('idNo') && !at.has('phone')) missing.push(`${COLUMNS.idNo.zh}或${COLUMNS.phone.zh}`);
  if (missing.length === 0) return null;
  return { zh: `表头缺少：${missing.join('、')}`, en: `the header lacks ${missing.join(', ')}` };
}

/** One data row as it was read. */
export interface LedgerRow {
  /** Its 序号. */
  readonly row: number;
  /** Line of the text file or row of the sheet where it begins, from 1. */
  readonly line: number;
  /** Cells as they stand there, in the file's own order. */
  readonly original: readonly string[];
  /** The text of each column; empty where the file has no such column. */
  readonly cells: Readonly<Record<Field, string>>;
  /** Columns that a merged range of a workbook fills from the row above. */
  readonly filled: readonly Field[];
  /** Cells of the header, where this row has another number of them: its columns cannot be told apart. */
  readonly headerCells: number | null;
}

/** A line of the file. */
export interface Line {
  readonly line: number;
  readonly cells: readonly string[];
  /** Places, from 0, that a merged range fills from above. */
  readonly filled?: readonly number[];
}

/** The data row that a line is; null for a title, a repeated header, a subtotal, a note, a blank line (rule 1). */
export function dataRow(columns: Columns, { line, cells, filled = [] }: Line): LedgerRow | null {
  const row = rowNumber(cells[columns.row] ?? '');
  if (row === null) return null;
  const text = (field: Field) => cells[columns.at.get(field) ?? -1] ?? '';
  return {
    row,
    line,
    original: cells,
    cells: Object.fromEntries(FIELDS.map((field) => [field, text(field)])) as Record<Field, string>,
    filled: FIELDS.filter((field) => filled.includes(columns.at.get(field) ?? -1)),
    headerCells: cells.length === columns.names.length ? null : columns.names.length,
  };
}

function rowNumber(cell: string): number | null {
  const digits = /^0*([1-9]\d{0,14})(\.0+)?$/.exec(foldedAway(cell));
  return digits ? Number(digits[1]) : null;
}
