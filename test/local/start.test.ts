// The stack as a person meets it: real processes, real kills, the same data folder again and again.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serviceEnvironment } from '../../config.ts';
import { choosePort } from '../../local/port.ts';
import { sight } from '../../local/process.ts';
import { type Addresses, runningStack } from '../../local/stack.ts';
import { nodeArguments } from '../../program.ts';

const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const START = await nodeArguments('test/local/stub-start.ts');
const ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;
/** Temporal is said to be elsewhere. */
const NO_ENGINE = { TEMPORAL_ADDRESS: '127.0.0.1:1' };
const CHILDREN = ['postgres', 'temporal', 'worker', 'api'] as const;

let base: string;
let dataDir: string;
let port: number;
let begun: Started[];

interface Started {
  readonly child: ChildProcess;
  readonly pid: number;
  output(): string;
  /** Settles with the first line that contains the words; rejects when the process ends without. */
  line(words: string): Promise<string>;
  readonly code: Promise<number | null>;
}

interface As {
  readonly services?: readonly string[];
  readonly uid?: number;
  /** Whether Temporal is embedded too; most tests do without it, since it takes a second to stop. */
  readonly engine?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** `npm start` in short, with stand-ins for worker and API. */
function begin({ services = ['worker', 'api'], uid, engine = false, env = {} }: As = {}): Started {
  const told = {
    JIEFEN_DATA_DIR: dataDir,
    PORT: String(port),
    npm_lifecycle_event: '',
    ...(engine ? {} : NO_ENGINE),
    ...env,
  };
  const child = spawn(process.execPath, [...START, ...services], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: serviceEnvironment(told),
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const lines: string[] = [];
  const awaited = new Set<(line: string) => void>();
  const hear = (line: string) => {
    lines.push(line);
    for (const listener of awaited) listener(line);
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', hear);
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const output = () => lines.join('\n');
  const line = (words: string) =>
    new Promise<string>((resolve, reject) => {
      const listener = (one: string) => void (one.includes(words) && resolve(one));
      awaited.add(listener);
      for (const one of lines) listener(one);
      void code.then(() => reject(new Error(`ended without “${words}”:\n${output()}`)));
    });
  const started = { child, pid: child.pid ?? 0, output, line, code };
  begun.push(started);
  return started;
}

async function up(as: As = {}): Promise<Started & { addresses: Addresses }> {
  const started = begin(as);
  await started.line('Jiefen is ready');
  const addresses = runningStack(dataDir);
  if (!addresses) throw new Error('the stack does not say where it is');
  return { ...started, addresses };
}

async function down(started: Started): Promise<number | null> {
  process.kill(started.pid, 'SIGINT');
  return started.code;
}

function pidOf(name: (typeof CHILDREN)[number]): number {
  return JSON.parse(readFileSync(join(dataDir, 'run', `${name}.json`), 'utf8')).pid;
}

function pids(): number[] {
  return CHILDREN.filter((name) => existsSync(join(dataDir, 'run', `${name}.json`))).map(pidOf);
}

async function gone(list: readonly number[]): Promise<void> {
  await expect.poll(() => list.filter((pid) => sight(pid)), { timeout: 30_000, interval: 50 }).toEqual([]);
}

async function sql(url: string, ...texts: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    let rows: Record<string, unknown>[] = [];
    for (const text of texts) rows = (await client.query(text)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

function remember({ databaseUrl }: Addresses, word: string): Promise<unknown> {
  return sql(databaseUrl, 'create table if not exists memory (word text)', `insert into memory values ('${word}')`);
}

async function remembered({ databaseUrl }: Addresses): Promise<unknown[]> {
  return (await sql(databaseUrl, 'select word from memory order by word')).map((row) => row.word);
}

async function engine<T>({ temporalAddress }: Addresses, act: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    return await act(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

/** Processes of this system whose command line names the data folder, and the guards of the given parent. */
function guardsOf(parent: number): number[] {
  const table = execFileSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const rows = table.split('\n').map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row));
  return rows
    .filter((row) => Number(row?.[2]) === parent && row?.[3]?.includes(' guard '))
    .map((row) => Number(row?.[1]));
}

/** As npm runs a script: through a shell that stands between. */
function npmCall(): string {
  const words = [process.execPath, ...START].map((word) => `"${word}"`);
  return `${words.join(' ')} worker api; true`;
}

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'jiefen-start-'));
  chmodSync(base, 0o711);
  dataDir = join(base, 'data');
  port = await choosePort();
  begun = [];
});

afterEach(async () => {
  for (const { child, code } of begun) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    await code;
  }
  rmSync(base, { recursive: true, force: true });
});

