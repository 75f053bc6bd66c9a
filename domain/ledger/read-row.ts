// One row by itself: every cell read by the rule of its column (rules 2 to 10).
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Amount, readAmount, readCount, SUSPECT_FROM_WAN } from './amounts.ts';
import { foldedAway, isMergedBlank, isNotGiven, type Reading, readPetitionNo, readText, readWord } from './cells.ts';
import { COLUMNS, FIELDS, type Field, type LedgerRow } from './columns.ts';
import { type DateReading, readDate } from './dates.ts';
import { type IdReading, readIdNo, readPhone } from './person.ts';
import {
  type Fault,
  inOrder,
  type Matter,
  type Reason,
  type Repair,
  type RowTag,
  rowTags,
  type Tag,
} from './verdict.ts';

/** The columns that one merged cell spans over several rows (rule 3). */
export const MERGED = ['matter', 'employer', 'industry', 'dept', 'leader', 'street'] as const;
/** What a continued row takes from the row above; null where that row's columns cannot be told apart. */
export type Above = Readonly<Record<(typeof MERGED)[number], string | null>> | null;

export interface RowReading {
  readonly tags: readonly RowTag[];
  readonly repairs: readonly Repair[];
  /** In the order of the columns. */
  readonly faults: readonly Fault[];
  /** Null where there is a fault. */
  readonly matter: Matter | null;
  /** For the row below. */
  readonly merged: Above;
}

type Text = Reading<string | null>;
interface Readings extends Readonly<Record<Field, Reading<unknown>>> {
  readonly petitionNo: Text;
  readonly petitioner: Text;
  readonly idNo: IdReading;
  readonly phone: Text;
  readonly matter: Text;
  readonly employer: Text;
  readonly industry: Text;
  readonly workers: Reading<number | null>;
  readonly amountWan: Amount;
  readonly firstDate: DateReading;
  readonly registerDate: DateReading;
  readonly visits: Reading<number | null>;
  readonly dept: Text;
  readonly leader: Text;
  readonly status: Text;
  readonly street: Text;
  readonly repeat: Reading<boolean>;
  readonly remark: Reading<string>;
}

export function readRow(row: LedgerRow, above: Above): RowReading {
  if (row.headerCells !== null) {
    return { tags: [], repairs: [], faults: [columnCount(row, row.headerCells)], matter: null, merged: null };
  }
  const continued = above !== null && MERGED.every((field) => isMergedBlank(row.cells[field]));
  const readings = readCells(row, continued ? above : null);
  const faults = faultsOf(row, readings);
  const read: Readonly<Record<Field, Reading<unknown>>> = readings;
  return {
    tags: rowTags(FIELDS.flatMap((field) => read[field].tags)),
    repairs: FIELDS.filter((field) => read[field].tags.length > 0).map((field) => repair(field, row, read[field])),
    faults,
    matter: faults.length === 0 ? matterOf(readings) : null,
    merged: {
      matter: readings.matter.value,
      employer: readings.employer.value,
      industry: readings.industry.value,
      dept: readings.dept.value,
      leader: readings.leader.value,
      street: readings.street.value,
    },
  };
}

const columnCount = (row: LedgerRow, headerCells: number): Fault => ({
  reason: 'column-count',
  because: {
    zh: `本行有${row.original.length}个单元格，表头有${headerCells}个`,
    en: `this row has ${row.original.length} cells, the header ${headerCells}`,
  },
});

function readCells(row: LedgerRow, above: Above): Readings {
  const { cells } = row;
  const spanned = (field: (typeof MERGED)[number], read: (text: string) => Text): Text =>
    above ? { value: above[field], tags: ['merged-blank'] satisfies Tag[] } : read(cells[field]);
  const visits = readCount(cells.visits, 'missing-visits');
  const readings = {
    petitionNo: orMissing(readPetitionNo(cells.petitionNo), 'missing-petition-no'),
    petitioner: readWord(cells.petitioner, 'name-space'),
    idNo: readIdNo(cells.idNo),
    phone: readPhone(cells.phone),
    matter: spanned('matter', readText),
    employer: spanned('employer', (text) => readWord(text, 'unit-space')),
    industry: orMissing(spanned('industry', readText), 'missing-industry'),
    workers: readCount(cells.workers, 'missing-workers'),
    amountWan: readAmount(cells.amountWan),
    firstDate: readDate(cells.firstDate),
    registerDate: readDate(cells.registerDate),
    visits,
    dept: orMissing(spanned('dept', readText), 'missing-dept'),
    leader: orMissing(spanned('leader', readText), 'missing-leader'),
    status: orMissing(readText(cells.status), 'missing-status'),
    street: orMissing(spanned('street', readText), 'missing-street'),
    repeat: readRepeat(cells.repeat, visits.value),
    remark: readRemark(cells.remark),
  };
  return withFilled(row, withoutIdentity(readings));
}

const orMissing = (reading: Text, tag: Tag): Text =>
  reading.value === null ? { value: null, tags: [...reading.tags, tag] } : reading;

/** Of identity number and telephone one is enough; that the other is missing is said only of a row that has one. */
function withoutIdentity(readings: Readings): Readings {
  const { idNo, phone } = readings;
  if (idNo.value !== null || idNo.wrong !== null) return readings;
  if (phone.value !== null) return { ...readings, idNo: { ...idNo, tags: [...idNo.tags, 'missing-id'] } };
  return { ...readings, phone: { ...phone, tags: phone.tags.filter((tag) => tag !== 'missing-phone') } };
}

/** A merged range of a workbook says outright that the cell continues the one above. */
function withFilled(row: LedgerRow, readings: Readings): Readings {
  const filled = row.filled.map((field) => {
    const { value, tags } = readings[field];
    return [field, { ...readings[field], value, tags: [...tags, 'merged-blank'] }] as const;
  });
  return filled.length === 0 ? readings : { ...readings, ...Object.fromEntries(filled) };
}

