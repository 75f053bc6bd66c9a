// A new holiday notice reaches the record: all open cases are counted by it, once, armed anew, and verify agrees.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Watch } from '../../activities/patrol.ts';
import { recounter } from '../../activities/sweeper.ts';
import { rows } from '../../db/connection.ts';
import { addTimeline } from '../../db/legal-time.ts';
import { type Offices, officesOf } from '../../db/offices.ts';
import { openCase } from '../../db/open-case.ts';
import { record } from '../../db/record.ts';
import { recountAfter } from '../../db/sweep.ts';
import { verifyRecord } from '../../db/verify.ts';
import type { Difference } from '../../db/verify-case.ts';
import { CHINA, calendarOf } from '../../domain/calendar/calendar.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { EDITIONS } from '../../domain/calendar/editions.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';

/** An invented notice. */
const LATER = calendarOf([
  ...EDITIONS,
  {
    year: 2027,
    notice: '试〔2026〕1号',
    published: civilDate('2026-12-20'),
    verified: 'days',
    holidays: [{ name: '元旦', off: ['2026-12-30..01-05'], makeUp: ['2026-12-27'] }],
  },
]);
const FIRST = '00000000-0000-0000-0000-000000000000';
const quiet: Watch = { gauge: () => undefined, count: () => undefined, say: () => undefined };

let fresh: FreshDatabase;
let town: SmallTown;
const ids: string[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  town = await smallTown(fresh.db);
  const timelineId = await addTimeline(fresh.db.orm, startOfDayMs(civilDate('2026-12-24')) + 36_000_000, 0.001);
  for (const n of [1, 2, 3]) {
    const opened = await openCase(fresh.db, {
      commandId: `open-${n}`,
      command: wageCase(town, { employmentEndedOn: civilDate('2026-02-20') }),
      by: town.registrar,
      trackingKey: new Uint8Array(32).fill(7),
      timelineId,
    });
    if (opened.outcome !== 'recorded') throw new Error(JSON.stringify(opened));
    ids.push(opened.case.id);
    const ask = { caseId: opened.case.id, by: town.worker };
    await record(fresh.db, { ...ask, commandId: 'file', command: { type: 'applyForArbitration' } });
  }
  const [closed = ''] = ids;
  await record(fresh.db, {
    caseId: closed,
    commandId: 'off',
    by: town.worker,
    command: { type: 'withdraw' },
  });
  await record(fresh.db, {
    caseId: closed,
    commandId: 'give-up',
    by: town.worker,
    command: { type: 'withdrawClaim', claim: 1 },
  });
  const end = await record(fresh.db, {
    caseId: closed,
    commandId: 'end',
    by: town.registrar,
    command: { type: 'close' },
  });
  expect(end.outcome).toBe('recorded');
});
afterAll(() => fresh?.drop());

async function differences(calendar = CHINA): Promise<Difference[]> {
  const found: Difference[] = [];
  await verifyRecord(fresh.db, (difference) => found.push(difference), calendar);
  return found;
}

const later = async (): Promise<Offices> => ({ ...(await officesOf(fresh.db)), calendar: LATER });

it('counts every open case anew, once; verify tells before and agrees after', async () => {
  expect(await differences()).toEqual([]);
  expect((await differences(LATER)).filter((d) => d.invariant === 'I10')).not.toEqual([]);
  const first = await recountAfter(fresh.db, FIRST, await later());
  expect(first.cases).toBe(2);
  expect(await recountAfter(fresh.db, first.last ?? '', await later())).toEqual({ cases: 0, last: null });
  expect(await recountAfter(fresh.db, FIRST, await later())).toMatchObject({ cases: 0 });
  expect(await differences(LATER)).toEqual([]);
  const found = await rows<{ legal: string; provisional: boolean; armed: boolean; woken: boolean }>(
    fresh.db.orm,
    sql`select k.legal::text, c.provisional, c.next_at is not null as armed,
        exists (select from wakes w where w.case_id = c.id) as woken
      from clocks k join cases c on c.id = k.case_id
      where k.rule = 'arbitration-acceptance' and c.status = 'open'`,
  );
  expect(found).toEqual([1, 2].map(() => ({ legal: '2027-01-06', provisional: false, armed: true, woken: true })));
});

it('is done by the sweeper of a newer build and never undone by an older one', async () => {
  const step = recounter(fresh.db, quiet);
  expect(await step()).toBe(true);
  expect(await step()).toBe(false);
  const recounts = await rows<{ n: number }>(
    fresh.db.orm,
    sql`select count(*)::int as n from events where type = 'recount'`,
  );
  expect(recounts).toEqual([{ n: 2 }]);
});
