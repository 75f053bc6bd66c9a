// The conditions that procedures name. Each says no with a sentence and the rule behind it, or says nothing.

import { beijingDate, type CivilDate } from '../calendar/civil-date.ts';
import type { Actor, Case, Consent, PartyId, Proceeding } from '../case.ts';
import { openProceedings, sideOf } from '../case.ts';
import { ROUTES } from '../clearance/routing.ts';
import type { Command } from '../command.ts';
import { dueDate } from '../deadline/clock.ts';
import { missingForClearance } from '../petition/case-plan.ts';
import { petitionSettings } from '../petition/petition-settings.ts';
import type { GuardId } from '../procedures/procedure.ts';
import { stateOf } from '../procedures/procedures.ts';
import { type ClockId, clockRule } from '../rulebook/rulebook.ts';
import { runningClocks } from './case-clocks.ts';
import type { World } from './draft.ts';
import { actingParty } from './office.ts';
import { type Refusal, refuse } from './refusals.ts';
import { type Directory, isCompetent, isListed } from './routing.ts';
import { aboutOf, excusesDelay, isOpenToAnybody, isTaken, suitTargets, targetsOf } from './suits.ts';

export interface Guarded {
  readonly case: Case;
  readonly proceeding: Proceeding | null;
  readonly command: Command;
  readonly by: Actor;
  readonly on: CivilDate;
  readonly world: World;
}

type Guard = (g: Guarded) => Refusal | null;

/** Runs the guards in order; the first refusal counts. */
export function check(guards: readonly GuardId[] | undefined, g: Guarded): Refusal | null {
  for (const id of guards ?? []) {
    const refusal = GUARDS[id](g);
    if (refusal) return refusal;
  }
  return null;
}

const consentsOf = (g: Guarded): readonly [string, Consent | undefined][] =>
  Object.entries(g.proceeding?.consents ?? {});
/** Whose consent must be on record: the other side's, and both sides' where the body itself proposed it (主动调解). */
const askedSides = (g: Guarded): readonly string[] => {
  const applicant = g.proceeding?.applicant;
  if (!applicant) return ['W', 'E'];
  return [sideOf(applicant) === 'worker' ? 'E' : 'W'];
};
const me = (g: Guarded): PartyId | null => actingParty(g.by, g.command.for ?? null);

