// Up and down the supervisors' ladder by hand: who may, with what words, and how time goes on from there. All synthetic.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRung, placesOf, standingOf } from '../attention/supervision.ts';
import { addDays, civilDate, startOfDayMs } from '../calendar/civil-date.ts';
import { type Actor, type Case, type CaseEvent, clockOf, fold, isRunning } from '../case.ts';
import { DISTRICT, worldAt } from '../checking/random-life.ts';
import type { Command } from '../command.ts';
import { decide, type Refusal } from '../decide.ts';
import { eventViolations, violations } from '../invariants.ts';
import type { StaffRole } from '../roles.ts';
import { nextInstant, timeCame } from '../time-came.ts';
import { actionsOf } from './actions.ts';

const staff = (role: StaffRole, org: string): Actor => ({ kind: 'staff', person: role, role, org });
const ARBITRATOR = staff('arbitrator', 'commission');
const DIRECTOR = staff('commission-director', 'commission');
const DIVISION = staff('division-head', 'district');
const DEPUTY = staff('deputy-director', 'district');
const WORKER: Actor = { kind: 'party', person: 'w', party: 'W1' };
const REASON = { reason: 'hard-case' };

/** 10:00 of that day. */
const world = (day: string) => ({ ...worldAt(startOfDayMs(civilDate(day)) + 36_000_000), directory: DISTRICT });

/** A wage case of 2026-03-02 that goes to arbitration. */
class Story {
  events: CaseEvent[] = [];
  c: Case | null = null;

  constructor() {
    const place = { enterprise: null, community: null, park: null, town: 'town', district: 'district' };
    this.give('2026-03-02', staff('registrar', 'town'), {
      type: 'open',
      parties: ['W1', 'E1'],
      claims: [{ type: 'remuneration', party: 'W1', amountFen: 100 }],
      stepwise: false,
      registeredBy: 'town',
      facts: {
        ...{ industry: 'catering', workers: 1, commonClaim: false, migrantWages: false, wageIou: false },
        ...{ knownOn: null, employmentEndedOn: null, priorArbitration: null, place },
      },
    });
    this.give('2026-03-02', WORKER, { type: 'applyForArbitration' });
  }

  give(day: string, by: Actor, command: Command): Refusal | null {
    const ask = { caseId: 'story', commandId: `c${this.events.length}`, command, by };
    const { refusal, events, after } = decide(this.c, ask, world(day));
    this.take(events, after);
    return refusal;
  }

  wait(day: string): readonly CaseEvent[] {
    const { events, after } = timeCame(this.now, world(day));
    this.take(events, after);
    return events;
  }

  private take(events: readonly CaseEvent[], after: Case | null): void {
    this.events.push(...events);
    this.c = after;
    expect(violations(this.now)).toEqual([]);
    expect(eventViolations(this.events)).toEqual([]);
    expect(fold(this.events)).toEqual(this.now);
  }

  get now(): Case {
    if (!this.c) throw new Error('no case');
    return this.c;
  }

  standing = (): number => standingOf(this.now, 1);
  rungs = () =>
    this.events.flatMap((e) =>
      e.effects.flatMap((x) => (x.t === 'escalated' ? [`${e.on} ${x.rung} ${e.command}`] : [])),
    );
  /** Whom the last event told what. */
  told = () =>
    this.events
      .at(-1)
      ?.effects.flatMap((x) =>
        x.t === 'notice' && 'office' in x.to ? [`${x.template} ${x.to.role} ${x.to.office}`] : [],
      );
}

/** Everything of the clocks that the law knows. */
const legal = (c: Case) => c.clocks.map(({ rungs: _, lowered: __, ...rest }) => rest);

