// Webhooks against a receiver that fails in every way it can: nothing is lost, nothing overtakes within its case, ids
// stay, what is given up is listed and comes again. On a real PostgreSQL over real HTTP.
import { type ChildProcess, spawn } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { patrol, type Watch } from '../../activities/patrol.ts';
import { type WebhookOptions, webhookRelay } from '../../activities/webhooks.ts';
import { connect, type Db, rows } from '../../db/connection.ts';
import { openCase } from '../../db/open-case.ts';
import { addOrganisation, forgetCopies } from '../../db/organisations.ts';
import { record } from '../../db/record.ts';
import { activeWebhooks, lookForNews, queueOfWebhooks } from '../../db/webhook-lanes.ts';
import {
  attemptsOf,
  deadLettersOf,
  deleteWebhook,
  makeWebhook,
  replayDead,
  replayFrom,
  setWebhookState,
  webhooksOf,
} from '../../db/webhooks.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';
import { type Arrival, type Behaviour, type Receiver, receiver } from './receiver.ts';

const secret = new Uint8Array(32).fill(9);
const keys = [{ id: 't1', secret }];
const trackingKey = new Uint8Array(32).fill(7);
const PATIENCE = { timeout: 40_000, interval: 25 };

let fresh: FreshDatabase;
let db: Db;
let other: Db;
let town: SmallTown;
let to: Receiver;
let n = 0;
const key = (): string => `key-${n++}`;

beforeAll(async () => {
  fresh = await freshDatabase();
  db = fresh.db;
  other = connect(fresh.url, { max: 4, queryTimeoutMs: 10_000, name: 'other' });
  town = await smallTown(db);
});
afterAll(async () => {
  await other?.close();
  await fresh?.drop();
});

const relays: { stop: AbortController; ended: Promise<void> }[] = [];
const gauges = new Map<string, number>();
const watch: Watch = {
  gauge: (name, value) => void gauges.set(name, value),
  count: () => undefined,
  say: () => undefined,
};

beforeEach(async () => {
  to = await receiver();
});
afterEach(async () => {
  for (const { stop } of relays) stop.abort();
  await Promise.all(relays.splice(0).map(({ ended }) => ended));
  for (const { id } of await webhooksOf(db.orm, [town.place.district, town.place.enterprise]))
    await deleteWebhook(db.orm, id);
  await to.close();
});

function relay(on: Db, more: Partial<WebhookOptions> = {}): void {
  const stop = new AbortController();
  const options = {
    keys,
    trusted: [to.origin],
    withinMs: 400,
    leaseMs: 1_500,
    firstPauseMs: 10,
    longestPauseMs: 50,
    tries: 4,
    ...more,
  };
  relays.push({ stop, ended: patrol({ ...webhookRelay(on, watch, options), everyMs: 40 }, watch, stop.signal) });
}

async function subscribe(types: readonly string[] = [], url = `${to.origin}/hook`, org = town.place.district) {
  const made = await makeWebhook(db, keys, { org, url, types, person: town.registrar.person, commandId: key() });
  if (made === 'key-reused') throw new Error(made);
  return made;
}

async function opened(): Promise<string> {
  const answer = await openCase(db, { commandId: key(), command: wageCase(town), by: town.registrar, trackingKey });
  if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
  return answer.case.id;
}

async function note(caseId: string): Promise<void> {
  const done = await record(db, { caseId, commandId: key(), command: { type: 'note' }, by: town.registrar });
  if (done.outcome !== 'recorded') throw new Error(JSON.stringify(done));
}

/** A case with so many events. */
async function caseOf(events: number): Promise<string> {
  const id = await opened();
  for (let i = 1; i < events; i += 1) await note(id);
  return id;
}

