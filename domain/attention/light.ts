// 红黄绿灯: the light of a clock and of a case, as of the last event. The server computes it, nobody else.
import { type Case, type Clock, isRunning } from '../case.ts';

export const LIGHTS = ['red', 'yellow', 'green', 'grey'] as const;
export type Light = (typeof LIGHTS)[number];

/** red overdue · yellow warned · grey suspended · green otherwise; a clock that ended has none. */
export function clockLight(clock: Clock): Light | null {
  if (!isRunning(clock)) return null;
  if (clock.state === 'overdue') return 'red';
  if (clock.state === 'suspended') return 'grey';
  return clock.warned > 0 ? 'yellow' : 'green';
}

/** The worst light of its running clocks; grey only when everything that runs is suspended. */
export function lightOf(c: Case): Light {
  const lights = c.clocks.flatMap((clock) => clockLight(clock) ?? []);
  return LIGHTS.find((light) => lights.includes(light)) ?? 'green';
}
