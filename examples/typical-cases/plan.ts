// How a published case is driven: who gives which command on which day. Dates that were published stand as such;
// undated steps are placed within their lawful windows, counted in days from the opening.

import { addDays, type CivilDate, civilDate } from '../../domain/calendar/civil-date.ts';
import type { ClaimOutcome, Facts } from '../../domain/case.ts';
import type { MatterFacts } from '../../domain/clearance/routing.ts';
import type { Command, CommandOf, CommandType, Payloads, Terms } from '../../domain/command.ts';
import type { MediationLevel } from '../../domain/deciding/routing.ts';
import { GUARANTEES, type PlanContent } from '../../domain/petition/case-plan.ts';
import { fen, type OutcomeKind, type PublishedCase } from './published.ts';

/**
 * Who gives it: a party (written down by an officer), the office that holds the proceeding, its director, a liaison
 * officer, or for the plan of a petition the petition office's officer and its head.
 */
export type By = 'worker' | 'employer' | 'body' | 'director' | 'liaison' | PetitionDesk;
export type PetitionDesk = 'petition-officer' | 'authority-head';

/** Stands in a plan for whoever holds the desk, or for the petition office itself; the runner puts in who that is. */
export const PETITION_OFFICE = 'petition-office';

/** `applyForMediation` names a level; which organisation that is, the runner knows. */
export type PlannedCommand =
  | Exclude<Command, { type: 'applyForMediation' | 'open' }>
  | { readonly type: 'applyForMediation'; readonly level: MediationLevel };

export interface Step {
  readonly on: CivilDate;
  readonly by: By;
  readonly command: PlannedCommand;
}

export interface Plan {
  readonly id: string;
  readonly openedOn: CivilDate;
  readonly steps: readonly Step[];
  readonly stepwise: boolean;
  readonly facts: Partial<Pick<Facts, 'wageIou' | 'priorArbitration' | 'knownOn' | 'employmentEndedOn'>>;
  /** Levels at which the enterprise has a mediation body; the others are left out of its place. */
  readonly levels: readonly MediationLevel[];
  /** A second way in which some of the claims ended, where the report names more than one. */
  readonly alsoEnds: OutcomeKind | null;
}

type Day = number | string;
type Rest<T extends CommandType> = Payloads[T] & {
  reason?: string;
  proceeding?: number;
  texts?: Readonly<Record<string, string>>;
};

/** Writes the steps of one plan: days are numbers after the opening or published dates. */
export class PlanWriter {
  readonly steps: Step[] = [];
  readonly openedOn: CivilDate;
  readonly published: PublishedCase;

  constructor(published: PublishedCase, openedOn: string) {
    this.published = published;
    this.openedOn = civilDate(openedOn);
  }

  day(day: Day): CivilDate {
    return typeof day === 'number' ? addDays(this.openedOn, day) : civilDate(day);
  }

  add<T extends Exclude<CommandType, 'applyForMediation' | 'open'>>(day: Day, by: By, type: T, rest: Rest<T>): this {
    return this.step(day, by, { type, ...rest } as unknown as Exclude<CommandOf<T>, { type: 'open' }>);
  }

  private step(day: Day, by: By, command: PlannedCommand): this {
    this.steps.push({ on: this.day(day), by, command });
    return this;
  }

  negotiationRefused(day: Day, answered: Day): this {
    return this.add(day, 'worker', 'requestNegotiation', {}).add(answered, 'employer', 'refuse', {});
  }

  /** Nobody answers: after five days time itself ends it. */
  negotiationUnanswered(day: Day): this {
    return this.add(day, 'worker', 'requestNegotiation', {});
  }

  negotiationFailed(day: Day, answered: Day, failed: Day): this {
    return this.add(day, 'worker', 'requestNegotiation', {})
      .add(answered, 'employer', 'consent', {})
      .add(failed, 'worker', 'fail', {});
  }

  /** Both agree on a last day, and time ends it. */
  negotiationRunsOut(day: Day, answered: Day, until: Day): this {
    return this.add(day, 'worker', 'requestNegotiation', {})
      .add(answered, 'employer', 'consent', {})
      .add(answered, 'employer', 'agreePeriod', { until: this.day(until) });
  }

  apply(day: Day, level: MediationLevel): this {
    return this.step(day, 'worker', { type: 'applyForMediation', level });
  }

  /** The other party consents and the body accepts. */
  accepted(consented: Day, accepted: Day = consented): this {
    return this.add(consented, 'employer', 'consent', {}).add(accepted, 'body', 'acceptCase', {});
  }

  mediation(day: Day, level: MediationLevel, accepted: Day = day): this {
    return this.apply(day, level).accepted(accepted);
  }

  settle(day: Day, terms: Terms, by: By = 'body'): this {
    return this.add(day, by, 'settle', { terms });
  }

  /** From filing to the hearing. */
  arbitration(day: number): this {
    return this.add(day, 'worker', 'applyForArbitration', {})
      .add(day + 3, 'body', 'acceptCase', {})
      .add(day + 5, 'body', 'formTribunal', {})
      .add(day + 5, 'body', 'serveApplication', { party: 'E1' })
      .add(day + 8, 'body', 'scheduleHearing', { hearingOn: this.day(day + 29) })
      .add(day + 9, 'body', 'giveHearingNotice', {});
  }

