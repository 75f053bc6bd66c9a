// Prints `passed failed`: the tests of vitest's JSON report, each file that did not load, and the check as one item.
// Usage: count.mjs REPORT CHECK_EXIT_CODE VITEST_EXIT_CODE
import { readFileSync } from 'node:fs';

const [file, checked, tested] = process.argv.slice(2);

/** A report that is missing or cut off counts as nothing passed. */
function readReport() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
}

const report = readReport();
const filesNotLoaded = report.testResults.filter(
  (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
).length;
const tests = { passed: report.numPassedTests, failed: report.numFailedTests + filesNotLoaded };

// Vitest ended badly though no test failed (an unhandled error, a broken setup, nothing run): that is a failure too.
if (tests.failed === 0 && (tested !== '0' || tests.passed === 0)) tests.failed = 1;

const check = checked === '0' ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
console.log(`${tests.passed + check.passed} ${tests.failed + check.failed}`);
