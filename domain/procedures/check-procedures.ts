// Publish check: procedures as JSON are refused, naming the node, before any case could get stuck in them.

import { isSupervised } from '../attention/supervision.ts';
import { COMMAND_NAMES } from '../command-names.ts';
import { CONSEQUENCES } from '../deciding/consequences.ts';
import { GUARDS } from '../deciding/guards.ts';
import { clockRule, isClockId, RULEBOOK } from '../rulebook/rulebook.ts';
import type { Ending, Who } from './procedure.ts';
import { PROCEDURES } from './procedures.ts';

/** The stage graph as a document. `followUp` is the period that watches every wait which has none of its own. */
export interface ProceduresDocument {
  /** The edition of the rulebook that it belongs to. */
  readonly version: string;
  readonly followUp: string | null;
  readonly procedures: readonly unknown[];
}

/** The procedures in force, as the document that is checked and published. */
export const DOCUMENT: ProceduresDocument = {
  version: RULEBOOK.id,
  followUp: 'case-follow-up',
  procedures: PROCEDURES,
};

const WHO = [
  'applicant',
  'respondent',
  'either-party',
  'worker',
  'employer',
  'body',
  'director',
  'liaison',
  'sender',
  'superior',
] as const;
const ENDINGS = ['settled', 'failed', 'refused', 'withdrawn', 'left', 'decided', 'performed', 'ended'] as const;
// A word that the types know and these lists do not, or the other way round, does not compile.
WHO satisfies readonly Who[];
ENDINGS satisfies readonly Ending[];
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
true satisfies Same<(typeof WHO)[number], Who>;
true satisfies Same<(typeof ENDINGS)[number], Ending>;

/** Periods that no table starts: moves, consequences and commands do, each with the day it happened. */
const STARTED_BY_CODE: readonly string[] = [
  'mediation-agreement-performance',
  'suit-non-final-award',
  'suit-final-award-worker',
  'setaside-final-award-employer',
  'appeal',
];

type Dictionary = Readonly<Record<string, unknown>>;
const isDictionary = (x: unknown): x is Dictionary => typeof x === 'object' && x !== null && !Array.isArray(x);
const dictionary = (x: unknown): Dictionary => (isDictionary(x) ? x : {});
const words = (x: unknown): readonly string[] => (Array.isArray(x) ? x.map(String) : []);

/** What is wrong with the document, each fault naming its node (`procedure.state`); empty when it may be published. */
export function checkProcedures(json: unknown): readonly string[] {
  const { version, followUp, procedures } = dictionary(json);
  if (!Array.isArray(procedures) || procedures.length === 0) return ['the document has no procedures'];
  const watched = typeof followUp === 'string' && isClockId(followUp) && isSupervised(clockRule(followUp));
  const ids = procedures.map((p) => String(dictionary(p).id));
  return [
    ...(typeof version === 'string' && version !== '' ? [] : ['the document says of no edition that it is its own']),
    ...ids.filter((id, i) => ids.indexOf(id) < i).map((id) => `${id}: the id is used twice`),
    ...(followUp == null || watched ? [] : [`followUp: ${String(followUp)} is no supervised period of the rulebook`]),
    ...procedures.flatMap((p) => new Graph(dictionary(p), watched).faults()),
  ];
}

/** One procedure as a graph of named states. */
class Graph {
  private readonly id: string;
  private readonly states: ReadonlyMap<string, Dictionary>;
  private readonly p: Dictionary;
  private readonly watched: boolean;

  constructor(p: Dictionary, watched: boolean) {
    this.p = p;
    this.watched = watched;
    this.id = String(p.id);
    this.states = new Map(Object.entries(dictionary(p.states)).map(([name, state]) => [name, dictionary(state)]));
  }

  faults(): readonly string[] {
    const initial = String(this.p.initial);
    if (!this.states.has(initial)) return [`${this.id}: the initial state ${initial} does not exist`];
    return [
      ...this.opening(),
      ...this.overtaken(),
      ...[...this.states].flatMap(([name, state]) => [...this.state(name, state), ...this.exits(name, state)]),
      ...this.unreachable(initial),
      ...this.deadEnds(),
    ];
  }

  private opening(): readonly string[] {
    if (this.p.opening === null) return [];
    const node = `${this.id} (opening)`;
    const opening = dictionary(this.p.opening);
    return [...commandFaults(node, String(opening.command)), ...ruleFaults(node, opening)];
  }

  private overtaken(): readonly string[] {
    return Object.entries(dictionary(this.p.overtakenBy)).flatMap(([command, from]) => [
      ...commandFaults(`${this.id} (overtaken)`, command),
      ...Object.entries(dictionary(from)).flatMap(([state, to]) => [
        ...(this.states.has(state) ? [] : [`${this.id}.${state}: is overtaken but does not exist`]),
        ...(this.isFinal(String(to))
          ? []
          : [`${this.id}.${state}: is overtaken into ${String(to)}, which ends nothing`]),
      ]),
    ]);
  }

  private isFinal(name: string): boolean {
    return this.states.get(name)?.waitsFor === null;
  }

