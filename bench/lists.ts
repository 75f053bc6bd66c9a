// `npm run lists`: how long every list takes with 100,000 open cases and a million tasks, over HTTP from an API in a
// process of its own, for each office that looks at lists. Exit code 1 when a p95 is above the promise (features X7).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { writtenKeys } from '../config.ts';
import { connect } from '../db/connection.ts';
import { migrate } from '../db/migrate.ts';
import { openDataFolder } from '../local/data-folder.ts';
import { choosePort } from '../local/port.ts';
import { startPostgres } from '../local/postgres.ts';
import { startService } from '../local/service.ts';
import { API } from '../local/stack.ts';
import { listQuestions } from './list-questions.ts';
import { rounded } from './machine.ts';
import { fillMany, type Many, type ViewerName } from './many-cases.ts';
import { append, resultFile } from './results.ts';

/** Of the promise. */
const MOST_P95_MS = 300;
const FILL_WITHIN_MS = 1_800_000;
const DAY_MS = 86_400_000;
const PASSWORD = 'many-cases-many-lists';

const options = new Command('lists')
  .description('How long every list takes with very many cases and tasks')
  .option('--open <n>', 'open cases', Number, 100_000)
  .option('--closed <n>', 'closed cases', Number, 100_000)
  .option('--tasks <n>', 'tasks of each open case, four of them open', Number, 10)
  .option('--districts <n>', 'of a hundred communities each', Number, 10)
  .option('--looks <n>', 'how often each list is asked for', Number, 20)
  .option('--out <file>', 'JSON lines are appended here')
  .parse()
  .opts<{ open: number; closed: number; tasks: number; districts: number; looks: number; out?: string }>();

const page = z.looseObject({ next: z.string().nullish() });

/** The pages of one list for one person, ms. */
interface Timed {
  readonly viewer: ViewerName;
  readonly list: string;
  readonly ms: readonly number[];
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;

async function tokenOf(api: string, username: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username, password: PASSWORD });
  const answer = await fetch(`${api}/api/v1/session`, { method: 'POST', headers, body });
  return z.object({ token: z.string() }).parse(await answer.json()).token;
}

/** null: this person may not ask for it. */
async function look(api: string, token: string, path: string): Promise<{ ms: number; next: string | null } | null> {
  const began = performance.now();
  const answer = await fetch(`${api}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  const ms = performance.now() - began;
  if (answer.status === 403 || answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
  return { ms, next: page.parse(JSON.parse(text)).next ?? null };
}

/** Page after page, from the first again when there is no other. */
async function timed(api: string, token: string, list: string): Promise<readonly number[]> {
  const ms: number[] = [];
  let next: string | null = null;
  await look(api, token, list);
  while (ms.length < options.looks) {
    const more: string = next === null ? '' : `${list.includes('?') ? '&' : '?'}cursor=${next}`;
    const seen = await look(api, token, `${list}${more}`);
    if (!seen) return [];
    ms.push(seen.ms);
    next = seen.next;
  }
  return ms;
}

async function measured(api: string, many: Many): Promise<Timed[]> {
  const today = new Date(Date.now() + DAY_MS / 3).toISOString().slice(0, 10);
  const all: Timed[] = [];
  for (const { name, username } of many.viewers) {
    const token = await tokenOf(api, username);
    for (const list of listQuestions(many, today)) {
      const ms = await timed(api, token, list);
      if (ms.length > 0) all.push({ viewer: name, list, ms });
    }
    process.stderr.write(`${name}\n`);
  }
  return all;
}

/** One line for each viewer and list. */
const lineOf = ({ viewer, list, ms }: Timed) => {
  const sorted = ms.toSorted((a, b) => a - b);
  const [p50, p95] = [quantile(sorted, 0.5), quantile(sorted, 0.95)];
  const asked = decodeURIComponent(list.replace('/api/v1/', '').replaceAll(/[0-9a-f-]{36}/g, '…'));
  return { measure: 'lists', viewer, list: asked, p50_ms: rounded(p50), p95_ms: rounded(p95) };
};

function told(lines: readonly ReturnType<typeof lineOf>[]): void {
  const viewers = [...new Set(lines.map(({ viewer }) => viewer))];
  console.log(
    '| who | lists | p50 of the slowest, ms | p95 of the slowest, ms | which |\n| --- | --- | --- | --- | --- |',
  );
  for (const viewer of viewers) {
    const [slowest, ...others] = lines.filter((line) => line.viewer === viewer).toSorted((a, b) => b.p95_ms - a.p95_ms);
    if (slowest)
      console.log(`| ${viewer} | ${others.length + 1} | ${slowest.p50_ms} | ${slowest.p95_ms} | ${slowest.list} |`);
  }
  for (const { viewer, list, p50_ms, p95_ms } of lines.filter((line) => line.p95_ms > MOST_P95_MS))
    console.log(`✗ ${viewer}: ${list}: p50 ${p50_ms}, p95 ${p95_ms} ms`);
}

const folder = mkdtempSync(join(tmpdir(), 'jiefen-lists-'));
const ends: (() => Promise<unknown>)[] = [];
try {
  const postgres = await startPostgres({ dataDir: folder, port: await choosePort(25_500) });
  ends.push(() => postgres.stop());
  const db = connect(postgres.url, { max: 2, queryTimeoutMs: FILL_WITHIN_MS, name: 'lists' });
  await migrate(db);
  const began = performance.now();
  const { open, closed, tasks: tasksPerCase, districts } = options;
  const many = await fillMany(db, { districts, open, closed, tasksPerCase, password: PASSWORD });
  await db.close();
  process.stderr.write(`filled in ${Math.round((performance.now() - began) / 1_000)} s\n`);
  const env = {
    JIEFEN_MODE: 'test',
    JIEFEN_DATA_DIR: folder,
    JIEFEN_DATA_KEYS: writtenKeys([{ id: 'bench', secret: new Uint8Array(32).fill(7) }]),
    JIEFEN_LOG_LEVEL: 'error',
    JIEFEN_ADMIN_PASSWORD: PASSWORD,
    DATABASE_URL: postgres.url,
    PORT: String(await choosePort(25_600)),
  };
  const api = await startService(API, { folder: openDataFolder(folder), env, out: (line) => console.error(line) });
  ends.push(() => api.stop());
  const lines = (await measured(api.address ?? '', many)).map(lineOf);
  told(lines);
  if (options.out !== undefined) append(resultFile(options.out), `lists-${open}-${tasksPerCase}`, lines);
  process.exitCode = lines.some(({ p95_ms }) => p95_ms > MOST_P95_MS) ? 1 : 0;
} finally {
  for (const end of ends.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}
