// Whole lives of cases under the law, each step with its article. All of it is synthetic. The oracles P1 to P6 are those
// of the domain reference (§9), reached here through commands instead of through the reckoning alone.
import { describe, expect, it } from 'vitest';
import { tasksOf } from './attention/tasks.ts';
import { unservedOf } from './attention/unserved.ts';
import { CHINA } from './calendar/calendar.ts';
import { addDays, civilDate, startOfDayMs } from './calendar/civil-date.ts';
import {
  type Actor,
  type Case,
  type CaseEvent,
  type Clock,
  type Facts,
  isRunning,
  openProceedings,
  type PartyId,
  type Proceeding,
} from './case.ts';
import { PETITION_MATTER } from './checking/plan-life.ts';
import { DISTRICT, worldAt } from './checking/random-life.ts';
import type { Command, NewClaim, Terms } from './command.ts';
import { inWords } from './deadline/derivation.ts';
import { verifyDerivation } from './deadline/verify-derivation.ts';
import { decide, type RefusalCode } from './decide.ts';
import { actionsOf } from './deciding/actions.ts';
import { explain } from './deciding/case-clocks.ts';
import { eventViolations, violations } from './invariants.ts';
import type { StaffRole } from './roles.ts';
import type { ClockId } from './rulebook/rulebook.ts';
import { forecast, timeCame } from './time-came.ts';

const party = (id: PartyId): Actor => ({ kind: 'party', person: `person-${id}`, party: id });
const staff = (role: StaffRole, org: string): Actor => ({ kind: 'staff', person: role, role, org });
const W = party('W1');
const E = party('E1');
const REGISTRAR = staff('registrar', 'town');
const COMMITTEE = staff('mediator', 'enterprise');
const PARK = staff('mediator', 'park');
const TOWN = staff('mediator', 'town');
const COMMISSION = staff('arbitrator', 'commission');
const DIRECTOR = staff('commission-director', 'commission');
const PETITIONS = staff('petition-officer', 'petitions');
const HEAD = staff('authority-head', 'petitions');

type Given<T extends Command['type']> = Omit<Extract<Command, { type: T }>, 'type' | 'on' | 'reason'>;
interface Start {
  readonly claims?: readonly NewClaim[];
  readonly parties?: readonly PartyId[];
  readonly stepwise?: boolean;
  readonly facts?: Partial<Facts>;
}

const wages: NewClaim = { type: 'remuneration', party: 'W1', amountFen: 1_200_000 };
const leavePay: NewClaim = { type: 'leave', party: 'W1', amountFen: 300_000 };

/** A case that people and time carry on. Every step is checked against all invariants. */
class Life {
  c: Case;
  readonly events: CaseEvent[];
  private readonly clockAt = new Map<string, number>();

  constructor(day: string, { claims = [wages], parties = ['W1', 'E1'], stepwise = false, facts = {} }: Start = {}) {
    const command: Command = {
      type: 'open',
      parties,
      claims,
      stepwise,
      registeredBy: 'town',
      facts: {
        industry: 'catering',
        workers: 1,
        commonClaim: false,
        migrantWages: false,
        wageIou: false,
        knownOn: null,
        employmentEndedOn: null,
        priorArbitration: null,
        place: { enterprise: 'enterprise', community: null, park: 'park', town: 'town', district: 'district' },
        ...facts,
      },
    };
    const { after, events, refusal } = decide(
      null,
      { caseId: 'life', commandId: 'open', command, by: REGISTRAR },
      this.world(day),
    );
    if (!after) throw new Error(refusal?.because.en);
    this.c = after;
    this.events = [...events];
  }

  /** Ten in the morning, one minute later for each further step of the day. */
  private world(day: string): ReturnType<typeof worldAt> {
    const minute = this.clockAt.get(day) ?? 0;
    this.clockAt.set(day, minute + 1);
    return worldAt(startOfDayMs(civilDate(day)) + 36_000_000 + minute * 60_000);
  }

  private give(day: string, command: object, by: Actor): RefusalCode | null {
    const ask = { caseId: 'life', commandId: `c${this.c.seq + 1}`, command: command as Command, by };
    const { refusal, events, after } = decide(this.c, ask, this.world(day));
    this.events.push(...events);
    this.c = after ?? this.c;
    expect(violations(this.c)).toEqual([]);
    expect(eventViolations(this.events)).toEqual([]);
    return refusal?.code ?? null;
  }

  /** The command is carried out. */
  go<T extends Command['type']>(day: string, by: Actor, type: T, payload?: Given<T>): this {
    const refusal = this.give(day, { type, reason: 'because', ...payload }, by);
    expect(refusal, `${type} on ${day}`).toBeNull();
    return this;
  }

  /** The command is refused with that code. */
  no<T extends Command['type']>(day: string, by: Actor, type: T, code: RefusalCode, payload?: object): this {
    const reason = payload && 'reason' in payload ? {} : { reason: 'because' };
    expect(this.give(day, { type, ...reason, ...payload }, by), `${type} on ${day}`).toBe(code);
    return this;
  }

  /** Nobody acts until that day, ten in the morning. */
  wait(day: string): this {
    const { events, after } = timeCame(this.c, this.world(day));
    this.events.push(...events);
    this.c = after;
    expect(violations(this.c)).toEqual([]);
    return this;
  }

  /** The last run of a period. */
  clock(rule: ClockId, party?: PartyId): Clock {
    const found = this.c.clocks.findLast((k) => k.rule === rule && (party === undefined || k.party === party));
    if (!found) throw new Error(`no ${rule}`);
    return found;
  }
  due = (rule: ClockId, party?: PartyId): string => this.clock(rule, party).legal;
  runs = (rule: ClockId): readonly Clock[] => this.c.clocks.filter((k) => k.rule === rule);

  /** The last proceeding of a procedure. */
  p(procedure: Proceeding['procedure']): Proceeding {
    const found = this.c.proceedings.findLast((x) => x.procedure === procedure);
    if (!found) throw new Error(`no ${procedure}`);
    return found;
  }
  state = (procedure: Proceeding['procedure']): string => this.p(procedure).state;
  has = (procedure: Proceeding['procedure']): boolean => this.c.proceedings.some((x) => x.procedure === procedure);
  offered = (): readonly string[] => this.c.offers.map((o) => o.command);
  lapse = (rule: ClockId): CaseEvent | undefined =>
    this.events.find((e) => e.type === 'lapse' && e.by.kind === 'time' && this.c.clocks[e.by.clock - 1]?.rule === rule);
}

/** The reference of the document on which a pause or an interruption rests. */
const PROOF = { texts: { proof: 'r1' } };

const upheld = (fen: number, more: Partial<Terms> = {}): { terms: Terms } => ({
  terms: { claims: [{ claim: 1, result: 'upheld', amountFen: fen }], ...more },
});
const on = (day: string): { terms: Terms } =>
  upheld(1_200_000, { instalments: [{ dueOn: civilDate(day), amountFen: 1_200_000 }] });

/** To an accepted arbitration whose respondent was served. */
const accepted = (life: Life, day: string): Life =>
  life
    .go(day, W, 'applyForArbitration')
    .go(day, COMMISSION, 'acceptCase')
    .go(day, COMMISSION, 'serveApplication', { party: 'E1' })
    .go(day, COMMISSION, 'formTribunal');

/** To an award that both parties received on that day. */
const awarded = (life: Life, day: string, final: boolean, terms = upheld(1_200_000)): Life =>
  accepted(life, day)
    .go(day, COMMISSION, 'award', { final, ...terms })
    .go(day, COMMISSION, 'serveAward', { party: 'W1' })
    .go(day, COMMISSION, 'serveAward', { party: 'E1' });

/** To a mediation agreement before the town's body, payable on `due`. */
const agreed = (life: Life, day: string, due: string, claims = 1): Life =>
  life
    .go(day, W, 'applyForMediation', { body: 'town' })
    .go(day, E, 'consent')
    .go(day, TOWN, 'acceptCase')
    .go(day, TOWN, 'settle', {
      terms: {
        claims: Array.from({ length: claims }, (_, i) => ({
          claim: i + 1,
          result: 'agreed' as const,
          amountFen: 600_000,
        })),
        instalments: [{ dueOn: civilDate(due), amountFen: 600_000 * claims }],
      },
    });

