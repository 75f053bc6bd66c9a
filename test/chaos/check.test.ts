import { describe, expect, it } from 'vitest';
import { type Calendar, CHINA, calendarOf } from '../../domain/calendar/calendar.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { EDITIONS } from '../../domain/calendar/editions.ts';
import { databaseAt, drill, legalAt } from '../../domain/calendar/legal-time.ts';
import type { Actor, Case, CaseEvent } from '../../domain/case.ts';
import type { Command } from '../../domain/command.ts';
import { decide } from '../../domain/decide.ts';
import { nextInstant, timeCame } from '../../domain/time-came.ts';
import { type CaseRecord, type EventRow, type Evidence, judge, quantile, type Rule } from './check.ts';
import { type Call, saidOf } from './journal.ts';

const TIMELINE = drill(1_000_000, startOfDayMs(civilDate('2026-03-02')), 1_000);
const DISTRICT = '11111111-1111-4111-8111-111111111111';
const CLERK = '22222222-2222-4222-8222-222222222222';
const BY: Actor = { kind: 'staff', person: CLERK, role: 'registrar', org: DISTRICT };
const bodies = new Map([
  [DISTRICT, { id: DISTRICT, parent: null, level: 'district' as const, identity: null, active: true }],
]);
const world = (now: number) => ({ at: legalAt(TIMELINE, now), calendar: CHINA, directory: { version: '1', bodies } });

const OPEN: Command = {
  type: 'open',
  parties: ['W1', 'E1'],
  claims: [{ type: 'remuneration', party: 'W1', amountFen: 100_000 }],
  facts: {
    industry: 'catering',
    workers: 1,
    commonClaim: false,
    migrantWages: false,
    wageIou: false,
    knownOn: null,
    employmentEndedOn: null,
    place: { enterprise: null, community: null, park: null, town: null, district: DISTRICT },
    priorArbitration: null,
  },
  stepwise: false,
  registeredBy: DISTRICT,
};

/** A small true history: opened, negotiation asked for, and the answer's period lapses by itself. */
function lived(first: Calendar = CHINA): { record: CaseRecord; calls: Call[]; readAt: number } {
  const events: EventRow[] = [];
  const held: { life: Case | null } = { life: null };
  let now = TIMELINE.anchorMs + 100;
  const note = (decided: readonly CaseEvent[], after: Case | null) => {
    for (const body of decided)
      events.push({
        seq: body.seq,
        commandId: body.command,
        type: body.type,
        actor: body.by.kind === 'time' ? null : body.by.person,
        recordedAt: now,
        committedAt: now + 2.5,
        since: decided[0]?.seq ?? 0,
        body,
      });
    held.life = after ?? held.life;
  };
  const give = (commandId: string, command: Command, calendar = CHINA) => {
    const {
      events: made,
      after,
      refusal,
    } = decide(held.life, { caseId: 'case', commandId, command, by: BY }, { ...world(now), calendar });
    expect(refusal).toBeNull();
    note(made, after);
    now += 300;
  };
  give(`${CLERK}:key-1`, OPEN, first);
  give('key-2', { type: 'requestNegotiation', for: 'W1' });
  give('key-3', { type: 'note' });
  while (events.at(-1)?.type !== 'lapse') {
    const at = held.life;
    const next = at && nextInstant(at, CHINA);
    if (!at || !next) throw new Error('nothing is due');
    now = databaseAt(TIMELINE, next.at) + 40;
    const { events: made, after } = timeCame(at, world(now));
    note(made, after);
  }
  const calls = events.flatMap((event) => (event.actor ? [callOf(event, events)] : []));
  const status = 'open';
  return { record: { id: 'case', timeline: TIMELINE, status, seq: events.length, events }, calls, readAt: now + 100 };
}

function callOf(event: EventRow, all: readonly EventRow[]): Call {
  const decision = all.filter(({ seq }) => seq >= event.since && seq <= event.seq);
  return {
    key: event.commandId.replace(`${CLERK}:`, ''),
    person: CLERK,
    what: event.type,
    caseId: 'case',
    sentAt: event.recordedAt - 5,
    answeredAt: event.recordedAt + 5,
    outcome: 'ok',
    status: 200,
    answer: null,
    seq: event.seq,
    events: saidOf(decision.map(({ body }) => body)),
    unknown: 0,
    repeats: 0,
    repeatsElsewhere: 0,
  };
}

type Lived = ReturnType<typeof lived>;
const rulesOf = ({ record, calls, readAt }: Lived, more: Partial<Evidence> = {}): Rule[] =>
  judge({ calls, cases: [record], readAt, sights: [], windows: [], ...more }).findings.map(({ rule }) => rule);
const withEvents = (l: Lived, change: (events: readonly EventRow[]) => readonly EventRow[]): Lived => {
  const events = change(l.record.events);
  return { ...l, record: { ...l.record, events, seq: events.length } };
};
const changed = (at: number, change: Partial<EventRow>) => (events: readonly EventRow[]) =>
  events.map((event, i) => (i === at ? { ...event, ...change } : event));
const changedCall = (l: Lived, at: number, change: Partial<Call>): Lived => ({
  ...l,
  calls: l.calls.map((call, i) => (i === at ? { ...call, ...change } : call)),
});

