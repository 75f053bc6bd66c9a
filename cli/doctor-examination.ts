// The whole examination, in order: this machine, the record, Temporal with its workers, and the API.
import { taskQueueOf } from '../activities/engine.ts';
import { anchorPublicKey, type Config, heldDataKeys, type TemporalConnection } from '../config.ts';
import { connect } from '../db/connection.ts';
import { type Addresses, runningStack } from '../local/stack.ts';
import { NAMESPACE } from '../local/temporal.ts';
import { examineEngine } from './doctor-engine.ts';
import { type Finding, looked, note, wrong } from './doctor-finding.ts';
import { examineApi, examineConfiguration, examineDisk, examineDuties, examinePorts } from './doctor-machine.ts';
import { examineRecord, type RecordExamined } from './doctor-record.ts';

const QUERY_MS = 10_000;
const CONNECTIONS = 4;

/** @param api where an API must answer; absent: one may, where the configuration has it */
export async function examine(config: Config, api?: string): Promise<readonly Finding[]> {
  const stack = runningStack(config.dataDir);
  const machine = [...examineConfiguration(config), ...(await examineDisk(config))];
  const databaseUrl = config.databaseUrl ?? stack?.databaseUrl;
  if (databaseUrl === undefined) return [...machine, ...(await nothingRuns(config))];
  const record = await recordAt(databaseUrl, config);
  const others = await Promise.all([
    looked('temporal', () => engineOf(config, stack, record.id)),
    examineApi(api ?? apiOf(config, stack), api !== undefined || stack?.api !== undefined),
    stack && !config.metricsAddress ? [] : examineDuties(config, Date.now),
  ]);
  return [...machine, ...record.findings, ...others.flat()];
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
  return stack?.api ?? `http://${near.includes(':') ? `[${near}]` : near}:${ports.api}`;
}
