// 仲裁时效: one year from knowing, for wages from the end of employment (调解仲裁法 第二十七条). It informs and never
// blocks. Each run is a clock of the case: interrupted it starts anew, exercised it is met, and a lapse stays.

import type { CivilDate } from '../calendar/civil-date.ts';
import { type Case, type Claim, type ClaimType, type Facts, isRunning } from '../case.ts';
import type { ClockId } from '../rulebook/rulebook.ts';
import { endClocks, moveClock, resetClock, runningClocks, startClock } from './case-clocks.ts';
import type { Draft } from './draft.ts';

export const LIMITATION = [
  'arbitration-limitation-general',
  'arbitration-limitation-wages',
] as const satisfies readonly ClockId[];
type Limitation = (typeof LIMITATION)[number];

const WAGES: readonly ClaimType[] = ['remuneration', 'overtime-pay'];

/** Which limitation a claim is under. */
export const limitationOf = (claim: Pick<Claim, 'type'>): Limitation =>
  WAGES.includes(claim.type) ? 'arbitration-limitation-wages' : 'arbitration-limitation-general';

/** What starts it; null for wages while employment lasts, and where nobody knows the day. */
const startOf = (facts: Facts, rule: Limitation): CivilDate | null =>
  rule === 'arbitration-limitation-wages' ? facts.employmentEndedOn : facts.knownOn;

const lastRun = (c: Case, rule: Limitation): Case['clocks'][number] | undefined =>
  c.clocks.findLast((k) => k.rule === rule);
const hasOpenClaim = (c: Case, rule: Limitation): boolean =>
  c.claims.some((claim) => claim.status === 'open' && limitationOf(claim) === rule);

/** Starts the limitations that open claims are under and that never ran. */
export function startLimitation(draft: Draft): void {
  for (const rule of LIMITATION) {
    const start = startOf(draft.case.facts, rule);
    const ran = lastRun(draft.case, rule);
    if (start && hasOpenClaim(draft.case, rule) && (!ran || ran.state === 'ended'))
      startClock(draft, rule, { proceeding: null, start });
  }
}

/** Facts were corrected: a run that was counted from the wrong day is counted anew. An interrupted one stays. */
export function correctLimitation(draft: Draft, wrong: Facts): void {
  for (const rule of LIMITATION) {
    const was = startOf(wrong, rule);
    const start = startOf(draft.case.facts, rule);
    if (was === start) continue;
    for (const run of runningClocks(draft.case, rule, null).filter((k) => k.start === was)) {
      if (start) moveClock(draft, run.no, 'corrected', { start });
      else endClocks(draft, [rule], null, 'ended');
    }
  }
  startLimitation(draft);
}

/**
 * 时效中断 by what a person tells: each limitation that ran on that day starts anew from it, also one that seemed to have
 * lapsed since. False: none ran then.
 */
export function interruptOn(draft: Draft, day: CivilDate): boolean {
  const ran = LIMITATION.flatMap((rule) => lastRun(draft.case, rule) ?? []).filter(
    (k) => (isRunning(k) || k.state === 'lapsed') && k.start < day && day <= k.legal,
  );
  for (const { rule } of ran) {
    endClocks(draft, [rule], null, 'superseded');
    startClock(draft, rule, { proceeding: null, start: day });
  }
  return ran.length > 0;
}

/** Arbitration or suit was filed: the right was exercised in time. */
export const exerciseLimitation = (draft: Draft): void => endClocks(draft, LIMITATION, null, 'met');

/** The other side agreed to perform: no limitation runs on claims that are settled or decided. */
export function restLimitation(draft: Draft): void {
  for (const rule of LIMITATION) if (!hasOpenClaim(draft.case, rule)) endClocks(draft, [rule], null, 'met');
}

/**
 * 时效中断: the running limitation starts anew in full, one that was exercised in vain starts again. A lapsed one stays
 * lapsed, unless a promise to perform was broken since (`promised`).
 */
export function restartLimitation(draft: Draft, promised: boolean): void {
  for (const rule of LIMITATION) {
    const last = lastRun(draft.case, rule);
    if (!last) continue;
    if (runningClocks(draft.case, rule, null).length > 0) resetClock(draft, rule, null);
    else if (promised || last.state === 'met') startClock(draft, rule, { proceeding: null, start: draft.on });
  }
}
