// Two kinds of tests: `unit` beside the code, needing no server; `system` on a real PostgreSQL and a real Temporal.
import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/setup/longest-first.ts';

const SYSTEM = ['test/**/*.test.ts', '**/*.system.test.ts'];
const NEVER = ['node_modules/**', '.jiefen/**', 'coverage/**'];
const GLOBAL_SETUP = 'test/setup/global.ts';

export default defineConfig({
  test: {
    teardownTimeout: 30_000,
    // More than there are cores: the long ones wait for servers, and the short ones compute meanwhile.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...NEVER, ...SYSTEM],
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: 'system',
          include: SYSTEM,
          exclude: NEVER,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: existsSync(GLOBAL_SETUP) ? [GLOBAL_SETUP] : [],
        },
      },
    ],
    coverage: { provider: 'v8', include: ['{domain,workflows,activities,db,api,local,cli}/**/*.ts', '*.ts'] },
  },
});
