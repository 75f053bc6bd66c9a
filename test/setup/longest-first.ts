// The order of the test files: those that take longest first, so that the short ones fill the end. What has run here
// before is known by its time; on a fresh copy these are the long ones.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

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
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((path) => moduleId.endsWith(path));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
