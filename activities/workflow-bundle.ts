// The workflows as one file for their sandbox. Made once (`npm run build`, or the first start) and kept by the digest of
// what it was made from, so that a worker starts at once and never on old code.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type Logger, type WorkflowBundleOption } from '@temporalio/worker';
import { z } from 'zod';

const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = join(PROJECT, 'workflows');
const DIST = join(PROJECT, 'dist');

const FAILURE_CONVERTER = join(SOURCES, 'failure-converter.cjs');

/** Workflow code ready to run. */
export interface WorkflowBuild {
  /** Names the code: stamped on every workflow task that it completes. */
  readonly id: string;
  readonly bundle: WorkflowBundleOption;
}

/** The bundle of the present sources, made if it is not there; kept in memory where nothing can be written. */
export async function workflowBundle(logger: Logger): Promise<WorkflowBuild> {
  const id = digest();
  const codePath = join(DIST, `workflows-${id}.js`);
  if (existsSync(codePath)) return { id, bundle: { codePath } };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(SOURCES, 'index.ts'),
    failureConverterPath: FAILURE_CONVERTER,
    logger,
  });
  return { id, bundle: kept(codePath, code) ? { codePath } : { code } };
}

/** Written beside its place and moved there, since several workers may start at once. */
function kept(codePath: string, code: string): boolean {
  const draft = `${codePath}.${process.pid}`;
  try {
    mkdirSync(DIST, { recursive: true });
    writeFileSync(draft, code);
    for (const old of readdirSync(DIST)) if (/^workflows-\w+\.js$/.test(old)) rmSync(join(DIST, old), { force: true });
    renameSync(draft, codePath);
    return true;
  } catch {
    rmSync(draft, { force: true });
    return false;
  }
}

/** Workflows import nothing but each other and the SDK: the boundaries of `npm run check` keep it so. */
function digest(): string {
  const hash = createHash('sha256').update(sdkVersion());
  const names = readdirSync(SOURCES).filter((name) => /\.(ts|cjs)$/.test(name) && !name.endsWith('.test.ts'));
  for (const name of names.sort()) hash.update(`\n${name}\n`).update(readFileSync(join(SOURCES, name)));
  return hash.digest('hex').slice(0, 16);
}

function sdkVersion(): string {
  const path = createRequire(import.meta.url).resolve('@temporalio/workflow/package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}
