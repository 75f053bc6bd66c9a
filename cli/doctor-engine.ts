// The doctor's look at Temporal: whether it answers, whether its namespace knows what disputes need, and whether workers
// ask for work. Reads only.
import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { missingAttributes } from '../activities/namespace.ts';
import type { TemporalConnection } from '../config.ts';
import { type Finding, looked, note, ok, wrong } from './doctor-finding.ts';

const { TaskQueueType } = proto.temporal.api.enums.v1;
const QUEUES = [
  ['流程', 'workflows', TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW],
  ['活动', 'activities', TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY],
] as const;

const ANSWER_WITHIN_MS = 5_000;
/** A worker asks anew at least once a minute; the server remembers it for five. */
const POLLED_WITHIN_MS = 90_000;
const BACKLOG_LATE_S = 60;
const DAY_S = 86_400;
const NOT_FOUND = 5;
const UNAVAILABLE: readonly number[] = [4, 14];

interface Asked {
  readonly connection: Connection;
  readonly namespace: string;
}

/** @param taskQueue null: the record could not say what the installation is called */
export async function examineEngine(at: TemporalConnection, taskQueue: string | null): Promise<readonly Finding[]> {
  const { address, namespace, apiKey, tls } = at;
  const lazy = Connection.lazy({ address, ...(apiKey && { apiKey }), ...(tls !== undefined && { tls }) });
  try {
    return await lazy.withDeadline(Date.now() + 3 * ANSWER_WITHIN_MS, () =>
      examine({ connection: lazy, namespace }, address, taskQueue),
    );
  } finally {
    await lazy.close();
  }
}

async function examine(asked: Asked, address: string, taskQueue: string | null): Promise<readonly Finding[]> {
  const home = await namespaceOf(asked, address);
  if (home.some(({ verdict }) => verdict === 'wrong')) return home;
  const attributes = await looked('temporal', () => attributesOf(asked));
  if (taskQueue === null) return [...home, ...attributes];
  return [...home, ...attributes, ...(await looked('workers', () => queues(asked, taskQueue)))];
}

async function namespaceOf({ connection, namespace }: Asked, address: string): Promise<readonly Finding[]> {
  try {
    const { config } = await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    const keptS = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
    return [
      ok(
        'temporal',
        'answers',
        `Temporal（${address}，命名空间 ${namespace}）可用，已结束的流程保留 ${Math.round(keptS / DAY_S)} 天。`,
        `Temporal (${address}, namespace ${namespace}) answers and keeps closed workflows for ${Math.round(keptS / DAY_S)} days.`,
      ),
    ];
  } catch (error) {
    return [refusal(grpcCode(error), address, namespace)];
  }
}

function grpcCode(error: unknown): number {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'number') return at.code;
  return 14;
}

function refusal(code: number, address: string, namespace: string): Finding {
  if (code === NOT_FOUND)
    return wrong(
      'temporal',
      'no-namespace',
      `Temporal 中没有命名空间 ${namespace}：请运行 deploy/temporal/namespace.sh，或更正 TEMPORAL_NAMESPACE。`,
      `Temporal has no namespace ${namespace}: run deploy/temporal/namespace.sh, or correct TEMPORAL_NAMESPACE.`,
    );
  if (UNAVAILABLE.includes(code))
    return wrong(
      'temporal',
      'away',
      `Temporal 无法连接（${address}）：请启动它或更正 TEMPORAL_ADDRESS；登记照常，期限由巡查进程看守。`,
      `Temporal cannot be reached (${address}): start it, or correct TEMPORAL_ADDRESS; recording goes on, the sweeper keeps the deadlines.`,
    );
  return wrong(
    'temporal',
    'refused',
    `Temporal 拒绝访问（gRPC ${code}）：请核对 TEMPORAL_API_KEY 与 TEMPORAL_TLS_*。`,
    `Temporal refuses to let us in (gRPC ${code}): correct TEMPORAL_API_KEY and TEMPORAL_TLS_*.`,
  );
}

async function attributesOf({ connection, namespace }: Asked): Promise<readonly Finding[]> {
  const missing = (await missingAttributes(connection, namespace)).map(({ name }) => name).join(', ');
  return [
    missing === ''
      ? ok('temporal', 'attributes', '检索属性齐全。', 'The search attributes are there.')
      : wrong(
          'temporal',
          'attributes-missing',
          `命名空间缺少检索属性（${missing}），流程任务将一直失败：请启动一个工作进程，或由管理员添加。`,
          `The namespace lacks search attributes (${missing}) and workflow tasks would fail: start a worker, or let an administrator add them.`,
        ),
  ];
}

async function queues(asked: Asked, taskQueue: string): Promise<readonly Finding[]> {
  const found = await Promise.all(QUEUES.map(([zh, en, type]) => queue(asked, taskQueue, { zh, en, type })));
  return found.flat();
}

interface Queue {
  readonly zh: string;
  readonly en: string;
  readonly type: proto.temporal.api.enums.v1.TaskQueueType;
}

async function queue({ connection, namespace }: Asked, name: string, { zh, en, type }: Queue): Promise<Finding[]> {
  const { pollers, stats } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name },
    taskQueueType: type,
    reportStats: true,
  });
  const since = Date.now() - POLLED_WITHIN_MS;
  const alive = pollers.filter(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > since);
  const builds = [...new Set(alive.flatMap(({ workerVersionCapabilities: of }) => of?.buildId || []))];
  const lateS = Number(stats?.approximateBacklogAge?.seconds ?? 0);
  const backlog = Number(stats?.approximateBacklogCount ?? 0);
  const found: Finding[] = [];
  if (alive.length === 0)
    found.push(
      wrong(
        'workers',
        'nobody-polls',
        `没有工作进程领取${zh}任务（队列 ${name}）：请启动 npm run worker。`,
        `No worker asks for ${en} (queue ${name}): start npm run worker.`,
      ),
    );
  if (lateS > BACKLOG_LATE_S)
    found.push(
      wrong(
        'workers',
        'backlog',
        `${zh}任务积压 ${backlog} 个，最早的已等 ${lateS} 秒：请增加工作进程。`,
        `${backlog} tasks for ${en} wait, the oldest for ${lateS} s: start more workers.`,
      ),
    );
  if (builds.length > 1)
    found.push(
      note(
        'workers',
        'several-builds',
        `有 ${builds.length} 个版本同时领取${zh}任务（${builds.join(', ')}）：升级之外不应如此。`,
        `${builds.length} builds ask for ${en} at once (${builds.join(', ')}): right during an upgrade only.`,
      ),
    );
  if (found.length > 0) return found;
  return [
    ok(
      'workers',
      'poll',
      `${alive.length} 个工作进程领取${zh}任务，积压 ${backlog}。`,
      `Workers that ask for ${en}: ${alive.length}; waiting tasks: ${backlog}.`,
    ),
  ];
}
