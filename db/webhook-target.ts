// Where a webhook may go: https to public addresses, or an origin that the operator has named. Asked when an address is
// saved and again at every sending, where the address that was examined is the one that is connected to (OWASP API7).
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** An address to connect to. */
export interface Target {
  readonly url: URL;
  readonly address: string;
  readonly family: 4 | 6;
}

export type TargetFault = 'address-malformed' | 'address-not-https' | 'address-not-public' | 'name-unknown';

export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
  readonly code: TargetFault;
  constructor(code: TargetFault) {
    super(code);
    this.code = code;
  }
}

/** `scheme://host:port` of those who may be called though they are not public, as `URL.origin` writes them. */
export type TrustedOrigins = readonly string[];

/** All addresses of a name. */
export type Resolve = (name: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const PORTS = ['', '443', '8443'];
const LONGEST_URL = 500;

/** Everything that IANA's registries of special purposes keep from the public internet, and ways to tunnel into it. */
const SPECIAL = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  SPECIAL.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  SPECIAL.addSubnet(net, prefix, 'ipv6');
const GLOBAL = new BlockList();
GLOBAL.addSubnet('2000::', 3, 'ipv6');

/** Whether an address is one of the public internet. IPv6 that carries an IPv4 address in it is not. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !SPECIAL.check(address, 'ipv4');
  return family === 6 && GLOBAL.check(address, 'ipv6') && !SPECIAL.check(address, 'ipv6');
}

/** What can be told without asking for the name. @throws TargetRefused */
export function targetUrl(text: string, trusted: TrustedOrigins): URL {
  const url = text.length <= LONGEST_URL && URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password || url.hash) throw new TargetRefused('address-malformed');
  if (trusted.includes(url.origin)) return url;
  if (url.protocol !== 'https:') throw new TargetRefused('address-not-https');
  if (!PORTS.includes(url.port)) throw new TargetRefused('address-not-public');
  return url;
}

const RESOLVE: Resolve = (name) => lookup(name, { all: true });

/**
 * The one address that is to be connected to. A name with any address that is not public is refused.
 *
 * @throws TargetRefused
 */
export async function targetOf(text: string, trusted: TrustedOrigins, resolve: Resolve = RESOLVE): Promise<Target> {
  const url = targetUrl(text, trusted);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) === 0 ? await resolve(host).catch(() => []) : [{ address: host, family: isIP(host) }];
  const [first] = found;
  if (!first) throw new TargetRefused('name-unknown');
  if (!trusted.includes(url.origin) && !found.every(({ address }) => isPublic(address)))
    throw new TargetRefused('address-not-public');
  return { url, address: first.address, family: first.family === 6 ? 6 : 4 };
}
