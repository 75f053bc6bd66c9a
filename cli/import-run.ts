// The run of an import from the command line: the file is sent in, its dry run shown, then it is taken over, with a line
// that says how far it is. A worker must run; interrupted, the same command goes on where it was.
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { dataKeys, readConfig } from '../config.ts';
import { connect, type Db } from '../db/connection.ts';
import { confirmImport, type ImportView, importOf, receiveLedger, senderNamed } from '../db/imports.ts';
import { runningStack } from '../local/stack.ts';

/** What goes to standard error, and the exit code. */
type Ended = readonly [text: string, exitCode: number];

const LOOK_MS = 250;
/** A worker that does not begin within this time is probably not there. */
const PATIENCE_MS = 20_000;
const LARGEST = 20 * 1024 * 1024;

export async function importFile(path: string, username: string): Promise<Ended> {
  const file = await readFile(path).catch(() => null);
  if (!file || file.length === 0) return ['无法读取文件，或文件是空的 · the file cannot be read, or is empty\n', 1];
  if (file.length > LARGEST) return ['文件超过20 MiB · the file is larger than 20 MiB\n', 1];
  const config = readConfig();
  const databaseUrl = config.databaseUrl ?? runningStack(config.dataDir)?.databaseUrl;
  if (databaseUrl === undefined)
    return ['请先运行 npm start，或设置 DATABASE_URL · run npm start first, or set DATABASE_URL\n', 2];
  const db = connect(databaseUrl, { max: 2, queryTimeoutMs: 30_000, name: 'jiefen-import' });
  try {
    const sender = await senderNamed(db.orm, username);
    if (!sender) return ['没有这位在岗的信访干部 · no petition officer of that name is in office\n', 2];
    const { id } = await receiveLedger(db, dataKeys(config), sender, file);
    return await follow(db, id);
  } finally {
    await db.close();
  }
}

async function follow(db: Db, id: string): Promise<Ended> {
  const judged = await until(db, id, ({ state }) => state !== 'received');
  if (!judged) return NO_WORKER;
  if (judged.state === 'refused') return [`${judged.because?.zh ?? ''}。\n${judged.because?.en ?? ''}.\n`, 1];
  if (judged.state === 'repeated') {
    process.stdout.write(`✓ 内容相同的台账已经提交过 · a ledger that says the same came before: ${judged.sameAs}\n`);
    return ['', 0];
  }
  const { rows, clean, repaired, duplicates, rejected } = judged;
  process.stdout.write(
    `共 ${rows} 行 · rows；立案 ${clean + repaired} · cases（其中修正 ${repaired} · repaired）；` +
      `重复 ${duplicates} · duplicates；退回 ${rejected} · rejected\n`,
  );
  if ((await confirmImport(db, id)) === 'busy')
    return ['另一份台账正在导入，请稍后再试 · another ledger is being taken over; try again later\n', 1];
  const done = await until(db, id, ({ state }) => state === 'done', show);
  process.stdout.write('\n');
  if (!done) return NO_WORKER;
  process.stdout.write(`✓ 导入完成 · done: ${id}\n`);
  return done.faults === 0 ? ['', 0] : [`有 ${done.faults} 行未能导入 · rows could not be taken over\n`, 1];
}

const NO_WORKER: Ended = [
  '工作进程没有动静：文件已保存，启动后会继续 · nothing moves: the file is kept, and a worker will go on with it\n',
  1,
];

/** Looks until it is so; null when nothing has moved for a while. */
async function until(
  db: Db,
  id: string,
  is: (now: ImportView) => boolean,
  shown: (now: ImportView) => void = () => undefined,
): Promise<ImportView | null> {
  let standing = '';
  for (let still = 0; still < PATIENCE_MS; still += LOOK_MS) {
    const now = await importOf(db.orm, id);
    if (!now) throw new Error('the import is gone');
    shown(now);
    if (is(now)) return now;
    const place = `${now.state} ${now.done}`;
    if (place !== standing) still = 0;
    standing = place;
    await wait(LOOK_MS);
  }
  return null;
}

const WIDTH = 30;

/** A bar on a terminal; a line now and then elsewhere. */
function show({ done, rows }: ImportView): void {
  const share = rows === 0 ? 1 : done / rows;
  const filled = Math.round(share * WIDTH);
  const line = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${rows} ${Math.floor(share * 100)}%`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line}`);
  else if (done === rows) process.stdout.write(line);
}