describe('npm start', () => {
  it('brings all up, ends all at Ctrl-C, and goes on with the same data', async () => {
    const first = await up({ engine: true });
    await remember(first.addresses, 'kept');
    const start = { taskQueue: 'nobody', workflowId: 'kept' };
    await engine(first.addresses, (client) => client.workflow.start('any', start));
    const answer = await (await fetch(`http://127.0.0.1:${port}`)).json();
    expect(answer).toEqual({
      databaseUrl: first.addresses.databaseUrl,
      temporal: first.addresses.temporalAddress,
      keys: 1,
    });
    expect(first.output()).toContain('one-time password: shown, not kept');
    expect(first.output()).not.toContain('for the log');
    expect(readFileSync(join(dataDir, 'logs', 'api.log'), 'utf8')).toBe('{"level":30,"msg":"for the log"}\n');
    const children = pids();
    expect(await down(first)).toBe(0);
    expect(children.filter((pid) => sight(pid))).toEqual([]);
    expect(runningStack(dataDir)).toBeUndefined();

    const second = await up({ engine: true });
    expect(await remembered(second.addresses)).toEqual(['kept']);
    const description = await engine(second.addresses, (client) => client.workflow.getHandle('kept').describe());
    expect(description.status.name).toBe('RUNNING');
    expect(await down(second)).toBe(0);
  });

  it('refuses a second start on the same folder, and keeps every secret to its owner', async () => {
    const first = await up();
    const second = begin();
    expect(await second.code).toBe(1);
    expect(second.output()).toContain(
      `Jiefen already runs on this data folder (pid ${first.pid}, http://127.0.0.1:${port})`,
    );
    expect((await fetch(`http://127.0.0.1:${port}`)).status).toBe(200);

    const secrets = ['keys/postgres', 'keys/personal-data', 'run/stack.json'].map((file) => join(dataDir, file));
    for (const path of secrets) expect(statSync(path).mode & 0o077, path).toBe(0);
    const password = new URL(first.addresses.databaseUrl).password;
    expect(first.output() + second.output()).not.toContain(password);
    const wrong = sql(first.addresses.databaseUrl.replace(password, 'wrong'), 'select 1');
    await expect(wrong).rejects.toThrow(/password authentication failed/);
  });

  it('stops what hangs at the second Ctrl-C', async () => {
    const stack = await up({ services: ['worker', 'api', 'stubborn'] });
    const children = pids();
    process.kill(stack.pid, 'SIGINT');
    await stack.line('will not stop');
    // Signals that follow at once are still the first keystroke.
    const again = setInterval(() => process.kill(stack.pid, 'SIGINT'), 300);
    expect(await stack.code.finally(() => clearInterval(again))).toBe(130);
    await gone(children);
  });

  it('starts again whatever dies, on the same address, with the same data', async () => {
    const stack = await up({ engine: true });
    await remember(stack.addresses, 'before');
    for (const name of CHILDREN) {
      const before = pidOf(name);
      process.kill(before, 'SIGKILL');
      await stack.line(`${{ postgres: 'PostgreSQL', temporal: 'Temporal' }[name as string] ?? name} 已恢复`);
      expect(pidOf(name)).not.toBe(before);
    }
    expect(await remembered(stack.addresses)).toEqual(['before']);
    const cluster = await engine(stack.addresses, (client) => client.workflowService.getSystemInfo({}));
    expect(cluster.serverVersion).toBeTruthy();
    expect((await fetch(`http://127.0.0.1:${port}`)).status).toBe(200);
  });
});

describe('npm start, killed', () => {
  it('leaves no child behind, and the next start goes on at once', async () => {
    const first = await up({ engine: true });
    await remember(first.addresses, 'acknowledged');
    const orphans = pids();
    process.kill(first.pid, 'SIGKILL');
    const second = await up({ engine: true });
    await gone(orphans);
    expect(await remembered(second.addresses)).toEqual(['acknowledged']);
  });

  it('leaves no child behind when nobody starts it again', async () => {
    const first = await up();
    const orphans = pids();
    process.kill(first.pid, 'SIGKILL');
    await gone(orphans);
  });

  it('is survived by the data when all its processes are killed with it', async () => {
    const first = await up();
    await remember(first.addresses, 'acknowledged');
    for (const pid of [first.pid, ...pids()]) process.kill(pid, 'SIGKILL');
    const second = await up();
    expect(await remembered(second.addresses)).toEqual(['acknowledged']);
  });

  it('has its orphans ended by the next start when its guards were killed too', async () => {
    const first = await up({ engine: true });
    await remember(first.addresses, 'acknowledged');
    const [postmaster, temporal] = [pidOf('postgres'), pidOf('temporal')];
    const guards = guardsOf(first.pid);
    expect(guards.length).toBe(CHILDREN.length);
    for (const pid of [...guards, first.pid]) process.kill(pid, 'SIGKILL');
    process.kill(temporal, 'SIGSTOP');
    expect([postmaster, temporal].filter((pid) => sight(pid))).toHaveLength(2);
    const second = await up({ engine: true });
    await gone([postmaster, temporal]);
    expect(pidOf('postgres')).not.toBe(postmaster);
    expect(await remembered(second.addresses)).toEqual(['acknowledged']);
  });

  it('ends in order when the npm above it is killed', async () => {
    const npm = spawn('npm', ['exec', '--offline', '--call', npmCall()], {
      cwd: PROJECT,
      stdio: 'ignore',
      env: serviceEnvironment({
        JIEFEN_DATA_DIR: dataDir,
        PORT: String(port),
        npm_lifecycle_event: 'start',
        ...NO_ENGINE,
      }),
    });
    await expect.poll(() => runningStack(dataDir), { timeout: 30_000, interval: 50 }).toBeDefined();
    const children = pids();
    npm.kill('SIGKILL');
    await gone(children);
    await expect.poll(() => runningStack(dataDir), { timeout: 10_000, interval: 50 }).toBeUndefined();
    await up();
  });

  it('does not end a stranger that got the pid of a dead postmaster', async () => {
    await down(await up());
    const stranger = spawn('sleep', ['600'], { stdio: 'ignore' });
    try {
      const old = [stranger.pid, join(dataDir, 'postgres'), 1, 15_432, '', '127.0.0.1', '0 0', 'ready'].join('\n');
      writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), old);
      writeFileSync(join(dataDir, 'run', 'temporal.json'), JSON.stringify({ pid: stranger.pid, started: 'long ago' }));
      await up({ engine: true });
      expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    } finally {
      stranger.kill('SIGKILL');
    }
  });
});

