// Commands that concern the case itself, not one proceeding: claims, parties, facts, corrections, extension, closing.

import { daysBetween } from '../calendar/civil-date.ts';
import { type Actor, type Case, clockOf, isRunning, openProceedings, type PartyId, sideOf } from '../case.ts';
import type { CommandOf, CommandType } from '../command.ts';
import { PLAN_COMMANDS, relapse, unclearedObstacle } from '../petition/plan-commands.ts';
import type { StaffRole } from '../roles.ts';
import type { Extension } from '../rulebook/clock-rule.ts';
import { clockRule } from '../rulebook/rulebook.ts';
import { citationOf, moveClock, pauseClock, resumeClock, runningClocks } from './case-clocks.ts';
import { addClaim } from './claims.ts';
import { type Draft, put, tell } from './draft.ts';
import { ESCALATION } from './escalation.ts';
import { correctLimitation, interruptOn, LIMITATION } from './limitation.ts';
import { offerNextSteps } from './offers.ts';
import { actingParty, RECORDING } from './office.ts';
import { checkCaseFacts } from './open-case.ts';
import { type Refusal, refuse } from './refusals.ts';
import { urgencies } from './urgency.ts';

export interface Asking {
  readonly by: Actor;
  readonly onBehalfOf: PartyId | null;
}

export interface CaseCommand<T extends CommandType> {
  readonly article: string;
  readonly may: (c: Case, asking: Asking, command: CommandOf<T>) => boolean;
  readonly run: (draft: Draft, command: CommandOf<T>, asking: Asking) => Refusal | null;
}

const HEADS: readonly StaffRole[] = [
  'station-head',
  'commission-director',
  'authority-head',
  'division-head',
  'deputy-director',
  'supervisor',
];
const byStaff =
  (...roles: readonly StaffRole[]) =>
  (_: Case, { by }: Asking): boolean =>
    by.kind === 'staff' && roles.includes(by.role);
const recording = byStaff(...RECORDING);
const party = (asking: Asking): PartyId | null => actingParty(asking.by, asking.onBehalfOf);
const anyParty = (c: Case, asking: Asking): boolean =>
  c.parties.some((p) => p.id === party(asking) && p.leftOn === null);
/** The side that leads: the standing consent to be led on is the applicant's alone (features E1). */
const applicants = (c: Case, asking: Asking): boolean => {
  const applicant = c.proceedings.findLast((p) => p.procedure === 'mediation' && p.applicant)?.applicant ?? 'W1';
  return anyParty(c, asking) && sideOf(party(asking) ?? 'E0') === sideOf(applicant);
};
const inTrial = (c: Case): boolean =>
  openProceedings(c).some(
    (p) => (p.procedure === 'arbitration' && p.state !== 'filed') || p.procedure === 'award' || p.procedure === 'court',
  );
const partyOrRecording = (c: Case, asking: Asking): boolean => anyParty(c, asking) || recording(c, asking);

const INTERRUPTION = '劳动争议调解仲裁法 第二十七条第二款';