export const GUARDS: Readonly<Record<GuardId, Guard>> = {
  'respondent-consented': (g) =>
    askedSides(g).every((side) => consentsOf(g).some(([party, a]) => party.startsWith(side) && a === 'consented'))
      ? null
      : refuse(
          'consent-missing',
          '对方当事人尚未同意调解,请先征询并记录其意愿。',
          'The other party has not consented yet; ask and record the answer first.',
          '企业劳动争议协商调解规定 第二十二条',
        ),
  'no-refusal': (g) =>
    consentsOf(g).some(([, answer]) => answer === 'refused')
      ? refuse(
          'consent-refused',
          '一方已明确拒绝调解,不得调解;请告知仲裁途径。',
          'A party has refused mediation, so none may be held; tell the parties of arbitration.',
          '人民调解法 第十七条',
        )
      : null,
  'no-mediation-running': (g) =>
    openProceedings(g.case).some((p) => p.procedure === 'mediation')
      ? refuse(
          'already-running',
          '已有一个调解正在进行,请先结束它。',
          'A mediation is running already; end it first.',
          '设计 同一时间只进行一个调解',
        )
      : null,
  'body-mediates': (g) => {
    const org = g.command.type === 'applyForMediation' ? g.command.body : null;
    return org && isCompetent(org, g.case.facts.place, g.world.directory)
      ? null
      : refuse(
          'not-competent',
          '该组织不是本争议的有管辖权的调解组织,请从“可选调解组织”中选择。',
          'That organisation is no competent mediation body for this dispute; choose one from the route.',
          '劳动争议调解仲裁法 第十条',
        );
  },
  'not-running-already': (g) =>
    isRunningAlready(g)
      ? refuse(
          'already-running',
          '同一程序已在进行,不必重复申请。',
          'The same procedure is running already; there is no need to apply again.',
          '设计 同一请求不重复受理',
        )
      : null,
  'suit-unlocked': (g) => suitObstacle(g.case, me(g), g.on, g.world.directory, g.command.proceeding),
  'settled-before-listed-body': (g) =>
    agreementsBeforeListedBodies(g).length > 0
      ? null
      : refuse(
          'no-listed-agreement',
          '没有由法定调解组织主持达成、正在履行的调解协议。',
          'There is no mediation agreement, made before a body that the law lists, that is being performed.',
          '劳动争议调解仲裁法 第十条',
        ),
  'review-not-sought': (g) => {
    const rights = ['arbitration-review-application', 'judicial-confirmation-application'] as const;
    const right = g.command.type === 'applyForConfirmation' ? rights[1] : rights[0];
    if (runningClocks(g.case, right).length > 0) return null;
    return refuse(
      'already-sought',
      '申请期限已过,或者已申请仲裁审查或司法确认,二者只能选一。',
      'The period to apply is over, or review or confirmation was sought already; only one of them is open.',
      '劳动人事争议仲裁办案规则 第七十五条',
    );
  },
  'wage-or-injury-money': (g) =>
    agreementsBeforeListedBodies(g).some((p) =>
      g.case.claims.some((x) => x.outcome?.proceeding === p.notes.basis && PAYMENT_ORDER_CLAIMS.includes(x.type)),
    )
      ? null
      : refuse(
          'wrong-kind-of-money',
          '支付令只适用于拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金的调解协议。',
          'A payment order is for agreements on wages, injury medical costs, compensation or damages.',
          '劳动争议调解仲裁法 第十六条',
        ),
  breached: (g) =>
    agreementsBeforeListedBodies(g).some((p) => p.state === 'breached')
      ? null
      : refuse(
          'not-in-this-state',
          '调解协议尚未到期或者正在履行,不能申请支付令。',
          'The agreement is not due yet or is being performed.',
          '劳动争议调解仲裁法 第十六条',
        ),
  enforceable: (g) =>
    targetsOf(g.case, g.command, me(g), g.on).length > 0
      ? null
      : refuse(
          'not-enforceable',
          '尚无逾期未履行、可以申请强制执行的生效文书。',
          'There is no effective document, overdue for performance, that can be enforced yet.',
          '劳动争议调解仲裁法 第五十一条',
        ),
  'hearing-in-reach': (g) => {
    const hearing = g.command.type === 'scheduleHearing' ? g.command.hearingOn : null;
    if (!hearing) return null;
    return hearingObstacle(g.case, g.on, hearing, g.world);
  },
  'before-hearing': (g) =>
    g.proceeding?.notes.hearingOn && g.proceeding.notes.hearingOn > g.on
      ? null
      : refuse('hearing-missing', '没有将要举行的开庭。', 'No hearing lies ahead.', '劳动争议调解仲裁法 第三十五条'),
  'hearing-notified': (g) =>
    g.proceeding?.notes.hearingNotified && g.proceeding.notes.hearingOn && g.proceeding.notes.hearingOn <= g.on
      ? null
      : refuse(
          'hearing-not-notified',
          '开庭通知未经确认送达或者尚未到开庭日,不得按撤回处理或者缺席裁决。',
          'Without a confirmed hearing notice, or before the hearing day, absence has no consequence.',
          '劳动争议调解仲裁法 第三十六条',
        ),
  'reason-given': (g) =>
    g.command.reason
      ? null
      : refuse(
          'reason-missing',
          '请写明理由:限制当事人权利的决定必须有决定人、理由和救济途径。',
          'Give the reason: a decision that takes something from a person names who decided, why, and the remedy.',
          '设计 不利决定须说明理由',
        ),
  'set-aside-open': (g) =>
    targetsOf(g.case, g.command, me(g), g.on).length > 0
      ? null
      : refuse(
          'no-final-award',
          '没有已送达用人单位、仍在申请撤销期间内的终局裁决。',
          'There is no final award, served on the employer, whose period to have it set aside still runs.',
          '劳动争议调解仲裁法 第四十九条',
        ),
  'no-other-right-running': (g) => {
    return g.proceeding && isOpenToAnybody(g.case, g.proceeding)
      ? refuse('not-in-this-state', '尚有当事人的起诉期间未满。', "A party's period to sue still runs.")
      : null;
  },
  'appeal-in-time': (g) => {
    const party = me(g);
    const running = g.proceeding ? runningClocks(g.case, 'appeal', g.proceeding.no) : [];
    const unserved = party !== null && !g.proceeding?.notes.served?.[party];
    if (unserved || running.some((k) => party === null || k.party === party)) return null;
    return refuse('period-over', '上诉期已满。', 'The period to appeal is over.', '民事诉讼法 第一百七十一条');
  },
  'postponement-in-time': (g) => {
    const last = g.case.clocks.findLast(
      (k) => k.rule === 'arbitration-postponement-request' && k.proceeding === g.proceeding?.no,
    );
    if (last && g.on <= last.legal) return null;
    return refuse(
      'period-over',
      '请求延期开庭应当在开庭三日前提出。',
      'A postponement is asked for three days before the hearing.',
      '劳动争议调解仲裁法 第三十五条',
    );
  },
  'notice-in-time': (g) =>
    g.proceeding &&
    runningClocks(g.case, 'arbitration-hearing-notice', g.proceeding.no).some((k) => k.state === 'overdue')
      ? refuse(
          'hearing-too-soon',
          '已不足开庭五日前通知,请另定开庭日期。',
          'Less than five days are left before the hearing; choose a later day.',
          '劳动争议调解仲裁法 第三十五条',
        )
      : null,
  'not-heard-yet': (g) =>
    g.proceeding?.notes.heard
      ? refuse(
          'not-in-this-state',
          '已经开庭,不能再委托调解。',
          'The hearing was held; mediation can no longer be delegated.',
          '劳动人事争议仲裁办案规则 第七十条',
        )
      : null,
  'corrected-once': (g) =>
    g.proceeding?.notes.corrected
      ? refuse(
          'already-sought',
          '补正应当一次性告知,不得再次要求补正。',
          'All defects are named once; no second correction can be demanded.',
          '劳动人事争议仲裁办案规则 第二十九条',
        )
      : null,
  'application-served': (g) =>
    g.case.parties
      .filter((x) => x.leftOn === null && askedSides(g).some((side) => x.id.startsWith(side)))
      .every((x) => g.proceeding?.notes.served?.[x.id])
      ? null
      : refuse(
          'not-served',
          '申请书副本尚未送达全部被申请人(包括公告送达),不能裁决。',
          'The application was not served on every respondent yet, not even by publication; no award can be made.',
          '劳动争议调解仲裁法 第三十条',
        ),
  'counterclaim-pending': (g) =>
    g.proceeding && runningClocks(g.case, 'arbitration-counterclaim-decision', g.proceeding.no).length > 0
      ? null
      : refuse(
          'not-in-this-state',
          '没有待决定的反申请。',
          'No counterclaim waits for a decision.',
          '劳动人事争议仲裁办案规则 第三十六条',
        ),
  'in-defence-period': (g) =>
    g.proceeding && runningClocks(g.case, 'arbitration-defence', g.proceeding.no).length > 0
      ? null
      : refuse(
          'period-over',
          '答辩期已满;可以另案申请仲裁。',
          'The period for the defence is over; a separate case may be filed.',
          '劳动人事争议仲裁办案规则 第三十六条',
        ),
  'sorted-elsewhere': (g) => {
    const to = g.proceeding?.notes.sortedTo;
    if (to === undefined) return notSorted;
    return to === 'petition'
      ? refuse(
          'belongs-elsewhere',
          '该事项属于第三十一条第六项,应当受理并出具处理意见。',
          'It is a matter of Article 31(6): it is accepted and answered by an opinion.',
          ART_31,
        )
      : null;
  },
  'sorted-here': (g) => {
    const to = g.proceeding?.notes.sortedTo;
    if (to === undefined) return notSorted;
    return to === 'petition'
      ? null
      : refuse(
          'belongs-elsewhere',
          `该事项应当${ROUTES[to].zh},不作为信访事项受理。`,
          `It goes ${ROUTES[to].en} and is not accepted as a petition.`,
          ART_31,
        );
  },
  'no-same-petition': (g) => {
    const here = otherPetitions(g).some((p) => BEING_HANDLED.includes(p.state));
    if (here || g.case.links?.some((link) => link.standing === 'being-handled'))
      return refuse(
        'already-running',
        '同一信访事项正在办理,或者尚可申请复查、复核,不予重复受理;请书面告知信访人。',
        'The same matter is in hand, or open to review or recheck, and is not accepted twice; tell the petitioner in writing.',
        '信访工作条例 第十九条第三款',
      );
    if (!hasEnded(g)) return null;
    return refuse(
      'petition-final',
      '该事项已经复核终结,以同一事实和理由提出的不再受理。',
      'The matter ended after three levels; on the same facts and reasons it is not accepted any more.',
      '信访工作条例 第三十六条第三款',
    );
  },
  'simple-allowed': (g) => {
    const earlier = g.case.proceedings.some((p) => p.procedure === 'petition' && p.no !== g.proceeding?.no);
    const excluded =
      g.proceeding?.notes.received === 'assigned' ||
      earlier ||
      (g.case.links ?? []).length > 0 ||
      g.case.facts.commonClaim;
    const statutory = openProceedings(g.case).some((p) => p.procedure !== 'petition');
    return excluded || statutory
      ? refuse(
          'not-simple',
          '上级交办、多人共同、重复提出或者已进入法定程序的事项,不适用简易办理。',
          'Assigned, joint or repeated matters, and those in a statutory procedure, are not handled simply.',
          '设计 信访事项简易办理办法',
        )
      : null;
  },
  'may-contest': (g) =>
    g.proceeding && !g.proceeding.notes.assignedFinally && inPeriod(g, 'petition-transfer-objection')
      ? null
      : refuse(
          'period-over',
          '异议应当自收到之日起五个工作日内提出;共同上级机关已决定的,不再提出。',
          'A contest comes within five working days of receipt, and never against the decision of the superior.',
          '信访工作条例 第二十三条第三款',
        ),
  'transfers-left': (g) => {
    const { transferCap } = petitionSettings(g.case.facts.place.district, g.world.directory);
    return (g.proceeding?.notes.transfers ?? 0) < transferCap && !g.proceeding?.notes.assignedFinally
      ? null
      : refuse(
          'transfer-cap',
          `已转送${transferCap}次或者已由上级决定,不得再转;请报共同上级机关决定。`,
          `Forwarded ${transferCap} times, or decided by the superior; refer it to the common superior instead.`,
          '信访工作条例 第二十四条',
        );
  },
  declinable: (g) => {
    const same = GUARDS['no-same-petition'](g);
    if (same) return null;
    return refuse(
      'belongs-elsewhere',
      '只有正在办理或者已经终结的同一事项不予受理;其他事项应当受理,或者导入法定途径。',
      'Only a matter that is being handled or has ended is not accepted; any other is accepted or routed.',
      '信访工作条例 第十九条第三款、第三十六条第三款',
    );
  },
  'levels-ended': (g) =>
    hasEnded(g)
      ? null
      : refuse(
          'not-in-this-state',
          '没有已终结的同一事项,或者提出了新的事实和理由。',
          'No such matter has ended here or in a linked case, or there are new facts and reasons.',
          '信访工作条例 第三十六条第三款',
        ),
  'from-above': (g) => {
    const { above = null, decidedBy = [] } = g.proceeding?.notes ?? {};
    const { by } = g;
    const other = by.kind === 'staff' && by.org === above && !decidedBy.includes(by.person);
    return above === null || other ? null : notFromAbove;
  },
  'authority-named': (g) => (g.proceeding?.notes.above || g.command.texts?.authority ? null : authorityMissing),
  'cleared-properly': (g) => clearanceObstacle(g.case, g.by, g.on, g.world),
};