  private state(name: string, state: Dictionary): readonly string[] {
    const node = `${this.id}.${name}`;
    const unknown = words(state.clocks).filter((clock) => !isClockId(clock));
    const faults = unknown.map((clock) => `${node}: the period ${clock} is not in the rulebook`);
    if (this.isFinal(name)) {
      if (!ENDINGS.some((one) => one === state.ending)) faults.push(`${node}: ends without saying how`);
      if (Object.keys(dictionary(state.on)).length > 0) faults.push(`${node}: has ended but can still be moved`);
      return faults;
    }
    if (!WHO.some((one) => one === state.waitsFor)) faults.push(`${node}: waits without anybody responsible`);
    if (!this.watched && words(state.clocks).length === 0) faults.push(`${node}: waits without a timer`);
    return faults;
  }

  private exits(name: string, state: Dictionary): readonly string[] {
    const node = `${this.id}.${name}`;
    const moves = Object.entries(dictionary(state.on)).flatMap(([command, move]) => [
      ...commandFaults(node, command),
      ...ruleFaults(`${node} → ${command}`, dictionary(move)),
      ...this.target(`${node} → ${command}`, dictionary(move).to),
    ]);
    const lapses = Object.entries(dictionary(state.lapse)).flatMap(([clock, value]) => {
      const lapse = dictionary(value);
      const guards = [lapse.when, lapse.unless].filter((guard) => guard !== undefined);
      return [
        ...(isClockId(clock) ? [] : [`${node}: the period ${clock} is not in the rulebook`]),
        ...(this.starts(clock) ? [] : [`${node}: nothing starts the period ${clock}, so it cannot lapse`]),
        ...unknownWords(node, 'guard', guards.map(String), GUARDS),
        ...unknownWords(node, 'consequence', words(lapse.brings), CONSEQUENCES),
        ...(lapse.to === undefined ? [] : this.target(`${node} → ${clock}`, lapse.to)),
      ];
    });
    return [...moves, ...lapses];
  }

  private target(node: string, to: unknown): readonly string[] {
    return to === 'same' || this.states.has(String(to))
      ? []
      : [`${node}: leads to ${String(to)}, which does not exist`];
  }

  private starts(clock: string): boolean {
    if (STARTED_BY_CODE.includes(clock)) return true;
    return [...this.states.values()].some(
      (state) =>
        words(state.clocks).includes(clock) ||
        Object.values(dictionary(state.on)).some((move) => words(dictionary(move).starts).includes(clock)),
    );
  }

  /** Where a state can lead: by commands, by lapses, and by being overtaken. */
  private next(name: string): readonly string[] {
    const state = this.states.get(name) ?? {};
    const exits = [...Object.values(dictionary(state.on)), ...Object.values(dictionary(state.lapse))];
    const overtaken = Object.values(dictionary(this.p.overtakenBy)).map((from) => dictionary(from)[name]);
    return [...exits.map((exit) => dictionary(exit).to), ...overtaken].flatMap((to) =>
      typeof to === 'string' && this.states.has(to) ? [to] : [],
    );
  }

  private reach(from: string): ReadonlySet<string> {
    const seen = new Set([from]);
    for (const name of seen) for (const to of this.next(name)) seen.add(to);
    return seen;
  }

  private unreachable(initial: string): readonly string[] {
    const entered = ENTERED_BY_CODE.flatMap((node) =>
      node.startsWith(`${this.id}.`) ? [node.slice(this.id.length + 1)] : [],
    );
    const reached = new Set([initial, ...entered].flatMap((name) => [...this.reach(name)]));
    return [...this.states.keys()]
      .filter((name) => !reached.has(name))
      .map((name) => `${this.id}.${name}: nothing leads there`);
  }

  private deadEnds(): readonly string[] {
    return [...this.states.keys()]
      .filter((name) => ![...this.reach(name)].some((to) => this.isFinal(to)))
      .map((name) => `${this.id}.${name}: no way leads from here to an end`);
  }
}

/**
 * States that a consequence enters: payment ends a performance and its enforcement, the award on the last claim ends the
 * arbitration, a court sets an award aside, an ended petition is raised again.
 */
const ENTERED_BY_CODE: readonly string[] = [
  'performance.performed',
  'enforcement.performed',
  'arbitration.awarded',
  'award.setAside',
  'petition.care',
];

function commandFaults(node: string, command: string): readonly string[] {
  return unknownWords(node, 'command', [command], COMMAND_NAMES);
}

function ruleFaults(node: string, rule: Dictionary): readonly string[] {
  const by = words(rule.by);
  const clocks = [...words(rule.starts), ...words(rule.meets), ...words(rule.ends)];
  return [
    ...(by.length > 0 ? [] : [`${node}: is an exit that nobody owns`]),
    ...by.filter((who) => !WHO.some((one) => one === who)).map((who) => `${node}: nobody is called ${who}`),
    ...(typeof rule.source === 'string' && rule.source !== '' ? [] : [`${node}: names no article`]),
    ...clocks.filter((id) => !isClockId(id)).map((id) => `${node}: the period ${id} is not in the rulebook`),
    ...unknownWords(node, 'guard', words(rule.guards), GUARDS),
    ...unknownWords(node, 'consequence', words(rule.brings), CONSEQUENCES),
  ];
}

function unknownWords(node: string, what: string, used: readonly string[], known: object): readonly string[] {
  return used.filter((word) => !Object.hasOwn(known, word)).map((word) => `${node}: there is no ${what} ${word}`);
}
