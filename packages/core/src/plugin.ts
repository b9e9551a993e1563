import type { FastifyPluginAsync } from 'fastify';
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
  const runtime = new Runtime({ ...options, prefix: instance.prefix }, 'the plugin');
  runtime.register(instance);
  await Promise.resolve();
};
