// The verdicts of one file counted together, in the form in which the result is exchanged.
import type { LedgerRow } from './columns.ts';
import type { Matter, Reason, RowTag, Verdict } from './verdict.ts';

type Outcome = Verdict['class'];

interface RowResult {
  readonly row: number;
  readonly class: Outcome;
  readonly tags: readonly RowTag[];
  /** 序号 of the earlier row, or the number of a case that is already in the record. */
  readonly mergedInto?: number | string;
  readonly reason?: Reason;
  /** One Chinese sentence. */
  readonly detail?: string;
  readonly normalized: Matter | null;
}

/** The form of examples/ledger/backlog.expected.json. Lists of rows hold 序号. */
export interface LedgerResult {
  /** Whether everybody in the ledger is made up: see {@link isMadeUp}. */
  readonly synthetic: boolean;
  readonly note: string;
  readonly file: string;
  readonly summary: {
    readonly rows: number;
    readonly byClass: Readonly<Record<Outcome, number>>;
    /** Rows that make a case. */
    readonly accepted: number;
    readonly rowsByMess: Readonly<Record<string, readonly number[]>>;
    readonly rejectedByReason: Readonly<Record<string, readonly number[]>>;
    readonly duplicateOf: Readonly<Record<string, number | string>>;
  };
  readonly rows: readonly RowResult[];
}

export function resultOf(file: string, rows: readonly LedgerRow[], verdicts: readonly Verdict[]): LedgerResult {
  const byClass = { clean: 0, repairable: 0, duplicate: 0, rejected: 0 };
  const byTag = new Map<string, number[]>();
  const byReason = new Map<string, number[]>();
  const duplicateOf: Record<string, number | string> = {};
  for (const verdict of verdicts) {
    byClass[verdict.class] += 1;
    for (const tag of verdict.tags) listed(byTag, tag).push(verdict.row);
    if (verdict.class === 'rejected') listed(byReason, verdict.reason).push(verdict.row);
    if (verdict.class === 'duplicate') duplicateOf[verdict.row] = placeOf(verdict);
  }
  const synthetic = isMadeUp(rows);
  return {
    synthetic,
    note: synthetic ? 'Generated data. No real person, number, company or case.' : 'Contains personal data.',
    file,
    summary: {
      rows: verdicts.length,
      byClass,
      accepted: byClass.clean + byClass.repairable,
      rowsByMess: Object.fromEntries([...byTag].sort(([a], [b]) => (a < b ? -1 : 1))),
      rejectedByReason: Object.fromEntries(byReason),
      duplicateOf,
    },
    rows: verdicts.map(rowResult),
  };
}

const placeOf = ({ mergedInto }: Verdict & { class: 'duplicate' }): number | string =>
  mergedInto.case ?? mergedInto.row;

function listed(lists: Map<string, number[]>, key: string): number[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function rowResult(verdict: Verdict): RowResult {
  const { row, tags } = verdict;
  if (verdict.class === 'rejected') {
    const { reason, because } = verdict;
    return { row, class: 'rejected', tags, reason, detail: because.zh, normalized: null };
  }
  const { normalized } = verdict;
  if (verdict.class !== 'duplicate') return { row, class: verdict.class, tags, normalized };
  return { row, class: 'duplicate', tags, mergedInto: placeOf(verdict), normalized };
}

/** Sequence numbers that registers do not give to the living, and prefixes that no telephone has. */
const MADE_UP_ID = /^\d{14}99\d[\dXx]$/;
const MADE_UP_PHONE = /^1(?:54|6[013489]|79)\d{8}$/;

/**
 * Whether every identity number and every telephone number is of the kind that practice ledgers use (sequence 990 to
 * 999; prefixes 154, 160, 161, 163, 164, 168, 169, 179). Numbers that cannot be read say nothing.
 */
function isMadeUp(rows: readonly LedgerRow[]): boolean {
  const written = (text: string) => text.normalize('NFKC').replace(/[^\dXx]/g, '');
  const ids = rows.map(({ cells }) => written(cells.idNo)).filter((id) => id.length === 18);
  const phones = rows.map(({ cells }) => written(cells.phone)).filter((phone) => phone.length === 11);
  if (ids.length + phones.length === 0) return false;
  return ids.every((id) => MADE_UP_ID.test(id)) && phones.every((phone) => MADE_UP_PHONE.test(phone));
}
