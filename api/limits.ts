// How often one address may try to sign in or ask for a public progress: counted in the database, so that all API
// processes count together. Accounts have their own lock (db/people.ts); this keeps one source from trying many.
import { createHash } from 'node:crypto';
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '../db/connection.ts';
import { rateLimits } from '../db/schema/rate-limits.ts';
import { Problem } from './problem.ts';

export interface Limit {
  /** Counts a try. @throws Problem `too-many-tries` */
  take(source: string): Promise<void>;
  /** The try was a good one and is not counted after all. */
  giveBack(source: string): Promise<void>;
}

export interface Limits {
  /** Failed tries to sign in from one address: many good ones may come from one office. */
  readonly signIn: Limit;
  /** Questions after a public progress from one address. */
  readonly progressByAddress: Limit;
  /** Questions after one case number, from wherever: nobody tries out its codes. */
  readonly progressByCase: Limit;
}

/** Points in seconds. */
const SIGN_IN = [40, 300] as const;
const BY_ADDRESS = [30, 60] as const;
const BY_CASE = [20, 3_600] as const;

export function limitsOf(db: Db): Limits {
  return {
    signIn: limit(db, 'sign-in', ...SIGN_IN),
    progressByAddress: limit(db, 'progress-address', ...BY_ADDRESS),
    progressByCase: limit(db, 'progress-case', ...BY_CASE),
  };
}

function limit(db: Db, keyPrefix: string, points: number, duration: number): Limit {
  const limiter = new RateLimiterDrizzle({
    storeClient: db.orm,
    schema: rateLimits,
    keyPrefix,
    points,
    duration,
    clearExpiredByTimeout: false,
  });
  const keyOf = (source: string) => createHash('sha256').update(source, 'utf8').digest('base64url');
  return {
    take: async (source) => {
      try {
        await limiter.consume(keyOf(source));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        throw Problem.of('too-many-tries', { retryAfter: refused.msBeforeNext / 1_000 });
      }
    },
    giveBack: async (source) => {
      await limiter.reward(keyOf(source));
    },
  };
}
