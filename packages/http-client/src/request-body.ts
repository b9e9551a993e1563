import { Readable } from 'node:stream';
import type { HttpQueryValue } from './request-url.js';
import { toRequestUrl } from './request-url.js';

/** What a call sends: one of them at most. */
export interface HttpBodyOptions {
  /** Sent as `application/json`. */
  readonly json?: unknown;
  /** Sent as `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, HttpQueryValue>>;
  /** Sent as it is, under the `content-type` among the headers; `FormData` brings its own. A stream is sent once: such a call is never repeated. */
  readonly body?: string | Uint8Array | FormData | Readable | AsyncIterable<Uint8Array>;
}

/** A body ready to go out. */
export interface RequestBody {
  readonly content: string | Uint8Array | FormData | Readable | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** True where it can be sent again. */
  readonly isRepeatable: boolean;
}

const NOTHING: RequestBody = { content: undefined, headers: {}, isRepeatable: true };

/** @throws TypeError where there is more than one, or JSON has no words for it. */
export function toRequestBody(options: HttpBodyOptions): RequestBody {
  const { json, form, body } = options;
  const given = (['json', 'form', 'body'] as const).filter((name) => options[name] !== undefined);
  if (given.length > 1) throw new TypeError(`A call has one body, but got ${given.map((name) => `'${name}'`).join(' and ')}.`);
  if (json !== undefined) return { content: toJson(json), headers: { 'content-type': 'application/json' }, isRepeatable: true };
  if (form !== undefined) return { content: toForm(form), headers: { 'content-type': 'application/x-www-form-urlencoded' }, isRepeatable: true };
  if (body === undefined) return NOTHING;
  if (typeof body === 'string' || body instanceof Uint8Array || body instanceof FormData) return { content: body, headers: {}, isRepeatable: true };
  return { content: body instanceof Readable ? body : Readable.from(body, { objectMode: false }), headers: {}, isRepeatable: false };
}

function toJson(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`'json' expects what JSON has words for, but got ${typeof value}.`);
  return text;
}

function toForm(form: Readonly<Record<string, HttpQueryValue>>): string {
  return toRequestUrl(undefined, { path: 'http://form', query: form }).search.slice(1);
}