describe('the oracles of the reference, lived through', () => {
  it('P1: Spring Festival, two mediation clocks (协商调解规定 第十条、第二十二条、第二十九条; 调解仲裁法 第十四条)', () => {
    const life = new Life('2026-02-10').go('2026-02-10', W, 'requestNegotiation');
    expect(life.due('negotiation-response')).toBe('2026-02-24');
    life.go('2026-02-13', W, 'applyForMediation', { body: 'enterprise' });
    expect(life.state('negotiation')).toBe('left');
    expect(life.due('mediation-acceptance-enterprise')).toBe('2026-02-25');
    expect(life.due('mediation-statutory')).toBe('2026-02-28');
    life.go('2026-02-25', E, 'consent').go('2026-02-25', COMMITTEE, 'acceptCase');
    expect(life.due('mediation-enterprise-total')).toBe('2026-03-12');
    life.wait('2026-03-02');
    expect(life.lapse('mediation-statutory')).toMatchObject({
      on: '2026-03-01',
      at: startOfDayMs(civilDate('2026-03-01')),
    });
    expect(life.state('mediation')).toBe('accepted');
    life.wait('2026-03-13');
    expect(life.state('mediation')).toBe('lapsed');
    expect(life.lapse('mediation-enterprise-total')?.on).toBe('2026-03-13');
  });

  it('P1 a: silence to a request to negotiate is a refusal from the day after (协商调解规定 第十条)', () => {
    const life = new Life('2026-02-10').go('2026-02-10', W, 'requestNegotiation').wait('2026-02-25');
    expect(life.lapse('negotiation-response')?.on).toBe('2026-02-25');
    expect(life.state('negotiation')).toBe('lapsed');
    expect(life.offered()).toEqual(expect.arrayContaining(['applyForMediation', 'applyForArbitration']));
  });

  it('P2: National Day, a park station registered as another body: no review, no confirmation', () => {
    const life = new Life('2026-09-16').go('2026-09-16', W, 'applyForMediation', { body: 'park' });
    expect(life.due('mediation-acceptance-enterprise')).toBe('2026-09-20');
    expect(life.due('mediation-statutory')).toBe('2026-10-08');
    life.go('2026-09-18', E, 'consent').go('2026-09-18', PARK, 'acceptCase');
    expect(life.due('mediation-enterprise-total')).toBe('2026-10-08');
    life.go('2026-09-28', PARK, 'settle', on('2026-10-20'));
    expect(life.runs('arbitration-review-application')).toEqual([]);
    life.no('2026-09-29', W, 'applyForArbitrationReview', 'no-listed-agreement');
  });

  it('P2 d, e: fifteen days for review, thirty for confirmation; one excludes the other (办案规则 第七十四、七十五条)', () => {
    const life = agreed(new Life('2026-09-28'), '2026-09-28', '2026-12-01');
    expect(life.due('arbitration-review-application')).toBe('2026-10-13');
    expect(life.due('judicial-confirmation-application')).toBe('2026-10-28');
    life.go('2026-10-09', W, 'applyForArbitrationReview');
    life.no('2026-10-09', W, 'applyForConfirmation', 'already-sought');
    life.go('2026-10-10', COMMISSION, 'acceptCase').go('2026-10-12', COMMISSION, 'grant');
    expect(life.p('performance').notes.enforceable).toBe(true);
  });

  it('P3: arbitration through Qingming and Labour Day (调解仲裁法 第二十九、三十、四十三、五十条)', () => {
    const life = new Life('2026-04-01').go('2026-04-01', W, 'applyForArbitration');
    expect(life.due('arbitration-acceptance')).toBe('2026-04-09');
    life.go('2026-04-02', COMMISSION, 'acceptCase');
    expect(life.due('arbitration-serve-application')).toBe('2026-04-10');
    expect(life.due('arbitration-award')).toBe('2026-05-18');
    life.go('2026-04-07', COMMISSION, 'serveApplication', { party: 'E1' });
    expect(life.due('arbitration-defence')).toBe('2026-04-21');
    const award = life.clock('arbitration-award');
    life.go('2026-05-15', DIRECTOR, 'extend', { clock: award.no, n: 15 });
    expect(life.clock('arbitration-award')).toMatchObject({ legal: '2026-06-01', extensions: 1 });
    life.go('2026-05-29', COMMISSION, 'award', { final: false, ...upheld(1_000_000) });
    for (const id of ['W1', 'E1'] as const) life.go('2026-05-29', COMMISSION, 'serveAward', { party: id });
    expect(life.due('suit-non-final-award', 'W1')).toBe('2026-06-15');
    life.wait('2026-06-15');
    expect([life.state('arbitration'), life.state('award')]).toEqual(['awarded', 'made']);
    life.wait('2026-06-16');
    expect(life.p('award')).toMatchObject({ state: 'effective', closedOn: '2026-06-16' });
    expect(life.p('performance').notes).toMatchObject({ enforceable: true });
  });

  it('P4: a matter of Article 31(6) through opinion and review (信访工作条例 第二十三、三十四至三十六条)', () => {
    const life = new Life('2026-07-20').go('2026-07-20', W, 'registerPetition', { matter: 'other' });
    expect(life.due('petition-direct-notice')).toBe('2026-08-04');
    life.no('2026-08-03', PETITIONS, 'acceptCase', 'not-sorted');
    life.go('2026-08-03', PETITIONS, 'sortPetition', { facts: PETITION_MATTER });
    life.go('2026-08-03', PETITIONS, 'acceptCase');
    expect(life.due('petition-handling')).toBe('2026-10-08');
    const { no } = life.clock('petition-handling');
    life.no('2026-09-30', PETITIONS, 'extend', 'extension-wrong-approver', { clock: no, n: 30 });
    life.no('2026-09-30', HEAD, 'extend', 'extension-too-long', { clock: no, n: 31 });
    life.go('2026-09-30', HEAD, 'extend', { clock: life.clock('petition-handling').no, n: 30 });
    expect(life.due('petition-handling')).toBe('2026-11-02');
    life.go('2026-10-26', PETITIONS, 'giveOpinion');
    expect(life.runs('petition-review-request')).toEqual([]);
    life.no('2026-10-28', PETITIONS, 'serveDecision', 'facts-wrong', { document: 'route-notice', method: 'post' });
    life.go('2026-10-28', PETITIONS, 'serveDecision', { document: 'opinion', method: 'post' });
    expect(life.due('petition-review-request')).toBe('2026-11-27');
    life.go('2026-11-27', W, 'requestReview');
    expect(life.clock('petition-review-opinion')).toMatchObject({ legal: '2026-12-28', provisional: true });
  });

  it('P5: limitation of leave pay and wages (调解仲裁法 第二十七条)', () => {
    const life = new Life('2025-10-10', {
      claims: [leavePay, wages],
      facts: { knownOn: civilDate('2025-06-30'), employmentEndedOn: civilDate('2025-10-03') },
    });
    expect(life.due('arbitration-limitation-general')).toBe('2026-06-30');
    expect(life.due('arbitration-limitation-wages')).toBe('2026-10-08');
    life.go('2025-12-01', W, 'registerPetition', { matter: 'wages' });
    expect(life.due('arbitration-limitation-general')).toBe('2026-12-01');
    expect(life.runs('arbitration-limitation-general').map((k) => k.state)).toEqual(['superseded', 'running']);
  });

  it('P6: a final award, thirty days for the employer, fifteen for the worker (第四十八、四十九条)', () => {
    const life = accepted(new Life('2026-01-05'), '2026-01-05')
      .go('2026-01-16', COMMISSION, 'award', { final: true, ...upheld(1_200_000) })
      .go('2026-01-16', COMMISSION, 'serveAward', { party: 'E1' })
      .go('2026-02-03', COMMISSION, 'serveAward', { party: 'W1' });
    expect(life.due('setaside-final-award-employer')).toBe('2026-02-24');
    expect(life.due('suit-final-award-worker')).toBe('2026-02-24');
  });
});

describe('mediation is voluntary', () => {
  it('with standing consent the next body is asked by itself, without it the step is only offered (features E1)', () => {
    for (const stepwise of [true, false]) {
      const life = new Life('2026-03-02', { stepwise }).go('2026-03-02', W, 'applyForMediation', {
        body: 'enterprise',
      });
      life.wait('2026-03-06');
      expect(life.c.proceedings[0]?.state).toBe('unanswered');
      expect(openProceedings(life.c).map((p) => [p.procedure, p.body])).toEqual(
        stepwise ? [['mediation', 'park']] : [],
      );
      if (!stepwise) expect(life.c.offers[0]).toMatchObject({ command: 'applyForMediation', body: 'park' });
      expect(life.events.some((e) => e.by.kind === 'time' && e.effects.some((x) => x.t === 'claim-decided'))).toBe(
        false,
      );
    }
  });

  it('led on to the end of the chain it stops, with arbitration offered and nothing filed (调解仲裁法 第五条)', () => {
    const life = new Life('2026-03-02', { stepwise: true }).go('2026-03-02', W, 'applyForMediation', {
      body: 'enterprise',
    });
    life.wait('2026-04-20');
    expect(life.c.proceedings.map((p) => p.level)).toEqual(['enterprise', 'park', 'town', 'district']);
    expect(openProceedings(life.c)).toEqual([]);
    expect(life.offered()).toEqual(['applyForArbitration']);
    expect(tasksOf(life.c)).toContainEqual(expect.objectContaining({ what: 'choose', party: 'W1' }));
  });

  it('a refusal ends it; the same body is not asked again (人民调解法 第十七条)', () => {
    const life = new Life('2026-03-02', { stepwise: true })
      .go('2026-03-02', W, 'applyForMediation', { body: 'town' })
      .go('2026-03-03', E, 'refuse');
    expect(life.state('mediation')).toBe('refused');
    expect(openProceedings(life.c)).toEqual([]);
    expect(life.c.offers.find((o) => o.command === 'applyForMediation')?.body).toBe('district');
  });

  it('what a body proposes needs the consent of both (主动调解)', () => {
    const life = new Life('2026-03-02').go('2026-03-02', TOWN, 'applyForMediation', { body: 'town' });
    life.go('2026-03-03', E, 'consent').no('2026-03-03', TOWN, 'acceptCase', 'consent-missing');
    life.go('2026-03-04', W, 'consent').go('2026-03-04', TOWN, 'acceptCase');
  });

  it('the standing consent is the applicant’s alone', () => {
    new Life('2026-03-02').no('2026-03-02', E, 'setStepwise', 'not-yours', { consent: true });
  });

  it('who leaves for arbitration has failed nothing and is late with nothing (L4, 第五条)', () => {
    const life = new Life('2026-03-02')
      .go('2026-03-02', W, 'applyForMediation', { body: 'town' })
      .go('2026-03-03', E, 'consent')
      .go('2026-03-03', TOWN, 'acceptCase')
      .go('2026-03-04', E, 'applyForArbitration');
    expect(life.state('mediation')).toBe('left');
    const ended = life.c.clocks.filter((k) => k.proceeding === 1).map((k) => k.state);
    expect(ended).toEqual(['met', 'ended', 'ended']);
  });

  it('parties who settle elsewhere while arbitration runs are not decided upon again (第四十一条)', () => {
    const life = agreed(accepted(new Life('2026-03-02'), '2026-03-02'), '2026-03-05', '2026-04-01');
    life.no('2026-03-06', COMMISSION, 'award', 'terms-wrong', { final: false, ...upheld(1) });
    life.go('2026-03-06', W, 'withdraw', { proceeding: 1 });
    life.go('2026-03-20', W, 'confirmPayment').go('2026-03-20', REGISTRAR, 'close');
    expect(life.c.claims[0]?.outcome).toMatchObject({ result: 'agreed', amountFen: 600_000 });
  });
});

