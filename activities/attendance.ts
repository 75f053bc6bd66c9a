// Looks all the time whether somebody or something carries each open case on (I6, I8): a case that nothing and nobody
// will ever move again must be known within a minute. Asks the record alone, so that it works while the engine is away.
import type { Db } from '../db/connection.ts';
import { type Statement, statement } from '../db/statement.ts';
import type { Duty, Watch } from './patrol.ts';

const EVERY_MS = 20_000;
/** Later than this, sweeper and workflow should both have acted. */
export const OVERDUE_S = 60;

interface Attendance {
  /** Open, no instant to come, and nobody is asked to do anything. */
  readonly stuck: number;
  readonly stuckCases: string | null;
  /** Open cases with a duty that no active person holds. */
  readonly unowned: number;
  readonly unownedCases: string | null;
  /** How long the oldest instant waits that has come, s; cases with a fault wait for a person. */
  readonly overdue: number;
  readonly faults: number;
}

/** How it stands at this moment. */
export const attendanceNow: Statement<Attendance> = statement(
  'attendance',
  `with stuck as (
    select c.id from cases c where c.status = 'open' and c.next_at is null
      and not exists (select from tasks t where t.case_id = c.id and t.closed_at is null)
  ), unowned as (
    select distinct t.case_id as id from tasks t left join people p on p.id = t.person and p.active
    where t.closed_at is null and t.role is not null and p.id is null
  )
  select (select count(*)::int from stuck) as stuck,
    (select string_agg(id::text, ' ') from (select id from stuck limit 10) s) as "stuckCases",
    (select count(*)::int from unowned) as unowned,
    (select string_agg(id::text, ' ') from (select id from unowned limit 10) u) as "unownedCases",
    (select coalesce(greatest(0, extract(epoch from clock_timestamp() - min(c.next_at))), 0)::float8 from cases c
      where c.next_at <= clock_timestamp()
        and not exists (select from faults f where f.case_id = c.id and f.resolved_at is null)) as overdue,
    (select count(*)::int from faults where resolved_at is null) as faults`,
);

/** The duty that sees to it. */
export function attendance(db: Db, watch: Watch): Duty {
  return {
    name: 'attendance',
    everyMs: EVERY_MS,
    round: async () => {
      const [now] = await attendanceNow(db.orm);
      if (!now) throw new Error('no answer');
      tell(watch, now);
      return undefined;
    },
  };
}

function tell(watch: Watch, { stuck, stuckCases, unowned, unownedCases, overdue, faults }: Attendance): void {
  watch.gauge('jiefen_stuck_cases', stuck);
  watch.gauge('jiefen_unowned_cases', unowned);
  watch.gauge('jiefen_overdue_seconds', overdue);
  watch.gauge('jiefen_open_faults', faults);
  if (stuck > 0) watch.say('error', 'open cases that nothing and nobody carries on', { stuck, stuckCases });
  if (unowned > 0) watch.say('warn', 'duties that nobody holds', { unowned, unownedCases });
  if (overdue > OVERDUE_S) watch.say('error', 'an instant has come and nobody acted', { overdue: Math.round(overdue) });
}
