// An id that follows from what it is of: the same act asked for again has the same id, and the table's own key keeps it
// single. For acts that stand beside the record of a case; the record has its commands' ids.
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** UUID version 8 (RFC 9562) over SHA-256 of the names in order. */
export function nameBasedId(...names: readonly unknown[]): string {
  const hex = createHash('sha256').update(canonicalJson(names)).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