describe('the checker', () => {
  it('knows the recount by a newer calendar: once, before what is due, and of nobody else', () => {
    const l = lived(calendarOf(EDITIONS.slice(0, -1)));
    expect(l.record.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['open', 'recount', 'lapse']));
    expect(rulesOf(l)).toEqual([]);
    const again = withEvents(l, (events) =>
      events.flatMap((event) => (event.type === 'recount' ? [event, event] : [event])),
    );
    expect(rulesOf(again)).toContain('time-acted-wrongly');
    const late = withEvents(l, (events) =>
      events.map((event) =>
        event.type === 'recount' ? { ...event, body: { ...event.body, at: event.body.at + 400 * 86_400_000 } } : event,
      ),
    );
    expect(rulesOf(late)).toContain('time-acted-wrongly');
  });

  it('finds nothing in a true history, and how late time acted', () => {
    const { record, calls, readAt } = lived();
    const { findings, lateness } = judge({ calls, cases: [record], readAt, sights: [], windows: [] });
    expect(findings).toEqual([]);
    expect(lateness.length).toBeGreaterThanOrEqual(2);
    for (const { lateMs } of lateness) expect(lateMs).toBeCloseTo(42.5, 0);
  });

  it.each<[Rule, (l: Lived) => Lived]>([
    [
      'lost',
      (l) => withEvents(l, (events) => events.filter(({ seq }) => seq !== 3).map((e, i) => ({ ...e, seq: i + 1 }))),
    ],
    ['doubled', (l) => withEvents(l, (events) => [...events, { ...(events[2] ?? fail()), seq: events.length + 1 }])],
    ['phantom', (l) => ({ ...l, calls: l.calls.slice(0, 2) })],
    ['refused-but-recorded', (l) => changedCall(l, 2, { outcome: 'refused', status: 409 })],
    ['answer-differs', (l) => changedCall(l, 2, { events: 'others' })],
    ['answer-differs', (l) => changedCall(l, 2, { seq: 9 })],
    ['answer-differs', (l) => withEvents(l, changed(1, { actor: 'somebody else' }))],
    ['gap', (l) => withEvents(l, changed(2, { seq: 4 }))],
    ['not-a-fold', (l) => ({ ...l, record: { ...l.record, seq: 99 } })],
    [
      'early',
      (l) => withEvents(l, (e) => changed(e.length - 1, { committedAt: (e.at(-1)?.recordedAt ?? 0) - 900 })(e)),
    ],
    ['clock-differs', (l) => withEvents(l, changed(2, { committedAt: 1 }))],
    ['clock-differs', (l) => withEvents(l, changed(1, { recordedAt: 1_000_000 }))],
    ['deadline-missed', (l) => ({ ...l, readAt: l.readAt + 400 * 1_000 + 60_000 })],
  ])('sees %s', (rule, spoil) => {
    expect(rulesOf(spoil(lived()))).toContain(rule);
  });

  it('sees an instant that was passed over, and one that is acted on twice', () => {
    const l = lived();
    const dropped = withEvents(l, (events) => {
      const time = events.findIndex(({ body }) => body.by.kind === 'time');
      return events.filter((_, i) => i !== time).map((e, i) => ({ ...e, seq: i + 1, body: { ...e.body, seq: i + 1 } }));
    });
    expect(rulesOf(dropped)).toContain('time-acted-wrongly');
    const twice = withEvents(l, (events) => {
      const last = events.at(-1) ?? fail();
      const seq = events.length + 1;
      return [...events, { ...last, seq, commandId: `${last.commandId}:again`, body: { ...last.body, seq } }];
    });
    expect(rulesOf(twice)).toContain('time-acted-wrongly');
  });

  it('sees a command that passed over a deadline', () => {
    const l = lived();
    const late = withEvents(l, (events) => {
      const note = events[2] ?? fail();
      return [...events.slice(0, 2), { ...note, recordedAt: l.readAt + 400_000, committedAt: l.readAt + 400_001 }];
    });
    expect(rulesOf(late)).toContain('deadline-skipped');
  });

  it('accepts both outcomes of a command that was given up', () => {
    const l = lived();
    expect(rulesOf(changedCall(l, 2, { outcome: 'pending' }))).toEqual([]);
    expect(rulesOf(changedCall(l, 2, { outcome: 'refused', status: 409, unknown: 1 }))).toEqual([]);
    const given = { ...(l.calls[2] ?? fail()), key: 'key-never', outcome: 'pending' as const };
    expect(rulesOf({ ...l, calls: [...l.calls, given] })).toEqual([]);
  });

  it('forgives lateness around a fault, but not when calm, not after healing, not when only the engine was away', () => {
    const l = withEvents(lived(), (events) =>
      changed(events.length - 1, { committedAt: (events.at(-1)?.recordedAt ?? 0) + 40_000 })(
        changed(events.length - 1, { recordedAt: (events.at(-1)?.recordedAt ?? 0) + 39_999 })(events),
      ),
    );
    const due = l.record.events.at(-1)?.recordedAt ?? 0;
    expect(rulesOf(l)).toContain('late-when-calm');
    expect(rulesOf(l, { windows: [{ what: 'x', hit: 'other', from: due - 41_000, to: due }] })).toEqual([]);
    expect(rulesOf(l, { windows: [{ what: 'x', hit: 'engine', from: due - 41_000, to: due }] })).toEqual([
      'late-without-engine',
    ]);
  });
});

describe('quantiles', () => {
  it('are by nearest rank', () => {
    expect([quantile([], 0.5), quantile([7], 0.99), quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.99)]).toEqual(
      [0, 7, 2, 4],
    );
  });
});

function fail(): never {
  throw new Error('the history is shorter than the test thinks');
}
