import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { stateOf } from '../compile/request-state.js';
import type { RequestState } from '../compile/request-state.js';
import type { CompiledRoute } from '../compile/route.js';
import { compileForm, readsForm, readsStream } from '../compile/form.js';
import type { FormPlan } from '../compile/form.js';
import { documentsHeaders } from '../compile/response-headers.js';
import { fail } from '../compile/sent-by-hand.js';
import { RequestAbandonedError } from '../compile/teardown.js';
import type { RouteDefinition } from '../describe/route-definition.js';
import { HttpError } from '../http/http-error.js';
import { formatHttpError } from '../http/problem.js';
import { toError } from '../http/request-errors.js';
import type { RouteCell } from '../route-kind.js';
import { beginForm, compileJsonTypeCheck, explainMediaType } from './body-type.js';
import { createEarlyHook, createValidationHook, runsEarly, validates } from './step-hooks.js';
import type { Done } from './step-hooks.js';
import { createConcurrencyHooks } from './concurrency.js';
import { createErrorHandler } from './error-handler.js';
import { createFeatureHooks } from './feature-hooks.js';
import { findHeaderProblem } from './header-problem.js';
import { compileEtag } from './etag.js';
import { closeAfterAnswer } from './lingering-close.js';
import { createTimeLimitHook } from './time-limit.js';

/**
 * Registers a plain Fastify route: the host's hooks and plugins work on it as on any other.
 *
 * Security runs in `onRequest`, before the body is read; all validation in `preValidation`, after the host's own, so
 * that a host's `preHandler` sees valid requests only; teardown in `onSend`, after serialization.
 */
export function registerRoute(instance: FastifyInstance, cell: RouteCell<CompiledRoute>): void {
  const { definition } = cell;
  const { policy } = definition;
  const options: RouteOptions = {
    ...policy.fastify,
    method: definition.method,
    url: definition.path.fastify.slice(instance.prefix.length) || '/',
    prefixTrailingSlash: 'no-slash',
    ...(policy.bodyLimit === undefined ? {} : { bodyLimit: policy.bodyLimit }),
    config: { ...(policy.fastify['config'] as object | undefined), typhoon: definition },
    handler: createHandler(cell),
    errorHandler: explained(cell, createErrorHandler(policy.errorHandlers, policy.errors, cell.compiled)),
    ...hooksOf(cell, instance),
    ...serializersOf(cell),
  };
  instance.route(options);
}

function createHandler(cell: RouteCell<CompiledRoute>): (request: FastifyRequest, reply: FastifyReply) => void {
  const registered = cell.definition;
  return (request, reply) => {
    if (stateOf(request)?.expired !== undefined) return;
    if (cell.definition !== registered && hasOtherHooks(cell.definition, registered)) {
      void handleOverridden(cell, registered, request, reply);
      return;
    }
    try {
      cell.compiled().handle(request, reply);
    } catch (error) {
      fail(error, request, reply);
    }
  };
}

/** True where an override reads something of a request whose route was registered without. */
function hasOtherHooks(current: RouteDefinition, registered: RouteDefinition): boolean {
  return (runsEarly(current) && !runsEarly(registered)) || (validates(current) && !validates(registered));
}

/** The steps for which the route has no hooks, since what it was registered with did not need them. For tests only. */
async function handleOverridden(cell: RouteCell<CompiledRoute>, registered: RouteDefinition, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  try {
    const compiled = cell.compiled();
    if (!runsEarly(registered)) await compiled.runEarly(request, reply);
    if (!validates(registered)) compiled.validate(request);
    compiled.handle(request, reply);
  } catch (error) {
    fail(error, request, reply);
  }
}

/** Ours stand last among the route's own, and those after the host's. */
function hooksOf(cell: RouteCell<CompiledRoute>, instance: FastifyInstance): Record<string, unknown> {
  const { definition } = cell;
  const own = definition.policy.fastify;
  const hooks: Record<string, unknown> = {};
  const add = (name: string, hook: unknown): void => {
    hooks[name] = [...((hooks[name] ?? own[name] ?? []) as unknown[]), hook];
  };
  const features = createFeatureHooks(cell);
  const { timeout, concurrency } = definition.policy;
  const places = concurrency === undefined ? undefined : createConcurrencyHooks(concurrency);
  if (timeout !== undefined) add('onRequest', createTimeLimitHook(cell, timeout));
  for (const hook of features.onRequest) add('onRequest', hook);
  if (runsEarly(definition)) add('onRequest', createEarlyHook(cell));
  for (const hook of features.afterSecurity) add('onRequest', hook);
  if (places !== undefined) add('onRequest', places.onRequest);
  if (readsForm(definition)) add('onRequest', createFormHook(cell, instance));
  if (validates(definition)) add('preValidation', createValidationHook(cell, compileJsonTypeCheck(definition)));
  for (const hook of features.preHandler) add('preHandler', hook);
  if (places !== undefined) add('preHandler', places.preHandler);
  if (documentsHeaders(definition)) add('onSend', createHeaderHook(cell));
  if (definition.dependencies.some((dependency) => dependency.lifetime !== 'singleton')) add('onSend', closeBeforeSending);
  if (readsStream(definition)) add('onSend', closeUnread);
  for (const hook of features.onSend) add('onSend', hook);
  if (definition.policy.etag !== undefined) add('onSend', compileEtag(definition.policy.etag));
  return hooks;
}

