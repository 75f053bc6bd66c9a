// The rows of a ledger judged one after the other, in its order: what a row says by itself, and what earlier rows and
// the record already say of the same petition (rules 3, 11, 12, 13).
import type { LedgerRow } from './columns.ts';
import { isSamePerson, type Person } from './person.ts';
import { type Above, readRow } from './read-row.ts';
import type { Fault, Matter, Original, Verdict } from './verdict.ts';

/** A petition matter that is already in the record. */
export interface KnownMatter extends Person {
  /** Number of the case. */
  readonly case: string;
  readonly petitionNo: string | null;
  /** Folded as the ledger's own: NFKC, without white space. */
  readonly employer: string;
}

/** Every data row gets exactly one verdict, in the order of the rows. */
export function judge(rows: readonly LedgerRow[], known: readonly KnownMatter[] = []): Verdict[] {
  return rows.map(judging(known));
}

/** The same row by row, for a file that is read as a stream: it must be given the rows in their order, each once. */
export function judging(known: readonly KnownMatter[] = []): (row: LedgerRow) => Verdict {
  const originals = new Originals();
  const numbers = new PetitionNumbers();
  for (const one of known) {
    originals.add(one, { case: one.case });
    numbers.add(one, { case: one.case });
  }
  let above: Above = null;
  return (row) => {
    const { tags, repairs, faults, matter, merged } = readRow(row, above);
    above = merged;
    const judged = { row: row.row, line: row.line, tags, repairs };
    const here = { row: row.row, line: row.line };
    const conflict = matter && numbers.conflict(matter);
    if (!matter || conflict) return { ...judged, class: 'rejected', ...together(conflict ? [conflict] : faults) };
    numbers.add(matter, here);
    const mergedInto = originals.of(matter);
    if (mergedInto) return { ...judged, class: 'duplicate', normalized: matter, mergedInto };
    originals.add(matter, here);
    return { ...judged, class: tags.length === 0 ? 'clean' : 'repairable', normalized: matter };
  };
}

/** One sentence of all faults, so that a row need be corrected only once. */
function together(faults: readonly Fault[]): Pick<Verdict & { class: 'rejected' }, 'reason' | 'because'> {
  const [first] = faults;
  if (!first) throw new Error('a row without a matter has a fault');
  const zh = faults.map(({ because }) => because.zh).join('；');
  const en = faults.map(({ because }) => because.en).join('; ');
  return { reason: first.reason, because: { zh, en } };
}

interface Placed {
  readonly at: Original;
  readonly order: number;
}

/**
 * Rule 12: the first accepted row of the same person against the same employer. Two people of one name and telephone
 * are told apart by their identity numbers, so the first of them without a number is kept beside the first of all.
 */
class Originals {
  private readonly byIdNo = new Map<string, Placed>();
  private readonly byPhone = new Map<string, Placed>();
  private readonly byPhoneWithoutIdNo = new Map<string, Placed>();
  private count = 0;

  of({ petitioner, idNo, phone, employer }: Matter): Original | null {
    const call = phone === null ? null : keyOf(petitioner, phone, employer);
    const found =
      idNo === null
        ? [call === null ? undefined : this.byPhone.get(call)]
        : [this.byIdNo.get(keyOf(idNo, employer)), call === null ? undefined : this.byPhoneWithoutIdNo.get(call)];
    const placed = found.filter((one) => one !== undefined).sort((a, b) => a.order - b.order);
    return placed[0]?.at ?? null;
  }

  add({ petitioner, idNo, phone, employer }: Person & { readonly employer: string }, at: Original): void {
    this.count += 1;
    const placed = { at, order: this.count };
    if (idNo !== null) keepFirst(this.byIdNo, keyOf(idNo, employer), placed);
    if (phone === null) return;
    const call = keyOf(petitioner, phone, employer);
    keepFirst(this.byPhone, call, placed);
    if (idNo === null) keepFirst(this.byPhoneWithoutIdNo, call, placed);
  }
}

/** Rule 11: a 信访编号 belongs to one person. Rows that were rejected never get here. */
class PetitionNumbers {
  private readonly holders = new Map<string, { readonly person: Person; readonly at: Original }[]>();

  conflict(matter: Matter): Fault | null {
    if (matter.petitionNo === null) return null;
    const other = this.holders.get(matter.petitionNo)?.find(({ person }) => !isSamePerson(person, matter));
    if (!other) return null;
    const { zh, en } =
      other.at.case === undefined
        ? { zh: `与第${other.at.row}行相同`, en: `row ${other.at.row}` }
        : { zh: `与已登记的案件${other.at.case}相同`, en: `case ${other.at.case}` };
    return {
      reason: 'petition-no-conflict',
      because: { zh: `信访编号${zh}但信访人不同`, en: `the petition number of ${en}, but another petitioner` },
    };
  }

  add({ petitionNo, petitioner, idNo, phone }: Person & { readonly petitionNo: string | null }, at: Original): void {
    if (petitionNo === null) return;
    const held = this.holders.get(petitionNo) ?? [];
    const again = held.some(
      ({ person }) => person.petitioner === petitioner && person.idNo === idNo && person.phone === phone,
    );
    if (!again) this.holders.set(petitionNo, [...held, { person: { petitioner, idNo, phone }, at }]);
  }
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

function keepFirst(map: Map<string, Placed>, key: string, placed: Placed): void {
  if (!map.has(key)) map.set(key, placed);
}
