// 未送达: documents that were made and have not reached their addressee, since when, and what waits for that.

import type { CivilDate } from '../calendar/civil-date.ts';
import {
  type AttemptNote,
  type Case,
  type Clock,
  isRunning,
  type PartyId,
  type Proceeding,
  type ServedDocument,
  sideOf,
} from '../case.ts';
import { rightAfterAward } from '../deciding/awards.ts';
import { runningClocks } from '../deciding/case-clocks.ts';
import { onApplicantsSide } from '../deciding/draft.ts';
import { boundBy, DEEMING } from '../deciding/suits.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';
import type { ClockId } from '../rulebook/rulebook.ts';

export interface Unserved {
  readonly document: ServedDocument;
  readonly proceeding: number;
  readonly to: PartyId;
  /** The day from which on it could have been served on him. */
  readonly since: CivilDate;
  /** The period that begins with its service; null where none does. */
  readonly waits: ClockId | null;
  readonly consequence: Bilingual;
  readonly article: string;
  readonly attempts: readonly AttemptNote[];
  /** Posted or published: the last day of that, on which he counts as served. */
  readonly deemedOn: CivilDate | null;
}

type Waiting = Pick<Unserved, 'waits' | 'consequence' | 'article'>;
interface Made {
  readonly document: ServedDocument;
  readonly to: readonly PartyId[];
  readonly since: CivilDate;
  readonly waiting: (party: PartyId) => Waiting;
}

/** States in which a document may wait for its service while the proceeding runs. */
export const AWAITING_SERVICE = [
  'accepted',
  'delegated',
  'suspended',
  'made',
  'registered',
  'judged',
  'issued',
  'opinion',
  'reviewed',
] as const;

/** Everything that waits for service in this case, oldest proceeding first. */
export const unservedOf = (c: Case): readonly Unserved[] =>
  c.status === 'closed' ? [] : c.proceedings.flatMap((p) => unservedIn(c, p));

function unservedIn(c: Case, p: Proceeding): readonly Unserved[] {
  return madeIn(c, p).flatMap(({ document, to, since, waiting }) =>
    to.map((party) => ({
      document,
      proceeding: p.no,
      to: party,
      since: later(since, c.parties.find((x) => x.id === party)?.joinedOn ?? since),
      ...waiting(party),
      attempts: (p.notes.attempts ?? []).filter((x) => x.party === party && x.on >= since),
      deemedOn: BY_PARTY.includes(document) ? deemedOn(c, p, party) : null,
    })),
  );
}

/** Documents that may be posted or published, each for one party. */
const BY_PARTY: readonly ServedDocument[] = ['application', 'award', 'judgment'];
const deemedOn = (c: Case, p: Proceeding, party: PartyId): CivilDate | null =>
  c.clocks.find((k) => isDeeming(k.rule) && isRunning(k) && k.proceeding === p.no && k.party === party)?.legal ?? null;

const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);
const isDeeming = (rule: ClockId): boolean => DEEMING.some((one) => one === rule);

/** The documents that this proceeding has made, each with those whom it has not reached. */
function madeIn(c: Case, p: Proceeding): readonly Made[] {
  const active = c.parties.filter((x) => x.leftOn === null).map((x) => x.id);
  const respondents = active.filter((id) => !onApplicantsSide(p, id));
  const petitioner = [p.applicant ?? 'W1'] as const;
  const { since, notes } = p;
  const unserved = (whom: readonly PartyId[]): readonly PartyId[] => whom.filter((id) => !notes.served?.[id]);
  switch (`${p.procedure}.${p.state}`) {
    case 'arbitration.accepted':
    case 'arbitration.delegated':
    case 'arbitration.suspended':
      return [
        { ...APPLICATION, to: unserved(respondents), since: notes.acceptedOn ?? p.openedOn },
        ...owed(c, p, 'arbitration-serve-defence', (clock) => ({
          ...DEFENCE,
          to: active.filter((id) => onApplicantsSide(p, id)),
          since: clock.start,
        })),
        ...(notes.hearingNotified ? [] : owed(c, p, 'arbitration-hearing-notice', () => hearingNotice(p, active))),
      ];
    case 'award.made': {
      const waiting = (party: PartyId) => awaitingAward(p, party);
      return [{ document: 'award', to: unserved(boundBy(c, p)), since: p.openedOn, waiting }];
    }
    case 'court.registered':
      return [{ ...SUIT, to: unserved(respondents), since }];
    case 'court.judged':
      return [{ ...JUDGMENT, to: unserved(active), since }];
    case 'payment-order.issued':
      return [{ ...PAYMENT_ORDER, to: respondents, since }];
    case 'petition.opinion':
      return [{ ...OPINION, to: petitioner, since }];
    case 'petition.reviewed':
      return [{ ...REVIEW_OPINION, to: petitioner, since }];
    case 'petition.ended':
      return isRecheckServed(c, p) ? [] : [{ ...RECHECK, to: petitioner, since }];
    default:
      return [];
  }
}

