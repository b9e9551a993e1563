import { HttpError } from '@typhoon/core';
import type { ErrorClass } from '@typhoon/core';
import { RETRY_AFTER } from '@typhoon/core/internal';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectGarbage } from './collect-garbage.js';
import { LoadGauge } from './load-gauge.js';
import type { Load } from './load-gauge.js';
import { assertOverloadOptions, findOverload } from './overload-options.js';
import type { OverloadOptions } from './overload-options.js';

/** What requests are answered with while a process has too much to do: 503, `overloaded`, with `Retry-After`. */
export const Overloaded: ErrorClass<never> = HttpError.define({
  status: 503,
  code: 'overloaded',
  title: 'Too much to do',
  headers: RETRY_AFTER,
});

/** Most milliseconds between two collections of garbage that did not help. */
const LONGEST_PAUSE = 60_000;

/**
 * Refuses requests with 503 while the process has more to do than it can, before anything else of them runs; what asks after
 * its health is answered. `overload` of `createApp` of `typhoon` does it by itself.
 *
 * Over a limit of memory garbage is collected first: whoever refuses everything allocates next to nothing, so that what is
 * garbage would stay where it is, and the process over its limit.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) for what is no limit, and where none is given.
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], plugins: [shedLoad({ maxEventLoopDelay: 500, maxRss: 900_000_000 })] })
 */
export function shedLoad(options: OverloadOptions): (fastify: FastifyInstance) => void {
  assertOverloadOptions(options);
  const seconds = Math.ceil(options.retryAfter ?? 10);
  const headers = { 'retry-after': String(seconds) };
  return (fastify) => {
    let reason: string | undefined;
    const judge = (found: string | undefined): void => {
      if (found !== undefined && reason === undefined) fastify.log.warn(`Requests are refused: ${found}`);
      else if (found === undefined && reason !== undefined) fastify.log.info('Requests are taken again');
      reason = found;
    };
    const relieve = reliefOf(options, seconds * 1_000);
    const gauge = new LoadGauge(options.interval ?? 1_000, (load) => void relieve(load).then((left) => judge(findOverload({ ...left }, options))));
    fastify.addHook('onClose', (_instance, done) => {
      gauge.close();
      done();
    });
    fastify.addHook('onRequest', (request, _reply, done) => {
      done(
        reason === undefined || isProbe(request) ? undefined : new Overloaded({ detail: 'The server has too much to do at the moment.', headers, log: false }),
      );
    });
  };
}

/**
 * What the load is once garbage is collected, where it is over a limit of memory. Not more often than clients are told to come
 * again, and ever less often where it does not help, since everything stands still meanwhile.
 */
function reliefOf({ maxHeapUsed, maxRss }: OverloadOptions, shortest: number): (load: Load) => Promise<Load> {
  const limits = { ...(maxHeapUsed !== undefined && { maxHeapUsed }), ...(maxRss !== undefined && { maxRss }) };
  let pause = shortest;
  let due = 0;
  return async (load) => {
    const begun = performance.now();
    if (begun < due || findOverload({ ...load }, limits) === undefined) return load;
    // Nobody else collects meanwhile.
    due = Infinity;
    await collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    const left = { ...load, heapUsed, rss };
    due = performance.now() + pause;
    pause = findOverload({ ...left }, limits) === undefined ? shortest : Math.min(pause * 2, Math.max(LONGEST_PAUSE, shortest));
    return left;
  };
}

/** Whoever asks whether the process is well must not be told to come back later; nor must a route that says `config: { overload: false }`. */
function isProbe({ routeOptions }: FastifyRequest): boolean {
  const { typhoonProbe, overload } = (routeOptions.config ?? {}) as { readonly typhoonProbe?: unknown; readonly overload?: unknown };
  return typhoonProbe === true || overload === false;
}
