import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { abortSignalOf } from '../dependency/request-signal.js';
import type { RouteDefinition } from '../describe/route-definition.js';
import { toErrorAnswer } from '../http/error-answer.js';
import { ItemStream } from '../http/item-stream.js';
import { breakOff, isGone } from '../http/reply-connection.js';
import { isReply } from '../http/reply.js';
import { ResponseValidationError, toError } from '../http/request-errors.js';
import type { ItemCheck, StreamPayload } from '../http/stream-payload.js';
import { openSource } from '../http/stream-source.js';
import { collectOutputIssues } from '../validation/output.js';
import { findErrorHandler, runErrorHandler } from './error-handling.js';
import { kStreams } from './open-streams.js';
import type { OpenStreams } from './open-streams.js';
import { beginState } from './request-state.js';
import type { ResponseCompileOptions } from './response.js';
import { RequestAbandonedError } from './teardown.js';
import type { Teardowns } from './teardown.js';

/** Sends a stream of items as the answer. */
export type SendStream = (payload: StreamPayload, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Prepares the sending of streams for one answer of a route.
 *
 * The first item is awaited before the headers leave, so that a failure until then is an ordinary error; where it is late,
 * the headers do not wait for it. Dependencies are closed when the source has ended, before the end of the answer is sent.
 */
export function compileStream(route: RouteDefinition, status: number, options: ResponseCompileOptions): SendStream {
  const check = options.validate ? compileCheck(route.place, status, options) : undefined;
  return (payload, request, reply) => {
    const { source, format } = payload;
    if (request.method === 'HEAD' || isGone(reply)) {
      sendNothing(payload, reply);
      return;
    }
    const teardowns = beginStream(request, reply);
    const stream = new ItemStream({
      source: openSource(source),
      write: (item) => format.write(item, check),
      keepAlive: format.keepAlive,
      finish: (failure) => teardowns.close(failure, 'serialized'),
      explain: (failure) => explain(toError(failure), payload, route, request),
      reset: () => void resetWhenWritten(stream, reply),
    });
    teardowns.addStream(async () => {
      if (stream.isExhausted) return;
      abortSignalOf(reply, new RequestAbandonedError('The stream has ended.'));
      await stopInTime(stream, route.place, request);
    });
    register(stream, payload, teardowns, request, reply);
    sendWhenStarted(stream, payload, reply);
  };
}

function compileCheck(place: string, status: number, { formats }: ResponseCompileOptions): ItemCheck {
  return (schema, value) => {
    const issues = collectOutputIssues(schema, value, ['response'], { formats, isAnswer: true });
    if (issues.length > 0) throw new ResponseValidationError(place, status, issues);
  };
}

/** No item is asked for, since it was for the headers only or the client has left: a generator's body does not even begin. */
function sendNothing({ source, format }: StreamPayload, reply: FastifyReply): void {
  openSource(source)
    .stop()
    .then(
      () => {
        reply.headers(missingHeaders(format.headers, reply)).send(Readable.from([]));
      },
      (error: unknown) => reply.send(toError(error)),
    );
}

function beginStream(request: FastifyRequest, reply: FastifyReply): Teardowns {
  const state = beginState(request, 0);
  state.isStreaming = true;
  return (state.teardowns ??= state.beginTeardowns(request, reply));
}

function sendWhenStarted(stream: ItemStream, { format }: StreamPayload, reply: FastifyReply): void {
  let isSent = false;
  const send = (isLate: boolean): void => {
    if (isSent) return;
    isSent = true;
    clearTimeout(late);
    // Headers leave with the first byte, and there may be none for long.
    if (isLate) reply.raw.once('pipe', () => reply.raw.flushHeaders());
    stream.open();
    reply.headers(missingHeaders(format.headers, reply)).send(stream);
  };
  const late = setTimeout(() => send(true), format.openAfter);
  stream.start().then(
    () => send(false),
    (error: unknown) => {
      clearTimeout(late);
      stream.destroy();
      reply.send(toError(error));
    },
  );
}

function missingHeaders(headers: Readonly<Record<string, string>>, reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !reply.hasHeader(name)));
}

/** So that the application can end it when it closes, and waits for what it stands on. */
function register(stream: ItemStream, { format }: StreamPayload, teardowns: Teardowns, request: FastifyRequest, reply: FastifyReply): void {
  const streams = (request.server as unknown as { readonly [kStreams]: OpenStreams })[kStreams];
  // The listener that closes what a connection leaves behind stands before this one.
  const closed = new Promise<void>((resolve) => reply.raw.once('close', resolve)).then(() => teardowns.close(undefined));
  const abort = (): void => {
    const reason = new RequestAbandonedError('The application closes.');
    if (stream.isOver) breakOff(reply);
    else if (format.isOpenEnded) stream.endNow(reason);
    else stream.fail(reason);
  };
  const close = (): void => {
    const { socket } = reply.raw;
    // Kept alive, the connection would hold up the server's close.
    if (request.raw.httpVersionMajor === 1) reply.raw.once('finish', () => socket?.end());
    if (format.isOpenEnded) abort();
  };
  streams.add({ close, abort }, closed);
}

/** A generator ends at its next `yield`. One that waits for what never comes would hold its dependencies for good. */
async function stopInTime(stream: ItemStream, place: string, request: FastifyRequest): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      request.log.warn(
        `${place}: the stream has ended, but ${String(STOP_TIMEOUT / 1000)} s later its generator still waits for something. Hand it the signal: @Depends(signal).`,
      );
      resolve();
    }, STOP_TIMEOUT).unref();
  });
  await Promise.race([stream.stop(), overdue]).finally(() => clearTimeout(timer));
}

const STOP_TIMEOUT = 5_000;

/** What the client is told after the first byte, and the log where it is nobody's fault but ours. */
async function explain(error: Error, { format }: StreamPayload, route: RouteDefinition, request: FastifyRequest): Promise<string | undefined> {
  const { errorHandlers, errors } = route.policy;
  const handler = findErrorHandler(error, errorHandlers);
  const result = handler === undefined ? error : await runErrorHandler(error, handler, request);
  if (isReply(result)) return format.writeFailure?.({ contentType: 'application/json', body: result.body as Record<string, unknown> });
  const answer = toErrorAnswer(result, errors, request.id);
  if (answer.status >= 500) request.log.error({ err: result, requestId: request.id }, `${route.place}: the stream failed: ${result.message}`);
  return format.writeFailure?.(answer);
}

/** Data that has not left would go with the connection: it gets a moment. */
async function resetWhenWritten(stream: ItemStream, reply: FastifyReply): Promise<void> {
  const { raw } = reply;
  const isWaiting = (): boolean => stream.readableLength > 0 || raw.writableNeedDrain || !raw.headersSent;
  for (let waited = 0; waited < RESET_TIMEOUT && !isGone(reply) && isWaiting(); waited += RESET_STEP) {
    await new Promise((resolve) => setTimeout(resolve, RESET_STEP));
  }
  setImmediate(() => breakOff(reply));
}

const RESET_TIMEOUT = 5_000;
const RESET_STEP = 20;
