import type { AnyModelClass } from '../schema/component.js';
import type { TSchema } from '../schema/typebox.js';
import type { AnyDependency } from '../dependency/dependency.js';
import { writeParameter } from '../metadata/store.js';
import type { AnyClass } from '../metadata/store.js';
import type { Check } from './check.js';

/** The parts of a request that a value can be read from. */
export type PartName = 'path' | 'query' | 'header' | 'cookie' | 'body' | 'form' | 'file';

/** How arrays and objects are written into text. @see OpenAPI 3.1 §4.8.12.2 (style, explode) */
export type ParameterStyle = 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

/** What may be said of a parameter beside its name and schema. */
export interface ParameterOptions {
  /** The name on the wire, where the documents, the errors and the client shall know it by another than the declared one. */
  readonly alias?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  /** Read and validated, but absent from the documents. Default: false. */
  readonly hidden?: boolean;
  readonly example?: unknown;
  /** Named examples, as OpenAPI has them. */
  readonly examples?: { readonly [name: string]: { readonly summary?: string; readonly description?: string; readonly value: unknown } };
  /** How arrays and objects are written. Default: `form` for query and cookie, `simple` for path and header. */
  readonly style?: ParameterStyle;
  /** Whether each item has a name of its own (`a=1&a=2`) or all share one (`a=1,2`). Default: true for `form` and `deepObject`. */
  readonly explode?: boolean;
}

/** What a parameter decorator, or an input of a dependency, says of where its value comes from. */
export type SourceRecord =
  | { readonly in: PartName; readonly name: string | undefined; readonly schema: TSchema | AnyModelClass; readonly options: ParameterOptions }
  | { readonly in: 'dependency'; readonly dependency: AnyDependency | AnyClass; readonly scopes: readonly string[] };

declare const yields: unique symbol;
export const kSource = Symbol.for('typhoon.source');

/** What `Path()`, `Query()`, `Body()`, `Depends()` … return: a parameter decorator that is also an input for a dependency. */
export interface Source<TValue> {
  readonly [yields]: TValue;
  readonly [kSource]: SourceRecord;
  <TClass extends object, TKey extends string | symbol | undefined, TIndex extends number>(
    target: TClass & Check<TClass, TKey, TIndex, TValue>,
    key: TKey,
    index: TIndex,
  ): void;
}

/** A source of any value. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever type it yields
export type AnySource = Source<any>;

/** Anything that carries the type of the value it will yield. */
export interface Yields<TValue> {
  readonly [yields]: TValue;
}

/** Makes the decorator that records `source` for the parameter it stands on. */
export function createSource<TValue>(source: SourceRecord): Source<TValue> {
  const decorator = (target: object, key: string | symbol | undefined, index: number): void => {
    writeParameter(target, key, { index, source });
  };
  return Object.assign(decorator, { [kSource]: source }) as unknown as Source<TValue>;
}

export function isSource(value: unknown): value is Source<unknown> {
  return typeof value === 'function' && kSource in value;
}