const ART_31 = '信访工作条例 第三十一条';
const LEVELS_APART = '信访工作条例 第三十五条、第三十六条';
const notFromAbove = refuse(
  'not-yours',
  '复查、复核由上一级机关、单位作出,原办理人员不得参与。',
  'Review and recheck are for the organisation above, by somebody who has not decided on it yet.',
  LEVELS_APART,
);
const authorityMissing = refuse(
  'facts-wrong',
  '上一级机关不在本系统内,请写明作出复查、复核的机关。',
  'The organisation above is none of ours: name the authority whose answer this is.',
  LEVELS_APART,
);
const notSorted = refuse(
  'not-sorted',
  '请先按第三十一条甄别并告知信访人。',
  'Sort the petition by Article 31 and tell the petitioner first.',
  ART_31,
);
/** From the acceptance to the end: in between it is handled, or the next level is his to ask for. */
const BEING_HANDLED: readonly string[] = [
  'handling',
  'simpleHandling',
  'opinion',
  'answered',
  'review',
  'reviewed',
  'reviewAnswered',
  'recheck',
];
/** What the same person petitions, or petitioned, in this case beside it. */
const otherPetitions = ({ case: c, proceeding }: Guarded): readonly Proceeding[] =>
  c.proceedings.filter(
    (p) => p.procedure === 'petition' && p.no !== proceeding?.no && p.applicant === proceeding?.applicant,
  );
