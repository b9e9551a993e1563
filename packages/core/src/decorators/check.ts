/**
 * The types behind the promise that a declared parameter or return type cannot drift from its schema.
 *
 * The compiler compares two function types, so its own elaboration names the parameter, both types and the property
 * that differs. Tried on TypeScript 5.9, 6.0 and 7.0.
 */
/* eslint-disable @typescript-eslint/no-explicit-any -- `any` is what a place that is not compared takes */
import type { AnyModelClass } from '../schema/component.js';
import type { Static, TAny, TOptional, TSchema, TTransform, TUnknown } from '../schema/typebox.js';

/** Everything that takes a schema takes a TypeBox schema or a class made by `Model()`. */
export type SchemaLike = TSchema | AnyModelClass;

// `StaticDecode` of every model costs 1.6 times the instantiations: only a transform at the top is decoded, one inside a model is a boot error.
type Decoded<TDecoded extends TSchema> =
  TDecoded extends TTransform<never, infer TOutput> ? TOutput : TDecoded extends TTransform<infer _TInput, infer TOutput> ? TOutput : Static<TDecoded>;

/** What a source yields: the decoded value, an instance for a model, `undefined` too where it may be absent. */
export type InferInput<TInput> = TInput extends TAny | TUnknown
  ? unknown
  : TInput extends AnyModelClass
    ? InstanceType<TInput>
    : TInput extends TOptional<infer TInner>
      ? (TInner extends TSchema ? Decoded<TInner> : never) | undefined
      : TInput extends TSchema
        ? Decoded<TInput>
        : never;

type IsAny<TValue> = 0 extends 1 & TValue ? true : false;

/**
 * Plain data for a model: its methods are not asked for, readonly or not.
 */
type Data<TValue> =
  IsAny<TValue> extends true
    ? TValue
    : TValue extends string | number | boolean | bigint | symbol | null | undefined | void | Date | URL | Uint8Array | ((...args: never[]) => unknown)
      ? TValue
      : // A map has all that a set has, too.
        TValue extends ReadonlyMap<infer TKey, infer TItem>
        ? ReadonlyMap<TKey, TItem>
        : TValue extends ReadonlySet<infer TItem>
          ? ReadonlySet<TItem>
          : TValue extends readonly unknown[]
            ? { readonly [TIndex in keyof TValue]: Data<TValue[TIndex]> }
            : TValue extends object
              ? { readonly [TKey in keyof TValue]: Data<TValue[TKey]> | (undefined extends TValue[TKey] ? undefined : never) }
              : TValue;

/** What a handler may return for a schema. The plain type comes first: it nearly always matches, and the mapped one is then never computed. */
export type InferOutput<TOutput> = TOutput extends AnyModelClass
  ? InstanceType<TOutput> | Data<Static<TOutput['schema']>>
  : TOutput extends TSchema
    ? Decoded<TOutput> | Data<Decoded<TOutput>>
    : never;

/** The arguments with `TValue` at one place and anything at the others, under their names. `number` is the place of a rest parameter. */
type With<TArguments extends readonly unknown[], TIndex extends number, TValue> = `${TIndex}` extends keyof TArguments
  ? { [TPlace in keyof TArguments]: TPlace extends `${TIndex}` ? TValue : any }
  : { [TPlace in keyof TArguments]: number extends TPlace ? TValue : any };
type Takes<TArguments extends readonly unknown[], TIndex extends number, TValue> = (...args: With<TArguments, TIndex, TValue>) => unknown;
type Constructs<TArguments extends readonly unknown[], TIndex extends number, TValue> = abstract new (...args: With<TArguments, TIndex, TValue>) => unknown;

declare const problem: unique symbol;

/** A type nothing has: the compiler prints its message. */
export interface Problem<TMessage extends string> {
  readonly [problem]: TMessage;
}

/** What is said where decorators are handed the arguments of standard ones. A name for the text alone: the compiler would print the name of a whole problem. */
export type MissingOption = 'set "experimentalDecorators": true in tsconfig.json: Typhoon decorates parameters';

export type AnyConstructor = abstract new (...args: any[]) => any;

/** What is said of a parameter whose properties are all optional and none of those that the value has: `NothingInCommon<[query: Filter], Page>`. */
export interface NothingInCommon<TParameter, TValue> {
  readonly [problem]: 'the parameter has no property of what its source yields';
  readonly parameter: TParameter;
  readonly yields: TValue;
}

/** The parameter at a place under its name: `[query: Filter]`. */
type ParameterAt<TArguments extends readonly unknown[], TIndex extends number, TBefore extends readonly unknown[] = []> = TBefore['length'] extends TIndex
  ? TArguments extends readonly [unknown?, ...infer TAfter]
    ? TArguments extends readonly [...infer TFound, ...TAfter]
      ? TFound
      : never
    : never
  : TArguments extends readonly [unknown?, ...infer TAfter]
    ? ParameterAt<TAfter, TIndex, [...TBefore, unknown]>
    : never;

/**
 * `unknown` where the parameter takes `TValue`, otherwise `TDemand`, which the compiler compares and explains.
 *
 * Only the last of several overloads can be read, and a comparison with all of them would be content with a shorter one, which ignores the value.
 * Within an intersection, which is what a decorator's argument is compared with, the compiler does not look whether types
 * without required properties have anything in common (`isPerformingCommonPropertyChecks` of its checker): there it is said here.
 */
type CheckPlace<TSubject, TArguments extends readonly unknown[], TIndex extends number, TValue, TDemand> = [TValue] extends [TArguments[TIndex]]
  ? unknown
  : TSubject extends TDemand
    ? Problem<'of several overloads the last one counts: it must take the value'>
    : TSubject extends TSubject & TDemand
      ? NothingInCommon<ParameterAt<Required<TArguments>, TIndex>, TValue>
      : TDemand;

type CheckMethod<TClass, TKey extends keyof TClass, TIndex extends number, TValue> = TClass[TKey] extends (...args: infer TArguments) => unknown
  ? CheckPlace<TClass, TArguments, TIndex, TValue, { [TMethod in TKey]: Takes<Required<TArguments>, TIndex, TValue> }>
  : Problem<'only methods can be handlers'>;

/** `unknown` where the declared parameter accepts `TValue`; otherwise what the compiler shall complain about. */
export type Check<TClass, TKey, TIndex extends number, TValue> = [TKey] extends [undefined]
  ? TClass extends abstract new (...args: infer TArguments) => unknown
    ? CheckPlace<TClass, TArguments, TIndex, TValue, Constructs<Required<TArguments>, TIndex, TValue>>
    : Problem<'a private or protected constructor cannot be checked: make it public'>
  : TClass extends AnyConstructor
    ? Problem<'a handler cannot be static'>
    : string extends TKey
      ? Problem<'a handler needs a literal name, not a computed one'>
      : TKey extends keyof TClass
        ? CheckMethod<TClass, TKey, TIndex, TValue>
        : Problem<'a handler must be public: its type cannot be checked otherwise'>;
