// A receiver of webhooks on loopback that behaves as it is told: it takes, fails, hangs, cuts the line, answers twice.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `taken-cut`: takes the message and cuts the line before it has answered. `busy`: asks for rest. */
export const BEHAVIOURS = ['ok', 'refuse', 'busy', 'hang', 'cut', 'taken-cut', 'twice', 'redirect', 'flood'] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export interface Arrival {
  readonly id: string;
  readonly caseId: string;
  readonly seq: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
  readonly behaviour: Behaviour;
  /** Whether the receiver acted on it. */
  readonly taken: boolean;
  readonly path: string;
}

const TAKES: readonly Behaviour[] = ['ok', 'taken-cut', 'twice', 'flood'];

export interface Receiver {
  readonly origin: string;
  readonly arrivals: Arrival[];
  /** What it says in `Retry-After` when it is busy. */
  retryAfter: string;
  behave: (caseId: string, seq: number) => Behaviour | Promise<Behaviour>;
  close(): Promise<void>;
}

export async function receiver(): Promise<Receiver> {
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const { data } = JSON.parse(text) as { data: { caseId: string; seq: number } };
    const behaviour = await at.behave(data.caseId, data.seq);
    const { headers, url: path = '' } = request;
    const id = String(headers['webhook-id']);
    at.arrivals.push({ ...data, id, text, headers, behaviour, taken: TAKES.includes(behaviour), path });
    if (behaviour === 'cut' || behaviour === 'taken-cut') request.socket.destroy();
    else if (behaviour === 'twice') request.socket.write('HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 500 No\r\n\r\n');
    else if (behaviour === 'redirect') response.writeHead(302, { location: `${at.origin}/elsewhere` }).end();
    else if (behaviour === 'refuse') response.writeHead(500).end('no');
    else if (behaviour === 'busy') response.writeHead(429, { 'retry-after': at.retryAfter }).end();
    else if (behaviour === 'flood') {
      response.writeHead(200);
      // Without end: only a client that does not read goes on.
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    } else if (behaviour === 'ok') response.writeHead(204).end();
  };
  const server = createServer((request, response) => {
    // What a client breaks off is nobody's error.
    take(request, response).catch(() => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at: Receiver = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals: [],
    retryAfter: '0',
    behave: () => 'ok',
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return at;
}
