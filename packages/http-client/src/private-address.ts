import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** Addresses that are nobody's on the internet, and of this machine or network. @see RFC 6890, and the IANA registries it began */
const BLOCKED: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['::1', 128],
  // Carries an IPv4 address to a translator, which may stand in this network. @see RFC 6052
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const blocked = new BlockList();
for (const [network, prefix] of BLOCKED) blocked.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');

/** True for an address of this machine, this network, or no network at all; an IPv4 address within an IPv6 one counts as itself. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && blocked.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The code of what a private address is refused with. */
export const PRIVATE_ADDRESS = 'TYPHOON_PRIVATE_ADDRESS';

type Callback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Looks a name up for a connection, and refuses private addresses: of the very answer that is connected to, so that a name
 * cannot have another one a moment later.
 */
export function lookupPublic(hostname: string, options: LookupOptions, callback: Callback): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      callback(error, []);
      return;
    }
    const [first, ...others] = addresses.filter(({ address }) => !isPrivateAddress(address));
    if (first === undefined) callback(Object.assign(new Error(`'${hostname}' has a private address.`), { code: PRIVATE_ADDRESS }), []);
    else if (options.all === true) callback(null, [first, ...others]);
    else callback(null, first.address, first.family);
  });
}
