import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { send, signatureOf } from './webhook-send.ts';

const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('a webhook on its way', () => {
  it('is signed as the scheme publishes it', () => {
    expect(signatureOf(secret, message, 1_614_265_330)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('ends when its time is over, or when it is told to', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const way = { withinMs: 50, trusted: [origin], stop: new AbortController().signal };
    expect(await send(origin, secret, message, way)).toMatchObject({ status: null, error: 'no-answer' });
    const stopped = { ...way, withinMs: 60_000, stop: AbortSignal.abort() };
    expect(await send(origin, secret, message, stopped)).toMatchObject({ status: null });
    server.closeAllConnections();
    server.close();
  });
});
