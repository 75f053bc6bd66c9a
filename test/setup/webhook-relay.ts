// A relay of webhooks as a process of its own, for tests that kill it: `database-url origin key-in-base64`.
import { patrol } from '../../activities/patrol.ts';
import { webhookRelay } from '../../activities/webhooks.ts';
import { connect } from '../../db/connection.ts';

const [url = '', origin = '', key = ''] = process.argv.slice(2);
const watch = { gauge: () => undefined, count: () => undefined, say: () => undefined };
const db = connect(url, { max: 4, queryTimeoutMs: 10_000, name: 'webhook-relay' });
const options = {
  keys: [{ id: 't1', secret: new Uint8Array(Buffer.from(key, 'base64')) }],
  trusted: [origin],
  withinMs: 10_000,
  leaseMs: 30_000,
  firstPauseMs: 20,
  longestPauseMs: 100,
  tries: 1_000,
};
const relay = { ...webhookRelay(db, watch, options), everyMs: 50 };
// Keeps the process until it is killed.
setInterval(() => undefined, 60_000);
await patrol(relay, watch, new AbortController().signal);
