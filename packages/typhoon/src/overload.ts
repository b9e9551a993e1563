import { ProblemList } from '@typhoon/core/internal';
import type { ApplicationOptions as CoreOptions, RouteFeature } from '@typhoon/core';
import { Overloaded, findOverloadMistake, shedLoad } from '@typhoon/scale';
import type { OverloadOptions } from '@typhoon/scale';

/**
 * What the option `overload` becomes: a plugin that refuses, and what the documents say of it.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) for what is no limit.
 */
export function describeOverload(options: OverloadOptions): { readonly plugin: NonNullable<CoreOptions['plugins']>[number]; readonly feature: RouteFeature } {
  const mistake = findOverloadMistake(options);
  if (mistake !== undefined) {
    const problems = new ProblemList();
    problems.add('TYPHOON_ERR_APP_OPTIONS', 'createApp()', `the option 'overload' ${mistake}.`);
    problems.assertNone();
  }
  const feature: RouteFeature = {
    name: 'overload',
    describe: (route) => (route.kind === 'http' ? { ...route, throws: [...route.throws, Overloaded] } : route),
  };
  return { plugin: shedLoad(options), feature };
}
