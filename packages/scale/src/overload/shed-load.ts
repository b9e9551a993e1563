import { HttpError, Type } from '@typhoon/core';
import type { ErrorClass } from '@typhoon/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LoadGauge } from './load-gauge.js';
import { findOverload } from './overload-options.js';
import type { OverloadOptions } from './overload-options.js';

/** What requests are answered with while a process has too much to do: 503, `overloaded`, with `Retry-After`. */
export const Overloaded: ErrorClass<never> = HttpError.define({
  status: 503,
  code: 'overloaded',
  title: 'Too much to do',
  headers: { 'Retry-After': { schema: Type.Integer({ minimum: 1 }), description: 'Seconds after which to try again.' } },
});

/**
 * Refuses requests with 503 while the process has more to do than it can, before anything else of them runs; what asks after
 * its health is answered. `overload` of `createApp` of `typhoon` does it by itself.
 *
 * @example createApp({ …, plugins: [shedLoad({ maxEventLoopDelay: 500, maxRss: 900_000_000 })] })
 */
export function shedLoad(options: OverloadOptions): (fastify: FastifyInstance) => void {
  const headers = { 'retry-after': String(Math.ceil(options.retryAfter ?? 10)) };
  return (fastify) => {
    let reason: string | undefined;
    const gauge = new LoadGauge(options.interval ?? 1_000, (load) => {
      const before = reason;
      reason = findOverload({ ...load }, options);
      if (reason !== undefined && before === undefined) fastify.log.warn(`Requests are refused: ${reason}`);
      else if (reason === undefined && before !== undefined) fastify.log.info('Requests are taken again');
    });
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

/** Whoever asks whether the process is well must not be told to come back later; nor must a route that says `config: { overload: false }`. */
function isProbe({ routeOptions }: FastifyRequest): boolean {
  const { typhoonProbe, overload } = (routeOptions.config ?? {}) as { readonly typhoonProbe?: unknown; readonly overload?: unknown };
  return typhoonProbe === true || overload === false;
}
