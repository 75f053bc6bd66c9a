// Webhooks against a receiver that fails in every way it can: nothing is lost, nothing overtakes within its case, ids
// stay, what is given up is listed and comes again. On a real PostgreSQL over real HTTP. Pauses and leases are ended by
// moving their instants, so that no test waits for one.
import { type ChildProcess, spawn } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { patrol, type Watch } from '../../activities/patrol.ts';
import type { Alarm } from '../../activities/webhook-send.ts';
import { type WebhookOptions, webhookRelay } from '../../activities/webhooks.ts';
import { connect, type Db, rows } from '../../db/connection.ts';
import { openCase } from '../../db/open-case.ts';
import { addOrganisation, forgetCopies } from '../../db/organisations.ts';
import { record } from '../../db/record.ts';
import { activeWebhooks, lookForNews, queueOfWebhooks, takeErrands } from '../../db/webhook-lanes.ts';
import {
  approveWebhook,
  attemptsOf,
  deadLettersOf,
  declineWebhook,
  deleteWebhook,
  moveWebhook,
  proposeWebhook,
  type Replay,
  replayWebhook,
  rotateSecret,
  setWebhookState,
  webhooksOf,
} from '../../db/webhooks.ts';
import { nodeArguments } from '../../program.ts';
import { openLink } from '../chaos/link.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';
import { type Arrival, BEHAVIOURS, type Behaviour, type Receiver, receiver } from './receiver.ts';

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
const counts = new Map<string, number>();
const watch: Watch = {
  gauge: (name, value) => void gauges.set(name, value),
  count: (name, by) => void counts.set(name, (counts.get(name) ?? 0) + by),
  say: () => undefined,
};

async function relaysEnded(): Promise<void> {
  for (const { stop } of relays) stop.abort();
  await Promise.all(relays.splice(0).map(({ ended }) => ended));
}

beforeEach(async () => {
  to = await receiver();
});
afterEach(async () => {
  await relaysEnded();
  for (const { id } of await webhooksOf(db.orm, [town.place.district, town.place.enterprise])) await removed(id);
  await to.close();
});

function relay(on: Db, more: Partial<WebhookOptions> = {}): void {
  const stop = new AbortController();
  const options = {
    keys,
    trusted: [to.origin],
    withinMs: 10_000,
    leaseMs: 30_000,
    firstPauseMs: 10,
    longestPauseMs: 50,
    tries: 4,
    ...more,
  };
  relays.push({ stop, ended: patrol({ ...webhookRelay(on, watch, options), everyMs: 40 }, watch, stop.signal) });
}

const asks = () => ({ person: town.registrar.person, commandId: key() });
const approves = () => ({ person: town.divisionHead.person, commandId: key() });

async function proposed(types: readonly string[] = [], url = `${to.origin}/hook`, org = town.place.district) {
  const made = await proposeWebhook(db, keys, { org, url, types, ...asks() });
  if (made === 'key-reused' || made.secret === null) throw new Error(JSON.stringify(made));
  return { id: made.id, secret: made.secret };
}

async function subscribe(types: readonly string[] = [], url = `${to.origin}/hook`, org = town.place.district) {
  const made = await proposed(types, url, org);
  expect(await approveWebhook(db, approves(), made.id, url)).toMatchObject({ act: 'approve' });
  return made;
}

