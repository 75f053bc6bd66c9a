// Deadlines for the eye: how one was reached and whether a second reckoning agrees, and what time will do by itself.
import type { z } from 'zod';
import type { Calendar } from '../domain/calendar/calendar.ts';
import { databaseAt } from '../domain/calendar/legal-time.ts';
import type { Case, CaseEvent, Clock } from '../domain/case.ts';
import { inWords } from '../domain/deadline/derivation.ts';
import { verifyDerivation } from '../domain/deadline/verify-derivation.ts';
import { explain } from '../domain/deciding/case-clocks.ts';
import { clockRule } from '../domain/rulebook/rulebook.ts';
import { forecast } from '../domain/time-came.ts';
import { worldOf } from './capacity.ts';
import { clockOf, offerOf } from './case-view.ts';
import type { Reading } from './reading.ts';
import type { derivationView, forecastView } from './schemas/answers.ts';

export function explained(life: Case, clock: Clock, calendar: Calendar): z.output<typeof derivationView> {
  const { derivation } = explain(life, clock, calendar);
  const contradictions = verifyDerivation(derivation);
  const agrees = derivation.nominal === clock.nominal && derivation.legal === clock.legal;
  return {
    clock: clockOf(life, clock),
    derivation: { ...derivation },
    words: { zh: inWords(derivation, 'zh'), en: inWords(derivation, 'en') },
    verified: contradictions.length === 0 && agrees,
    contradictions: [
      ...contradictions,
      ...(agrees
        ? []
        : [`the record says ${clock.nominal}/${clock.legal}, not ${derivation.nominal}/${derivation.legal}`]),
    ],
    verifiedText: clockRule(clock.rule, life.region).source.verified,
    suspended: clock.state === 'suspended',
  };
}

const FORESEEN = 10;

export function foreseen({ file, tree }: Reading): z.output<typeof forecastView> {
  const world = worldOf(file, { version: tree.version, bodies: tree.organisations });
  const events = forecast(file.life, world, FORESEEN);
  const started = events.flatMap((event) => event.effects.flatMap((e) => (e.t === 'clock-started' ? [e.clock] : [])));
  const acts = events.map((event) => actOf(file, [...file.life.clocks, ...started], event));
  return { acts: acts.map(({ offers, ...act }) => ({ ...act, offers: offers.map((offer) => offerOf(offer, tree)) })) };
}

function actOf(file: Reading['file'], clocks: readonly Clock[], event: CaseEvent) {
  const no = event.by.kind === 'time' ? event.by.clock : 0;
  const rule = clocks.find((clock) => clock.no === no)?.rule;
  return {
    at: new Date(event.at).toISOString(),
    on: event.on,
    realAt: new Date(databaseAt(file.timeline, event.at)).toISOString(),
    what: event.type,
    clock: no,
    rule: rule ?? '',
    name: rule ? { zh: clockRule(rule).name.zh, en: clockRule(rule).name.en } : { zh: '', en: '' },
    proceeding: event.proceeding,
    moves: event.effects.flatMap((effect) =>
      effect.t === 'moved' ? [{ proceeding: effect.proceeding, to: effect.to }] : [],
    ),
    offers: event.effects.flatMap((effect) => (effect.t === 'offered' ? effect.offers : [])),
    article: event.article,
  };
}
