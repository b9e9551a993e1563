import type { RouteFeature } from '@typhoon/core';
import { Overloaded, shedLoad } from '@typhoon/scale';
import type { OverloadOptions } from '@typhoon/scale';
import type { AppPart } from './app-part.js';

/**
 * What the option `overload` becomes: a plugin that refuses, and what the documents say of it.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) for what is no limit.
 */
export function describeOverload(options: OverloadOptions): AppPart {
  const feature: RouteFeature = {
    name: 'overload',
    describe: (route) => (route.kind === 'http' ? { ...route, throws: [...route.throws, Overloaded] } : route),
  };
  return { plugins: [shedLoad(options)], features: [feature] };
}
