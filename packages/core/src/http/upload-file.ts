/** What is known of a file beside its bytes. */
export interface UploadDescription {
  /** The name of the form field. */
  readonly name: string;
  /** The last part of the name that the client gave, without control characters; `''` where it gave none. Never a path. */
  readonly filename: string;
  /** The media type that the client declared, in lower case and without parameters: `image/png`. */
  readonly type: string;
  /** The media type that the first bytes show. Undefined where they show none, or where nobody looked (see `FileOptions.sniff`). */
  readonly sniffedType: string | undefined;
}

/**
 * A file of a multipart form, in memory. Nothing of it was written to disk.
 *
 * `{ name: 'image', filename: 'cat.png', type: 'image/png', sniffedType: 'image/png', size: 70, bytes: Uint8Array(70) }`
 *
 * @example await writeFile(join(directory, `${id}.png`), image.bytes);
 */
export class UploadedFile implements UploadDescription {
  readonly name: string;
  readonly filename: string;
  readonly type: string;
  readonly sniffedType: string | undefined;
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor({ name, filename, type, sniffedType }: UploadDescription, bytes: Uint8Array<ArrayBuffer>) {
    this.name = name;
    this.filename = filename;
    this.type = type;
    this.sniffedType = sniffedType;
    this.bytes = bytes;
  }

  /** Bytes. */
  get size(): number {
    return this.bytes.byteLength;
  }

  /** The bytes as UTF-8; what is not valid becomes U+FFFD. */
  text(): string {
    return new TextDecoder('utf-8').decode(this.bytes);
  }

  /** A copy of the bytes. */
  arrayBuffer(): ArrayBuffer {
    return this.bytes.buffer.slice(this.bytes.byteOffset, this.bytes.byteOffset + this.bytes.byteLength);
  }

  /** The bytes as a web stream, for `fetch` and the like. */
  stream(): ReadableStream<Uint8Array> {
    return new Blob([this.bytes]).stream() as ReadableStream<Uint8Array>;
  }

  /** What logs and answers show of it: no bytes. */
  toJSON(): Record<string, unknown> {
    const { name, filename, type, size } = this;
    return { name, filename, type, size };
  }
}
