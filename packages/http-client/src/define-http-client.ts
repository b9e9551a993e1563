import { dependency, observer, signal } from '@typhoon/core';
import type { Dependency, DependencyInput, Yielded } from '@typhoon/core';
import { extendDependency, formatTable } from '@typhoon/core/internal';
import { callOrigin } from './call-origin.js';
import type { HttpClientOptions } from './client-options.js';
import { toClientSettings } from './client-settings.js';
import { HttpClient } from './http-client.js';
import { httpClients } from './http-clients.js';
import { assertOptions, findOptionProblems } from './option-rules.js';
import { httpTransport } from './transport.js';
import { UPSTREAM_ERRORS } from './upstream-errors.js';
import { Upstream } from './upstream.js';

type Inputs = Record<string, DependencyInput>;
type InputValues<TInputs extends Inputs> = { -readonly [TKey in keyof TInputs]: Yielded<TInputs[TKey]> };

/**
 * A client of another service, as a dependency: its calls are pooled, limited, repeated where that does no harm, and end with
 * the request that they are made for. Each route that uses it, directly or not, documents what its calls can end with: 502, 503, 504.
 *
 * In a class or a dependency that lives as long as the application, and in `app.run()`, tasks and schedules, the same client is there without a request.
 *
 * @param name For messages, metrics and traces: 'weather'.
 * @throws BootError (TYPHOON_ERR_HTTP_CLIENT_OPTIONS) when the application is made, with every option that is wrong.
 * @example
 * export const weather = httpClient('weather', { baseUrl: 'https://api.weather.example', timeout: '2s' });
 * export const orders = httpClient('orders', { config }, ({ config }) => ({ baseUrl: config.ordersUrl }));
 */
export function httpClient(name: string, options?: HttpClientOptions): Dependency<HttpClient>;
export function httpClient<const TInputs extends Inputs>(
  name: string,
  inputs: TInputs,
  toOptions: (inputs: InputValues<TInputs>) => HttpClientOptions,
): Dependency<HttpClient>;
export function httpClient(name: string, given: object = {}, toOptions?: (inputs: never) => HttpClientOptions): Dependency<HttpClient> {
  if (typeof given === 'function')
    throw new TypeError(
      `httpClient('${name}'): options are expected, but got a function. Name what it needs before it: httpClient('${name}', {}, () => ({ … })).`,
    );
  const options =
    toOptions === undefined
      ? dependency({}, () => given as HttpClientOptions, SINGLETON)
      : dependency(given as Inputs, toOptions as (inputs: object) => HttpClientOptions, SINGLETON);
  const upstream = defineUpstream(name, options, toOptions === undefined ? given : undefined);
  const shared = dependency({ upstream }, ({ upstream: made }) => new HttpClient(made, ANYWHERE), { name, ...SINGLETON, throws: UPSTREAM_ERRORS });
  const bound = dependency(
    { upstream, signal, origin: callOrigin },
    ({ upstream: made, signal: ends, origin }) => new HttpClient(made, { origin, signals: [ends], headers: {} }),
    { name, throws: UPSTREAM_ERRORS },
  );
  return extendDependency(bound, { shared });
}

const SINGLETON = { lifetime: 'singleton' } as const;
const ANYWHERE = { origin: { headers: {} }, signals: [], headers: {} };

function defineUpstream(name: string, options: Dependency<HttpClientOptions>, known: HttpClientOptions | undefined): Dependency<Upstream> {
  const upstream = dependency(
    { options, createTransport: httpTransport, looks: observer, clients: httpClients, formats: formatTable },
    async function* ({ options: given, createTransport, looks, clients, formats }) {
      assertOptions(name, given);
      const settings = toClientSettings(name, { ...given, formats: { ...formats, ...given.formats } });
      const made = new Upstream(settings, createTransport(settings.transport), looks);
      const remove = clients.add(made);
      yield made;
      remove();
      await made.close();
    },
    { name: `httpClient('${name}')`, ...SINGLETON },
  );
  return known === undefined ? upstream : extendDependency(upstream, { findProblems: (problems) => findOptionProblems(name, known, problems) });
}

/**
 * Calls any address that is public, with whole addresses: `http.get('https://example.com/')`. It tells nobody who asked, and
 * refuses addresses of this machine and of private networks, so that one that a client has sent cannot lead there. For
 * services of your own make a client each: `httpClient(name, { baseUrl })`.
 *
 * @example preview(@Body(Link) link: Link, @Depends(http) http: HttpClient) { return http.get(link.url, { maxResponseSize: 65_536 }); }
 */
export const http: Dependency<HttpClient> = httpClient('http');
