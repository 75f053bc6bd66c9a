// Petitions lived through: sorting, jurisdiction, simple handling, three levels, plan, clearance, relapse. Synthetic.
import { describe, expect, it } from 'vitest';
import { tasksOf } from '../attention/tasks.ts';
import { unservedOf } from '../attention/unserved.ts';
import { addDays, beijingDate, type CivilDate, civilDate, startOfDayMs } from '../calendar/civil-date.ts';
import type { Actor, Case, CaseEvent, Clock } from '../case.ts';
import { nextOnPlan, PETITION_MATTER, SYNTHETIC_PLAN, SYNTHETIC_TEXTS } from '../checking/plan-life.ts';
import { draws, live, opening, REGISTRAR, START, worldAt } from '../checking/random-life.ts';
import { dailyBalances } from '../clearance/balance.ts';
import { clearanceFacts } from '../clearance/facts.ts';
import type { Command } from '../command.ts';
import { decide } from '../decide.ts';
import type { RefusalCode } from '../deciding/refusals.ts';
import { eventViolations, violations } from '../invariants.ts';
import type { StaffRole } from '../roles.ts';
import type { ClockId } from '../rulebook/rulebook.ts';
import { timeCame } from '../time-came.ts';
import { CONDUCT, type ConductStep, conductObstacle, isInWorkingViews } from './conduct.ts';

const staff = (role: StaffRole, org: string): Actor => ({ kind: 'staff', person: `${role}-0`, role, org });
const OFFICER = staff('petition-officer', 'petitions');
const HEAD = staff('authority-head', 'petitions');
const STREET = staff('station-head', 'town');
const DISTRICT_HEAD = staff('division-head', 'district');
const W: Actor = { kind: 'party', person: 'person-W1', party: 'W1' };

/** One case; days are counted from its opening. */
class Life {
  c: Case;
  events: CaseEvent[];
  private minute = 0;

  constructor(workers: readonly ['W1', ...'W2'[]] = ['W1']) {
    const usual = opening(draws(1));
    if (usual.type !== 'open') throw new Error('no opening');
    const facts = { ...usual.facts, workers: 1, commonClaim: false, priorArbitration: null };
    const claims = [{ type: 'remuneration', party: 'W1', amountFen: 1000 }] as const;
    const command: Command = { ...usual, parties: [...workers, 'E1'], claims, facts, stepwise: false };
    const { after, events } = decide(null, { caseId: 'p', commandId: 'c0', command, by: REGISTRAR }, this.world(0));
    if (!after) throw new Error('not opened');
    this.c = after;
    this.events = [...events];
  }

  world(day: number): ReturnType<typeof worldAt> {
    this.minute += 1;
    return worldAt(startOfDayMs(addDays(START, day)) + 36_000_000 + this.minute * 1000);
  }

  give(day: number, by: Actor, command: Command): RefusalCode | null {
    const asked = { reason: 'because', ...command };
    const ask = { caseId: 'p', commandId: `c${this.c.seq + 1}`, command: asked, by };
    const { refusal, events, after } = decide(this.c, ask, this.world(day));
    this.events.push(...events);
    this.c = after ?? this.c;
    expect(violations(this.c)).toEqual([]);
    return refusal?.code ?? null;
  }
  go(day: number, by: Actor, command: Command): this {
    expect(this.give(day, by, command), `${command.type} on day ${day}`).toBeNull();
    return this;
  }
  wait(day: number): this {
    const { events, after } = timeCame(this.c, this.world(day));
    this.events.push(...events);
    this.c = after;
    return this;
  }
  register(more: object = {}): this {
    return this.go(0, W, { type: 'registerPetition', matter: 'wages', ...more });
  }
  accepted(): this {
    return this.register()
      .go(0, OFFICER, { type: 'sortPetition', facts: PETITION_MATTER })
      .go(0, OFFICER, { type: 'acceptCase' });
  }
  /** Everything the plan waits for, up to but without that command. */
  plan(day: number, until: Command['type']): this {
    for (let n = 0; n < 20; n++) {
      const next = nextOnPlan(this.c, addDays(START, day));
      if (!next || next[0].type === until) return this;
      this.go(day, next[1], next[0]);
    }
    throw new Error(`never came to ${until}`);
  }
  state = (): string => this.c.proceedings.findLast((p) => p.procedure === 'petition')?.state ?? '';
  clock(rule: ClockId): Clock {
    const found = this.c.clocks.findLast((k) => k.rule === rule);
    if (!found) throw new Error(`no ${rule}`);
    return found;
  }
  open = (day: number): number =>
    dailyBalances(clearanceFacts(this.events), { from: START, through: addDays(START, day) }).at(-1)?.closing.count ??
    0;
}

