// The relay's side of the webhooks: which cases have news, which of them is sent next, and what became of it. News is
// found by looking through the record, so that a command pays nothing for it; each case is one lane, so that its events
// go out in order and a lane that fails holds back nobody else.
import { uuidv7 } from 'uuidv7';
import type { OrgId } from '../domain/case.ts';
import { arrayOf } from './bulk.ts';
import type { Db, Queries } from './connection.ts';
import { subtree, type Tree, tree } from './organisations.ts';
import { type Parameter, type Statement, statement } from './statement.ts';

export interface Subscription {
  readonly id: string;
  readonly org: OrgId;
  readonly url: string;
  readonly types: readonly string[];
  /** Of its last act. */
  readonly version: number;
  /** Those in force, sealed, the newest first. */
  readonly secrets: readonly { readonly id: string; readonly sealed: string }[];
}

/** A lane that was taken, as it then stood: what is settled counts only while it stands so. */
interface Claim {
  readonly caseId: string;
  readonly seq: number;
  readonly head: number;
  readonly again: readonly number[];
  /** Tries of its next event, this one included. */
  readonly attempts: number;
}

/** An event to be sent. Instants as ISO text; the case as it stands now. */
export interface Letter {
  readonly seq: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly legalAt: string;
  readonly happenedOn: string;
  readonly caseId: string;
  readonly caseNo: string;
  readonly status: string;
  readonly level: string | null;
  readonly state: string | null;
  /** 演练: in a legal time that is moved. */
  readonly drill: boolean;
}

/** A lane with its next event; null: nothing of it is asked for. */
export interface Errand {
  readonly claim: Claim;
  readonly letter: Letter | null;
}

/** How a try ended. */
export interface Try {
  readonly tookMs: number;
  readonly status: number | null;
  /** A code; null: delivered. */
  readonly error: string | null;
  /** The receiver asked for rest, ms; null: it did not. */
  readonly retryAfterMs: number | null;
}

const active: Statement<Subscription> = statement(
  'webhooks-active',
  `select w.id, w.org, w.url, w.types, w.version, (
      select coalesce(json_agg(json_build_object('id', s.id, 'sealed', s.secret) order by s.made_at desc, s.id), '[]')
      from webhook_secrets s
      where s.webhook = w.id and (s.valid_until is null or s.valid_until > clock_timestamp())
    ) as secrets
  from webhooks w where w.state = 'active' order by w.id`,
);

/** Those that news goes to now. */
export const activeWebhooks = (on: Queries): Promise<readonly Subscription[]> => active(on);

// The row of the subscription is the lock: one looks at a time. What it begins with is the case's first event since.
const look: Statement<{ found: number }> = statement(
  'webhook-look',
  `with w as materialized (
    select id, news_since, greatest(news_since, looked_to - $4 * interval '1 ms') as since
    from webhooks where id = $1 and state = 'active' for no key update skip locked
  ), news as (
    select c.id, c.seq, c.recorded_at, coalesce(l.head, (
      select min(e.seq) - 1 from events e where e.case_id = c.id and e.recorded_at >= (select news_since from w)
    )) as known
    from cases c left join webhook_lanes l on l.webhook = $1 and l.case_id = c.id
    where c.recorded_at >= (select since from w) and (c.orgs && $2::uuid[] or c.bodies && $3::uuid[])
      and (l.head is null or l.head < c.seq)
    order by c.recorded_at, c.id limit $5
  ), put as (
    insert into webhook_lanes as l (webhook, case_id, seq, head, since, next_try_at)
    select $1, n.id, n.known, n.seq, e.recorded_at, clock_timestamp()
    from news n join events e on e.case_id = n.id and e.seq = n.known + 1
    on conflict (webhook, case_id) do update set head = greatest(l.head, excluded.head),
      since = case when l.seq = l.head and l.again = '{}' then excluded.since else l.since end,
      attempts = case when l.seq = l.head and l.again = '{}' then 0 else l.attempts end,
      next_try_at = case when l.seq = l.head and l.again = '{}' then excluded.next_try_at else l.next_try_at end
  ), looked as (
    update webhooks set looked_to = greatest(looked_to,
      case when (select count(*) from news) = $5 then (select max(recorded_at) from news) else statement_timestamp() end)
    where id in (select id from w)
  ) select count(*)::int as found from news`,
);

