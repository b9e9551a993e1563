import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { RouterRules } from './describe/path.js';
import { answerUnrouted } from './fastify/error-handler.js';
import { createNotFoundHandler } from './fastify/not-found.js';
import type { ErrorEnvelope } from './http/problem.js';
import { Runtime } from './runtime.js';
import type { RuntimeOptions } from './runtime.js';

/** Options of the plugin. Fastify's own `prefix` works as for any plugin. */
export type PluginOptions = Omit<RuntimeOptions, 'prefix'>;

/**
 * The controllers as an ordinary, encapsulated Fastify plugin, so that an existing application can adopt them one by one.
 *
 * @throws BootError when the instance gets ready.
 * @example await fastify.register(typhoon, { prefix: '/api', controllers: [ItemsController] });
 */
export const typhoon: FastifyPluginAsync<PluginOptions> = async (instance, options) => {
  // Options of the router stand among the others too, for as long as Fastify 5 takes them there.
  const router: RouterRules = { ...instance.initialConfig, ...instance.initialConfig.routerOptions };
  const runtime = new Runtime({ ...options, prefix: instance.prefix }, { place: 'the plugin', router });
  runtime.register(instance);
  if (options.notFound ?? instance.prefix !== '') answerUnknown(instance, runtime.envelope, options);
  await Promise.resolve();
};

/** Prefixes of a server whose unknown paths are answered: Fastify takes one handler for each. */
const answered = new WeakMap<object, Set<string>>();

function answerUnknown(instance: FastifyInstance, envelope: ErrorEnvelope, { errorHandlers = [] }: PluginOptions): void {
  const prefixes = answered.get(instance.server) ?? new Set();
  answered.set(instance.server, prefixes);
  if (prefixes.has(instance.prefix)) return;
  prefixes.add(instance.prefix);
  const handlers = errorHandlers.map((handler) => ({ ...handler, level: 0 }));
  instance.setNotFoundHandler(createNotFoundHandler(instance, answerUnrouted(envelope, handlers)));
}