describe('by hand', () => {
  it('goes up one rung at a time, tells the unit and who stands there, and touches no period', () => {
    const story = new Story();
    const before = legal(story.now);
    expect(story.give('2026-03-02', ARBITRATOR, { type: 'raise', ...REASON })).toBeNull();
    expect([story.standing(), story.told()]).toEqual([
      1,
      ['raised arbitrator commission', 'raised commission-director commission'],
    ]);
    expect(story.give('2026-03-02', DIRECTOR, { type: 'raise', ...REASON })).toBeNull();
    expect(story.give('2026-03-02', DIVISION, { type: 'raise', ...REASON })).toBeNull();
    expect([story.standing(), story.told()]).toEqual([
      3,
      ['raised arbitrator commission', 'raised deputy-director commission'],
    ]);
    expect(story.give('2026-03-02', DEPUTY, { type: 'raise', ...REASON })?.because.en).toMatch(/highest supervisor/);
    expect(legal(story.now)).toEqual(before);
  });

  it('comes down by who stands there or above, never from below, and tells both', () => {
    const story = new Story();
    expect(story.give('2026-03-02', DIVISION, { type: 'lower', ...REASON })?.because.zh).toMatch(/没有提级/);
    story.give('2026-03-02', ARBITRATOR, { type: 'raise', ...REASON });
    story.give('2026-03-02', DIRECTOR, { type: 'raise', ...REASON });
    for (const by of [ARBITRATOR, DIRECTOR])
      expect(story.give('2026-03-02', by, { type: 'lower', ...REASON })).toMatchObject({ code: 'not-yours' });
    expect(story.give('2026-03-02', DIVISION, { type: 'lower', ...REASON })).toBeNull();
    expect([story.standing(), story.told()]).toEqual([
      1,
      ['lowered arbitrator commission', 'lowered commission-director commission', 'lowered division-head commission'],
    ]);
    expect(story.give('2026-03-02', DIRECTOR, { type: 'lower', ...REASON })).toBeNull();
    expect([story.standing(), story.told()]).toEqual([
      0,
      ['lowered arbitrator commission', 'lowered commission-director commission'],
    ]);
  });

  it('wants a reason, and somebody who is responsible', () => {
    const story = new Story();
    expect(story.give('2026-03-02', ARBITRATOR, { type: 'raise' })).toMatchObject({
      code: 'reason-missing',
      because: { zh: '提级、降级督办须写明理由。' },
    });
    expect(story.give('2026-03-02', WORKER, { type: 'raise', ...REASON })?.code).toBe('not-yours');
    expect(story.give('2026-03-02', staff('arbitrator', 'commission-2'), { type: 'raise', ...REASON })?.code).toBe(
      'not-yours',
    );
    expect(story.give('2026-03-02', ARBITRATOR, { type: 'raise', ...REASON, clock: 99 })?.code).toBe(
      'clock-not-running',
    );
    story.give('2026-03-02', ARBITRATOR, { type: 'raise', ...REASON });
    expect(story.give('2026-03-02', DIRECTOR, { type: 'lower' })?.code).toBe('reason-missing');
  });

  it('names the ladder where several run, and goes with its proceeding', () => {
    const story = new Story();
    story.give('2026-03-02', WORKER, { type: 'registerPetition', matter: 'wages' });
    expect(placesOf(story.now).map(({ proceeding }) => proceeding)).toEqual([1, 2]);
    expect(story.give('2026-03-02', DIRECTOR, { type: 'raise', ...REASON })?.code).toBe('say-which-proceeding');
    expect(story.give('2026-03-02', DIRECTOR, { type: 'raise', ...REASON, proceeding: 2 })).toBeNull();
    expect(story.told()).toEqual(['raised petition-officer petitions', 'raised authority-head petitions']);
    expect([standingOf(story.now, 1), standingOf(story.now, 2)]).toEqual([0, 1]);
    expect(story.give('2026-03-02', DIRECTOR, { type: 'raise', ...REASON, proceeding: 3 })?.code).toBe(
      'not-in-this-state',
    );
    const mine = actionsOf(story.now, DIVISION, world('2026-03-02')).filter(({ command }) => command === 'lower');
    expect(mine.map((a) => [a.proceeding, a.refusal?.code])).toEqual([
      [1, 'not-in-this-state'],
      [2, 'not-yours'],
    ]);
  });

  it('is offered with its obstacle in words', () => {
    const story = new Story();
    const asked = (by: Actor) => actionsOf(story.now, by, world('2026-03-02'));
    expect(asked(ARBITRATOR).find((a) => a.command === 'raise')).toMatchObject({
      refusal: null,
      name: { zh: '提级督办' },
    });
    expect(asked(DEPUTY).find((a) => a.command === 'lower')?.refusal?.because.en).toMatch(/was not raised/);
    expect(asked(WORKER).find((a) => a.command === 'raise')?.refusal?.code).toBe('not-yours');
  });
});

