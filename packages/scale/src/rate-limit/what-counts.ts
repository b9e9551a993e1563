import type { RouteDefinition } from '@typhoon/core';
import type { RateLimitDeclaration } from './rate-limit-options.js';

type Route = Pick<RouteDefinition, 'place' | 'channel'>;

/** What a declaration counts on a route: messages on a method with `@WebSocket` and where it says so, requests everywhere else. */
export function whatCounts(declaration: Pick<RateLimitDeclaration, 'counts' | 'place'>, route: Route): 'requests' | 'messages' {
  return declaration.counts ?? (route.channel !== undefined && isOwn(declaration, route) ? 'messages' : 'requests');
}

/** True where it was written on the method. '/rooms ChatController.talk' is the place of one, '/rooms ChatController' that of its class. */
export function isOwn({ place = '' }: Pick<RateLimitDeclaration, 'place'>, route: Pick<Route, 'place'>): boolean {
  return place.endsWith(` ${route.place}`);
}

/** True where it was written on the class. */
export function isOfController({ place = '' }: Pick<RateLimitDeclaration, 'place'>, { controller }: Pick<RouteDefinition, 'controller'>): boolean {
  return place.endsWith(` ${controller.name}`);
}
