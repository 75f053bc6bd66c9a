// For each planted defect the small run that must expose it, and by which findings. A checker that has never failed
// proves nothing; a scenario that fails without its defect proves nothing either.
import type { Defect } from '../../db/failpoint.ts';
import { engineAway } from '../outage/engine-away.ts';
import { type Objection, inWords as objectionInWords } from '../outage/objection.ts';
import { ground } from '../outage/world.ts';
import type { Rule } from './check.ts';
import { runChaos } from './harness.ts';
import { DEFAULTS, type RunOptions } from './options.ts';
import { inWords } from './result.ts';

type Say = (line: string) => void;

/** What a run found, by rule, and all of it for a person. */
export interface Ran {
  readonly found: readonly string[];
  readonly words: readonly string[];
}

export interface Scenario {
  readonly name: string;
  run(say: Say): Promise<Ran>;
  /** One of these must be found; null: nothing may be found. */
  readonly exposes: readonly (Rule | Objection['rule'] | 'broken-off')[] | null;
}

type Setting = Partial<RunOptions>;

const QUIET: Setting = { deck: 'none', faults: 0, cases: 40, thinkMs: 400 };
/** Less than what stops a worker's decisions. */
const SKEWED: Setting = { ...QUIET, skewMs: 4_000 };
/** The reconciler would mend what was forgotten before anybody sees it. */
const UNMENDED: Setting = { ...QUIET, defects: ['reconciler-off'] };
const POISONED: Setting = { ...QUIET, poison: true };
const WITHOUT_ENGINE: Setting = { deck: 'engine-away', faults: 1, cases: 60, thinkMs: 1_500 };
const ANSWERING_KILLED: Setting = { deck: 'kill-the-answering', faults: 16, cases: 80 };
const KILLED_AFTER: Setting = { deck: 'kill-after-commit', faults: 6, cases: 60 };
/** Much at once on each case. */
const CROWDED: Setting = { ...QUIET, cases: 80, thinkMs: 60, dayMs: 100, keyless: true };

/** The duties that bring the engine back to the record: they are missed when it was away. */
type AwayDefect = 'reconciler-off' | 'relay-off';
const AWAY_SCENARIOS: Readonly<Record<AwayDefect, NonNullable<Scenario['exposes']>>> = {
  'reconciler-off': ['engine-differs'],
  // Then nothing is ever told, and the run ends before the server is stopped.
  'relay-off': ['wakes-wait', 'broken-off'],
};

const DEFECT_SCENARIOS: Readonly<Record<Exclude<Defect, AwayDefect>, readonly [Setting, readonly Rule[]]>> = {
  'acts-twice': [QUIET, ['time-acted-wrongly']],
  'clock-of-the-process': [SKEWED, ['early', 'clock-differs']],
  'hash-over-unsorted-json': [QUIET, ['verify']],
  'key-not-bound-to-person': [QUIET, ['foreign-answer']],
  'no-first-answer': [QUIET, ['server-error', 'other-answer', 'doubled']],
  're-arm-forgotten': [QUIET, ['verify', 'late-when-calm', 'deadline-missed', 'engine-differs']],
  'read-model-outside': [KILLED_AFTER, ['not-a-fold', 'verify']],
  'relay-forgets': [UNMENDED, ['unheard', 'late-when-calm']],
  'reply-before-commit': [ANSWERING_KILLED, ['lost', 'refused-but-recorded']],
  'retries-for-ever': [POISONED, ['no-fault-raised']],
  'sweeper-off': [WITHOUT_ENGINE, ['late-without-engine']],
  unlocked: [CROWDED, ['gap']],
  'wake-forgotten': [UNMENDED, ['unheard', 'late-when-calm']],
};

const CONTROLS: Readonly<Record<string, Setting>> = {
  'clocks 4 s ahead': SKEWED,
  'nobody mends': UNMENDED,
  'an error for good': POISONED,
  'the engine away': WITHOUT_ENGINE,
  'killed while answering': ANSWERING_KILLED,
  'killed after the commit': KILLED_AFTER,
};

export function scenarios(seed: string): readonly Scenario[] {
  const chaos = (setting: Setting, defects: readonly Defect[]) => {
    const options = { ...DEFAULTS, seed, ...setting };
    return (say: Say) => runOf({ ...options, defects: [...options.defects, ...defects] }, say);
  };
  return [
    ...keysOf(DEFECT_SCENARIOS).map((defect) => {
      const [setting, exposes] = DEFECT_SCENARIOS[defect];
      return scenario(defect, exposes, chaos(setting, [defect]));
    }),
    ...Object.entries(CONTROLS).map(([name, setting]) => scenario(`control: ${name}`, null, chaos(setting, []))),
    ...keysOf(AWAY_SCENARIOS).map((defect) =>
      scenario(defect, AWAY_SCENARIOS[defect], (say) => away(SHORT_MS, [defect], say)),
    ),
    scenario('control: Temporal stopped for a minute under load', null, (say) => away(60_000, [], say)),
  ];
}

/** One that breaks off before its end keeps no other from being run, and is judged by that. */
function scenario(name: string, exposes: Scenario['exposes'], run: Scenario['run']): Scenario {
  return {
    name,
    exposes,
    run: (say) => run(say).catch((e: unknown) => ({ found: ['broken-off'], words: [String(e)] })),
  };
}

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): K[] => Object.keys(record) as K[];

async function runOf(options: RunOptions, say: Say): Promise<Ran> {
  const result = await runChaos(options, say);
  return { found: result.findings.map(({ rule }) => rule), words: inWords(result) };
}

const SHORT_MS = 10_000;

async function away(awayMs: number, defects: readonly Defect[], say: Say): Promise<Ran> {
  const on = await ground(2, defects);
  try {
    const options = { awayMs, clients: 12, thinkMs: 250, left: 10, folder: on.folder, say };
    const { objections, ...figures } = await engineAway(on.stack, options);
    return {
      found: objections.map(({ rule }) => rule),
      words: [JSON.stringify(figures), ...objections.map(objectionInWords)],
    };
  } finally {
    await on.stop();
  }
}
