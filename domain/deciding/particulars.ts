// What single commands do beyond the tables: the facts they note, the periods they move, what makes them impossible.

import { type Case, type Proceeding, proceedingOf } from '../case.ts';
import type { CommandOf, CommandType } from '../command.ts';
import type { Ask } from '../decide.ts';
import { PETITION_PARTICULARS } from '../petition/petition-particulars.ts';
import { SUSPENSION_GROUNDS } from '../rulebook/exclusions.ts';
import { type ClockId, clockRule } from '../rulebook/rulebook.ts';
import { startRightAfterAward } from './awards.ts';
import { endClocks, pauseClock, resumeClock, runningClocks, startClock } from './case-clocks.ts';
import { agreeLonger, joinParty, proofMissing } from './case-commands.ts';
import { addClaim } from './claims.ts';
import { type Draft, onApplicantsSide, put } from './draft.ts';
import { actingParty } from './office.ts';
import { type Refusal, refuse } from './refusals.ts';
import { attemptService, notTheRespondent, postNotice, publish, received, serve } from './service.ts';

/** What one command does with the proceeding that it moves, beyond its table. */
export type Particular<T extends CommandType> = (
  draft: Draft,
  p: Proceeding,
  command: CommandOf<T>,
  ask: Ask,
) => Refusal | null;

/** Whether a command does more than its table says. */
export const hasParticulars = (type: CommandType): boolean => Object.hasOwn(PARTICULARS, type);

/** What this command does beyond its table, or why it cannot. */
export function particulars(draft: Draft, ask: Ask, p: Proceeding): Refusal | null {
  const particular = PARTICULARS[ask.command.type] as Particular<CommandType> | undefined;
  return particular?.(draft, p, ask.command, ask) ?? null;
}

const noted = (draft: Draft, p: Proceeding, notes: Proceeding['notes']): null => {
  put(draft, { t: 'noted', proceeding: p.no, notes });
  return null;
};