/** After security, before the body: a form of the wrong type, or one too large, is refused unread. */
function createFormHook(cell: RouteCell<CompiledRoute>, instance: FastifyInstance): (request: FastifyRequest, reply: FastifyReply, done: Done) => void {
  const plans = new WeakMap<RouteDefinition, FormPlan>();
  const planOf = (definition: RouteDefinition): FormPlan => {
    const plan = plans.get(definition) ?? compileForm(definition, instance.initialConfig.bodyLimit ?? DEFAULT_BODY_LIMIT);
    plans.set(definition, plan);
    return plan;
  };
  return (request, _reply, done) => {
    try {
      beginForm(request, planOf(cell.definition));
    } catch (error) {
      done(toError(error));
      return;
    }
    done();
  };
}

/** Fastify's own. */
const DEFAULT_BODY_LIMIT = 1_048_576;

/**
 * After the host's hooks, which may set headers too, and before dependencies commit. Answers that the handler did not make
 * are left alone, and so are streams: nobody would read what is given up here.
 */
function createHeaderHook(cell: RouteCell<CompiledRoute>): (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Done) => void {
  return (request, reply, payload, done) => {
    const state = stateOf(request);
    const isChecked = state === undefined || !state.isCompleted || state.isHeaderChecked || payload instanceof Readable;
    if (isChecked) {
      done();
      return;
    }
    state.isHeaderChecked = true;
    done(cell.compiled().responses.checkHeaders?.(reply));
  };
}

/** A handler may have left some of a streamed file. */
function closeUnread(request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (error: Error | null, payload?: unknown) => void): void {
  if (!request.raw.readableEnded) closeAfterAnswer(request, reply);
  done(null, payload);
}

function explained(cell: RouteCell<CompiledRoute>, handle: ReturnType<typeof createErrorHandler>): ReturnType<typeof createErrorHandler> {
  return (thrown, request, reply) => {
    handle(explainMediaType(thrown, cell.definition, request), request, reply);
  };
}

/**
 * Closes generator dependencies once the answer is serialized and before its first byte leaves: a failed commit is
 * still a 500. An answer that did not come from the handler (a host hook sent it) commits nothing. A stream closes them
 * itself when it ends.
 */
function closeBeforeSending(request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (error: Error | null, payload?: unknown) => void): void {
  const state = stateOf(request);
  const teardowns = state?.teardowns;
  if (state === undefined || state.isStreaming || teardowns === undefined || teardowns.isEmpty) {
    done(null, payload);
    return;
  }
  const isHandlers = isAnswerOfHandler(state, reply);
  const problem = isHandlers ? findHeaderProblem(reply) : undefined;
  if (problem !== undefined) {
    done(problem);
    return;
  }
  teardowns.close(isHandlers ? undefined : new RequestAbandonedError(), 'serialized').then(
    (failure) => {
      if (failure === undefined || !isHandlers) done(null, payload);
      else done(toError(failure));
    },
    (error: unknown) => done(toError(error)),
  );
}

/** False where a hook of the host has answered before the handler, or has put an error in the place of what it answered. */
function isAnswerOfHandler({ isCompleted, status }: RequestState, { statusCode }: FastifyReply): boolean {
  return isCompleted && (statusCode < 400 || status === 0 || statusCode === status);
}

/**
 * Serializers are looked up when they are called: a route is compiled at its first request. A status that the route does
 * not declare is that of a host's hook, whose answer is nobody's contract: it is written as it is.
 */
function serializersOf(cell: RouteCell<CompiledRoute>): Partial<RouteOptions> {
  const statuses = [
    ...new Set(cell.definition.responses.filter(({ kind }) => kind.toPayload === undefined && kind.schema !== undefined).map(({ status }) => String(status))),
  ];
  return {
    schema: { response: Object.fromEntries([...statuses, 'default'].map((status) => [status, {}])) },
    serializerCompiler: ({ httpStatus = 'default' }) => {
      let serialize: ((value: unknown) => string) | undefined;
      return (value) => {
        // Fastify's last resort where even the answer to an error fails: its text would name the handler and what went wrong.
        if (value instanceof Error) return JSON.stringify(formatHttpError(new HttpError(500), cell.definition.policy.errors).body);
        return (serialize ??= cell.compiled().responses.serializers[httpStatus] ?? JSON.stringify)(value);
      };
    },
  };
}
