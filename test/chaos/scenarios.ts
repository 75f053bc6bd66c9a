// For each planted defect the small run that must expose it, and by which findings. A checker that has never failed
// proves nothing; a scenario that fails without its defect proves nothing either.
import type { Defect } from '../../db/failpoint.ts';
import type { Rule } from './check.ts';
import { DEFAULTS, type RunOptions } from './options.ts';

export interface Scenario {
  readonly name: string;
  readonly options: RunOptions;
  /** One of these must be found; null: nothing may be found. */
  readonly exposes: readonly Rule[] | null;
}

type Setting = Partial<Omit<RunOptions, 'defects'>>;

const QUIET: Setting = { deck: 'none', faults: 0, cases: 40, thinkMs: 400 };
const SKEWED: Setting = { ...QUIET, skewMs: 20_000 };
const POISONED: Setting = { ...QUIET, poison: true };
const WITHOUT_ENGINE: Setting = { deck: 'engine-away', faults: 1, cases: 60, thinkMs: 1_500 };
const ANSWERING_KILLED: Setting = { deck: 'kill-the-answering', faults: 16, cases: 80 };
const KILLED_AFTER: Setting = { deck: 'kill-after-commit', faults: 6, cases: 60 };
/** Much at once on each case. */
const CROWDED: Setting = { ...QUIET, cases: 80, thinkMs: 60, dayMs: 100, keyless: true };

const DEFECT_SCENARIOS: Readonly<Record<Defect, readonly [Setting, readonly Rule[]]>> = {
  'acts-twice': [QUIET, ['time-acted-wrongly']],
  'clock-of-the-process': [SKEWED, ['early', 'clock-differs']],
  'hash-over-unsorted-json': [QUIET, ['verify']],
  'key-not-bound-to-person': [QUIET, ['foreign-answer']],
  'no-first-answer': [QUIET, ['server-error', 'other-answer', 'doubled']],
  're-arm-forgotten': [QUIET, ['verify', 'late-when-calm', 'deadline-missed', 'engine-differs']],
  'read-model-outside': [KILLED_AFTER, ['not-a-fold', 'verify']],
  'relay-forgets': [QUIET, ['unheard', 'late-when-calm']],
  'reply-before-commit': [ANSWERING_KILLED, ['lost', 'refused-but-recorded']],
  'retries-for-ever': [POISONED, ['no-fault-raised']],
  'sweeper-off': [WITHOUT_ENGINE, ['late-without-engine']],
  unlocked: [CROWDED, ['gap']],
  'wake-forgotten': [QUIET, ['unheard', 'late-when-calm']],
};

const CONTROLS: Readonly<Record<string, Setting>> = {
  'clocks 20 s ahead': SKEWED,
  'an error for good': POISONED,
  'the engine away': WITHOUT_ENGINE,
  'killed while answering': ANSWERING_KILLED,
  'killed after the commit': KILLED_AFTER,
};

export function scenarios(seed: string): readonly Scenario[] {
  const options = (setting: Setting, defects: readonly Defect[]): RunOptions => ({
    ...DEFAULTS,
    seed,
    ...setting,
    defects,
  });
  const defects = Object.keys(DEFECT_SCENARIOS) as Defect[];
  return [
    ...defects.map((defect) => {
      const [setting, exposes] = DEFECT_SCENARIOS[defect];
      return { name: defect, options: options(setting, [defect]), exposes };
    }),
    ...Object.entries(CONTROLS).map(([name, setting]) => ({
      name: `control: ${name}`,
      options: options(setting, []),
      exposes: null,
    })),
  ];
}
