import { isJson } from './media-type.js';
import { isObject, toPlain } from './parameter-text.js';
import type { BodyDefinition, OperationDefinition } from './operation-definition.js';

/** A body as it is. A stream is sent while it is read, and never again. */
export type BinaryBody = Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | ReadableStream<Uint8Array<ArrayBuffer>>;

/** What a body needs of an input. */
export interface BodyInput {
  readonly body?: unknown;
  /** Of several media types the one that the body is of. */
  readonly contentType?: string;
}

/**
 * Writes a body by its media type: that of the headers, that of the input where there are several, or else the first that is declared.
 * It is put into the headers unless `fetch` knows it better. Undefined where there is none.
 */
export const writeBody = ({ body, contentType }: BodyInput, declared: OperationDefinition['body'], headers: Headers): RequestInit['body'] => {
  if (!declared || body === undefined) return undefined;
  const type = headers.get('content-type') ?? (declared[1] && contentType) ?? (declared[0] as BodyDefinition).type;
  // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- false where the body is no object
  const write = (isObject(body) && declared.find((choice) => type.startsWith(choice.type))?.write) || writePlain;
  const written = write(body as object, type);
  if (written instanceof FormData || type.includes('*')) headers.delete('content-type');
  else headers.set('content-type', type);
  return written;
};

/** JSON, lines of JSON, and what `fetch` takes as it is. */
const writePlain = (value: unknown, type: string): RequestInit['body'] => {
  if (isJson(type)) return JSON.stringify(value);
  if (Array.isArray(value)) return value.map((item) => `${JSON.stringify(item)}\n`).join('');
  return toPlain(value) as RequestInit['body'];
};
