// Reads the file of a ledger as a bureau has it: CSV in UTF-8 or GBK, or a workbook, told by its content and not by its
// name. Whatever cannot be read as a ledger is refused with a sentence.
import { isUtf8 } from 'node:buffer';
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, type Info, parse } from 'csv-parse';
import { z } from 'zod';
import {
  type Columns,
  dataRow,
  headerFault,
  headerOf,
  type LedgerRow,
  type Line,
} from '../../domain/ledger/columns.ts';
import { nodeArguments } from '../../program.ts';
import { LedgerRefused, LIMITS, tooManyLines, tooWide } from './ledger-refused.ts';
import type { Message, PrintedRow } from './workbook-child.ts';
import { encrypted } from './workbook-inspection.ts';

export type LedgerForm = 'utf-8' | 'gb18030' | 'xlsx';

/** `columns` comes first, once. A line is passed over when it has no row number: a title, a subtotal, a note (rule 1). */
export type LedgerPart =
  | { readonly kind: 'columns'; readonly columns: Columns; readonly form: LedgerForm }
  | { readonly kind: 'row'; readonly row: LedgerRow }
  | { readonly kind: 'passed-over'; readonly line: number; readonly text: string };

export interface Ledger {
  readonly form: LedgerForm;
  readonly columns: Columns;
  readonly rows: readonly LedgerRow[];
  readonly passedOver: readonly { readonly line: number; readonly text: string }[];
}

/** Lines above the header that may hold titles. */
const TITLE_LINES = 50;

/** A CSV file is streamed; of a workbook the rows are held in memory. @throws LedgerRefused, possibly after some parts */
export async function* readLedger(path: string): AsyncGenerator<LedgerPart> {
  const { size } = await stat(path);
  if (size === 0) throw new LedgerRefused('文件是空的', 'the file is empty');
  if (size > LIMITS.fileBytes) {
    const mib = LIMITS.fileBytes / 1024 / 1024;
    throw new LedgerRefused(
      `文件超过 ${mib} MiB，请分成几个文件导入`,
      `larger than ${mib} MiB: import it in several files`,
    );
  }
  const kind = kindOf(await firstBytes(path));
  if (kind === 'xlsx') {
    yield* ledgerOf(await workbookLines(path), 'xlsx');
    return;
  }
  const encoding = await encodingOf(path);
  yield* ledgerOf(csvLines(path, encoding), encoding);
}

/** The whole ledger at once. @throws LedgerRefused */
export async function wholeLedger(path: string): Promise<Ledger> {
  const rows: LedgerRow[] = [];
  const passedOver: { line: number; text: string }[] = [];
  let head: { columns: Columns; form: LedgerForm } | null = null;
  for await (const part of readLedger(path)) {
    if (part.kind === 'columns') head = part;
    else if (part.kind === 'row') rows.push(part.row);
    else passedOver.push({ line: part.line, text: part.text });
  }
  if (!head) throw noHeader();
  return { form: head.form, columns: head.columns, rows, passedOver };
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const OTHER_KINDS: readonly (readonly [RegExp, string, string])[] = [
  [/^%PDF/, 'PDF', 'a PDF'],
  [/^(\x89PNG|\xff\xd8\xff|GIF8)/, '图片', 'a picture'],
  [/^(Rar!|7z\xbc\xaf)/, '压缩文件', 'an archive'],
  [/^(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table|meta|head)/i, '网页或 XML', 'a web page or XML'],
];

function kindOf(first: Buffer): 'xlsx' | 'text' {
  const text = first.toString('latin1');
  if (text.startsWith('PK')) return 'xlsx';
  if (text.startsWith('\xd0\xcf\x11\xe0')) throw encrypted();
  if (/^(\xff\xfe|\xfe\xff)/.test(text)) {
    throw new LedgerRefused(
      '文件是 UTF-16 编码，请另存为“CSV UTF-8”或 .xlsx 后再导入',
      'the file is in UTF-16; save it as CSV UTF-8 or as .xlsx',
    );
  }
  const other = OTHER_KINDS.find(([magic]) => magic.test(text));
  if (!other) return 'text';
  throw new LedgerRefused(
    `这是${other[1]}文件，不是台账；请另存为 .xlsx 或 CSV 后再导入`,
    `this is ${other[2]}, no ledger; save the ledger as .xlsx or CSV`,
  );
}

/** UTF-8 if every byte is, else GB18030 (which contains GBK) if every byte is. @throws LedgerRefused */
async function encodingOf(path: string): Promise<'utf-8' | 'gb18030'> {
  const utf8 = strictly('utf-8');
  const gb18030 = strictly('gb18030');
  for await (const part of createReadStream(path)) {
    const bytes = bytesOf(part);
    if (bytes.includes(0)) {
      throw new LedgerRefused('文件含有空字节，不是文本；请另存为 .xlsx 或 CSV', 'NUL bytes: this is no text file');
    }
    utf8.take(bytes);
    gb18030.take(bytes);
  }
  if (utf8.end()) return 'utf-8';
  if (gb18030.end()) {
    await refuseMixed(path);
    return 'gb18030';
  }
  throw new LedgerRefused(
    '文件既不是 UTF-8 也不是 GBK 编码，或混有两种编码，或已损坏；请另存为“CSV UTF-8”或 .xlsx 后再导入',
    'the file is neither UTF-8 nor GBK, mixes the two, or is damaged; save it as CSV UTF-8 or as .xlsx',
  );
}

/** So many bytes beyond ASCII are valid UTF-8 by chance in no text of GBK. */
const BY_NO_CHANCE = 16;

/** Parts pasted together from two files: a line of UTF-8 would be read as other characters without any error. */
async function refuseMixed(path: string): Promise<void> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path, 'latin1') })) {
    line += 1;
    const bytes = Buffer.from(text, 'latin1');
    if (bytes.filter((byte) => byte > 0x7f).length < BY_NO_CHANCE || !isUtf8(bytes)) continue;
    throw new LedgerRefused(
      `文件混有两种编码：第${line}行是 UTF-8，其他行不是；请用表格软件另存为“CSV UTF-8”或 .xlsx 后再导入`,
      `the file mixes two encodings: line ${line} is UTF-8, others are not; save it as CSV UTF-8 or as .xlsx`,
    );
  }
}

