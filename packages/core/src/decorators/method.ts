import type { Reply } from '../http/reply.js';
import type { InferResponse, ResponseLike } from '../http/response-kind.js';
import type { TNever, TUnknown } from '../schema/typebox.js';
import { ProblemList } from '../errors.js';
import { writeRoute } from '../metadata/store.js';
import type { AnyConstructor, MissingOption, Problem } from './check.js';
import type { ResponseDocumentation, RouteOptions } from './route-options.js';

type ResponseMap = { readonly [status: number]: ResponseLike | ResponseDocumentation };

type BodyOf<TAnswer> = TAnswer extends { readonly response: infer TResponse extends ResponseLike }
  ? InferResponse<TResponse>
  : TAnswer extends ResponseLike
    ? InferResponse<TAnswer>
    : unknown;

type Replies<TResponses> = { [TStatus in keyof TResponses]: TStatus extends number ? Reply<TStatus, BodyOf<TResponses[TStatus]>> : never }[keyof TResponses];

/**
 * What a method may return for the declared answers. It is how a factory, whose model is a type parameter, names its result.
 *
 * @example
 * function readController<TItem extends SchemaLike>(item: TItem, find: () => InferReturn<TItem>) {
 *   class ReadController {
 *     @Get('/', { response: item }) read(): InferReturn<TItem> { return find(); }
 *   }
 *   return ReadController;
 * }
 */
export type InferReturn<TResponse, TResponses = {}> = [Replies<TResponses>] extends [never]
  ? InferResponse<TResponse>
  : InferResponse<TResponse> | Replies<TResponses>;

/**
 * What a plain return value is without a `response`: anything where no `responses` are declared either; else the answer
 * of the route's `status`, or of 200, or of the first success declared.
 */
type Undeclared<TResponses, TStatus extends number> = keyof TResponses extends never ? TUnknown : AnswerOf<TResponses, MainStatus<keyof TResponses, TStatus>>;

// A `status` that is not written out as a number may be any: then nothing but replies can be checked.
type MainStatus<TDeclared, TStatus extends number> = [TStatus] extends [never]
  ? FirstOf<TDeclared, Successes>
  : number extends TStatus
    ? never
    : TStatus & TDeclared;

type Successes = [200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 307, 308];
type FirstOf<TDeclared, TList> = TList extends [infer TFirst, ...infer TRest] ? (TFirst extends TDeclared ? TFirst : FirstOf<TDeclared, TRest>) : never;

type AnswerOf<TResponses, TStatus> = [TStatus] extends [never]
  ? TNever
  : TStatus extends keyof TResponses
    ? TResponses[TStatus] extends { readonly response: infer TResponse extends ResponseLike }
      ? TResponse
      : TResponses[TStatus] extends infer TResponse extends ResponseLike
        ? TResponse
        : TNever
    : TNever;

// `value` as TypeScript's own descriptor has it would make the compiler speak of 'exactOptionalPropertyTypes' in each message.
export interface Described<TMethod> {
  readonly value?: TMethod | undefined;
}

// `Promise` stands beside `PromiseLike` for the compiler: it compares two promises by what they promise, and says so.
type Promised<TValue> = TValue | Promise<TValue> | PromiseLike<TValue>;

/** A method decorator that refuses a method whose return type does not fit. The method's type is one generic: arguments and result inferred apart do not unify. */
export type RouteDecorator<TReturn> = <TClass extends object, TMethod extends (...args: any[]) => Promised<TReturn> = never>(
  target: TClass & CheckTarget<TClass, TMethod>,
  key: string,
  descriptor?: Described<TMethod>,
) => void;

/** Properties have no descriptor to infer `TMethod` from, and standard decorators are handed the method itself. */
export type CheckTarget<TClass, TMethod> = TClass extends AnyConstructor
  ? Problem<'a handler cannot be static'>
  : [TMethod] extends [never]
    ? TClass extends (...args: never[]) => unknown
      ? Problem<MissingOption>
      : Problem<'a handler is a method, not a property'>
    : unknown;

/** Any of `Get`, `Post`, `Put`, …: path, then options. */
export type MethodDecorator = <
  TResponses extends ResponseMap = {},
  TStatus extends number = never,
  TResponse extends ResponseLike = Undeclared<TResponses, TStatus>,
>(
  path: string,
  options?: RouteOptions<TResponse, TResponses, TStatus>,
) => RouteDecorator<InferReturn<TResponse, TResponses>>;

/**
 * A route for any method, `QUERY` too.
 *
 * @param method In upper case: `PROPFIND`.
 * @param path Spelled as Fastify spells it: `/:id`, `/files/*`.
 */
export function Route<TResponses extends ResponseMap = {}, TStatus extends number = never, TResponse extends ResponseLike = Undeclared<TResponses, TStatus>>(
  method: string,
  path: string,
  options: RouteOptions<TResponse, TResponses, TStatus> = {},
): RouteDecorator<InferReturn<TResponse, TResponses>> {
  return (target: object, key: string | symbol) => {
    assertLegacy(target, key);
    writeRoute(target, { kind: 'http', key, path, options: { ...options, method } });
  };
}

/** Standard decorators are handed a function and a context. The compiler says so too, where there is one. */
function assertLegacy(target: object, key: unknown): void {
  if (typeof key === 'string' || typeof key === 'symbol') return;
  const place = (target as { readonly name?: string } | undefined)?.name ?? 'a handler';
  const problems = new ProblemList();
  problems.add(
    'TYPHOON_ERR_ROUTE_INVALID',
    place,
    'the decorator is called as a standard one, and these cannot stand on parameters. Set "experimentalDecorators": true in tsconfig.json, or the like in what compiles your code.',
  );
  problems.assertNone();
}

/** `@Get` without its brackets hands over the class and the member: it would decorate nothing, without a word. */
function assertCalled(method: string, target: unknown, key: unknown): void {
  if (typeof target !== 'object' || target === null || typeof key !== 'string') return;
  const name = method.charAt(0) + method.slice(1).toLowerCase();
  const problems = new ProblemList();
  problems.add('TYPHOON_ERR_ROUTE_INVALID', `${target.constructor.name}.${key}`, `@${name} stands without its path. Write @${name}('/…').`);
  problems.assertNone();
}

function methodDecorator(method: string): MethodDecorator {
  return (path, options = {}) => {
    assertCalled(method, path, options);
    return Route(method, path, options);
  };
}

/** A route for `GET`; `HEAD` comes with it. @example @Get('/:id', { response: Item }) read(@Path('id', Type.Integer()) id: number) { return this.store.read(id); } */
export const Get: MethodDecorator = methodDecorator('GET');
/** A route for `POST`. @example @Post('/', { status: 201, response: Item }) create(@Body(NewItem) item: NewItem) { return this.store.add(item); } */
export const Post: MethodDecorator = methodDecorator('POST');
/** A route for `PUT`. */
export const Put: MethodDecorator = methodDecorator('PUT');
/** A route for `PATCH`. */
export const Patch: MethodDecorator = methodDecorator('PATCH');
/** A route for `DELETE`. */
export const Delete: MethodDecorator = methodDecorator('DELETE');
/** A route for `HEAD` alone, where it shall not be answered by the `GET` handler. */
export const Head: MethodDecorator = methodDecorator('HEAD');
/** A route for `OPTIONS`. */
export const Options: MethodDecorator = methodDecorator('OPTIONS');
