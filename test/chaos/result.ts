// What a run is summed up to: findings, figures, and how often the things happened without which it proves nothing.
import { FAILPOINTS, type Failpoint } from '../../db/failpoint.ts';
import { type Evidence, type Finding, isCalm, type Judgement, quantile } from './check.ts';
import type { Derived, RunOptions } from './options.ts';

export interface Spread {
  readonly n: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface Result {
  readonly options: RunOptions;
  readonly findings: readonly Finding[];
  readonly commands: {
    readonly ok: number;
    readonly refused: number;
    readonly abandoned: number;
    readonly successShare: number;
  };
  readonly cases: number;
  readonly events: number;
  readonly faults: number;
  /** Automatic acts, ms after their instant. */
  readonly lateness: { readonly calm: Spread; readonly troubled: Spread };
  /** From the end of the last fault until nothing was overdue any more. */
  readonly drainedMs: number;
  readonly sometimes: Sometimes;
  readonly statuses: Readonly<Record<string, number>>;
  readonly unexpectedDeaths: Readonly<Record<string, number>>;
  readonly tookMs: number;
}

export interface Sometimes {
  readonly failpoints: Readonly<Record<Failpoint, number>>;
  readonly unknownAnswers: number;
  readonly unknownThenKnown: number;
  /** Refused when asked again, while the first attempt was still on its way and was then recorded. */
  readonly refusedThenRecorded: number;
  readonly dueInsideFaults: number;
  readonly repeatedElsewhere: number;
}

export interface Ended {
  readonly tookMs: number;
  readonly drainedMs: number;
  readonly hits: Readonly<Record<Failpoint, number>>;
  readonly statuses: ReadonlyMap<number, number>;
  readonly unexpectedDeaths: Readonly<Record<string, number>>;
}

const LEAST_SUCCESS = 0.3;
/** Smaller runs, and runs of one defect, are not asked for every rarity. */
const FULL_RUN = 30;

export function resultOf({ options, plan }: Derived, evidence: Evidence, judged: Judgement, ended: Ended): Result {
  const { calls, cases, windows } = evidence;
  const count = (outcome: string) => calls.filter((call) => call.outcome === outcome).length;
  const [ok, refused] = [count('ok'), count('refused')];
  const calm = judged.lateness.filter((late) => isCalm(late, windows));
  const sometimes: Sometimes = {
    failpoints: ended.hits,
    unknownAnswers: calls.reduce((sum, call) => sum + call.unknown, 0),
    refusedThenRecorded: refusedThenRecorded(evidence),
    unknownThenKnown: calls.filter((call) => call.unknown > 0 && call.outcome === 'ok').length,
    dueInsideFaults: judged.dueInside,
    repeatedElsewhere: calls.reduce((sum, call) => sum + call.repeatsElsewhere, 0),
  };
  const share = ok / Math.max(1, ok + refused);
  const floors = belowFloor(options, sometimes, share);
  return {
    options,
    findings: [...judged.findings, ...floors],
    commands: { ok, refused, abandoned: count('pending'), successShare: share },
    cases: cases.length,
    events: cases.reduce((sum, { events }) => sum + events.length, 0),
    faults: plan.length,
    lateness: {
      calm: spread(calm.map(({ lateMs }) => lateMs)),
      troubled: spread(judged.lateness.filter((late) => !calm.includes(late)).map(({ lateMs }) => lateMs)),
    },
    drainedMs: ended.drainedMs,
    sometimes,
    statuses: Object.fromEntries(ended.statuses),
    unexpectedDeaths: ended.unexpectedDeaths,
    tookMs: ended.tookMs,
  };
}

function refusedThenRecorded({ calls, cases }: Evidence): number {
  const recorded = new Set(cases.flatMap(({ id, events }) => events.map(({ commandId }) => `${id} ${commandId}`)));
  return calls.filter(({ outcome, caseId, key }) => outcome === 'refused' && recorded.has(`${caseId} ${key}`)).length;
}

/** A run in which the rare things did not happen is void, however clean it looks. */
function belowFloor({ faults, cases, apis, deck }: RunOptions, found: Sometimes, share: number): Finding[] {
  const floors: [what: string, found: number, floor: number][] = [['success share', share, LEAST_SUCCESS]];
  if (deck === 'all' && faults >= FULL_RUN) {
    floors.push(
      ...FAILPOINTS.map((point): [string, number, number] => [`failpoint ${point}`, found.failpoints[point], 1]),
      ['unknown answers', found.unknownAnswers, faults / 2],
      ['unknown answers that became known', found.unknownThenKnown, faults / 4],
      ['instants inside faults', found.dueInsideFaults, faults],
    );
    if (apis > 1) floors.push(['repeated at another process', found.repeatedElsewhere, cases / 4]);
  }
  return floors.flatMap(([what, is, floor]) =>
    is >= floor
      ? []
      : [{ rule: 'floor' as const, caseId: null, detail: `${what}: ${is}, at least ${floor} make a run count` }],
  );
}

function spread(values: readonly number[]): Spread {
  const ascending = values.map(Math.round).sort((a, b) => a - b);
  return {
    n: ascending.length,
    p50: quantile(ascending, 0.5),
    p99: quantile(ascending, 0.99),
    max: ascending.at(-1) ?? 0,
  };
}

const SHOWN = 5;

/** For a person: figures, then what was found, grouped, each rule with some of its cases. */
export function inWords(result: Result): readonly string[] {
  const { commands, lateness, sometimes, findings } = result;
  const lines = [
    `${result.cases} cases, ${result.events} events, ${result.faults} faults in ${(result.tookMs / 1_000).toFixed(0)} s`,
    `commands: ${commands.ok} acknowledged, ${commands.refused} refused, ${commands.abandoned} abandoned (success share ${(commands.successShare * 100).toFixed(0)} %)`,
    `lateness when calm: ${inMs(lateness.calm)}`,
    `lateness around faults: ${inMs(lateness.troubled)}`,
    `caught up ${(result.drainedMs / 1_000).toFixed(1)} s after the last fault`,
    `sometimes: ${JSON.stringify(sometimes)}`,
    `answers: ${JSON.stringify(result.statuses)}; deaths that nobody ordered: ${JSON.stringify(result.unexpectedDeaths)}`,
  ];
  for (const rule of new Set(findings.map((finding) => finding.rule))) {
    const of = findings.filter((finding) => finding.rule === rule);
    lines.push(`✗ ${rule}: ${of.length}`);
    for (const { caseId, detail } of of.slice(0, SHOWN)) lines.push(`    ${caseId ?? '-'}  ${detail}`);
  }
  const { seed, faults, cases, defects } = result.options;
  const again = `npm run chaos -- --seed ${seed} --faults ${faults} --cases ${cases}${defects.map((d) => ` --defect ${d}`).join('')}`;
  lines.push(
    findings.length === 0
      ? '✓ everything that was promised was kept'
      : `✗ ${findings.length} findings; again: ${again}`,
  );
  return lines;
}

const inMs = ({ n, p50, p99, max }: Spread): string => `${n} acts, p50 ${p50} ms, p99 ${p99} ms, max ${max} ms`;
