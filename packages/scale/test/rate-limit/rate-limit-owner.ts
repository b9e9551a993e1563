import type { FastifyRequest } from 'fastify';
import t from 'tap';
import { compileOwner } from '#src/rate-limit/rate-limit-owner.js';

const route = { readGuard: () => undefined };
const request = (ip: string | undefined) => ({ ip }) as FastifyRequest;

t.test('tells addresses apart, IPv6 by its first half, and knows that a Unix socket has none', async (t) => {
  const read = compileOwner('address', route);
  t.strictSame(
    ['203.0.113.1', '2001:db8::1', undefined].map((ip) => read(request(ip))),
    ['203.0.113.1', '2001:db8:0:0::/64', 'local'],
  );
  t.equal(read(request('203.0.113.1:4711')), '203.0.113.1', 'a port is no other address');
  t.match(read(request('no address, '.repeat(1_000))), /^[\w-]{22}$/, 'as a client may write it where every proxy is believed');
});

t.test('keeps no value as it is: it may be a secret, and as long as its sender likes', async (t) => {
  const read = compileOwner(({ ip }) => ip.repeat(1_000), route);
  const owners = ['secret', 'secret', 'other'].map((value) => read(request(value)));
  t.equal(owners[0], owners[1]);
  t.not(owners[0], owners[2]);
  t.match(owners[0], /^[\w-]{22}$/);
});