/** Rule 9, in the order: the plain word, the marks, nothing given, what nobody can read. */
function readRepeat(text: string, visits: number | null): Reading<boolean> {
  const folded = foldedAway(text).toUpperCase();
  const byVisits = (visits ?? 0) > 1;
  if (text === '是' || text === '否') return { value: text === '是', tags: [] };
  if (/^(?:是|√|✓|✔|☑|Y|YES|1|重复|重复访)$/u.test(folded)) return { value: true, tags: ['repeat-mark'] };
  if (/^(?:否|×|✗|✘|N|NO|0|初访|初次访)$/u.test(folded)) return { value: false, tags: ['repeat-mark'] };
  if (isNotGiven(text) || isMergedBlank(text)) return { value: byVisits, tags: ['missing-repeat'] };
  return { value: byVisits, tags: ['repeat-unknown'] };
}

/** The one column that may be empty in a clean row. */
function readRemark(text: string): Reading<string> {
  const { value, tags } = readText(text);
  return { value: value ?? '', tags: value === null && text !== '' ? ['not-given'] : tags };
}

function repair(field: Field, row: LedgerRow, { value, tags }: Reading<unknown>): Repair {
  const made = typeof value === 'boolean' ? (value ? '是' : '否') : String(value ?? '');
  return { field, read: row.filled.includes(field) ? '' : row.cells[field], made, tags: inOrder(tags) };
}

function faultsOf(row: LedgerRow, read: Readings): readonly Fault[] {
  return [
    read.petitioner.value === null && fault('petitioner-missing', '信访人为空', 'the petitioner is missing'),
    read.idNo.wrong && ({ reason: 'id-invalid', because: read.idNo.wrong } satisfies Fault),
    identityFault(row, read),
    read.matter.value === null &&
      fault(
        'matter-missing',
        '信访事项为空，且不是合并单元格续行',
        'the matter is empty, and no merged cell continues',
      ),
    read.employer.value === null &&
      fault(
        'employer-missing',
        '涉及单位为空，且不是合并单元格续行',
        'the employer is empty, and no merged cell continues',
      ),
    dateFault('firstDate', row, read.firstDate),
    dateFault('registerDate', row, read.registerDate),
    isBefore(read.registerDate.value, read.firstDate.value) &&
      fault('date-order', '登记日期早于首次信访日期', 'registered before the first petition'),
    amountFault(row, read),
  ].filter((one) => one !== null && one !== false);
}

const fault = (reason: Reason, zh: string, en: string): Fault => ({ reason, because: { zh, en } });
const isBefore = (a: CivilDate | null, b: CivilDate | null): boolean => a !== null && b !== null && a < b;

function identityFault({ cells }: LedgerRow, { idNo, phone }: Readings): Fault | null {
  if (idNo.value !== null || idNo.wrong !== null || phone.value !== null) return null;
  if (isNotGiven(cells.phone)) {
    return fault(
      'identity-missing',
      '身份证号与联系电话均为空，无法识别信访人',
      'neither identity number nor telephone: the petitioner cannot be told',
    );
  }
  return fault(
    'identity-missing',
    `身份证号为空，联系电话 ${shown(cells.phone)} 不是11位手机号，无法识别信访人`,
    `no identity number, and ${shown(cells.phone)} is no mobile number: the petitioner cannot be told`,
  );
}

function dateFault(field: 'firstDate' | 'registerDate', { cells }: LedgerRow, reading: DateReading): Fault | null {
  const { zh, en } = COLUMNS[field];
  const text = shown(cells[field]);
  if (reading.fault === null) return null;
  if (reading.fault === 'missing') return fault('date-missing', `${zh}为空`, `${en}: the day is missing`);
  if (reading.fault === 'unreal')
    return fault('date-invalid', `${zh} ${text} 不是真实日期`, `${en}: ${text} is no day`);
  return fault('date-invalid', `${zh} ${text} 不能确定到某一天`, `${en}: ${text} does not fix one day`);
}

function amountFault({ cells }: LedgerRow, { amountWan }: Readings): Fault | null {
  if (!amountWan.bare || (amountWan.value ?? 0) < SUSPECT_FROM_WAN) return null;
  const text = shown(cells.amountWan);
  return fault(
    'amount-unit-suspect',
    `万元列填 ${text}，疑为以元填写`,
    `${text} in a column of 10,000 yuan: probably meant in yuan`,
  );
}

const LONGEST_SHOWN = 40;
/** A cell inside a sentence. */
function shown(text: string): string {
  const line = text.replace(/[\s\p{Cf}\p{Cc}]+/gu, ' ').trim();
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line;
}

/** Null where one of what a matter needs is missing: then {@link faultsOf} has named it. */
function matterOf(read: Readings): Matter | null {
  const { petitioner, matter, employer, firstDate, registerDate } = read;
  if (petitioner.value === null || matter.value === null || employer.value === null) return null;
  if (firstDate.value === null || registerDate.value === null) return null;
  return {
    petitionNo: read.petitionNo.value,
    petitioner: petitioner.value,
    idNo: read.idNo.value,
    phone: read.phone.value,
    matter: matter.value,
    employer: employer.value,
    industry: read.industry.value,
    workers: read.workers.value,
    amountWan: read.amountWan.value,
    firstDate: firstDate.value,
    registerDate: registerDate.value,
    visits: read.visits.value,
    dept: read.dept.value,
    leader: read.leader.value,
    status: read.status.value,
    street: read.street.value,
    repeat: read.repeat.value,
    remark: read.remark.value,
  };
}