const again = (id: string, replay: Replay) => replayWebhook(db, asks(), id, replay);
const removed = (id: string) => deleteWebhook(db, town.registrar.person, id);
/** Every pause, lease and rest is over. */
const timePasses = async (): Promise<void> => {
  await db.orm.execute(sql`update webhook_lanes set next_try_at = clock_timestamp()`);
  await db.orm.execute(sql`update webhooks set held_until = null`);
};

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
    const [stored] = await rows<{ all: string }>(
      db.orm,
      sql`select string_agg(w::text, '') as all from webhook_secrets w`,
    );
    expect(stored?.all).not.toContain(shared.slice(6));
  });

  it('arrives at least once, in order within each case, under ids that stay, whatever the receiver does', async () => {
    await subscribe();
    const failing = BEHAVIOURS.filter((one) => one !== 'ok' && one !== 'redirect');
    const all = [...Array<Behaviour>(45).fill('ok'), ...failing.flatMap((one) => Array<Behaviour>(9).fill(one))];
    const [plan = []] = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), { numRuns: 1, seed: 7 });
    const underWay = new Set<() => void>();
    const alarm: Alarm = (act) => {
      underWay.add(act);
      return () => underWay.delete(act);
    };
    to.behave = () => {
      const behaviour = plan.shift() ?? 'ok';
      // Nobody waits for an answer that never comes: with it the time of everything that is under way is over.
      if (behaviour === 'hang') setImmediate(() => [...underWay].map((act) => act()));
      return behaviour;
    };
    relay(db, { tries: 1_000, alarm });
    relay(other, { tries: 1_000, alarm });
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
    expect(new Set(to.arrivals.map(({ behaviour }) => behaviour))).toEqual(new Set(['ok', ...failing]));
    for (const id of cases) expect(firsts(id)).toEqual(upTo(5));
  });

  it('loses nothing when its process is killed between sending and noting', async () => {
    await subscribe();
    const cases = await Promise.all(upTo(6).map(() => caseOf(3)));
    const child = await relayProcess();
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
    await timePasses();
    relay(other, { tries: 1_000 });
    await vi.waitFor(() => {
      for (const id of cases) expect(firsts(id)).toEqual([1, 2, 3]);
    }, PATIENCE);
  });

  it('loses nothing when the database is away between sending and noting', async () => {
    await subscribe();
    const cases = await Promise.all(upTo(4).map(() => caseOf(3)));
    const address = new URL(fresh.url);
    const server = Number(address.port);
    let link = await openLink([server]);
    address.port = String(link.port);
    const far = connect(address.href, { max: 4, queryTimeoutMs: 10_000, name: 'far' });
    let seen = 0;
    to.behave = async (): Promise<Behaviour> => {
      seen += 1;
      // It arrives, and that cannot be noted: the database is out of reach.
      if (seen === 3 || seen === 7) await link.close();
      return 'ok';
    };
    relay(far, { tries: 1_000 });
    for (const until of [3, 7]) {
      await vi.waitFor(() => expect(seen).toBeGreaterThanOrEqual(until), PATIENCE);
      counts.clear();
      await vi.waitFor(() => expect(counts.get('jiefen_duty_failures_total')).toBeGreaterThan(0), PATIENCE);
      link = await openLink([server], link.port);
      await timePasses();
    }
    await vi.waitFor(async () => {
      await timePasses();
      for (const id of cases) expect(firsts(id)).toEqual([1, 2, 3]);
      expect((await queueOfWebhooks(db.orm)).waiting).toBe(0);
    }, PATIENCE);
    expect(to.arrivals.length).toBeGreaterThan(12);
    expect(new Set(to.arrivals.map(({ id }) => id)).size).toBe(12);
    await relaysEnded();
    await far.close();
    await link.close();
  });

  it('counts what has arrived though its lane was taken again meanwhile', async () => {
    await subscribe();
    const id = await caseOf(2);
    let second = false;
    to.behave = async (): Promise<Behaviour> => {
      if (second) return 'ok';
      second = true;
      // Its lease is over while it is under way; whoever takes it next dies with it.
      await db.orm.execute(sql`update webhook_lanes set attempts = attempts + 1`);
      return 'ok';
    };
    relay(db);
    await vi.waitFor(() => expect(taken(id)).toEqual([1, 2]), PATIENCE);
    await settled();
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
    for (const { id } of await webhooksOf(db.orm, [elsewhere])) await removed(id);
  });

  it('holds everything while paused, and goes on where it was', async () => {
    const { id } = await subscribe([], `${to.origin}/paused`);
    await subscribe([], `${to.origin}/other`);
    await setWebhookState(db, asks(), id, 'paused');
    relay(db);
    const caseId = await caseOf(3);
    const at = (path: string) => of(caseId).flatMap((one) => (one.path === path ? [one.seq] : []));
    await vi.waitFor(() => expect(at('/other')).toEqual([1, 2, 3]), PATIENCE);
    expect(at('/paused')).toEqual([]);
    await setWebhookState(db, asks(), id, 'active');
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
    expect(await again(id, { what: 'one', caseId: sick, seq: 3 })).toBe('not-found');
    expect(await again(id, { what: 'one', caseId: sick, seq: 2 })).toMatchObject({ act: 'replay' });
    await settled();
    expect(await deadOf(id)).toHaveLength(1);
    ill = false;
    expect(await again(id, { what: 'all' })).toMatchObject({ act: 'replay' });
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
    expect(await again(id, { what: 'from', caseId, seq: 2 })).toMatchObject({ act: 'replay' });
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
    await removed(id);
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

  it('comes when the receiver asked for it, no sooner, and keeps everything else from it meanwhile', async () => {
    const { id } = await subscribe();
    const one = await opened();
    to.retryAfter = '600';
    to.behave = (caseId) => (caseId === one && of(one).length === 0 ? 'busy' : 'ok');
    relay(db, { longestPauseMs: 3_600_000 });
    await vi.waitFor(() => expect(of(one)).toHaveLength(1), PATIENCE);
    const held = async () => {
      const [row] = await rows<{ s: number; lane: number }>(
        db.orm,
        sql`select extract(epoch from w.held_until - clock_timestamp())::float8 as s,
          extract(epoch from l.next_try_at - clock_timestamp())::float8 as lane
        from webhooks w join webhook_lanes l on l.webhook = w.id and l.case_id = ${one} where w.id = ${id}`,
      );
      return row;
    };
    await vi.waitFor(async () => expect((await held())?.s).toBeGreaterThan(500), PATIENCE);
    const { s = 0, lane = 0 } = (await held()) ?? {};
    for (const seconds of [s, lane]) expect([seconds > 500, seconds <= 600]).toEqual([true, true]);
    expect((await webhooksOf(db.orm, [town.place.district], id))[0]?.heldUntil).toEqual(expect.any(String));
    const two = await opened();
    const subscription = (await activeWebhooks(db.orm)).find((active) => active.id === id);
    if (!subscription) throw new Error('no subscription');
    await lookForNews(db, subscription, 15_000, 500);
    expect(await takeErrands(db.orm, subscription, 8, 1_000)).toEqual([]);
    expect(of(two)).toEqual([]);
    await timePasses();
    await vi.waitFor(() => expect([taken(one), taken(two)]).toEqual([[1], [1]]), PATIENCE);
  });

  it('is put off no longer than it would wait by itself', async () => {
    await subscribe();
    const id = await opened();
    to.retryAfter = '31536000';
    to.behave = () => (of(id).length === 0 ? 'busy' : 'ok');
    relay(db, { longestPauseMs: 50 });
    await vi.waitFor(() => expect(taken(id)).toEqual([1]), PATIENCE);
  });

  it('shows the age of the oldest that waits', async () => {
    const { id } = await subscribe();
    to.behave = () => 'refuse';
    await opened();
    const [subscription] = await activeWebhooks(db.orm);
    if (!subscription) throw new Error('no subscription');
    await lookForNews(db, subscription, 15_000, 500);
    relay(db, { tries: 1_000 });
    await vi.waitFor(() => expect(gauges.get('jiefen_webhooks_waiting')).toBe(1), PATIENCE);
    expect(gauges.get('jiefen_webhooks_oldest_seconds')).toBeGreaterThan(0);
    expect((await webhooksOf(db.orm, [town.place.district], id))[0]).toMatchObject({ waiting: 1, deadLetters: 0 });
  });
});

