// 起诉、申请撤销、申请执行的对象: what each of these can be directed against now. Every award has its own periods, so
// that two of them may be in court at once, and one of several workers may sue alone (解释一 第十七条).

import type { CivilDate } from '../calendar/civil-date.ts';
import {
  type Case,
  type Clock,
  isRunning,
  openProceedings,
  type PartyId,
  type Proceeding,
  proceedingOf,
  sideOf,
} from '../case.ts';
import type { Command } from '../command.ts';
import type { ClockId } from '../rulebook/rulebook.ts';
import { runningClocks } from './case-clocks.ts';

/** Rights to take an award or judgment further; while one runs the document is not effective. */
export const SUIT_RIGHTS = [
  'suit-non-final-award',
  'suit-final-award-worker',
  'setaside-final-award-employer',
  'appeal',
] as const satisfies readonly ClockId[];
const SUITS_OVER_AWARD: readonly ClockId[] = ['suit-non-final-award', 'suit-final-award-worker', 'suit-after-setaside'];
const SET_ASIDES: readonly ClockId[] = [
  'setaside-final-award-employer',
  'setaside-after-worker-suit-ends',
  'setaside-after-wrong-court',
];
/** Periods during which somebody is being served. */
export const DEEMING = [
  'service-posted',
  'service-publication',
  'service-publication-collective',
] as const satisfies readonly ClockId[];

/** The award or performance that a period is about; null for one of the case itself. */
export const aboutOf = (clock: Clock): number | null => clock.award ?? clock.proceeding;

/** Whom a document binds: of an award those whom it names, of a judgment everybody. */
export const boundBy = (c: Case, p: Proceeding): readonly PartyId[] =>
  p.notes.parties ?? c.parties.filter((x) => x.leftOn === null).map((x) => x.id);

/** Whether the document is still open to anybody: not served on all whom it binds, or within somebody's period. */
export const isOpenToAnybody = (c: Case, p: Proceeding): boolean =>
  boundBy(c, p).some((id) => !p.notes.served?.[id]) ||
  SUIT_RIGHTS.some((rule) => runningClocks(c, rule, p.no).length > 0);

const hasRight = (c: Case, p: Proceeding, rules: readonly ClockId[], party: PartyId | null): boolean =>
  c.clocks.some(
    (k) =>
      isRunning(k) &&
      rules.includes(k.rule) &&
      aboutOf(k) === p.no &&
      (party === null || k.party === null || k.party === party),
  );

/** An award was made and this party, who may sue over it, has not received it yet: his period has not even begun. */
const mayStillBeServed = (p: Proceeding, party: PartyId | null): boolean =>
  p.state === 'made' &&
  party !== null &&
  (p.notes.parties ?? []).includes(party) &&
  !p.notes.served?.[party] &&
  !(p.notes.finalAward && sideOf(party) === 'employer');

/** Awards that this party may take to court now, made or set aside; `party` null: that anybody may. */
const contestable = (c: Case, party: PartyId | null): readonly Proceeding[] =>
  c.proceedings.filter(
    (p) => p.procedure === 'award' && (hasRight(c, p, SUITS_OVER_AWARD, party) || mayStillBeServed(p, party)),
  );

/** What a suit of this party can be about now: awards, and an arbitration that is late without excuse. */
export const suitTargets = (c: Case, party: PartyId | null, on: CivilDate): readonly Proceeding[] => [
  ...contestable(c, party),
  ...openProceedings(c).filter((p) => p.procedure === 'arbitration' && p.notes.suitUnlocked && !excusesDelay(c, p, on)),
];

/** Final awards that this employer may ask to have set aside now. */
const setAsideTargets = (c: Case, party: PartyId | null): readonly Proceeding[] =>
  c.proceedings.filter(
    (p) =>
      p.procedure === 'award' && (p.state === 'made' || p.state === 'effective') && hasRight(c, p, SET_ASIDES, party),
  );

/** What an enforcement may rest on: an effective document that was not performed in time (第五十一条). */
const isEnforceable = (p: Proceeding): boolean =>
  p.procedure === 'performance' && p.state === 'breached' && p.notes.enforceable === true;

/** What a command that opens a proceeding can be directed against; the one it names, where it names one of them. */
export function targetsOf(
  c: Case,
  command: Pick<Command, 'type' | 'proceeding'>,
  party: PartyId | null,
  on: CivilDate,
): readonly Proceeding[] {
  const targets = allTargets(c, command.type, party, on);
  return command.proceeding === undefined ? targets : targets.filter((p) => p.no === command.proceeding);
}

function allTargets(c: Case, type: Command['type'], party: PartyId | null, on: CivilDate): readonly Proceeding[] {
  if (type === 'fileSuit') return suitTargets(c, party, on);
  if (type === 'applyForSetAside') return setAsideTargets(c, party);
  if (type === 'applyForEnforcement') return openProceedings(c).filter(isEnforceable);
  return [];
}

/** Whether an open proceeding of that procedure is about this target already. */
export const isTaken = (c: Case, procedure: string | undefined, target: Proceeding): boolean =>
  openProceedings(c).some((p) => p.procedure === procedure && p.notes.basis === target.no);

/** 解释一 第十二条: while one of these holds, lateness does not open the suit. */
export function excusesDelay(c: Case, p: Proceeding, on: CivilDate): boolean {
  if (p.procedure !== 'arbitration' || p.closedOn !== null) return false;
  const { hearingOn, heard } = p.notes;
  const awaited = hearingOn != null && hearingOn >= on && !heard;
  const beingServed = DEEMING.some((rule) => runningClocks(c, rule, p.no).length > 0);
  return p.state === 'suspended' || p.state === 'delegated' || awaited || beingServed;
}

/** The award that a suit or set-aside is about; undefined where it is about none. */
export function awardOf(c: Case, proceeding: number): Proceeding | undefined {
  const { basis } = proceedingOf(c, proceeding).notes;
  return c.proceedings.find((p) => p.no === basis && p.procedure === 'award');
}
