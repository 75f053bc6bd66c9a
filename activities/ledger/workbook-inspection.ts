// An .xlsx file unpacked and looked through before its cells are read: nothing that expands, refers outside or runs, and
// no more cells than a ledger has.
import { LedgerRefused, LIMITS } from './ledger-refused.ts';
import { BadZip, unpacked } from './zip-inspection.ts';

/** The unpacked parts that rows are read from, by name. */
export type WorkbookParts = ReadonlyMap<string, Buffer>;

const READ = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/;

/** @throws LedgerRefused */
export function inspectWorkbook(file: Buffer): WorkbookParts {
  const names = new Set<string>();
  const parts = new Map<string, Buffer>();
  let cells = 0;
  try {
    for (const { name, content } of unpacked(file, { entries: LIMITS.zipEntries, unpacked: LIMITS.unpackedBytes })) {
      names.add(name);
      refuseForeign(name);
      if (!/\.(xml|rels|vml)$/i.test(name)) continue;
      refuseUnsafeXml(content);
      if (!READ.test(name)) continue;
      parts.set(name, content);
      if (count(content, 'si', LIMITS.sharedStrings) > LIMITS.sharedStrings) throw tooLarge();
      cells += count(content, 'c', LIMITS.cells);
      if (cells > LIMITS.cells || content.length > LIMITS.partBytes) throw tooLarge();
    }
  } catch (error) {
    throw error instanceof BadZip ? refusalOf(error) : error;
  }
  refuseOtherKinds(names);
  return parts;
}

const tooLarge = () =>
  new LedgerRefused(
    '工作簿解开后过大，不像台账；请只保留台账工作表，另存后再导入',
    'the workbook is too large when unpacked to be a ledger; keep only the sheet of the ledger and save it again',
  );

function refusalOf({ why }: BadZip): LedgerRefused {
  if (why === 'too-large') return tooLarge();
  if (why === 'encrypted') return encrypted();
  return unreadable();
}

export const unreadable = () =>
  new LedgerRefused(
    '工作簿已损坏或不完整，请在表格软件中打开并另存为 .xlsx 后再导入',
    'the workbook is damaged or incomplete; open it, save it again as .xlsx and import that',
  );

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

const ENDS_NAME = new Set([...' >/\n\r\t'].map((sign) => sign.charCodeAt(0)));

/** Opening tags of one name, whatever their prefix; stops soon after the limit. */
function count(content: Buffer, name: string, limit: number): number {
  let found = 0;
  for (const before of ['<', ':']) {
    const tag = before + name;
    for (let at = content.indexOf(tag); at >= 0 && found <= limit; at = content.indexOf(tag, at + tag.length)) {
      if (ENDS_NAME.has(content[at + tag.length] ?? 0)) found += 1;
    }
  }
  return found;
}
