import { isGiven, isObject, toPairs, toPlainText, toQuery } from './parameter-text.js';
import type { BodyDefinition, BodyDetails } from './operation-definition.js';

/** A file with its name, where there is no `File`. */
export interface FileInput {
  readonly data: Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | string;
  readonly filename: string;
  /** Media type. Default: that of a `Blob`. */
  readonly type?: string;
}

/** A body as it is. A stream is sent while it is read, and never again. */
export type BinaryBody = Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | ReadableStream<Uint8Array<ArrayBuffer>>;

type Encoding = NonNullable<BodyDetails['encoding']>;

/**
 * Writes a body by its media type: that of the headers, or else the declared one. It is put into the headers unless
 * `fetch` knows it better.
 */
export function writeBody(value: unknown, definition: BodyDefinition, headers: Headers): RequestInit['body'] {
  const { type: declared, encoding = {} } = typeof definition === 'string' ? { type: definition } : definition;
  const type = headers.get('content-type') ?? declared;
  const isMultipart = type.startsWith('multipart/');
  if (isMultipart || type.includes('*')) headers.delete('content-type');
  else headers.set('content-type', type);
  if (isJson(type)) return JSON.stringify(value);
  if (!isObject(value)) return typeof value === 'object' ? (value as RequestInit['body']) : toPlainText(value);
  return isMultipart ? toFormData(value, encoding) : toQuery(toFormPairs(value, encoding));
}

/** True for JSON and what is built on it: `application/problem+json`. */
export function isJson(type: string): boolean {
  return /[/+]json\b/i.test(type);
}

function toFormPairs(value: object, encoding: Encoding) {
  return Object.entries(value).flatMap(([name, item]: [string, unknown]) => {
    const { contentType = '', ...style } = encoding[name] ?? {};
    // Without a style an object is JSON, as in multipart. @see OpenAPI 3.1 §4.8.15.1
    const isContent = !style.style && (isJson(contentType) || isObject(item));
    return isGiven(item) ? toPairs(name, item, { ...style, ...(isContent && { content: contentType || 'application/json' }) }) : [];
  });
}

function toFormData(value: object, encoding: Encoding): FormData {
  const form = new FormData();
  for (const [name, items] of Object.entries(value)) {
    // A list of types that are accepted, `image/png, image/jpeg`, is no type.
    const [type = ''] = /^[^\s,;*]+$/.exec(encoding[name]?.contentType ?? '') ?? [];
    for (const item of [items].flat().filter(isGiven)) appendPart(form, name, item, type);
  }
  return form;
}

/** A part with a type of its own must be a blob: `FormData` gives texts none. */
function appendPart(form: FormData, name: string, item: unknown, type: string): void {
  const isBytes = ArrayBuffer.isView(item) || item instanceof ArrayBuffer;
  if (item instanceof Blob) form.append(name, item);
  else if (isBytes || isFileInput(item)) {
    const file = isBytes ? { data: item as ArrayBuffer, filename: name } : item;
    const { type: ofBlob = '' } = file.data as Partial<Blob>;
    form.append(name, new Blob([file.data], { type: file.type ?? (ofBlob ? ofBlob : type) }), file.filename);
  } else form.append(name, type ? new Blob([toPlainText(item)], { type }) : toPlainText(item));
}

function isFileInput(item: unknown): item is FileInput {
  return isObject(item) && 'data' in item && 'filename' in item;
}
