// `npm run doctor`: looks at configuration, PostgreSQL, Temporal, workers, API, clocks, cases, anchors, keys, disk and
// ports, and says of each in one sentence what is wrong and what to do. Changes nothing. Exit code 1 if anything is wrong.
import { Command } from 'commander';
import { taskQueueOf } from '../activities/engine.ts';
import {
  anchorPublicKey,
  type Config,
  ConfigurationError,
  heldDataKeys,
  readConfig,
  type TemporalConnection,
} from '../config.ts';
import { connect } from '../db/connection.ts';
import { type Addresses, runningStack } from '../local/stack.ts';
import { NAMESPACE } from '../local/temporal.ts';
import { examineEngine } from './doctor-engine.ts';
import { type Finding, looked, note, wrong } from './doctor-finding.ts';
import { examineApi, examineConfiguration, examineDisk, examineDuties, examinePorts } from './doctor-machine.ts';
import { examineRecord, type RecordExamined } from './doctor-record.ts';

const QUERY_MS = 10_000;
const CONNECTIONS = 4;
const SIGNS = { ok: '✓', note: '…', wrong: '✗' } as const;

interface Options {
  readonly json: boolean;
  readonly api?: string;
}

const options = new Command('doctor')
  .description('检查系统并说明哪里有问题、怎么办 · looks at everything and says what is wrong and what to do')
  .option('--json', '以 JSON 输出 · as JSON', false)
  .option('--api <url>', '接口服务的地址 · where the API is')
  .parse()
  .opts<Options>();

async function examine(): Promise<readonly Finding[]> {
  const config = configuration();
  if ('verdict' in config) return [config];
  const stack = runningStack(config.dataDir);
  const machine = [...examineConfiguration(config), ...(await examineDisk(config))];
  const databaseUrl = config.databaseUrl ?? stack?.databaseUrl;
  if (databaseUrl === undefined) return [...machine, ...(await nothingRuns(config))];
  const record = await recordAt(databaseUrl, config);
  const others = await Promise.all([
    looked('temporal', () => engineOf(config, stack, record.id)),
    examineApi(apiOf(config, stack), options.api !== undefined || stack?.api !== undefined),
    stack && !config.metricsAddress ? [] : examineDuties(config, Date.now),
  ]);
  return [...machine, ...record.findings, ...others.flat()];
}

function configuration(): Config | Finding {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // Names variables, never values.
    return wrong(
      'configuration',
      'malformed',
      `${error.message}\n请更正后再查。`,
      'Correct these variables and ask again.',
    );
  }
}

async function nothingRuns(config: Config): Promise<readonly Finding[]> {
  return [
    wrong(
      'postgresql',
      'nothing-runs',
      '此数据文件夹上没有运行中的系统：请运行 npm start，或设置 DATABASE_URL 与 TEMPORAL_ADDRESS。',
      'Nothing runs on this data folder: npm start, or set DATABASE_URL and TEMPORAL_ADDRESS.',
    ),
    ...(await examinePorts(config)),
  ];
}

async function recordAt(databaseUrl: string, config: Config): Promise<RecordExamined> {
  const db = connect(databaseUrl, { max: CONNECTIONS, queryTimeoutMs: QUERY_MS, name: 'jiefen-doctor' });
  try {
    const { anchorDir } = config;
    const keys = heldDataKeys(config);
    return await examineRecord(db, { keys, anchorDir, anchorKey: anchorPublicKey(config), now: Date.now });
  } finally {
    await db.close();
  }
}

async function engineOf(
  { temporal }: Config,
  stack: Addresses | undefined,
  id: string | null,
): Promise<readonly Finding[]> {
  const own: TemporalConnection | undefined = stack && { address: stack.temporalAddress, namespace: NAMESPACE };
  const at = temporal ?? own;
  if (at) return examineEngine(at, id === null ? null : taskQueueOf(id));
  return [
    note(
      'temporal',
      'unknown',
      '未设置 TEMPORAL_ADDRESS，未检查 Temporal 与工作进程。',
      'TEMPORAL_ADDRESS is not set: neither Temporal nor the workers were looked at.',
    ),
  ];
}

function apiOf({ host, ports }: Config, stack: Addresses | undefined): string {
  const near = /^(0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : host;
  return options.api ?? stack?.api ?? `http://${near.includes(':') ? `[${near}]` : near}:${ports.api}`;
}

function print(findings: readonly Finding[]): void {
  for (const { verdict, zh, en } of findings) console.log(`${SIGNS[verdict]} ${zh}\n  ${en}`);
  const count = findings.filter(({ verdict }) => verdict === 'wrong').length;
  console.log(count === 0 ? '\n✓ 一切正常 · everything is well' : `\n✗ ${count} 处有问题 · wrong: ${count}`);
}

const findings = await examine();
const sick = findings.some(({ verdict }) => verdict === 'wrong');
if (options.json) console.log(JSON.stringify({ verdict: sick ? 'wrong' : 'ok', findings }, null, 2));
else print(findings);
process.exitCode = sick ? 1 : 0;
