// The reference lifecycle of the peers in this law's own words: one labour dispute from the enterprise over community and
// park to arbitration and its end. Our law needs more steps than the reference has commands (README.md says why).
import type { Seed, SeedKey, SeedPerson } from '../db/seed.ts';
import type { Facts } from '../domain/case.ts';
import type { Command, CommandOf } from '../domain/command.ts';
import type { StaffRole } from '../domain/roles.ts';

export interface Step {
  readonly command: Exclude<Command, { type: 'open' }>;
  readonly by: SeedPerson;
}

export interface Path {
  readonly name: PathName;
  /** Who registers, and what. */
  readonly opening: { readonly command: CommandOf<'open'>; readonly by: SeedPerson };
  /** The first mediation's request: with the opening it is the reference's `start`. */
  readonly entry: Step;
  /** All that follows, until the case is over. */
  readonly steps: readonly Step[];
  /** Instead of them: before the commission and accepted there, where several clocks run side by side. */
  readonly toTribunal: readonly Step[];
}

export const PATHS = ['lean', 'full'] as const;
/**
 * lean: the other side refuses mediation at the enterprise and the community, the park is left for arbitration, which
 * settles. full: both mediations are consented to, accepted and fail, arbitration ends with a served award of dismissal.
 */
export type PathName = (typeof PATHS)[number];

/** Durable steps of the reference: one start and four commands. */
export const REFERENCE_STEPS = 5;

export function pathOf(name: PathName, { orgs, people }: Seed): Path {
  const who = (org: SeedKey, role: StaffRole): SeedPerson => {
    const found = people.find((p) => p.org === orgs[org] && p.role === role);
    if (!found) throw new Error(`nobody is ${role} at ${org}`);
    return found;
  };
  const park = who('park', 'registrar');
  const commission = who('commission', 'arbitrator');
  const registrar = who('commission', 'registrar');
  const arbitrate: Step = { command: { type: 'applyForArbitration', for: 'W1' }, by: park };
  const accept: Step = { command: { type: 'acceptCase' }, by: commission };
  const mediate = (org: SeedKey): Step => ({
    command: { type: 'applyForMediation', body: orgs[org], for: 'W1' },
    by: park,
  });
  const refuse = (org: SeedKey): Step => ({ command: { type: 'refuse', for: 'E1' }, by: who(org, 'mediator') });
  const failed = (org: SeedKey): readonly Step[] => [
    { command: { type: 'consent', for: 'E1' }, by: who(org, 'mediator') },
    { command: { type: 'acceptCase' }, by: who(org, 'mediator') },
    // With the applicant's standing consent the next body is asked by itself.
    { command: { type: 'fail', reason: 'no-agreement' }, by: who(org, 'mediator') },
  ];
  const claims = [{ claim: 1, result: 'agreed' as const, amountFen: 1_000_000 }];
  const dismissed = [{ claim: 1, result: 'dismissed' as const, amountFen: 0 }];
  const steps: Readonly<Record<PathName, readonly Step[]>> = {
    lean: [
      refuse('electronics'),
      mediate('jingui'),
      refuse('jingui'),
      mediate('park'),
      arbitrate,
      { command: { type: 'settle', terms: { claims, paid: true } }, by: commission },
      { command: { type: 'close', reason: 'settled' }, by: registrar },
    ],
    full: [
      ...failed('electronics'),
      ...failed('jingui'),
      arbitrate,
      accept,
      { command: { type: 'serveApplication', party: 'E1' }, by: commission },
      { command: { type: 'award', final: true, terms: { claims: dismissed } }, by: commission },
      { command: { type: 'serveAward', party: 'W1' }, by: commission },
      { command: { type: 'serveAward', party: 'E1' }, by: commission },
    ],
  };
  return {
    name,
    opening: { command: opening(orgs), by: park },
    entry: mediate('electronics'),
    steps: steps[name],
    toTribunal: [arbitrate, accept],
  };
}

function opening(orgs: Seed['orgs']): CommandOf<'open'> {
  const facts: Facts = {
    industry: 'manufacturing',
    workers: 1,
    commonClaim: false,
    migrantWages: false,
    wageIou: false,
    knownOn: null,
    employmentEndedOn: null,
    place: {
      enterprise: orgs.electronics,
      community: orgs.jingui,
      park: orgs.park,
      town: orgs.street,
      district: orgs.district,
    },
    priorArbitration: null,
  };
  return {
    type: 'open',
    parties: ['W1', 'E1'],
    claims: [{ type: 'remuneration', party: 'W1', amountFen: 1_234_500 }],
    facts,
    stepwise: true,
    registeredBy: orgs.park,
  };
}
