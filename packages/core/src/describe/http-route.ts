import type { OptionsLevel, OwnRouteOptions } from './options.js';
import { readOptions } from './option-rules.js';
import { describeResponses } from './responses.js';
import type { RouteDescriber } from './route-describer.js';
import { findHttpProblems } from './route-problems.js';

/** Describes plain routes. */
export const httpDescriber: RouteDescriber = {
  readOptions: (given, place, problems) => readOptions('route', given, place, problems) as OptionsLevel,
  methodOf,
  given: [],
  describe: ({ own, merged }, place, problems) => ({
    responses: describeResponses({ ...(own as OwnRouteOptions), ...merged.answer }, merged.responses, place, problems),
    channel: undefined,
    kindOptions: {},
  }),
  findProblems: findHttpProblems,
};

function methodOf(own: OwnRouteOptions): string {
  return own.method ?? 'GET';
}