function strictly(encoding: string): { take(bytes: Uint8Array): void; end(): boolean } {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let right = true;
  const attempt = (decode: () => string) => {
    if (!right) return;
    try {
      decode();
    } catch {
      right = false;
    }
  };
  return {
    take: (bytes) => attempt(() => decoder.decode(bytes, { stream: true })),
    end: () => {
      attempt(() => decoder.decode());
      return right;
    },
  };
}

function bytesOf(part: unknown): Uint8Array {
  if (part instanceof Uint8Array) return part;
  throw new TypeError('a file is read as bytes');
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const part of createReadStream(path)) yield decoder.decode(bytesOf(part), { stream: true });
  yield decoder.decode();
}

/** What csv-parse gives with `info`. */
interface CsvRecord {
  readonly record: readonly string[];
  readonly info: Pick<Info, 'lines'>;
}

async function* csvLines(path: string, encoding: string): AsyncGenerator<Line> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    // A quotation mark inside a cell that is not quoted is a quotation mark.
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LIMITS.columns * LIMITS.cellCharacters,
  });
  const fed = pipeline(decoded(path, encoding), parser);
  // The parser's own iteration below reports the same failure.
  fed.catch(() => undefined);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
      if (record.length > LIMITS.columns || record.some((cell) => cell.length > LIMITS.cellCharacters)) {
        throw tooWide(line);
      }
      yield { line, cells: record };
      line = info.lines + 1;
      if (line > LIMITS.lines) throw tooManyLines();
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new LedgerRefused(
      `第${line}行起引号不成对或内容过长，文件可能不完整`,
      `from line ${line} a quotation mark is not closed or a record is too long; the file may be incomplete`,
    );
  } finally {
    parser.destroy();
  }
}

const noHeader = () =>
  new LedgerRefused(
    '没有找到台账表头：需有一行同时包含“序号”“信访人”“信访事项”等列名；CSV 须以逗号分隔',
    'no header found: one line must hold 序号, 信访人, 信访事项 and the other names; a CSV file needs commas',
  );

/** The header, then the data rows below it. */
async function* ledgerOf(lines: AsyncIterable<Line> | Iterable<Line>, form: LedgerForm): AsyncGenerator<LedgerPart> {
  let columns: Columns | null = null;
  let headerLine = 0;
  let rows = 0;
  for await (const line of lines) {
    if (columns === null) {
      const header = headerOf(line.cells);
      if (header) {
        refuseFaulty(header);
        columns = header;
        headerLine = line.line;
        yield { kind: 'columns', columns, form };
      } else if (line.line > TITLE_LINES) throw noHeader();
      else yield* passedOver(line);
      continue;
    }
    const row = dataRow(columns, form === 'xlsx' ? padded(line, columns.names.length) : line);
    if (!row) {
      const again = headerOf(line.cells);
      if (again && !sameNames(again, columns)) throw anotherHeader(line.line, headerLine);
      yield* passedOver(line);
    } else {
      rows += 1;
      if (rows > LIMITS.dataRows) throw tooManyLines();
      yield { kind: 'row', row };
    }
  }
  if (!columns) throw noHeader();
  if (rows === 0) throw new LedgerRefused('表头下没有数据行', 'no data row below the header');
}

function refuseFaulty(header: Columns): void {
  const fault = headerFault(header);
  if (fault) throw new LedgerRefused(fault.zh, fault.en);
}

const sameNames = (a: Columns, b: Columns): boolean =>
  a.row === b.row && [...a.at].length === b.at.size && [...a.at].every(([field, at]) => b.at.get(field) === at);