/** The commands of the case, each with who may give it and what it does. */
export const CASE_COMMANDS: { readonly [T in CommandType]?: CaseCommand<T> } = {
  addClaim: {
    article: '劳动争议调解仲裁法 第五条',
    may: partyOrRecording,
    run: (draft, { claim }) => addClaim(draft, claim),
  },
  withdrawClaim: { article: '劳动争议调解仲裁法 第五条', may: (c, asking) => anyParty(c, asking), run: withdrawClaim },
  joinParty: {
    article: '劳动争议调解仲裁法 第二十二条、第二十三条',
    // While a tribunal or a court has the dispute, it decides who joins; in arbitration the period then runs anew.
    may: (c, asking) => partyOrRecording(c, asking) && !inTrial(c),
    run: (draft, command) => joinParty(draft, command.party),
  },
  correctFacts: { article: '设计 更正须留痕', may: recording, run: correctFacts },
  correctStart: { article: '设计 更正须留痕', may: recording, run: correctStart },
  setStepwise: {
    article: '设计 逐级流转须经申请人同意',
    may: applicants,
    run: (draft, { consent }) => done(put(draft, { t: 'stepwise', consent })),
  },
  assign: {
    article: '设计 指派经办人',
    may: byStaff(...HEADS),
    run: (draft, { handler }) =>
      draft.case.recused.includes(handler)
        ? refuse('not-yours', '该工作人员已回避本案。', 'This officer has recused himself from the case.', RECUSAL)
        : done(put(draft, { t: 'assigned', handler })),
  },
  recuse: {
    article: '劳动争议调解仲裁法 第三十三条',
    may: (c, asking, { person }) =>
      byStaff(...HEADS)(c, asking) ||
      (asking.by.kind !== 'time' && 'person' in asking.by && asking.by.person === person),
    run: (draft, { person }) =>
      draft.case.recused.includes(person)
        ? refuse('already-running', '该工作人员已回避本案。', 'This officer has recused himself already.', RECUSAL)
        : done(put(draft, { t: 'recused', person })),
  },
  ...ESCALATION,
  note: { article: '设计 备注不影响期限', may: () => true, run: () => null },
  pauseLimitation: {
    article: '劳动争议调解仲裁法 第二十七条第三款',
    may: recording,
    run: (draft, { ground, texts }) => {
      const lawful = clockRule(LIMITATION[0], draft.case.region).suspendedBy?.some((one) => one === ground);
      if (!lawful)
        return refuse('facts-wrong', '不是法定的时效中止事由。', 'That ground suspends no limitation.', SUSPENSION);
      if (!texts?.proof) return proofMissing(SUSPENSION);
      return eachLimitation(draft, 'running', (no) => pauseClock(draft, no, ground));
    },
  },
  resumeLimitation: {
    article: '劳动争议调解仲裁法 第二十七条第三款',
    may: recording,
    run: (draft) => eachLimitation(draft, 'suspended', (no) => resumeClock(draft, no)),
  },
  interruptLimitation: { article: INTERRUPTION, may: recording, run: interruptLimitation },
  extend: { article: '设计 延长须经有权人批准', may: () => true, run: extend },
  ...PLAN_COMMANDS,
  close: { article: '设计 请求全部了结方可结案', may: byStaff(...RECORDING, ...HEADS), run: close },
  reopen: { article: '设计 新事实或未履行可以重启', may: byStaff(...RECORDING, ...HEADS), run: reopen },
};

const RECUSAL = '劳动争议调解仲裁法 第三十三条';
const SUSPENSION = '劳动争议调解仲裁法 第二十七条第三款';
const done = (_: undefined | unknown): null => null;

/** A pause or an interruption rests on a document, which the record names. */
export const proofMissing = (article: string): Refusal =>
  refuse('proof-missing', '请写明凭据。', 'Name the document that shows it.', article);

function interruptLimitation(draft: Draft, { happenedOn, texts }: CommandOf<'interruptLimitation'>): Refusal | null {
  if (!texts?.proof) return proofMissing(INTERRUPTION);
  if (happenedOn > draft.on)
    return refuse('date-in-future', '中断之日不能在未来。', 'The interruption cannot lie in the future.', INTERRUPTION);
  if (interruptOn(draft, happenedOn)) return null;
  return refuse('clock-not-running', '该日没有进行中的仲裁时效。', 'No limitation ran on that day.', INTERRUPTION);
}

/** A worker gives up his own claim; nobody does it for him. */
function withdrawClaim(draft: Draft, command: CommandOf<'withdrawClaim'>, asking: Asking): Refusal | null {
  const claim = draft.case.claims.find((x) => x.id === command.claim);
  if (claim?.status !== 'open') {
    return refuse(
      'claim-unknown',
      `没有未了结的第${command.claim}项请求。`,
      `There is no open claim ${command.claim}.`,
    );
  }
  if (sideOf(claim.party) !== sideOf(party(asking) ?? 'E0')) {
    return refuse('not-yours', '只有提出请求的一方可以撤回。', 'Only the side that made the claim may withdraw it.');
  }
  const outcome = { result: 'withdrawn' as const, amountFen: 0, proceeding: null, on: draft.on };
  put(draft, { t: 'claim-decided', claim: claim.id, outcome });
  put(draft, { t: 'claim-closed', claim: claim.id });
  return null;
}