/** The same facts and reasons went through their levels, here or in a linked case. */
const hasEnded = (g: Guarded): boolean =>
  !g.proceeding?.notes.newFacts &&
  (otherPetitions(g).some((p) => p.state === 'ended') ||
    Boolean(g.case.links?.some((link) => link.standing === 'levels-ended')));

const inPeriod = (g: Guarded, rule: ClockId): boolean =>
  g.proceeding !== null && runningClocks(g.case, rule, g.proceeding.no).length > 0;

const CLEARANCE = '设计 销号须有送达、证明和两人签字';

/** Why somebody cannot approve the clearance now: not ready, not checked, or checked by himself. */
export function clearanceObstacle(c: Case, by: Actor, on: CivilDate, world: Pick<World, 'at'>): Refusal | null {
  const missing = missingForClearance(c.plan);
  if (missing.length > 0 || !c.plan)
    return refuse(
      'not-cleared',
      `尚不能销号,还缺:${missing.map((m) => m.zh).join('、')}。`,
      `Not to be cleared yet; missing: ${missing.map((m) => m.en).join(', ')}.`,
      CLEARANCE,
    );
  const { checked, cleared } = c.plan;
  if (cleared) return refuse('already-running', `已于${cleared.on}销号。`, `Cleared on ${cleared.on}.`, CLEARANCE);
  if (!checked) return refuse('not-cleared', '尚未验收签字。', 'Nobody has signed it off yet.', CLEARANCE);
  if (by.kind !== 'staff' || by.person === checked.by) return samePerson;
  const own = c.plan.measures.some((m) => m.status !== 'dropped' && m.owner === by.person);
  if (own)
    return refuse(
      'same-person',
      '措施责任人不得批准自己的措施销号。',
      'Nobody approves the clearance of what he was to do himself.',
      CLEARANCE,
    );
  return onlyToday(on, world);
}

