import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ValidationIssue } from '../validation/issue.js';
import { beginTeardowns } from './teardown.js';
import type { Teardowns } from './teardown.js';

/** What a request of ours carries from hook to hook. All fields exist from the start: one hidden class. */
export class RequestState {
  /** Validated inputs first, then the values of dependencies, in the order of the route's definition. */
  readonly values: unknown[];
  /** What was found wrong before the body was read. */
  issues: ValidationIssue[] | undefined = undefined;
  /** Open generator dependencies; undefined while there are none. */
  teardowns: Teardowns | undefined = undefined;
  /** What is to be called before a handler sends by hand; undefined before it is called, and where it cannot. */
  restrict: ((payload: unknown, reply: FastifyReply) => void) | undefined = undefined;
  /** True once the handler has returned its value, or has sent it by hand. */
  isCompleted = false;
  /** The status that the answer of the handler had when it was sent; 0 before, and where another has answered for it. */
  status = 0;
  /** True once what outlives the answer, an open socket, has taken over closing what is open. */
  isHandedOver = false;
  /** True once a handler or a dependency has sent an answer by hand. */
  isAnswered = false;
  /** What was answered when the time of the route was over: whatever comes later is dropped. */
  expired: Error | undefined = undefined;
  /** True once a stream is the answer: it closes what it stands on when it ends. */
  isStreaming = false;
  /** True once the documented headers of the answer have been looked at: what an error says instead has others. */
  isHeaderChecked = false;

  /** @param values As many `undefined` as there are inputs and dependencies. */
  constructor(values: unknown[]) {
    this.values = values;
  }

  beginTeardowns(request: FastifyRequest, reply: FastifyReply): Teardowns {
    return beginTeardowns(request, reply, this);
  }
}

export const kState = Symbol.for('typhoon.state');

interface WithState {
  [kState]?: RequestState | null;
}

export function stateOf(request: FastifyRequest): RequestState | undefined {
  return (request as WithState)[kState] ?? undefined;
}

/** The state of the request, made at its first use. */
export function beginState(request: FastifyRequest, size: number): RequestState {
  return ((request as WithState)[kState] ??= new RequestState(new Array<unknown>(size).fill(undefined)));
}

/** The same as a line of code: `state` of `request`. A list that is written out is the cheapest. */
export function writeBeginState(size: number): string {
  return `const state = request[STATE] ??= new RequestState([${new Array<string>(size).fill('undefined').join(', ')}]);`;
}

/** What that line names. */
export const STATE_NAMES = { STATE: kState, RequestState };
