// Rows of a confirmed ledger taken into the record: a case for each accepted one, a note in its case for a further
// petition. The ids of commands follow from the row, so that a row is taken once however often it is tried.

import { inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { ImportRow, ImportView } from '../../db/imports.ts';
import { casesOfLines, type DoneRow, noteDone, petitionNosOf } from '../../db/imports.ts';
import { chart, type Organisation, placeOf, subtree, type Tree, tree } from '../../db/organisations.ts';
import { namesOf } from '../../db/people.ts';
import { Malformed, type NewParty, papersOf, prepareTexts, referencesOf } from '../../db/personal.ts';
import { record } from '../../db/record.ts';
import { cases } from '../../db/schema/cases.ts';
import { derived } from '../../db/sealing.ts';
import { TakeOverRefused, takeOverPetition } from '../../db/take-over.ts';
import type { Facts, Place } from '../../domain/case.ts';
import { assigning } from '../../domain/ledger/assignment.ts';
import { foldedAway } from '../../domain/ledger/cells.ts';
import { claimOf, fenOf, industryOf, ledgerNote } from '../../domain/ledger/to-case.ts';
import type { Accepted, Duplicate, Matter } from '../../domain/ledger/verdict.ts';
import type { Assigned } from '../../domain/petition/take-over.ts';
import { isStaffRole } from '../../domain/roles.ts';
import { faultCode, isPassing } from '../failure.ts';
import type { LedgerMeans } from './ledger-import.ts';

/** Transactions at once. */
const LANES = 4;

interface Task<V> extends Omit<ImportRow, 'verdict'> {
  readonly verdict: V;
}

/** Deals with these rows, the accepted ones first, so that their duplicates find the cases. */
export async function takeRows(means: LedgerMeans, of: ImportView, rows: readonly ImportRow[]): Promise<void> {
  const known = await tree(means.db);
  const places = placesOf(known, of.org);
  const assign = await assigningIn(means, known, of.org);
  const accepted = rows.filter((row): row is Task<Accepted> => isAccepted(row.verdict));
  const duplicates = rows.filter((row): row is Task<Duplicate> => row.verdict.class === 'duplicate');
  await noteDone(means.db, of.id, await inLanes(accepted, (row) => takeAccepted(means, of, row, { places, assign })));
  const originals = await originalsOf(means, of.id, duplicates);
  await noteDone(
    means.db,
    of.id,
    await inLanes(duplicates, (row) => takeDuplicate(means, of, row, originals(row.verdict))),
  );
}

const isAccepted = (verdict: ImportRow['verdict']): verdict is Accepted =>
  verdict.class === 'clean' || verdict.class === 'repairable';

async function inLanes<T extends { readonly ordinal: number }>(
  list: readonly T[],
  take: (one: T) => Promise<string | null>,
): Promise<readonly DoneRow[]> {
  const done: DoneRow[] = [];
  const waiting = [...list];
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      try {
        done.push({ ordinal: one.ordinal, caseId: await take(one), fault: null });
      } catch (error) {
        // One row that cannot be taken must not keep the others; what waiting heals is tried again.
        if (isPassing(error)) throw error;
        done.push({ ordinal: one.ordinal, caseId: null, fault: codeOf(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return done;
}

class RowRefused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

function codeOf(error: unknown): string {
  if (error instanceof RowRefused) return error.code;
  if (error instanceof TakeOverRefused) return error.message;
  return error instanceof Malformed ? `malformed-${error.field}` : faultCode(error);
}

// ── a case ──────────────────────────────────────────────────────────────────────────────────────────────────────

const commandIdOf = (of: ImportView, ordinal: number): string => `import:${of.id}:${ordinal}`;

function staffOf({ person, role, org }: ImportView) {
  if (!isStaffRole(role)) throw new RowRefused('role-unknown');
  return { kind: 'staff', person, role, org } as const;
}

interface Known {
  readonly places: Places;
  readonly assign: (matter: Matter) => Assigned | null;
}

/** Units and officers of the sender's district; others are not taken for them. */
export async function assigningIn({ db }: Pick<LedgerMeans, 'db'>, known: Tree, org: string): Promise<Known['assign']> {
  const district = placeOf(known, org)?.district ?? org;
  const inside = subtree(known, district);
  const units = [...inside].flatMap((id) => known.organisations.get(id) ?? []).filter((o) => o.kind !== 'enterprise');
  const holders = (await chart(db)).holders.filter((held) => inside.has(held.org));
  const names = await namesOf(
    db.orm,
    holders.map(({ person }) => person),
  );
  const officers = holders.flatMap(({ person: id, org: at }) => {
    const name = names.get(id);
    return name === undefined ? [] : [{ id, name, org: at }];
  });
  const match = assigning(units, officers, known.organisations.get(district)?.name ?? '');
  return (matter) => {
    const { unit, leader } = match(matter);
    if (unit === null && leader === null) return null;
    return { ...(unit !== null && { unit }), ...(leader !== null && { leader }) };
  };
}

async function takeAccepted(
  means: LedgerMeans,
  of: ImportView,
  row: Task<Accepted>,
  { places, assign }: Known,
): Promise<string> {
  const { db, keys } = means;
  const matter = row.verdict.normalized;
  const commandId = commandIdOf(of, row.ordinal);
  const texts = prepareTexts(keys, `import:${of.id}`, commandId, {
    statement: matter.matter,
    ledger: ledgerNote(matter),
  });
  const [secret] = keys.slice(-1);
  if (!secret) throw new RangeError('no key of personal data');
  const { place, enterprise } = places(matter);
  const caseId = uuidv7();
  const parties: readonly NewParty[] = [
    { party: 'W1', name: matter.petitioner, idNumber: matter.idNo ?? undefined, phone: matter.phone ?? undefined },
    { party: 'E1', name: matter.employer, org: enterprise ?? undefined },
  ];
  const taken = await takeOverPetition(db, {
    caseId,
    commandId,
    by: staffOf(of),
    fingerprint: commandId,
    trackingKey: derived(secret, 'tracking codes'),
    command: {
      type: 'open',
      on: matter.registerDate,
      parties: ['W1', 'E1'],
      claims: [{ type: claimOf(matter.matter), party: 'W1', amountFen: fenOf(matter.amountWan) }],
      facts: factsOf(matter, place),
      stepwise: false,
      registeredBy: of.org,
      texts: referencesOf(texts),
    },
    register: { type: 'registerPetition', matter: claimOf(matter.matter), on: matter.registerDate, for: 'W1' },
    assigned: assign(matter),
    papers: papersOf(keys, caseId, { parties, texts }),
  });
  if (taken.outcome === 'recorded') return taken.case.id;
  throw new RowRefused(taken.outcome === 'refused' ? taken.refusal.code : 'key-reused');
}

/** Nothing is supposed that the ledger does not say: not when the worker knew, not that the claims are common ones. */
const factsOf = (matter: Matter, place: Place): Facts => ({
  industry: industryOf(matter.industry),
  workers: Math.max(1, matter.workers ?? 1),
  commonClaim: false,
  migrantWages: false,
  wageIou: false,
  knownOn: null,
  employmentEndedOn: null,
  place,
  priorArbitration: null,
});

type Places = (matter: Matter) => { readonly place: Place; readonly enterprise: string | null };

/** Registered enterprises and streets are found by their whole name within the sender's district. */
function placesOf(known: Tree, org: string): Places {
  const home = placeOf(known, org);
  if (!home)
    return () => {
      throw new RowRefused('no-body');
    };
  const byName = new Map<string, Organisation>();
  for (const id of subtree(known, home.district)) {
    const found = known.organisations.get(id);
    if (found && (found.kind === 'enterprise' || found.kind === 'town')) {
      byName.set(`${found.kind} ${foldedAway(found.name)}`, found);
    }
  }
  return ({ employer, street }) => {
    const enterprise = byName.get(`enterprise ${employer}`)?.id ?? null;
    const town = street === null ? null : (byName.get(`town ${foldedAway(street)}`)?.id ?? null);
    const stands = enterprise ?? town;
    return { place: (stands === null ? null : placeOf(known, stands)) ?? home, enterprise };
  };
}

// ── a further petition in one ───────────────────────────────────────────────────────────────────────────────────

interface FoundOriginal {
  readonly caseId: string;
  /** It stands under that very number in the record: not a further petition, the same one listed again. */
  readonly petitionNo: string | null;
}

type Originals = (verdict: Duplicate) => FoundOriginal | null;

async function originalsOf(means: LedgerMeans, id: string, rows: readonly Task<Duplicate>[]): Promise<Originals> {
  const { orm } = means.db;
  const originals = rows.map(({ verdict }) => verdict.mergedInto);
  const byLine = await casesOfLines(
    orm,
    id,
    originals.flatMap(({ line }) => line ?? []),
  );
  const numbers = originals.flatMap((one) => one.case ?? []);
  const found =
    numbers.length === 0
      ? []
      : await orm.select({ id: cases.id, no: cases.caseNo }).from(cases).where(inArray(cases.caseNo, numbers));
  const byNumber = new Map(found.map((one) => [one.no, one.id]));
  const petitionNos = await petitionNosOf(orm, [...byNumber.values()]);
  return ({ mergedInto }) => {
    const caseId = mergedInto.case === undefined ? byLine.get(mergedInto.line) : byNumber.get(mergedInto.case);
    return caseId === undefined ? null : { caseId, petitionNo: petitionNos.get(caseId) ?? null };
  };
}

async function takeDuplicate(
  means: LedgerMeans,
  of: ImportView,
  row: Task<Duplicate>,
  original: FoundOriginal | null,
): Promise<string> {
  if (!original) throw new RowRefused('original-missing');
  const { caseId, petitionNo } = original;
  const matter = row.verdict.normalized;
  if (petitionNo !== null && petitionNo === matter.petitionNo) return caseId;
  const commandId = commandIdOf(of, row.ordinal);
  const note = [matter.matter, ledgerNote(matter)].join('\n');
  const texts = prepareTexts(means.keys, caseId, commandId, { note });
  const noted = await record(means.db, {
    caseId,
    commandId,
    by: staffOf(of),
    fingerprint: commandId,
    command: { type: 'note', texts: referencesOf(texts) },
    papers: papersOf(means.keys, caseId, { texts }),
  });
  if (noted.outcome === 'recorded') return caseId;
  throw new RowRefused(noted.outcome === 'refused' ? noted.refusal.code : noted.outcome);
}
