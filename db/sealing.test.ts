import { describe, expect, it } from 'vitest';
import { open, seal, searchHash, searchHashes, Unreadable } from './sealing.ts';

const key = (id: string, fill: number) => ({ id, secret: new Uint8Array(32).fill(fill) });
const [old, young] = [key('k1', 1), key('k2', 2)];
const NUMBER = '11010519491231002X';

describe('a sealed number', () => {
  it('opens in its place, and looks different each time', () => {
    const sealed = seal([old], 'here', NUMBER);
    expect(open([old], 'here', sealed)).toBe(NUMBER);
    expect(seal([old], 'here', NUMBER)).not.toBe(sealed);
    expect(sealed).toMatch(/^k1:/);
    expect(sealed).not.toContain(NUMBER);
  });

  it('opens nowhere else, changed, cut short, or without its key', () => {
    const sealed = seal([old], 'here', NUMBER);
    const bytes = Buffer.from(sealed.slice(3), 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => open([old], 'here', `k1:${changed.toString('base64')}`)).toThrow(Unreadable);
    }
    expect(() => open([old], 'there', sealed)).toThrow(Unreadable);
    expect(() => open([young], 'here', sealed)).toThrow(Unreadable);
    expect(() => open([old], 'here', sealed.slice(0, 20))).toThrow(Unreadable);
  });

  it('stays readable and findable when a new key comes first', () => {
    const sealed = seal([old], 'here', NUMBER);
    const found = searchHash([old], 'idNumber', NUMBER);
    expect(open([young, old], 'here', sealed)).toBe(NUMBER);
    expect(seal([young, old], 'here', NUMBER)).toMatch(/^k2:/);
    expect(searchHashes([young, old], 'idNumber', NUMBER)).toContain(found);
  });

  it('is found only under its key and kind', () => {
    const hashes = [
      searchHash([old], 'idNumber', NUMBER),
      searchHash([young], 'idNumber', NUMBER),
      searchHash([old], 'phone', NUMBER),
    ];
    expect(new Set(hashes).size).toBe(3);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('needs a key', () => {
    expect(() => seal([], 'here', NUMBER)).toThrow(RangeError);
  });
});