export function joinParty(draft: Draft, id: PartyId): Refusal | null {
  if (draft.case.parties.some((p) => p.id === id)) {
    return refuse('facts-wrong', `当事人${id}已在本案中。`, `Party ${id} is in the case already.`);
  }
  put(draft, { t: 'party-joined', party: { id, joinedOn: draft.on, leftOn: null } });
  return null;
}

/** C15: facts can be corrected; limitation is counted anew from the corrected day, the old dates stay in the event. */
function correctFacts(draft: Draft, command: CommandOf<'correctFacts'>): Refusal | null {
  if (!command.reason) return reasonMissing;
  const wrong = draft.case.facts;
  const refusal = checkCaseFacts({ ...wrong, ...command.facts }, draft.on);
  if (refusal) return refusal;
  put(draft, { t: 'facts-corrected', facts: command.facts });
  correctLimitation(draft, wrong);
  for (const flag of urgencies(draft.case.facts))
    if (!draft.case.flags.includes(flag)) put(draft, { t: 'flagged', flag });
  return null;
}

const reasonMissing = refuse('reason-missing', '更正须写明理由。', 'A correction needs its reason.', '设计 更正须留痕');

function correctStart(draft: Draft, command: CommandOf<'correctStart'>): Refusal | null {
  const clock = draft.case.clocks.find((k) => k.no === command.clock);
  if (!command.reason) return reasonMissing;
  if (!clock || !isRunning(clock)) return notRunning;
  if (command.start > draft.on)
    return refuse('date-in-future', '起算日不能在未来。', 'The start cannot lie in the future.');
  moveClock(draft, clock.no, 'corrected', { start: command.start });
  return null;
}

export const notRunning = refuse('clock-not-running', '该期限已不在进行中。', 'This clock does not run any more.');

function eachLimitation(draft: Draft, state: 'running' | 'suspended', act: (no: number) => void): Refusal | null {
  const clocks = LIMITATION.flatMap((rule) => runningClocks(draft.case, rule, null)).filter((k) => k.state === state);
  for (const clock of clocks) act(clock.no);
  return clocks.length > 0 ? null : notRunning;
}

const APPROVERS: Readonly<Record<string, readonly StaffRole[]>> = {
  'commission-director': ['commission-director'],
  // 本机关、单位负责人: of an office, of a division, of a street or station that handles it.
  'authority-head': ['authority-head', 'deputy-director', 'division-head', 'station-head'],
  'court-president': RECORDING,
  'superior-court': RECORDING,
  authority: ['authority-head'],
};

/** Who approves for the commission or authority that has the matter, and for no other. */
const OF_THE_BODY: readonly Extension['by'][] = ['commission-director', 'authority-head'];

