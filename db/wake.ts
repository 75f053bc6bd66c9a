// Whether the workflow of a case must hear of a decision at once. Everything else it finds at its next timer.
import type { Case, Level } from '../domain/case.ts';
import { openProceedings } from '../domain/case.ts';

/** What the rule compares. Instants are real, epoch ms. */
export interface News {
  readonly before: Case | null;
  readonly after: Case;
  /** When the case next wants attention; null: never by itself. */
  readonly nextAt: number | null;
  /** The instant until which the workflow sleeps, as it was last told; null: without a timer, or never told. */
  readonly sleepsUntil: number | null;
}

/** The case opened, closed or reopened, the levels of its open proceedings changed, or the workflow would oversleep. */
export function needsWake({ before, after, nextAt, sleepsUntil }: News): boolean {
  if (!before || before.status !== after.status) return true;
  if (levelsOf(before).join() !== levelsOf(after).join()) return true;
  return nextAt !== null && (sleepsUntil === null || nextAt < sleepsUntil);
}

const levelsOf = (c: Case): readonly Level[] => openProceedings(c).map((p) => p.level);