/**
 * Notes the cases of its organisation that have news.
 *
 * @param backMs how far before the last look decisions are looked for that were written later than they say. One that is
 * older still goes out with the next event of its case.
 * @returns whether there is more
 */
export async function lookForNews(db: Db, { id, org }: Subscription, backMs: number, limit: number): Promise<boolean> {
  const { orgs, bodies } = reachOf(await tree(db), org);
  const [row] = await look(db.orm, id, arrayOf(orgs), arrayOf(bodies), backMs, limit);
  return row?.found === limit;
}

/** An enterprise hears of the cases it handles; every other of those in its catchment too, as its officers see them. */
function reachOf(known: Tree, org: OrgId): { readonly orgs: readonly OrgId[]; readonly bodies: readonly OrgId[] } {
  if (known.organisations.get(org)?.kind === 'enterprise') return { orgs: [], bodies: [org] };
  const below = [...subtree(known, org)].filter((id) => known.organisations.get(id)?.kind !== 'enterprise');
  return { orgs: below, bodies: [] };
}

// Nothing is taken for an address, a secret or a state that holds no longer, nor while its receiver rests.
const claim: Statement<Claim> = statement(
  'webhook-claim',
  `update webhook_lanes l set attempts = l.attempts + 1, next_try_at = clock_timestamp() + $3 * interval '1 ms'
  from (
    select webhook, case_id from webhook_lanes
    where webhook = $1 and (seq < head or again <> '{}') and next_try_at <= clock_timestamp()
      and exists (select from webhooks w where w.id = $1 and w.state = 'active' and w.version = $4
        and (w.held_until is null or w.held_until <= clock_timestamp()))
    order by next_try_at limit $2 for update skip locked
  ) due
  where l.webhook = due.webhook and l.case_id = due.case_id
  returning l.case_id as "caseId", l.seq, l.head, l.again, l.attempts`,
);

const ISO = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const letters: Statement<Letter> = statement(
  'webhook-letters',
  `select e.seq, e.type, ${ISO('e.recorded_at')} as "recordedAt", ${ISO('e.legal_at')} as "legalAt",
    e.happened_on::text as "happenedOn", c.id as "caseId", c.case_no as "caseNo", c.status, c.level, c.state,
    c.timeline_id <> 1 as drill
  from jsonb_to_recordset($1::text::jsonb) as r(case_id uuid, seq int, head int, again int)
  join cases c on c.id = r.case_id
  cross join lateral (
    select * from events e
    where e.case_id = r.case_id and e.seq >= coalesce(r.again, r.seq + 1) and e.seq <= coalesce(r.again, r.head)
      and (r.again is not null or $2::text[] = '{}' or e.type = any($2::text[]))
    order by e.seq limit 1
  ) e`,
);

/** Takes lanes that are due for `leaseMs`: nobody else gets them so long, and after that they are due again. */
export async function takeErrands(
  on: Queries,
  { id, types, version }: Subscription,
  limit: number,
  leaseMs: number,
): Promise<readonly Errand[]> {
  const claims = await claim(on, id, limit, leaseMs, version);
  if (claims.length === 0) return [];
  const asked = claims.map(({ caseId, seq, head, again }) => ({ case_id: caseId, seq, head, again: again[0] ?? null }));
  const found = new Map((await letters(on, JSON.stringify(asked), arrayOf(types))).map((one) => [one.caseId, one]));
  return claims.map((one) => ({ claim: one, letter: found.get(one.caseId) ?? null }));
}

/** $1 webhook, $2 case, $3 the lane's number and $4 its tries when it was taken: somebody else's lane is left alone. */
const STANDS = 'l.webhook = $1 and l.case_id = $2 and l.seq = $3 and l.attempts = $4';
const TRIED = `insert into webhook_attempts (id, webhook, case_id, seq, attempt, at, took, status, error)
  select $5, $1, $2, $6, $4, clock_timestamp(), $7, $8, $9 from webhooks where id = $1`;
/** The same for what has arrived, though the lane was taken again meanwhile: it has arrived all the same. */
const STOOD = 'l.webhook = $1 and l.case_id = $2 and l.seq = $3 and l.attempts >= $4 and $6 = coalesce(l.again[1], $6)';
/** On to the next: with $6 done, or, where that was sent again, as it was. */
const onward = (
  stands: string,
): string => `update webhook_lanes l set seq = case when $6 = any(l.again) then l.seq else greatest(l.seq, $6) end,
    again = array_remove(l.again, $6), attempts = 0, next_try_at = clock_timestamp(),
    since = coalesce((select e.recorded_at from events e where e.case_id = $2 and e.seq = $6 + 1), l.since)
  where ${stands} returning l.seq`;

