import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublic, TargetRefused, targetOf, targetUrl } from './webhook-target.ts';

const RECEIVER = 'https://receiver.example/hook';
const resolving =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

async function refusal(text: string, resolve = resolving('93.184.215.14'), trusted: readonly string[] = []) {
  try {
    await targetOf(text, trusted, resolve);
  } catch (error) {
    if (error instanceof TargetRefused) return error.code;
    throw error;
  }
  return null;
}

describe('where a webhook may go', () => {
  it('is the examined address of a public name, or an address itself', async () => {
    expect(await targetOf(RECEIVER, [], resolving('93.184.215.14'))).toMatchObject({
      address: '93.184.215.14',
      family: 4,
    });
    expect(await targetOf('https://[2606:4700::1111]:8443/', [])).toMatchObject({
      address: '2606:4700::1111',
      family: 6,
    });
  });

  it.each(['http://receiver.example/', 'file:///etc/passwd', 'gopher://receiver.example/', 'ftp://receiver.example/'])(
    'is https: %s',
    async (text) => expect(await refusal(text)).toBe('address-not-https'),
  );

  it.each([
    'https://user@receiver.example/',
    'https://a:b@receiver.example/',
    'https://receiver.example/#x',
    'receiver.example',
    '',
    `https://receiver.example/${'x'.repeat(500)}`,
  ])('is well formed: %s', async (text) => expect(await refusal(text)).toBe('address-malformed'));

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:93.184.215.14]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://receiver.example:5432/',
    'https://receiver.example:22/',
  ])('is public: %s', async (text) => expect(await refusal(text)).toBe('address-not-public'));

  it('is refused when any address of the name is not public, or there is none', async () => {
    expect(await refusal(RECEIVER, resolving('93.184.215.14', '10.0.0.1'))).toBe('address-not-public');
    expect(await refusal(RECEIVER, resolving())).toBe('name-unknown');
  });

  it('may be what the operator has named, that origin and no other', async () => {
    const trusted = ['http://127.0.0.1:8080', 'https://intern.example:9443'];
    expect(await refusal('http://127.0.0.1:8080/hook', undefined, trusted)).toBeNull();
    expect(await refusal('https://intern.example:9443/', resolving('10.0.0.9'), trusted)).toBeNull();
    expect(await refusal('http://127.0.0.1:8081/hook', undefined, trusted)).toBe('address-not-https');
    expect(await refusal('https://intern.example/', resolving('10.0.0.9'), trusted)).toBe('address-not-public');
    expect(() => targetUrl('http://user@127.0.0.1:8080/', trusted)).toThrow(TargetRefused);
  });

  it('is in no private network, whatever its last bytes', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (a, b, c) => {
        expect(isPublic(`10.${a}.${b}.${c}`)).toBe(false);
        expect(isPublic(`127.${a}.${b}.${c}`)).toBe(false);
        expect(isPublic(`172.${16 + (a % 16)}.${b}.${c}`)).toBe(false);
        expect(isPublic(`192.168.${b}.${c}`)).toBe(false);
        expect(isPublic(`${224 + (a % 32)}.${a}.${b}.${c}`)).toBe(false);
      }),
    );
  });
});
