// The API's process: reads the configuration, connects, listens, and ends without losing what it has in hand. It may
// start before PostgreSQL is there and outlives its absence.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Config, dataKeys, readConfig } from '../config.ts';
import { connect, type Db } from '../db/connection.ts';
import { sealFailpoints } from '../db/failpoint.ts';
import { firstAdministrator } from '../db/people.ts';
import { announceReady, onParentGone } from '../local/child.ts';
import type { Context } from './context.ts';
import { drain, serve } from './http-server.ts';
import { limitsOf } from './limits.ts';
import { errorFacts, loggerOf } from './log.ts';
import { metricsOf } from './metrics.ts';

const CONNECTIONS = 10;
const QUERY_WITHIN_MS = 5_000;
const LONGEST_PAUSE_MS = 5_000;

async function main(): Promise<void> {
  const config = readConfig();
  const log = loggerOf(config.logLevel);
  crashOnly(log);
  if (config.mode === 'production') sealFailpoints();
  const db = connect(databaseUrlOf(config), { max: CONNECTIONS, queryTimeoutMs: QUERY_WITHIN_MS, name: 'jiefen-api' });
  let open = true;
  const server = serve(contextOf(config, db, log, () => open));
  const stop = once(async (why: string) => {
    log.info({ why }, 'api ends');
    open = false;
    await drain(server);
    await db.close();
    log.info('api ended');
    process.exit(0);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  onParentGone(() => void stop('parent gone'));
  const address = await listen(server, config);
  log.info({ address }, 'api listens');
  await administrator(db, config, log);
  announceReady(address);
}

/** @throws Error saying what to do */
function databaseUrlOf({ databaseUrl }: Config): string {
  if (databaseUrl !== undefined) return databaseUrl;
  throw new Error(
    '不知道数据库在哪里：请设置 DATABASE_URL，或用 npm start 启动全部服务。\n' +
      'There is no database: set DATABASE_URL, or start everything by npm start.',
  );
}

function contextOf(config: Config, db: Db, log: Logger, isOpen: () => boolean): Context {
  return {
    db,
    keys: dataKeys(config),
    log,
    metrics: metricsOf(),
    limits: limitsOf(db),
    drill: config.drill,
    tls: config.mode === 'production',
    proxies: config.proxies,
    trustedOrigins: config.webhookOrigins,
    isOpen,
  };
}

/** The database may come later than we do; nobody can sign in before it is there. */
async function administrator(db: Db, { adminPassword }: Config, log: Logger): Promise<void> {
  for (let failures = 0; ; failures += 1) {
    try {
      const made = await firstAdministrator(db, adminPassword);
      // To the person at the terminal, once; never to the log. A password that was given is known.
      if (made && adminPassword === undefined) {
        console.log(
          `首位管理员 · first administrator: ${made.username}  一次性显示的密码 · password shown once: ${made.password}`,
        );
      }
      return;
    } catch (error) {
      if (failures === 0) console.log('… 等待 PostgreSQL · waiting for PostgreSQL');
      log.warn({ failures, ...errorFacts(error) }, 'not there yet');
      await wait(Math.min(250 * 2 ** failures, LONGEST_PAUSE_MS));
    }
  }
}

function listen(server: Server, { host, ports }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(ports.api, host, () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
    });
  });
}

const once = <T extends unknown[]>(act: (...args: T) => Promise<void>) => {
  let begun: Promise<void> | null = null;
  return (...args: T): Promise<void> => {
    begun ??= act(...args);
    return begun;
  };
};

/** What nobody caught leaves this process in a state that nobody knows: it ends, and whoever owns it starts another. */
function crashOnly(log: Logger): void {
  const die = (event: string) => (error: unknown) => {
    log.fatal({ event, ...errorFacts(error) }, 'api dies');
    process.exit(1);
  };
  process.on('uncaughtException', die('uncaughtException'));
  process.on('unhandledRejection', die('unhandledRejection'));
}

try {
  await main();
} catch (error) {
  // Configuration, a port that is taken: what the person must know to put it right.
  console.error(error instanceof Error ? error.message : 'the api did not start');
  process.exit(1);
}
