import { dependency, metricSources } from '@typhoon/core';
import type { Dependency, MetricSample, MetricSources } from '@typhoon/core';
import type { Upstream } from './upstream.js';
import type { HostState } from './upstream-host.js';

/** All clients of an application, for what looks at them. */
export class HttpClients {
  readonly #upstreams = new Set<Upstream>();

  /** Returns what takes it away. */
  add(upstream: Upstream): () => void {
    this.#upstreams.add(upstream);
    return () => void this.#upstreams.delete(upstream);
  }

  /** The hosts of each client, by its name. */
  get hosts(): Readonly<Record<string, readonly HostState[]>> {
    return Object.fromEntries([...this.#upstreams].map(({ settings, hosts }) => [settings.name, hosts.states]));
  }

  count(metrics: MetricSources): void {
    metrics.add({
      ...named('calls_total', 'Calls to other services that have ended, by status, or by what came instead.', 'counter'),
      read: () => this.#calls(),
    });
    metrics.add({ ...named('retries_total', 'Repetitions of calls to other services.', 'counter'), read: () => this.#each(({ counts }) => counts.retries) });
    const state = (suffix: string, help: string, read: (host: HostState) => number): void =>
      void metrics.add({ ...named(suffix, help, 'gauge'), read: () => this.#each(({ hosts }) => hosts.states.reduce((sum, host) => sum + read(host), 0)) });
    state('calls_active', 'Calls to other services that are under way.', ({ active }) => active);
    state('calls_waiting', 'Calls to other services that wait for their turn.', ({ waiting }) => waiting);
    state('circuits_open', 'Hosts that are left alone, since they fail.', ({ circuit }) => (circuit === 'closed' ? 0 : 1));
  }

  #calls(): MetricSample[] {
    return [...this.#upstreams].flatMap(({ settings, counts }) =>
      [...counts.calls].map(([result, value]) => ({ labels: { client: settings.name, result }, value })),
    );
  }

  #each(read: (upstream: Upstream) => number): MetricSample[] {
    return [...this.#upstreams].map((upstream) => ({ labels: { client: upstream.settings.name }, value: read(upstream) }));
  }
}

function named<TType extends 'counter' | 'gauge'>(
  suffix: string,
  help: string,
  type: TType,
): { readonly name: string; readonly help: string; readonly type: TType } {
  return { name: `http_client_${suffix}`, help, type };
}

/**
 * The clients of the application: which of their hosts are left alone.
 *
 * @example dependency({ clients: httpClients }, ({ clients }) => clients.hosts['weather'])
 */
export const httpClients: Dependency<HttpClients> = dependency(
  { metrics: metricSources },
  ({ metrics }) => {
    const clients = new HttpClients();
    clients.count(metrics);
    return clients;
  },
  { name: 'httpClients', lifetime: 'singleton' },
);
