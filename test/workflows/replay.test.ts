// The histories that earlier code left behind replay on today's code: a case lives for years, its workflow with it.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { expect, it } from 'vitest';
import * as workflows from '../../workflows/index.ts';
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

const typeOf = ({ history }: (typeof histories)[number]): string =>
  history.events[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? '';

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
      'WORKFLOW_EXECUTION_CONTINUED_AS_NEW',
    ]),
  );
});

it('has saved histories of every workflow', () => {
  const seen = new Set(histories.map(typeOf));
  expect([...seen].sort()).toEqual(Object.keys(workflows).sort());
});

/** In each file a step that was not there before. */
const CHANGES: readonly (readonly [file: string, before: string, after: string])[] = [
  ['dispute.ts', '    heard = 0;', '    heard = 0;\n    await condition(() => false, 1);'],
  [
    'campaign.ts',
    '    heard = false;\n    const',
    '    heard = false;\n    await condition(() => false, 1);\n    const',
  ],
  ['campaign.ts', '  return keep();', '  await condition(() => false, 1);\n  return keep();'],
  ['import-ledger.ts', '  for (;;) {', '  for (;;) {\n    await new Promise((done) => setTimeout(done, 1));'],
];

it('notices a change in the order of steps of each', async () => {
  const copy = mkdtempSync(join(WORKFLOWS, '..', 'dist', 'changed-'));
  try {
    cpSync(WORKFLOWS, copy, { recursive: true });
    for (const [file, before, after] of CHANGES) {
      const path = join(copy, file);
      const text = readFileSync(path, 'utf8');
      expect(text).toContain(before);
      writeFileSync(path, text.replace(before, after));
    }
    const logger = new DefaultLogger('ERROR', () => undefined);
    const failureConverterPath = join(copy, 'failure-converter.cjs');
    const code = await bundleWorkflowCode({ workflowsPath: join(copy, 'index.ts'), failureConverterPath, logger });
    const noticed = await strayed(code);
    const unnoticed = histories.map(({ workflowId }) => workflowId).filter((id) => !noticed.includes(id));
    // A case that is unknown at once has no second step.
    expect(unnoticed.filter((id) => !id.endsWith('-unknown.bin'))).toEqual([]);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
