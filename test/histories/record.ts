// `npm run histories -- RELEASE [LIFE…]`: records histories of the present workflow code on a real server, one file a
// life, for the replay tests. Run at a release; the files of earlier releases stay, because what began under them still
// runs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import proto from '@temporalio/proto';
import { sql } from 'drizzle-orm';
import { createActivities } from '../../activities/activities.ts';
import { campaignActivities } from '../../activities/campaign-days.ts';
import { CAMPAIGN, campaignWorkflowId, KEEP_BALANCES, LOOK } from '../../activities/campaigner.ts';
import { INBOX } from '../../activities/deliver.ts';
import { LOOK_AGAIN, NEWS, workflowIdOf } from '../../activities/engine.ts';
import { IMPORT_LEDGER, importWorkflowId } from '../../activities/importer.ts';
import { ledgerActivities } from '../../activities/ledger/ledger-import.ts';
import { beginCampaign, dayFigures } from '../../db/campaigns.ts';
import { connect, rows } from '../../db/connection.ts';
import { confirmImport, receiveLedger } from '../../db/imports.ts';
import { addTimeline, databaseNow } from '../../db/legal-time.ts';
import { migrate } from '../../db/migrate.ts';
import { civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import { startPostgres } from '../../local/postgres.ts';
import { manyRows } from '../imports/many-rows.ts';
import type { FreshDatabase } from '../setup/database.ts';
import {
  development,
  type EngineWorld,
  engineWorld,
  given,
  type OwnServer,
  ownServer,
  registered,
} from '../workflows/engine-world.ts';

const [RELEASE, ...ONLY] = process.argv.slice(2);
const MARCH = startOfDayMs(civilDate('2026-03-02')) + 36_000_000;
const DAYS_A_SECOND = 20 * 86_400;
/** More than two batches. */
const LEDGER_ROWS = 450;
const KEYS = [{ id: 'histories', secret: new Uint8Array(32).fill(3) }];
const History = proto.temporal.api.history.v1.History;

if (RELEASE === undefined || !/^[\w.-]+$/.test(RELEASE)) {
  console.error('usage: npm run histories -- RELEASE [LIFE…]');
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
const server: OwnServer = await ownServer(development);
const nowhere = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1, queryTimeoutMs: 500, name: 'nowhere' });
const deaf = createActivities({ db: nowhere, channels: INBOX });
const world: EngineWorld = await engineWorld({
  ...server,
  fresh: await ownDatabase(),
  around: (near, at) => ({
    ...near,
    lifeOf: (caseId) => (away ? deaf : near).lifeOf(caseId),
    timeCame: (caseId) => (away ? deaf : near).timeCame(caseId),
    ...ledgerActivities({ db: at, keys: KEYS }),
    ...campaignActivities({ db: at }),
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
const CASES: Readonly<Record<string, () => Promise<string>>> = {
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

type Kept = Pick<WorkflowHandle, 'fetchHistory'>;

/** Runs the workflow of an import from where the import stands. */
async function driven(importId: string): Promise<Kept> {
  const { workflow } = server.client;
  const workflowId = importWorkflowId(importId);
  await workflow.execute(IMPORT_LEDGER, { workflowId, taskQueue: world.engine.taskQueue, args: [{ importId }] });
  return workflow.getHandle(workflowId);
}

async function received(rowCount: number): Promise<string> {
  const { person, role, org } = town.registrar;
  return (await receiveLedger(db, KEYS, { person, role, org }, manyRows(rowCount))).id;
}

/** A campaign over one case, on a timeline of this speed. */
async function begun(factor: number): Promise<{ readonly id: string; readonly first: WorkflowHandle }> {
  const timelineId = await addTimeline(db.orm, MARCH, factor);
  const { id: caseId } = await registered(world, timelineId);
  const { person, org } = town.registrar;
  const [begunOn, targetOn] = [civilDate('2026-03-02'), civilDate('2026-06-30')];
  const cases = [{ caseId, unit: town.place.town }];
  const id = await beginCampaign(db, {
    commandId: caseId,
    name: '清零',
    person,
    org,
    timelineId,
    begunOn,
    targetOn,
    cases,
  });
  const options = { workflowId: campaignWorkflowId(id), taskQueue: world.engine.taskQueue, args: [{ campaignId: id }] };
  const { firstExecutionRunId } = await server.client.workflow.start(CAMPAIGN, options);
  return { id, first: server.client.workflow.getHandle(campaignWorkflowId(id), firstExecutionRunId) };
}

const keptDays = async (id: string) => (await dayFigures(db.orm, id)).length;

async function ended(campaignId: string): Promise<void> {
  await db.orm.execute(sql`update campaigns set status = 'closed' where id = ${campaignId}`);
  const { workflow } = server.client;
  await workflow.getHandle(campaignWorkflowId(campaignId)).signal(LOOK);
  await workflow.getHandle(campaignWorkflowId(campaignId)).result();
}

const LIVES: Readonly<Record<string, () => Promise<Kept>>> = {
  ...Object.fromEntries(
    Object.entries(CASES).map(([name, live]) => [
      name,
      async () => server.client.workflow.getHandle(workflowIdOf(await live())),
    ]),
  ),
  'ledger-tried': async () => driven(await received(1)),
  'ledger-taken': async () => {
    const id = await received(LEDGER_ROWS);
    await driven(id);
    await confirmImport(db, id);
    return driven(id);
  },
  'campaign-ended': async () => {
    const { id, first } = await begun(0.001);
    await first.signal(LOOK);
    await ended(id);
    return first;
  },
  // The run of its first week: the next one begins anew.
  'campaign-week': async () => {
    const { id, first } = await begun(DAYS_A_SECOND);
    await until(async () => (await keptDays(id)) > 7 && (await first.describe()).status.name === 'CONTINUED_AS_NEW');
    await ended(id);
    return first;
  },
  balances: async () => {
    const options = { workflowId: KEEP_BALANCES, taskQueue: world.engine.taskQueue, args: [] };
    await server.client.workflow.execute(KEEP_BALANCES, options);
    return server.client.workflow.getHandle(KEEP_BALANCES);
  },
};

try {
  for (const [name, live] of Object.entries(LIVES)) {
    if (ONLY.length > 0 && !ONLY.includes(name)) continue;
    const history = await (await live()).fetchHistory();
    const bytes = History.encode(history).finish();
    writeFileSync(new URL(`${RELEASE}-${name}.bin`, import.meta.url), bytes);
    console.log(`✓ ${name}: ${history.events?.length ?? 0} events, ${bytes.length} bytes`);
  }
} finally {
  await world.close();
  await nowhere.close();
  await server.stop();
}
