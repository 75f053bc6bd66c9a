// TCP ports on loopback.
import { createServer } from 'node:net';

// Below every system's range for outgoing connections: there a client that keeps calling a dead server can meet
// itself (TCP self-connect) and keep the port from the server that wants to come back.
const FIRST = 21_000;
const LAST = 31_999;

export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The preferred port where it is free, else any free one that no outgoing connection uses. */
export async function choosePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  const size = LAST - FIRST + 1;
  const from = Math.floor(Math.random() * size);
  for (let step = 0; step < size; step += 1) {
    const port = FIRST + ((from + step) % size);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${FIRST} and ${LAST}`);
}
