// Takes a petition over from a ledger: opened and registered on its true days in one transaction, exactly once for its
// command id however often it is tried.
import type { Actor } from '../domain/case.ts';
import type { CommandOf } from '../domain/command.ts';
import { type Assigned, takeOver } from '../domain/petition/take-over.ts';
import { legalNow, lockCase } from './case-file.ts';
import { commitDecisions, decidedOn } from './commit.ts';
import type { Db } from './connection.ts';
import { officesOf } from './offices.ts';
import { type Intake, type Opened, openCase } from './open-case.ts';
import { requestHash } from './repeated.ts';

/** The law refused the registration; nothing of the row was written. */
export class TakeOverRefused extends Error {
  override readonly name = 'TakeOverRefused';
}

export interface TakenOver extends Intake {
  readonly by: Extract<Actor, { kind: 'staff' }>;
  readonly register: CommandOf<'registerPetition'>;
  /** null: the ledger names nobody whom we know. */
  readonly assigned: Assigned | null;
}

/** Throws like `openCase`. @throws TakeOverRefused */
export async function takeOverPetition(db: Db, asked: TakenOver): Promise<Opened> {
  const offices = await officesOf(db);
  const { register: command, by, assigned } = asked;
  return openCase(db, {
    ...asked,
    also: async (tx, caseId) => {
      const file = await lockCase(tx, caseId, '');
      if (!file) throw new Error('an opening left no case');
      const commandId = `${by.person}:${asked.commandId}:register`;
      const decision = takeOver(
        file.life,
        { caseId, commandId, command, by },
        { ...offices, at: legalNow(file) },
        assigned,
      );
      if (decision.refusal || !decision.after) throw new TakeOverRefused(decision.refusal?.code ?? 'nothing decided');
      const decided = decidedOn(file, decision.after, decision.events);
      const request = requestHash({ command, by });
      await commitDecisions(tx, [{ ...decided, asked: { commandId, request } }], offices);
    },
  });
}