describe('arbitration', () => {
  it('D6: a hearing is set only so far ahead that notice and postponement are still possible (第三十五条)', () => {
    const life = accepted(new Life('2026-04-20'), '2026-04-20');
    life.no('2026-04-28', COMMISSION, 'scheduleHearing', 'hearing-too-soon', { hearingOn: '2026-05-08' });
    life.go('2026-04-27', COMMISSION, 'scheduleHearing', { hearingOn: civilDate('2026-05-08') });
    expect(life.due('arbitration-hearing-notice')).toBe('2026-04-27');
    expect(life.due('arbitration-postponement-request')).toBe('2026-04-29');
    life.wait('2026-04-28').no('2026-04-28', COMMISSION, 'giveHearingNotice', 'hearing-too-soon');
    life.no('2026-05-06', W, 'requestPostponement', 'period-over');
    life.no('2026-05-08', COMMISSION, 'applicantAbsent', 'hearing-not-notified');
  });

  it('absence counts only after a confirmed notice and on the day (第三十六条)', () => {
    const life = accepted(new Life('2026-04-07'), '2026-04-07')
      .go('2026-04-08', COMMISSION, 'scheduleHearing', { hearingOn: civilDate('2026-05-08') })
      .go('2026-04-08', COMMISSION, 'giveHearingNotice')
      .no('2026-05-07', COMMISSION, 'applicantAbsent', 'hearing-not-notified')
      .no('2026-05-08', COMMISSION, 'applicantAbsent', 'reason-missing', { reason: undefined });
    expect(life.go('2026-05-08', COMMISSION, 'applicantAbsent').state('arbitration')).toBe('deemedWithdrawn');
  });

  it('D7: a hundred pauses leave the days that were left (办案规则 第四十六条第六项)', () => {
    const life = accepted(new Life('2026-01-05'), '2026-01-05');
    const before = life.clock('arbitration-award');
    let day = civilDate('2026-01-06');
    let stood = 0;
    for (let i = 0; i < 100; i++) {
      const length = (i * 7) % 5;
      life.go(day, DIRECTOR, 'suspend', { ground: 'other-case', ...PROOF });
      day = addDays(day, length);
      life.go(day, COMMISSION, 'resume');
      stood += length;
      if (i % 10 === 9 && i < 40) day = addDays(day, 1);
    }
    const after = life.clock('arbitration-award');
    expect(after.nominal).toBe(addDays(before.nominal, stood));
    const { legal, derivation } = explain(life.c, after, CHINA);
    expect([legal, verifyDerivation(derivation)]).toEqual([after.legal, []]);
    expect(derivation.source).toMatchObject({ article: '第四十三条', version: '主席令第八十号,2008-05-01' });
    expect(inWords(derivation, 'zh').join()).toContain('调解仲裁法》（主席令第八十号,2008-05-01）第四十三条');
  });

  it('D7: a pause needs its ground, its reason and its document (办案规则 第四十七条)', () => {
    const life = accepted(new Life('2026-01-05'), '2026-01-05');
    life.no('2026-01-06', DIRECTOR, 'suspend', 'facts-wrong', { ground: 'rain', ...PROOF });
    life.no('2026-01-06', DIRECTOR, 'suspend', 'proof-missing', { ground: 'other-case' });
    life.no('2026-01-06', DIRECTOR, 'suspend', 'reason-missing', {
      ground: 'other-case',
      ...PROOF,
      reason: undefined,
    });
    life.go('2026-01-06', DIRECTOR, 'suspend', { ground: 'other-case', ...PROOF });
    expect(life.events.at(-1)?.texts).toEqual({ proof: 'r1' });
    expect(life.clock('arbitration-award').pauses).toEqual([{ from: '2026-01-06', to: null, ground: 'other-case' }]);
  });

  it('while it is suspended the period stands still and the case is followed up', () => {
    const life = accepted(new Life('2026-01-05'), '2026-01-05').go('2026-01-06', DIRECTOR, 'suspend', {
      ground: 'other-case',
      ...PROOF,
    });
    life.wait('2026-02-02');
    expect(life.clock('arbitration-award').state).toBe('suspended');
    expect(life.clock('case-follow-up').state).toBe('running');
    life.wait('2026-12-01');
    expect(life.clock('arbitration-award').state).toBe('suspended');
    life.no('2026-12-01', W, 'fileSuit', 'suit-locked');
  });

  describe('D8: what restarts the award period and what it does not count (办案规则 第四十六条)', () => {
    const begin = (): Life => accepted(new Life('2026-03-02', { claims: [wages, leavePay] }), '2026-03-02');
    const restarted = (life: Life, day: string, due: string): void => {
      const [old, now] = life.runs('arbitration-award');
      expect(old).toMatchObject({ state: 'superseded', legal: '2026-04-16', endedOn: day });
      expect(now).toMatchObject({ state: 'running', start: day, legal: due });
    };
    it('(1) adding a party, from the decision', () => {
      restarted(begin().go('2026-03-20', COMMISSION, 'joinParty', { party: 'E2' }), '2026-03-20', '2026-05-06');
    });
    it('(2) corrected papers restart the intake period', () => {
      const life = new Life('2026-03-02').go('2026-03-02', W, 'applyForArbitration');
      life.go('2026-03-04', COMMISSION, 'requireCorrection').go('2026-03-16', W, 'submitCorrection');
      expect(life.runs('arbitration-acceptance').map((k) => [k.state, k.legal])).toEqual([
        ['ended', '2026-03-09'],
        ['running', '2026-03-23'],
      ]);
      life.no('2026-03-17', COMMISSION, 'requireCorrection', 'already-sought');
    });
    it('(3) changed and added claims, from their acceptance', () => {
      restarted(
        begin().go('2026-03-20', COMMISSION, 'changeClaims', { claim: 1, amountFen: 900_000 }),
        '2026-03-20',
        '2026-05-06',
      );
      restarted(begin().go('2026-03-20', COMMISSION, 'addClaim', { claim: leavePay }), '2026-03-20', '2026-05-06');
    });
    it('(4) a counterclaim that is joined; one that is not restarts nothing', () => {
      const claim = { type: 'other', party: 'E1', amountFen: 1 } as const;
      const joined = begin().go('2026-03-10', E, 'counterclaim');
      restarted(
        joined.go('2026-03-12', COMMISSION, 'decideCounterclaim', { joined: true, claim }),
        '2026-03-12',
        '2026-04-27',
      );
      const apart = begin().go('2026-03-10', E, 'counterclaim');
      apart.go('2026-03-12', COMMISSION, 'decideCounterclaim', { joined: false });
      expect(apart.runs('arbitration-award')).toHaveLength(1);
    });
    it('(5) a transfer, from its receipt', () => {
      const life = begin().go('2026-03-20', DIRECTOR, 'transferCase', { body: 'commission-2' });
      restarted(life, '2026-03-20', '2026-05-06');
      expect(life.p('arbitration').body).toBe('commission-2');
    });
    it('(6) suspension is not counted, the day of resumption is', () => {
      const life = begin().go('2026-03-10', DIRECTOR, 'suspend', {
        ground: 'injury-or-capacity-result',
        ...PROOF,
      });
      expect(life.go('2026-03-20', COMMISSION, 'resume').clock('arbitration-award').nominal).toBe('2026-04-26');
    });
    it('(6) publication is not counted, and serves (民事诉讼法 第九十五条)', () => {
      const life = new Life('2026-03-02')
        .go('2026-03-02', W, 'applyForArbitration')
        .go('2026-03-02', COMMISSION, 'acceptCase');
      life.no('2026-03-03', COMMISSION, 'award', 'not-served', { final: false, ...upheld(1) });
      life.go('2026-03-03', COMMISSION, 'publishNotice', { party: 'E1' });
      expect(life.clock('arbitration-award').nominal).toBe('2026-05-16');
      life.wait('2026-04-03');
      expect(life.p('arbitration').notes.served).toEqual({ E1: '2026-04-02' });
      expect(life.clock('arbitration-defence')).toMatchObject({ start: '2026-04-02', party: 'E1' });
    });
  });

  it('D9: forty-five and fifteen: only the director, only before the end, once, not beyond (第四十三条)', () => {
    const life = accepted(new Life('2026-03-02'), '2026-03-02');
    const { no } = life.clock('arbitration-award');
    life.no('2026-03-20', COMMISSION, 'extend', 'extension-wrong-approver', { clock: no, n: 15 });
    const elsewhere = staff('commission-director', 'commission-2');
    life.no('2026-03-20', elsewhere, 'extend', 'extension-wrong-approver', { clock: no, n: 15 });
    life.no('2026-03-20', DIRECTOR, 'extend', 'extension-too-long', { clock: no, n: 16 });
    life.no('2026-03-20', DIRECTOR, 'extend', 'reason-missing', { clock: no, n: 15, reason: undefined });
    life.go('2026-03-20', DIRECTOR, 'extend', { clock: no, n: 10 });
    const told = life.events.at(-1)?.effects.filter((e) => e.t === 'notice' && e.template === 'period-extended');
    expect(told).toHaveLength(2);
    life.no('2026-03-21', DIRECTOR, 'extend', 'extension-already-used', { clock: no, n: 5 });
    const late = accepted(new Life('2026-03-02'), '2026-03-02').wait('2026-04-17');
    late.no('2026-04-17', DIRECTOR, 'extend', 'clock-not-running', {
      clock: late.clock('arbitration-award').no,
      n: 15,
    });
  });

  it('silence of the commission opens the suit, its superiors are told, the case goes on (第二十九条)', () => {
    const life = new Life('2026-04-01').go('2026-04-01', W, 'applyForArbitration');
    life.no('2026-04-09', W, 'fileSuit', 'suit-locked').wait('2026-04-17');
    expect(life.clock('arbitration-acceptance')).toMatchObject({ state: 'overdue', rungs: 3 });
    expect(life.offered()).toContain('fileSuit');
    life.go('2026-04-20', COMMISSION, 'acceptCase').no('2026-04-20', W, 'fileSuit', 'suit-locked');
  });

  it('lateness of the award opens the suit, unless an exception holds (第四十三条; 解释一 第十二条)', () => {
    const life = accepted(new Life('2026-03-02'), '2026-03-02').wait('2026-04-17');
    expect(life.state('arbitration')).toBe('accepted');
    life.go('2026-04-17', COMMISSION, 'scheduleHearing', { hearingOn: civilDate('2026-05-08') });
    life.no('2026-04-20', W, 'fileSuit', 'suit-locked').go('2026-05-09', W, 'fileSuit');
    expect(life.state('arbitration')).toBe('sued');
  });

  it('a collective dispute has its own periods and one notice for all (办案规则 第六十四条)', () => {
    const life = new Life('2026-03-02', { facts: { workers: 12, commonClaim: true } }).go(
      '2026-03-02',
      W,
      'applyForArbitration',
    );
    expect(life.runs('arbitration-acceptance')).toEqual([]);
    expect(life.due('arbitration-collective-acceptance')).toBe('2026-03-09');
    life.go('2026-03-03', COMMISSION, 'acceptCase');
    expect(life.clock('arbitration-collective-one-time-notice').state).toBe('running');
    life.go('2026-03-04', COMMISSION, 'scheduleHearing', { hearingOn: civilDate('2026-04-01') });
    life.go('2026-03-04', COMMISSION, 'giveHearingNotice');
    expect(life.clock('arbitration-collective-one-time-notice').state).toBe('met');
  });
});

