// `npm run demo`: thirty published disputes, filed through the API and driven along their published paths on a real
// Temporal server and a real PostgreSQL, in drill mode: one legal day lasts a fraction of a second.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from '../config.ts';
import { connect } from '../db/connection.ts';
import { type Seed, seed } from '../db/seed.ts';
import { choosePort } from '../local/port.ts';
import { API, MIGRATION, runStack, WORKER } from '../local/stack.ts';
import { Desk, drive, type Run } from './typical-cases/drive.ts';
import { PLANS } from './typical-cases/plans.ts';
import { printRun, printTotals } from './typical-cases/print.ts';
import { PUBLISHED } from './typical-cases/published.ts';

/** Real milliseconds of a legal day: timers come punctually, and the longest case takes about a minute and a half. */
const LEGAL_DAY_MS = 300;
/** Between two cases: thirty at once would be a burst that no bureau sees. */
const NEXT_CASE_MS = 700;
const QUERY_TIMEOUT_MS = 10_000;

const out = (line: string): void => console.log(line);

async function run(): Promise<number> {
  const given = readConfig();
  mkdirSync(given.dataDir, { recursive: true });
  const dataDir = mkdtempSync(join(given.dataDir, 'demo-'));
  const config = { ...given, dataDir, drill: true, ports: { api: await choosePort(given.ports.api) } };
  const stack = await runStack({ config, out, migration: MIGRATION, services: [WORKER, API], timerShiftMs: 10 });
  try {
    const district = await plantDistrict(stack.addresses.databaseUrl);
    out(`\n演练:一个法定日 = ${LEGAL_DAY_MS} 毫秒 · drill: one legal day = ${LEGAL_DAY_MS} ms\n`);
    const runs = await driveAll(new Desk(stack.addresses.api ?? '', district));
    const wrong = runs.filter((one) => !printRun(one, out)).length;
    printTotals(runs, out);
    out(`\n${runs.length - wrong} / ${runs.length} 件与公开结果一致 · ended as published`);
    return wrong === 0 ? 0 : 1;
  } finally {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function plantDistrict(url: string): Promise<Seed> {
  const db = connect(url, { max: 2, queryTimeoutMs: QUERY_TIMEOUT_MS, name: 'demo' });
  try {
    return await seed(db);
  } finally {
    await db.close();
  }
}

async function driveAll(desk: Desk): Promise<readonly Run[]> {
  let done = 0;
  return Promise.all(
    PLANS.map(async (plan, i) => {
      await wait(i * NEXT_CASE_MS);
      const published = PUBLISHED.find((one) => one.id === plan.id);
      if (!published) throw new Error(plan.id);
      const driven = await drive(desk, published, plan, LEGAL_DAY_MS);
      done += 1;
      const mark = driven.failure ? '✗' : '✓';
      out(`${String(done).padStart(2)}/${PLANS.length} ${mark} ${plan.id} ${published.title}`);
      return driven;
    }),
  );
}

process.exitCode = await run();
