import { encodeReserved, toFormPairs, toText } from './parameter-text.js';
import type { ParameterStyle } from './parameter-text.js';
import type { OperationDefinition, ParameterDefinition, ParameterDetails } from './operation-definition.js';

/** Where a request goes, with the parameters of its input. */
export interface RequestAddress {
  /** Path and query, behind the base. */
  readonly path: string;
  readonly headers: Headers;
}

/**
 * Writes the parameters of an input into path, query, headers and cookies. What is undefined or null is left out.
 *
 * @throws TypeError for a path that would lead elsewhere: without one of its parameters, or with '.' or '..' for one.
 */
export function toAddress({ id, path, parameters = {} }: Pick<OperationDefinition, 'id' | 'path' | 'parameters'>, input: unknown): RequestAddress {
  const headers = new Headers();
  const query: string[] = [];
  const cookies: string[] = [];
  let filled = path;
  for (const [key, definition] of Object.entries(parameters)) {
    const value = (input as Readonly<Record<string, unknown>> | undefined)?.[key];
    if (value === undefined || value === null) continue;
    const { name = key, ...parameter } = toDetails(definition);
    const style: ParameterStyle = { ...parameter, style: parameter.style ?? (/^[hp]/.test(parameter.in) ? 'simple' : 'form') };
    const encode = parameter.allowReserved === true ? encodeReserved : encodeURIComponent;
    if (parameter.in === 'path') filled = filled.replace(`{${name}}`, () => toText(name, value, style, encode).replaceAll('?', '%3F'));
    // Headers are not percent-encoded.
    else if (parameter.in === 'header') headers.set(name, toText(name, value, style, String));
    else if (parameter.in === 'querystring') query.push(toQueryString(value, style));
    else {
      const pairs = toFormPairs(name, value, style, encode).map((pair) => pair.join('='));
      (parameter.in === 'cookie' ? cookies : query).push(...pairs);
    }
  }
  assertPath(id, path, filled);
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  return { path: query.length === 0 ? filled : `${filled}?${query.join('&')}`, headers };
}

function toDetails(definition: ParameterDefinition): ParameterDetails {
  return typeof definition === 'string' ? { in: definition } : definition;
}

/** The whole query: JSON, or a form. @see OpenAPI 3.2 §4.12.1 */
function toQueryString(value: unknown, style: ParameterStyle): string {
  if (style.content?.includes('json') === true) return encodeURIComponent(JSON.stringify(value));
  return toFormPairs('', value, { style: 'form' }, encodeURIComponent)
    .map((pair) => pair.join('='))
    .join('&');
}

/** '..' cannot be escaped: an address with '%2E%2E' is the same. @see https://url.spec.whatwg.org/#double-dot-path-segment */
function assertPath(id: string, template: string, path: string): void {
  const isEmptied = /\/(\/|$)/.test(path.replace(/^\w+:\/\//, '')) && !/\/(\/|$)/.test(template.replace(/^\w+:\/\//, ''));
  if (isEmptied || /\{[^/]*\}|\/(\.|%2e){1,2}(\/|$)/i.test(path)) throw new TypeError(`${id}: the path '${template}' became '${path}'.`);
}
