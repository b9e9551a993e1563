/** @see OpenAPI 3.1 §4.8.13 (Request Body Object) */
import type { InputDefinition, RouteDefinition } from '@typhoon/core';
import { toEncoding } from './encoding-object.js';
import { toMediaType } from './media-type-object.js';
import type { MediaTypeObject } from './media-type-object.js';
import { toNamedInputs } from './parameter-object.js';
import type { NamedInput } from './parameter-object.js';
import type { SchemaObject } from './reference.js';
import type { SchemaContext } from './schema-context.js';

export interface RequestBodyObject {
  readonly description?: string;
  readonly required?: boolean;
  readonly content: Readonly<Record<string, MediaTypeObject>>;
}

/** The body of an operation: JSON, a form, or a form with files. Undefined where the route reads none. */
export function toRequestBody(route: RouteDefinition, context: SchemaContext): RequestBodyObject | undefined {
  const visible = route.inputs.filter((input) => input.options.hidden !== true);
  const bodies = visible.filter((input) => input.in === 'body');
  const fields = visible.filter((input) => input.in === 'form' || input.in === 'file');
  if (bodies.length > 0) return toJsonBody(route, bodies, context);
  return fields.length > 0 ? toFormBody(route, fields, context) : undefined;
}

/** True for routes that read a body, documented or not. */
export function readsBody(route: RouteDefinition): boolean {
  return route.inputs.some((input) => input.in === 'body' || input.in === 'form' || input.in === 'file');
}

function toJsonBody(route: RouteDefinition, bodies: readonly InputDefinition[], context: SchemaContext): RequestBodyObject {
  const [whole] = bodies;
  if (bodies.length > 1 || whole?.name !== undefined) return createBody('application/json', toMediaType(toMembers(route, bodies, context)), bodies);
  const mediaType = toMediaType(whole === undefined ? {} : context.write(whole.schema, 'input', context), whole?.options);
  return createBody('application/json', mediaType, bodies);
}

function toFormBody(route: RouteDefinition, fields: readonly InputDefinition[], context: SchemaContext): RequestBodyObject {
  const [whole] = fields;
  const isWhole = fields.length === 1 && whole !== undefined && whole.name === undefined;
  const schema = isWhole ? context.write(whole.schema, 'input', context) : toMembers(route, fields, context);
  const contentType = fields.some((field) => field.in === 'file') ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  const encoding = Object.fromEntries(fields.flatMap((field) => encodingOf(field)));
  const mediaType = toMediaType(schema, isWhole ? whole.options : {});
  return createBody(contentType, Object.keys(encoding).length === 0 ? mediaType : { ...mediaType, encoding }, fields);
}

function encodingOf(field: InputDefinition): (readonly [string, NonNullable<ReturnType<typeof toEncoding>>])[] {
  const encoding = field.name === undefined ? undefined : toEncoding(field);
  return encoding === undefined || field.name === undefined ? [] : [[field.name, encoding]];
}

function createBody(contentType: string, mediaType: MediaTypeObject, inputs: readonly InputDefinition[]): RequestBodyObject {
  const description = inputs.length === 1 && inputs[0]?.name === undefined ? inputs[0]?.options.description : undefined;
  return {
    ...(description === undefined ? {} : { description }),
    content: { [contentType]: mediaType },
    ...(inputs.some((input) => input.required) ? { required: true } : {}),
  };
}

/** Several named inputs are the members of one object, which has a component of its own: `Body_orders.create`. */
function toMembers(route: RouteDefinition, inputs: readonly InputDefinition[], context: SchemaContext): SchemaObject {
  const identity = { key: inputs[0] ?? route, name: `Body_${route.operationId.replaceAll(/[^\w.-]/g, '_')}`, place: route.place, yields: true };
  return { $ref: context.components.refer(identity, 'input', () => toObject(inputs.flatMap(toNamedInputs), context)) };
}

function toObject(members: readonly NamedInput[], context: SchemaContext): SchemaObject {
  const required = members.filter((member) => member.required).map((member) => member.name);
  return {
    type: 'object',
    properties: Object.fromEntries(members.map((member) => [member.name, toMember(member, context)])),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** A member of a body has no Parameter Object: what was said of it stands in its schema. */
function toMember({ schema, options }: NamedInput, context: SchemaContext): SchemaObject {
  const examples = options.example === undefined ? Object.values(options.examples ?? {}).map((example) => example.value) : [options.example];
  return {
    ...context.write(schema, 'input', context),
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.deprecated === true ? { deprecated: true } : {}),
    ...(examples.length === 0 ? {} : { examples }),
  };
}
