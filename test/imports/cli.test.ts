// The import on the command line as a petition officer sees it: a process of its own against a real API, with the steps
// of the worker taken here. Everybody in the ledger is made up.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Workbook } from '@cj-tech-master/excelts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { wholeLedger } from '../../activities/ledger/ledger-file.ts';
import { ledgerActivities } from '../../activities/ledger/ledger-import.ts';
import { toolEnvironment } from '../../config.ts';
import { rows } from '../../db/connection.ts';
import { choosePort } from '../../local/port.ts';
import { nodeArguments } from '../../program.ts';
import { type Stage, stage } from '../api/stage.ts';
import { manyRows } from './many-rows.ts';

const IMPORT = await nodeArguments('cli/import.ts');
const OFFICER = 'demo.petition.petition-officer';
const SAMPLE = 'examples/ledger/backlog.csv';
const WAIT = { timeout: 60_000, interval: 20 };

/** A server that is not ours: it has a page for everything. */
const other = createServer((_, response) => response.end('<html>'));
let elsewhere: string;
let on: Stage;
let folder: string;
const running = new Set<ChildProcess>();
/** How many steps the worker may still take. */
let steps = 0;
let working = true;
let worker: Promise<void>;

beforeAll(async () => {
  on = await stage();
  folder = mkdtempSync(join(tmpdir(), 'import-cli-'));
  worker = work();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
});
beforeEach(() => {
  steps = Number.POSITIVE_INFINITY;
});
afterAll(async () => {
  working = false;
  other.close();
  for (const child of running) child.kill('SIGKILL');
  await worker;
  await on?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function work(): Promise<void> {
  const { importStep } = ledgerActivities({ db: on.fresh.db, keys: on.context.keys });
  const due = sql`select id::text from imports where state in ('received', 'confirmed', 'running') limit 1`;
  while (working) {
    const [next] = steps > 0 ? await rows<{ id: string }>(on.fresh.db.orm, due) : [];
    if (next) {
      steps -= 1;
      await importStep(next.id);
    } else await wait(WAIT.interval);
  }
}

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

function start(args: readonly string[], password = on.seed.password): Run {
  const child = spawn(process.execPath, [...IMPORT, ...args], { env: toolEnvironment() });
  running.add(child);
  const text = { out: '', err: '' };
  child.stdout.on('data', (part) => (text.out += String(part)));
  child.stderr.on('data', (part) => (text.err += String(part)));
  // Left open: the command ends all the same.
  child.stdin.write(`${password}\n`);
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return { code, ...text };
  });
  return { child, ended };
}

const run = (args: readonly string[], password?: string) => start(args, password).ended;
const as = (user = OFFICER) => ['--as', user, '--api', on.url];

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const importState = async () =>
  (
    await rows<{ state: string; done: number }>(
      on.fresh.db.orm,
      sql`select state, done from imports order by id desc limit 1`,
    )
  )[0];

it('tries, and takes over only what a person agreed to', async () => {
  const { code, out, err } = await run([...as(), SAMPLE]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(
    '共 60 行 · rows；立案 42 · cases（其中修正 26 · repaired）；重复 8 · duplicates；退回 10 · rejected',
  );
  expect(out).toContain('第11行  退回 · rejected: 信访人为空');
  expect(out).toContain('加 --yes');
  expect((await on.count()).cases).toBe(0);
});

it('goes on from the dry run, says how far it is and writes the rejected rows', async () => {
  const rejected = join(folder, 'rejected.xlsx');
  const { code, out, err } = await run([...as(), '--yes', '--rejected', rejected, SAMPLE]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/█{30} 60\/60 100%\n✓ 导入完成/);
  expect((await on.count()).cases).toBe(42);
  expect((await wholeLedger(rejected)).rows).toHaveLength(10);
  // Nobody stays signed in.
  expect((await rows(on.fresh.db.orm, sql`select from sessions`)).length).toBe(0);
});

it('changes nothing the second time, whatever the encoding', async () => {
  const before = await on.count();
  for (const copy of [SAMPLE, 'examples/ledger/backlog.gbk.csv']) {
    const { code, out } = await run([...as(), '--yes', copy]);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('没有任何改动') });
  }
  expect(await on.count()).toEqual(before);
});

it('interrupted, it goes on with the same command', async () => {
  const ledger = file('many.csv', manyRows(600));
  // The dry run, the dry run again as the first step of the run, one batch.
  steps = 3;
  const first = start([...as(), '--yes', ledger]);
  await expect.poll(importState, WAIT).toMatchObject({ state: 'running' });
  await expect.poll(async () => (await importState())?.done, WAIT).toBeGreaterThan(150);
  await expect.poll(() => steps).toBe(0);
  first.child.kill('SIGINT');
  const { code, err } = await first.ended;
  expect({ code, err }).toEqual({ code: 130, err: expect.stringContaining('再次运行同一命令') });
  steps = Number.POSITIVE_INFINITY;
  const second = await run([...as(), '--yes', ledger]);
  expect(second).toMatchObject({ code: 0, err: '', out: expect.stringContaining('600/600 100%') });
});

it('signed out on the way, it says so', async () => {
  steps = 0;
  const waiting = start([...as(), '--yes', file('later.csv', manyRows(3))]);
  await expect.poll(importState, WAIT).toMatchObject({ state: 'received' });
  await on.fresh.db.orm.execute(sql`delete from sessions`);
  expect(await waiting.ended).toMatchObject({ code: 1, err: expect.stringContaining('登录已失效') });
});

/** Two sheets with a ledger each. */
async function twoSheets(): Promise<Uint8Array> {
  const { columns } = await wholeLedger(SAMPLE);
  const book = new Workbook();
  for (const name of ['2024年', '2025年']) book.addWorksheet(name).addRow([...columns.names]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

it.each<[string, (free: number) => string[] | Promise<string[]>, string]>([
  ['a wrong file', () => [...as(), file('a.pdf', '%PDF-1.7')], '这是PDF文件，不是台账'],
  ['a wrong sheet', async () => [...as(), file('two.xlsx', await twoSheets())], '工作表“2024年”、“2025年”都有台账表头'],
  ['an empty file', () => [...as(), file('empty.csv', '')], '文件是空的'],
  ['a file that is not there', () => [...as(), join(folder, 'none.csv')], '无法打开文件（ENOENT）'],
  ['a file too large', () => [...as(), file('large.csv', new Uint8Array(20 * 1024 * 1024 + 1))], '文件超过20 MiB'],
  ['no permission', () => [...as('demo.heping.mediator'), SAMPLE], '您的职务不能办理此项'],
  ['nobody of that name', () => [...as('demo.nobody'), SAMPLE], '用户名或密码不正确'],
  ['no network', (free) => ['--as', OFFICER, '--api', `http://127.0.0.1:${free}`, SAMPLE], '请检查网址和网络'],
  ['a wrong address', () => ['--as', OFFICER, '--api', `${on.url}/docs`, SAMPLE], '不是解纷系统的接口'],
  ['another server', () => ['--as', OFFICER, '--api', elsewhere, SAMPLE], '不是解纷系统的接口'],
  ['a way that can be overheard', () => ['--as', OFFICER, '--api', 'http://example.org', SAMPLE], '应为 https://'],
])('says what is wrong with %s', async (_, args, sentence) => {
  const { code, out, err } = await run(await args(await choosePort()));
  expect(err).toContain(sentence);
  expect(code).toBeGreaterThan(0);
  expect(out).toBe('');
  expect(err).not.toMatch(/^\s+at /m);
});
