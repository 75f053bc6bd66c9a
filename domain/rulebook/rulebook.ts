// The edition of the rulebook in force: every period, found by its id.

import { type CivilDate, civilDate } from '../civil-date.ts';
import { ARBITRATION, ARBITRATION_PROVISIONS } from './arbitration.ts';
import type { ClockRule } from './clock-rule.ts';
import { NEGOTIATION_MEDIATION, NEGOTIATION_MEDIATION_PROVISIONS } from './negotiation-mediation.ts';

const ALL = [...NEGOTIATION_MEDIATION, ...ARBITRATION] as const;

export type ClockId = (typeof ALL)[number]['id'];

export const CLOCKS: readonly ClockRule<ClockId>[] = ALL;

export const PROVISIONS = [...NEGOTIATION_MEDIATION_PROVISIONS, ...ARBITRATION_PROVISIONS] as const;

/** A dated, immutable set of rules; a case keeps the edition it opened under. */
export interface Rulebook {
  readonly id: string;
  readonly region: string;
  readonly from: CivilDate;
  readonly clocks: readonly ClockRule<ClockId>[];
}

export const RULEBOOK: Rulebook = { id: '2026.1', region: 'CN', from: civilDate('2026-01-01'), clocks: CLOCKS };

const byId = new Map<string, ClockRule<ClockId>>(CLOCKS.map((rule) => [rule.id, rule]));

/** @throws RangeError for an id that is in no chapter */
export function clockRule(id: ClockId): ClockRule<ClockId> {
  const rule = byId.get(id);
  if (!rule) throw new RangeError(`no period with the id ${id}`);
  return rule;
}
