// The rows of a workbook's sheets as text, cell by cell. Of all that a workbook can say only what a ledger needs is
// read: shared and inline strings, numbers, days, the cached results of formulas, and merged ranges.
//
// Its own reader, because excelts' streaming one decodes each piece of a part by itself and so loses Chinese characters
// that lie across two pieces, and its whole-file one needs a gigabyte for twenty thousand rows.
import type { WorkbookParts } from './workbook-inspection.ts';
import { attributesOf, BadXml, type XmlToken, xmlTokens } from './xml-tokens.ts';

export interface SheetCell {
  /** From 1. */
  readonly column: number;
  readonly text: string;
  readonly formula: boolean;
}

export interface SheetRow {
  /** From 1. */
  readonly row: number;
  readonly cells: readonly SheetCell[];
}

/** First and last row and the first column of a merged range, from 1. */
export interface MergedRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
}

export interface Sheet {
  readonly name: string;
  /** Whoever opens the workbook does not see it. */
  readonly hidden: boolean;
  readonly merged: readonly MergedRange[];
  /** In ascending order. */
  rows(): Generator<SheetRow>;
}

/** @throws BadXml, possibly only while the rows are read */
export function* sheetsOf(parts: WorkbookParts): Generator<Sheet> {
  const text = (name: string) => utf8(parts.get(name));
  const targets = relations(text('xl/_rels/workbook.xml.rels'));
  const { sheets, since1904 } = outline(text('xl/workbook.xml'));
  const book: Book = {
    strings: sharedStrings(text('xl/sharedStrings.xml')),
    isDay: dayStyles(text('xl/styles.xml')),
    since1904,
  };
  for (const { name, hidden, relation } of sheets) {
    const target = targets.get(relation) ?? '';
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    // Chart sheets and the like have no rows.
    if (!parts.has(part) || !part.startsWith('xl/worksheets/')) continue;
    const xml = text(part);
    yield { name, hidden, merged: mergedRanges(xml), rows: () => rowsOf(xml, book) };
  }
}

interface Book {
  readonly strings: readonly string[];
  /** By the number of the cell's style. */
  readonly isDay: readonly boolean[];
  readonly since1904: boolean;
}

function utf8(content: Buffer | undefined): string {
  try {
    return content ? new TextDecoder('utf-8', { fatal: true }).decode(content) : '';
  } catch {
    throw new BadXml('not UTF-8');
  }
}

function relations(xml: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const token of xmlTokens(xml)) {
    if (token.kind !== 'open' || token.name !== 'Relationship') continue;
    const attributes = attributesOf(token.attributes);
    targets.set(attributes.get('Id') ?? '', attributes.get('Target') ?? '');
  }
  return targets;
}

function outline(xml: string) {
  const sheets: { name: string; hidden: boolean; relation: string }[] = [];
  let since1904 = false;
  for (const token of xmlTokens(xml)) {
    if (token.kind !== 'open') continue;
    const attributes = attributesOf(token.attributes);
    if (token.name === 'workbookPr') since1904 = /^(1|true)$/.test(attributes.get('date1904') ?? '');
    if (token.name !== 'sheet') continue;
    const hidden = /^(hidden|veryHidden)$/.test(attributes.get('state') ?? '');
    sheets.push({ name: attributes.get('name') ?? '', hidden, relation: attributes.get('id') ?? '' });
  }
  return { sheets, since1904 };
}

/** Each `si` is one string; its phonetic runs (`rPh`) are no part of it. */
function sharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let current = '';
  const where = new Inside();
  for (const token of xmlTokens(xml)) {
    where.see(token);
    if (token.kind === 'open' && token.name === 'si') {
      current = '';
      if (token.empty) strings.push('');
    } else if (token.kind === 'close' && token.name === 'si') strings.push(unescaped(current));
    else if (token.kind === 'text' && where.isIn('t') && !where.isIn('rPh')) current += token.text;
  }
  return strings;
}

/** Which elements are open at the moment. */
class Inside {
  private readonly depth = new Map<string, number>();

  see(token: { readonly kind: string; readonly name?: string; readonly empty?: boolean }): void {
    if (token.name === undefined || token.empty) return;
    this.depth.set(token.name, (this.depth.get(token.name) ?? 0) + (token.kind === 'open' ? 1 : -1));
  }

  isIn(name: string): boolean {
    return (this.depth.get(name) ?? 0) > 0;
  }
}

/** Control characters are written `_x000D_` in a workbook. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(String(hex), 16)));

/** Formats built into spreadsheets that show a day: the common ones, and those of East Asia. */
const DAY_FORMATS: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [36, 36],
  [50, 54],
  [57, 58],
];

