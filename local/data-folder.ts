// The data folder of one installation on one machine: what lies where in it.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { explained } from './refusal.ts';

export interface DataFolder {
  readonly root: string;
  readonly postgres: string;
  readonly temporal: string;
  /** Logs of the services. */
  log(service: string): string;
  /** Locks and pids; worthless once nothing runs. */
  run(file: string): string;
}

/**
 * Opens the folder, creating what is missing.
 *
 * As root others may pass through it (never list or read it), because PostgreSQL runs as another user.
 *
 * @throws StartRefusal when it cannot be written
 */
export function openDataFolder(dataDir: string): DataFolder {
  const root = resolve(dataDir);
  const within = (...parts: string[]) => join(root, ...parts);
  try {
    mkdirSync(root, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    for (const folder of ['logs', 'run', 'temporal', 'keys'])
      mkdirSync(within(folder), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explained(error, root);
  }
  return {
    root,
    postgres: within('postgres'),
    temporal: within('temporal'),
    log: (service) => within('logs', `${service}.log`),
    run: (file) => within('run', file),
  };
}
