// An .xlsx file looked through before a parser sees it: nothing that expands, refers outside or runs, and no more cells
// than a ledger has. It also tells which cells each merged range covers.
import { LedgerRefused, LIMITS } from './ledger-refused.ts';
import { BadZip, unpacked } from './zip-inspection.ts';

/** First and last row and column of a merged range, from 1. */
export interface MergedRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export type MergedRanges = ReadonlyMap<number, readonly MergedRange[]>;

/**
 * @returns the merged ranges of each sheet, by the number in the name of its part
 * @throws LedgerRefused
 */
export function inspectWorkbook(file: Buffer): MergedRanges {
  const names = new Set<string>();
  const merged = new Map<number, readonly MergedRange[]>();
  let cells = 0;
  try {
    for (const { name, content } of unpacked(file, { entries: LIMITS.zipEntries, unpacked: LIMITS.unpackedBytes })) {
      names.add(name);
      refuseForeign(name);
      if (!/\.(xml|rels|vml)$/i.test(name)) continue;
      refuseUnsafeXml(content);
      if (/sharedStrings\.xml$/i.test(name)) {
        if (count(content, '<si', LIMITS.sharedStrings) > LIMITS.sharedStrings) throw tooLarge();
      }
      const sheet = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name);
      if (!sheet) continue;
      cells += count(content, '<c', LIMITS.cells);
      if (cells > LIMITS.cells) throw tooLarge();
      merged.set(Number(sheet[1]), mergedRanges(content));
    }
  } catch (error) {
    throw error instanceof BadZip ? refusalOf(error) : error;
  }
  refuseOtherKinds(names);
  return merged;
}

const tooLarge = () =>
  new LedgerRefused(
    '工作簿解开后过大，不像台账；请只保留台账工作表，另存后再导入',
    'the workbook is too large when unpacked to be a ledger; keep only the sheet of the ledger and save it again',
  );

function refusalOf({ why }: BadZip): LedgerRefused {
  if (why === 'too-large') return tooLarge();
  if (why === 'encrypted') return encrypted();
  return new LedgerRefused(
    '工作簿已损坏或不完整，请在表格软件中打开并另存为 .xlsx 后再导入',
    'the workbook is damaged or incomplete; open it, save it again as .xlsx and import that',
  );
}

export const encrypted = () =>
  new LedgerRefused(
    '这是旧版 .xls 或加了密码的工作簿，请取消密码并另存为 .xlsx 后再导入',
    'this is an old .xls file or a workbook with a password; remove the password and save it as .xlsx',
  );

const FOREIGN: readonly (readonly [RegExp, string, string])[] = [
  [/^xl\/externalLinks\//i, '链接到其他文件', 'links to other files'],
  [/(^|\/)vbaProject/i, '含有宏', 'contains macros'],
  [/^xl\/(connections\.xml|queryTables\/)/i, '连接外部数据', 'is connected to external data'],
];

function refuseForeign(name: string): void {
  const found = FOREIGN.find(([part]) => part.test(name));
  if (!found) return;
  throw new LedgerRefused(
    `工作簿${found[1]}，不能导入；请把台账复制到新工作簿并“粘贴为数值”后再导入`,
    `the workbook ${found[2]}; copy the ledger into a new workbook, pasting values only`,
  );
}

/** Entities could expand without end and files be read through them; other encodings could hide them from this look. */
function refuseUnsafeXml(content: Buffer): void {
  const start = content.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  const readable = content.length === 0 || /^\s*</.test(content.toString('latin1', start, start + 100));
  if (readable && !content.includes(0) && !content.includes('<!DOCTYPE') && !content.includes('<!ENTITY')) return;
  throw new LedgerRefused(
    '工作簿含有不安全的内容（实体声明或异常编码），不能导入',
    'the workbook contains something unsafe (an entity declaration or a strange encoding)',
  );
}

function refuseOtherKinds(names: ReadonlySet<string>): void {
  if (names.has('[Content_Types].xml') && names.has('xl/workbook.xml')) return;
  throw new LedgerRefused(
    '这不是 Excel 工作簿（.xlsx），请选择台账文件，或另存为 .xlsx 或 CSV 后再导入',
    'this is no Excel workbook (.xlsx); choose the ledger, or save it as .xlsx or CSV',
  );
}

/** Opening tags of one name; stops soon after the limit. */
function count(content: Buffer, tag: string, limit: number): number {
  let found = 0;
  for (let at = content.indexOf(tag); at >= 0 && found <= limit; at = content.indexOf(tag, at + tag.length)) {
    const next = content[at + tag.length];
    if (next === 0x20 || next === 0x3e || next === 0x2f || next === 0x0a || next === 0x0d || next === 0x09) found += 1;
  }
  return found;
}

/** They stand after the cells. */
function mergedRanges(content: Buffer): readonly MergedRange[] {
  const from = content.indexOf('<mergeCells');
  if (from < 0) return [];
  const end = content.indexOf('</mergeCells>', from);
  const text = content.toString('latin1', from, end < 0 ? content.length : end);
  return [...text.matchAll(/\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g)].map(
    ([, left = '', top, right = '', bottom]) => ({
      left: columnNumber(left),
      top: Number(top),
      right: columnNumber(right),
      bottom: Number(bottom),
    }),
  );
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
