// The code with which a worker follows the own case without signing in. Shown once, kept nowhere: it is derived from
// the case by a secret key, so that a repeated intake shows the same code again.
import { createHmac } from 'node:crypto';
import { sha256 } from './hash-chain.ts';

/** Without I, L, O and U, which are misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 80 bits as `XXXX-XXXX-XXXX-XXXX`. @param key 32 secret bytes */
export function trackingCode(caseId: string, key: Uint8Array): string {
  const bits = createHmac('sha256', key).update(`tracking-code:${caseId}`).digest();
  const letters = Array.from({ length: 16 }, (_, i) => ALPHABET.charAt(fiveBits(bits, i * 5)));
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
}

function fiveBits(bytes: Uint8Array, at: number): number {
  const pair = ((bytes[at >> 3] ?? 0) << 8) | (bytes[(at >> 3) + 1] ?? 0);
  return (pair >> (11 - (at & 7))) & 31;
}

/** What is stored of a code, lower-case hex. Takes it as a person types it: any case, with or without dashes. */
export function trackingHash(code: string): string {
  const folded = code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
  return sha256(folded.replaceAll('O', '0').replaceAll(/[IL]/g, '1'));
}
