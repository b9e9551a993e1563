import { givenOf, isObject, toParts, toPlain } from './parameter-text.js';
import type { BodyDefinition, EncodingDefinition } from './operation-definition.js';

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
 * @example operation(transport, { id: 'items.add', method: 'POST', path: '/items', body: [form('application/x-www-form-urlencoded')] });
 */
export const form = (type: string, encodings: Encodings = {}): BodyDefinition => ({
  type,
  write: (value) =>
    givenOf(value)
      .flatMap(([name, item]) => toParts(name, item, encodings[name]))
      .join('&'),
});

/**
 * A body in parts, which may be files.
 *
 * @example operation(transport, { id: 'items.upload', method: 'POST', path: '/images', body: [multipart('multipart/form-data')] });
 */
export const multipart = (type: string, encodings: Encodings = {}): BodyDefinition => ({
  type,
  write: (value) => {
    const form = new FormData();
    for (const [name, items] of givenOf(value)) {
      for (const item of [items].flat()) {
        const isFile = isObject(item) && 'data' in item && 'filename' in item;
        // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- a Blob without a type says ''
        const { data, filename = data.name, type = data.type || encodings[name]?.content } = (isFile ? item : { data: toPlain(item) }) as Part;
        // A part with a type of its own must be a blob: `FormData` gives texts none.
        if (typeof data === 'string' && !filename && !type) form.append(name, data);
        else form.append(name, new Blob([data as Blob], { type }), filename ?? name);
      }
    }
    return form;
  },
});

/** A file, or what becomes a part without being said to be one. */
type Part = Partial<Omit<FileInput, 'data'>> & { readonly data: Partial<File> };
