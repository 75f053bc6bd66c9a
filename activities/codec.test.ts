import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodecKey, dataConverter, encryption } from './codec.ts';

const key = (id: string): CodecKey => ({ id, secret: new Uint8Array(32).fill(id.charCodeAt(0)) });
const payload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const opened = (of: Payload | undefined): unknown => of && defaultPayloadConverter.fromPayload(of);
const textOf = (of: Payload | undefined): string =>
  Buffer.concat([...Object.values(of?.metadata ?? {}), of?.data ?? new Uint8Array()]).toString('latin1');

describe('encryption of payloads', () => {
  it('gives back what went in, byte for byte, and shows nothing of it', async () => {
    const codec = encryption([key('a')]);
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.string({ minLength: 12 }), async (value, secret) => {
        const plain = payload({ value, secret });
        const [hidden] = await codec.encode([plain]);
        expect(textOf(hidden)).not.toContain(secret);
        const [shown] = await codec.decode([hidden ?? plain]);
        expect(opened(shown)).toEqual(opened(plain));
        expect([...(shown?.metadata?.encoding ?? [])]).toEqual([...(plain.metadata?.encoding ?? [])]);
      }),
      { numRuns: 50 },
    );
  });

  it('never encrypts the same thing to the same bytes', async () => {
    const codec = encryption([key('a')]);
    const [one, two] = await codec.encode([payload('x'), payload('x')]);
    expect(one?.data).not.toEqual(two?.data);
  });

  it('reads under every key of the list and writes under the first', async () => {
    const [old] = await encryption([key('a')]).encode([payload('kept')]);
    const rotated = encryption([key('b'), key('a')]);
    expect((await rotated.decode(old ? [old] : [])).map(opened)).toEqual(['kept']);
    const [fresh] = await rotated.encode([payload('new')]);
    expect(Buffer.from(fresh?.metadata?.['key-id'] ?? []).toString()).toBe('b');
    await expect(encryption([key('a')]).decode(fresh ? [fresh] : [])).rejects.toThrow('no codec key b');
  });

  it('leaves alone what was written before there were keys', async () => {
    const plain = payload('before');
    expect(await encryption([key('a')]).decode([plain])).toEqual([plain]);
  });

  it('refuses every changed byte, and another key under the same id', async () => {
    const codec = encryption([key('a')]);
    const [hidden] = await codec.encode([payload('untouched')]);
    const data = hidden?.data ?? new Uint8Array();
    for (let i = 0; i < data.length; i += 1) {
      const changed = data.map((byte, at) => (at === i ? byte ^ 1 : byte));
      await expect(codec.decode([{ ...hidden, data: changed }])).rejects.toThrow();
    }
    const impostor = encryption([{ id: 'a', secret: new Uint8Array(32) }]);
    await expect(impostor.decode(hidden ? [hidden] : [])).rejects.toThrow();
  });

  it('refuses to begin without a whole key', () => {
    expect(() => encryption([])).toThrow('no key');
    expect(() => encryption([{ id: 'a', secret: new Uint8Array(31) }])).toThrow('32 bytes');
  });

  it('encrypts only where there are keys, and always keeps failures out of clear text', () => {
    expect(dataConverter([]).payloadCodecs).toBeUndefined();
    expect(dataConverter([key('a')]).payloadCodecs).toHaveLength(1);
    expect(dataConverter([]).failureConverterPath).toMatch(/failure-converter\.cjs$/);
  });
});
