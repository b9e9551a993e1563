import { toFormPairs, toPlainText, isObject, encodeReserved } from './parameter-text.js';
import type { BodyDefinition, BodyDetails, EncodingDefinition } from './operation-definition.js';

/** A file with its name, where a `File` is more than one has. */
export interface FileInput {
  readonly data: Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | string;
  /** Default: 'file'. */
  readonly filename?: string;
  /** Media type. Default: that of a `Blob`, or the server's guess. */
  readonly type?: string;
}

/** A body as it is. A stream is sent while it is read, and never again. */
export type BinaryBody = Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | ReadableStream<Uint8Array<ArrayBuffer>>;

/** A body as `fetch` takes it, and its media type; undefined where `fetch` knows it better. */
export interface WrittenBody {
  readonly body: RequestInit['body'];
  readonly type?: string | undefined;
}

/** Writes a body by its media type. */
export function writeBody(value: unknown, definition: BodyDefinition, type: string): WrittenBody {
  const { encoding = {} }: Partial<BodyDetails> = typeof definition === 'string' ? {} : definition;
  if (isJson(type)) return { body: JSON.stringify(value), type };
  if (isObject(value) && !isNative(value)) {
    if (type.startsWith('multipart/')) return { body: toFormData(value, encoding) };
    if (type.includes('urlencoded')) return { body: toUrlEncoded(value, encoding), type };
  }
  const body = (isObject(value) ? value : toPlainText(value)) as RequestInit['body'];
  return { body, type: value instanceof FormData || type.includes('*') ? undefined : type };
}

/** True for JSON and what is built on it: `application/problem+json`. */
export function isJson(type: string): boolean {
  return /[/+]json\b/i.test(type);
}

/** What `fetch` takes itself. */
function isNative(value: object): boolean {
  return [FormData, URLSearchParams, Blob, ArrayBuffer, ReadableStream].some((type) => value instanceof type) || ArrayBuffer.isView(value);
}

function toUrlEncoded(value: Readonly<Record<string, unknown>>, encoding: NonNullable<BodyDetails['encoding']>): string {
  const pairs = Object.entries(value).flatMap(([name, item]) => {
    if (item === undefined || item === null) return [];
    const { style, contentType, allowReserved, ...rest }: EncodingDefinition = encoding[name] ?? {};
    // Without a style an object is JSON, as in multipart. @see OpenAPI 3.1 §4.8.15.1
    const isContent = style === undefined && (contentType === undefined ? isObject(item) : isJson(contentType));
    return toFormPairs(
      name,
      item,
      { ...rest, style: style ?? 'form', ...(isContent ? { content: 'application/json' } : {}) },
      allowReserved === true ? encodeReserved : encodeURIComponent,
    );
  });
  return pairs.map((pair) => pair.join('=')).join('&');
}

function toFormData(value: Readonly<Record<string, unknown>>, encoding: NonNullable<BodyDetails['encoding']>): FormData {
  const form = new FormData();
  for (const [name, items] of Object.entries(value)) {
    for (const item of Array.isArray(items) ? (items as readonly unknown[]) : [items]) {
      if (item !== undefined && item !== null) appendPart(form, name, item, encoding[name]?.contentType);
    }
  }
  return form;
}

/** A part with a type of its own must be a blob: `FormData` gives texts none. */
function appendPart(form: FormData, name: string, item: unknown, contentType: string | undefined): void {
  // A list of types that are accepted, as `image/png, image/jpeg`, is none.
  const type = contentType !== undefined && /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : '';
  if (item instanceof Blob) form.append(name, item);
  else if (ArrayBuffer.isView(item) || item instanceof ArrayBuffer) form.append(name, new Blob([item as ArrayBuffer], { type }), 'file');
  else if (isFileInput(item)) form.append(name, toBlob(item, type), item.filename ?? 'file');
  else if (type === '') form.append(name, toPlainText(item));
  else form.append(name, new Blob([typeof item === 'string' ? item : JSON.stringify(item)], { type }));
}

function isFileInput(item: unknown): item is FileInput {
  if (!isObject(item)) return false;
  const { data } = item;
  return (
    data instanceof Blob || data instanceof ArrayBuffer || ArrayBuffer.isView(data) || (typeof data === 'string' && ('filename' in item || 'type' in item))
  );
}

function toBlob({ data, type }: FileInput, declared: string): Blob {
  return new Blob([data], { type: type ?? (data instanceof Blob ? data.type : declared) });
}
