// The doctor's look at this machine: free disk, ports, the API's own health, and the figures of a worker.
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { isFree } from '../local/port.ts';
import { codeText, type Finding, looked, note, ok, wrong } from './doctor-finding.ts';

const FULL = 0.95;
const FILLING = 0.85;
const ANSWER_WITHIN_MS = 5_000;
const CLOCK_OFF_S = 5;

/** How long a duty may be silent, s: a few of its rounds. One over 50,000 cases takes the reconciler minutes. */
const SILENT_S: Readonly<Record<string, number>> = { reconciler: 900, anchor: 300, importer: 300, campaigner: 300 };
const SILENT_OTHERS_S = 120;

/** What a process of ours needs of the configuration beyond being well-formed. */
export function examineConfiguration(config: Config): readonly Finding[] {
  const { mode, codecKeys, anchorDir, dataDir, databaseUrl, temporal } = config;
  const found = [ok('configuration', 'read', `配置有效（${mode}）。`, `The configuration is well-formed (${mode}).`)];
  if ((databaseUrl === undefined) !== (temporal === undefined))
    found.push(
      wrong(
        'configuration',
        'half',
        'DATABASE_URL 与 TEMPORAL_ADDRESS 只设置了一个：工作进程两个都要；请补上另一个，或都不设并用 npm start。',
        'Only one of DATABASE_URL and TEMPORAL_ADDRESS is set: a worker needs both; set the other, or neither and npm start.',
      ),
    );
  if (mode !== 'production') return found;
  if (codecKeys.length === 0)
    found.push(
      note(
        'keys',
        'no-codec-keys',
        'Temporal 的载荷未加密（其中没有个人信息）：如需加密请设置 JIEFEN_CODEC_KEYS。',
        "Temporal's payloads are not encrypted (they hold no personal data): set JIEFEN_CODEC_KEYS to encrypt them.",
      ),
    );
  if (config.givenAnchorKey === undefined)
    found.push(
      note(
        'keys',
        'no-anchor-key',
        '此处未设置 JIEFEN_ANCHOR_KEY：没有它，工作进程不会启动。',
        'JIEFEN_ANCHOR_KEY is not set here: without it no worker starts.',
      ),
    );
  if (anchorDir.startsWith(dataDir))
    found.push(
      note(
        'anchors',
        'beside-the-data',
        '每日摘要与数据在同一处：请用 JIEFEN_ANCHOR_DIR 指到另一磁盘或另一台机器。',
        'The daily anchors lie beside the data: let JIEFEN_ANCHOR_DIR name another disk, better another machine.',
      ),
    );
  return found;
}

export const examineDisk = ({ dataDir, anchorDir }: Config): Promise<readonly Finding[]> =>
  looked('disk', async () => (await Promise.all([...new Set([dataDir, anchorDir].map(existing))].map(disk))).flat());

/** The nearest folder that is there. */
const existing = (folder: string): string => (existsSync(folder) ? folder : existing(dirname(folder)));

async function disk(folder: string): Promise<readonly Finding[]> {
  const { bavail, blocks, bfree, bsize } = await statfs(folder);
  const used = (blocks - bfree) / Math.max(1, blocks - bfree + bavail);
  const [share, gib] = [`${Math.round(used * 100)} %`, ((bavail * bsize) / 2 ** 30).toFixed(1)];
  if (used <= FILLING)
    return [
      ok(
        'disk',
        'space',
        `${folder} 所在磁盘已用 ${share}，剩 ${gib} GiB。`,
        `The disk of ${folder} is ${share} full, ${gib} GiB are left.`,
      ),
    ];
  const say = used > FULL ? wrong : note;
  return [
    say(
      'disk',
      'full',
      `${folder} 所在磁盘已用 ${share}，只剩 ${gib} GiB：请腾出空间；写满后无法登记，腾出后自动恢复。`,
      `The disk of ${folder} is ${share} full, ${gib} GiB are left: free some; on a full disk nothing is recorded, and all goes on when there is space.`,
    ),
  ];
}

/** Whether what `npm start` is to listen on can be had. */
export async function examinePorts({ host, ports }: Config): Promise<readonly Finding[]> {
  const wanted = [
    ['PORT', ports.api, host],
    ['JIEFEN_POSTGRES_PORT', ports.postgres, '127.0.0.1'],
    ['JIEFEN_TEMPORAL_PORT', ports.temporal, '127.0.0.1'],
    ['JIEFEN_TEMPORAL_UI_PORT', ports.ui, '127.0.0.1'],
  ] as const;
  const found = await Promise.all(
    wanted.map(async ([name, port, at]) => (port === undefined || (await isFree(port, at)) ? [] : [taken(name, port)])),
  );
  return found.flat();
}

