// The histories that earlier code left behind replay on today's code: a case lives for years, its workflow with it.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { bundle } from './engine-world.ts';

const FOLDER = fileURLToPath(new URL('../histories/', import.meta.url));
const WORKFLOWS = fileURLToPath(new URL('../../workflows/', import.meta.url));
const { History } = proto.temporal.api.history.v1;
const { EventType } = proto.temporal.api.enums.v1;

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.bin'));
const histories = files.map((name) => ({
  workflowId: `replay-${name}`,
  history: History.decode(readFileSync(join(FOLDER, name))),
}));

/** The files whose history this code does not follow. */
async function strayed(workflowBundle: WorkflowBundleOption): Promise<string[]> {
  const failed: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
    if (error) failed.push(workflowId);
  }
  return failed;
}

it('replays every saved history', async () => {
  expect(await strayed(await bundle)).toEqual([]);
});

it('has saved histories for everything that the workflow does', () => {
  const seen = new Set(histories.flatMap(({ history }) => history.events.map((event) => event.eventType)));
  const names = [...seen].map((type) => (type == null ? '' : EventType[type].replace('EVENT_TYPE_', '')));
  expect(names).toEqual(
    expect.arrayContaining([
      'WORKFLOW_EXECUTION_SIGNALED',
      'MARKER_RECORDED',
      'TIMER_STARTED',
      'TIMER_FIRED',
      'TIMER_CANCELED',
      'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES',
      'ACTIVITY_TASK_COMPLETED',
      'WORKFLOW_EXECUTION_COMPLETED',
    ]),
  );
});

it('notices a change in the order of steps', async () => {
  const copy = mkdtempSync(join(WORKFLOWS, '..', 'dist', 'changed-'));
  try {
    cpSync(WORKFLOWS, copy, { recursive: true });
    const path = join(copy, 'dispute.ts');
    const before = readFileSync(path, 'utf8');
    const changed = before.replace('    heard = 0;', '    heard = 0;\n    await condition(() => false, 1);');
    expect(changed).not.toBe(before);
    writeFileSync(path, changed);
    const logger = new DefaultLogger('ERROR', () => undefined);
    const failureConverterPath = join(copy, 'failure-converter.cjs');
    const code = await bundleWorkflowCode({ workflowsPath: join(copy, 'index.ts'), failureConverterPath, logger });
    expect((await strayed(code)).length).toBeGreaterThanOrEqual(files.length - 1);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
