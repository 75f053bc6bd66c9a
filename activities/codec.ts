// Encrypts what Temporal stores: AES-256-GCM under the first key, readable under any key of the list, so that keys can
// be changed while cases run.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type DataConverter, type Payload, type PayloadCodec, ValueError } from '@temporalio/common';
import proto from '@temporalio/proto';

/** 32 bytes, with an id that is stored beside what it encrypted. */
export interface CodecKey {
  readonly id: string;
  readonly secret: Uint8Array;
}

const ENCODING = 'binary/encrypted';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PayloadMessage = proto.temporal.api.common.v1.Payload;
const text = { encode: new TextEncoder(), decode: new TextDecoder() };

const FAILURE_CONVERTER = fileURLToPath(new URL('../workflows/failure-converter.cjs', import.meta.url));

/** For every client and worker alike: failures are kept like everything else, encrypted where there are keys. */
export function dataConverter(keys: readonly CodecKey[]): DataConverter {
  return { failureConverterPath: FAILURE_CONVERTER, ...(keys.length > 0 && { payloadCodecs: [encryption(keys)] }) };
}

/** @param keys the first encrypts; at least one @throws ValueError for a key of another length */
export function encryption(keys: readonly CodecKey[]): PayloadCodec {
  const byId = new Map(keys.map((key) => [key.id, key]));
  const [current] = keys;
  if (!current) throw new ValueError('no key');
  if (keys.some(({ secret }) => secret.length !== 32)) throw new ValueError('a key has 32 bytes');
  return {
    encode: async (payloads) => payloads.map((payload) => encrypted(payload, current)),
    decode: async (payloads) => payloads.map((payload) => decrypted(payload, byId)),
  };
}

/** The id of the key is bound to the ciphertext: neither can be changed without the other. */
function encrypted(payload: Payload, key: CodecKey): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.secret, nonce).setAAD(text.encode.encode(key.id));
  const data = Buffer.concat([nonce, cipher.update(PayloadMessage.encode(payload).finish()), cipher.final()]);
  return {
    metadata: { encoding: text.encode.encode(ENCODING), 'key-id': text.encode.encode(key.id) },
    data: new Uint8Array(Buffer.concat([data, cipher.getAuthTag()])),
  };
}

/** What was written before encryption was switched on is read as it is. */
function decrypted(payload: Payload, keys: ReadonlyMap<string, CodecKey>): Payload {
  const { metadata, data } = payload;
  if (!metadata?.encoding || text.decode.decode(metadata.encoding) !== ENCODING) return payload;
  const id = text.decode.decode(metadata['key-id'] ?? new Uint8Array());
  const key = keys.get(id);
  if (!key) throw new ValueError(`no codec key ${id}`);
  const bytes = Buffer.from(data ?? new Uint8Array());
  const decipher = createDecipheriv(CIPHER, key.secret, bytes.subarray(0, NONCE_BYTES))
    .setAAD(text.encode.encode(id))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const plain = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
  return PayloadMessage.decode(Buffer.concat(plain));
}
