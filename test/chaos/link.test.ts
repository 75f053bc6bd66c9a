import { once } from 'node:events';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Link, openLink } from './link.ts';

let echo: Server;
let serving: Socket[];
let link: Link;

beforeEach(async () => {
  serving = [];
  echo = createServer((socket) => {
    serving.push(socket);
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  link = await openLink([portOf(echo)]);
});

afterEach(async () => {
  await link.close();
  for (const socket of serving) socket.destroy();
  await new Promise((resolve) => echo.close(resolve));
});

async function opened(): Promise<Socket> {
  const socket = dial({ port: link.port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

async function heard(socket: Socket): Promise<string> {
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return answer.toString();
}

describe('a link', () => {
  it('passes bytes both ways', async () => {
    const socket = await opened();
    socket.write('解纷');
    expect(await heard(socket)).toBe('解纷');
  });

  it('is silent while cut and closes nothing; what was sent arrives when it is healed', async () => {
    const before = await opened();
    before.write('alive');
    await heard(before);
    link.cut();
    const during = await opened();
    const early: string[] = [];
    const note = (bytes: Buffer) => early.push(bytes.toString());
    for (const socket of [before, during]) {
      socket.on('data', note).on('close', () => early.push('closed'));
      socket.write('late');
    }
    // A second link to the same server shows that time enough has passed for an answer.
    const other = await openLink([portOf(echo)]);
    const witness = dial({ port: other.port, host: '127.0.0.1' });
    for (let round = 0; round < 20; round += 1) {
      witness.write('x');
      await heard(witness);
    }
    witness.destroy();
    await other.close();
    expect(early).toEqual([]);
    for (const socket of [before, during]) socket.off('data', note);
    const answers = Promise.all([heard(before), heard(during)]);
    link.heal();
    expect(await answers).toEqual(['late', 'late']);
  });

  it('tells the near side that the server is gone, but not while it is cut', async () => {
    const socket = await opened();
    socket.write('alive');
    await heard(socket);
    link.cut();
    let closed = false;
    const gone = once(socket, 'close').then(() => {
      closed = true;
    });
    for (const inner of serving) {
      const ended = once(inner, 'close');
      inner.destroy();
      await ended;
    }
    expect(closed).toBe(false);
    link.heal();
    await gone;
  });
});

describe('a link before several servers', () => {
  it('takes turns, passes over one that refuses, and loses nothing of what was sent meanwhile', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const refusing = portOf(gone);
    await new Promise((done) => gone.close(done));
    const named = createServer((socket) => socket.on('error', () => undefined).once('data', () => socket.write('two')));
    await once(named.listen(0, '127.0.0.1'), 'listening');
    const door = await openLink([portOf(echo), refusing, portOf(named)]);
    const answers: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const socket = dial({ port: door.port, host: '127.0.0.1' });
      socket.write('one');
      answers.push(await heard(socket));
      socket.destroy();
    }
    expect(answers).toEqual(['one', 'two', 'one', 'two']);
    await door.close();
    await new Promise((done) => named.close(done));
  });
});

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
