// The production Temporal server and its SQL tool, built once from the Go module proxy and kept beside the other tools.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readConfig, toolEnvironment } from '../../config.ts';

export const SERVER_VERSION = '1.32.0';
const COMMANDS = ['cmd/server', 'cmd/tools/sql'] as const;
/** From nothing on two cores: four minutes. */
const BUILT_WITHIN_MS = 1_800_000;

export interface ServerPrograms {
  readonly server: string;
  readonly sql: string;
}

/** @throws Error when there is no Go, or it cannot build */
export async function serverPrograms(say: (line: string) => void): Promise<ServerPrograms> {
  const folder = join(readConfig().toolsDir, 'go', `temporal-${SERVER_VERSION}`);
  const programs = { server: join(folder, 'server'), sql: join(folder, 'sql') };
  if (existsSync(programs.server) && existsSync(programs.sql)) return programs;
  say(`building Temporal ${SERVER_VERSION} with Go: some minutes, once`);
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const env = toolEnvironment({ GOBIN: draft, GOFLAGS: '-buildvcs=false', CGO_ENABLED: '0' });
  const modules = COMMANDS.map((command) => `go.temporal.io/server/${command}@v${SERVER_VERSION}`);
  try {
    for (const module of modules) {
      await promisify(execFile)('go', ['install', module], { env, timeout: BUILT_WITHIN_MS, maxBuffer: 64 << 20 });
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return programs;
}
