// The application behind a socket: how long a client may take to speak, and how a server ends.
import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from './app.ts';
import type { Context } from './context.ts';
import { answerBrokenRequest } from './problem-handler.ts';

/** How long requests in hand may take once we were told to end. */
const DRAIN_MS = 10_000;
/** How long a client may take to send a request, and its headers. */
const REQUEST_MS = 15_000;
const HEADERS_MS = 10_000;

/** The server, not yet listening. */
export function serve(context: Context): Server {
  const limits = { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS, connectionsCheckingInterval: 2_000 };
  const server = createServer({ ...limits, keepAliveTimeout: 20_000 }, createApp(context));
  server.on('clientError', answerBrokenRequest);
  return server;
}

/** New connections are refused, idle ones closed; requests in hand have their time. */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  await Promise.race([closed, wait(DRAIN_MS, undefined, { ref: false })]);
  clearInterval(idle);
  server.closeAllConnections();
}