describe('a conduct record', () => {
  const inView = (life: Life, day: number): boolean => isInWorkingViews(life.c, addDays(START, day));

  it('leaves the working views with the petition matter it belongs to, not with the case', () => {
    const life = new Life().register();
    expect([inView(life, 0), inView(life, 3)]).toEqual([true, true]);
    life.go(4, W, { type: 'withdraw' });
    expect([life.c.status, inView(life, 3)]).toEqual(['open', false]);
    life.go(10, W, { type: 'registerPetition', matter: 'wages' });
    expect([inView(life, 3), inView(life, 10)]).toEqual([false, true]);
  });
});

describe('a visit in the log (接访、下访)', () => {
  it('is written into the plan with its day, and touches no period', () => {
    const life = new Life().register();
    const before = life.c;
    const command = { type: 'logVisit', how: 'received', person: 'authority-head-0' } as const;
    expect(life.give(3, OFFICER, command)).toBe('facts-wrong');
    expect(life.give(3, W, command)).toBe('not-yours');
    const texts = { visitPlace: 'r8', visitOutcome: 'r9' };
    life
      .go(3, OFFICER, { ...command, texts })
      .go(3, HEAD, { ...command, how: 'visited', on: addDays(START, 2), texts });
    const logged = { person: 'authority-head-0', place: 'r8', outcome: 'r9' };
    expect(life.c.plan?.visitLog).toEqual([
      { no: 1, how: 'received', on: addDays(START, 3), ...logged },
      { no: 2, how: 'visited', on: addDays(START, 2), ...logged },
    ]);
    expect([life.c.clocks, life.c.offers, life.c.plan?.version]).toEqual([before.clocks, before.offers, 0]);
  });
});

describe('jurisdiction (信访工作条例 第二十二至二十四条)', () => {
  const forwarded = (): Life =>
    new Life().register().go(1, OFFICER, { type: 'forwardPetition', body: 'town', how: 'forwarded' });

  it('who receives has fifteen days to tell and five working days to contest; the sender takes back or not', () => {
    const life = forwarded();
    expect(life.clock('petition-transferred-notice').start).toBe(addDays(START, 1));
    expect(life.give(1, OFFICER, { type: 'contestJurisdiction' })).toBe('not-yours');
    life.go(2, STREET, { type: 'contestJurisdiction' });
    expect(tasksOf(life.c).find((t) => t.state === 'contested')?.body).toBe('petitions');
    life.go(3, OFFICER, { type: 'refuseReturn' });
    expect(life.state()).toBe('superior');
    expect(life.give(3, STREET, { type: 'decideJurisdiction', body: 'petitions' })).toBe('not-yours');
    life.go(4, DISTRICT_HEAD, { type: 'decideJurisdiction', body: 'petitions' });
    expect(life.c.proceedings.at(-1)).toMatchObject({ state: 'registered', body: 'petitions' });
    expect(life.give(5, OFFICER, { type: 'forwardPetition', body: 'town', how: 'forwarded' })).toBe('transfer-cap');
  });

  it('silence brings it to the common superior, and so does an unanswered contest; time decides nothing itself', () => {
    expect(forwarded().wait(12).state()).toBe('superior');
    const life = forwarded().go(2, STREET, { type: 'contestJurisdiction' }).wait(14);
    expect(life.c.proceedings.at(-1)).toMatchObject({ state: 'superior', body: 'town' });
    expect(eventViolations(life.events)).toEqual([]);
  });

  it('the fourth forwarding is refused; the superior decides (features E8)', () => {
    const life = forwarded();
    const back = { type: 'forwardPetition', body: 'petitions', how: 'forwarded' } as const;
    life.go(2, STREET, back).go(3, OFFICER, { ...back, body: 'town' });
    expect(life.give(4, STREET, back)).toBe('transfer-cap');
    life.go(4, STREET, { type: 'referToSuperior' });
    expect(life.c.proceedings[0]).toMatchObject({ state: 'superior', notes: { superior: 'district' } });
    life.go(5, DISTRICT_HEAD, { type: 'decideJurisdiction', body: 'town' });
    expect(life.give(6, STREET, { type: 'contestJurisdiction' })).not.toBeNull();
    expect(life.give(6, STREET, { type: 'referToSuperior' })).toBe('transfer-cap');
  });
});

