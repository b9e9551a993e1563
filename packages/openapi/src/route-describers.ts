import type { RouteDefinition } from '@typhoon/core';
import type { DocumentContext } from './document-context.js';
import { toOperation } from './operation-object.js';
import type { OperationObject } from './operation-object.js';

/** Writes the operation of a route of one kind; undefined where such routes have no place in an OpenAPI document. */
export type RouteDescriber = (route: RouteDefinition, context: DocumentContext) => OperationObject | undefined;

/** A kind of route is added here or by option: nothing else knows kinds. */
export const ROUTE_DESCRIBERS: Readonly<Record<string, RouteDescriber>> = {
  http: toOperation,
  // Channels of messages are no operations of OpenAPI.
  websocket: () => undefined,
};
