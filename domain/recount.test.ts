// A holiday notice is published while cases are open: their dates are counted anew, once, with the old ones kept (C12).
import { describe, expect, it } from 'vitest';
import { type Calendar, CHINA, calendarOf } from './calendar/calendar.ts';
import { type CivilDate, civilDate, endOfDayMs, startOfDayMs } from './calendar/civil-date.ts';
import { EDITIONS, type YearEdition } from './calendar/editions.ts';
import { type Case, type CaseEvent, fold } from './case.ts';
import { DISTRICT, draws, opening, REGISTRAR } from './checking/random-life.ts';
import type { Command } from './command.ts';
import { decide, type World } from './decide.ts';
import { eventViolations, violations } from './invariants.ts';
import { forecast, timeCame } from './time-came.ts';

/** An invented notice: New Year from 30 December to 5 January, 27 December is worked. */
const year2027: YearEdition = {
  year: 2027,
  notice: '试〔2026〕1号',
  published: civilDate('2026-12-20'),
  verified: 'days',
  holidays: [{ name: '元旦', off: ['2026-12-30..01-05'], makeUp: ['2026-12-27'] }],
};
const LATER = calendarOf([...EDITIONS, year2027]);

const TEN = 36_000_000;
const at = (day: string, calendar: Calendar = CHINA): World => ({
  at: startOfDayMs(civilDate(day)) + TEN,
  calendar,
  directory: DISTRICT,
});

/** Arbitration filed on the 24th of December: five working days to accept, which the notice moves. */
function filed(): { c: Case; events: readonly CaseEvent[] } {
  const usual = opening(draws(1));
  if (usual.type !== 'open') throw new Error('no opening');
  const command: Command = { ...usual, facts: { ...usual.facts, workers: 1, commonClaim: false, migrantWages: false } };
  const ask = { caseId: 'new-year', commandId: 'c0', command, by: REGISTRAR } as const;
  const opened = decide(null, ask, at('2026-12-24'));
  if (!opened.after) throw new Error(JSON.stringify(opened.refusal));
  const by = { kind: 'party', person: 'w', party: 'W1' } as const;
  const go = { caseId: 'new-year', commandId: 'c1', command: { type: 'applyForArbitration' }, by } as const;
  const done = decide(opened.after, go, at('2026-12-24'));
  if (!done.after) throw new Error('not filed');
  return { c: done.after, events: [...opened.events, ...done.events] };
}

const due = (c: Case): { legal: CivilDate; provisional: boolean } | undefined =>
  c.clocks.find((k) => k.rule === 'arbitration-acceptance');

describe('a holiday notice that was awaited', () => {
  it('moves what is provisional in one event that keeps old, new and cause, and makes it final', () => {
    const { c, events } = filed();
    expect(due(c)).toMatchObject({ legal: '2026-12-31', provisional: true });
    const { after, events: brought } = timeCame(c, at('2026-12-24', LATER));
    expect(brought).toHaveLength(1);
    expect(brought[0]).toMatchObject({ type: 'recount', command: `time:0:recount:${LATER.id}`, by: { kind: 'time' } });
    expect(brought[0]?.effects).toContainEqual(
      expect.objectContaining({
        t: 'clock-moved',
        cause: 'calendar',
        before: { nominal: '2026-12-31', legal: '2026-12-31' },
        set: expect.objectContaining({ legal: '2027-01-06', provisional: false }),
      }),
    );
    expect(due(after)).toMatchObject({ legal: '2027-01-06', provisional: false });
    expect(after.calendar).toBe(LATER.id);
    expect(violations(after)).toEqual([]);
    expect(eventViolations([...events, ...brought])).toEqual([]);
    expect(fold([...events, ...brought])).toEqual(after);
  });

  it('is looked at once, and an older calendar never counts back', () => {
    const counted = timeCame(filed().c, at('2026-12-24', LATER)).after;
    expect(timeCame(counted, at('2026-12-24', LATER)).events).toEqual([]);
    expect(timeCame(counted, at('2026-12-24')).events).toEqual([]);
    expect(due(timeCame(counted, at('2026-12-25')).after)?.legal).toBe('2027-01-06');
  });

  it('counts before it lets anything lapse by the old day, and before a command is decided', () => {
    const { c } = filed();
    const late = timeCame(c, at('2027-01-04', LATER));
    expect(late.events.map((e) => e.type)).not.toContain('lapse');
    expect(late.events[0]?.type).toBe('recount');
    expect(late.events.every((e, i, all) => i === 0 || e.at >= (all[i - 1]?.at ?? 0))).toBe(true);
    const ask = { caseId: c.id, commandId: 'n', command: { type: 'note' }, by: REGISTRAR } as const;
    expect(decide(c, ask, at('2026-12-24', LATER)).events.map((e) => e.type)).toEqual(['recount', 'note']);
    const lapse = timeCame(c, at('2027-01-07', LATER)).events.find((e) => e.type === 'lapse');
    expect(lapse?.at).toBe(endOfDayMs(civilDate('2027-01-06')));
  });

  it('is foreseen by the new dates', () => {
    const { c } = filed();
    const [first] = forecast(c, at('2026-12-24', LATER), 10);
    const counted = timeCame(c, at('2026-12-24', LATER)).after;
    expect(forecast(counted, at('2026-12-24', LATER), 10)[0]).toEqual(first);
  });

  it('runs again what was overdue by the old day alone; a closed case is left as it is', () => {
    const late = timeCame(filed().c, at('2027-01-04')).after;
    expect(due(late)).toMatchObject({ state: 'overdue', legal: '2026-12-31' });
    expect(due(timeCame(late, at('2027-01-04', LATER)).after)).toMatchObject({ state: 'running', legal: '2027-01-06' });
    const closed: Case = { ...filed().c, status: 'closed' };
    expect(timeCame(closed, at('2026-12-24', LATER)).events).toEqual([]);
  });
});
