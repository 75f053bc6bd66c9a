// The words in which one legal period is written down, and the short forms for naming its source.

import type { CivilDate } from '../calendar/civil-date.ts';
import { LAWS, type LawId, type Verified } from './laws.ts';

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** `day` is a calendar day 日, `workday` a working day 工作日 (make-up Saturdays and Sundays are working days). */
export type Unit = 'day' | 'workday' | 'month' | 'year';

export interface Span {
  readonly n: number;
  readonly unit: Unit;
}

/** `as-agreed`: the parties wrote down the last day. `payday`: the agreed wage day itself. */
export type Length = Span | 'as-agreed' | 'payday';

/** `第十四条第三款`; several as `第十五条、第二十八条`. */
export type Article = `第${string}条${string}`;

export interface StatuteSource {
  readonly law: LawId;
  readonly article: Article;
  readonly verified: Verified;
  /** Where it was read: `V1[S1]`, `V2[78911]`, `R-high` (§11 of the domain reference). */
  readonly mark: string;
}

/** A document that sets a target or a working rule, cited as a whole because it has no article or its number is unknown. */
export interface PolicySource {
  readonly policy: string;
  /** Document number, or whose default it is. */
  readonly document: string;
  readonly verified: Verified;
  readonly mark: string;
}

export type Source = StatuteSource | PolicySource;

/** Who may lengthen a period. The director of the commission may delegate to the head of the arbitration court. */
export type ApproverRole =
  | 'both-parties'
  | 'commission-director'
  | 'court-president'
  | 'superior-court'
  | 'authority-head'
  | 'authority';

export type Bearer =
  | 'applicant'
  | 'respondent'
  | 'either-party'
  | 'both-parties'
  | 'worker'
  | 'employer'
  | 'debtor'
  | 'petitioner'
  | 'body'
  | 'mediator'
  | 'commission'
  | 'court'
  | 'authority'
  | 'petition-office'
  | 'contractor';

/** Stretches of time that a period does not count. */
export type ExclusionGround =
  | 'suspension'
  | 'publication'
  | 'hearing'
  | 'appraisal'
  | 'settlement-talks'
  | 'jurisdiction-dispute'
  | 'force-majeure'
  | 'delegated-inquiry'
  | 'awaiting-injury-result'
  | 'awaiting-conclusion'
  | 'delay-not-by-worker';

/** Grounds on which a period is formally suspended (中止) until the ground ends. */
export type SuspensionGround =
  | 'worker-died-or-incapable'
  | 'employer-gone'
  | 'force-majeure'
  | 'other-case'
  | 'injury-or-capacity-result'
  | 'other-cause';

/** Events after which the award period runs anew (办案规则 第四十六条), and the repair of an application. */
export type RestartCause = 'add-party' | 'claims-changed' | 'counterclaim-joined' | 'transferred' | 'corrected';

/** Events that interrupt limitation (调解仲裁法 第二十七条第二款; 协商调解规定 第三十一条). */
export type InterruptionCause =
  | 'claim-against-other-side'
  | 'relief-sought'
  | 'agreed-to-perform'
  | 'negotiation-refused'
  | 'negotiation-unanswered'
  | 'negotiation-lapsed'
  | 'settlement-not-performed'
  | 'mediation-refused'
  | 'mediation-failed'
  | 'mediation-agreement-not-performed'
  | 'complaint-to-authority'
  | 'arbitration-filed'
  | 'suit-filed'
  | 'payment-order-sought';

export type ResetCause = RestartCause | InterruptionCause;

export interface Extension {
  /** Most that may be added over all. `as-approved`: the law names no limit, the approver sets the day. */
  readonly max: Span | 'as-agreed' | 'as-approved';
  readonly by: ApproverRole;
  /** How often; `ANY_TIMES` where the law sets no number. */
  readonly times: number;
  readonly grounds: Bilingual;
  /** A second extension by a higher approver, after the first is used up. */
  readonly further?: Extension;
}

export const ANY_TIMES = Number.POSITIVE_INFINITY;

/**
 * `duty`: its bearer must act; being overdue is supervised. `right`: its bearer may act until then. `stage`: its
 * lapse ends or changes the stage. `target`: policy without legal force. `fact`: only informs, as limitation does.
 */
export type ClockKind = 'duty' | 'right' | 'stage' | 'target' | 'fact';

/** One legal period. Day 0 is the day of the event named in `starts` and is not counted (C2). */
export interface ClockRule<Id extends string = string> {
  readonly id: Id;
  readonly name: Bilingual;
  readonly starts: Bilingual;
  readonly length: Length;
  /** Counted back from the event, in clear days (C11). */
  readonly direction?: 'backward';
  /** Absent: off a rest day to the next working day (C3). `none`: stays. `backward`: to the working day before. */
  readonly roll?: 'none' | 'backward';
  readonly kind: ClockKind;
  readonly bearer: Bearer;
  readonly extension?: Extension;
  readonly excludes?: readonly ExclusionGround[];
  readonly suspendedBy?: readonly SuspensionGround[];
  readonly resets?: readonly ResetCause[];
  /** What follows, in plain words. */
  readonly lapse: Bilingual;
  readonly source: Source;
  readonly alsoSee?: readonly Source[];
  /** `CN`, or an ISO 3166-2 province such as `CN-ZJ`. */
  readonly region: string;
  /** First day on which this length applies. */
  readonly from: CivilDate;
}

/** A rule of the law that belongs to the periods but has no length of its own. */
export interface Provision<Id extends string = string> {
  readonly id: Id;
  readonly name: Bilingual;
  readonly says: Bilingual;
  readonly source: Source;
  readonly alsoSee?: readonly Source[];
}

/** An article whose full text was read. */
export function text(law: LawId, article: Article): StatuteSource {
  return { law, article, verified: 'text', mark: LAWS[law].mark };
}

/** An article of which an excerpt was read; `mark` says where. */
export function excerpt(law: LawId, article: Article, mark: `V2[${string}]`): StatuteSource {
  return { law, article, verified: 'excerpt', mark };
}

/** An article cited from memory; `note` says what else is known of it. */
export function recalled(law: LawId, article: Article, trust: 'high' | 'medium' | 'low', note?: string): StatuteSource {
  const grade = trust === 'medium' ? 'R-med' : `R-${trust}`;
  return { law, article, verified: `recalled-${trust}`, mark: note ? `${grade}; ${note}` : grade };
}
