import type { Application, GuardOptions } from '@typhoon/core';
import { anything, assertAppOption, flag, isDescribed, joinGathering, list, text } from '@typhoon/core/internal';
import type { Gathering, OptionRules } from '@typhoon/core/internal';
import type { FastifyInstance } from 'fastify';
import { DEFAULT_BUCKETS } from './distribution.js';
import { MetricRegistry } from './metric-registry.js';
import type { MetricRecord } from './metric-registry.js';
import { RequestMetrics } from './request-metrics.js';

/** What is counted, and who may read it where. `security` and `dependencies` protect it as they do a route. */
export interface MetricsOptions extends GuardOptions {
  /** Where Prometheus reads. Default: '/metrics'. */
  readonly path?: string;
  /** Upper bounds of the durations of requests, in seconds, rising. Default: from 0.005 to 10. */
  readonly buckets?: readonly number[];
  /** Whether memory, processor, event loop, garbage collection and handles of the process are told, too. Default: true. */
  readonly process?: boolean;
  /** What `build_info` says beside the version of Node: `{ version: '1.2.0', revision: 'abc123' }`. Default: title and version of the application. */
  readonly build?: Readonly<Record<string, string>>;
  /** Whether it stands in the documents. Default: false. */
  readonly documented?: boolean;
}

/** Adds to an application. */
type Plugin = (fastify: FastifyInstance, app: Application) => void;

/** The two plugins that count and tell. */
export interface MetricsPlugins {
  /** Before all others: what their hooks refuse counts, too. */
  readonly count: Plugin;
  /** After them: their hooks stand before the metrics as before every route. */
  readonly serve: Plugin;
}

/** How many applications with metrics this process has made: the same program makes them in the same order in each worker. */
let made = 0;

/**
 * Counts what an application does, and tells it to Prometheus. `createApp({ metrics: true })` of `typhoon` brings it.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) for an option that is wrong.
 * @example
 * import { createApp } from '@typhoon/core';
 * const { count, serve } = metricsEndpoint();
 * createApp({ controllers: [ItemsController], plugins: [count, ...plugins, serve] });
 */
export function metricsEndpoint(options: MetricsOptions = {}): MetricsPlugins {
  assertAppOption('metrics', options, RULES);
  const { path = '/metrics', buckets = DEFAULT_BUCKETS, build = {}, documented = false, security, dependencies } = options;
  const topic = `metrics/${made++}`;
  return {
    count: (fastify, app) => {
      const requests = new RequestMetrics(buckets);
      requests.register(fastify);
      requests.describe(app.metrics);
      const labels = { ...build, node: process.version };
      app.metrics.add({ name: 'build_info', help: 'What is running.', type: 'gauge', aggregator: 'max', read: () => [{ labels, value: 1 }] });
    },
    serve: (fastify, app) => {
      let registry: MetricRegistry | undefined;
      let gathering: Gathering<MetricRecord> | undefined;
      fastify.addHook('onReady', async () => {
        if (isDescribed()) return;
        const own = new MetricRegistry(await import('prom-client'), app.metrics, options.process ?? true);
        registry = own;
        gathering = joinGathering(topic, async () => own.read());
      });
      fastify.addHook('onClose', async () => {
        await gathering?.close();
        registry?.close();
      });
      const isGuarded = security !== undefined || dependencies !== undefined;
      const guard = isGuarded ? { onRequest: app.guard({ ...(security && { security }), ...(dependencies && { dependencies }) }) } : {};
      const schema = documented ? { summary: 'What the application has done, for Prometheus', response: { 200: TEXT } } : { hide: true };
      fastify.get(
        path,
        { ...guard, logLevel: 'warn', config: { rateLimit: false, overload: false, typhoonUntraced: true }, schema },
        async (_request, reply) => {
          const { text, contentType } = await (registry as MetricRegistry).format(await (gathering as Gathering<MetricRecord>).gather());
          return reply.header('content-type', contentType).header('cache-control', 'no-store').send(text);
        },
      );
    },
  };
}

const RULES: OptionRules<MetricsOptions> = {
  path: text,
  buckets: list,
  process: flag,
  build: anything,
  documented: flag,
  // Checked where the guard is made.
  security: anything,
  dependencies: anything,
};

const TEXT = { description: 'The metrics', content: { 'text/plain': { schema: { type: 'string' } } } };
