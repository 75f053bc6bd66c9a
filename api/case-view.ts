// How a case is shown to a person: the case as it stands, names of states and organisations beside the codes, personal
// numbers masked, and for parties nothing that concerns only the offices.
import type { z } from 'zod';
import type { Tree } from '../db/organisations.ts';
import type { MaskedParty } from '../db/personal.ts';
import { leadingProceeding, levelsOf } from '../db/read-model.ts';
import { clockLight, lightOf } from '../domain/attention/light.ts';
import {
  type NextRung,
  nextRung,
  type Place,
  placesOf,
  raisedTo,
  standingOf,
} from '../domain/attention/supervision.ts';
import { type Unserved, unservedOf } from '../domain/attention/unserved.ts';
import { CHINA } from '../domain/calendar/calendar.ts';
import { beijingDate, type CivilDate } from '../domain/calendar/civil-date.ts';
import { type Case, type CaseEvent, type Clock, type Offer, type Proceeding, sideOf } from '../domain/case.ts';
import { citationOf } from '../domain/deciding/case-clocks.ts';
import { reasonName } from '../domain/deciding/reasons.ts';
import { mediationRoute, type Route } from '../domain/deciding/routing.ts';
import { maskedName } from '../domain/identifiers.ts';
import { procedureOf, stateOf } from '../domain/procedures/procedures.ts';
import type { Bilingual } from '../domain/rulebook/clock-rule.ts';
import { clockRule } from '../domain/rulebook/rulebook.ts';
import { nextInstant } from '../domain/time-came.ts';
import type { CaseFile } from './case-queries.ts';
import type {
  caseView,
  clockView,
  eventView,
  organisationName,
  partyView,
  routeView,
  unservedView,
} from './schemas/answers.ts';

export type CaseView = z.output<typeof caseView>;
export type ClockView = z.output<typeof clockView>;
export type EventView = z.output<typeof eventView>;
type OrganisationName = z.output<typeof organisationName>;

/**
 * What the person may see of it. party: a party of the case, itself in full, the offices' inner matters not at all ·
 * officer: who works on it or is responsible · auditor: looks at the acts, not at the people.
 */
export type Eyes = 'party' | 'officer' | 'auditor';

export interface Shown {
  readonly file: Pick<CaseFile, 'id' | 'caseNo' | 'now' | 'mine'>;
  readonly life: Case;
  /** The day as of which `life` stood; null: now. */
  readonly asOf: CivilDate | null;
  readonly parties: readonly MaskedParty[];
  readonly tree: Tree;
  readonly eyes: Eyes;
}

export function nameOf(tree: Tree, id: string): OrganisationName {
  return { id, name: tree.organisations.get(id)?.name ?? '' };
}
const nameOrNull = (tree: Tree, id: string | null): OrganisationName | null => (id === null ? null : nameOf(tree, id));

export function viewOf(shown: Shown): CaseView {
  const { file, life, asOf, tree, eyes } = shown;
  const next = nextInstant(life, CHINA);
  return {
    id: file.id,
    caseNo: file.caseNo,
    seq: life.seq,
    asOf,
    today: beijingDate(file.now),
    status: life.status,
    level: leadingProceeding(life)?.level ?? null,
    levels: levelsOf(life),
    light: lightOf(life),
    openedOn: life.openedOn,
    closedOn: life.closedOn,
    closedBecause: life.closedBecause,
    registeredBy: nameOf(tree, life.registeredBy),
    handler: life.handler,
    stepwise: life.stepwise,
    flags: eyes === 'party' ? [] : [...life.flags],
    rulebook: life.rulebook,
    calendar: life.calendar,
    region: life.region,
    facts: { ...life.facts, place: { ...life.facts.place } },
    parties: life.parties.map((party) => partyOf(shown, party)),
    claims: life.claims.map((claim) => ({ ...claim, outcome: claim.outcome && { ...claim.outcome } })),
    proceedings: life.proceedings.map((p) => proceedingOf(p, tree)),
    clocks: life.clocks.map((clock) => clockOf(life, clock)),
    offers: life.offers.map((offer) => offerOf(offer, tree)),
    unserved: unservedOf(life).map(unservedViewOf),
    supervision:
      eyes === 'party' || life.status === 'closed' ? [] : placesOf(life).map((at) => standingAt(life, at, tree)),
    next: next && { at: new Date(next.at).toISOString(), clock: next.clock, what: next.what },
  };
}

function partyOf({ parties, eyes, file }: Shown, party: Case['parties'][number]): z.output<typeof partyView> {
  const known = parties.find((p) => p.party === party.id);
  const mine = file.mine.includes(party.id);
  const side = sideOf(party.id);
  const employer = side === 'employer';
  const named = mine || employer || eyes !== 'auditor';
  return {
    id: party.id,
    side,
    joinedOn: party.joinedOn,
    leftOn: party.leftOn,
    mine,
    name: known ? (named ? known.name : maskedName(known.name)) : null,
    idNumber: known?.idNumber ?? null,
    phone: known?.phone ?? null,
    address: known?.address ? (mine || employer ? known.address : maskedAddress(known.address)) : null,
    creditCode: known?.creditCode ?? null,
    org: known?.org ?? null,
  };
}

/** Six characters tell the district, not the door. */
const maskedAddress = (address: string): string => {
  const characters = [...address];
  return `${characters.slice(0, Math.min(6, Math.floor(characters.length / 2))).join('')}***`;
};

