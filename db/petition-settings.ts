// What organisations decided about petition work: read with the tree of organisations, decided version by version.
import { desc, eq } from 'drizzle-orm';
import type { OrgId } from '../domain/case.ts';
import type { PetitionSettings } from '../domain/petition-settings.ts';
import { type Db, inTransaction, type Queries } from './connection.ts';
import { forgetCopies } from './organisations.ts';
import { organisations } from './schema/organisations.ts';
import { petitionSettings } from './schema/petition-settings.ts';

export interface Decided extends Omit<PetitionSettings, 'version'> {
  readonly org: OrgId;
  readonly person: string;
  /** The same of the same person again changes nothing. */
  readonly commandId: string;
}

/** The next version of that organisation. Approved plans keep the list that they were approved under. */
export async function decidePetitionSettings(db: Db, { guarantees, ...decided }: Decided): Promise<void> {
  await inTransaction(db, async (tx) => {
    // One decision after the other.
    await tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.id, decided.org))
      .for('update');
    const [last] = await petitionSettingsDecided(tx, decided.org);
    await tx
      .insert(petitionSettings)
      .values({ ...decided, guarantees: [...guarantees], version: (last?.version ?? 0) + 1 })
      .onConflictDoNothing({ target: [petitionSettings.person, petitionSettings.commandId] });
  });
  forgetCopies(db);
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
