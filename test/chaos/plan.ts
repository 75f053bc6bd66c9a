// What a run does to the system: derived from the seed alone, printed before anything starts.
import { FAILPOINTS, type Failpoint } from '../../db/failpoint.ts';
import type { Random } from './random.ts';

export const TARGETS = ['worker', 'api', 'temporal', 'postgres', 'backend'] as const;
/** `temporal`: one of its processes; `engine`: all of them at once. */
export type Target = (typeof TARGETS)[number] | 'engine';
export const LINKS = ['api-database', 'worker-database', 'worker-temporal'] as const;
export type LinkName = (typeof LINKS)[number];

/** One fault. `which` chooses among several processes of a kind; times in ms. */
export type Fault = { readonly no: number; readonly which: number } & (
  | { readonly kind: 'kill'; readonly target: Target; readonly restartMs: number }
  | { readonly kind: 'pause'; readonly target: Exclude<Target, 'backend'>; readonly forMs: number }
  | { readonly kind: 'cut'; readonly link: LinkName; readonly forMs: number }
  | { readonly kind: 'failpoint'; readonly point: Failpoint; readonly act: FailpointAct; readonly restartMs: number }
);
/** What happens when the armed failpoint is next reached. */
export type FailpointAct = 'kill' | 'throw' | 'delay';

type Draw = (random: Random) => Omit<Fault, 'no' | 'which'>;

const restart = (random: Random): number => random.int(50, 2_500);

const kill =
  (target: Target): Draw =>
  (random) => ({ kind: 'kill', target, restartMs: restart(random) });
const pause =
  (target: Exclude<Target, 'backend'>): Draw =>
  (random) => ({ kind: 'pause', target, forMs: random.int(500, random.chance(0.2) ? 8_000 : 3_000) });
const cut =
  (link: LinkName): Draw =>
  (random) => ({ kind: 'cut', link, forMs: random.int(1_000, random.chance(0.2) ? 10_000 : 4_000) });
const at =
  (point: Failpoint, acts: readonly FailpointAct[] = ['kill', 'kill', 'kill', 'throw', 'delay']): Draw =>
  (random) => ({ kind: 'failpoint', point, act: random.pick(acts), restartMs: restart(random) });

/** Every kind of fault once. */
const DECK: readonly Draw[] = [
  ...TARGETS.map(kill),
  ...(['worker', 'api', 'temporal', 'postgres'] as const).map(pause),
  ...LINKS.map(cut),
  ...FAILPOINTS.map((point) => at(point)),
];

/** Decks of single scenarios: the faults without which a planted defect does no harm. */
export const DECKS = {
  all: DECK,
  none: [],
  'kill-the-answering': [kill('api'), kill('backend')],
  'kill-after-commit': [at('record.afterCommit', ['kill'])],
  'engine-processes': [kill('temporal'), pause('temporal')],
  'engine-away': [() => ({ kind: 'kill', target: 'engine', restartMs: 45_000 })],
} as const satisfies Readonly<Record<string, readonly Draw[]>>;
export type DeckName = keyof typeof DECKS;

/** `count` faults, dealt from shuffled decks, so that no kind is left out by chance. */
export function deal(random: Random, count: number, name: DeckName = 'all'): readonly Fault[] {
  const draws: readonly Draw[] = DECKS[name];
  const faults: Fault[] = [];
  while (faults.length < count && draws.length > 0) {
    for (const draw of shuffled(random, draws)) {
      if (faults.length === count) break;
      // The draw leaves out only the two fields that are added here.
      faults.push({ no: faults.length + 1, which: random.int(0, 1), ...draw(random) } as Fault);
    }
  }
  return faults;
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const left = [...list];
  return list.flatMap(() => left.splice(random.int(0, left.length - 1), 1));
}

export function said(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return `kill -9 ${fault.target}, back in ${fault.restartMs} ms`;
    case 'pause':
      return `stop ${fault.target} for ${fault.forMs} ms`;
    case 'cut':
      return `cut ${fault.link} for ${fault.forMs} ms`;
    case 'failpoint':
      return `${fault.act} at ${fault.point}`;
  }
}
