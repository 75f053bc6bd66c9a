// Opening a proceeding and entering a state: what the tables of `procedures/` say happens then.
import type { Case, Level, Notes, OrgId, PartyId, Proceeding } from '../case.ts';
import { proceedingOf } from '../case.ts';
import type { Procedure } from '../procedures/procedure.ts';
import { type ProcedureId, stateOf } from '../procedures/procedures.ts';
import { type ClockId, clockRule } from '../rulebook/rulebook.ts';
import { endAllClocks, startClock } from './case-clocks.ts';
import { type Draft, put, tell } from './draft.ts';

export interface Begin {
  readonly level: Level;
  readonly body: OrgId | null;
  readonly applicant: PartyId | null;
  readonly notes: Notes;
  /** Where it begins instead of its initial state. */
  readonly state?: string;
}

/** Opens one run of a procedure in its initial state and returns its number. */
export function openProceeding(
  draft: Draft,
  procedure: Procedure & { readonly id: ProcedureId },
  begin: Begin,
): number {
  const no = draft.case.proceedings.length + 1;
  put(draft, {
    t: 'proceeding-opened',
    no,
    procedure: procedure.id,
    ...begin,
    state: begin.state ?? procedure.initial,
    notes: { receivedOn: draft.on, ...begin.notes },
  });
  startEntryClocks(draft, no);
  tell(draft, proceedingOf(draft.case, no), procedure.opening?.tells);
  return no;
}

/** Moves a proceeding; a final state ends its clocks by choice, never as failed or overdue. */
export function enterState(draft: Draft, no: number, to: string): void {
  const { procedure } = proceedingOf(draft.case, no);
  const final = stateOf(procedure, to).waitsFor === null;
  put(draft, { t: 'moved', proceeding: no, to, final });
  if (final) endAllClocks(draft, no, 'ended');
  else startEntryClocks(draft, no);
}

/** A clock of the state starts unless it ran before and was not set aside: coming back does not restart it. */
function startEntryClocks(draft: Draft, no: number): void {
  const p = proceedingOf(draft.case, no);
  for (const rule of stateOf(p.procedure, p.state).clocks ?? []) {
    const ran = draft.case.clocks.some((k) => k.rule === rule && k.proceeding === no && k.state !== 'ended');
    if (!ran && applies(draft.case, p, rule)) startClock(draft, rule, { proceeding: no, start: draft.on });
  }
}

/** Whether this dispute has that clock at all. */
export const applies = (c: Case, p: Proceeding, rule: ClockId): boolean => APPLIES[rule]?.(c, p) ?? true;

/** The nation gives simple handling the forty-five days of every arbitration, which run anyway; some provinces give it less. */
const isOfItsOwn = (rule: ClockId, region: string): boolean => clockRule(rule, region) !== clockRule(rule);

/** Clocks that only some disputes have. A collective dispute has its own in place of the ordinary ones (办案规则 第六十四条). */
const APPLIES: Partial<Readonly<Record<ClockId, (c: Case, p: Proceeding) => boolean>>> = {
  'petition-direct-notice': (_, p) => (p.notes.received ?? 'directly') === 'directly',
  'petition-office-routing': (_, p) => p.notes.received === 'by-office',
  'petition-transferred-notice': (_, p) => p.notes.received === 'forwarded' || p.notes.received === 'assigned',
  'petition-simple-acceptance': (_, p) => p.notes.simple === true,
  'petition-simple-forwarding': (_, p) => p.notes.simple === true && p.notes.received === 'by-office',
  'wage-fast-track': (c) => c.facts.migrantWages,
  'arbitration-acceptance': (_, p) => !p.notes.collective,
  'arbitration-collective-acceptance': (_, p) => p.notes.collective === true,
  'arbitration-tribunal-notice': (_, p) => !p.notes.collective,
  'arbitration-collective-one-time-notice': (_, p) => p.notes.collective === true,
  'arbitration-simple': (c, p) => p.notes.simple === true && isOfItsOwn('arbitration-simple', c.region),
  'service-publication': (_, p) => !p.notes.collective,
  'service-publication-collective': (_, p) => p.notes.collective === true,
};
