// Where a page ended, handed to the client and taken back: signed, bound to the person and to what was asked, so that an
// edited or borrowed cursor is no way to see anything.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { derived, type Keys } from '../db/sealing.ts';
import { Problem } from './problem.ts';

const TAG_BYTES = 16;

/** What a cursor belongs to: the list, who asks, the filter and the order. */
export type Asked = readonly (string | number | undefined)[];

export function writeCursor(keys: Keys, asked: Asked, place: readonly string[]): string {
  const body = Buffer.from(JSON.stringify(place));
  return Buffer.concat([tag(keys, asked, body), body]).toString('base64url');
}

/** @throws Problem `malformed` for one that was edited, or is of another person or another question */
export function readCursor(keys: Keys, asked: Asked, cursor: string | undefined): readonly string[] | null {
  if (cursor === undefined) return null;
  const bytes = Buffer.from(cursor, 'base64url');
  const [given, body] = [bytes.subarray(0, TAG_BYTES), bytes.subarray(TAG_BYTES)];
  if (given.length !== TAG_BYTES || !timingSafeEqual(given, tag(keys, asked, body))) throw WRONG();
  const place: unknown = JSON.parse(body.toString('utf8'));
  if (!Array.isArray(place)) throw WRONG();
  return place.map(String);
}

/** The page of what was asked for with one more than its limit, and its last row where others follow. */
export function paged<T>(
  found: readonly T[],
  limit: number,
): { readonly page: readonly T[]; readonly last: T | undefined } {
  const page = found.slice(0, limit);
  return { page, last: found.length > limit ? page.at(-1) : undefined };
}

const WRONG = (): Problem =>
  Problem.of('malformed', {
    errors: [
      {
        at: '?cursor',
        code: 'wrong-cursor',
        zh: '翻页标记无效,请从第一页重新查询',
        en: 'The cursor does not belong to this list; begin with the first page',
      },
    ],
  });

function tag(keys: Keys, asked: Asked, body: Buffer): Buffer {
  const [key] = keys;
  if (!key) throw new RangeError('no key of personal data');
  const secret = derived(key, 'cursors');
  return createHmac('sha256', secret)
    .update(JSON.stringify(asked))
    .update('\0')
    .update(body)
    .digest()
    .subarray(0, TAG_BYTES);
}
