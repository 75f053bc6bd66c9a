// `npm run histories`: records histories of the present workflow code on a real server, one file a life, for the replay
// tests. Run at a release; the files of earlier releases stay, because cases that began under them still run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import proto from '@temporalio/proto';
import { sql } from 'drizzle-orm';
import { createActivities } from '../../activities/activities.ts';
import { INBOX } from '../../activities/deliver.ts';
import { LOOK_AGAIN, NEWS, workflowIdOf } from '../../activities/engine.ts';
import { connect, rows } from '../../db/connection.ts';
import { addTimeline, databaseNow } from '../../db/legal-time.ts';
import { migrate } from '../../db/migrate.ts';
import { civilDate, startOfDayMs } from '../../domain/civil-date.ts';
import { startPostgres } from '../../local/postgres.ts';
import type { FreshDatabase } from '../setup/database.ts';
import {
  type DevServer,
  devServer,
  type EngineWorld,
  engineWorld,
  given,
  registered,
} from '../workflows/engine-world.ts';

const RELEASE = process.argv[2];
const MARCH = startOfDayMs(civilDate('2026-03-02')) + 36_000_000;
const DAYS_A_SECOND = 20 * 86_400;
const History = proto.temporal.api.history.v1.History;

if (RELEASE === undefined || !/^[\w.-]+$/.test(RELEASE)) {
  console.error('usage: npm run histories -- RELEASE');
  process.exit(2);
}

async function ownDatabase(): Promise<FreshDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jiefen-histories-'));
  const server = await startPostgres({ dataDir, durability: 'none' });
  const db = connect(server.url, { max: 8, queryTimeoutMs: 10_000, name: 'histories' });
  await migrate(db);
  const drop = async () => {
    await db.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, db, drop };
}

let away = false;
const server: DevServer = await devServer();
const nowhere = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1, queryTimeoutMs: 500, name: 'nowhere' });
const deaf = createActivities({ db: nowhere, channels: INBOX });
const world: EngineWorld = await engineWorld({
  ...server,
  fresh: await ownDatabase(),
  around: (near) => ({
    ...near,
    lifeOf: (caseId) => (away ? deaf : near).lifeOf(caseId),
    timeCame: (caseId) => (away ? deaf : near).timeCame(caseId),
  }),
});
const { db, town } = world;

async function until(done: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 30_000; !(await done()); await wait(50)) {
    if (performance.now() > end) throw new Error('waited too long');
  }
}

/** The workflow has heard of everything and sleeps again: a query waits for the task in hand. */
async function known(id: string): Promise<void> {
  await until(
    async () => (await rows(db.orm, sql`select from cases where id = ${id} and driven_seq < seq`)).length === 0,
  );
  await server.client.workflow.getHandle(workflowIdOf(id)).query('life');
}

async function opened(factor: number): Promise<string> {
  const { id } = await registered(world, await addTimeline(db.orm, MARCH, factor));
  await given(world, id, { type: 'applyForMediation', body: town.place.community, for: 'W1' });
  await world.relayed();
  await known(id);
  return id;
}

/** The last of these commands is one that wakes. */
async function told(id: string, ...commands: readonly [Parameters<typeof given>[2], Parameters<typeof given>[3]][]) {
  for (const [command, by] of commands) await given(world, id, command, by);
  await world.relayed();
  await known(id);
}

async function closed(id: string): Promise<void> {
  const { worker, registrar } = town;
  const ending = [{ type: 'withdraw' }, { type: 'withdrawClaim', claim: 1 }] as const;
  await told(id, [ending[0], worker], [ending[1], worker], [{ type: 'close' }, registrar]);
  await server.client.workflow.getHandle(workflowIdOf(id)).result();
}

/** Each returns the case whose workflow is kept. */
const LIVES: Readonly<Record<string, () => Promise<string>>> = {
  'five-stages': async () => {
    const id = await opened(0.001);
    await told(id, [{ type: 'refuse', for: 'E1' }, town.mediator]);
    await told(id, [{ type: 'applyForMediation', body: town.place.town, for: 'W1' }, town.registrar]);
    await told(id, [{ type: 'applyForArbitration', body: town.commission }, town.worker]);
    await told(id, [{ type: 'declineCase', reason: 'not-a-labour-dispute' }, town.arbitrator]);
    await told(id, [{ type: 'fileSuit' }, town.worker]);
    await closed(id);
    return id;
  },
  'still-open': () => opened(0.001),
  'time-alone': async () => {
    const id = await opened(DAYS_A_SECOND);
    const overdue = async () =>
      (await rows(db.orm, sql`select from events where case_id = ${id} and type = 'escalate'`)).length >= 3;
    await until(overdue);
    await known(id);
    return id;
  },
  'record-away': async () => {
    const id = await opened(0.001);
    const since = await databaseNow(db.orm);
    away = true;
    await server.client.workflow.getHandle(workflowIdOf(id)).signal(NEWS, LOOK_AGAIN);
    await until(async () => (await databaseNow(db.orm)) > since + 5_000);
    away = false;
    await told(id, [{ type: 'applyForArbitration', body: town.commission }, town.worker]);
    return id;
  },
  'fault-healed': async () => {
    const id = await opened(0.001);
    const [kept] = await rows<{ life: unknown }>(db.orm, sql`select life from cases where id = ${id}`);
    await db.orm.execute(sql`update cases set life = '{}' where id = ${id}`);
    await server.client.workflow.getHandle(workflowIdOf(id)).signal(NEWS, LOOK_AGAIN);
    await until(async () => (await rows(db.orm, sql`select from faults where case_id = ${id}`)).length > 0);
    await db.orm.execute(sql`update cases set life = ${JSON.stringify(kept?.life)}::jsonb where id = ${id}`);
    await told(id, [{ type: 'applyForArbitration', body: town.commission }, town.worker]);
    await closed(id);
    return id;
  },
  unknown: async () => {
    const id = '01a204b1-0000-7000-8000-000000000000';
    const { workflow } = server.client;
    const options = { workflowId: workflowIdOf(id), taskQueue: world.engine.taskQueue, args: [{ caseId: id }] };
    await workflow.execute('dispute', options);
    return id;
  },
};

try {
  for (const [name, live] of Object.entries(LIVES)) {
    const history = await server.client.workflow.getHandle(workflowIdOf(await live())).fetchHistory();
    const bytes = History.encode(history).finish();
    writeFileSync(new URL(`${RELEASE}-${name}.bin`, import.meta.url), bytes);
    console.log(`✓ ${name}: ${history.events?.length ?? 0} events, ${bytes.length} bytes`);
  }
} finally {
  await world.close();
  await nowhere.close();
  await server.stop();
}