describe('handling and levels', () => {
  it('handles simply what is first and simple: 3 and 10 working days; never what was assigned (简易办理办法)', () => {
    const life = new Life().register({ simple: true }).go(0, OFFICER, { type: 'sortPetition', facts: PETITION_MATTER });
    expect(life.clock('petition-simple-acceptance').legal).toBe('2026-01-08');
    life.go(0, OFFICER, { type: 'acceptSimply' });
    expect(life.clock('petition-simple-opinion').legal).toBe('2026-01-19');
    // 第三十四条: sixty days from the acceptance; who finds later that it is not simple has no day more.
    life.go(9, OFFICER, { type: 'convertToOrdinary' });
    expect(life.clock('petition-handling')).toMatchObject({ start: START, nominal: addDays(START, 60) });
    expect(life.clock('petition-simple-opinion').state).toBe('ended');
    const assigned = new Life().register({ received: 'assigned', simple: true });
    assigned.go(0, OFFICER, { type: 'sortPetition', facts: PETITION_MATTER });
    expect(assigned.give(0, OFFICER, { type: 'acceptSimply' })).toBe('not-simple');
  });

  it('is extended once by thirty days, by the head of whoever handles it and nobody else (第三十四条)', () => {
    const life = new Life().accepted();
    const clock = life.clock('petition-handling');
    const extend = { type: 'extend', clock: clock.no, n: 30 } as const;
    const others = [OFFICER, staff('authority-head', 'elsewhere'), staff('deputy-director', 'district')];
    for (const by of others) expect(life.give(5, by, extend)).toBe('extension-wrong-approver');
    expect(life.give(5, HEAD, { ...extend, n: 31 })).toBe('extension-too-long');
    life.go(5, HEAD, extend);
    expect(life.clock('petition-handling').nominal).toBe(addDays(clock.nominal, 30));
    expect(life.events.at(-1)?.effects.some((e) => e.t === 'notice' && e.template === 'period-extended')).toBe(true);
    expect(life.give(6, HEAD, { ...extend, n: 1 })).toBe('extension-already-used');
  });

  it('shows the last day of limitation where the matter is led to arbitration', () => {
    const life = new Life();
    life.go(0, REGISTRAR, { type: 'correctFacts', facts: { employmentEndedOn: civilDate('2025-12-01') } });
    life.register().go(1, OFFICER, { type: 'sortPetition', facts: { ...PETITION_MATTER, arbitrable: true } });
    const { notes } = life.c.proceedings[0] ?? {};
    expect(notes).toMatchObject({ sortedTo: 'arbitration', limitationOn: '2027-01-05' });
  });

  /** Opinion, review by the district, and its service; then the petitioner asks for the recheck on day 6. */
  function reviewed(): Life {
    const life = new Life().accepted().go(1, OFFICER, { type: 'giveOpinion' });
    life.go(2, OFFICER, { type: 'serveDecision', document: 'opinion', method: 'post' });
    life.go(3, W, { type: 'requestReview' });
    expect(life.c.proceedings[0]).toMatchObject({
      body: 'district',
      notes: { handledBy: 'petitions', above: 'district' },
    });
    return life;
  }
  const REVIEW = { type: 'giveReviewOpinion', result: 'upheld' } as const;
  const RECHECK = { type: 'giveRecheckOpinion', result: 'upheld' } as const;

  it('has each level decided by the organisation above, by somebody who has not decided yet (第三十五、三十六条)', () => {
    const life = reviewed();
    expect(tasksOf(life.c).find((t) => t.state === 'review')).toMatchObject({ body: 'district' });
    for (const below of [OFFICER, HEAD, STREET]) expect(life.give(4, below, REVIEW)).toBe('not-yours');
    const sameAgain = { ...OFFICER, org: 'district' } as Actor;
    expect(life.give(4, sameAgain, REVIEW)).toBe('not-yours');
    life.go(4, DISTRICT_HEAD, REVIEW);
    life.go(5, DISTRICT_HEAD, { type: 'serveDecision', document: 'review-opinion', method: 'post' });
    expect(life.c.proceedings[0]).toMatchObject({ body: 'petitions', notes: { reviewedBy: 'district' } });
    life.go(6, W, { type: 'requestRecheck' });
    // Nobody above the district is ours: the answer is written down, with the authority that gave it.
    expect(life.give(7, OFFICER, RECHECK)).toBe('facts-wrong');
    life.go(7, OFFICER, { ...RECHECK, texts: { authority: 'r' } });
    expect(life.c.proceedings[0]).toMatchObject({ state: 'ended', notes: { recheckResult: 'upheld' } });
  });

  it('leaves hearing time out in the recheck only, ends after three levels, and then only cares', () => {
    const life = reviewed();
    expect(life.give(3, DISTRICT_HEAD, { type: 'beginHearing' })).toBe('not-in-this-state');
    life.go(4, DISTRICT_HEAD, REVIEW);
    life.go(5, DISTRICT_HEAD, { type: 'serveDecision', document: 'review-opinion', method: 'post' });
    life.go(6, W, { type: 'requestRecheck' });
    const before = life.clock('petition-recheck-opinion').nominal;
    life.go(10, OFFICER, { type: 'beginHearing' }).go(15, OFFICER, { type: 'endHearing' });
    expect(life.clock('petition-recheck-opinion').nominal).toBe(addDays(before, 5));
    life.go(16, OFFICER, { ...RECHECK, texts: { authority: 'r' } });
    const served = { type: 'serveDecision', document: 'recheck-opinion', method: 'mail' } as const;
    expect(unservedOf(life.c)).toMatchObject([{ document: 'recheck-opinion', to: 'W1', since: addDays(START, 16) }]);
    expect(life.give(17, OFFICER, { ...served, on: addDays(START, 15) })).toBe('date-too-early');
    expect(life.give(17, OFFICER, { ...served, method: 'posted' })).toBe('facts-wrong');
    life.go(18, OFFICER, { ...served, on: addDays(START, 17) });
    expect(unservedOf(life.c)).toEqual([]);
    expect(life.state()).toBe('ended');
    life.go(20, W, { type: 'registerPetition', matter: 'wages' });
    expect(life.state()).toBe('care');
    expect(life.events.at(-1)?.article).toContain('第三十六条第三款');
    expect(life.give(20, OFFICER, { type: 'acceptCase' })).not.toBeNull();
    life.go(21, OFFICER, { type: 'endCare' }).go(22, W, { type: 'registerPetition', matter: 'wages', newFacts: true });
    expect(life.state()).toBe('registered');
  });

  it('cites the article by which it ended where nobody asked for the next level', () => {
    const life = new Life().accepted().go(1, OFFICER, { type: 'giveOpinion' });
    life.go(2, OFFICER, { type: 'serveDecision', document: 'opinion', method: 'post' }).wait(60);
    expect(life.state()).toBe('ended');
    life.go(60, W, { type: 'registerPetition', matter: 'wages' });
    expect([life.state(), life.events.at(-1)?.article]).toEqual(['care', '信访工作条例 第三十五条、第三十七条第三款']);
  });

  it('stays ended however often it comes again, for this petitioner alone', () => {
    const again = { type: 'registerPetition', matter: 'wages' } as const;
    const life = new Life(['W1', 'W2']).accepted().go(1, OFFICER, { type: 'giveOpinion' });
    life.go(2, OFFICER, { type: 'serveDecision', document: 'opinion', method: 'post' });
    // While its review may be asked for it is not accepted a second time.
    const second = { proceeding: 2 } as const;
    life.go(5, W, again).go(5, OFFICER, { type: 'sortPetition', facts: PETITION_MATTER, ...second });
    expect(life.give(5, OFFICER, { type: 'acceptCase', ...second })).toBe('already-running');
    life.wait(60);
    // Nor once it has ended: what came in between opens care only.
    expect(life.give(60, OFFICER, { type: 'acceptCase', ...second })).toBe('petition-final');
    life.go(60, OFFICER, { type: 'openCare', ...second });
    life.go(61, W, again).go(62, W, again);
    expect(life.c.proceedings.map((p) => p.state)).toEqual(['ended', 'care', 'care', 'care']);
    life.go(63, { kind: 'party', person: 'person-W2', party: 'W2' }, again);
    expect(life.state()).toBe('registered');
    life.go(63, OFFICER, { type: 'sortPetition', facts: PETITION_MATTER, proceeding: 5 });
    life.go(63, OFFICER, { type: 'acceptCase', proceeding: 5 });
  });

  it('registers in a closed case too, and so opens it again (第二十二条)', () => {
    const life = new Life().go(1, W, { type: 'withdrawClaim', claim: 1 }).go(1, REGISTRAR, { type: 'close' });
    life.go(2, W, { type: 'registerPetition', matter: 'wages' });
    expect([life.c.status, life.state()]).toEqual(['open', 'registered']);
    life.go(3, W, { type: 'withdraw' }).go(3, REGISTRAR, { type: 'close' });
  });

  it('is routed only where it was sorted to or what is open beside, and declined only where the law says so', () => {
    const life = new Life().register();
    expect(life.give(0, OFFICER, { type: 'routeOut', route: 'arbitration' })).toBe('not-sorted');
    life.go(0, OFFICER, {
      type: 'sortPetition',
      facts: { ...PETITION_MATTER, arbitrable: true, enforcement: 'labour' },
    });
    expect(life.give(0, OFFICER, { type: 'acceptCase' })).toBe('belongs-elsewhere');
    expect(life.give(0, OFFICER, { type: 'declineCase' })).toBe('belongs-elsewhere');
    expect(life.give(0, OFFICER, { type: 'routeOut', route: 'court' })).toBe('belongs-elsewhere');
    life.go(0, OFFICER, { type: 'routeOut', route: 'labour-inspection' });
    expect(life.state()).toBe('routedOut');
  });

  it('opens only care for a matter that ended in another case', () => {
    const life = new Life().register();
    expect(life.give(0, OFFICER, { type: 'openCare' })).toBe('not-in-this-state');
    life.go(0, OFFICER, { type: 'linkCase', other: 'other', standing: 'levels-ended' });
    life.go(0, OFFICER, { type: 'sortPetition', facts: PETITION_MATTER });
    expect(life.give(0, OFFICER, { type: 'acceptCase' })).toBe('petition-final');
    life.go(0, OFFICER, { type: 'openCare' });
    expect([life.state(), life.clock('petition-care').state]).toEqual(['care', 'running']);
    const told = life.events.at(-1)?.effects.find((e) => e.t === 'notice');
    expect(told).toMatchObject({ template: 'petition-final', to: { party: 'W1' } });
  });

  it('accepts no linked matter that is being handled, and registers it all the same (第十九条)', () => {
    const life = new Life().register();
    life.go(0, OFFICER, { type: 'linkCase', other: 'other', standing: 'being-handled' });
    life.go(0, OFFICER, { type: 'sortPetition', facts: PETITION_MATTER });
    expect(life.give(0, OFFICER, { type: 'acceptCase' })).toBe('already-running');
    life.go(0, OFFICER, { type: 'declineCase' });
    expect(life.c.links).toEqual([{ case: 'other', standing: 'being-handled', on: START }]);
  });
});

