import proxyAddr from '@fastify/proxy-addr';
import type { ServerOptions } from '@typhoon/core';

/** Fastify's option of the same name. */
export type TrustProxy = ServerOptions['trustProxy'];

type Trust = (address: string, hop: number) => boolean;

/**
 * Believes whoever speaks through a unix socket, which has no address: the file's mode says who that can be. Of what
 * stands behind, the rest is believed that was believed before. `false` stays false.
 */
export function trustPeer(rest: TrustProxy): TrustProxy {
  if (rest === false) return false;
  const others = toTrust(rest);
  return (address: string, hop: number) => hop === 0 || others(address, hop);
}

/** As Fastify reads it. */
function toTrust(given: TrustProxy): Trust {
  if (typeof given === 'function') return given;
  if (given === true) return () => true;
  if (typeof given === 'number') return (_address, hop) => hop < given;
  if (given === undefined || given === false) return () => false;
  return proxyAddr.compile(typeof given === 'string' ? given.split(',').map((address) => address.trim()) : [...given]);
}
