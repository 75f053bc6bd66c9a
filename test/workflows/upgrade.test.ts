// A new build while cases are open: one that cannot follow them takes no work and says so, one that can is let in, and a
// canary that fails a task leaves. The builds are copies of this project, with the workflow code changed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LOOK_AGAIN, NEWS, workflowIdOf } from '../../activities/engine.ts';
import { serviceEnvironment } from '../../config.ts';
import { rows } from '../../db/connection.ts';
import { freshDatabase } from '../setup/database.ts';
import { testTemporal } from '../setup/temporal.ts';
import { type EngineWorld, engineWorld, type OwnServer, ownServer, registered } from './engine-world.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const PARTS = [
  'activities',
  'api',
  'cli',
  'db',
  'domain',
  'local',
  'test/histories',
  'workflows',
  'config.ts',
  'package.json',
  'program.ts',
];
const WAIT = { timeout: 40_000, interval: 50 };
const TASK_FAILED = proto.temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED;

let server: OwnServer;
let world: EngineWorld;
/** With other steps. */
let changed: string;
const copies: string[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  server = await ownServer(testTemporal);
  world = await engineWorld({ ...server, fresh: await freshDatabase() });
  changed = build((source) => source.replace('    heard = 0;', '    heard = 0;\n    await condition(() => false, 1);'));
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await world?.close();
  await server?.stop();
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** The project with another `dispute.ts`. */
function build(change: (source: string) => string): string {
  const copy = mkdtempSync(join(tmpdir(), 'jiefen-build-'));
  copies.push(copy);
  for (const part of [...PARTS, 'tsconfig.json', 'worker.ts'])
    cpSync(PROJECT + part, join(copy, part), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  const path = join(copy, 'workflows', 'dispute.ts');
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return copy;
}

const commented = () => build((source) => `${source}// The same steps.\n`);

interface Run {
  readonly ended: Promise<number | null>;
  readonly output: () => string;
  readonly ready: () => boolean;
}

async function run(copy: string, script: 'worker.ts' | 'cli/verify.ts', ...args: string[]): Promise<Run> {
  const { nodeArguments }: typeof import('../../program.ts') = await import(join(copy, 'program.ts'));
  const child = spawn(process.execPath, [...(await nodeArguments(script)), ...args], {
    cwd: copy,
    env: serviceEnvironment({
      DATABASE_URL: world.fresh.url,
      TEMPORAL_ADDRESS: server.server.address,
      JIEFEN_DATA_DIR: join(copy, '.jiefen'),
      JIEFEN_LOG_LEVEL: 'warn',
    }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  let output = '';
  let ready = false;
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (output += String(part)));
  child.on('message', () => (ready = true));
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  return { ended, output: () => output, ready: () => ready };
}

/** Cases that this project's own build follows. */
async function followed(n: number): Promise<string[]> {
  const opened: string[] = [];
  for (let i = 0; i < n; i += 1) opened.push((await registered(world)).id);
  await world.relayed();
  const behind = () => rows(world.db.orm, sql`select from cases where driven_seq < seq`);
  await expect.poll(behind, WAIT).toEqual([]);
  // A query waits for the task in hand.
  for (const id of opened) await world.engine.client.workflow.getHandle(workflowIdOf(id)).query('life');
  return opened;
}

async function failedTasks(id: string): Promise<number> {
  const { events } = await world.engine.client.workflow.getHandle(workflowIdOf(id)).fetchHistory();
  return (events ?? []).filter(({ eventType }) => eventType === TASK_FAILED).length;
}

it('keeps out a build that cannot follow what is open, and lets in one that can', async () => {
  const opened = await followed(3);
  const unfit = await run(changed, 'worker.ts');
  const fit = await run(commented(), 'worker.ts', '--check');
  expect(await unfit.ended).toBe(1);
  expect(unfit.ready()).toBe(false);
  expect(unfit.output()).toContain('this worker takes no work');
  for (const id of opened) expect(unfit.output()).toContain(`${workflowIdOf(id)}: [TMPRL1100] Nondeterminism error`);
  for (const id of opened) expect(await failedTasks(id)).toBe(0);
  expect(await fit.ended).toBe(0);
  const verify = await run(changed, 'cli/verify.ts', '--replay', 'all');
  expect(await verify.ended).toBe(1);
  for (const id of opened) expect(verify.output()).toContain(`✗ I21 ${id} [TMPRL1100] Nondeterminism error`);
  const replayed = Number(/(\d+) 个流程试放/.exec(fit.output())?.[1]);
  expect(replayed).toBeGreaterThan(opened.length);
  // The build that serves already has nothing to prove.
  const same = await run(PROJECT, 'worker.ts', '--check');
  expect(await same.ended).toBe(0);
  expect(same.output()).not.toContain('个流程试放');
}, 120_000);

it('ends a canary at the first task that it fails; the others go on', async () => {
  for (const { id } of await rows<{ id: string }>(world.db.orm, sql`select id from cases`)) {
    await world.engine.client.workflow.getHandle(workflowIdOf(id)).terminate('the end of the test before');
  }
  const canary = await run(changed, 'worker.ts', '--canary');
  await expect.poll(canary.ready, WAIT).toBe(true);
  const opened = await followed(6);
  await world.stopWorker();
  for (const id of opened) await world.engine.client.workflow.getHandle(workflowIdOf(id)).signal(NEWS, LOOK_AGAIN);
  expect(await canary.ended).toBe(1);
  expect(canary.output()).toContain('The canary failed');
}, 120_000);