describe('service drives the clocks', () => {
  /** Accepted on 2 March 2026, nobody served yet; the award of 10 March where it is asked for. */
  const begun = (more: Start = {}): Life =>
    new Life('2026-03-02', more).go('2026-03-02', W, 'applyForArbitration').go('2026-03-02', COMMISSION, 'acceptCase');
  const made = (more: Start = {}, final = false): Life =>
    begun(more)
      .go('2026-03-02', COMMISSION, 'serveApplication', { party: 'E1' })
      .go('2026-03-10', COMMISSION, 'award', { final, ...upheld(1_200_000) });
  /** As `go`, with a day or texts beside the payload. */
  const told = (life: Life, day: string, type: Command['type'], more: object, by = COMMISSION): Life =>
    life.go(day, by, type, more as never);
  const notices = (life: Life): readonly string[] =>
    (life.events.at(-1)?.effects ?? []).flatMap((e) => (e.t === 'notice' ? [e.template] : []));
  const missing = (life: Life): readonly (readonly [string, string])[] =>
    unservedOf(life.c).map((x) => [x.document, x.to]);

  it('counts from effective service, not from its record; a duty done in time is met (第三十条; 民事诉讼法 第九十一条)', () => {
    const life = told(begun().wait('2026-03-12'), '2026-03-12', 'serveApplication', {
      party: 'E1',
      method: 'mail',
      on: '2026-03-06',
      texts: { proof: 'r1' },
    });
    expect(life.clock('arbitration-serve-application')).toMatchObject({ state: 'met', endedOn: '2026-03-06' });
    expect(life.clock('arbitration-defence')).toMatchObject({ start: '2026-03-06', legal: '2026-03-20' });
    expect(notices(life)).toContain('service-was-in-time');
    expect(life.p('arbitration').notes.services).toEqual([
      { document: 'application', party: 'E1', method: 'mail', on: '2026-03-06', recordedOn: '2026-03-12', proof: 'r1' },
    ]);
  });

  it('says that a service dated back leaves no time any more, and the period is over (第五十条)', () => {
    const life = told(made(), '2026-04-10', 'serveAward', { party: 'W1', method: 'left', on: '2026-03-11' });
    expect(notices(life)).toContain('service-left-no-time');
    expect(life.due('suit-non-final-award', 'W1')).toBe('2026-03-26');
    life.wait('2026-04-11').no('2026-04-11', W, 'fileSuit', 'suit-locked');
    expect(life.state('award')).toBe('made');
    told(life, '2026-04-11', 'serveAward', { party: 'E1', method: 'direct' });
    expect(notices(life)).not.toContain('service-left-no-time');
  });

  it('is served neither before it was made nor in the future (设计 更正须留痕)', () => {
    made()
      .no('2026-03-12', COMMISSION, 'serveAward', 'date-too-early', { party: 'E1', on: '2026-03-09' })
      .no('2026-03-12', COMMISSION, 'serveAward', 'date-in-future', { party: 'E1', on: '2026-03-13' });
  });

  it('is posted only in its two cases, and counts from the third working day (办案规则 第二十条)', () => {
    const life = made();
    life.no('2026-03-12', COMMISSION, 'postNotice', 'facts-wrong', { party: 'E1' });
    life.no('2026-03-12', COMMISSION, 'serveAward', 'facts-wrong', {
      party: 'E1',
      method: 'posted',
      posting: 'closed-down',
    });
    life.go('2026-03-12', COMMISSION, 'serveAward', { party: 'E1', method: 'posted', posting: 'refused' });
    expect(life.due('service-posted', 'E1')).toBe('2026-03-17');
    expect(life.runs('suit-non-final-award')).toEqual([]);
    life.no('2026-03-13', COMMISSION, 'postNotice', 'already-running', { party: 'E1', posting: 'refused' });
    life.wait('2026-03-18');
    expect(life.p('award').notes.served).toEqual({ E1: '2026-03-17' });
    expect(life.clock('suit-non-final-award', 'E1')).toMatchObject({ start: '2026-03-17', legal: '2026-04-01' });
    const many = begun({ facts: { workers: 12, commonClaim: true } });
    many.no('2026-03-03', COMMISSION, 'postNotice', 'facts-wrong', { party: 'W1', posting: 'closed-down' });
    many.go('2026-03-03', COMMISSION, 'postNotice', { party: 'E1', posting: 'closed-down' }).wait('2026-03-07');
    expect(many.clock('arbitration-defence', 'E1').start).toBe('2026-03-06');
    expect(many.clock('arbitration-serve-application').state).toBe('met');
  });

  it('ends the posting when the addressee takes the document after all (办案规则 第二十条)', () => {
    const life = made().go('2026-03-12', COMMISSION, 'postNotice', { party: 'E1', posting: 'refused' });
    life.go('2026-03-13', COMMISSION, 'serveAward', { party: 'E1', method: 'direct' });
    expect(life.clock('service-posted').state).toBe('ended');
    expect(life.wait('2026-03-20').runs('suit-non-final-award')).toHaveLength(1);
  });

  it('owes who is joined as respondent a copy within five working days of his own (第三十条第一款)', () => {
    const SERVE = 'arbitration-serve-application';
    const duties = (life: Life) => life.runs(SERVE).map((k) => [k.party, k.state, k.legal]);
    const late = begun().go('2026-03-20', COMMISSION, 'joinParty', { party: 'E2' });
    expect(duties(late).map(([party, , legal]) => [party, legal])).toEqual([
      [null, '2026-03-09'],
      ['E2', '2026-03-27'],
    ]);
    const life = begun().go('2026-03-03', COMMISSION, 'joinParty', { party: 'E2' });
    expect(missing(life).map(([, to]) => to)).toEqual(['E1', 'E2']);
    life.go('2026-03-04', COMMISSION, 'serveApplication', { party: 'E1' });
    expect(duties(life)).toEqual([
      [null, 'met', '2026-03-09'],
      ['E2', 'running', '2026-03-10'],
    ]);
    life.wait('2026-03-11');
    expect(life.clock(SERVE, 'E2').state).toBe('overdue');
    life.go('2026-03-11', COMMISSION, 'serveApplication', { party: 'E2' });
    expect([life.clock(SERVE, 'E2').state, life.clock('arbitration-defence', 'E2').start]).toEqual([
      'met',
      '2026-03-11',
    ]);
    expect(duties(begun().go('2026-03-03', COMMISSION, 'joinParty', { party: 'W2' }))).toHaveLength(1);
  });

  it('owes no copy to whom it published or posted for, but to each other respondent (第三十条第一款)', () => {
    const two = (): Life =>
      new Life('2026-03-02', { parties: ['W1', 'E1', 'E2'] })
        .go('2026-03-02', W, 'applyForArbitration')
        .go('2026-03-02', COMMISSION, 'acceptCase');
    const owed = (life: Life): string => life.clock('arbitration-serve-application').state;
    const life = two().go('2026-03-03', COMMISSION, 'publishNotice', { party: 'E1' });
    expect(owed(life)).toBe('running');
    life.no('2026-03-04', COMMISSION, 'award', 'not-served', { final: false, ...upheld(100) });
    life.go('2026-03-04', COMMISSION, 'postNotice', { party: 'E2', posting: 'refused' });
    expect([owed(life), owed(life.wait('2026-03-20'))]).toEqual(['met', 'met']);
    const late = two().go('2026-03-03', COMMISSION, 'serveApplication', { party: 'E1' });
    late.no('2026-03-04', COMMISSION, 'award', 'not-served', { final: false, ...upheld(100) }).wait('2026-03-12');
    expect(owed(late)).toBe('overdue');
    late.go('2026-03-12', COMMISSION, 'serveApplication', { party: 'E2' });
    expect(owed(late)).toBe('met');
    late.go('2026-03-12', COMMISSION, 'award', { final: false, ...upheld(100) });
  });

  it('goes on with the rest while an award on part of the claims is published (第四十三条第二款)', () => {
    const life = accepted(new Life('2026-03-02', { claims: [wages, leavePay] }), '2026-03-02');
    const before = life.clock('arbitration-award').nominal;
    life.go('2026-03-10', COMMISSION, 'award', { final: false, ...upheld(1_200_000) });
    told(life, '2026-03-11', 'publishNotice', { party: 'E1', proceeding: life.p('award').no });
    expect(life.clock('arbitration-award')).toMatchObject({ state: 'running', nominal: before, pauses: [] });
  });

  it('leaves the time of a notice out, and only as much as it took (办案规则 第四十六条第六项)', () => {
    const life = begun().go('2026-03-03', COMMISSION, 'serveApplication', { party: 'E1', method: 'publication' });
    expect(life.p('arbitration').notes.served).toBeUndefined();
    expect(life.clock('arbitration-award').nominal).toBe('2026-05-16');
    expect(unservedOf(life.c)).toMatchObject([{ document: 'application', to: 'E1', deemedOn: '2026-04-02' }]);
    life.go('2026-03-10', COMMISSION, 'serveApplication', { party: 'E1', method: 'direct' });
    expect(life.clock('arbitration-award').nominal).toBe('2026-04-23');
    expect(life.clock('arbitration-defence')).toMatchObject({ start: '2026-03-10' });
    expect(life.clock('service-publication').state).toBe('ended');
  });

  it('a court that publishes does not count that time either (民事诉讼法 第九十五条; 民诉法解释 第二百四十三条)', () => {
    const life = awarded(new Life('2026-03-02'), '2026-03-02', false).go('2026-03-10', E, 'fileSuit');
    life.go('2026-03-12', TOWN, 'registerSuit');
    const before = life.clock('first-instance').nominal;
    life.go('2026-03-13', TOWN, 'serveApplication', { party: 'W1', method: 'publication' });
    // The thirtieth day, 12 April, is a Sunday: the notice runs to Monday, and so long nothing is counted.
    expect(life.clock('first-instance').nominal).toBe(addDays(civilDate(before), 31));
    life.wait('2026-04-14');
    expect(life.clock('court-defence')).toMatchObject({ party: 'W1', start: '2026-04-13' });
    life.go('2026-05-06', TOWN, 'judge', upheld(900)).go('2026-05-06', TOWN, 'serveJudgment', { party: 'W1' });
    life.go('2026-05-06', TOWN, 'serveJudgment', { party: 'E1', method: 'publication' }).wait('2026-06-06');
    expect(life.clock('appeal', 'E1').start).toBe('2026-06-05');
  });

  it('needs consent for electronic service, and never so for an award (民事诉讼法 第九十条; 办案规则 第五十九条)', () => {
    const electronic = { party: 'E1', method: 'electronic' } as const;
    begun()
      .no('2026-03-03', COMMISSION, 'serveApplication', 'consent-missing', electronic)
      .go('2026-03-03', COMMISSION, 'serveApplication', { ...electronic, consented: true });
    made().no('2026-03-10', COMMISSION, 'serveAward', 'facts-wrong', { ...electronic, consented: true });
  });

  it('an attempt that failed is on record and moves nothing (民事诉讼法 第八十七条)', () => {
    const life = made();
    const { clocks, proceedings } = life.c;
    life.no('2026-03-12', COMMISSION, 'attemptService', 'reason-missing', {
      party: 'E1',
      method: 'mail',
      reason: undefined,
    });
    life.go('2026-03-12', COMMISSION, 'attemptService', { party: 'E1', method: 'mail' });
    expect(life.c.clocks).toEqual(clocks);
    expect(life.p('award')).toEqual({
      ...proceedings.at(-1),
      notes: {
        ...proceedings.at(-1)?.notes,
        attempts: [{ party: 'E1', method: 'mail', on: '2026-03-12', reason: 'because' }],
      },
    });
    const [, toEmployer] = unservedOf(life.c);
    expect(toEmployer).toMatchObject({ to: 'E1', since: '2026-03-10', attempts: [{ method: 'mail' }] });
  });

  it('shows what waits for each service that is owed (第三十、四十八至五十条; 民事诉讼法 第一百七十一条)', () => {
    const life = begun();
    expect(unservedOf(life.c)).toMatchObject([{ to: 'E1', since: '2026-03-02', waits: 'arbitration-defence' }]);
    life.go('2026-03-03', COMMISSION, 'serveApplication', { party: 'E1' }).go('2026-03-04', E, 'submitDefence');
    life.go('2026-03-05', COMMISSION, 'scheduleHearing', { hearingOn: civilDate('2026-04-01') });
    expect(unservedOf(life.c).map((x) => [x.document, x.to, x.since])).toEqual([
      ['defence', 'W1', '2026-03-04'],
      ['hearing-notice', 'W1', '2026-03-05'],
      ['hearing-notice', 'E1', '2026-03-05'],
    ]);
    life.go('2026-03-06', COMMISSION, 'attemptService', { party: 'E1', method: 'mail' });
    expect(unservedOf(life.c).at(-1)).toMatchObject({ to: 'E1', attempts: [{ on: '2026-03-06' }] });
    life.go('2026-03-06', COMMISSION, 'serveDefence', { method: 'mail' });
    life.no('2026-03-06', COMMISSION, 'giveHearingNotice', 'consent-missing', { method: 'electronic' });
    life.go('2026-03-06', COMMISSION, 'giveHearingNotice', { method: 'electronic', consented: true });
    expect(unservedOf(life.c)).toEqual([]);
    const award = made();
    expect(unservedOf(award.c).map((x) => [x.to, x.waits, x.consequence.zh])).toEqual([
      ['W1', 'suit-non-final-award', '十五日起诉期不起算;裁决不生效。'],
      ['E1', 'suit-non-final-award', '十五日起诉期不起算;裁决不生效。'],
    ]);
    expect(unservedOf(made({}, true).c).map((x) => x.waits)).toEqual([
      'suit-final-award-worker',
      'setaside-final-award-employer',
    ]);
    award.go('2026-03-10', COMMISSION, 'serveAward', { party: 'W1' });
    expect(missing(award)).toEqual([['award', 'E1']]);
    const court = awarded(new Life('2026-03-02'), '2026-03-02', false).go('2026-03-10', E, 'fileSuit');
    court.go('2026-03-12', TOWN, 'registerSuit').go('2026-05-06', TOWN, 'judge', upheld(900));
    expect(missing(court)).toEqual([
      ['judgment', 'W1'],
      ['judgment', 'E1'],
    ]);
  });

  it('served before a suspension and written down after it, counts from then; while posted, lateness is excused', () => {
    const life = begun()
      .go('2026-03-05', DIRECTOR, 'suspend', { ground: 'other-cause', ...PROOF })
      .go('2026-03-12', COMMISSION, 'resume');
    told(life, '2026-03-12', 'serveApplication', { party: 'E1', on: '2026-03-04' });
    expect(life.clock('arbitration-defence').start).toBe('2026-03-04');
    const late = begun().wait('2026-04-17').go('2026-04-17', COMMISSION, 'postNotice', {
      party: 'E1',
      posting: 'refused',
    });
    late.no('2026-04-20', W, 'fileSuit', 'suit-locked').wait('2026-04-23').go('2026-04-23', W, 'fileSuit');
  });

  it('a payment order is not published (民诉法解释 第四百三十条)', () => {
    const life = agreed(new Life('2026-03-02'), '2026-03-02', '2026-03-09').wait('2026-03-11');
    life.go('2026-03-11', W, 'applyForPaymentOrder');
    life.go('2026-03-12', TOWN, 'acceptCase').go('2026-03-13', TOWN, 'grant');
    expect(unservedOf(life.c)).toMatchObject([{ document: 'payment-order', to: 'E1', since: '2026-03-13' }]);
    life.no('2026-03-16', TOWN, 'serveOrder', 'facts-wrong', { method: 'publication' });
    told(life, '2026-03-18', 'serveOrder', { method: 'left', on: '2026-03-16' }, TOWN);
    expect(life.due('payment-order-objection')).toBe('2026-03-31');
  });

  it('an opinion counts from the day on which the petitioner had it (信访工作条例 第三十五条)', () => {
    const life = new Life('2026-07-20')
      .go('2026-07-20', W, 'registerPetition', { matter: 'other' })
      .go('2026-08-03', PETITIONS, 'sortPetition', { facts: PETITION_MATTER })
      .go('2026-08-03', PETITIONS, 'acceptCase')
      .go('2026-09-01', PETITIONS, 'giveOpinion');
    expect(unservedOf(life.c)).toMatchObject([{ document: 'opinion', to: 'W1', waits: 'petition-review-request' }]);
    life.go('2026-09-02', PETITIONS, 'attemptService', { party: 'W1', method: 'mail' });
    const document = 'opinion';
    for (const method of ['posted', 'publication'])
      life.no('2026-09-03', PETITIONS, 'serveDecision', 'facts-wrong', { document, method });
    life.no('2026-09-03', PETITIONS, 'serveDecision', 'consent-missing', { document, method: 'electronic' });
    const late = { document: 'opinion', method: 'mail', on: '2026-09-04' };
    told(life, '2026-09-08', 'serveDecision', late, PETITIONS);
    expect(life.clock('petition-review-request')).toMatchObject({ start: '2026-09-04', legal: '2026-10-08' });
    expect(unservedOf(life.c)).toEqual([]);
  });
});