const PARTICULARS: { readonly [T in CommandType]?: Particular<T> } = {
  consent: (draft, p, _, ask) => answer(draft, p, ask, 'consented'),
  refuse: (draft, p, _, ask) => answer(draft, p, ask, 'refused'),
  agreeLonger: (draft, p, { until }) => {
    const clock = AGREED.flatMap((rule) => runningClocks(draft.case, rule, p.no))[0];
    return clock
      ? agreeLonger(draft, clock.no, until)
      : refuse('clock-not-running', '没有可以延长的期限。', 'No period runs that could be longer.');
  },
  agreePeriod: (draft, p, { until }) => {
    if (until <= draft.on) return refuse('facts-wrong', '约定的日期应在今后。', 'The agreed day must lie ahead.');
    endClocks(draft, ['negotiation-agreed-period'], p.no, 'superseded');
    return null;
  },
  acceptCase: (draft, p, { simple = false }) =>
    simple && p.procedure !== 'arbitration'
      ? refuse(
          'facts-wrong',
          '只有仲裁可以简易处理。',
          'Only an arbitration is handled simply.',
          '劳动人事争议仲裁办案规则 第五十六条',
        )
      : noted(draft, p, { acceptedOn: draft.on, suitUnlocked: false, ...(simple && { simple }) }),
  requireCorrection: (draft, p) => noted(draft, p, { corrected: true }),
  addClaim: (draft, _, { claim }) => addClaim(draft, claim),
  confirmPayment: (draft, p, { instalment }) => {
    const { notes } = p.procedure === 'enforcement' ? proceedingOf(draft.case, p.notes.basis ?? 0) : p;
    const known = instalment === undefined || notes.instalments?.some((i) => i.no === instalment && i.paidOn === null);
    return known ? null : refuse('facts-wrong', '没有这一期未付款项。', 'There is no such unpaid instalment.');
  },
  serveApplication: (draft, p, command) =>
    onApplicantsSide(p, command.party) ? notTheRespondent : serve(draft, p, 'application', command),
  serveDefence: (draft, p, command) => received(draft, p, 'defence', command),
  serveOrder: (draft, p, command) => received(draft, p, 'payment-order', command),
  scheduleHearing: (draft, p, { hearingOn }) => {
    if (hearingOn <= draft.on)
      return refuse(
        'hearing-too-soon',
        '开庭日应在今天之后。',
        'The hearing must lie ahead.',
        '劳动争议调解仲裁法 第三十五条',
      );
    endClocks(draft, ['arbitration-hearing-notice', 'arbitration-postponement-request'], p.no, 'superseded');
    return noted(draft, p, { hearingOn, hearingSetOn: draft.on, hearingNotified: false });
  },
  giveHearingNotice: (draft, p, command) => {
    if (!p.notes.hearingOn) return noHearing;
    return received(draft, p, 'hearing-notice', command) ?? noted(draft, p, { hearingNotified: true });
  },
  holdHearing: (draft, p) => {
    if (!p.notes.hearingOn) return noHearing;
    if (p.notes.hearingOn > draft.on)
      return refuse('date-too-early', `开庭日是${p.notes.hearingOn}。`, `The hearing is on ${p.notes.hearingOn}.`);
    return noted(draft, p, { heard: true });
  },
  formTribunal: (draft, p) => noted(draft, p, { tribunal: true }),
  submitCorrection: (draft, p) => noted(draft, p, { receivedOn: draft.on }),
  joinParty: (draft, p, { party }) => {
    const refusal = joinParty(draft, party);
    // Who is joined as respondent is served like the first ones, within days of his own (第三十条第一款).
    if (!refusal && p.procedure === 'arbitration' && !onApplicantsSide(p, party))
      startClock(draft, 'arbitration-serve-application', { proceeding: p.no, party, start: draft.on });
    return refusal;
  },
  changeClaims: (draft, _, { claim, amountFen }) => {
    const found = draft.case.claims.find((x) => x.id === claim && x.status === 'open');
    if (!found) return refuse('claim-unknown', `没有未了结的第${claim}项请求。`, `There is no open claim ${claim}.`);
    put(draft, { t: 'claim-changed', claim, amountFen });
    return null;
  },
  decideCounterclaim: (draft, _, { joined, claim }) => {
    if (!joined || !claim) return null;
    return addClaim(draft, claim);
  },
  transferCase: (draft, p, { body }) => {
    if (draft.world.directory.bodies.get(body)?.level !== 'arbitration')
      return refuse('no-body', '没有这个仲裁委员会。', 'There is no such commission.');
    put(draft, { t: 'body-changed', proceeding: p.no, body });
    return null;
  },
  convertToOrdinary: (draft, p) => noted(draft, p, { simple: false }),
  suspend: (draft, p, { ground, texts }) => {
    if (!Object.hasOwn(SUSPENSION_GROUNDS, ground)) {
      return refuse(
        'facts-wrong',
        '不是法定的中止事由。',
        'That is no ground on which the law suspends.',
        '劳动人事争议仲裁办案规则 第四十七条',
      );
    }
    if (!texts?.proof) return proofMissing('劳动人事争议仲裁办案规则 第四十七条');
    for (const clock of pausable(draft.case, p)) pauseClock(draft, clock, ground);
    return noted(draft, p, { suspendedBy: ground });
  },
  resume: (draft, p) => {
    for (const clock of draft.case.clocks)
      if (clock.proceeding === p.no && clock.state === 'suspended') resumeClock(draft, clock.no);
    return noted(draft, p, { suspendedBy: null });
  },
  publishNotice: (draft, p, { party }) => publish(draft, p, party),
  postNotice,
  attemptService,
  respondentAbsent: (draft, p) => noted(draft, p, { defaulted: true }),
  judge: (draft, p) => noted(draft, p, { served: {} }),
  serveAward: (draft, p, command) => {
    const refusal = serve(draft, p, 'award', command);
    if (!refusal) startRightAfterAward(draft, p, command.party, draft.on);
    return refusal;
  },
  ...PETITION_PARTICULARS,
  serveJudgment: (draft, p, command) => {
    const refusal = serve(draft, p, 'judgment', command);
    if (!refusal) startClock(draft, 'appeal', { proceeding: p.no, party: command.party, start: draft.on });
    return refusal;
  },
};

const noHearing = refuse(
  'hearing-missing',
  '尚未安排开庭。',
  'No hearing is scheduled.',
  '劳动争议调解仲裁法 第三十五条',
);
const AGREED = ['negotiation-agreed-period', 'mediation-enterprise-total'] as const satisfies readonly ClockId[];

function answer(draft: Draft, p: Proceeding, ask: Ask, what: 'consented' | 'refused'): null {
  const party = actingParty(ask.by, ask.command.for ?? null);
  if (party) put(draft, { t: 'answered', proceeding: p.no, party, answer: what });
  return null;
}

const pausable = (c: Case, p: Proceeding): readonly number[] =>
  c.clocks.flatMap((k) =>
    k.proceeding === p.no && k.state === 'running' && clockRule(k.rule, c.region).excludes?.includes('suspension')
      ? [k.no]
      : [],
  );
