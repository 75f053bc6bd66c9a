// Conduct records as they are stored: what people wrote is sealed, an entry asked for twice is written once.
import { eq } from 'drizzle-orm';
import type { Queries } from './connection.ts';
import { conductEntries } from './schema/conduct.ts';
import { type Keys, open, seal } from './sealing.ts';

export type ConductEntry = Omit<typeof conductEntries.$inferSelect, 'at'>;

/** Words about a person: sealed at rest. */
const WORDS = ['place', 'words', 'basis', 'evidence'] as const;

const placeOf = (id: string, field: string): string => `conduct_entries/${id}/${field}`;

/** The words by their fields, each turned by `turn`; what is null stays so. */
function turned(entry: ConductEntry, turn: (place: string, text: string) => string): ConductEntry {
  const words = WORDS.flatMap((field) => {
    const text = entry[field];
    return text === null ? [] : [[field, turn(placeOf(entry.id, field), text)]];
  });
  return { ...entry, ...Object.fromEntries(words) };
}

/** @param entry its id follows from its case and the key of the request (db/name-based-id.ts) */
export async function addConduct(on: Queries, keys: Keys, entry: ConductEntry): Promise<void> {
  const sealed = turned(entry, (place, text) => seal(keys, place, text));
  await on.insert(conductEntries).values(sealed).onConflictDoNothing();
}

/** Null: there is no entry of that id. */
export async function conductEntry(on: Queries, keys: Keys, id: string): Promise<ConductEntry | null> {
  const [found] = await on.select().from(conductEntries).where(eq(conductEntries.id, id));
  return found ? opened(keys, found) : null;
}

/** Every entry of a case, record by record, the oldest first. The caller has noted who looks. */
export async function conductOf(on: Queries, keys: Keys, caseId: string): Promise<readonly ConductEntry[]> {
  const found = await on
    .select()
    .from(conductEntries)
    .where(eq(conductEntries.caseId, caseId))
    .orderBy(conductEntries.at, conductEntries.id);
  const records = [...new Set(found.map(({ record }) => record))];
  return records.flatMap((record) => found.filter((entry) => entry.record === record).map((one) => opened(keys, one)));
}

function opened(keys: Keys, { at: _, ...entry }: typeof conductEntries.$inferSelect): ConductEntry {
  return turned(entry, (place, sealed) => open(keys, place, sealed));
}