describe('awards and courts', () => {
  it('a non-final award waits for the last party who was served (第五十条)', () => {
    const life = accepted(new Life('2026-03-02'), '2026-03-02').go('2026-03-10', COMMISSION, 'award', {
      final: false,
      ...on('2026-05-06'),
    });
    life.go('2026-03-10', COMMISSION, 'serveAward', { party: 'W1' }).wait('2026-04-10');
    expect(life.state('award')).toBe('made');
    life.go('2026-04-10', COMMISSION, 'serveAward', { party: 'E1' }).no('2026-04-10', W, 'fileSuit', 'suit-locked');
    life.wait('2026-04-28');
    expect(life.state('award')).toBe('effective');
    expect(life.p('performance').notes.instalments).toMatchObject([{ dueOn: '2026-05-06', amountFen: 1_200_000 }]);
  });

  it('who cannot be found is served by publication, then his period runs (民事诉讼法 第九十五条)', () => {
    const life = accepted(new Life('2026-03-02'), '2026-03-02').go('2026-03-10', COMMISSION, 'award', {
      final: false,
      ...upheld(1_200_000),
    });
    life
      .go('2026-03-10', COMMISSION, 'serveAward', { party: 'W1' })
      .go('2026-03-10', COMMISSION, 'publishNotice', { party: 'E1' });
    life.wait('2026-04-10');
    expect(life.clock('suit-non-final-award', 'E1')).toMatchObject({ start: '2026-04-09', legal: '2026-04-24' });
    expect(life.wait('2026-04-25').state('award')).toBe('effective');
  });

  it('a final award is performed from the day it is made; the employer cannot sue (第四十七、四十八条)', () => {
    const life = awarded(new Life('2026-03-02'), '2026-03-02', true, on('2026-03-09'));
    expect(life.p('performance')).toMatchObject({ state: 'due', openedOn: '2026-03-02' });
    expect(life.state('award')).toBe('made');
    life.no('2026-03-03', E, 'fileSuit', 'suit-locked').no('2026-03-03', W, 'applyForEnforcement', 'not-enforceable');
    life.go('2026-03-10', W, 'applyForEnforcement').go('2026-03-20', W, 'confirmPayment', {
      proceeding: life.p('enforcement').no,
    });
    expect([life.state('enforcement'), life.state('performance')]).toEqual(['performed', 'performed']);
    expect(life.wait('2026-04-02').state('award')).toBe('effective');
    life.go('2026-04-02', REGISTRAR, 'close');
  });

  it('the worker sues against a final award: it has no effect; withdrawn, it stands, and what was paid is paid', () => {
    const terms = upheld(1_200_000, {
      instalments: [
        { dueOn: civilDate('2026-03-03'), amountFen: 200_000 },
        { dueOn: civilDate('2026-06-01'), amountFen: 1_000_000 },
      ],
    });
    const life = awarded(new Life('2026-03-02'), '2026-03-02', true, terms);
    life.go('2026-03-03', W, 'confirmPayment', { instalment: 1 }).go('2026-03-12', E, 'applyForSetAside');
    life.go('2026-03-13', W, 'fileSuit');
    expect([life.state('award'), life.state('performance'), life.state('set-aside')]).toEqual([
      'contested',
      'pursued',
      'rejected',
    ]);
    life.go('2026-03-20', W, 'withdraw');
    expect(life.state('award')).toBe('effective');
    expect(life.p('performance').notes.instalments?.map((i) => i.paidOn)).toEqual(['2026-03-03', null]);
    expect(life.due('setaside-after-worker-suit-ends')).toBe('2026-04-20');
  });

  it('set aside: its claims are open again, each party has fifteen days to sue (第四十九条第三款)', () => {
    const life = awarded(new Life('2026-03-02'), '2026-03-02', true).go('2026-03-10', E, 'applyForSetAside');
    life.go('2026-03-20', TOWN, 'grant');
    expect([life.state('award'), life.state('performance')]).toEqual(['setAside', 'pursued']);
    expect(life.c.claims[0]).toMatchObject({ status: 'open', outcome: null });
    expect(life.due('suit-after-setaside', 'E1')).toBe('2026-04-07');
    life.go('2026-04-07', E, 'fileSuit');
  });

  it('too late to set aside (第四十九条)', () => {
    awarded(new Life('2026-03-02'), '2026-03-02', true).no('2026-04-02', E, 'applyForSetAside', 'no-final-award');
  });

  it('the court decides anew all that the award decided; the judgment takes effect when nobody appeals (第一百七十一条)', () => {
    const two = {
      terms: { claims: [upheld(5).terms.claims[0] ?? [], { claim: 2, result: 'dismissed', amountFen: 0 }].flat() },
    };
    const life = awarded(
      new Life('2026-03-02', { claims: [wages, leavePay] }),
      '2026-03-02',
      false,
      two as { terms: Terms },
    );
    life.go('2026-03-10', E, 'fileSuit').go('2026-03-12', TOWN, 'registerSuit');
    life.no('2026-05-06', TOWN, 'judge', 'terms-wrong', upheld(7));
    life.go('2026-05-06', TOWN, 'judge', {
      terms: { claims: [1, 2].map((claim) => ({ claim, result: 'upheld' as const, amountFen: 100 })) },
    });
    life
      .go('2026-05-07', TOWN, 'serveJudgment', { party: 'W1' })
      .go('2026-05-08', TOWN, 'serveJudgment', { party: 'E1' });
    life.no('2026-05-25', W, 'appeal', 'period-over').wait('2026-05-26');
    expect(life.state('court')).toBe('effective');
    expect(life.p('performance').notes.instalments).toMatchObject([{ amountFen: 200 }]);
  });

  it('the final judgment replaces the first (第一百八十二条)', () => {
    const life = awarded(new Life('2026-03-02'), '2026-03-02', false).go('2026-03-10', E, 'fileSuit');
    life.go('2026-03-12', TOWN, 'registerSuit').go('2026-04-01', TOWN, 'judge', upheld(900));
    life.go('2026-04-01', TOWN, 'serveJudgment', { party: 'E1' }).go('2026-04-07', E, 'appeal');
    life.go('2026-06-01', TOWN, 'judgeAppeal', upheld(800));
    expect(life.c.claims[0]?.outcome).toMatchObject({ amountFen: 800 });
    expect(life.p('performance').notes.instalments).toMatchObject([{ amountFen: 800 }]);
  });

  it('an award made elsewhere opens the suit for its fifteen days only (第五十条)', () => {
    const facts = { priorArbitration: { result: 'award', servedOn: civilDate('2026-03-02') } } as const;
    new Life('2026-03-03', { facts }).go('2026-03-17', W, 'fileSuit');
    new Life('2026-03-03', { facts }).no('2026-03-18', W, 'fileSuit', 'suit-locked');
  });

  it('a wage IOU may be sued on directly, by the worker (解释一 第十五条)', () => {
    new Life('2026-03-03', { facts: { wageIou: true } })
      .no('2026-03-04', E, 'fileSuit', 'suit-locked')
      .go('2026-03-04', W, 'fileSuit');
  });
});