describe('who decides where news goes', () => {
  it('is another person than who asked: nothing goes before, and news begins with the approval', async () => {
    const { id } = await proposed();
    const url = `${to.origin}/hook`;
    relay(db);
    const caseId = await caseOf(2);
    expect(await activeWebhooks(db.orm)).toEqual([]);
    expect(await setWebhookState(db, asks(), id, 'active')).toBe('not-approved');
    expect(await approveWebhook(db, asks(), id, url)).toBe('own-proposal');
    expect(await approveWebhook(db, approves(), id, `${url}/other`)).toBe('nothing-awaits');
    expect(await approveWebhook(db, approves(), id, url)).toMatchObject({ act: 'approve' });
    await note(caseId);
    await vi.waitFor(() => expect(taken(caseId)).toEqual([3]), PATIENCE);
    await settled();
  });

  it('keeps the address until another one is approved, and goes there from then on', async () => {
    const { id } = await subscribe([], `${to.origin}/old`);
    const url = `${to.origin}/new`;
    const caseId = await opened();
    relay(db);
    await vi.waitFor(() => expect(of(caseId).map(({ path }) => path)).toEqual(['/old']), PATIENCE);
    expect(await moveWebhook(db, asks(), id, `${url}/declined`)).toMatchObject({ act: 'move' });
    expect(await declineWebhook(db, approves(), id, `${url}/declined`)).toMatchObject({ act: 'decline' });
    await moveWebhook(db, asks(), id, url);
    expect(await approveWebhook(db, asks(), id, url)).toBe('own-proposal');
    await note(caseId);
    await vi.waitFor(() => expect(of(caseId).map(({ path }) => path)).toEqual(['/old', '/old']), PATIENCE);
    await settled();
    expect(await approveWebhook(db, approves(), id, url)).toMatchObject({ act: 'approve' });
    await note(caseId);
    await vi.waitFor(() => expect(of(caseId).map(({ path }) => path)).toEqual(['/old', '/old', '/new']), PATIENCE);
  });

  it('takes nothing more in hand by what it knew before an act', async () => {
    const { id } = await subscribe();
    await opened();
    const [before] = await activeWebhooks(db.orm);
    if (!before) throw new Error('no subscription');
    await lookForNews(db, before, 15_000, 500);
    await rotateSecret(db, keys, asks(), id, 0);
    expect(await takeErrands(db.orm, before, 8, 1_000)).toEqual([]);
    const [now] = await activeWebhooks(db.orm);
    expect(now && (await takeErrands(db.orm, now, 8, 1_000))).toHaveLength(1);
  });
});

