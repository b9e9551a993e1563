import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AsyncApiStore } from './asyncapi-store.js';
import { forwardedPrefixOf } from './forwarded-prefix.js';
import { HIDDEN } from './page-assets.js';
import type { DocumentPaths } from './published-document.js';

/** Registers the AsyncAPI document of a published document, behind what protects that. */
export function registerAsyncApiRoutes(fastify: FastifyInstance, { asyncapiJson, asyncapiYaml }: DocumentPaths, store: AsyncApiStore): void {
  if (asyncapiJson !== null) fastify.get(asyncapiJson, HIDDEN, (request, reply) => store.at(baseOf(request)).json.send(request, reply));
  if (asyncapiYaml !== null) fastify.get(asyncapiYaml, HIDDEN, async (request, reply) => (await store.at(baseOf(request)).yaml()).send(request, reply));
}

/** Where the client sees the application; undefined where it names no proper host. */
export function baseOf(request: Pick<FastifyRequest, 'headers' | 'ips' | 'host' | 'protocol'>): string | undefined {
  if (!HOST.test(request.host)) return undefined;
  return `${request.protocol}://${request.host}${forwardedPrefixOf(request) ?? ''}`;
}

/** @see RFC 9110 §7.2 */
const HOST = /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i;
