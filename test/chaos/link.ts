// A wire between one of our processes and a server it needs, that can be cut: a TCP proxy on loopback. While it is cut
// nothing passes and nothing is closed, as with a network that loses every packet; healed, what was sent arrives.
import { createServer, connect as dial, type Server, type Socket } from 'node:net';

export interface Link {
  readonly port: number;
  /** Nothing passes any more, not even the news that a side is gone; new connections are taken and hear nothing. */
  cut(): void;
  heal(): void;
  close(): Promise<void>;
}

/** Both ends of one connection; `gone` are those that closed while nothing could be told to the other. */
interface Pair {
  readonly near: Socket;
  far: Socket | null;
  farGone: boolean;
}

export async function openLink(targetPort: number): Promise<Link> {
  const pairs = new Set<Pair>();
  let isCut = false;
  const reach = (pair: Pair) => {
    const far = dial({ port: targetPort, host: '127.0.0.1' });
    pair.far = far;
    carry(pair.near, far);
    carry(far, pair.near);
    far.on('close', () => {
      pair.farGone = true;
      if (!isCut) pair.near.destroy();
    });
  };
  const server = createServer((near) => {
    const pair: Pair = { near, far: null, farGone: false };
    pairs.add(pair);
    near.setNoDelay(true).on('error', () => undefined);
    near.on('close', () => {
      pair.far?.destroy();
      pairs.delete(pair);
    });
    near.pause();
    if (!isCut) reach(pair);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server),
    cut: () => {
      isCut = true;
      for (const { near, far } of pairs) for (const side of [near, far]) side?.pause();
    },
    heal: () => {
      isCut = false;
      for (const pair of pairs) {
        if (pair.farGone) pair.near.destroy();
        else if (pair.far === null) reach(pair);
        else for (const side of [pair.near, pair.far]) side.resume();
      }
    },
    close: () => {
      for (const { near } of pairs) near.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };

  function carry(from: Socket, to: Socket): void {
    from.setNoDelay(true);
    from.on('data', (bytes) => {
      if (to.write(bytes)) return;
      from.pause();
      to.once('drain', () => {
        if (!isCut) from.resume();
      });
    });
    from.on('end', () => to.end());
    from.on('error', () => undefined);
    from.resume();
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return address.port;
}
