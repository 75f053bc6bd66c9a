// What organisations decided about petition work: read with the tree of organisations, decided version by version.
import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq } from 'drizzle-orm';
import type { OrgId } from '../domain/case.ts';
import type { PetitionSettings } from '../domain/petition/petition-settings.ts';
import { type Db, inTransaction, type Queries } from './connection.ts';
import { forgetCopies, holdOrganisation } from './organisations.ts';
import { petitionSettings } from './schema/petition-settings.ts';

export interface Decided extends Omit<PetitionSettings, 'version'> {
  readonly org: OrgId;
  readonly person: string;
  /** The same of the same person again changes nothing. */
  readonly commandId: string;
}

/**
 * The next version of that organisation. Approved plans keep the list that they were approved under.
 *
 * @returns `key-reused` where this person decided something else by the same command
 */
export async function decidePetitionSettings(db: Db, asked: Decided): Promise<'decided' | 'key-reused'> {
  const { guarantees, ...decided } = asked;
  const answer = await inTransaction(db, async (tx) => {
    await holdOrganisation(tx, decided.org);
    const [last] = await petitionSettingsDecided(tx, decided.org);
    const [made] = await tx
      .insert(petitionSettings)
      .values({ ...decided, guarantees: [...guarantees], version: (last?.version ?? 0) + 1 })
      .onConflictDoNothing({ target: [petitionSettings.person, petitionSettings.commandId] })
      .returning({ version: petitionSettings.version });
    if (made) return 'decided' as const;
    const mine = and(eq(petitionSettings.person, asked.person), eq(petitionSettings.commandId, asked.commandId));
    const [first] = await tx.select().from(petitionSettings).where(mine);
    const { version: _, createdAt: __, ...was } = first ?? {};
    return isDeepStrictEqual(was, { ...decided, guarantees: [...guarantees] }) ? 'decided' : 'key-reused';
  });
  forgetCopies(db);
  return answer;
}

/** Every version, the latest first. */
export async function petitionSettingsDecided(on: Queries, org: OrgId) {
  const { version, guarantees, transferCap, repeatMonths, person, createdAt } = petitionSettings;
  const found = await on
    .select({ version, guarantees, transferCap, repeatMonths, person, createdAt })
    .from(petitionSettings)
    .where(eq(petitionSettings.org, org))
    .orderBy(desc(version));
  return found.map((row) => ({ ...row, guarantees: [...row.guarantees] }));
}
