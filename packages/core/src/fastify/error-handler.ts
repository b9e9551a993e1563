import type { Http2ServerRequest } from 'node:http2';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CLIENT_GONE, isEndedByLeaving, logLeaving } from '../compile/client-gone.js';
import { findErrorHandler, runErrorHandler } from '../compile/error-handling.js';
import type { CompiledResponses } from '../compile/response.js';
import type { CompiledSteps } from '../compile/steps.js';
import { stateOf } from '../compile/request-state.js';
import type { ErrorHandlerDefinition } from '../describe/route-definition.js';
import { toErrorAnswer } from '../http/error-answer.js';
import type { ErrorEnvelope } from '../http/problem.js';
import { isJsonType, toMediaType } from '../http/media-type.js';
import { isReply } from '../http/reply.js';
import type { ReplyValue } from '../http/reply.js';
import { BodySyntaxError, RequestValidationError, toError } from '../http/request-errors.js';
import { dropUnsendableHeaders } from './header-problem.js';
import { TypeBoxType } from '../schema/typebox.js';
import { compileSerializer } from '../serialization/serializer.js';
import { MAX_ISSUES } from '../validation/issue.js';
import { closeAfterAnswer } from './lingering-close.js';

/**
 * Returns nothing, though it may answer later: when the promise of an error handler is kept, Fastify answers again unless
 * every `onSend` hook has run by then, the host's slow ones and our teardown included; the second answer ends the process.
 */
type FastifyErrorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * The error handler of one route: closes what its dependencies opened, lets the user's handlers speak, and answers in
 * the envelope chosen.
 */
export function createErrorHandler(handlers: readonly ErrorHandlerDefinition[], envelope: ErrorEnvelope, compiled: () => Answering): FastifyErrorHandler {
  return (thrown, request, reply) => {
    const error = thrown instanceof BodySyntaxError ? joinIssues(thrown, request, compiled()) : toError(thrown);
    const teardowns = stateOf(request)?.teardowns;
    const answer = { handlers, envelope, responses: () => compiled().responses };
    if (teardowns === undefined || teardowns.isEmpty) finish(answerError(error, answer, request, reply), reply);
    else
      finish(
        teardowns.close(error, 'serialized').then((last) => answerError(toError(last), answer, request, reply)),
        reply,
      );
  };
}

/** What an error handler needs of a route: `responses` where it declares any. */
type Answering = Pick<CompiledSteps, 'explainWithoutBody'> & { readonly responses?: CompiledResponses };

/** Errors outside of routes: what a host hook throws before a route is found. */
export function answerUnrouted(envelope: ErrorEnvelope, handlers: readonly ErrorHandlerDefinition[] = []): FastifyErrorHandler {
  return (thrown, request, reply) => {
    finish(answerError(toError(thrown), { handlers, envelope, responses: undefined }, request, reply), reply);
  };
}

/** What goes wrong while an error is answered is Fastify's to answer. */
function finish(answered: void | Promise<void>, reply: FastifyReply): void {
  answered?.catch((failure: unknown) => {
    if (!reply.sent) reply.send(toError(failure));
  });
}

/** Who may speak, and how. */
interface ErrorAnswering {
  readonly handlers: readonly ErrorHandlerDefinition[];
  readonly envelope: ErrorEnvelope;
  /** What the route declares; undefined where there is none. */
  readonly responses: (() => CompiledResponses | undefined) | undefined;
}

/** One 422 for all parts: those that could be read are checked although the body could not be. */
function joinIssues(error: BodySyntaxError, request: FastifyRequest, compiled: Answering): RequestValidationError {
  return new RequestValidationError([...compiled.explainWithoutBody(request), error.issue].slice(0, MAX_ISSUES));
}

function answerError(error: Error, answering: ErrorAnswering, request: FastifyRequest, reply: FastifyReply): void | Promise<void> {
  if (!isBodyRead(request)) closeAfterAnswer(request, reply);
  const handler = findErrorHandler(error, answering.handlers);
  if (handler === undefined) {
    sendError(error, answering.envelope, request, reply);
    return;
  }
  return handleError(error, handler, answering, request, reply);
}

async function handleError(
  error: Error,
  handler: ErrorHandlerDefinition,
  { envelope, responses }: ErrorAnswering,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const result = await runErrorHandler(error, handler, request);
  if (reply.sent) return;
  if (isReply(result)) {
    dropSuccessHeaders(reply);
    if (responses?.()?.sendReply(result, request, reply) !== true) sendOpenReply(result, reply);
    return;
  }
  sendError(result, envelope, request, reply);
}

/**
 * What no schema describes is written as JSON, as it is: none of the route's other schemas may touch it. A text or bytes
 * with a content type of their own, `reply(418, 'No tea.', { 'content-type': 'text/plain' })`, are sent unwritten.
 */
function sendOpenReply({ status, body, headers }: ReplyValue, reply: FastifyReply): void {
  reply.code(status).headers(headers ?? {});
  const isWritten = (typeof body === 'string' || body instanceof Uint8Array) && namesOtherType(headers);
  if (body === undefined || isWritten) reply.send(body);
  else reply.header('content-type', 'application/json; charset=utf-8').send(writeOpen(body));
}

function namesOtherType(headers: ReplyValue['headers']): boolean {
  const type = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return type !== undefined && !isJsonType(toMediaType(type));
}

const writeOpen = compileSerializer(TypeBoxType.Unknown());

function sendError(error: Error, envelope: ErrorEnvelope, request: FastifyRequest, reply: FastifyReply): void {
  dropSuccessHeaders(reply);
  if (isEndedByLeaving(error, request, reply)) {
    logLeaving(error, request);
    reply.code(CLIENT_GONE).send();
    return;
  }
  const { status, headers, contentType, body } = toErrorAnswer(error, envelope, request.id);
  if (status >= 500 && (error as { isLogged?: unknown }).isLogged !== false) request.log.error({ err: error, requestId: request.id }, error.message);
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  dropUnsendableHeaders(reply);
  // Fastify's own, of a body that is too large; HTTP/2 knows no such header.
  if (request.raw.httpVersionMajor > 1) reply.removeHeader('connection');
  // A text goes out as it is: no serializer of the route's schemas may touch it.
  reply.code(status).header('content-type', contentType).send(JSON.stringify(body));
}

/** What a handler had set for its success has no business on an error. */
function dropSuccessHeaders(reply: FastifyReply): void {
  for (const name of ['content-type', 'location', 'etag', 'last-modified', 'content-disposition', 'content-range', 'content-encoding', 'content-length']) {
    if (reply.hasHeader(name)) reply.removeHeader(name);
  }
}

/** False where a request is refused before its body is there. */
export function isBodyRead({ raw }: FastifyRequest): boolean {
  if (raw.httpVersionMajor > 1) return raw.complete || (raw as unknown as Http2ServerRequest).stream.endAfterHeaders;
  return raw.complete || (raw.headers['transfer-encoding'] === undefined && (raw.headers['content-length'] ?? '0') === '0');
}
