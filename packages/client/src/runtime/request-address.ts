import { toParts, toText } from './parameter-text.js';
import type { CallOptions } from './call-options.js';
import type { OperationDefinition, ParameterDetails } from './operation-definition.js';
import type { SentRequest } from './sent-request.js';
import type { Transport } from './transport.js';

/**
 * Where a request goes, without credentials, and what errors tell of it: writes the parameters of an input into path, query, headers and
 * cookies. What is undefined or null is left out.
 *
 * @throws TypeError for a path that would lead elsewhere: without one of its parameters, or with '.' or '..' for one, which
 * cannot be escaped (https://url.spec.whatwg.org/#double-dot-path-segment).
 */
export const toAddress = (
  { options, baseUrl }: Pick<Transport, 'options' | 'baseUrl'>,
  definition: Pick<OperationDefinition, 'id' | 'method' | 'path' | 'parameters' | 'accept'>,
  input: unknown = {},
  ofCall?: CallOptions['headers'],
): { readonly url: string; readonly headers: Headers; readonly sent: SentRequest } => {
  const headers = new Headers({ accept: [...(definition.accept ?? []), 'application/problem+json,*/*;q=0.1'].join() });
  const query: string[] = [];
  let { path } = definition;
  for (const [key, parameter] of Object.entries(definition.parameters ?? {})) {
    const value = (input as Readonly<Record<string, unknown>>)[key];
    if (value == null) continue;
    const { in: place, name = key, ...style }: ParameterDetails = typeof parameter === 'string' ? { in: parameter } : parameter;
    if (place === 'path') path = path.replace(`{${name}}`, () => toSegment(toText(name, value, style)));
    // Headers are not percent-encoded.
    else if (place === 'header') headers.set(name, toText(name, value, { encode: String, ...style }));
    else {
      const parts = toParts(name, value, { explode: true, ...style });
      if (place === 'cookie') appendCookies(headers, parts);
      else query.push(...parts);
    }
  }
  if (path.includes('{')) throw new TypeError(`${definition.id}: '${path}' lacks a parameter.`);
  for (const [name, value] of Object.entries({ ...options.headers, ...ofCall })) {
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
  }
  const url = /^https?:/.test(path) ? path : baseUrl + path;
  // A query may hold secrets, which errors are not to tell.
  return { url: appendQuery(url, query), headers, sent: { operation: definition.id, method: definition.method, url: url.split('?')[0] as string } };
};

/** Behind what is there. */
export const appendQuery = (url: string, parts: readonly string[]): string =>
  parts.reduce((before, part) => before + (before.includes('?') ? '&' : '?') + part, url);

/** Behind those that are there. */
export const appendCookies = (headers: Headers, cookies: readonly string[]): void => {
  headers.set('cookie', [headers.get('cookie') ?? [], cookies].flat().join('; '));
};

const toSegment = (text: string): string => (/(^|\/)(\.|%2e){0,2}(\/|$)/i.test(text) ? `{${text}}` : text.replaceAll('?', '%3F'));