/** A document whose service is a duty with a period of its own, while that is owed. */
const owed = (c: Case, p: Proceeding, rule: ClockId, made: (clock: Clock) => Made): readonly Made[] =>
  runningClocks(c, rule, p.no).slice(-1).map(made);

const hearingNotice = (p: Proceeding, to: readonly PartyId[]): Made => ({
  ...HEARING_NOTICE,
  to,
  since: p.notes.hearingSetOn ?? p.since,
});

const isRecheckServed = (c: Case, { notes, since }: Proceeding): boolean =>
  notes.recheckResult === undefined ||
  (c.plan?.served ?? []).some((x) => x.document === 'recheck-opinion' && x.on >= since);

const waits = (waits: ClockId | null, zh: string, en: string, article: string): (() => Waiting) => {
  const waiting = { waits, consequence: { zh, en }, article };
  return () => waiting;
};

const APPLICATION = {
  document: 'application',
  waiting: waits(
    'arbitration-defence',
    '十日答辩期不起算;不能裁决。',
    'The ten days for the defence do not run; no award can be made.',
    '劳动争议调解仲裁法 第三十条',
  ),
} as const;
const SUIT = {
  document: 'application',
  waiting: waits(
    'court-defence',
    '十五日答辩期不起算。',
    'The fifteen days for the defence do not run.',
    '民事诉讼法 第一百二十八条',
  ),
} as const;
const JUDGMENT = {
  document: 'judgment',
  waiting: waits(
    'appeal',
    '十五日上诉期不起算;判决不生效。',
    'The fifteen days to appeal do not run; the judgment is not effective.',
    '民事诉讼法 第一百七十一条',
  ),
} as const;
const PAYMENT_ORDER = {
  document: 'payment-order',
  waiting: waits(
    'payment-order-objection',
    '十五日异议期不起算;三十日内不能送达的,支付令失效。',
    'The fifteen days to object do not run; after thirty days without service the order is void.',
    '民事诉讼法 第二百二十七条',
  ),
} as const;
const RECHECK = {
  document: 'recheck-opinion',
  waiting: waits(
    null,
    '信访人尚未收到复核意见,不能据此销号。',
    'The petitioner has not received the recheck opinion; no clearance can rest on it.',
    '信访工作条例 第三十六条',
  ),
} as const;

const OPINION = {
  document: 'opinion',
  waiting: waits(
    'petition-review-request',
    '三十日申请复查的期限不起算;意见不终结。',
    'The thirty days to ask for review do not run; the opinion does not end the matter.',
    '信访工作条例 第三十五条',
  ),
} as const;
const REVIEW_OPINION = {
  document: 'review-opinion',
  waiting: waits(
    'petition-recheck-request',
    '三十日申请复核的期限不起算;复查意见不终结。',
    'The thirty days to ask for recheck do not run; the review opinion does not end the matter.',
    '信访工作条例 第三十六条',
  ),
} as const;
const DEFENCE = {
  document: 'defence',
  waiting: waits(
    null,
    '申请人尚不知答辩内容。',
    'The applicant does not know the defence yet.',
    '劳动争议调解仲裁法 第三十条',
  ),
} as const;
const HEARING_NOTICE = {
  document: 'hearing-notice',
  waiting: waits(
    null,
    '不得按撤回处理或者缺席裁决。',
    'Absence has no consequence: neither withdrawal nor an award in default.',
    '劳动争议调解仲裁法 第三十五条、第三十六条',
  ),
} as const;

/** 第四十七条 to 第五十条: a final award is effective once made, but the rights against it begin with its receipt. */
function awaitingAward(award: Proceeding, party: PartyId): Waiting {
  const right = rightAfterAward(award, party);
  if (!award.notes.finalAward)
    return {
      waits: right,
      consequence: {
        zh: '十五日起诉期不起算;裁决不生效。',
        en: 'The fifteen days to sue do not run; the award is not effective.',
      },
      article: '劳动争议调解仲裁法 第五十条',
    };
  const worker = sideOf(party) === 'worker';
  return {
    waits: right,
    consequence: worker
      ? {
          zh: '裁决自作出之日生效,但劳动者十五日起诉期不起算。',
          en: 'It is effective since it was made, but the fifteen days of the worker to sue do not run.',
        }
      : {
          zh: '裁决自作出之日生效,但单位三十日申请撤销期不起算。',
          en: 'It is effective since it was made, but the thirty days of the employer to have it set aside do not run.',
        },
    article: worker ? '劳动争议调解仲裁法 第四十八条' : '劳动争议调解仲裁法 第四十九条',
  };
}
