// A decision in the making: the case as it would stand, and the effects that lead there. Nothing leaves it unless
// the whole decision holds.

import type { Calendar } from '../calendar/calendar.ts';
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Addressee, Proceeding } from '../case.ts';
import { apply, type Case, type CaseEvent, type Effect, type PartyId } from '../case.ts';
import type { Notice } from '../procedures/procedure.ts';
import { officeRole, unitOf } from './office.ts';
import type { Directory } from './routing.ts';

/** What the law's machine looks at beside the case itself. */
export interface World {
  /** The legal instant now, epoch ms (see legal-time.ts). */
  readonly at: number;
  readonly calendar: Calendar;
  readonly directory: Directory;
}

export interface Draft {
  case: Case;
  readonly world: World;
  /** Number that the event will have; the proof of the clocks it starts. */
  readonly seq: number;
  /** The day it happened. */
  readonly on: CivilDate;
  readonly effects: Effect[];
}

export function draftOf(before: Case, on: CivilDate, world: World): Draft {
  return { case: before, world, seq: before.seq + 1, on, effects: [] };
}

/** Adds an effect; what follows sees the case with it. */
export function put(draft: Draft, effect: Effect): void {
  draft.case = apply(draft.case, effect, { case: draft.case.id, on: draft.on });
  draft.effects.push(effect);
}

/** Tells the parties or the office what the table says. */
export function tell(draft: Draft, p: Proceeding, notices: readonly Notice[] | undefined, clock?: number): void {
  for (const [template, to] of notices ?? []) {
    for (const addressee of addressees(draft.case, p, to)) {
      put(draft, { t: 'notice', template, to: addressee, ...(clock === undefined ? {} : { clock }) });
    }
  }
}

function addressees(c: Case, p: Proceeding, to: Notice[1]): readonly Addressee[] {
  if (to === 'office') return [{ office: unitOf(c, p), role: officeRole(p.level) }];
  return c.parties
    .filter((party) => party.leftOn === null && isAddressed(p, party.id, to))
    .map(({ id }) => ({ party: id }));
}

function isAddressed(p: Proceeding, party: PartyId, to: 'applicant' | 'respondent' | 'both'): boolean {
  if (to === 'both' || p.applicant === null) return true;
  return onApplicantsSide(p, party) ? to === 'applicant' : to === 'respondent';
}

/** Parties of one side act together; a proceeding that an office opened by itself counts as the worker's, and tells all. */
export function onApplicantsSide(p: Pick<Proceeding, 'applicant'>, party: PartyId): boolean {
  return party.charAt(0) === (p.applicant ?? 'W').charAt(0);
}

/** Closes the draft into an event. */
export function seal(
  draft: Draft,
  head: Pick<CaseEvent, 'command' | 'type' | 'by' | 'at' | 'proceeding' | 'article'> &
    Partial<Pick<CaseEvent, 'onBehalfOf' | 'reason' | 'texts'>>,
): CaseEvent {
  return {
    case: draft.case.id,
    seq: draft.seq,
    command: head.command,
    type: head.type,
    by: head.by,
    onBehalfOf: head.onBehalfOf ?? null,
    at: head.at,
    on: draft.on,
    proceeding: head.proceeding,
    reason: head.reason ?? null,
    texts: head.texts ?? {},
    article: head.article,
    effects: draft.effects,
  };
}