  /** The hearing, the award twelve days after it, and its service on both. Returns to the caller on day + 36. */
  award(day: number, final: boolean, terms: Terms): this {
    return this.add(day + 29, 'body', 'holdHearing', {})
      .add(day + 34, 'body', 'award', { final, terms })
      .served(day + 36, 'body', 'serveAward');
  }

  served(day: Day, by: By, type: 'serveAward' | 'serveJudgment'): this {
    return this.add(day, by, type, { party: 'W1' }).add(day, by, type, { party: 'E1' });
  }

  suit(day: number, by: 'worker' | 'employer'): this {
    return this.add(day, by, 'fileSuit', {}).add(day + 4, 'liaison', 'registerSuit', {});
  }

  judgment(day: Day, served: Day, terms: Terms): this {
    return this.add(day, 'liaison', 'judge', { terms }).served(served, 'liaison', 'serveJudgment');
  }

  appeal(day: Day, by: 'worker' | 'employer', judged: Day, terms: Terms): this {
    return this.add(day, by, 'appeal', {}).add(judged, 'liaison', 'judgeAppeal', { terms });
  }

  /** Registered, sorted as a request to pursue a violation, planned, carried out, proved, served and signed by two. */
  petition(registered: number, sorted: number, cleared: Day, terms: Terms): this {
    const due = this.day(cleared);
    return this.add(registered, 'worker', 'registerPetition', { matter: 'wages' })
      .add(sorted, 'petition-officer', 'sortPetition', { facts: INSPECTION })
      .add(sorted, 'petition-officer', 'draftPlan', { plan: PLAN, texts: TEXTS })
      .add(sorted, 'petition-officer', 'addMeasure', { ...MEASURE, dueOn: due, texts: { measureText: '督促支付' } })
      .add(sorted, 'petition-officer', 'submitPlan', {})
      .add(sorted, 'authority-head', 'approvePlan', {})
      .add(due, 'petition-officer', 'completeMeasure', { measure: 1, texts: { evidence: '付款凭证' } })
      .add(due, 'petition-officer', 'serveDecision', { document: 'settlement', method: 'direct' })
      .add(due, 'petition-officer', 'signOff', {})
      .add(due, 'authority-head', 'clear', { result: 'performed', terms });
  }

  /** The return visits hold; then the case is closed. */
  visited(cleared: Day): Plan {
    const on = this.day(cleared);
    this.add(addDays(on, 30), 'petition-officer', 'recordVisit', { visit: 30, holds: true });
    this.add(addDays(on, 90), 'petition-officer', 'recordVisit', { visit: 90, holds: true });
    return this.end(addDays(on, 91));
  }

  paid(day: Day): this {
    return this.add(day, 'worker', 'confirmPayment', {});
  }

  end(day: Day, more: Partial<Omit<Plan, 'id' | 'openedOn' | 'steps'>> = {}): Plan {
    this.add(day, 'liaison', 'close', { reason: 'done' });
    return {
      id: this.published.id,
      openedOn: this.openedOn,
      steps: this.steps,
      stepwise: false,
      facts: {},
      levels: ['community', 'park', 'town'],
      alsoEnds: null,
      ...more,
    };
  }

  /** The published outcome over all claims: its sum on the only claim, or undivided over several. */
  terms(result: ClaimOutcome['result'], more: Pick<Terms, 'paid'> & { dueOn?: Day } = {}): Terms {
    return this.termsOn(
      this.published.claims.map((_, i) => i + 1),
      result,
      this.published.outcome.amountYuan,
      more,
    );
  }

  termsOn(
    claims: readonly number[],
    result: ClaimOutcome['result'],
    yuan: number | null,
    more: Pick<Terms, 'paid'> & { dueOn?: Day } = {},
  ): Terms {
    const amountFen = yuan === null ? null : fen(yuan);
    const single = claims.length === 1;
    return {
      claims: claims.map((claim) => ({
        claim,
        result,
        amountFen: result === 'dismissed' ? 0 : single ? amountFen : null,
      })),
      ...(single || amountFen === null ? {} : { lumpFen: amountFen }),
      ...(more.paid ? { paid: true } : {}),
      ...(more.dueOn === undefined ? {} : { instalments: [{ dueOn: this.day(more.dueOn), amountFen }] }),
    };
  }
}

const PLAN: PlanContent = {
  finding: 'carry-out',
  hardship: false,
  leader: 'authority-head',
  unit: PETITION_OFFICE,
  officer: 'petition-officer',
  taskForce: ['petition-officer'],
  funds: [],
  risk: 'low',
  guarantees: GUARANTEES.map(({ id }) => ({ what: id, by: 'petition-officer' })),
};
const TEXTS = { cause: '拖欠工资', demand: '支付工资', policyBasis: '劳动法 第五十条', rules: '劳动法 第五十条' };
const MEASURE = { kind: 'execute', owner: 'petition-officer', unit: PETITION_OFFICE } as const;
/** Asks that the wage arrears be pursued as a violation (第三十一条第五项). */
const INSPECTION: MatterFacts = {
  kind: 'claim',
  judicial: false,
  arbitrable: false,
  partyReview: false,
  administrative: 'none',
  enforcement: 'labour',
};
export const ARBITRABLE: MatterFacts = { ...INSPECTION, arbitrable: true, enforcement: 'none' };
