import type { SharedOptions } from '../decorators/route-options.js';
import { ProblemList } from '../errors.js';
import { writeController, writeRoute } from '../metadata/store.js';
import { describeRoutes } from './describe-routes.js';
import type { Overrides } from './graph.js';
import type { RouteDefinition } from './route-definition.js';

/** What lets a request pass. */
export type GuardOptions = Pick<SharedOptions, 'security' | 'dependencies'>;

/**
 * Describes dependencies that stand before a foreign handler, as those of a GET route: no body can be read there.
 *
 * @throws BootError with every mistake.
 */
export function describeGuard(options: GuardOptions, overrides: Overrides): RouteDefinition {
  class Guard {
    pass(): void {
      return;
    }
  }
  writeController(Guard, { prefix: '/', options: {} });
  writeRoute(Guard.prototype, { kind: 'http', key: 'pass', path: '/', options: { ...options, method: 'GET' } });
  const { routes, problems } = describeRoutes({ controllers: [Guard], overrides });
  new ProblemList(problems).assertNone();
  return routes[0] as RouteDefinition;
}
