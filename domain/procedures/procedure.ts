// What a procedure is: states, the commands that each state allows and to whom, the clocks it starts, what follows a
// lapse. Plain data: a lawyer reads it, the model checker walks it, `decide` executes it.
import type { NoticeId } from '../attention/notices.ts';
import type { Level } from '../case.ts';
import type { CommandType } from '../command.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';
import type { ClockId } from '../rulebook/rulebook.ts';

/** Law and article, or the design's own rule. */
export type Citation = `${string} 第${string}条${string}` | `设计 ${string}`;

/** Who may give a command, relative to the proceeding. */
export type Who =
  | 'applicant'
  | 'respondent'
  | 'either-party'
  | 'worker'
  | 'employer'
  /** The staff of the body that holds the proceeding. */
  | 'body'
  /** The director of the arbitration commission, or whom he delegated. */
  | 'director'
  /** An officer who writes down what a court or another authority decided. */
  | 'liaison'
  /** The staff of the body that forwarded a petition. */
  | 'sender'
  /** A head of the organisation above sender and receiver (信访工作条例 第二十四条). */
  | 'superior';

export type GuardId =
  | 'respondent-consented'
  | 'no-refusal'
  | 'no-mediation-running'
  | 'body-mediates'
  | 'suit-unlocked'
  | 'settled-before-listed-body'
  | 'review-not-sought'
  | 'wage-or-injury-money'
  | 'enforceable'
  | 'hearing-in-reach'
  | 'before-hearing'
  | 'reason-given'
  | 'set-aside-open'
  | 'breached'
  | 'appeal-in-time'
  | 'postponement-in-time'
  | 'notice-in-time'
  | 'not-heard-yet'
  | 'corrected-once'
  | 'application-served'
  | 'counterclaim-pending'
  | 'no-other-right-running'
  | 'in-defence-period'
  | 'not-running-already'
  | 'hearing-notified'
  | 'sorted-elsewhere'
  | 'sorted-here'
  | 'no-same-petition'
  | 'simple-allowed'
  | 'may-contest'
  | 'transfers-left'
  | 'declinable'
  | 'levels-ended'
  | 'from-above'
  | 'authority-named'
  | 'cleared-properly';

/** What a move or a lapse brings about beyond its own state. `domain/deciding/consequences.ts` has one function for each. */
export type ConsequenceId =
  | 'lead-to-next-body'
  | 'offer-next-steps'
  | 'restart-limitation'
  | 'limitation-exercised'
  | 'perform-agreement'
  | 'perform-decision'
  | 'strengthen-agreement'
  | 'claims-agreed'
  | 'claims-decided'
  | 'award-made'
  | 'award-unawaited'
  | 'claims-performed'
  | 'claims-given-up'
  | 'unlock-suit'
  | 'enforceable'
  | 'enforcement-anew'
  | 'deemed-served'
  | 'reset-award-clock'
  | 'award-stands'
  | 'award-falls'
  | 'return-visits';

export type Notice = readonly [template: NoticeId, to: 'applicant' | 'respondent' | 'both' | 'office'];

export interface Move<State extends string = string> {
  readonly to: State | 'same';
  readonly by: readonly Who[];
  readonly guards?: readonly GuardId[];
  /** Clocks that begin with it, on the day it happened. */
  readonly starts?: readonly ClockId[];
  readonly meets?: readonly ClockId[];
  /** Clocks that end because their reason is gone. */
  readonly ends?: readonly ClockId[];
  readonly brings?: readonly ConsequenceId[];
  readonly tells?: readonly Notice[];
  readonly source: Citation;
}

export interface Lapse<State extends string = string> {
  readonly to?: State;
  /** The lapse moves the state only when this holds; otherwise it stays and the clock is overdue or lapsed. */
  readonly when?: GuardId;
  readonly unless?: GuardId;
  readonly brings?: readonly ConsequenceId[];
  readonly tells?: readonly Notice[];
}

/** How a proceeding can end. `left`: by a party's choice to go elsewhere, never a failure. */
export type Ending = 'settled' | 'failed' | 'refused' | 'withdrawn' | 'left' | 'decided' | 'performed' | 'ended';

export interface StateRule<State extends string = string> {
  readonly name: Bilingual;
  /** Who must act next; the final states have nobody. */
  readonly waitsFor: Who | null;
  readonly ending?: Ending;
  readonly clocks?: readonly ClockId[];
  readonly on?: Partial<Readonly<Record<CommandType, Move<State>>>>;
  readonly lapse?: Partial<Readonly<Record<ClockId, Lapse<State>>>>;
}

/** How a proceeding of this procedure begins. */
export interface Opening {
  readonly command: CommandType;
  readonly by: readonly Who[];
  readonly guards?: readonly GuardId[];
  /** Rights that it uses, anywhere in the case. */
  readonly meets?: readonly ClockId[];
  readonly brings?: readonly ConsequenceId[];
  readonly tells?: readonly Notice[];
  /** The level it is held at; `body`: that of the body asked. */
  readonly level: Level | 'body';
  readonly source: Citation;
}

export interface Procedure<State extends string = string> {
  readonly id: string;
  readonly name: Bilingual;
  readonly opening: Opening | null;
  readonly initial: State;
  /** Mediation is voluntary: a party may leave it for arbitration at any moment (调解仲裁法 第五条). */
  readonly voluntary: boolean;
  /** What becomes of this proceeding when another one is opened: command → (state → final state). */
  readonly overtakenBy?: Overtaken<State>;
  readonly states: Readonly<Record<State, StateRule<State>>>;
}

type Overtaken<State extends string> = Partial<Readonly<Record<CommandType, Partial<Readonly<Record<State, State>>>>>>;

/** Lets the compiler refuse a move to a state that is not in the table. */
export function procedure<const State extends string, const Id extends string>(p: {
  readonly id: Id;
  readonly name: Bilingual;
  readonly opening: Opening | null;
  readonly initial: NoInfer<State>;
  readonly voluntary: boolean;
  readonly overtakenBy?: Overtaken<NoInfer<State>>;
  readonly states: Readonly<Record<State, StateRule<NoInfer<State>>>>;
}): Procedure<State> & { readonly id: Id } {
  return p;
}