function proceedingOf(p: Proceeding, tree: Tree): CaseView['proceedings'][number] {
  const state = stateOf(p.procedure, p.state);
  return {
    no: p.no,
    procedure: p.procedure,
    name: { ...procedureOf(p.procedure).name },
    level: p.level,
    body: nameOrNull(tree, p.body),
    applicant: p.applicant,
    state: p.state,
    stateName: { zh: state.name.zh, en: state.name.en },
    waitsFor: state.waitsFor,
    ending: state.ending ?? null,
    openedOn: p.openedOn,
    closedOn: p.closedOn,
    consents: Object.entries(p.consents).flatMap(([party, answer]) => (answer ? [{ party, answer }] : [])),
    notes: { ...p.notes },
    lumpFen: p.lumpFen,
  };
}

export function clockOf(life: Case, clock: Clock): ClockView {
  const rule = clockRule(clock.rule, life.region);
  return {
    no: clock.no,
    rule: clock.rule,
    name: { zh: rule.name.zh, en: rule.name.en },
    article: citationOf(rule.source),
    kind: rule.kind,
    proceeding: clock.proceeding,
    party: clock.party,
    instalment: clock.instalment,
    award: clock.award ?? null,
    start: clock.start,
    nominal: clock.nominal,
    legal: clock.legal,
    provisional: clock.provisional,
    state: clock.state,
    light: clockLight(clock),
    warnings: [...clock.warnings],
    extensions: clock.extensions,
    pauses: clock.pauses.map((pause) => ({ ...pause })),
    endedOn: clock.endedOn,
    lapse: { zh: rule.lapse.zh, en: rule.lapse.en },
  };
}

function standingAt(life: Case, { proceeding, unit, ladder }: Place, tree: Tree): CaseView['supervision'][number] {
  const rung = standingOf(life, proceeding);
  const next = life.clocks
    .filter((clock) => clock.state === 'overdue' && clock.proceeding === proceeding)
    .flatMap((clock) => nextRung(life, clock, CHINA) ?? [])
    .reduce<NextRung | null>((first, one) => (first && first.on <= one.on ? first : one), null);
  return {
    proceeding,
    unit: nameOf(tree, unit),
    rung,
    role: ladder[rung - 1]?.role ?? null,
    byHand: rung > 0 && rung === raisedTo(life, proceeding),
    ladder: ladder.map(({ role }) => role),
    next: next && { rung: next.rung, role: next.role, on: next.on },
  };
}

export function unservedViewOf({ attempts, waits, consequence, ...rest }: Unserved): z.output<typeof unservedView> {
  const waitsName = waits && clockRule(waits).name;
  return {
    ...rest,
    waits,
    waitsName: waitsName && { zh: waitsName.zh, en: waitsName.en },
    consequence: { ...consequence },
    attempts: attempts.map(({ method, on, reason }) => ({ method, on, reason })),
  };
}

export const offerOf = ({ command, level, body, since }: Offer, tree: Tree): CaseView['offers'][number] => ({
  command,
  level,
  body: nameOrNull(tree, body),
  since,
});

export const routeOf = (life: Case, tree: Tree): z.output<typeof routeView>[] =>
  mediationRoute(life.facts.place, { version: tree.version, bodies: tree.organisations }).map((route) =>
    stepOf(route, tree),
  );

export const stepOf = ({ level, body, because }: Route, tree: Tree): z.output<typeof routeView> => ({
  level,
  body: nameOrNull(tree, body),
  because: { zh: because.zh, en: because.en },
});

/** @param texts what stands behind the references, as far as the person may read it */
export function eventOf(
  event: CaseEvent,
  { tree, eyes, texts }: { readonly tree: Tree; readonly eyes: Eyes; readonly texts: ReadonlyMap<string, string> },
): EventView {
  const { by } = event;
  const reason = eyes === 'party' && INNER.includes(event.type) ? null : event.reason;
  return {
    seq: event.seq,
    type: event.type,
    at: new Date(event.at).toISOString(),
    on: event.on,
    by: {
      kind: by.kind,
      person: by.kind === 'time' || eyes === 'party' ? null : by.person,
      party: by.kind === 'party' ? by.party : null,
      role: by.kind === 'staff' ? by.role : null,
      org: by.kind === 'staff' ? nameOf(tree, by.org) : null,
      clock: by.kind === 'time' ? by.clock : null,
    },
    onBehalfOf: event.onBehalfOf,
    proceeding: event.proceeding,
    reason,
    reasonName: both(reasonName(reason)),
    article: event.article,
    texts: Object.fromEntries(
      Object.entries(event.texts).map(([field, reference]) => [field, texts.get(reference) ?? null]),
    ),
    effects: eyes === 'party' ? [] : event.effects.map((effect) => ({ ...effect })),
  };
}

const both = (name: Bilingual | null) => name && { zh: name.zh, en: name.en };

/** What offices settle among themselves: a party learns that it happened, not why. */
const INNER: readonly CaseEvent['type'][] = ['raise', 'lower'];

/** References of the texts in these events that the person may read: officers all, a party its own and every reason. */
export function readableTexts(events: readonly CaseEvent[], eyes: Eyes, mine: readonly string[]): readonly string[] {
  if (eyes === 'auditor') return [];
  return events.flatMap((event) => {
    const own = (event.by.kind === 'party' && mine.includes(event.by.party)) || mine.includes(event.onBehalfOf ?? '');
    const reasons = !INNER.includes(event.type);
    const fields = Object.entries(event.texts).filter(
      ([field]) => eyes === 'officer' || own || (reasons && field === 'reasonText'),
    );
    return fields.map(([, reference]) => reference);
  });
}