const delivered: Statement<unknown> = statement(
  'webhook-delivered',
  `with tried as (${TRIED}), arrived as (
    delete from webhook_dead_letters where webhook = $1 and case_id = $2 and seq = $6
  ) ${onward(STOOD)}`,
);
const failed: Statement<unknown> = statement(
  'webhook-failed',
  `with tried as (${TRIED})
  update webhook_lanes l set next_try_at = clock_timestamp() + $10 * interval '1 ms' where ${STANDS}`,
);
// By itself: acts hold the subscription and then its lanes, and would meet a statement that holds them the other way.
const rest: Statement<unknown> = statement(
  'webhook-rest',
  `update webhooks set held_until = greatest(held_until, clock_timestamp() + $2 * interval '1 ms') where id = $1`,
);
const died: Statement<unknown> = statement(
  'webhook-died',
  `with tried as (${TRIED}), onward as (${onward(STANDS)})
  insert into webhook_dead_letters as d (webhook, case_id, seq, attempts, last_error, died_at)
  select $1, $2, $6, $4, $9, clock_timestamp() from onward
  on conflict (webhook, case_id, seq) do update
    set attempts = excluded.attempts, last_error = excluded.last_error, died_at = excluded.died_at`,
);
const passed: Statement<unknown> = statement(
  'webhook-passed',
  `update webhook_lanes l set seq = greatest(l.seq, $5), again = l.again[2:], attempts = 0 where ${STANDS}`,
);

/**
 * Notes how a try ended.
 *
 * @param tried with `retryAfterMs` nothing goes to that receiver meanwhile
 * @param retryInMs null: that was the last; the event goes to the dead letters and its lane goes on
 */
export async function settle(
  on: Queries,
  { id }: Subscription,
  { claim: taken, letter }: Errand,
  { tookMs, status, error, retryAfterMs: restMs }: Try,
  retryInMs: number | null,
): Promise<void> {
  const { caseId, seq, head, attempts } = taken;
  if (!letter) {
    await passed(on, id, caseId, seq, attempts, taken.again.length > 0 ? seq : head);
    return;
  }
  const parameters: Parameter[] = [id, caseId, seq, attempts, uuidv7(), letter.seq, Math.round(tookMs), status, error];
  if (error === null) await delivered(on, ...parameters.slice(0, 9));
  else if (retryInMs === null) await died(on, ...parameters);
  else await failed(on, ...parameters, retryInMs);
  if (restMs !== null) await rest(on, id, restMs);
}

/** The lane is free again, as if that try had not been: whoever took it is going down. */
const freed: Statement<unknown> = statement(
  'webhook-freed',
  `update webhook_lanes l set attempts = l.attempts - 1, next_try_at = clock_timestamp() where ${STANDS}`,
);

export async function release(on: Queries, { id }: Subscription, { claim: taken }: Errand): Promise<void> {
  await freed(on, id, taken.caseId, taken.seq, taken.attempts);
}

export interface Queue {
  /** Cases of which something waits. */
  readonly waiting: number;
  /** Age of the oldest of it, seconds. */
  readonly oldest: number;
  readonly dead: number;
}

const queue: Statement<Queue> = statement(
  'webhook-queue',
  `select count(*)::int as waiting, coalesce(extract(epoch from clock_timestamp() - min(l.since)), 0)::float8 as oldest,
    (select count(*)::int from webhook_dead_letters) as dead
  from webhook_lanes l join webhooks w on w.id = l.webhook
  where w.state = 'active' and (l.seq < l.head or l.again <> '{}')`,
);

export const queueOfWebhooks = async (on: Queries): Promise<Queue> =>
  (await queue(on))[0] ?? { waiting: 0, oldest: 0, dead: 0 };

const forget: Statement<unknown> = statement(
  'webhook-forget',
  `with expired as (delete from webhook_secrets where valid_until < clock_timestamp())
  delete from webhook_attempts where id in (
    select id from webhook_attempts where at < clock_timestamp() - $1 * interval '1 ms' order by at limit 1000)`,
);

/** Tries older than that, a thousand at a time, and secrets that are over. */
export async function forgetOld(on: Queries, olderMs: number): Promise<void> {
  await forget(on, olderMs);
}
