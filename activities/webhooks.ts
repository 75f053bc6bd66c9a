// Delivers news of cases to subscriptions: at least once, in order for each case, under an id that stays. Several relays
// work side by side; a receiver that is slow or away holds up nobody but itself.
import type { Db } from '../db/connection.ts';
import { nameBasedId } from '../db/name-based-id.ts';
import type { Keys } from '../db/sealing.ts';
import {
  activeWebhooks,
  type Errand,
  forgetOld,
  type Letter,
  lookForNews,
  queueOfWebhooks,
  release,
  type Subscription,
  settle,
  type Try,
  takeErrands,
} from '../db/webhook-lanes.ts';
import type { TrustedOrigins } from '../db/webhook-target.ts';
import { webhookSecret } from '../db/webhooks.ts';
import type { Duty, Watch } from './patrol.ts';
import { type Alarm, type Message, send } from './webhook-send.ts';

/** How deliveries are made. All times in ms. */
export interface WebhookOptions {
  readonly keys: Keys;
  readonly trusted: TrustedOrigins;
  /** A try may take so long. Below `leaseMs`. */
  readonly withinMs: number;
  /** Real time when left out. */
  readonly alarm?: Alarm;
  /** A relay that died holds its lanes no longer than this. */
  readonly leaseMs: number;
  /** The pause after the first failure; it doubles with each further one. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** After so many tries an event is given up. */
  readonly tries: number;
}

/** Twenty tries over two and a half days. */
export const USUAL: Omit<WebhookOptions, 'keys' | 'trusted'> = {
  withinMs: 10_000,
  leaseMs: 30_000,
  firstPauseMs: 5_000,
  longestPauseMs: 6 * 3_600_000,
  tries: 20,
};

const POLL_MS = 1_000;
/** Requests at once to one subscription. */
const AT_ONCE = 8;
const NEWS_AT_ONCE = 500;
/** A decision is written this long after the instant it bears, at most as a rule; now and then it is looked further. */
const LOOK_BACK_MS = 15_000;
const LOOK_FAR_EVERY_MS = 60_000;
const LOOK_FAR_BACK_MS = 3_600_000;
const OBSERVE_MS = 5_000;
const KEEP_ATTEMPTS_MS = 30 * 86_400_000;
/** Of an event that nobody asked for. */
const NOTHING: Try = { tookMs: 0, status: null, error: null, retryAfterMs: null };

/** What a relay has in hand. */
interface Hands {
  readonly db: Db;
  readonly watch: Watch;
  readonly options: WebhookOptions;
  readonly stop: AbortSignal;
  /** Subscriptions whose receiver took nothing when it was last asked. */
  readonly away: Set<string>;
}

/** The duty of a relay of webhooks. */
export function webhookRelay(db: Db, watch: Watch, options: WebhookOptions): Duty {
  const busy = new Map<string, Promise<void>>();
  const away = new Set<string>();
  const lookedFar = new Map<string, number>();
  let fault: { readonly error: unknown } | null = null;
  let observedAt = Number.NEGATIVE_INFINITY;
  return {
    name: 'webhooks',
    everyMs: POLL_MS,
    // At the end what is under way is waited for: it is cut short by then.
    called: () => async () => {
      await Promise.all(busy.values());
    },
    round: async (stop) => {
      if (performance.now() - observedAt >= OBSERVE_MS) {
        observedAt = performance.now();
        await observe(db, watch);
      }
      const hands: Hands = { db, watch, options, stop, away };
      for (const subscription of await activeWebhooks(db.orm)) {
        const { id } = subscription;
        if (busy.has(id)) continue;
        const far = performance.now() - (lookedFar.get(id) ?? Number.NEGATIVE_INFINITY) >= LOOK_FAR_EVERY_MS;
        if (far) lookedFar.set(id, performance.now());
        const work = serve(hands, subscription, far ? LOOK_FAR_BACK_MS : LOOK_BACK_MS)
          .catch((error: unknown) => {
            fault = { error };
          })
          .finally(() => busy.delete(id));
        busy.set(id, work);
      }
      const found = fault;
      fault = null;
      if (found) throw found.error;
      return undefined;
    },
  };
}

