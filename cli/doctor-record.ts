// The doctor's look at PostgreSQL and at what the record says of its own cases. It asks what the worker's duties and the
// API's health ask, by the same functions, and writes nothing.
import type { KeyObject } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { dayToAnchor, ForeignAnchor } from '../activities/anchor.ts';
import { attendanceNow, OVERDUE_S } from '../activities/attendance.ts';
import { wakesWaiting } from '../activities/relay.ts';
import { anchorLines, anchorPath } from '../db/anchors.ts';
import { clockSkew } from '../db/clock-skew.ts';
import { type Db, rows } from '../db/connection.ts';
import { databaseNow } from '../db/legal-time.ts';
import { schemaOf } from '../db/migrate.ts';
import { opensNumbers } from '../db/personal.ts';
import type { Keys } from '../db/sealing.ts';
import { knownInstallation } from '../db/settings.ts';
import { codeText, type Finding, looked, note, ok, wrong } from './doctor-finding.ts';

/** What is compared with the record. */
export interface Held {
  /** null: this machine has none yet. */
  readonly keys: Keys | null;
  readonly anchorDir: string;
  /** null: this machine has neither half. */
  readonly anchorKey: KeyObject | null;
  /** This machine's clock, epoch ms. */
  readonly now: () => number;
}

export interface RecordExamined {
  readonly findings: readonly Finding[];
  /** Of the installation; null where the record could not say. */
  readonly id: string | null;
}

/** Of the embedded and the composed PostgreSQL. */
const TRIED_VERSION = 180_000;
const LONG_TRANSACTION_S = 300;
const LONG_WAIT_S = 30;
const WAKES_LATE_S = 60;
const FULLEST = 0.8;
/** Dead rows of a table that is left unvacuumed. */
const BLOAT = { rows: 100_000, share: 0.4 } as const;
/** PostgreSQL stops taking writes at two thousand million. */
const OLDEST_TRANSACTION = 1_000_000_000;

export async function examineRecord(db: Db, held: Held): Promise<RecordExamined> {
  const reached = await reach(db);
  if (reached) return { findings: [reached], id: null };
  const server = await Promise.all([
    looked('postgresql', () => settings(db)),
    looked('postgresql', () => sessions(db)),
    looked('postgresql', () => tables(db)),
    looked('clock', () => clock(db, held.now)),
    looked('postgresql', () => schema(db)),
  ]);
  const findings = server.flat();
  if (findings.some(({ code }) => code === 'schema-behind')) return { findings, id: null };
  const id = (await knownInstallation(db.orm).catch(() => null)) ?? null;
  const record = await Promise.all([
    looked('postgresql', async () => copy(id)),
    looked('cases', () => cases(db)),
    looked('wakes', () => wakes(db)),
    looked('keys', () => personalKeys(db, held.keys)),
    looked('anchors', () => anchors(db, held, id?.id ?? null)),
  ]);
  return { findings: [...findings, ...record.flat()], id: id?.id ?? null };
}

/** null: it answers. */
async function reach(db: Db): Promise<Finding | null> {
  try {
    await databaseNow(db.orm);
    return null;
  } catch (error) {
    const code = codeText(error);
    if (code.startsWith('28'))
      return wrong(
        'postgresql',
        'refused',
        `PostgreSQL 拒绝登录（${code}）：请核对 DATABASE_URL 中的用户与口令。`,
        `PostgreSQL refuses to let us in (${code}): correct the user and the password of DATABASE_URL.`,
      );
    return wrong(
      'postgresql',
      'away',
      `PostgreSQL 无法连接（${code}）：请启动它，或更正 DATABASE_URL 的主机、端口、库名；在此之前什么也不会被登记。`,
      `PostgreSQL cannot be reached (${code}): start it, or correct host, port and database of DATABASE_URL; nothing is recorded until then.`,
    );
  }
}

interface Settings extends Record<string, unknown> {
  readonly version: number;
  readonly shown: string;
  readonly standby: boolean;
  readonly unsafe: string | null;
  readonly archive: boolean;
}

