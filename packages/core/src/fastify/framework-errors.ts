import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

type AnswerError = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Answers what Fastify refuses before it looks for a route, an address like `/%zz` among it: the hooks of a request have
 * not run. Those given run here, one after the other as Fastify runs them; one that sends an answer has answered.
 */
export function createFrameworkErrorHandler(hooks: readonly onRequestHookHandler[], answerError: AnswerError): AnswerError {
  return (error, request, reply) => {
    void runHooks(hooks, request, reply).then(
      () => {
        if (!reply.sent) answerError(error, request, reply);
      },
      (failure: unknown) => {
        answerError(failure, request, reply);
      },
    );
  };
}

async function runHooks(hooks: readonly onRequestHookHandler[], request: FastifyRequest, reply: FastifyReply): Promise<void> {
  for (const hook of hooks) {
    await runHook(hook, request, reply);
    if (reply.sent) return;
  }
}

/** One with `done`, or one that returns a promise. */
type AnyHook = (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply, done: (failure?: Error) => void) => unknown;

/** A hook that takes `done` and sends an answer does not call it: nothing follows. */
function runHook(hook: AnyHook, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  return new Promise<unknown>((resolve, reject) => {
    const returned = hook.call(request.server, request, reply, (failure) => {
      if (failure === undefined) resolve(undefined);
      else reject(failure);
    });
    if (hook.length < 3) resolve(returned);
  });
}
