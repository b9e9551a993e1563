/** The bodies of error answers in the two envelopes. @see RFC 9457 §3 */
import type { ErrorDefinition } from '@typhoon/core';
import type { ErrorEnvelope } from './document-context.js';
import type { SchemaObject } from './reference.js';
import type { SchemaContext } from './schema-context.js';

/** The content type of error answers. */
export function errorMediaType(envelope: ErrorEnvelope): string {
  return envelope === 'problem' ? 'application/problem+json' : 'application/json';
}

/** Any refused request. */
export function toErrorSchema(envelope: ErrorEnvelope, context: SchemaContext): SchemaObject {
  return envelope === 'problem' ? refer('Problem', PROBLEM, context) : refer('HTTPError', FASTAPI_ERROR, context);
}

/** What 422 answers: every mistake of the request. */
export function toValidationErrorSchema(envelope: ErrorEnvelope, context: SchemaContext): SchemaObject {
  const issue = refer(envelope === 'problem' ? 'ValidationIssue' : 'ValidationError', envelope === 'problem' ? ISSUE : FASTAPI_ISSUE, context);
  if (envelope === 'fastapi')
    return create('HTTPValidationError', context, () => ({
      type: 'object',
      title: 'HTTPValidationError',
      properties: { detail: { type: 'array', title: 'Detail', items: issue } },
    }));
  const base = toErrorSchema(envelope, context);
  return create('ValidationProblem', context, () => ({
    allOf: [
      base,
      {
        type: 'object',
        properties: { ...constants(422, 'validation_failed', 'Validation failed'), errors: { type: 'array', maxItems: 50, items: issue } },
        required: ['title', 'status', 'code', 'errors'],
      },
    ],
  }));
}

/** A declared error: its code tells it from others of the same status, its data are members of their own. */
export function toDeclaredErrorSchema(definition: ErrorDefinition, envelope: ErrorEnvelope, context: SchemaContext): SchemaObject {
  const base = toErrorSchema(envelope, context);
  const data = definition.schema === undefined ? [] : [context.write(definition.schema, 'output', context)];
  if (envelope === 'fastapi') return data.length === 0 ? base : createDeclared(definition, fastapiKey(definition), context, [base, ...data]);
  const own = { type: 'object', properties: constants(definition.status, definition.code, definition.title), required: ['title', 'status', 'code'] };
  return createDeclared(definition, definition, context, [base, own, ...data]);
}

/** 'item_not_found' → 'ItemNotFound' */
export function toErrorName(code: string): string {
  const words = code.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('') || 'Error';
}

function createDeclared(definition: ErrorDefinition, key: object, context: SchemaContext, allOf: readonly SchemaObject[]): SchemaObject {
  const identity = { key, name: toErrorName(definition.code), place: context.place, yields: true };
  return {
    $ref: context.components.refer(identity, 'output', () => ({
      ...(definition.description === undefined ? {} : { description: definition.description }),
      allOf,
    })),
  };
}

const FASTAPI_KEYS = new WeakMap<ErrorDefinition, object>();

/** One error may be answered in both envelopes, at different levels: two components, each with a key of its own. */
function fastapiKey(definition: ErrorDefinition): object {
  const key = FASTAPI_KEYS.get(definition) ?? {};
  FASTAPI_KEYS.set(definition, key);
  return key;
}

function constants(status: number, code: string, title: string): Readonly<Record<string, SchemaObject>> {
  return { title: { type: 'string', const: title }, status: { type: 'integer', const: status }, code: { type: 'string', const: code } };
}

function refer(name: string, schema: SchemaObject, context: SchemaContext): SchemaObject {
  return { $ref: context.components.refer({ key: schema, name, place: context.place, yields: true }, 'output', () => schema) };
}

/** The keys of components that are built from others: one object per name for the life of the process. */
const KEYS: Readonly<Record<string, object>> = { HTTPValidationError: {}, ValidationProblem: {} };

function create(name: string, context: SchemaContext, write: () => SchemaObject): SchemaObject {
  return { $ref: context.components.refer({ key: KEYS[name] ?? write, name, place: context.place, yields: true }, 'output', write) };
}

const LOCATION = { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'integer' }] } };

const PROBLEM: SchemaObject = {
  type: 'object',
  description: 'Why a request was refused (RFC 9457).',
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'The kind of problem as an address; `about:blank` where the code says all.' },
    title: { type: 'string', description: 'The kind of problem, for a human.' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string', description: 'The kind of problem, for a program.' },
    detail: { type: 'string', description: 'What happened this time.' },
    requestId: { type: 'string', description: "The request's id in the server's log." },
    data: { description: 'Further details.' },
  },
  required: ['type', 'title', 'status', 'code', 'requestId'],
};

const ISSUE: SchemaObject = {
  type: 'object',
  description: 'One mistake of a request.',
  properties: {
    type: { type: 'string', description: 'What is wrong: `missing`, `int_parsing`, …' },
    loc: { ...LOCATION, description: 'Where: the part of the request, then names and indexes.' },
    msg: { type: 'string', description: 'What is wrong, for a human.' },
    input: { description: 'The value that was refused.' },
    ctx: { type: 'object', additionalProperties: true, description: 'The figures of the message.' },
  },
  required: ['type', 'loc', 'msg'],
};

const FASTAPI_ISSUE: SchemaObject = {
  type: 'object',
  title: 'ValidationError',
  properties: {
    loc: { ...LOCATION, title: 'Location' },
    msg: { type: 'string', title: 'Message' },
    type: { type: 'string', title: 'Error Type' },
    input: { title: 'Input' },
    ctx: { type: 'object', title: 'Context' },
  },
  required: ['loc', 'msg', 'type'],
};

const FASTAPI_ERROR: SchemaObject = {
  type: 'object',
  properties: { detail: { description: 'What happened; mostly a text.' } },
  required: ['detail'],
};
