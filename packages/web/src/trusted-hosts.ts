import { HttpError } from '@typhoon/core';
import type { ProblemList } from '@typhoon/core/internal';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const HOST = /^(\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i;

/** Notes what is no name of a host: with a scheme, a port or a path. Addresses of IPv6 stand in brackets. */
export function findHostProblems(hosts: readonly unknown[], problems: ProblemList): void {
  for (const host of hosts) {
    if (typeof host === 'string' && (HOST.test(host) || /^\[[0-9a-f:.]+\]$/i.test(host))) continue;
    problems.add(
      'TYPHOON_ERR_APP_OPTIONS',
      'createApp()',
      `the option 'trustedHosts' expects names of hosts but got '${String(host)}'. Write them without scheme, port and path: 'api.example.com', '*.example.com', '[::1]'.`,
    );
  }
}

/**
 * Refuses requests that ask for another host: 421 `host_not_allowed`, 400 where they name none. The name is that of
 * `Host` or `:authority`, or of `X-Forwarded-Host` where Fastify's `trustProxy` says that a proxy is to be believed.
 *
 * What asks after the health (`/healthz`, `/readyz`) is answered whatever it calls us.
 *
 * Who builds addresses from the host (links in mails, redirects) would else let a stranger write them.
 *
 * @see RFC 9110 §7.4 (Rejecting Misdirected Requests), §15.5.20
 */
export function registerTrustedHosts(fastify: FastifyInstance, hosts: readonly string[]): void {
  const isTrusted = compileHosts(hosts);
  fastify.addHook('onRequest', (request, _reply, done) => {
    const host = hostOf(request);
    if (isProbe(request)) done();
    else if (host === undefined) done(new HttpError(400, { code: 'host_missing', detail: 'The request names no host.' }));
    else if (isTrusted(host)) done();
    else done(new HttpError(421, { code: 'host_not_allowed', detail: 'This host is not served here.' }));
  });
}

/** Orchestrators ask by address whether an instance is well. The answer holds no address that is made of the host. */
function isProbe({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { readonly typhoonProbe?: unknown } | undefined)?.typhoonProbe === true;
}

/** What may stand for `*`: `evil.com/.example.com` is no name, but where an address is made of it, it leads to `evil.com`. */
const NAME = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;

/** ['api.example.com', '*.example.com'] → what says so of a name, in lower case and without a port. */
function compileHosts(hosts: readonly string[]): (host: string) => boolean {
  const names = hosts.map((host) => host.toLowerCase());
  const exact = new Set(names.filter((name) => !name.startsWith('*.')));
  const ends = names.filter((name) => name.startsWith('*.')).map((name) => name.slice(1));
  return (host) => exact.has(host) || ends.some((end) => host.endsWith(end) && NAME.test(host.slice(0, -end.length)));
}

/** 'API.example.com.:8080' → 'api.example.com' */
function hostOf(request: FastifyRequest): string | undefined {
  const { host } = request;
  if (typeof host !== 'string' || host === '') return undefined;
  const name = (/^(\[[^\]]*\]|[^:]*)(?::\d*)?$/.exec(host)?.[1] ?? '').toLowerCase();
  return name.endsWith('.') ? name.slice(0, -1) : name;
}
