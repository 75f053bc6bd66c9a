// `npm run verify`: whether everything that is stored follows from the record, and the engine from it. Prints what
// does not hold, one line each; exit code 1 if anything does not, 2 if it could not be found out.
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { Command, InvalidArgumentError } from 'commander';
import { dataConverter } from '../activities/codec.ts';
import { compareEngine } from '../activities/compare.ts';
import { type Engine, taskQueueOf } from '../activities/engine.ts';
import { replayOpen, subjectOf, type Take } from '../activities/replay.ts';
import { workflowBundle } from '../activities/workflow-bundle.ts';
import { anchorPublicKey, readConfig } from '../config.ts';
import { anchorLines, anchorPath } from '../db/anchors.ts';
import { connect, type Db } from '../db/connection.ts';
import { installation } from '../db/settings.ts';
import { type Difference, verifyRecord } from '../db/verify.ts';
import { type Verdict, verdictsOf, verifyAnchors } from '../db/verify-anchors.ts';
import { runningStack } from '../local/stack.ts';

const QUERY_MS = 120_000;
/** Open workflows whose history is replayed when nothing else is asked. */
const REPLAYED = 500;
const SAY_EVERY_MS = 5_000;

function taken(text: string): Take {
  const n = Number(text);
  if (text === 'all') return 'all';
  if (!Number.isInteger(n) || n < 0) throw new InvalidArgumentError('all, 0, 1, 2 …');
  return n;
}

const { replay } = new Command('verify')
  .description('核对案件记录与流程 · whether everything that is stored follows from the record')
  .option(
    '--replay <n>',
    '试放多少个在办流程，最早与最近各半，或 all · open workflows to replay, or all',
    taken,
    REPLAYED,
  )
  .parse()
  .opts<{ replay: Take }>();

const config = readConfig();
const stack = runningStack(config.dataDir);
const databaseUrl = config.databaseUrl ?? stack?.databaseUrl;
const address = config.temporal?.address ?? stack?.temporalAddress;
if (databaseUrl === undefined) {
  console.error('没有可核对的数据库：请先运行 npm start，或设置 DATABASE_URL。');
  console.error('There is no database to verify: run npm start first, or set DATABASE_URL.');
  process.exit(2);
}

let found = 0;
function print({ invariant, caseId, what }: Difference): void {
  found += 1;
  console.log(`✗ ${invariant} ${caseId ?? '-'} ${what}`);
}

const SAID: Readonly<Record<Verdict, string>> = {
  holds: '✓ 成立 holds',
  broken: '✗ 不成立 broken',
  unproven: '… 尚无外部凭据 unproven',
};

/** Against the heads of the days outside the database; then what both say of the record. */
async function verifyOutside(db: Db, ofRecord: readonly Difference[]): Promise<void> {
  const path = anchorPath(config.anchorDir, (await installation(db)).id);
  const key = anchorPublicKey(config);
  if (key === null && anchorLines(path).length > 0)
    throw new Error(
      '没有验证每日摘要的公钥，请设置 JIEFEN_ANCHOR_PUBLIC_KEY · set JIEFEN_ANCHOR_PUBLIC_KEY to verify anchors',
    );
  const outside = await verifyAnchors(db.orm, path, key);
  outside.differences.forEach(print);
  const { integrity, completeness } = verdictsOf([...ofRecord, ...outside.differences], outside);
  if (outside.through === null && outside.differences.length === 0)
    console.log('… 尚未锚定：第一天尚未结束 · not yet anchored: the first day is not over');
  console.log(`完整性 integrity (edit, insert, swap): ${SAID[integrity]}`);
  console.log(`完备性 completeness (delete, truncate), ${outside.through ?? '-'}: ${SAID[completeness]}`);
}

async function verifyEngine(db: Db, at: string): Promise<void> {
  const { apiKey, tls, namespace = 'default' } = config.temporal ?? {};
  const connection = await Connection.connect({
    address: at,
    ...(apiKey && { apiKey }),
    ...(tls !== undefined && { tls }),
  });
  try {
    const client = new Client({ connection, namespace, dataConverter: dataConverter(config.codecKeys) });
    const engine = { client, taskQueue: taskQueueOf((await installation(db)).id) };
    for (const { caseId, difference, facts } of await compareEngine(db, engine, telling('流程比对 compared'))) {
      print({ invariant: 'engine', caseId, what: `${difference} ${JSON.stringify(facts)}` });
    }
    await verifyReplay(db, engine);
  } finally {
    await connection.close();
  }
}

/** I21: the code that lies here follows what is open. */
async function verifyReplay(db: Db, engine: Engine): Promise<void> {
  const logger = new DefaultLogger('ERROR', () => undefined);
  Runtime.install({
    logger,
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
  });
  const code = { build: await workflowBundle(logger), dataConverter: dataConverter(config.codecKeys) };
  const tell = telling('流程试放 replayed');
  let n = 0;
  for await (const replayed of replayOpen(db, engine, code, replay)) {
    n += 1;
    tell(n);
    if (replayed.why !== null) print({ invariant: 'I21', caseId: subjectOf(replayed), what: replayed.why });
  }
  const which = replay === 'all' ? '全部在办 all that are open' : `最早与最近 oldest and newest, --replay all 试放全部`;
  console.log(`… 流程试放 workflows replayed: ${n}（${which}）`);
}

/** Says now and then how far it is. */
function telling(what: string): (done: number) => void {
  let saidAt = performance.now();
  return (done) => {
    if (performance.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = performance.now();
    console.log(`… ${what}: ${done}`);
  };
}

const db = connect(databaseUrl, { max: 8, queryTimeoutMs: QUERY_MS, name: 'jiefen-verify' });
try {
  const ofRecord: Difference[] = [];
  const { cases, events } = await verifyRecord(db, (difference) => {
    ofRecord.push(difference);
    print(difference);
  });
  await verifyOutside(db, ofRecord);
  if (address === undefined)
    console.log('… 未连接 Temporal，只核对了案件记录 · without Temporal, only the record was verified');
  else await verifyEngine(db, address);
  const verdict = found === 0 ? '✓ 一致 · everything holds' : `✗ ${found} 处不一致 · differences`;
  console.log(`${verdict}: ${cases} 个案件 cases, ${events} 条记录 events`);
  process.exitCode = found === 0 ? 0 : 1;
} catch (error) {
  console.error(`核对未能完成 · could not be verified: ${error instanceof Error ? error.message : 'unknown'}`);
  process.exitCode = 2;
} finally {
  await db.close();
}
