// The run of an import from the command line, as its petition officer: the ledger is sent in, its dry run shown, then it
// is taken over, with a line that says how far it is. Interrupted, the same command goes on where it was.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../activities/ledger/ledger-refused.ts';
import { readConfig } from '../config.ts';
import { runningStack } from '../local/stack.ts';
import { ImportDesk, type ImportShown, type RowShown, Told } from './import-desk.ts';
import { notOpened } from './not-opened.ts';
import { saidYes, secretLine } from './terminal.ts';
import { visible } from './visible.ts';

export interface ImportAsked {
  readonly file: string;
  /** User name of the petition officer. */
  readonly as: string;
  /** Address of the API; absent: the one of this machine. */
  readonly api: string | undefined;
  /** Takes the ledger over without asking. */
  readonly yes: boolean;
  /** Where the rejected rows go. */
  readonly rejected: string | undefined;
}

const LOOK_MS = 250;
/** A worker that does not begin within this time is probably not there. */
const PATIENCE_MS = 20_000;
const SHOWN_REJECTED = 20;

/** @returns the exit code */
export async function importFile(asked: ImportAsked): Promise<number> {
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  try {
    return await imported(asked, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return said(INTERRUPTED);
    if (error instanceof Told) return said(error);
    throw error;
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}

const INTERRUPTED = new Told(
  '已中断。已提交的台账保存在服务器上，已开始的导入会继续；再次运行同一命令即可接着看',
  'interrupted. What was sent in is kept, and an import that had begun goes on; run the same command again to follow it',
  130,
);

function said({ zh, message, exitCode }: Told): number {
  process.stderr.write(`\n${zh}。\n${message}.\n`);
  return exitCode;
}

async function imported(asked: ImportAsked, stop: AbortSignal): Promise<number> {
  const file = await bytesOf(asked.file);
  const desk = new ImportDesk(asked.api ?? ownApi(), stop);
  const password = await secretLine(`${asked.as} 的密码 · password: `);
  stop.throwIfAborted();
  if (password === null || password === '') throw new Told('没有输入密码', 'no password was given', 2);
  await desk.signIn(asked.as, password);
  try {
    return await takenOver(desk, asked, await desk.send(file), stop);
  } finally {
    await desk.signOut();
  }
}

/** @throws Told where it is no file that can be sent */
async function bytesOf(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > LIMITS.fileBytes)
      throw new Told('文件超过20 MiB，请分成几个文件导入', 'larger than 20 MiB: import it in parts');
    if (size === 0) throw new Told('文件是空的', 'the file is empty');
    return await readFile(path);
  } catch (error) {
    if (error instanceof Told) throw error;
    throw unopened(error);
  }
}

function unopened(error: unknown): Told {
  const { zh, en } = notOpened(error);
  return new Told(zh, en);
}

function ownApi(): string {
  const { dataDir, host, ports } = readConfig();
  return runningStack(dataDir)?.api ?? `http://${host}:${ports.api}`;
}

async function takenOver(desk: ImportDesk, asked: ImportAsked, sent: ImportShown, stop: AbortSignal): Promise<number> {
  const judged = await judgedAs(desk, sent, stop);
  if (judged.state === 'judged') await showDryRun(desk, judged);
  if (judged.rejectedWorkbook) await keepRejected(desk, asked, judged);
  if (judged.state === 'done') {
    process.stdout.write('✓ 这份台账已经导入，没有任何改动 · this ledger was taken over before; nothing has changed\n');
    return 0;
  }
  if (judged.state === 'judged') {
    if (!(asked.yes || (await agreed(judged, stop)))) {
      process.stdout.write('未导入；加 --yes 再次运行即正式导入 · not taken over; run it again with --yes\n');
      return 0;
    }
    await desk.begin(judged.id);
  }
  const done = await until(desk, judged.id, stop, ({ state }) => state === 'done', progress());
  process.stdout.write(`✓ 导入完成 · done: ${done.id}\n`);
  if (done.faults === 0) return 0;
  throw new Told(
    `有 ${done.faults} 行未能导入，请联系管理员`,
    `${done.faults} rows could not be taken over; tell the administrator`,
  );
}

