// The pace of supervisors' messages: never more than was set, one at a time for each, whoever waits longest first.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../calendar/civil-date.ts';
import { isGathered, messageWords, releasedNow, type Sent, type Waiting } from './messages.ts';

const PACE = { aMinute: 2, restMs: 600_000 };
const NOW = 10_000_000;
const waits = (recipient: string, firstAgo: number, lastAgo = firstAgo): Waiting => ({
  recipient,
  firstAt: NOW - firstAgo,
  lastAt: NOW - lastAgo,
});

describe('who gets his message now', () => {
  it('whoever has waited longest first, and no more than the pace allows', () => {
    expect(releasedNow([waits('c', 6_000), waits('a', 8_000), waits('b', 7_000)], [], PACE, NOW)).toEqual(['a', 'b']);
    expect(releasedNow([waits('c', 6_000)], [{ recipient: 'a', at: NOW - 59_999 }], PACE, NOW)).toEqual(['c']);
    const two = ['a', 'b'].map((recipient) => ({ recipient, at: NOW - 59_999 }));
    expect(releasedNow([waits('c', 6_000)], two, PACE, NOW)).toEqual([]);
  });

  it('not who had one lately, not while more keeps coming, but not for ever', () => {
    expect(releasedNow([waits('a', 9_000)], [{ recipient: 'a', at: NOW - 599_999 }], PACE, NOW)).toEqual([]);
    expect(releasedNow([waits('a', 9_000)], [{ recipient: 'a', at: NOW - 600_000 }], PACE, NOW)).toEqual(['a']);
    expect(releasedNow([waits('a', 59_000, 4_999)], [], PACE, NOW)).toEqual([]);
    expect(releasedNow([waits('a', 60_000, 0)], [], PACE, NOW)).toEqual(['a']);
  });

  it('in the end everybody, at most so many in any minute, each after his rest', () => {
    const arrival = fc.record({
      recipient: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      at: fc.integer({ min: 0, max: 900_000 }),
    });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (arrivals, aMinute) => {
        const pace = { aMinute, restMs: 120_000 };
        const sent: Sent[] = [];
        let open = arrivals;
        for (let now = 0; now <= 3_000_000; now += 1_000) {
          const there = open.filter(({ at }) => at <= now);
          const who = new Set(there.map(({ recipient }) => recipient));
          const waiting = [...who].map((recipient) => {
            const mine = there.filter((one) => one.recipient === recipient).map(({ at }) => at);
            return { recipient, firstAt: Math.min(...mine), lastAt: Math.max(...mine) };
          });
          for (const recipient of releasedNow(waiting, sent, pace, now)) {
            sent.push({ recipient, at: now });
            open = open.filter((one) => one.recipient !== recipient || one.at > now);
          }
        }
        expect(open).toEqual([]);
        for (const { recipient, at } of sent) {
          expect(sent.filter((one) => one.at > at - 60_000 && one.at <= at).length).toBeLessThanOrEqual(aMinute);
          const others = sent.filter((one) => one.recipient === recipient && one.at > at - 120_000 && one.at <= at);
          expect(others).toHaveLength(1);
        }
      }),
      { numRuns: 40 },
    );
  });
});

it('says how many and since when', () => {
  expect(messageWords(17, civilDate('2026-03-09'))).toEqual({
    zh: '17件案件逾期未办,最早应于2026-03-09办结,请督办。',
    en: '17 cases are late, the oldest since 2026-03-09: see to them.',
  });
  expect(messageWords(1, null).en).toBe('1 case is late: see to it.');
});

it('gathers what the ladder tells, nothing else', () => {
  expect(['escalated', 'raised', 'lowered', 'period-over', 'deadline-near'].filter(isGathered)).toEqual(['escalated']);
});
