// The edition of the rulebook in force: every period, found by its id, and what still needs a person's confirmation.

import { type CivilDate, civilDate } from '../calendar/civil-date.ts';
import type { ArticleRef } from '../deadline/derivation.ts';
import { ARBITRATION, ARBITRATION_PROVISIONS } from './arbitration.ts';
import type { ClockRule, Provision, Source } from './clock-rule.ts';
import { COURTS } from './courts.ts';
import { DESIGN } from './design.ts';
import { LIMITATION_INTERRUPTING_EVENTS, SUSPENSION_GROUNDS } from './exclusions.ts';
import { INJURY } from './injury.ts';
import { INSPECTION } from './inspection.ts';
import { LAWS } from './laws.ts';
import { LIMITATION, LIMITATION_PROVISIONS } from './limitation.ts';
import { NEGOTIATION_MEDIATION, NEGOTIATION_MEDIATION_PROVISIONS } from './negotiation-mediation.ts';
import { PETITION } from './petition.ts';
import { OVERLAYS, type Overlay } from './regions.ts';
import { SERVICE } from './service.ts';
import { WAGES } from './wages.ts';

const CHAPTERS = [
  ...NEGOTIATION_MEDIATION,
  ...LIMITATION,
  ...ARBITRATION,
  ...COURTS,
  ...INSPECTION,
  ...INJURY,
  ...WAGES,
  ...PETITION,
  ...DESIGN,
] as const;

export type ClockId = (typeof CHAPTERS)[number]['id'];

export const CLOCKS: readonly ClockRule<ClockId>[] = CHAPTERS;

/** Rows of the law that belong to the periods but have no length. */
export const PROVISIONS: readonly Provision[] = [
  ...NEGOTIATION_MEDIATION_PROVISIONS,
  ...LIMITATION_PROVISIONS,
  ...ARBITRATION_PROVISIONS,
  ...Object.values(SERVICE),
];

/** A dated, immutable set of rules; a case keeps the edition it opened under. */
export interface Rulebook {
  readonly id: string;
  readonly region: string;
  readonly from: CivilDate;
  readonly clocks: readonly ClockRule<ClockId>[];
}

export const RULEBOOK: Rulebook = { id: '2026.1', region: 'CN', from: civilDate('2026-01-01'), clocks: CLOCKS };

const byId: ReadonlyMap<string, ClockRule<ClockId>> = new Map(CLOCKS.map((rule) => [rule.id, rule]));
const overlays: readonly Overlay<ClockId>[] = OVERLAYS;

export function isClockId(id: string): id is ClockId {
  return byId.has(id);
}

/**
 * The period as it applies in `region`: the national rule, with what the province changes laid over it.
 *
 * @param region `CN`, or an ISO 3166-2 province such as `CN-ZJ`; one without rules of its own has the national ones
 * @throws RangeError for an id that is in no chapter
 */
export function clockRule(id: ClockId, region = 'CN'): ClockRule<ClockId> {
  const national = byId.get(id);
  if (!national) throw new RangeError(`no period with the id ${id}`);
  const local = overlays.find((overlay) => overlay.id === id && overlay.region === region);
  if (!local) return national;
  return { ...national, ...local, alsoSee: [national.source, ...(national.alsoSee ?? [])] };
}

export interface Unconfirmed {
  readonly source: Source;
  /** The periods, provisions and grounds that rest on it. */
  readonly usedBy: readonly string[];
}

/** Sources cited from memory, once each: a person compares them with the official text before a release. */
export function unconfirmed(): readonly Unconfirmed[] {
  const found = new Map<string, { source: Source; usedBy: string[] }>();
  for (const { id, source } of citations()) {
    if (!source.verified.startsWith('recalled')) continue;
    const key = JSON.stringify(source);
    const entry = found.get(key) ?? { source, usedBy: [] };
    entry.usedBy.push(id);
    found.set(key, entry);
  }
  return [...found.values()];
}

function citations(): readonly { readonly id: string; readonly source: Source }[] {
  const rows = [...CLOCKS, ...PROVISIONS, ...OVERLAYS];
  const grounds = [...Object.entries(SUSPENSION_GROUNDS), ...Object.entries(LIMITATION_INTERRUPTING_EVENTS)];
  return [
    ...rows.flatMap((row) => sourcesOf(row).map((source) => ({ id: row.id, source }))),
    ...grounds.map(([id, { source }]) => ({ id, source })),
  ];
}

/** A source as a derivation cites it: full title, article, and the edition of the law that was applied. */
export function articleRef(source: Source): ArticleRef {
  if ('policy' in source) return { law: source.policy, article: source.document };
  const { zh, en, document, since } = LAWS[source.law];
  return { law: { zh, en }, article: source.article, version: `${document},${since}` };
}

/** All sources of a row, the decisive one first. */
export function sourcesOf(row: { readonly source: Source; readonly alsoSee?: readonly Source[] }): readonly Source[] {
  return [row.source, ...(row.alsoSee ?? [])];
}
