import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import v8 from 'node:v8';
import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { retryAfterOf, send, signatureOf } from './webhook-send.ts';

const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** Collects everything that nothing holds. */
function collect(): void {
  v8.setFlagsFromString('--expose-gc');
  vm.runInNewContext('gc')();
}

describe('a webhook on its way', () => {
  it('is signed as the scheme publishes it', () => {
    expect(signatureOf(secret, message, 1_614_265_330)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('ends when its time is over, or when it is told to', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const way = { withinMs: 50, trusted: [origin], stop: new AbortController().signal };
    expect(await send(origin, [secret], message, way)).toMatchObject({ status: null, error: 'no-answer' });
    const stopped = { ...way, withinMs: 60_000, stop: AbortSignal.abort() };
    expect(await send(origin, [secret], message, stopped)).toMatchObject({ status: null });
    server.closeAllConnections();
    server.close();
  });

  it('ends though the garbage is collected meanwhile', async () => {
    const server = createServer(() => setImmediate(collect));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const way = { withinMs: 100, trusted: [origin], stop: new AbortController().signal };
    const tries = await Promise.all(Array.from({ length: 8 }, () => send(origin, [secret], message, way)));
    expect(new Set(tries.map(({ error }) => error))).toEqual(new Set(['no-answer']));
    server.closeAllConnections();
    server.close();
  });

  it('bears a signature under each secret in force', async () => {
    const former = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
    const headers: unknown[] = [];
    const server = createServer((request, response) => {
      headers.push(request.headers['webhook-signature'], request.headers['webhook-timestamp']);
      response.writeHead(503, { 'retry-after': '7' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const way = { withinMs: 5_000, trusted: [origin], stop: new AbortController().signal };
    expect(await send(origin, [secret, former], message, way)).toMatchObject({ status: 503, retryAfterMs: 7_000 });
    const at = Number(headers[1]);
    expect(headers[0]).toBe(`${signatureOf(secret, message, at)} ${signatureOf(former, message, at)}`);
    server.closeAllConnections();
    server.close();
  });

  it.each([
    [429, '120', 120_000],
    [503, 'Thu, 01 Jan 1970 00:01:00 GMT', 59_000],
    [503, 'Thu, 01 Jan 1970 00:00:00 GMT', 0],
    [503, undefined, null],
    [503, 'soon', null],
    [503, '-5', null],
    [503, '1e9', null],
    [500, '120', null],
    [301, '120', null],
  ])('knows when it is to come again: %i %s', (status, header, ms) =>
    expect(retryAfterOf(status, header, 1_000)).toBe(ms),
  );
});