const of = (caseId: string): Arrival[] => to.arrivals.filter((arrival) => arrival.caseId === caseId);
const taken = (caseId: string): number[] => of(caseId).flatMap(({ taken: was, seq }) => (was ? [seq] : []));
/** In the order in which each was first acted on. */
const firsts = (caseId: string): number[] => [...new Set(taken(caseId))];
const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);
const deadOf = (id: string) => deadLettersOf(db.orm, id, null, 100);
const settled = () => vi.waitFor(async () => expect((await queueOfWebhooks(db.orm)).waiting).toBe(0), PATIENCE);

describe('delivery', () => {
  it('is signed by Standard Webhooks, tells no person, and goes once where nothing fails', async () => {
    const { secret: shared } = await subscribe();
    const id = await caseOf(3);
    relay(db);
    await vi.waitFor(() => expect(taken(id)).toEqual([1, 2, 3]), PATIENCE);
    await settled();
    expect(taken(id)).toEqual([1, 2, 3]);
    for (const { headers, text } of of(id)) expect(await verified(shared, headers, text)).toBe(true);
    const [first] = of(id);
    expect(await verified(shared, first?.headers ?? {}, `${first?.text} `)).toBe(false);
    expect(JSON.parse(first?.text ?? '')).toEqual({
      type: 'case.open',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        caseId: id,
        caseNo: expect.stringMatching(/^解/),
        seq: 1,
        legalAt: expect.any(String),
        happenedOn: expect.any(String),
        drill: false,
        now: { status: 'open', level: null, state: null },
      },
    });
    expect(shared).not.toContain('t1:');
    const [stored] = await rows<{ all: string }>(db.orm, sql`select string_agg(w::text, '') as all from webhooks w`);
    expect(stored?.all).not.toContain(shared.slice(6));
  });

  it('arrives at least once, in order within each case, under ids that stay, whatever the receiver does', async () => {
    await subscribe();
    const plan = fc.sample(
      fc.constantFrom<Behaviour>('ok', 'ok', 'ok', 'refuse', 'hang', 'cut', 'taken-cut', 'twice', 'flood'),
      {
        numRuns: 400,
        seed: 20_261_122,
      },
    );
    to.behave = () => plan.shift() ?? 'ok';
    relay(db, { tries: 1_000 });
    relay(other, { tries: 1_000 });
    const cases = await Promise.all(upTo(10).map(() => caseOf(5)));
    await vi.waitFor(() => {
      for (const id of cases) expect(firsts(id)).toEqual(upTo(5));
    }, PATIENCE);
    await settled();
    const ids = new Map<string, Set<string>>();
    for (const { caseId, seq, id } of to.arrivals.filter((one) => cases.includes(one.caseId)))
      ids.set(`${caseId}.${seq}`, (ids.get(`${caseId}.${seq}`) ?? new Set()).add(id));
    expect([...ids.values()].every((one) => one.size === 1)).toBe(true);
    expect(new Set([...ids.values()].flatMap((one) => [...one])).size).toBe(50);
    expect(to.arrivals.some(({ behaviour }) => behaviour === 'taken-cut')).toBe(true);
    for (const id of cases) expect(firsts(id)).toEqual(upTo(5));
  });

  it('loses nothing when its process is killed between sending and noting', async () => {
    await subscribe();
    const cases = await Promise.all(upTo(6).map(() => caseOf(3)));
    const child = relayProcess();
    let seen = 0;
    to.behave = () => {
      seen += 1;
      if (seen === 5) child.kill('SIGKILL');
      // What it had under way then is not taken.
      return seen < 5 ? 'ok' : 'cut';
    };
    await new Promise((resolve) => child.once('exit', resolve));
    to.behave = () => 'ok';
    expect(child.signalCode).toBe('SIGKILL');
    expect(cases.flatMap((id) => firsts(id)).length).toBeLessThan(18);
    relay(other, { tries: 1_000 });
    await vi.waitFor(() => {
      for (const id of cases) expect(firsts(id)).toEqual([1, 2, 3]);
    }, PATIENCE);
  });

  it('finds a decision that was written later than it says', async () => {
    const { id } = await subscribe();
    const caseId = await opened();
    await db.orm.execute(
      sql`update webhooks set looked_to = clock_timestamp() + interval '10 minutes' where id = ${id}`,
    );
    const [subscription] = await activeWebhooks(db.orm);
    if (!subscription) throw new Error('no subscription');
    await lookForNews(db, subscription, 15_000, 500);
    expect((await queueOfWebhooks(db.orm)).waiting).toBe(0);
    await lookForNews(db, subscription, 3_600_000, 500);
    expect((await queueOfWebhooks(db.orm)).waiting).toBe(1);
    relay(db);
    await vi.waitFor(() => expect(taken(caseId)).toEqual([1]), PATIENCE);
  });

  it('looks through more cases than one look takes', async () => {
    const { id } = await subscribe();
    const cases = await Promise.all(upTo(5).map(() => opened()));
    const [subscription] = await activeWebhooks(db.orm);
    if (!subscription) throw new Error('no subscription');
    while (await lookForNews(db, subscription, 15_000, 2));
    expect((await webhooksOf(db.orm, [town.place.district], id))[0]?.waiting).toBe(cases.length);
  });
});