/** The import once its dry run is there; of a ledger that says the same as an earlier one, the earlier one. */
async function judgedAs(desk: ImportDesk, sent: ImportShown, stop: AbortSignal): Promise<ImportShown> {
  const judged = await until(desk, sent.id, stop, ({ state }) => state !== 'received');
  if (judged.state === 'refused') throw new Told(judged.because?.zh ?? '不是台账', judged.because?.en ?? 'no ledger');
  if (judged.sameAs !== null) {
    process.stdout.write('内容与先前提交的台账相同 · it says the same as a ledger that came before\n');
    return judgedAs(desk, await desk.look(judged.sameAs), stop);
  }
  if (judged.mine) return judged;
  throw new Told('这份台账已由本单位另一位同事提交', 'somebody else of your office has sent this ledger in');
}

async function showDryRun(
  desk: ImportDesk,
  { id, rows, byClass, accepted, columnsNotRead }: ImportShown,
): Promise<void> {
  process.stdout.write(
    `试读 · dry run：共 ${rows} 行 · rows；立案 ${accepted} · cases（其中修正 ${byClass.repairable} · repaired）；` +
      `重复 ${byClass.duplicate} · duplicates；退回 ${byClass.rejected} · rejected\n`,
  );
  if (columnsNotRead.length > 0)
    process.stdout.write(`未采用的列 · columns not read: ${columnsNotRead.map(visible).join('、')}\n`);
  if (byClass.rejected === 0) return;
  const line = ({ row, because }: RowShown) => `  第${row}行  退回 · rejected: ${visible(because?.zh ?? '')}\n`;
  process.stdout.write((await desk.rejected(id, SHOWN_REJECTED)).map(line).join(''));
  if (byClass.rejected > SHOWN_REJECTED) process.stdout.write('  …\n');
}

async function keepRejected(desk: ImportDesk, { rejected }: ImportAsked, { id }: ImportShown): Promise<void> {
  if (rejected === undefined) {
    process.stdout.write(
      '退回的行可用 --rejected 退回.xlsx 取回更正 · --rejected FILE.xlsx writes the rejected rows to correct\n',
    );
    return;
  }
  await writeFile(rejected, await desk.rejectedWorkbook(id), { mode: 0o600 }).catch((error: unknown) => {
    throw unopened(error);
  });
  process.stdout.write(`退回的行已写入 · rejected rows written to: ${rejected}\n`);
}

async function agreed({ accepted }: ImportShown, stop: AbortSignal): Promise<boolean> {
  const yes = await saidYes(`正式导入，立案 ${accepted} 件？ · take it over? [y/N] `);
  stop.throwIfAborted();
  return yes;
}

/** Looks until it is so. @throws Told when nothing has moved for a while */
async function until(
  desk: ImportDesk,
  id: string,
  stop: AbortSignal,
  is: (now: ImportShown) => boolean,
  shown: (now: ImportShown) => void = () => undefined,
): Promise<ImportShown> {
  let standing = '';
  for (let still = 0; still < PATIENCE_MS; still += LOOK_MS) {
    const now = await desk.look(id);
    shown(now);
    if (is(now)) return now;
    const place = `${now.state} ${now.done}`;
    if (place !== standing) still = 0;
    standing = place;
    await wait(LOOK_MS, undefined, { signal: stop });
  }
  throw new Told(
    '工作进程没有动静：台账已保存，请管理员确认工作进程已启动，之后会自动继续',
    'nothing moves: the ledger is kept, and goes on as soon as a worker runs',
  );
}

const WIDTH = 30;
const STEP_PERCENT = 10;

/** A bar on a terminal; elsewhere a line for each tenth. */
function progress(): (now: ImportShown) => void {
  let told = -STEP_PERCENT;
  return ({ done, rows, state }) => {
    const share = rows === 0 ? 1 : done / rows;
    const percent = Math.floor(share * 100);
    const { isTTY } = process.stdout;
    if (!isTTY && state !== 'done' && percent < told + STEP_PERCENT) return;
    told = percent;
    const filled = Math.round(share * WIDTH);
    const line = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${rows} ${percent}%`;
    process.stdout.write(isTTY && state !== 'done' ? `\r${line}` : isTTY ? `\r${line}\n` : `${line}\n`);
  };
}
