// What must not grow unnoticed: how many statements an intake, a command and a wake take, how many commits, and how many
// events of history. No times: only what is the same in every run.
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { workflowIdOf } from '../activities/engine.ts';
import { type Db, rows } from '../db/connection.ts';
import { timeCame } from '../db/record.ts';
import type { SeedPerson } from '../db/seed.ts';
import { type Stage, stage } from '../test/api/stage.ts';
import { freshDatabase } from '../test/setup/database.ts';
import { testTemporal } from '../test/setup/temporal.ts';
import {
  type EngineWorld,
  engineWorld,
  given,
  type OwnServer,
  ownServer,
  registered,
} from '../test/workflows/engine-world.ts';
import { firstStep } from './counts-commands.ts';
import { endOfLog, writtenBetween } from './counts-meter.ts';
import { type Path, pathOf } from './path.ts';
import { type Held, type HttpWay, inProcess, overHttp, type Way } from './ways.ts';

/** Statements asked of PostgreSQL, by name or first words; each is one round trip. */
let asked: string[] = [];
/** Not of one request: the relay's bell and its gauge, and the look whether offices have changed, every two seconds. */
const BESIDE = ['ring', 'wakes-waiting', "select string_agg(version::text, '.' order"];

beforeAll(() => {
  const plain = pg.Client.prototype.query;
  // Counts what goes to the server, and changes nothing. Before the first connection, which keeps this method.
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]): unknown {
    const [first] = args;
    const query = typeof first === 'string' ? { text: first } : (first as { name?: string; text?: string });
    const name = query.name ?? query.text?.trim().split(/\s+/).slice(0, 4).join(' ') ?? '';
    if (!query.text?.includes('/* counts */')) asked.push(name);
    return Reflect.apply(plain, this, args);
  });
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  vi.restoreAllMocks();
});

/** Taken, looked at, told to the workflow, let go; and the look that finds no other wake. In the order of the alphabet. */
const CARRIED = ['standing-of-wakes', 'take-wakes', 'take-wakes', 'tell-life', 'wakes-heard'];

interface Cost {
  readonly statements: readonly string[];
  readonly commits: number;
}

/** What the act asked of this database, and how many transactions that changed something it committed there. */
async function costOf(db: Db, act: () => Promise<unknown>): Promise<Cost> {
  const [{ oid = '' } = {}] = await rows<{ oid: string }>(
    db.orm,
    sql`select /* counts */ oid::text from pg_database where datname = current_database()`,
  );
  const from = await endOfLog(db.orm);
  asked = [];
  await act();
  const statements = asked.filter((name) => !BESIDE.includes(name));
  const written = await writtenBetween(db.orm, from, await endOfLog(db.orm));
  return { statements, commits: written.get(oid)?.commits ?? 0 };
}

const walinspect = (db: Db) => db.orm.execute(sql`create extension if not exists pg_walinspect`);

describe('an intake and a command', () => {
  let on: Stage;
  let path: Path;
  let local: Way;
  let http: HttpWay;

  beforeAll(async () => {
    on = await stage();
    path = pathOf('lean', on.seed);
    local = inProcess(on.fresh.db);
    const acting: readonly SeedPerson[] = [path.opening.by, firstStep(path).by];
    http = await overHttp([on.url], { ...on.seed, people: [...acting] });
    await walinspect(on.fresh.db);
    // Copies that every process keeps are there afterwards.
    for (const way of [local, http]) await way.give(await way.start(path), firstStep(path));
  });
  afterAll(async () => {
    http?.close();
    await on?.close();
  });

  it('in process', async () => {
    const { db } = on.fresh;
    let held: Held = { id: '', seq: 0 };
    const started = await costOf(db, async () => {
      held = await local.start(path);
    });
    // The first request is written with the opening.
    expect(started).toEqual({ statements: ['intakes', 'write-openings'], commits: 1 });
    const command = await costOf(db, () => local.give(held, firstStep(path)));
    expect(command).toEqual({ statements: ['case-files', 'write-unmoved'], commits: 1 });
  });

  it('together, by all that come at once', async () => {
    const held = await Promise.all(Array.from({ length: 32 }, () => local.start(path)));
    const { statements, commits } = await costOf(on.fresh.db, () =>
      Promise.all(held.map((one) => local.give(one, firstStep(path)))),
    );
    // Two groups of a half each, one for each lane.
    expect(statements.toSorted()).toEqual(['case-files', 'case-files', 'write-unmoved', 'write-unmoved']);
    expect(commits).toBe(2);
  });

  it('over HTTP', async () => {
    let held: Held = { id: '', seq: 0 };
    const started = await costOf(on.fresh.db, async () => {
      held = await http.start(path);
    });
    const opening = ['begin', 'intakes', 'write-openings', 'write-papers', 'commit'];
    const all = ['sessions', ...opening, 'case-in-scope', 'parties-of-cases'].toSorted();
    expect({ ...started, statements: started.statements.toSorted() }).toEqual({ statements: all, commits: 1 });
    const command = await costOf(on.fresh.db, () => http.give(held, firstStep(path)));
    const needed = ['case-in-scope', 'parties-of-cases', 'sessions', 'write-unmoved'];
    expect({ ...command, statements: command.statements.toSorted() }).toEqual({ statements: needed, commits: 1 });
  });
});

describe('a wake', () => {
  let server: OwnServer;
  let world: EngineWorld;

  beforeAll(async () => {
    server = await ownServer(testTemporal);
    world = await engineWorld({ fresh: await freshDatabase(), ...server });
    await walinspect(world.db);
    const warm = await registered(world);
    await world.relayed();
    await heard(warm.id);
  });
  afterAll(async () => {
    await world?.close();
    await server?.stop();
  });

  const described = (caseId: string) => world.engine.client.workflow.getHandle(workflowIdOf(caseId)).describe();

  /** Its workflow knows the newest event, and no task of it is under way. */
  async function heard(caseId: string): Promise<void> {
    await vi.waitUntil(
      async () => {
        const [row] = await rows<{ knows: boolean }>(
          world.db.orm,
          sql`select /* counts */ driven_seq = seq as knows from cases where id = ${caseId}`,
        );
        return row?.knows && (await described(caseId)).raw.pendingWorkflowTask == null;
      },
      { timeout: 20_000, interval: 20 },
    );
  }

  const carried = (caseId: string): Promise<Cost> =>
    costOf(world.db, async () => {
      await world.relayed();
      await heard(caseId);
    });

  it('begins a workflow, and tells a running one what is new', async () => {
    const { id } = await registered(world);
    await given(world, id, { type: 'applyForMediation', body: world.town.place.community, for: 'W1' });
    const began = await carried(id);
    expect({ ...began, statements: began.statements.toSorted() }).toEqual({ statements: CARRIED, commits: 3 });
    expect((await described(id)).historyLength).toBe(6);
    const { events } = await world.engine.client.workflow.getHandle(workflowIdOf(id)).fetchHistory();
    expect(events?.[0]?.workflowExecutionStartedEventAttributes?.eagerExecutionAccepted).toBe(true);

    await given(world, id, { type: 'applyForArbitration', body: world.town.commission }, world.town.worker);
    const news = await carried(id);
    expect({ ...news, statements: news.statements.toSorted() }).toEqual({ statements: CARRIED, commits: 3 });
    expect((await described(id)).historyLength).toBe(14);
  });

  it('that comes when nothing is due is told so by one statement', async () => {
    const { id } = await registered(world);
    const came = await costOf(world.db, () => timeCame(world.db, id));
    expect(came).toEqual({ statements: ['tell-unless-due'], commits: 1 });
  });
});