/** One result over those claims, each of that sum, payable as the instalments say. */
const over = (claims: readonly number[], amountFen: number, more: Partial<Terms> = {}): Terms => ({
  claims: claims.map((claim) => ({ claim, result: 'upheld', amountFen })),
  ...more,
});
const due = (day: string, amountFen: number): NonNullable<Terms['instalments']>[number] => ({
  dueOn: civilDate(day),
  amountFen,
});
const awards = (life: Life): readonly [number, string][] =>
  life.c.proceedings.filter((p) => p.procedure === 'award').map((p) => [p.no, p.state]);

describe('several awards of one arbitration', () => {
  const two = (day: string, facts: Partial<Facts> = {}): Life =>
    accepted(new Life(day, { claims: [wages, leavePay], facts }), day);
  const served = (life: Life, day: string, proceeding: number): Life =>
    life
      .go(day, COMMISSION, 'serveAward', { party: 'W1', proceeding })
      .go(day, COMMISSION, 'serveAward', { party: 'E1', proceeding });
  /** 终局 on the wages (2), 非终局 on the leave pay (3), both served on both parties on that day. */
  const mixed = (day: string): Life => {
    const life = two(day)
      .go(day, COMMISSION, 'award', { final: true, terms: over([1], 900) })
      .go(day, COMMISSION, 'award', { final: false, terms: over([2], 300) });
    return served(served(life, day, 2), day, life.p('award').no);
  };

  it('wages first, the rest later: the target is met, the forty-five days run on (第四十三条第二款)', () => {
    const life = two('2026-03-02', { migrantWages: true });
    life.go('2026-03-20', COMMISSION, 'award', { final: true, terms: over([1], 900) });
    expect(life.clock('wage-fast-track').state).toBe('met');
    expect(life.clock('arbitration-award')).toMatchObject({ state: 'running', legal: '2026-04-16' });
    expect([life.state('arbitration'), life.state('award'), life.state('performance')]).toEqual([
      'accepted',
      'made',
      'due',
    ]);
    expect(life.c.claims.map((x) => x.status)).toEqual(['decided', 'open']);
    life.no('2026-03-21', COMMISSION, 'award', 'terms-wrong', { final: true, terms: over([1], 1) });
    life.go('2026-03-23', W, 'confirmPayment').no('2026-03-23', REGISTRAR, 'close', 'claims-open');
    life.go('2026-04-10', COMMISSION, 'award', { final: false, terms: over([2], 300) });
    expect(life.p('arbitration')).toMatchObject({ state: 'awarded', closedOn: '2026-04-10' });
    expect(life.clock('arbitration-award').state).toBe('met');
    served(served(life, '2026-04-10', 2), '2026-04-10', 4).wait('2026-04-28');
    expect(awards(life)).toEqual([
      [2, 'made'],
      [4, 'effective'],
    ]);
    life.wait('2026-05-12').go('2026-05-12', W, 'confirmPayment');
    expect(life.go('2026-05-12', REGISTRAR, 'close').c.status).toBe('closed');
  });

  it('is late with the rest: the suit for delay leaves what was decided first alone (解释一 第十二条)', () => {
    const life = two('2026-03-02').go('2026-03-20', COMMISSION, 'award', { final: false, terms: over([1], 900) });
    served(life, '2026-03-20', 2).wait('2026-04-17').go('2026-04-17', W, 'fileSuit');
    expect([life.state('arbitration'), life.state('award'), life.state('court')]).toEqual([
      'sued',
      'effective',
      'filed',
    ]);
    life.no('2026-04-20', TOWN, 'judge', 'not-in-this-state', { terms: over([2], 5) });
    life.go('2026-04-20', TOWN, 'registerSuit').no('2026-04-21', TOWN, 'judge', 'terms-wrong', { terms: over([1], 5) });
    life.go('2026-04-21', TOWN, 'judge', { terms: over([2], 5) });
  });

  it('late with the rest while the first may still be sued over: the suit names which it means', () => {
    const life = two('2026-03-02').go('2026-04-15', COMMISSION, 'award', { final: false, terms: over([1], 900) });
    served(life, '2026-04-15', 2).no('2026-04-17', W, 'fileSuit', 'say-which-proceeding');
    const offered = actionsOf(life.c, W, worldAt(startOfDayMs(civilDate('2026-04-17')) + 40_000_000));
    expect(offered.flatMap((a) => (a.command === 'fileSuit' && !a.refusal ? [a.proceeding] : []))).toEqual([2, 1]);
    life.go('2026-04-17', W, 'fileSuit', { proceeding: 2 });
    expect([life.state('arbitration'), life.state('award')]).toEqual(['accepted', 'contested']);
    life.go('2026-04-17', W, 'fileSuit', { proceeding: 1 });
    expect(life.state('arbitration')).toBe('sued');
  });

  it('two documents, each served by itself and each with its own periods (办案规则 第五十条)', () => {
    const life = two('2026-03-02').go('2026-03-02', COMMISSION, 'award', { final: true, terms: over([1], 900) });
    life.go('2026-03-02', COMMISSION, 'award', { final: false, terms: over([2], 300) });
    life.no('2026-03-02', COMMISSION, 'serveAward', 'say-which-proceeding', { party: 'W1' });
    const both = mixed('2026-03-02');
    expect(both.due('suit-final-award-worker')).toBe('2026-03-17');
    expect(both.due('setaside-final-award-employer')).toBe('2026-04-01');
    expect(both.runs('suit-non-final-award')).toHaveLength(2);
    both.no('2026-03-03', E, 'fileSuit', 'suit-locked', { proceeding: 2 });
    both.no('2026-03-03', W, 'fileSuit', 'say-which-proceeding').go('2026-03-03', E, 'fileSuit');
    expect(awards(both).map(([, state]) => state)).toEqual(['made', 'contested']);
  });

  it('a suit over one document bars the set-aside of that one alone (解释一 第二十一条)', () => {
    const life = mixed('2026-03-02').go('2026-03-10', W, 'fileSuit', { proceeding: 4 });
    expect(awards(life)).toEqual([
      [2, 'made'],
      [4, 'contested'],
    ]);
    expect(life.state('performance')).toBe('breached');
    life.go('2026-03-11', E, 'applyForSetAside');
    expect([life.state('set-aside'), life.p('set-aside').notes.basis]).toEqual(['filed', 2]);
    life.go('2026-03-12', W, 'fileSuit');
    expect(life.c.proceedings.filter((p) => p.procedure === 'court').map((p) => p.notes.basis)).toEqual([4, 2]);
    expect([life.state('set-aside'), life.state('performance')]).toEqual(['rejected', 'pursued']);
    life.no('2026-03-13', E, 'applyForSetAside', 'no-final-award');
    life.no('2026-03-13', W, 'withdraw', 'say-which-proceeding');
    life.go('2026-03-16', W, 'withdraw', { proceeding: life.p('court').no });
    expect(awards(life)[0]).toEqual([2, 'effective']);
    life.go('2026-03-17', E, 'applyForSetAside');
    expect(life.p('set-aside').notes.basis).toBe(2);
  });

  it('one is set aside: its claims are the court’s, the arbitration goes on with the rest (第四十九条第三款)', () => {
    const claims: readonly NewClaim[] = [wages, leavePay, { type: 'other', party: 'W1', amountFen: 1 }];
    const life = accepted(new Life('2026-03-02', { claims }), '2026-03-02');
    life.go('2026-03-03', COMMISSION, 'award', { final: true, terms: over([1], 900) });
    life.go('2026-03-03', COMMISSION, 'award', { final: true, terms: over([2], 300) });
    const [first, second] = awards(life).map(([no]) => no);
    served(served(life, '2026-03-03', first ?? 0), '2026-03-03', second ?? 0);
    life.no('2026-03-10', E, 'applyForSetAside', 'say-which-proceeding');
    life.go('2026-03-10', E, 'applyForSetAside', { proceeding: first ?? 0 }).go('2026-03-20', TOWN, 'grant');
    expect(awards(life).map(([, state]) => state)).toEqual(['setAside', 'made']);
    expect(life.c.claims.map((x) => x.status)).toEqual(['open', 'decided', 'open']);
    expect(openProceedings(life.c).some((p) => p.procedure === 'performance' && p.notes.basis === second)).toBe(true);
    life.no('2026-03-23', COMMISSION, 'award', 'terms-wrong', { final: true, terms: over([1, 3], 1) });
    life.go('2026-03-24', E, 'fileSuit');
    expect([life.state('arbitration'), life.p('court').notes.basis]).toEqual(['accepted', first]);
    life.no('2026-03-25', W, 'fileSuit', 'already-running', { proceeding: first });
    life.go('2026-03-25', COMMISSION, 'award', { final: false, terms: over([3], 1) });
    expect(life.state('arbitration')).toBe('awarded');
    life.go('2026-03-26', TOWN, 'registerSuit').go('2026-03-30', TOWN, 'judge', { terms: over([1], 7) });
  });

  it('one is performed and enforced while the other is in court; closed only when both are through', () => {
    const life = mixed('2026-03-02').wait('2026-03-03').go('2026-03-10', W, 'fileSuit', { proceeding: 4 });
    life.go('2026-03-10', W, 'applyForEnforcement');
    life.go('2026-03-20', TOWN, 'confirmPayment', { proceeding: life.p('enforcement').no });
    expect([life.state('enforcement'), life.state('performance')]).toEqual(['performed', 'performed']);
    life.no('2026-03-20', REGISTRAR, 'close', 'claims-open').go('2026-03-20', TOWN, 'registerSuit');
    life.go('2026-04-10', TOWN, 'judge', { terms: { claims: [{ claim: 2, result: 'dismissed', amountFen: 0 }] } });
    for (const id of ['W1', 'E1'] as const) life.go('2026-04-10', TOWN, 'serveJudgment', { party: id });
    life.wait('2026-04-28');
    expect([...awards(life).map(([, state]) => state), life.state('court')]).toEqual([
      'effective',
      'contested',
      'effective',
    ]);
    expect(life.go('2026-04-28', REGISTRAR, 'close').c.status).toBe('closed');
  });

  it('two that are not performed are enforced side by side', () => {
    const life = two('2026-03-02').go('2026-03-02', COMMISSION, 'award', { final: true, terms: over([1], 900) });
    life.go('2026-03-02', COMMISSION, 'award', { final: true, terms: over([2], 300) }).wait('2026-03-03');
    const owed = life.c.proceedings.filter((p) => p.procedure === 'performance').map((p) => p.no);
    life.no('2026-03-04', W, 'applyForEnforcement', 'say-which-proceeding');
    for (const proceeding of owed) life.go('2026-03-04', W, 'applyForEnforcement', { proceeding });
    life.no('2026-03-05', W, 'applyForEnforcement', 'already-running');
    expect(life.c.proceedings.filter((p) => p.procedure === 'enforcement').map((p) => p.notes.basis)).toEqual(owed);
  });
});

