import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { RouteDefinition } from '../describe/route-definition.js';
import { HttpError } from '../http/http-error.js';
import { isMediaRange } from '../http/media-type.js';

/** Throws 406 where the client accepts none of the media types the route can answer with. */
export type AcceptCheck = (request: FastifyRequest) => void;

/** A header of this many kinds is known by heart; the rest is read anew. Clients send few different ones. */
const CACHE_SIZE = 100;

/**
 * Prepares the check of `Accept` for a route; undefined where its answer has no body, or a type that only its handler knows.
 *
 * @see RFC 9110 §12.5.1
 */
export function compileAcceptCheck(route: RouteDefinition): AcceptCheck | undefined {
  const available = offeredTypes(route);
  if (available.length === 0) return undefined;
  const known = new Map<string, boolean>();
  return (request) => {
    const { accept } = request.headers;
    if (accept === undefined || accept === '' || accept === '*/*') return;
    const isAcceptable = known.get(accept) ?? remember(known, accept, new Negotiator({ headers: { accept } }).mediaTypes(available).length > 0);
    if (!isAcceptable) throw new HttpError(406, `This answers with ${available.join(' or ')}.`);
  };
}

/** The media types that `Accept` is held against: all that a route can answer with; none where its handler decides. */
export function offeredTypes(route: Pick<RouteDefinition, 'responses'>): readonly string[] {
  const types = [...new Set(route.responses.flatMap(({ kind }) => (kind.mediaType === undefined ? [] : [kind.mediaType.split(';', 1)[0] as string])))];
  return types.some(isMediaRange) ? [] : types;
}

function remember(known: Map<string, boolean>, accept: string, isAcceptable: boolean): boolean {
  if (known.size < CACHE_SIZE && accept.length < 1000) known.set(accept, isAcceptable);
  return isAcceptable;
}
