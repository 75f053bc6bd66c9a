// What is sent to open a case: who the parties are, what is claimed, the facts, and if wanted the first step.
import { z } from 'zod';
import type { Facts } from '../../domain/case.ts';
import { facts, givenCommand, newClaim, place } from './command.ts';
import { partyDetails } from './party.ts';
import { day, partyId, text, uuid } from './values.ts';

const newParty = partyDetails
  .extend({
    id: partyId,
    self: z.boolean().exactOptional().meta({ description: 'The person who files is this party' }),
  })
  .meta({ id: 'NewParty' });

const distinct = (parties: readonly { id: string }[]): boolean =>
  new Set(parties.map((p) => p.id)).size === parties.length;

export const intake = z
  .strictObject({
    parties: z.array(newParty).min(2).max(500).refine(distinct, { error: '当事人编号重复 · A party is named twice' }),
    claims: z.array(newClaim).min(1).max(500),
    facts: z.strictObject({
      ...facts,
      place: place.exactOptional().meta({
        description: 'Left out: taken from the registered enterprise that the first employer names with `org`',
      }),
      priorArbitration: z
        .strictObject({ result: z.enum(['not-accepted', 'no-decision', 'award']), servedOn: day })
        .nullable()
        .exactOptional(),
    }),
    stepwise: z.boolean().meta({ description: 'Standing consent to be led from one mediation body to the next' }),
    registeredBy: uuid
      .exactOptional()
      .meta({ description: 'The office that registers it; needed where one holds several' }),
    on: day.exactOptional().meta({ description: 'The day of registration, Beijing; today when left out' }),
    for: partyId.exactOptional().meta({ description: 'The party whose oral application an officer writes down' }),
    statement: text(20_000).exactOptional().meta({ description: 'What happened, in the person’s own words' }),
    entry: givenCommand.exactOptional().meta({ description: 'The first step, given right after' }),
    timeline: z
      .int()
      .min(2)
      .max(2_147_483_647)
      .exactOptional()
      .meta({ description: 'In drills: the legal time it lives in' }),
  })
  .meta({ id: 'Intake' });

export type Intake = z.output<typeof intake>;

/** The facts as the domain has them; a missing or different one does not compile. */
export function factsOf(given: Intake['facts'], at: Facts['place']): Facts {
  const { place: _, priorArbitration = null, ...rest } = given;
  return { ...rest, priorArbitration, place: at };
}
