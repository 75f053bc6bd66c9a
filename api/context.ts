// What every handler stands on: handed down by the composition root, never reached for.
import type { Logger } from 'pino';
import type { Db } from '../db/connection.ts';
import type { Keys } from '../db/sealing.ts';
import type { TrustedOrigins } from '../db/webhook-target.ts';
import type { Limits } from './limits.ts';
import type { Metrics } from './metrics.ts';

export interface Context {
  readonly db: Db;
  /** Of personal data. */
  readonly keys: Keys;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly limits: Limits;
  /** Whether cases may live in a legal time that is moved (演练). Never in production. */
  readonly drill: boolean;
  /** Whether browsers reach us over TLS only: `__Host-` cookies, HSTS. */
  readonly tls: boolean;
  /** Proxies in front of us whose `X-Forwarded-*` is believed. */
  readonly proxies: number;
  /** Origins that webhooks may call though they are not public. */
  readonly trustedOrigins: TrustedOrigins;
  /** Whether requests are still taken; false while the process ends. */
  readonly isOpen: () => boolean;
}