describe('npm start refuses, says what to do, and damages nothing', () => {
  /** Both languages, no stack trace, exit code 1. */
  async function refused(as: As, zh: string, en: string): Promise<void> {
    const attempt = begin(as);
    expect(await attempt.code).toBe(1);
    expect(attempt.output()).toContain(zh);
    expect(attempt.output()).toContain(en);
    expect(attempt.output()).not.toMatch(/^\s+at /m);
    expect(runningStack(dataDir)).toBeUndefined();
  }

  async function onTaken(act: (taken: number) => Promise<void>): Promise<void> {
    const other = createServer();
    const taken = await choosePort();
    await new Promise<void>((resolve) => other.listen(taken, '127.0.0.1', resolve));
    await act(taken).finally(() => other.close());
  }

  it('when a port is taken', async () => {
    await onTaken(async (taken) => {
      const text = String(taken);
      await refused({ env: { PORT: text } }, `端口 ${taken} 已被占用`, `as in PORT=${taken + 1} npm start`);
      await refused({ env: { JIEFEN_POSTGRES_PORT: text } }, 'PostgreSQL 无法使用', '(JIEFEN_POSTGRES_PORT)');
      await refused(
        { engine: true, env: { JIEFEN_TEMPORAL_PORT: text } },
        'Temporal 无法使用',
        '(JIEFEN_TEMPORAL_PORT)',
      );
    });
    await up();
  });

  it('when a service does not start, with its last words', async () => {
    await refused({ services: ['worker', 'broken'] }, '此服务坏了', 'broken did not start');
    await up();
  });

  it('when the data folder is a file', async () => {
    writeFileSync(dataDir, 'a file');
    await refused({}, '不是文件夹', 'is not a folder');
    expect(readFileSync(dataDir, 'utf8')).toBe('a file');
  });

  it('when the database is of another version, and takes it again when it is not', async () => {
    const first = await up();
    await remember(first.addresses, 'old');
    await down(first);
    const version = join(dataDir, 'postgres', 'PG_VERSION');
    const own = readFileSync(version, 'utf8');
    writeFileSync(version, '15\n');
    await refused({}, '是 PostgreSQL 15 的数据', 'holds data of PostgreSQL 15');
    writeFileSync(version, own);
    expect(await remembered((await up()).addresses)).toEqual(['old']);
  });

  it('when the password of the database is gone', async () => {
    await down(await up());
    const path = join(dataDir, 'keys', 'postgres');
    const own = readFileSync(path, 'utf8');
    rmSync(path);
    await refused({}, '缺少数据库密码文件', 'password file');
    writeFileSync(path, 'another', { mode: 0o600 });
    await refused({}, '数据库密码文件与数据库不符', 'does not fit the database');
    writeFileSync(path, own, { mode: 0o600 });
    await up();
  });

  it('when the configuration is wrong, without telling secrets', async () => {
    const env = { PORT: 'many', JIEFEN_CODEC_KEYS: 'k1:c2hvcnQ=' };
    await refused({ env }, '环境变量有误', 'must be "id:base64 of 32 bytes"');
    expect(begun.at(-1)?.output()).not.toContain('c2hvcnQ=');
    expect(existsSync(dataDir)).toBe(false);
  });

  // Only root can be somebody else; started by an ordinary user, every other test here is that user's.
  describe.runIf(ROOT)('as an ordinary user', () => {
    it('when the folder belongs to root, and runs in a folder of one’s own', async () => {
      mkdirSync(dataDir, { mode: 0o700 });
      await refused({ uid: NOBODY }, '无权读写', 'may not be read or written');
      chownSync(dataDir, NOBODY, NOBODY);
      const stack = await up({ uid: NOBODY, env: { HOME: dataDir } });
      expect(statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY);
      await remember(stack.addresses, 'by nobody');
      await down(stack);
      // Root goes on with it as its owner.
      expect(await remembered((await up()).addresses)).toEqual(['by nobody']);
      expect(statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY);
    });
  });

  it.runIf(ROOT)('nothing as root below a folder that only root may enter', async () => {
    chmodSync(base, 0o700);
    await up();
    expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0);
  });
});
