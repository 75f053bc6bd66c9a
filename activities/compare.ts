// The engine held against the record: what each open case's workflow must be like, and what differs. The reconciler
// repairs by it, `verify` reports it. The record is right, always.
import { type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import type { Db } from '../db/connection.ts';
import { type Statement, statement } from '../db/statement.ts';
import { NEXT_AT } from '../workflows/search-attributes.ts';
import { called, caseIdOf, DISPUTE, type Engine, workflowIdOf } from './engine.ts';

/** How workflow and record can differ, by the invariants of the reliability goals. */
export type Difference =
  /** I5: an open case without a workflow. */
  | 'no-workflow'
  /** I5: the last workflow of an open case has ended. */
  | 'workflow-ended'
  /** I5: a workflow runs for a case that is closed or that the record does not have. */
  | 'workflow-too-many'
  /** I7: the workflow has no timer although a clock will want attention. */
  | 'no-timer'
  /** I7: the workflow sleeps beyond the next instant. */
  | 'timer-late'
  /** I7: the timer should have fired long since. */
  | 'timer-overdue'
  /** I11: more than one timer is armed. */
  | 'timers-too-many'
  /** I16: news has not reached the engine for a minute, or what it asks for fails again and again. */
  | 'wake-waits'
  | 'task-keeps-failing'
  | 'activity-keeps-failing'
  /** I21 */
  | 'history-too-long'
  | 'history-too-large'
  /** I21: this code does not follow the workflow's history. */
  | 'does-not-replay';

export interface Finding {
  readonly caseId: string;
  readonly difference: Difference;
  /** Codes and numbers. */
  readonly facts: Readonly<Record<string, string | number | null>>;
}

/** What the record wants of the workflow of an open case. Instants in epoch ms. */
export interface Expected {
  readonly caseId: string;
  readonly caseNo: string;
  readonly nextAt: number | null;
  /** Database time when this was read. */
  readonly now: number;
}

export interface OpenCase extends Expected {
  /** News is still on its way: what differs need not be wrong. */
  readonly waits: boolean;
}

const TOLERANCE_MS = 1_000;
/** Between looking at the record and arming a task is under way, longer on a busy machine. */
const ARMED_WITHIN_MS = 10_000;
/** A due timer may wait this long in a queue. */
const OVERDUE_MS = 30_000;
const MAX_TASK_ATTEMPTS = 3;
const MAX_ACTIVITY_ATTEMPTS = 5;
const MAX_EVENTS = 4_096;
const MAX_BYTES = 4 * 1024 * 1024;
/** Of the record and of the engine's list. */
const PAGE = 1_000;
/** Calls to the engine. */
const AT_ONCE = 16;

const OPEN = `select c.id::text as "caseId", c.case_no as "caseNo",
    floor(extract(epoch from c.next_at) * 1000)::float8 as "nextAt",
    floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now,
    exists (select from wakes w where w.case_id = c.id) as waits
  from cases c where c.status = 'open'`;
const openPage: Statement<OpenCase> = statement('open-cases', `${OPEN} and c.id > $1::uuid order by c.id limit $2`);
const openOne: Statement<OpenCase> = statement('open-case', `${OPEN} and c.id = $1::uuid`);
export const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** All open cases after this one, by id, a thousand a query. */
export async function* openCases({ orm }: Db, after = BEFORE_ALL): AsyncGenerator<OpenCase> {
  for (let last = after; ; ) {
    const page = await openPage(orm, last, PAGE);
    yield* page;
    if (page.length < PAGE) return;
    last = page.at(-1)?.caseId ?? last;
  }
}

/**
 * The disputes that run by the engine's list, a thousand a call, and until when each means to sleep, epoch ms; null:
 * it waits for news. The list follows the engine a moment later. Not whole when `stop` was set meanwhile.
 */
export async function running(engine: Engine, stop?: AbortSignal): Promise<Map<string, number | null>> {
  const { client, taskQueue } = engine;
  const query = `WorkflowType = '${DISPUTE}' AND ExecutionStatus = 'Running' AND TaskQueue = '${taskQueue}'`;
  const asked = { namespace: client.options.namespace, query, pageSize: PAGE };
  const listed = new Map<string, number | null>();
  for (let nextPageToken = new Uint8Array(); ; ) {
    const page = await called(engine, () => client.workflowService.listWorkflowExecutions({ ...asked, nextPageToken }));
    for (const { execution, searchAttributes } of page.executions) {
      const caseId = caseIdOf(execution?.workflowId ?? '');
      if (caseId !== null) listed.set(caseId, instantIn(searchAttributes?.indexedFields?.[NEXT_AT.name]?.data));
    }
    nextPageToken = new Uint8Array(page.nextPageToken);
    if (nextPageToken.length === 0 || stop?.aborted) return listed;
  }
}

/** A payload with an instant as JSON text. */
function instantIn(data: Uint8Array | null | undefined): number | null {
  const value: unknown = data == null || data.length === 0 ? null : JSON.parse(Buffer.from(data).toString());
  return typeof value === 'string' ? Date.parse(value) : null;
}

/** Whether nothing speaks against a case by what the list shows of its workflow; undefined: none was listed. */
export const agrees = (armed: number | null | undefined, expected: Expected): boolean =>
  armed !== undefined && shownFindings(armed, expected).length === 0;

/**
 * `shown`: the timer as the workflow's search attribute tells it, one call for a case. `armed`: the timer itself too,
 * from the history.
 */
export type Depth = 'shown' | 'armed';

/** What is wrong with the workflow of an open case. Looked at twice, since the case goes on meanwhile. */
export async function inspect(
  { orm }: Db,
  engine: Engine,
  expected: Expected,
  depth: Depth = 'shown',
): Promise<Finding[]> {
  if ((await differences(engine, expected, depth)).length === 0) return [];
  const [now] = await openOne(orm, expected.caseId);
  return now && !now.waits ? differences(engine, now, depth) : [];
}

async function differences(engine: Engine, expected: Expected, depth: Depth): Promise<Finding[]> {
  const { caseId } = expected;
  const found = await describe(engine, caseId);
  if (!found) return [{ caseId, difference: 'no-workflow', facts: {} }];
  if (found.status.name !== 'RUNNING') {
    const facts = { status: found.status.name, ...(await lastHand(engine, found)) };
    return [{ caseId, difference: 'workflow-ended', facts }];
  }
  const timers = depth === 'shown' || isBusy(found) ? [] : armedFindings(await armedTimers(engine, found), expected);
  const all = new Map([...timerFindings(found, expected), ...timers, ...taskFindings(found)]);
  return [...all].map(([difference, facts]) => ({ caseId, difference, facts }));
}

type Found = readonly [Difference, Finding['facts']];

/** A task or an activity is under way, after which the timer is armed anew. */
const isBusy = ({ raw }: WorkflowExecutionDescription): boolean =>
  raw.pendingWorkflowTask != null || (raw.pendingActivities ?? []).length > 0;

function timerFindings(found: WorkflowExecutionDescription, expected: Expected): Found[] {
  if (isBusy(found)) return [];
  return shownFindings(found.typedSearchAttributes.get(NEXT_AT)?.getTime() ?? null, expected);
}

/**
 * The workflow sets its search attribute together with its timer, so that the one tells of the other. A timer before
 * the next instant is in order: not every news wakes.
 */
function shownFindings(armed: number | null, { nextAt, now }: Expected): Found[] {
  if (armed === null) return nextAt === null ? [] : [['no-timer', { nextAt }]];
  if (armed < now - OVERDUE_MS) return [['timer-overdue', { armed, now }]];
  return nextAt !== null && armed > nextAt + TOLERANCE_MS ? [['timer-late', { armed, nextAt }]] : [];
}

/** When each timer is due that the run has armed at this moment, epoch ms. */
async function armedTimers(
  { client }: Engine,
  { workflowId, runId }: WorkflowExecutionDescription,
): Promise<readonly number[]> {
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const armed = new Map<string, number>();
  for (const { eventTime, timerStartedEventAttributes: started, ...other } of events ?? []) {
    if (started) armed.set(started.timerId ?? '', tsToMs(eventTime) + tsToMs(started.startToFireTimeout));
    const over = other.timerFiredEventAttributes ?? other.timerCanceledEventAttributes;
    if (over) armed.delete(over.timerId ?? '');
  }
  return [...armed.values()];
}

function armedFindings(armed: readonly number[], { nextAt, now }: Expected): Found[] {
  if (armed.length > 1) return [['timers-too-many', { timers: armed.length }]];
  const [due] = armed;
  if (due === undefined) return nextAt === null ? [] : [['no-timer', { nextAt }]];
  if (due < now - OVERDUE_MS) return [['timer-overdue', { armed: due, now }]];
  return nextAt !== null && due > nextAt + ARMED_WITHIN_MS ? [['timer-late', { armed: due, nextAt }]] : [];
}

function taskFindings({ raw, historyLength, historySize }: WorkflowExecutionDescription): Found[] {
  const found: Found[] = [];
  const attempt = raw.pendingWorkflowTask?.attempt ?? 0;
  if (attempt > MAX_TASK_ATTEMPTS) found.push(['task-keeps-failing', { attempt }]);
  for (const { attempt: tried, activityType } of raw.pendingActivities ?? []) {
    if ((tried ?? 0) > MAX_ACTIVITY_ATTEMPTS)
      found.push(['activity-keeps-failing', { attempt: tried ?? 0, activity: activityType?.name ?? null }]);
  }
  if (historyLength >= MAX_EVENTS) found.push(['history-too-long', { events: historyLength }]);
  if ((historySize ?? 0) >= MAX_BYTES) found.push(['history-too-large', { bytes: historySize ?? 0 }]);
  return found;
}

async function describe(engine: Engine, caseId: string): Promise<WorkflowExecutionDescription | null> {
  try {
    return await called(engine, () => engine.client.workflow.getHandle(workflowIdOf(caseId)).describe());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** Who ended a workflow, as far as the engine knows: for the alarm. */
async function lastHand(
  engine: Engine,
  { workflowId, runId }: WorkflowExecutionDescription,
): Promise<Finding['facts']> {
  const { client } = engine;
  const { history } = await called(engine, () =>
    client.workflowService.getWorkflowExecutionHistoryReverse({
      namespace: client.options.namespace,
      execution: { workflowId, runId },
      maximumPageSize: 1,
    }),
  );
  return { by: history?.events?.[0]?.workflowExecutionTerminatedEventAttributes?.identity ?? null };
}

/**
 * Workflows that no open case has, among those of these cases. The engine's list lags, so each is looked at again, and
 * news that is still on its way is no difference.
 */
export async function tooMany({ orm }: Db, engine: Engine, caseIds: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let from = 0; from < caseIds.length; from += PAGE) {
    for (const { caseId, standing } of await notOpen(orm, JSON.stringify(caseIds.slice(from, from + PAGE)))) {
      const found = await describe(engine, caseId);
      if (found?.status.name !== 'RUNNING' || found.raw.pendingWorkflowTask) continue;
      findings.push({ caseId, difference: 'workflow-too-many', facts: { case: standing } });
    }
  }
  return findings;
}

const notOpen: Statement<{ caseId: string; standing: 'closed' | 'unknown' }> = statement(
  'cases-not-open',
  `select listed.id as "caseId", case when c.id is null then 'unknown' else 'closed' end as standing
  from jsonb_array_elements_text($1::text::jsonb) as listed(id) left join cases c on c.id = listed.id::uuid
  where c.id is null or (c.status = 'closed' and not exists (select from wakes w where w.case_id = c.id))`,
);

/**
 * Everything in which the engine differs from the record, for `verify`: I5, I7, I11, I16 and the limits of I21.
 *
 * @param progress hears how many open cases were looked at
 */
export async function compareEngine(
  db: Db,
  engine: Engine,
  progress: (done: number) => void = () => undefined,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const cases = openCases(db);
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let next = await cases.next(); !next.done; next = await cases.next()) {
      if (!next.value.waits) findings.push(...(await inspect(db, engine, next.value, 'armed')));
      done += 1;
      progress(done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const listed = await running(engine);
  findings.push(...(await tooMany(db, engine, [...listed.keys()])), ...(await oldWakes(db)));
  return findings;
}

const old: Statement<{ caseId: string; seconds: number; attempts: number; error: string | null }> = statement(
  'old-wakes',
  `select case_id as "caseId", extract(epoch from clock_timestamp() - since)::int as seconds, attempts,
    last_error as error
  from wakes where since < clock_timestamp() - interval '60 s' order by since`,
);

async function oldWakes({ orm }: Db): Promise<Finding[]> {
  return (await old(orm)).map(({ caseId, ...facts }) => ({ caseId, difference: 'wake-waits', facts }));
}