describe('one case, one plan', () => {
  it('is not approved while incomplete, nor by who submitted it, and begins a new version when revised', () => {
    const life = new Life().accepted();
    life.go(1, OFFICER, { type: 'draftPlan', plan: { risk: 'high' } });
    expect(life.give(1, OFFICER, { type: 'submitPlan' })).toBe('plan-incomplete');
    life.go(1, HEAD, { type: 'draftPlan', plan: SYNTHETIC_PLAN, texts: SYNTHETIC_TEXTS });
    expect(life.give(1, HEAD, { type: 'submitPlan' })).toBe('plan-incomplete');
    const what = { texts: { measureText: 'r' }, dueOn: addDays(START, 8) };
    const measure = { type: 'addMeasure', owner: 'o', unit: 'petitions', ...what } as const;
    life.go(1, HEAD, { ...measure, kind: 'explain' });
    expect(life.give(1, HEAD, { type: 'submitPlan' })).toBe('plan-incomplete');
    life.go(1, HEAD, { ...measure, kind: 'execute' }).go(1, HEAD, { type: 'submitPlan' });
    expect(life.give(1, HEAD, { type: 'approvePlan' })).toBe('same-person');
    life.go(1, DISTRICT_HEAD, { type: 'approvePlan' });
    expect(life.c.plan).toMatchObject({ version: 1, status: 'approved' });
    life.go(2, OFFICER, { type: 'draftPlan', plan: { risk: 'low' } });
    expect(life.c.plan).toMatchObject({ version: 2, status: 'draft', approved: null });
  });

  it('a measure that is late climbs the ladder; done is what is proved', () => {
    const life = new Life().accepted().plan(1, 'completeMeasure').wait(25);
    expect(life.clock('plan-measure')).toMatchObject({ state: 'overdue', rungs: 3, measure: 1 });
    expect(tasksOf(life.c).find((t) => t.rule === 'plan-measure')).toMatchObject({ what: 'owe', body: 'petitions' });
    expect(life.give(25, OFFICER, { type: 'completeMeasure', measure: 1 })).toBe('facts-wrong');
    life.go(25, OFFICER, { type: 'completeMeasure', measure: 1, texts: { evidence: 'r' } });
    expect(life.clock('plan-measure').state).toBe('met');
  });
});