describe('one award over several workers: each may sue alone (解释一 第十七条)', () => {
  const W2 = party('W2');
  const three = (day: string, final: boolean, terms: Terms): Life => {
    const parties = ['W1', 'W2', 'W3', 'E1'] as const;
    const claims = parties.slice(0, 3).map((id): NewClaim => ({ ...wages, party: id }));
    const facts = { workers: 3, commonClaim: true };
    return accepted(new Life(day, { parties, claims, facts }), day).go(day, COMMISSION, 'award', { final, terms });
  };
  const give = (life: Life, day: string, ...to: readonly PartyId[]): Life => {
    for (const id of to) life.go(day, COMMISSION, 'serveAward', { party: id, proceeding: 2 });
    return life;
  };
  const claimsOf = (life: Life, no: number): readonly number[] =>
    life.c.claims.flatMap((x) => (x.outcome?.proceeding === no ? [x.id] : []));

  it('one sues: for the others it takes effect fifteen days after the last of them was served', () => {
    const terms = over([1, 2, 3], 1000, { instalments: [due('2026-05-06', 1000), due('2026-06-05', 2000)] });
    const life = three('2026-03-02', false, terms);
    give(life, '2026-03-03', 'W1', 'W2', 'E1').go('2026-03-09', W2, 'fileSuit');
    expect(awards(life)).toEqual([
      [2, 'made'],
      [3, 'contested'],
    ]);
    expect([claimsOf(life, 2), claimsOf(life, 3)]).toEqual([[1, 3], [2]]);
    give(life, '2026-03-20', 'W3').wait('2026-04-07');
    expect(life.state('arbitration')).toBe('awarded');
    expect(life.clock('suit-non-final-award', 'W3').legal).toBe('2026-04-07');
    expect(awards(life)[0]).toEqual([2, 'made']);
    life.wait('2026-04-08');
    expect(awards(life)[0]).toEqual([2, 'effective']);
    expect(life.p('performance').notes.instalments?.map((i) => i.amountFen)).toEqual([667, 1333]);
    life.go('2026-04-08', TOWN, 'registerSuit');
    life.no('2026-04-09', TOWN, 'judge', 'terms-wrong', { terms: over([1, 2], 5) });
    life.go('2026-04-09', TOWN, 'judge', { terms: over([2], 5) });
  });

  it('who alone was awaited sues: for the others it takes effect with that', () => {
    const life = give(three('2026-03-02', false, over([1, 2, 3], 1000)), '2026-03-02', 'W1', 'W3', 'E1');
    life.wait('2026-03-20');
    expect(awards(life)).toEqual([[2, 'made']]);
    life.go('2026-03-20', W2, 'fileSuit');
    expect(awards(life)).toEqual([
      [2, 'effective'],
      [3, 'contested'],
    ]);
    expect(life.p('performance').notes).toMatchObject({ basis: 2, instalments: [{ amountFen: 2000 }] });
  });

  it('each may go his own way, one after the other; the last one takes what is left', () => {
    const life = give(three('2026-03-02', false, over([1, 2, 3], 1000)), '2026-03-02', 'W1', 'W2', 'W3', 'E1');
    for (const id of ['W1', 'W3', 'W2'] as const) life.go('2026-03-09', party(id), 'fileSuit');
    expect(awards(life).map(([, state]) => state)).toEqual(['contested', 'contested', 'contested']);
    expect(
      life.c.proceedings.filter((p) => p.procedure === 'court').map((p) => claimsOf(life, p.notes.basis ?? 0)),
    ).toEqual([[1], [3], [2]]);
    life.no('2026-03-10', party('W1'), 'fileSuit', 'suit-locked');
  });

  it('the employer sues those whom he names, or all; a worker only for himself', () => {
    const life = give(three('2026-03-02', false, over([1, 2, 3], 1000)), '2026-03-02', 'W1', 'W2', 'W3', 'E1');
    life.no('2026-03-09', W, 'fileSuit', 'not-yours', { workers: ['W1', 'W3'] });
    life.no('2026-03-09', E, 'fileSuit', 'party-unknown', { workers: ['W4'] });
    life.go('2026-03-09', E, 'fileSuit', { workers: ['W3'] });
    expect(awards(life).map(([, state]) => state)).toEqual(['made', 'contested']);
    life.go('2026-03-10', E, 'fileSuit');
    expect(awards(life).map(([, state]) => state)).toEqual(['contested', 'contested']);
    expect(claimsOf(life, 2)).toEqual([1, 2]);
  });

  it('a final one is divided in what was paid too; withdrawn, his part stands and may be set aside alone', () => {
    const terms = over([1, 2, 3], 1000, { instalments: [due('2026-03-03', 900), due('2026-06-01', 2100)] });
    const life = give(three('2026-03-02', true, terms), '2026-03-02', 'W1', 'W2', 'W3', 'E1');
    life.go('2026-03-03', W, 'confirmPayment', { instalment: 1 }).go('2026-03-09', E, 'applyForSetAside');
    life.go('2026-03-10', W2, 'fileSuit');
    expect([life.state('set-aside'), life.p('set-aside').notes.basis]).toEqual(['filed', 2]);
    const rest = openProceedings(life.c).find((p) => p.procedure === 'performance');
    expect(rest?.notes.instalments).toMatchObject([
      { amountFen: 600, paidOn: '2026-03-03' },
      { amountFen: 1400, paidOn: null },
    ]);
    life.go('2026-03-20', W2, 'withdraw', { proceeding: life.p('court').no });
    expect(life.p('performance').notes.instalments).toMatchObject([
      { amountFen: 300, paidOn: '2026-03-03' },
      { amountFen: 700, paidOn: null },
    ]);
    const part = life.p('award').no;
    expect(life.clock('setaside-after-worker-suit-ends')).toMatchObject({ award: part, legal: '2026-04-20' });
    life.go('2026-03-23', TOWN, 'grant').go('2026-03-24', E, 'applyForSetAside');
    expect(awards(life)).toEqual([
      [2, 'setAside'],
      [part, 'effective'],
    ]);
    expect(life.p('set-aside').notes.basis).toBe(part);
    expect(life.c.claims.map((x) => x.status)).toEqual(['open', 'decided', 'open']);
  });

  it('set aside is asked on the last day of all and refused: the award stands, and the case can be closed', () => {
    const life = awarded(new Life('2026-03-02'), '2026-03-02', true).go('2026-04-01', E, 'applyForSetAside');
    expect(awards(life)).toEqual([[2, 'effective']]);
    life.go('2026-04-20', TOWN, 'reject').go('2026-04-20', W, 'confirmPayment').go('2026-04-20', REGISTRAR, 'close');
  });

  it('states a sum for each of them; a partial award binds only those whose claims it decides', () => {
    const lump = { claims: [1, 2].map((claim) => ({ claim, result: 'upheld' as const, amountFen: null })), lumpFen: 5 };
    expect(() => three('2026-03-02', false, lump)).toThrow();
    const life = three('2026-03-02', false, over([1, 2], 1000));
    expect(life.p('award').notes.parties).toEqual(['W1', 'W2', 'E1']);
    life.no('2026-03-03', party('W3'), 'fileSuit', 'suit-locked').go('2026-03-03', W2, 'fileSuit');
    expect(life.state('arbitration')).toBe('accepted');
  });
});

describe('performance', () => {
  it('instalments: reminded, missed, offered; paid up it goes on (人民调解法 第三十一条; 调解仲裁法 第十五条)', () => {
    const life = new Life('2026-03-02')
      .go('2026-03-02', W, 'applyForMediation', { body: 'town' })
      .go('2026-03-02', E, 'consent')
      .go('2026-03-02', TOWN, 'acceptCase')
      .no('2026-03-03', TOWN, 'settle', 'terms-wrong', {
        terms: {
          claims: [{ claim: 1, result: 'agreed', amountFen: 900 }],
          instalments: [{ dueOn: '2026-03-20', amountFen: 899 }],
        },
      })
      .go('2026-03-03', TOWN, 'settle', {
        terms: {
          claims: [{ claim: 1, result: 'agreed', amountFen: 900 }],
          instalments: [400, 300, 200].map((amountFen, i) => ({
            dueOn: addDays(civilDate('2026-03-20'), i * 30),
            amountFen,
          })),
        },
      });
    life.go('2026-03-20', W, 'confirmPayment', { instalment: 1 }).wait('2026-04-21');
    expect(life.state('performance')).toBe('breached');
    expect(life.offered()).toEqual(['applyForMediation', 'applyForPaymentOrder', 'applyForArbitration', 'fileSuit']);
    life.go('2026-04-22', W, 'confirmPayment', { instalment: 2 });
    expect(life.state('performance')).toBe('due');
    life.go('2026-05-19', W, 'confirmPayment').go('2026-05-19', REGISTRAR, 'close');
    expect(life.c.status).toBe('closed');
  });

  it('breach, then arbitration: the claims are open again (第十五条)', () => {
    const life = agreed(new Life('2026-03-02'), '2026-03-02', '2026-03-10')
      .wait('2026-03-11')
      .go('2026-03-12', W, 'applyForArbitration');
    expect(life.state('performance')).toBe('pursued');
    expect(life.c.claims[0]).toMatchObject({ status: 'open', outcome: null });
  });

  it('what can be enforced stays so when arbitration is filed on something else (第五十一条)', () => {
    const life = awarded(new Life('2026-03-02'), '2026-03-02', true, on('2026-03-09')).wait('2026-03-10');
    life
      .wait('2026-04-02')
      .go('2026-04-02', W, 'addClaim', { claim: leavePay })
      .go('2026-04-02', W, 'applyForArbitration');
    expect(life.state('performance')).toBe('breached');
    expect(life.c.claims.map((x) => x.status)).toEqual(['decided', 'open']);
  });

  it('payment order: not before the breach; objected to it is void and the suit is open (第十六条; 解释一 第十三条)', () => {
    const life = agreed(
      new Life('2026-03-02', { claims: [{ ...wages, type: 'compensation' }] }),
      '2026-03-02',
      '2026-03-10',
    );
    life.no('2026-03-05', W, 'applyForPaymentOrder', 'not-in-this-state').wait('2026-03-11');
    life.no('2026-03-11', E, 'applyForPaymentOrder', 'not-yours').go('2026-03-11', W, 'applyForPaymentOrder');
    life.no('2026-03-11', W, 'fileSuit', 'suit-locked');
    life.go('2026-03-12', TOWN, 'acceptCase').go('2026-03-16', TOWN, 'grant').go('2026-03-17', TOWN, 'serveOrder');
    expect(life.due('payment-order-objection')).toBe('2026-04-01');
    life.go('2026-03-30', E, 'object').go('2026-03-31', W, 'fileSuit');
  });

  it('payment order: nobody objects, so it is enforced (民事诉讼法 第二百二十七条)', () => {
    const life = agreed(new Life('2026-03-02'), '2026-03-02', '2026-03-10')
      .wait('2026-03-11')
      .go('2026-03-11', W, 'applyForPaymentOrder');
    life.go('2026-03-12', TOWN, 'acceptCase').go('2026-03-16', TOWN, 'grant').go('2026-03-17', TOWN, 'serveOrder');
    life.wait('2026-04-02').go('2026-04-02', W, 'applyForEnforcement');
    expect(life.p('performance').notes.enforceable).toBe(true);
  });

  it('an enforcement that ends unpaid leaves two years; the worker may give the rest up, nobody else', () => {
    const life = awarded(new Life('2026-03-02'), '2026-03-02', true, on('2026-03-09')).go(
      '2026-03-10',
      W,
      'applyForEnforcement',
    );
    life.go('2026-03-30', TOWN, 'endEnforcement');
    expect(life.clock('enforcement-application')).toMatchObject({ state: 'running', legal: '2028-03-30' });
    life
      .wait('2026-04-02')
      .no('2026-04-02', E, 'withdraw', 'not-yours')
      .no('2026-04-02', REGISTRAR, 'close', 'claims-open');
    life.go('2026-04-02', W, 'withdraw').go('2026-04-02', REGISTRAR, 'close');
  });
});

