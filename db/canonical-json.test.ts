import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../domain/case.ts';
import { canonicalJson, inCanonicalOrder } from './canonical-json.ts';
import { hashOf } from './hash-chain.ts';
import { brokenLinks } from './verify-chain.ts';

const shuffled = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, shuffled(member)]),
      )
    : value;

describe('canonical JSON', () => {
  it('does not depend on the order in which a value was built, and loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(JSON.stringify(inCanonicalOrder(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('leaves out what is not there and refuses what JSON would change', () => {
    expect(canonicalJson({ b: 1, a: undefined, 中: null })).toBe('{"b":1,"中":null}');
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, [undefined], { a: () => 1 }]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
});

describe('the chain', () => {
  it('is the same for writer and verifier, and breaks at the link that was changed', () => {
    const bodies = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(bodies, fc.nat(), (events, pick) => {
        let previous: string | null = null;
        const links = events.map((body, i) => {
          // Any JSON will do: the chain looks at no member.
          const event = body as unknown as CaseEvent;
          const hash = hashOf({ event, recordedAt: 1_000 + i, decidedAt: 2_000 + i, previous });
          previous = hash;
          return { seq: i + 1, body, recorded: 1_000 + i, decided: 2_000 + i, hash };
        });
        expect(brokenLinks(links)).toEqual([]);
        const at = pick % links.length;
        const changed = links.map((link, i) => (i === at ? { ...link, recorded: link.recorded + 1 } : link));
        expect(brokenLinks(changed)).toEqual([at + 1]);
        const removed = links.filter((_, i) => i !== at);
        expect(brokenLinks(removed)).toEqual(at < links.length - 1 ? [at + 2] : []);
      }),
    );
  });
});
