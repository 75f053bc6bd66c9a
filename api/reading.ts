// Opens a case for the person who asks and shows it: the way every route over one case begins and ends.

import type { Answer } from '../db/answer.ts';
import { directory, type Tree, tree } from '../db/organisations.ts';
import type { Session } from '../db/people.ts';
import { type MaskedParty, partiesOfOne, textsOf } from '../db/personal.ts';
import type { CivilDate } from '../domain/calendar/civil-date.ts';
import type { Case, CaseEvent } from '../domain/case.ts';
import type { StaffRole } from '../domain/roles.ts';
import { type CaseFile, caseInScope } from './case-queries.ts';
import { type CaseView, type EventView, type Eyes, eventOf, readableTexts, viewOf } from './case-view.ts';
import type { Context } from './context.ts';
import { Problem } from './problem.ts';
import type { GivenCommand } from './schemas/command.ts';
import { officeSees, type Scope, SIGHT, scopeOf } from './scope.ts';

/** A case in the hands of somebody who may see it. */
export interface Reading {
  readonly context: Context;
  readonly session: Session;
  readonly tree: Tree;
  readonly scope: Scope;
  readonly file: CaseFile;
  readonly eyes: Eyes;
}

/**
 * @param commandId of the command that may follow
 * @throws Problem `not-found` for a case that does not exist or is not in sight: nobody can tell which
 */
export async function openFile(
  context: Context,
  session: Session | null,
  caseId: string,
  commandId?: string,
): Promise<Reading> {
  if (!session) throw Problem.of('not-signed-in');
  const organisations = await tree(context.db);
  const scope = scopeOf(session.person, organisations);
  const file = await caseInScope(context.db.orm, scope, caseId, commandId);
  if (!file) throw Problem.of('not-found');
  return { context, session, tree: organisations, scope, file, eyes: eyesOf(session, organisations, file) };
}

function eyesOf({ person }: Session, organisations: Tree, file: CaseFile): Eyes {
  const offices = person.offices.filter((office) => officeSees(office, organisations, file));
  if (offices.some(({ role }) => SIGHT[role].acts)) return 'officer';
  return file.mine.length > 0 ? 'party' : 'auditor';
}

const TRIBUNAL: readonly StaffRole[] = ['arbitration-secretary', 'arbitrator', 'commission-director'];
const MEDIATING: readonly StaffRole[] = ['mediator', 'station-head'];

/** Whether somebody sees the case only because he decides it. */
function decidesOnly({ session, tree: organisations, file }: Reading): boolean {
  const offices = session.person.offices.filter((office) => officeSees(office, organisations, file));
  return file.mine.length === 0 && offices.length > 0 && offices.every(({ role }) => TRIBUNAL.includes(role));
}

/** 企业劳动争议协商调解规定 第十一条: what was said to reach an agreement is no evidence before who decides. */
function saidInMediation({ by, proceeding }: CaseEvent, life: Case): boolean {
  const { procedure } = life.proceedings.find((p) => p.no === proceeding) ?? {};
  return (
    procedure === 'mediation' ||
    procedure === 'negotiation' ||
    (proceeding === null && by.kind === 'staff' && MEDIATING.includes(by.role))
  );
}

export type Parties = readonly MaskedParty[];

const partiesIn = ({ context, file }: Reading): Promise<Parties> => partiesOfOne(context.db.orm, context.keys, file.id);

/** The parties, read while a command is under way; undefined where that command changes them. */
export const partiesBeside = async (
  reading: Reading,
  { type }: Pick<GivenCommand, 'type'>,
): Promise<Parties | undefined> => (type === 'joinParty' ? undefined : partiesIn(reading));

/** @param life as it is to be shown, where that is not as it stands @param asOf the day of that */
export async function showCase(
  reading: Reading,
  life: Case = reading.file.life,
  asOf: CivilDate | null = null,
  parties?: Parties,
): Promise<CaseView> {
  const { tree: organisations, file, eyes } = reading;
  return viewOf({ file, life, asOf, parties: parties ?? (await partiesIn(reading)), tree: organisations, eyes });
}

/** The case after a decision, on the day of that decision: the same whenever it is asked for again. */
export function showDecided(
  reading: Reading,
  { case: life, events }: Pick<Answer, 'case' | 'events'>,
  parties?: Parties,
): Promise<CaseView> {
  const now = events.at(-1)?.at ?? reading.file.now;
  return showCase({ ...reading, file: { ...reading.file, now } }, life, null, parties);
}

export async function showEvents(reading: Reading, events: readonly CaseEvent[]): Promise<EventView[]> {
  const { context, tree: organisations, file, eyes } = reading;
  const open = decidesOnly(reading) ? events.filter((event) => !saidInMediation(event, file.life)) : events;
  const references = readableTexts(open, eyes, file.mine);
  const texts = references.length === 0 ? new Map() : await textsOf(context.db.orm, file.id, references);
  return events.map((event) => eventOf(event, { tree: organisations, eyes, texts }));
}

/** The organisations as the law looks at them, the same copy as the tree. */
export const directoryOf = (context: Context) => directory(context.db);
