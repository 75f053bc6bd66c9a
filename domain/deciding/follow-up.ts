// Nothing waits without an end: while no other period drives the case, the unit in charge has its own to follow it up.
import { type Case, type Clock, isRunning } from '../case.ts';
import { stateOf } from '../procedures/procedures.ts';
import { clockRule } from '../rulebook/rulebook.ts';
import { endClocks, startClock } from './case-clocks.ts';
import type { Draft } from './draft.ts';

const FOLLOW_UP = 'case-follow-up';

/** Starts the follow-up when nothing else drives the case, ends it when something does again. */
export function keepFollowUp(draft: Draft): void {
  if (draft.case.status === 'closed') return;
  const running = draft.case.clocks.filter(isRunning);
  const driven = running.some((k) => k.rule !== FOLLOW_UP && drives(draft.case, k));
  const following = running.some((k) => k.rule === FOLLOW_UP);
  if (driven && following) endClocks(draft, [FOLLOW_UP], null, 'ended');
  if (!driven && !following) startClock(draft, FOLLOW_UP, { proceeding: null, start: draft.on });
}

/** A duty, a target or a stage drives; a suspended clock does not, nor does a right whose end changes nothing by itself. */
function drives(c: Case, clock: Clock): boolean {
  if (clock.state === 'suspended') return false;
  const { kind } = clockRule(clock.rule, c.region);
  if (kind === 'fact') return false;
  if (kind !== 'right') return true;
  const p = c.proceedings.find((x) => x.no === clock.proceeding);
  return Boolean(p && stateOf(p.procedure, p.state).lapse?.[clock.rule]);
}

/** A person moved the case, so what was to be followed up has been. */
export function followedUp(draft: Draft): void {
  endClocks(draft, [FOLLOW_UP], null, 'met');
}
