// Which test files live on an engine: `npm run cluster -- test` runs them against the production server. A file that
// comes to use an engine and stands in neither list fails lives.test.ts.

/** They take the engine that they are given (test/setup/temporal.ts), and stop and start it there where they need to. */
export const LIVES: readonly string[] = [
  'test/campaigns/daily-balance.test.ts',
  'test/cli/doctor.test.ts',
  'test/imports/crash.test.ts',
  'test/outage/outage.test.ts',
  'test/workflows/canary.test.ts',
  'test/workflows/engine.test.ts',
  'test/workflows/long-life.test.ts',
  'test/workflows/reconciler.test.ts',
  'test/workflows/upgrade.test.ts',
  'test/workflows/worker.test.ts',
];

/** Those that know of engines and are not run against the production server, and why. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  'test/chaos/chaos.test.ts': 'the parts `chaos` and `members` run the same faults with the engine as an option',
  'test/local/parts.test.ts': 'tests how the development server itself is fetched and started',
  'test/local/start.test.ts':
    'tests `npm start`, which brings the development server with it; the demo runs it without',
  'test/workflows/dispute.test.ts': 'needs the time-skipping server: the production server cannot skip time',
  'test/workflows/duties.test.ts': 'starts no engine: only the record is asked',
  'test/workflows/replay.test.ts': 'starts no engine: replays saved histories',
};
