import type { RouteDefinition } from '@typhoon/core';
import { readOwnRoutes } from '@typhoon/core/internal';
import type { RateLimitDeclaration } from './rate-limit-options.js';
import { isOfController, isOwn, whatCounts } from './what-counts.js';

/**
 * Finds limits of messages that count none, and options that the other kind of limit has. One of an outer level is right
 * for the sockets below it, and is silent on all other routes.
 */
export function findCountProblems(declaration: RateLimitDeclaration, route: RouteDefinition, note: (text: string) => void): void {
  const { counts, exceeded, cost, headers } = declaration;
  if (counts !== undefined && !['requests', 'messages'].includes(counts)) {
    note(`'counts' expects 'requests' or 'messages' but got '${counts as string}'.`);
    return;
  }
  if (exceeded !== undefined && !['close', 'drop'].includes(exceeded as string) && typeof exceeded !== 'function')
    note(`'exceeded' expects 'close', 'drop' or a function that makes a message, but got '${exceeded as string}'.`);
  if (whatCounts(declaration, route) === 'requests') {
    // Of a class or further out it could only be meant for messages, which such a limit counts when it says so.
    if (exceeded !== undefined)
      note("'exceeded' says what a message over the limit does, but requests are counted here. Add counts: 'messages', or remove it.");
    return;
  }
  if (typeof cost === 'function')
    note("'cost' is a function of a request, but messages are counted here. Give a number, or count openings: counts: 'requests'.");
  if (headers !== undefined) note("'headers' are those of answers, but messages are counted here, which have none. Remove it.");
  if (!isOwn(declaration, route)) {
    if (isOfController(declaration, route) && !hasMessages(route.controller))
      note("counts: 'messages' stands on a controller none of whose sockets receives any: nothing is limited. Remove it.");
    return;
  }
  if (route.channel === undefined) note("counts: 'messages' stands on a route that is no socket. Remove it.");
  else if (route.channel.receive === undefined)
    note("counts messages, but the socket receives none. Add { receive: … } to @WebSocket, or count openings: counts: 'requests'.");
  if (typeof exceeded === 'function' && route.channel !== undefined && route.channel.send === undefined)
    note("'exceeded' makes a message, but the socket sends none. Add { send: … } to @WebSocket, or write 'close' or 'drop'.");
}

/** True for a class with a socket that receives messages, its own or one of a class that it extends. */
function hasMessages({ prototype }: RouteDefinition['controller']): boolean {
  for (let owner = prototype as object | null; owner !== null; owner = Object.getPrototypeOf(owner) as object | null)
    if (readOwnRoutes(owner).some(({ kind, options }) => kind === 'websocket' && 'receive' in options)) return true;
  return false;
}
