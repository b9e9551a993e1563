import type { AnyModelClass } from '../schema/component.js';
import type { TSchema } from '../schema/typebox.js';
import type { InferInput, SchemaLike } from './check.js';
import { createSource } from './source.js';
import type { ParameterOptions, PartName, Source } from './source.js';

/** A source by name and schema, or one object schema for the whole part. */
export interface NamedSource {
  <TInput extends SchemaLike>(schema: TInput, options?: ParameterOptions): Source<InferInput<TInput>>;
  // Last, since that is the one TypeScript 7 explains where neither fits.
  <TInput extends SchemaLike>(name: string, schema: TInput, options?: ParameterOptions): Source<InferInput<TInput>>;
}

function namedSource(part: PartName): NamedSource {
  return (first: string | SchemaLike, second?: SchemaLike | ParameterOptions, third?: ParameterOptions): Source<never> => {
    const hasName = typeof first === 'string';
    const schema = (hasName ? second : first) as TSchema | AnyModelClass;
    const options = (hasName ? third : second) as ParameterOptions | undefined;
    return createSource({ in: part, name: hasName ? first : undefined, schema, options: options ?? {} });
  };
}

/** Reads from the path: `@Path('id', Type.Integer()) id: number`. Text, coerced by the schema. */
export const Path: NamedSource = namedSource('path');
/** Reads from the query string: `@Query('limit', Type.Integer({ default: 10 })) limit: number`. Text, coerced by the schema. */
export const Query: NamedSource = namedSource('query');
/** Reads from the headers, by any case: `@Header('x-token', Type.String()) token: string`. Text, coerced by the schema. */
export const Header: NamedSource = namedSource('header');
/** Reads from the cookies: `@Cookie('session', Type.String()) session: string`. Text, coerced by the schema. */
export const Cookie: NamedSource = namedSource('cookie');
/** Reads the JSON body: `@Body(NewItem) item: NewItem`; several named ones are members of one object. Not coerced. */
export const Body: NamedSource = namedSource('body');
/** Reads form fields, urlencoded or multipart: `@Form('name', Type.String()) name: string`. Text, coerced by the schema. */
export const Form: NamedSource = namedSource('form');