function dayStyles(xml: string): readonly boolean[] {
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  const where = new Inside();
  for (const token of xmlTokens(xml)) {
    where.see(token);
    if (token.kind !== 'open') continue;
    const attributes = attributesOf(token.attributes);
    const id = Number(attributes.get('numFmtId') ?? 0);
    if (token.name === 'numFmt') own.set(id, showsDay(attributes.get('formatCode') ?? ''));
    if (token.name === 'xf' && where.isIn('cellXfs')) {
      styles.push(own.get(id) ?? DAY_FORMATS.some(([from, to]) => id >= from && id <= to));
    }
  }
  return styles;
}

/** A format with years or days in it, outside of quoted text, colours and escapes. */
const showsDay = (format: string): boolean =>
  /[yde年日]/iu.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\.|General/giu, ''));

function* rowsOf(xml: string, book: Book): Generator<SheetRow> {
  const reader = new RowReader(book);
  for (const token of xmlTokens(xml)) {
    const row = reader.take(token);
    if (row) yield row;
  }
}

class RowReader {
  private readonly book: Book;
  private readonly where = new Inside();
  private row = 0;
  private cells: SheetCell[] = [];
  private cell = new OpenCell('', 0);

  constructor(book: Book) {
    this.book = book;
  }

  /** The row that this token ends, if it ends one. */
  take(token: XmlToken): SheetRow | null {
    this.where.see(token);
    if (token.kind === 'text') {
      if (this.where.isIn('c')) this.cell.hear(token.text, this.where);
    } else if (token.kind === 'open') this.open(token);
    else if (token.name === 'c') this.cells.push(this.cell.closed(this.book));
    else if (token.name === 'row') return { row: this.row, cells: this.cells };
    return null;
  }

  private open({ name, attributes, empty }: XmlToken & { kind: 'open' }): void {
    if (name === 'row') {
      this.row = following(this.row, attributesOf(attributes).get('r'));
      this.cells = [];
    } else if (name === 'c') {
      this.cell = new OpenCell(attributes, this.cells.at(-1)?.column ?? 0);
      // A cell without a value still has its place.
      if (empty) this.cells.push(this.cell.closed(this.book));
    } else if (name === 'f') this.cell.formula = true;
  }
}

function following(before: number, given: string | undefined): number {
  const number = given === undefined ? before + 1 : Number(given);
  if (!Number.isSafeInteger(number) || number <= before) throw new BadXml('rows or cells out of order');
  return number;
}

class OpenCell {
  formula = false;
  private value = '';
  private readonly column: number;
  private readonly type: string;
  private readonly style: number;

  /** @param before column of the cell before it, 0 for none */
  constructor(attributes: string, before: number) {
    const given = attributesOf(attributes);
    const reference = given.get('r');
    const letters = reference === undefined ? undefined : /^([A-Z]{1,3})\d+$/.exec(reference)?.[1];
    if (reference !== undefined && letters === undefined) throw new BadXml('no reference of a cell');
    this.column = following(before, letters === undefined ? undefined : String(columnNumber(letters)));
    this.type = given.get('t') ?? 'n';
    this.style = Number(given.get('s') ?? 0);
  }

  hear(text: string, where: Inside): void {
    if (where.isIn('v') || (where.isIn('t') && !where.isIn('rPh'))) this.value += text;
  }

  closed(book: Book): SheetCell {
    return { column: this.column, text: this.text(book), formula: this.formula };
  }

  private text({ strings, isDay, since1904 }: Book): string {
    if (this.value === '') return '';
    if (this.type === 's') return strings[Number(this.value)] ?? '';
    if (this.type === 'b') return this.value === '1' ? 'TRUE' : 'FALSE';
    if (this.type !== 'n') return unescaped(this.value);
    const number = Number(this.value);
    if (!Number.isFinite(number)) return this.value;
    return (isDay[this.style] ? dayText(number, since1904) : null) ?? numberText(number);
  }
}

const DAY_MS = 86_400_000;
/** A number that is no likely day was given the format of a day by mistake. */
function dayText(serial: number, since1904: boolean): string | null {
  const origin = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const ms = origin + Math.floor(serial) * DAY_MS;
  if (!(ms >= Date.UTC(1949, 0, 1) && ms < Date.UTC(2200, 0, 1))) return null;
  return new Date(ms).toISOString().slice(0, 10);
}

/** A spreadsheet's own precision: beyond it only binary noise would be shown. */
const PRECISION = 15;

/** A whole number beyond the precision has lost digits already: the exponent says so. */
function numberText(value: number): string {
  if (Math.abs(value) >= 10 ** PRECISION) return value.toExponential(PRECISION - 1).toUpperCase();
  return String(Number(value.toPrecision(PRECISION)));
}

/** They stand after the cells. */
function mergedRanges(xml: string): readonly MergedRange[] {
  const from = xml.search(/<(?:[\w.-]+:)?mergeCells[\s>]/);
  if (from < 0) return [];
  const ranges = xml.slice(from).matchAll(/\bref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g);
  return [...ranges].map(([, left = '', top, bottom]) => ({
    left: columnNumber(left),
    top: Number(top),
    bottom: Number(bottom),
  }));
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
