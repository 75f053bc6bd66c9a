// `npm run verify`: whether everything that is stored follows from the record, and the engine from it. Prints what
// does not hold, one line each; exit code 1 if anything does not.
import { readConfig } from '../config.ts';
import { connect } from '../db/connection.ts';
import { type Difference, verifyRecord } from '../db/verify.ts';
import { runningStack } from '../local/stack.ts';

const QUERY_MS = 120_000;

const config = readConfig();
const databaseUrl = config.databaseUrl ?? runningStack(config.dataDir)?.databaseUrl;
if (databaseUrl === undefined) {
  console.error('没有可核对的数据库：请设置 DATABASE_URL，或先运行 npm start。');
  console.error('There is no database to verify: set DATABASE_URL, or run npm start first.');
  process.exit(2);
}
const db = connect(databaseUrl, { max: 4, queryTimeoutMs: QUERY_MS, name: 'jiefen-verify' });
let found = 0;
const print = ({ invariant, caseId, what }: Difference): void => {
  found += 1;
  console.log(`${invariant}\t${caseId ?? '-'}\t${what}`);
};
try {
  const { cases, events } = await verifyRecord(db, print);
  console.log(`verify: ${cases} cases, ${events} events, ${found === 0 ? 'everything holds' : `${found} differences`}`);
  process.exitCode = found === 0 ? 0 : 1;
} catch (error) {
  console.error(`verify: ${error instanceof Error ? error.message : 'failed'}`);
  process.exitCode = 2;
} finally {
  await db.close();
}