describe('claims, facts, limitation', () => {
  it('a case closes only when every claim is closed (L7)', () => {
    const life = agreed(new Life('2026-03-02', { claims: [wages, leavePay] }), '2026-03-02', '2026-03-10');
    life.go('2026-03-09', W, 'confirmPayment').no('2026-03-09', REGISTRAR, 'close', 'claims-open');
    life.no('2026-03-09', E, 'withdrawClaim', 'not-yours', { claim: 2 });
    life.no('2026-03-09', W, 'withdrawClaim', 'claim-unknown', { claim: 1 });
    life.go('2026-03-09', W, 'withdrawClaim', { claim: 2 }).go('2026-03-09', REGISTRAR, 'close');
    life.no('2026-03-10', W, 'applyForArbitration', 'case-closed').go('2026-03-10', REGISTRAR, 'reopen');
    expect(life.offered()).toContain('applyForArbitration');
    life.go('2026-03-10', W, 'addClaim', { claim: leavePay }).go('2026-03-10', W, 'applyForArbitration');
  });

  it('D10: interrupted it starts anew, suspended it holds, exercised it rests, withdrawn it starts again (第二十七条)', () => {
    const life = new Life('2026-03-02', { claims: [leavePay], facts: { knownOn: civilDate('2026-01-10') } });
    life.no('2026-03-02', REGISTRAR, 'pauseLimitation', 'facts-wrong', { ground: 'rain' });
    life.no('2026-03-02', REGISTRAR, 'pauseLimitation', 'proof-missing', { ground: 'force-majeure' });
    life.go('2026-03-02', REGISTRAR, 'pauseLimitation', { ground: 'force-majeure', ...PROOF });
    life.go('2026-03-12', REGISTRAR, 'resumeLimitation');
    expect(life.clock('arbitration-limitation-general')).toMatchObject({ nominal: '2027-01-20', start: '2026-01-10' });
    life.go('2026-03-13', W, 'requestNegotiation').go('2026-03-16', E, 'refuse');
    expect(life.clock('arbitration-limitation-general')).toMatchObject({ start: '2026-03-16', proof: life.c.seq });
    life.go('2026-04-01', W, 'applyForArbitration');
    expect(life.clock('arbitration-limitation-general').state).toBe('met');
    life.go('2026-04-10', W, 'withdraw');
    expect(life.clock('arbitration-limitation-general')).toMatchObject({ start: '2026-04-10', state: 'running' });
  });

  it('D10: a demand or a complaint of an earlier day interrupts from that day, with its proof (第二十七条第二款)', () => {
    const begun = (): Life =>
      new Life('2026-03-02', { claims: [leavePay], facts: { knownOn: civilDate('2025-01-10') } }).wait('2026-03-03');
    const told = { cause: 'complaint-to-authority', happenedOn: civilDate('2025-12-01') } as const;
    const life = begun();
    expect(life.clock('arbitration-limitation-general').state).toBe('lapsed');
    life.no('2026-03-03', REGISTRAR, 'interruptLimitation', 'proof-missing', told);
    life.no('2026-03-03', W, 'interruptLimitation', 'not-yours', { ...told, ...PROOF });
    for (const day of ['2025-01-10', '2026-01-13'])
      life.no('2026-03-03', REGISTRAR, 'interruptLimitation', 'clock-not-running', {
        ...told,
        ...PROOF,
        happenedOn: civilDate(day),
      });
    life.no('2026-03-03', REGISTRAR, 'interruptLimitation', 'date-in-future', {
      ...told,
      ...PROOF,
      happenedOn: civilDate('2026-03-04'),
    });
    life.go('2026-03-03', REGISTRAR, 'interruptLimitation', { ...told, ...PROOF });
    expect(life.clock('arbitration-limitation-general')).toMatchObject({
      start: '2025-12-01',
      legal: '2026-12-01',
      proof: life.c.seq,
      state: 'running',
    });
    life.go('2026-03-04', REGISTRAR, 'interruptLimitation', {
      cause: 'agreed-to-perform',
      happenedOn: civilDate('2026-02-01'),
      ...PROOF,
    });
    expect(life.runs('arbitration-limitation-general').map((k) => k.state)).toEqual([
      'lapsed',
      'superseded',
      'running',
    ]);
  });

  it('wages have no limitation while employment lasts; it begins when its end is recorded (第二十七条第四款)', () => {
    const life = new Life('2026-03-02', { facts: { knownOn: civilDate('2024-01-01') } });
    expect(life.c.clocks.filter((k) => k.rule.startsWith('arbitration-limitation'))).toEqual([]);
    life.go('2026-03-10', REGISTRAR, 'correctFacts', { facts: { employmentEndedOn: civilDate('2026-03-09') } });
    expect(life.due('arbitration-limitation-wages')).toBe('2027-03-09');
    expect(life.runs('arbitration-limitation-general')).toEqual([]);
  });

  it('a lapsed limitation turns nobody away (第二十七条)', () => {
    const life = new Life('2026-03-02', { claims: [leavePay], facts: { knownOn: civilDate('2020-01-01') } }).wait(
      '2026-03-03',
    );
    expect(life.clock('arbitration-limitation-general').state).toBe('lapsed');
    life.go('2026-03-03', W, 'applyForArbitration');
  });

  it('limitation begins anew with the breach of an agreement, though it had lapsed before (协商调解规定 第三十一条)', () => {
    const life = agreed(
      new Life('2026-03-02', { claims: [leavePay], facts: { knownOn: civilDate('2020-01-01') } }),
      '2026-03-03',
      '2026-03-10',
    ).wait('2026-03-11');
    expect(life.clock('arbitration-limitation-general')).toMatchObject({ start: '2026-03-11', state: 'running' });
  });

  it('a corrected fact moves no run that was interrupted since, and raises the collective flag', () => {
    const life = new Life('2026-03-02', { claims: [leavePay], facts: { knownOn: civilDate('2026-01-10') } });
    life.go('2026-03-03', W, 'registerPetition', { matter: 'leave' });
    life.go('2026-03-04', REGISTRAR, 'correctFacts', {
      facts: { knownOn: civilDate('2026-02-01'), workers: 11, commonClaim: true },
    });
    expect(life.due('arbitration-limitation-general')).toBe('2027-03-03');
    expect(life.c.flags).toEqual(['collective']);
  });

  it('a corrected start keeps the old dates in its event (C15)', () => {
    const life = accepted(new Life('2026-03-02'), '2026-03-02');
    const { no } = life.clock('arbitration-defence');
    life.no('2026-03-05', REGISTRAR, 'correctStart', 'reason-missing', {
      clock: no,
      start: '2026-03-04',
      reason: undefined,
    });
    life.go('2026-03-05', REGISTRAR, 'correctStart', { clock: no, start: civilDate('2026-03-04') });
    const moved = life.events.at(-1)?.effects.find((e) => e.t === 'clock-moved');
    expect(moved).toMatchObject({ cause: 'corrected', before: { legal: '2026-03-16' }, set: { legal: '2026-03-18' } });
  });

  it('a correction that leaves the day in the past leaves the duty overdue: nothing lapses twice', () => {
    const life = accepted(new Life('2026-03-02'), '2026-03-02').wait('2026-04-20');
    const { no } = life.clock('arbitration-award');
    life.go('2026-04-20', REGISTRAR, 'correctStart', { clock: no, start: civilDate('2026-03-01') });
    expect(life.clock('arbitration-award').state).toBe('overdue');
    life.go('2026-04-20', REGISTRAR, 'correctStart', { clock: no, start: civilDate('2026-04-01') });
    expect(life.clock('arbitration-award')).toMatchObject({ state: 'running', legal: '2026-05-18' });
  });
});

describe('petition, people, time', () => {
  it('a petition is always registered, routed to arbitration, and stops no clock (信访工作条例 第二十二、三十一条)', () => {
    const life = accepted(new Life('2026-03-02'), '2026-03-02');
    const due = life.due('arbitration-award');
    life
      .go('2026-03-10', W, 'registerPetition', { matter: 'wages' })
      .no('2026-03-11', PETITIONS, 'routeOut', 'reason-missing', {
        route: 'arbitration',
        reason: undefined,
      });
    life
      .no('2026-03-11', PETITIONS, 'routeOut', 'not-sorted', { route: 'arbitration' })
      .go('2026-03-11', PETITIONS, 'sortPetition', { facts: { ...PETITION_MATTER, arbitrable: true } })
      .no('2026-03-11', PETITIONS, 'acceptCase', 'belongs-elsewhere');
    life.go('2026-03-11', PETITIONS, 'routeOut', { route: 'arbitration' });
    expect([life.state('petition'), life.state('arbitration'), life.due('arbitration-award')]).toEqual([
      'routedOut',
      'accepted',
      due,
    ]);
  });

  it('who recused himself does not act (第三十三条)', () => {
    new Life('2026-03-02')
      .go('2026-03-02', W, 'applyForMediation', { body: 'town' })
      .go('2026-03-02', TOWN, 'recuse', { person: 'mediator' })
      .no('2026-03-02', TOWN, 'declineCase', 'not-yours')
      .no('2026-03-02', staff('station-head', 'town'), 'assign', 'not-yours', { handler: 'mediator' });
  });

  it('nothing waits without an end: an idle case is followed up, then its superiors are told', () => {
    const life = new Life('2026-03-02').wait('2026-04-30');
    expect(life.clock('case-follow-up')).toMatchObject({ state: 'overdue', rungs: 3 });
    expect(life.events.filter((e) => e.type === 'escalate')).toHaveLength(3);
    expect(tasksOf(life.c).map((t) => t.what)).toEqual(['owe', 'choose']);
  });

  it('tells beforehand what happens when nobody acts (E6)', () => {
    const life = new Life('2026-03-02', { stepwise: true }).go('2026-03-02', W, 'applyForMediation', { body: 'town' });
    const said = forecast(
      life.c,
      { ...worldAt(startOfDayMs(civilDate('2026-03-02')) + 40_000_000), directory: DISTRICT },
      3,
    );
    expect(said.map((e) => [e.type, e.on])).toEqual([
      ['warn', '2026-03-04'],
      ['lapse', '2026-03-06'],
      ['warn', '2026-03-10'],
    ]);
    expect(life.c.clocks.some(isRunning)).toBe(true);
  });

  it('a day that lies ahead, or before the present state, is refused', () => {
    const life = accepted(new Life('2026-03-02'), '2026-03-02');
    life.no('2026-03-10', COMMISSION, 'formTribunal', 'date-in-future', { on: '2026-03-11' });
    life.go('2026-03-20', COMMISSION, 'award', { final: false, ...upheld(1) });
    life.no('2026-03-23', COMMISSION, 'serveAward', 'date-too-early', { party: 'W1', on: '2026-03-19' });
  });
});
