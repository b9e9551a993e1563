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
 * @example read(): InferReturn<TItem> { … }
 */
export type InferReturn<TResponse, TResponses = {}> = InferResponse<TResponse> | Replies<TResponses>;

/** A route that declares nothing may return anything; one that declares `responses` alone, nothing but those. */
type Undeclared<TResponses> = keyof TResponses extends never ? TUnknown : TNever;

// `value` as TypeScript's own descriptor has it would make the compiler speak of 'exactOptionalPropertyTypes' in each message.
interface Described<TMethod> {
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
type CheckTarget<TClass, TMethod> = TClass extends AnyConstructor
  ? Problem<'a handler cannot be static'>
  : [TMethod] extends [never]
    ? TClass extends (...args: never[]) => unknown
      ? Problem<MissingOption>
      : Problem<'a handler is a method, not a property'>
    : unknown;

/** Any of `Get`, `Post`, `Put`, …: path, then options. */
export type MethodDecorator = <TResponses extends ResponseMap = {}, TResponse extends ResponseLike = Undeclared<TResponses>>(
  path: string,
  options?: RouteOptions<TResponse, TResponses>,
) => RouteDecorator<InferReturn<TResponse, TResponses>>;

/**
 * A route for any method, `QUERY` too.
 *
 * @param method In upper case: `PROPFIND`.
 * @param path Spelled as Fastify spells it: `/:id`, `/files/*`.
 */
export function Route<TResponses extends ResponseMap = {}, TResponse extends ResponseLike = Undeclared<TResponses>>(
  method: string,
  path: string,
  options: RouteOptions<TResponse, TResponses> = {},
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

function methodDecorator(method: string): MethodDecorator {
  return (path, options = {}) => Route(method, path, options);
}

/** A route for `GET`; `HEAD` comes with it. @example @Get('/:id', { response: Item }) */
export const Get: MethodDecorator = methodDecorator('GET');
/** A route for `POST`. @example @Post('/', { status: 201, response: Item }) */
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