async function settings(db: Db): Promise<readonly Finding[]> {
  const [now] = await rows<Settings>(
    db.orm,
    sql`select current_setting('server_version_num')::int as version, split_part(current_setting('server_version'), ' ', 1) as shown,
      pg_is_in_recovery() as standby,
      (select string_agg(name || '=' || setting, ', ' order by name) from pg_settings
        where setting = 'off' and name in ('fsync', 'full_page_writes', 'synchronous_commit')) as unsafe,
      coalesce((select last_failed_time > coalesce(last_archived_time, '-infinity') from pg_stat_archiver), false)
        and current_setting('archive_mode') <> 'off' as archive`,
  );
  if (!now) return [];
  const found = [ok('postgresql', 'answers', `PostgreSQL ${now.shown} 可用。`, `PostgreSQL ${now.shown} answers.`)];
  if (now.version < TRIED_VERSION)
    found.push(
      note(
        'postgresql',
        'older',
        `PostgreSQL ${now.shown} 未经试用：本系统在 18 上试验，请安排升级。`,
        `PostgreSQL ${now.shown} was not tried: this edition is tested on 18; plan the upgrade.`,
      ),
    );
  if (now.standby)
    found.push(
      wrong(
        'postgresql',
        'standby',
        'PostgreSQL 处于只读的恢复状态：请提升为主库，或让 DATABASE_URL 指向主库。',
        'PostgreSQL is read-only, in recovery: promote it, or let DATABASE_URL name the primary.',
      ),
    );
  if (now.unsafe !== null)
    found.push(
      wrong(
        'postgresql',
        'not-durable',
        `PostgreSQL 可能丢失已答复的记录（${now.unsafe}）：请在 postgresql.conf 中改回 on 并重新加载。`,
        `PostgreSQL may lose what was acknowledged (${now.unsafe}): set it to on in postgresql.conf and reload.`,
      ),
    );
  if (now.archive)
    found.push(
      wrong(
        'postgresql',
        'not-archived',
        'WAL 归档失败：请检查备份卷的空间与权限，否则主库磁盘会写满。',
        'WAL is not archived: look at space and rights of the back-up volume, or the disk of the primary fills up.',
      ),
    );
  return found;
}

interface Sessions extends Record<string, unknown> {
  readonly used: number;
  readonly most: number;
  readonly long: number;
  readonly pid: number | null;
  readonly waiting: number;
}

