import type { RouteFeature } from '@typhoon/core';
import { writeFeature } from '@typhoon/core/internal';
import { cache } from './cache.js';
import { createCachedRoute } from './cached-route.js';
import type { CachingOptions } from './caching-options.js';
import { describeCaching, isCacheable } from './describe-caching.js';

/**
 * Keeps the answers of all routes below a level: `features` of an application, a group or a controller. `false` takes
 * back what an outer level says.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], features: [caching({ ttl: '10s' })] })
 */
export function caching(options: CachingOptions | false): RouteFeature {
  if (options === false) return { name: NAME };
  const { key } = options;
  return {
    name: NAME,
    needs: [cache],
    ...(key === undefined || typeof key === 'function' ? {} : { guards: [key] }),
    describe: (route, problems, isOwn) => describeCaching(options, route, problems, isOwn),
    hooks: (route) => (isCacheable(route.definition) ? createCachedRoute(options, route) : {}),
  };
}

const NAME = '@Cache';

/** A decorator of a method, or of a class for all of its methods. */
export type FeatureDecorator = (target: object, key?: string | symbol, descriptor?: object) => void;

/**
 * Keeps the answers of a route, or of all routes of a controller, and sends them again without calling the handler: those
 * of status 200 to GET and HEAD whose bytes are known. `Cache-Control`, `ETag` and `Age` say so, in answers and documents.
 *
 * The key is made of the route, what it declares to read (validated, in one order) and the headers of `vary`; one request at
 * a time makes an answer, among all processes on one Redis. Security and validation run for each request. Nothing fails
 * without the store.
 *
 * @example
 * @Get('/:id', { response: Item }) @Cache({ ttl: '10s', tags: ({ id }) => [`item:${id}`] })
 * read(@Path('id', Type.Integer()) id: number) { return this.store.read(id); }
 */
export function Cache(options: CachingOptions | false): FeatureDecorator {
  return (target, key) => {
    writeFeature(target, key, caching(options));
  };
}