describe('a secret', () => {
  it('is followed by another one: both sign for a while, then the new one alone', async () => {
    const { id, secret: former } = await subscribe();
    const made = await rotateSecret(db, keys, asks(), id, 24);
    if (typeof made === 'string' || made.secret === null) throw new Error(JSON.stringify(made));
    const caseId = await opened();
    relay(db);
    await vi.waitFor(() => expect(taken(caseId)).toEqual([1]), PATIENCE);
    const [first] = of(caseId);
    expect(String(first?.headers['webhook-signature']).split(' ')).toHaveLength(2);
    for (const one of [made.secret, former])
      expect(await verified(one, first?.headers ?? {}, first?.text ?? '')).toBe(true);
    await db.orm.execute(
      sql`update webhook_secrets set valid_until = clock_timestamp() where webhook = ${id} and valid_until is not null`,
    );
    await note(caseId);
    await vi.waitFor(() => expect(taken(caseId)).toEqual([1, 2]), PATIENCE);
    const [, second] = of(caseId);
    expect(await verified(made.secret, second?.headers ?? {}, second?.text ?? '')).toBe(true);
    expect(await verified(former, second?.headers ?? {}, second?.text ?? '')).toBe(false);
  });

  it('is over at once where the next one leaves it no time, and an older one always', async () => {
    const { id } = await subscribe();
    const inForce = async () => (await activeWebhooks(db.orm)).find((one) => one.id === id)?.secrets.length;
    await rotateSecret(db, keys, asks(), id, 1);
    await rotateSecret(db, keys, asks(), id, 1);
    expect(await inForce()).toBe(2);
    await rotateSecret(db, keys, asks(), id, 0);
    expect(await inForce()).toBe(1);
  });

  it('is shown to the same request again for an hour, and only while it is in force', async () => {
    const { id } = await subscribe();
    const by = asks();
    const first = await rotateSecret(db, keys, by, id, 24);
    expect(first).toEqual({ secret: expect.stringMatching(/^whsec_/) });
    expect(await rotateSecret(db, keys, by, id, 24)).toEqual(first);
    expect(await rotateSecret(db, keys, by, id, 12)).toBe('key-reused');
    await db.orm.execute(sql`update webhook_secrets set made_at = made_at - interval '2 hours' where webhook = ${id}`);
    expect(await rotateSecret(db, keys, by, id, 24)).toEqual({ secret: null });
    const last = asks();
    await rotateSecret(db, keys, last, id, 24);
    await rotateSecret(db, keys, asks(), id, 0);
    expect(await rotateSecret(db, keys, last, id, 24)).toEqual({ secret: null });
  });
});

/** As the published scheme says: one of the signatures is right. With nothing of ours. */
async function verified(shared: string, headers: Arrival['headers'], text: string): Promise<boolean> {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  const bytes = Buffer.from(shared.replace('whsec_', ''), 'base64');
  const imported = await webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  expect(Math.abs(Date.now() / 1_000 - Number(headers['webhook-timestamp']))).toBeLessThan(300);
  const right = String(headers['webhook-signature'])
    .split(' ')
    .map((one) => {
      const [version, signature = ''] = one.split(',');
      expect(version).toBe('v1');
      return webcrypto.subtle.verify('HMAC', imported, Buffer.from(signature, 'base64'), Buffer.from(signed));
    });
  return (await Promise.all(right)).includes(true);
}

async function relayProcess(): Promise<ChildProcess> {
  const program = await nodeArguments('test/setup/webhook-relay.ts');
  const key64 = Buffer.from(secret).toString('base64');
  return spawn(process.execPath, [...program, fresh.url, to.origin, key64], { stdio: 'inherit' });
}