async function sessions(db: Db): Promise<readonly Finding[]> {
  const [now] = await rows<Sessions>(
    db.orm,
    sql`select count(*)::int as used, current_setting('max_connections')::int as most,
      coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0)::float8 as long,
      (array_agg(pid order by xact_start) filter (where xact_start is not null))[1] as pid,
      count(*) filter (where wait_event_type = 'Lock'
        and clock_timestamp() - query_start > ${LONG_WAIT_S} * interval '1 s')::int as waiting
    from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  if (!now) return [];
  const { used, most, long, pid, waiting } = now;
  const found: Finding[] = [];
  if (used > FULLEST * most)
    found.push(
      wrong(
        'postgresql',
        'connections',
        `PostgreSQL 的连接将满（${used}/${most}）：请减少进程，或提高 max_connections。`,
        `PostgreSQL has ${used} of ${most} connections in use: run fewer processes, or raise max_connections.`,
      ),
    );
  if (long > LONG_TRANSACTION_S)
    found.push(
      wrong(
        'postgresql',
        'long-transaction',
        `有事务已运行 ${Math.round(long)} 秒（pid ${pid}），旧行无法清理：请查明来历，必要时 select pg_terminate_backend(${pid})。`,
        `A transaction has been open for ${Math.round(long)} s (pid ${pid}) and keeps old rows: find out whose it is, if need be select pg_terminate_backend(${pid}).`,
      ),
    );
  if (waiting > 0)
    found.push(
      wrong(
        'postgresql',
        'locks',
        `${waiting} 个会话等锁超过 ${LONG_WAIT_S} 秒：请用 pg_blocking_pids 查明持锁者。`,
        `${waiting} sessions have waited for a lock for more than ${LONG_WAIT_S} s: pg_blocking_pids names who holds it.`,
      ),
    );
  return found.length > 0
    ? found
    : [
        ok(
          'postgresql',
          'sessions',
          `数据库连接 ${used}/${most}，无长事务。`,
          `${used} of ${most} connections, no long transaction.`,
        ),
      ];
}

async function tables(db: Db): Promise<readonly Finding[]> {
  const [now] = await rows<{ bloated: string | null; age: number; mib: number }>(
    db.orm,
    sql`select (select string_agg(relname, ', ' order by relname) from pg_stat_user_tables
        where n_dead_tup > ${BLOAT.rows} and n_dead_tup > ${BLOAT.share}::float8 * n_live_tup) as bloated,
      (select age(datfrozenxid)::int from pg_database where datname = current_database()) as age,
      (pg_database_size(current_database()) / 1048576)::int as mib`,
  );
  if (!now) return [];
  const found = [ok('postgresql', 'size', `数据库占 ${now.mib} MiB。`, `The database takes ${now.mib} MiB.`)];
  if (now.bloated !== null)
    found.push(
      note(
        'postgresql',
        'bloat',
        `表中死行过多（${now.bloated}）：请确认 autovacuum 已开启，并择时 vacuum analyze。`,
        `Too many dead rows (${now.bloated}): see that autovacuum is on, and vacuum analyze them at a quiet hour.`,
      ),
    );
  if (now.age > OLDEST_TRANSACTION)
    found.push(
      wrong(
        'postgresql',
        'wraparound',
        `事务编号将用尽（${now.age}）：请立即 vacuum freeze，否则数据库将停止写入。`,
        `Transaction numbers run out (${now.age}): vacuum freeze now, or the database will stop taking writes.`,
      ),
    );
  return found;
}

async function clock(db: Db, now: () => number): Promise<readonly Finding[]> {
  const asked = performance.now();
  const there = await databaseNow(db.orm);
  const { skewMs, differ } = clockSkew(now(), there, performance.now() - asked);
  const off = (skewMs / 1_000).toFixed(1);
  return [
    differ
      ? wrong(
          'clock',
          'skew',
          `本机时钟与数据库相差 ${off} 秒：请用 chrony 对时（只渐调，不跳变），此前本机不判定到期。`,
          `This machine's clock is ${off} s off the database's: put it right by chrony, slewing, never stepping; until then nothing lapses here.`,
        )
      : ok(
          'clock',
          'agrees',
          `本机时钟与数据库一致（${off} 秒）。`,
          `This machine's clock agrees with the database's (${off} s).`,
        ),
  ];
}

async function schema(db: Db): Promise<readonly Finding[]> {
  const { missing, newer } = await schemaOf(db);
  if (missing > 0)
    return [
      wrong(
        'postgresql',
        'schema-behind',
        `数据库缺 ${missing} 步升级：请运行 npm run migrate，再启动各进程。`,
        `The database lacks ${missing} migrations: npm run migrate, then start the processes.`,
      ),
    ];
  if (newer > 0)
    return [
      wrong(
        'postgresql',
        'schema-ahead',
        `数据库属于更新的版本（多 ${newer} 步升级）：请改用那个版本的程序。`,
        `The database belongs to a newer edition (${newer} migrations more): run that one.`,
      ),
    ];
  return [ok('postgresql', 'schema', '数据库结构属于本版本。', 'The schema is that of this edition.')];
}

function copy(id: { readonly original: boolean } | null): readonly Finding[] {
  if (id === null)
    return [
      note(
        'postgresql',
        'new',
        '此数据库尚无安装编号：首个工作进程启动后即有。',
        'This database has no installation id yet: the first worker gives it one.',
      ),
    ];
  if (id.original) return [];
  return [
    note(
      'postgresql',
      'copied',
      '此数据库是另一集群的副本：若刚恢复或迁移，请运行 npm run rebuild 与 npm run verify，且勿让两份同时运行。',
      'This database is a copy of another cluster: after a restore or a move run npm run rebuild and npm run verify, and never serve both.',
    ),
  ];
}

async function cases(db: Db): Promise<readonly Finding[]> {
  const [now] = await attendanceNow(db.orm);
  if (!now) return [];
  const { stuck, stuckCases, unowned, unownedCases, overdue, faults } = now;
  const found: Finding[] = [];
  if (stuck > 0)
    found.push(
      wrong(
        'cases',
        'stuck',
        `${stuck} 个在办案件无人也无期限推动（${stuckCases}）：请运行 npm run verify，并逐件指定承办人。`,
        `${stuck} open cases are carried on by nothing and nobody (${stuckCases}): npm run verify, and give each to somebody.`,
      ),
    );
  if (overdue > OVERDUE_S)
    found.push(
      wrong(
        'cases',
        'overdue',
        `有期限已过 ${Math.round(overdue)} 秒而未处理：请确认工作进程在运行，再运行 npm run verify。`,
        `A clock has been due for ${Math.round(overdue)} s and nobody acted: see that a worker runs, then npm run verify.`,
      ),
    );
  if (unowned > 0)
    found.push(
      wrong(
        'cases',
        'unowned',
        `${unowned} 个案件的职责无在岗人员承担（${unownedCases}）：请在相应机构任命人员。`,
        `${unowned} cases have a duty that no active person holds (${unownedCases}): appoint somebody to that office.`,
      ),
    );
  if (faults > 0)
    found.push(
      wrong(
        'cases',
        'faults',
        `${faults} 件案件故障待人处理：请查看其故障任务。`,
        `${faults} faults of cases wait for a person: the fault task of each case says what.`,
      ),
    );
  return found.length > 0
    ? found
    : [
        ok(
          'cases',
          'attended',
          '在办案件均有人或期限推动，无逾期未处理。',
          'Every open case is carried on, none is late.',
        ),
      ];
}

async function wakes(db: Db): Promise<readonly Finding[]> {
  const [now] = await wakesWaiting(db.orm);
  const { waiting, oldest } = now ?? { waiting: 0, oldest: 0 };
  return [
    oldest > WAKES_LATE_S
      ? wrong(
          'wakes',
          'late',
          `${waiting} 条消息未送达 Temporal，最早的已等 ${Math.round(oldest)} 秒：请检查 Temporal 与工作进程；记录不受影响。`,
          `${waiting} wakes have not reached Temporal, the oldest for ${Math.round(oldest)} s: look at Temporal and the workers; the record is not affected.`,
        )
      : ok('wakes', 'carried', `待送达 Temporal 的消息：${waiting}。`, `Wakes on their way to Temporal: ${waiting}.`),
  ];
}

async function personalKeys(db: Db, keys: Keys | null): Promise<readonly Finding[]> {
  const opens = await opensNumbers(db.orm, keys ?? []);
  if (!opens)
    return [
      wrong(
        'keys',
        'wrong-data-keys',
        '现有密钥解不开已存的个人信息：请把原来的密钥加回 JIEFEN_DATA_KEYS（新密钥在前，旧密钥保留）。',
        'The keys held here do not open the personal data that is stored: put the former ones back into JIEFEN_DATA_KEYS (new first, old ones stay).',
      ),
    ];
  return keys === null
    ? [
        note(
          'keys',
          'none-yet',
          '本机尚无个人信息密钥：首次启动时生成。',
          'This machine has no keys of personal data yet: the first start makes them.',
        ),
      ]
    : [ok('keys', 'data-keys', '个人信息密钥可用。', 'The keys of personal data open what is stored.')];
}

async function anchors(db: Db, { anchorDir, anchorKey }: Held, id: string | null): Promise<readonly Finding[]> {
  if (id === null) return [];
  const path = anchorPath(anchorDir, id);
  if (anchorKey === null)
    return [
      note(
        'anchors',
        'no-key',
        '本机没有每日摘要的公钥，无法核对：请设置 JIEFEN_ANCHOR_PUBLIC_KEY。',
        'Without a key the daily anchors cannot be checked here: set JIEFEN_ANCHOR_PUBLIC_KEY.',
      ),
    ];
  try {
    const day = await dayToAnchor(db.orm, path, anchorKey);
    const lines = anchorLines(path).length;
    if (day === null)
      return [
        ok('anchors', 'current', `每日摘要齐全（${lines} 天）。`, `Every finished day is anchored (${lines} days).`),
      ];
    return [
      wrong(
        'anchors',
        'behind',
        `自 ${day} 起的每日摘要未写入：请确认工作进程在运行，且 JIEFEN_ANCHOR_DIR 是它所用的文件夹。`,
        `The days from ${day} on are not anchored: see that a worker runs, and that JIEFEN_ANCHOR_DIR is the folder it writes to.`,
      ),
    ];
  } catch (error) {
    if (!(error instanceof ForeignAnchor)) throw error;
    return [
      wrong(
        'anchors',
        'foreign',
        '最后一条每日摘要已损坏或由别的密钥签署：请核对 JIEFEN_ANCHOR_KEY 与文件夹，再运行 npm run verify。',
        'The last anchor is damaged or was signed by another key: check JIEFEN_ANCHOR_KEY and the folder, then npm run verify.',
      ),
    ];
  }
}
