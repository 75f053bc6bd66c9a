// What is filed for a published case: its claims and facts, as far as they were printed.

import { addDays } from '../../domain/calendar/civil-date.ts';
import type { Facts, Place } from '../../domain/case.ts';
import type { NewClaim } from '../../domain/command.ts';
import type { Plan } from './plan.ts';
import { fen, type PublishedCase } from './published.ts';

export const newClaims = (published: PublishedCase): readonly NewClaim[] =>
  published.claims.map(({ type, amountYuan }) => ({
    type,
    party: 'W1',
    amountFen: amountYuan === null ? null : fen(amountYuan),
  }));

/** Days before the opening on which the infringement was known, where no day was published. */
const KNOWN_BEFORE_DAYS = 30;

export function factsOf(published: PublishedCase, plan: Plan, place: Place): Facts {
  const workers = published.workers ?? 1;
  return {
    industry: published.employer.industry,
    workers,
    commonClaim: workers > 1,
    migrantWages:
      published.employer.industry === 'construction' && published.claims.some((c) => c.type === 'remuneration'),
    wageIou: false,
    knownOn: addDays(plan.openedOn, -KNOWN_BEFORE_DAYS),
    employmentEndedOn: null,
    priorArbitration: null,
    place,
    ...plan.facts,
  };
}
