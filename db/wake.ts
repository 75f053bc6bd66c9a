// Whether the workflow of a case must hear of a decision at once. Everything else it finds at its next timer.
import type { Case, Proceeding } from '../domain/case.ts';

/** What of a case the rule looks at. */
export interface Standing extends Pick<Case, 'status'> {
  readonly proceedings: readonly Pick<Proceeding, 'level' | 'closedOn'>[];
}

/** Instants are real, epoch ms. */
export interface News {
  readonly before: Standing | null;
  readonly after: Standing;
  /** When the case next wants attention; null: never by itself. */
  readonly nextAt: number | null;
  /** The instant until which the workflow sleeps, as it was last told; null: without a timer, or never told. */
  readonly sleepsUntil: number | null;
}

/** The case opened, closed or reopened, the levels of its open proceedings changed, or the workflow would oversleep. */
export function needsWake({ before, after, nextAt, sleepsUntil }: News): boolean {
  if (!before || before.status !== after.status) return true;
  if (openLevels(before) !== openLevels(after)) return true;
  return nextAt !== null && (sleepsUntil === null || nextAt < sleepsUntil);
}

const openLevels = ({ proceedings }: Standing): string =>
  proceedings.flatMap(({ level, closedOn }) => (closedOn === null ? [level] : [])).join();
