// The system for these tests, in processes that can be taken away, on a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineName } from '../../bench/engines.ts';
import type { Defect } from '../../db/failpoint.ts';
import { civilDate } from '../../domain/calendar/civil-date.ts';
import { type Stack, startStack } from '../chaos/stack.ts';

export interface Ground {
  readonly stack: Stack;
  readonly folder: string;
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;

/**
 * @param services workers and APIs, of each so many
 * @param engine all its processes are taken away and given back together
 */
export async function ground(
  services: number,
  defects: readonly Defect[] = [],
  engine: EngineName = 'dev',
): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'jiefen-outage-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const stack = await startStack({
      ...{ dataDir: join(folder, 'data'), dayMs: DAY_MS, startsOn: civilDate('2026-03-09'), skewMs: 0, defects },
      ...{ engine, workers: services, apis: services, down: () => undefined },
    });
    return { stack, folder, stop: () => stack.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