const taken = (name: string, port: number): Finding =>
  wrong(
    'ports',
    'taken',
    `端口 ${port} 已被别的程序占用：请停止那个程序，或用 ${name} 指定别的端口。`,
    `Port ${port} is taken by another program: stop that one, or choose another port by ${name}.`,
  );

const health = z.object({
  status: z.string(),
  checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().nullable() })),
});

/** @param expected whether an API must answer there */
export async function examineApi(address: string, expected: boolean): Promise<readonly Finding[]> {
  try {
    const answer = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const read = health.safeParse(await answer.json().catch(() => null));
    if (!read.success) return [taken('PORT', Number(new URL(address).port || 80))];
    const failing = Object.entries(read.data.checks).filter(([, check]) => !check.ok);
    if (failing.length === 0) return [ok('api', 'ready', `接口服务 ${address} 可用。`, `The API ${address} is ready.`)];
    const what = failing.map(([name, { detail }]) => (detail === null ? name : `${name}: ${detail}`)).join('; ');
    return [
      wrong(
        'api',
        'not-ready',
        `接口服务 ${address} 不可用（${what}）：请先排除上面的同名问题，必要时重启它。`,
        `The API ${address} is not ready (${what}): mend what is said of it above, then restart it if need be.`,
      ),
    ];
  } catch (error) {
    const code = error instanceof Error && error.name === 'TimeoutError' ? 'no-answer' : codeText(error);
    return [
      (expected ? wrong : note)(
        'api',
        'away',
        `接口服务 ${address} 没有应答（${code}）：请启动 npm run api，或用 --api 指出它的地址。`,
        `No API answers at ${address} (${code}): start npm run api, or say by --api where it is.`,
      ),
    ];
  }
}

/** What a worker tells Prometheus: when each duty last came round, how its clock stands. */
export async function examineDuties({ metricsAddress }: Config, now: () => number): Promise<readonly Finding[]> {
  if (metricsAddress === undefined)
    return [
      note(
        'workers',
        'not-shown',
        '看不到工作进程各项职责的最近一次执行：请为它设置 JIEFEN_METRICS_ADDRESS。',
        'When the duties of a worker last ran cannot be seen: set JIEFEN_METRICS_ADDRESS for it.',
      ),
    ];
  const at = metricsAddress.replace(/^(0\.0\.0\.0|\[::\]):/, '127.0.0.1:');
  try {
    const answer = await fetch(`http://${at}/metrics`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return dutiesOf(await answer.text(), now() / 1_000);
  } catch (error) {
    return [
      wrong(
        'workers',
        'no-figures',
        `工作进程的指标 ${at} 没有应答（${codeText(error)}）：请启动它，或更正 JIEFEN_METRICS_ADDRESS。`,
        `No worker shows its figures at ${at} (${codeText(error)}): start it, or correct JIEFEN_METRICS_ADDRESS.`,
      ),
    ];
  }
}

const HEARTBEAT = /^jiefen_duty_heartbeat_seconds\{[^}]*duty="([a-z-]+)"[^}]*\} (\S+)$/gm;
const SKEW = /^jiefen_clock_skew_seconds(?:\{[^}]*\})? (\S+)$/m;

function dutiesOf(text: string, nowS: number): readonly Finding[] {
  const beats = [...text.matchAll(HEARTBEAT)].map(([, duty = '', at]) => ({ duty, ago: nowS - Number(at) }));
  const late = beats.filter(({ duty, ago }) => ago > (SILENT_S[duty] ?? SILENT_OTHERS_S));
  const skew = Number(SKEW.exec(text)?.[1] ?? 0);
  const found = late.map(({ duty, ago }) =>
    wrong(
      'workers',
      'duty-silent',
      `职责 ${duty} 已 ${Math.round(ago)} 秒未执行：请看工作进程的日志并重启它。`,
      `The duty ${duty} has not come round for ${Math.round(ago)} s: read the worker's log and restart it.`,
    ),
  );
  if (Math.abs(skew) > CLOCK_OFF_S)
    found.push(
      wrong(
        'clock',
        'worker-skew',
        `工作进程的时钟与数据库相差 ${skew.toFixed(1)} 秒，它不判定到期：请用 chrony 对时。`,
        `The worker's clock is ${skew.toFixed(1)} s off the database's and nothing lapses there: put it right by chrony.`,
      ),
    );
  if (found.length > 0) return found;
  const names = beats.map(({ duty }) => duty).join(', ');
  return [ok('workers', 'duties', `各项职责均按时执行（${names}）。`, `All duties come round (${names}).`)];
}
