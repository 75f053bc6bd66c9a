// Nothing waits without an end: while no other period runs, the unit in charge has its own to follow the case up.
import { isRunning } from './case.ts';
import { endClocks, startClock } from './case-clocks.ts';
import type { Draft } from './draft.ts';
import { clockRule } from './rulebook/rulebook.ts';

const FOLLOW_UP = 'case-follow-up';

/** Starts the follow-up when nothing else drives the case, ends it when something does again. */
export function keepFollowUp(draft: Draft): void {
  if (draft.case.status === 'closed') return;
  const running = draft.case.clocks.filter(isRunning);
  const driven = running.some((k) => k.rule !== FOLLOW_UP && clockRule(k.rule).kind !== 'fact');
  const following = running.some((k) => k.rule === FOLLOW_UP);
  if (driven && following) endClocks(draft, [FOLLOW_UP], null, 'ended');
  if (!driven && !following) startClock(draft, FOLLOW_UP, { proceeding: null, start: draft.on });
}

/** A person moved the case, so what was to be followed up has been. */
export function followedUp(draft: Draft): void {
  endClocks(draft, [FOLLOW_UP], null, 'met');
}