describe('what is asked for', () => {
  it('sends only the types asked for', async () => {
    await subscribe(['note']);
    const id = await caseOf(3);
    relay(db);
    await vi.waitFor(() => expect(taken(id)).toEqual([2, 3]), PATIENCE);
    await settled();
  });

  it('tells nothing of before, nor to another district, nor an enterprise of what it does not handle', async () => {
    const elsewhere = await addOrganisation(db.orm, { kind: 'district', name: '另一测试区', identity: 'other' });
    forgetCopies(db);
    const old = await caseOf(2);
    await subscribe([], `${to.origin}/elsewhere`, elsewhere);
    await subscribe([], `${to.origin}/enterprise`, town.place.enterprise);
    await subscribe([], `${to.origin}/here`);
    await note(old);
    relay(db);
    await vi.waitFor(() => expect(taken(old)).toEqual([3]), PATIENCE);
    await settled();
    expect(new Set(to.arrivals.map(({ path }) => path))).toEqual(new Set(['/here']));
    for (const { id } of await webhooksOf(db.orm, [elsewhere])) await deleteWebhook(db.orm, id);
  });

  it('holds everything while paused, and goes on where it was', async () => {
    const { id } = await subscribe([], `${to.origin}/paused`);
    await subscribe([], `${to.origin}/other`);
    await setWebhookState(db.orm, id, 'paused');
    relay(db);
    const caseId = await caseOf(3);
    const at = (path: string) => of(caseId).flatMap((one) => (one.path === path ? [one.seq] : []));
    await vi.waitFor(() => expect(at('/other')).toEqual([1, 2, 3]), PATIENCE);
    expect(at('/paused')).toEqual([]);
    await setWebhookState(db.orm, id, 'active');
    await vi.waitFor(() => expect(at('/paused')).toEqual([1, 2, 3]), PATIENCE);
  });
});

