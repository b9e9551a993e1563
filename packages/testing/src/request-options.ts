/** What a field or a query parameter may be. */
export type FieldValue = string | number | boolean;

/** Fields by name; an array repeats its field. */
export type Fields = Readonly<Record<string, FieldValue | readonly FieldValue[] | undefined>>;

/** What a request of the client may carry. */
export interface RequestOptions {
  /** Query parameters; an array repeats its key. `undefined` is left out. */
  readonly query?: Fields;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
  /** Sent as `Authorization: Bearer …`. */
  readonly bearer?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /**
   * Fields of a form; an array repeats its field. Sent as `application/x-www-form-urlencoded`; a `FormData`, which may hold files, as `multipart/form-data`.
   */
  readonly form?: Fields | FormData;
  /** Sent as it is; name its type in `headers`. */
  readonly body?: string | Uint8Array;
}
