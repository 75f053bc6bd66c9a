// What a district decides for itself about petition work: its list of guarantees, how often a matter may be handed on,
// how long an answered matter counts as a repeat. Each decision is a new version; what was approved keeps the one it met.
import type { OrgId } from '../case.ts';
import type { Directory } from '../deciding/routing.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';
import { GUARANTEES, type Guarantee } from './case-plan.ts';

export interface PetitionSettings {
  /** 0: nothing was decided, the defaults hold. */
  readonly version: number;
  readonly guarantees: readonly Guarantee[];
  /** Transfers that a matter may go through before the common superior decides. */
  readonly transferCap: number;
  /** Months in which the same matter, once answered, still counts as a repeat. */
  readonly repeatMonths: number;
}

/** Our own defaults (D), to be confirmed by the district. */
export const PETITION_DEFAULTS: PetitionSettings = {
  version: 0,
  guarantees: GUARANTEES,
  transferCap: 3,
  repeatMonths: 12,
};

/** Those of the organisation itself, or of the nearest one above it that decided. */
export function petitionSettings(org: OrgId, { bodies }: Directory): PetitionSettings {
  const seen = new Set<OrgId>();
  for (let at = bodies.get(org); at && !seen.has(at.id); at = bodies.get(at.parent ?? '')) {
    if (at.petition) return at.petition;
    seen.add(at.id);
  }
  return PETITION_DEFAULTS;
}

/** What is wrong with settings that somebody wants to decide; nothing when they may be. */
export function wrongInSettings({ guarantees, transferCap, repeatMonths }: PetitionSettings): readonly Bilingual[] {
  const ids = guarantees.map(({ id }) => id);
  return [
    ...(guarantees.length > 0 ? [] : [{ zh: '清单不能为空', en: 'The list is empty' }]),
    ...(new Set(ids).size === ids.length ? [] : [{ zh: '清单编号重复', en: 'Two guarantees have the same id' }]),
    ...(Number.isSafeInteger(transferCap) && transferCap >= 1 && transferCap <= 10
      ? []
      : [{ zh: '转办上限应为1至10次', en: 'From 1 to 10 transfers' }]),
    ...(Number.isSafeInteger(repeatMonths) && repeatMonths >= 1 && repeatMonths <= 60
      ? []
      : [{ zh: '重复认定期限应为1至60个月', en: 'From 1 to 60 months' }]),
  ];
}
