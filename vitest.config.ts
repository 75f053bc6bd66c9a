// Two kinds of tests: `unit` beside the code, needing no server; `system` on a real PostgreSQL and a real Temporal.
import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const SYSTEM = ['test/**/*.test.ts', '**/*.system.test.ts'];
const NEVER = ['node_modules/**', '.jiefen/**', 'coverage/**'];
const GLOBAL_SETUP = 'test/setup/global.ts';

/** On a fresh copy nobody knows how long a file takes: these take longest. */
const LONGEST = [
  'test/chaos/chaos.test.ts',
  'test/imports/crash.test.ts',
  'test/outage/outage.test.ts',
  'test/local/start.test.ts',
  'test/imports/volume.test.ts',
  'test/imports/cli.test.ts',
  'test/webhooks/webhooks.test.ts',
  'test/workflows/worker.test.ts',
  'test/workflows/reconciler.test.ts',
  'test/workflows/long-life.test.ts',
  'test/campaigns/campaign.test.ts',
  'test/db/driver.test.ts',
  'test/workflows/engine.test.ts',
  'test/workflows/upgrade.test.ts',
  'activities/ledger/ledger-file.test.ts',
  'domain/deadline/clock.property.test.ts',
];

/** Those that take longest first, so that the short ones fill the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((path) => moduleId.endsWith(path));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

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
          // A test that computes for two seconds takes thirty on a loaded machine, and nothing is wrong.
          testTimeout: 60_000,
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
