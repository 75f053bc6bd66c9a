// The engine as the record's side sees it: what a dispute's workflow is called, and how it is woken, started or ended.
// Its names stand here as text, because workflow code is never loaded outside its sandbox; a test holds them together.
import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { SearchAttributePair } from '@temporalio/common';
import type { DisputeInput } from '../workflows/dispute.ts';
import { LEVEL, NEXT_AT, STATE } from '../workflows/search-attributes.ts';

export interface Engine {
  readonly client: Client;
  readonly taskQueue: string;
  /** Its connection is also a worker's: a workflow that it starts begins there at once, if there is a slot. */
  readonly eager?: boolean;
}

export const DISPUTE = 'dispute';
export const NEWS = 'news';
/** As the number of the newest event: makes a workflow look at the record whatever it believes to know. */
export const LOOK_AGAIN = Number.MAX_SAFE_INTEGER;
/** No call to the engine waits longer. */
const CALL_WITHIN_MS = 5_000;

/** Carries the installation's id: two installations on one server never take each other's work. */
export const taskQueueOf = (installationId: string): string => `jiefen-${installationId}`;
export const workflowIdOf = (caseId: string): string => `${DISPUTE}-${caseId}`;

/** The case of a workflow id; null for a workflow that is no dispute. */
export function caseIdOf(workflowId: string): string | null {
  return /^dispute-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(workflowId)?.[1] ?? null;
}

/** Runs a call to the engine under the deadline that every call has. */
export function called<T>({ client }: Engine, call: () => Promise<T>): Promise<T> {
  return client.connection.withDeadline(Date.now() + CALL_WITHIN_MS, call);
}

/** Starts a workflow of one input, or leaves the one that runs under this id alone. */
export async function startUnlessThere(
  engine: Engine,
  workflowType: string,
  workflowId: string,
  input: unknown,
): Promise<void> {
  const { client, taskQueue } = engine;
  const options = { workflowId, taskQueue, args: [input], workflowIdConflictPolicy: 'USE_EXISTING' } as const;
  await called(engine, () => client.workflow.start(workflowType, options));
}

/** An open case as a list of the engine shows it. */
export interface Shown {
  readonly levels: readonly string[];
  readonly state: string | null;
  /** Epoch ms. */
  readonly nextAt: number | null;
}

export interface Named {
  readonly caseId: string;
  readonly caseNo: string;
  /** Where there is no workflow yet: begun with it, the workflow has nothing to change when it first looks. */
  readonly shown?: Shown;
}

export interface Wake extends Named {
  /** Number of the newest event, or `LOOK_AGAIN`. */
  readonly seq: number;
}

/** Tells the workflow of a case that there is news, and starts it from the record if there is none. */
export async function wakeDispute(engine: Engine, wake: Wake): Promise<void> {
  await begun(engine, wake, (start) =>
    engine.client.workflow.signalWithStart(DISPUTE, { ...start, signal: NEWS, signalArgs: [wake.seq] }),
  );
}

/** Starts the workflow of a case of which none was told yet, to find it as it stands. One that runs after all is told. */
export async function beginDispute(engine: Engine, wake: Wake): Promise<void> {
  const requestEagerStart = engine.eager ?? false;
  try {
    await begun(engine, wake, (start) => engine.client.workflow.start(DISPUTE, { ...start, requestEagerStart }));
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    await wakeDispute(engine, wake);
  }
}

/** Starts the workflow of a case anew; one that runs is ended first. */
export async function restartDispute(engine: Engine, named: Named): Promise<void> {
  await begun(engine, named, (start) =>
    engine.client.workflow.start(DISPUTE, { ...start, workflowIdConflictPolicy: 'TERMINATE_EXISTING' }),
  );
}

/** Lets a workflow see that its case is closed; there may be none any more. */
export async function endDispute(engine: Engine, caseId: string): Promise<void> {
  try {
    await called(engine, () => engine.client.workflow.getHandle(workflowIdOf(caseId)).signal(NEWS, LOOK_AGAIN));
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/** A namespace learns of its search attributes some seconds late: until then workflows begin without. */
async function begun(
  engine: Engine,
  named: Named,
  begin: (start: ReturnType<typeof startOf>) => Promise<unknown>,
): Promise<void> {
  const { caseId, caseNo } = named;
  try {
    await called(engine, () => begin(startOf(engine, named)));
  } catch (error) {
    if (named.shown === undefined || !isRefused(error)) throw error;
    await called(engine, () => begin(startOf(engine, { caseId, caseNo })));
  }
}

const INVALID_ARGUMENT = 3;
const isRefused = (error: unknown): boolean =>
  error instanceof ServiceError && isGrpcServiceError(error.cause) && error.cause.code === INVALID_ARGUMENT;

function startOf({ taskQueue }: Engine, { caseId, caseNo, shown }: Named) {
  const input: DisputeInput = { caseId };
  const typedSearchAttributes = shown ? attributesOf(shown) : [];
  return { workflowId: workflowIdOf(caseId), taskQueue, args: [input], staticSummary: caseNo, typedSearchAttributes };
}

/** What has no value is not shown at all, as `show` in the workflow leaves it. */
function attributesOf({ levels, state, nextAt }: Shown): SearchAttributePair[] {
  return [
    ...(levels.length > 0 ? [{ key: LEVEL, value: [...levels] }] : []),
    ...(state === null ? [] : [{ key: STATE, value: state }]),
    ...(nextAt === null ? [] : [{ key: NEXT_AT, value: new Date(nextAt) }]),
  ];
}
