// In which capacity a person acts on a case: as a party, or in one of the offices from which the case is in sight. The
// law's tables say which capacity fits; where several might, each is tried on a copy of the case.

import type { Tree } from '../db/organisations.ts';
import type { Person } from '../db/people.ts';
import { CHINA } from '../domain/calendar/calendar.ts';
import { type Actor, openProceedings } from '../domain/case.ts';
import type { Command } from '../domain/command.ts';
import { decide, type World } from '../domain/decide.ts';
import type { Directory } from '../domain/deciding/routing.ts';
import type { CaseFile } from './case-queries.ts';
import { Problem } from './problem.ts';
import { officeSees, SIGHT } from './scope.ts';

export type PersonalActor = Extract<Actor, { kind: 'party' | 'staff' }>;

/** A case as far as capacities depend on it. */
export type Standing = Pick<CaseFile, 'id' | 'life' | 'mine' | 'bodies' | 'orgs' | 'now'>;

export const worldOf = (file: Pick<CaseFile, 'now'>, directory: Directory): World => ({
  at: file.now,
  calendar: CHINA,
  directory,
});

/** Every capacity that the person has in this case, the likeliest first. */
export function capacities(person: Person, tree: Tree, file: Standing): readonly PersonalActor[] {
  const parties = file.mine.map((party): PersonalActor => ({ kind: 'party', person: person.id, party }));
  const offices = person.offices
    .filter((office) => SIGHT[office.role].acts && officeSees(office, tree, file))
    .map(({ role, org }): PersonalActor => ({ kind: 'staff', person: person.id, role, org }));
  const bodies = openProceedings(file.life).map((p) => p.body);
  const near = (actor: PersonalActor) => (actor.kind === 'staff' && bodies.includes(actor.org) ? 0 : 1);
  return [...parties, ...offices.sort((a, b) => near(a) - near(b))];
}

/**
 * The capacity in which this command is to be recorded: the first that the law lets through, else the first whose
 * refusal says more than "not yours".
 *
 * @throws Problem `not-allowed` where the person may only look
 */
export function capacityFor(
  person: Person,
  tree: Tree,
  file: Standing,
  command: Command,
  directory: Directory,
): PersonalActor {
  const all = capacities(person, tree, file).filter((actor) => actor.kind === 'staff' || mayActFor(actor, command));
  const [first, ...others] = all;
  if (!first) throw Problem.of('not-allowed');
  if (others.length === 0) return first;
  const world = worldOf(file, directory);
  const tried = all.map((by) => {
    const { refusal } = decide(file.life, { caseId: file.id, commandId: 'trial', command, by }, world);
    return { by, code: refusal?.code ?? null };
  });
  const fitting = tried.find(({ code }) => code === null) ?? tried.find(({ code }) => code !== 'not-yours');
  return fitting?.by ?? first;
}

/** A party acts for itself; only officers write down what another asked. */
const mayActFor = (actor: Extract<PersonalActor, { kind: 'party' }>, command: Command): boolean =>
  command.for === undefined || command.for === actor.party;
