/** @see OpenAPI 3.1 §4.8.21 (Header Object) */
import type { HeaderDocumentation } from '@typhoon/core';
import type { SchemaObject } from './reference.js';
import type { SchemaContext } from './schema-context.js';

export interface HeaderObject {
  readonly description?: string;
  readonly required?: boolean;
  readonly deprecated?: boolean;
  readonly schema: SchemaObject;
}

export function toHeaders(headers: Readonly<Record<string, HeaderDocumentation>>, context: SchemaContext): Readonly<Record<string, HeaderObject>> {
  return Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, toHeader(header, context)]));
}

function toHeader({ schema, ...documentation }: HeaderDocumentation, context: SchemaContext): HeaderObject {
  return { ...documentation, schema: context.write(schema, 'output', context) };
}
