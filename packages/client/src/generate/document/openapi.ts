/** Operations of an OpenAPI document. @see OpenAPI 3.1.1 §4.8.8 (Paths Object), §4.8.10 (Operation Object) */
import type { DocumentSet } from '../load/document-set.js';
import { childOf, entriesOf, propertyOf, textOf, textsOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import { deprecationOf } from '../schema/schema-comment.js';
import type { SchemaReader } from '../schema/schema-reader.js';
import type { ApiOperation } from './api.js';
import { readParameters } from './inputs.js';
import { readBody } from './request-body.js';
import { readAnswers } from './responses.js';
import { readSecurity } from './security.js';
import { readServer } from './server.js';

/** `query` is of 3.2. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

export function readOperations(documents: DocumentSet, reader: SchemaReader): ApiOperation[] {
  return entriesOf(childOf(documents.root, 'paths'))
    .filter(([path]) => path.startsWith('/'))
    .flatMap(([path, node]) => {
      const pathItem = documents.resolve(node);
      return operationsOf(pathItem).map(([method, operation]) => readOperation({ method, path, pathItem, operation }, reader));
    });
}

interface Found {
  readonly method: string;
  readonly path: string;
  readonly pathItem: Node;
  readonly operation: Node;
}

/** 3.2 has a place for methods that it does not know by name. */
function operationsOf(pathItem: Node): (readonly [string, Node])[] {
  const known = METHODS.map((method) => [method.toUpperCase(), childOf(pathItem, method)] as const);
  const further = entriesOf(childOf(pathItem, 'additionalOperations')).filter(([method]) => /^[\w!#$%&'*+.^`|~-]+$/.test(method));
  return [...known, ...further].filter(([, { value }]) => typeof value === 'object' && value !== null);
}

function readOperation({ method, path, pathItem, operation }: Found, reader: SchemaReader): ApiOperation {
  const { documents } = reader;
  const body = readBody(operation, reader);
  const written = textOf(operation.value, 'operationId')?.trim();
  const id = written === '' ? undefined : written;
  return {
    id: id ?? `${method} ${path}`,
    name: id ?? toName(method, path),
    tag: textsOf(operation.value, 'tags')[0],
    method,
    path,
    comment: commentOfOperation(operation, pathItem, `\`${method} ${path}\``),
    parameters: readParameters(pathItem, operation, body === undefined ? [] : body.choices.length === 1 ? ['body'] : ['body', 'contentType'], reader),
    body,
    ...readAnswers(operation, reader),
    security: readSecurity(operation, documents),
    server: readServer(operation) ?? readServer(pathItem),
  };
}

/** Summary, description, and what is called. */
export function commentOfOperation(operation: Node, parent: Node, address: string): string[] {
  const say = (name: string) => textOf(operation.value, name) ?? textOf(parent.value, name) ?? '';
  const [summary, description] = [say('summary'), say('description')];
  return [...new Set([summary, description]), address, deprecationOf(operation.value)].filter((text) => text.trim() !== '');
}

/** 'GET /pets/{id}/toys' → 'get pets by id toys' */
function toName(method: string, path: string): string {
  return `${method.toLowerCase()} ${path.replaceAll(/\{([^{}]*)\}/g, ' by $1 ').replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')}`.trim();
}

/** Whether every schema of `components` is read: unused ones are documented types as well. */
export function readComponents(documents: DocumentSet, reader: SchemaReader): void {
  for (const [, node] of entriesOf(childOf(documents.root, 'components', 'schemas'))) if (propertyOf(node.value, 'x-internal') !== true) reader.modelAt(node);
}
