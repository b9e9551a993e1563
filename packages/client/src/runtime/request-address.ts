import { isGiven, toParts, toText } from './parameter-text.js';
import type { OperationDefinition, ParameterDetails } from './operation-definition.js';

/**
 * Writes the parameters of an input into path, query, headers and cookies, and returns path and query. What is undefined or null is left out.
 *
 * @throws TypeError for a path that would lead elsewhere: without one of its parameters, or with '.' or '..' for one, which
 * cannot be escaped (https://url.spec.whatwg.org/#double-dot-path-segment).
 */
export const toPath = (
  { id, path: template, parameters = {} }: Pick<OperationDefinition, 'id' | 'path' | 'parameters'>,
  input: object,
  headers: Headers,
): string => {
  const query: string[] = [];
  let path = template;
  for (const [key, definition] of Object.entries(parameters)) {
    const value = input[key as keyof typeof input] as unknown;
    if (!isGiven(value)) continue;
    const { in: place, name = key, ...style }: ParameterDetails = typeof definition === 'string' ? { in: definition } : definition;
    if (place === 'path') path = path.replace(`{${name}}`, () => toSegment(toText(name, value, style)));
    // Headers are not percent-encoded.
    else if (place === 'header') headers.set(name, toText(name, value, style, String));
    else if (place === 'cookie') appendCookies(headers, toParts(name, value, style));
    // What is the whole query has no name of its own. @see OpenAPI 3.2 §4.12.1
    else query.push(...toParts(place === 'query' ? name : '', value, style));
  }
  if (path.includes('{')) throw new TypeError(`${id}: '${path}' lacks a parameter.`);
  return appendQuery(path, query);
};

/** Behind what is there. */
export const appendQuery = (url: string, parts: readonly string[]): string =>
  parts.reduce((before, part) => `${before}${before.includes('?') ? '&' : '?'}${part}`, url);

/** Behind those that are there. */
export const appendCookies = (headers: Headers, cookies: readonly string[]): void => {
  headers.set('cookie', [headers.get('cookie') ?? [], cookies].flat().join('; '));
};

const toSegment = (text: string): string => (/(^|\/)(\.|%2e){0,2}(\/|$)/i.test(text) ? `{${text}}` : text.replaceAll('?', '%3F'));