describe('what cannot be delivered', () => {
  it('holds back its own case only, is given up, listed, and comes again when asked for', async () => {
    const { id } = await subscribe();
    const [sick, well] = [await caseOf(3), await caseOf(3)];
    let ill = true;
    to.behave = (caseId, seq) => (ill && caseId === sick && seq === 2 ? 'refuse' : 'ok');
    relay(db);
    await vi.waitFor(() => expect([...taken(sick), ...taken(well)]).toEqual(expect.arrayContaining([1, 3])), PATIENCE);
    await settled();
    expect(of(sick).map(({ seq }) => seq)).toEqual([1, 2, 2, 2, 2, 3]);
    expect(taken(well)).toEqual([1, 2, 3]);
    expect(await deadOf(id)).toMatchObject([{ caseId: sick, seq: 2, attempts: 4, lastError: 'refused' }]);
    const tries = await attemptsOf(db.orm, id, sick, 100);
    expect(tries.map(({ seq, attempt, status, error }) => [seq, attempt, status, error]).reverse()).toEqual([
      [1, 1, 204, null],
      ...upTo(4).map((attempt) => [2, attempt, 500, 'refused']),
      [3, 1, 204, null],
    ]);
    expect(await replayDead(db, id, { caseId: sick, seq: 3 })).toBe(0);
    expect(await replayDead(db, id, { caseId: sick, seq: 2 })).toBe(1);
    await settled();
    expect(await deadOf(id)).toHaveLength(1);
    ill = false;
    expect(await replayDead(db, id, null)).toBe(1);
    await vi.waitFor(() => expect(taken(sick)).toEqual([1, 3, 2]), PATIENCE);
    await settled();
    expect(await deadOf(id)).toEqual([]);
    expect(
      new Set(
        of(sick)
          .filter(({ seq }) => seq === 2)
          .map((one) => one.id),
      ).size,
    ).toBe(1);
  });

  it('comes again from an event on, in order, under the same ids', async () => {
    const { id } = await subscribe();
    const caseId = await caseOf(4);
    relay(db);
    await vi.waitFor(() => expect(taken(caseId)).toEqual([1, 2, 3, 4]), PATIENCE);
    await settled();
    expect(await replayFrom(db, id, { caseId, seq: 2 })).toBe(true);
    await vi.waitFor(() => expect(taken(caseId)).toEqual([1, 2, 3, 4, 2, 3, 4]), PATIENCE);
    expect(new Set(of(caseId).map((one) => one.id)).size).toBe(4);
  });

  it('does not follow a redirect, and calls nobody who is not public', async () => {
    const { id } = await subscribe();
    const caseId = await opened();
    to.behave = () => 'redirect';
    relay(db, { tries: 2 });
    await vi.waitFor(async () => expect(await deadOf(id)).toMatchObject([{ lastError: 'redirected' }]), PATIENCE);
    expect(new Set(of(caseId).map(({ path }) => path))).toEqual(new Set(['/hook']));
    to.arrivals.length = 0;
    await deleteWebhook(db.orm, id);
    const port = new URL(to.origin).port;
    const inward = [
      await subscribe([], `http://localhost:${port}/`),
      await subscribe([], 'https://[::ffff:127.0.0.1]/'),
    ];
    await note(caseId);
    for (const [i, lastError] of ['address-not-https', 'address-not-public'].entries())
      await vi.waitFor(async () => expect(await deadOf(inward[i]?.id ?? '')).toMatchObject([{ lastError }]), PATIENCE);
    expect(to.arrivals).toEqual([]);
  });

  it('shows the age of the oldest that waits', async () => {
    const { id } = await subscribe();
    to.behave = () => 'refuse';
    await opened();
    relay(db, { tries: 1_000 });
    await vi.waitFor(() => expect(gauges.get('jiefen_webhooks_waiting')).toBe(1), PATIENCE);
    expect(gauges.get('jiefen_webhooks_oldest_seconds')).toBeGreaterThan(0);
    expect((await webhooksOf(db.orm, [town.place.district], id))[0]).toMatchObject({ waiting: 1, deadLetters: 0 });
  });
});

/** As the published scheme says, with nothing of ours. */
async function verified(shared: string, headers: Arrival['headers'], text: string): Promise<boolean> {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  const bytes = Buffer.from(shared.replace('whsec_', ''), 'base64');
  const imported = await webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const [version, signature = ''] = String(headers['webhook-signature']).split(',');
  expect(version).toBe('v1');
  expect(Math.abs(Date.now() / 1_000 - Number(headers['webhook-timestamp']))).toBeLessThan(300);
  return webcrypto.subtle.verify('HMAC', imported, Buffer.from(signature, 'base64'), Buffer.from(signed));
}

function relayProcess(): ChildProcess {
  const script = new URL('../setup/webhook-relay.ts', import.meta.url).pathname;
  const key64 = Buffer.from(secret).toString('base64');
  return spawn(process.execPath, ['--import', 'tsx', script, fresh.url, to.origin, key64], { stdio: 'inherit' });
}
