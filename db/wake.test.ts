import { expect, it } from 'vitest';
import { civilDate } from '../domain/calendar/civil-date.ts';
import type { Level } from '../domain/case.ts';
import { needsWake, type Standing } from './wake.ts';

const at = (...levels: readonly Level[]): Standing => ({
  status: 'open',
  proceedings: levels.map((level) => ({ level, closedOn: null })),
});
const quiet = { before: at('town'), after: at('town'), nextAt: 100, sleepsUntil: 100 };
const over = { level: 'park', closedOn: civilDate('2026-03-02') } as const;

it.each([
  ['nothing that the workflow would miss', quiet, false],
  ['a later instant: it looks when its timer fires', { ...quiet, nextAt: 200 }, false],
  ['no instant any more', { ...quiet, nextAt: null }, false],
  [
    'a proceeding that came and went',
    { ...quiet, after: { ...at('town'), proceedings: [over, ...at('town').proceedings] } },
    false,
  ],
  ['an earlier instant', { ...quiet, nextAt: 99 }, true],
  ['an instant where it sleeps without a timer, or was never told', { ...quiet, sleepsUntil: null }, true],
  ['the opening', { ...quiet, before: null }, true],
  ['the end', { ...quiet, after: { ...at('town'), status: 'closed' as const } }, true],
  ['another level', { ...quiet, after: at('district') }, true],
  ['one more proceeding', { ...quiet, after: at('town', 'petition') }, true],
])('%s', (_, news, wake) => {
  expect(needsWake(news)).toBe(wake);
});
