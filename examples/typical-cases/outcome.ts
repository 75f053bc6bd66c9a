// What became of a driven case, in the words of the published ones: its route and its outcome.
import type { Case, CaseEvent, ClaimOutcome, Effect, Level } from '../../domain/case.ts';
import { type ProcedureId, stateOf } from '../../domain/procedures/procedures.ts';
import type { OutcomeKind, PublishedCase, Stage } from './published.ts';
import { fen } from './published.ts';

/** What is looked at of a case, whether it comes from the domain or over HTTP. */
export interface Driven extends Pick<Case, 'status'> {
  readonly claims: readonly { readonly outcome: Omit<ClaimOutcome, 'on'> | null }[];
  readonly proceedings: readonly DrivenProceeding[];
}
interface DrivenProceeding {
  readonly no: number;
  readonly procedure: ProcedureId;
  readonly state: string;
  readonly level: Level;
  readonly lumpFen: number | null;
  readonly notes: { readonly basis?: number };
}
export type DrivenEvent = Pick<CaseEvent, 'effects'>;

const STAGE_OF_LEVEL: Readonly<Record<Level, Stage>> = {
  enterprise: 'enterprise',
  community: 'community',
  town: 'community',
  district: 'community',
  park: 'park',
  arbitration: 'arbitration',
  court: 'court',
  petition: 'petition',
};

/** The stages in order, neighbours merged; `settlement` stands where money was paid on an agreement, or nothing was owed on it. */
export function routeOf(c: Driven, events: readonly DrivenEvent[]): readonly Stage[] {
  const stages = events.flatMap((event) => event.effects.flatMap((effect) => stageOf(c, effect)));
  return stages.filter((stage, i) => stage !== stages[i - 1]);
}

function stageOf(c: Driven, effect: Effect): readonly Stage[] {
  if (effect.t === 'proceeding-opened') {
    return effect.procedure === 'performance' ? [] : [STAGE_OF_LEVEL[effect.level]];
  }
  if (effect.t !== 'moved' || !effect.final) return [];
  const p = c.proceedings.find((x) => x.no === effect.proceeding);
  if (!p) return [];
  const ending = stateOf(p.procedure, effect.to).ending;
  const performed = ending === 'performed' && p.procedure === 'performance' && isAgreement(c, p);
  const settledAtOnce = ending === 'settled' && !c.proceedings.some((x) => x.notes.basis === p.no);
  return performed || settledAtOnce ? ['settlement'] : [];
}

function isAgreement(c: Driven, performance: DrivenProceeding): boolean {
  const basis = c.proceedings.find((p) => p.no === performance.notes.basis);
  return basis !== undefined && stateOf(basis.procedure, basis.state).ending === 'settled';
}

export interface Outcome {
  readonly kinds: readonly OutcomeKind[];
  /** Fen over all claims; null where no amount was fixed. */
  readonly amountFen: number | null;
}

/** How the claims ended and how much was agreed, awarded or paid in all. */
export function outcomeOf(c: Driven): Outcome {
  const outcomes = c.claims.flatMap((claim) =>
    claim.outcome && claim.outcome.result !== 'withdrawn' ? [claim.outcome] : [],
  );
  const kinds = new Set(outcomes.map((o) => kindOf(c, o.result, o.proceeding)));
  const lumps = new Set(outcomes.map((o) => o.proceeding));
  const lump = c.proceedings.reduce((sum, p) => sum + (lumps.has(p.no) ? (p.lumpFen ?? 0) : 0), 0);
  const sum = outcomes.reduce((total, o) => total + (o.amountFen ?? 0), lump);
  const known = lump > 0 || outcomes.every((o) => o.amountFen !== null);
  return { kinds: [...kinds], amountFen: known ? sum : null };
}

function kindOf(c: Driven, result: string, no: number | null): OutcomeKind {
  if (result === 'paid-out') return 'cleared';
  if (result === 'agreed') return 'settled';
  const p = c.proceedings.find((x) => x.no === no);
  return p?.procedure === 'court' ? 'judgment' : 'award';
}

/** The level at which the decisive result came about; the last one where claims ended at several. */
export function decidedAt(c: Driven): Level | null {
  const numbers = c.claims.flatMap((claim) => claim.outcome?.proceeding ?? []);
  return c.proceedings.find((p) => p.no === Math.max(...numbers))?.level ?? null;
}

/** What differs from the report; nothing when the case ended as published. */
export function differences(
  published: PublishedCase,
  c: Driven,
  events: readonly DrivenEvent[],
  alsoEnds: OutcomeKind | null,
): readonly string[] {
  const route = routeOf(c, events).join(' → ');
  const { kinds, amountFen } = outcomeOf(c);
  const { kind, amountYuan } = published.outcome;
  const expected = [kind, ...(alsoEnds ? [alsoEnds] : [])].sort().join(' + ');
  const amount = amountYuan === null ? null : fen(amountYuan);
  return [
    ...(c.status === 'closed' ? [] : ['未结案 · not closed']),
    ...(route === published.path.join(' → ') ? [] : [`路径 · route ${route} ≠ ${published.path.join(' → ')}`]),
    ...([...kinds].sort().join(' + ') === expected ? [] : [`结果 · outcome ${kinds.join(' + ')} ≠ ${expected}`]),
    ...(amount === null || amount === amountFen ? [] : [`金额 · amount ${amountFen} ≠ ${amount}`]),
  ];
}
