// All procedures of the current edition.
import { arbitration } from './arbitration.ts';
import { award } from './award.ts';
import { court, enforcement, setAside } from './court.ts';
import { mediation } from './mediation.ts';
import { negotiation } from './negotiation.ts';
import { performance } from './performance.ts';
import { petition } from './petition.ts';
import type { Procedure, StateRule } from './procedure.ts';
import { arbitrationReview, judicialConfirmation, paymentOrder } from './strengthening.ts';

const ALL = [
  negotiation,
  mediation,
  performance,
  arbitrationReview,
  judicialConfirmation,
  paymentOrder,
  arbitration,
  award,
  court,
  setAside,
  enforcement,
  petition,
] as const;

export type ProcedureId = (typeof ALL)[number]['id'];

/** A procedure as the machine walks it: its states are looked up by name. */
export type AnyProcedure = Procedure & { readonly id: ProcedureId };

const byId: ReadonlyMap<ProcedureId, AnyProcedure> = new Map(ALL.map((p) => [p.id, p as AnyProcedure]));
export const PROCEDURES: readonly AnyProcedure[] = [...byId.values()];

/** The procedure with that id. */
export function procedureOf(id: ProcedureId): AnyProcedure {
  const found = byId.get(id);
  if (!found) throw new RangeError(`no procedure ${id}`);
  return found;
}

/** The rule of one state; throws RangeError for a state that the procedure does not have. */
export function stateOf(id: ProcedureId, state: string): StateRule {
  const found = procedureOf(id).states[state];
  if (!found) throw new RangeError(`no state ${id}.${state}`);
  return found;
}
