// Accounts and enterprises that somebody names for a party: they must exist, and the answer says which does not.
import { inArray } from 'drizzle-orm';
import type { Queries } from '../db/connection.ts';
import { organisations } from '../db/schema/organisations.ts';
import { people } from '../db/schema/people.ts';
import { type FieldError, Problem } from './problem.ts';

interface Named {
  readonly org?: string;
  readonly person?: string;
}

/** @param at JSON pointer of the list, or of its only element @throws Problem `malformed` */
export async function requirePeople(on: Queries, parties: readonly Named[], at: string): Promise<void> {
  const named = (field: keyof Named) => parties.flatMap((party) => party[field] ?? []);
  const [persons, orgs] = [named('person'), named('org')];
  const [knownPeople, knownOrgs] = await Promise.all([
    persons.length === 0 ? [] : on.select({ id: people.id }).from(people).where(inArray(people.id, persons)),
    orgs.length === 0
      ? []
      : on.select({ id: organisations.id }).from(organisations).where(inArray(organisations.id, orgs)),
  ]);
  const known = new Set([...knownPeople, ...knownOrgs].map(({ id }) => id));
  const errors = parties.flatMap((party, i) =>
    (['person', 'org'] as const).flatMap((field): FieldError[] => {
      const id = party[field]?.toLowerCase();
      if (id === undefined || known.has(id)) return [];
      const where = parties.length === 1 && !at.endsWith('s') ? at : `${at}/${i}`;
      return [{ at: `${where}/${field}`, code: 'unknown-id', zh: '没有这个编号', en: 'There is no such id' }];
    }),
  );
  if (errors.length > 0) throw Problem.of('malformed', { errors });
}
