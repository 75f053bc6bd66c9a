// What a case looks like in rows: the columns that lists, the sweeper and the calendar of deadlines ask for. Pure, so
// that `verify` can say from the events alone what the rows must be.

import { clockLight, lightOf } from '../domain/attention/light.ts';
import type { CivilDate } from '../domain/calendar/civil-date.ts';
import {
  type Case,
  type Clock,
  isRunning,
  type Level,
  type OrgId,
  openProceedings,
  type Proceeding,
} from '../domain/case.ts';
import type { cases } from './schema/cases.ts';
import type { clocks } from './schema/clocks.ts';

/** Columns of `cases` that follow from the case alone. */
export const CASE_KEYS = [
  'seq',
  'life',
  'status',
  'level',
  'procedure',
  'state',
  'body',
  'handler',
  'light',
  'provisional',
  'openedOn',
  'closedOn',
  'dueOn',
  'district',
  'town',
  'park',
  'community',
  'enterprise',
  'industry',
  'workers',
  'amountFen',
  'claimTypes',
  'flags',
  'levels',
  'settledLevel',
  'planUnit',
  'planRisk',
  'clearedOn',
  'bodies',
  'orgs',
] as const satisfies readonly (keyof typeof cases.$inferInsert)[];
export type CaseColumns = Pick<typeof cases.$inferInsert, (typeof CASE_KEYS)[number]>;

export function caseColumns(c: Case): CaseColumns {
  const leading = leadingProceeding(c);
  const running = c.clocks.filter(isRunning);
  const { enterprise, community, park, town, district } = c.facts.place;
  const bodies = distinct([
    c.registeredBy,
    ...c.proceedings.flatMap((p) => [p.body, ...(p.heldBefore ?? [])]),
    ...unitsOfPlan(c),
  ]);
  return {
    seq: c.seq,
    life: c,
    status: c.status,
    level: leading?.level ?? null,
    procedure: leading?.procedure ?? null,
    state: leading?.state ?? null,
    body: leading?.body ?? null,
    handler: c.handler,
    light: lightOf(c),
    provisional: running.some((clock) => clock.provisional),
    openedOn: c.openedOn,
    closedOn: c.closedOn,
    dueOn: earliest(running.map((clock) => clock.legal)),
    district,
    town,
    park,
    community,
    enterprise,
    industry: c.facts.industry,
    workers: c.facts.workers,
    amountFen: c.claims.reduce((sum, claim) => sum + (claim.amountFen ?? 0), 0),
    claimTypes: [...new Set(c.claims.map((claim) => claim.type))],
    flags: [...c.flags],
    levels: levelsOf(c),
    settledLevel: settledLevel(c),
    planUnit: c.plan?.content.unit ?? null,
    planRisk: c.plan?.content.risk ?? null,
    clearedOn: c.plan?.cleared?.on ?? null,
    bodies,
    orgs: distinct([...bodies, enterprise, community, park, town, district]),
  };
}

/** Who answers for the plan of a petition case, and for its measures: what one owes, one must see. */
const unitsOfPlan = ({ plan }: Case): readonly OrgId[] => [
  ...(plan?.content.unit === undefined ? [] : [plan.content.unit]),
  ...(plan?.measures ?? []).filter((m) => m.status !== 'dropped').map((m) => m.unit),
];

/** The proceeding that says where the case stands: the last opened that still runs, a petition only if it is alone. */
export function leadingProceeding(c: Case): Proceeding | null {
  const open = openProceedings(c);
  const main = open.filter((p) => p.level !== 'petition');
  return main.at(-1) ?? open.at(-1) ?? c.proceedings.at(-1) ?? null;
}

/** The levels a case has been through, in that order, each once. */
export const levelsOf = (c: Case): Level[] => [...new Set(c.proceedings.map((p) => p.level))];

/** The level of the last proceeding that decided a claim, once the case is closed; null if none did. */
function settledLevel(c: Case): Level | null {
  if (c.status !== 'closed') return null;
  const deciding = c.claims.flatMap((claim) => claim.outcome?.proceeding ?? []);
  const last = Math.max(0, ...deciding);
  return c.proceedings.find((p) => p.no === last)?.level ?? null;
}

const distinct = (orgs: readonly (OrgId | null)[]): OrgId[] => [...new Set(orgs.filter((org) => org !== null))].sort();

const earliest = (days: readonly CivilDate[]): CivilDate | null =>
  days.reduce<CivilDate | null>((first, day) => (first === null || day < first ? day : first), null);

export const CLOCK_KEYS = [
  'caseId',
  'no',
  'rule',
  'proceeding',
  'level',
  'body',
  'party',
  'start',
  'nominal',
  'legal',
  'provisional',
  'state',
  'light',
  'endedOn',
] as const satisfies readonly (keyof typeof clocks.$inferInsert)[];
export type ClockRow = Pick<typeof clocks.$inferInsert, (typeof CLOCK_KEYS)[number]>;

export const clockRows = (c: Case): ClockRow[] => c.clocks.map((clock) => clockRow(c, clock));

function clockRow(c: Case, clock: Clock): ClockRow {
  const proceeding = proceedingOf(c, clock);
  return {
    caseId: c.id,
    no: clock.no,
    rule: clock.rule,
    proceeding: clock.proceeding,
    level: proceeding?.level ?? null,
    body: proceeding?.body ?? null,
    party: clock.party,
    start: clock.start,
    nominal: clock.nominal,
    legal: clock.legal,
    provisional: clock.provisional,
    state: clock.state,
    light: clockLight(clock),
    endedOn: clock.endedOn,
  };
}

const proceedingOf = (c: Case, clock: Clock): Proceeding | undefined =>
  clock.proceeding === null ? undefined : c.proceedings.find((p) => p.no === clock.proceeding);

/** The rows of `after` that differ from those of `before`. What no effect touched is the same object in both. */
export function changedClocks(before: Case | null, after: Case): ClockRow[] {
  const old = new Map(before?.clocks.map((clock) => [clock.no, clock]));
  return after.clocks.flatMap((clock) => {
    const was = old.get(clock.no);
    if (before && was === clock && proceedingOf(before, was) === proceedingOf(after, clock)) return [];
    const row = clockRow(after, clock);
    return before && was && JSON.stringify(clockRow(before, was)) === JSON.stringify(row) ? [] : [row];
  });
}
