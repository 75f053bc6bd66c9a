import { describe, expect, it } from 'vitest';
import { CHINA } from '../calendar/calendar.ts';
import { civilDate } from '../calendar/civil-date.ts';
import { type ClockId, clockRule } from './rulebook.ts';
import { warningDays } from './warnings.ts';

/** Start and nominal end by hand, from the oracles of the domain reference where it has them. */
const CASES: readonly [ClockId, string, string, readonly string[]][] = [
  // P3d: 45 days, a third is 15 days; 05-17 is a Sunday, the working day before it Friday.
  ['arbitration-award', '2026-04-02', '2026-05-17', ['2026-05-02', '2026-05-15']],
  // P1d: 15 days.
  ['mediation-enterprise-total', '2026-02-25', '2026-03-12', ['2026-03-07', '2026-03-11']],
  // P3c: 10 working days, a third is 3 of them: 21 ← 20, 17, 16.
  ['arbitration-defence', '2026-04-07', '2026-04-21', ['2026-04-16', '2026-04-20']],
  // P3a: 5 working days, only the last.
  ['arbitration-acceptance', '2026-04-01', '2026-04-09', ['2026-04-08']],
  // P1a: ends in the Spring Festival; 02-14 is a make-up working day.
  ['negotiation-response', '2026-02-10', '2026-02-15', ['2026-02-14']],
  // No working day between start and end: the day before.
  ['negotiation-response', '2026-02-14', '2026-02-19', ['2026-02-18']],
  // One day: none.
  ['petition-simple-forwarding', '2026-04-01', '2026-04-02', []],
  // P5a: limitation, 60 and 15 days before.
  ['arbitration-limitation-general', '2025-06-30', '2026-06-30', ['2026-05-01', '2026-06-15']],
  // Six months: a third of 184 days is 61.
  ['admin-litigation', '2026-03-01', '2026-09-01', ['2026-07-02', '2026-08-31']],
  // C11: hearing on 05-08, latest service 04-27.
  ['arbitration-hearing-notice', '2026-05-08', '2026-04-27', ['2026-04-24']],
  // P5e: the payday itself moves back to 02-14.
  ['wage-payday', '2026-02-15', '2026-02-15', ['2026-02-13']],
  // An agreed period counts by its days.
  ['negotiation-agreed-period', '2026-03-02', '2026-03-31', ['2026-03-22', '2026-03-30']],
];

describe('warnings', () => {
  it.each(CASES)('%s from %s to %s', (id, start, nominal, expected) => {
    const due = { start: civilDate(start), nominal: civilDate(nominal) };
    expect(warningDays(clockRule(id), due, CHINA)).toEqual(expected);
  });

  it('drops a warning of limitation that would come before its start', () => {
    const due = { start: civilDate('2026-05-20'), nominal: civilDate('2026-06-30') };
    expect(warningDays(clockRule('arbitration-limitation-general'), due, CHINA)).toEqual(['2026-06-15']);
  });
});
