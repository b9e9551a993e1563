import { isModelClass, isSchema, toSchema } from '@typhoon/core/internal';
import type { Form } from './reference.js';
import type { SchemaContext } from './schema-context.js';

/**
 * Copies an object that the user wrote in OpenAPI's own words (a callback, a webhook), with every TypeBox schema and model
 * inside converted.
 *
 * In requests that we send, the body is our output and the answer our input: the other way round than in operations.
 */
export function toForeignObject(value: unknown, context: SchemaContext, form: Form = 'output'): unknown {
  if (isModelClass(value) || isSchema(value)) return context.write(toSchema(value), form, context);
  if (Array.isArray(value)) return value.map((member) => toForeignObject(member, context, form));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toForeignObject(member, context, key === 'responses' ? 'input' : form)]));
}