export const samePerson = refuse('same-person', '须由两人分别签字。', 'Two different people sign.', CLEARANCE);

/** Signatures and visits are made on the day on which they are recorded, so that the balance of a past day stands. */
export const onlyToday = (on: CivilDate, { at }: Pick<World, 'at'>): Refusal | null =>
  on === beijingDate(at)
    ? null
    : refuse(
        'date-too-early',
        '签字、回访以记录当日为准,不得倒签。',
        'Signatures and visits carry the day of their record.',
        CLEARANCE,
      );

const PAYMENT_ORDER_CLAIMS: readonly string[] = [
  'remuneration',
  'overtime-pay',
  'compensation',
  'unlawful-dismissal',
  'work-injury',
];

const OPENED_BY: Partial<Record<Command['type'], string>> = {
  requestNegotiation: 'negotiation',
  applyForArbitration: 'arbitration',
  fileSuit: 'court',
  applyForSetAside: 'set-aside',
  applyForPaymentOrder: 'payment-order',
  applyForArbitrationReview: 'arbitration-review',
  applyForConfirmation: 'judicial-confirmation',
  applyForEnforcement: 'enforcement',
};

/** Whether the procedure runs about everything that this application could be directed against. */
function isRunningAlready(g: Guarded): boolean {
  const wanted = OPENED_BY[g.command.type];
  if (!openProceedings(g.case).some((p) => p.procedure === wanted)) return false;
  return targetsOf(g.case, g.command, me(g), g.on).every((target) => isTaken(g.case, wanted, target));
}

/**
 * Why the way to court is closed to this party now; null when it is open. `party` null: an officer writes down what
 * the court took, whoever sued. `named`: the award or the late arbitration that the suit is to be about.
 */
export function suitObstacle(
  c: Case,
  party: PartyId | null,
  on: CivilDate,
  directory: Directory,
  named?: number,
): Refusal | null {
  const targets = suitTargets(c, party, on);
  if (targets.some((p) => named === undefined || p.no === named)) return null;
  if (c.proceedings.some((p) => p.no === named && p.procedure === 'award')) return suitLocked;
  return disputeObstacle(c, party, on, directory);
}

