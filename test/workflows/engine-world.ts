// For tests of the durable part: a database of its own, a small town in it, a real Temporal and a worker on both.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { type Activities, createActivities } from '../../activities/activities.ts';
import { type CodecKey, dataConverter } from '../../activities/codec.ts';
import { INBOX } from '../../activities/deliver.ts';
import { type Engine, taskQueueOf } from '../../activities/engine.ts';
import type { Watch } from '../../activities/patrol.ts';
import { relay } from '../../activities/relay.ts';
import { workflowBundle } from '../../activities/workflow-bundle.ts';
import { readConfig } from '../../config.ts';
import type { Db } from '../../db/connection.ts';
import { openCase } from '../../db/open-case.ts';
import { type Asked, record } from '../../db/record.ts';
import { installation } from '../../db/settings.ts';
import { startTemporal } from '../../local/temporal.ts';
import { temporalBinary } from '../../local/temporal-binary.ts';
import type { FreshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';
import type { TestTemporal } from '../setup/temporal.ts';

/** Everything that the SDK and the worker's own parts would log here, at any level, errors with their stacks. */
export const logged: string[] = [];
const LOGGER = new DefaultLogger('TRACE', (entry) => {
  logged.push(inspect(entry, { depth: 10 }));
  if (entry.level === 'ERROR') console.error(entry.message, entry.meta);
});
Runtime.install({
  logger: LOGGER,
  telemetryOptions: { logging: { filter: { core: 'INFO', other: 'ERROR' }, forward: {} } },
});

export const build = workflowBundle(LOGGER);
export const bundle = build.then((made) => made.bundle);

export interface Said {
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A watch that remembers what it was told. */
export function rememberingWatch(): Watch & { readonly said: Said[]; readonly counts: Map<string, number> } {
  const said: Said[] = [];
  const counts = new Map<string, number>();
  return {
    said,
    counts,
    gauge: (name, value) => void counts.set(name, value),
    count: (name, by) => void counts.set(name, (counts.get(name) ?? 0) + by),
    say: (_level, message, facts = {}) => void said.push({ message, facts }),
  };
}

/** A server of the file's own. */
export interface OwnServer {
  readonly server: TestTemporal;
  readonly dataDir: string;
  readonly native: NativeConnection;
  readonly client: Client;
  stop(): Promise<void>;
}

/** Outside the tests, where nobody chooses. */
export async function development(dataDir: string): Promise<TestTemporal> {
  const { path: binary } = await temporalBinary(readConfig());
  return startTemporal({ dataDir, binary, timerShiftMs: 10 });
}

type StartEngine = (dataDir: string) => Promise<TestTemporal>;

/** @param start in tests `testTemporal`: the engine that the run was given */
export async function ownServer(start: StartEngine, keys: readonly CodecKey[] = []): Promise<OwnServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jiefen-engine-'));
  const server = await start(dataDir);
  const native = await NativeConnection.connect({ address: server.address });
  return {
    server,
    dataDir,
    native,
    client: new Client({ connection: native, dataConverter: dataConverter(keys) }),
    stop: async () => {
      await native.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export interface EngineWorld {
  readonly db: Db;
  readonly fresh: FreshDatabase;
  readonly town: SmallTown;
  readonly engine: Engine;
  readonly watch: ReturnType<typeof rememberingWatch>;
  /** Runs the relay until no wake is due. */
  relayed(): Promise<void>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly fresh: FreshDatabase;
  readonly client: Client;
  readonly native: NativeConnection;
  readonly keys?: readonly CodecKey[];
  /** Puts something between the workflow and its activities. */
  readonly around?: (activities: Activities, db: Db) => Activities;
}

/** A town whose cases are followed through this client. */
export async function engineWorld({
  fresh,
  client,
  native,
  keys = [],
  around = (a) => a,
}: WorldOptions): Promise<EngineWorld> {
  const { db } = fresh;
  const town = await smallTown(db);
  const { id } = await installation(db);
  const engine = { client, taskQueue: taskQueueOf(id), eager: client.connection === native };
  const watch = rememberingWatch();
  const carrier = relay(db, engine, watch);
  let running: { worker: Worker; done: Promise<void> } | null = null;
  const world: EngineWorld = {
    db,
    fresh,
    town,
    engine,
    watch,
    relayed: async () => {
      while ((await carrier.round(new AbortController().signal)) !== undefined);
    },
    startWorker: async () => {
      const worker = await Worker.create({
        connection: native,
        taskQueue: engine.taskQueue,
        workflowBundle: await bundle,
        buildId: (await build).id,
        dataConverter: dataConverter(keys),
        activities: around(createActivities({ db, channels: INBOX }), db),
      });
      running = { worker, done: worker.run() };
    },
    stopWorker: async () => {
      const last = running;
      running = null;
      last?.worker.shutdown();
      await last?.done;
    },
    close: async () => {
      await world.stopWorker();
      await fresh.drop();
    },
  };
  await world.startWorker();
  return world;
}

let n = 0;
export const freshKey = (): string => `key-${process.pid}-${n++}`;

/** Opens a wage case; `timelineId` as in `openCase`. */
export async function registered(
  world: Pick<EngineWorld, 'db' | 'town'>,
  timelineId?: number,
): Promise<{ id: string; caseNo: string }> {
  const answer = await openCase(world.db, {
    commandId: freshKey(),
    command: wageCase(world.town),
    by: world.town.registrar,
    trackingKey: new Uint8Array(32).fill(7),
    ...(timelineId !== undefined && { timelineId }),
  });
  if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
  return { id: answer.case.id, caseNo: answer.caseNo };
}

/** Gives a command and insists on its being recorded. */
export async function given(
  world: EngineWorld,
  caseId: string,
  command: Asked['command'],
  by: Asked['by'] = world.town.mediator,
): Promise<void> {
  const answer = await record(world.db, { caseId, commandId: freshKey(), command, by });
  if (answer.outcome === 'recorded') return;
  throw new Error(JSON.stringify('refusal' in answer ? answer.refusal : answer));
}
