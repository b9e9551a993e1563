import { isGiven, toPairs, toQuery, toText } from './parameter-text.js';
import type { OperationDefinition, ParameterDetails } from './operation-definition.js';

/** Where a request goes, with the parameters of its input. */
export interface RequestAddress {
  /** Path and query, behind the base. */
  readonly path: string;
  readonly headers: Headers;
}

/**
 * Writes the parameters of an input into path, query, headers and cookies. What is undefined or null is left out.
 *
 * @throws TypeError for a path that would lead elsewhere: without one of its parameters, or with '.' or '..' for one, which
 * cannot be escaped (https://url.spec.whatwg.org/#double-dot-path-segment).
 */
export function toAddress({ id, path: template, parameters = {} }: Pick<OperationDefinition, 'id' | 'path' | 'parameters'>, input: unknown): RequestAddress {
  const headers = new Headers();
  const query: string[] = [];
  const cookies: string[] = [];
  let path = template;
  for (const [key, definition] of Object.entries(parameters)) {
    const value = (input as Readonly<Record<string, unknown>> | undefined)?.[key];
    if (!isGiven(value)) continue;
    const { in: place, name = key, ...style }: ParameterDetails = typeof definition === 'string' ? { in: definition } : definition;
    if (place === 'path') path = path.replace(`{${name}}`, () => toSegment(toText(name, value, style)));
    // Headers are not percent-encoded.
    else if (place === 'header') headers.set(name, toText(name, value, style, String));
    else if (place === 'cookie') cookies.push(...toPairs(name, value, style).map((pair) => pair.join('=')));
    // The whole query is JSON, or a form. @see OpenAPI 3.2 §4.12.1
    else if (place === 'querystring' && (style.content ?? '').includes('json')) query.push(encodeURIComponent(JSON.stringify(value)));
    else query.push(toQuery(toPairs(name, value, place === 'query' ? style : {})));
  }
  if (path.includes('{')) throw new TypeError(`${id}: '${path}' lacks a parameter, or has one that leads elsewhere.`);
  if (cookies.length) headers.set('cookie', cookies.join('; '));
  return { path: path + (query.some(Boolean) ? `?${query.filter(Boolean).join('&')}` : ''), headers };
}

function toSegment(text: string): string {
  return /(^|\/)(\.|%2e){0,2}(\/|$)/i.test(text) ? `{${text}}` : text.replaceAll('?', '%3F');
}
