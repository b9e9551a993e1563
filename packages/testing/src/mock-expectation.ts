import { isDeepStrictEqual } from 'node:util';
import type { MockedCall } from './mock-http.js';

/** What a call must have, beside its method and address, to get an answer. */
export interface MockExpectation {
  /** Values of the query, as texts; others may be there. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** Headers; others may be there. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The whole body as JSON. */
  readonly json?: unknown;
  /** How often it answers. Default: always. */
  readonly times?: number;
}

/** True where a call is the one that is expected; `:name` stands for any part of a path. */
export function isExpected(call: MockedCall, method: string, address: URL, { query = {}, headers = {}, json }: MockExpectation): boolean {
  if (call.method !== method.toUpperCase() || call.url.origin !== address.origin || !isPath(call.url.pathname, address.pathname)) return false;
  const wanted = [...address.searchParams, ...Object.entries(query)];
  if (!wanted.every(([name, value]) => isDeepStrictEqual(call.url.searchParams.getAll(name), [value].flat()))) return false;
  if (!Object.entries(headers).every(([name, value]) => call.headers[name.toLowerCase()] === value)) return false;
  return json === undefined || isDeepStrictEqual(call.json(), json);
}

function isPath(path: string, template: string): boolean {
  const parts = path.split('/');
  const wanted = template.split('/');
  return parts.length === wanted.length && wanted.every((part, index) => part === parts[index] || (part.startsWith(':') && parts[index] !== ''));
}
