import type { InferInput, SchemaLike } from '../decorators/check.js';
import type { HeaderDocumentation } from '../describe/route-definition.js';
import { toSchema } from '../schema/model.js';
import type { TSchema } from '../schema/typebox.js';
import { reasonOf } from './status.js';

const kHttpError = Symbol.for('typhoon.http-error');

/** Names the members of a problem document that no extension may use. @see RFC 9457 §3.1 */
export const PROBLEM_MEMBERS: readonly string[] = ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId', 'errors'];

/** What an HTTP error says beside its status. */
export interface HttpErrorOptions {
  /** What happened this time, for a human. Anything but text is sent as it is in FastAPI's envelope, and under `data` in a problem. */
  readonly detail?: unknown;
  /** Headers of the answer: `{ 'www-authenticate': 'Bearer' }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For programs to tell errors apart. Default: the reason phrase in snake case, `not_found`. */
  readonly code?: string;
  /** The kind of error, for a human. Default: the reason phrase, `Not Found`. */
  readonly title?: string;
  /** Further members of the answer, as the error's `schema` declares them. */
  readonly data?: unknown;
  /** Whether the log says so where the status is 500 or more. Default: true; false for what is refused on purpose, often. */
  readonly log?: boolean;
  /** What the log says; never sent. Default: the detail, or the title. */
  readonly message?: string;
  /** Kept for the log; never sent. */
  readonly cause?: unknown;
}

/**
 * An error that is answered with its own status: the client sees status, code, title, detail and declared data, nothing else.
 *
 * @example throw new HttpError(404, 'No such item.');
 */
export class HttpError extends Error {
  readonly [kHttpError] = true;
  /** 400 to 599. */
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;
  readonly isLogged: boolean;

  constructor(status: number, detail?: string | HttpErrorOptions) {
    const options = typeof detail === 'object' ? detail : { detail };
    const title = options.title ?? reasonOf(status) ?? 'Error';
    super(options.message ?? (typeof options.detail === 'string' ? options.detail : title), options.cause === undefined ? undefined : { cause: options.cause });
    if (!Number.isInteger(status) || status < 400 || status > 599)
      throw new RangeError(`HttpError expects a status from 400 to 599 but got ${String(status)}.`);
    this.name = 'HttpError';
    this.status = status;
    this.code = options.code ?? toCode(reasonOf(status) ?? 'error');
    this.title = title;
    this.detail = options.detail;
    this.headers = options.headers ?? {};
    this.data = options.data;
    this.isLogged = options.log ?? true;
  }

  /** For expressions: `(await find(id)) ?? HttpError.throw(404)`. In a statement, `throw new HttpError(404)` ends the flow. */
  static throw(status: number, detail?: string | HttpErrorOptions): never {
    throw new HttpError(status, detail);
  }

  /** True for an HTTP error of any copy of this package. */
  static is(value: unknown): value is HttpError {
    return typeof value === 'object' && value !== null && kHttpError in value;
  }

  /**
   * Declares an error that `throws: [...]` documents and the generated client returns typed.
   *
   * @example const ItemNotFound = HttpError.define({ status: 404, code: 'item_not_found', title: 'Item not found' });
   */
  static define<TData extends SchemaLike = never>(definition: ErrorDefinitionOptions<TData>): ErrorClass<TData> {
    const full: ErrorDefinition = { ...definition, schema: definition.schema === undefined ? undefined : toSchema(definition.schema) };
    class DefinedError extends HttpError {
      static readonly definition = full;

      constructor(options: HttpErrorOptions = {}) {
        super(full.status, { ...options, code: full.code, title: full.title });
        this.name = full.code;
      }

      static override throw(options?: unknown): never {
        throw new DefinedError(options as HttpErrorOptions | undefined);
      }
    }
    return DefinedError;
  }
}

interface ErrorDefinitionOptions<TData extends SchemaLike> {
  /** 400 to 599. */
  readonly status: number;
  /** Unique among the errors of a status: `item_not_found`. */
  readonly code: string;
  /** `Item not found` */
  readonly title: string;
  readonly description?: string;
  /** An object schema for further members of the answer. */
  readonly schema?: TData;
  /** Headers that the answer has, for the documents: `{ 'retry-after': { schema: Type.Integer() } }`. */
  readonly headers?: Readonly<Record<string, HeaderDocumentation>>;
}

/** What `HttpError.define` was told. */
export interface ErrorDefinition {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly description?: string;
  readonly schema: TSchema | undefined;
  readonly headers?: Readonly<Record<string, HeaderDocumentation>>;
}

/** The options of a declared error: its data are asked for where its schema declares them. */
export type DefinedErrorOptions<TData extends SchemaLike> = Omit<HttpErrorOptions, 'code' | 'title' | 'data'> &
  ([TData] extends [never] ? {} : { readonly data: InferInput<TData> });

/** A class made by `HttpError.define`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- by default a class with any data
export interface ErrorClass<TData extends SchemaLike = any> {
  new (...options: ErrorArguments<TData>): HttpError;
  /** For expressions; in a statement use `throw new …`, which ends the flow. */
  throw(...options: ErrorArguments<TData>): never;
  readonly definition: ErrorDefinition;
}

type ErrorArguments<TData extends SchemaLike> = [TData] extends [never] ? [options?: DefinedErrorOptions<TData>] : [options: DefinedErrorOptions<TData>];

/** 'Not Found' → 'not_found' */
function toCode(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}
