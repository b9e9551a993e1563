import { isIPv6 } from 'node:net';

/**
 * What addresses are counted by: an IPv4 address by itself, an IPv6 address by its first 64 bits, since a home or a
 * machine is given as many at least. A port beside it, as Azure's gateways write into `X-Forwarded-For`, tells nobody apart.
 *
 * '203.0.113.7:4711' → '203.0.113.7'; '203.0.113.7' → '203.0.113.7'; '::ffff:203.0.113.7' → '203.0.113.7'; '2001:db8:1:2:3:4:5:6' → '2001:db8:1:2::/64'
 *
 * @see RFC 4291 §2.5.4, §2.5.5.2; RFC 6177
 */
export function toAddressGroup(given: string): string {
  const address = withoutPort(given);
  if (!isIPv6(address)) return address;
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  return mapped ?? `${firstGroups(address).join(':')}::/64`;
}

/** '203.0.113.7:4711' → '203.0.113.7'; '[2001:db8::1]:4711' → '2001:db8::1' */
export function withoutPort(address: string): string {
  const [, v4, v6] = /^(?:(\d+\.\d+\.\d+\.\d+):\d+|\[([\da-f:.]+)\](?::\d+)?)$/i.exec(address) ?? [];
  return v4 ?? v6 ?? address;
}

/** The first four groups, without leading zeros. */
function firstGroups(address: string): string[] {
  const [before = '', after] = withoutZone(address).split('::');
  const left = toGroups(before);
  if (after === undefined) return left.slice(0, GROUPS);
  const right = toGroups(after);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, GROUPS);
}

const GROUPS = 4;

function toGroups(text: string): string[] {
  if (text === '') return [];
  // The last 32 bits may be spelled as an IPv4 address: two groups, which are never among the first.
  return text.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [Number.parseInt(group, 16).toString(16)]));
}

/** fe80::1%eth0 → fe80::1 */
function withoutZone(address: string): string {
  return address.split('%')[0] as string;
}
