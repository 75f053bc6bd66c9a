import { expect, it } from 'vitest';
import { tokensAskedFor, tokensOf } from './search-tokens.ts';
import { trackingCode, trackingHash } from './tracking-code.ts';

const finds = (query: string, text: string): boolean =>
  tokensAskedFor(query).every((token) => tokensOf(text).includes(token));

it.each([
  ['宏远', '大安区宏远建筑有限公司', true],
  ['宏', '大安区宏远建筑有限公司', true],
  ['宏远 建筑', '大安区宏远建筑有限公司', true],
  ['远宏', '大安区宏远建筑有限公司', false],
  ['ＡＢＣ公司', 'abc公司', true],
  ['2026', '解2026-000123', true],
  ['解2026-000123', '解2026-000123', true],
  ['000124', '解2026-000123', false],
])('%s in %s: %s', (query, text, found) => {
  expect(finds(query, text)).toBe(found);
});

it('asks for nothing where nothing can be searched', () => {
  expect(tokensAskedFor(" -- %_'\\")).toEqual([]);
});

it('gives each case its own tracking code, and takes it as a person types it', () => {
  const key = new Uint8Array(32).fill(1);
  const codes = Array.from({ length: 500 }, (_, i) => trackingCode(`case-${i}`, key));
  expect(new Set(codes).size).toBe(500);
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
  expect(trackingCode('case-0', key)).toBe(codes[0]);
  expect(trackingCode('case-0', new Uint8Array(32))).not.toBe(codes[0]);
  const code = 'A0B1-C2D3-E4F5-G6H7';
  expect(trackingHash('aOBl c2d3 e4f5 ｇ6h7')).toBe(trackingHash(code));
  expect(trackingHash('A0B1-C2D3-E4F5-G6H8')).not.toBe(trackingHash(code));
});
