// 提供的下一步: the lawful next steps at a moment, nearest first. All of them are optional, arbitration too.
import { type Offer, openProceedings, proceedingOf } from '../case.ts';
import { type Draft, put } from './draft.ts';
import { suitObstacle } from './guards.ts';
import { isMediationLevel, mediationRoute, officeOf, type Route } from './routing.ts';

/** The competent mediation bodies beyond the level of `ended` that were not tried; one that failed is not asked again. */
function bodiesAhead(draft: Draft, ended: number | null): readonly Route[] {
  const c = draft.case;
  const route = mediationRoute(c.facts.place, draft.world.directory);
  const level = ended === null ? null : proceedingOf(c, ended).level;
  const from = level !== null && isMediationLevel(level) ? route.findIndex((r) => r.level === level) + 1 : 0;
  const tried = (body: string): boolean => c.proceedings.some((p) => p.procedure === 'mediation' && p.body === body);
  return route.slice(from).filter((r) => r.body !== null && !tried(r.body));
}

/** The body that is asked next; undefined at the end of the chain. */
export const nextBody = (draft: Draft, ended: number): Route | undefined => bodiesAhead(draft, ended)[0];

/** Offers negotiation and every body on the first day. */
export const offerFirstSteps = (draft: Draft): void =>
  put(draft, {
    t: 'offered',
    offers: [offer(draft, 'requestNegotiation', 'enterprise', null), ...mediations(draft, null), ...claiming(draft)],
  });

/** Offers what is open after a proceeding ended, or after the case was reopened. */
export const offerNextSteps = (draft: Draft, ended: number | null): void =>
  put(draft, { t: 'offered', offers: [...mediations(draft, ended).slice(0, 1), ...claiming(draft)] });

function offer(draft: Draft, command: Offer['command'], level: Offer['level'], body: string | null): Offer {
  return { command, level, body, since: draft.on };
}

function mediations(draft: Draft, ended: number | null): readonly Offer[] {
  if (openProceedings(draft.case).some((p) => p.procedure === 'mediation')) return [];
  return bodiesAhead(draft, ended).map(({ level, body }) => offer(draft, 'applyForMediation', level, body));
}

/** Enforcement or payment order, arbitration, suit: each where the law has it open. */
function claiming(draft: Draft): readonly Offer[] {
  const c = draft.case;
  const open = openProceedings(c);
  const breached = open.filter((p) => p.procedure === 'performance' && p.state === 'breached');
  const ways = new Set(breached.map((p) => (p.notes.enforceable ? 'applyForEnforcement' : 'applyForPaymentOrder')));
  const commission = officeOf('arbitration', c.facts.place, draft.world.directory);
  return [
    ...[...ways].map((way) => offer(draft, way, 'court', null)),
    ...(open.some((p) => p.procedure === 'arbitration' || p.procedure === 'award')
      ? []
      : [offer(draft, 'applyForArbitration', 'arbitration', commission)]),
    ...(suitObstacle(c, null, draft.on, draft.world.directory) ? [] : [offer(draft, 'fileSuit', 'court', null)]),
  ];
}