/** Sends what is due to one subscription, until nothing is or its receiver takes nothing. */
async function serve(hands: Hands, subscription: Subscription, backMs: number): Promise<void> {
  const { db, options, stop, away } = hands;
  const { id } = subscription;
  while (!stop.aborted && (await lookForNews(db, subscription, backMs, NEWS_AT_ONCE)));
  const secrets = subscription.secrets.map((one) => webhookSecret(options.keys, one.id, one.sealed));
  while (!stop.aborted) {
    // With the receiver away a single event asks for it in each round, the others keep their tries.
    const size = away.has(id) ? 1 : AT_ONCE;
    const errands = await takeErrands(db.orm, subscription, size, options.leaseMs);
    if (errands.length === 0) return;
    const done = await Promise.all(errands.map((errand) => run(hands, subscription, secrets, errand)));
    if (done.includes(true)) away.delete(id);
    else away.add(id);
    if (away.has(id) && size === 1) return;
  }
}

/** Whether the receiver took it, or nothing was to be sent. */
async function run(
  hands: Hands,
  subscription: Subscription,
  secrets: readonly string[],
  errand: Errand,
): Promise<boolean> {
  const { db, watch, options, stop } = hands;
  if (!errand.letter) {
    await settle(db.orm, subscription, errand, NOTHING, 0);
    return true;
  }
  const message = messageOf(subscription, errand.letter);
  const tried = atRest(await send(subscription.url, secrets, message, { ...options, stop }), options);
  if (stop.aborted && tried.error !== null) {
    await release(db.orm, subscription, errand);
    return false;
  }
  const { attempts } = errand.claim;
  await settle(
    db.orm,
    subscription,
    errand,
    tried,
    attempts >= options.tries ? null : pauseAfter(attempts, tried, options),
  );
  watch.count('jiefen_webhook_tries_total', 1, { outcome: tried.error === null ? 'delivered' : 'failed' });
  return tried.error === null;
}

/** No receiver puts us off for longer than we would wait by ourselves. */
const atRest = (tried: Try, { longestPauseMs }: WebhookOptions): Try => ({
  ...tried,
  retryAfterMs: tried.retryAfterMs === null ? null : Math.min(tried.retryAfterMs, longestPauseMs),
});

/**
 * Between half of it and the whole, so that those that failed together do not come back together; never sooner than the
 * receiver asked for.
 */
function pauseAfter(attempts: number, { retryAfterMs }: Try, { firstPauseMs, longestPauseMs }: WebhookOptions): number {
  const pause = Math.min(firstPauseMs * 2 ** Math.min(attempts - 1, 30), longestPauseMs);
  return Math.max(Math.round(pause * (0.5 + Math.random() / 2)), retryAfterMs ?? 0);
}

/** Ids, codes and instants: whoever may know more asks the API. The case is told as it stands at this try. */
function messageOf({ id }: Subscription, letter: Letter): Message {
  const { caseId, caseNo, seq, type, recordedAt, legalAt, happenedOn, drill, status, level, state } = letter;
  return {
    id: nameBasedId('webhook', id, caseId, seq),
    body: JSON.stringify({
      type: `case.${type}`,
      timestamp: recordedAt,
      data: { caseId, caseNo, seq, legalAt, happenedOn, drill, now: { status, level, state } },
    }),
  };
}

/** The age of the oldest is the alarm: news has not left this house so long. */
async function observe({ orm }: Db, watch: Watch): Promise<void> {
  const { waiting, oldest, dead } = await queueOfWebhooks(orm);
  watch.gauge('jiefen_webhooks_waiting', waiting);
  watch.gauge('jiefen_webhooks_oldest_seconds', oldest);
  watch.gauge('jiefen_webhooks_dead', dead);
  await forgetOld(orm, KEEP_ATTEMPTS_MS);
}
