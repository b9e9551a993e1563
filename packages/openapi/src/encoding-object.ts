/** @see OpenAPI 3.1 §4.8.15 (Encoding Object) */
import type { InputDefinition } from '@typhoon/core';
import { uploadRuleOf } from '@typhoon/core/internal';

export interface EncodingObject {
  /** The types a part may have: `image/png, image/jpeg`. */
  readonly contentType?: string;
  readonly style?: string;
  readonly explode?: boolean;
}

/** How a form field is written, where that is not the default. */
export function toEncoding({ schema, options }: InputDefinition): EncodingObject | undefined {
  const contentType = uploadRuleOf(schema)?.types?.join(', ') ?? declaredType(schema) ?? declaredType(schema['items']);
  const encoding: EncodingObject = {
    ...(contentType === undefined ? {} : { contentType }),
    ...(options.style === undefined ? {} : { style: options.style }),
    ...(options.explode === undefined ? {} : { explode: options.explode }),
  };
  return Object.keys(encoding).length === 0 ? undefined : encoding;
}

function declaredType(schema: unknown): string | undefined {
  const type = (schema as { contentMediaType?: unknown } | undefined)?.contentMediaType;
  return typeof type === 'string' && type !== 'application/octet-stream' ? type : undefined;
}
