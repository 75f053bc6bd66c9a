// Whether workflow code can follow what other code began: histories are replayed on it, those of open workflows and
// those that earlier releases left. What does not replay would stand still for as long as this code serves.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type HistoryAndWorkflowId,
  type WorkflowExecutionDescription,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import type { Db } from '../db/connection.ts';
import { type Statement, statement } from '../db/statement.ts';
import { called, caseIdOf, DISPUTE, type Engine, workflowIdOf } from './engine.ts';
import type { WorkflowBuild } from './workflow-bundle.ts';

/** Workflow code, and how to read what Temporal stores. */
export interface Code {
  readonly build: WorkflowBuild;
  readonly dataConverter: DataConverter;
}

export interface Replayed {
  readonly workflowId: string;
  /** Why this code cannot follow it; null: it can. */
  readonly why: string | null;
}

/** How many open workflows: half of them the oldest, half the newest. */
export type Take = number | 'all';

/** The workflow code does not fit what is under way. Says so, and what to do, in Chinese and English. */
export class UnfitBuild extends Error {
  override readonly name = 'UnfitBuild';
}

/** Saved by `npm run histories` at each release. */
const SAVED = fileURLToPath(new URL('../test/histories/', import.meta.url));
const PAGE = 500;
const NAMED = 5;
/** A start may take so much longer for it, with as many of the open workflows. */
const FIT_TAKE = 60;
const FIT_WITHIN_MS = 15_000;
/** Another code's task that failed so often would fail here too: it says nothing of this code. */
const FAILING_ATTEMPT = 3;

/** Replays one after the other, as they come. */
export async function* replay(
  { build, dataConverter }: Code,
  histories: AsyncIterable<HistoryAndWorkflowId> | Iterable<HistoryAndWorkflowId>,
): AsyncGenerator<Replayed> {
  const options = { workflowBundle: build.bundle, dataConverter };
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
    yield { workflowId, why: error ? inShort(error) : null };
  }
}

/** The core wraps what it means in a long sentence. */
const inShort = ({ name, message }: Error): string => /message: "([^"]+)"/.exec(message)?.[1] ?? `${name} ${message}`;

/** The histories of earlier releases, where they were installed. */
export function savedHistories(): HistoryAndWorkflowId[] {
  const files = existsSync(SAVED) ? readdirSync(SAVED).filter((name) => name.endsWith('.bin')) : [];
  const read = (name: string) => proto.temporal.api.history.v1.History.decode(readFileSync(join(SAVED, name)));
  return files.sort().map((name) => ({ workflowId: `saved-${name}`, history: read(name) }));
}

/** Replays the open workflows of this installation. */
export function replayOpen(db: Db, engine: Engine, code: Code, take: Take): AsyncGenerator<Replayed> {
  return replay(
    code,
    histories(engine, openWorkflows(db, engine, take), () => true),
  );
}

/**
 * Whether this code may serve: it follows the saved histories and a sample of the open workflows that other code served
 * last. A build that starts again, or has nothing to take over, is not asked.
 *
 * @returns how many histories were replayed @throws UnfitBuild naming some that it cannot follow
 */
export async function requireFit(db: Db, engine: Engine, code: Code): Promise<number> {
  const until = performance.now() + FIT_WITHIN_MS;
  const others = await collected(histories(engine, openWorkflows(db, engine, FIT_TAKE), servedBy(code, until)));
  if (others.length === 0) return 0;
  const strays: Replayed[] = [];
  let n = 0;
  for await (const replayed of replay(code, [...others, ...savedHistories()])) {
    n += 1;
    if (replayed.why !== null) strays.push(replayed);
    if (performance.now() > until) break;
  }
  if (strays.length > 0) throw unfit(strays, n);
  return n;
}

/** Of those that another build served last, and not in vain. */
function servedBy({ build }: Code, until: number) {
  return ({ raw }: WorkflowExecutionDescription): boolean =>
    performance.now() < until &&
    raw.workflowExecutionInfo?.mostRecentWorkerVersionStamp?.buildId !== build.id &&
    (raw.pendingWorkflowTask?.attempt ?? 0) <= FAILING_ATTEMPT;
}

function unfit(strays: readonly Replayed[], n: number): UnfitBuild {
  const some = strays.slice(0, NAMED).map(({ workflowId, why }) => `  ${workflowId}: ${why}`);
  return new UnfitBuild(
    [
      `本版本的流程代码接不上已在办的流程（试放 ${n} 个，${strays.length} 个不符），工作进程拒绝接单：请用回上一版本，或修正后重新发布。`,
      `The workflow code of this build cannot follow what is under way (${strays.length} of ${n} replayed): this worker takes no work. Go back to the build before, or mend this one.`,
      ...some,
    ].join('\n'),
  );
}

// ── what is open ────────────────────────────────────────────────────────────────────────────────────────────────

interface Id {
  readonly id: string;
}
const oldest: Statement<Id> = statement(
  'open-cases-oldest',
  `select id::text from cases where status = 'open' and driven_seq > 0 and id > $1::uuid order by id limit $2`,
);
const newest: Statement<Id> = statement(
  'open-cases-newest',
  `select id::text from cases where status = 'open' and driven_seq > 0 order by id desc limit $1`,
);

/** Ids of the workflows of open cases, and of everything else that runs on our task queue. */
async function* openWorkflows(db: Db, engine: Engine, take: Take): AsyncGenerator<string> {
  const half = take === 'all' ? Number.POSITIVE_INFINITY : Math.ceil(take / 2);
  const query = `WorkflowType != '${DISPUTE}' AND ExecutionStatus = 'Running' AND TaskQueue = '${engine.taskQueue}'`;
  let n = 0;
  for await (const { workflowId } of engine.client.workflow.list({ query, pageSize: 100 })) {
    if (n++ >= half) break;
    yield workflowId;
  }
  const known = new Set<string>();
  for (let after = '00000000-0000-0000-0000-000000000000'; known.size < half; ) {
    const page = await oldest(db.orm, after, Math.min(PAGE, half - known.size));
    for (const { id } of page) known.add(id);
    for (const { id } of page) yield workflowIdOf(id);
    after = page.at(-1)?.id ?? after;
    if (page.length === 0) break;
  }
  if (take === 'all') return;
  for (const { id } of await newest(db.orm, take - half)) if (!known.has(id)) yield workflowIdOf(id);
}

async function* histories(
  engine: Engine,
  workflowIds: AsyncIterable<string>,
  wanted: (described: WorkflowExecutionDescription) => boolean,
): AsyncGenerator<HistoryAndWorkflowId> {
  for await (const workflowId of workflowIds) {
    const handle = engine.client.workflow.getHandle(workflowId);
    try {
      const described = await called(engine, () => handle.describe());
      if (described.status.name !== 'RUNNING' || !wanted(described)) continue;
      const { runId } = described;
      const history = await called(engine, () => engine.client.workflow.getHandle(workflowId, runId).fetchHistory());
      // Before its first task a workflow has done nothing that could be repeated; the replayer would wait for one.
      if (history.events?.some((event) => event.workflowTaskScheduledEventAttributes)) yield { workflowId, history };
    } catch (error) {
      // It ended meanwhile, or never was: the reconciler's concern.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
}

async function collected<T>(all: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const one of all) list.push(one);
  return list;
}

/** The case of a replayed workflow, or the workflow's own id. */
export const subjectOf = ({ workflowId }: Replayed): string => caseIdOf(workflowId) ?? workflowId;
