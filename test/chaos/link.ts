// A wire between one of our processes and a server it needs, that can be cut: a TCP proxy on loopback. While it is cut
// nothing passes and nothing is closed, as with a network that loses every packet; healed, what was sent arrives. Before
// several servers of a kind it shares new connections out among those that take them, as a load balancer does.
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
  /** Null until a server has taken it. */
  far: Socket | null;
  dialling: boolean;
  farGone: boolean;
}

/**
 * @param targets ports of the servers; one that refuses is passed over
 * @param port its own; 0: any free one
 */
export async function openLink(targets: readonly [number, ...number[]], port = 0): Promise<Link> {
  const pairs = new Set<Pair>();
  let isCut = false;
  let turn = 0;
  const reach = (pair: Pair, tries: number = targets.length) => {
    const far = dial({ port: targets[turn++ % targets.length] ?? targets[0], host: '127.0.0.1' });
    pair.dialling = true;
    const refused = () => {
      far.destroy();
      if (tries > 1 && !pair.near.destroyed) {
        reach(pair, tries - 1);
        return;
      }
      pair.dialling = false;
      pair.farGone = true;
      if (!isCut) pair.near.destroy();
    };
    far.once('error', refused).once('connect', () => {
      far.off('error', refused);
      pair.dialling = false;
      pair.far = far;
      if (pair.near.destroyed) far.destroy();
      else joined(pair, far);
    });
  };
  const joined = (pair: Pair, far: Socket) => {
    carry(pair.near, far);
    carry(far, pair.near);
    if (isCut) for (const side of [pair.near, far]) side.pause();
    far.on('close', () => {
      pair.farGone = true;
      if (!isCut) pair.near.destroy();
    });
  };
  const server = createServer((near) => {
    const pair: Pair = { near, far: null, dialling: false, farGone: false };
    pairs.add(pair);
    near.setNoDelay(true).on('error', () => undefined);
    near.on('close', () => {
      pair.far?.destroy();
      pairs.delete(pair);
    });
    near.pause();
    if (!isCut) reach(pair);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
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
        else if (pair.far !== null) for (const side of [pair.near, pair.far]) side.resume();
        else if (!pair.dialling) reach(pair);
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