const anotherHeader = (line: number, first: number) =>
  new LedgerRefused(
    `第${line}行的表头与第${first}行的列不同，请分成两个文件导入`,
    `the header in line ${line} has other columns than that in line ${first}: import them as two files`,
  );

/** Empty cells at the end of a row are not stored in a workbook. */
const padded = (line: Line, width: number): Line =>
  line.cells.length >= width
    ? line
    : { ...line, cells: [...line.cells, ...Array<string>(width - line.cells.length).fill('')] };

const SHOWN = 60;
function* passedOver({ line, cells }: Line): Generator<LedgerPart> {
  const text = cells.filter((cell) => cell.trim() !== '').join(' ');
  if (text !== '') yield { kind: 'passed-over', line, text: text.slice(0, SHOWN) };
}

const CHILD = 'activities/ledger/workbook-child.ts';
const CHILD_HEAP_MB = 256;
const CHILD_WITHIN_MS = 20_000;
/** Of what the child prints. */
const PRINTED_CHARACTERS = 64 * 1024 * 1024;

const message = z.union([
  z.object({
    line: z.int().min(1),
    cells: z.array(z.string()),
    filled: z.array(z.int()),
    formulas: z.array(z.int()),
  }),
  z.object({ sheet: z.string(), hidden: z.boolean() }),
  z.object({ refused: z.object({ zh: z.string(), en: z.string() }) }),
  z.object({ done: z.literal(true) }),
]) satisfies z.ZodType<Message>;

/** Null for the half of a line that a killed child leaves. */
function messageIn(text: string): Message | null {
  try {
    return message.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: PrintedRow[];
}

/** The rows of the one sheet in sight that has a header. @throws LedgerRefused */
async function workbookLines(path: string): Promise<readonly Line[]> {
  const sheets = await sheetsOf(path);
  const all = sheets.filter(({ rows }) => rows.some(({ line, cells }) => line <= TITLE_LINES && headerOf(cells)));
  const ledgers = all.filter(({ hidden }) => !hidden);
  const [ledger, another] = ledgers;
  if (!ledger) throw all[0] ? hiddenLedger(all[0]) : noHeader();
  if (another) {
    const names = ledgers.map(({ name }) => `“${name}”`).join('、');
    throw new LedgerRefused(
      `工作表${names}都有台账表头，请每次只导入一张`,
      `the sheets ${names} all have a header: import one at a time`,
    );
  }
  refuseFormulas(ledger);
  return ledger.rows;
}

const hiddenLedger = ({ name }: Sheet) =>
  new LedgerRefused(
    `台账在隐藏的工作表“${name}”中，请取消隐藏、核对后再导入`,
    `the ledger is in the hidden sheet ${name}: show it, look at it, and import it then`,
  );

/** What a formula shows depends on who opened the file last; only the row number may be computed. */
function refuseFormulas({ rows }: Sheet): void {
  let columns: Columns | null = null;
  for (const row of rows) {
    columns ??= headerOf(row.cells);
    const place = row.formulas.find((at) => at !== columns?.row);
    if (!columns || place === undefined || !dataRow(columns, row)) continue;
    throw new LedgerRefused(
      `第${row.line}行“${columns.names[place] ?? ''}”是公式，请全选复制并“粘贴为数值”后再导入`,
      `row ${row.line} has a formula in ${columns.names[place] ?? 'a cell'}; paste the sheet as values and import that`,
    );
  }
}

async function sheetsOf(path: string): Promise<readonly Sheet[]> {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${CHILD_HEAP_MB}`, ...(await nodeArguments(CHILD)), path],
    // None of our environment: no key is within reach of what parses a stranger's file.
    { stdio: ['ignore', 'pipe', 'ignore'], env: {} },
  );
  const late = setTimeout(() => child.kill('SIGKILL'), CHILD_WITHIN_MS);
  const output = new PassThrough();
  child.once('error', () => output.end());
  child.stdout.pipe(output);
  try {
    return await readSheets(output);
  } finally {
    clearTimeout(late);
    child.kill('SIGKILL');
  }
}

async function readSheets(output: NodeJS.ReadableStream): Promise<readonly Sheet[]> {
  const sheets: Sheet[] = [];
  let printed = 0;
  for await (const text of createInterface({ input: output, crlfDelay: Number.POSITIVE_INFINITY })) {
    printed += text.length;
    if (printed > PRINTED_CHARACTERS) throw tooManyLines();
    const read = messageIn(text);
    if (!read) break;
    if ('done' in read) return sheets;
    if ('refused' in read) throw new LedgerRefused(read.refused.zh, read.refused.en);
    if ('sheet' in read) sheets.push({ name: read.sheet, hidden: read.hidden, rows: [] });
    else sheets.at(-1)?.rows.push(read);
  }
  throw new LedgerRefused(
    '工作簿无法读取：可能已损坏，或过大；请另存为 .xlsx 或 CSV 后再导入',
    'the workbook cannot be read: damaged, or too large; save it again as .xlsx or CSV',
  );
}
