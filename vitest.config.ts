// Two kinds of tests: `unit` beside the code, needing no server; `system` on a real PostgreSQL and a real Temporal.
import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const SYSTEM = ['test/**/*.test.ts', '**/*.system.test.ts'];
const NEVER = ['node_modules/**', '.jiefen/**', 'coverage/**'];
const GLOBAL_SETUP = 'test/setup/global.ts';

export default defineConfig({
  test: {
    teardownTimeout: 30_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...NEVER, ...SYSTEM],
          maxWorkers: 2,
          testTimeout: 15_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'system',
          include: SYSTEM,
          exclude: NEVER,
          // More than there are cores: most of these wait for servers.
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: existsSync(GLOBAL_SETUP) ? [GLOBAL_SETUP] : [],
          sequence: { groupOrder: 1 },
        },
      },
    ],
    coverage: { provider: 'v8', include: ['{domain,workflows,activities,db,api,local,cli}/**/*.ts', '*.ts'] },
  },
});