describe('clearance', () => {
  it('needs service, proof and two people who sign; the figures fall with the second signature only', () => {
    const life = new Life().accepted();
    const clear = { type: 'clear', result: 'performed' } as const;
    expect(life.give(1, HEAD, clear)).toBe('not-cleared');
    life.plan(1, 'serveDecision');
    const settlement = { type: 'serveDecision', document: 'settlement' } as const;
    expect(life.give(1, OFFICER, { ...settlement, method: 'electronic' })).toBe('consent-missing');
    expect(life.give(1, OFFICER, { ...settlement, method: 'publication' })).toBe('facts-wrong');
    life.plan(1, 'signOff');
    expect(life.give(1, HEAD, clear)).toBe('not-cleared');
    expect(life.give(2, OFFICER, { type: 'signOff', on: addDays(START, 1) })).toBe('date-too-early');
    life.go(2, OFFICER, { type: 'signOff' });
    expect(life.give(2, OFFICER, clear)).toBe('same-person');
    expect(life.open(2)).toBe(1);
    life.go(3, HEAD, clear);
    expect([life.state(), life.open(2), life.open(3)]).toEqual(['cleared', 1, 0]);
  });

  it('is served and decided by whoever handles the petition, not round it, and not while a review runs', () => {
    const life = new Life().accepted().go(1, OFFICER, { type: 'giveOpinion' });
    const serve = { type: 'serveDecision', document: 'opinion', method: 'post' } as const;
    const elsewhere = staff('petition-officer', 'elsewhere');
    expect(life.give(2, elsewhere, serve)).toBe('not-yours');
    life.go(2, OFFICER, serve);
    expect(life.give(2, elsewhere, { type: 'clear', result: 'performed' })).toBe('not-yours');
    life.go(3, W, { type: 'requestReview' });
    life.plan(3, 'clear');
    expect(life.give(4, HEAD, { type: 'clear', result: 'performed' })).toBe('proceedings-open');
  });

  it('is not counted as cleared where two people checked, one before and one after the plan changed', () => {
    const life = new Life().accepted().plan(1, 'clear');
    life.go(2, OFFICER, { type: 'draftPlan', plan: { risk: 'low' } }).go(2, OFFICER, { type: 'submitPlan' });
    life.go(2, DISTRICT_HEAD, { type: 'approvePlan' }).go(2, DISTRICT_HEAD, { type: 'signOff' });
    expect([life.c.plan?.cleared, life.open(3)]).toEqual([null, 1]);
    life.go(4, HEAD, { type: 'clear', result: 'performed' });
    expect(life.open(4)).toBe(0);
  });

  it('is visited after 30 and 90 days before the case may be closed', () => {
    const life = new Life().accepted().plan(1, 'recordVisit');
    life.go(1, W, { type: 'withdrawClaim', claim: 1 });
    expect(life.clock('petition-return-visit-30').legal).toBe(addDays(START, 31));
    expect(life.give(2, REGISTRAR, { type: 'close' })).toBe('not-cleared');
    const visit = { type: 'recordVisit', visit: 30, holds: true } as const;
    expect(life.give(20, OFFICER, visit)).toBe('date-too-early');
    life
      .go(31, OFFICER, visit)
      .go(91, OFFICER, { ...visit, visit: 90 })
      .go(92, REGISTRAR, { type: 'close' });
    expect([life.c.status, life.open(200)]).toEqual(['closed', 0]);
  });

  it('a relapse raises the count again; what did not hold is planned, proved and signed anew', () => {
    const life = new Life().accepted().plan(1, 'recordVisit');
    life.go(20, OFFICER, { type: 'recordVisit', visit: 30, holds: false });
    expect([life.open(19), life.open(20)]).toEqual([0, 1]);
    expect(life.c.plan).toMatchObject({ version: 2, status: 'draft', cleared: null, checked: null, relapses: 1 });
    expect(life.give(20, HEAD, { type: 'clear', result: 'performed' })).toBe('not-cleared');
    life.plan(21, 'recordVisit');
    expect([life.c.plan?.cleared?.on, life.open(21)]).toEqual([addDays(START, 21), 0]);
    life.go(30, W, { type: 'reportRelapse' });
    expect(life.open(30)).toBe(1);
  });

  it('whatever happens in random lives, the case and the balance agree on what is cleared', () => {
    let cleared = 0;
    for (let n = 0; n < 60; n++) {
      const steps = Array.from({ length: 120 }, (_, i) => n * 1000 + i);
      const { events, after, at } = live(n, steps);
      const today: CivilDate = beijingDate(at);
      const facts = clearanceFacts(events);
      if (facts.length === 0) continue;
      const last = after.plan?.cleared;
      const late = last && after.clocks.some((k) => k.rule.startsWith('petition-return') && k.state === 'overdue');
      const [day] = dailyBalances(facts, { from: today, through: today });
      if (last) cleared += 1;
      if (!late) expect([n, day?.closing.count]).toEqual([n, last ? 0 : 1]);
    }
    expect(cleared).toBeGreaterThan(5);
  });
});

