// What a workflow is told of its case: ids, codes, instants and days, nothing of a person.
import type { Calendar } from '../domain/calendar/calendar.ts';
import { beijingDate } from '../domain/calendar/civil-date.ts';
import { type Case, type Clock, clockOf, type Level } from '../domain/case.ts';
import { nextInstant } from '../domain/time-came.ts';
import { epochMs } from './case-file.ts';
import type { Queries } from './connection.ts';
import { leadingProceeding, levelsOf } from './read-model.ts';
import { type Statement, statement } from './statement.ts';

export interface Life {
  readonly seq: number;
  readonly closed: boolean;
  readonly level: Level | null;
  readonly state: string | null;
  /** The levels it has been through, in that order. */
  readonly levels: readonly Level[];
  /** Real milliseconds from now by the database clock until a clock wants attention; null: none does. */
  readonly nextInMs: number | null;
  /** The same as a real instant, ISO. */
  readonly nextAt: string | null;
  /** For an operator: `arbitration-award 45 d, lapse 2026-05-18`. */
  readonly summary: string;
  /** Notices that wait to be delivered. */
  readonly notices: number;
}

export interface LifeRow {
  readonly life: Case;
  readonly now: number;
  readonly next_at: number | null;
  readonly notices: number;
}

// Reading and noting what was told are one statement: else a decision between them would be thought known.
const TELL = 'update cases c set driven_seq = c.seq, driven_for = c.next_at where c.id = $1';
const TOLD = `returning c.life, ${epochMs('clock_timestamp()')} as now, ${epochMs('c.next_at')} as next_at,
    (select count(*)::int from notices n where n.case_id = c.id and n.state = 'waiting') as notices`;
const tell: Statement<LifeRow> = statement('tell-life', `${TELL} ${TOLD}`);
const tellUnlessDue: Statement<LifeRow> = statement(
  'tell-unless-due',
  `${TELL} and (c.next_at is null or c.next_at > clock_timestamp()) ${TOLD}`,
);

/** Notes that the workflow knows the case as it is now. null: there is no such case. */
export async function tellLife(on: Queries, caseId: string): Promise<LifeRow | null> {
  const [row] = await tell(on, caseId);
  return row ?? null;
}

/** The same where nothing is due by the database's clock. null: something is, or there is no such case. */
export async function tellLifeUnlessDue(on: Queries, caseId: string): Promise<LifeRow | null> {
  const [row] = await tellUnlessDue(on, caseId);
  return row ?? null;
}

export function lifeOfRow({ life, now, next_at, notices }: LifeRow, calendar: Calendar): Life {
  const leading = leadingProceeding(life);
  return {
    seq: life.seq,
    closed: life.status === 'closed',
    level: leading?.level ?? null,
    state: leading?.state ?? null,
    levels: levelsOf(life),
    nextInMs: next_at === null ? null : Math.max(0, next_at - now),
    nextAt: next_at === null ? null : new Date(next_at).toISOString(),
    summary: summaryOf(life, calendar),
    notices,
  };
}

/** What the case waits for, in codes and days. */
export function summaryOf(c: Case, calendar: Calendar): string {
  const instant = nextInstant(c, calendar);
  if (!instant) return c.status === 'closed' ? 'closed' : 'waits for a person';
  const clock = clockOf(c, instant.clock);
  return `${clock.rule} ${lengthOf(clock)}, ${instant.what} ${beijingDate(instant.at)}`;
}

const UNITS = { day: 'd', workday: 'wd', month: 'mo', year: 'y' } as const;

function lengthOf({ length, extension }: Clock): string {
  const base = 'until' in length ? `until ${length.until}` : `${length.n} ${UNITS[length.unit]}`;
  return extension ? `${base} + ${extension.n} ${UNITS[extension.unit]}` : base;
}
