// `npm run rebuild`: starts the workflows of all open cases anew from the record alone, after Temporal's store was lost
// or restored. May be interrupted and continued with --resume. A worker should run, so that they are followed at once.
import { Client, Connection } from '@temporalio/client';
import { Command, InvalidArgumentError } from 'commander';
import { dataConverter } from '../activities/codec.ts';
import { taskQueueOf } from '../activities/engine.ts';
import { rebuild } from '../activities/rebuild.ts';
import { readConfig } from '../config.ts';
import { connect } from '../db/connection.ts';
import { installation } from '../db/settings.ts';
import { runningStack } from '../local/stack.ts';

function count(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1 || n > 64) throw new InvalidArgumentError('1 … 64');
  return n;
}

const { resume, atOnce } = new Command('rebuild')
  .description('从案件记录重建全部流程 · start the workflows of all open cases anew from the record')
  .option('--resume', '继续上次中断的重建 · go on with an interrupted rebuild', false)
  .option('--at-once <n>', '同时进行的请求数 · calls at once', count, 8)
  .parse()
  .opts<{ resume: boolean; atOnce: number }>();

const config = readConfig();
const stack = runningStack(config.dataDir);
const databaseUrl = config.databaseUrl ?? stack?.databaseUrl;
const address = config.temporal?.address ?? stack?.temporalAddress;
if (databaseUrl === undefined || address === undefined) {
  console.error('请先运行 npm start，或设置 DATABASE_URL 和 TEMPORAL_ADDRESS。');
  console.error('Run npm start first, or set DATABASE_URL and TEMPORAL_ADDRESS.');
  process.exit(2);
}

const { apiKey, tls, namespace = 'default' } = config.temporal ?? {};
const db = connect(databaseUrl, { max: atOnce, queryTimeoutMs: 30_000, name: 'jiefen-rebuild' });
const connection = await Connection.connect({ address, ...(apiKey && { apiKey }), ...(tls !== undefined && { tls }) });
try {
  const client = new Client({ connection, namespace, dataConverter: dataConverter(config.codecKeys) });
  const engine = { client, taskQueue: taskQueueOf((await installation(db)).id) };
  const progress = (done: number, total: number) => {
    if (done % 100 === 0 || done === total) console.log(`… ${done} / ${total}`);
  };
  const n = await rebuild(db, engine, { resume, atOnce, progress });
  console.log(`✓ ${n} 个案件的流程已重建 · ${n} workflows started`);
} finally {
  await connection.close();
  await db.close();
}