describe('conduct record (第二十条、第二十六条、第四十七条)', () => {
  const asked = { role: 'petition-officer', item: null, basis: null, on: START } as const;
  const referral = { ...asked, step: 'referral-decided', role: 'authority-head', basis: '第四十七条第二款' } as const;
  const taken = (...steps: readonly ConductStep[]) => steps.map((step) => ({ step, on: START }));

  it('is written by petition staff; a referral comes after dissuasion, is decided by a head and names its basis', () => {
    const first = { ...asked, step: 'recorded', item: 'other-disturbance' } as const;
    expect(conductObstacle([], first)).toBeNull();
    expect(conductObstacle([], { ...first, role: 'mediator' })?.code).toBe('not-yours');
    expect(conductObstacle(taken('recorded'), referral)?.code).toBe('not-in-this-state');
    expect(conductObstacle(taken('recorded', 'informed'), referral)?.code).toBe('not-in-this-state');
    for (const talked of ['dissuaded', 'criticised', 'educated'] as const) {
      const before = taken('recorded', talked, 'informed');
      expect(conductObstacle(before, referral)).toBeNull();
      expect(conductObstacle(before, { ...referral, role: 'petition-officer' })?.code).toBe('not-yours');
      expect(conductObstacle(before, { ...referral, basis: null })?.code).toBe('reason-missing');
      expect(conductObstacle(before, { ...asked, step: 'sent' })?.code).toBe('not-in-this-state');
    }
  });

  it('knows acts that the Regulation names and nothing else: no count, no score', () => {
    expect(Object.values(CONDUCT).filter(({ article }) => !/第(二十|二十六)条/.test(article))).toEqual([]);
    expect(Object.keys(CONDUCT)).toHaveLength(8);
    expect(JSON.stringify(CONDUCT)).not.toMatch(/次数|score|count/);
  });

  it('goes forward in days', () => {
    const earlier = { ...asked, step: 'dissuaded', on: addDays(START, -1) } as const;
    expect(conductObstacle(taken('recorded'), earlier)?.code).toBe('date-too-early');
  });
});