// The commission has until Monday 2026-03-09 to accept; its ladder: 1, 3 and 5 working days after that.
describe('time goes on from there', () => {
  const overdue = (day: string): Story => {
    const story = new Story();
    story.wait(day);
    return story;
  };
  const climbed = (story: Story) => story.rungs().map((one) => one.slice(0, 12));

  it('as ever, where nobody interferes', () => {
    const story = overdue('2026-03-31');
    expect(story.rungs()).toEqual([
      expect.stringMatching(/^2026-03-10 1 time:\d+:escalate:1$/),
      expect.stringMatching(/^2026-03-12 2 time:\d+:escalate:2$/),
      expect.stringMatching(/^2026-03-16 3 time:\d+:escalate:3$/),
    ]);
  });

  it('passes over who was told by hand; the others hear of it on their day', () => {
    const story = new Story();
    for (const by of [ARBITRATOR, DIRECTOR]) story.give('2026-03-02', by, { type: 'raise', ...REASON });
    story.wait('2026-03-31');
    expect(climbed(story)).toEqual(['2026-03-16 3']);
  });

  it('brought down before anything is late, it climbs as if it had never been raised', () => {
    const story = new Story();
    story.give('2026-03-02', ARBITRATOR, { type: 'raise', ...REASON });
    story.give('2026-03-03', DIRECTOR, { type: 'lower', ...REASON });
    story.wait('2026-03-31');
    expect(climbed(story)).toEqual(['2026-03-10 1', '2026-03-12 2', '2026-03-16 3']);
  });

  it('brought down, the duty stays overdue and the days of the ladder are counted again', () => {
    const story = overdue('2026-03-17');
    const before = legal(story.now);
    expect(story.standing()).toBe(3);
    expect(story.give('2026-03-17', DEPUTY, { type: 'lower', ...REASON })).toBeNull();
    expect([story.standing(), legal(story.now)]).toEqual([2, before]);
    expect(story.give('2026-03-17', DIVISION, { type: 'lower', ...REASON })).toBeNull();
    expect(story.give('2026-03-17', DIRECTOR, { type: 'lower', ...REASON })).toBeNull();
    expect(story.standing()).toBe(0);
    story.wait('2026-03-31');
    // Tuesday the 17th and 1, 3, 5 working days.
    expect(climbed(story).slice(3)).toEqual(['2026-03-18 1', '2026-03-20 2', '2026-03-24 3']);
    expect(new Set(story.events.map((e) => e.command)).size).toBe(story.events.length);
  });

  it('a step down gives the rung below the days that the ladder gives it', () => {
    const story = overdue('2026-03-17');
    story.give('2026-03-17', DEPUTY, { type: 'lower', ...REASON });
    story.wait('2026-03-31');
    expect(climbed(story).slice(3)).toEqual(['2026-03-19 3']);
  });

  it('bringing it down keeps nobody from hearing of it for the first time on his day', () => {
    const story = overdue('2026-03-13');
    expect(story.standing()).toBe(2);
    story.give('2026-03-13', DIVISION, { type: 'lower', ...REASON });
    story.wait('2026-03-31');
    expect(climbed(story).slice(2)).toEqual(['2026-03-16 3']);
  });

  it('and again after every time that it is brought down', () => {
    const story = overdue('2026-03-17');
    for (const day of ['2026-03-17', '2026-03-19', '2026-03-23']) {
      story.wait(day);
      story.give(day, DEPUTY, { type: 'lower', ...REASON });
    }
    story.wait('2026-04-30');
    expect(climbed(story).slice(3)).toEqual(['2026-03-19 3', '2026-03-23 3', '2026-03-25 3']);
    expect(new Set(story.events.map((e) => e.command)).size).toBe(story.events.length);
  });

  it('is over when the duty is done, and stays raised by hand until somebody brings it down', () => {
    const story = overdue('2026-03-10');
    story.give('2026-03-10', DIRECTOR, { type: 'raise', ...REASON });
    expect(story.standing()).toBe(2);
    const late = story.now.clocks.find((k) => k.state === 'overdue');
    story.give('2026-03-10', ARBITRATOR, { type: 'acceptCase' });
    expect(isRunning(clockOf(story.now, late?.no ?? 0))).toBe(false);
    expect(story.standing()).toBe(2);
    expect(nextInstant(story.now, world('2026-03-10').calendar)?.what).not.toBe('escalate');
    story.give('2026-03-11', DEPUTY, { type: 'lower', ...REASON });
    expect(story.standing()).toBe(1);
  });

  it('whatever is done by hand, a duty that stays undone goes on climbing while anybody is above', () => {
    const step = fc.record({
      type: fc.constantFrom('raise' as const, 'lower' as const),
      days: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const story = new Story();
        let day = civilDate('2026-03-02');
        for (const { type, days } of steps) {
          day = addDays(day, days);
          story.wait(day);
          story.give(day, DEPUTY, { type, ...REASON });
          const late = story.now.clocks.find((k) => k.state === 'overdue');
          if (!late) continue;
          const next = nextRung(story.now, late, world(day).calendar);
          expect(next === null).toBe(story.standing() === 3);
          expect(next === null || next.rung > story.standing()).toBe(true);
          expect(next === null || startOfDayMs(next.on) + 32_400_000 > world(day).at).toBe(true);
        }
        expect(new Set(story.events.map((e) => e.command)).size).toBe(story.events.length);
      }),
      { numRuns: 60 },
    );
  });
});