/** Why the dispute itself, apart from any award made here, cannot be taken to court. */
function disputeObstacle(c: Case, party: PartyId | null, on: CivilDate, directory: Directory): Refusal | null {
  const may = (side: 'worker' | 'employer'): boolean => party === null || sideOf(party) === side;
  const iou = c.facts.wageIou && may('worker');
  const prior = c.facts.priorArbitration !== null && c.facts.priorArbitration.result !== 'award';
  const right = RIGHTS_OF_CASE.some((rule) =>
    runningClocks(c, rule, null).some(
      (k) => aboutOf(k) === null && (party === null || k.party === null || k.party === party),
    ),
  );
  if (iou || prior || right) return null;
  if (may('worker') && openProceedings(c).some((p) => isWageAgreementBroken(c, p, directory))) return null;
  const unlocked = c.proceedings.filter(
    (p) => p.notes.suitUnlocked && !GIVEN_UP.includes(stateOf(p.procedure, p.state).ending),
  );
  if (unlocked.some((p) => !excusesDelay(c, p, on))) return null;
  return unlocked.length > 0 ? delayExcused : suitLocked;
}

const GIVEN_UP: readonly unknown[] = ['settled', 'withdrawn'];
/** Rights to sue that no award of this case gave. */
const RIGHTS_OF_CASE = ['suit-non-final-award', 'suit-after-non-enforcement'] as const satisfies readonly ClockId[];

const suitLocked = refuse(
  'suit-locked',
  '劳动争议须先申请仲裁;仲裁不予受理、逾期未决,或者裁决送达后在法定期间内,方可起诉(工资欠条可直接起诉)。',
  'A labour dispute goes to arbitration first; the suit opens with non-acceptance, delay or, within its period, a served award (a wage IOU may be sued on directly).',
  '劳动争议调解仲裁法 第五条、第二十九条、第四十三条、第五十条',
);
const delayExcused = refuse(
  'suit-locked',
  '仲裁正在等待开庭、送达、另案结果或者鉴定结论,法院不以逾期未决受理起诉。',
  'The arbitration awaits its hearing, service, another case or an appraisal; the court takes no suit for delay meanwhile.',
  '解释一 第十二条',
);

/** 解释一 第五十一条: an agreement on wages alone, made before a listed body and not performed, may be sued on directly. */
function isWageAgreementBroken(c: Case, p: Proceeding, directory: Directory): boolean {
  if (p.procedure !== 'performance' || p.state !== 'breached' || p.notes.enforceable) return false;
  const basis = c.proceedings.find((b) => b.no === p.notes.basis && b.procedure === 'mediation');
  const claims = c.claims.filter((claim) => basis && claim.outcome?.proceeding === basis.no);
  const wagesOnly = claims.length > 0 && claims.every((x) => x.type === 'remuneration' || x.type === 'overtime-pay');
  return wagesOnly && isListed(directory.bodies.get(basis?.body ?? ''));
}

function agreementsBeforeListedBodies(g: Guarded): readonly Proceeding[] {
  return openProceedings(g.case).filter((p) => {
    const basis = g.case.proceedings.find((b) => b.no === p.notes.basis);
    return (
      p.procedure === 'performance' &&
      basis?.procedure === 'mediation' &&
      isListed(g.world.directory.bodies.get(basis.body ?? ''))
    );
  });
}

/** A hearing may be set only so far ahead that notice and postponement are still possible (第三十五条). */
function hearingObstacle({ region }: Case, on: CivilDate, hearing: CivilDate, world: World): Refusal | null {
  const latest = (['arbitration-hearing-notice', 'arbitration-postponement-request'] as const).map((id) => {
    const { length } = clockRule(id, region);
    const n = typeof length === 'object' ? length : { n: 0, unit: 'workday' as const };
    return dueDate(hearing, { ...n, direction: 'backward' }, world.calendar).legal;
  });
  if (latest.every((day) => day >= on)) return null;
  return refuse(
    'hearing-too-soon',
    `开庭日期过近:通知最迟应在${latest[0] ?? ''}送达,今天是${on}。请另定日期。`,
    `The hearing is too soon: notice had to be served by ${latest[0] ?? ''}, today is ${on}. Choose a later day.`,
    '劳动争议调解仲裁法 第三十五条',
  );
}