/** D9: only before expiry, only by the named approver, as often as the law says, never beyond the cap; the parties are told. */
function extend(draft: Draft, command: CommandOf<'extend'>, asking: Asking): Refusal | null {
  const clock = draft.case.clocks.find((k) => k.no === command.clock);
  if (!clock || !isRunning(clock) || clock.state !== 'running') return notRunning;
  const rule = clockRule(clock.rule, draft.case.region);
  const may = stepOf(rule.extension, clock.extensions);
  const article = citationOf(rule.source);
  if (!may || may.by === 'both-parties') {
    return refuse(
      'extension-not-allowed',
      '该期限依法不得这样延长。',
      'The law does not let this period be extended so.',
      article,
    );
  }
  const { by } = asking;
  const p = draft.case.proceedings.find((x) => x.no === clock.proceeding);
  const elsewhere = by.kind === 'staff' && OF_THE_BODY.includes(may.by) && p?.body != null && p.body !== by.org;
  if (by.kind !== 'staff' || elsewhere || !APPROVERS[may.by]?.includes(by.role)) {
    return refuse(
      'extension-wrong-approver',
      '该期限的延长须由法定批准人批准。',
      'Only the approver that the law names may extend it.',
      article,
    );
  }
  if (!command.reason) return reasonMissing;
  if (draft.on > clock.legal)
    return refuse('period-over', '期限已满,不能再延长。', 'The period is over and cannot be extended.', article);
  const refusal = withinCap(may, clock.extensions, clock.extension?.n ?? 0, command.n, article);
  if (refusal) return refusal;
  const unit = clock.extension?.unit ?? (typeof may.max === 'object' ? may.max.unit : 'day');
  moveClock(draft, clock.no, 'extended', {
    extension: { n: (clock.extension?.n ?? 0) + command.n, unit },
    extensions: clock.extensions + 1,
  });
  if (p) tell(draft, p, [['period-extended', 'both']], clock.no);
  return null;
}

/** A second extension by a higher approver comes after the first is used up (民事诉讼法 第一百五十二条). */
function stepOf(extension: Extension | undefined, used: number): Extension | undefined {
  return extension?.further && used >= extension.times ? extension.further : extension;
}

function withinCap(may: Extension, times: number, had: number, asked: number, article: string): Refusal | null {
  if (times >= may.times) {
    return refuse(
      'extension-already-used',
      `依法只能延长${may.times}次。`,
      `The law allows ${may.times} extension(s) only.`,
      article,
    );
  }
  if (!Number.isSafeInteger(asked) || asked < 1 || (typeof may.max === 'object' && had + asked > may.max.n)) {
    const max = typeof may.max === 'object' ? may.max.n : 0;
    return refuse('extension-too-long', `最多延长${max}日。`, `It may be extended by ${max} at most.`, article);
  }
  return null;
}

function close(draft: Draft, command: CommandOf<'close'>): Refusal | null {
  if (draft.case.claims.some((claim) => claim.status !== 'closed')) {
    return refuse(
      'claims-open',
      '还有请求没有了结,不能结案。',
      'A claim is still open, so the case cannot be closed.',
      '设计 请求全部了结方可结案',
    );
  }
  if (openProceedings(draft.case).length > 0) {
    return refuse(
      'proceedings-open',
      '还有程序在进行,不能结案。',
      'A proceeding still runs, so the case cannot be closed.',
      '设计 请求全部了结方可结案',
    );
  }
  const uncleared = unclearedObstacle(draft.case);
  if (uncleared) return uncleared;
  for (const clock of draft.case.clocks)
    if (isRunning(clock)) put(draft, { t: 'clock-ended', clock: clock.no, how: 'ended' });
  put(draft, { t: 'closed', because: command.reason ?? 'done' });
  return null;
}

function reopen(draft: Draft, command: CommandOf<'reopen'>): Refusal | null {
  if (draft.case.status !== 'closed') return refuse('not-in-this-state', '案件没有结案。', 'The case is not closed.');
  if (!command.reason) return reasonMissing;
  put(draft, { t: 'reopened', because: command.reason });
  if (draft.case.plan?.cleared) relapse(draft, command.reason);
  offerNextSteps(draft, null);
  return null;
}

/** Both parties agreed on a longer time; the clock now ends on that day (nominally). */
export function agreeLonger(draft: Draft, no: number, until: Case['openedOn']): Refusal | null {
  const clock = clockOf(draft.case, no);
  const more = daysBetween(clock.nominal, until);
  if (more < 1)
    return refuse('facts-wrong', '约定的日期不晚于现有期限。', 'The agreed day is no later than the present end.');
  moveClock(draft, no, 'extended', {
    extension: { n: (clock.extension?.n ?? 0) + more, unit: 'day' },
    extensions: clock.extensions + 1,
  });
  return null;
}
