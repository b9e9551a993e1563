import { givenOf, isObject, toParts, toPlainText } from './parameter-text.js';
import type { BodyDetails, EncodingDefinition } from './operation-definition.js';

/** A file with its name, where there is no `File`. */
export interface FileInput {
  readonly data: Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | string;
  readonly filename: string;
  /** Media type. Default: that of a `Blob`. */
  readonly type?: string;
}

/** The Encoding Objects of a form, by property. @see OpenAPI 3.1 §4.8.15 */
type Encodings = Readonly<Record<string, EncodingDefinition>>;

/**
 * A body as text of a form: `name=Pen&tags=a&tags=b`.
 *
 * @example operation(transport, { id: 'items.add', method: 'POST', path: '/items', body: form('application/x-www-form-urlencoded') });
 */
export const form = (type: string, encodings: Encodings = {}): BodyDetails => ({
  type,
  write: (value) =>
    givenOf(value)
      .flatMap(([name, item]) => toFormParts(name, item, encodings[name]))
      .join('&'),
});

/**
 * A body in parts, which may be files.
 *
 * @example operation(transport, { id: 'items.upload', method: 'POST', path: '/images', body: multipart('multipart/form-data') });
 */
export const multipart = (type: string, encodings: Encodings = {}): BodyDetails => ({
  type,
  write: (value) => {
    const data = new FormData();
    for (const [name, items] of givenOf(value)) {
      for (const item of [items].flat()) appendPart(data, name, item, encodings[name]?.content);
    }
    return data;
  },
});

/** Without a style an object is JSON, as in multipart. @see OpenAPI 3.1 §4.8.15.1 */
const toFormParts = (name: string, item: unknown, style: EncodingDefinition = {}): string[] =>
  toParts(name, item, style.explode === undefined && isObject(item) ? { content: 'application/json' } : style);

/** A part with a type of its own must be a blob: `FormData` gives texts none. */
const appendPart = (form: FormData, name: string, item: unknown, contentType = ''): void => {
  const isBytes = ArrayBuffer.isView(item) || item instanceof ArrayBuffer;
  if (item instanceof Blob) form.append(name, item);
  else if (isFileInput(item)) form.append(name, new Blob([item.data], { type: item.type ?? ((item.data as Blob).type || contentType) }), item.filename);
  else if (isBytes || contentType) form.append(name, new Blob([isBytes ? (item as ArrayBuffer) : toPlainText(item)], { type: contentType }), name);
  else form.append(name, toPlainText(item));
};

const isFileInput = (item: unknown): item is FileInput => isObject(item) && 'data' in item && 'filename' in item;
