// 台账接收: a petition that a ledger brings with its true days. What time would have done since then is seen and marked,
// and nobody is told of it: a ledger of old cases is no reason to call everybody at once.

import { isSupervised, ladderOf } from '../attention/supervision.ts';
import { addWorkdays } from '../calendar/calendar.ts';
import { beijingDate, endOfDayMs, startOfDayMs } from '../calendar/civil-date.ts';
import { type Case, type Clock, type Effect, evolve, isRunning } from '../case.ts';
import type { CommandOf } from '../command.ts';
import { type Ask, type Decision, decide, type World } from '../decide.ts';
import { clockRule } from '../rulebook/rulebook.ts';
import type { PlanContent } from './case-plan.ts';

/** Raised on a case whose duty was overdue on the day it was taken over. */
export const OVERDUE_WHEN_TAKEN_OVER = 'overdue-when-taken-over';

export type Registration = Ask & { readonly command: CommandOf<'registerPetition'> };

/** 责任单位、包案领导 as far as the ledger names them: what its plan begins with. */
export type Assigned = Pick<Partial<PlanContent>, 'unit' | 'leader'>;

/** Registers the petition on its own day; what lies in the past is marked as seen, in the same event. */
export function takeOver(before: Case, ask: Registration, world: World, assigned: Assigned | null = null): Decision {
  // Decided as on its day, so that no time passes between opening and registration.
  const thatDay = ask.command.on === undefined ? world.at : Math.min(world.at, endOfDayMs(ask.command.on) - 1);
  const decision = decide(before, ask, { ...world, at: thatDay });
  const { refusal, after } = decision;
  const event = decision.events.at(-1);
  if (refusal || !event || !after) return decision;
  const seen = after.clocks.filter(isRunning).flatMap((clock) => pastOf(after, clock, world));
  const late = seen.some((effect) => effect.t === 'clock-moved' && effect.set.state === 'overdue');
  const effects: Effect[] = [
    ...event.effects.filter((effect) => effect.t !== 'notice').map(marked),
    ...seen,
    ...(assigned ? [{ t: 'planned', set: { version: 1, content: assigned } } as const] : []),
    ...(late ? [{ t: 'flagged', flag: OVERDUE_WHEN_TAKEN_OVER } as const] : []),
  ];
  const taken = { ...event, at: world.at, effects };
  const earlier = decision.events.slice(0, -1);
  const start = earlier.reduce<Case>((now, one) => evolve(now, one), before);
  return { refusal: null, events: [...earlier, taken], after: evolve(start, taken) };
}

const marked = (effect: Effect): Effect =>
  effect.t === 'proceeding-opened' ? { ...effect, notes: { ...effect.notes, takenOver: true } } : effect;

/** What of this clock lies before now. */
function pastOf(c: Case, clock: Clock, world: World): readonly Effect[] {
  const today = beijingDate(world.at);
  const over = endOfDayMs(clock.legal) <= world.at;
  const warned = over ? clock.warnings.length : clock.warnings.filter((day) => day <= today).length;
  const before = { nominal: clock.nominal, legal: clock.legal };
  if (over && !isSupervised(clockRule(clock.rule, c.region))) {
    return [{ t: 'clock-ended', clock: clock.no, how: 'lapsed' }];
  }
  if (!over && warned === clock.warned) return [];
  const set = over ? { warned, state: 'overdue' as const, rungs: pastRungs(c, clock, world) } : { warned };
  return [{ t: 'clock-moved', clock: clock.no, cause: 'taken-over', set, before }];
}

/** Rungs of the supervisors' ladder whose day has begun. */
function pastRungs(c: Case, clock: Clock, world: World): number {
  const level = c.proceedings.find((p) => p.no === clock.proceeding)?.level ?? null;
  const begun = ladderOf(level).filter(
    ({ after }) => startOfDayMs(addWorkdays(world.calendar, clock.legal, after)) <= world.at,
  );
  return begun.length;
}
