// Personal numbers at rest: AES-256-GCM under a key with an id, and a keyed hash by which the same number is found again.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Key } from '../config.ts';

/** The first key seals, all open. Never empty. */
export type Keys = readonly Key[];

/** The value was sealed under a key that is not here, for another place, or was changed. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const IV = 12;
const TAG = 16;

/**
 * `key id:base64 of iv, tag and ciphertext`.
 *
 * @param place what the value belongs to (table, row, column): it opens there only
 */
export function seal(keys: Keys, place: string, plain: string): string {
  const key = first(keys);
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key.secret, iv).setAAD(Buffer.from(place));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `${key.id}:${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')}`;
}

/** @throws Unreadable */
export function open(keys: Keys, place: string, sealed: string): string {
  const colon = sealed.indexOf(':');
  const id = sealed.slice(0, colon);
  const key = keys.find((k) => k.id === id);
  if (!key) throw new Unreadable(`no key ${id.slice(0, 32)}`);
  const bytes = Buffer.from(sealed.slice(colon + 1), 'base64');
  if (bytes.length < IV + TAG) throw new Unreadable('too short');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.secret, bytes.subarray(0, IV), { authTagLength: TAG })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(IV, IV + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new Unreadable('changed, or from another place', { cause: error });
  }
}

/** What is stored beside a sealed value. HMAC-SHA-256, hexadecimal, under a key of its own for each `kind`. */
export const searchHash = (keys: Keys, kind: string, value: string): string => hashUnder(first(keys), kind, value);

/** What to look for: the value's hash under every key in force. */
export const searchHashes = (keys: Keys, kind: string, value: string): readonly string[] =>
  keys.map((key) => hashUnder(key, kind, value));

function hashUnder(key: Key, kind: string, value: string): string {
  return createHmac('sha256', derived(key, `search ${kind}`))
    .update(value, 'utf8')
    .digest('hex');
}

const derivations = new WeakMap<Key, Map<string, Buffer>>();

/** 32 bytes for one purpose, made once; knowing them does not help to open anything. */
export function derived(key: Key, purpose: string): Buffer {
  const known = derivations.get(key) ?? new Map<string, Buffer>();
  derivations.set(key, known);
  const made = known.get(purpose) ?? Buffer.from(hkdfSync('sha256', key.secret, '', `jiefen ${purpose}`, 32));
  known.set(purpose, made);
  return made;
}

function first(keys: Keys): Key {
  const [key] = keys;
  if (!key) throw new RangeError('no key of personal data');
  return key;
}
