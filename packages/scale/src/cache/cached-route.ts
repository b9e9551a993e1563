import type { FeatureHooks, FeatureRoute } from '@typhoon/core';
import { addVary, compileAcceptCheck, readVary, tagOf, toMilliseconds } from '@typhoon/core/internal';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readAnswer, writeAnswer } from './answer-record.js';
import { cache } from './cache.js';
import type { ValueCache } from './cache.js';
import type { CacheEntry } from './cache-store.js';
import type { CachingOptions } from './caching-options.js';
import { compileRouteKey, readsRawRequest } from './route-key.js';
import type { Turn } from './turns.js';

type Headers = ReturnType<FastifyReply['getHeaders']>;

/** A request whose answer is to be kept. */
interface Duty {
  readonly turn: Turn;
  /** Headers as they stood there before the handler: hooks of the host set them for each request, and what it makes of them is its own. */
  readonly before: Headers;
}

/** The hooks of one route: answers before the handler what is kept, and keeps what the handler answers. */
export function createCachedRoute(options: CachingOptions, route: FeatureRoute): FeatureHooks {
  const life = { ttl: toMilliseconds(options.ttl), stale: toMilliseconds(options.staleWhileRevalidate ?? 0) };
  const readKey = compileRouteKey(options, route);
  const checkAccept = compileAcceptCheck(route.definition);
  const duties = new WeakMap<FastifyRequest, Duty>();
  const names = compileVary(options, route);
  const stamp = compileStamp(options, names, life);
  const isShared = options.key === undefined;
  const isRaw = readsRawRequest(route);

  const serve = (entry: CacheEntry, request: FastifyRequest, reply: FastifyReply): void => {
    const { headers, body } = readAnswer(entry.value);
    route.complete(request);
    reply.code(200).headers(headers);
    stamp(reply);
    reply.header('age', Math.floor(entry.age / 1000)).send(body);
  };

  const begin = (turn: Turn, request: FastifyRequest, reply: FastifyReply): void => {
    duties.set(request, { turn, before: reply.getHeaders() });
    // Others do not wait in vain for a client that has left, and do not all compute at once because of it.
    if (reply.raw.destroyed) void turn.pass();
    else reply.raw.once('close', () => void (reply.raw.writableFinished ? turn.release() : turn.pass()));
  };

  return {
    preHandler: (request, reply, done) => {
      if (isShared && showsCredentials(request, isRaw)) {
        done();
        return;
      }
      const lookUp = async (): Promise<void> => {
        checkAccept?.(request);
        const { key, tags } = readKey(request);
        const { entry, turn } = await (route.readSingleton(cache) as ValueCache).turns.find(key, tags);
        if (route.isExpired(request)) {
          void turn?.pass();
          return;
        }
        if (turn !== undefined) begin(turn, request, reply);
        if (turn !== undefined || entry === undefined) done();
        else serve(entry, request, reply);
      };
      lookUp().catch((error: unknown) => done(error as Error));
    },
    onSend: (request, reply, payload, done) => {
      const duty = duties.get(request);
      if (duty === undefined) {
        done(null, payload);
        return;
      }
      duties.delete(request);
      if (!isKept(reply, payload, isShared) || differsOtherwise(reply, duty.before, names)) {
        void duty.turn.release();
        done(null, payload);
        return;
      }
      const { etag } = route.definition.policy;
      if (etag !== undefined && !reply.hasHeader('etag')) reply.header('etag', tagOf(payload, etag));
      const headers = Object.fromEntries(Object.entries(reply.getHeaders()).filter(([name, value]) => duty.before[name] !== value && !UNKEPT.has(name)));
      void duty.turn.keep(writeAnswer({ headers, body: payload }), life);
      stamp(reply);
      done(null, payload);
    },
  };
}

/**
 * Who shows credentials to a route that asks for none may get from a hook what is not for others. Cookies say nothing of that, since
 * browsers send them along, but where the handler or a dependency sees them.
 *
 * @see RFC 9111 §3.5
 */
function showsCredentials({ headers }: FastifyRequest, isRaw: boolean): boolean {
  return headers.authorization !== undefined || (isRaw && (headers.cookie !== undefined || headers['proxy-authorization'] !== undefined));
}

/** What of an answer is of its connection, or counted anew. */
const UNKEPT: ReadonlySet<string> = new Set(['age', 'connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding', 'vary']);

/** Successes whose bytes are known, and that nobody has said are not for others. */
function isKept(reply: FastifyReply, payload: unknown, isShared: boolean): payload is string | Buffer {
  if (reply.statusCode !== 200 || !(typeof payload === 'string' || Buffer.isBuffer(payload))) return false;
  if (reply.hasHeader('set-cookie') || reply.hasHeader('content-encoding')) return false;
  const control = String(reply.getHeader('cache-control') ?? '');
  return !/\bno-store\b/i.test(control) && !(isShared && /\bprivate\b/i.test(control));
}

/**
 * True where the answer differs by what the key does not know, as `Vary` says: it would be sent to who must not have it.
 * What is kept is not compressed, and what stood there before the handler is of headers that are set for each request.
 *
 * @see RFC 9111 §4.1
 */
function differsOtherwise(reply: FastifyReply, before: Headers, names: readonly string[]): boolean {
  const known = new Set([...names, ...readVary(before.vary), 'accept-encoding']);
  return readVary(reply.getHeader('vary')).some((name) => !known.has(name));
}

/** The headers of the request by which answers differ, in small letters. */
function compileVary({ vary = [] }: CachingOptions, { definition }: FeatureRoute): readonly string[] {
  const declared = definition.inputs.flatMap(({ in: part, name }) => (part === 'header' && name !== undefined ? [name] : []));
  return [...new Set([...declared, ...vary].map((name) => name.toLowerCase()))];
}

/** Says how long others may keep it, where the handler has not, and by what it differs. */
function compileStamp({ key }: CachingOptions, names: readonly string[], life: { ttl: number; stale: number }): (reply: FastifyReply) => void {
  const control = [
    key === undefined ? 'public' : 'private',
    `max-age=${Math.floor(life.ttl / 1000)}`,
    ...(life.stale > 0 ? [`stale-while-revalidate=${Math.floor(life.stale / 1000)}`] : []),
  ].join(', ');
  return (reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', control);
    addVary(reply, names);
  };
}
